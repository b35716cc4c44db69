//! Sessions: adding, opening, closing, recovering, and seeing one against another.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::store_error_text;
use crate::chart::{Details, Edit, Session};
use crate::store;

use super::super::dialogs::{Dialog, Leave, Notice, TakeOver};
use super::super::document::Document;
use super::super::model::{NextMark, OpenLibrary, Other};
use super::super::screen::Tab;
use super::library::{choose_home_of, reread_sessions};
use super::saving::leave_or_ask;
use super::{Desk, editing};

/// Adds a session to the course chosen and opens it.
pub(super) fn add_session(details: Details, take_over: TakeOver, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let Some((folder, course)) =
        open.chosen_course().and_then(|entry| Some((&entry.folder, entry.course.as_ref().ok()?)))
    else {
        return;
    };
    let mut session = Session::new((desk.services.new_id)(), details, course.body);
    if take_over.cocktails {
        session.cocktails = last_session(open).map(|last| last.cocktails).unwrap_or_default();
    }
    desk.model.settings.clinician.clone_from(&session.details.clinician);
    match open.library.create_session(folder, &session) {
        Ok(file) => {
            let path = file.file().to_path_buf();
            drop(file);
            desk.screen.dialogs.pop();
            reread_sessions(desk);
            open_session_now(&path, desk);
            if take_over.next_mark {
                next_as_last_session(desk);
            }
        }
        Err(why) => desk.trouble(&why),
    }
}

/// The next mark is given what the marks of the session before were last given; its cocktail is one of this session.
pub(super) fn next_as_last_session(desk: &mut Desk<'_>) {
    let before = desk.model.document.as_ref().zip(desk.model.library.as_ref());
    let before = before.and_then(|(document, open)| open.session_before(document.file.file()));
    let Some(before) = before.and_then(|file| store::load_session(file).ok()) else { return };
    desk.model.next_as_in(&before);
}

/// The course's last readable session. What is taken over from it, lots included, the clinician sees and corrects.
pub(super) fn last_session(open: &OpenLibrary) -> Option<Session> {
    open.sessions.iter().rev().find_map(|entry| store::load_session(&entry.file).ok())
}

/// Opens a session, asking about unsaved changes first.
pub(super) fn open_session(file: &Path, desk: &mut Desk<'_>) {
    leave_or_ask(Leave::OpenSession(file.to_path_buf()), desk);
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
pub(super) fn take_first_cocktail(desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let kept = desk.model.next.cocktail.filter(|&letter| session.cocktail(letter).is_some());
    let cocktail = kept.or_else(|| session.cocktails.first().map(|cocktail| cocktail.letter));
    desk.model.next = NextMark { cocktail, ..desk.model.next.clone() };
}

pub(super) fn close_session_now(desk: &mut Desk<'_>) {
    if let Some(mut document) = desk.model.document.take()
        && document.discarding
        && let Err(why) = document.file.discard_recovery()
    {
        desk.trouble(&why);
    }
    desk.model.other = None;
    desk.model.comparing = false;
    desk.model.selection.clear();
    desk.model.forget_next();
    desk.screen.next_wrong = None;
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
        desk.trouble(&why);
    }
}

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
pub(super) fn read_other(file: &Path, desk: &mut Desk<'_>) -> bool {
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
            desk.trouble(&why);
            false
        }
    }
}

/// The previous session of the course lies under the chart as a ghost.
pub(super) fn ghost_of_previous(desk: &mut Desk<'_>) {
    let previous = desk.model.document.as_ref().zip(desk.model.library.as_ref());
    let previous = previous.and_then(|(document, open)| open.session_before(document.file.file()));
    desk.model.comparing = false;
    if let Some(file) = previous.map(Path::to_path_buf) {
        read_other(&file, desk);
    }
}

/// Changes the open session's title, date, clinician and notes.
pub(super) fn set_details(details: Details, desk: &mut Desk<'_>) {
    desk.screen.dialogs.pop();
    desk.model.settings.clinician.clone_from(&details.clinician);
    editing::edit(&Edit::SetDetails(details), desk);
}
