//! A library of ten thousand patients, without a graphics card: its list at the start, a frame while charting, a key in the
//! search, opening a session, adding a patient. What is told of a frame is all of it: the logic, the pass, the tessellation.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::{Context, DroppedFile, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use mesomap::app::{App, Settings, StartOptions};
use mesomap::chart::Session;
use mesomap::store::{Library, load_session, place_at};
use support::{note, services, session_file};

const PATIENTS: usize = 10_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let session = session_file(folder.path(), 150);
    let library = folder.path().join("library");
    (1..PATIENTS).for_each(|nth| write_patient(&library, nth));
    let other = another_session(&session);

    let mut window = Window::open(&library);
    window.settle("start: library listed", &|window| window.app.settled());
    window.rest();
    window.frames("frame beside the list of patients", 200, |_| Vec::new());
    window.search();
    window.frames("a key in the search", 60, |nth| vec![typed(nth)]);

    let mut window = Window::open(&session);
    window.settle("start: session on screen", &|window| window.app.session().is_some());
    window.rest();
    window.frames("frame while charting", 200, |_| Vec::new());
    let middle = Pos2::new(640.0, 400.0);
    window.frames("frame while the pointer moves", 200, |nth| {
        vec![Event::PointerMoved(middle + vec2((nth % 40) as f32, 0.0))]
    });
    for (nth, file) in [&other, &session, &other].into_iter().enumerate() {
        window.ask_for(file);
        let name = if nth == 0 { "opening a session" } else { "opening it again" };
        let id = id_of(file);
        window.settle(name, &|window| window.app.session().is_some_and(|open| open.id == id));
        window.rest();
    }
    write_patient(&library, PATIENTS);
    window.for_seconds("3 s after a patient was added elsewhere", 3.0);
}

/// A patient's file as the program writes it; without its syncs, which would take minutes.
fn write_patient(library: &Path, nth: usize) {
    const NAMES: [&str; 8] =
        ["Müller", "Łucja", "Œuvrard", "Martin", "García", "Nguyễn", "O’Brien", "Kowalska-Zielińska"];
    let folder = library.join(format!("patient-{nth:05}"));
    std::fs::create_dir_all(folder.join("patient.record")).unwrap();
    let name = format!("{} Prénom{nth}", NAMES[nth % NAMES.len()]);
    let born = format!("{}-{:02}-{:02}", 1930 + nth % 75, 1 + nth % 12, 1 + nth % 28);
    let text = format!(
        "(\n    schema: \"mesomap/patient/2\",\n    revision: (why: \"save\", at: \"2026-11-02T10:30:00+01:00\"),\n    id: \"bench-{nth}\",\n    name: \"{name}\",\n    reference: \"A-{nth}\",\n    \
         born: \"{born}\",\n    sex: \"female\",\n    allergies: NoneKnown,\n    notes: \"\",\n)\n"
    );
    let sum = mesomap::store::Checksum::of(text.as_bytes());
    let text = format!("{text}// sha256 of all above: {}\n", sum.as_str());
    std::fs::write(folder.join("patient.record").join("1.ron"), text).unwrap();
}

/// The same session as another of its course.
fn another_session(session: &Path) -> PathBuf {
    let place = place_at(session).unwrap();
    let other = Session { id: "s2".into(), ..load_session(&place).unwrap() };
    let library = Library::open(session).unwrap();
    library.create_session(&place.parent().unwrap(), &other, &note()).unwrap().place().shown()
}

fn id_of(session: &Path) -> String {
    load_session(&place_at(session).unwrap()).unwrap().id
}

fn typed(nth: usize) -> Event {
    // A word of six letters, and back again.
    let at = nth % 12;
    if at < 6 {
        return Event::Text("prenom"[at..=at].to_owned());
    }
    Event::Key { key: Key::Backspace, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// The program without a window of the system's.
struct Window {
    ctx: Context,
    app: App,
    started: Instant,
    begun: Instant,
    took_to_make: Duration,
    asked: Option<PathBuf>,
}

impl Window {
    fn open(path: &Path) -> Self {
        let begun = Instant::now();
        let (ctx, options) = (Context::default(), StartOptions { path: Some(path.into()), ..StartOptions::default() });
        let app = App::with_settings(&ctx, &options, services(), Settings::default());
        Self { ctx, app, started: begun, begun, took_to_make: begun.elapsed(), asked: None }
    }

    /// One frame, and how long it held the window's thread.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let begun = Instant::now();
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
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

    fn ask_for(&mut self, file: &Path) {
        self.begun = Instant::now();
        self.took_to_make = Duration::ZERO;
        self.asked = Some(file.to_path_buf());
    }

    /// Frames until something is there: how long that took, and how long it held the window's thread at once.
    fn settle(&mut self, name: &str, is_there: &dyn Fn(&Self) -> bool) {
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
    fn rest(&mut self) {
        for _ in 0..20 {
            while !self.app.settled() {
                self.frame(Vec::new());
                std::thread::sleep(Duration::from_millis(5));
            }
            self.frame(Vec::new());
        }
    }

    /// Gives the keyboard to the field of the search, the first in the window.
    fn search(&mut self) {
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

    fn frames(&mut self, name: &str, count: usize, events: impl Fn(usize) -> Vec<Event>) {
        let mut spans: Vec<_> = (0..count).map(|nth| self.frame(events(nth))).collect();
        spans.sort();
        let at = |percent: usize| ms(spans[percent * (count - 1) / 100]);
        println!("{name}: {:.2} ms (median; 90 %: {:.2}; most: {:.2})", at(50), at(90), at(100));
    }

    fn for_seconds(&mut self, name: &str, seconds: f64) {
        let begun = Instant::now();
        let mut longest = Duration::ZERO;
        while begun.elapsed().as_secs_f64() < seconds {
            longest = longest.max(self.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(5));
        }
        println!("{name}: at most {:.1} ms at once", ms(longest));
    }
}

fn ms(span: Duration) -> f64 {
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
