//! A frame of the canvas, and of the whole window, at 500 to 50,000 marks, and a frame of an orbit, at rest and while the
//! body turns: the pass and the tessellation, without a graphics card.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{CentralPanel, Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, vec2};
use mesomap::app::{App, NoPicker, Services, Settings, StartOptions};
use mesomap::atlas::view::view;
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{Course, Details, Edit, Patient, PatientSize, Session, Site};
use mesomap::geom::Vec2;
use mesomap::store::{Library, techniques};

/// Spots spread over what the face's front view sees.
fn marks(count: usize) -> Vec<mesomap::chart::Mark> {
    let body = Body::get(BodyKind::AdultFemale);
    let face = view(BodyKind::AdultFemale, "face-front").unwrap();
    let technique = techniques().iter().next().unwrap();
    let settings = mesomap::chart::Deposit {
        technique: technique.id.clone(),
        depth: technique.default_depth,
        cocktail: None,
        volume: None,
    };
    // Halton's sequence spreads any number of spots evenly.
    let halton = |index: usize, base: usize| {
        let (mut value, mut share, mut rest) = (0.0_f32, 1.0, index);
        while rest > 0 {
            share /= base as f32;
            value += share * (rest % base) as f32;
            rest /= base;
        }
        value - 0.5
    };
    let spots = (1..).map(|index| Vec2::new(halton(index, 2) * face.width_mm, halton(index, 3) * face.height_mm));
    let sites = spots.filter_map(|spot| body.skin_seen(&face.camera, spot)).map(|point| Site::on(body, point));
    sites.take(count).map(|site| settings.mark_at(site)).collect()
}

fn services() -> Services {
    Services {
        picker: Arc::new(NoPicker),
        now: || "2026-11-02T10:30:00+01:00".parse().unwrap(),
        zone: jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        new_id: || uuid::Uuid::now_v7().to_string(),
        sample: None,
    }
}

/// A session's file with this many marks, in a library of its own.
fn session_file(folder: &Path, count: usize) -> PathBuf {
    let library = Library::create(&folder.join("library"), "Benchmark").unwrap();
    let patient =
        library.create_patient(&Patient { id: "p".into(), name: "Nobody".into(), ..Patient::default() }).unwrap();
    let course = Course {
        id: "c".into(),
        title: "Course".into(),
        indication: String::new(),
        body: BodyKind::AdultFemale,
        planned_days: Vec::new(),
        notes: String::new(),
    };
    let course = library.create_course(&patient, &course).unwrap();
    let started = (services().now)();
    let details = Details {
        title: "Session".into(),
        started,
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
    };
    let empty = Session::new("s".into(), details, BodyKind::AdultFemale);
    let session = Edit::Place(marks(count)).apply(&empty).unwrap();
    library.create_session(&course, &session).unwrap().file().to_path_buf()
}

fn input() -> RawInput {
    RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))), ..RawInput::default() }
}

fn one_frame(ctx: &Context, app: &mut App, show: fn(&mut App, &mut Ui)) -> usize {
    let mut output = ctx.run_ui(input(), |ui| show(app, ui));
    let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
    output.drop_without_applying_deltas();
    primitives.len()
}

fn canvas_alone(app: &mut App, ui: &mut Ui) {
    CentralPanel::default().show(ui, |ui| app.show_canvas(ui));
}

fn whole_window(app: &mut App, ui: &mut Ui) {
    app.show(ui);
}

fn frames(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame");
    for count in [500, 2_000, 10_000, 50_000] {
        let folder = tempfile::tempdir().unwrap();
        let path = session_file(folder.path(), count);
        let ctx = Context::default();
        let mut app = App::with_settings(
            &ctx,
            &StartOptions { path: Some(path), ..StartOptions::default() },
            services(),
            Settings::default(),
        );
        while !app.settled() {
            one_frame(&ctx, &mut app, whole_window);
            one_frame(&ctx, &mut app, canvas_alone);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        group.bench_function(BenchmarkId::new("canvas", count), |b| {
            b.iter(|| one_frame(&ctx, &mut app, canvas_alone));
        });
        group.bench_function(BenchmarkId::new("window", count), |b| {
            b.iter(|| one_frame(&ctx, &mut app, whole_window));
        });
    }
    group.finish();
}

/// The canvas while Ctrl is held and the pointer moves: every frame has another camera, so its scene is built anew.
fn orbit(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let options = StartOptions { path: Some(session_file(folder.path(), 2_000)), ..StartOptions::default() };
    let ctx = Context::default();
    let mut app = App::with_settings(&ctx, &options, services(), Settings::default());
    while !app.settled() {
        one_frame(&ctx, &mut app, canvas_alone);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let mut frame = |events: Vec<Event>| {
        let mut output = ctx.run_ui(RawInput { events, ..input() }, |ui| canvas_alone(&mut app, ui));
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.drop_without_applying_deltas();
        primitives.len()
    };
    let middle = Pos2::new(640.0, 450.0);
    let held = Modifiers::COMMAND | Modifiers::CTRL;
    let pressed = Event::PointerButton { pos: middle, button: PointerButton::Primary, pressed: true, modifiers: held };
    frame(vec![Event::ModifiersChanged(held), Event::PointerMoved(middle)]);
    frame(vec![pressed]);
    let mut step = 0_u8;
    c.bench_function("orbit/2000", |b| {
        b.iter(|| {
            step = step.wrapping_add(7);
            let along = f32::from(step) - 128.0;
            frame(vec![Event::PointerMoved(middle + vec2(along, along / 4.0))])
        });
    });
}

criterion_group!(benches, frames, orbit);
criterion_main!(benches);
