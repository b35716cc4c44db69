//! Two libraries that grew from one: what went on in both is a fork, whichever takes in the other's; nothing is lost, replaced or
//! taken in twice.

use std::path::Path;
use std::sync::Arc;

use mesomap::chart::{Course, Formulary, Session};
use mesomap::store::{
    Defect, Library, OpenSession, StoreError, check, load_session, open_session, sessions_below, verify,
};
use proptest::prelude::*;

use crate::store_support::{cocktail, course, note, patient, session};
use crate::{bundle_of, clinic, contents, copied, files, heads, only_session, salted, save, taken, title, titled};

/// A library, and what became of a copy of it.
fn twins(folder: &Path) -> [Library; 2] {
    let (one, _) = clinic(&folder.join("one"));
    let two = copied(&one, &folder.join("two"));
    [one, two]
}

#[test]
fn what_went_on_in_one_place_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = twins(folder.path());
    save(&two, "third", 3);
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((merged.sessions.gone_on, merged.patients.unchanged, merged.states), (1, 1, 1));
    assert_eq!(title(&only_session(&one)), "third");
    // And back: there is nothing to take.
    let back = taken(&bundle_of(one.root()), &two).unwrap();
    assert_eq!((back.sessions.unchanged, back.states), (1, 0));
    assert_eq!(files(&one.root().shown(), true), files(&two.root().shown(), true));
}

#[test]
fn what_went_on_in_both_is_a_fork_that_a_person_heals_and_sends_back() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = twins(folder.path());
    save(&one, "here", 3);
    save(&two, "there", 4);
    save(&two, "there again", 5);
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    let record = only_session(&one);
    assert_eq!((merged.sessions.forked, merged.states), (1, 2));
    assert_eq!(merged.forks, std::slice::from_ref(&record));
    assert!(matches!(load_session(&record), Err(StoreError::Forked { heads, .. }) if heads.len() == 2));
    let told = check(one.root());
    let is_fork = |defect: &Defect| matches!(defect, Defect::Unreadable(StoreError::Forked { .. }));
    assert!(told.len() == 1 && is_fork(&told[0].defect), "{told:?}");
    let verified = verify(one.root(), &[]).unwrap();
    assert!(verified.tampering.is_empty(), "{:?}", verified.tampering);
    OpenSession::merge(&record, &titled("both"), &salted(6)).unwrap();
    assert_eq!(title(&record), "both");
    assert!(check(one.root()).is_empty(), "{:?}", check(one.root()));
    let back = taken(&bundle_of(one.root()), &two).unwrap();
    assert_eq!((back.forks.len(), title(&only_session(&two))), (0, "both".to_owned()));
    assert!(check(two.root()).is_empty(), "{:?}", check(two.root()));
    assert_eq!(contents(&one.root().shown()), contents(&two.root().shown()));
}

#[test]
fn two_sessions_of_one_day_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = twins(folder.path());
    let new = |library: &Library, id: &str, salt| {
        let course = only_session(library).parent().unwrap();
        let session = Session { id: id.to_owned(), ..session() };
        library.create_session(&course, &session, &salted(salt)).unwrap();
    };
    new(&one, "mine", 10);
    new(&two, "theirs", 11);
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((merged.sessions.new, merged.sessions.unchanged, merged.forks.len()), (1, 1, 0));
    let mut ids: Vec<String> =
        sessions_below(one.root()).iter().map(|record| load_session(record).unwrap().id).collect();
    ids.sort();
    assert_eq!(ids, ["mine", "session-1", "theirs"]);
    // Under another name than there, it is known again.
    assert_eq!(taken(&bundle_of(two.root()), &one).unwrap().states, 0);
    save_as(&two, "theirs", "went on");
    let on = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((on.sessions.gone_on, on.states, on.forks.len()), (1, 1, 0));
    assert!(check(one.root()).is_empty(), "{:?}", check(one.root()));
}

fn save_as(library: &Library, id: &str, title: &str) {
    let of = |record: &&mesomap::store::Place| load_session(record).unwrap().id == id;
    let record = sessions_below(library.root()).iter().find(of).unwrap().clone();
    let mut open = open_session(&record).unwrap();
    let mut session = open.session.clone();
    title.clone_into(&mut Arc::make_mut(&mut session.details).title);
    open.save(&session, &salted(77)).unwrap();
}

#[test]
fn the_clinics_own_goes_on_and_never_forks() {
    let folder = tempfile::tempdir().unwrap();
    let [mut one, mut two] = twins(folder.path());
    two.learn(&cocktail(), &salted(20)).unwrap();
    assert_eq!(one.formulary().unwrap(), Formulary::default());
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((one.formulary().unwrap(), merged.left.len()), (two.formulary().unwrap(), 0));
    // A library with two names would be none that opens.
    one.rename("Here", &salted(21)).unwrap();
    two.rename("There", &salted(22)).unwrap();
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((merged.left.len(), merged.library.name()), (1, "Here"), "{:?}", merged.left);
    assert!(Library::open(&folder.path().join("one")).is_ok());
}

#[test]
fn a_course_that_is_new_comes_beside_the_one_of_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = twins(folder.path());
    let anna = crate::patient(&two).0;
    let again = Course { id: "course-2".to_owned(), ..course() };
    // What the folder was called there is taken here by another.
    let theirs = two.create_course(&anna, &again, &salted(30)).unwrap();
    let here = crate::patient(&one).0;
    one.create_course(&here, &Course { id: "course-3".to_owned(), ..course() }, &salted(31)).unwrap();
    let merged = taken(&bundle_of(&theirs), &one).unwrap();
    assert_eq!((merged.courses.new, merged.patients.unchanged), (1, 1));
    assert_eq!(one.courses(&here).unwrap().len(), 3);
    assert!(check(one.root()).is_empty(), "{:?}", check(one.root()));
    assert_eq!(taken(&bundle_of(&theirs), &one).unwrap().states, 0);
}

#[test]
fn a_merge_that_was_cut_short_is_done_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = twins(folder.path());
    for (title, salt) in [("a", 3), ("b", 4), ("c", 5)] {
        save(&two, title, salt);
    }
    let bundle = bundle_of(two.root());
    let record = only_session(&two);
    // As far as the first came.
    std::fs::copy(record.child("3.ron").shown(), only_session(&one).child("3.ron").shown()).unwrap();
    assert_eq!(taken(&bundle, &one).unwrap().states, 2);
    assert_eq!((title(&only_session(&one)), heads(&only_session(&one))), ("c".to_owned(), 1));
}

/// What somebody does in one of two places.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Save(bool, u8),
    NewSession(bool, u8),
    NewPatient(bool, u8),
    Take(bool),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (any::<bool>(), 0..200_u8).prop_map(|(side, salt)| Deed::Save(side, salt)),
        (any::<bool>(), 0..200_u8).prop_map(|(side, salt)| Deed::NewSession(side, salt)),
        (any::<bool>(), 0..3_u8).prop_map(|(side, which)| Deed::NewPatient(side, which)),
        any::<bool>().prop_map(Deed::Take),
    ]
}

fn act(deed: Deed, libraries: &[Library; 2], nth: usize) {
    let library = |side: bool| &libraries[usize::from(side)];
    match deed {
        Deed::Save(side, salt) => {
            let record = sessions_below(library(side).root()).remove(0);
            let lineage = mesomap::store::Lineage::of(&record).unwrap();
            let mut titled = titled(&format!("{nth} {salt}"));
            let head = lineage.heads().next().unwrap().place.clone();
            titled.id = load_session(&head).unwrap().id;
            // Of a fork a person says what becomes of it.
            if lineage.heads().count() > 1 {
                OpenSession::merge(&record, &titled, &salted(salt)).unwrap();
            } else {
                open_session(&record).unwrap().save(&titled, &salted(salt)).unwrap();
            }
        }
        Deed::NewSession(side, salt) => {
            let course = sessions_below(library(side).root()).remove(0).parent().unwrap();
            let session = Session { id: format!("{nth}"), ..session() };
            library(side).create_session(&course, &session, &salted(salt)).unwrap();
        }
        Deed::NewPatient(side, which) => {
            let mut new = patient(&format!("Patient {which}"));
            new.id = format!("{nth} {which}");
            library(side).create_patient(&new, &note()).unwrap();
        }
        Deed::Take(side) => {
            taken(&bundle_of(library(!side).root()), library(side)).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever was done, and however often one took in the other's: nothing is removed or changed, a second time nothing comes,
    /// and both have the same in the end, whoever began.
    #[test]
    fn nothing_is_ever_removed_or_changed_and_both_come_to_hold_the_same(deeds in prop::collection::vec(deed(), 1..10)) {
        let folder = tempfile::tempdir().unwrap();
        let libraries = twins(folder.path());
        for (nth, deed) in deeds.into_iter().enumerate() {
            let before = libraries.each_ref().map(|library| files(&library.root().shown(), false));
            act(deed, &libraries, nth);
            for (before, library) in before.into_iter().zip(&libraries) {
                let after = files(&library.root().shown(), false);
                prop_assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "after {deed:?}");
            }
        }
        let [one, two] = &libraries;
        let bundles = [bundle_of(one.root()), bundle_of(two.root())];
        taken(&bundles[1], one).unwrap();
        taken(&bundles[0], two).unwrap();
        prop_assert_eq!(contents(&one.root().shown()), contents(&two.root().shown()));
        prop_assert_eq!(taken(&bundle_of(two.root()), one).unwrap().states, 0);
        prop_assert_eq!(taken(&bundle_of(one.root()), two).unwrap().states, 0);
        for library in &libraries {
            let verified = verify(library.root(), &[]).unwrap();
            prop_assert!(verified.tampering.is_empty(), "{:?}", verified.tampering);
        }
    }
}
