//! Turning a view freely: by a drag with Ctrl held, or by steps from the keyboard.

use eframe::egui::{Pos2, Rect, Response, vec2};

use crate::atlas::{Body, Orbit};

use super::pane::Pane;
use super::viewport::ViewMap;
use super::{Canvas, Gesture, Seen};

/// How far the body turns for a point of the pointer's way.
const DEGREES_PER_PT: f32 = 0.4;

/// A view that follows the pointer round the body.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    orbit: Orbit,
    from: Pos2,
    /// The pane as it was, for Escape.
    before: Pane,
}

/// A turn about what is in the middle of a pane.
fn orbit_of(body: &Body, view: &crate::atlas::View, map: &ViewMap) -> Orbit {
    // Where the middle lies beside the body, the turn is about the middle of the view in depth.
    let skin = body.skin_seen(&view.camera, map.centre_mm);
    let beside = || view.camera.mm_from_view(map.centre_mm.extend(0.0));
    Orbit::new(view, skin.map_or_else(beside, |point| body.surface.position_mm(point)))
}

/// The turn that a drag begins.
pub(super) fn begin(seen: &Seen<'_>, from: Pos2, before: &Pane) -> Gesture {
    let turn = Turn { orbit: orbit_of(seen.body, seen.view, &seen.map), from, before: before.clone() };
    Gesture::Turn { pane: seen.at, turn: Box::new(turn) }
}

/// The view follows the pointer.
pub(super) fn follow(turn: &Turn, response: &Response, pane: &mut Pane) {
    let Some(at) = response.interact_pointer_pos() else { return };
    let by = (at - turn.from) * DEGREES_PER_PT.to_radians();
    pane.look(turn.orbit.turned(by.x, by.y));
}

/// Escape: the pane is as it was.
pub(super) fn abort(turn: Turn, pane: &mut Pane) {
    *pane = turn.before;
}

impl Canvas {
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
