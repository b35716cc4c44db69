//! What went out in no bundle yet is counted, to the state.

use mesomap::store::{Library, not_exported, verify, write_bundle};

use crate::store_support::{note, patient as sample};
use crate::{bundle_of, clinic, coming, copied, patient, salted, save, taken};

fn open(library: &Library) -> Option<(usize, usize)> {
    not_exported(library).unwrap().map(|open| (open.states, open.sessions))
}

fn exported(place: &mesomap::store::Place) {
    write_bundle(place, &note()).unwrap().went(note().at);
}

#[test]
fn a_bundle_of_all_covers_all_and_what_comes_after_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = clinic(folder.path());
    assert_eq!(open(&library), Some((5, 1)));
    write_bundle(library.root(), &note()).unwrap();
    assert_eq!(open(&library), Some((5, 1)), "one that went nowhere is none");
    exported(library.root());
    assert_eq!(open(&library), None);
    save(&library, "third", 3);
    save(&library, "fourth", 4);
    let since = not_exported(&library).unwrap().unwrap();
    assert_eq!((since.states, since.sessions, since.since), (2, 1, note().at));
    exported(&course);
    assert_eq!(open(&library), None, "a course's bundle holds them too");
    assert!(verify(library.root(), &[]).unwrap().tampering.is_empty());
}

#[test]
fn a_patients_bundle_covers_that_patient_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = clinic(folder.path());
    library.create_patient(&sample("Bea Example"), &salted(9)).unwrap();
    exported(&patient(&library).0);
    assert_eq!(open(&library), Some((1, 0)), "the other one's record");
    exported(&patient(&library).0);
    assert_eq!(open(&library), Some((1, 0)));
}

#[test]
fn what_came_in_by_a_bundle_lies_elsewhere_already() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let two = copied(&one, &folder.path().join("two"));
    save(&two, "third", 3);
    exported(one.root());
    taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!(open(&one), None);
    let new = mesomap::store::open_bundle_as(&bundle_of(two.root()), &folder.path().join("three"), &coming()).unwrap();
    assert_eq!(open(&new.library), None);
}
