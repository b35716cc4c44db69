//! What of the open library lies nowhere but in this page's private files, counted by a job.

use crate::store::{Place, Unexported, not_exported};

use super::super::action::Answer;
use super::super::jobs::Name;
use super::desk::Desk;

/// Has counted what lies nowhere but in this page's private files; on a desktop folders are copied as everything else.
pub(super) fn count(desk: &mut Desk<'_>) {
    let Some(open) = desk.model.library.as_ref().filter(|_| desk.model.is_a_page) else { return };
    let library = open.library.clone();
    desk.screen.jobs.start(Name::Unexported, move |_task| {
        // What can't be counted is told by those who read it.
        let found = not_exported(&library).ok().flatten();
        Some(Answer::Unexported(library.root().clone(), found))
    });
}

/// Takes the count of a library, if it is still open.
pub(super) fn counted(root: &Place, found: Option<Unexported>, desk: &mut Desk<'_>) {
    if let Some(open) = desk.library_at(root) {
        open.unexported = found;
    }
}
