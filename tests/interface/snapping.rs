//! Marks drawn to the midline, to landmarks and to the height of others; off with Alt held.

use egui::{Event, Key, Modifiers};
use mesomap::atlas::regions::Side;

use super::desk::{Desk, sample};

fn desk(snaps: bool) -> Desk {
    let mut desk = sample();
    desk.new_session();
    if snaps {
        desk.key(Key::Z, Modifiers::NONE);
    }
    desk
}

fn last_mm(desk: &Desk) -> [f32; 3] {
    desk.session().marks.last().expect("a mark was placed").site().position_mm().to_array()
}

/// Near the midline of the forehead, and not in it.
const BESIDE: (f32, f32) = (0.507, 0.22);

#[test]
fn a_mark_beside_the_midline_comes_into_it_and_with_alt_it_does_not() {
    let mut desk = desk(true);
    desk.tap_body(BESIDE);
    assert!(last_mm(&desk)[0].abs() < 0.01, "{:?}", last_mm(&desk));
    assert_eq!(desk.session().marks[0].site().locus().side, Side::Midline);
    desk.harness.event(Event::ModifiersChanged(Modifiers::ALT));
    desk.tap_body((BESIDE.0, 0.26));
    desk.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    assert!(last_mm(&desk)[0].abs() > 1.0, "{:?}", last_mm(&desk));
}

#[test]
fn without_it_a_mark_stays_where_it_was_put() {
    let mut desk = desk(false);
    desk.tap_body(BESIDE);
    assert!(last_mm(&desk)[0].abs() > 1.0, "{:?}", last_mm(&desk));
}

#[test]
fn a_mark_comes_as_high_as_another_and_is_told_so_before() {
    let mut desk = desk(true);
    desk.tap_body((0.56, 0.24));
    let first = last_mm(&desk);
    let at = desk.on_body((0.45, 0.247));
    desk.harness.hover_at(at);
    desk.step();
    desk.tap_body((0.45, 0.247));
    let second = last_mm(&desk);
    assert!((first[2] - second[2]).abs() < 0.1, "{first:?} and {second:?}");
    assert!(second[0] < -10.0, "on the other side");
}

#[test]
fn a_drag_ends_in_the_midline_as_one_step() {
    let mut desk = desk(true);
    desk.tap_body((0.56, 0.24));
    desk.drag_body((0.56, 0.24), (0.506, 0.27));
    assert!(last_mm(&desk)[0].abs() < 0.01, "{:?}", last_mm(&desk));
    desk.click("Undo");
    assert!(last_mm(&desk)[0] > 5.0);
}
