//! Whole tasks through the real interface, by accessible name, without a graphics adapter.

#[path = "interface/beside.rs"]
mod beside;
#[path = "interface/bundles.rs"]
mod bundles;
#[path = "interface/by_hand.rs"]
mod by_hand;
#[path = "interface/copying.rs"]
mod copying;
#[path = "interface/course.rs"]
mod course;
mod desk;
#[path = "interface/earlier.rs"]
mod earlier;
#[path = "interface/exporting.rs"]
mod exporting;
#[path = "interface/filling.rs"]
mod filling;
#[path = "interface/forks.rs"]
mod forks;
#[path = "interface/formulary.rs"]
mod formulary;
#[path = "interface/gestures.rs"]
mod gestures;
#[path = "interface/keyboard.rs"]
mod keyboard;
#[path = "interface/late.rs"]
mod late;
#[path = "interface/lists.rs"]
mod lists;
#[path = "interface/moving.rs"]
mod moving;
#[path = "interface/one_patient.rs"]
mod one_patient;
#[path = "interface/painting.rs"]
mod painting;
#[path = "interface/protocols.rs"]
mod protocols;
#[path = "interface/quitting.rs"]
mod quitting;
#[path = "interface/records.rs"]
mod records;
#[path = "interface/remarks.rs"]
mod remarks;
#[path = "interface/revisions.rs"]
mod revisions;
#[path = "dicom/scp.rs"]
mod scp;
#[path = "interface/sealed.rs"]
mod sealed;
#[path = "interface/sending.rs"]
mod sending;
#[expect(clippy::unwrap_used, dead_code, reason = "a test's own record system, which does more than is asked here")]
#[path = "fhir/server.rs"]
mod server;
#[path = "interface/settings.rs"]
mod settings;
#[path = "interface/signing.rs"]
mod signing;
#[path = "interface/snapping.rs"]
mod snapping;
#[path = "interface/strokes.rs"]
mod strokes;
#[path = "interface/techniques.rs"]
mod techniques;
#[path = "interface/touching.rs"]
mod touching;
#[path = "interface/turning.rs"]
mod turning;
#[cfg(target_os = "linux")]
#[path = "interface/unsure.rs"]
mod unsure;
#[path = "interface/void.rs"]
mod void;
#[path = "interface/vouching.rs"]
mod vouching;

use desk::{Desk, sample};
use mesomap::atlas::Body;
use mesomap::atlas::regions::known_locus_area_cm2;
use mesomap::chart::Volume;

/// Spots of the pane that show the face from the front, as shares of its width and height.
const FOREHEAD: (f32, f32) = (0.5, 0.22);
const RIGHT_CHEEK: (f32, f32) = (0.42, 0.62);
const LEFT_CHEEK: (f32, f32) = (0.58, 0.62);

#[test]
fn a_session_from_an_empty_machine_to_an_exported_picture() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::empty(folder.path());

    // A library, a patient, a course, a session.
    desk.click("New library…");
    desk.fill("Folder", &folder.path().join("clinic").display().to_string());
    desk.click("Create");
    desk.begin_first_session("Test Patient", "Face");

    // Three points in three techniques, with a volume.
    desk.click("0.02 mL per point");
    desk.tap_body(FOREHEAD);
    desk.click("Superficial nappage");
    desk.click("0.05 mL per point");
    desk.tap_body(RIGHT_CHEEK);
    desk.click("Deep nappage");
    desk.tap_body(LEFT_CHEEK);
    let session = desk.session();
    assert_eq!(session.marks.len(), 3);
    let depths: Vec<f64> = session.marks.iter().map(|mark| mark.deposit.depth.mm()).collect();
    assert_eq!(depths, [0.15, 2.0, 4.0]);
    let volumes: Vec<_> = session.marks.iter().map(|mark| mark.deposit.volume.map(Volume::ml)).collect();
    assert_eq!(volumes, [Some(0.02), Some(0.05), None]);
    // The patient's right is on the viewer's left: negative x.
    assert!(session.marks[1].site().position_mm().x < -10.0);
    assert!(session.marks[2].site().position_mm().x > 10.0);

    // Undo and redo.
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 2);
    desk.click("Redo");
    assert_eq!(desk.session().marks.len(), 3);

    // Save; what is on disk is what was charted.
    desk.click("Save");
    desk.shows("Saved");
    let file = desk.session_file(0);
    let on_disk = desk::load(&file);
    assert_eq!(on_disk, desk.session());

    // A second session, one mark moved away and one more; compared with the first.
    desk.click("New session…");
    desk.click("Start charting");
    desk.tap_body(FOREHEAD);
    desk.tap_body(RIGHT_CHEEK);
    desk.tap_body((0.5, 0.82));
    desk.click("Save");
    desk.click("Compare Session 1");
    desk.shows("What changed");
    let repeated = desk.session().marks.len() - 1;
    assert_eq!(repeated, 2);

    // Reopen the first.
    desk.click("Session 1");
    assert_eq!(desk.session(), on_disk);

    // Export a picture.
    desk.click("Export");
    desk.click("Export…");
    desk.shows("this computer offers no file dialog");
    let picture = folder.path().join("map.png");
    desk.fill("Folder", &folder.path().display().to_string());
    desk.fill("File name", "map.png");
    desk.click("Choose");
    desk.wait_until(|| picture.exists());
    let decoded = image::open(&picture).unwrap();
    assert_eq!((decoded.width(), decoded.height()), (2480, 3508));
}

#[test]
fn a_selection_is_changed_mirrored_and_deleted_as_one() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    desk.tap_body((0.44, 0.55));
    desk.click("Select");
    desk.key(egui::Key::A, egui::Modifiers::COMMAND);
    desk.key(egui::Key::M, egui::Modifiers::NONE);
    let session = desk.session();
    assert_eq!(session.marks.len(), 4);
    for (original, copy) in [(0, 2), (1, 3)] {
        let [original, copy] = [original, copy].map(|at: usize| session.marks[at].site().position_mm());
        assert_eq!((original.x, original.y, original.z), (-copy.x, copy.y, copy.z));
    }
    desk.key(egui::Key::Delete, egui::Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 2);
    desk.key(egui::Key::Z, egui::Modifiers::COMMAND);
    assert_eq!(desk.session().marks.len(), 4);
    desk.key(egui::Key::Z, egui::Modifiers::COMMAND | egui::Modifiers::SHIFT);
    assert_eq!(desk.session().marks.len(), 2);
}

#[test]
fn mirroring_twice_deposits_once() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    desk.key(egui::Key::A, egui::Modifiers::COMMAND);
    desk.key(egui::Key::M, egui::Modifiers::NONE);
    desk.key(egui::Key::M, egui::Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 2);
}

#[test]
fn another_session_brings_its_own_totals() {
    let mut desk = sample();
    desk.open_first_session();
    let first = desk.session().marks.len();
    desk.click("Session 2");
    let second = desk.session().marks.len();
    assert_ne!(first, second);
    desk.shows(&format!("{second} · "));
    desk.click("Marks");
    desk.key(egui::Key::ArrowUp, egui::Modifiers::NONE);
    desk.click("Chart");
    desk.click("Codes and coordinates");
    desk.shows(&format!("No. {second} selected"));
}

#[test]
fn undoing_everything_leaves_nothing_to_recover() {
    let folder = desk::sample_copy();
    let file = {
        let mut desk = Desk::open(folder.path());
        desk.new_session();
        desk.tap_body(FOREHEAD);
        desk.rest(3);
        desk.click("Undo");
        desk.rest(1);
        desk.shows("Saved");
        desk.open_file()
    };
    let desk = Desk::open(&file);
    assert!(!desk.is_shown("Unsaved work was found"));
    assert_eq!(desk.session().marks.len(), 0);
}

#[test]
fn a_dragged_mark_moves_along_the_skin_as_one_step() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    let before = desk.session().marks[0].site().position_mm();
    desk.drag_body(RIGHT_CHEEK, (0.45, 0.66));
    let after = desk.session().marks[0].site();
    assert!(after.position_mm().distance(before) > 5.0);
    assert!(after.off_surface_mm() < 0.02);
    desk.click("Undo");
    assert_eq!(desk.session().marks[0].site().position_mm(), before);
}

#[test]
fn unsaved_work_is_asked_about_and_recovered_after_a_crash() {
    let folder = desk::sample_copy();
    let file = {
        let mut desk = Desk::open(folder.path());
        desk.new_session();
        desk.tap_body(FOREHEAD);
        desk.shows("Unsaved changes");
        desk.rest(3);
        desk.ask_to_close();
        desk.shows("Save changes?");
        desk.click("Cancel");
        desk.open_file()
        // Dropped without saving: a crash.
    };
    let mut desk = Desk::open(&file);
    desk.shows("Unsaved work was found");
    desk.click("Restore it");
    assert_eq!(desk.session().marks.len(), 1);
    desk.shows("1 · ≥ 0.000");
    desk.shows("Unsaved changes");
    desk.click("Save");
    assert_eq!(desk::load(&file).marks.len(), 1);
}

#[test]
fn a_broken_file_is_named_and_left_as_it_was() {
    let folder = desk::sample_copy();
    let record = desk::a_session_file(folder.path());
    let broken = desk::newest_file(&record);
    let text = std::fs::read_to_string(&broken).unwrap();
    let half = &text[..text.len() / 2];
    std::fs::write(&broken, half).unwrap();
    let mut desk = Desk::open(&record);
    desk.shows("The newest revision can't be read");
    desk.shows(&broken.file_name().unwrap().to_string_lossy());
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), half);
}

#[test]
fn the_table_follows_the_selection_and_the_keyboard() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("Marks");
    desk.key(egui::Key::ArrowDown, egui::Modifiers::NONE);
    desk.key(egui::Key::ArrowDown, egui::Modifiers::NONE);
    desk.key(egui::Key::ArrowDown, egui::Modifiers::SHIFT);
    desk.click("Chart");
    desk.shows("2 marks selected");
}

#[test]
fn a_cocktail_is_prepared_and_injected() {
    let mut desk = sample();
    desk.new_session_without_cocktails();
    desk.click("New cocktail…");
    desk.fill("Name", "Revitalising");
    desk.fill("Substance 1", "Hyaluronic acid, non-crosslinked");
    desk.fill("Lot 1", "TEST-1");
    desk.click("Add cocktail");
    desk.click("0.02 mL per point");
    desk.tap_body(FOREHEAD);
    let session = desk.session();
    assert_eq!(session.cocktails[0].components[0].lot, "TEST-1");
    assert_eq!(session.marks[0].deposit.cocktail.map(mesomap::chart::Letter::as_char), Some('A'));
}

#[test]
fn a_finger_that_rests_opens_the_menu() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    desk.long_press_body(RIGHT_CHEEK);
    desk.click("Delete the selected marks");
    assert_eq!(desk.session().marks.len(), 0);
}

#[test]
fn what_was_typed_into_a_form_is_not_lost_unasked() {
    let mut desk = sample();
    desk.click("New course…");
    desk.key(egui::Key::Escape, egui::Modifiers::NONE);
    assert!(!desk.is_shown("Indication"), "nothing was typed, so nothing is asked");
    desk.click("New course…");
    desk.fill("Indication", "Cellulite");
    desk.key(egui::Key::Escape, egui::Modifiers::NONE);
    desk.shows("Lose what you typed?");
    desk.click("Back to the form");
    desk.shows("Cellulite");
    desk.ask_to_close();
    desk.ask_to_close();
    desk.click("Back to the form");
    desk.shows("Cellulite");
    desk.ask_to_close();
    desk.click("Lose it");
    assert!(!desk.is_shown("Cellulite") && !desk.is_shown("Lose what you typed?"));
}

#[test]
fn an_error_leaves_the_form_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file, not a folder").unwrap();
    let mut desk = Desk::empty(folder.path());
    desk.click("New library…");
    desk.fill("Folder", &taken.display().to_string());
    desk.click("Create");
    desk.shows("That didn't work");
    desk.click("Close");
    desk.shows("taken");
    desk.fill("Folder", &folder.path().join("free").display().to_string());
    desk.click("Create");
    desk.shows("New patient");
}

#[test]
fn a_copy_in_the_library_is_a_session_of_its_own() {
    let mut desk = sample();
    desk.open_first_session();
    let (id, copy) = (desk.session().id, desk.open_file().with_file_name("copy.ron"));
    desk.key(egui::Key::S, egui::Modifiers::COMMAND | egui::Modifiers::SHIFT);
    desk.fill("File name", "copy.ron");
    desk.click("Choose");
    let copied = desk::load(&copy);
    assert_ne!(copied.id, id);
    assert_eq!(copied.marks, desk.session().marks);
}

#[test]
fn areas_of_regions_are_measured_when_they_are_first_asked_for() {
    let mut desk = sample();
    desk.open_first_session();
    let session = desk.session();
    let known = || known_locus_area_cm2(Body::get(session.body), session.marks[0].site().locus()).is_some();
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert!(!known(), "nobody asked for it");
    desk.hover("Forehead, central");
    desk.harness.run_steps(20);
    let mut asked = false;
    for _ in 0..3000 {
        if desk.is_shown("marks per cm²") {
            return;
        }
        asked |= desk.is_shown("The area is being measured…");
        assert!(asked, "the hover says that it is on its way");
        std::thread::sleep(std::time::Duration::from_millis(10));
        desk.harness.run_steps(1);
    }
    panic!("the area is never shown");
}

#[test]
fn a_view_is_chosen_from_the_pictures_of_all() {
    let mut desk = sample();
    desk.new_session();
    desk.click("All views…");
    desk.shows("Choose a view");
    desk.shows("Knees and lower legs");
    desk.click("Left thigh, inner side");
    assert_eq!(desk.pane(), "Body, Left thigh, inner side");
    assert!(!desk.is_shown("Choose a view"));
    desk.shows("Right thigh, outer side");
    assert!(!desk.is_shown("Scalp, from above"), "the strip shows the part of the body that is on screen");
    desk.tap_body((0.5, 0.5));
    assert!(desk.session().marks[0].site().position_mm().x > 5.0, "the left thigh, not the right before it");
    desk.key(egui::Key::V, egui::Modifiers::NONE);
    desk.shows("Choose a view");
    desk.key(egui::Key::Escape, egui::Modifiers::NONE);
    assert!(!desk.is_shown("Choose a view"));
}

#[test]
fn a_click_on_the_small_figure_goes_to_the_best_view() {
    let mut desk = sample();
    desk.new_session();
    // The figure stands in the middle; the patient's left is at the right.
    let places = [((0.5, 0.48), "Body, Abdomen"), ((0.5, 0.1), "Body, Face, front")];
    for (place, view) in places {
        desk.key(egui::Key::V, egui::Modifiers::NONE);
        desk.tap_control("Whole body, front: choose a region", place);
        assert_eq!(desk.pane(), view);
    }
    desk.key(egui::Key::V, egui::Modifiers::NONE);
    desk.tap_control("Whole body, front: choose a region", (0.58, 0.6));
    assert!(desk.pane().contains("high"), "{}", desk.pane());
}

#[test]
fn the_ruler_measures_along_the_skin_and_places_nothing() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Measure");
    desk.shows("Click: the way from the midline");
    desk.drag_body(RIGHT_CHEEK, LEFT_CHEEK);
    desk.shows("mm along the skin");
    desk.tap_body(LEFT_CHEEK);
    desk.shows("mm from the midline");
    assert_eq!(desk.session().marks.len(), 0);
    desk.click("Place");
    assert!(!desk.is_shown("mm from the midline"));
}

#[test]
fn the_interface_speaks_french() {
    let mut desk = sample();
    desk.click("Settings");
    desk.click("Language: Français");
    desk.click("Facial rejuvenation");
    desk.click("Session 1");
    desk.shows("Nappage superficiel");
    desk.shows("0,15");
    desk.click("Réglages");
    desk.click("Langue\u{a0}: English");
    desk.shows("0.15");
}

#[test]
fn guides_are_switched_on_in_the_menu_and_zones_tell_their_sources() {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    let mut desk = sample();
    desk.open_first_session();
    let names = ["midline", "horizontal thirds of the face", "1 cm grid", "levels of the spine", "facial danger zones"];
    for name in names.map(|name| format!("Guide: {name}")) {
        desk.click("View");
        desk.click("Guides");
        let toggled = |desk: &Desk| desk.harness.get_by_label(&name).accesskit_node().toggled();
        assert_eq!(toggled(&desk), Some(egui::accesskit::Toggled::False), "{name}");
        desk.click(&name);
        desk.key(egui::Key::Escape, egui::Modifiers::NONE);
        desk.rest(1);
        desk.click("View");
        desk.click("Guides");
        assert_eq!(toggled(&desk), Some(egui::accesskit::Toggled::True), "{name}");
        desk.key(egui::Key::Escape, egui::Modifiers::NONE);
        desk.rest(1);
    }
    // The pointer over a zone: what is said of it is painted without harm.
    desk.tap_body((0.44, 0.30));
    desk.click("View");
    desk.click("Guides");
    desk.click("Facial danger zones and their sources");
    desk.shows("Transverse facial artery");
    desk.shows("Not drawn: no position was found.");
}
