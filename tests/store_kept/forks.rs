//! Two states that grew from one: both stay, both are listed, neither is the record until a person says so.

use std::path::PathBuf;

use mesomap::chart::{Patient, Session};
use mesomap::store::{
    Access, Defect, Library, Lineage, OpenSession, Place, Reason, StoreError, Why, check, load_session, open_session,
    place_at,
};

use crate::store_support::{changed, library, names, note, patient, session};
use crate::windows::{titled, unlocked};

/// A library in a folder that vanishes, and a session of two states in it.
fn saved_twice() -> (tempfile::TempDir, Library, Place) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    let record = open.place().clone();
    (folder, library, record)
}

fn heads(record: &Place) -> Vec<String> {
    Lineage::of(record).unwrap().heads().map(|state| state.name.clone()).collect()
}

#[test]
fn the_second_save_of_two_windows_is_kept_beside_the_first() {
    let (_folder, library, record) = saved_twice();
    let (mut one, mut two) = (unlocked(&record), unlocked(&record));
    assert!(!one.save(&titled("one"), &note()).unwrap().is_fork);
    assert_eq!(two.standing(), mesomap::store::Standing::Superseded);
    let saved = two.save(&titled("two"), &note()).unwrap();
    assert_eq!((saved.number, saved.is_fork), (4, true));
    assert_eq!(heads(&record), ["3.ron", "4.ron"]);
    let said = load_session(&record).unwrap_err();
    assert!(matches!(&said, StoreError::Forked { heads, .. } if heads == &["3.ron", "4.ron"]), "{said}");
    let listed = library.sessions(&record.parent().unwrap()).unwrap();
    assert!(matches!(listed[0].summary, Err(StoreError::Forked { .. })));
    let told = check(&record);
    assert!(
        matches!(&told[..], [only] if matches!(only.defect, Defect::Unreadable(StoreError::Forked { .. }))),
        "{told:?}"
    );
    // Each can be looked at; neither can be written on.
    for (file, title) in [("3.ron", "one"), ("4.ron", "two")] {
        let mut open = open_session(&record.child(file)).unwrap();
        assert_eq!((open.session.details.title.as_str(), open.access()), (title, Access::ReadOnly(Why::Forked)));
        assert!(open.save(&titled("x"), &note()).is_err() && open.autosave(&titled("x"), &note()).is_err());
    }
    // Both windows go on saving: each on its own.
    assert!(one.save(&titled("one more"), &note()).unwrap().is_fork);
    assert_eq!(two.save(&titled("two more"), &note()).unwrap().number, 6);
    assert_eq!(heads(&record), ["5.ron", "6.ron"]);
}

#[test]
fn a_merge_names_every_one_and_heals() {
    let (_folder, _library, record) = saved_twice();
    let (mut one, mut two) = (unlocked(&record), unlocked(&record));
    one.save(&titled("one"), &note()).unwrap();
    two.save(&titled("two"), &note()).unwrap();
    drop((one, two));
    let other = Session { id: "other".to_owned(), ..session() };
    assert!(matches!(OpenSession::merge(&record, &other, &note()), Err(StoreError::Unsavable { .. })));
    let merged = OpenSession::merge(&record, &titled("both"), &note()).unwrap();
    assert_eq!((merged.number, merged.is_fork), (5, false));
    let lineage = Lineage::of(&record).unwrap();
    let revision = lineage.head().unwrap().revision.clone().unwrap().unwrap();
    let parents: Vec<_> = revision.parents.iter().map(|parent| parent.name.as_str()).collect();
    assert_eq!((revision.note.why, parents), (Reason::Merge, vec!["3.ron", "4.ron"]));
    assert_eq!(lineage.states().len(), 5, "all of them stay");
    assert!(check(&record).is_empty(), "{:?}", check(&record));
    let mut open = open_session(&record).unwrap();
    assert_eq!((open.session.details.title.as_str(), open.access()), ("both", Access::Editable));
    assert_eq!(open.save(&titled("on"), &note()).unwrap().number, 6);
}

#[test]
fn a_copy_of_a_program_for_syncing_is_a_fork_if_it_differs_and_nothing_if_it_does_not() {
    for copy in ["2.sync-conflict-20261127-101500-ABCDEF7.ron", "2 (conflicted copy).ron", "Copy of 2.ron"] {
        let (_folder, _library, record) = saved_twice();
        let (theirs, ours) = (record.child(copy).shown(), record.child("2.ron").shown());
        std::fs::copy(&ours, &theirs).unwrap();
        assert_eq!(heads(&record), ["2.ron"], "{copy}: the same bytes are no other state");
        assert!(check(&record).is_empty(), "{copy}: {:?}", check(&record));
        assert_eq!(load_session(&record).unwrap(), changed(&session()));
        // Another machine's second state.
        let (_elsewhere, _other, there) = saved_twice();
        let mut open = open_session(&there).unwrap();
        open.save(&titled("there"), &note()).unwrap();
        std::fs::copy(there.child("3.ron").shown(), &theirs).unwrap();
        assert_eq!(heads(&record), [copy], "{copy}: it grew from the newest here");
        let text = std::fs::read_to_string(there.child("1.ron").shown()).unwrap();
        assert_eq!(text, std::fs::read_to_string(record.child("1.ron").shown()).unwrap(), "the same first state");
        let parallel = fork_of(&record);
        std::fs::write(&theirs, parallel).unwrap();
        let mut found = heads(&record);
        found.sort();
        let mut expected = ["2.ron".to_owned(), copy.to_owned()];
        expected.sort();
        assert_eq!(found, expected);
        assert!(matches!(load_session(&record), Err(StoreError::Forked { .. })), "{copy}");
        assert_eq!(OpenSession::merge(&record, &titled("both"), &note()).unwrap().number, 3, "{copy}");
        assert_eq!(load_session(&record).unwrap(), titled("both"), "{copy}");
        assert!(check(&record).is_empty(), "{copy}: {:?}", check(&record));
        assert!(theirs.exists());
    }
}

/// The bytes of another second state that grew from the first.
fn fork_of(record: &Place) -> Vec<u8> {
    let apart = tempfile::tempdir().unwrap();
    let folder = apart.path().join("a.record");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(record.child("1.ron").shown(), folder.join("1.ron")).unwrap();
    let mut open = open_session(&place_at(&folder).unwrap()).unwrap();
    open.save(&titled("parallel"), &note()).unwrap();
    std::fs::read(folder.join("2.ron")).unwrap()
}

#[test]
fn a_copy_that_comes_while_a_session_is_open_is_told_at_the_save() {
    let (_folder, _library, record) = saved_twice();
    let parallel = fork_of(&record);
    let mut open = open_session(&record).unwrap();
    std::fs::write(record.child("2.sync-conflict-1.ron").shown(), parallel).unwrap();
    assert_eq!(open.standing(), mesomap::store::Standing::Superseded);
    assert!(open.save(&titled("mine"), &note()).unwrap().is_fork);
    assert_eq!(heads(&record).len(), 2);
}

#[test]
fn a_patient_that_is_a_fork_is_said_and_not_written_on() {
    let (_folder, library, record) = saved_twice();
    let anna = record.parent().unwrap().parent().unwrap();
    let file = |name: &str| -> PathBuf { anna.child("patient.record").child(name).shown() };
    let text = std::fs::read_to_string(file("1.ron")).unwrap();
    std::fs::write(file("1 (conflicted copy).ron"), text.replace("SAMPLE-001", "SAMPLE-002")).unwrap();
    let listed = library.patients().unwrap();
    assert!(matches!(listed[0].patient, Err(StoreError::Forked { .. })));
    let known = patient("Anna Sample");
    let changed = Patient { notes: "x".to_owned(), ..known.clone() };
    let refused = library.save_patient(&anna, [&known, &changed], &note());
    assert!(matches!(refused, Err(StoreError::Forked { .. })), "{refused:?}");
    assert!(!check(&anna).is_empty());
    assert_eq!(names(&anna.child("patient.record").shown()).len(), 2);
}

/// A state that can't be read doesn't pass for a copy of another that can't.
#[test]
fn states_that_cannot_be_read_are_told_each() {
    let (_folder, _library, record) = saved_twice();
    for name in ["3.ron", "4.ron"] {
        std::fs::File::create(record.child(name).shown()).unwrap().set_len(mesomap::store::MAX_FILE_BYTES + 1).unwrap();
    }
    std::fs::copy(record.child("2.ron").shown(), record.child("2 (copy).ron").shown()).unwrap();
    let lineage = Lineage::of(&record).unwrap();
    assert_eq!(lineage.states().iter().filter(|state| state.revision.is_err()).count(), 2);
    assert_eq!(
        check(&record).iter().filter(|it| matches!(it.defect, Defect::Unreadable(StoreError::TooLarge { .. }))).count(),
        2
    );
}

#[test]
fn four_writers_at_once_lose_nothing() {
    const SAVES: usize = 6;
    let (_folder, library, record) = saved_twice();
    let writers: Vec<OpenSession> = (0..4).map(|_| unlocked(&record)).collect();
    std::thread::scope(|scope| {
        for (writer, mut open) in writers.into_iter().enumerate() {
            scope.spawn(move || {
                for save in 0..SAVES {
                    let titled = titled(&format!("writer {writer} save {save}"));
                    open.autosave(&titled, &note()).unwrap();
                    let saved = open.save(&titled, &note()).unwrap();
                    assert_eq!(load_session(&open.place().child(&format!("{}.ron", saved.number))).unwrap(), titled);
                }
            });
        }
    });
    let lineage = Lineage::of(&record).unwrap();
    assert_eq!(lineage.states().len(), 2 + 4 * SAVES);
    let title = |state: &mesomap::store::State| load_session(&state.place).unwrap().details.title.clone();
    let titles: std::collections::BTreeSet<_> = lineage.states().iter().map(title).collect();
    assert_eq!((titles.len(), lineage.heads().count()), (1 + 4 * SAVES, 4), "the first two have one title");
    assert!(matches!(library.sessions(&record.parent().unwrap()).unwrap()[0].summary, Err(StoreError::Forked { .. })));
    let merged = OpenSession::merge(&record, &titled("all"), &note()).unwrap();
    assert_eq!((merged.number, merged.is_fork), (3 + 4 * 6, false));
    assert!(check(&record).is_empty(), "{:?}", check(&record));
    let left: Vec<_> = names(&record.shown()).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn more_heads_than_a_state_may_name_are_merged_by_steps() {
    let (_folder, _library, record) = saved_twice();
    let mut windows: Vec<OpenSession> = (0..40).map(|_| unlocked(&record)).collect();
    for (number, window) in windows.iter_mut().enumerate() {
        window.save(&titled(&format!("window {number}")), &note()).unwrap();
    }
    assert_eq!(heads(&record).len(), 40);
    assert!(OpenSession::merge(&record, &titled("most"), &note()).unwrap().is_fork);
    assert!(!OpenSession::merge(&record, &titled("all"), &note()).unwrap().is_fork);
    assert_eq!(load_session(&record).unwrap(), titled("all"));
    assert!(check(&record).is_empty(), "{:?}", check(&record));
}
