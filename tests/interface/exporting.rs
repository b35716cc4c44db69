//! Exports out of the window: looked at before they are written; a card for the patient, a whole course.

use std::path::PathBuf;

use super::desk::{Desk, sample};

/// Answers where it goes, and waits for the file.
fn written(desk: &mut Desk, name: &str) -> Vec<u8> {
    let folder: PathBuf = desk.folder().to_path_buf();
    let file = folder.join(name);
    desk.click("Export…");
    desk.fill("Folder", &folder.display().to_string());
    desk.fill("File name", name);
    desk.click("Choose");
    let is_whole = || std::fs::read(&file).is_ok_and(|bytes| bytes.ends_with(b"%%EOF\n"));
    desk.wait_until(is_whole);
    std::fs::read(&file).expect("a document")
}

fn holds(bytes: &[u8], part: &str) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}

#[test]
fn a_document_is_looked_at_page_by_page_before_it_is_written() {
    let mut desk = sample();
    desk.open_first_session();
    desk.key(egui::Key::E, egui::Modifiers::COMMAND);
    desk.click("Document with lots, signatures and every mark (PDF)");
    desk.click("Preview");
    desk.shows("Page 1 as it will be");
    assert!(desk.is_disabled("Previous page"));
    desk.click("Next page");
    desk.shows("Page 2 as it will be");
    desk.click("Back to the form");
    let bytes = written(&mut desk, "looked-at.pdf");
    assert_eq!(holds(&bytes, "<pdfaid:part>3<"), 1);
}

#[test]
fn a_card_and_a_whole_course_are_documents_of_their_own() {
    let mut desk = sample();
    desk.open_first_session();
    desk.key(egui::Key::E, egui::Modifiers::COMMAND);
    desk.click("Card for the patient");
    assert!(!desk.is_shown("every mark"), "a card lists none");
    desk.click("Document to print (PDF)");
    let card = written(&mut desk, "card.pdf");
    assert_eq!((holds(&card, "<pdfaid:part>2<"), holds(&card, "Filespec")), (1, 0), "nothing goes with it");

    desk.key(egui::Key::E, egui::Modifiers::COMMAND);
    desk.click("Whole course");
    assert!(desk.is_disabled("Picture of one page (PNG)"), "a course has many pages");
    let course = written(&mut desk, "course.pdf");
    assert!(course.len() > 4 * card.len(), "{} and {} bytes", course.len(), card.len());
    assert!(holds(&course, "Filespec") >= 4, "the file of every session");
}
