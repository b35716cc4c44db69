//! A record of any kind that ends in several states, or in one that can't be read: what becomes of it is saved upon all.

use mesomap::chart::{Allergies, Content, Patient};
use mesomap::store::{
    Access, Holds, Library, Lineage, Place, Reason, StoreError, Why, check, heads_of, load_session, open_session,
    save_upon,
};

use crate::store_support::{self, changed, library, note, session};

/// A library, a patient's folder in it, and the patient's record.
fn saved_patient() -> (tempfile::TempDir, Library, Place, Place) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let home = course.parent().unwrap();
    let [record, _] = heads_of(&home);
    (folder, library, home, record)
}

fn patient() -> Patient {
    store_support::patient("Anna Sample")
}

fn allergic(to: &str) -> Patient {
    Patient { allergies: Allergies::Listed(to.to_owned()), ..patient() }
}

/// The record of a patient that two machines changed from the same state.
fn forked_patient() -> (tempfile::TempDir, Library, Place, Place) {
    let (folder, library, home, record) = saved_patient();
    library.save_patient(&home, [&patient(), &allergic("latex")], &note()).unwrap();
    let latex = std::fs::read(record.child("2.ron").shown()).unwrap();
    std::fs::remove_file(record.child("2.ron").shown()).unwrap();
    library.save_patient(&home, [&patient(), &allergic("penicillin")], &note()).unwrap();
    std::fs::write(record.child("2 (conflicted copy).ron").shown(), latex).unwrap();
    assert!(matches!(
        library.patient(home.clone(), std::time::SystemTime::UNIX_EPOCH).patient,
        Err(StoreError::Forked { .. })
    ));
    (folder, library, home, record)
}

fn is_now(library: &Library, home: &Place) -> Patient {
    library.patient(home.clone(), std::time::SystemTime::UNIX_EPOCH).patient.unwrap()
}

#[test]
fn a_forked_patient_becomes_one_state_that_grew_from_both() {
    let (_folder, library, home, record) = forked_patient();
    let ends = Lineage::of(&record).unwrap().ends().unwrap();
    let both = Holds::Other(Content::Patient(allergic("latex, penicillin")));
    let other = Holds::Other(Content::Patient(Patient { id: "other".to_owned(), ..patient() }));
    let merge = note().because(Reason::Merge);
    assert!(matches!(save_upon(&ends, &other, &merge), Err(StoreError::Unsavable { .. })));
    let saved = save_upon(&ends, &both, &merge).unwrap();
    assert_eq!((saved.number, saved.is_fork), (3, false));
    assert_eq!(is_now(&library, &home), allergic("latex, penicillin"));
    assert_eq!(Lineage::of(&record).unwrap().states().len(), 4, "nothing is gone");
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
}

#[test]
fn a_merge_is_refused_where_somebody_saved_meanwhile() {
    let (_folder, library, home, record) = forked_patient();
    let ends = Lineage::of(&record).unwrap().ends().unwrap();
    let [one, two] = ["latex, penicillin", "latex"].map(|list| Holds::Other(Content::Patient(allergic(list))));
    save_upon(&ends, &one, &note()).unwrap();
    assert!(matches!(save_upon(&ends, &two, &note()), Err(StoreError::Superseded { .. })));
    assert_eq!(is_now(&library, &home), allergic("latex, penicillin"), "the allergy isn't lost");
}

#[test]
fn a_copy_that_came_since_is_no_part_of_a_merge() {
    let (_folder, _library, _home, record) = forked_patient();
    let lineage = Lineage::of(&record).unwrap();
    let ends = lineage.ends().unwrap();
    let text = std::fs::read_to_string(record.child("2.ron").shown()).unwrap();
    std::fs::write(record.child("2.sync-conflict-1.ron").shown(), text.replace("penicillin", "iodine")).unwrap();
    let both = Holds::Other(Content::Patient(allergic("latex, penicillin")));
    assert!(matches!(save_upon(&ends, &both, &note()), Err(StoreError::Superseded { .. })));
    // Two of three can be made one: the third is an end still.
    let some = Lineage::of(&record).unwrap().ends().unwrap().only(|name| !name.contains("sync"));
    assert!(save_upon(&some, &both, &note()).unwrap().is_fork);
    assert_eq!(Lineage::of(&record).unwrap().heads().count(), 2);
}

/// A session of two states whose newest is damaged, in its beginning or behind it.
fn damaged(damage: impl Fn(&str) -> String) -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    let record = open.place().clone();
    drop(open);
    let newest = record.child("2.ron").shown();
    let text = std::fs::read_to_string(&newest).unwrap();
    std::fs::write(&newest, damage(&text)).unwrap();
    (folder, record)
}

#[test]
fn a_broken_newest_state_is_named_and_an_older_one_is_brought_back_over_it() {
    let damages: [fn(&str) -> String; 4] = [
        |_| String::new(),
        |text| "x".to_owned() + &text[1..],
        |text| text[..text.len() / 2].to_owned(),
        |text| text.replace("depth_mm: ", "depth_mm: x"),
    ];
    for damage in damages {
        let (_folder, record) = damaged(damage);
        let why = load_session(&record).unwrap_err();
        assert!(why.is_damage() && why.file().ends_with("2.ron") && why.position().is_some(), "{why}");
        assert!(open_session(&record).is_err(), "nothing takes its place by itself");
        let older = open_session(&record.child("1.ron")).unwrap();
        assert_eq!(older.access(), Access::ReadOnly(Why::NewestBroken));
        assert_eq!(older.broken_newest.as_deref(), Some("2.ron"));
        let lineage = Lineage::of(&record).unwrap();
        let held = lineage.holds(&lineage.states()[0]).unwrap().0;
        let saved = save_upon(&lineage.ends().unwrap(), &held, &note().because(Reason::Restore)).unwrap();
        assert_eq!((saved.number, saved.is_fork), (3, false));
        assert_eq!(load_session(&record).unwrap(), session());
        assert!(record.child("2.ron").exists());
        let parents = Lineage::of(&record).unwrap().head().unwrap().parents().to_vec();
        assert!(parents.iter().any(|parent| parent.name == "2.ron"), "the broken one is named");
    }
}

#[test]
fn a_broken_newest_state_of_a_patient_leaves_the_one_before_it_to_be_brought_back() {
    let (_folder, library, home, record) = saved_patient();
    library.save_patient(&home, [&patient(), &allergic("latex")], &note()).unwrap();
    let newest = record.child("2.ron").shown();
    std::fs::write(&newest, "(schema: \"mesomap/patient/2\", revision: (((").unwrap();
    let read = library.patient(home.clone(), std::time::SystemTime::UNIX_EPOCH).patient;
    assert!(read.as_ref().is_err_and(StoreError::is_damage), "{read:?}");
    let lineage = Lineage::of(&record).unwrap();
    let held = lineage.holds(&lineage.states()[0]).unwrap().0;
    save_upon(&lineage.ends().unwrap(), &held, &note().because(Reason::Restore)).unwrap();
    assert_eq!(is_now(&library, &home), patient());
}
