//! Whether a press was made by the mouse, a finger or several.

use eframe::egui::Context;

/// How the press that is under way, or was last, was made: egui forgets a finger before it reports its tap.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Press {
    /// By a finger.
    pub(super) touch: bool,
    /// By several at once, for a part of it.
    pub(super) several_fingers: bool,
    /// Fingers turned the body, and at least two are still down.
    pub(super) turned: bool,
}

impl Press {
    /// Looks at this frame's input.
    pub(super) fn watch(&mut self, ctx: &Context) {
        let (pressed, touch) = ctx.input(|input| (input.pointer.any_pressed(), input.any_touches()));
        if pressed && ctx.multi_touch().is_none() {
            *self = Self { touch, ..Self::default() };
        }
        self.touch |= touch;
        self.several_fingers |= ctx.multi_touch().is_some();
        self.turned &= ctx.multi_touch().is_some();
    }
}
