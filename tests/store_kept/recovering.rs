//! Work in progress of two windows that no lock keeps apart: none drops what the other wrote.

use mesomap::store::{OpenSession, Place, open_session};

use crate::store_support::{library, note, session};
use crate::windows::{titled, unlocked};

fn record() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let record = library.create_session(&course, &session(), &note()).unwrap().place().clone();
    (folder, record)
}

fn offered(open: &OpenSession) -> Option<String> {
    open.recovery.as_ref().map(|work| work.session.details.title.clone())
}

#[test]
fn a_save_drops_only_work_that_was_offered_or_written_here() {
    let (_folder, record) = record();
    let (mut one, mut two) = (unlocked(&record), unlocked(&record));
    one.autosave(&titled("one"), &note()).unwrap();
    two.autosave(&titled("two"), &note()).unwrap();
    drop((one, two));
    let mut open = open_session(&record).unwrap();
    assert_eq!(offered(&open).as_deref(), Some("two"), "the newest comes first");
    let work = open.recovery.take().unwrap().session;
    open.save(&work, &note()).unwrap();
    drop(open);
    let mut open = open_session(&record).unwrap();
    assert_eq!(offered(&open).as_deref(), Some("one"), "nobody was asked about it");
    assert!(open.recovery.as_ref().is_some_and(|work| !work.is_newest), "somebody saved since");
    open.discard_recovery().unwrap();
    drop(open);
    assert_eq!(offered(&open_session(&record).unwrap()), None);
}

#[test]
fn work_that_is_as_saved_takes_no_other_with_it() {
    let (_folder, record) = record();
    let (mut one, mut two) = (unlocked(&record), unlocked(&record));
    one.autosave(&titled("one"), &note()).unwrap();
    two.autosave(&session(), &note()).unwrap();
    drop((one, two));
    assert_eq!(offered(&open_session(&record).unwrap()).as_deref(), Some("one"));
}

#[test]
fn an_older_step_that_a_crash_left_is_no_other_work() {
    let (_folder, record) = record();
    let mut open = open_session(&record).unwrap();
    open.autosave(&titled("first step"), &note()).unwrap();
    let first = record.child(".recovery-1.ron").shown();
    let bytes = std::fs::read(&first).unwrap();
    open.autosave(&titled("second step"), &note()).unwrap();
    drop(open);
    assert!(!first.exists());
    std::fs::write(&first, bytes).unwrap();
    let mut open = open_session(&record).unwrap();
    assert_eq!(offered(&open).as_deref(), Some("second step"));
    assert!(open.recovery.as_ref().is_some_and(|work| work.is_newest));
    open.discard_recovery().unwrap();
    drop(open);
    assert_eq!(offered(&open_session(&record).unwrap()), None);
    assert!(!first.exists());
}

#[test]
fn what_another_window_wrote_since_it_was_offered_stays() {
    let (_folder, record) = record();
    let mut one = unlocked(&record);
    one.autosave(&titled("one"), &note()).unwrap();
    let mut two = unlocked(&record);
    assert_eq!(offered(&two).as_deref(), Some("one"));
    one.autosave(&titled("one more"), &note()).unwrap();
    two.discard_recovery().unwrap();
    two.save(&titled("two"), &note()).unwrap();
    drop((one, two));
    assert_eq!(offered(&open_session(&record).unwrap()).as_deref(), Some("one more"));
}
