//! Turning a view freely: by a drag with Ctrl held, with three fingers, or by steps from the keyboard.

use eframe::egui::{Pos2, Rect, Response, Vec2, vec2};

use crate::atlas::{Body, Orbit, View};

use super::pane::Pane;
use super::viewport::ViewMap;
use super::{Canvas, Gesture, Seen};

/// How far the body turns for a point of the pointer's way.
const DEGREES_PER_PT: f32 = 0.4;

/// This many fingers turn the body; two zoom and pan.
pub(super) const FINGERS: usize = 3;

/// A view that follows the pointer or fingers round the body.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    orbit: Orbit,
    by: By,
    /// The pane as it was, for Escape.
    before: Pane,
}

/// What turns the body.
#[derive(Clone, Copy, Debug)]
enum By {
    /// The pointer, which went down here.
    Pointer { from: Pos2 },
    /// Fingers, which went this way on average.
    Fingers { way: Vec2 },
}

impl Turn {
    fn begin(by: By, seen: &Seen<'_>, before: &Pane) -> Self {
        Self { orbit: orbit_of(seen.body, seen.view, &seen.map), by, before: before.clone() }
    }

    /// Whether fingers turn it, and not the pointer, which follows the first finger.
    pub(super) fn is_by_fingers(&self) -> bool {
        matches!(self.by, By::Fingers { .. })
    }

    /// The view after a way on the screen.
    fn turned(&self, way: Vec2) -> View {
        let by = way * DEGREES_PER_PT.to_radians();
        self.orbit.turned(by.x, by.y)
    }
}

/// A turn about what is in the middle of a pane.
fn orbit_of(body: &Body, view: &View, map: &ViewMap) -> Orbit {
    // Where the middle lies beside the body, the turn is about the middle of the view in depth.
    let skin = body.skin_seen(&view.camera, map.centre_mm);
    let beside = || view.camera.mm_from_view(map.centre_mm.extend(0.0));
    Orbit::new(view, skin.map_or_else(beside, |point| body.surface.position_mm(point)))
}

/// The turn that a drag begins.
pub(super) fn begin(seen: &Seen<'_>, from: Pos2, before: &Pane) -> Gesture {
    let turn = Turn::begin(By::Pointer { from }, seen, before);
    Gesture::Turn { pane: seen.at, turn: Box::new(turn) }
}

/// The view follows the pointer.
pub(super) fn follow(turn: &Turn, response: &Response, pane: &mut Pane) {
    if let (By::Pointer { from }, Some(at)) = (turn.by, response.interact_pointer_pos()) {
        pane.look(turn.turned(at - from));
    }
}

/// Escape: the pane is as it was.
pub(super) fn abort(turn: Turn, pane: &mut Pane) {
    *pane = turn.before;
}

impl Canvas {
    /// Three fingers turn the body of the pane that they came down on. The turn is held while they are lifted one by one
    /// and ends, on a named view if one is near, when fewer than two are left.
    pub(super) fn turn_by_fingers(&mut self, response: &Response, seen: &Seen<'_>) {
        let touch = response.ctx.multi_touch();
        let enough = touch.filter(|touch| touch.num_touches >= FINGERS);
        if enough.is_some() && self.gesture.is_none() && !self.press.turned && response.contains_pointer() {
            self.press.turned = true;
            self.active = seen.pane;
            let turn = Turn::begin(By::Fingers { way: Vec2::ZERO }, seen, &self.panes[seen.pane]);
            self.gesture = Some(Gesture::Turn { pane: seen.at, turn: Box::new(turn) });
        }
        let Some(Gesture::Turn { pane, turn }) = &mut self.gesture else { return };
        let By::Fingers { way } = &mut turn.by else { return };
        if *pane != seen.at {
            return;
        }
        if let Some(touch) = enough {
            *way += touch.translation_delta;
            let way = *way;
            self.panes[seen.pane].look(turn.turned(way));
        } else if touch.is_none() {
            self.gesture = None;
            self.panes[seen.pane].snap(seen.body.kind, seen.map);
        }
    }

    /// Turns the pane that has the focus by degrees to the right and down, and lets it rest on a named view nearby.
    pub(in crate::app) fn turn(&mut self, (right, down): (f32, f32), body: &Body) {
        let pane = &mut self.panes[self.active];
        let Some(view) = pane.view(body.kind) else { return };
        let rect = self.last_rect.unwrap_or(Rect::from_min_size(Pos2::ZERO, vec2(600.0, 600.0)));
        let map = pane.viewport.map(&view, rect);
        let turned = orbit_of(body, &view, &map).turned(right.to_radians(), down.to_radians());
        pane.look(turned);
        pane.snap(body.kind, map);
    }
}
