//! Which region a point of the skin is in, and on which side: exact near a boundary, remembered for triangles that lie in
//! one region.

use super::Atlas;
use super::tree::{RegionId, Sides};
use crate::atlas::per_body::PerBody;
use crate::atlas::{Body, Surface, SurfacePoint, each};
use crate::geom::Vec3;

/// The patient's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The patient's right, x below zero.
    Right,
    /// The patient's left, x above zero.
    Left,
    /// The midline itself, to [`Side::MIDLINE_MM`] either way; of a patch, that it spans the midline.
    Midline,
}

impl Side {
    /// How far from the midline a spot may be and still lie in it, in mm.
    pub const MIDLINE_MM: f32 = 1.0;

    /// The side of a spot that is `x_mm` to the patient's left of the midline.
    pub fn of_spot(x_mm: f32) -> Self {
        if x_mm.abs() <= Self::MIDLINE_MM {
            Self::Midline
        } else if x_mm > 0.0 {
            Self::Left
        } else {
            Self::Right
        }
    }

    /// The other side of the body; the midline is its own.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
            Self::Midline => Self::Midline,
        }
    }
}

/// Where a spot of the skin is: a leaf region, and the side on which the spot lies, whatever the region is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locus {
    /// A leaf of the tree.
    pub region: RegionId,
    /// Left or right for every spot that is more than [`Side::MIDLINE_MM`] from the midline.
    pub side: Side,
}

/// A piece of the map: a leaf that spans the midline, or the left or the right one of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Patch {
    /// A leaf of the tree.
    pub region: RegionId,
    /// Left or right exactly where the region is paired.
    pub side: Side,
}

impl Locus {
    /// The same region on the other side of the body.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { side: self.side.mirrored(), ..self }
    }
}

impl Patch {
    /// The same region on the other side of the body.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { side: self.side.mirrored(), ..self }
    }
}

/// The region of a point of the skin, exact, and the side on which it lies on this body.
pub fn locus_at(body: &Body, p: SurfacePoint) -> Locus {
    Locus { region: patch_at(body, p).region, side: Side::of_spot(body.surface.position_mm(p).x) }
}

/// The piece of the map that a point of the skin belongs to, exact.
pub fn patch_at(body: &Body, p: SurfacePoint) -> Patch {
    let skin = Skin::get(body);
    match skin.whole.get(p.triangle as usize) {
        Some(&Some(patch)) => patch,
        _ => patch_on_map(skin.map_of(p)),
    }
}

/// The piece of the map that the middle of a triangle belongs to.
pub fn patch_of_triangle(body: &Body, triangle: u32) -> Patch {
    const THIRD: f32 = 1.0 / 3.0;
    patch_at(body, SurfacePoint { triangle, weights: [THIRD; 3] })
}

/// The classification itself: a pure function of the place on the map in mm.
pub(super) fn patch_on_map(map_mm: Vec3) -> Patch {
    let atlas = Atlas::get();
    let region = atlas.areas.region_at(map_mm);
    let side = match atlas.tree.region(region).sides {
        Sides::Paired if map_mm.x > 0.0 => Side::Left,
        Sides::Paired => Side::Right,
        Sides::Midline | Sides::Both => Side::Midline,
    };
    Patch { region, side }
}

/// The skin of a body, laid on the map.
pub(super) struct Skin {
    /// The body's own surface.
    pub(super) surface: &'static Surface,
    /// For every vertex its place on the map, mm; within a triangle places lie as evenly as on the surface.
    pub(super) map_mm: Vec<Vec3>,
    /// The patch at every vertex.
    pub(super) vertices: Vec<Patch>,
    /// For every triangle of the skin its patch, if a boundary does not cross it.
    pub(super) whole: Vec<Option<Patch>>,
}

impl Skin {
    pub(super) fn get(body: &Body) -> &'static Self {
        static SKINS: PerBody<Skin> = PerBody::new();
        SKINS.get_or_init(body.kind, || Self::classify(Body::get(body.kind)))
    }

    fn classify(body: &'static Body) -> Self {
        let map_mm = Atlas::get().ties.lay(body);
        let vertices = each(&map_mm, |&p| patch_on_map(p));
        let surface = &body.surface;
        let skin = &surface.triangles()[..surface.skin_triangles()];
        let whole = skin.iter().map(|corners| {
            let [a, b, c] = corners.map(|v| vertices[v as usize]);
            (a == b && b == c).then_some(a)
        });
        let whole = whole.collect();
        let mut skin = Self { surface, map_mm, vertices, whole };
        skin.follow_bulges();
        skin
    }

    /// The places on the map of a triangle's corners, mm.
    pub(super) fn corners_mm(&self, triangle: u32) -> [Vec3; 3] {
        self.surface.triangles()[triangle as usize].map(|vertex| self.map_mm[vertex as usize])
    }

    /// The place on the map of a point, mm. Exact but for the last rounding, so that mirrored points, whose corners come in
    /// another order, have mirrored places.
    fn map_of(&self, p: SurfacePoint) -> Vec3 {
        let corners = self.corners_mm(p.triangle).map(|corner| corner.to_array());
        let share = |corner: usize, axis: usize| f64::from(corners[corner][axis]) * f64::from(p.weights[corner]);
        Vec3::from_array([0, 1, 2].map(|axis| (0..3).map(|corner| share(corner, axis)).sum::<f64>() as f32))
    }

    /// Where a boundary leaves a crossed triangle and comes back through the same edge, the neighbour is crossed too.
    fn follow_bulges(&mut self) {
        let crossed = |(triangle, whole): (u32, &Option<Patch>)| whole.is_none().then_some(triangle);
        let mut pending: Vec<u32> = (0..).zip(&self.whole).filter_map(crossed).collect();
        while let Some(triangle) = pending.pop() {
            let corners = self.surface.triangles()[triangle as usize];
            for (edge, neighbour) in self.surface.neighbours(triangle).into_iter().enumerate() {
                let ends = [corners[edge], corners[(edge + 1) % 3]];
                let known = self.whole.get(neighbour as usize).copied().flatten();
                if known.is_some_and(|patch| self.edge_leaves(ends, patch)) {
                    self.whole[neighbour as usize] = None;
                    pending.push(neighbour);
                }
            }
        }
    }

    fn edge_leaves(&self, ends: [u32; 2], patch: Patch) -> bool {
        let [a, b] = ends.map(|v| self.map_mm[v as usize]);
        [0.25, 0.5, 0.75].into_iter().any(|t| patch_on_map(a.lerp(b, t)) != patch)
    }
}
