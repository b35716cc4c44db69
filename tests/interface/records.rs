//! The open session for other programs: a transaction to a file, and its report into a watched folder, both as it was saved.

use super::desk::{Desk, sample};

fn choose(desk: &mut Desk, command: &str, folder: &std::path::Path, name: Option<&str>) {
    desk.click("File");
    desk.click(command);
    desk.fill("Folder", &folder.display().to_string());
    if let Some(name) = name {
        desk.fill("File name", name);
    }
    desk.click("Choose");
    desk.settle();
}

#[test]
fn a_session_goes_to_a_file_for_a_record_system() {
    let mut desk = sample();
    desk.open_first_session();
    let folder = desk.folder().to_owned();
    choose(&mut desk, "Export for a record system (FHIR)…", &folder, Some("session.json"));
    let file = folder.join("session.json");
    desk.wait_until(|| file.exists());
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains("\"transaction\"") && text.contains("Sample Patient, not a real person"));
}

#[test]
fn a_report_goes_into_a_watched_folder() {
    let mut desk = sample();
    desk.open_first_session();
    let inbox = desk.folder().join("inbox");
    std::fs::create_dir(&inbox).expect("a folder");
    choose(&mut desk, "Put into a watched folder…", &inbox, None);
    let names =
        || -> Vec<_> { std::fs::read_dir(&inbox).into_iter().flatten().flatten().map(|entry| entry.path()).collect() };
    desk.wait_until(|| names().iter().any(|path| path.extension().is_some_and(|ending| ending == "pdf")));
    desk.shows("Put into the watched folder");
    assert_eq!(names().len(), 2, "{:?}", names());
    assert!(!names().iter().any(|path| path.to_string_lossy().contains("Sample Patient")), "{:?}", names());
}
