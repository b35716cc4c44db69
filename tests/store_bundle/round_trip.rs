//! Out and in again: the same bytes, and a zip that other programs read.

use std::path::Path;
use std::process::Command;

use mesomap::store::{
    BundleFault, BundleOf, Library, Lineage, OtherName, Signer, StoreError, check, is_a_bundle, load_session, merge,
    open_bundle_as, open_session, place_at, read_bundle, sessions_below, sign_session, unsaved_work, verify,
    write_bundle,
};

use crate::store_support::{changed, library, names, note, session};
use crate::{bundle_of, bytes_of, clinic, coming, files, only_session, patient, salted, taken, title, titled};

#[test]
fn the_sample_library_goes_out_and_comes_in_the_same() {
    let charts = place_at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts")).unwrap();
    let bytes = bytes_of(&charts);
    assert_eq!(bytes, bytes_of(&charts), "the same is the same");
    assert!(is_a_bundle(&bytes) && bytes[30..].starts_with(b"mimetypeapplication/x-mesomap-bundle"));
    let bundle = read_bundle(Path::new("all.mesomap"), &bytes).unwrap();
    // It is a library by itself.
    let inside = Library::at(bundle.root().clone()).unwrap();
    assert_eq!(sessions_below(inside.root()).len(), 7);
    assert_eq!(bundle.manifest.files.len(), files(&charts.shown(), true).len());
    assert!(bundle.manifest.ledger.is_some() && bundle.manifest.unsaved == 0);
    let folder = tempfile::tempdir().unwrap();
    let made = open_bundle_as(&bundle, &folder.path().join("new"), &coming()).unwrap();
    assert_eq!((made.patients.new, made.courses.new, made.sessions.new), (1, 2, 7));
    assert_eq!(files(&made.library.root().shown(), true), files(&charts.shown(), true), "byte for byte, name for name");
    assert!(check(made.library.root()).is_empty());
    let verified = verify(made.library.root(), &[]).unwrap();
    assert_eq!((verified.tampering.len(), verified.revisions), (0, made.states), "{:?}", verified.tampering);
    let again = open_bundle_as(&bundle, &folder.path().join("new"), &coming());
    assert!(matches!(again, Err(StoreError::AlreadyExists { .. })), "never into a folder that holds something");
}

#[test]
fn a_patient_and_a_course_go_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = clinic(&folder.path().join("a"));
    let other = library.create_patient(&crate::store_support::patient("Bea Example"), &salted(9)).unwrap();
    let (anna, known) = patient(&library);
    let bundle = bundle_of(&anna);
    assert_eq!(bundle.manifest.of, BundleOf::Patient { id: known.id, name: known.name });
    let keys: Vec<&str> = bundle.manifest.files.iter().map(|file| file.key.as_str()).collect();
    assert!(!keys.iter().any(|key| key.starts_with(other.name())), "{keys:?}");
    let (_, second) = (bundle, bundle_of(&course));
    let BundleOf::Course { title: named, patient, .. } = &second.manifest.of else { panic!("{:?}", second.manifest) };
    assert_eq!((named.as_str(), patient.as_str()), ("Facial rejuvenation", "Anna Sample"));
    let made = open_bundle_as(&second, &folder.path().join("b"), &coming()).unwrap();
    assert_eq!(load_session(&only_session(&made.library)).unwrap(), load_session(&only_session(&library)).unwrap());
    assert_eq!(made.library.name(), "Clinic");
    for nothing in [only_session(&library), library.root().child("clinic")] {
        let refused = write_bundle(&nothing, &note()).unwrap_err();
        assert!(matches!(refused, StoreError::Bundle { fault: BundleFault::NotOne, .. }), "{refused:?}");
    }
}

#[test]
fn unsaved_work_is_counted_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = clinic(folder.path());
    let mut open = open_session(&only_session(&library)).unwrap();
    open.autosave(&titled("half"), &note()).unwrap();
    assert_eq!(write_bundle(library.root(), &note()).unwrap().manifest.unsaved, 1, "of a session that is open too");
    std::mem::forget(open);
    let bundled = write_bundle(library.root(), &note()).unwrap();
    assert!(bundled.manifest.files.iter().all(|file| !file.key.contains("/.")), "{:?}", bundled.manifest.files);
    let _ = unsaved_work(library.root());
}

#[test]
fn only_who_signed_goes_with_a_patient() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = clinic(&folder.path().join("a"));
    let signer =
        |name: &str, random| Signer::new(format!("s {name}"), [name, ""], "blue hinge 42", [random; 72]).unwrap();
    let (signs, other) = (signer("Dr Sample", 1), signer("Dr Other", 2));
    library.add_signer(&signs, &note()).unwrap();
    library.add_signer(&other, &note()).unwrap();
    let open = open_session(&only_session(&library)).unwrap();
    let key = signs.unlock("blue hinge 42").unwrap();
    sign_session(open.state().unwrap(), (&signs, &key), "I gave this treatment", &salted(7)).unwrap();
    let bundle = bundle_of(&patient(&library).0);
    let signers = Library::at(bundle.root().clone()).unwrap().signers().unwrap();
    let [one] = &signers[..] else { panic!("{signers:?}") };
    assert_eq!(one.signer.as_ref().unwrap().name, "Dr Sample");
    let elsewhere = Library::create(&folder.path().join("b"), "Elsewhere", &salted(40)).unwrap();
    let merged = taken(&bundle, &elsewhere).unwrap();
    assert_eq!(merged.signers, ["Dr Sample"], "it is said whose key is known from now on");
    let verified = verify(elsewhere.root(), &[]).unwrap();
    assert_eq!((verified.signatures, verified.tampering.len()), (1, 0), "{:?}", verified.tampering);
    assert!(taken(&bundle, &elsewhere).unwrap().signers.is_empty());
}

#[test]
fn files_of_the_layout_of_before_come_in_too() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("a"));
    std::fs::write(course.shown().join("s1.ron"), mesomap::store::session_text(&session()).unwrap()).unwrap();
    let mut open = open_session(&course.child("s1.record")).unwrap();
    open.save(&changed(&session()), &salted(3)).unwrap();
    drop(open);
    let bundle = bundle_of(library.root());
    let made = open_bundle_as(&bundle, &folder.path().join("b"), &coming()).unwrap();
    assert_eq!(load_session(&only_session(&made.library)).unwrap(), changed(&session()));
    assert!(check(made.library.root()).is_empty(), "{:?}", check(made.library.root()));
    // Where the name is another's, it is the same record all the same.
    let (third, other_course) = crate::store_support::library(&folder.path().join("c"));
    let other = mesomap::chart::Session { id: "other".to_owned(), ..session() };
    std::fs::write(other_course.shown().join("s1.ron"), mesomap::store::session_text(&other).unwrap()).unwrap();
    let merged = merge(&bundle, third.root(), OtherName::Refused, &coming()).unwrap();
    assert_eq!((merged.sessions.new, merged.forks.len()), (1, 0), "{:?}", merged.forks);
    let lineage = Lineage::of(&other_course.child("s1-2.record")).unwrap();
    assert_eq!((lineage.states().len(), lineage.heads().count()), (2, 1));
    assert_eq!(title(&other_course.child("s1.record")), "Session 1");
    assert_eq!(taken(&bundle, &third).unwrap().states, 0);
}

/// By other programs, where they are installed.
#[test]
fn other_programs_read_it_and_what_they_make_of_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = clinic(&folder.path().join("a"));
    let file = folder.path().join("x.mesomap");
    std::fs::write(&file, bytes_of(library.root())).unwrap();
    let script = "import sys, zipfile\n\
        with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as new:\n\
        \x20   assert old.testzip() is None\n\
        \x20   new.writestr('anna-sample/', '')\n\
        \x20   for name in reversed(old.namelist()):\n\
        \x20       with new.open(name, 'w', force_zip64=True) as out: out.write(old.read(name))\n";
    let again = folder.path().join("again.mesomap");
    match Command::new("python3").args(["-c", script]).args([&file, &again]).output() {
        Ok(ran) => {
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            let bundle = read_bundle(&again, &std::fs::read(&again).unwrap()).unwrap();
            assert_eq!(sessions_below(bundle.root()).len(), 1);
        }
        Err(_) => eprintln!("python3 isn't installed"),
    }
    let out = folder.path().join("out");
    match Command::new("unzip").arg("-q").arg(&file).arg("-d").arg(&out).output() {
        Ok(ran) => {
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            assert!(names(&out).contains(&"manifest.ron".to_owned()));
            let unpacked = Library::open(&out).unwrap();
            assert_eq!(title(&only_session(&unpacked)), "second", "unpacked it is a library");
            assert!(check(unpacked.root()).is_empty(), "{:?}", check(unpacked.root()));
        }
        Err(_) => eprintln!("unzip isn't installed"),
    }
}
