//! A word on marks or on what was laid together: note, symptom, reaction.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::chart::{Edit, Remark, Remarked, Session};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::fields::{Figure, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::widgets::{caption, text_area};
use super::{Stays, answer, body, set_width};

/// A remark to write or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RemarkForm {
    about: Remarked,
    /// What it is about, in words.
    title: String,
    note: String,
    symptom: TypedField,
    reaction: String,
    focused: bool,
}

impl RemarkForm {
    /// The remark on a field if all of one was selected, else on the marks.
    pub(in crate::app) fn of(session: &Session, about: Remarked, texts: &Texts) -> Self {
        let now = about.remark(session).map(|remark| Remark::clone(&remark)).unwrap_or_default();
        let title = match &about {
            Remarked::Marks(ids) => match ids.iter().next().filter(|_| ids.len() == 1) {
                Some(id) => {
                    let number = session.mark(*id).map_or(id.0, |mark| mark.number);
                    texts.with("remark-title", &[("number", number.into())])
                }
                None => texts.with("remark-title-several", &[("count", ids.len().into())]),
            },
            Remarked::Group(id) => texts.with("remark-title-field", &[("count", session.marks_of(*id).count().into())]),
        };
        let symptom = now.symptom.map(|score| score.to_string()).unwrap_or_default().into();
        Self { about, title, note: now.note, symptom, reaction: now.reaction, focused: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 440.0);
        ui.heading(&self.title);
        let remark = self.remark(texts);
        body(ui, |ui| {
            let note = text_area(ui, &texts.get("remark-note"), &mut self.note, 3);
            if !std::mem::replace(&mut self.focused, true) {
                note.request_focus();
            }
            let wrong = remark.as_ref().err();
            field_in_column(ui, &texts.get("remark-symptom"), &mut self.symptom, (90.0, ""), wrong);
            complaints(ui, [wrong]);
            text_area(ui, &texts.get("remark-reaction"), &mut self.reaction, 2);
            if matches!(&self.about, Remarked::Marks(ids) if ids.len() > 1) {
                caption(ui, texts.get("remark-of-each"));
            }
        });
        let (go, stays) = answer(ui, model, &texts.get("remark-save"), remark.is_ok());
        if let (true, Ok(remark)) = (go, remark) {
            actions.push(Action::CloseDialog);
            actions.edit(Edit::Remark(self.about.clone(), remark.said().map(Arc::new)));
        }
        stays
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number up to ten")]
    fn remark(&self, texts: &Texts) -> Result<Remark, String> {
        let typed = self.symptom.text.trim();
        let symptom = if typed.is_empty() { None } else { Some(Figure::SCORE.read(typed, texts)? as u8) };
        Ok(Remark { note: self.note.trim().to_owned(), symptom, reaction: self.reaction.trim().to_owned() })
    }
}
