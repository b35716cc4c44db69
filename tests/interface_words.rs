//! What the window says of a region, through the real interface, by accessible name.

mod desk;

use desk::{Desk, sample};
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::Queryable as _;
use mesomap::atlas::regions::RegionTree;

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const TEAR_TROUGH: (f32, f32) = (0.4, 0.52);
const CHIN: (f32, f32) = (0.5, 0.79);

/// The region of the newest mark, which is then the only one selected.
fn select_newest(desk: &mut Desk) -> String {
    let session = desk.session();
    desk.click("Select");
    desk.key(Key::A, Modifiers::COMMAND);
    let locus = session.marks.last().expect("a mark was placed").site().locus();
    RegionTree::get().region(locus.region).id.clone()
}

#[test]
fn a_selected_mark_says_its_place_in_the_tree_and_its_codes() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(CHIN);
    assert_eq!(select_newest(&mut desk), "chin");
    desk.click("Codes and coordinates");
    for text in ["Face › Chin", "SCT 23747009", "UBERON:0008199", "FMA 46495"] {
        desk.shows(text);
    }
    assert!(!desk.is_shown("of: "));
}

#[test]
fn a_double_click_and_ctrl_c_copy_the_code_alone() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(CHIN);
    select_newest(&mut desk);
    desk.click("Codes and coordinates");
    desk.harness.get_by_label("SCT 23747009").scroll_to_me();
    desk.settle();
    let label = desk.harness.get_by_label("SCT 23747009").rect();
    let at = label.lerp_inside(egui::vec2(0.7, 0.5));
    for _ in 0..2 {
        desk.harness.hover_at(at);
        desk.harness.drag_at(at);
        desk.harness.drop_at(at);
    }
    desk.harness.run_steps(3);
    desk.harness.event(egui::Event::Copy);
    let mut copied = Vec::new();
    for _ in 0..4 {
        desk.harness.run_steps(1);
        copied.extend(desk.harness.output().platform_output.commands.clone());
    }
    assert!(copied.contains(&OutputCommand::CopyText("23747009".to_owned())), "{copied:?}");
    assert_eq!(desk.session().marks.len(), 1, "and nothing else happened");
}

#[test]
fn keys_have_french_names_in_french() {
    let mut desk = sample();
    desk.click("Settings");
    desk.click("Language: Français");
    desk.key(Key::F1, Modifiers::NONE);
    for keys in ["Ctrl+Gauche", "Page suiv.", "Suppr.", "Échap", "Entrée", "Ctrl+Maj+P"] {
        desk.shows(keys);
    }
    for keys in ["Shift", "PageDown", "Page Down", "Delete", "Escape", "Ctrl+Left", "Plus", "Minus"] {
        assert!(!desk.is_shown(keys), "{keys}");
    }
}

#[test]
fn a_region_without_a_code_shows_those_of_the_area_around_it_and_says_so() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(TEAR_TROUGH);
    assert_eq!(select_newest(&mut desk), "infraorbital");
    desk.click("Codes and coordinates");
    for text in ["Face › Periorbital › Infraorbital", "of: Periorbital", "SCT 362916000", "FMA 59351"] {
        desk.shows(text);
    }
    desk.click("Place");
    desk.tap_body(FOREHEAD);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.shows("2 marks selected");
    assert!(!desk.is_shown("SCT "), "two regions have no codes in common");
}
