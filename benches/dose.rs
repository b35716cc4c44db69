//! Dose on the skin of six sessions of 2,000 marks: the first map, later ones, and a picture of the face with and without it.
//!
//! Plain medians, printed: a first map happens once.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark on small numbers"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use mesomap::atlas::raster::{Frame, Levels, Look, Painter, Tint};
use mesomap::atlas::{Body, BodyKind, view};
use mesomap::chart::{Deposit, Depth, Details, Edit, Mark, PatientSize, Session, Site, TechniqueId, Volume};
use mesomap::compare::dose::{Asked, DoseMap, Doses, Kernel, Quantity};

const SESSIONS: u32 = 6;
const MARKS: usize = 2000;
const RUNS: usize = 9;

/// Marks all over the face as it is seen from the front, none of them twice at one place.
fn session(seed: u32) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let details = Details {
        title: String::new(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let front = view(body.kind, "face-front").unwrap();
    let mut state = seed;
    let mut random = || {
        // Numerical Recipes' quick generator: enough for scatter.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 16_777_216.0 - 0.5
    };
    let mut marks: Vec<Mark> = Vec::new();
    while marks.len() < MARKS {
        let at = [random() * front.width_mm * 0.6, random() * front.height_mm * 0.7].into();
        let Some(spot) = body.skin_seen(&front.camera, at) else { continue };
        let technique = TechniqueId::new("nappage_superficial");
        let volume = Some(Volume::nearest_ml(0.02));
        let deposit = Deposit { technique, depth: Depth::nearest_mm(2.0), cocktail: None, volume };
        marks.push(deposit.mark_at(Site::on(body, spot)));
    }
    Edit::Place(marks).apply(&Session::new(seed.to_string(), details, body.kind)).unwrap()
}

fn median_ms(mut run: impl FnMut(usize)) -> f64 {
    let mut all: Vec<f64> = (0..RUNS)
        .map(|number| {
            let start = Instant::now();
            run(number);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[RUNS / 2]
}

fn picture(map: &DoseMap) {
    let body = Body::get(map.body);
    let frame = Frame::fit(view(body.kind, "face-front").unwrap(), [1200, 1500]);
    let levels = Levels::automatic(f64::from(map.peak.unwrap().per_cm2));
    let tint = Tint { values: Arc::clone(&map.values), levels };
    let mut painter = Painter::default();
    let mut paint = |tint: Option<&Tint>| {
        median_ms(|_| {
            black_box(painter.paint_tinted(body, &frame, &Look::default(), tint).rgba.len());
        })
    };
    let (bare, tinted) = (paint(None), paint(Some(&tint)));
    println!("  picture 1200x1500 {bare:7.1} ms, with it {tinted:7.1} ms");
}

fn main() {
    let sessions: Vec<Session> = (1..=SESSIONS).map(session).collect();
    let all: Vec<&Session> = sessions.iter().collect();
    for width_mm in [2.0, 5.0, 10.0, 20.0] {
        let asked = |quantity| Asked { quantity, kernel: Kernel::new(width_mm).unwrap(), size: PatientSize::default() };
        let mut doses = Doses::new(BodyKind::AdultFemale);
        let start = Instant::now();
        let first = doses.map(&all, asked(Quantity::Volume)).unwrap();
        let first_ms = start.elapsed().as_secs_f64() * 1e3;
        let later_ms = median_ms(|run| {
            let quantity = if run % 2 == 0 { Quantity::Points } else { Quantity::Volume };
            black_box(doses.map(&all, asked(quantity)).unwrap().on_skin);
        });
        let front = view(BodyKind::AdultFemale, "face-front").unwrap();
        let hidden_ms = median_ms(|_| {
            black_box(first.share_hidden(front));
        });
        println!(
            "{SESSIONS} x {MARKS} marks, {width_mm} mm: first {first_ms:7.1} ms, later {later_ms:6.1} ms, share hidden {hidden_ms:6.1} ms, lost {:.1e}",
            first.on_skin / first.total - 1.0
        );
        picture(&first);
    }
}
