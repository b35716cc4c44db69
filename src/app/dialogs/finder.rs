//! A field to search a list by, and the list below it: one stop of the keyboard together, walked by arrows, chosen by Enter or a
//! click. Tab leads on to what else the dialog holds.

use eframe::egui::{self, Button, Key, Rect, Response, ScrollArea, Sense, Ui, Vec2, vec2};

use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{main_button, one_line, side_button, with_faint_hint};
use super::{Stays, button_row};
use crate::text::folded;

/// What was typed so far, and which match is marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Finder {
    typed: String,
    marked: usize,
    /// Whether the field has the keyboard, or gave it up by this frame's Enter.
    hears_keys: bool,
}

/// What was done to the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The row that was clicked.
    pub clicked: Option<usize>,
    /// The row that was marked when Enter was pressed, or that was clicked twice.
    pub entered: Option<usize>,
}

impl Finder {
    /// What was typed.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// The marked row.
    pub(super) fn marked(&self) -> usize {
        self.marked
    }

    /// The field, which has the keyboard wherever nothing else took it.
    pub(super) fn field(&mut self, ui: &mut Ui, hint: String) {
        // Asked before the field is shown: it gives up the keyboard to what follows it while it is.
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let field = one_line(&mut self.typed).hint_text(hint.clone()).min_size(vec2(0.0, theme::at_least(0.0, ui)));
        let field = with_faint_hint(ui, |ui| ui.add(field.desired_width(f32::INFINITY))).accessible_name(hint);
        self.hears_keys = is_free || field.has_focus() || field.lost_focus();
        if is_free {
            field.request_focus();
        }
    }

    /// A row of the list. It is no stop of its own on the way of Tab, which would lead through hundreds.
    pub(super) fn row<'a>(marked: bool, name: impl egui::IntoAtoms<'a>) -> Button<'a> {
        Button::selectable(marked, name).sense(Sense::CLICK)
    }

    /// Whether a name holds every word typed.
    pub(super) fn finds(&self, name: &str) -> bool {
        let name = folded(name);
        folded(&self.typed).split_whitespace().all(|word| name.contains(word))
    }

    /// The list, at most `height` points high; `row` draws one and is told whether it is marked.
    pub(super) fn rows(
        &mut self,
        ui: &mut Ui,
        (count, height): (usize, f32),
        mut row: impl FnMut(&mut Ui, usize, bool) -> Response,
    ) -> Chosen {
        let moved = self.walk(ui, count);
        let enter = self.hears_keys && ui.input(|input| input.key_pressed(Key::Enter));
        let mut chosen = Chosen { clicked: None, entered: (enter && count > 0).then_some(self.marked) };
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        let height_of_row = theme::control(ui);
        let step = height_of_row + ui.spacing().item_spacing.y;
        area.show_rows(ui, height_of_row, count, |ui, shown| {
            if moved {
                #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
                let below = (self.marked as f32 - shown.start as f32) * step;
                ui.scroll_to_rect(
                    Rect::from_min_size(ui.cursor().min + vec2(0.0, below), Vec2::splat(height_of_row)),
                    None,
                );
            }
            for at in shown {
                let response = row(ui, at, at == self.marked);
                if response.clicked() {
                    chosen.clicked = Some(at);
                }
                if response.double_clicked() {
                    chosen.entered = Some(at);
                }
            }
        });
        self.marked = chosen.clicked.unwrap_or(self.marked);
        chosen
    }

    /// The row of buttons below: whether the marked row is taken, by its button or as it was `chosen`, and whether the dialog stays.
    pub(super) fn answer(ui: &mut Ui, model: &Model, chosen: Chosen, (does, ready): (String, bool)) -> (bool, Stays) {
        let (mut takes, mut stays) = (chosen.entered.is_some(), Stays::Open);
        ui.add_space(10.0);
        button_row(ui, |ui| {
            let main = main_button(does, ui);
            takes |= ui.add_enabled(ready, main).clicked();
            if ui.add(side_button(model.texts.get("cancel"))).clicked() {
                stays = Stays::Closed;
            }
        });
        (takes && ready, stays)
    }

    /// Moves the mark by the arrow keys; whether it moved.
    fn walk(&mut self, ui: &Ui, count: usize) -> bool {
        let before = self.marked;
        let hears = self.hears_keys;
        let (down, up) = ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
        if down && hears {
            self.marked += 1;
        }
        if up && hears {
            self.marked = self.marked.saturating_sub(1);
        }
        self.marked = self.marked.min(count.saturating_sub(1));
        self.marked != before
    }
}
