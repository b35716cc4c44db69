//! One patient at a time: what is highlighted, what is open, what a dialog is about and what a job writes is one document.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use egui::{Key, Modifiers};
use mesomap::app::{FilePicker, NoPicker, Picked, Question, Threads};

use super::desk::{self, Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK};

/// A file dialog that stays open until the test answers it.
struct Held {
    asked: Mutex<Sender<Question>>,
    answers: Mutex<Receiver<Picked>>,
}

impl FilePicker for Held {
    fn pick(&self, question: &Question) -> Picked {
        self.asked.lock().expect("asked").send(question.clone()).expect("somebody listens");
        self.answers.lock().expect("answers").recv().unwrap_or(Picked::Cancelled)
    }
}

fn held() -> (Arc<Held>, Sender<Picked>, Receiver<Question>) {
    let (asked, questions) = channel();
    let (answer, answers) = channel();
    (Arc::new(Held { asked: Mutex::new(asked), answers: Mutex::new(answers) }), answer, questions)
}

/// The sample with a second patient who has a course of one empty session.
pub(super) fn with_another_patient() -> tempfile::TempDir {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.click("New patient…");
    desk.fill("Name", "Other Patient");
    desk.click("Add patient");
    desk.click_button_in_middle("New course…");
    desk.fill("Title", "Neck");
    desk.click("Add course");
    desk.click_button_in_middle("New session…");
    desk.click("Start charting");
    folder
}

#[test]
fn choosing_another_patient_leaves_the_chart() {
    let folder = with_another_patient();
    let mut desk = Desk::open(folder.path());
    desk.click("Sample Patient, not a real person");
    desk.open_first_session();
    desk.click("Other Patient");
    assert!(desk.harness.state().session().is_none(), "the chart of the first patient is closed");
    desk.shows("Neck");
}

#[test]
fn choosing_another_course_asks_about_unsaved_work_and_stays_where_it_was() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let session = desk.session().id;
    desk.click("Low back pain");
    desk.shows("Save changes?");
    desk.click("Cancel");
    assert_eq!(desk.session().id, session);
    desk.tap_body(LEFT_CHEEK);
    assert_eq!(desk.session().marks.len(), 2, "what is highlighted is still what is open");
    desk.click("Low back pain");
    desk.click("Save");
    assert!(desk.harness.state().session().is_none());
}

#[test]
fn adding_a_patient_leaves_the_chart_of_another() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let (file, before) = (desk.open_file(), desk.session());
    desk.click("New patient…");
    desk.fill("Name", "Third Patient");
    desk.click("Add patient");
    desk.shows("Save changes?");
    desk.click("Save");
    assert!(desk.harness.state().session().is_none(), "the new patient has no chart");
    assert_eq!(desk::load(&file), before);
}

#[test]
fn adding_a_course_leaves_the_chart() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("New course…");
    desk.fill("Title", "Scalp");
    desk.click("Add course");
    assert!(desk.harness.state().session().is_none());
    desk.shows("Scalp");
}

#[test]
fn a_session_from_outside_highlights_nobody_else() {
    let mut desk = sample();
    desk.open_first_session();
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("visit.ron");
    std::fs::copy(desk::newest_file(&desk.open_file()), &file).unwrap();
    desk.drop_file(&file);
    assert!(desk.harness.state().session().is_some());
    assert!(!desk.is_shown("Facial rejuvenation"), "no course of another patient stands beside the chart");
}

#[test]
fn an_export_is_of_what_was_open_when_it_was_asked_for() {
    let folder = desk::sample_copy();
    let (picker, answer, questions) = held();
    let mut desk = Desk::open_with(folder.path(), desk::services(picker));
    desk.open_first_session();
    let expected = desk.session().marks.len();
    desk.click("Export");
    desk.click("List of the marks beside it (CSV)");
    desk.click_only("Export…");
    questions.recv().unwrap();
    desk.click_only("Session 2");
    // A job reads it; the export that is held keeps the program from coming to rest.
    for _ in 0..500 {
        if desk.session().marks.len() != expected {
            break;
        }
        desk.step();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_ne!(desk.session().marks.len(), expected);
    let picture = folder.path().join("map.png");
    answer.send(Picked::Path(picture.clone())).unwrap();
    let list = picture.with_extension("csv");
    desk.wait_until(|| list.exists());
    let rows = std::fs::read_to_string(list).unwrap().lines().count();
    assert!(
        (expected + 1..=expected + 3).contains(&rows),
        "the list is of the first session: {rows} rows, {expected} marks"
    );
}

#[test]
fn a_copy_is_of_what_was_open_when_it_was_asked_for() {
    let folder = desk::sample_copy();
    let (picker, answer, questions) = held();
    let mut desk = Desk::open_with(folder.path(), desk::services(picker));
    desk.open_first_session();
    let expected = desk.session();
    desk.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    desk.step();
    questions.recv().unwrap();
    desk.click_only("Session 2");
    let copy = tempfile::tempdir().unwrap();
    let copy = copy.path().join("copy.ron");
    answer.send(Picked::Path(copy.clone())).unwrap();
    desk.wait_until(|| copy.exists());
    assert_eq!(desk::load(&copy), expected);
}

#[test]
fn the_program_works_where_no_thread_can_start() {
    let folder = desk::sample_copy();
    let services = mesomap::app::Services { threads: Threads::None, ..desk::services(Arc::new(NoPicker)) };
    let mut desk = Desk::open_with(folder.path(), services);
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.click("Save");
    let file = desk.open_file();
    assert_eq!(desk::load(&file).marks.len(), 1);
    desk.click("Compare Session 1");
    desk.shows("What changed");
}

#[test]
fn a_document_is_exported_where_that_is_chosen_and_offered_again() {
    let folder = desk::sample_copy();
    let (picker, answer, questions) = held();
    let mut desk = Desk::open_with(folder.path(), desk::services(picker));
    desk.open_first_session();
    desk.click("Export");
    desk.click("Document with lots, signatures and every mark (PDF)");
    assert!(!desk.is_shown("Resolution"), "a document has none");
    desk.click_only("Export…");
    let question = questions.recv().unwrap();
    assert!(
        question.file_name.is_some_and(|name| std::path::Path::new(&name).extension().is_some_and(|end| end == "pdf"))
    );
    let document = folder.path().join("record.pdf");
    answer.send(Picked::Path(folder.path().join("record"))).unwrap();
    desk.wait_until(|| document.exists());
    let bytes = std::fs::read(&document).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF\n"));
    desk.click("Export");
    assert!(!desk.is_shown("Resolution"), "the choice is remembered");
}
