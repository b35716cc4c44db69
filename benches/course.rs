//! A course of twelve sessions of 2,000 marks at a glance, without a graphics card: the first picture, a frame at rest, while the pointer
//! moves and while all of them are zoomed, and the memory.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark that can't be set up fails"
)]

mod headless;
mod support;

use std::sync::Arc;

use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use headless::Window;
use mesomap::chart::{Details, Session};
use mesomap::store::{Library, load_session, place_at};
use support::{note, session_file};

const SESSIONS: u32 = 12;
const MARKS: usize = 2_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let first = session_file(folder.path(), MARKS);
    let place = place_at(&first).unwrap();
    let (library, session) = (Library::open(&first).unwrap(), load_session(&place).unwrap());
    for number in 1..SESSIONS {
        let started = format!("2026-0{}-{:02}T10:30:00+01:00", 1 + number / 4, 1 + number).parse().unwrap();
        let details = Arc::new(Details { started, ..Details::clone(&session.details) });
        let other = Session { id: format!("s{number}"), details, ..session.clone() };
        library.create_session(&place.parent().unwrap(), &other, &note()).unwrap();
    }
    for size in [vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
        println!("{} x {} points", size.x, size.y);
        let mut window = Window::open(&first);
        window.size = size;
        window.settle("start: session on screen", &|window| window.app.session().is_some());
        window.rest();
        let before = memory_mb();
        window.ask();
        window.frames("the frame that turns to the course", 1, |_| vec![key(Key::F5)]);
        window.settle("the course: every picture there", &|window| window.app.settled());
        window.rest();
        window.frames("a frame at rest", 200, |_| Vec::new());
        let middle = Pos2::new(size.x / 2.0, size.y / 2.0);
        window.frames("a frame while the pointer moves", 200, |nth| {
            vec![Event::PointerMoved(middle + vec2((nth % 40) as f32, 0.0))]
        });
        window.frames("a frame while all are zoomed", 60, |nth| vec![wheel(if nth % 20 < 10 { 12.0 } else { -12.0 })]);
        println!("memory: {:.0} MB, {:.0} MB before the course", memory_mb(), before);
    }
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn wheel(way: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, way),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

/// What the system counts as this program's own memory; nothing where it doesn't tell.
fn memory_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
