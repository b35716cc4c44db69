//! Closing the window: from the taskbar while it is minimised, over questions, and while something is being written.

use egui::ViewportCommand;

use super::desk::{self, Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK};

#[test]
fn a_minimised_window_keeps_work_and_asks_before_it_closes() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let file = desk.open_file();
    let recovery = file.with_file_name(format!(".{}.recovery", file.file_name().unwrap().to_string_lossy()));
    assert!(!recovery.exists(), "nothing rested long enough yet");
    desk.hidden_logic(false);
    Desk::wait_for(|| recovery.exists());
    let commands = desk.hidden_logic(true);
    assert!(commands.contains(&ViewportCommand::CancelClose));
    assert!(commands.contains(&ViewportCommand::Minimized(false)), "the question comes up: {commands:?}");
    desk.settle();
    desk.shows("Save changes?");
    desk.click("Cancel");
    assert_eq!(desk.session().marks.len(), 1);
}

#[test]
fn overwriting_finishes_the_quit_that_it_held_up() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let file = desk.open_file();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text + "\n").unwrap();
    desk.ask_to_close();
    desk.click("Save");
    desk.shows("The file was changed elsewhere");
    let closed = desk.closes_on_click("Overwrite");
    assert!(closed, "the window closes after the file is written");
    assert_eq!(crate::desk::load(&file).marks.len(), 1);
}

#[test]
fn overwriting_goes_on_to_the_session_that_was_asked_for() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.tap_body(LEFT_CHEEK);
    let (file, id) = (desk.open_file(), desk.session().id);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text + "\n").unwrap();
    desk.click("Session 1");
    desk.click("Save");
    desk.click("Overwrite");
    assert_ne!(desk.session().id, id, "the first session is open");
    assert_eq!(crate::desk::load(&file).marks.len(), 2);
}

#[test]
fn a_quit_that_drops_a_form_goes_on_to_ask_about_the_session() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.click("New course…");
    desk.fill("Indication", "Cellulite");
    desk.ask_to_close();
    desk.shows("Lose what you typed?");
    desk.click("Lose it");
    desk.shows("Save changes?");
    assert!(desk.closes_on_click("Discard changes"));
}
