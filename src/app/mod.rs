//! The window: the only room that knows egui.
//!
//! Panels read the [`model`] and queue [`action`]s; the [`runner`] carries them out after the frame and is the only one
//! that writes. The [`canvas`] translates a [`crate::scene`] to the screen and never draws a mark of its own.

mod action;
mod archive;
mod canvas;
mod clipboard;
mod command;
mod course;
mod dialogs;
mod document;
mod draft;
mod enabled;
mod exports;
mod fields;
mod folds;
mod fonts;
mod glance;
mod heat;
mod host;
mod jobs;
mod keys;
mod layers;
mod model;
mod panels;
mod picker;
mod pictures;
mod reading;
mod roster;
mod runner;
mod screen;
mod scripts;
mod settings;
mod strokes;
mod technique_words;
mod theme;
mod touch;
mod turns;
mod viewer;
mod widgets;
mod words;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui::{self, CentralPanel, Context, Frame, Key, Margin, Modifiers, Panel, RichText, Ui};

use crate::text::Language;

pub use host::*;
pub use jobs::{Chore, PageThreads, Threads};
pub use picker::{FilePicker, NoPicker, Picked, Question};
pub use runner::Services;
pub use settings::Settings;
pub use viewer::{NoViewer, NotShown, Viewer};

use action::{Action, Actions};
use canvas::Canvas;
use command::Command;
use jobs::Jobs;
use model::Model;
use runner::Desk;
use screen::Screen;

/// What the command line asks of the window.
#[derive(Clone, Debug, Default)]
pub struct StartOptions {
    /// A library's folder or a session's file to open; else what was open last.
    pub path: Option<PathBuf>,
    /// The system's language, for those who chose none in the settings.
    pub language: Language,
    /// Called once, when the first frame is on screen; the bench of the start listens.
    pub on_first_frame: Option<fn()>,
}

/// Set by the first frame: from then on a panic is a fault of ours and is reported as one.
static FIRST_FRAME_SHOWN: AtomicBool = AtomicBool::new(false);

/// The program as eframe runs it.
pub struct App {
    model: Model,
    screen: Screen,
    services: Services,
    actions: Actions,
    /// Characters on screen that no font has.
    missing: fonts::Missing,
    on_first_frame: Option<fn()>,
}

impl App {
    /// The program with what it remembers; opens the path asked for, or what was open last.
    pub fn new(creation: &eframe::CreationContext<'_>, options: &StartOptions, services: Services) -> Self {
        let remembered = creation.storage.and_then(|storage| eframe::get_value(storage, eframe::APP_KEY));
        Self::with_settings(&creation.egui_ctx, options, services, remembered.unwrap_or_default())
    }

    /// As [`Self::new`], with these settings.
    pub fn with_settings(ctx: &Context, options: &StartOptions, services: Services, settings: Settings) -> Self {
        theme::install(ctx);
        if !(0.2..=5.0).contains(&ctx.zoom_factor()) {
            // What was remembered can't be seen.
            ctx.set_zoom_factor(1.0);
        }
        let missing = fonts::install(ctx);
        ctx.add_plugin(scripts::Scripts);
        ctx.add_plugin(turns::KeysInTurn::default());
        ctx.add_plugin(touch::Touches::default());
        ctx.set_theme(settings.theme);
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let mut app = Self {
            model: Model { is_a_page: services.is_a_page, ..Model::new(settings, options.language) },
            screen: Screen::new(Canvas::new(ctx), Jobs::new(ctx, services.threads)),
            services,
            actions: Actions::default(),
            missing,
            on_first_frame: options.on_first_frame,
        };
        let mut desk = app.desk(ctx);
        runner::clear_spool(&mut desk);
        runner::reopen(options.path.as_deref(), &mut desk);
        app.model.refresh();
        app
    }

    fn desk<'a>(&'a mut self, ctx: &'a Context) -> Desk<'a> {
        Desk { model: &mut self.model, screen: &mut self.screen, services: &self.services, ctx }
    }

    /// Whether every picture is on screen; tests wait for it before they look.
    pub fn settled(&self) -> bool {
        self.screen.canvas.settled() && self.screen.jobs.is_at_rest()
    }

    /// The open session, for tests that look at what a task did to the record.
    pub fn session(&self) -> Option<&crate::chart::Session> {
        self.model.session().map(|session| &**session)
    }
}

impl eframe::App for App {
    /// Also while the window is hidden: answers of jobs, a wish to close, and the recovery file don't wait for a frame.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        let (closes, hidden) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.close_requested(), viewport.visible() == Some(false))
        });
        let mut desk = self.desk(ctx);
        runner::take_answers(&mut desk);
        if (desk.services.told_to_end)() {
            return runner::end_now(&mut desk);
        }
        if closes {
            runner::wish_to_close(&mut desk);
        }
        runner::lock(&mut desk);
        runner::autosave(hidden, &mut desk);
        runner::start_jobs(&mut desk);
        runner::close_when_done(&mut desk);
    }

    /// The colour of the panels, which therefore needn't fill themselves: graphics without a card pay for every pixel.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if frame.gl().is_none() {
            // What shows the frame in a test doesn't clear it to that colour.
            ui.painter().rect_filled(ui.ctx().content_rect(), 0, ui.visuals().panel_fill);
        }
        let shown_before = FIRST_FRAME_SHOWN.swap(true, Ordering::Relaxed);
        if shown_before && let Some(tell) = self.on_first_frame.take() {
            tell();
        }
        self.show(ui);
        if self.on_first_frame.is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// The display is gone, or the window closed.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_now();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, &self.model.settings);
    }
}

impl App {
    /// Keeps what was done since the last autosave.
    fn keep_now(&mut self) {
        let ctx = Context::default();
        runner::keep_now(&mut self.desk(&ctx));
    }

    /// One frame of the whole window.
    pub fn show(&mut self, ui: &mut Ui) {
        self.fit_to_fingers(ui.ctx());
        self.before(ui);
        theme::hush_tooltips(ui.ctx(), !self.screen.dialogs.is_empty());
        self.panels(ui);
        theme::hush_tooltips(ui.ctx(), false);
        self.screen.dialogs.show(ui, &self.model, &mut self.actions);
        toast(ui, &mut self.screen);
        self.after(ui);
    }

    /// Large controls once the screen was touched. Not while a finger is down, nor in the frame in which it is lifted: what
    /// it reached stays where it was.
    fn fit_to_fingers(&self, ctx: &Context) {
        let busy = ctx.input(|input| input.any_touches() || input.pointer.any_down() || input.pointer.any_released());
        if !busy {
            theme::fit_to_fingers(ctx, self.model.settings.large_targets || touch::Touches::seen(ctx));
        }
    }

    /// The canvas alone, for measuring it.
    pub fn show_canvas(&mut self, ui: &mut Ui) {
        self.screen.canvas.show(ui, &self.model, &mut self.actions);
    }

    /// What was asked for by keys and drops since the last frame, of what is open now.
    fn before(&mut self, ui: &Ui) {
        let open = self.model.document.as_ref().map(|document| document.id);
        self.actions.about(open);
        close_list_by_enter(ui, !self.screen.dialogs.is_empty());
        if self.screen.dialogs.is_empty() && !self.screen.canvas.picks_view() {
            self.shortcuts(ui);
            dropped_files(ui, &mut self.actions);
        }
        let ctx = ui.ctx().clone();
        let missing = self.missing.take();
        runner::tell_missing(&missing, &mut self.desk(&ctx));
    }

    /// The keys of commands, unless a field, a focused button or a drag has a better use for them.
    fn shortcuts(&mut self, ui: &Ui) {
        let typing = ui.ctx().text_edit_focused();
        let focused = ui.memory(|memory| memory.focused().is_some());
        // A drag reads places of the view that it began in; only Escape, which the canvas hears itself, may end it.
        if self.screen.canvas.in_gesture() {
            return;
        }
        let popup = egui::Popup::is_any_open(ui.ctx());
        let walks = focused || popup || self.screen.right.tab == panels::right::Tab::Marks;
        let meant_otherwise = |command: Command, keys: egui::KeyboardShortcut| match keys.logical_key {
            Key::Escape => typing || popup,
            Key::Enter => focused || popup,
            // They walk the table of marks, menus, and what has the focus.
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown if !keys.modifiers.command => walks,
            _ => typing && command.yields_to_typing(),
        };
        for command in keys::asked(ui, meant_otherwise) {
            self.actions.run(command);
        }
        if !typing && !popup {
            keys::clipboard(ui, &self.model, &mut self.actions);
        }
        if !typing && self.model.document.is_some() {
            keys::choose_next(ui, &self.model, &mut self.actions);
        }
    }

    /// Carries out what was asked for, and has done beside the window what the frame needs.
    fn after(&mut self, ui: &Ui) {
        let ctx = ui.ctx().clone();
        let actions = self.actions.take();
        let acted = !actions.is_empty();
        let had_dialogs = !self.screen.dialogs.is_empty();
        let mut desk = self.desk(&ctx);
        runner::run(actions, &mut desk);
        runner::settle_gesture(&mut desk);
        runner::start_jobs(&mut desk);
        if had_dialogs && self.screen.dialogs.is_empty() {
            self.screen.canvas.shield(None, &ctx);
        }
        if acted {
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui) {
        let Self { model, screen, actions, services, .. } = self;
        let bar = Frame::new().inner_margin(Margin::symmetric(10, 6));
        Panel::top("top").frame(bar).show(ui, |ui| panels::top_bar::show(ui, model, &mut screen.folds, actions));
        panels::progress::show(ui, model, &screen.jobs, actions);
        let side = Frame::new().inner_margin(Margin::same(12));
        let window = ui.ctx().content_rect().size();
        let charting = model.document.is_some();
        // The hand that charts doesn't reach across the body.
        let (tools, library) = if model.settings.left_handed {
            (Panel::left("tools at the left"), Panel::right("library at the right"))
        } else {
            (Panel::right("tools"), Panel::left("library"))
        };
        let reads_only = folds::reads_only(window);
        if charting && !reads_only {
            let right = tools.frame(side).resizable(true).default_size(320.0).size_range(280.0..=520.0);
            right.show(ui, |ui| panels::right::show(ui, model, &mut screen.right, &screen.canvas, actions));
        }
        if model.library.is_some() && (!charting || screen.folds.shows_library(window)) {
            let left = library.frame(side).resizable(true).default_size(290.0).size_range(190.0..=380.0);
            left.show(ui, |ui| screen.library.show(ui, model, actions));
        }
        // The course is looked at for its maps: the sums of one session would take their room.
        let looks_at_course = screen.right.tab == panels::right::Tab::Course;
        if charting && !looks_at_course && screen.folds.shows_totals(window) {
            // A large window has more to give to them, and to no more than its half they may be drawn.
            let (usual, most) = ((window.y * 0.25).clamp(110.0, 270.0), (window.y * 0.5).max(160.0));
            let large = window.y >= 1000.0;
            let bottom = Panel::bottom(("totals", large)).frame(side).resizable(true);
            let bottom = bottom.default_size(usual).size_range(80.0..=most);
            bottom.show(ui, |ui| panels::totals::show(ui, model, &screen.canvas.glyphs, actions));
        }
        let middle = Frame::new().inner_margin(Margin::same(8));
        CentralPanel::default().frame(middle).show(ui, |ui| {
            if model.document.is_some() {
                let is_beside = looks_at_course || screen.right.tab == panels::right::Tab::Compare;
                screen.canvas.looks_only = is_beside || reads_only;
                screen.canvas.looks_at_course = looks_at_course;
                screen.canvas.show(ui, model, actions);
            } else {
                panels::welcome::show(ui, model, services.sample.is_some(), actions);
            }
        });
    }
}

/// Enter closes an open list in which nothing has the keyboard, and does nothing else. Lists over a dialog hold no field,
/// so that a field that has the keyboard there is one below the list.
fn close_list_by_enter(ui: &Ui, in_dialog: bool) {
    let focused = ui.memory(|memory| memory.focused().is_some());
    let below = in_dialog && ui.ctx().text_edit_focused();
    let open = (!focused || below) && egui::Popup::is_any_open(ui.ctx());
    if open && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        egui::Popup::close_all(ui.ctx());
    }
}

/// A library's folder or a session's file dropped on the window is opened.
fn dropped_files(ui: &Ui, actions: &mut Actions) {
    for file in ui.input(|input| input.raw.dropped_files.clone()) {
        let path = file.path().to_path_buf();
        actions.push(Action::OpenDropped(path));
    }
}

/// The width of what a toast says, in points.
const TOAST: f32 = 320.0;

fn toast(ui: &Ui, screen: &mut Screen) {
    let now_s = ui.input(|input| input.time);
    let Some(toast) = screen.toast.clone() else { return };
    let id = egui::Id::unique("toast");
    if now_s >= toast.until_s {
        screen.toast = None;
        screen.canvas.shield(ui.memory(|memory| memory.area_rect(id)), ui.ctx());
        return;
    }
    let palette = theme::palette(ui);
    // At the left, clear of the body's midline.
    let area = egui::Area::new(id).anchor(egui::Align2::LEFT_BOTTOM, [16.0, -16.0]);
    // It takes the clicks that fall on it, so that none reaches the chart below.
    let area = area.order(egui::Order::Foreground).interactable(true).sense(egui::Sense::click());
    let shown = area.show(ui.ctx(), |ui| {
        let frame = Frame::new().fill(palette.text).corner_radius(8).inner_margin(Margin::symmetric(16, 10));
        frame.show(ui, |ui| {
            // Stated, for an area is no wider than it was: each toast would be narrower than the last.
            ui.set_width(TOAST);
            ui.label(RichText::new(&toast.text).color(palette.panel));
        });
    });
    if shown.response.clicked() {
        screen.toast = None;
        screen.canvas.shield(Some(shown.response.rect), ui.ctx());
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(toast.until_s - now_s));
}
