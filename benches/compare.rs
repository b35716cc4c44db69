//! Comparing two sessions of 500, 2,000 and 10,000 marks, dense as nappage: each has 10 to 20 marks within the tolerance.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a benchmark on small numbers")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{Deposit, Depth, Details, Letter, PatientSize, Session, Site, TechniqueId, Volume};
use mesomap::compare::{Options, compare};
use mesomap::geom::Vec3;

/// How far apart the places of the field are, in mm.
const SPACING_MM: f32 = 2.3;

/// A square field on the back, each mark up to a millimetre off its place.
fn field(marks: u32, seed: u32) -> Session {
    let columns = marks.isqrt();
    let place = |number: u32, [x_mm, z_mm]: [f32; 2]| {
        let (column, row) = (number % columns, number / columns);
        Vec3::new(
            (column as f32 - columns as f32 / 2.0) * SPACING_MM + x_mm,
            110.0,
            1150.0 + (row as f32 - columns as f32 / 2.0) * SPACING_MM + z_mm,
        )
    };
    charted(marks, seed, place)
}

/// Marks in the midline of the trunk, front and back, half a millimetre from each other.
fn midline(marks: u32, seed: u32) -> Session {
    charted(marks, seed, |number, [_, z_mm]| {
        let y_mm = if number % 2 == 0 { -250.0 } else { 250.0 };
        Vec3::new(0.0, y_mm, 950.0 + (number / 2) as f32 * 0.7 + z_mm)
    })
}

/// A session with a mark on the skin nearest to each place, which is given its number and two offsets of up to 1 mm.
fn charted(marks: u32, seed: u32, place: impl Fn(u32, [f32; 2]) -> Vec3) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let started = "2026-09-07T10:30:00+02:00".parse().unwrap();
    let details = Details {
        title: String::new(),
        started,
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let mut session = Session::new(seed.to_string(), details, BodyKind::AdultFemale);
    let mut state = seed;
    let mut jitter_mm = || {
        // Numerical Recipes' quick generator: enough for scatter.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as f32 / 32_768.0 - 1.0
    };
    for number in 0..marks {
        let (point, _) = body.surface.closest(place(number, [jitter_mm(), jitter_mm()]));
        let deposit = Deposit {
            technique: TechniqueId::new("nappage_superficial"),
            depth: Depth::from_mm(2.0).unwrap(),
            cocktail: Some(Letter::A),
            volume: Some(Volume::from_ml(0.01).unwrap()),
        };
        session.marks.push(Arc::new(deposit.mark_at(Site::on(body, point)).numbered(number + 1)));
    }
    session
}

fn comparing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    for marks in [500, 2_000, 10_000] {
        let (before, after) = (field(marks, 1), field(marks, 2));
        group.bench_function(BenchmarkId::new("dense", marks), |bencher| {
            bencher.iter(|| compare(black_box(&before), black_box(&after), Options::default()).unwrap());
        });
    }
    let before = field(2_000, 1);
    group.bench_function(BenchmarkId::new("repeated", 2_000), |bencher| {
        bencher.iter(|| compare(black_box(&before), black_box(&before), Options::default()).unwrap());
    });
    // Every mark has some 140 within the widest tolerance, most of them where no plain section joins them.
    let (before, after) = (midline(1_200, 1), midline(1_200, 2));
    for tolerance_mm in [5.0, 50.0] {
        let options = Options { tolerance_mm, ..Options::default() };
        group.bench_function(BenchmarkId::new("midline", tolerance_mm), |bencher| {
            bencher.iter(|| compare(black_box(&before), black_box(&after), options).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, comparing);
criterion_main!(benches);
