//! Libraries, patients and courses: opening, making, changing, choosing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::store_error_text;
use crate::chart::{Course, Patient};
use crate::store::{CourseEntry, Library, PatientEntry, SessionEntry, StoreError, UnsavedWork, unsaved_work};
use crate::text::Texts;

use super::super::action::{Answer, Leave, Put};
use super::super::dialogs::{Dialog, Notice};
use super::super::jobs::Name;
use super::super::model::OpenLibrary;
use super::super::screen::Screen;
use super::closing::close_session_now;
use super::desk::Desk;

/// What a folder holds; nothing, and a dialog that says why, where it can't be read.
fn listed<T>(list: Result<Vec<T>, StoreError>, screen: &mut Screen, texts: &Texts) -> Vec<T> {
    list.unwrap_or_else(|why| {
        screen.dialogs.push(Dialog::Notice(Notice::Failed(store_error_text(&why, texts))), None);
        Vec::new()
    })
}

/// Chooses library, patient and course to which a session's file belongs; where it belongs to none, none is chosen.
pub(super) fn choose_home_of(file: &Path, desk: &mut Desk<'_>) {
    let file = crate::store::one_spelling(file).unwrap_or_else(|_unreadable| file.to_path_buf());
    let Ok(library) = Library::open(&file) else { return choose_nobody(desk) };
    let root = library.root().to_path_buf();
    if desk.model.library.as_ref().is_none_or(|open| open.library.root() != root) {
        show_library(library, desk);
    }
    let course = file.parent();
    let patient = course.and_then(Path::parent).filter(|patient| patient.parent() == Some(&root));
    let (Some(patient), Some(course)) = (patient, course) else { return choose_nobody(desk) };
    let chosen = desk.model.library.as_ref().map(|open| (open.patient.as_deref(), open.course.as_deref()));
    if chosen.is_none_or(|(chosen, _)| chosen != Some(patient)) {
        choose_patient(patient, desk);
    }
    if desk.model.library.as_ref().is_none_or(|open| open.course.as_deref() != Some(course)) {
        choose_course(course, desk);
    }
}

/// No patient is chosen: what is highlighted must never be another than what is open.
fn choose_nobody(desk: &mut Desk<'_>) {
    if let Some(open) = &mut desk.model.library {
        (open.patient, open.course) = (None, None);
        open.courses.clear();
        open.sessions.clear();
    }
}

pub(super) fn open_library_now(folder: &Path, desk: &mut Desk<'_>) {
    match Library::open(folder) {
        Ok(library) => take_library(library, desk),
        Err(why) => desk.trouble(&why),
    }
}

/// Makes a library and opens it.
pub(super) fn create_library(folder: &Path, name: &str, desk: &mut Desk<'_>) {
    match Library::create(folder, name) {
        Ok(library) => take_library(library, desk),
        Err(why) => desk.trouble(&why),
    }
}

/// Gives the library in a folder, which is open, another name.
pub(super) fn rename_library(root: &Path, name: &str, desk: &mut Desk<'_>) {
    let open = desk.model.library.as_mut().filter(|open| open.library.root() == root);
    match open.map(|open| open.library.rename(name)) {
        Some(Err(why)) => desk.trouble(&why),
        _ => desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Library(_))),
    }
}

fn take_library(library: Library, desk: &mut Desk<'_>) {
    close_session_now(desk);
    show_library(library, desk);
}

/// Lists a library's patients. Forms that are open belong to another library.
fn show_library(library: Library, desk: &mut Desk<'_>) {
    desk.screen.dialogs.clear();
    let settings = &mut desk.model.settings;
    (settings.library, settings.patient, settings.course) = (Some(library.root().to_path_buf()), None, None);
    let patients: Arc<[_]> = listed(library.patients(), desk.screen, &desk.model.texts).into();
    let only = match &patients[..] {
        [only] => Some(only.folder.clone()),
        _ => None,
    };
    let root = library.root().to_path_buf();
    desk.screen.jobs.start(Name::Unsaved, move |_task| {
        let found = unsaved_work(&root);
        Some(Answer::Unsaved(root, found))
    });
    desk.model.library = Some(OpenLibrary {
        library,
        patients,
        patient: None,
        courses: Vec::new(),
        course: None,
        sessions: Vec::new(),
        unsaved: Vec::new(),
    });
    if let Some(only) = only {
        choose_patient(&only, desk);
    }
}

/// Chooses a patient and reads the courses.
pub(super) fn choose_patient(folder: &Path, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    open.patient = Some(folder.to_path_buf());
    open.courses = listed(open.library.courses(folder), desk.screen, &desk.model.texts);
    open.course = None;
    open.sessions = Vec::new();
    let settings = &mut desk.model.settings;
    (settings.patient, settings.course) = (Some(folder.to_path_buf()), None);
    if let [only] = &open.courses[..] {
        let only = only.folder.clone();
        choose_course(&only, desk);
    }
}

/// Chooses a course and reads its sessions.
pub(super) fn choose_course(folder: &Path, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    open.course = Some(folder.to_path_buf());
    open.sessions = listed(open.library.sessions(folder), desk.screen, &desk.model.texts);
    desk.model.settings.course = Some(folder.to_path_buf());
}

/// Has the course's sessions read again after one was added or saved.
pub(super) fn reread_sessions(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (library, Some(course)) = (open.library.clone(), open.course.clone()) else { return };
    desk.screen.jobs.start(Name::Sessions, move |_task| {
        let listed = library.sessions(&course);
        Some(Answer::Sessions(course, listed))
    });
}

/// Has the library's patients read again.
pub(super) fn reread_patients(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let library = open.library.clone();
    desk.screen.jobs.start(Name::Patients, move |_task| {
        let listed = library.patients();
        Some(Answer::Patients(library.root().to_path_buf(), listed))
    });
}

/// Has the files of the patient and the course chosen read again.
pub(super) fn reread_record(desk: &mut Desk<'_>) {
    reread_patients(desk);
    let Some(open) = &desk.model.library else { return };
    let (library, Some(patient)) = (open.library.clone(), open.patient.clone()) else { return };
    desk.screen.jobs.start(Name::Courses, move |_task| {
        let listed = library.courses(&patient);
        Some(Answer::Courses(patient, listed))
    });
}

/// Takes the patients of a library, if it is still open.
pub(super) fn take_patients(root: &Path, list: Result<Vec<PatientEntry>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.model.library.as_mut().filter(|open| open.library.root() == root) else { return };
    open.patients = listed(list, desk.screen, &desk.model.texts).into();
    take_record(desk);
}

/// Takes the courses of a patient, if it is still chosen.
pub(super) fn take_courses(patient: &Path, list: Result<Vec<CourseEntry>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.model.library.as_mut().filter(|open| open.patient.as_deref() == Some(patient)) else {
        return;
    };
    open.courses = listed(list, desk.screen, &desk.model.texts);
    take_record(desk);
}

/// Takes the unsaved work in a library, if it is still open.
pub(super) fn take_unsaved(root: &Path, found: Vec<UnsavedWork>, desk: &mut Desk<'_>) {
    if let Some(open) = desk.model.library.as_mut().filter(|open| open.library.root() == root) {
        open.unsaved = found;
    }
}

/// The unsaved work of a session was taken up, saved or dropped.
pub(super) fn is_settled(session: &Path, desk: &mut Desk<'_>) {
    if let Some(open) = &mut desk.model.library {
        open.unsaved.retain(|work| work.session != session);
    }
}

/// Takes the sessions of a course, if it is still chosen.
pub(super) fn take_sessions(course: &Path, list: Result<Vec<SessionEntry>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    if open.course.as_deref() == Some(course) {
        open.sessions = listed(list, desk.screen, &desk.model.texts);
    }
}

/// Adds a patient, or changes one; returns the wish to choose one that was added.
pub(super) fn put_patient(put: &Put, patient: &Patient, desk: &mut Desk<'_>) -> Option<Leave> {
    let open = desk.model.library.as_mut()?;
    let done = match put {
        Put::Into(root) if open.library.root() != root => return None,
        Put::Into(_) => open.library.create_patient(patient),
        Put::Change(folder) => open.library.save_patient(folder, patient),
    };
    let now_in = match done {
        Ok(now_in) => now_in,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Patient(_)));
    open.patients = listed(open.library.patients(), desk.screen, &desk.model.texts).into();
    match put {
        Put::Into(_) => Some(Leave::ChoosePatient(now_in)),
        Put::Change(before) => {
            follow_patient(before, &now_in, desk);
            None
        }
    }
}

/// The folder of a patient who was changed may have another name.
fn follow_patient(before: &Path, now_in: &Path, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    if open.patient.as_deref() == Some(before) && before != now_in {
        let course = moved_course(open, before, now_in);
        choose_patient(now_in, desk);
        if let Some(course) = course {
            choose_course(&course, desk);
        }
    }
    take_record(desk);
}

/// Where the chosen course lies after its patient's folder was renamed.
fn moved_course(open: &OpenLibrary, before: &Path, after: &Path) -> Option<PathBuf> {
    let within = open.course.as_ref()?.strip_prefix(before).ok()?;
    Some(after.join(within))
}

/// The open session is one of the patient and course that are chosen: it shows what their files say.
pub(super) fn take_record(desk: &mut Desk<'_>) {
    let Some((document, open)) = desk.model.document.as_mut().zip(desk.model.library.as_ref()) else { return };
    (document.patient, document.course) = open.chosen_record();
}

/// Adds a course for a patient, or changes one; returns the wish to choose one that was added.
pub(super) fn put_course(put: &Put, course: &Course, desk: &mut Desk<'_>) -> Option<Leave> {
    let open = desk.model.library.as_mut()?;
    let patient = open.patient.clone()?;
    let done = match put {
        Put::Into(folder) if *folder != patient => return None,
        Put::Into(folder) => open.library.create_course(folder, course),
        Put::Change(folder) => open.library.save_course(folder, course),
    };
    let now_in = match done {
        Ok(now_in) => now_in,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Course(_)));
    open.courses = listed(open.library.courses(&patient), desk.screen, &desk.model.texts);
    match put {
        Put::Into(_) => Some(Leave::ChooseCourse(now_in)),
        Put::Change(before) => {
            if open.course.as_ref() == Some(before) && *before != now_in {
                choose_course(&now_in, desk);
            }
            take_record(desk);
            None
        }
    }
}
