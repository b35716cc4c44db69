//! Sessions: adding, opening, recovering, changing their heads.

use std::path::{Path, PathBuf};

use crate::advice::store_error_text;
use crate::chart::{Details, Edit, Session};
use crate::store;

use super::super::action::TakeOver;
use super::super::dialogs::{Dialog, Notice};
use super::super::document::Document;
use super::super::model::{NextMark, OpenLibrary};
use super::closing::close_session_now;
use super::desk::Desk;
use super::library::{choose_course, choose_home_of, choose_patient, is_settled, open_library_now, reread_sessions};
use super::{editing, views};

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

/// Adds a session to the course in a folder and opens it.
pub(super) fn add_session(folder: &Path, details: Details, take_over: TakeOver, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let chosen = open.chosen_course().filter(|entry| entry.folder == folder);
    let Some(course) = chosen.and_then(|entry| entry.course.as_ref().ok()) else { return };
    let mut session = Session::new((desk.services.new_id)(), details, course.body);
    let last = if take_over == TakeOver::default() { None } else { last_session(open) };
    if let Some(last) = last.as_ref().filter(|_| take_over.cocktails) {
        session.cocktails.clone_from(&last.cocktails);
    }
    desk.model.settings.clinician.clone_from(&session.details.clinician);
    match open.library.create_session(folder, &session) {
        Ok(file) => {
            let path = file.file().to_path_buf();
            drop(file);
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Session(_)));
            reread_sessions(desk);
            open_session_now(&path, desk);
            if let Some(last) = last.filter(|_| take_over.next_mark) {
                desk.model.next_as_in(&last);
            }
        }
        Err(why) => desk.trouble(&why),
    }
}

/// The next mark is given what the marks of the session before were last given; its cocktail is one of this session.
pub(super) fn next_as_last_session(desk: &mut Desk<'_>) {
    let before = desk.model.layers.ghosts().last().map(|ghost| ghost.session.clone());
    if let Some(before) = before {
        desk.model.next_as_in(&before);
    }
}

/// The course's last readable session. What is taken over from it, lots included, the clinician sees and corrects.
pub(super) fn last_session(open: &OpenLibrary) -> Option<Session> {
    open.sessions.iter().rev().find_map(|entry| store::load_session(&entry.file).ok())
}

/// Opens a session; the one that is open stays where the other can't be read.
pub(super) fn open_session_now(file: &Path, desk: &mut Desk<'_>) {
    let same = desk.model.document.as_ref().is_some_and(|document| document.file.file() == file);
    if same {
        close_session_now(desk);
    }
    let mut opened = match store::open_session(file) {
        Ok(opened) => opened,
        Err(why) => return desk.trouble(&why),
    };
    close_session_now(desk);
    let recovery = opened.recovery.as_ref().map(|recovery| recovery.modified);
    let broken = opened.broken_recovery.take().map(|broken| store_error_text(&broken.error, &desk.model.texts));
    let path = opened.file().to_path_buf();
    choose_home_of(&path, desk);
    desk.model.settings.session = Some(path);
    let record = desk.model.library.as_ref().map(OpenLibrary::chosen_record).unwrap_or_default();
    desk.model.document = Some(Document::new(opened, record));
    take_first_cocktail(desk);
    views::open_on_most_marks(desk);
    if let Some(modified) = recovery {
        let since = jiff::Zoned::try_from(modified).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
        let text = desk.model.texts.with("recovered-text", &[("since", since.unwrap_or_default().into())]);
        desk.show(Dialog::Notice(Notice::Recovered(text)));
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

/// Takes the recovered work, or drops it.
pub(super) fn recover(take: bool, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    document.undecided = false;
    let path = document.file.file().to_path_buf();
    if take {
        if let Some(recovery) = document.file.recovery.take() {
            document.recover(recovery.session);
        }
    } else if let Err(why) = document.file.discard_recovery() {
        desk.trouble(&why);
    }
    is_settled(&path, desk);
}

/// Changes the open session's title, date, clinician and notes.
pub(super) fn set_details(details: Details, desk: &mut Desk<'_>) {
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Session(_)));
    desk.model.settings.clinician.clone_from(&details.clinician);
    editing::edit(&Edit::SetDetails(details), desk);
}
