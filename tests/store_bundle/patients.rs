//! The right patient: known by identifier, whatever the folder is called; where name or date of birth differ, a person says so.

use mesomap::chart::Patient;
use mesomap::store::{
    BundleFault, Erasing, Library, OtherName, Person, StoreError, check, load_session, merge, sessions_below, verify,
};

use crate::store_support::{patient as sample, session};
use crate::{bundle_of, clinic, coming, copied, files, only_session, patient, salted, save, taken};

#[test]
fn a_patient_is_known_by_id_whatever_the_folder_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let two = copied(&one, &folder.path().join("two"));
    std::fs::rename(folder.path().join("two/anna-sample"), folder.path().join("two/a-s")).unwrap();
    save(&two, "third", 3);
    let merged = taken(&bundle_of(two.root()), &one).unwrap();
    assert_eq!((merged.patients.unchanged, merged.sessions.gone_on, one.patients().unwrap().len()), (1, 1, 1));
}

#[test]
fn another_patient_of_the_same_name_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let two = Library::create(&folder.path().join("two"), "Two", &salted(50)).unwrap();
    let other = Patient { id: "another".to_owned(), ..sample("Anna Sample") };
    let folder_of_other = two.create_patient(&other, &salted(51)).unwrap();
    assert_eq!(folder_of_other.name(), patient(&one).0.name(), "their folders have one name");
    let before = files(&patient(&one).0.shown(), false);
    let merged = taken(&bundle_of(&folder_of_other), &one).unwrap();
    assert_eq!((merged.patients.new, merged.namesakes), (1, vec!["Anna Sample".to_owned()]));
    let mut ids: Vec<String> = one.patients().unwrap().into_iter().map(|entry| entry.patient.unwrap().id).collect();
    ids.sort();
    assert_eq!(ids, ["another", "patient Anna Sample"]);
    assert_eq!(files(&patient(&one).0.shown(), false).len(), before.len());
    assert_eq!(one.name(), "Clinic", "a patient's bundle gives the library no other name");
    assert!(check(one.root()).is_empty(), "{:?}", check(one.root()));
    let again = taken(&bundle_of(&folder_of_other), &one).unwrap();
    assert_eq!((again.states, again.namesakes.len()), (0, 0));
}

#[test]
fn who_has_another_name_here_is_refused_unless_a_person_looked_at_both() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let two = copied(&one, &folder.path().join("two"));
    let (place, known) = patient(&two);
    let renamed = Patient { name: "Berta Other".to_owned(), ..known.clone() };
    two.save_patient(&place, [&known, &renamed], &salted(60)).unwrap();
    save(&two, "third", 3);
    let (bundle, before) = (bundle_of(&place), files(&one.root().shown(), false));
    let refused = taken(&bundle, &one).unwrap_err();
    let StoreError::Bundle { fault: BundleFault::OtherPatient { here, there }, .. } = refused else {
        panic!("{refused:?}")
    };
    let born = known.born;
    assert_eq!(here, Person { name: "Anna Sample".to_owned(), born });
    assert_eq!(there, Person { name: "Berta Other".to_owned(), born });
    assert_eq!(files(&one.root().shown(), false), before, "nothing was written");
    let merged = merge(&bundle, one.root(), OtherName::Accepted, &coming()).unwrap();
    assert_eq!((merged.patients.gone_on, merged.sessions.gone_on), (1, 1));
    // What was said here too once is asked about no more, not of an older bundle either.
    assert_eq!(taken(&bundle, &one).unwrap().states, 0);
    let (_, older) = (two, clinic(&folder.path().join("three")).0);
    assert!(taken(&bundle_of(&patient(&older).0), &one).is_ok());
}

#[test]
fn two_of_one_id_are_nobody_in_particular() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let two = Library::create(&folder.path().join("two"), "Two", &salted(50)).unwrap();
    let theirs = two.create_patient(&sample("Anna Sample"), &salted(51)).unwrap();
    for (nth, name) in ["x", "y"].iter().enumerate() {
        let root = folder.path().join(name);
        let other = Library::create(&root, name, &salted(70)).unwrap();
        let made = other.create_patient(&sample("Anna Sample"), &salted(71 + u8::try_from(nth).unwrap())).unwrap();
        std::fs::rename(made.shown(), one.root().shown().join(name)).unwrap();
    }
    let refused = taken(&bundle_of(&theirs), &one).unwrap_err();
    assert!(matches!(refused, StoreError::Bundle { fault: BundleFault::SameId { .. }, .. }), "{refused:?}");
}

#[test]
fn what_was_erased_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = clinic(&folder.path().join("one"));
    let bundle = bundle_of(one.root());
    let anna = patient(&one).0;
    let erasing = Erasing::look(&anna).unwrap().unwrap();
    erasing.erase(("e1".to_owned(), "ten years"), &salted(80)).unwrap();
    let merged = taken(&bundle, &one).unwrap();
    assert_eq!((merged.erased, merged.states), (vec!["Anna Sample".to_owned()], 0));
    assert!(sessions_below(one.root()).is_empty());
    assert!(verify(one.root(), &[]).unwrap().tampering.is_empty());
    // Another library's erasures say nothing of this one's ledger, and stay there.
    let theirs = bundle_of(one.root());
    assert!(theirs.manifest.files.iter().all(|file| !file.key.contains("erased")));
    let (other, _) = clinic(&folder.path().join("other"));
    taken(&theirs, &other).unwrap();
    assert_eq!(load_session(&only_session(&other)).unwrap().id, session().id);
}
