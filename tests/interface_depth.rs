//! Depth through the real interface, by accessible name: against the skin's layers, and worked out from a needle.

mod desk;

use desk::{Desk, sample};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const RIGHT_CHEEK: (f32, f32) = (0.42, 0.62);
const TEAR_TROUGH: (f32, f32) = (0.4, 0.52);

/// Types a number into the field of this name, as from the keyboard.
fn enter(desk: &mut Desk, name: &str, number: &str) {
    let mut found = desk.harness.get_all_by_label(name);
    let field = |role| matches!(role, Role::SpinButton | Role::TextInput);
    found.rfind(|node| field(node.accesskit_node().role())).expect(name).focus();
    drop(found);
    desk.harness.run_steps(3);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.harness.event(Event::Text(number.to_owned()));
    desk.harness.run_steps(2);
    desk.key(Key::Enter, Modifiers::NONE);
}

#[test]
fn the_next_depth_is_said_against_the_layers() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Endoepidermal");
    desk.shows("0.15 mm: epidermis (to 0.5–1 mm); general layers");
    desk.click("Superficial nappage");
    desk.shows("2.00 mm: superficial dermis (0.5–1 to 2 mm) or deep dermis (2–4 mm); general layers");
}

#[test]
fn a_selected_mark_is_said_against_the_layers_of_its_region() {
    let mut desk = sample();
    desk.open_first_session();
    // The sample's nappage at 2 mm, in the malar region among others.
    desk.shows("lie in fat, not dermis");
    desk.shows("Meng et al., BMC Med Imaging 2022;22:113");

    desk.new_session();
    desk.click("Superficial nappage");
    desk.tap_body(TEAR_TROUGH);
    let locus = desk.session().marks[0].site().locus();
    let region = mesomap::atlas::regions::RegionTree::get().region(locus.region);
    assert_eq!(region.id, "infraorbital");
    desk.click("Select");
    desk.key(Key::A, Modifiers::COMMAND);
    desk.shows("2.00 mm: hypodermis (from about 1 mm); epidermis and dermis measure about 1 mm");
    desk.shows("Mark 1, 2.00 mm deep, lies in fat, not dermis");
}

#[test]
fn a_depth_comes_from_needle_and_angle() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Depth of the next mark from the needle");
    desk.shows("Depth: 2.83 mm");
    enter(&mut desk, "Angle between needle and skin", "30");
    desk.shows("Depth: 2.00 mm");
    enter(&mut desk, "Needle length", "3");
    desk.shows("More is inserted than the needle is long.");
    enter(&mut desk, "Inserted length", "0,3 cm");
    desk.shows("Depth: 1.50 mm");
    desk.click("Use this depth");
    assert!(!desk.is_shown("Use this depth"), "the form closes");
    desk.shows("1.50 mm: superficial dermis");
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 1.5);
}

#[test]
fn a_needle_gives_its_depth_to_the_selection_as_one_step() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.tap_body(RIGHT_CHEEK);
    desk.click("Select");
    desk.key(Key::A, Modifiers::COMMAND);
    desk.shows("2 marks selected");
    desk.click("Depth of the selection from the needle");
    enter(&mut desk, "Angle between needle and skin", "90");
    desk.click("Use this depth");
    let depths = |desk: &Desk| desk.session().marks.iter().map(|mark| mark.deposit.depth.mm()).collect::<Vec<_>>();
    assert_eq!(depths(&desk), [4.0, 4.0]);
    desk.click("Undo");
    assert_eq!(depths(&desk), [0.15, 0.15]);
}
