//! At the left: patients, the chosen patient's courses, and the course's sessions as a timeline.

use std::path::PathBuf;

use eframe::egui::{Align, Button, Layout, Rect, Response, RichText, ScrollArea, TextEdit, Ui, pos2, vec2};

use crate::store::{CourseEntry, PatientEntry, SessionEntry, SessionSummary};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::model::{Model, OpenLibrary};
use super::super::theme;
use super::super::widgets::{caption, heading};
use crate::advice::store_error_text;
use crate::text::folded;

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub(in crate::app) struct LibraryPanel {
    search: String,
    /// The open session whose row was scrolled into view when it was opened.
    brought_into_view: Option<PathBuf>,
}

impl LibraryPanel {
    /// The panel.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let Some(library) = &model.library else { return };
        library_name(ui, model, library, actions);
        self.patients(ui, model, library, actions);
        if library.patient.is_some() {
            ui.add_space(8.0);
            courses(ui, model, library, actions);
        }
        if library.course.is_some() {
            ui.add_space(8.0);
            self.sessions(ui, model, library, actions);
        }
    }

    fn patients(&mut self, ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
        let texts = &model.texts;
        section(ui, texts.get("patients"), model, Command::NewPatient, actions);
        if library.patients.len() > 6 {
            let hint = texts.get("patients-search");
            let field = TextEdit::singleline(&mut self.search).hint_text(hint.as_str()).desired_width(f32::INFINITY);
            ui.add(field).accessible_name(hint);
        }
        let searched = folded(self.search.trim());
        let found = library.patients.iter().filter(|entry| matches(entry, &searched));
        let height = ui.available_height() * 0.3;
        ScrollArea::vertical().id_salt("patients").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for entry in found {
                let chosen = library.patient.as_ref() == Some(&entry.folder);
                patient_row(ui, model, entry, chosen, actions);
            }
        });
    }

    fn sessions(&mut self, ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
        let texts = &model.texts;
        section(ui, texts.get("sessions"), model, Command::NewSession, actions);
        let planned = library.chosen_course().and_then(|entry| entry.course.as_ref().ok());
        let planned = planned.map_or(0, |course| course.planned_days.len());
        let count = library.sessions.len();
        if planned > 0 {
            let places = [("done", count.into()), ("planned", planned.into())];
            caption(ui, texts.with("sessions-planned", &places));
        } else if count == 0 {
            caption(ui, texts.get("sessions-none"));
        }
        ScrollArea::vertical().id_salt("sessions").auto_shrink([false, false]).show(ui, |ui| {
            for (at, entry) in library.sessions.iter().enumerate() {
                let ends = [at == 0, at + 1 == count];
                let start = ui.cursor().min;
                match &entry.summary {
                    Ok(summary) => session_row(ui, model, entry, summary, ends, actions),
                    Err(why) => broken_row(ui, model, &file_name(&entry.file), &store_error_text(why, &model.texts)),
                }
                if is_open(model, entry) && self.brought_into_view.as_ref() != Some(&entry.file) {
                    ui.scroll_to_rect(Rect::from_two_pos(start, ui.cursor().min), None);
                    self.brought_into_view = Some(entry.file.clone());
                }
            }
        });
    }
}

/// A section's title, with the button that adds to it.
fn section(ui: &mut Ui, title: String, model: &Model, command: Command, actions: &mut Actions) {
    ui.horizontal(|ui| {
        heading(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = Button::new(RichText::new("+").size(17.0)).min_size(vec2(36.0, 32.0));
            let text = command.text(&model.texts);
            if ui.add(add).on_hover_text(text.as_str()).accessible_name(text).clicked() {
                actions.run(command);
            }
        });
    });
}

fn matches(entry: &PatientEntry, searched: &str) -> bool {
    let in_patient = entry
        .patient
        .as_ref()
        .is_ok_and(|patient| folded(&patient.name).contains(searched) || folded(&patient.reference).contains(searched));
    in_patient || entry.patient.is_err()
}

/// The library's name, and the button that changes it.
fn library_name(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    ui.horizontal(|ui| {
        caption(ui, library.library.name()).on_hover_text(library.library.root().display().to_string());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more_button(ui, model, Command::RenameLibrary, actions);
        });
    });
    ui.add_space(4.0);
}

/// "…", for a command about what stands beside it.
fn more_button(ui: &mut Ui, model: &Model, command: Command, actions: &mut Actions) {
    let text = command.text(&model.texts);
    let button = Button::new("…").frame(false).min_size(vec2(26.0, 26.0));
    if ui.add(button).on_hover_text(text.as_str()).accessible_name(text).clicked() {
        actions.run(command);
    }
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
    ui.add_sized(vec2(width, 36.0), row).accessible_name(text)
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
        let width = ui.available_width() - 34.0;
        let response = row_of_width(ui, text, right, true, width);
        more_button(ui, model, change, actions);
        response
    });
    chosen_row.inner
}

fn broken_row(ui: &mut Ui, model: &Model, name: &str, why: &str) {
    let colour = ui.visuals().error_fg_color;
    let text = model.texts.with("entry-unreadable", &[("name", name.into())]);
    ui.label(RichText::new(text).color(colour)).on_hover_text(why);
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn patient_row(ui: &mut Ui, model: &Model, entry: &PatientEntry, chosen: bool, actions: &mut Actions) {
    match &entry.patient {
        Ok(patient) => {
            let row = record_row(ui, model, (&patient.name, ""), chosen, Command::EditPatient, actions);
            if row.on_hover_text(&patient.reference).clicked() {
                actions.push(Action::ChoosePatient(entry.folder.clone()));
            }
        }
        Err(why) => broken_row(ui, model, &file_name(&entry.folder), &store_error_text(why, &model.texts)),
    }
}

fn courses(ui: &mut Ui, model: &Model, library: &OpenLibrary, actions: &mut Actions) {
    section(ui, model.texts.get("courses"), model, Command::NewCourse, actions);
    if library.courses.is_empty() {
        caption(ui, model.texts.get("courses-none"));
    }
    for CourseEntry { folder, course } in &library.courses {
        match course {
            Ok(course) => {
                let chosen = library.course.as_ref() == Some(folder);
                let row = record_row(ui, model, (&course.title, ""), chosen, Command::EditCourse, actions);
                if row.on_hover_text(&course.indication).clicked() {
                    actions.push(Action::ChooseCourse(folder.clone()));
                }
            }
            Err(why) => broken_row(ui, model, &file_name(folder), &store_error_text(why, &model.texts)),
        }
    }
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
    let compared = model.comparing && model.other.as_ref().is_some_and(|other| other.file == entry.file);
    let top = ui.cursor().top();
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = 24.0;
            let date = summary.started.date().to_string();
            if row(ui, &summary.title, date, open).clicked() && !open {
                actions.push(Action::OpenSession(entry.file.clone()));
            }
            ui.horizontal(|ui| {
                ui.set_height(24.0);
                ui.add_space(10.0);
                caption(ui, points_and_volume(model, summary));
                if in_course_of_open_session(model, entry) && !open {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        compare_button(ui, model, entry, compared, actions);
                    });
                }
            });
        });
    });
    ui.add_space(2.0);
    timeline(ui, top, ends, open);
}

fn is_open(model: &Model, entry: &SessionEntry) -> bool {
    model.document.as_ref().is_some_and(|document| document.file.file() == entry.file)
}

/// Only sessions of one course can be compared.
fn in_course_of_open_session(model: &Model, entry: &SessionEntry) -> bool {
    let open = model.document.as_ref().map(|document| document.file.file());
    open.is_some_and(|file| file.parent() == entry.file.parent())
}

fn points_and_volume(model: &Model, summary: &SessionSummary) -> String {
    let ml = model.texts.decimal(summary.volume.decimal());
    model.texts.with("session-summary", &[("points", summary.marks.into()), ("ml", ml.into())])
}

fn compare_button(ui: &mut Ui, model: &Model, entry: &SessionEntry, compared: bool, actions: &mut Actions) {
    let text = if compared { model.texts.get("compare-stop-short") } else { model.texts.get("compare-with") };
    let button = Button::selectable(compared, RichText::new(text.as_str()).size(12.0));
    let button = ui.add(button.min_size(vec2(0.0, 24.0)));
    let title = entry.summary.as_ref().map(|summary| summary.title.clone()).unwrap_or_default();
    if button.accessible_name(format!("{text} {title}")).clicked() {
        actions.push(Action::CompareWith((!compared).then(|| entry.file.clone())));
    }
}

/// The line that joins the stops, and this one's dot.
fn timeline(ui: &Ui, top: f32, [first, last]: [bool; 2], open: bool) {
    let palette = theme::palette(ui);
    let x = ui.min_rect().left() + 9.0;
    let (bottom, dot) = (ui.cursor().top(), pos2(x, top + 18.0));
    let painter = ui.painter();
    let from = if first { dot.y } else { top };
    let to = if last { dot.y } else { bottom };
    painter.vline(x, from..=to, (2.0, palette.line));
    painter.circle(dot, 5.0, if open { palette.accent } else { palette.panel }, (2.0, palette.accent));
}
