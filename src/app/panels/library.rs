//! At the left: patients, the chosen patient's courses, and the course's sessions as a timeline.

use eframe::egui::{
    Align, Button, Label, Layout, Pos2, Rect, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2,
};

use crate::chart::Course;
use crate::store::{CourseEntry, Place, SessionEntry, SessionSummary, StoreError, heads_of};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::document::Document;
use super::super::model::{Model, OpenLibrary};
use super::super::theme;
use super::super::widgets::{CHANGE, caption, heading};
use super::patients::Patients;
use super::rows::{Unsettled, broken_row, change_button, file_name, section, unsettled_row, void_switch};
use crate::advice::store_error_text;

/// The height of a course's row, in points.
const COURSE: f32 = 40.0;
/// The height of a session's row, in points.
const SESSION: f32 = 52.0;
/// What a section's title takes, in points.
const TITLE: f32 = 56.0;

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub(in crate::app) struct LibraryPanel {
    patients: Patients,
    /// The open session whose row was scrolled into view when it was opened.
    brought_into_view: Option<Place>,
}

impl LibraryPanel {
    /// The panel.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let Some(library) = &model.library else { return };
        library_name(ui, model, library, actions);
        unsaved(ui, model, library, actions);
        unsent(ui, model, library, actions);
        self.patients.show(ui, model, (library, below_patients(library)), actions);
        if library.patient.is_some() {
            ui.add_space(8.0);
            courses(ui, model, library, actions);
        }
        if library.course.is_some() {
            ui.add_space(8.0);
            self.sessions(ui, model, library, actions);
        }
    }

    fn sessions(&mut self, ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
        let texts = &model.texts;
        section(ui, texts.get("sessions"), model, Command::NewSession, actions);
        let planned = library.chosen_course().and_then(|entry| entry.course.as_ref().ok());
        let planned = planned.map_or(0, |course| course.planned_days.len());
        let shown = shown_sessions(library, model);
        let count = shown.len();
        void_switch(ui, model, library.sessions.len() - count, actions);
        if planned > 0 {
            let done = library.sessions.iter().filter(|entry| void(entry).is_none()).count();
            let places = [("done", done.into()), ("planned", planned.into())];
            caption(ui, texts.with("sessions-planned", &places));
        } else if count == 0 {
            caption(ui, texts.get("sessions-none"));
        }
        let open = shown.iter().position(|entry| is_open(model, entry));
        let place = open.map(|at| &shown[at].place);
        let bring = open.filter(|_| self.brought_into_view.as_ref() != place);
        self.brought_into_view = place.cloned();
        let area = ScrollArea::vertical().id_salt("sessions").auto_shrink([false, false]);
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, SESSION, count, |ui, in_sight| {
            if let Some(at) = bring {
                scroll_to_row(ui, at, in_sight.start);
            }
            for at in in_sight {
                let (entry, ends) = (shown[at], [at == 0, at + 1 == count]);
                in_row(ui, SESSION, at, |ui| match &entry.summary {
                    Ok(summary) => session_row(ui, model, entry, summary, ends, actions),
                    Err(why) => unsettled_session(ui, model, (entry, why), actions),
                });
            }
        });
    }
}

/// Why a session is void, if it is.
fn void(entry: &SessionEntry) -> Option<&str> {
    entry.summary.as_ref().ok()?.voided.as_deref()
}

/// The sessions that are listed: what is void only where it is open or asked for.
fn shown_sessions<'a>(library: &'a OpenLibrary, model: &Model) -> Vec<&'a SessionEntry> {
    let is_shown = |entry: &&SessionEntry| model.shows_void || void(entry).is_none() || is_open(model, entry);
    library.sessions.iter().filter(is_shown).collect()
}

/// A course none of whose states counts; its sessions are reached all the same.
fn unsettled_course(
    ui: &mut Ui,
    model: &Model,
    (folder, why, chosen): (&Place, &StoreError, bool),
    actions: &mut Actions,
) {
    let [_, record] = heads_of(folder);
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), COURSE), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().id_salt(folder).max_rect(place));
    let row = Unsettled { record: &record, name: &file_name(folder), why, chosen };
    if unsettled_row(&mut ui, model, row, actions).clicked() {
        actions.push(Action::ChooseCourse(folder.clone()));
    }
}

/// A session none of whose states counts: of a fork one opens, to be looked at.
fn unsettled_session(ui: &mut Ui, model: &Model, (entry, why): (&SessionEntry, &StoreError), actions: &mut Actions) {
    let forked = matches!(why, StoreError::Forked { .. });
    if !forked && !why.is_damage() {
        return broken_row(ui, model, &file_name(&entry.place), &store_error_text(why, &model.texts));
    }
    let open = is_open(model, entry);
    let row = Unsettled { record: &entry.place, name: &file_name(&entry.place), why, chosen: open };
    if unsettled_row(ui, model, row, actions).clicked() && !open {
        actions.push(Action::OpenSession(entry.place.clone()));
    }
}

/// Who saved a session last, and when.
fn saved_text(model: &Model, summary: &SessionSummary) -> String {
    let texts = &model.texts;
    let Some(note) = &summary.saved else { return summary.title.clone() };
    let places = [
        ("title", summary.title.as_str().into()),
        ("at", note.at.short().into()),
        ("author", note.author.as_str().into()),
    ];
    if note.author.is_empty() { texts.with("session-saved", &places) } else { texts.with("session-saved-by", &places) }
}

/// What courses and sessions ask for of the height, below the patients.
fn below_patients(library: &OpenLibrary) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few rows")]
    let rows = |count: usize, row: f32| count.clamp(1, 6) as f32 * row;
    let courses = library.patient.as_ref().map_or(0.0, |_| TITLE + rows(library.courses.len(), COURSE));
    let sessions = library.course.as_ref().map_or(0.0, |_| TITLE + rows(library.sessions.len(), SESSION));
    courses + sessions
}

/// A row of a list of which only what is seen is laid out: exactly as tall as every other.
fn in_row(ui: &mut Ui, height: f32, at: usize, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    add(&mut ui.new_child(UiBuilder::new().id_salt(at).max_rect(rect)));
}

/// Brings a row of the list of sessions into sight, of which the first that is laid out is `first`.
fn scroll_to_row(ui: &Ui, at: usize, first: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a screen has no more points than an f32 has digits")]
    let below = (at as f32 - first as f32) * SESSION;
    let corner = ui.cursor().min + vec2(0.0, below);
    ui.scroll_to_rect(Rect::from_min_size(corner, Vec2::splat(SESSION)), None);
}

/// The library's name, and the button that changes it.
fn library_name(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    ui.horizontal(|ui| {
        caption(ui, library.library.name()).on_hover_text(library.library.root().shown().display().to_string());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            change_button(ui, model, Command::RenameLibrary, actions);
        });
    });
    ui.add_space(4.0);
}

/// Sessions beside which unsaved work was found; a click opens one, which offers it.
fn unsaved(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    if library.unsaved.is_empty() {
        return;
    }
    heading(ui, model.texts.get("unsaved-work"));
    for work in &library.unsaved {
        let since = jiff::Zoned::try_from(work.modified).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
        let places = [("file", file_name(&work.session).into()), ("since", since.unwrap_or_default().into())];
        let text = model.texts.with("unsaved-work-of", &places);
        let button = Button::new(text).truncate().min_size(vec2(ui.available_width(), 32.0));
        if ui.add(button).on_hover_text(work.session.key().to_string()).clicked() {
            actions.push(Action::OpenSession(work.session.clone()));
        }
    }
    ui.add_space(6.0);
}

/// What a picture archive didn't store; a click lists it.
fn unsent(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    if library.unsent == 0 {
        return;
    }
    let text = model.texts.with("unsent-title", &[("count", library.unsent.into())]);
    if ui.add(Button::new(text).truncate().min_size(vec2(ui.available_width(), 32.0))).clicked() {
        actions.run(Command::Unsent);
    }
    ui.add_space(6.0);
}

/// A row that fills the panel's width.
fn row(ui: &mut Ui, text: impl Into<String>, right: impl Into<String>, chosen: bool) -> Response {
    let width = ui.available_width();
    row_of_width(ui, text, right, chosen, width)
}

fn row_of_width(ui: &mut Ui, text: impl Into<String>, right: impl Into<String>, chosen: bool, width: f32) -> Response {
    let text = text.into();
    let right = RichText::new(right).weak().size(12.0);
    let row = Button::selectable(chosen, text.as_str()).truncate().right_text(right);
    ui.add_sized(vec2(width, theme::at_least(36.0, ui)), row).accessible_name(text)
}

/// A row to choose; once chosen, a button beside it changes what it stands for.
fn record_row(
    ui: &mut Ui,
    model: &Model,
    (text, right): (&str, &str),
    chosen: bool,
    change: Command,
    actions: &mut Actions,
) -> Response {
    if !chosen {
        return row(ui, text, right, false);
    }
    let chosen_row = ui.horizontal(|ui| {
        let width = ui.available_width() - CHANGE - 8.0;
        let response = row_of_width(ui, text, right, true, width);
        change_button(ui, model, change, actions);
        response
    });
    chosen_row.inner
}

fn courses(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    section(ui, model.texts.get("courses"), model, Command::NewCourse, actions);
    if library.courses.is_empty() {
        caption(ui, model.texts.get("courses-none"));
    }
    let is_void = |course: &Course| course.voided.is_some();
    let mut hidden = 0;
    for CourseEntry { folder, course } in &library.courses {
        match course {
            Ok(course) => {
                let chosen = library.course.as_ref() == Some(folder);
                if is_void(course) && !chosen && !model.shows_void {
                    hidden += 1;
                    continue;
                }
                let mark = if is_void(course) { model.texts.get("void-short") } else { String::new() };
                let row = record_row(ui, model, (&course.title, &mark), chosen, Command::EditCourse, actions);
                let hint =
                    course.voided.as_ref().map(|why| model.texts.with("void-why", &[("why", why.as_str().into())]));
                if row.on_hover_text(hint.as_ref().unwrap_or(&course.indication)).clicked() {
                    actions.push(Action::ChooseCourse(folder.clone()));
                }
            }
            Err(why @ (StoreError::NameNotText { .. } | StoreError::NotAFile { .. })) => {
                broken_row(ui, model, &file_name(folder), &store_error_text(why, &model.texts));
            }
            Err(why) => unsettled_course(ui, model, (folder, why, library.course.as_ref() == Some(folder)), actions),
        }
    }
    void_switch(ui, model, hidden, actions);
}

/// One stop of the timeline: date and title, what was done, and the button to compare with it.
fn session_row(
    ui: &mut Ui,
    model: &Model,
    entry: &SessionEntry,
    summary: &SessionSummary,
    ends: [bool; 2],
    actions: &mut Actions,
) {
    let open = is_open(model, entry);
    let place = ui.max_rect().with_max_y(ui.max_rect().bottom() - 2.0);
    timeline(ui, place.left_top(), ends, open);
    let place = place.with_min_x(place.left() + 20.0);
    let row = Button::selectable(open, "").min_size(place.size());
    let row = ui.put(place, row).accessible_name(&summary.title);
    let inside = place.shrink2(vec2(8.0, 2.0));
    let counts = summary.voided.is_none() && !model.document.as_ref().is_some_and(Document::is_void);
    let compares = in_course_of_open_session(model, entry) && !open && counts;
    let compared = model.compared_with().is_some_and(|other| other.place == entry.place);
    let fingers = theme::at_least(0.0, ui) > 0.0;
    // A finger needs all of the row's height for the button, a mouse the half that has room beside the words.
    let mut words_end = inside.right();
    if compares && fingers {
        line(ui, inside, |ui| words_end = compare_button(ui, model, entry, compared, actions).left() - 4.0);
    }
    let (above, below) = inside.with_max_x(words_end).split_top_bottom_at_fraction(0.48);
    line(ui, above, |ui| {
        ui.label(RichText::new(summary.started.date().to_string()).weak().size(12.0));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(Label::new(&summary.title).truncate()));
    });
    line(ui, below, |ui| {
        if compares && !fingers {
            compare_button(ui, model, entry, compared, actions);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            // The state comes first: where there isn't room for all, the counts are cut.
            let state = state_of(ui, model, summary).map(|words| ui.add(Label::new(words.size(12.0)).truncate()));
            if summary.voided.is_none() && (state.is_none() || ui.available_width() > LEAST_COUNTS) {
                let counts = RichText::new(points_and_volume(model, summary)).weak().size(12.0);
                ui.add(Label::new(counts).truncate());
            }
        });
    });
    let is_older = model.document.as_ref().is_some_and(Document::is_older);
    if row.on_hover_text(saved_text(model, summary)).clicked() && (!open || is_older) {
        actions.push(Action::OpenSession(entry.place.clone()));
    }
}

/// The least room for counts beside a state of which anything can be read, in points.
const LEAST_COUNTS: f32 = 40.0;

/// Whether a session counts, is signed, or was changed since it was.
fn state_of(ui: &Ui, model: &Model, summary: &SessionSummary) -> Option<RichText> {
    let (texts, palette) = (&model.texts, theme::palette(ui));
    if let Some(why) = &summary.voided {
        let text = texts.with("void-why", &[("why", why.as_str().into())]);
        return Some(RichText::new(text).color(palette.error));
    }
    if summary.is_signed() {
        return Some(RichText::new(texts.get("session-signed")).color(palette.good));
    }
    summary.is_amended().then(|| RichText::new(texts.get("session-amended")).color(palette.warning))
}

/// A line of a row, from the right; what it says can't be marked with the pointer, which chooses the row.
fn line(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center)));
    ui.style_mut().interaction.selectable_labels = false;
    ui.spacing_mut().interact_size.y = place.height();
    add(&mut ui);
}

fn is_open(model: &Model, entry: &SessionEntry) -> bool {
    model.document.as_ref().is_some_and(|document| *document.file.place() == entry.place)
}

/// Only sessions of one course can be compared.
fn in_course_of_open_session(model: &Model, entry: &SessionEntry) -> bool {
    let open = model.document.as_ref().map(|document| document.file.place());
    open.is_some_and(|place| place.parent() == entry.place.parent())
}

fn points_and_volume(model: &Model, summary: &SessionSummary) -> String {
    let ml = model.texts.decimal(summary.tally.decimal());
    model.texts.with("session-summary", &[("points", summary.tally.points.into()), ("ml", ml.into())])
}

/// Where the button is.
fn compare_button(ui: &mut Ui, model: &Model, entry: &SessionEntry, compared: bool, actions: &mut Actions) -> Rect {
    let text = if compared { model.texts.get("compare-stop-short") } else { model.texts.get("compare-with") };
    let button = Button::selectable(compared, RichText::new(text.as_str()).size(12.0));
    let button = ui.add(button.min_size(vec2(0.0, 24.0)));
    let title = entry.summary.as_ref().map(|summary| summary.title.clone()).unwrap_or_default();
    let rect = button.rect;
    if button.accessible_name(format!("{text} {title}")).clicked() {
        actions.push(Action::CompareWith((!compared).then(|| entry.place.clone())));
    }
    rect
}

/// The line that joins the stops, and this one's dot.
fn timeline(ui: &Ui, corner: Pos2, [first, last]: [bool; 2], open: bool) {
    let palette = theme::palette(ui);
    let (top, dot) = (corner.y, corner + vec2(9.0, SESSION / 2.0 - 1.0));
    let painter = ui.painter();
    let from = if first { dot.y } else { top };
    let to = if last { dot.y } else { top + SESSION };
    painter.vline(dot.x, from..=to, (2.0, palette.line));
    painter.circle(dot, 5.0, if open { palette.accent } else { palette.panel }, (2.0, palette.accent));
}
