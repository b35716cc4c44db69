//! The mark of a session that lies nearest to a spot.

use crate::atlas::{Body, SurfacePoint};
use crate::chart::{Mark, Session};

/// The mark whose spot lies nearest to `spot` along the skin, at most `reach_mm` away, and how far, in the patient's mm. Of a line it is
/// where the needle went in, of an area its middle.
pub fn nearest_mark(session: &Session, spot: SurfacePoint, reach_mm: f32) -> Option<(&Mark, f32)> {
    let (surface, scale) = (&Body::get(session.body).surface, session.scale());
    let at_mm = surface.position_mm(spot);
    let mut near: Vec<(f32, &Mark)> = session
        .marks
        .iter()
        .filter_map(|mark| {
            let factor = scale.in_region(mark.site().locus().region);
            let straight_mm = surface.position_mm(mark.site().anchor()).distance(at_mm) * factor;
            (straight_mm <= reach_mm).then_some((straight_mm, &**mark))
        })
        .collect();
    // The way along the skin is never shorter than the straight one, so that the search ends where those begin that can't win.
    near.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut best: Option<(&Mark, f32)> = None;
    for (straight_mm, mark) in near {
        let most_mm = best.map_or(reach_mm, |(_, mm)| mm);
        if straight_mm > most_mm {
            break;
        }
        let factor = scale.in_region(mark.site().locus().region);
        let way_mm = surface.distance_mm(spot, mark.site().anchor(), most_mm / factor).map(|mm| mm * factor);
        if let Some(way_mm) = way_mm.filter(|&mm| best.is_none() || mm < most_mm) {
            best = Some((mark, way_mm));
        }
    }
    best
}
