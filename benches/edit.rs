//! Mirroring 2,000 and 8,000 marks, once as copies are made and once where every copy is there already. Budget: 8 ms at 8,000.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{Deposit, Depth, Details, Edit, Letter, Mark, PatientSize, Session, Site, TechniqueId, Volume};

/// Marks spread over the whole skin.
fn session(count: u32) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let details = Details {
        title: "Bench".to_owned(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let mark = |number: u32| -> Mark {
        let point = SurfacePoint { triangle: number * 12, weights: [0.3, 0.3, 0.4] };
        let technique = TechniqueId::new("nappage_superficial");
        let (cocktail, volume) = (Some(Letter::A), Some(Volume::nearest_ml(0.02)));
        Deposit { technique, depth: Depth::nearest_mm(2.0), cocktail, volume }.mark_at(Site::on(body, point))
    };
    let empty = Session::new("bench".to_owned(), details, BodyKind::AdultFemale);
    Edit::Place((1..=count).map(mark).collect()).apply(&empty).unwrap()
}

fn mirroring(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("mirror");
    for count in [2_000, 8_000] {
        let session = session(count);
        let mirror = Edit::Mirror(session.marks.iter().map(|mark| mark.id).collect());
        group.bench_function(BenchmarkId::new("copies", count), |b| b.iter(|| mirror.apply(black_box(&session))));
        let both = mirror.apply(&session).unwrap();
        group.bench_function(BenchmarkId::new("again", count), |b| b.iter(|| mirror.apply(black_box(&both))));
    }
    group.finish();
}

criterion_group!(benches, mirroring);
criterion_main!(benches);
