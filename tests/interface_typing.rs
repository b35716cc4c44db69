//! What is typed means what it says: numbers, dates and scanned rows, through the real interface, by accessible name.

mod desk;

use desk::{Desk, sample};
use egui::{Event, Key, Modifiers};
use mesomap::chart::Volume;

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const RIGHT_CHEEK: (f32, f32) = (0.42, 0.62);

fn volumes(desk: &Desk) -> Vec<Option<f64>> {
    desk.session().marks.iter().map(|mark| mark.deposit.volume.map(Volume::ml)).collect()
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
    desk.fill("Volume per point", "–");
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
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 0.15);
    desk.fill("Depth of the selection", "0,2 cm");
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 2.0);
    desk.fill("Volume of each selected mark", "30 µl");
    assert_eq!(volumes(&desk), [Some(0.03)]);
    desk.click("Undo");
    desk.click("Undo");
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 0.15, "each number is one step");
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
    assert_eq!((mark.deposit.depth.mm(), mark.deposit.volume), (0.15, None), "nothing is inherited");
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

#[test]
fn a_date_of_birth_is_read_as_people_type_it_and_shown_back() {
    let folder = tempfile::tempdir().unwrap();
    mesomap::store::Library::create(folder.path(), "Clinic", &desk::note()).unwrap();
    let mut desk = Desk::open(folder.path());
    desk.click("New patient…");
    desk.fill("Name", "Test Patient");
    for (typed, said) in [
        ("12/03/1975", "12 March 1975 or 3 December 1975?"),
        ("2026-11-03", "3 November 2026 is still to come"),
        ("30.02.1975", "Not a date"),
        ("12.03.75", "four digits"),
    ] {
        desk.fill("Date of birth", typed);
        desk.shows(said);
        desk.click("Add patient");
        desk.shows(said);
    }
    desk.fill("Date of birth", "12.3.1975");
    desk.shows("12 March 1975");
    desk.click("Add patient");
    let library = mesomap::store::Library::open(folder.path()).unwrap();
    let patient = library.patients().unwrap().remove(0).patient.unwrap();
    assert_eq!(patient.born, Some(jiff::civil::date(1975, 3, 12)));
    // The row tells namesakes apart.
    desk.shows("12 March 1975");
}

#[test]
fn the_offset_of_a_session_follows_from_the_clinics_zone() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::F2, Modifiers::NONE);
    desk.shows("UTC+01:00");
    desk.fill("Date", "29 March 2026");
    desk.fill("Time", "2h30");
    desk.shows("This time never was");
    desk.fill("Date", "1 July 2026");
    desk.fill("Time", "9h05");
    desk.shows("UTC+02:00");
    desk.click("Apply");
    assert_eq!(desk.session().details.started.to_string(), "2026-07-01T09:05:00+02:00");
}

#[test]
fn enter_closes_an_open_list_and_a_new_row_has_the_keyboard() {
    let mut desk = sample();
    desk.new_session_without_cocktails();
    desk.click("New cocktail…");
    desk.fill("Name", "Two");
    desk.fill("Substance 1", "Lidocaine");
    desk.click("Unit 1");
    desk.shows("IU/mL");
    desk.key(Key::Enter, Modifiers::NONE);
    assert!(!desk.is_shown("IU/mL"), "the list is closed");
    desk.shows("Add cocktail");
    desk.fill("Concentration 1", "2 %");
    desk.fill("Volume 1", "500 µL");
    desk.click("Add component");
    desk.harness.event(Event::Text("Saline".to_owned()));
    desk.settle();
    desk.click("Add cocktail");
    let components = desk.session().cocktails[0].components.clone();
    assert_eq!(components[0].concentration.map(|strength| strength.to_string()).as_deref(), Some("2 %"));
    assert_eq!(components[0].volume.ml(), 0.5);
    assert_eq!(components[1].substance, "Saline");
}

#[test]
fn the_session_before_is_taken_up_only_when_asked() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Deep nappage");
    desk.fill("Depth", "3.5");
    desk.fill("Volume per point", "40 µl");
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.new_session();
    desk.click("As last session");
    desk.tap_body(RIGHT_CHEEK);
    let mark = desk.session().marks[0].clone();
    assert_eq!((mark.deposit.depth.mm(), mark.deposit.volume.map(Volume::ml)), (3.5, Some(0.04)));
}

#[test]
fn a_long_list_lays_out_what_is_seen_and_finds_name_parts_in_any_order() {
    use egui_kittest::kittest::Queryable as _;
    let folder = tempfile::tempdir().unwrap();
    let library = mesomap::store::Library::create(folder.path(), "Clinic", &desk::note()).unwrap();
    for n in 0..120 {
        let (id, name) = (format!("p{n}"), format!("Œuvrard{n:03} Łucja"));
        let born = jiff::civil::date(1900 + n, 3, 12);
        let patient = mesomap::chart::Patient { id, name, born: Some(born), ..Default::default() };
        library.create_patient(&patient, &desk::note()).unwrap();
    }
    let mut desk = Desk::open(folder.path());
    let rows = |desk: &Desk| {
        let is_row = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.label().is_some_and(|label| label.starts_with("Œuvrard")) && node.role() == egui::Role::Button
        };
        desk.harness.query_all_by(is_row).count()
    };
    assert!((5..30).contains(&rows(&desk)), "{}", rows(&desk));
    desk.fill("Find by name, number or date of birth", "lucja oeuvrard07");
    assert_eq!(rows(&desk), 10);
    desk.fill("Find by name, number or date of birth", "12.03.1975");
    desk.shows("Œuvrard075");
    assert_eq!(rows(&desk), 1);
}

#[test]
fn allergies_are_not_asked_none_known_or_a_list() {
    use mesomap::chart::Allergies;
    let folder = tempfile::tempdir().unwrap();
    let library = mesomap::store::Library::create(folder.path(), "Clinic", &desk::note()).unwrap();
    let mut desk = Desk::open(folder.path());
    let recorded = || library.patients().unwrap().remove(0).patient.unwrap().allergies;
    desk.click("New patient…");
    desk.fill("Name", "Test Patient");
    desk.click("Add patient");
    assert_eq!(recorded(), Allergies::NotAsked);
    desk.click("Patient details…");
    desk.click("No known allergies");
    desk.click("Save");
    assert_eq!(recorded(), Allergies::NoneKnown);
    desk.click("Patient details…");
    desk.fill("Allergies", "latex");
    desk.click("Save");
    assert_eq!(recorded(), Allergies::Listed("latex".to_owned()));
}
