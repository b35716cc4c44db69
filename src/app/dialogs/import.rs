//! Marks that come from a file: what taking them over would do, and what becomes of those that are here otherwise.

use std::sync::Arc;

use eframe::egui::{RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, heading};
use super::{Stays, answer, body, set_width};
use crate::advice::{import_lines, refusal_text};
use crate::chart::{Differing, Import, Incoming, ListFormat};
use crate::text::Texts;

/// The most marks that are named one by one.
const MOST_NAMED: usize = 200;

/// What was read, what it would do, and what is chosen.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ImportForm {
    incoming: Arc<Incoming>,
    format: ListFormat,
    import: Import,
    differing: Differing,
}

impl ImportForm {
    /// What taking over these marks would do.
    pub(in crate::app) fn new(incoming: Incoming, format: ListFormat, import: Import) -> Self {
        Self { incoming: Arc::new(incoming), format, import, differing: Differing::default() }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 520.0);
        ui.heading(texts.get("import-title"));
        body(ui, |ui| {
            if !self.format.is_whole() {
                caption(ui, texts.get("import-places-only"));
            }
            for line in import_lines(&self.import, texts) {
                ui.label(line);
            }
            self.choose(ui, texts);
            self.refused(ui, texts);
        });
        let ready = self.import.edit(self.differing).is_some();
        if !ready {
            caption(ui, texts.get("import-nothing"));
        }
        let (go, stays) = answer(ui, model, &texts.get("import-go"), ready);
        if go {
            actions.push(Action::CloseDialog);
            actions.push(Action::ImportMarks(Arc::clone(&self.incoming), self.differing));
        }
        stays
    }

    fn choose(&mut self, ui: &mut Ui, texts: &Texts) {
        if self.import.different.is_empty() {
            return;
        }
        ui.add_space(8.0);
        let numbers = self.import.different.iter().take(MOST_NAMED).map(|mark| mark.number.to_string());
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        heading(ui, texts.with("import-differing", &[("numbers", numbers.into())]));
        let choices = [
            (Differing::Mine, texts.get("import-mine")),
            (Differing::Theirs, texts.get("import-theirs")),
            (Differing::New, texts.get("import-new")),
        ];
        for (choice, text) in choices {
            ui.radio_value(&mut self.differing, choice, text);
        }
    }

    fn refused(&self, ui: &mut Ui, texts: &Texts) {
        if self.import.refused.is_empty() {
            return;
        }
        ui.add_space(8.0);
        let colour = theme::palette(ui).warning;
        ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
            for refused in self.import.refused.iter().take(MOST_NAMED) {
                ui.label(RichText::new(refusal_text(refused, texts)).color(colour));
            }
            let more = self.import.refused.len().saturating_sub(MOST_NAMED);
            if more > 0 {
                ui.label(texts.with("import-more", &[("count", more.into())]));
            }
        });
    }
}
