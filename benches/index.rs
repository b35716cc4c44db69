//! A library of 10,000 patients with 60,000 sessions on disk, without the window: its index read for the first time, again by its
//! cache, and again by what is known; what it takes to answer, and how much memory it all holds.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use mesomap::advice::{asked_for, found_csv};
use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{
    Cocktail, Component, Concentration, ConcentrationUnit, Course, Deposit, Depth, Details, Letter, Patient,
    PatientSize, Session, Site, TechniqueId, Volume,
};
use mesomap::store::{Checksum, Found, Index, Library, Note, Reason};

const PATIENTS: usize = 10_000;
const SESSIONS: usize = 6;
const MARKS: u32 = 30;
/// The last line of a record begins with it.
const SEAL: &str = "// sha256 of all above: ";

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let library = timed("written", || write_library(folder.path()));
    println!("memory before: {} MB", memory_mb());
    let now = SystemTime::now() + Duration::from_secs(10);
    let read = |known: Option<&Index>| Index::read(&library, known, now, &mut |_| true).unwrap().unwrap();
    let mut index = timed("first reading", || read(None));
    println!("  {:?} patients and sessions, {} unread", index.counts(), index.unread());
    println!("  memory: {} MB", memory_mb());
    assert!(timed("kept", || index.keep(&library)));
    let cache = folder.path().join("library/clinic/index");
    let bytes: u64 = fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    println!("  {:.1} MB on disk", bytes as f64 / 1e6);
    drop(index);
    let again = timed("reading by the cache", || read(None));
    println!("  memory: {} MB", memory_mb());
    let index = timed("reading by what is known", || read(Some(&again)));
    drop(again);
    println!("  memory: {} MB", memory_mb());
    ask(&index);
}

fn ask(index: &Index) {
    let tree = RegionTree::get();
    let face = tree.find("face").or_else(|| tree.roots().next());
    let one: String = LOTS[3].into();
    answered("who had one lot", || index.had_lot(asked_for(&one, true)));
    answered("who had a lot, by a part that all have", || index.had_lot(asked_for("lot", false)));
    answered("who is overdue", || index.overdue("2026-12-01".parse().unwrap()));
    answered("who had a substance on the left of the face", || {
        index.had_substance(asked_for("hyaluronic", false), (face, Some(Side::Left)))
    });
    answered("who had a substance anywhere", || index.had_substance(asked_for("a", false), (None, None)));
    let found = index.had_lot(asked_for("lot", false));
    timed("all of them as a table", || found_csv(index, &found).len());
}

/// Ten lots, so that each was given to thousands.
const LOTS: [&str; 10] =
    ["LOT-24A", "LOT-24B", "LOT-24C", "LOT-24D", "LOT-25A", "LOT-25B", "LOT-25C", "LOT-25D", "LOT-26A", "LOT-26B"];

fn write_library(folder: &Path) -> Library {
    let at = "2026-09-07T10:30:00+02:00".parse().unwrap();
    let note = Note::new(Reason::Save, at, "Dr Sample");
    let library = Library::create(&folder.join("library"), "Bench", &note).unwrap();
    let aside = Library::create(&folder.join("aside"), "Aside", &note).unwrap();
    let patient = Patient { id: "PATIENT-ID".into(), name: "PATIENT-NAME".into(), ..Patient::default() };
    let of = aside.create_patient(&patient, &note).unwrap();
    let course = Course {
        id: "COURSE-ID".into(),
        title: "Full face".into(),
        indication: "Fine lines".into(),
        body: BodyKind::AdultFemale,
        planned_days: vec![0, 14, 28, 42, 70, 98, 126],
        notes: String::new(),
        voided: None,
    };
    let course = aside.create_course(&of, &course, &note).unwrap();
    let open = aside.create_session(&course, &session(), &note).unwrap();
    let text = |record: &Path| fs::read_to_string(record.join("1.ron")).unwrap();
    let texts = [of.shown().join("patient.record"), course.shown().join("course.record"), open.place().shown()]
        .map(|record| text(&record));
    drop(open);
    println!("a session's record: {} bytes", texts[2].len());
    (0..PATIENTS).for_each(|nth| write_patient(&folder.join("library"), nth, &texts));
    library
}

fn write_patient(library: &Path, nth: usize, [patient, course, session]: &[String; 3]) {
    let folder = library.join(format!("patient-{nth:05}"));
    let of_course = folder.join("full-face");
    write(
        &folder.join("patient.record"),
        &patient.replace("PATIENT-ID", &format!("p{nth}")).replace("PATIENT-NAME", &format!("Müller Prénom{nth}")),
    );
    write(&of_course.join("course.record"), &course.replace("COURSE-ID", &format!("c{nth}")));
    for number in 0..SESSIONS {
        let day =
            jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(i64::try_from(nth % 180 + 14 * number).unwrap());
        let text = session
            .replace("SESSION-ID", &format!("s{nth}-{number}"))
            .replace("2026-09-07T10:30:00+02:00", &format!("{day}T10:30:00+02:00"))
            .replace("LOT-24A", LOTS[(nth + number) % LOTS.len()]);
        write(&of_course.join(format!("{day}-session-{}.record", number + 1)), &text);
    }
}

/// A record's file as the program writes it; without its syncs, which would take hours.
fn write(record: &Path, text: &str) {
    fs::create_dir_all(record).unwrap();
    let above = &text[..text.rfind(SEAL).unwrap()];
    let sum = Checksum::of(above.as_bytes());
    fs::write(record.join("1.ron"), format!("{above}{SEAL}{}\n", sum.as_str())).unwrap();
}

fn session() -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let details = Details {
        title: "Session".into(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        clinician: "Dr Sample".into(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let part = |substance: &str, lot: &str, ml: f64| Component {
        substance: substance.into(),
        concentration: Some(Concentration::new(10.0, ConcentrationUnit::MgPerMl).unwrap()),
        volume: Volume::nearest_ml(ml),
        manufacturer: "Sample maker".into(),
        lot: lot.into(),
        expiry: None,
    };
    let cocktail = Cocktail {
        letter: Letter::A,
        name: "Glow".into(),
        components: vec![
            part("Hyaluronic acid", "LOT-24A", 3.0),
            part("Lidocaine", "L-1", 0.5),
            part("Vitamin C", "", 0.5),
        ],
        prepared: Volume::nearest_ml(4.0),
        discarded: None,
    };
    let mut session = Session::new("SESSION-ID".into(), details, body.kind);
    session.cocktails = vec![Arc::new(cocktail)];
    // Spots of the face, a centimetre or so from each other.
    let top_mm = body.surface.positions_mm().iter().map(|at| at.z).fold(0.0, f32::max);
    let spot = |nth: u32| -> SurfacePoint {
        let (across, down) = ((nth % 6) as f32, (nth / 6) as f32);
        let at_mm = mesomap::geom::Vec3::new(across * 18.0 - 45.0, -130.0, top_mm - 50.0 - down * 25.0);
        body.surface.closest(at_mm).0
    };
    let mark = |nth: u32| {
        let (cocktail, volume) = (Some(Letter::A), Some(Volume::nearest_ml(0.02)));
        let (technique, depth) = (TechniqueId::new("nappage_superficial"), Depth::nearest_mm(2.0));
        Arc::new(Deposit { technique, depth, cocktail, volume }.mark_at(Site::on(body, spot(nth))).numbered(nth + 1))
    };
    session.marks = (0..MARKS).map(mark).collect();
    session
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    println!("{name}: {:.0} ms", begun.elapsed().as_secs_f64() * 1000.0);
    done
}

/// The middle of five.
fn answered(name: &str, mut ask: impl FnMut() -> Found) {
    let mut spans = Vec::new();
    let mut found = Found::default();
    for _ in 0..5 {
        let begun = Instant::now();
        found = ask();
        spans.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    spans.sort_by(f64::total_cmp);
    println!("{name}: {:.1} ms; {} answers, {} patients", spans[2], found.hits.len(), found.patients);
}

/// What the system says that the program holds, in MB; 0 where it doesn't.
fn memory_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) * 1024 / 1_000_000
}
