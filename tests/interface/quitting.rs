//! Closing the window: from the taskbar while it is minimised, over questions, and while something is being written.

use egui::ViewportCommand;

use super::FOREHEAD;
use super::desk::{self, Desk, sample};

#[test]
fn a_minimised_window_keeps_work_and_asks_before_it_closes() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let file = desk.open_file();
    let recovery = file.join(".recovery-1.ron");
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

/// What another machine saves into the open session's record, from the state that this window has.
fn saved_elsewhere(record: &std::path::Path) {
    let text = std::fs::read_to_string(desk::newest_file(record)).expect("it is there");
    let theirs = text.replace("last_number: 0", "notes: \"theirs\",\n    last_number: 0");
    assert_ne!(theirs, text);
    std::fs::write(record.join("2.ron"), theirs).expect("written");
}

#[test]
fn what_two_windows_saved_is_both_kept_and_said_before_the_window_closes() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let record = desk.open_file();
    saved_elsewhere(&record);
    desk.ask_to_close();
    desk.click("Save");
    desk.shows("Somebody else saved this session too");
    let states = [1, 2, 3].map(|number| desk::load(&record.join(format!("{number}.ron"))));
    assert_eq!(states[1].details.notes, "theirs", "theirs stays");
    assert_eq!(states[2].marks.len(), 1, "ours is there too");
    let read = mesomap::store::load_session(&mesomap::store::place_at(&record).expect("it is there"));
    assert!(matches!(read, Err(mesomap::store::StoreError::Forked { .. })), "neither is taken for the whole");
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

#[test]
fn work_is_kept_where_the_system_tells_the_program_to_end() {
    use std::sync::atomic::{AtomicBool, Ordering};
    static TOLD: AtomicBool = AtomicBool::new(false);
    let folder = desk::sample_copy();
    let services = desk::services(std::sync::Arc::new(mesomap::app::NoPicker));
    let services = mesomap::app::Services { told_to_end: || TOLD.load(Ordering::Relaxed), ..services };
    let mut desk = Desk::open_with(folder.path(), services);
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let record = desk.open_file();
    assert!(!record.join(".recovery-1.ron").exists(), "nothing rested long enough yet");
    TOLD.store(true, Ordering::Relaxed);
    desk.step();
    assert!(record.join(".recovery-1.ron").exists());
    drop(desk);
    let mut desk = Desk::open(&record);
    desk.shows("Unsaved work was found");
    desk.click("Restore it");
    assert_eq!(desk.session().marks.len(), 1);
}

#[test]
fn a_folder_that_is_moved_away_is_called_that_and_not_made_anew() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let record = desk.open_file();
    let course = record.parent().expect("it lies in a course").to_path_buf();
    std::fs::rename(&course, folder.path().join("elsewhere")).expect("moved");
    desk.click("Save");
    desk.shows("its folder was moved or renamed");
    desk.click("Close");
    assert!(!course.exists(), "no half record takes its place");
    assert_eq!(desk.session().marks.len(), 1, "what is on screen is still there");
    std::fs::rename(folder.path().join("elsewhere"), &course).expect("moved back");
    desk.click("Save");
    assert_eq!(desk::load(&record).marks.len(), 1);
}
