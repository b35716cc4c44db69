//! What the lists of the panel at the left share: titles of sections, buttons beside a row, rows of what can't be read.

use eframe::egui::{Align, Button, Layout, RichText, Ui, vec2};

use crate::store::Place;

use super::super::action::Actions;
use super::super::command::Command;
use super::super::model::Model;
use super::super::widgets::{CHANGE, heading};

/// A section's title, with the button that adds to it.
pub(super) fn section(ui: &mut Ui, title: String, model: &Model, command: Command, actions: &mut Actions) {
    ui.horizontal(|ui| {
        heading(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = Button::new(RichText::new(command.text(&model.texts)).size(12.5)).min_size(vec2(36.0, 32.0));
            if ui.add(add).clicked() {
                actions.run(command);
            }
        });
    });
}

/// "Edit", for a command about what stands beside it.
pub(super) fn change_button(ui: &mut Ui, model: &Model, command: Command, actions: &mut Actions) {
    let text = command.text(&model.texts);
    let button = Button::new(RichText::new(model.texts.get("change-short")).size(12.0)).min_size(vec2(CHANGE, 26.0));
    if ui.add(button).on_hover_text(text.as_str()).accessible_name(text).clicked() {
        actions.run(command);
    }
}

/// A record that can't be read; why is told under the pointer.
pub(super) fn broken_row(ui: &mut Ui, model: &Model, name: &str, why: &str) {
    let colour = ui.visuals().error_fg_color;
    let text = model.texts.with("entry-unreadable", &[("name", name.into())]);
    ui.label(RichText::new(text).color(colour)).on_hover_text(why);
}

/// How many void ones a list doesn't show; a click shows them.
pub(super) fn void_switch(ui: &mut Ui, model: &Model, hidden: usize, actions: &mut Actions) {
    if hidden == 0 {
        return;
    }
    let text = model.texts.with("void-hidden", &[("count", hidden.into())]);
    let link = Button::new(RichText::new(text).weak().size(12.0)).frame(false);
    if ui.add(link).on_hover_text(Command::ShowVoid.text(&model.texts)).clicked() {
        actions.run(Command::ShowVoid);
    }
}

/// What a folder or record is called, for people.
pub(super) fn file_name(place: &Place) -> String {
    place.stem().to_owned()
}
