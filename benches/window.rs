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
        for count in [0, 2_000, 10_000] {
            let home = tempfile::tempdir().unwrap();
            let path = session_file(home.path(), count);
            let mut program = Command::new(std::env::current_exe().unwrap());
            program.env(OPENS, &path).env(SIZE, size).env("XDG_DATA_HOME", home.path());
            let said = program.output().unwrap();
            println!("{size}, {count} marks: {}", String::from_utf8_lossy(&said.stdout).trim());
        }
    }
    ExitCode::SUCCESS
}

/// The program with a wheel that turns by itself, and a clock.
struct Wheel {
    app: App,
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
        if self.zooms() || self.app.settled() {
            self.frames += 1;
        }
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
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.tick(ui.ctx());
        self.app.ui(ui, frame);
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
    let options = StartOptions { path: Some(path.to_path_buf()), ..StartOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let app = App::new(creation, &options, services());
        Ok(Box::new(Wheel { app, frames: 0, last: Instant::now(), spans: Vec::new() }))
    });
    eframe::run_native("mesomap-bench", native, create).unwrap();
}
