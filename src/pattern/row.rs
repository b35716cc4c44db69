//! Rows: places along the shortest paths over the skin from spot to spot, as far apart as the spacing, as nearly as the
//! length of the whole row allows.

use super::{Plan, PlanError};
use crate::atlas::{Surface, SurfacePoint};

/// From the first spot to the last, both included, evenly; a spot alone is a row of one.
pub(super) fn along(surface: &Surface, spots: &[SurfacePoint], plan: &Plan) -> Result<Vec<SurfacePoint>, PlanError> {
    let points = surface.way_through(spots);
    let step = |pair: &[SurfacePoint]| surface.position_mm(pair[0]).distance(surface.position_mm(pair[1]));
    let length_mm: f32 = points.windows(2).map(step).sum();
    let steps = (length_mm / plan.spacing_mm).round().max(1.0);
    if steps >= Plan::MOST_PLACES as f32 {
        return Err(PlanError::TooMany);
    }
    Ok(evenly(surface, &points, length_mm / steps))
}

/// Places along a path of many points, one for every `step_mm`.
fn evenly(surface: &Surface, points: &[SurfacePoint], step_mm: f32) -> Vec<SurfacePoint> {
    const NEARLY: f32 = 1e-3;
    let mut places: Vec<SurfacePoint> = points.first().copied().into_iter().collect();
    let mut owed_mm = step_mm;
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|point| surface.position_mm(point));
        let (mut at_mm, length_mm) = (0.0, from.distance(to));
        while length_mm - at_mm >= owed_mm * (1.0 - NEARLY) && length_mm > 0.0 {
            at_mm += owed_mm;
            owed_mm = step_mm;
            // The piece lies in the triangle of its first point.
            let (place, _) = surface.closest(from.lerp(to, (at_mm / length_mm).min(1.0)));
            places.push(place);
        }
        owed_mm -= length_mm - at_mm;
    }
    places
}
