//! Time to load and save a session of 2,000 marks, 10 ms and 4 ms beyond the syncs, and to list a course.

use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{Cocktail, Deposit, Depth, Details, Letter, PatientSize, Session, Site, TechniqueId, Volume};
use mesomap::store::{Library, Note, Reason, load_session, parse_session, session_text};

/// Marks spread over the whole skin, as many as the budget speaks of.
fn session() -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let details = Details {
        title: "Bench".to_owned(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap_or_else(|_| unreachable!()),
        clinician: "Dr Sample".to_owned(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let volume = Volume::nearest_ml(0.02);
    let cocktail =
        Cocktail { letter: Letter::A, name: "A".to_owned(), components: Vec::new(), prepared: volume, discarded: None };
    let mut session = Session::new("bench".to_owned(), details, BodyKind::AdultFemale);
    session.cocktails = vec![Arc::new(cocktail)];
    let mark = |id: u32| {
        let triangle = id * 50;
        let point = SurfacePoint { triangle, weights: [0.3, 0.3, 0.4] };
        let technique = TechniqueId::new("nappage_superficial");
        let depth = Depth::nearest_mm(2.0);
        let (cocktail, volume) = (Some(Letter::A), Some(volume));
        Arc::new(Deposit { technique, depth, cocktail, volume }.mark_at(Site::on(body, point)).numbered(id))
    };
    session.marks = (1..=2000).map(mark).collect();
    session
}

fn load_and_save(criterion: &mut Criterion) {
    let session = session();
    let folder = std::env::temp_dir().join(format!("mesomap-bench-{}", std::process::id()));
    let note = Note::new(Reason::Save, session.details.started, "");
    let made = Library::create(&folder, "Bench", &note)
        .and_then(|library| library.create_session(library.root(), &session, &note));
    let Ok(mut open) = made else { return };
    let place = open.place().clone();
    let text = session_text(&session).unwrap_or_default();
    let mut group = criterion.benchmark_group("2000 marks");
    group.bench_function("load", |bencher| bencher.iter(|| load_session(&place)));
    group.bench_function("load: parse alone", |bencher| bencher.iter(|| parse_session(Path::new(""), text.as_bytes())));
    group.bench_function("save", |bencher| bencher.iter(|| open.save(&session, &note)));
    group.bench_function("save: text alone", |bencher| bencher.iter(|| session_text(&session)));
    group.finish();
    drop(open);
    let _ = std::fs::remove_dir_all(&folder);
}

/// A course of 12 sessions of 150 marks, each saved 8 times. Budget: 30 ms.
fn list_a_course(criterion: &mut Criterion) {
    let whole = session();
    let note = Note::new(Reason::Save, whole.details.started, "");
    let folder = std::env::temp_dir().join(format!("mesomap-bench-list-{}", std::process::id()));
    let Ok(library) = Library::create(&folder, "Bench", &note) else { return };
    for nth in 0..12 {
        let of = |marks: usize| Session {
            id: format!("bench-{nth}"),
            marks: whole.marks.iter().take(marks).cloned().collect(),
            ..whole.clone()
        };
        let Ok(mut open) = library.create_session(library.root(), &of(0), &note) else { return };
        for saved in 1..8 {
            let _ = open.save(&of(143 + saved), &note);
        }
    }
    criterion.bench_function("a course of 12 sessions, 8 revisions each", |bencher| {
        bencher.iter(|| library.sessions(library.root()).map(|listed| listed.len()));
    });
    let _ = std::fs::remove_dir_all(&folder);
}

criterion_group!(benches, load_and_save, list_a_course);
criterion_main!(benches);
