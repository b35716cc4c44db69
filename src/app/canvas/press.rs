//! Whether a press was made by the mouse, a finger or several, and whether it was meant for the chart at all.

use eframe::egui::{Context, Popup, Pos2, Rect};

use super::super::touch::Touches;

/// For how long after something closed a press at its place is still meant for it, in seconds.
const JUST_CLOSED_S: f64 = 0.4;
/// How far the second click of two may be from the first, in points.
const SAME_PLACE_PT: f32 = 12.0;

/// How the press that is under way, or was last, was made: egui forgets a finger before it reports its tap.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a press")]
pub(super) struct Press {
    /// By a finger.
    pub(super) touch: bool,
    /// By several at once, for a part of it.
    pub(super) several_fingers: bool,
    /// Fingers turned the body, and at least two are still down.
    pub(super) turned: bool,
    /// It closes a menu, or falls on what has just closed.
    pub(super) meant_otherwise: bool,
    /// What closed last, and when, in seconds of interface time.
    closed: Option<(Rect, f64)>,
    /// Whether a menu or list was open in the last frame.
    popup: bool,
}

impl Press {
    /// Looks at this frame's input.
    pub(super) fn watch(&mut self, ctx: &Context) {
        let popup = Popup::is_any_open(ctx);
        if self.popup && !popup {
            self.closed_by_click(ctx);
        }
        let (pressed, touch) = ctx.input(|input| (input.pointer.any_pressed(), input.any_touches()));
        if pressed && ctx.multi_touch().is_none() {
            let meant_otherwise = self.popup || popup || self.falls_on_what_closed(ctx);
            *self = Self { touch, meant_otherwise, closed: self.closed, ..Self::default() };
        }
        self.popup = popup;
        self.touch |= touch;
        // Fingers that come and go within a frame are known only before egui sums them up.
        self.several_fingers |= ctx.multi_touch().is_some() || Touches::several(ctx);
        self.turned &= ctx.multi_touch().is_some();
    }

    /// Something over the canvas closed.
    pub(super) fn closed(&mut self, place: Rect, ctx: &Context) {
        self.closed = Some((place, ctx.input(|input| input.time)));
    }

    /// Something closed by a click, whose second half may be on its way.
    pub(super) fn closed_by_click(&mut self, ctx: &Context) {
        if let Some(at) = ctx.input(|input| input.pointer.interact_pos()) {
            self.closed(Rect::from_center_size(at, egui::Vec2::splat(2.0 * SAME_PLACE_PT)), ctx);
        }
    }

    fn falls_on_what_closed(&self, ctx: &Context) -> bool {
        let (now_s, at): (f64, Option<Pos2>) = ctx.input(|input| (input.time, input.pointer.press_origin()));
        let near =
            |(place, at_s): &(Rect, f64)| now_s - at_s < JUST_CLOSED_S && at.is_some_and(|at| place.contains(at));
        self.closed.as_ref().is_some_and(near)
    }
}
