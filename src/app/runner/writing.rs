//! Making and changing what holds sessions: a job writes it, and its answer says whose it is.

use std::path::{Path, PathBuf};

use crate::chart::{Course, Patient};
use crate::store::{CourseEntry, Library, PatientEntry, StoreError};

use super::super::action::{Answer, Leave, Put};
use super::super::dialogs::Dialog;
use super::super::jobs::Name;
use super::super::reading::{Standing, Written};
use super::desk::Desk;
use super::library;

/// Has the library in a folder, which is open, given another name.
pub(super) fn rename_library(root: PathBuf, name: String, desk: &mut Desk<'_>) {
    let open = desk.model.library.as_ref().filter(|open| open.library.root() == root);
    let Some(mut library) = open.map(|open| open.library.clone()) else { return };
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = library.rename(&name).map(|()| library);
        Some(Answer::Renamed(root, done))
    });
}

/// The library in a folder got another name, or not.
pub(super) fn renamed(root: &Path, done: Result<Library, StoreError>, desk: &mut Desk<'_>) {
    match done {
        Err(why) => desk.trouble(&why),
        Ok(library) => {
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Library(form) if form.renames(root)));
            if let Some(open) = desk.model.library.as_mut().filter(|open| open.library.root() == root) {
                open.library = library;
            }
        }
    }
}

/// Has a patient added to the open library, or changed.
pub(super) fn patient(put: Put, patient: Patient, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let library = open.library.clone();
    let elsewhere = matches!(&put, Put::Into(root) if library.root() != root);
    if elsewhere || !desk.screen.writing.insert(patient.id.clone()) {
        return;
    }
    let standing = desk.model.standing();
    desk.screen.jobs.start(Name::Write, move |task| {
        let folder = match &put {
            Put::Into(_) => library.create_patient(&patient),
            Put::Change(folder) => library.save_patient(folder, &patient),
        };
        let done = folder.map(|folder| library.patient(folder, task.now()));
        Some(Answer::PatientWritten(put, Written { id: patient.id, standing, done }))
    });
}

/// A patient was written, or not; returns the wish to choose one who was added, unless somebody else was meanwhile.
pub(super) fn patient_written(put: &Put, written: Written<PatientEntry>, desk: &mut Desk<'_>) -> Option<Leave> {
    let Written { id, standing, done } = written;
    desk.screen.writing.remove(&id);
    let entry = match done {
        Ok(entry) => entry,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Patient(form) if form.asks(put, &id)));
    if desk.model.standing().root != standing.root {
        return None;
    }
    let now_in = entry.folder.clone();
    library::put_patient(put.before(), entry, desk);
    follow(put, &now_in, desk);
    added(put, Leave::ChoosePatient(now_in), &standing, desk)
}

/// Has a course added for the patient chosen, or changed.
pub(super) fn course(put: Put, course: Course, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let library = open.library.clone();
    let of_another = open.patient.as_deref() != put.course_of();
    if of_another || !desk.screen.writing.insert(course.id.clone()) {
        return;
    }
    let standing = desk.model.standing();
    desk.screen.jobs.start(Name::Write, move |_task| {
        let folder = match &put {
            Put::Into(patient) => library.create_course(patient, &course),
            Put::Change(folder) => library.save_course(folder, &course),
        };
        let done = folder.map(|folder| library.course(folder));
        Some(Answer::CourseWritten(put, Written { id: course.id, standing, done }))
    });
}

/// A course was written, or not; returns the wish to choose one that was added, unless another was meanwhile.
pub(super) fn course_written(put: &Put, written: Written<CourseEntry>, desk: &mut Desk<'_>) -> Option<Leave> {
    let Written { id, standing, done } = written;
    desk.screen.writing.remove(&id);
    let entry = match done {
        Ok(entry) => entry,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Course(form) if form.asks(put, &id)));
    if desk.model.standing().patient != standing.patient {
        return None;
    }
    let now_in = entry.folder.clone();
    library::put_course(put.before(), entry, desk);
    follow(put, &now_in, desk);
    added(put, Leave::ChooseCourse(now_in), &standing, desk)
}

/// The folder of what was changed may have another name; the open session shows what the files say.
fn follow(put: &Put, now_in: &Path, desk: &mut Desk<'_>) {
    if let Some(before) = put.before().filter(|before| *before != now_in) {
        library::follow(before, now_in, desk);
    }
    library::take_record(desk);
}

/// The wish to choose what was added, unless something else was chosen since.
fn added(put: &Put, leave: Leave, standing: &Standing, desk: &Desk<'_>) -> Option<Leave> {
    (matches!(put, Put::Into(_)) && !desk.model.went_on(standing)).then_some(leave)
}
