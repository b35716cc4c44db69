//! Hostile bytes for every reader, the reader chosen by `MESOMAP_READER`: coverage leads to what the mutation loop of
//! `tests/fuzz` doesn't find.

#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use mesomap::atlas::BodyKind;
use mesomap::chart::{Deposit, Depth, ListFormat, Moment, TechniqueId};
use mesomap::store::depot::{Depot, Key, Memory};
use mesomap::store::{
    Library, Lineage, Note, Place, Presumed, Reason, check, load_session, open_session, read_marks, unsaved_work,
};
use mesomap::text::Language;

type Reader = fn(&[u8]);

const READERS: [(&str, Reader); 11] = [
    ("session", session),
    ("patient", patient),
    ("course", course),
    ("library", library),
    ("formulary", formulary),
    ("techniques", techniques),
    ("protocols", protocols),
    ("revision", revision),
    ("lineage", lineage),
    ("typed", typed),
    ("lists", lists),
];

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let asked = std::env::var("MESOMAP_READER").unwrap_or_default();
    let found = READERS.iter().find(|(name, _)| *name == asked);
    found.unwrap_or_else(|| panic!("MESOMAP_READER is one of {:?}", READERS.map(|(name, _)| name))).1
});

/// What is there before the hostile file: a library, a patient, a course and a session that can be read.
const GOOD: [(&[&str], &str); 4] = [
    (&["library.record", "1.ron"], "(schema: \"mesomap/library/1\", name: \"Clinic\")"),
    (&["anna", "patient.record", "1.ron"], "(schema: \"mesomap/patient/2\", id: \"p\", name: \"Anna\")"),
    (
        &["anna", "face", "course.record", "1.ron"],
        "(schema: \"mesomap/course/1\", id: \"c\", title: \"Face\", body: \"adult-female\")",
    ),
    (&["anna", "face", "a.record", "1.ron"], SESSION),
];

const SESSION: &str = "(schema: \"mesomap/session/6\", id: \"s\", title: \"x\", started: \"2026-09-07T10:30:00+02:00\", \
                       body: \"adult-female\", cocktails: [], last_number: 0, marks: [])";

struct Shelf {
    memory: Arc<Memory>,
    root: Place,
}

impl Shelf {
    /// Everything good, but for what lies under `hostile`.
    fn with(hostile: &[&str], bytes: &[u8]) -> Self {
        let memory = Arc::new(Memory::default());
        let root = Place::new(Arc::clone(&memory) as Arc<dyn Depot>, Key::ROOT);
        let shelf = Self { memory, root };
        for (names, text) in GOOD.iter().filter(|(names, _)| *names != hostile) {
            shelf.put(names, text.as_bytes());
        }
        shelf.put(hostile, bytes);
        shelf
    }

    fn put(&self, names: &[&str], bytes: &[u8]) {
        let key = names.iter().fold(Key::ROOT, |key, name| key.child(name));
        // A name that is taken already stays what it is.
        let _ = self.memory.create(&key, &Key::ROOT, bytes);
    }

    fn record(&self) -> Place {
        self.root.child("anna").child("face").child("a.record")
    }

    fn read(&self) {
        check(&self.root);
        let Ok(library) = Library::at(self.root.clone()) else { return };
        for patient in library.patients().into_iter().flatten() {
            for course in library.courses(&patient.folder).into_iter().flatten() {
                let _ = library.sessions(&course.folder);
            }
        }
        let _ = (library.formulary(), library.techniques(), library.protocols());
        unsaved_work(&self.root);
    }

    /// What was read can be written, and comes back as what it was, or is refused.
    fn save_again(&self) {
        let note = Note { why: Reason::Restore, at: "2026-09-07T10:30:00+02:00".parse().expect("a moment"), author: String::new() };
        let Ok(mut open) = open_session(&self.record()) else { return };
        let session = open.session.clone();
        if open.save(&session, &note).is_ok_and(|saved| !saved.is_fork) {
            assert_eq!(load_session(&self.record()).expect("what was saved can be read"), session);
        }
    }
}

fn session(bytes: &[u8]) {
    let _ = mesomap::store::parse_session(Path::new("it.ron"), bytes);
    let shelf = Shelf::with(&["anna", "face", "a.record", "1.ron"], bytes);
    shelf.read();
    shelf.save_again();
    Shelf::with(&["anna", "face", "a.record", ".recovery-1.ron"], bytes).save_again();
    Shelf::with(&["anna", "face", "b.ron"], bytes).read();
}

fn patient(bytes: &[u8]) {
    Shelf::with(&["anna", "patient.record", "1.ron"], bytes).read();
}

fn course(bytes: &[u8]) {
    Shelf::with(&["anna", "face", "course.record", "1.ron"], bytes).read();
}

fn library(bytes: &[u8]) {
    Shelf::with(&["library.record", "1.ron"], bytes).read();
}

fn formulary(bytes: &[u8]) {
    Shelf::with(&["clinic", "formulary.record", "1.ron"], bytes).read();
}

fn techniques(bytes: &[u8]) {
    Shelf::with(&["clinic", "techniques.record", "1.ron"], bytes).read();
}

fn protocols(bytes: &[u8]) {
    Shelf::with(&["clinic", "protocols", "a.record", "1.ron"], bytes).read();
}

/// What a state says of itself, with a whole session after it.
fn revision(bytes: &[u8]) {
    let (head, rest) = SESSION.split_once(", id").expect("it has an id");
    let text = [head.as_bytes(), b", revision: ", bytes, b", id", rest.as_bytes()].concat();
    for name in ["2.ron", "2 (conflicted copy).ron"] {
        let shelf = Shelf::with(&["anna", "face", "a.record", name], &text);
        shelf.put(&["anna", "face", "a.record", "2.ron"], &text);
        check(&shelf.root);
        let _ = Lineage::of(&shelf.record()).map(|lineage| lineage.head().is_ok());
        shelf.save_again();
    }
}

/// Files under any names, of any content: a line with a name, then lines up to an empty one.
fn lineage(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let shelf = Shelf::with(&["anna", "face", "a.record", "1.ron"], SESSION.as_bytes());
    for part in text.split("\n\n").take(20) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        if !name.is_empty() && !name.contains(['/', '\0']) && ![".", ".."].contains(&name) {
            shelf.put(&["anna", "face", "a.record", name], content.as_bytes());
        }
    }
    shelf.read();
    let _ = Lineage::of(&shelf.record()).map(|lineage| lineage.head().is_ok());
    shelf.save_again();
}

/// Lists of marks that come from elsewhere, in every format.
fn lists(bytes: &[u8]) {
    let deposit = Deposit { technique: TechniqueId::new("papule"), depth: Depth::default(), cocktail: None, volume: None };
    let presumed = Presumed { body: BodyKind::AdultFemale, deposit };
    for format in ListFormat::ALL {
        let _ = read_marks(Path::new("it"), bytes, format, &presumed);
    }
}

/// Dates, times and numbers as people type them.
fn typed(bytes: &[u8]) {
    let Ok(typed) = std::str::from_utf8(bytes) else { return };
    for language in [Language::English, Language::French] {
        let _ = mesomap::text::split_number(typed, language);
        let _ = mesomap::text::date_readings(typed, language);
        let _ = mesomap::text::date(typed, language);
    }
    let _ = (mesomap::text::time(typed), mesomap::text::whole_numbers(typed));
    let _ = (typed.parse::<Moment>(), mesomap::text::folded(typed));
}

fuzz_target!(|bytes: &[u8]| READER(bytes));
