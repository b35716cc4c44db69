//! The skin (and the eyes behind it) as triangles in millimetres, and what can be asked of a point on it.

use std::sync::OnceLock;

use super::bvh::{Bvh, Soup, blend};
use super::cage::{Cage, next, previous};
use super::geodesic::Roads;
use super::subdivide::{self, Refined};
use super::treatable;
use super::walk;
use crate::geom::{Bounds3, Vec3};

/// A place on the skin: a triangle of the surface and three weights that add up to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfacePoint {
    /// Number of the triangle, below [`Surface::skin_triangles`].
    pub triangle: u32,
    /// Shares of the triangle's three corners.
    pub weights: [f32; 3],
}

/// A closed body surface, mirror-symmetric in x; the triangles of the skin come first, those of the eyes after.
#[derive(Debug)]
pub struct Surface {
    pub(super) cage: Cage,
    pub(super) refined: Refined,
    bvh: Bvh,
    /// Built when the first path is asked for.
    roads: OnceLock<Roads>,
    /// For every triangle whether it is treatable skin; looked for when an area is first asked for.
    treatable: OnceLock<Vec<bool>>,
}

impl Surface {
    pub(super) fn new(cage: Cage) -> Self {
        let refined = subdivide::subdivide(&cage);
        let bvh = Bvh::build(Soup { positions_mm: &refined.positions_mm, triangles: &refined.triangles });
        Self { cage, refined, bvh, roads: OnceLock::new(), treatable: OnceLock::new() }
    }

    /// Reads a control mesh written by `examples/bake_atlas.rs` and subdivides it.
    pub fn parse(obj: &str) -> Self {
        Self::new(Cage::parse(obj))
    }

    fn soup(&self) -> Soup<'_> {
        Soup { positions_mm: &self.refined.positions_mm, triangles: &self.refined.triangles }
    }

    pub(super) fn roads(&self) -> &Roads {
        self.roads.get_or_init(|| Roads::build(self))
    }

    /// All vertices, LPS millimetres.
    pub fn positions_mm(&self) -> &[Vec3] {
        &self.refined.positions_mm
    }

    /// For every vertex the outward direction of the smooth surface, length one.
    pub fn normals(&self) -> &[Vec3] {
        &self.refined.normals
    }

    /// For every triangle its three vertices, counter-clockwise seen from outside.
    pub fn triangles(&self) -> &[[u32; 3]] {
        &self.refined.triangles
    }

    /// How many triangles are skin; those from here on are eyes and never hold a mark.
    pub fn skin_triangles(&self) -> usize {
        self.cage.skin_faces * 8
    }

    /// The corners of a triangle in mm.
    pub fn corners_mm(&self, triangle: u32) -> [Vec3; 3] {
        self.soup().corners(triangle)
    }

    /// The outward direction of the flat triangle, length one.
    pub fn triangle_normal(&self, triangle: u32) -> Vec3 {
        let [a, b, c] = self.corners_mm(triangle);
        (b - a).cross(c - a).normalize_or(Vec3::Z)
    }

    /// The triangles across the three edges: first to second corner, second to third, third to first.
    pub fn neighbours(&self, triangle: u32) -> [u32; 3] {
        let half_edge = triangle / 2;
        let across = |h: u32| self.cage.twins[h as usize];
        if triangle.is_multiple_of(2) {
            // (corner, next edge, face point): the outer neighbour is the last half of the opposite face's next corner.
            [next(across(half_edge)) * 2 + 1, next(half_edge) * 2 + 1, triangle + 1]
        } else {
            let before = previous(half_edge);
            [triangle - 1, before * 2, across(before) * 2]
        }
    }

    /// Where the point is, in LPS mm.
    pub fn position_mm(&self, p: SurfacePoint) -> Vec3 {
        blend(self.corners_mm(p.triangle), p.weights)
    }

    /// The outward direction of the smooth surface at the point, length one.
    pub fn normal(&self, p: SurfacePoint) -> Vec3 {
        let corners = self.refined.triangles[p.triangle as usize].map(|v| self.refined.normals[v as usize]);
        blend(corners, p.weights).normalize_or(Vec3::Z)
    }

    /// The skin point nearest to a position, and its distance in mm.
    pub fn closest(&self, position_mm: Vec3) -> (SurfacePoint, f32) {
        let hit = self.bvh.closest(self.soup(), position_mm, self.skin_triangles() as u32);
        hit.map_or((SurfacePoint { triangle: 0, weights: [1.0, 0.0, 0.0] }, f32::INFINITY), |hit| {
            (SurfacePoint { triangle: hit.triangle, weights: hit.weights }, hit.distance_mm)
        })
    }

    /// The triangles of the skin that reach into a box, or whose face of the control mesh does, ascending.
    pub(crate) fn skin_in(&self, bounds: Bounds3) -> impl Iterator<Item = u32> + '_ {
        self.bvh.triangles_in(bounds).take_while(|&triangle| (triangle as usize) < self.skin_triangles())
    }

    /// The same place on the other side of the body, exact through the pairing of the triangles.
    pub fn mirror(&self, p: SurfacePoint) -> SurfacePoint {
        let [a, b, c] = p.weights;
        SurfacePoint { triangle: subdivide::mirror_triangle(&self.cage, p.triangle), weights: [a, c, b] }
    }

    /// The reflected triangle; its second and third corners answer to the third and second of this one.
    pub fn mirror_triangle(&self, triangle: u32) -> u32 {
        subdivide::mirror_triangle(&self.cage, triangle)
    }

    /// Whether a viewer in that direction (length one) sees the point: its triangle faces them and neither skin nor eye
    /// is in front.
    pub fn is_visible_along(&self, p: SurfacePoint, toward_viewer: Vec3) -> bool {
        // A ray that starts on the skin must not be stopped by the triangle under it or by one that shares its edge.
        const TOLERANCE_MM: f32 = 0.05;
        if self.triangle_normal(p.triangle).dot(toward_viewer) <= 0.0 {
            return false;
        }
        let other = |triangle| triangle != p.triangle;
        let ray = (self.position_mm(p), toward_viewer);
        !self.bvh.is_hit(self.soup(), ray, (TOLERANCE_MM, f32::INFINITY), other)
    }

    /// As [`Self::is_visible_along`], where only what faces the viewer hides, and only up to `reach_mm` before the point:
    /// the rest is cut away.
    pub fn is_visible_within(&self, p: SurfacePoint, toward_viewer: Vec3, reach_mm: f32) -> bool {
        const TOLERANCE_MM: f32 = 0.05;
        let faces = |triangle| self.triangle_normal(triangle).dot(toward_viewer) > 0.0;
        let hides = |triangle| triangle != p.triangle && faces(triangle);
        let ray = (self.position_mm(p), toward_viewer);
        // What lies just as far as the cut hides too.
        let reach_mm = reach_mm.next_up();
        faces(p.triangle) && !self.bvh.is_hit(self.soup(), ray, (TOLERANCE_MM, reach_mm), hides)
    }

    /// What a ray meets first from outside, skin or eye, and how far away in mm; walls that it leaves through don't count.
    pub fn first_hit_facing(&self, origin_mm: Vec3, direction: Vec3) -> Option<(SurfacePoint, f32)> {
        let faces = |triangle| self.triangle_normal(triangle).dot(direction) < 0.0;
        let hit = self.bvh.ray(self.soup(), (origin_mm, direction), 0.0, faces)?;
        Some((SurfacePoint { triangle: hit.triangle, weights: hit.weights }, hit.distance_mm))
    }

    /// What a ray meets first, skin or eye, and how far away in mm; the answer's triangle may be an eye's.
    pub fn first_hit(&self, origin_mm: Vec3, direction: Vec3) -> Option<(SurfacePoint, f32)> {
        let hit = self.bvh.ray(self.soup(), (origin_mm, direction), 0.0, |_| true)?;
        Some((SurfacePoint { triangle: hit.triangle, weights: hit.weights }, hit.distance_mm))
    }

    /// Distance along the skin in mm, within 1 % of the exact geodesic; `None` if it is over the limit or no path joins the
    /// points. Quick where the skin is smooth and the points are near.
    ///
    /// The section by the plane that holds both points and their mean normal is taken if it is hardly longer than the
    /// straight line, which nothing is shorter than; else [`Surface::geodesic_mm`]: two lips that touch are far apart.
    pub fn distance_mm(&self, a: SurfacePoint, b: SurfacePoint, limit_mm: f32) -> Option<f32> {
        const ENOUGH: f32 = 1.01;
        let straight_mm = self.position_mm(a).distance(self.position_mm(b));
        if straight_mm > limit_mm {
            return None;
        }
        let section_mm = walk::distance_mm(self, a, b, straight_mm * ENOUGH + 1e-3);
        section_mm.or_else(|| self.geodesic_within_mm(a, b, limit_mm)).filter(|&length_mm| length_mm <= limit_mm)
    }

    /// The length of the closed curve in mm in which the plane through a place, with this normal, cuts the body there: the
    /// girth of the limb that holds the place. `None` if the curve does not close.
    pub fn girth_mm(&self, p: SurfacePoint, normal: Vec3) -> Option<f32> {
        walk::girth_mm(self, p, normal)
    }

    /// Whether a triangle is skin that can be treated: seen from outside, and not the lining behind lids or lips, of a
    /// nostril or an ear canal. The first question takes a good part of a second.
    pub fn is_treatable(&self, triangle: u32) -> bool {
        self.treatable.get_or_init(|| treatable::treatable(self))[triangle as usize]
    }

    /// The area of a triangle in mm² as far as it is treatable skin: all of it, or zero.
    pub fn treatable_area_mm2(&self, triangle: u32) -> f32 {
        if self.is_treatable(triangle) { self.triangle_area_mm2(triangle) } else { 0.0 }
    }

    /// The area of a triangle in mm².
    pub fn triangle_area_mm2(&self, triangle: u32) -> f32 {
        let [a, b, c] = self.corners_mm(triangle);
        (b - a).cross(c - a).length() / 2.0
    }
}
