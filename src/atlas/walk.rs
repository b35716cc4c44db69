//! Distance along the skin by walking the curve in which a plane cuts it, from triangle to triangle.
//!
//! A normal section is the usual stand-in for a geodesic between near points: exact on planes and spheres, and longer by
//! a third-order term elsewhere (do Carmo, "Differential Geometry of Curves and Surfaces", 1976, section 4-4).

use super::surface::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// See [`Surface::distance_mm`].
pub(super) fn distance_mm(surface: &Surface, a: SurfacePoint, b: SurfacePoint, limit_mm: f32) -> Option<f32> {
    // The walk depends on rounding where the plane meets a vertex; a fixed order makes it the same both ways.
    let order = |p: &SurfacePoint| (p.triangle, p.weights.map(f32::to_bits));
    let (a, b) = if order(&a) <= order(&b) { (a, b) } else { (b, a) };
    let (from_mm, to_mm) = (surface.position_mm(a), surface.position_mm(b));
    let straight_mm = from_mm.distance(to_mm);
    if straight_mm > limit_mm {
        return None;
    }
    if a.triangle == b.triangle || straight_mm < 1e-4 && surface.neighbours(a.triangle).contains(&b.triangle) {
        return Some(straight_mm);
    }
    let upright = surface.normal(a) + surface.normal(b);
    let upright = if upright.length_squared() < 1e-6 { surface.normal(a) } else { upright };
    let (start_mm, goal_mm) = (inside(surface, a), inside(surface, b));
    let across = (goal_mm - start_mm).cross(upright);
    let plane = across.try_normalize().unwrap_or_else(|| upright.normalize_or(Vec3::Z).any_orthonormal_vector());
    let walk = Walk { cut: Cut { surface, plane, offset: plane.dot(start_mm) }, goal: b.triangle };
    let ahead = walk.length_mm(a.triangle, Turn::Down, from_mm, to_mm, limit_mm);
    // The other way round only matters if it beats this one.
    let back = walk.length_mm(a.triangle, Turn::Up, from_mm, to_mm, ahead.unwrap_or(limit_mm));
    match (ahead, back) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    }
}

/// The length of the closed curve in which a plane through a point cuts the surface, in mm; `None` if it does not close.
pub(super) fn girth_mm(surface: &Surface, p: SurfacePoint, plane: Vec3) -> Option<f32> {
    let walk = Walk { cut: Cut { surface, plane, offset: plane.dot(inside(surface, p)) }, goal: p.triangle };
    // From where the curve enters the point's triangle all the way round to there.
    let (_, entry_mm) = walk.cut.exit(p.triangle, Turn::Up)?;
    walk.length_mm(p.triangle, Turn::Down, entry_mm, entry_mm, f32::INFINITY)
}

/// The point moved a hair toward the middle of its triangle, so that a plane through it cuts two of the edges.
pub(super) fn inside(surface: &Surface, p: SurfacePoint) -> Vec3 {
    const HAIR: f32 = 1e-3;
    let weights = p.weights.map(|w| w * (1.0 - HAIR) + HAIR / 3.0);
    surface.position_mm(SurfacePoint { triangle: p.triangle, weights })
}

/// Which of the two cut edges is left by: the one that goes from above the plane to below it, or the other.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Turn {
    Down,
    Up,
}

struct Walk<'a> {
    cut: Cut<'a>,
    goal: u32,
}

/// A plane through the skin: all places where `plane`, of length one, has this product.
#[derive(Clone, Copy)]
pub(super) struct Cut<'a> {
    pub(super) surface: &'a Surface,
    pub(super) plane: Vec3,
    pub(super) offset: f32,
}

impl Walk<'_> {
    fn length_mm(&self, start: u32, turn: Turn, from_mm: Vec3, to_mm: Vec3, limit_mm: f32) -> Option<f32> {
        let (mut triangle, mut at_mm, mut length_mm) = (start, from_mm, 0.0);
        loop {
            let (edge, crossing_mm) = self.cut.exit(triangle, turn)?;
            length_mm += at_mm.distance(crossing_mm);
            at_mm = crossing_mm;
            triangle = self.cut.surface.neighbours(triangle)[edge];
            if triangle == self.goal {
                length_mm += at_mm.distance(to_mm);
                return (length_mm <= limit_mm).then_some(length_mm);
            }
            if length_mm > limit_mm || triangle == start {
                return None;
            }
        }
    }
}

impl Cut<'_> {
    /// The edge by which the section leaves a triangle and the place where it does. Seen from outside, all triangles
    /// turn the same way, so leaving downward over one edge means entering the next triangle upward over it.
    pub(super) fn exit(&self, triangle: u32, turn: Turn) -> Option<(usize, Vec3)> {
        let corners = self.surface.corners_mm(triangle);
        let heights = corners.map(|corner| self.plane.dot(corner) - self.offset);
        (0..3).find_map(|edge| {
            let next = (edge + 1) % 3;
            let (above, then_above) = (heights[edge] >= 0.0, heights[next] >= 0.0);
            let wanted = above != then_above && above == (turn == Turn::Down);
            // From the end that is above, so that both triangles of the edge compute the same place.
            let (high, low) = if above { (edge, next) } else { (next, edge) };
            wanted.then(|| {
                let along = heights[high] / (heights[high] - heights[low]);
                (edge, corners[high].lerp(corners[low], along))
            })
        })
    }
}
