//! What stands in the middle while no session is open: the next sensible step.

use eframe::egui::{RichText, Ui, vec2};

use super::super::action::Actions;
use super::super::command::Command;
use super::super::enabled::is_enabled;
use super::super::model::{Model, OpenLibrary};
use super::super::theme;
use super::super::widgets::{caption, main_button, side_button};

/// The next step from here: a library, a patient, a course, a session.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, sample_exists: bool, actions: &mut Actions) {
    let texts = &model.texts;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.30).max(40.0));
        ui.label(RichText::new("mesomap").family(theme::semibold()).size(34.0));
        ui.add_space(2.0);
        let Some(library) = &model.library else {
            if model.opening.is_some() {
                ui.label(texts.get("reading"));
            } else {
                no_library(ui, model, sample_exists, actions);
            }
            return;
        };
        if is_awaited(library) {
            ui.label(texts.get("reading"));
            return;
        }
        let (text, command) = if library.patients.len() == 0 {
            (texts.get("welcome-no-patient"), Command::NewPatient)
        } else if library.patient.is_none() {
            ui.label(texts.get("welcome-choose-patient"));
            return;
        } else if library.courses.is_empty() {
            (texts.get("welcome-no-course"), Command::NewCourse)
        } else if library.course.is_none() {
            ui.label(texts.get("welcome-choose-course"));
            return;
        } else if library.sessions.is_empty() {
            (texts.get("welcome-no-session"), Command::NewSession)
        } else {
            (texts.get("welcome-choose-session"), Command::NewSession)
        };
        ui.label(text);
        ui.add_space(14.0);
        let button = main_button(command.text(texts), ui);
        if ui.add_enabled(is_enabled(command, model), button).clicked() {
            actions.run(command);
        }
    });
}

/// Whether what decides on the next step is still being read.
fn is_awaited(library: &OpenLibrary) -> bool {
    let unread = library.unread;
    unread.patients && library.patient.is_none() || unread.courses || unread.sessions
}

fn no_library(ui: &mut Ui, model: &Model, sample_exists: bool, actions: &mut Actions) {
    let texts = &model.texts;
    ui.label(texts.get("welcome-text"));
    ui.add_space(20.0);
    let wide = vec2(300.0, theme::TOUCH);
    let create = main_button(Command::NewLibrary.text(texts), ui).min_size(wide);
    if ui.add(create).clicked() {
        actions.run(Command::NewLibrary);
    }
    if ui.add(side_button(Command::OpenLibrary.text(texts)).min_size(wide)).clicked() {
        actions.run(Command::OpenLibrary);
    }
    if sample_exists && ui.add(side_button(Command::OpenSample.text(texts)).min_size(wide)).clicked() {
        actions.run(Command::OpenSample);
    }
    ui.add_space(10.0);
    let files = if model.is_a_page { "welcome-files-page" } else { "welcome-files" };
    caption(ui, texts.get(files));
}
