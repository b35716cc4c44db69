//! Hostile files: every reader of the store is given mutated records; none may panic, and none may take long.
//!
//! What this is: a loop of this program's own that changes real files at random (bytes flipped, cut out, doubled, moved from one
//! file into another, numbers and names put in that readers trip over), in memory, without looking at what the readers do with
//! them. What it is not: libFuzzer. That learns from coverage which changes lead on, and needs a nightly compiler; this finds
//! what lies near good files, and only that.
//!
//! Every reader is reached: sessions of every version, patients, courses, libraries, formularies, lists of techniques and
//! protocols; what a state says of itself; work in progress; and the text of a session written by hand. A short run is part of
//! every test run; a long one is for the hand:
//!
//! ```text
//! MESOMAP_FILES=1000000 cargo nextest run --release --test fuzz --no-capture
//! ```
//!
//! `MESOMAP_SEED` gives other files. One that is refused in the wrong way is kept in the system's folder for temporary files, and
//! its path told.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mesomap::chart::{Differing, Import, ListFormat, Session, Technique, TechniqueEdit, TechniqueId};
use mesomap::export::marks;
use mesomap::store::depot::{Depot, Key, Memory};
use mesomap::store::{
    Library, Lineage, Place, Presumed, Reason, check, load_session, open_session, parse_session, read_marks,
    session_text, techniques, unsaved_work,
};
use mesomap::text::Texts;

#[path = "../store_support/mod.rs"]
mod store_support;

use store_support::note;

/// How long a reader may take over a file of under 10 MB. Without optimisation the parser is some ten times slower.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

/// Numbers that look random and are the same in every run (Knuth's constants of MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

fn asked(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What readers trip over.
const WORDS: [&str; 34] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\\",
    "'",
    ",",
    ":",
    "//",
    "/*",
    "*/",
    "Some(",
    "None",
    "()",
    "\n",
    "\u{feff}",
    "é",
    "-0.0",
    "NaN",
    "inf",
    "1e309",
    "-1",
    "4294967296",
    "18446744073709551616",
    "0.00001",
    "revision: (",
    "parents: [",
    "// sha256 of all above: ",
    "r#\"",
    "\\u{110000}",
    "9999-99-99T99:99:99+99:99",
];

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut inside: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    inside.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Good files of every kind and version.
fn corpus() -> Vec<Vec<u8>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["charts", "tests/records", "assets/protocols"];
    let files = folders.iter().flat_map(|folder| files_below(&home.join(folder)));
    let mut corpus: Vec<Vec<u8>> = files
        .filter(|file| file.extension().is_some_and(|extension| extension == "ron"))
        .map(|file| std::fs::read(file).unwrap())
        // A long session costs time, and holds nothing that a short one doesn't.
        .filter(|bytes| bytes.len() < 16_000)
        .collect();
    corpus.push(session_text(&store_support::session()).unwrap().into_bytes());
    let memory = Arc::new(Memory::default());
    let root = Place::new(Arc::clone(&memory) as Arc<dyn Depot>, Key::ROOT);
    let library = Library::create_in(&root, "Clinic", &note()).unwrap();
    library.learn(&store_support::cocktail(), &note()).unwrap();
    let papule = techniques().get(&TechniqueId::new("papule")).unwrap().clone();
    let own = Technique { id: TechniqueId::new(""), ..papule.clone() };
    for technique in [papule, own] {
        library.change_techniques(&TechniqueEdit::Put(Box::new(technique)), &note()).unwrap();
    }
    for record in ["formulary.record", "techniques.record"] {
        let lineage = Lineage::of(&root.child("clinic").child(record)).unwrap();
        corpus.extend(lineage.states().iter().map(|state| memory.get(state.place.key()).unwrap()));
    }
    for (_, list) in lists() {
        corpus.push(list.into_bytes());
    }
    corpus
}

/// A list of marks in every format.
fn lists() -> Vec<(ListFormat, String)> {
    let (session, texts) = (store_support::session(), Texts::english());
    let list = |format| (format, marks(&session, techniques(), format, &texts).unwrap());
    ListFormat::ALL.map(list).to_vec()
}

/// One of the files, changed in one to eight places.
fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].clone();
    for _change in 0..=random.below(8) {
        let (a, b) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (a, b) = (a.min(b), a.max(b));
        let few = b.min(a + random.below(40));
        match random.below(8) {
            0 if a < bytes.len() => bytes[a] ^= 1 << random.below(8),
            1 => drop(bytes.splice(a..few, WORDS[random.below(WORDS.len())].bytes())),
            2 => drop(bytes.drain(a..few)),
            3 => {
                let doubled = bytes[a..few].repeat(1 + random.below(50));
                bytes.splice(a..a, doubled);
            }
            4 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len());
                let part = other[from..other.len().min(from + random.below(300))].to_vec();
                bytes.splice(a..few, part);
            }
            5 => bytes.truncate(b.max(20)),
            6 => drop(bytes.splice(a..a, WORDS[random.below(7)].repeat(1 + random.below(400)).bytes())),
            // A line twice, or moved.
            _ => {
                let is_end = |&(_, byte): &(usize, &u8)| *byte == b'\n';
                let ends: Vec<usize> = bytes.iter().enumerate().filter(is_end).map(|(at, _)| at).collect();
                if ends.len() > 2 {
                    let line = random.below(ends.len() - 1);
                    let text = bytes[ends[line]..ends[line + 1]].to_vec();
                    let to = ends[random.below(ends.len())];
                    bytes.splice(to..to, text);
                }
            }
        }
    }
    bytes
}

/// Has every reader of lists of marks read a file; what it makes of it does no harm to a session.
fn read_as_a_list(bytes: &[u8]) {
    let (session, deposit) = (store_support::session(), store_support::deposit());
    let presumed = Presumed { body: session.body, deposit };
    for format in ListFormat::ALL {
        let Ok(incoming) = read_marks(Path::new("it"), bytes, format, &presumed) else { continue };
        let Ok(import) = Import::of(&session, &incoming, techniques()) else { continue };
        for differing in Differing::ALL {
            if let Some(Ok(after)) = import.edit(differing).map(|edit| edit.apply(&session)) {
                assert!(session_text(&after).is_ok(), "what an import makes can be saved");
            }
        }
    }
}

#[test]
fn mutated_lists_of_marks_are_read_or_refused() {
    let (files, seed) = (asked("MESOMAP_FILES", 2_000), asked("MESOMAP_SEED", 20_261_128));
    let corpus: Vec<Vec<u8>> = lists().into_iter().map(|(_, list)| list.into_bytes()).collect();
    let mut random = Random(seed);
    for nth in 0..files {
        let what = format!("list {nth} of seed {seed}");
        assert_harmless(&mutated(&corpus, &mut random), &what, read_as_a_list);
    }
}

/// Has every reader read a file, wherever it can lie.
fn read_everywhere(bytes: &[u8]) {
    read_as_a_list(bytes);
    let _ = parse_session(Path::new("it.ron"), bytes);
    let memory = Arc::new(Memory::default());
    let root = Place::new(Arc::clone(&memory) as Arc<dyn Depot>, Key::ROOT);
    let put = |names: &[&str], bytes: &[u8]| {
        let key = names.iter().fold(Key::ROOT, |key, name| key.child(name));
        memory.create(&key, &Key::ROOT, bytes).unwrap();
    };
    put(&["any.ron"], bytes);
    // Whatever kind it says that it is.
    check(&root.child("any.ron"));
    put(&["library.record", "1.ron"], b"(schema: \"mesomap/library/1\", name: \"Clinic\")");
    put(&["anna", "patient.record", "1.ron"], bytes);
    put(&["anna", "face", "course.record", "1.ron"], bytes);
    put(&["anna", "face", "a.record", "1.ron"], bytes);
    put(&["anna", "face", "b.ron"], bytes);
    put(&["anna", "face", "c.record", "1.ron"], session_text(&good()).unwrap().as_bytes());
    put(&["anna", "face", "c.record", ".recovery-1.ron"], bytes);
    put(&["anna", "face", "d.record", "1.ron"], session_text(&good()).unwrap().as_bytes());
    put(&["anna", "face", "d.record", "2.ron"], bytes);
    put(&["anna", "face", "d.record", "2 (conflicted copy).ron"], bytes);
    for record in ["formulary.record", "techniques.record"] {
        put(&["clinic", record, "1.ron"], bytes);
    }
    put(&["clinic", "protocols", "a.record", "1.ron"], bytes);
    check(&root);
    let library = Library::at(root.clone()).unwrap();
    let anna = library.patients().unwrap().remove(0).folder;
    let face = library.courses(&anna).unwrap().remove(0).folder;
    let _ = (library.sessions(&face), library.formulary(), library.techniques(), library.protocols());
    unsaved_work(&root);
    for name in ["a.record", "b.record", "c.record", "d.record"] {
        let record = face.child(name);
        let _ = Lineage::of(&record).map(|lineage| lineage.head().is_ok());
        if let Ok(mut open) = open_session(&record) {
            // What was read can be written, or is refused; it doesn't come back as something else.
            let session = open.session.clone();
            if open.save(&session, &note().because(Reason::Restore)).is_ok_and(|saved| !saved.is_fork) {
                assert_eq!(load_session(&record).unwrap(), session);
            }
        }
    }
}

/// A session without marks: no body is loaded for it.
fn good() -> Session {
    Session { marks: Vec::new(), ..store_support::session() }
}

/// Reads a file and fails, having kept it, where that panics or takes long.
fn assert_harmless(bytes: &[u8], what: &str, read: impl FnOnce(&[u8])) -> Duration {
    let begun = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    let took = begun.elapsed();
    if outcome.is_err() || took > LIMIT {
        let kept =
            std::env::temp_dir().join(format!("mesomap-fuzz-{}.ron", mesomap::store::Checksum::of(bytes).as_str()));
        std::fs::write(&kept, bytes).unwrap();
        panic!("{what}: {took:?}, {}; the file is kept as {}", outcome.is_err(), kept.display());
    }
    took
}

#[test]
fn mutated_files_are_read_or_refused() {
    let (files, seed) = (asked("MESOMAP_FILES", 1_000), asked("MESOMAP_SEED", 20_261_127));
    let (corpus, mut random) = (corpus(), Random(seed));
    let mut slowest = Duration::ZERO;
    for nth in 0..files {
        let took =
            assert_harmless(&mutated(&corpus, &mut random), &format!("file {nth} of seed {seed}"), read_everywhere);
        slowest = slowest.max(took);
    }
    let _ = writeln!(std::io::stderr(), "{files} files, the slowest in {slowest:?}");
}

/// Reads a file by what it says that it is, as a file and as a state of a record.
fn read_once(bytes: &[u8]) {
    let memory = Arc::new(Memory::default());
    let root = Place::new(Arc::clone(&memory) as Arc<dyn Depot>, Key::ROOT);
    let key = Key::ROOT.child("a.record").child("1.ron");
    memory.create(&key, &Key::ROOT, bytes).unwrap();
    check(&root.child("a.record"));
}

/// Files of just under 10 MB in the long run, each of one thing without end.
#[test]
fn large_files_take_no_long_time() {
    let size = if std::env::var_os("MESOMAP_FILES").is_some() { 9_900_000 } else { 500_000 };
    let session = session_text(&good()).unwrap();
    let schema = |kind: &str| format!("(schema: \"mesomap/{kind}\", ");
    let full = |head: &str, part: &str, tail: &str| format!("{head}{}{tail}", part.repeat(size / part.len()));
    let titled = |part: &str| session.replacen("Session 1", &part.repeat(size / part.len()), 1);
    let component = "(substance: \"x\", volume_ml: 0.1, expiry: \"2020-01-01\"), ";
    let in_cocktail = session.replacen("components: [", &full("components: [", component, ""), 1);
    let marks = "Point(id: 1, at: (0.0, 0.0, 0.0), technique: \"x\", depth_mm: 1.0), ";
    let technique = "(id: \"clinic-x\", names: {\"en\": \"x\"}, symbol: Bar), ";
    let revision = schema("session/10") + "revision: (why: \"save\", at: \"2026-09-07T10:52:00+02:00\", ";
    let cases = [
        ("brackets", full(&schema("session/10"), "(", "")),
        ("blank", full("", " ", &session)),
        ("remarks", full("", "//\n", &session)),
        ("a remark", full("/*", "x", &session)),
        ("remarks in remarks", full("", "/*", "")),
        ("a title", titled("x")),
        ("escapes", titled("\\n")),
        ("escapes without end", full(&schema("session/10"), "\\\"", "")),
        ("components", in_cocktail),
        ("marks", session.replacen("marks: [", &full("marks: [", marks, ""), 1)),
        ("techniques", full(&(schema("techniques/2") + "techniques: ["), technique, "])")),
        ("hidden techniques", full(&(schema("techniques/2") + "hidden: ["), "\"x\", ", "])")),
        ("products", full(&(schema("formulary/1") + "products: ["), "(id: \"x\", substance: \"x\"), ", "])")),
        (
            "steps",
            full(
                &(schema("protocol/1") + "id: \"x\", revision: 1, names: {\"en\": \"x\"}, source: \"\", steps: ["),
                "Points(at: []), ",
                "])",
            ),
        ),
        (
            "planned days",
            full(
                &(schema("course/1") + "id: \"x\", title: \"x\", body: \"adult-female\", planned_days: ["),
                "1, ",
                "])",
            ),
        ),
        ("parents", full(&(revision.clone() + "parents: ["), "(\"1.ron\", \"ab\"), ", "]))")),
        ("an author", full(&(revision.clone() + "author: \""), "x", "\"))")),
        ("brackets of a state", full(&(schema("session/10") + "revision: "), "(", "")),
        ("a state without end", full(&revision, "\"", "")),
        ("unknown fields of a newer version", full(&schema("session/109"), "x: [1], ", ")")),
    ];
    for (what, text) in cases {
        assert!(text.len() < 10_100_000 + session.len(), "{what}");
        let took = assert_harmless(text.as_bytes(), what, read_once);
        let _ = writeln!(std::io::stderr(), "{what}: {took:?}");
    }
}
