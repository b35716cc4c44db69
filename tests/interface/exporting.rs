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
    assert_eq!((holds(&card, "<pdfaid:part>2<"), holds(&card, "/Type/EmbeddedFile")), (1, 0), "nothing goes with it");

    desk.key(egui::Key::E, egui::Modifiers::COMMAND);
    desk.click("Whole course");
    assert!(desk.is_disabled("Picture of one page (PNG)"), "a course has many pages");
    let course = written(&mut desk, "course.pdf");
    assert!(course.len() > 4 * card.len(), "{} and {} bytes", course.len(), card.len());
    assert!(holds(&course, "/Type/EmbeddedFile") >= 4, "the file of every session");
}

#[test]
fn a_page_is_copied_as_a_picture_without_the_patients_name() {
    let mut desk = sample();
    desk.open_first_session();
    desk.harness.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::E);
    let mut copied = None;
    for _ in 0..1200 {
        desk.harness.run_steps(1);
        let commands = &desk.harness.output().platform_output.commands;
        copied = copied.or_else(|| {
            commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyImage(picture) => Some(picture.size),
                _ => None,
            })
        });
        if copied.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(copied, Some([1240, 1754]), "A4 at 150 dpi");
    desk.shows("Picture copied, patient’s name not in it");
}

/// Takes note of what it is to show.
#[derive(Default)]
struct Shown(std::sync::Mutex<Vec<(PathBuf, Vec<u8>)>>);

impl mesomap::app::Viewer for Shown {
    fn show(&self, file: &std::path::Path) -> Result<(), mesomap::app::NotShown> {
        let bytes = std::fs::read(file).expect("a document");
        self.0.lock().expect("a test").push((file.to_owned(), bytes));
        Ok(())
    }
}

#[test]
fn a_document_is_shown_to_be_printed_and_gone_at_the_next_start() {
    let (folder, spool) = (super::desk::sample_copy(), tempfile::tempdir().expect("a folder"));
    let viewer = std::sync::Arc::new(Shown::default());
    let services = || mesomap::app::Services {
        viewer: std::sync::Arc::clone(&viewer) as std::sync::Arc<dyn mesomap::app::Viewer>,
        spool: spool.path().to_owned(),
        ..super::desk::services(std::sync::Arc::new(mesomap::app::NoPicker))
    };
    let mut desk = Desk::open_with(folder.path(), services());
    desk.open_first_session();
    desk.key(egui::Key::P, egui::Modifiers::COMMAND);
    desk.shows("Print… opens a document in the system’s viewer. It names the patient.");
    desk.click("Print…");
    desk.wait_until(|| !viewer.0.lock().expect("a test").is_empty());
    let (file, bytes) = viewer.0.lock().expect("a test").remove(0);
    assert!(bytes.starts_with(b"%PDF-1.7") && file.starts_with(spool.path()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    drop(desk);
    let mut desk = Desk::open_with(folder.path(), services());
    desk.wait_until(|| !file.exists());
}

const NO_VIEWER: &str = "The document could not be shown: no program on this system opens PDF documents; export the document \
                         instead, and print it where there is one";

#[test]
fn where_nothing_shows_documents_that_is_said() {
    let mut desk = sample();
    desk.open_first_session();
    desk.key(egui::Key::P, egui::Modifiers::COMMAND);
    desk.click("Print…");
    desk.shows(NO_VIEWER);
}
