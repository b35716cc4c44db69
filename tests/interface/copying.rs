//! Marks copied, cut, and put in again: within a patient's sessions, never into another's.

use egui::{Event, Key, Modifiers, OutputCommand};
use mesomap::atlas::regions::Side;
use mesomap::chart::{Origin, Session};

use super::desk::{Desk, sample};

fn copy_all(desk: &mut Desk) {
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::C, Modifiers::COMMAND);
}

fn paste(desk: &mut Desk) {
    desk.key(Key::V, Modifiers::COMMAND);
}

/// The marks without who they are.
fn deposits(session: &Session) -> Vec<String> {
    let mut all: Vec<String> =
        session.marks.iter().map(|mark| format!("{:?} {:?} {:?}", mark.shape, mark.deposit, mark.remark)).collect();
    all.sort();
    all
}

#[test]
fn what_is_copied_from_a_session_comes_into_the_next_once_and_says_from_where() {
    let mut desk = sample();
    desk.open_first_session();
    let first = desk.session();
    copy_all(&mut desk);
    desk.new_session();
    assert!(desk.session().marks.is_empty());
    paste(&mut desk);
    let session = desk.session();
    assert_eq!(session.marks.len(), first.marks.len());
    for group in &session.groups {
        let Origin::Carried(source) = &group.origin else { panic!("{:?}", group.origin) };
        assert_eq!((&source.session, source.started), (&first.id, first.details.started));
    }
    paste(&mut desk);
    assert_eq!(desk.session().marks.len(), first.marks.len(), "nothing is deposited twice");
    desk.click("Undo");
    assert!(desk.session().marks.is_empty(), "it was one step");
}

#[test]
fn what_is_cut_comes_back_as_it_was() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::X, Modifiers::COMMAND);
    assert!(desk.session().marks.is_empty());
    paste(&mut desk);
    assert_eq!(deposits(&desk.session()), deposits(&before));
    desk.click("Undo");
    desk.click("Undo");
    assert_eq!(desk.session().marks, before.marks);
}

#[test]
fn what_is_cut_on_both_sides_comes_back_on_both() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(super::LEFT_CHEEK);
    let before = desk.session();
    assert_eq!(before.marks.len(), 2);
    desk.tap_body(super::LEFT_CHEEK);
    desk.key(Key::X, Modifiers::COMMAND);
    assert!(desk.session().marks.is_empty());
    paste(&mut desk);
    assert_eq!(deposits(&desk.session()), deposits(&before));
}

#[test]
fn no_mark_of_one_patient_comes_into_the_chart_of_another() {
    let folder = super::one_patient::with_another_patient();
    let mut desk = Desk::open(folder.path());
    desk.click("Sample Patient, not a real person");
    desk.open_first_session();
    copy_all(&mut desk);
    desk.click("Other Patient");
    desk.click("Session 1");
    assert!(desk.session().marks.is_empty());
    paste(&mut desk);
    desk.shows("another patient’s");
    assert!(desk.session().marks.is_empty());
}

#[test]
fn what_was_copied_elsewhere_since_is_no_marks() {
    let mut desk = sample();
    desk.open_first_session();
    desk.key(Key::A, Modifiers::COMMAND);
    // As the system's keys come: as events of their own, with the text of the system's clipboard.
    desk.harness.event(Event::Copy);
    desk.harness.run_steps(1);
    let copied = desk.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("the system's clipboard was given words");
    assert!(!copied.contains("Sample Patient"), "{copied}");
    desk.new_session();
    desk.harness.event(Event::Paste("something else".to_owned()));
    desk.settle();
    assert!(desk.session().marks.is_empty());
    desk.harness.event(Event::Paste(copied));
    desk.settle();
    assert!(!desk.session().marks.is_empty());
}

#[test]
fn taking_over_twice_deposits_nothing_twice() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::T, Modifiers::COMMAND);
    let taken = desk.session().marks.len();
    desk.key(Key::T, Modifiers::COMMAND);
    assert_eq!(desk.session().marks.len(), taken);
}

#[test]
fn left_and_right_are_told_apart_and_what_has_no_counterpart_is_selected() {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(super::LEFT_CHEEK);
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body((0.62, 0.40));
    desk.key(Key::K, Modifiers::NONE);
    desk.shows("2 points · 0.040 mL");
    desk.shows("1 point · 0.020 mL");
    desk.shows("Offset along the skin: median 0.0 mm, largest 0.0 mm");
    assert!(!desk.is_shown("On average the right side"), "nothing lies off");
    desk.click("Select 1 without a counterpart");
    desk.key(Key::Delete, Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 2);
}

#[test]
fn the_report_of_the_sides_says_which_way_the_right_lies_off() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(super::LEFT_CHEEK);
    desk.key(Key::X, Modifiers::NONE);
    let session = desk.session();
    let right = session.marks.iter().find(|mark| mark.site().locus().side == Side::Right).expect("both sides").id;
    desk.key(Key::K, Modifiers::NONE);
    desk.shows("largest 0.0 mm");
    desk.key(Key::Escape, Modifiers::NONE);
    // Two millimetres up, on that side alone.
    desk.tap_body(super::RIGHT_CHEEK);
    desk.key(Key::ArrowUp, Modifiers::NONE);
    desk.key(Key::ArrowUp, Modifiers::NONE);
    desk.key(Key::K, Modifiers::NONE);
    desk.shows("mm superior to the mirror image of the left.");
    desk.shows(&format!("Farthest off: mark {} at the right lies", right.0));
}
