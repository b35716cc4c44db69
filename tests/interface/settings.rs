//! What a clinic sets up once: the hand that charts, the time that is recorded.

use egui::{Key, Modifiers};

use super::FOREHEAD;
use super::desk::{Desk, sample};

fn run(desk: &mut Desk, words: &str) {
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.fill("What do you want to do?", words);
    desk.key(Key::Enter, Modifiers::NONE);
}

#[test]
fn the_time_is_recorded_where_that_was_asked_for_once() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()).details.charting_s, None);
    run(&mut desk, "how long");
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.rest(3);
    desk.key(Key::S, Modifiers::COMMAND);
    let recorded = crate::desk::load(&desk.open_file()).details.charting_s;
    assert!(recorded.is_some_and(|seconds| (3..60).contains(&seconds)), "{recorded:?}");
    // A later save doesn't begin anew.
    desk.tap_body((0.6, 0.24));
    desk.key(Key::S, Modifiers::COMMAND);
    let file = crate::desk::load(&desk.open_file());
    assert_eq!((file.details.charting_s, file.marks.len()), (recorded, 2));
}

#[test]
fn the_tools_stand_at_the_hand_that_charts() {
    let mut desk = sample();
    desk.new_session();
    let side = |desk: &Desk| {
        use egui_kittest::kittest::Queryable as _;
        let middle = desk.on_body((0.5, 0.5)).x;
        (desk.harness.get_by_label("Brush").rect().center().x < middle, middle)
    };
    assert!(!side(&desk).0, "at the right");
    run(&mut desk, "left-handed");
    assert!(side(&desk).0, "at the left");
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks.len(), 1);
}
