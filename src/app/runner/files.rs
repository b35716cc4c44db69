//! Libraries, patients, courses and sessions: opening, making, saving, leaving, recovering.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::ViewportCommand;

use crate::chart::{Course, Details, Edit, Patient, Session};
use crate::store::{self, Library, StoreError};

use super::super::action::LeaveAnswer;
use super::super::dialogs::{Dialog, Leave, Notice, PathForm, PathUse, use_path};
use super::super::document::Document;
use super::super::model::{NextMark, OpenLibrary, Other};
use super::super::picker::{Asking, Picked, Question};
use super::super::screen::{Screen, Tab};
use super::Desk;

/// The user's own folder, else the present one.
pub(super) fn home() -> PathBuf {
    std::env::home_dir().or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

// ---- asking for paths

/// Asks for a path with the system's dialog.
pub(super) fn ask_path(purpose: PathUse, desk: &mut Desk<'_>) {
    let question = question(&purpose, desk);
    desk.screen.asking = Some(Asking::start(&desk.services.picker, question, purpose, desk.ctx));
}

fn question(purpose: &PathUse, desk: &Desk<'_>) -> Question {
    let (texts, settings) = (&desk.model.texts, &desk.model.settings);
    let beside_library = settings.library.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let file = desk.model.document.as_ref().map(|document| document.file.file());
    let stem = file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match purpose {
        PathUse::OpenLibrary => Question {
            title: texts.get("path-open-library"),
            folder: beside_library.unwrap_or_else(home),
            file_name: None,
        },
        PathUse::SaveCopy => Question {
            title: texts.get("path-save-copy"),
            folder: file.and_then(Path::parent).map_or_else(home, Path::to_path_buf),
            file_name: Some(format!("{stem}-copy.ron")),
        },
        PathUse::Export(_) => Question {
            title: texts.get("path-export"),
            folder: settings.export_folder.clone().unwrap_or_else(home),
            file_name: Some(format!("{stem}.png")),
        },
    }
}

/// Looks whether the system's dialog was answered; opens the program's own where there is none.
pub(in crate::app) fn answer_path(desk: &mut Desk<'_>) {
    let Some(picked) = desk.screen.asking.as_ref().and_then(Asking::poll) else { return };
    let Some(asking) = desk.screen.asking.take() else { return };
    match picked {
        Picked::Path(path) => super::carry_out(use_path(&asking.purpose, path), desk),
        Picked::Cancelled => {}
        Picked::Unavailable => {
            desk.screen.dialogs.push(Dialog::Path(PathForm::new(asking.question, asking.purpose)));
        }
    }
}

// ---- libraries

/// What a folder holds; nothing, and a dialog that says why, where it can't be read.
fn listed<T>(list: Result<Vec<T>, StoreError>, screen: &mut Screen) -> Vec<T> {
    list.unwrap_or_else(|why| {
        screen.dialogs.push(Dialog::Notice(Notice::Failed(why.to_string())));
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
fn choose_home_of(file: &Path, desk: &mut Desk<'_>) {
    let Ok(library) = Library::open(file) else { return };
    let root = library.root().to_path_buf();
    let file = std::fs::canonicalize(file).unwrap_or_else(|_unreadable| file.to_path_buf());
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

fn open_library_now(folder: &Path, desk: &mut Desk<'_>) {
    match Library::open(folder) {
        Ok(library) => take_library(library, desk),
        Err(why) => desk.fail(why.to_string()),
    }
}

/// Makes a library and opens it.
fn create_library(folder: &Path, name: &str, desk: &mut Desk<'_>) {
    match Library::create(folder, name) {
        Ok(library) => {
            desk.screen.dialogs.pop();
            take_library(library, desk);
        }
        Err(why) => desk.fail(why.to_string()),
    }
}

/// Gives the open library another name.
pub(super) fn rename_library(name: &str, desk: &mut Desk<'_>) {
    let renamed = desk.model.library.as_mut().map(|open| open.library.rename(name));
    if let Some(Err(why)) = renamed {
        desk.fail(why.to_string());
    }
}

fn take_library(library: Library, desk: &mut Desk<'_>) {
    close_session_now(desk);
    show_library(library, desk);
}

/// Lists a library's patients; an open session stays open.
fn show_library(library: Library, desk: &mut Desk<'_>) {
    let settings = &mut desk.model.settings;
    (settings.library, settings.patient, settings.course) = (Some(library.root().to_path_buf()), None, None);
    let patients = listed(library.patients(), desk.screen);
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

// ---- patients and courses

/// Chooses a patient and reads the courses.
pub(super) fn choose_patient(folder: &Path, desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    open.patient = Some(folder.to_path_buf());
    open.courses = listed(open.library.courses(folder), desk.screen);
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
    open.sessions = listed(open.library.sessions(folder), desk.screen);
    desk.model.settings.course = Some(folder.to_path_buf());
}

/// Reads the course's sessions again after one was added or saved.
fn reread_sessions(desk: &mut Desk<'_>) {
    let Some(open) = &mut desk.model.library else { return };
    if let Some(course) = &open.course {
        open.sessions = listed(open.library.sessions(course), desk.screen);
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
            open.patients = listed(open.library.patients(), desk.screen);
            let course = moved_course(open, folder, &now_in);
            choose_patient(&now_in, desk);
            if let Some(course) = course {
                choose_course(&course, desk);
            }
            reread_record(desk);
        }
        Err(why) => desk.fail(why.to_string()),
    }
}

/// The open session may belong to the patient or course that was changed.
fn reread_record(desk: &mut Desk<'_>) {
    if let Some(document) = &mut desk.model.document {
        document.reread_record();
    }
}

/// Where the chosen course lies after its patient's folder was renamed.
fn moved_course(open: &OpenLibrary, before: Option<&Path>, after: &Path) -> Option<PathBuf> {
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
            open.courses = listed(open.library.courses(&patient), desk.screen);
            choose_course(&now_in, desk);
            reread_record(desk);
        }
        Err(why) => desk.fail(why.to_string()),
    }
}

// ---- sessions

/// Adds a session to the course chosen and opens it.
fn add_session(details: Details, take_over: bool, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let Some((folder, course)) =
        open.chosen_course().and_then(|entry| Some((&entry.folder, entry.course.as_ref().ok()?)))
    else {
        return;
    };
    let mut session = Session::new((desk.services.new_id)(), details, course.body);
    if take_over {
        session.cocktails = last_cocktails(open);
    }
    desk.model.settings.clinician.clone_from(&session.details.clinician);
    match open.library.create_session(folder, &session) {
        Ok(file) => {
            let path = file.file().to_path_buf();
            drop(file);
            desk.screen.dialogs.pop();
            reread_sessions(desk);
            open_session_now(&path, desk);
        }
        Err(why) => desk.fail(why.to_string()),
    }
}

/// The cocktails of the course's last readable session, their lots included: the clinician sees and corrects them.
fn last_cocktails(open: &OpenLibrary) -> Vec<Arc<crate::chart::Cocktail>> {
    let readable = open.sessions.iter().rev().filter_map(|entry| store::load_session(&entry.file).ok());
    readable.map(|session| session.cocktails).next().unwrap_or_default()
}

/// Opens a session, asking about unsaved changes first.
pub(super) fn open_session(file: &Path, desk: &mut Desk<'_>) {
    leave_or_ask(Leave::OpenSession(file.to_path_buf()), desk);
}

/// Opens a session; the one that is open stays where the other can't be read.
fn open_session_now(file: &Path, desk: &mut Desk<'_>) {
    let same = desk.model.document.as_ref().is_some_and(|document| document.file.file() == file);
    if same {
        close_session_now(desk);
    }
    let mut opened = match store::open_session(file) {
        Ok(opened) => opened,
        Err(why) => return desk.fail(why.to_string()),
    };
    close_session_now(desk);
    let recovery = opened.recovery.as_ref().map(|recovery| recovery.modified);
    let broken = opened.broken_recovery.take().map(|broken| broken.error.to_string());
    let path = opened.file().to_path_buf();
    choose_home_of(&path, desk);
    desk.model.settings.session = Some(path);
    desk.model.document = Some(Document::new(opened));
    take_first_cocktail(desk);
    ghost_of_previous(desk);
    if let Some(modified) = recovery {
        let since = jiff::Zoned::try_from(modified).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
        let text = desk.model.texts.with("recovered-text", &[("since", since.unwrap_or_default().into())]);
        desk.screen.dialogs.push(Dialog::Notice(Notice::Recovered(text)));
    } else if let Some(why) = broken {
        desk.fail(why);
    }
}

/// The next mark names a cocktail that this session has.
fn take_first_cocktail(desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let kept = desk.model.next.cocktail.filter(|&letter| session.cocktail(letter).is_some());
    let cocktail = kept.or_else(|| session.cocktails.first().map(|cocktail| cocktail.letter));
    desk.model.next = NextMark { cocktail, ..desk.model.next.clone() };
}

fn close_session_now(desk: &mut Desk<'_>) {
    if let Some(mut document) = desk.model.document.take()
        && document.discarding
        && let Err(why) = document.file.discard_recovery()
    {
        desk.fail(why.to_string());
    }
    desk.model.other = None;
    desk.model.comparing = false;
    desk.model.selection.clear();
    desk.model.settings.session = None;
    desk.screen.canvas.side_by_side = false;
    desk.screen.canvas.let_go();
    if desk.screen.tab == Tab::Compare {
        desk.screen.tab = Tab::Chart;
    }
}

/// Takes the recovered work, or drops it.
pub(super) fn recover(take: bool, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    document.undecided = false;
    if take {
        if let Some(recovery) = &document.file.recovery {
            let session = recovery.session.clone();
            document.recover(session);
        }
    } else if let Err(why) = document.file.discard_recovery() {
        desk.fail(why.to_string());
    }
}

// ---- saving and leaving

/// Saves; `false` when it failed and a dialog says why.
fn saved(desk: &mut Desk<'_>) -> bool {
    let Some(document) = &mut desk.model.document else { return true };
    document.history.commit();
    match document.save() {
        Ok(()) => {
            let name = document.file.file().file_name().map(|name| name.to_string_lossy().into_owned());
            let text = desk.model.texts.with("said-saved", &[("file", name.unwrap_or_default().into())]);
            desk.say(text);
            reread_sessions(desk);
            true
        }
        Err(why @ StoreError::ChangedOnDisk { .. }) => {
            desk.screen.dialogs.push(Dialog::Notice(Notice::ChangedElsewhere(why.to_string())));
            false
        }
        Err(why) => {
            desk.fail(why.to_string());
            false
        }
    }
}

/// Saves the session.
pub(super) fn save(desk: &mut Desk<'_>) {
    saved(desk);
}

/// Saves though the file was changed elsewhere.
pub(super) fn save_anyway(desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    if let Err(why) = document.save_anyway() {
        desk.fail(why.to_string());
    }
    reread_sessions(desk);
}

/// Writes a copy elsewhere; the open file stays the one that is edited.
pub(super) fn save_copy(path: &Path, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    let session = Arc::clone(document.history.settled());
    let path = &path.with_extension("ron");
    match document.file.save_copy_as(&session, path) {
        Ok(()) => {
            let text = desk.model.texts.with("said-saved", &[("file", path.display().to_string().into())]);
            desk.say(text);
            reread_sessions(desk);
        }
        Err(why) => desk.fail(why.to_string()),
    }
}

/// Goes on if nothing is unsaved; else asks.
pub(in crate::app) fn leave_or_ask(leave: Leave, desk: &mut Desk<'_>) {
    let unsaved = desk.model.document.as_ref().is_some_and(|document| document.editable() && document.unsaved());
    if unsaved {
        desk.screen.dialogs.push(Dialog::Notice(Notice::Unsaved(leave)));
    } else {
        go_on(&leave, desk);
    }
}

/// Goes on with what a question about unsaved changes held up.
pub(super) fn leave(leave: &Leave, answer: LeaveAnswer, desk: &mut Desk<'_>) {
    match answer {
        LeaveAnswer::Save => {
            if !saved(desk) {
                return;
            }
        }
        LeaveAnswer::Discard => {
            // The recovery file goes only when the session really closes: what comes next may fail.
            if let Some(document) = &mut desk.model.document {
                document.discarding = true;
            }
        }
    }
    go_on(leave, desk);
    if let Some(document) = &mut desk.model.document {
        document.discarding = false;
    }
}

fn go_on(leave: &Leave, desk: &mut Desk<'_>) {
    match leave {
        Leave::OpenSession(file) => open_session_now(file, desk),
        Leave::OpenLibrary(folder) => open_library_now(folder, desk),
        Leave::CreateLibrary(folder, name) => create_library(folder, name, desk),
        Leave::AddSession(details, take_over) => add_session((**details).clone(), *take_over, desk),
        Leave::CloseSession => close_session_now(desk),
        Leave::Quit => {
            if desk.model.document.as_ref().is_some_and(|document| document.discarding) {
                close_session_keeping_place(desk);
            }
            desk.screen.may_close = true;
            desk.ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

/// Closes the session as the program ends; it is opened again at the next start.
fn close_session_keeping_place(desk: &mut Desk<'_>) {
    let session = desk.model.settings.session.clone();
    close_session_now(desk);
    desk.model.settings.session = session;
}

/// Changes the open session's title, date, clinician and notes.
pub(super) fn set_details(details: Details, desk: &mut Desk<'_>) {
    desk.screen.dialogs.pop();
    desk.model.settings.clinician.clone_from(&details.clinician);
    super::editing::edit(&Edit::SetDetails(details), desk);
}

/// Writes the recovery file when a change has rested.
pub(in crate::app) fn autosave(desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    let Some(document) = &mut desk.model.document else { return };
    match document.autosave(now_s) {
        Ok(Some(wait)) => desk.ctx.request_repaint_after(wait),
        Ok(None) => {}
        Err(why) => {
            let text = desk.model.texts.with("autosave-failed", &[("why", why.to_string().into())]);
            desk.say(text);
            desk.ctx.request_repaint_after(std::time::Duration::from_secs(11));
        }
    }
}

// ---- the other session

/// Compares the open session with another of its course, or stops comparing.
pub(super) fn compare_with(file: Option<PathBuf>, desk: &mut Desk<'_>) {
    let Some(file) = file else {
        desk.screen.canvas.side_by_side = false;
        desk.screen.tab = Tab::Chart;
        desk.model.other = None;
        ghost_of_previous(desk);
        return;
    };
    if !read_other(&file, desk) {
        return;
    }
    if desk.model.other.is_none() {
        return desk.fail(desk.model.texts.get("compare-impossible"));
    }
    desk.screen.tab = Tab::Compare;
    desk.model.comparing = true;
}

/// Reads a session to be seen against the open one; one on another body isn't taken, as its places mean nothing here.
fn read_other(file: &Path, desk: &mut Desk<'_>) -> bool {
    let Some(open) = desk.model.session() else { return false };
    match store::load_session(file) {
        Ok(session) => {
            let earlier = session.details.started <= open.details.started;
            let comparable = session.body == open.body;
            let other = Other { file: file.to_path_buf(), session: Arc::new(session), earlier };
            desk.model.other = comparable.then_some(other);
            true
        }
        Err(why) => {
            desk.fail(why.to_string());
            false
        }
    }
}

/// The previous session of the course lies under the chart as a ghost.
fn ghost_of_previous(desk: &mut Desk<'_>) {
    let previous = desk.model.document.as_ref().zip(desk.model.library.as_ref());
    let previous = previous.and_then(|(document, open)| open.session_before(document.file.file()));
    desk.model.comparing = false;
    if let Some(file) = previous.map(Path::to_path_buf) {
        read_other(&file, desk);
    }
}
