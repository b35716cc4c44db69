//! Going to where something is, and measuring how large it is.

use std::collections::BTreeSet;

use crate::atlas::regions::{Locus, skin_area_cm2, spots_of};
use crate::atlas::view::{View, ViewGroup, view, views};
use crate::atlas::{Body, SurfacePoint, best_view};
use crate::chart::{MarkId, Session};
use crate::geom::Vec2;

use super::super::action::{Answer, BestView, Near};
use super::super::jobs::Name;
use super::desk::Desk;

/// Selects these marks and shows them in the view in which most are seen.
pub(super) fn go_to(ids: BTreeSet<MarkId>, desk: &mut Desk<'_>) {
    show_marks(&ids, desk);
    desk.model.selection = ids;
}

/// Shows these marks, close, in the view in which most are seen.
pub(super) fn show_marks(ids: &BTreeSet<MarkId>, desk: &mut Desk<'_>) {
    find_view(spots_of_marks(ids, desk), Near::Close, desk);
}

/// Shows the view in which most of these marks are seen, all of it.
pub(super) fn show_marks_whole(ids: &BTreeSet<MarkId>, desk: &mut Desk<'_>) {
    find_view(spots_of_marks(ids, desk), Near::Whole, desk);
}

fn spots_of_marks(ids: &BTreeSet<MarkId>, desk: &Desk<'_>) -> Vec<SurfacePoint> {
    let session = desk.model.session();
    let marks = ids.iter().filter_map(|&id| session.and_then(|session| session.mark(id)));
    marks.map(|mark| mark.site().anchor()).collect()
}

/// Shows a region in the view in which it is seen best.
pub(super) fn show_locus(locus: Locus, desk: &mut Desk<'_>) {
    let Some(body) = desk.model.body() else { return };
    if let Some((view, seen_mm)) = best_view(body, &spots_of(body, locus)) {
        desk.screen.canvas.show_spots(view, &seen_mm);
    }
}

/// Shows the view in which most of the open session's marks are seen; where it has none, what is shown stays.
pub(super) fn open_on_most_marks(desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let spots = session.marks.iter().map(|mark| mark.site().anchor()).collect();
    find_view(spots, Near::Whole, desk);
}

/// Shows the view in which most of another session's marks are seen, unless some are seen in the one that is shown.
pub(super) fn open_on_marks_of(other: &Session, desk: &mut Desk<'_>) {
    let spots: Vec<SurfacePoint> = other.marks.iter().map(|mark| mark.site().anchor()).collect();
    let shown = desk.model.body().and_then(|body| view(body.kind, desk.screen.canvas.active_view()).zip(Some(body)));
    if !shown.is_some_and(|(view, body)| spots.iter().any(|&spot| view.sees(body, spot).is_some())) {
        find_view(spots, Near::Whole, desk);
    }
}

/// Looks for the view in which most of the spots are seen; a ray for each spot and view takes long at thousands of marks.
fn find_view(spots: Vec<SurfacePoint>, near: Near, desk: &mut Desk<'_>) {
    let Some((document, body)) = desk.document_id().zip(desk.model.body()) else { return };
    if spots.is_empty() {
        return;
    }
    let from = desk.screen.canvas.active_view().to_owned();
    desk.screen.jobs.start(Name::BestView, move |_task| {
        let (view, seen_mm) = view_of_most(&spots, body, &from)?;
        Some(Answer::BestView(BestView { document, from, view, seen_mm, near }))
    });
}

/// Shows the view that was found, unless another document or view is shown by now.
pub(super) fn show_best(best: &BestView, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(best.document) || desk.screen.canvas.active_view() != best.from {
        return;
    }
    match best.near {
        Near::Close => desk.screen.canvas.show_spots(best.view, &best.seen_mm),
        Near::Whole => desk.screen.canvas.show_view(&best.view.id),
    }
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
    desk.model.measuring.insert(body.kind);
    desk.screen.jobs.start(Name::Areas(body.kind), move |_task| {
        skin_area_cm2(body);
        None
    });
}
