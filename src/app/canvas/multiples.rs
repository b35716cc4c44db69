//! The sessions of a course as small multiples: one view of each, in step; a click looks at a spot of the skin in all of
//! them.

use std::sync::Arc;

use eframe::egui::{Color32, Painter, Response, Shape, Stroke, Ui, vec2};

use crate::atlas::SurfacePoint;
use crate::chart::{Session, Site};
use crate::geom::Vec2;
use crate::scene::interval_words;

use super::super::action::{Action, Actions};
use super::super::course::{CourseLook, Multiple};
use super::super::heat::{HeatMap, HeatOf};
use super::super::model::Model;
use super::super::theme;
use super::scenes::Shows;
use super::{Canvas, Seen};

/// What the panes show while the course is looked at: every session that isn't left out, or the one whose turn it is.
pub(super) fn all(model: &Model) -> Vec<Shows> {
    if model.sums_up() {
        return vec![Shows::Together];
    }
    let shows = |one: &Multiple| Shows::Multiple(one.content);
    match model.course_view.at.and_then(|at| model.multiples().nth(at)) {
        Some(one) => vec![shows(one)],
        None => model.multiples().map(shows).collect(),
    }
}

/// The session of a pane.
pub(super) fn session_of(shows: Shows, model: &Model) -> Option<&Multiple> {
    let Shows::Multiple(content) = shows else { return None };
    model.course_sessions().iter().find(|one| one.content == content)
}

/// What a pane is called: which session, when, and how long after the one before.
pub(super) fn title(one: &Multiple, model: &Model) -> String {
    format!("{}  ·  {}  ·  {}", one.number, one.visit.date, interval_words(&one.visit, &model.texts))
}

/// What one picture of several sessions is called: its view, and from when to when they were.
pub(super) fn together(view: &str, model: &Model) -> String {
    let all = match model.course_view.heat.of {
        HeatOf::Record => return model.texts.line(view, &model.texts.get("heat-of-record")),
        HeatOf::Each | HeatOf::Together => model.summed_up(),
    };
    let date = |(session, _): &(Arc<Session>, Option<u64>)| session.details.started.date();
    match (all.first().map(date), all.last().map(date)) {
        (Some(first), Some(last)) => format!("{view}  ·  {first} – {last}"),
        _ => view.to_owned(),
    }
}

/// A session that is shown faintly lies under a veil.
pub(super) fn veil(painter: &Painter, seen: &Seen<'_>, model: &Model, palette: &theme::Palette) {
    let dimmed = session_of(seen.shows, model).is_some_and(|one| model.course_view.dimmed.contains(&one.place));
    if dimmed {
        painter.rect_filled(seen.map.rect, 8, palette.panel.gamma_multiply(0.72));
    }
}

/// The spot that is looked at, and where the pointer is over another pane.
pub(super) fn in_step(painter: &Painter, seen: &Seen<'_>, model: &Model, (canvas, colour): (&Canvas, Color32)) {
    if !seen.shows.is_of_the_course() {
        return;
    }
    if let Some(spot) = &model.course_view.spot {
        let point = spot.anchor();
        if seen.body.surface.is_visible_along(point, seen.view.camera.toward_viewer()) {
            ring(painter, seen, at_mm(point, seen), colour);
        }
    }
    if let Some((_, at_mm)) = canvas.pointer_mm.filter(|(pane, _)| *pane != seen.at) {
        let at = seen.map.screen_from_mm(at_mm);
        for arm in [vec2(6.0, 0.0), vec2(0.0, 6.0)] {
            for way in [-1.0, 1.0] {
                painter.line_segment([at + arm * 0.4 * way, at + arm * way], Stroke::new(1.5, colour));
            }
        }
    }
}

fn at_mm(point: SurfacePoint, seen: &Seen<'_>) -> Vec2 {
    seen.view.camera.view_from_mm(seen.body.surface.position_mm(point)).truncate()
}

fn ring(painter: &Painter, seen: &Seen<'_>, at_mm: Vec2, colour: Color32) {
    let at = seen.map.screen_from_mm(at_mm);
    painter.add(Shape::circle_stroke(at, 9.0, Stroke::new(2.0, colour)));
    for arm in [vec2(1.0, 0.0), vec2(0.0, 1.0), vec2(-1.0, 0.0), vec2(0.0, -1.0)] {
        painter.line_segment([at + arm * 9.0, at + arm * 14.0], Stroke::new(2.0, colour));
    }
}

/// Where the pointer is, to be seen in the other panes.
pub(super) fn note_pointer(ui: &Ui, response: &Response, seen: &Seen<'_>, canvas: &mut Canvas) {
    let is_meant = seen.shows.is_of_the_course() && response.hovered();
    let Some(at) = response.hover_pos().filter(|_| is_meant) else { return };
    canvas.pointer_mm = Some((seen.at, seen.map.mm_from_screen(at)));
    if canvas.seen_pointer_mm != canvas.pointer_mm {
        ui.ctx().request_repaint();
    }
}

/// A click looks at the spot under it; beside the body, at none.
pub(super) fn click(response: &Response, seen: &Seen<'_>, actions: &mut Actions) {
    let Some(at) = response.interact_pointer_pos() else { return };
    let spot = seen.skin_at(at).map(|point| Site::on(seen.body, point));
    actions.push(Action::LookAtCourse(CourseLook::Spot(spot)));
}

/// The map of dose that a pane shows.
pub(super) fn heat_of(shows: Shows, model: &Model) -> Option<&HeatMap> {
    match shows {
        Shows::Multiple(content) => model.heat()?.maps.iter().find(|map| map.content == content),
        Shows::Together => model.heat()?.maps.first(),
        _ => None,
    }
}
