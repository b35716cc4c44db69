//! The program without a window of the system's and without a graphics card: what is told of a frame is all of it, the logic, the
//! pass, the tessellation.
#![allow(dead_code, reason = "each benchmark uses what it needs")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::{Context, DroppedFile, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2, vec2};
use mesomap::app::{App, Settings, StartOptions};

use crate::support::services;

/// The program without a window of the system's.
pub(crate) struct Window {
    ctx: Context,
    pub(crate) app: App,
    started: Instant,
    begun: Instant,
    took_to_make: Duration,
    asked: Option<PathBuf>,
    /// In points.
    pub(crate) size: Vec2,
}

impl Window {
    pub(crate) fn open(path: &Path) -> Self {
        let begun = Instant::now();
        let (ctx, options) = (Context::default(), StartOptions { path: Some(path.into()), ..StartOptions::default() });
        let app = App::with_settings(&ctx, &options, services(), Settings::default());
        Self { ctx, app, started: begun, begun, took_to_make: begun.elapsed(), asked: None, size: vec2(1280.0, 800.0) }
    }

    /// One frame, and how long it held the window's thread.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let begun = Instant::now();
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.started.elapsed().as_secs_f64()),
            events,
            ..RawInput::default()
        };
        if let Some(path) = self.asked.take() {
            input.dropped_files.push(Arc::new(Dropped(path)));
        }
        let (app, mut frame) = (&mut self.app, eframe::Frame::_new_kittest());
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), &mut frame);
            app.show(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        self.ctx.tessellate(shapes, output.pixels_per_point);
        output.drop_without_applying_deltas();
        begun.elapsed()
    }

    /// The clock of what is asked for now begins.
    pub(crate) fn ask(&mut self) {
        self.begun = Instant::now();
        self.took_to_make = Duration::ZERO;
    }

    pub(crate) fn ask_for(&mut self, file: &Path) {
        self.ask();
        self.asked = Some(file.to_path_buf());
    }

    /// Frames until something is there: how long that took, and how long it held the window's thread at once.
    pub(crate) fn settle(&mut self, name: &str, is_there: &dyn Fn(&Self) -> bool) {
        let made = ms(self.took_to_make);
        let first = if made > 0.0 { self.frame(Vec::new()) } else { Duration::ZERO };
        let mut longest = Duration::ZERO;
        loop {
            longest = longest.max(self.frame(Vec::new()));
            if is_there(self) {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        println!("{name}: {:.1} ms; at most {:.1} ms at once", ms(self.begun.elapsed()), ms(longest));
        if made > 0.0 {
            println!("  of that the program itself {made:.1} ms, its first frame {:.1} ms", ms(first));
        }
    }

    /// Waits for everything that is under way.
    pub(crate) fn rest(&mut self) {
        for _ in 0..20 {
            while !self.app.settled() {
                self.frame(Vec::new());
                std::thread::sleep(Duration::from_millis(5));
            }
            self.frame(Vec::new());
        }
    }

    /// Gives the keyboard to the field of the search, the first in the window.
    pub(crate) fn search(&mut self) {
        let tab = || Event::Key {
            key: Key::Tab,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        for _ in 0..30 {
            self.frame(vec![tab()]);
            self.frame(Vec::new());
            if self.ctx.text_edit_focused() {
                return;
            }
        }
        println!("the search wasn't found");
    }

    pub(crate) fn frames(&mut self, name: &str, count: usize, events: impl Fn(usize) -> Vec<Event>) {
        let mut spans: Vec<_> = (0..count).map(|nth| self.frame(events(nth))).collect();
        spans.sort();
        let at = |percent: usize| ms(spans[percent * (count - 1) / 100]);
        println!("{name}: {:.2} ms (median; 90 %: {:.2}; most: {:.2})", at(50), at(90), at(100));
    }

    pub(crate) fn for_seconds(&mut self, name: &str, seconds: f64) {
        let begun = Instant::now();
        let mut longest = Duration::ZERO;
        while begun.elapsed().as_secs_f64() < seconds {
            longest = longest.max(self.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(5));
        }
        println!("{name}: at most {:.1} ms at once", ms(longest));
    }
}

pub(crate) fn ms(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}
