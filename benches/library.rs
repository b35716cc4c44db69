//! A library of ten thousand patients, without a graphics card: its list at the start, a frame while charting, a key in the
//! search, opening a session, adding a patient. What is told of a frame is all of it: the logic, the pass, the tessellation.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

mod headless;
mod support;

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, Pos2, vec2};
use headless::Window;
use mesomap::chart::Session;
use mesomap::store::{Library, load_session, place_at};
use support::{note, session_file};

const PATIENTS: usize = 10_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let session = session_file(folder.path(), 150);
    let library = folder.path().join("library");
    (1..PATIENTS).for_each(|nth| write_patient(&library, nth));
    let other = another_session(&session);

    let mut window = Window::open(&library);
    window.settle("start: library listed", &|window| window.app.settled());
    window.rest();
    window.frames("frame beside the list of patients", 200, |_| Vec::new());
    window.search();
    window.frames("a key in the search", 60, |nth| vec![typed(nth)]);

    let mut window = Window::open(&session);
    window.settle("start: session on screen", &|window| window.app.session().is_some());
    window.rest();
    window.frames("frame while charting", 200, |_| Vec::new());
    let middle = Pos2::new(640.0, 400.0);
    window.frames("frame while the pointer moves", 200, |nth| {
        vec![Event::PointerMoved(middle + vec2((nth % 40) as f32, 0.0))]
    });
    for (nth, file) in [&other, &session, &other].into_iter().enumerate() {
        window.ask_for(file);
        let name = if nth == 0 { "opening a session" } else { "opening it again" };
        let id = id_of(file);
        window.settle(name, &|window| window.app.session().is_some_and(|open| open.id == id));
        window.rest();
    }
    write_patient(&library, PATIENTS);
    window.for_seconds("3 s after a patient was added elsewhere", 3.0);
}

/// A patient's file as the program writes it; without its syncs, which would take minutes.
fn write_patient(library: &Path, nth: usize) {
    const NAMES: [&str; 8] =
        ["Müller", "Łucja", "Œuvrard", "Martin", "García", "Nguyễn", "O’Brien", "Kowalska-Zielińska"];
    let folder = library.join(format!("patient-{nth:05}"));
    std::fs::create_dir_all(folder.join("patient.record")).unwrap();
    let name = format!("{} Prénom{nth}", NAMES[nth % NAMES.len()]);
    let born = format!("{}-{:02}-{:02}", 1930 + nth % 75, 1 + nth % 12, 1 + nth % 28);
    let text = format!(
        "(\n    schema: \"mesomap/patient/2\",\n    revision: (why: \"save\", at: \"2026-11-02T10:30:00+01:00\"),\n    id: \"bench-{nth}\",\n    name: \"{name}\",\n    reference: \"A-{nth}\",\n    \
         born: \"{born}\",\n    sex: \"female\",\n    allergies: NoneKnown,\n    notes: \"\",\n)\n"
    );
    let sum = mesomap::store::Checksum::of(text.as_bytes());
    let text = format!("{text}// sha256 of all above: {}\n", sum.as_str());
    std::fs::write(folder.join("patient.record").join("1.ron"), text).unwrap();
}

/// The same session as another of its course.
fn another_session(session: &Path) -> PathBuf {
    let place = place_at(session).unwrap();
    let other = Session { id: "s2".into(), ..load_session(&place).unwrap() };
    let library = Library::open(session).unwrap();
    library.create_session(&place.parent().unwrap(), &other, &note()).unwrap().place().shown()
}

fn id_of(session: &Path) -> String {
    load_session(&place_at(session).unwrap()).unwrap().id
}

fn typed(nth: usize) -> Event {
    // A word of six letters, and back again.
    let at = nth % 12;
    if at < 6 {
        return Event::Text("prenom"[at..=at].to_owned());
    }
    Event::Key { key: Key::Backspace, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}
