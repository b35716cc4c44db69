//! Closing the open session: what is asked before, and what was about it goes with it.

use crate::store::OpenSession;

use super::super::action::{Answer, Leave};
use super::super::canvas::Way;
use super::super::course::CourseView;
use super::super::dialogs::Notice;
use super::super::document::{Closing, Document};
use super::super::jobs::Name;
use super::super::panels::right::Tab;
use super::desk::Desk;

/// Closes the session; unsaved work stays in its recovery file unless it is to be lost on purpose.
pub(super) fn close_session_now(desk: &mut Desk<'_>) {
    // What was on its way was to follow what closes now.
    desk.model.opening = None;
    if desk.model.document.as_ref().is_some_and(Document::discarding) {
        discard_recovery(desk);
    }
    if let Some(document) = desk.model.document.take() {
        desk.screen.dialogs.close_about(document.id);
        desk.screen.closing.retain(Closing::is_held);
        desk.screen.closing.push(document.file.closing());
    }
    desk.model.layers.clear();
    desk.model.past = None;
    desk.model.course_view = CourseView::default();
    desk.model.heat = None;
    // What is on its way is of the patient who goes.
    desk.screen.heat_asked = None;
    desk.model.selection.clear();
    desk.model.forget_next();
    desk.screen.right.next_wrong = None;
    desk.model.settings.last.session = None;
    desk.screen.canvas.way = Way::Overlay;
    desk.screen.canvas.let_go();
    if matches!(desk.screen.right.tab, Tab::Compare | Tab::Course) {
        desk.screen.right.tab = Tab::Chart;
    }
}

/// Drops the recovery file of the open session; where a job is writing just now, after that.
pub(super) fn discard_recovery(desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    match document.file.discard_recovery() {
        Some(Ok(())) => {}
        Some(Err(why)) => desk.trouble(&why),
        None => {
            let (name, file) = (Name::Recovery(document.id), document.file.handle());
            desk.screen.jobs.start(name, move |_task| {
                let why = file.with(OpenSession::discard_recovery)?.err();
                why.map(Answer::NotDropped)
            });
        }
    }
}

/// What is asked before something is left.
pub(super) fn question(leave: &Leave, desk: &Desk<'_>) -> Option<Notice> {
    if !leave.is_asked_by_a_form() && desk.screen.dialogs.half_filled() {
        Some(Notice::HalfFilledLeave(leave.clone()))
    } else if unsaved(desk) {
        Some(Notice::Unsaved(leave.clone()))
    } else {
        None
    }
}

/// Whether closing would lose work.
pub(super) fn unsaved(desk: &Desk<'_>) -> bool {
    let document = desk.model.document.as_ref();
    document.is_some_and(|document| document.has_work() && !document.is_void_since())
}

/// What was to be lost for something that isn't done is kept after all.
pub(super) fn keeps(desk: &mut Desk<'_>) {
    if let Some(document) = &mut desk.model.document {
        document.discards = None;
    }
}
