//! Marks that come from a file: what taking them over would do, and what becomes of those that are here otherwise.

use std::sync::Arc;

use eframe::egui::{Color32, RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions, ReadList};
use super::super::document::Document;
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, heading};
use super::super::words::session_text;
use super::{Stays, answer, body, set_width};
use crate::advice::{foreign_text, import_lines};
use crate::chart::{Differing, Import};
use crate::text::Texts;

/// The most lines of a kind.
const MOST_NAMED: usize = 200;

/// What was read, what it would do, and what is chosen.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ImportForm {
    list: Arc<ReadList>,
    import: Import,
    differing: Differing,
    /// How marks differ, and why others stay out, in words.
    differs: Vec<String>,
    refused: Vec<String>,
    /// Whether a list of another session is taken all the same.
    accepted: bool,
}

impl ImportForm {
    /// What taking over these marks would do, with how marks differ and why others stay out in words.
    pub(in crate::app) fn new(list: ReadList, import: Import, (differs, refused): (Vec<String>, Vec<String>)) -> Self {
        Self { list: Arc::new(list), import, differing: Differing::default(), differs, refused, accepted: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 520.0);
        ui.heading(texts.get("import-title"));
        body(ui, |ui| {
            ui.label(texts.with("import-file", &[("file", self.list.file.as_str().into())]));
            if let Some(document) = &model.document {
                ui.label(texts.with("import-into", &[("target", target(document).into())]));
            }
            self.foreign(ui, texts);
            ui.add_space(8.0);
            if !self.list.format.is_whole() {
                caption(ui, texts.get("import-places-only"));
            }
            for line in import_lines(&self.import, texts) {
                ui.label(line);
            }
            self.choose(ui, texts);
            self.refused(ui, texts);
        });
        let changes = self.import.edit(self.differing).is_some();
        if !changes {
            caption(ui, texts.get("import-nothing"));
        }
        let ready = changes && (self.accepted || self.list.foreign.is_none());
        let (go, stays) = answer(ui, model, &texts.get("import-go"), ready);
        if go {
            actions.push(Action::CloseDialog);
            actions.push(Action::ImportMarks(Arc::clone(&self.list), self.differing));
        }
        stays
    }

    /// That the marks are another session's, perhaps another patient's: a person says that they are meant.
    fn foreign(&mut self, ui: &mut Ui, texts: &Texts) {
        let Some(kin) = &self.list.foreign else { return };
        ui.add_space(8.0);
        let colour = theme::palette(ui).warning;
        ui.label(RichText::new(foreign_text(kin, texts)).color(colour).family(theme::semibold()));
        ui.checkbox(&mut self.accepted, texts.get("import-all-the-same"));
    }

    fn choose(&mut self, ui: &mut Ui, texts: &Texts) {
        if self.import.different.is_empty() {
            return;
        }
        ui.add_space(8.0);
        heading(ui, texts.get("import-differing"));
        named(ui, "differs", &self.differs, texts, ui.visuals().text_color());
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
        if !self.refused.is_empty() {
            ui.add_space(8.0);
            named(ui, "refused", &self.refused, texts, theme::palette(ui).warning);
        }
    }
}

/// Lines, of very many the first.
fn named(ui: &mut Ui, id: &str, lines: &[String], texts: &Texts, colour: Color32) {
    let area = ScrollArea::vertical().id_salt(id).max_height(130.0).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for line in lines.iter().take(MOST_NAMED) {
            ui.label(RichText::new(line).color(colour));
        }
        let more = lines.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            ui.label(texts.with("import-more", &[("count", more.into())]));
        }
    });
}

/// Patient, course and session that the marks come into.
fn target(document: &Document) -> String {
    let details = &document.history.session().details;
    let patient = document.patient.as_ref().map(|patient| patient.name.clone());
    let course = document.course.as_ref().map(|course| course.title.clone());
    let session = session_text(&details.title, details.started);
    patient.into_iter().chain(course).chain([session]).collect::<Vec<_>>().join(" · ")
}
