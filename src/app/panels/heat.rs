//! Below the sessions of the course: what dose is coloured on the skin, the scale of its colours, and what is told with it.

use eframe::egui::{Button, Color32, ComboBox, Id, Label, Pos2, Rect, RichText, Sense, Slider, Ui, vec2};

use crate::compare::dose::{Kernel, Quantity};
use crate::geom::Vec2;
use crate::scene::item;
use crate::scene::{HeatScale, heat_legend, heat_manner, heat_words, quantity_words};
use crate::text::{Texts, Units};

use super::super::action::{Action, Actions};
use super::super::canvas::{POINTS_PER_MM, paint_items};
use super::super::course::CourseLook;
use super::super::fields::{Commits, Figure, NumberField};
use super::super::heat::{Heat, HeatMap, HeatOf, HeatView};
use super::super::model::Model;
use super::super::widgets::{caption, heading};

/// The section.
pub(super) fn show(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let (texts, view) = (&model.texts, &model.course_view.heat);
    heading(ui, texts.get("heat-heading"));
    let mut look = |wanted: Option<HeatView>| {
        actions.extend(wanted.map(|wanted| Action::LookAtCourse(CourseLook::Heat(wanted))));
    };
    look(quantity(ui, model));
    if view.quantity.is_none() {
        return;
    }
    look(of_what(ui, texts, view));
    // The scale first: without it no colour means anything.
    match model.heat() {
        Some(heat) if !heat.maps.is_empty() => told(ui, model, heat),
        _ => _ = caption(ui, texts.get("heat-reckoning")),
    }
    look(choices(ui, texts, view));
}

/// What is counted.
fn quantity(ui: &mut Ui, model: &Model) -> Option<HeatView> {
    let (texts, view) = (&model.texts, &model.course_view.heat);
    let words = |quantity: Option<&Quantity>| match quantity {
        Some(quantity) => quantity_words(quantity, texts),
        None => texts.get("heat-none"),
    };
    let mut wanted = None;
    let combo = ComboBox::from_id_salt("dose on the skin").width(ui.available_width());
    let shown = combo.selected_text(words(view.quantity.as_ref())).show_ui(ui, |ui| {
        let substances = model.heat_substances().into_iter().map(Quantity::Substance);
        let all = [None, Some(Quantity::Points), Some(Quantity::Volume)].into_iter().chain(substances.map(Some));
        for quantity in all {
            if ui.selectable_label(view.quantity == quantity, words(quantity.as_ref())).clicked() {
                wanted = Some(HeatView { quantity, ..view.clone() });
            }
        }
    });
    shown.response.accessible_name(texts.get("heat-quantity"));
    wanted
}

/// Of each session, of several together, or of the whole record.
fn of_what(ui: &mut Ui, texts: &Texts, view: &HeatView) -> Option<HeatView> {
    let mut wanted = view.clone();
    ui.horizontal_wrapped(|ui| {
        let of = [
            (HeatOf::Each, texts.get("heat-of-each")),
            (HeatOf::Together, texts.get("heat-of-together")),
            (HeatOf::Record, texts.get("heat-of-record")),
        ];
        for (of, text) in of {
            if ui.add(Button::selectable(view.of == of, text).frame_when_inactive(true)).clicked() {
                wanted.of = of;
            }
        }
    });
    (wanted != *view).then_some(wanted)
}

/// How wide, on what scale, with or without marks.
fn choices(ui: &mut Ui, texts: &Texts, view: &HeatView) -> Option<HeatView> {
    let mut wanted = view.clone();
    ui.horizontal(|ui| {
        let (mut width_mm, name) = (view.kernel.width_mm(), texts.get("heat-width"));
        caption(ui, name.as_str());
        let slider = Slider::new(&mut width_mm, Kernel::WIDTHS_MM).step_by(1.0).show_value(false);
        if ui.add(slider).accessible_name(name.as_str()).changed() {
            wanted.kernel = Kernel::new(width_mm).unwrap_or(view.kernel);
        }
        caption(ui, format!("{} mm", texts.decimal(format_args!("{width_mm:.0}"))));
    });
    let answered = ui.horizontal(|ui| {
        let mut fixed = view.top.is_some();
        if ui.checkbox(&mut fixed, texts.get("heat-fixed")).clicked() {
            wanted.top = fixed.then_some(1.0);
        }
        let top = view.top?;
        let figure = Figure { units: &Units::NONE, unit: "", least: 0.001, most: 100_000.0, step: 0.001 };
        let (name, about) = (texts.get("heat-top"), Id::unique("heat top"));
        let (value, commits) = (Some(top), Commits::OnLeaving);
        Some(NumberField { figure, name: &name, value, optional: false, about, commits, width: 70.0 }.show(ui, texts))
    });
    if let Some(answered) = answered.inner {
        wanted.top = answered.entered.flatten().or(wanted.top);
        answered.complain(ui);
    }
    ui.checkbox(&mut wanted.shows_marks, texts.get("heat-show-marks"));
    (wanted != *view).then_some(wanted)
}

/// The scale, and what is told with the maps.
fn told(ui: &mut Ui, model: &Model, heat: &Heat) {
    let texts = &model.texts;
    let peak = heat.maps.iter().filter_map(|map| map.map.peak).map(|peak| f64::from(peak.per_cm2)).reduce(f64::max);
    let Some(first) = heat.maps.first() else { return };
    legend(ui, &HeatScale { quantity: &first.map.asked.quantity, levels: heat.levels, peak }, texts);
    let numbered = model.course_sessions();
    let line = |ui: &mut Ui, words: String| {
        ui.add(Label::new(RichText::new(words).size(12.5)).wrap().selectable(false));
    };
    if let [only] = &heat.maps[..] {
        for words in heat_words(&only.map, heat.levels, only.hidden, texts) {
            line(ui, words);
        }
        return;
    }
    for map in &heat.maps {
        let Some(one) = numbered.iter().find(|one| one.content == map.content) else { continue };
        caption(ui, format!("{}  {}", one.number, one.session.details.started.date()));
        for words in of_one(map, heat, texts) {
            line(ui, words);
        }
    }
    for words in heat_manner(&first.map, texts) {
        caption(ui, words);
    }
}

/// What a map tells that the others beside it tell otherwise: how much it is, and where most lies.
fn of_one(map: &HeatMap, heat: &Heat, texts: &Texts) -> Vec<String> {
    let common = heat_manner(&map.map, texts);
    let words = heat_words(&map.map, heat.levels, map.hidden, texts);
    words.into_iter().skip(1).filter(|words| !common.contains(words)).collect()
}

/// The colours and their numbers, on paper as on a page.
fn legend(ui: &mut Ui, scale: &HeatScale<'_>, texts: &Texts) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 58.0), Sense::hover());
    ui.painter().rect_filled(rect, 6, Color32::WHITE);
    let inside: Rect = rect.shrink2(vec2(14.0, 8.0));
    let in_mm = |at: Pos2| Vec2::new(at.x, at.y) / POINTS_PER_MM;
    let items = heat_legend(item::Rect::new(in_mm(inside.min), in_mm(inside.max)), 3.0, scale, texts);
    paint_items(ui.painter(), &items);
}
