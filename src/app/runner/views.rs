//! Going to where something is, and measuring how large it is.

use std::collections::BTreeSet;

use crate::atlas::regions::{Locus, skin_area_cm2, spots_of};
use crate::atlas::view::{View, ViewGroup, views};
use crate::atlas::{Body, SurfacePoint, best_view};
use crate::chart::MarkId;
use crate::geom::Vec2;

use super::Desk;

/// Selects these marks and shows them in the view in which most are seen.
pub(super) fn go_to(ids: BTreeSet<MarkId>, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let spots: Vec<_> = ids.iter().filter_map(|&id| session.mark(id)).map(|mark| mark.site().anchor()).collect();
    let body = Body::get(session.body);
    desk.model.selection = ids;
    show(&spots, body, desk);
}

/// Shows a region in the view in which it is seen best.
pub(super) fn show_locus(locus: Locus, desk: &mut Desk<'_>) {
    let Some(body) = desk.model.body() else { return };
    if let Some((view, seen_mm)) = best_view(body, &spots_of(body, locus)) {
        desk.screen.canvas.show_spots(view, &seen_mm);
    }
}

fn show(spots: &[SurfacePoint], body: &'static Body, desk: &mut Desk<'_>) {
    let current = desk.screen.canvas.active_view().to_owned();
    let Some((view, seen_mm)) = view_of_most(spots, body, &current) else { return };
    desk.screen.canvas.show_spots(view, &seen_mm);
}

/// The view in which most of the spots are seen, the present one if it is as good, else the closest; with the spots'
/// places in it.
fn view_of_most(spots: &[SurfacePoint], body: &'static Body, current: &str) -> Option<(&'static View, Vec<Vec2>)> {
    let seen = |view: &'static View| -> Vec<Vec2> { spots.iter().filter_map(|&spot| view.sees(body, spot)).collect() };
    let rank = |view: &View, seen: &[Vec2]| {
        let close = view.group != ViewGroup::Whole;
        (close && !seen.is_empty(), seen.len(), view.id == current, std::cmp::Reverse(area_mm2(view)))
    };
    let candidates = views(body.kind).iter().map(|view| (view, seen(view)));
    let best = candidates.max_by(|(a, a_seen), (b, b_seen)| rank(a, a_seen).cmp(&rank(b, b_seen)));
    best.filter(|(_, seen)| !seen.is_empty())
}

#[expect(clippy::cast_possible_truncation, reason = "a ranking needs no fractions of mm²")]
fn area_mm2(view: &View) -> i64 {
    (view.width_mm * view.height_mm) as i64
}

/// Measures the regions of the open session's body aside, once for each body; they are shown as soon as they are known.
pub(super) fn measure_regions(desk: &mut Desk<'_>) {
    let Some(body) = desk.model.body().filter(|body| !desk.model.measuring.contains(&body.kind)) else { return };
    let ctx = desk.ctx.clone();
    let measure = move || {
        skin_area_cm2(body);
        ctx.request_repaint();
    };
    if std::thread::Builder::new().name("areas".to_owned()).spawn(measure).is_ok() {
        desk.model.measuring.insert(body.kind);
    }
}
