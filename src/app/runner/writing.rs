//! Making and changing what holds sessions: a job writes it, and its answer says whose it is.

use std::sync::Arc;

use crate::chart::{Course, Patient};
use crate::store::{
    Access, CourseEntry, Library, PatientEntry, Place, Reason, Standing as Elsewhere, StoreError, Stored, Why,
};

use super::super::action::{Answer, Leave, Put};
use super::super::dialogs::{Dialog, Notice};
use super::super::jobs::Name;
use super::super::reading::{Standing, Written};
use super::desk::Desk;
use super::library;

/// Has the library in a folder, which is open, given another name.
pub(super) fn rename_library(root: Place, name: String, desk: &mut Desk<'_>) {
    let Some(mut library) = desk.library_at(&root).map(|open| open.library.clone()) else { return };
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = library.rename(&name, &note).map(|()| library);
        Some(Answer::Renamed(root, done))
    });
}

/// The library in a folder got another name, or not.
pub(super) fn renamed(root: &Place, done: Result<Library, StoreError>, desk: &mut Desk<'_>) {
    match done {
        Err(why) => desk.trouble_of(&Library::record_in(root), &why),
        Ok(library) => {
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Library(form) if form.renames(root)));
            let kept = library.kept();
            if let Some(open) = desk.library_at(root) {
                open.library = library;
            }
            desk.warn_of(kept);
        }
    }
}

/// Has a patient added to the open library, or changed.
pub(super) fn patient(put: Put, [before, patient]: [Patient; 2], desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let library = open.library.clone();
    let elsewhere = matches!(&put, Put::Into(root) if library.root() != root);
    if elsewhere || !desk.screen.writing.insert(patient.id.clone()) {
        return;
    }
    let standing = desk.model.standing();
    let note = desk.note(reason(before.voided == patient.voided));
    desk.screen.jobs.start(Name::Write, move |task| {
        let folder = match &put {
            Put::Into(_) => library.create_patient(&patient, &note),
            Put::Change(folder) => {
                library.save_patient(folder, [&before, &patient], &note).map(|kept| Stored { it: folder.clone(), kept })
            }
        };
        let read = |folder| library.patient(folder, task.now());
        let (done, theirs) = read_back(&put, folder, read);
        Some(Answer::PatientWritten(put, Written { id: patient.id, standing, done, theirs }))
    });
}

/// Why a record is written.
fn reason(counts_as_before: bool) -> Reason {
    if counts_as_before { Reason::Save } else { Reason::Void }
}

/// What a record says once it is written, and what it says where somebody else changed it meanwhile.
fn read_back<T>(
    put: &Put,
    folder: Result<Stored<Place>, StoreError>,
    read: impl Fn(Place) -> T,
) -> (Result<Stored<T>, StoreError>, Option<T>) {
    let theirs = folder.as_ref().err().and_then(|why| Some(read(put.superseded_by(why)?.clone())));
    (folder.map(|Stored { it, kept }| Stored { it: read(it), kept }), theirs)
}

/// Says what of a form is somebody else's now, if it is still open; nothing goes on from there. What was to be declared void is
/// another record now, to be looked at first.
fn say_meanwhile(said: Option<String>, put: &Put, desk: &mut Desk<'_>) -> Option<Leave> {
    if let Some(said) = said {
        desk.show(Dialog::Notice(Notice::Meanwhile(said)));
    } else {
        desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Void(form) if form.asks(put)));
        desk.say(desk.model.texts.get("said-void-meanwhile"));
    }
    None
}

/// A patient was written, or not; returns the wish to choose one who was added, unless somebody else was meanwhile.
pub(super) fn patient_written(put: &Put, written: Written<PatientEntry>, desk: &mut Desk<'_>) -> Option<Leave> {
    let Written { id, standing, done, theirs } = written;
    desk.screen.writing.remove(&id);
    let Stored { it: entry, kept } = match (done, theirs) {
        (Ok(entry), _) => entry,
        (Err(_superseded), Some(PatientEntry { patient: Ok(theirs), .. })) => {
            let texts = Arc::clone(&desk.model.texts);
            let form = desk.screen.dialogs.patient_form(put, &id);
            let said = form.map(|form| form.rebase(&theirs, &texts));
            library::reread_patients(desk);
            return say_meanwhile(said, put, desk);
        }
        (Err(why), _) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| dialog.puts(put, &id));
    desk.warn_of(kept);
    if desk.model.standing().root != standing.root {
        return None;
    }
    let now_in = entry.folder.clone();
    library::put_patient(put.before(), entry, desk);
    library::take_record(desk);
    added(put, Leave::ChoosePatient(now_in), &standing, desk).or_else(|| opened_anew(desk))
}

/// Has a course added for the patient chosen, or changed.
pub(super) fn course(put: Put, [before, course]: [Course; 2], desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let library = open.library.clone();
    let of_another = open.patient != put.course_of();
    if of_another || !desk.screen.writing.insert(course.id.clone()) {
        return;
    }
    let standing = desk.model.standing();
    let note = desk.note(reason(before.voided == course.voided));
    desk.screen.jobs.start(Name::Write, move |_task| {
        let folder = match &put {
            Put::Into(patient) => library.create_course(patient, &course, &note),
            Put::Change(folder) => {
                library.save_course(folder, [&before, &course], &note).map(|kept| Stored { it: folder.clone(), kept })
            }
        };
        let read = |folder| library.course(folder);
        let (done, theirs) = read_back(&put, folder, read);
        Some(Answer::CourseWritten(put, Written { id: course.id, standing, done, theirs }))
    });
}

/// A course was written, or not; returns the wish to choose one that was added, unless another was meanwhile.
pub(super) fn course_written(put: &Put, written: Written<CourseEntry>, desk: &mut Desk<'_>) -> Option<Leave> {
    let Written { id, standing, done, theirs } = written;
    desk.screen.writing.remove(&id);
    let Stored { it: entry, kept } = match (done, theirs) {
        (Ok(entry), _) => entry,
        (Err(_superseded), Some(CourseEntry { course: Ok(theirs), .. })) => {
            let texts = Arc::clone(&desk.model.texts);
            let form = desk.screen.dialogs.course_form(put, &id);
            let said = form.map(|form| form.rebase(&theirs, &texts));
            library::reread_record(desk);
            return say_meanwhile(said, put, desk);
        }
        (Err(why), _) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| dialog.puts(put, &id));
    desk.warn_of(kept);
    if desk.model.standing().patient != standing.patient {
        return None;
    }
    let now_in = entry.folder.clone();
    library::put_course(put.before(), entry, desk);
    library::take_record(desk);
    added(put, Leave::ChooseCourse(now_in), &standing, desk).or_else(|| opened_anew(desk))
}

/// The wish to open the session that is shown anew where its patient or course was declared void, or counts again: whether it
/// can be worked on is another now.
fn opened_anew(desk: &mut Desk<'_>) -> Option<Leave> {
    let document = desk.model.document.as_mut()?;
    let patient = document.patient.as_ref().and_then(|patient| patient.voided.as_ref());
    let course = document.course.as_ref().and_then(|course| course.voided.as_ref());
    let is_void = patient.or(course).is_some();
    if is_void && document.file.access() == Access::Editable {
        // What isn't saved can't be any more.
        document.standing = Elsewhere::Void(if patient.is_some() { Why::PatientVoid } else { Why::CourseVoid });
    }
    let is_other = match document.file.access() {
        Access::Editable => is_void,
        Access::ReadOnly(Why::PatientVoid | Why::CourseVoid) => !is_void,
        Access::ReadOnly(_) => false,
    };
    is_other.then(|| Leave::OpenSession(document.file.place().clone()))
}

/// The wish to choose what was added, unless something else was chosen since.
fn added(put: &Put, leave: Leave, standing: &Standing, desk: &Desk<'_>) -> Option<Leave> {
    (matches!(put, Put::Into(_)) && !desk.model.went_on(standing)).then_some(leave)
}
