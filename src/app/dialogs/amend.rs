//! What is signed to be changed all the same: why.

use eframe::egui::Ui;

use crate::store::Place;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::widgets::{caption, text_area, text_field};
use super::{Stays, answer, body, set_width, whose};

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct AmendForm {
    record: Place,
    title: String,
    why: String,
    /// Who amends it.
    author: String,
    focused: bool,
}

impl AmendForm {
    /// About the session of a record, by its title; as far as is known this is who amends it.
    pub(in crate::app) fn new(record: Place, title: String, author: String) -> Self {
        Self { record, title, why: String::new(), author, focused: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        ui.heading(texts.with("amend-title", &[("name", self.title.as_str().into())]));
        whose(ui, model);
        body(ui, |ui| {
            caption(ui, texts.get("amend-text"));
            let why = text_area(ui, &texts.get("amend-why"), &mut self.why, 2);
            if !std::mem::replace(&mut self.focused, true) {
                why.request_focus();
            }
            text_field(ui, &texts.get("author"), &mut self.author);
        });
        let (go, stays) = answer(
            ui,
            model,
            &texts.get("amend-go"),
            ![&self.why, &self.author].iter().any(|text| text.trim().is_empty()),
        );
        if go {
            // Closed first: what opens then asks whether a form is half filled.
            actions.push(Action::CloseDialog);
            actions.push(Action::WorksHere(self.author.trim().to_owned()));
            actions.push(Action::Amend(self.record.clone(), self.why.trim().to_owned()));
        }
        stays
    }
}
