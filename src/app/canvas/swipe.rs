//! Two sessions in one picture, the earlier one left of an edge that can be dragged, or one after the other.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Align2, CursorIcon, FontId, Id, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::atlas::View;
use crate::scene::ViewScene;

use super::super::model::Model;
use super::super::theme;
use super::super::words::session_text;
use super::grounded::grounded;
use super::scenes::Shows;
use super::{Canvas, PanePlace, Seen, Way};

/// What is seen beyond the edge.
pub(super) struct Beyond {
    /// The other session.
    pub scene: Arc<ViewScene>,
    /// Where the edge stands, as a share of the pane's width.
    edge: f32,
    /// Whether the other session is the earlier one, which stands at the left.
    is_earlier: bool,
    /// What the sessions are called, the one at the left first.
    titles: [String; 2],
}

/// How long each of two sessions is seen that blink, in seconds.
const BLINK_S: f64 = 0.8;

/// Whether it is the other session's turn to be seen, of two that blink.
pub(super) fn shows_other(ui: &Ui) -> bool {
    let turns = ui.input(|input| input.time) / BLINK_S;
    ui.ctx().request_repaint_after(Duration::from_secs_f64((1.0 - turns.fract()) * BLINK_S));
    turns.rem_euclid(2.0) < 1.0
}

/// What is remembered for the other session of a pane lies behind that of every pane.
pub(super) fn slot(pane: usize) -> usize {
    pane + super::MAX_PANES
}

impl Canvas {
    /// What is seen beyond the edge of a pane.
    pub(super) fn beyond_the_edge(
        &mut self,
        place: PanePlace,
        (turning, view): (bool, &View),
        model: &Model,
    ) -> Option<Beyond> {
        let layer = model.compared_with().filter(|_| self.way == Way::Swipe && place.shows == Shows::Open)?;
        let (open, shows) = (model.session()?, Shows::Layer(layer.content));
        let is_earlier = model.open_is_later_than(&layer.session);
        let title = |session: &crate::chart::Session| session_text(&session.details.title, session.details.started);
        let mut titles = [title(&layer.session), title(open)];
        if !is_earlier {
            titles.reverse();
        }
        let scene = self.scenes.get((slot(place.at), place.pane), model, (shows, turning), view);
        Some(Beyond { scene, edge: self.edge, is_earlier, titles })
    }
}

/// The parts of the pane that show the open session and the other one.
pub(super) fn parts(painter: &Painter, seen: &Seen<'_>) -> [Painter; 2] {
    let rect = seen.map.rect;
    let Some(beyond) = seen.beyond else { return [painter.clone(), painter.with_clip_rect(Rect::NOTHING)] };
    let x = edge_x(seen, beyond);
    let left = painter.with_clip_rect(Rect::from_min_max(rect.min, pos2(x, rect.max.y)));
    let right = painter.with_clip_rect(Rect::from_min_max(pos2(x, rect.min.y), rect.max));
    if beyond.is_earlier { [right, left] } else { [left, right] }
}

fn edge_x(seen: &Seen<'_>, beyond: &Beyond) -> f32 {
    seen.map.rect.left() + seen.map.rect.width() * beyond.edge
}

/// The edge, its handle, and what stands left and right of it.
pub(super) fn line(painter: &Painter, seen: &Seen<'_>, beyond: &Beyond, palette: &theme::Palette) {
    let (x, rect) = (edge_x(seen, beyond), seen.map.rect);
    let stroke = Stroke::new(2.0, palette.accent);
    painter.vline(x, rect.y_range(), stroke);
    let middle = pos2(x, rect.center().y);
    painter.circle(middle, 11.0, palette.panel, stroke);
    for side in [-1.0, 1.0] {
        let tip = middle + vec2(6.5 * side, 0.0);
        for arm in [-3.5, 3.5] {
            painter.line_segment([tip, middle + vec2(3.0 * side, arm)], Stroke::new(1.5, palette.accent));
        }
    }
    let half = rect.width() / 2.0 - 30.0;
    for (title, (align, shift)) in beyond.titles.iter().zip([(Align2::RIGHT_TOP, -8.0), (Align2::LEFT_TOP, 8.0)]) {
        let written = painter.layout(title.clone(), FontId::proportional(12.5), palette.text, half);
        let width = written.size().x + 10.0;
        // Beside the edge, but never beyond the pane.
        let at = (x + shift).clamp(rect.left() + 8.0, rect.right() - 8.0);
        let fits = if shift < 0.0 { at - width > rect.left() } else { at + width < rect.right() };
        if fits {
            grounded(painter, (pos2(at, rect.top() + 44.0), align), written, palette);
        }
    }
}

/// The edge can be dragged; where it is dragged to, as a share of the pane's width.
pub(super) fn drag(ui: &Ui, model: &Model, seen: &Seen<'_>) -> Option<f32> {
    /// Half of what a finger meets.
    const REACH_PT: f32 = 14.0;
    let (beyond, rect) = (seen.beyond?, seen.map.rect);
    let strip =
        Rect::from_x_y_ranges(edge_x(seen, beyond) - REACH_PT..=edge_x(seen, beyond) + REACH_PT, rect.y_range());
    let response = ui.interact(strip.intersect(rect), Id::unique(("edge", seen.at)), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, model.texts.get("compare-edge")));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let at = response.interact_pointer_pos().filter(|_| response.dragged() || response.drag_stopped())?;
    Some(((at.x - rect.left()) / rect.width()).clamp(0.0, 1.0))
}
