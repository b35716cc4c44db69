//! The states of the open session's record: listed, brought back, and, where two grew from one, merged.

use std::sync::Arc;

use crate::advice::reason_text;
use crate::chart::{Edit, Session};
use crate::compare::Fork;
use crate::store::{OpenSession, Place, Reason, Saved, StoreError, load_session, record_place};
use crate::text::Texts;

use super::super::action::{Answer, Leave};
use super::super::dialogs::{Dialog, MergeForm, RevisionsView};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::reading::{ForkRead, RevisionRow, revisions};
use super::desk::Desk;
use super::{editing, saving};

/// Has the states of the open session's record read.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, record, open) = (document.id, document.file.place().clone(), document.file.state().cloned());
    desk.screen
        .jobs
        .start(Name::Revisions, move |_task| Some(Answer::Revisions(id, revisions(&record, open.as_ref()))));
}

/// Shows the states that were read.
pub(super) fn show(document: DocId, read: Result<Vec<RevisionRow>, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    match read {
        Ok(rows) => desk.show(Dialog::Revisions(RevisionsView::new(rows))),
        Err(why) => desk.trouble(&why),
    }
}

/// Has a state brought back: as an edit that can be undone, and saved, where the session can be changed; else as a new state
/// that grew from all that there are.
pub(super) fn restore(state: Place, desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, record, is_editable) = (document.id, document.file.place().clone(), document.editable());
    if record_place(&state) != record {
        return;
    }
    let note = desk.note(Reason::Restore);
    desk.screen.jobs.start(Name::Restore, move |_task| {
        let read = load_session(&state).map(Arc::new);
        let settled = match &read {
            Ok(session) if !is_editable => Some(OpenSession::restore(&record, session, &note)),
            _ => None,
        };
        Some(match settled {
            Some(done) => Answer::Merged(record, done),
            None => Answer::Restored(id, read),
        })
    });
}

/// Takes a state that was read to be brought back.
pub(super) fn restored(document: DocId, read: Result<Arc<Session>, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return desk.say(desk.model.texts.get("said-not-open"));
    }
    match read {
        Ok(session) => {
            if editing::edit(&Edit::Restore(session), desk) {
                saving::start_because(Reason::Restore, None, desk);
            }
        }
        Err(why) => desk.trouble(&why),
    }
}

/// Has the two states that the record of the open session ends in read, to be merged.
pub(super) fn ask_merge(states: Vec<Place>, desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, record, texts) = (document.id, document.file.place().clone(), Arc::clone(&desk.model.texts));
    desk.screen.jobs.start(Name::Revisions, move |_task| {
        let read = revisions(&record, None).and_then(|rows| fork(&record, &rows, &states, &texts));
        Some(Answer::Fork(id, read.map(Box::new)))
    });
}

fn fork(record: &Place, rows: &[RevisionRow], states: &[Place], texts: &Texts) -> Result<ForkRead, StoreError> {
    let missing = || StoreError::NotFound { file: record.shown() };
    let row = |place: &Place| rows.iter().find(|row| row.state.place == *place).ok_or_else(missing);
    let [one, other] = states else { return Err(missing()) };
    let pair = [row(one)?, row(other)?];
    let read = |row: &RevisionRow| row.read.clone();
    let names = pair.map(|row| name(row, texts));
    let base = common(rows, pair).and_then(|row| row.read.clone().ok());
    let fork = Fork::of(base, [read(pair[0])?, read(pair[1])?]);
    Ok(ForkRead { record: record.clone(), names, fork })
}

fn name(row: &RevisionRow, texts: &Texts) -> String {
    let number = row.state.name.trim_end_matches(".ron").to_owned();
    let Some(note) = row.state.note() else { return number };
    let places = [
        ("number", number.into()),
        ("at", note.at.short().into()),
        ("author", note.author.clone().into()),
        ("why", reason_text(note.why, texts).into()),
    ];
    texts.with("merge-state", &places)
}

/// The newest state that both grew from.
fn common<'a>(rows: &'a [RevisionRow], pair: [&'a RevisionRow; 2]) -> Option<&'a RevisionRow> {
    let [one, other] = pair.map(|row| ancestors(rows, row));
    one.into_iter().find(|name| other.contains(name)).and_then(|name| rows.iter().find(|row| row.state.name == name))
}

/// The names of the states that one grew from, the nearest first.
fn ancestors(rows: &[RevisionRow], of: &RevisionRow) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = of.parents();
    while let Some(name) = next.first().cloned() {
        next.remove(0);
        if !found.contains(&name) {
            next.extend(rows.iter().find(|row| row.state.name == name).map(RevisionRow::parents).unwrap_or_default());
            found.push(name);
        }
    }
    found
}

/// Shows the form by which a fork is merged.
pub(super) fn show_merge(document: DocId, read: Result<Box<ForkRead>, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    match read {
        Ok(read) => desk.show(Dialog::Merge(Box::new(MergeForm::new(*read)))),
        Err(why) => desk.trouble(&why),
    }
}

/// Has a merged state saved, which grew from all that the record ends in.
pub(super) fn merge(record: Place, session: Arc<Session>, desk: &mut Desk<'_>) {
    let note = desk.note(Reason::Merge);
    desk.screen.jobs.start(Name::Restore, move |_task| {
        let done = OpenSession::merge(&record, &session, &note);
        Some(Answer::Merged(record, done))
    });
}

/// A merged state was saved, or not; returns the wish to open the record anew, if it is what is shown.
pub(super) fn merged(record: Place, done: Result<Saved, StoreError>, desk: &mut Desk<'_>) -> Option<Leave> {
    match done {
        Ok(saved) => {
            let texts = &desk.model.texts;
            desk.say(texts.with("said-merged", &[("number", saved.number.into())]));
            super::library::reread_sessions(desk);
            let is_shown = desk.model.document.as_ref().is_some_and(|document| *document.file.place() == record);
            is_shown.then_some(Leave::OpenSession(record))
        }
        Err(why) => {
            desk.trouble(&why);
            None
        }
    }
}
