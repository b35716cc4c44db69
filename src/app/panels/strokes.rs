//! At the right, while lines or areas are drawn: how lines lie to each other, how the device is set.

use eframe::egui::{Atom, Button, Id, RichText, Ui, vec2};

use crate::chart::{Depth, Device, Length, Volume};

use super::super::action::{Action, Actions};
use super::super::canvas::Tool;
use super::super::draft::Fill;
use super::super::fields::{Answered, Commits, Figure, NumberField};
use super::super::model::Model;
use super::super::strokes::{Arrangement, Strokes};
use super::super::theme;
use super::super::widgets::{caption, card, figure, heading, one_line, with_faint_hint};

/// The section.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, tool: Tool, actions: &mut Actions) {
    let mut strokes = model.strokes.clone();
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match tool {
            Tool::Area => {
                heading(ui, model.texts.get("area-heading"));
                caption(ui, model.texts.get("area-how"));
                device(ui, model, &mut strokes.device);
            }
            Tool::Brush => {
                heading(ui, model.texts.get("brush-heading"));
                caption(ui, model.texts.get("brush-how"));
                brush(ui, model, &mut strokes, actions);
            }
            _ => {
                heading(ui, model.texts.get("line-heading"));
                arrangements(ui, model, &mut strokes);
                numbers(ui, model, &mut strokes);
            }
        }
    });
    if strokes != model.strokes {
        actions.push(Action::SetStrokes(strokes));
    }
    ui.add_space(8.0);
}

fn arrangements(ui: &mut Ui, model: &Model, strokes: &mut Strokes) {
    let texts = &model.texts;
    let all = [
        (Arrangement::Single, texts.get("line-single")),
        (Arrangement::Fan, texts.get("line-fan")),
        (Arrangement::Crossed, texts.get("line-crossed")),
    ];
    ui.columns(all.len(), |columns| {
        for ((arrangement, text), ui) in all.into_iter().zip(columns) {
            ui.spacing_mut().button_padding.x = 4.0;
            let chosen = strokes.arrangement == arrangement;
            let button = Button::selectable(chosen, (Atom::grow(), RichText::new(text).size(13.0), Atom::grow()));
            if ui.add(button.frame_when_inactive(true).min_size(vec2(ui.available_width(), 34.0))).clicked() {
                strokes.arrangement = arrangement;
            }
        }
    });
}

/// A number of the stroke; what was typed for one session is never shown in another.
fn number(ui: &mut Ui, model: &Model, figure: Figure, name: &str, value: Option<f64>) -> Answered {
    let about = Id::unique(("stroke", model.session().map(|session| &session.id)));
    caption(ui, name);
    let (optional, commits) = (value.is_none() || figure.least > 0.0, Commits::OnLeaving);
    NumberField { figure, name, value, optional, about, commits, width: 62.0 }.show(ui, &model.texts)
}

fn brush(ui: &mut Ui, model: &Model, strokes: &mut Strokes, actions: &mut Actions) {
    let texts = &model.texts;
    ui.horizontal(|ui| {
        let radius = number(ui, model, Figure::SPACING, &texts.get("brush-radius"), Some(strokes.radius.mm()));
        if let Some(mm) = radius.entered.flatten() {
            strokes.radius = Length::nearest_mm(mm);
        }
        let spacing = number(ui, model, Figure::SPACING, &texts.get("fill-spacing"), Some(model.fill.spacing.mm()));
        if let Some(mm) = spacing.entered.flatten() {
            actions.push(Action::SetFill(Fill { spacing: Length::nearest_mm(mm), ..model.fill }));
        }
    });
    ui.checkbox(&mut strokes.erases, texts.get("brush-erases"));
    if let Some(count) = painted(model) {
        let volume = model.next.volume.map(|each| std::iter::repeat_n(each, count).sum::<Volume>());
        let said = texts.with("brush-painted", &[("count", count.into())]);
        let together =
            volume.map(|volume| texts.with("selected-volume", &[("ml", texts.decimal(volume.decimal()).into())]));
        figure(ui, [Some(said), together].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
}

/// How many points the stroke under way has painted, if there is one.
fn painted(model: &Model) -> Option<usize> {
    let history = model.document.as_ref().map(|document| &document.history).filter(|history| history.in_gesture())?;
    history.session().marks.len().checked_sub(history.settled().marks.len()).filter(|&count| count > 0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field keeps them small and whole")]
fn numbers(ui: &mut Ui, model: &Model, strokes: &mut Strokes) {
    let texts = &model.texts;
    match strokes.arrangement {
        Arrangement::Single => _ = caption(ui, texts.get("line-how")),
        Arrangement::Fan => {
            caption(ui, texts.get("line-how-fan"));
            ui.horizontal(|ui| {
                let rays = number(ui, model, Figure::RAYS, &texts.get("line-rays"), Some(f64::from(strokes.rays)));
                if let Some(rays) = rays.entered.flatten() {
                    strokes.rays = rays as u8;
                }
                let degrees =
                    number(ui, model, Figure::SPREAD, &texts.get("line-degrees"), Some(f64::from(strokes.degrees)));
                if let Some(degrees) = degrees.entered.flatten() {
                    strokes.degrees = degrees as u8;
                }
            });
        }
        Arrangement::Crossed => {
            caption(ui, texts.get("line-how-crossed"));
            ui.horizontal(|ui| {
                let spacing =
                    number(ui, model, Figure::SPACING, &texts.get("line-spacing"), Some(strokes.spacing.mm()));
                if let Some(mm) = spacing.entered.flatten() {
                    strokes.spacing = Length::nearest_mm(mm);
                }
            });
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field keeps them small and whole")]
fn device(ui: &mut Ui, model: &Model, device: &mut Device) {
    let texts = &model.texts;
    ui.horizontal(|ui| {
        let passes = number(ui, model, Figure::COUNT, &texts.get("device-passes"), device.passes.map(f64::from));
        if let Some(passes) = passes.entered {
            device.passes = passes.map(|passes| passes as u16);
        }
        let needles = number(ui, model, Figure::COUNT, &texts.get("device-needles"), device.needles.map(f64::from));
        if let Some(needles) = needles.entered {
            device.needles = needles.map(|needles| needles as u16);
        }
    });
    ui.horizontal(|ui| {
        let needle = number(ui, model, Figure::DEPTH, &texts.get("device-needle"), device.needle.map(Depth::mm));
        if let Some(needle) = needle.entered {
            device.needle = needle.map(Depth::nearest_mm);
        }
    });
    let name = texts.get("device-settings");
    let width = ui.available_width();
    let least = vec2(0.0, theme::at_least(0.0, ui));
    let field = one_line(&mut device.settings).hint_text(name.clone()).desired_width(width).min_size(least);
    with_faint_hint(ui, |ui| ui.add(field)).accessible_name(name);
}
