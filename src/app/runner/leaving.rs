//! Leaving what is open for something else: asking about what would be lost, and going on once that is answered.

use eframe::egui::ViewportCommand;

use crate::chart::Details;
use crate::store::Place;

use super::super::action::{Leave, LeaveAnswer, TakeOver};
use super::super::dialogs::{Dialog, Notice};
use super::super::document::Document;
use super::super::settings::Remembered;
use super::closing::{close_session_now, keeps, question, unsaved};
use super::desk::Desk;
use super::{library, opening, saving, sessions, signing, voiding};

/// Goes on if nothing would be lost; else asks.
pub(super) fn leave_or_ask(leave: Leave, desk: &mut Desk<'_>) {
    keeps(desk);
    go_on_or_ask(leave, desk);
}

/// As [`leave_or_ask`], where what goes on was asked about already.
pub(super) fn go_on_or_ask(leave: Leave, desk: &mut Desk<'_>) {
    match question(&leave, desk) {
        Some(question) => desk.show(Dialog::Notice(question)),
        None => go_on(leave, desk),
    }
}

/// Chooses another patient or course, which leaves the open chart; the one that is chosen stays as it is.
pub(super) fn choose(leave: Leave, desk: &mut Desk<'_>) {
    let chosen = desk.model.library.as_ref().is_some_and(|open| match &leave {
        Leave::ChoosePatient(folder) => open.patient.as_ref() == Some(folder),
        Leave::ChooseCourse(folder) => open.course.as_ref() == Some(folder),
        _ => false,
    });
    if !chosen {
        leave_or_ask(leave, desk);
    }
}

/// Leaves what is open for a new session in a course's folder.
pub(super) fn for_new_session(course: Place, details: Details, take_over: TakeOver, desk: &mut Desk<'_>) {
    leave_or_ask(Leave::AddSession(course, Box::new(details), take_over), desk);
}

/// Drops what was typed into forms, and goes on.
pub(super) fn without_forms(leave: Leave, desk: &mut Desk<'_>) {
    desk.screen.dialogs.clear();
    leave_or_ask(leave, desk);
}

/// Goes on with what a question about unsaved changes held up.
pub(super) fn leave(leave: Leave, answer: LeaveAnswer, desk: &mut Desk<'_>) {
    match answer {
        LeaveAnswer::Save => saving::start(Some(leave), desk),
        LeaveAnswer::Discard => {
            // The recovery file goes only when the session really closes: what comes next may fail.
            if let Some(document) = &mut desk.model.document {
                document.history.commit();
                document.discards = Some(document.history.settled_revision());
            }
            go_on(leave, desk);
        }
    }
}

fn go_on(leave: Leave, desk: &mut Desk<'_>) {
    saving::keep_void_now(desk);
    match leave {
        Leave::OpenSession(file) => opening::session(&file, desk),
        Leave::Amend(record, reason) => opening::to_amend(&record, reason, desk),
        Leave::AskSign(record) => signing::ask_saved(&record, desk),
        Leave::AskVoid(folder) => voiding::ask(&folder, desk),
        Leave::OpenLibrary(folder) => opening::library(&folder, Remembered::default(), desk),
        Leave::CreateLibrary(wanted) => opening::new_library(wanted, desk),
        Leave::ChoosePatient(folder) => {
            close_session_now(desk);
            library::choose_patient(&folder, desk);
        }
        Leave::ChooseCourse(folder) => {
            close_session_now(desk);
            library::choose_course(&folder, desk);
        }
        Leave::AddSession(course, details, take_over) => sessions::add_session(&course, *details, take_over, desk),
        Leave::CloseSession => close_session_now(desk),
        Leave::Quit => close_after_jobs(desk),
    }
}

/// The window is to close: it does where nothing would be lost; else it stays, comes up, and asks or waits.
pub(in crate::app) fn wish_to_close(desk: &mut Desk<'_>) {
    if desk.screen.may_close {
        return;
    }
    super::drafting::accept(desk);
    saving::keep_void_now(desk);
    let nothing_lost = !desk.screen.dialogs.half_filled() && !unsaved(desk);
    if nothing_lost && desk.screen.jobs.missed_if_closed().is_empty() {
        return;
    }
    desk.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
    leave_or_ask(Leave::Quit, desk);
    if !desk.screen.may_close {
        // A question that nobody sees is no question.
        desk.ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        desk.ctx.send_viewport_cmd(ViewportCommand::Focus);
        desk.ctx.request_repaint();
    }
}

/// The system told the program to end: nobody answers questions any more. What isn't saved is kept as work in progress, and
/// offered at the next start.
pub(in crate::app) fn end_now(desk: &mut Desk<'_>) {
    if desk.screen.may_close {
        return;
    }
    saving::keep_now(desk);
    desk.screen.may_close = true;
    desk.ctx.send_viewport_cmd(ViewportCommand::Close);
}

fn close_after_jobs(desk: &mut Desk<'_>) {
    desk.screen.closes_after_jobs = true;
    if !desk.screen.jobs.missed_if_closed().is_empty() {
        desk.show(Dialog::Notice(Notice::Finishing));
    }
    close_when_done(desk);
}

/// Closes the window that is to close once the jobs that would be missed are done.
pub(in crate::app) fn close_when_done(desk: &mut Desk<'_>) {
    if desk.screen.closes_after_jobs && desk.screen.jobs.missed_if_closed().is_empty() {
        close_now(desk);
    }
}

/// Closes the window; the session is opened again at the next start.
pub(super) fn close_now(desk: &mut Desk<'_>) {
    desk.screen.closes_after_jobs = false;
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Notice(Notice::Finishing)));
    if desk.model.document.as_ref().is_some_and(Document::discarding) {
        let session = desk.model.settings.last.session.clone();
        close_session_now(desk);
        desk.model.settings.last.session = session;
    }
    desk.screen.may_close = true;
    desk.ctx.send_viewport_cmd(ViewportCommand::Close);
}
