//! At the very bottom, while a page is being made: how far it is, and the way to stop it.

use eframe::egui::{Frame, Margin, Panel, ProgressBar, Ui};

use super::super::action::{Action, Actions, Answer};
use super::super::jobs::{Jobs, Name};
use super::super::model::Model;

/// The strip; nothing while no export is under way.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, jobs: &Jobs<Answer>, actions: &mut Actions) {
    let Some(done) = jobs.progress(Name::Export) else { return };
    let texts = &model.texts;
    let frame = Frame::new().inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("progress").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add(ProgressBar::new(done).desired_width(180.0));
            let percent = texts.decimal(format_args!("{:.0}", done * 100.0));
            ui.label(texts.with("export-progress", &[("percent", percent.into())]));
            if ui.button(texts.get("export-stop")).clicked() {
                actions.push(Action::Stop(Name::Export));
            }
        });
    });
}
