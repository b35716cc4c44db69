//! What a field covers: pieces of the map, or what an outline encloses.

use std::collections::{BTreeSet, VecDeque};

use super::grid::Grid;
use super::spot::Spot;
use crate::atlas::regions::{Patch, patch_at, triangles_touching};
use crate::atlas::{Body, SurfacePoint};
use crate::geom::{Vec2, Vec3, encloses};

/// The skin that a field covers, or the way that it follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// Pieces of the map.
    Patches(BTreeSet<Patch>),
    /// What these corners enclose, the last joined to the first, of the skin that faces as they do.
    Outline(Vec<SurfacePoint>),
    /// What lies within this of these spots along the skin, in mm of the body.
    Painted {
        /// Where the middle of a brush was.
        along: Vec<SurfacePoint>,
        /// How far it reached.
        radius_mm: f32,
    },
    /// No area but a row over these spots, from the first to the last along the skin.
    Row(Vec<SurfacePoint>),
}

/// How it is known whether a place lies in the area, where its triangle doesn't tell.
#[derive(Debug)]
pub(super) enum Border {
    Map(BTreeSet<Patch>),
    Polygon(Polygon),
    Discs(Discs),
}

impl Border {
    pub(super) fn encloses(&self, body: &Body, at: SurfacePoint) -> bool {
        match self {
            Self::Map(patches) => patches.contains(&patch_at(body, at)),
            Self::Polygon(polygon) => polygon.encloses(body.surface.position_mm(at)),
            Self::Discs(discs) => discs.encloses(&Spot::on(body, at)),
        }
    }
}

/// Triangles that hold treatable skin of pieces of the map, and whether all of theirs is.
pub(super) fn on_map(body: &Body, patches: BTreeSet<Patch>) -> (Border, Vec<(u32, bool)>) {
    let mut triangles = triangles_touching(body, &patches);
    triangles.retain(|(triangle, _)| body.surface.is_treatable(*triangle));
    (Border::Map(patches), triangles)
}

/// Triangles that hold treatable skin inside an outline, and whether all of theirs is: those that the corners lead to without
/// leaving the outline, and that face as it does.
pub(super) fn inside(body: &Body, corners: &[SurfacePoint]) -> (Border, Vec<(u32, bool)>) {
    let surface = &body.surface;
    let outward = corners.iter().map(|&corner| surface.normal(corner)).sum();
    let polygon = Polygon::new(corners.iter().map(|&corner| surface.position_mm(corner)).collect(), outward);
    let mut waiting: VecDeque<u32> = corners.iter().map(|corner| corner.triangle).collect();
    let mut seen: BTreeSet<u32> = waiting.iter().copied().collect();
    let mut triangles = Vec::new();
    while let Some(triangle) = waiting.pop_front() {
        if !surface.is_treatable(triangle) || surface.triangle_normal(triangle).dot(polygon.facing) <= 0.0 {
            continue;
        }
        let inside = surface.corners_mm(triangle).map(|corner| polygon.encloses(corner));
        let holds_a_corner = || corners.iter().any(|corner| corner.triangle == triangle);
        if !inside.contains(&true) && !polygon.crosses(surface.corners_mm(triangle)) && !holds_a_corner() {
            continue;
        }
        triangles.push((triangle, !inside.contains(&false) && !polygon.crosses(surface.corners_mm(triangle))));
        waiting.extend(surface.neighbours(triangle).into_iter().filter(|&beside| seen.insert(beside)));
    }
    triangles.sort_unstable();
    (Border::Polygon(polygon), triangles)
}

/// Triangles that may hold treatable skin within a radius of one of these spots, which is asked of each place: those that the
/// spots lead to without leaving it.
pub(super) fn painted(body: &Body, along: &[SurfacePoint], radius_mm: f32) -> (Border, Vec<(u32, bool)>) {
    let surface = &body.surface;
    let discs = Discs { middles: Grid::of(radius_mm.max(1.0), along.iter().map(|&at| Spot::on(body, at))), radius_mm };
    let mut waiting: VecDeque<u32> = along.iter().map(|at| at.triangle).collect();
    let mut seen: BTreeSet<u32> = waiting.iter().copied().collect();
    let mut triangles = Vec::new();
    while let Some(triangle) = waiting.pop_front() {
        if !surface.is_treatable(triangle) {
            continue;
        }
        let [a, b, c] = surface.corners_mm(triangle);
        let middle = Spot::on(body, SurfacePoint { triangle, weights: [1.0 / 3.0; 3] });
        let size_mm = [a, b, c].into_iter().map(|corner| corner.distance(middle.mm)).fold(0.0, f32::max);
        if !discs.has_within(&middle, radius_mm + 1.5 * size_mm) {
            continue;
        }
        // Where skin bends, what holds for the middle needn't for all of it.
        triangles.push((triangle, false));
        waiting.extend(surface.neighbours(triangle).into_iter().filter(|&beside| seen.insert(beside)));
    }
    triangles.sort_unstable();
    (Border::Discs(discs), triangles)
}

/// Spots with all that is so near to one of them along the skin.
#[derive(Debug)]
pub(super) struct Discs {
    middles: Grid,
    radius_mm: f32,
}

impl Discs {
    fn encloses(&self, spot: &Spot) -> bool {
        self.has_within(spot, self.radius_mm)
    }

    fn has_within(&self, spot: &Spot, reach_mm: f32) -> bool {
        let mut is_within = false;
        if reach_mm > 0.0 {
            self.middles.around(spot.mm, reach_mm, |_, middle, chord_mm2| {
                is_within = spot.arc_mm(middle, chord_mm2).is_some_and(|arc_mm| arc_mm <= reach_mm);
                is_within
            });
        }
        is_within
    }
}

/// Corners seen from where they face.
#[derive(Debug)]
pub(super) struct Polygon {
    facing: Vec3,
    axes: [Vec3; 2],
    corners: Vec<Vec2>,
}

impl Polygon {
    /// The direction is that of the area that the corners span (M. E. Newell; in Sutherland, Sproull and Schumacker, "A
    /// characterization of ten hidden-surface algorithms", ACM Computing Surveys 6, 1974), turned away from the body.
    fn new(corners_mm: Vec<Vec3>, outward: Vec3) -> Self {
        let middle_mm = corners_mm.iter().sum::<Vec3>() / corners_mm.len().max(1) as f32;
        let next = corners_mm.iter().cycle().skip(1);
        let spanned: Vec3 = corners_mm.iter().zip(next).map(|(&a, &b)| (a - middle_mm).cross(b - middle_mm)).sum();
        let facing = spanned.normalize_or(Vec3::Z);
        let facing = if facing.dot(outward) < 0.0 { -facing } else { facing };
        let along = facing.any_orthonormal_vector();
        let mut polygon = Self { facing, axes: [along, facing.cross(along)], corners: Vec::new() };
        polygon.corners = corners_mm.into_iter().map(|corner| polygon.seen(corner)).collect();
        polygon
    }

    fn seen(&self, mm: Vec3) -> Vec2 {
        Vec2::new(self.axes[0].dot(mm), self.axes[1].dot(mm))
    }

    /// Whether the place lies inside.
    fn encloses(&self, mm: Vec3) -> bool {
        encloses(&self.corners, self.seen(mm))
    }

    /// Whether a side crosses one of the triangle's.
    fn crosses(&self, triangle_mm: [Vec3; 3]) -> bool {
        let [a, b, c] = triangle_mm.map(|corner| self.seen(corner));
        self.sides().any(|side| [(a, b), (b, c), (c, a)].into_iter().any(|edge| cross(side, edge)))
    }

    fn sides(&self) -> impl Iterator<Item = (Vec2, Vec2)> {
        self.corners.iter().copied().zip(self.corners.iter().copied().cycle().skip(1))
    }
}

/// Whether two segments cross.
fn cross((a, b): (Vec2, Vec2), (c, d): (Vec2, Vec2)) -> bool {
    let side = |from: Vec2, to: Vec2, of: Vec2| (to - from).perp_dot(of - from) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}
