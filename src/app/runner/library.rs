//! The open library: what is chosen in it, and reading it again. Everything is read by jobs; what is chosen is shown at
//! once.

use std::sync::Arc;

use crate::advice::store_error_text;
use crate::store::{
    CourseEntry, Library, PatientEntry, Place, SessionEntry, StoreError, TechniqueList, UnsavedWork, unsaved_work,
    unsent,
};
use crate::text::Texts;

use super::super::action::Answer;
use super::super::dialogs::{Dialog, Notice};
use super::super::jobs::Name;
use super::super::model::{OpenLibrary, Search};
use super::super::reading::{Home, Lists, Unread, courses_in_order, order_courses};
use super::super::roster::Roster;
use super::super::screen::Screen;
use super::desk::Desk;
use super::{counting, course, techniques, vouching};

/// What a folder holds; nothing, and a dialog that says why, where it can't be read.
fn listed<T>(list: Result<Vec<T>, StoreError>, screen: &mut Screen, texts: &Texts) -> Vec<T> {
    list.unwrap_or_else(|why| {
        screen.dialogs.push(Dialog::Notice(Notice::Failed(store_error_text(&why, texts))), None);
        Vec::new()
    })
}

/// Chooses library, patient and course of a session that was opened; where it belongs to nobody, nobody is chosen.
pub(super) fn take_home(home: Home, desk: &mut Desk<'_>) {
    if desk.model.library.as_ref().is_some_and(|open| open.library.root() == home.library.root()) {
        choose_in_home(home, desk);
    } else {
        take_library(home, desk);
    }
}

/// Shows a library, and chooses in it what was chosen last.
pub(super) fn take_library(home: Home, desk: &mut Desk<'_>) {
    show_library(home.library.clone(), home.techniques.clone(), desk);
    choose_in_home(home, desk);
}

fn choose_in_home(home: Home, desk: &mut Desk<'_>) {
    let root = home.library.root().clone();
    techniques::take(&root, home.techniques, desk);
    let (Some(patient), Some(open)) = (home.patient, &mut desk.model.library) else { return choose_nobody(desk) };
    (open.patient, open.course) = (Some(patient.clone()), home.course.clone());
    let settings = &mut desk.model.settings;
    settings.library = Some(root.shown());
    settings.last.patient = Some(patient.token());
    settings.last.course = home.course.as_ref().map(Place::token);
    if let Some(lists) = home.lists {
        take_lists(lists, desk);
    }
}

fn take_lists(lists: Lists, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    let Lists { patient, courses, sessions } = lists;
    Arc::make_mut(&mut open.patients).put(patient, &desk.model.texts);
    open.courses = listed(courses, desk.screen, &desk.model.texts);
    open.sessions = listed(sessions, desk.screen, &desk.model.texts);
    (open.unread.courses, open.unread.sessions) = (false, false);
}

/// No patient is chosen: what is highlighted must never be another than what is open.
pub(super) fn choose_nobody(desk: &mut Desk<'_>) {
    if let Some(open) = &mut desk.model.library {
        (open.patient, open.course) = (None, None);
        open.courses.clear();
        open.sessions.clear();
        (open.unread.courses, open.unread.sessions) = (false, false);
    }
}

/// Shows a library, whose patients are then read. Forms that are open belong to another library.
fn show_library(library: Library, techniques: TechniqueList, desk: &mut Desk<'_>) {
    desk.screen.dialogs.clear();
    // The key of a library that is closed isn't needed any more.
    desk.screen.keys.keep_only(&library.root().shown());
    let settings = &mut desk.model.settings;
    settings.library = Some(library.root().shown());
    (settings.last.patient, settings.last.course) = (None, None);
    let root = library.root().clone();
    desk.model.library = Some(OpenLibrary {
        library,
        patients: Arc::new(Roster::of([], &desk.model.texts)),
        patient: None,
        courses: Vec::new(),
        course: None,
        sessions: Vec::new(),
        unsaved: Vec::new(),
        unsent: 0,
        unexported: None,
        doubts: Vec::new(),
        unread: Unread { patients: true, ..Unread::default() },
        catalogue: TechniqueList { fault: None, ..techniques }.into(),
        formulary: None,
        search: Search::default(),
    });
    reread_patients(desk);
    vouching::look(desk);
    counting::count(desk);
    desk.screen.jobs.start(Name::Unsaved, move |_task| {
        let found = unsaved_work(&root);
        // What can't be looked for is said when it is asked for.
        let waits = unsent(&root).map_or(0, |kept| kept.len());
        Some(Answer::Unsaved(root, found, waits))
    });
}

/// Chooses a patient and has the courses read.
pub(super) fn choose_patient(folder: &Place, desk: &mut Desk<'_>) {
    desk.model.opening = None;
    let Some(open) = &mut desk.model.library else { return };
    (open.patient, open.course) = (Some(folder.clone()), None);
    open.courses.clear();
    open.sessions.clear();
    (open.unread.courses, open.unread.sessions) = (true, false);
    let settings = &mut desk.model.settings;
    (settings.last.patient, settings.last.course) = (Some(folder.token()), None);
    reread_courses(desk);
}

/// Chooses a course and has its sessions read.
pub(super) fn choose_course(folder: &Place, desk: &mut Desk<'_>) {
    desk.model.opening = None;
    let Some(open) = &mut desk.model.library else { return };
    open.course = Some(folder.clone());
    open.sessions.clear();
    open.unread.sessions = true;
    desk.model.settings.last.course = Some(folder.token());
    reread_sessions(desk);
}

/// Has the course's sessions read, also after one was added or saved.
pub(super) fn reread_sessions(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (library, Some(course)) = (open.library.clone(), open.course.clone()) else { return };
    desk.screen.jobs.start(Name::Sessions, move |_task| {
        let listed = library.sessions(&course);
        Some(Answer::Sessions(course, listed))
    });
}

/// Has the library's patients read: of those that are known only what changed since.
pub(super) fn reread_patients(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (library, known, texts) = (open.library.clone(), Arc::clone(&open.patients), Arc::clone(&desk.model.texts));
    desk.screen.jobs.start(Name::Patients, move |task| {
        let listed = library.patients_again(|folder| known.in_folder(folder).cloned(), task.now());
        let roster = listed.map(|entries| known.again(entries, &texts));
        Some(Answer::Patients(library.root().clone(), roster))
    });
}

/// Has the courses of the patient chosen read.
fn reread_courses(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (library, Some(patient)) = (open.library.clone(), open.patient.clone()) else { return };
    let language = desk.model.texts.chosen();
    desk.screen.jobs.start(Name::Courses, move |_task| {
        let listed = courses_in_order(&library, &patient, language);
        Some(Answer::Courses(patient, listed))
    });
}

/// Has the files of the patient and the course chosen read again.
pub(super) fn reread_record(desk: &mut Desk<'_>) {
    reread_patients(desk);
    reread_courses(desk);
}

/// Has all of the open library read again that is shown of it.
pub(super) fn reread(desk: &mut Desk<'_>) {
    reread_record(desk);
    reread_sessions(desk);
}

/// Puts patients and courses in the order of another language.
pub(super) fn order_anew(desk: &mut Desk<'_>) {
    let language = desk.model.texts.chosen();
    let Some(open) = &mut desk.model.library else { return };
    order_courses(&mut open.courses, language);
    if open.patients.language() != language {
        reread_patients(desk);
    }
}

/// Takes the patients of a library, if it is still open; the only one is chosen when they are first read.
pub(super) fn take_patients(root: &Place, list: Result<Roster, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    let first = std::mem::take(&mut open.unread.patients);
    match list {
        Ok(list) => open.patients = Arc::new(list),
        Err(why) => return desk.trouble(&why),
    }
    let only = open.patients.only().map(|entry| entry.folder.clone());
    let nobody = open.patient.is_none() && desk.model.document.is_none() && desk.model.opening.is_none();
    match only {
        Some(only) if first && nobody => choose_patient(&only, desk),
        _ => take_record(desk),
    }
}

/// Takes the courses of a patient, if it is still chosen; the only one is chosen when they are first read.
pub(super) fn take_courses(patient: &Place, list: Result<Vec<CourseEntry>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.model.library.as_mut().filter(|open| open.patient.as_ref() == Some(patient)) else {
        return;
    };
    open.courses = listed(list, desk.screen, &desk.model.texts);
    course::reread_of(Some(patient), desk);
    let Some(open) = &mut desk.model.library else { return };
    let first = std::mem::take(&mut open.unread.courses);
    match &open.courses[..] {
        [only] if first && open.course.is_none() && desk.model.opening.is_none() => {
            let only = only.folder.clone();
            choose_course(&only, desk);
        }
        _ => take_record(desk),
    }
}

/// Takes the unsaved work in a library, if it is still open.
pub(super) fn take_unsaved(root: &Place, found: Vec<UnsavedWork>, unsent: usize, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    (open.unsaved, open.unsent) = (found, unsent);
}

/// The unsaved work of a session was taken up, saved or dropped.
pub(super) fn is_settled(session: &Place, desk: &mut Desk<'_>) {
    if let Some(open) = &mut desk.model.library {
        open.unsaved.retain(|work| work.session != *session);
    }
}

/// Takes the sessions of a course, if it is still chosen.
pub(super) fn take_sessions(course: &Place, list: Result<Vec<SessionEntry>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    if open.course.as_ref() == Some(course) {
        open.sessions = listed(list, desk.screen, &desk.model.texts);
        open.unread.sessions = false;
        course::reread_of(course.parent().as_ref(), desk);
    }
}

/// The open session is one of the patient and course that are chosen: it shows what their files say.
pub(super) fn take_record(desk: &mut Desk<'_>) {
    let Some((document, open)) = desk.model.document.as_mut().zip(desk.model.library.as_ref()) else { return };
    if document.file.place().parent() == open.course {
        (document.patient, document.course) = open.chosen_record();
    }
}

/// A patient as their file says now takes the place of what was listed.
pub(super) fn put_patient(before: Option<&Place>, entry: PatientEntry, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    let roster = Arc::make_mut(&mut open.patients);
    if let Some(folder) = before {
        roster.remove(folder);
    }
    roster.put(entry, &desk.model.texts);
    // A reading that is under way may have passed there before the change.
    if desk.screen.jobs.is_running(Name::Patients) {
        reread_patients(desk);
    }
}

/// A course as its file says now takes the place of what was listed.
pub(super) fn put_course(before: Option<&Place>, entry: CourseEntry, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    open.courses.retain(|listed| listed.folder != entry.folder && Some(&listed.folder) != before);
    open.courses.push(entry);
    order_courses(&mut open.courses, desk.model.texts.chosen());
    if desk.screen.jobs.is_running(Name::Courses) {
        reread_courses(desk);
    }
}
