//! Marks copied, cut, and put into the open session.

use crate::chart::{Edit, EditKind, carried_over};

use super::super::clipboard::Clipboard;
use super::super::words::session_text;
use super::desk::Desk;
use super::editing;

/// Copies the selected marks.
pub(super) fn copy(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (marks, details) = (desk.model.selection.clone(), &document.history.session().details);
    let session = session_text(&details.title, details.started);
    let text = desk.model.texts.with("said-copied", &[("count", marks.len().into()), ("session", session.into())]);
    desk.model.clipboard = Some(Clipboard::of(document, marks, text.clone()));
    desk.ctx.copy_text(text.clone());
    desk.say(text);
}

/// Copies the selected marks and takes them out; in mirror mode their mirror images go along.
pub(super) fn cut(desk: &mut Desk<'_>) {
    copy(desk);
    if !editing::edit(&Edit::Remove(desk.model.selection.clone()), desk) {
        return;
    }
    let (clipboard, after) = (desk.model.clipboard.take(), desk.model.session());
    desk.model.clipboard = clipboard.zip(after).map(|(clipboard, after)| clipboard.with_gone(after));
}

/// Puts the copied marks into the open session, with the cocktails that they name, and selects them.
pub(super) fn paste(desk: &mut Desk<'_>) {
    let (Some(clipboard), Some(document)) = (&desk.model.clipboard, &desk.model.document) else { return };
    if !clipboard.may_go_into(document) {
        return desk.say(desk.model.texts.get("paste-other-patient"));
    }
    let now = document.history.session();
    let (details, last_before) = (&clipboard.session.details, now.last_number());
    let edit = carried_over(&clipboard.session, now, |mark| clipboard.marks.contains(&mark.id));
    let session = session_text(&details.title, details.started);
    let Some(edit) = edit else {
        return desk.say(desk.model.texts.with("take-over-nothing", &[("session", session.into())]));
    };
    let count = edit.name().marks;
    if editing::edit(&edit, desk) {
        let marks = desk.model.session().into_iter().flat_map(|session| &session.marks);
        desk.model.selection = marks.map(|mark| mark.id).filter(|id| id.0 > last_before).collect();
        let places = [("count", count.into()), ("session", session.into())];
        let said = match edit.name().kind {
            EditKind::CarryOver => desk.model.texts.with("said-taken-over", &places),
            _ => desk.model.texts.with("said-pasted", &places[..1]),
        };
        desk.say(said);
    }
}
