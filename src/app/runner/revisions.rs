//! The states of a record: listed, brought back, and, where several grew from one, merged.

use std::sync::Arc;

use crate::advice::{changes_text, reason_text, store_error_text};
use crate::chart::{Content, Edit, Rejoin, Session};
use crate::compare::{Fork, StateChanges};
use crate::store::{
    self, Ends, Holds, Library, Lineage, Note, Place, Reason, Saved, StoreError, Unwritable, heads_of, load_session,
};
use crate::text::Texts;

use super::super::action::{Answer, Leave};
use super::super::command::Command;
use super::super::dialogs::{Dialog, MergeForm, RejoinForm, RevisionsView, part_changes};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::reading::{ForkKind, ForkRead, RevisionRow, Revisions, Standing, revisions};
use super::desk::Desk;
use super::{editing, formulary, library, saving, techniques};

/// Has the states of the open session's record read.
pub(super) fn ask(desk: &mut Desk<'_>) {
    if let Some(record) = desk.model.document.as_ref().map(|document| document.file.place().clone()) {
        ask_of(record, desk);
    }
}

/// Has the states of a record read that a command names: of the patient or course chosen, or the clinic's own.
pub(super) fn ask_by(command: Command, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let record = match command {
        Command::PatientRevisions => open.patient.as_ref().map(|folder| heads_of(folder)[0].clone()),
        Command::CourseRevisions => open.course.as_ref().map(|folder| heads_of(folder)[1].clone()),
        Command::FormularyRevisions => Some(open.library.formulary_record()),
        _ => Some(open.library.techniques_record()),
    };
    if let Some(record) = record {
        ask_of(record, desk);
    }
}

/// Has the states of a record read.
pub(super) fn ask_of(record: Place, desk: &mut Desk<'_>) {
    let open = desk.model.document.as_ref().and_then(|document| document.file.state().cloned());
    let (asked, texts) = (desk.model.standing(), Arc::clone(&desk.model.texts));
    desk.screen.jobs.start(Name::Revisions, move |_task| {
        let read = revisions(&record, open.as_ref(), |before, after| words(before, after, &texts));
        Some(Answer::Revisions(record, asked, read))
    });
}

/// What one state has otherwise than another.
fn words(before: &Holds, after: &Holds, texts: &Texts) -> String {
    match (before, after) {
        (Holds::Session(before), Holds::Session(after)) => changes_text(&StateChanges::between(before, after), texts),
        (Holds::Other(before), Holds::Other(after)) => part_changes(before, after, texts),
        _ => String::new(),
    }
}

/// Shows the states that were read, unless another session or library was opened since.
pub(super) fn show(record: &Place, asked: &Standing, read: Result<Revisions, StoreError>, desk: &mut Desk<'_>) {
    if desk.model.went_on(asked) {
        return;
    }
    let open = desk.model.document.as_ref().is_some_and(|document| document.file.place() == record);
    match read {
        Ok(read) => desk.show(Dialog::Revisions(RevisionsView::new(read, open))),
        Err(why) => desk.trouble(&why),
    }
}

/// Has a state brought back: as an edit that can be undone, and saved, where it is the open session's, which can be changed;
/// else as a new state that grew from all that the record ended in.
pub(super) fn restore(ends: Ends, state: Place, desk: &mut Desk<'_>) {
    let document = desk.model.document.as_ref().filter(|document| document.file.place() == ends.record());
    if let Some(id) = document.filter(|document| document.editable()).map(|document| document.id) {
        desk.screen
            .jobs
            .start(Name::Restore, move |_task| Some(Answer::Restored(id, load_session(&state).map(Arc::new))));
        return;
    }
    let note = desk.note(Reason::Restore);
    desk.screen.jobs.start(Name::Restore, move |_task| {
        let done = bring_back(&ends, &state, &note);
        Some(Answer::Merged(ends.record().clone(), done))
    });
}

fn bring_back(ends: &Ends, state: &Place, note: &Note) -> Result<Saved, StoreError> {
    let lineage = Lineage::of(ends.record())?;
    let known = lineage.states().iter().find(|known| known.place == *state);
    let known = known.ok_or_else(|| StoreError::NotFound { file: state.shown() })?;
    store::save_upon(ends, &lineage.holds(known)?.0, note)
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

/// Has the states that a record ends in read, to be merged.
pub(super) fn ask_merge(record: Place, desk: &mut Desk<'_>) {
    let (asked, texts) = (desk.model.standing(), Arc::clone(&desk.model.texts));
    desk.screen.jobs.start(Name::Revisions, move |_task| {
        let read = revisions(&record, None, |_, _| String::new()).and_then(|read| fork(&record, &read, &texts));
        Some(Answer::Fork(record, asked, read.map(Box::new)))
    });
}

fn fork(record: &Place, Revisions { ends, rows }: &Revisions, texts: &Texts) -> Result<ForkRead, StoreError> {
    let file = || record.shown();
    let mut heads: Vec<&RevisionRow> = rows.iter().filter(|row| row.state.is_head && row.read.is_ok()).collect();
    let broken: Vec<&RevisionRow> = rows.iter().filter(|row| row.state.is_head && row.read.is_err()).collect();
    if heads.len() < 2 {
        let why = broken.first().and_then(|row| row.read.as_ref().err().cloned());
        return Err(why.unwrap_or_else(|| StoreError::Superseded { file: file() }));
    }
    // Marks are merged two by two: what is left is a fork still.
    if matches!(heads[0].read, Ok(Holds::Session(_))) {
        heads.truncate(2);
    }
    let before = common(rows, &heads).and_then(|row| row.read.as_ref().ok());
    let kind = kind(before, &heads);
    let kind = kind.ok_or_else(|| StoreError::Unsavable { file: file(), why: Unwritable::OtherRecord })?;
    let names = heads.iter().map(|row| name(row, texts)).collect();
    let meant = |name: &str| heads.iter().chain(&broken).any(|row| row.state.name == name);
    let broken = broken.iter().filter_map(|row| Some(store_error_text(row.read.as_ref().err()?, texts))).collect();
    Ok(ForkRead { ends: ends.only(meant), names, broken, kind })
}

/// What they hold; `None` where they are no states of one record.
fn kind(before: Option<&Holds>, heads: &[&RevisionRow]) -> Option<ForkKind> {
    let held: Vec<&Holds> = heads.iter().filter_map(|row| row.read.as_ref().ok()).collect();
    if let [Holds::Session(one), Holds::Session(other)] = held[..] {
        let before =
            before.and_then(|before| if let Holds::Session(it) = before { Some(Arc::clone(it)) } else { None });
        return Some(ForkKind::Session(Fork::of(before, [Arc::clone(one), Arc::clone(other)])));
    }
    let content = |holds: &Holds| if let Holds::Other(content) = holds { Some(Content::clone(content)) } else { None };
    let states = held.into_iter().map(content).collect::<Option<Vec<_>>>()?;
    Rejoin::of(before.and_then(content), states).map(ForkKind::Other)
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
    if note.author.is_empty() {
        texts.with("merge-state-by-nobody", &places)
    } else {
        texts.with("merge-state", &places)
    }
}

/// The newest state that all grew from.
fn common<'a>(rows: &'a [RevisionRow], of: &[&RevisionRow]) -> Option<&'a RevisionRow> {
    let [first, others @ ..] = of else { return None };
    let others: Vec<Vec<String>> = others.iter().map(|row| ancestors(rows, row)).collect();
    let mut shared = ancestors(rows, first).into_iter().filter(|name| others.iter().all(|other| other.contains(name)));
    let name = shared.next()?;
    rows.iter().find(|row| row.state.name == name)
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
pub(super) fn show_merge(
    record: &Place,
    asked: &Standing,
    read: Result<Box<ForkRead>, StoreError>,
    desk: &mut Desk<'_>,
) {
    if desk.model.went_on(asked) {
        return;
    }
    match read.map(|read| *read) {
        Ok(ForkRead { ends, names, kind: ForkKind::Session(fork), .. }) => {
            desk.show(Dialog::Merge(Box::new(MergeForm::new(ends, names, fork))));
        }
        Ok(ForkRead { ends, names, broken, kind: ForkKind::Other(rejoin) }) => {
            desk.show(Dialog::Rejoin(Box::new(RejoinForm::new(ends, names, broken, rejoin))));
        }
        Err(why) => desk.trouble_of(record, &why),
    }
}

/// Has a merged state saved, which grew from all that was merged.
pub(super) fn merge(ends: Ends, holds: Holds, desk: &mut Desk<'_>) {
    // Of what is signed it is said why.
    let note = Note { reason: reason_text(Reason::Merge, &desk.model.texts), ..desk.note(Reason::Merge) };
    desk.screen.jobs.start(Name::Restore, move |_task| {
        let done = store::save_upon(&ends, &holds, &note);
        Some(Answer::Merged(ends.record().clone(), done))
    });
}

/// A merged state was saved, or not; returns the wish to open the record anew, if it is what is shown.
pub(super) fn merged(record: Place, done: Result<Saved, StoreError>, desk: &mut Desk<'_>) -> Option<Leave> {
    let saved = match done {
        Ok(saved) => saved,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    let said = desk.model.texts.with("said-merged", &[("number", saved.number.into())]);
    if saved.is_fork {
        desk.fail(desk.model.texts.get("said-still-forked"));
    } else {
        desk.say(said);
    }
    desk.warn_of(saved.kept);
    if record == Library::record_in(&record.root()) {
        return reread_library(&record.root(), desk);
    }
    reread(&record, desk);
    anew(record, desk)
}

/// The wish to open a record anew, if it is what is shown.
pub(super) fn anew(record: Place, desk: &Desk<'_>) -> Option<Leave> {
    let is_shown = desk.model.document.as_ref().is_some_and(|document| *document.file.place() == record);
    is_shown.then_some(Leave::OpenSession(record))
}

/// Has what shows a record read again.
fn reread(record: &Place, desk: &mut Desk<'_>) {
    library::reread_sessions(desk);
    library::reread_record(desk);
    let Some(open) = &desk.model.library else { return };
    if *record == open.library.formulary_record() {
        formulary::reread(desk);
    } else if *record == open.library.techniques_record() {
        techniques::reread(desk);
    }
}

/// A library has a name again: it is opened, or called by that name.
fn reread_library(root: &Place, desk: &mut Desk<'_>) -> Option<Leave> {
    if desk.library_at(root).is_none() {
        return Some(Leave::OpenLibrary(root.shown()));
    }
    let root = root.clone();
    desk.screen.jobs.start(Name::Write, move |_task| Some(Answer::Renamed(root.clone(), Library::at(root))));
    None
}
