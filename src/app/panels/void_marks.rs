//! Above the table of marks: those that were declared void, by the reason, and the way back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::{Align, Button, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::chart::{Edit, MarkId, Session, VoidMark};

use super::super::action::Actions;
use super::super::command::Command;
use super::super::model::Model;
use super::super::theme;
use super::super::words::locus_text;
use super::rows::void_switch;

/// The most that the list takes of the panel's height, in points.
const HEIGHT: f32 = 190.0;

/// How many marks are void, or, where they are to be shown, each with the reason.
pub(super) fn show(ui: &mut Ui, model: &Model, session: &Session, actions: &mut Actions) {
    if !model.shows_void {
        return void_switch(ui, model, session.voided.len(), actions);
    }
    if session.voided.is_empty() {
        return;
    }
    let mut by_reason: BTreeMap<&str, Vec<&Arc<VoidMark>>> = BTreeMap::new();
    for voided in &session.voided {
        by_reason.entry(&voided.why).or_default().push(voided);
    }
    let hide = Button::new(RichText::new(model.texts.get("void-hide")).weak().size(12.0)).frame(false);
    if ui.add(hide).clicked() {
        actions.run(Command::ShowVoid);
    }
    let list = ScrollArea::vertical().id_salt("void marks").max_height(HEIGHT).auto_shrink([false, true]);
    list.show(ui, |ui| {
        for (why, marks) in by_reason {
            reason(ui, model, (why, &marks), actions);
        }
    });
    ui.separator();
}

/// Why marks are void, and which.
fn reason(ui: &mut Ui, model: &Model, (why, marks): (&str, &[&Arc<VoidMark>]), actions: &mut Actions) {
    let texts = &model.texts;
    let words =
        RichText::new(texts.with("void-why", &[("why", why.into())])).color(theme::palette(ui).error).size(12.5);
    ui.add(Label::new(words).wrap());
    if marks.len() > 1 {
        let all = texts.with("void-count-all-again", &[("count", marks.len().into())]);
        again(ui, model, &all, marks.iter().map(|voided| voided.mark.id).collect(), actions);
    }
    for voided in marks {
        let (number, place) = (voided.mark.number, locus_text(texts, voided.mark.site().locus()));
        let text = texts.with("void-mark", &[("number", number.into()), ("place", place.into())]);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = texts.with("void-mark-again", &[("number", number.into())]);
                again(ui, model, &name, BTreeSet::from([voided.mark.id]), actions);
                let line = Label::new(RichText::new(text).size(12.0)).truncate();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(line));
            });
        });
    }
    ui.add_space(4.0);
}

/// The button by which void marks count again.
fn again(ui: &mut Ui, model: &Model, name: &str, ids: BTreeSet<MarkId>, actions: &mut Actions) {
    let text = if ids.len() > 1 { name.to_owned() } else { model.texts.get("void-count-again") };
    let button = Button::new(RichText::new(text).size(12.0)).min_size(vec2(0.0, theme::at_least(24.0, ui)));
    if ui.add_enabled(model.editable(), button).accessible_name(name).clicked() {
        actions.edit(Edit::Unvoid(ids));
    }
}
