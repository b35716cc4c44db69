//! What the window says of a region, through the real interface, by accessible name.

mod desk;

use desk::{Desk, sample};
use egui::{Key, Modifiers};
use mesomap::atlas::regions::RegionTree;

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const TEAR_TROUGH: (f32, f32) = (0.4, 0.52);
const CHIN: (f32, f32) = (0.5, 0.82);

/// The region of the newest mark, which is then the only one selected.
fn select_newest(desk: &mut Desk) -> String {
    let session = desk.session();
    desk.click("Select");
    desk.key(Key::A, Modifiers::COMMAND);
    let locus = session.marks.last().unwrap().site.locus();
    RegionTree::get().region(locus.region).id.clone()
}

#[test]
fn a_selected_mark_says_its_place_in_the_tree_and_its_codes() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(CHIN);
    assert_eq!(select_newest(&mut desk), "chin");
    for text in ["Face › Chin", "SCT 23747009", "UBERON:0008199", "FMA 46495"] {
        desk.shows(text);
    }
    assert!(!desk.is_shown("of: "));
}

#[test]
fn a_region_without_a_code_shows_those_of_the_area_around_it_and_says_so() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(TEAR_TROUGH);
    assert_eq!(select_newest(&mut desk), "infraorbital");
    for text in ["Face › Periorbital › Infraorbital", "of: Periorbital", "SCT 362916000", "FMA 59351"] {
        desk.shows(text);
    }
    desk.click("Place");
    desk.tap_body(FOREHEAD);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.shows("2 marks selected");
    assert!(!desk.is_shown("SCT "), "two regions have no codes in common");
}
