//! A frame of the real window while the wheel zooms, and how soon a mark is on screen after its click. Needs a display; with
//! Mesa's software graphics under Xvfb it tells what remote desktops and old drivers see.
//!
//! The bench starts itself again as the program, so that the window, its graphics and its threads are those of a start.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

mod support;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, TouchPhase, ViewportCommand, vec2};
use mesomap::app::{App, StartOptions, native_options};
use support::{services, session_file};

/// Set in the program that is measured: what it opens, and the size of its window in points.
const OPENS: &str = "MESOMAP_BENCH_OPENS";
const SIZE: &str = "MESOMAP_BENCH_SIZE";

/// Frames before the clock starts, and frames that are timed.
const SETTLE: usize = 40;
const TIMED: usize = 120;
/// The most that a window may take for them.
const MOST: Duration = Duration::from_mins(1);

fn main() -> ExitCode {
    if let (Some(path), Some(size)) = (std::env::var_os(OPENS), std::env::var(SIZE).ok()) {
        measure(Path::new(&path), &size);
        return ExitCode::SUCCESS;
    }
    if !["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|display| std::env::var_os(display).is_some()) {
        eprintln!("window: not measured, as there is no display");
        return ExitCode::SUCCESS;
    }
    for size in ["1280x800", "1920x1080"] {
        println!("{size}, an empty window: {}", said_of(size, None));
        for count in [0, 2_000, 10_000] {
            println!("{size}, {count} marks: {}", said_of(size, Some(count)));
        }
    }
    ExitCode::SUCCESS
}

/// What the program says of a session with this many marks, or of nothing at all: what clearing and showing a window takes.
fn said_of(size: &str, count: Option<usize>) -> String {
    let home = tempfile::tempdir().unwrap();
    let path = count.map(|count| session_file(home.path(), count)).unwrap_or_default();
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env(OPENS, &path).env(SIZE, size).env("XDG_DATA_HOME", home.path());
    String::from_utf8_lossy(&program.output().unwrap().stdout).trim().to_owned()
}

/// The program with a wheel that turns by itself, and a clock.
struct Wheel {
    /// `None` shows nothing.
    app: Option<App>,
    began: Instant,
    frames: usize,
    last: Instant,
    spans: Vec<Duration>,
}

impl Wheel {
    fn zooms(&self) -> bool {
        self.frames > SETTLE
    }

    /// Notes how long the last frame took, from one wish for a picture to the next.
    fn tick(&mut self, ctx: &egui::Context) {
        let now = Instant::now();
        if self.zooms() {
            self.spans.push(now - self.last);
        }
        self.last = now;
        // The first frames wait until the body's pictures are there, as nobody zooms before.
        if self.zooms() || self.app.as_ref().is_none_or(App::settled) {
            self.frames += 1;
        }
        assert!(now - self.began < MOST, "the pictures never came");
        if self.frames == SETTLE + TIMED {
            self.spans.sort();
            let ms = |at: usize| self.spans[at * (self.spans.len() - 1) / 100].as_secs_f64() * 1000.0;
            println!("{:.1} ms a frame while zooming (median; 90 %: {:.1})", ms(50), ms(90));
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        ctx.request_repaint();
    }
}

impl eframe::App for Wheel {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if let Some(app) = &mut self.app {
            app.logic(ctx, frame);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.tick(ui.ctx());
        if let Some(app) = &mut self.app {
            app.ui(ui, frame);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.as_ref().map_or([0.0; 4], |app| app.clear_color(visuals))
    }

    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut RawInput) {
        let Some(rect) = input.screen_rect else { return };
        let middle: Pos2 = rect.center();
        input.events.push(Event::PointerMoved(middle));
        if self.zooms() {
            // In and out again, so that every frame has another scale.
            let way = if (self.frames / 30).is_multiple_of(2) { 12.0 } else { -12.0 };
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, way),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
        }
    }
}

fn measure(path: &Path, size: &str) {
    let (width, height) = size.split_once('x').unwrap();
    let mut native = native_options();
    native.viewport = native.viewport.with_inner_size([width.parse().unwrap(), height.parse().unwrap()]);
    let opens = (!path.as_os_str().is_empty()).then(|| path.to_path_buf());
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let options = |path| StartOptions { path: Some(path), ..StartOptions::default() };
        let app = opens.map(|path| App::new(creation, &options(path), services()));
        let now = Instant::now();
        Ok(Box::new(Wheel { app, began: now, frames: 0, last: now, spans: Vec::new() }))
    });
    eframe::run_native("mesomap-bench", native, create).unwrap();
}
