//! An encrypted library: made with its words said before, charted in, closed, and opened again by what opens it.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use mesomap::store::{Keyring, Library, StoreError, check, read_key_file, sessions_below};

use super::FOREHEAD;
use super::desk::Desk;

const PASSPHRASE: &str = "blue hinge 42";

/// Makes an encrypted library in a folder, with a key file beside it, and charts one point in it.
fn charted(folder: &Path) -> (Desk, PathBuf, PathBuf) {
    let (root, key_file) = (folder.join("clinic"), folder.join("key.txt"));
    let mut desk = Desk::empty(folder);
    desk.click("New library…");
    desk.fill("Folder", &root.display().to_string());
    desk.click("Encrypt it");
    desk.shows("A forgotten passphrase is final");
    desk.fill("Passphrase", PASSPHRASE);
    desk.fill("Passphrase once more", "blue hinge 43");
    desk.click("I know that a forgotten passphrase is final");
    assert!(desk.is_disabled("Create"), "the two aren't the same");
    desk.fill("Passphrase once more", PASSPHRASE);
    assert!(!desk.is_disabled("Create"));
    desk.click("I know that a forgotten passphrase is final");
    assert!(desk.is_disabled("Create"), "not before that is known");
    desk.click("I know that a forgotten passphrase is final");
    desk.click("Write a key file too, which opens it without the passphrase");
    desk.fill("Key file", &root.join("key.txt").display().to_string());
    desk.shows("A key within the library protects nothing");
    assert!(desk.is_disabled("Create"));
    desk.fill("Key file", &key_file.display().to_string());
    desk.click("Create");
    desk.settle();
    desk.begin_first_session("Test Patient", "Face");
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.settle();
    (desk, root, key_file)
}

fn everything(folder: &Path, found: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        found.extend_from_slice(path.file_name().expect("a name").as_encoded_bytes());
        if path.is_dir() { everything(&path, found) } else { found.extend(std::fs::read(&path).expect("a file")) }
    }
}

#[test]
fn a_library_is_encrypted_from_its_first_file_on_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, root, key_file) = charted(folder.path());
    let id = desk.session().id;
    drop(desk);
    let mut bytes = Vec::new();
    everything(&root, &mut bytes);
    let disk = String::from_utf8_lossy(&bytes).to_lowercase();
    for word in ["test patient", "test-patient", "face", ".ron", "session", PASSPHRASE] {
        assert!(!disk.contains(word), "the disk tells {word}");
    }
    assert!(matches!(Library::open(&root), Err(StoreError::Locked { .. })));

    let mut desk = Desk::open(&root);
    desk.shows("Encrypted library");
    assert!(desk.is_disabled("Open"));
    desk.fill("Passphrase of the library", "blue hinge 43");
    desk.click("Open");
    desk.settle();
    desk.shows("this is not the passphrase of the library");
    desk.seek("Passphrase of the library", PASSPHRASE);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    desk.shows("Test Patient");
    desk.click("Session 1");
    desk.settle();
    assert_eq!((desk.session().id, desk.session().marks.len()), (id, 1));
    drop(desk);

    // By the key file, in the program's own file dialog.
    let mut desk = Desk::open(&root);
    desk.click("Open with a key file…");
    desk.fill("Folder", &folder.path().display().to_string());
    desk.fill("File name", "key.txt");
    desk.click("Choose");
    desk.settle();
    desk.shows("Test Patient");
    let keys = Keyring::default();
    keys.unlock(&root, &read_key_file(&std::fs::read_to_string(key_file).unwrap()).unwrap()).unwrap();
    let library = Library::open_with(&root, &keys).unwrap();
    assert!(check(library.root()).is_empty() && sessions_below(library.root()).len() == 1);
}

#[test]
fn what_isnt_opened_stays_closed_and_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, root, _) = charted(folder.path());
    drop(desk);
    let mut desk = Desk::open(&root);
    desk.click("Cancel");
    desk.shows("New library");
    assert!(!desk.controls().keys().any(|name| name.contains("Test Patient") || name.contains("Face")));
    // A file in it, dropped on the window, asks the same.
    drop(desk);
    let mut desk = Desk::open(&root.join("passphrase.age"));
    desk.shows("Encrypted library");
}
