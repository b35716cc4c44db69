//! At the right, while marks of another session are drawn around: whose they are, how it is done, and the end of it.

use eframe::egui::Ui;

use super::super::action::Actions;
use super::super::command::{Command, keys_text};
use super::super::model::Model;
use super::super::widgets::{caption, card, heading, side_button};
use super::super::words::session_text;

/// The section; nothing while there is no session to take from.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let Some(source) = model.layers.source() else { return };
    let (texts, details) = (&model.texts, &source.session.details);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, texts.with("taking-from", &[("session", session_text(&details.title, details.started).into())]));
        caption(ui, texts.get("taking-how"));
        let end = Command::SelectNone.shortcut().map(|keys| keys_text(ui.ctx(), keys, texts)).unwrap_or_default();
        if ui.add(side_button(texts.get("taking-end"))).on_hover_text(end).clicked() {
            actions.run(Command::SelectNone);
        }
    });
    ui.add_space(8.0);
}
