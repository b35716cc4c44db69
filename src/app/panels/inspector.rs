//! At the right, below: what is selected, and changes to all of it at once.

use std::collections::BTreeSet;

use eframe::egui::{Button, ComboBox, Ui, vec2};

use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::atlas::skin::layers_at;
use crate::chart::{Change, Depth, Edit, Letter, Mark, MarkId, Needle, TechniqueId, Volume};
use crate::scene::{mark_whereabouts, short_name, where_in_words};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::command::{Command, keys_text};
use super::super::model::Model;
use super::super::widgets::{caption, card, heading, ml_field};
use super::next_mark::depth_field;
use super::{needle, region_place, skin_bar};

/// A region with its side, for people.
pub(in crate::app) fn locus_text(texts: &Texts, locus: Locus) -> String {
    let name = short_name(RegionTree::get().region(locus.region).name(texts.language()));
    match locus.side {
        Side::Midline => texts.with("locus-midline", &[("region", name.into())]),
        Side::Left => texts.with("locus-left", &[("region", name.into())]),
        Side::Right => texts.with("locus-right", &[("region", name.into())]),
    }
}

/// What all selected marks have in common; `None` where they differ.
fn common<T: PartialEq + Clone>(marks: &[&Mark], of: impl Fn(&Mark) -> T) -> Option<T> {
    let first = of(marks.first()?);
    marks.iter().all(|mark| of(mark) == first).then_some(first)
}

/// The section; nothing while nothing is selected.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, needle: &mut Needle, actions: &mut Actions) {
    let Some(session) = model.session() else { return };
    let marks: Vec<&Mark> = model.selection.iter().filter_map(|&id| session.mark(id)).map(|mark| &**mark).collect();
    if marks.is_empty() {
        return;
    }
    ui.add_space(8.0);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        headline(ui, model, &marks);
        ui.add_enabled_ui(model.editable(), |ui| {
            fields(ui, model, &marks, needle, actions);
            buttons(ui, model, actions);
        });
    });
}

fn headline(ui: &mut Ui, model: &Model, marks: &[&Mark]) {
    let texts = &model.texts;
    heading(ui, texts.with("selected", &[("count", marks.len().into())]));
    if marks.len() > 1 {
        let locus = common(marks, |mark| mark.site().locus());
        caption(ui, locus.map_or_else(|| texts.get("selected-several-regions"), |locus| locus_text(texts, locus)));
    }
    if let ([mark], Some(session)) = (marks, model.session()) {
        ui.label(where_in_words(&mark_whereabouts(session, mark), texts));
        let position_mm = mark.site().position_mm();
        let number = |mm: f32| fluent_bundle::FluentValue::from(texts.decimal(format_args!("{mm:.1}")));
        let places = [
            ("id", mark.number.into()),
            ("x", number(position_mm.x)),
            ("y", number(position_mm.y)),
            ("z", number(position_mm.z)),
        ];
        caption(ui, texts.with("selected-position", &places));
    }
    if let Some(region) = common(marks, |mark| mark.site().locus().region) {
        region_place::show(ui, region, texts);
    }
    let volume: Volume = marks.iter().filter_map(|mark| mark.deposit.volume).sum();
    if marks.len() > 1 {
        caption(ui, texts.with("selected-volume", &[("ml", texts.decimal(volume.decimal()).into())]));
    }
}

fn fields(ui: &mut Ui, model: &Model, marks: &[&Mark], needle: &mut Needle, actions: &mut Actions) {
    let (texts, ids) = (&model.texts, model.selection.clone());
    technique_field(ui, model, marks, &ids, actions);
    cocktail_field(ui, model, marks, &ids, actions);
    ui.horizontal(|ui| {
        depth_and_volume(ui, model, marks, &ids, actions);
    });
    if let [mark] = marks {
        skin_bar::show(ui, texts, &layers_at(mark.site().locus()), mark.deposit.depth);
    }
    if let Some(depth) = needle::show(ui, texts, texts.get("needle-selected"), needle) {
        actions.edit(Edit::Set(ids, Change::Depth(depth)));
    }
}

fn technique_field(ui: &mut Ui, model: &Model, marks: &[&Mark], ids: &BTreeSet<MarkId>, actions: &mut Actions) {
    let texts = &model.texts;
    let current: Option<TechniqueId> = common(marks, |mark| mark.deposit.technique.clone());
    let text = current
        .as_ref()
        .map_or_else(|| texts.get("differs-technique"), |id| model.techniques.name(id, model.language()).to_owned());
    let combo = ComboBox::from_id_salt("selected technique").width(ui.available_width()).selected_text(text);
    let combo = combo.show_ui(ui, |ui| {
        for technique in model.techniques.iter() {
            let chosen = current.as_ref() == Some(&technique.id);
            if ui.selectable_label(chosen, technique.name(model.language())).clicked() {
                actions.edit(Edit::Set(ids.clone(), Change::Technique(technique.id.clone(), technique.default_depth)));
            }
        }
    });
    combo.response.accessible_name(texts.get("selected-technique"));
}

fn cocktail_field(ui: &mut Ui, model: &Model, marks: &[&Mark], ids: &BTreeSet<MarkId>, actions: &mut Actions) {
    let (texts, Some(session)) = (&model.texts, model.session()) else { return };
    let name = |letter: Option<Letter>| match letter.map(|letter| (letter, session.cocktail(letter))) {
        None => texts.get("cocktail-none"),
        Some((letter, None)) => letter.to_string(),
        Some((letter, Some(cocktail))) => format!("{letter}  {}", cocktail.name),
    };
    let current = common(marks, |mark| mark.deposit.cocktail);
    let text = current.map_or_else(|| texts.get("differs-cocktail"), name);
    let combo = ComboBox::from_id_salt("selected cocktail").width(ui.available_width()).selected_text(text);
    let combo = combo.show_ui(ui, |ui| {
        let listed = session.cocktails.iter().map(|cocktail| Some(cocktail.letter));
        for letter in listed.chain([None]) {
            if ui.selectable_label(current == Some(letter), name(letter)).clicked() {
                actions.edit(Edit::Set(ids.clone(), Change::Cocktail(letter)));
            }
        }
    });
    combo.response.accessible_name(texts.get("selected-cocktail"));
}

/// Dragging shows the change at once and makes one step of it when the button is let go.
fn depth_and_volume(ui: &mut Ui, model: &Model, marks: &[&Mark], ids: &BTreeSet<MarkId>, actions: &mut Actions) {
    let texts = &model.texts;
    let depth = common(marks, |mark| mark.deposit.depth);
    let mut depth_mm = depth.unwrap_or_default().mm();
    let field = depth_field(&mut depth_mm, texts);
    let field = if depth.is_none() { field.custom_formatter(|_, _| "–".to_owned()) } else { field };
    let field = ui.add(field).accessible_name(texts.get("selected-depth"));
    previewed(&field, Edit::Set(ids.clone(), Change::Depth(Depth::nearest_mm(depth_mm))), actions);
    let volume = common(marks, |mark| mark.deposit.volume).flatten();
    let mut ml = volume.unwrap_or_default().ml();
    let field = ml_field(&mut ml, 20.0, texts);
    let field = if volume.is_none() { field.custom_formatter(|_, _| "–".to_owned()) } else { field };
    let field = ui.add(field).accessible_name(texts.get("selected-volume-each"));
    previewed(&field, Edit::Set(ids.clone(), Change::Volume(Some(Volume::nearest_ml(ml)))), actions);
    if ui.button("–").on_hover_text(texts.get("volume-none")).accessible_name(texts.get("selected-no-volume")).clicked()
    {
        actions.edit(Edit::Set(ids.clone(), Change::Volume(None)));
    }
}

fn previewed(field: &egui::Response, edit: Edit, actions: &mut Actions) {
    if field.changed() {
        let action = if field.dragged() { Action::Preview(edit) } else { Action::Edit(edit) };
        actions.push(action);
    }
    if field.drag_stopped() {
        actions.push(Action::Commit);
    }
}

fn buttons(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::ApplyNext, Command::Mirror, Command::Delete] {
            let keys = command.shortcut().map(|keys| keys_text(ui.ctx(), keys, &model.texts)).unwrap_or_default();
            let button = Button::new(short_text(&model.texts, command)).min_size(vec2(0.0, 34.0));
            let hint = format!("{} ({keys})", command.text(&model.texts));
            if ui.add(button).on_hover_text(hint).clicked() {
                actions.run(command);
            }
        }
    });
}

fn short_text(texts: &Texts, command: Command) -> String {
    match command {
        Command::ApplyNext => texts.get("selected-apply-next"),
        Command::Mirror => texts.get("selected-mirror"),
        _ => texts.get("selected-delete"),
    }
}
