//! Lines and areas by the pointer: drawn, found, and marked where they are selected.

use std::collections::BTreeSet;

use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke};

use crate::atlas::SurfacePoint;
use crate::chart::{Edit, MarkId};
use crate::geom::Vec2;
use crate::scene::PlacedStroke;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::Seen;
use super::gestures::is_own;
use super::ground::corners;
use super::scenes::Shows;

/// Whether lines and areas may be drawn on what a pane shows.
pub(super) fn draws(seen: &Seen<'_>, model: &Model) -> bool {
    model.editable() && !matches!(seen.shows, Shows::Layer(_))
}

/// The lines from where the needle goes in to a spot.
pub(super) fn lines(ends: [SurfacePoint; 2], seen: &Seen<'_>, model: &Model) -> Option<Edit> {
    model.strokes.lines(seen.body, model.scale(), &model.next, ends)
}

/// The area that was drawn around.
pub(super) fn area(corners_mm: &[Vec2], seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    let corners = corners(corners_mm, seen);
    let edit = model.strokes.area(seen.body, &model.next, corners).filter(|_| draws(seen, model));
    actions.extend(edit.map(Action::Edit));
}

/// The lines and areas of the open session that this pane shows.
fn own_strokes<'a>(seen: &'a Seen<'_>, model: &'a Model) -> impl Iterator<Item = &'a PlacedStroke> {
    seen.scene.strokes.iter().filter(|stroke| is_own(stroke.origin, seen, model))
}

/// Those whose way or border is within reach of a place, the nearest first.
pub(super) fn under(at_mm: Vec2, reach_mm: f32, seen: &Seen<'_>, model: &Model) -> Vec<MarkId> {
    let away = |stroke: &PlacedStroke| {
        let sides = stroke.pieces.iter().flat_map(|piece| piece.windows(2));
        sides.map(|side| from_segment_mm(at_mm, [side[0], side[1]])).fold(f32::INFINITY, f32::min)
    };
    let near = own_strokes(seen, model).map(|stroke| (away(stroke), stroke.id));
    let mut near: Vec<_> = near.filter(|(mm, _)| *mm <= reach_mm).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().map(|(_, id)| id).collect()
}

fn from_segment_mm(at: Vec2, [from, to]: [Vec2; 2]) -> f32 {
    let way = to - from;
    let along = (at - from).dot(way) / way.length_squared().max(f32::MIN_POSITIVE);
    at.distance(from + way * along.clamp(0.0, 1.0))
}

/// A line along those that are selected.
pub(super) fn mark_selected(
    painter: &Painter,
    seen: &Seen<'_>,
    model: &Model,
    (ids, colour): (&BTreeSet<MarkId>, Color32),
) {
    for stroke in own_strokes(seen, model).filter(|stroke| ids.contains(&stroke.id)) {
        for piece in stroke.pieces.iter() {
            let points: Vec<Pos2> = piece.iter().map(|&point| seen.map.screen_from_mm(point)).collect();
            painter.add(Shape::line(points, Stroke::new(1.5, colour)));
        }
    }
}
