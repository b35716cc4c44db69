//! A button that opens a small form: depth from needle length, inserted length and angle.

use eframe::egui::{Button, DragValue, Popup, PopupCloseBehavior, Ui};

use crate::atlas::skin::{needle_source, review_source};
use crate::chart::{Depth, Needle};
use crate::text::Texts;

use super::super::widgets::{caption, figure, heading, main_button, number_field};

/// The button, called `name`; the depth that its form was told to use, in the frame of the click.
pub(in crate::app) fn show(ui: &mut Ui, texts: &Texts, name: String, needle: &mut Needle) -> Option<Depth> {
    let button = ui.add(Button::new(texts.get("needle-button"))).on_hover_text(name.as_str()).accessible_name(name);
    let popup = Popup::from_toggle_button_response(&button);
    let popup = popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| form(ui, texts, needle)).and_then(|shown| shown.inner)
}

fn form(ui: &mut Ui, texts: &Texts, needle: &mut Needle) -> Option<Depth> {
    ui.set_width(250.0);
    heading(ui, texts.get("needle-title"));
    length(ui, texts, texts.get("needle-length"), &mut needle.length_mm, Depth::MAX);
    let most_mm = needle.length_mm;
    length(ui, texts, texts.get("needle-inserted"), &mut needle.inserted_mm, most_mm);
    let angle = number_field(&mut needle.angle_deg, "°", texts).range(0.0..=90.0).speed(0.5).max_decimals(1);
    row(ui, texts.get("needle-angle"), angle);
    *needle = needle.clamped();
    let depth = needle.depth();
    figure(ui, texts.with("needle-depth", &[("depth", texts.decimal(depth).into())]));
    let rule = caption(ui, texts.with("needle-rule", &[("source", needle_source().into())]));
    rule.on_hover_text(texts.with("needle-review", &[("source", review_source().into())]));
    let used = ui.add(main_button(texts.get("needle-use"), ui)).clicked();
    if used {
        ui.close();
    }
    used.then_some(depth)
}

fn length(ui: &mut Ui, texts: &Texts, name: String, mm: &mut f64, most_mm: f64) {
    row(ui, name, number_field(mm, " mm", texts).range(0.0..=most_mm).speed(0.1).max_decimals(2).min_decimals(1));
}

/// A caption at the left, its field at the right.
fn row(ui: &mut Ui, name: String, field: DragValue<'_>) {
    ui.horizontal(|ui| {
        let named = caption(ui, name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.add(field).labelled_by(named.id));
    });
}
