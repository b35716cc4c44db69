//! Saving, leaving what is unsaved, and the recovery file.

use std::path::Path;

use eframe::egui::ViewportCommand;

use crate::advice::store_error_text;
use crate::chart::Session;
use crate::store::StoreError;

use super::super::action::LeaveAnswer;
use super::super::dialogs::{Dialog, Leave, Notice};
use super::Desk;
use super::library::{create_library, open_library_now, reread_sessions};
use super::sessions::{add_session, close_session_now, open_session_now};

/// Saves; `false` when it failed and a dialog says why.
pub(super) fn saved(desk: &mut Desk<'_>) -> bool {
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
            desk.screen
                .dialogs
                .push(Dialog::Notice(Notice::ChangedElsewhere(store_error_text(&why, &desk.model.texts))));
            false
        }
        Err(why) => {
            desk.trouble(&why);
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
        desk.trouble(&why);
    }
    reread_sessions(desk);
}

/// Writes a copy elsewhere; the open file stays the one that is edited. A copy in the library is a session of its own
/// there; anywhere else it is the same record.
pub(super) fn save_copy(path: &Path, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    let mut session = Session::clone(document.history.settled());
    let path = &path.with_extension("ron");
    let library = desk.model.library.as_ref();
    if library.is_some_and(|open| path.parent().is_some_and(|folder| open.library.holds(folder))) {
        session.id = (desk.services.new_id)();
    }
    match document.file.save_copy_as(&session, path) {
        Ok(()) => {
            let text = desk.model.texts.with("said-saved", &[("file", path.display().to_string().into())]);
            desk.say(text);
            reread_sessions(desk);
        }
        Err(why) => desk.trouble(&why),
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

pub(super) fn go_on(leave: &Leave, desk: &mut Desk<'_>) {
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

/// Drops what was typed into forms; the window's wish to close is then asked for again.
pub(super) fn quit_without_forms(desk: &mut Desk<'_>) {
    desk.screen.dialogs.clear();
    desk.ctx.send_viewport_cmd(ViewportCommand::Close);
}

/// Closes the session as the program ends; it is opened again at the next start.
pub(super) fn close_session_keeping_place(desk: &mut Desk<'_>) {
    let session = desk.model.settings.session.clone();
    close_session_now(desk);
    desk.model.settings.session = session;
}

/// Writes the recovery file when a change has rested.
pub(in crate::app) fn autosave(desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    let Some(document) = &mut desk.model.document else { return };
    match document.autosave(now_s) {
        Ok(Some(wait)) => desk.ctx.request_repaint_after(wait),
        Ok(None) => {}
        Err(why) => {
            let text =
                desk.model.texts.with("autosave-failed", &[("why", store_error_text(&why, &desk.model.texts).into())]);
            desk.say(text);
            desk.ctx.request_repaint_after(std::time::Duration::from_secs(11));
        }
    }
}
