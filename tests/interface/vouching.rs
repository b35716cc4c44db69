//! What a workstation saw of a library is held against what it opens.

use std::path::Path;
use std::sync::Arc;

use mesomap::app::{NoPicker, Services};
use mesomap::store::{Erasing, place_at, verify};

use super::desk::{self, Desk};

fn at_a_workstation(library: &Path, own: &Path) -> Desk {
    let services = desk::services(Arc::new(NoPicker));
    Desk::open_with(library, Services { workstation: Some(own.to_owned()), ..services })
}

#[test]
fn a_library_that_was_put_back_is_told_and_nothing_vouches_for_it() {
    let [own, before] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let folder = desk::sample_copy();
    let root = place_at(folder.path()).unwrap();
    {
        let mut desk = at_a_workstation(folder.path(), own.path());
        desk.settle();
        let vouchers = verify(&root, &[]).unwrap().vouchers;
        assert_eq!(vouchers.len(), 1, "it vouches for what it opened");
        assert_eq!(desk.said("isn’t as it should be"), None);
        desk.new_session();
        desk.click("Save");
    }
    let size = mesomap::store::checkpoint(&root).unwrap().unwrap().size;
    assert!(size > verify(&root, &[]).unwrap().vouchers[0].size, "not every save is signed");
    // What was saved last goes, and its entry.
    let entry = folder.path().join(format!("clinic/ledger/0/{size}.note"));
    std::fs::rename(&entry, before.path().join("entry")).unwrap();
    let mut desk = at_a_workstation(folder.path(), own.path());
    desk.settle();
    assert!(desk.said("this workstation saw").is_some(), "{:?}", desk.controls());
    drop(desk);
    std::fs::rename(before.path().join("entry"), &entry).unwrap();
    let mut desk = at_a_workstation(folder.path(), own.path());
    desk.settle();
    assert_eq!(desk.said("this workstation saw"), None);
}

#[test]
fn a_patient_who_was_erased_elsewhere_is_gone_from_the_window() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    assert!(desk.is_shown("Facial rejuvenation"));
    let patient = place_at(&folder.path().join("sample-patient-not-a-real-person")).unwrap();
    let erasing = Erasing::look(&patient).unwrap().unwrap();
    erasing.erase(("e".to_owned(), "ten years"), &desk::note()).unwrap();
    desk.rest(5);
    desk.settle();
    let mut desk = Desk::open(folder.path());
    desk.settle();
    assert!(!desk.is_shown("Facial rejuvenation"));
}
