//! A frame of the canvas, and of the whole window, at 500 to 50,000 marks, and a frame of an orbit, at rest and while the
//! body turns: the pass and the tessellation, without a graphics card.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

#[path = "../tests/desk/mod.rs"]
mod desk;
mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::App as _;
use egui::{CentralPanel, Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, vec2};
use mesomap::app::{App, Settings, StartOptions};
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{Mark, Outline, Path as ShapePath, Shape, Site};
use mesomap::geom::Vec3;
use support::{marks, services, session_file, session_file_of};

fn input() -> RawInput {
    RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))), ..RawInput::default() }
}

fn one_frame(ctx: &Context, app: &mut App, show: impl Fn(&mut App, &mut Ui)) -> usize {
    let mut output = ctx.run_ui(input(), |ui| show(app, ui));
    let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
    output.drop_without_applying_deltas();
    primitives.len()
}

/// Frames until every picture is there: of one kind, since canvas and window ask for pictures of different sizes.
fn settle(ctx: &Context, app: &mut App, show: fn(&mut App, &mut Ui)) {
    loop {
        one_frame(ctx, app, |app, ui| {
            app.logic(ui.ctx(), &mut eframe::Frame::_new_kittest());
            show(app, ui);
        });
        if app.settled() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

fn canvas_alone(app: &mut App, ui: &mut Ui) {
    CentralPanel::default().show(ui, |ui| app.show_canvas(ui));
}

fn whole_window(app: &mut App, ui: &mut Ui) {
    app.logic(ui.ctx(), &mut eframe::Frame::_new_kittest());
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
        // What opens the session is asked for by the window.
        settle(&ctx, &mut app, App::show);
        settle(&ctx, &mut app, canvas_alone);
        group.bench_function(BenchmarkId::new("canvas", count), |b| {
            b.iter(|| one_frame(&ctx, &mut app, canvas_alone));
        });
        settle(&ctx, &mut app, App::show);
        group.bench_function(BenchmarkId::new("window", count), |b| {
            b.iter(|| one_frame(&ctx, &mut app, whole_window));
        });
    }
    group.finish();
}

/// The canvas with 10,000 marks of every shape: 9,000 points, 900 lines of 10 to 30 mm, 100 areas of three corners.
fn shapes(c: &mut Criterion) {
    let body = Body::get(BodyKind::AdultFemale);
    let spots = marks(10_000);
    let shape_of = |at: usize, mark: &Mark| {
        let corner = |toward: Vec3| {
            Site::on(body, body.surface.straight_on(mark.site().anchor(), toward, 10.0 + (at % 20) as f32))
        };
        match at % 100 {
            0 => Shape::Area(Outline::new(body, vec![mark.site(), corner(Vec3::Z), corner(Vec3::X)]).unwrap()),
            1..10 => Shape::Line(ShapePath::new(vec![mark.site(), corner(Vec3::Z)]).unwrap()),
            _ => mark.shape.clone(),
        }
    };
    let marks = spots.iter().enumerate().map(|(at, mark)| Mark { shape: shape_of(at, mark), ..mark.clone() }).collect();
    let folder = tempfile::tempdir().unwrap();
    let options = StartOptions { path: Some(session_file_of(folder.path(), marks)), ..StartOptions::default() };
    let ctx = Context::default();
    let mut app = App::with_settings(&ctx, &options, services(), Settings::default());
    settle(&ctx, &mut app, App::show);
    settle(&ctx, &mut app, canvas_alone);
    c.bench_function("frame/shapes/10000", |b| b.iter(|| one_frame(&ctx, &mut app, canvas_alone)));
}

/// The canvas while Ctrl is held and the pointer moves: every frame has another camera, so its scene is built anew.
fn orbit(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let options = StartOptions { path: Some(session_file(folder.path(), 2_000)), ..StartOptions::default() };
    let ctx = Context::default();
    let mut app = App::with_settings(&ctx, &options, services(), Settings::default());
    settle(&ctx, &mut app, App::show);
    settle(&ctx, &mut app, canvas_alone);
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

/// The window while a field of about 1,000 points (the count is in the name) is laid over the face and the ring at its anchor is
/// dragged: every frame asks for the field anew, takes what came of the last one, and shows it. The pass without its
/// tessellation, with the tree for screen readers. Budget: 16 ms a frame.
fn live_preview(c: &mut Criterion) {
    use egui_kittest::kittest::Queryable as _;
    let mut desk = desk::sample();
    desk.new_session();
    desk.key(Key::Q, Modifiers::NONE);
    desk.seek("Part of a region’s name: cheek, forehead, thigh left", "face");
    desk.key(Key::Enter, Modifiers::NONE);
    let mut count = |mm: u32| {
        desk.fill("Spacing", &mm.to_string());
        desk.session().marks.len()
    };
    let nearest = (4..=12).min_by_key(|&mm| count(mm).abs_diff(1_000)).unwrap();
    let count = count(nearest);
    let ring = desk.harness.get_by_label("Anchor of the field").rect().center();
    let press = |pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    let mut frame = |events: Vec<Event>| {
        desk.harness.input_mut().events.extend(events);
        desk.harness.step();
    };
    frame(vec![Event::PointerMoved(ring)]);
    frame(vec![press(ring, true)]);
    let mut step = 0_u8;
    c.bench_function(&format!("frame/live-preview/{count}"), |b| {
        b.iter(|| {
            step = step.wrapping_add(7);
            let along = (f32::from(step) - 128.0) / 4.0;
            frame(vec![Event::PointerMoved(ring + vec2(along, along / 4.0))]);
        });
    });
}

criterion_group!(benches, frames, shapes, orbit, live_preview);
criterion_main!(benches);
