//! Marks copied, cut, and put into the open session.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::{Edit, EditKind, MarkId, Session, carried_over};

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
    let (session, marks) = (Arc::clone(&clipboard.session), clipboard.marks.clone());
    let last_before = document.history.session().last_number();
    if put_in(&session, &marks, desk) {
        let all = desk.model.session().into_iter().flat_map(|session| &session.marks);
        desk.model.selection = all.map(|mark| mark.id).filter(|id| id.0 > last_before).collect();
    }
}

/// Puts marks of a session of the same patient into the open one, with the cocktails that they name; `false` where nothing is
/// put in, which is said.
pub(super) fn put_in(from: &Session, marks: &BTreeSet<MarkId>, desk: &mut Desk<'_>) -> bool {
    let Some(now) = desk.model.session() else { return false };
    let edit = carried_over(from, now, |mark| marks.contains(&mark.id));
    let session = session_text(&from.details.title, from.details.started);
    let Some(edit) = edit else {
        desk.say(desk.model.texts.with("take-over-nothing", &[("session", session.into())]));
        return false;
    };
    if !editing::edit(&edit, desk) {
        return false;
    }
    let name = edit.name();
    let places = [("count", name.marks.into()), ("session", session.into())];
    desk.say(match name.kind {
        EditKind::CarryOver => desk.model.texts.with("said-taken-over", &places),
        _ => desk.model.texts.with("said-pasted", &places[..1]),
    });
    true
}
