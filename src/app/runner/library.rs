//! Libraries, patients and courses: opening, making, changing, choosing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::store_error_text;
use crate::chart::{Course, Patient};
use crate::store::{Library, StoreError};
use crate::text::Texts;

use super::super::dialogs::{Dialog, Leave, Notice};
use super::super::model::OpenLibrary;
use super::super::screen::Screen;
use super::Desk;
use super::saving::leave_or_ask;
use super::sessions::{close_session_now, open_session_now};

/// What a folder holds; nothing, and a dialog that says why, where it can't be read.
pub(super) fn listed<T>(list: Result<Vec<T>, StoreError>, screen: &mut Screen, texts: &Texts) -> Vec<T> {
    list.unwrap_or_else(|why| {
        screen.dialogs.push(Dialog::Notice(Notice::Failed(store_error_text(&why, texts))));
        Vec::new()
    })
}

/// Opens what was asked for, or what was open when the program ended, as far as it is still there.
pub(in crate::app) fn reopen(path: Option<&Path>, desk: &mut Desk<'_>) {
    let settings = desk.model.settings.clone();
    let there = |path: Option<PathBuf>| path.filter(|path| path.exists());
    match path {
        Some(file) if file.is_file() && !file.ends_with("library.ron") => open_session_now(file, desk),
        Some(folder) => open_library_now(folder, desk),
        None => {
            if let Some(session) = there(settings.session) {
                return open_session_now(&session, desk);
            }
            let Some(library) = there(settings.library) else { return };
            open_library_now(&library, desk);
            let within = |folder: &PathBuf, parent: &Path| folder.parent() == Some(parent);
            let Some(patient) = there(settings.patient).filter(|folder| within(folder, &library)) else { return };
            choose_patient(&patient, desk);
            let Some(course) = there(settings.course).filter(|folder| within(folder, &patient)) else { return };
            choose_course(&course, desk);
        }
    }
}

/// Chooses library, patient and course to which a session's file belongs.
pub(super) fn choose_home_of(file: &Path, desk: &mut Desk<'_>) {
    let Ok(library) = Library::open(file) else { return };
    let root = library.root().to_path_buf();
    let file = crate::store::one_spelling(file).unwrap_or_else(|_unreadable| file.to_path_buf());
    if desk.model.library.as_ref().is_none_or(|open| open.library.root() != root) {
        show_library(library, desk);
    }
    let Some(course) = file.parent() else { return };
    let Some(patient) = course.parent().filter(|patient| patient.parent() == Some(&root)) else { return };
    let open = desk.model.library.as_ref();
    if open.is_none_or(|open| open.patient.as_deref() != Some(patient)) {
        choose_patient(patient, desk);
    }
    choose_course(course, desk);
}

/// Opens a library, asking about unsaved changes first.
pub(super) fn open_library(folder: &Path, desk: &mut Desk<'_>) {
    leave_or_ask(Leave::OpenLibrary(folder.to_path_buf()), desk);
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
        Ok(library) => {
            desk.screen.dialogs.pop();
            take_library(library, desk);
        }
        Err(why) => desk.trouble(&why),
    }
}

/// Gives the open library another name.
pub(super) fn rename_library(name: &str, desk: &mut Desk<'_>) {
    let renamed = desk.model.library.as_mut().map(|open| open.library.rename(name));
    if let Some(Err(why)) = renamed {
        desk.trouble(&why);
    }
}

pub(super) fn take_library(library: Library, desk: &mut Desk<'_>) {
    close_session_now(desk);
    show_library(library, desk);
}

/// Lists a library's patients; an open session stays open.
pub(super) fn show_library(library: Library, desk: &mut Desk<'_>) {
    let settings = &mut desk.model.settings;
    (settings.library, settings.patient, settings.course) = (Some(library.root().to_path_buf()), None, None);
    let patients: Arc<[_]> = listed(library.patients(), desk.screen, &desk.model.texts).into();
    let only = match &patients[..] {
        [only] => Some(only.folder.clone()),
        _ => None,
    };
    desk.model.library =
        Some(OpenLibrary { library, patients, patient: None, courses: Vec::new(), course: None, sessions: Vec::new() });
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

/// Reads the course's sessions again after one was added or saved.
pub(super) fn reread_sessions(desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    if let Some(course) = &open.course {
        open.sessions = listed(open.library.sessions(course), desk.screen, &desk.model.texts);
    }
}

/// Adds a patient, or changes the one in a folder.
pub(super) fn put_patient(folder: Option<&Path>, patient: &Patient, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    let put = match folder {
        None => open.library.create_patient(patient),
        Some(folder) => open.library.save_patient(folder, patient),
    };
    match put {
        Ok(now_in) => {
            desk.screen.dialogs.pop();
            open.patients = listed(open.library.patients(), desk.screen, &desk.model.texts).into();
            let course = moved_course(open, folder, &now_in);
            choose_patient(&now_in, desk);
            if let Some(course) = course {
                choose_course(&course, desk);
            }
            reread_record(desk);
        }
        Err(why) => desk.trouble(&why),
    }
}

/// The open session may belong to the patient or course that was changed.
pub(super) fn reread_record(desk: &mut Desk<'_>) {
    if let Some(document) = &mut desk.model.document {
        document.reread_record();
    }
}

/// Where the chosen course lies after its patient's folder was renamed.
pub(super) fn moved_course(open: &OpenLibrary, before: Option<&Path>, after: &Path) -> Option<PathBuf> {
    let within = open.course.as_ref()?.strip_prefix(before?).ok()?;
    Some(after.join(within))
}

/// Adds a course for the patient chosen, or changes the one in a folder.
pub(super) fn put_course(folder: Option<&Path>, course: &Course, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    let Some(patient) = open.patient.clone() else { return };
    let put = match folder {
        None => open.library.create_course(&patient, course),
        Some(folder) => open.library.save_course(folder, course),
    };
    match put {
        Ok(now_in) => {
            desk.screen.dialogs.pop();
            open.courses = listed(open.library.courses(&patient), desk.screen, &desk.model.texts);
            choose_course(&now_in, desk);
            reread_record(desk);
        }
        Err(why) => desk.trouble(&why),
    }
}
