//! The command palette: every command by a few letters of its name.

use eframe::egui::{Button, Key, Rect, ScrollArea, Ui, Vec2, vec2};

use super::super::action::{Action, Actions};
use super::super::command::{Command, keys_text};
use super::super::model::Model;
use super::super::widgets::{caption, one_line};
use super::{Stays, set_width};
use crate::text::{Language, folded};

/// The height of a command, in points.
const ROW: f32 = 30.0;

/// What was typed so far, and which match is marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct PaletteForm {
    typed: String,
    marked: usize,
    /// What was found last, and for which words in which language.
    found: (Option<(Language, String)>, Vec<Command>),
}

impl PaletteForm {
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        let field = one_line(&mut self.typed).hint_text(texts.get("palette-hint"));
        let field = ui.add(field.desired_width(f32::INFINITY)).accessible_name(texts.get("palette-hint"));
        field.request_focus();
        self.look_for(model);
        let found = self.found.1.clone();
        let moved = self.walk(ui, found.len());
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        let mut chosen = found.get(self.marked).copied().filter(|_| enter);
        if found.is_empty() {
            caption(ui, texts.get("palette-nothing"));
        }
        let height = (ui.ctx().content_rect().height() - 160.0).clamp(120.0, 340.0);
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        let step = ROW + ui.spacing().item_spacing.y;
        area.show_rows(ui, ROW, found.len(), |ui, shown| {
            if moved {
                #[expect(clippy::cast_precision_loss, reason = "a few hundred commands")]
                let below = (self.marked as f32 - shown.start as f32) * step;
                ui.scroll_to_rect(Rect::from_min_size(ui.cursor().min + vec2(0.0, below), Vec2::splat(ROW)), None);
            }
            for at in shown {
                let command = found[at];
                let keys = command.shortcut().map(|keys| keys_text(ui.ctx(), keys, &model.texts)).unwrap_or_default();
                let row = Button::selectable(at == self.marked, command.text(texts)).right_text(keys);
                if ui.add(row.min_size(vec2(ui.available_width(), ROW))).clicked() {
                    chosen = Some(command);
                }
            }
        });
        if let Some(command) = chosen {
            actions.push(Action::CloseDialog);
            actions.run(command);
        }
        Stays::Open
    }

    /// Looks for what was typed, unless that was looked for last.
    fn look_for(&mut self, model: &Model) {
        let searched = Some((model.texts.chosen(), self.typed.clone()));
        if self.found.0 != searched {
            self.found = (searched, matches(&self.typed, model));
        }
    }

    /// Moves the mark by the arrow keys; whether it moved.
    fn walk(&mut self, ui: &Ui, count: usize) -> bool {
        let before = self.marked;
        let (down, up) = ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
        if down {
            self.marked += 1;
        }
        if up {
            self.marked = self.marked.saturating_sub(1);
        }
        self.marked = self.marked.min(count.saturating_sub(1));
        self.marked != before
    }
}

/// The commands whose name holds every word typed.
fn matches(typed: &str, model: &Model) -> Vec<Command> {
    let words: Vec<String> = folded(typed).split_whitespace().map(str::to_owned).collect();
    let holds = |command: &&Command| {
        let name = folded(&command.text(&model.texts));
        words.iter().all(|word| name.contains(word.as_str()))
    };
    Command::ALL.iter().filter(holds).copied().collect()
}
