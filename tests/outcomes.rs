//! An outcome from the form to the file and to the trend, by accessible name.

mod desk;

use desk::{Desk, sample};
use egui::{Key, Modifiers};

/// Adds a number on the pain scale, of the whole session.
fn add_pain(desk: &mut Desk, number: &str) {
    desk.key(Key::F7, Modifiers::NONE);
    desk.shows("Outcomes");
    desk.click("Scale");
    desk.tap_on("Pain, NRS or VAS (EVA)");
    desk.shows("Thresholds are larger in cohorts");
    desk.fill("Value", number);
}

#[test]
fn an_outcome_is_entered_saved_and_seen_in_the_trend() {
    let mut desk = sample();
    desk.new_session();
    add_pain(&mut desk, "11");
    assert!(desk.is_disabled("Add outcome"), "the scale ends at 10");
    desk.fill("Value", "4.5");
    desk.click("Add outcome");
    desk.shows("4.5");
    let session = desk.session();
    assert_eq!(session.outcomes.len(), 1, "{:?}", session.outcomes);
    desk.click("Close");
    desk.click("Save");
    let text = desk::newest_text(&desk.open_file());
    assert!(text.contains("scale: \"pain_nrs\", value: Number(4.5)"), "{text}");

    desk.key(Key::F9, Modifiers::NONE);
    desk.settle();
    desk.shows("Trends over the sessions");
    desk.shows("Volume, mL");
    desk.click("Follow");
    desk.tap_on("Pain, NRS or VAS (EVA)");
    desk.shows("higher is worse");
    desk.shows("NRS-SAL");
    desk.click("All values in words");
    desk.shows("whole session");
    desk.shows("4.5");
    desk.click("Close");

    // It can be taken back, and done again.
    desk.click("Undo");
    assert!(desk.session().outcomes.is_empty());
    desk.click("Redo");
    assert_eq!(desk.session(), session);
}
