//! The program under test, driven as a person would: by what controls are called and where things lie on the body.
#![allow(dead_code, unreachable_pub, reason = "each test file uses what it needs")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "what a test can't do fails it")]

pub mod room;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{
    Event, Key, Modifiers, PointerButton, Pos2, Role, TouchDeviceId, TouchId, TouchPhase, ViewportEvent, ViewportId,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mesomap::app::{App, FilePicker, NoPicker, NoViewer, Services, Settings, StartOptions, Threads};
use mesomap::chart::{Moment, Session};

/// The window's size in the tests, in points.
const SIZE: egui::Vec2 = egui::vec2(1280.0, 800.0);

/// What the program gets from outside, with this file dialog.
pub fn services(picker: Arc<dyn FilePicker>) -> Services {
    Services {
        picker,
        viewer: Arc::new(NoViewer),
        spool: std::env::temp_dir(),
        now: || "2026-11-02T10:30:00+01:00".parse::<Moment>().unwrap(),
        zone: jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        random: counting,
        new_id: || uuid::Uuid::now_v7().to_string(),
        sample: None,
        workstation: None,
        is_a_page: false,
        threads: Threads::Own,
        told_to_end: || false,
    }
}

/// Bytes that differ from one call to the next.
fn counting(bytes: &mut [u8]) -> bool {
    use std::sync::atomic::{AtomicU8, Ordering};
    static NEXT: AtomicU8 = AtomicU8::new(0);
    bytes.fill_with(|| NEXT.fetch_add(1, Ordering::Relaxed));
    true
}

/// The sample library, copied to a folder of its own.
pub fn sample_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
    found.sort();
}

/// Every session's record below a folder, oldest first within a course.
pub fn session_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(folder, &mut found);
    let records = found.iter().filter_map(|file| file.parent());
    let is_session = |record: &&Path| record.to_string_lossy().contains("-session-");
    let mut records: Vec<_> = records.filter(is_session).map(Path::to_path_buf).collect();
    records.dedup();
    records
}

/// A save by nobody.
pub fn note() -> mesomap::store::Note {
    let at = "2026-11-02T10:30:00+01:00".parse().unwrap();
    mesomap::store::Note::new(mesomap::store::Reason::Save, at, "")
}

/// The text of a record's newest state.
pub fn newest_text(record: &Path) -> String {
    std::fs::read_to_string(newest_file(record)).unwrap()
}

/// The file of a record's newest state.
pub fn newest_file(record: &Path) -> PathBuf {
    let numbered = (1_u32..).map(|number| record.join(format!("{number}.ron")));
    numbered.take_while(|file| file.exists()).last().unwrap()
}

/// What a session's record says.
pub fn load(file: &Path) -> Session {
    mesomap::store::load_session(&mesomap::store::place_at(file).unwrap()).unwrap()
}

/// Some session's record below a folder.
pub fn a_session_file(folder: &Path) -> PathBuf {
    session_files(folder).swap_remove(0)
}

/// The program with the sample library open.
pub fn sample() -> Desk {
    let folder = sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.keep = Some(folder);
    desk
}

/// The program and the folder that it works in.
pub struct Desk {
    pub harness: Harness<'static, App>,
    folder: PathBuf,
    keep: Option<tempfile::TempDir>,
}

impl Desk {
    /// With no library, in a folder.
    pub fn empty(folder: &Path) -> Self {
        Self::start(folder, StartOptions::default(), services(Arc::new(NoPicker)))
    }

    /// With the library or session at a path.
    pub fn open(path: &Path) -> Self {
        Self::open_with(path, services(Arc::new(NoPicker)))
    }

    /// With the library or session at a path, in a window of a size in points and with settings of one's own.
    pub fn open_in(path: &Path, size: egui::Vec2, settings: Settings) -> Self {
        let options = StartOptions { path: Some(path.to_path_buf()), ..StartOptions::default() };
        Self::start_in(path, options, services(Arc::new(NoPicker)), size, settings)
    }

    /// As [`Self::open`], with these services.
    pub fn open_with(path: &Path, services: Services) -> Self {
        Self::start(path, StartOptions { path: Some(path.to_path_buf()), ..StartOptions::default() }, services)
    }

    fn start(folder: &Path, options: StartOptions, services: Services) -> Self {
        Self::start_in(folder, options, services, SIZE, Settings::default())
    }

    fn start_in(
        folder: &Path,
        options: StartOptions,
        services: Services,
        size: egui::Vec2,
        settings: Settings,
    ) -> Self {
        let builder = Harness::builder().with_size(size).with_max_steps(30).with_step_dt(1.0 / 30.0);
        let harness =
            builder.build_eframe(move |creation| App::with_settings(&creation.egui_ctx, &options, services, settings));
        let mut desk = Self { harness, folder: folder.to_path_buf(), keep: None };
        desk.settle();
        desk
    }

    /// Steps until pictures and answers that were asked for are there.
    pub fn settle(&mut self) {
        for _ in 0..2000 {
            self.harness.run_steps(2);
            if self.harness.state().settled() {
                self.harness.run_steps(3);
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the program never came to rest");
    }

    /// Waits for something that happens on another thread.
    pub fn wait_until(&mut self, holds: impl Fn() -> bool) {
        for _ in 0..3000 {
            if holds() {
                self.settle();
                return;
            }
            self.harness.run_steps(1);
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it never happened");
    }

    /// Lets interface time pass, in seconds.
    pub fn rest(&mut self, seconds: usize) {
        for _ in 0..seconds * 30 {
            self.harness.run_steps(1);
        }
    }

    /// The folder that it works in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a control with this name is there and can't be used.
    pub fn is_disabled(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).any(|node| node.accesskit_node().is_disabled())
    }

    /// The open session.
    pub fn session(&self) -> Session {
        self.harness.state().session().expect("a session is open").clone()
    }

    /// The record of the open session.
    pub fn open_file(&self) -> PathBuf {
        let id = self.session().id;
        let mut files = session_files(&self.folder);
        files.retain(|file| load(file).id == id);
        files.swap_remove(0)
    }

    /// The record of the n-th session in the folder.
    pub fn session_file(&self, nth: usize) -> PathBuf {
        session_files(&self.folder).swap_remove(nth)
    }

    /// Steps without waiting for what runs beside the window.
    pub fn step(&mut self) {
        self.harness.run_steps(3);
    }

    /// Clicks the control with this name, without waiting for what follows.
    pub fn click_only(&mut self, name: &str) {
        let mut found = self.harness.get_all_by_label(name).filter(|node| is_control(node.accesskit_node().role()));
        let node = found.next_back().unwrap_or_else(|| panic!("there is no control called {name:?}"));
        node.click_accesskit();
        drop(found);
        self.step();
    }

    /// Clicks the control with this name; the last one where a name occurs twice, which is the one drawn on top.
    pub fn click(&mut self, name: &str) {
        let mut found = self.harness.get_all_by_label(name).filter(|node| is_control(node.accesskit_node().role()));
        let node = found.next_back().unwrap_or_else(|| panic!("there is no control called {name:?}"));
        node.click_accesskit();
        drop(found);
        self.settle();
    }

    /// As [`Self::click`], with the pointer, which comes, presses and lets go within one frame, as it may in a slow one: what lies
    /// in front of the control gets it.
    pub fn tap_on(&mut self, name: &str) {
        let mut found = self.harness.get_all_by_label(name).filter(|node| is_control(node.accesskit_node().role()));
        let at = found.next_back().unwrap_or_else(|| panic!("there is no control called {name:?}")).rect().center();
        drop(found);
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.extend([Event::PointerMoved(at), button(true), button(false)]);
        self.step();
        self.settle();
    }

    /// As [`Self::click`], for the button that an empty state offers.
    pub fn click_button_in_middle(&mut self, name: &str) {
        self.click(name);
    }

    /// Adds a patient with a course, and begins its first session.
    pub fn begin_first_session(&mut self, patient: &str, course: &str) {
        self.click_button_in_middle("New patient…");
        self.fill("Name", patient);
        self.click("Add patient");
        self.click_button_in_middle("New course…");
        self.fill("Title", course);
        self.click("Add course");
        self.click_button_in_middle("New session…");
        self.click("Start charting");
    }

    /// Replaces the text of a field, and leaves it.
    pub fn fill(&mut self, name: &str, text: &str) {
        self.seek(name, text);
        self.key(Key::Tab, Modifiers::NONE);
        self.settle();
    }

    /// Replaces the text of a field, and stays in it.
    pub fn seek(&mut self, name: &str, text: &str) {
        let field = |harness: &Harness<'static, App>| {
            let mut found = harness
                .get_all_by_label(name)
                .filter(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::PasswordInput));
            found.next_back().unwrap_or_else(|| panic!("there is no field called {name:?}")).rect().center()
        };
        let at = field(&self.harness);
        self.press(at);
        self.key(Key::A, Modifiers::COMMAND);
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(2);
        self.settle();
    }

    /// The controls that can be used now: what each is known by, and what it is called. Rows of a list aren't among them.
    pub fn controls(&self) -> std::collections::BTreeMap<String, String> {
        let is_meant = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            (is_control(node.role())
                || matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::Slider))
                && !node.is_disabled()
                && !(node.role() == Role::Button && node.toggled().is_some())
        };
        let known = |node: egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            (format!("{:?}", node.id()), node.label().unwrap_or_default())
        };
        self.harness.query_all_by(is_meant).map(known).collect()
    }

    /// Everything that can be clicked or typed into now, and where it is on screen.
    pub fn targets(&self) -> Vec<(String, egui::Rect)> {
        let is_meant = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            is_control(node.role()) || matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::Slider)
        };
        let found = self.harness.query_all_by(is_meant);
        found.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
    }

    /// What has the keyboard is known by.
    pub fn focused(&self) -> Option<String> {
        let mut found = self.harness.query_all_by(|node| node.is_focused() && node.role() != Role::Window);
        found.next().map(|node| format!("{:?}", node.accesskit_node().id()))
    }

    /// Presses Tab once, or with Shift.
    pub fn tab(&mut self, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, Key::Tab);
        self.harness.run_steps(3);
    }

    /// Presses a place on the screen.
    pub fn press(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.drag_at(at);
        self.harness.drop_at(at);
        self.harness.run_steps(2);
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Where a place of the pane is on screen, given as shares of its width and height.
    pub fn on_body(&self, (x, y): (f32, f32)) -> Pos2 {
        self.harness.get_by_role(Role::Canvas).rect().lerp_inside(egui::vec2(x, y))
    }

    /// What the pane is called: it names the view.
    pub fn pane(&self) -> String {
        self.harness.get_by_role(Role::Canvas).accesskit_node().label().unwrap_or_default()
    }

    /// Drags with Ctrl held from the middle of the body, by points on the screen.
    pub fn turn_body(&mut self, by: egui::Vec2) {
        let from = self.on_body((0.5, 0.5));
        self.harness.event(Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::CTRL));
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        for share in [0.1, 0.4, 0.7, 1.0] {
            self.harness.hover_at(from + by * share);
        }
        self.harness.drop_at(from + by);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Presses a place of the control with this name, given as shares of its width and height.
    pub fn tap_control(&mut self, name: &str, (x, y): (f32, f32)) {
        let at = self.harness.get_by_label(name).rect().lerp_inside(egui::vec2(x, y));
        self.press(at);
        self.settle();
    }

    /// The pointer rests on the control whose name begins like this.
    pub fn hover(&mut self, name: &str) {
        let mut found = self
            .harness
            .query_all_by(|node| is_control(node.role()) && node.label().is_some_and(|label| label.starts_with(name)));
        let at = found.next().unwrap_or_else(|| panic!("no control is called {name}…")).rect().center();
        drop(found);
        self.harness.hover_at(at);
        self.rest(1);
    }

    /// Taps the face at a place given as shares of the pane's width and height.
    pub fn tap_body(&mut self, place: (f32, f32)) {
        let at = self.on_body(place);
        self.press(at);
        self.settle();
    }

    /// What fingers on the body do this frame: a number for each, and where it is.
    fn fingers(&mut self, phase: TouchPhase, fingers: &[(u64, Pos2)]) {
        for &(finger, pos) in fingers {
            let (device_id, id) = (TouchDeviceId(1), TouchId(finger));
            self.harness.input_mut().events.push(Event::Touch { device_id, id, phase, pos, force: None });
        }
    }

    /// Two fingers on the face go apart until they are `factor` times as far from each other.
    pub fn pinch_body(&mut self, place: (f32, f32), factor: f32) {
        let middle = self.on_body(place);
        let apart = |factor: f32| [60.0, -60.0].map(|side| middle + egui::vec2(side * factor, 0.0)).to_vec();
        self.put_fingers(&apart(1.0));
        for step in 1_u8..=10 {
            self.move_fingers(&apart(1.0 + (factor - 1.0) * f32::from(step) / 10.0));
        }
        self.lift_fingers(&apart(factor));
    }

    /// Three fingers go from a place of the face by points on the screen, and apart from each other by a tenth.
    pub fn turn_body_by_fingers(&mut self, place: (f32, f32), by: egui::Vec2) {
        let middle = self.on_body(place);
        let at = |share: f32| {
            let corners = [egui::vec2(0.0, -50.0), egui::vec2(-60.0, 20.0), egui::vec2(60.0, 30.0)];
            corners.map(|corner| middle + by * share + corner * (1.0 + 0.1 * share)).to_vec()
        };
        self.put_fingers(&at(0.0));
        for step in 1_u8..=10 {
            self.move_fingers(&at(f32::from(step) / 10.0));
        }
        self.lift_fingers(&at(1.0));
    }

    /// Fingers come down one after the other; the first is the pointer too.
    pub fn put_fingers(&mut self, at: &[Pos2]) {
        for (id, &at) in (1..).zip(at) {
            self.fingers(TouchPhase::Start, &[(id, at)]);
            if id == 1 {
                self.harness.drag_at(at);
            }
        }
        // The pointer's events wait in a queue, one a frame.
        self.harness.run_steps(4);
    }

    /// The fingers that are down move.
    pub fn move_fingers(&mut self, to: &[Pos2]) {
        let all: Vec<_> = (1..).zip(to.iter().copied()).collect();
        self.fingers(TouchPhase::Move, &all);
        self.harness.input_mut().events.push(Event::PointerMoved(to[0]));
        self.harness.run_steps(1);
    }

    /// The fingers are lifted one after the other, the last one first, each in a frame of its own.
    pub fn lift_fingers(&mut self, at: &[Pos2]) {
        for (id, &at) in (1..).zip(at).skip(1).collect::<Vec<_>>().into_iter().rev() {
            self.fingers(TouchPhase::End, &[(id, at)]);
            self.harness.run_steps(1);
        }
        self.fingers(TouchPhase::End, &[(1, at[0])]);
        self.harness.drop_at(at[0]);
        self.settle();
    }

    /// A finger rests on the face for a second.
    pub fn long_press_body(&mut self, place: (f32, f32)) {
        let at = self.on_body(place);
        self.fingers(TouchPhase::Start, &[(1, at)]);
        self.harness.drag_at(at);
        self.rest(1);
        self.fingers(TouchPhase::End, &[(1, at)]);
        self.harness.drop_at(at);
        self.settle();
    }

    /// Drags from one place of the face to another.
    pub fn drag_body(&mut self, from: (f32, f32), to: (f32, f32)) {
        let [from, to] = [from, to].map(|place| self.on_body(place));
        self.drag(from, to);
    }

    /// Drags from a place on the screen to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        for share in [0.1, 0.2, 0.4, 0.6, 0.8, 1.0] {
            self.harness.hover_at(from + (to - from) * share);
        }
        self.harness.drop_at(to);
        self.settle();
    }

    /// Whether some text on screen contains this.
    pub fn is_shown(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut seen = self.harness.query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            let value = node.value().unwrap_or_default();
            label.to_lowercase().contains(&text) || value.to_lowercase().contains(&text)
        });
        seen.next().is_some()
    }

    /// The first text on screen that contains this.
    pub fn said(&self, text: &str) -> Option<String> {
        let label = |node: egui_kittest::Node<'_>| node.accesskit_node().label().or(node.accesskit_node().value());
        self.harness
            .query_all_by(|node| node.label().or(node.value()).is_some_and(|said| said.contains(text)))
            .find_map(label)
    }

    /// Fails unless some text on screen contains this.
    pub fn shows(&mut self, text: &str) {
        assert!(self.is_shown(text), "{text:?} is not on screen");
    }

    /// The window's close button.
    pub fn ask_to_close(&mut self) {
        let viewport = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(ViewportEvent::Close);
        self.harness.run_steps(2);
        self.settle();
    }

    /// The logic of a frame while the window is minimised, perhaps told to close; what it asks of the window.
    pub fn hidden_logic(&mut self, close: bool) -> Vec<egui::ViewportCommand> {
        let mut input = egui::RawInput::default();
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        (viewport.minimized, viewport.occluded) = (Some(true), Some(true));
        viewport.events.extend(close.then_some(ViewportEvent::Close));
        let ctx = self.harness.ctx.clone();
        let (app, mut frame) = (self.harness.state_mut(), eframe::Frame::_new_kittest());
        let output = ctx.run_logic(&input, |ctx| eframe::App::logic(app, ctx, &mut frame));
        output.viewport_commands.into_values().flatten().collect()
    }

    /// Waits without frames.
    pub fn wait_for(holds: impl Fn() -> bool) {
        for _ in 0..1000 {
            if holds() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it never happened");
    }

    /// Whether the window is told to close within a second after a click.
    pub fn closes_on_click(&mut self, name: &str) -> bool {
        let mut found = self.harness.get_all_by_label(name).filter(|node| is_control(node.accesskit_node().role()));
        found.next_back().unwrap_or_else(|| panic!("there is no control called {name:?}")).click_accesskit();
        drop(found);
        (0..100).any(|_| {
            self.harness.run_steps(1);
            std::thread::sleep(std::time::Duration::from_millis(10));
            let output = &self.harness.output().viewport_output;
            output.values().any(|viewport| viewport.commands.contains(&egui::ViewportCommand::Close))
        })
    }

    /// A file is dropped on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_path_buf())));
        self.settle();
    }

    /// A new session in the face course of the sample, with the cocktails of the last one.
    pub fn new_session(&mut self) {
        self.choose_face_course();
        self.key(Key::N, Modifiers::COMMAND);
        self.click("Start charting");
    }

    /// As [`Self::new_session`], without cocktails.
    pub fn new_session_without_cocktails(&mut self) {
        self.choose_face_course();
        self.key(Key::N, Modifiers::COMMAND);
        self.click("Take over the cocktails of the last session (check their lots)");
        self.click("Start charting");
    }

    /// The first session of the sample's face course.
    pub fn open_first_session(&mut self) {
        self.choose_face_course();
        self.click("Session 1");
    }

    fn choose_face_course(&mut self) {
        self.click("Facial rejuvenation");
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

fn is_control(role: Role) -> bool {
    use Role::{Button, CheckBox, ComboBox, DisclosureTriangle, Link, MenuItem, RadioButton};
    matches!(role, Button | CheckBox | ComboBox | DisclosureTriangle | Link | MenuItem | RadioButton)
}
