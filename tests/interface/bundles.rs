//! Bundles through the window: out of one library, into another, and a fork where a record went on in both.

use super::desk::{Desk, sample, sample_copy, session_files};

/// Exports all of the open library under a name in its folder's parent.
fn export(desk: &mut Desk, passphrase: Option<&str>) -> std::path::PathBuf {
    let file = desk.folder().with_extension("mesomap");
    desk.click("File");
    desk.click("Export a bundle…");
    desk.shows("The whole library");
    if let Some(passphrase) = passphrase {
        desk.click("Encrypt it");
        desk.fill("Passphrase of the bundle", passphrase);
        desk.fill("The same again", passphrase);
    }
    desk.click("Export…");
    desk.fill("Folder", &file.parent().expect("a folder").display().to_string());
    desk.fill("File name", &file.file_name().expect("a name").to_string_lossy());
    desk.click("Choose");
    desk.wait_until(|| file.exists());
    file
}

#[test]
fn a_library_goes_out_and_into_another_window() {
    let mut desk = sample();
    let file = export(&mut desk, None);
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("other");
    let mut other = Desk::empty(folder.path());
    other.drop_file(&file);
    other.shows("The library Sample library");
    other.fill("Folder", &into.display().to_string());
    other.click("Take it in");
    other.shows("Sample Patient");
    assert_eq!(session_files(&into).len(), session_files(desk.folder()).len());
    // Once more changes nothing.
    other.drop_file(&file);
    other.shows("All of it goes into the library Sample library");
    other.click("Take it in");
    other.shows("All of the bundle was here already");
    assert_eq!(session_files(&into).len(), session_files(desk.folder()).len());
}

#[test]
fn an_encrypted_bundle_asks_for_its_passphrase() {
    let mut desk = sample();
    let file = export(&mut desk, Some("a long enough passphrase"));
    let folder = sample_copy();
    let mut other = Desk::open(folder.path());
    other.drop_file(&file);
    other.fill("Passphrase of the bundle", "another passphrase");
    other.click("Open");
    other.shows("passphrase");
    other.fill("Passphrase of the bundle", "a long enough passphrase");
    other.click("Open");
    other.shows("All of it goes into the library");
    other.click("Cancel");
}
