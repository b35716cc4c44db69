//! The ledger of a library: whatever is changed, taken away, added, put in another order or written anew is found and named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mesomap::store::{
    Checkpoint, Library, OpenSession, Place, SignatureStanding, Signer, Tampering, checkpoint, sign_session, verify,
};
use store_support::{changed, library, note, patient, session};

/// A library with a session that was saved three times, and another patient.
fn saved(root: &Path) -> (Library, OpenSession) {
    let (library, course) = library(root);
    library.create_patient(&patient("Bea Sample"), &note()).unwrap();
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    open.save(&session(), &note()).unwrap();
    (library, open)
}

fn tampering(root: &Place) -> Vec<Tampering> {
    let found = verify(root, &[]).unwrap();
    assert!(found.unread.is_empty(), "{:?}", found.unread);
    found.tampering
}

fn entry(root: &Path, number: u64) -> PathBuf {
    root.join(format!("clinic/ledger/0/{number}.note"))
}

#[test]
fn every_revision_is_logged_in_the_order_of_the_saves() {
    let folder = tempfile::tempdir().unwrap();
    let (library, open) = saved(folder.path());
    let found = verify(library.root(), &[]).unwrap();
    assert_eq!((found.tampering, found.revisions, found.before), (Vec::new(), 7, 0));
    let newest = checkpoint(library.root()).unwrap().unwrap();
    assert_eq!((newest.size, found.checkpoint), (7, Some(newest)));
    let last = fs::read_to_string(entry(folder.path(), 7)).unwrap();
    let file = fs::read(open.state().unwrap().shown()).unwrap();
    assert!(last.contains(mesomap::store::Checksum::of(&file).as_str()), "{last}");
    assert!(last.contains(" session session-1 3 "), "{last}");
    assert!(!last.contains("anna"), "no name is in it: {last}");
}

#[test]
fn what_is_edited_deleted_swapped_or_added_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (library, open) = saved(folder.path());
    let (root, record) = (library.root(), open.place().shown());
    let [one, two, three] = [1, 2, 3].map(|number| record.join(format!("{number}.ron")));
    let texts = [&one, &two, &three].map(|file| fs::read(file).unwrap());
    let mut restore = vec![(one.clone(), &texts[0]), (two.clone(), &texts[1]), (three.clone(), &texts[2])];
    let mut tried = |change: &dyn Fn(), expected: &dyn Fn(&Tampering) -> bool| {
        change();
        let found = tampering(root);
        assert!(found.iter().any(expected), "{found:?}");
        for (file, bytes) in &mut restore {
            fs::write(file, bytes).unwrap();
        }
        assert_eq!(tampering(root), []);
    };
    let text = String::from_utf8(texts[1].clone()).unwrap();
    // Changed with its last line made right again, as somebody who knows the format would.
    let body = text.replace("0.2,", "0.3,");
    let body = &body[..body.rfind("// sha256").unwrap()];
    let sum = mesomap::store::Checksum::of(body.as_bytes());
    let forged = format!("{body}// sha256 of all above: {}\n", sum.as_str());
    tried(
        &|| fs::write(&two, &forged).unwrap(),
        &|found| matches!(found, Tampering::Edited { file, .. } if *file == two),
    );
    tried(
        &|| fs::remove_file(&three).unwrap(),
        &|found| matches!(found, Tampering::Deleted { leaf, record: Some(at), .. } if leaf.number == 3 && *at == record),
    );
    let swap = || {
        fs::write(&one, &texts[1]).unwrap();
        fs::write(&two, &texts[0]).unwrap();
    };
    tried(&swap, &|found| matches!(found, Tampering::Reordered { file, logged: 2 } if *file == one));
    let added = record.join("4.ron");
    fs::write(&added, &forged).unwrap();
    let found = tampering(root);
    assert!(found.contains(&Tampering::Unlogged { file: added.clone() }), "{found:?}");
    fs::remove_file(&added).unwrap();
    // A whole record that is gone is known by what it was.
    let elsewhere = tempfile::tempdir_in(folder.path().parent().unwrap()).unwrap();
    fs::rename(&record, elsewhere.path().join("taken")).unwrap();
    let gone =
        |found: &&Tampering| matches!(found, Tampering::Deleted { leaf, record: None, .. } if leaf.id == "session-1");
    assert_eq!(tampering(root).iter().filter(gone).count(), 3);
}

#[test]
fn what_is_done_to_the_ledger_itself_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _open) = saved(folder.path());
    let root = library.root();
    let before = checkpoint(root).unwrap().unwrap();
    let file = entry(folder.path(), 4);
    let text = fs::read_to_string(&file).unwrap();
    for (from, to) in [(" 1 2026", " 2 2026"), ("peaks ", "peaks  "), ("mesomap/", "mesomap/0"), ("\n4\n", "\n5\n")] {
        assert!(text.contains(from), "{text}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        let found = tampering(root);
        assert!(found.contains(&Tampering::Entry { number: 4, file: file.clone() }), "{from}: {found:?}");
    }
    fs::remove_file(&file).unwrap();
    assert!(tampering(root).contains(&Tampering::Gap { number: 4 }));
    fs::write(&file, &text).unwrap();
    // Two entries in each other's place.
    let next = fs::read_to_string(entry(folder.path(), 5)).unwrap();
    fs::write(&file, &next).unwrap();
    fs::write(entry(folder.path(), 5), &text).unwrap();
    assert!(tampering(root).contains(&Tampering::Entry { number: 4, file: file.clone() }));
    fs::write(entry(folder.path(), 5), &next).unwrap();
    fs::write(&file, &text).unwrap();
    assert_eq!(verify(root, std::slice::from_ref(&before)).unwrap().tampering, []);
    // Its end cut with what was saved then: only an outside copy tells.
    let last = fs::read_to_string(entry(folder.path(), 7)).unwrap();
    fs::remove_file(entry(folder.path(), 7)).unwrap();
    let found = verify(root, std::slice::from_ref(&before)).unwrap().tampering;
    assert!(found.contains(&Tampering::Cut { size: 6, known: 7 }), "{found:?}");
    fs::write(entry(folder.path(), 7), last).unwrap();
    // A ledger of another library put in its place, and one written anew.
    let other = tempfile::tempdir().unwrap();
    let others = Library::create(other.path(), "Another clinic", &note()).unwrap();
    for name in ["A", "B", "C", "D", "E", "F"] {
        others.create_patient(&patient(name), &note()).unwrap();
    }
    let foreign = checkpoint(others.root()).unwrap().unwrap();
    assert_eq!(verify(root, &[foreign]).unwrap().tampering, [Tampering::Rewritten { known: 7 }]);
    let anew = Checkpoint { root: before.root.replacen(|c: char| c.is_ascii_lowercase(), "A", 1), ..before };
    assert_eq!(verify(root, &[anew]).unwrap().tampering, [Tampering::Rewritten { known: 7 }]);
    fs::remove_dir_all(folder.path().join("clinic/ledger")).unwrap();
    fs::rename(other.path().join("clinic/ledger"), folder.path().join("clinic/ledger")).unwrap();
    assert!(tampering(root).len() >= 7, "nothing in it is of this library");
}

#[test]
fn what_cannot_be_read_is_told_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let (library, open) = saved(folder.path());
    let file = open.place().shown().join("2.ron");
    fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(65 << 20).unwrap();
    let found = verify(library.root(), &[]).unwrap();
    let files: Vec<&Path> = found.unread.iter().map(mesomap::store::StoreError::file).collect();
    assert_eq!(files, [file.as_path()]);
}

#[test]
fn a_signature_that_does_not_hold_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (library, open) = saved(folder.path());
    let stranger = Signer::new("x".to_owned(), ["Dr Stranger", ""], "blue hinge 42", [9; 72]).unwrap();
    let key = stranger.unlock("blue hinge 42").unwrap();
    sign_session(open.state().unwrap(), (&stranger, &key), "I was there", &note()).unwrap();
    let found = tampering(library.root());
    let standing = SignatureStanding::Foreign;
    let file = open.place().shown().join("4.ron");
    assert_eq!(found, [Tampering::Signature { file, name: "Dr Stranger".to_owned(), standing }]);
}

#[test]
fn a_library_without_a_ledger_gets_one_that_vouches_for_what_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let (library, mut open) = saved(folder.path());
    fs::remove_dir_all(folder.path().join("clinic/ledger")).unwrap();
    assert_eq!(tampering(library.root()).len(), 7, "nobody vouches for anything");
    open.save(&changed(&session()), &note()).unwrap();
    let found = verify(library.root(), &[]).unwrap();
    assert_eq!((found.before, found.revisions), (3, 8), "a revision vouches for what it grew from");
    assert_eq!(found.tampering.len(), 4);
}

#[test]
fn many_windows_write_one_order() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _course) = library(folder.path());
    std::thread::scope(|scope| {
        for window in 0..4 {
            let library = library.clone();
            scope.spawn(move || {
                for nth in 0..10 {
                    library.create_patient(&patient(&format!("P {window} {nth}")), &note()).unwrap();
                }
            });
        }
    });
    let found = verify(library.root(), &[]).unwrap();
    assert_eq!((found.tampering, found.revisions), (Vec::new(), 43));
    assert_eq!(found.checkpoint.unwrap().size, 43);
}

#[test]
fn common_tools_check_an_entry_against_its_revision() {
    let folder = tempfile::tempdir().unwrap();
    let (_, open) = saved(folder.path());
    let script = "sum=$(sha256sum \"$1\" | cut -d' ' -f1); sed -n 4p \"$2\" | grep -q \"^$sum \"";
    let check = |file: &Path, entry: &Path| {
        Command::new("sh").args(["-c", script, "sh"]).arg(file).arg(entry).status().is_ok_and(|status| status.success())
    };
    if Command::new("sha256sum").arg("--version").output().is_err() {
        return;
    }
    let newest = open.state().unwrap().shown();
    assert!(check(&newest, &entry(folder.path(), 7)));
    assert!(!check(&newest, &entry(folder.path(), 6)));
    // The leaf is the fourth line behind a zero byte (RFC 6962); of one entry it is the root too.
    let root = "{ printf '\\0'; sed -n 4p \"$1\"; } | openssl dgst -sha256 -binary | base64 | grep -qxF \"$(sed -n 3p \"$1\")\"";
    if Command::new("openssl").arg("version").output().is_ok() {
        let first = entry(folder.path(), 1);
        assert!(Command::new("sh").args(["-c", root, "sh"]).arg(first).status().unwrap().success());
    }
}
