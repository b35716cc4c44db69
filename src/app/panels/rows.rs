//! What the lists of the panel at the left share: titles of sections, buttons beside a row, rows of what can't be read.

use eframe::egui::{Align, Button, Label, Layout, Response, RichText, Ui, UiBuilder, vec2};

use crate::advice::store_error_text;
use crate::store::{Place, StoreError};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::enabled::is_enabled;
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{CHANGE, heading};

/// A section's title, with the button that adds to it.
pub(super) fn section(ui: &mut Ui, title: String, model: &Model, command: Command, actions: &mut Actions) {
    ui.horizontal(|ui| {
        heading(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = Button::new(RichText::new(command.text(&model.texts)).size(12.5)).min_size(vec2(36.0, 32.0));
            if ui.add_enabled(is_enabled(command, model), add).clicked() {
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

/// A record none of whose states counts, and what of it is shown.
pub(super) struct Unsettled<'a> {
    /// The record.
    pub record: &'a Place,
    /// What it is called.
    pub name: &'a str,
    /// Why none counts.
    pub why: &'a StoreError,
    /// Whether it is chosen or open.
    pub chosen: bool,
}

/// A record none of whose states counts: why, and the way out. What lies beside it is reached by a click on the row.
pub(super) fn unsettled_row(
    ui: &mut Ui,
    model: &Model,
    Unsettled { record, name, why, chosen }: Unsettled<'_>,
    actions: &mut Actions,
) -> Response {
    let (texts, palette, place) = (&model.texts, theme::palette(ui), ui.max_rect());
    let forked = matches!(why, StoreError::Forked { .. });
    let named = [("name", name.into())];
    let (called, colour) = if forked {
        (texts.with("entry-forked", &named), palette.warning)
    } else {
        (texts.with("entry-unreadable", &named), palette.error)
    };
    let row = Button::selectable(chosen, "").min_size(place.size());
    let row = ui.put(place, row).accessible_name(&called).on_hover_text(store_error_text(why, texts));
    let mut inside = UiBuilder::new().max_rect(place.shrink2(vec2(8.0, 2.0)));
    inside = inside.layout(Layout::right_to_left(Align::Center));
    let mut ui = ui.new_child(inside);
    ui.style_mut().interaction.selectable_labels = false;
    if forked || why.is_damage() {
        way_out(&mut ui, texts, (record, name, forked), actions);
    }
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        // Two lines in the middle of the row.
        ui.add_space(((place.height() - 38.0) / 2.0).max(0.0));
        ui.add(Label::new(RichText::new(name).color(colour)).truncate());
        let short = if forked { texts.get("entry-forked-short") } else { texts.get("entry-unreadable-short") };
        ui.add(Label::new(RichText::new(short).color(colour).size(12.0)).truncate());
    });
    row
}

/// The button that leads to the states of a record, or to what becomes of several.
fn way_out(ui: &mut Ui, texts: &Texts, (record, name, forked): (&Place, &str, bool), actions: &mut Actions) {
    let (text, action) = if forked {
        (texts.get("revisions-merge"), Action::AskMerge(record.clone()))
    } else {
        (texts.get("revisions-short"), Action::ShowRevisions(record.clone()))
    };
    let button = Button::new(RichText::new(&text).size(12.0)).min_size(vec2(64.0, theme::at_least(26.0, ui)));
    let called = if forked { format!("{text} {name}") } else { format!("{} {name}", texts.get("revisions-show")) };
    if ui.add(button).accessible_name(called).clicked() {
        actions.push(action);
    }
}

/// What a folder or record is called, for people.
pub(super) fn file_name(place: &Place) -> String {
    place.stem().to_owned()
}
