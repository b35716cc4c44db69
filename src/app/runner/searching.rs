//! Questions about the whole open library: its index read by a job, the answers found by another, the table of them written.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::action::{Answer, FoundOrder};
use super::super::dialogs::{Dialog, SearchForm};
use super::super::jobs::Name;
use super::super::reading::{LibraryAnswer, LibraryQuestion};
use super::desk::Desk;
use super::exporting::write_file;
use crate::advice::{asked_for, found_csv};
use crate::store::{Index, Place, StoreError};

/// Shows the form, and has the index read: of what is known only what changed since.
pub(super) fn show(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (root, today) = (open.library.root().clone(), (desk.services.now)().date());
    read_index(&root, desk);
    desk.show(Dialog::Search(Box::new(SearchForm::new(root, today))));
}

/// Has the index of the open library read.
fn read_index(root: &Place, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    // What is under way is read to its end; that of a library that was closed is stopped by the next.
    if open.search.done.is_some() {
        return;
    }
    open.search.done = Some(0.0);
    let (library, known, root) = (open.library.clone(), open.search.index.clone(), root.clone());
    desk.screen.jobs.start(Name::Index, move |task| {
        let mut go_on = |done: f32| {
            task.answer(Answer::Indexing(root.clone(), done));
            !task.is_cancelled()
        };
        let mut read = Index::read(&library, known.as_deref(), task.now(), &mut go_on);
        if let Ok(Some(index)) = &mut read {
            // A library that can't be written to is as good without a cache.
            index.keep(&library);
        }
        Some(Answer::Indexed(root.clone(), read.map(|read| read.map(Arc::new))))
    });
}

/// How much of the index is read.
pub(super) fn indexing(root: &Place, done: f32, desk: &mut Desk<'_>) {
    if let Some(open) = desk.library_at(root) {
        open.search.done = Some(done);
    }
}

/// Takes the index, and asks it what was asked meanwhile.
pub(super) fn indexed(root: &Place, read: Result<Option<Arc<Index>>, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    open.search.done = None;
    match read {
        Ok(Some(index)) => open.search.index = Some(index),
        Ok(None) => return,
        Err(why) => return desk.trouble(&why),
    }
    if let Some(question) = open.search.asked.clone() {
        ask(root, question, desk);
    }
}

/// Has a question answered, or the index read.
pub(super) fn ask_or_read(root: &Place, question: Option<LibraryQuestion>, desk: &mut Desk<'_>) {
    match question {
        Some(question) => ask(root, question, desk),
        None => read_index(root, desk),
    }
}

/// Has a question answered, as soon as the index is there.
fn ask(root: &Place, question: LibraryQuestion, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    open.search.asked = Some(question.clone());
    let (Some(index), root) = (open.search.index.clone(), root.clone()) else { return };
    desk.screen.jobs.start(Name::Search, move |_task| {
        let found = match &question {
            LibraryQuestion::Lot(typed) => index.had_lot(asked_for(typed, false)),
            LibraryQuestion::Substance(typed, region, side) => {
                index.had_substance(asked_for(typed, false), (*region, *side))
            }
            LibraryQuestion::Overdue(on) => index.overdue(*on),
        };
        Some(Answer::Searched(root, Arc::new(LibraryAnswer::new(question, index, found))))
    });
}

/// Takes the answers, if they are to what was asked last.
pub(super) fn searched(root: &Place, answer: Arc<LibraryAnswer>, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    if open.search.asked.as_ref() == Some(&answer.question) {
        open.search.answer = Some(answer);
    }
}

/// Writes the answers as a table.
pub(super) fn write(order: Arc<FoundOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    write_file((path, "csv"), desk, move |_texts| Ok(found_csv(&order.answer.index, &order.answer.found).into_bytes()));
}
