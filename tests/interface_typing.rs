//! What is typed means what it says: numbers, dates and scanned rows, through the real interface, by accessible name.

mod desk;

use desk::{Desk, sample};
use egui::{Event, Key, Modifiers};
use mesomap::chart::Volume;

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const RIGHT_CHEEK: (f32, f32) = (0.42, 0.62);

fn volumes(desk: &Desk) -> Vec<Option<f64>> {
    desk.session().marks.iter().map(|mark| mark.volume.map(Volume::ml)).collect()
}

#[test]
fn a_number_is_kept_as_typed_or_refused_and_said_why() {
    let mut desk = sample();
    desk.new_session();
    for (typed, why) in [
        ("99", "99\u{a0}mL is outside"),
        ("-1", "-1\u{a0}mL is outside"),
        ("0.01555", "more decimals"),
        ("20 mg", "“mg” can’t be used here"),
        ("1,000", "1 or 1000?"),
        ("2,500 µL", "2.5 or 2500?"),
        ("abc", "“abc” is not a number"),
    ] {
        desk.fill("Volume per point", typed);
        desk.shows(why);
        desk.shows(typed);
        desk.tap_body(FOREHEAD);
        assert_eq!(desk.session().marks.len(), 0, "{typed}: nothing is placed with another volume");
        desk.shows("No mark was placed");
    }
    for (typed, ml) in [("20 µl", 0.02), ("0,05", 0.05), (".5", 0.5), ("0.1 cc", 0.1)] {
        desk.fill("Volume per point", typed);
        desk.tap_body(FOREHEAD);
        assert_eq!(volumes(&desk), [Some(ml)], "{typed}");
        desk.click("Undo");
    }
    desk.fill("Volume per point", "");
    desk.tap_body(FOREHEAD);
    assert_eq!(volumes(&desk), [None]);
}

#[test]
fn a_wrong_number_of_the_selection_changes_nothing() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.click("Select");
    desk.key(Key::A, Modifiers::COMMAND);
    desk.fill("Depth of the selection", "0.0155");
    desk.shows("more decimals");
    assert_eq!(desk.session().marks[0].depth.mm(), 0.15);
    desk.fill("Depth of the selection", "0,2 cm");
    assert_eq!(desk.session().marks[0].depth.mm(), 2.0);
    desk.fill("Volume of each selected mark", "30 µl");
    assert_eq!(volumes(&desk), [Some(0.03)]);
    desk.click("Undo");
    desk.click("Undo");
    assert_eq!(desk.session().marks[0].depth.mm(), 0.15, "each number is one step");
}

#[test]
fn what_the_next_mark_is_given_belongs_to_its_session() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Deep nappage");
    desk.click("0.05 mL per point");
    desk.fill("Depth", "3");
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    let mark = desk.session().marks[0].clone();
    assert_eq!((mark.depth.mm(), mark.volume), (0.15, None), "nothing is inherited");
    desk.click("Deep nappage");
    desk.tap_body(FOREHEAD);
    assert_eq!(volumes(&desk), [None, None], "nor for another technique");
}

/// All of it in one frame, as a scanner types.
fn scan(desk: &mut Desk, text: &str) {
    for (at, part) in text.split('\t').enumerate() {
        if at > 0 {
            let pressed = |pressed| Event::Key {
                key: Key::Tab,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            desk.harness.input_mut().events.extend([pressed(true), pressed(false)]);
        }
        desk.harness.input_mut().events.push(Event::Text(part.to_owned()));
    }
    desk.settle();
}

#[test]
fn a_scanned_row_fills_the_fields_in_order() {
    let mut desk = sample();
    desk.new_session_without_cocktails();
    desk.click("New cocktail…");
    desk.fill("Name", "Scanned");
    desk.fill("Substance 1", "Hyaluronic acid");
    // Substance, concentration and unit come before it.
    desk.fill("Volume 1", "2");
    scan(&mut desk, "Filorga\tN123\t2027-09-30");
    desk.click("Add cocktail");
    let component = desk.session().cocktails[0].components[0].clone();
    assert_eq!(component.manufacturer, "Filorga");
    assert_eq!(component.lot, "N123");
    assert_eq!(component.expiry.map(|date| date.to_string()).as_deref(), Some("2027-09-30"));
}
