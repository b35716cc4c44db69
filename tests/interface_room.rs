//! Everything has room, from the smallest window up, for a patient of whom there is much to say, in both languages.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod desk;

use desk::Desk;
use desk::room::crowded;
use egui::{Key, Modifiers, Vec2, vec2};
use mesomap::app::Settings;
use mesomap::text::Language;

/// The smallest window, that of the other tests, and a large one, in points.
const SIZES: [Vec2; 3] = [vec2(900.0, 510.0), vec2(1280.0, 800.0), vec2(1920.0, 1080.0)];

/// Writes over a field of a record's file.
fn set(file: &std::path::Path, field: &str, value: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let line = |line: &str| line.trim_start().starts_with(&format!("{field}:"));
    let value = if field == "allergies" { format!("Listed({value:?})") } else { format!("{value:?}") };
    let changed: Vec<String> =
        text.lines().map(|was| if line(was) { format!("    {field}: {value},") } else { was.to_owned() }).collect();
    assert!(text.lines().any(line), "{field} is in {}", file.display());
    std::fs::write(file, changed.join("\n") + "\n").unwrap();
}

/// The sample, with a patient of whom there is much to say.
fn much_to_say() -> tempfile::TempDir {
    let folder = desk::sample_copy();
    let patient = folder.path().join("sample-patient-not-a-real-person/patient.record/1.ron");
    let name =
        "Maria-Magdalena Theodora von Hohenzollern-Sigmaringen y Fernández de la Cueva, née Wolfeschlegelsteinhausen";
    set(&patient, "name", name);
    set(&patient, "reference", "CLINIC-2026-0000012345-B");
    set(&patient, "allergies", &"Lidocaine (anaphylaxis 2011), hyaluronidase, latex; ".repeat(10));
    set(&patient, "notes", &"She was seen on a Tuesday and asked for a second opinion. ".repeat(300));
    folder
}

/// The program with that patient's second session of the face.
fn desk(size: Vec2, language: Language) -> (Desk, tempfile::TempDir) {
    let folder = much_to_say();
    let settings = Settings { language: Some(language), ..Settings::default() };
    let mut desk = Desk::open_in(folder.path(), size, settings);
    desk.click("Facial rejuvenation");
    desk.click("Session 2");
    (desk, folder)
}

/// Every size and language with what is open after `act`.
fn has_room(what: &str, act: impl Fn(&mut Desk)) {
    let mut complaints = Vec::new();
    for language in [Language::English, Language::French] {
        for size in SIZES {
            let (mut desk, _folder) = desk(size, language);
            act(&mut desk);
            desk.rest(1);
            let found = crowded(&desk.harness);
            complaints.extend(found.into_iter().map(|said| format!("{what}, {size}, {language:?}: {said}")));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn charting_has_room() {
    has_room("charting", |_| {});
}

#[test]
fn a_selection_has_room() {
    has_room("a selection", |desk| desk.key(Key::A, Modifiers::COMMAND));
}

#[test]
fn the_table_of_marks_has_room() {
    has_room("the table of marks", |desk| desk.key(Key::T, Modifiers::NONE));
}

#[test]
fn the_comparison_has_room() {
    has_room("the comparison", |desk| desk.key(Key::Y, Modifiers::NONE));
}

#[test]
fn a_field_has_room() {
    has_room("a field", |desk| {
        desk.key(Key::N, Modifiers::NONE);
        desk.tap_body((0.5, 0.22));
        assert!(desk.session().groups.iter().any(|group| group.origin.laying().is_some()), "a field is being laid");
    });
}

#[test]
fn an_export_has_room() {
    has_room("an export", |desk| desk.key(Key::E, Modifiers::COMMAND));
}

#[test]
fn a_session_s_details_have_room() {
    has_room("details", |desk| desk.key(Key::F2, Modifiers::NONE));
}

#[test]
fn a_cocktail_has_room() {
    has_room("a cocktail", |desk| desk.key(Key::K, Modifiers::COMMAND));
}

#[test]
fn help_has_room() {
    has_room("help", |desk| desk.key(Key::F1, Modifiers::NONE));
}
