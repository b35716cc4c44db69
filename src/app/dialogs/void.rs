//! Marks, a session, a course or a patient to be declared void, or to count again.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use crate::chart::{Course, Edit, MarkId, Patient};
use crate::store::Place;
use crate::text::Texts;

use super::super::action::{Action, Actions, Put};
use super::super::model::Model;
use super::super::widgets::{caption, text_area, text_field};
use super::{Stays, answer, body, set_width, whose};

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Subject {
    /// Marks of the open session.
    Marks(BTreeSet<MarkId>),
    /// The session of a record, which is the open one, by its title.
    Session(Place, String),
    /// The course in a folder.
    Course(Place, Box<Course>),
    /// The patient in a folder.
    Patient(Place, Box<Patient>),
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct VoidForm {
    subject: Subject,
    /// Why it is void already: then it can be let count again.
    void: Option<String>,
    why: String,
    /// Who says so.
    author: String,
    focused: bool,
}

impl VoidForm {
    /// About what is void for a reason, or isn't; as far as is known this is who says so.
    pub(in crate::app) fn new(subject: Subject, void: Option<String>, author: String) -> Self {
        Self { subject, void, why: String::new(), author, focused: false }
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, put: &Put) -> bool {
        match &self.subject {
            Subject::Course(folder, _) | Subject::Patient(folder, _) => put.before() == Some(folder),
            Subject::Marks(_) | Subject::Session(..) => false,
        }
    }

    /// Whether it means nothing once the document that was open with it is closed.
    pub(in crate::app) fn is_about_the_document(&self) -> bool {
        matches!(self.subject, Subject::Marks(_) | Subject::Session(..))
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        ui.heading(self.title(texts));
        if !matches!(self.subject, Subject::Patient(..)) {
            whose(ui, model);
        }
        body(ui, |ui| {
            if let Some(why) = &self.void {
                ui.label(texts.with("void-why", &[("why", why.as_str().into())]));
                caption(ui, texts.get("void-again-text"));
                text_field(ui, &texts.get("author"), &mut self.author);
                return;
            }
            caption(ui, self.consequence(texts));
            let why = text_area(ui, &texts.get("void-reason"), &mut self.why, 2);
            if !std::mem::replace(&mut self.focused, true) {
                why.request_focus();
            }
            text_field(ui, &texts.get("author"), &mut self.author);
        });
        let (does, ready) = match &self.void {
            Some(_) => (texts.get("void-count-again"), true),
            None => (texts.get("void-go"), !self.why.trim().is_empty()),
        };
        let (go, stays) = answer(ui, model, &does, ready && !self.author.trim().is_empty());
        if !go {
            return stays;
        }
        actions.push(Action::WorksHere(self.author.trim().to_owned()));
        self.ask(actions)
    }

    fn title(&self, texts: &Texts) -> String {
        match &self.subject {
            Subject::Marks(ids) => texts.with("void-title-marks", &[("count", ids.len().into())]),
            Subject::Session(_, title) => texts.with("void-title-session", &[("name", title.as_str().into())]),
            Subject::Course(_, course) => texts.with("void-title-course", &[("name", course.title.as_str().into())]),
            Subject::Patient(_, patient) => texts.with("void-title-patient", &[("name", patient.name.as_str().into())]),
        }
    }

    fn consequence(&self, texts: &Texts) -> String {
        match &self.subject {
            Subject::Marks(_) => texts.get("void-text-marks"),
            Subject::Session(..) => texts.get("void-text-session"),
            Subject::Course(..) | Subject::Patient(..) => texts.get("void-text-record"),
        }
    }

    /// A form about what has a file of its own stays until that is written.
    fn ask(&self, actions: &mut Actions) -> Stays {
        let voided = self.void.is_none().then(|| self.why.trim().to_owned());
        match &self.subject {
            Subject::Marks(ids) => actions.edit(Edit::Void(ids.clone(), voided.unwrap_or_default())),
            Subject::Session(record, _) => actions.push(Action::VoidSession(record.clone(), voided)),
            Subject::Course(folder, before) => {
                let after = Course { voided, ..Course::clone(before) };
                actions.push(Action::PutCourse(Put::Change(folder.clone()), Box::new([Course::clone(before), after])));
                return Stays::Open;
            }
            Subject::Patient(folder, before) => {
                let after = Patient { voided, ..Patient::clone(before) };
                let states = Box::new([Patient::clone(before), after]);
                actions.push(Action::PutPatient(Put::Change(folder.clone()), states));
                return Stays::Open;
            }
        }
        Stays::Closed
    }
}
