//! The command palette: every command by a few letters of its name.

use eframe::egui::{Ui, vec2};

use super::super::action::{Action, Actions};
use super::super::command::{Command, keys_text};
use super::super::enabled::is_offered;
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::caption;
use super::finder::Finder;
use super::{Stays, set_width};
use crate::text::Language;

/// What was typed so far, and which match is marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct PaletteForm {
    finder: Finder,
    /// What was found last, and for which words in which language.
    found: (Option<(Language, String)>, Vec<Command>),
}

impl PaletteForm {
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        self.finder.field(ui, texts.get("palette-hint"));
        self.look_for(model);
        let found = &self.found.1;
        if found.is_empty() {
            caption(ui, texts.get("palette-nothing"));
        }
        let height = (ui.ctx().content_rect().height() - 160.0).clamp(120.0, 340.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let keys = found[at].shortcut().map(|keys| keys_text(ui.ctx(), keys, texts)).unwrap_or_default();
            let row = Finder::row(marked, found[at].text(texts)).right_text(keys);
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        if let Some(&command) = chosen.entered.or(chosen.clicked).and_then(|at| found.get(at)) {
            actions.push(Action::CloseDialog);
            actions.run(command);
        }
        Stays::Open
    }

    /// Looks for what was typed, unless that was looked for last.
    fn look_for(&mut self, model: &Model) {
        let searched = Some((model.texts.chosen(), self.finder.typed().to_owned()));
        if self.found.0 != searched {
            let finds =
                |command: &Command| is_offered(*command, model) && self.finder.finds(&command.text(&model.texts));
            self.found = (searched, Command::ALL.iter().copied().filter(finds).collect());
        }
    }
}
