//! Every change of a byte of any state is said by `check` (fault 10: 12 % of them read as a valid record).
//!
//! A short run changes each byte once; `MESOMAP_FLIPS=all` changes each in three ways and takes it away too.

use std::io::Write as _;
use std::path::PathBuf;

use mesomap::store::{Lineage, OpenSession, Place, check, open_session, place_at};

use crate::store_support::{changed, cocktail, library, note, patient, session};

/// What each byte becomes in turn: another letter of the same kind, another digit, and one that is no text.
const MASKS: [u8; 3] = [0x01, 0x04, 0x80];

/// The files of a record, and that it is in order.
fn files(record: &Place) -> Vec<PathBuf> {
    assert!(check(record).is_empty(), "{:?}", check(record));
    Lineage::of(record).unwrap().states().iter().map(|state| state.place.shown()).collect()
}

/// Changes every byte of every state, which `check` must say; returns how many changes there were.
fn flip_each(record: &Place) -> usize {
    let (mut flipped, is_long) = (0, std::env::var_os("MESOMAP_FLIPS").is_some());
    for file in files(record) {
        let bytes = std::fs::read(&file).unwrap();
        let mut tell = |changed: &[u8], how: &str| {
            std::fs::write(&file, changed).unwrap();
            assert!(!check(record).is_empty(), "{}: {how}", file.display());
            flipped += 1;
        };
        for at in 0..bytes.len() {
            for (nth, mask) in MASKS.into_iter().enumerate() {
                if is_long || at % MASKS.len() == nth {
                    let mut changed = bytes.clone();
                    changed[at] ^= mask;
                    tell(&changed, &format!("byte {at} ^ {mask}"));
                }
            }
            // The last one too, which ends the line of the seal.
            if is_long || at + 1 == bytes.len() {
                let mut shorter = bytes.clone();
                shorter.remove(at);
                tell(&shorter, &format!("without byte {at}"));
            }
        }
        std::fs::write(&file, &bytes).unwrap();
    }
    assert!(check(record).is_empty());
    let _ = writeln!(std::io::stderr(), "{flipped} changes of {}, each of them said", record.name());
    flipped
}

/// On a file system in memory where there is one: every change is a file that is written.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

#[test]
fn every_changed_byte_of_a_session_of_three_states_is_said() {
    let folder = folder();
    let (library, course) = library(folder.path());
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    open.save(&session(), &note()).unwrap();
    let flipped = flip_each(&open.place().clone());
    assert!(flipped > 3_000, "{flipped}");
}

#[test]
fn every_changed_byte_of_a_fork_and_its_merge_is_said() {
    let folder = folder();
    let (library, course) = library(folder.path());
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    let record = open.place().clone();
    // Moved, not removed: where a name stays until its file is closed that makes place for another too.
    std::fs::rename(record.child(".lock").shown(), folder.path().join("moved")).unwrap();
    let mut other = open_session(&record).unwrap();
    let mut bare = session();
    (bare.marks, bare.cocktails) = (Vec::new(), Vec::new());
    open.save(&bare, &note()).unwrap();
    assert!(other.save(&changed(&bare_with_one(&bare)), &note()).unwrap().is_fork);
    OpenSession::merge(&record, &bare, &note()).unwrap();
    assert!(flip_each(&record) > 2_000);
}

fn bare_with_one(bare: &mesomap::chart::Session) -> mesomap::chart::Session {
    let marks = session().marks.into_iter().take(1).map(|mark| {
        let mut mark = (*mark).clone();
        (mark.deposit.cocktail, mark.deposit.volume) = (None, None);
        std::sync::Arc::new(mark)
    });
    mesomap::chart::Session { marks: marks.collect(), ..bare.clone() }
}

#[test]
fn every_changed_byte_of_a_patient_a_formulary_and_a_migrated_file_is_said() {
    let folder = folder();
    let (library, course) = library(folder.path());
    let anna = course.parent().unwrap();
    let known = patient("Anna Sample");
    library.save_patient(&anna, [&known, &known], &note()).unwrap();
    library.learn(&cocktail(), &note()).unwrap();
    library.learn(&cocktail(), &note()).unwrap();
    let file = folder.path().join("old.ron");
    std::fs::write(&file, mesomap::store::session_text(&session()).unwrap()).unwrap();
    let mut old = open_session(&place_at(&file).unwrap()).unwrap();
    old.save(&changed(&session()), &note()).unwrap();
    let records =
        [anna.child("patient.record"), library.root().child("clinic").child("formulary.record"), old.place().clone()];
    let flipped: Vec<usize> = records.iter().map(flip_each).collect();
    assert!(flipped.iter().sum::<usize>() > 3_000, "{flipped:?}");
}
