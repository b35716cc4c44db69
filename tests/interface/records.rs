//! The open session for other programs: a transaction to a file, and its report into a watched folder, both as it was saved.

use super::desk::{Desk, sample};
use super::server::{Does, server, stored};

fn choose(desk: &mut Desk, command: &str, folder: &std::path::Path, name: Option<&str>) {
    desk.click("File");
    desk.click("Send and share");
    desk.click(command);
    if name.is_some() {
        desk.click("To a file…");
    }
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

#[test]
fn a_session_goes_to_a_record_system_and_what_is_refused_is_kept_and_sent_again() {
    let refuses = Does::Answers("503 Service Unavailable", "<html>busy</html>".to_owned());
    let (to, heard) = server(&[refuses, Does::Answers("200 OK", stored())]);
    let mut desk = sample();
    desk.open_first_session();
    desk.click("File");
    desk.click("Send and share");
    desk.click("Export for a record system (FHIR)…");
    desk.shows("Sample Patient, not a real person");
    assert!(desk.is_disabled("Send"), "nobody said where to");
    desk.fill("Address, such as http://localhost:8080/fhir", "https://records.example/fhir");
    assert!(desk.is_disabled("Send"), "it can't be encrypted, and that is said");
    desk.fill("Address, such as http://localhost:8080/fhir", &to);
    desk.click("Send");
    desk.settle();
    desk.shows("status 503");
    desk.shows("kept in the library");
    desk.click("Send again");
    desk.settle();
    desk.shows("Everything is stored.");
    let heard = heard.lock().expect("nobody broke it");
    let [(head, first), (_, second)] = &heard[..] else { panic!("{heard:?}") };
    assert!(head.starts_with("POST /fhir HTTP/1.1"), "{head}");
    assert!(first == second, "the same transaction, not made anew");
}
