//! Lines and areas: drawn by a drag, found by a click, moved whole, mirrored, kept in the file.

use egui::{Key, Modifiers};
use mesomap::chart::{GroupId, Mark, Shape, ShapeKind};

use super::desk::{Desk, sample};
use super::filling::draw;

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.05 mL per point");
    desk
}

fn only(desk: &Desk) -> Mark {
    let session = desk.session();
    assert_eq!(session.marks.len(), 1, "{:?}", session.marks);
    Mark::clone(&session.marks[0])
}

const ENTRY: (f32, f32) = (0.62, 0.62);
const END: (f32, f32) = (0.56, 0.52);

fn saved(desk: &mut Desk) {
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), desk.session());
}

#[test]
fn a_drag_with_the_line_tool_is_one_line_from_its_entry() {
    let mut desk = desk();
    desk.key(Key::I, Modifiers::NONE);
    desk.drag_body(ENTRY, END);
    let line = only(&desk);
    let Shape::Line(path) = &line.shape else { panic!("{:?}", line.shape) };
    assert_eq!(path.spots().len(), 2);
    assert!(path.entry().position_mm().z < path.spots()[1].position_mm().z, "it was drawn upward");
    assert!(line.deposit.volume.is_some());
    saved(&mut desk);
    desk.click("Undo");
    assert!(desk.session().marks.is_empty());
}

#[test]
fn a_line_that_is_moved_stays_a_line() {
    let mut desk = desk();
    desk.key(Key::I, Modifiers::NONE);
    desk.drag_body(ENTRY, END);
    let before = only(&desk);
    desk.key(Key::P, Modifiers::NONE);
    desk.drag_body(ENTRY, (0.66, 0.66));
    let after = only(&desk);
    let ends = |mark: &Mark| mark.shape.spots().iter().map(mesomap::chart::Site::position_mm).collect::<Vec<_>>();
    assert_eq!(after.shape.kind(), ShapeKind::Line);
    let [was, is] = [ends(&before), ends(&after)];
    assert!(was.iter().zip(&is).all(|(was, is)| was.distance(*is) > 3.0), "both ends went along");
    let long = |ends: &[mesomap::geom::Vec3]| ends[0].distance(ends[1]);
    assert!((long(&was) / long(&is) - 1.0).abs() < 0.15, "{} {}", long(&was), long(&is));
    desk.key(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(only(&desk).shape.kind(), ShapeKind::Line);
    saved(&mut desk);
}

#[test]
fn a_click_on_its_way_selects_a_line_and_delete_removes_it() {
    let mut desk = desk();
    desk.key(Key::I, Modifiers::NONE);
    desk.drag_body(ENTRY, END);
    desk.key(Key::P, Modifiers::NONE);
    desk.tap_body((0.59, 0.57));
    assert_eq!(desk.session().marks.len(), 1, "no point was placed on it");
    desk.key(Key::Delete, Modifiers::NONE);
    assert!(desk.session().marks.is_empty());
}

#[test]
fn a_fan_is_one_step_and_selected_as_one() {
    let mut desk = desk();
    desk.key(Key::I, Modifiers::NONE);
    desk.click("Fan");
    desk.fill("Rays", "7");
    desk.drag_body(ENTRY, END);
    let session = desk.session();
    assert_eq!(session.marks.len(), 7);
    let entries: std::collections::BTreeSet<_> = session.marks.iter().map(|mark| mark.site().hundredths()).collect();
    assert_eq!(entries.len(), 1, "one entry");
    assert!(session.marks.iter().all(|mark| mark.group == Some(GroupId(1))));
    saved(&mut desk);
    desk.click("Undo");
    assert!(desk.session().marks.is_empty());
    desk.click("Crossed");
    desk.drag_body(ENTRY, END);
    assert!(desk.session().marks.len() >= 4);
    saved(&mut desk);
}

#[test]
fn both_sides_draws_the_mirror_image_too() {
    let mut desk = desk();
    desk.key(Key::X, Modifiers::NONE);
    desk.key(Key::I, Modifiers::NONE);
    desk.drag_body(ENTRY, END);
    let session = desk.session();
    assert_eq!(session.marks.len(), 2);
    let x = |at: usize| session.marks[at].site().position_mm().x;
    assert!((x(0) + x(1)).abs() < 0.02, "{} {}", x(0), x(1));
    assert!(session.marks.iter().all(|mark| mark.shape.kind() == ShapeKind::Line));
}

#[test]
fn an_area_has_its_total_and_how_the_device_was_set() {
    let mut desk = desk();
    desk.key(Key::O, Modifiers::NONE);
    desk.fill("Passes", "3");
    desk.fill("Needles", "12");
    desk.fill("Needle length", "1.5");
    desk.fill("Other settings of the device", "speed 4");
    draw(&mut desk, [(0.40, 0.22), (0.60, 0.22), (0.60, 0.32), (0.40, 0.32)]);
    let area = only(&desk);
    assert_eq!(area.shape.kind(), ShapeKind::Area);
    let device = area.device.as_ref().expect("it was set");
    assert_eq!((device.passes, device.needles, device.settings.as_str()), (Some(3), Some(12), "speed 4"));
    assert_eq!(device.needle.map(mesomap::chart::Depth::mm), Some(1.5));
    saved(&mut desk);
}

#[test]
fn escape_drops_a_line_that_is_being_drawn() {
    let mut desk = desk();
    desk.key(Key::I, Modifiers::NONE);
    let [from, to] = [ENTRY, END].map(|place| desk.on_body(place));
    desk.harness.hover_at(from);
    desk.harness.drag_at(from);
    desk.harness.hover_at(to);
    desk.step();
    assert_eq!(desk.session().marks.len(), 1, "it is shown while it is drawn");
    desk.harness.key_press(Key::Escape);
    desk.step();
    desk.harness.drop_at(to);
    desk.settle();
    assert!(desk.session().marks.is_empty());
}
