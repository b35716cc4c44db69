//! What is declared void, and what is let count again.

use std::sync::Arc;

use crate::chart::{Details, Edit, on_both_sides};
use crate::store::{Note, OpenSession, Place, Reason, Saved, StoreError, open_to_amend};

use super::super::action::{Answer, Leave};
use super::super::dialogs::{Dialog, Subject, VoidForm};
use super::super::document::Document;
use super::super::jobs::Name;
use super::closing::keeps;
use super::desk::Desk;
use super::{editing, library, revisions, saving};

/// The form that asks why the selected marks are void; in mirror mode their mirror images too, which it counts.
pub(super) fn of_marks(desk: &Desk<'_>) -> Dialog {
    let selected = desk.model.selection.clone();
    let both = desk.model.session().filter(|_| desk.model.both_sides);
    let meant = both.map(|session| on_both_sides(&Edit::Void(selected.clone(), String::new()), session));
    let marks = if let Some(Edit::Void(marks, _)) = meant { marks } else { selected };
    Dialog::Void(VoidForm::new(Subject::Marks(marks), None, desk.author()))
}

/// The form that asks why the open session is void, or whether it counts again.
pub(super) fn of_session(desk: &Desk<'_>) -> Option<Dialog> {
    let document = desk.model.document.as_ref()?;
    let details = &document.history.session().details;
    let subject = Subject::Session(document.file.place().clone(), details.title.clone());
    Some(Dialog::Void(VoidForm::new(subject, details.voided.clone(), desk.author())))
}

/// The form that asks why the patient or the course of a folder is void, or whether it counts again, if it is still the one that
/// is chosen.
pub(super) fn ask(folder: &Place, desk: &mut Desk<'_>) {
    // What isn't to be saved is lost when the form is done, if ever.
    keeps(desk);
    let Some(open) = &desk.model.library else { return };
    let form = match folder {
        _ if open.patient.as_ref() == Some(folder) => of_patient(desk),
        _ if open.course.as_ref() == Some(folder) => of_course(desk),
        _ => None,
    };
    if let Some(form) = form {
        desk.show(form);
    }
}

/// As [`of_session`], of the course chosen.
fn of_course(desk: &Desk<'_>) -> Option<Dialog> {
    let entry = desk.model.library.as_ref()?.chosen_course()?;
    let course = entry.course.as_ref().ok()?;
    let subject = Subject::Course(entry.folder.clone(), Box::new(course.clone()));
    Some(Dialog::Void(VoidForm::new(subject, course.voided.clone(), desk.author())))
}

/// As [`of_session`], of the patient chosen.
fn of_patient(desk: &Desk<'_>) -> Option<Dialog> {
    let entry = desk.model.library.as_ref()?.chosen_patient()?;
    let patient = entry.patient.as_ref().ok()?;
    let subject = Subject::Patient(entry.folder.clone(), Box::new(patient.clone()));
    Some(Dialog::Void(VoidForm::new(subject, patient.voided.clone(), desk.author())))
}

/// Declares the session of a record void, or lets it count again, if it is the open one: as a save of its own.
pub(super) fn session(record: Place, voided: Option<String>, desk: &mut Desk<'_>) {
    let open = desk.model.document.as_ref().filter(|document| *document.file.place() == record);
    let Some(details) = open.map(|document| Details::clone(&document.history.session().details)) else { return };
    if let Some(why) = voided.clone().filter(|_| open.is_some_and(Document::is_signed)) {
        let note = desk.note(Reason::Void);
        desk.screen.jobs.start(Name::Restore, move |_task| {
            let done = open_to_amend(&record, &why).and_then(|mut open| {
                let mut session = open.session.clone();
                Arc::make_mut(&mut session.details).voided = Some(why);
                open.save(&session, &note)
            });
            Some(Answer::Unvoided(record, done))
        });
        return;
    }
    if voided.is_some() {
        // Saved with what is unsaved; shown as it is then.
        if editing::edit(&Edit::SetDetails(Details { voided, ..details }), desk) {
            saving::start(Some(Leave::OpenSession(record)), desk);
        }
        return;
    }
    // Of what is signed it is said why.
    let note = Note { reason: desk.model.texts.get("void-count-again"), ..desk.note(Reason::Void) };
    desk.screen.jobs.start(Name::Restore, move |_task| {
        let done = OpenSession::unvoid(&record, &note);
        Some(Answer::Unvoided(record, done))
    });
}

/// A session counts again, or not; returns the wish to open it anew, if it is what is shown.
pub(super) fn unvoided(record: Place, done: Result<Saved, StoreError>, desk: &mut Desk<'_>) -> Option<Leave> {
    match done {
        Ok(saved) => {
            desk.say(desk.model.texts.get("said-counts-again"));
            desk.warn_of(saved.kept);
            library::reread_sessions(desk);
            revisions::anew(record, desk)
        }
        Err(why) => {
            desk.trouble(&why);
            None
        }
    }
}
