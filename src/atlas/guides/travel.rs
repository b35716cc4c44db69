//! Straight ways over the skin: from a spot in a direction for a length, or from a spot to another.
//!
//! Both follow normal sections, as the surface distance does: see `walk.rs`.

use crate::atlas::walk::{Cut, Turn, inside};
use crate::atlas::{Surface, SurfacePoint};
use crate::geom::{Vec3, closest_on_triangle};

/// More triangles than any way over a face crosses.
const MOST_STEPS: usize = 4000;

/// The spot reached from `from` after `length_mm` in a direction, which need not be tangent.
pub(super) fn travel(surface: &Surface, from: SurfacePoint, direction: Vec3, length_mm: f32) -> SurfacePoint {
    let plane = direction.cross(surface.normal(from));
    let Some(plane) = plane.try_normalize().filter(|_| length_mm > 0.0) else { return from };
    let start_mm = inside(surface, from);
    let cut = Cut { surface, plane, offset: plane.dot(start_mm) };
    let ahead = |turn: &Turn| {
        let exit = cut.exit(from.triangle, *turn);
        exit.map_or(f32::NEG_INFINITY, |(_, place_mm)| (place_mm - start_mm).dot(direction))
    };
    let turn = if ahead(&Turn::Down) >= ahead(&Turn::Up) { Turn::Down } else { Turn::Up };
    let (mut triangle, mut at_mm, mut left_mm) = (from.triangle, surface.position_mm(from), length_mm);
    for _ in 0..MOST_STEPS {
        let Some((edge, place_mm)) = cut.exit(triangle, turn) else { break };
        let step_mm = at_mm.distance(place_mm);
        if step_mm >= left_mm {
            at_mm = at_mm.lerp(place_mm, left_mm / step_mm.max(f32::MIN_POSITIVE));
            break;
        }
        left_mm -= step_mm;
        at_mm = place_mm;
        triangle = surface.neighbours(triangle)[edge];
    }
    SurfacePoint { triangle, weights: closest_on_triangle(at_mm, surface.corners_mm(triangle)) }
}

/// The points of the section from one spot to another, both included; empty if the section does not join them.
pub(super) fn way(surface: &Surface, from: SurfacePoint, to: SurfacePoint) -> Vec<SurfacePoint> {
    let (start_mm, goal_mm) = (inside(surface, from), inside(surface, to));
    let across = (goal_mm - start_mm).cross(surface.normal(from) + surface.normal(to));
    let Some(plane) = across.try_normalize() else { return Vec::new() };
    let cut = Cut { surface, plane, offset: plane.dot(start_mm) };
    let along = |turn| {
        let mut points = vec![from];
        let mut triangle = from.triangle;
        for _ in 0..MOST_STEPS {
            let (edge, place_mm) = cut.exit(triangle, turn)?;
            let weights = closest_on_triangle(place_mm, surface.corners_mm(triangle));
            points.push(SurfacePoint { triangle, weights });
            triangle = surface.neighbours(triangle)[edge];
            if triangle == to.triangle {
                points.push(to);
                return Some(points);
            }
        }
        None
    };
    let both = [along(Turn::Down), along(Turn::Up)].into_iter().flatten();
    let length_mm = |points: &Vec<SurfacePoint>| super::section::length_mm(surface, points);
    both.min_by(|a, b| length_mm(a).total_cmp(&length_mm(b))).unwrap_or_default()
}

/// Spots at equal distances along a line, its ends included; about `step_mm` apart.
pub(super) fn resampled(surface: &Surface, points: &[SurfacePoint], step_mm: f32) -> Vec<SurfacePoint> {
    let whole_mm = super::section::length_mm(surface, points);
    let count = (whole_mm / step_mm).ceil().max(1.0);
    let mut spots = Vec::new();
    let mut passed_mm = 0.0;
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|point| surface.position_mm(point));
        let piece_mm = a.distance(b);
        while spots.len() as f32 <= count && spots.len() as f32 * whole_mm / count <= passed_mm + piece_mm {
            let along = (spots.len() as f32 * whole_mm / count - passed_mm) / piece_mm.max(f32::MIN_POSITIVE);
            spots.push(surface.closest(a.lerp(b, along)).0);
        }
        passed_mm += piece_mm;
    }
    spots
}
