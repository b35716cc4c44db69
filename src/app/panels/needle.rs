//! A button that opens a small form: depth from needle length, inserted length and angle.

use eframe::egui::{Align, Button, Id, Layout, Popup, PopupCloseBehavior, Ui};

use crate::atlas::skin::{needle_source, review_source};
use crate::chart::{Depth, Needle};
use crate::text::Texts;

use super::super::fields::{Commits, Figure, NumberField};
use super::super::widgets::{caption, complaint, figure, heading, main_button};

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
    let rows = [
        (texts.get("needle-length"), Figure::DEPTH, &mut needle.length_mm),
        (texts.get("needle-inserted"), Figure::DEPTH, &mut needle.inserted_mm),
        (texts.get("needle-angle"), Figure::ANGLE, &mut needle.angle_deg),
    ];
    let mut wrong = false;
    for (name, figure, value) in rows {
        wrong |= row(ui, texts, &name, figure, value);
    }
    // What is typed and can't be is not what a depth is worked out from.
    let depth = needle.depth().filter(|_| !wrong);
    match depth {
        Some(depth) => _ = figure(ui, texts.with("needle-depth", &[("depth", texts.decimal(depth).into())])),
        None if wrong => {}
        None => complaint(ui, &texts.get("needle-too-short")),
    }
    let rule = caption(ui, texts.with("needle-rule", &[("source", needle_source().into())]));
    rule.on_hover_text(texts.with("needle-review", &[("source", review_source().into())]));
    let button = main_button(texts.get("needle-use"), ui);
    let used = ui.add_enabled(depth.is_some(), button).clicked();
    if used {
        ui.close();
    }
    depth.filter(|_| used)
}

/// A caption at the left, its field at the right; `true` where what is typed can't be.
fn row(ui: &mut Ui, texts: &Texts, name: &str, figure: Figure, value: &mut f64) -> bool {
    let answered = ui.horizontal(|ui| {
        caption(ui, name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let about = Id::unique("needle");
            let (current, commits) = (Some(*value), Commits::WhileTyping);
            let field = NumberField { figure, name, value: current, optional: false, about, commits, width: 70.0 };
            field.show(ui, texts)
        })
        .inner
    });
    let answered = answered.inner;
    if let Some(Some(entered)) = answered.entered {
        *value = entered;
    }
    answered.complain(ui).is_some()
}
