//! At the right, below: what is selected, and changes to all of it at once.

use std::collections::BTreeSet;

use eframe::egui::{Button, CollapsingHeader, ComboBox, Id, Ui, vec2};

use crate::atlas::SurfacePoint;
use crate::atlas::skin::layers_at;
use crate::chart::{
    Change, Depth, Edit, Letter, Mark, MarkId, Needle, Shape, ShapeKind, Site, Tally, TechniqueId, Volume,
};
use crate::scene::{device_words, mark_whereabouts, remark_words, where_in_words};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::command::{Command, keys_text};
use super::super::fields::{Commits, Figure, NumberField};
use super::super::model::Model;
use super::super::widgets::{caption, card, heading};
use super::super::words::locus_text;
use super::{needle, region_place, skin_bar};

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
            field(ui, model, &marks, actions);
        });
        noticed(ui, model, &marks);
        details(ui, model, &marks);
    });
}

/// How many are selected and where they lie.
fn headline(ui: &mut Ui, model: &Model, marks: &[&Mark]) {
    let texts = &model.texts;
    if let ([mark], Some(session)) = (marks, model.session()) {
        heading(ui, texts.with("selected-one", &[("number", mark.number.into())]));
        ui.label(where_in_words(&mark_whereabouts(session, mark), texts));
        return;
    }
    heading(ui, texts.with("selected", &[("count", marks.len().into())]));
    let locus = common(marks, |mark| mark.site().locus());
    caption(ui, locus.map_or_else(|| texts.get("selected-several-regions"), |locus| locus_text(texts, locus)));
    let tally: Tally = marks.iter().map(|mark| mark.deposit.volume).collect();
    caption(ui, texts.with("selected-volume", &[("ml", texts.decimal(tally.decimal()).into())]));
}

/// What is rarely read, folded away: coordinates, the place in the tree of regions, codes.
fn details(ui: &mut Ui, model: &Model, marks: &[&Mark]) {
    let texts = &model.texts;
    let region = common(marks, |mark| mark.site().locus().region);
    if marks.len() > 1 && region.is_none() {
        return;
    }
    CollapsingHeader::new(texts.get("selected-details")).id_salt("selected details").show(ui, |ui| {
        if let [mark] = marks {
            let position_mm = mark.site().position_mm();
            let number = |mm: f32| fluent_bundle::FluentValue::from(texts.decimal(format_args!("{mm:.1}")));
            let places = [("x", number(position_mm.x)), ("y", number(position_mm.y)), ("z", number(position_mm.z))];
            caption(ui, texts.with("selected-position", &places));
        }
        if let Some(region) = region {
            region_place::show(ui, region, texts);
        }
    });
}

/// A control under its caption.
fn captioned(ui: &mut Ui, text: String, add: impl FnOnce(&mut Ui)) {
    ui.spacing_mut().item_spacing.y = 2.0;
    caption(ui, text);
    add(ui);
    ui.add_space(2.0);
}

fn fields(ui: &mut Ui, model: &Model, marks: &[&Mark], needle: &mut Needle, actions: &mut Actions) {
    let (texts, ids) = (&model.texts, model.selection.clone());
    captioned(ui, texts.get("column-technique"), |ui| technique_field(ui, model, marks, &ids, actions));
    captioned(ui, texts.get("selected-cocktail-short"), |ui| cocktail_field(ui, model, marks, &ids, actions));
    let of_one = || texts.get("selected-depth-and-volume-of-one");
    caption(ui, if marks.len() == 1 { of_one() } else { texts.get("selected-depth-and-volume") });
    depth_and_volume(ui, model, marks, &ids, actions);
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
        for technique in model.techniques.offered() {
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

/// Depth and volume of all that is selected; what is wrong with them below, so that neither is squeezed.
fn depth_and_volume(ui: &mut Ui, model: &Model, marks: &[&Mark], ids: &BTreeSet<MarkId>, actions: &mut Actions) {
    let texts = &model.texts;
    let about = Id::unique(("selection", model.session().map(|session| &session.id), ids));
    let answers = ui.horizontal(|ui| {
        let name = texts.get("selected-depth");
        let (value, commits) = (common(marks, |mark| mark.deposit.depth).map(Depth::mm), Commits::OnLeaving);
        let field =
            NumberField { figure: Figure::DEPTH, name: &name, value, optional: false, about, commits, width: 84.0 };
        let depth = field.show(ui, texts);
        if let Some(Ok(depth)) = depth.entered.flatten().map(Depth::from_mm) {
            actions.edit(Edit::Set(ids.clone(), Change::Depth(depth)));
        }
        let name = texts.get("selected-volume-each");
        let (value, figure) =
            (common(marks, |mark| mark.deposit.volume).flatten().map(Volume::ml), Figure::VOLUME_PER_POINT);
        let volume = NumberField { figure, name: &name, value, ..field }.show(ui, texts);
        if let Some(Ok(volume)) = volume.entered.flatten().map(Volume::from_ml) {
            actions.edit(Edit::Set(ids.clone(), Change::Volume(Some(volume))));
        }
        let none = ui.button("–").on_hover_text(texts.get("volume-none"));
        if none.accessible_name(texts.get("selected-no-volume")).clicked() {
            actions.edit(Edit::Set(ids.clone(), Change::Volume(None)));
        }
        [depth, volume]
    });
    for answer in answers.inner {
        answer.complain(ui);
    }
}

fn buttons(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        // As many in one row as there is room for.
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 4.0;
        for command in [Command::ApplyNext, Command::Mirror, Command::Remark, Command::VoidMarks, Command::Delete] {
            let keys = command.shortcut().map(|keys| keys_text(ui.ctx(), keys, &model.texts)).unwrap_or_default();
            let button = Button::new(short_text(&model.texts, command)).min_size(vec2(0.0, 34.0));
            let hint = format!("{} ({keys})", command.text(&model.texts));
            if ui.add(button).on_hover_text(hint).clicked() {
                actions.run(command);
            }
        }
    });
}

/// Of marks that were laid as one field: what it was laid by, to be selected whole, laid anew or dissolved.
fn field(ui: &mut Ui, model: &Model, marks: &[&Mark], actions: &mut Actions) {
    let Some(session) = model.session() else { return };
    let group = common(marks, |mark| mark.group).flatten().and_then(|id| session.group(id));
    let Some((group, laying)) = group.and_then(|group| Some((group, group.origin.laying()?))) else { return };
    let (texts, id) = (&model.texts, group.id);
    let all = session.ids_of(id);
    let spacing = texts.decimal(laying.spacing.mm());
    ui.separator();
    caption(ui, texts.with("field-of", &[("count", all.len().into()), ("mm", spacing.into())]));
    ui.horizontal_wrapped(|ui| {
        let button = |text: String| Button::new(text).min_size(vec2(0.0, 34.0));
        if all.len() > marks.len() && ui.add(button(texts.get("field-select"))).clicked() {
            actions.push(Action::Select(all));
        }
        if ui.add(button(texts.get("field-anew"))).clicked() {
            actions.push(Action::ReopenField(id));
        }
        if ui.add(button(texts.get("field-dissolve"))).clicked() {
            actions.edit(Edit::Dissolve(id));
        }
    });
}

/// Of one mark: how large a line or an area is, how the device was set, what was noticed there and of the field that it
/// belongs to.
fn noticed(ui: &mut Ui, model: &Model, marks: &[&Mark]) {
    let ([mark], Some(session)) = (marks, model.session()) else { return };
    let texts = &model.texts;
    if let Some(size) = size_words(model, &mark.shape) {
        caption(ui, size);
    }
    let group = mark.group.and_then(|id| session.group(id)).and_then(|group| group.remark.as_ref());
    for remark in mark.remark.iter().chain(group) {
        ui.label(remark_words(remark, texts));
    }
    if let Some(device) = &mark.device {
        caption(ui, device_words(device, texts));
    }
}

/// How long a line, how large an area is on the patient.
fn size_words(model: &Model, shape: &Shape) -> Option<String> {
    let (body, scale, texts) = (model.body()?, model.scale(), &model.texts);
    let spots: Vec<SurfacePoint> = shape.spots().iter().map(Site::anchor).collect();
    let figure = |number: f32| texts.decimal(format_args!("{number:.1}")).into();
    match shape.kind() {
        ShapeKind::Point => None,
        ShapeKind::Line => {
            let length_mm =
                spots.windows(2).map(|pair| body.surface.geodesic_mm(pair[0], pair[1])).sum::<Option<f32>>()?;
            Some(texts.with("measured-way", &[("mm", figure(scale.length_mm(body, &spots, length_mm)))]))
        }
        ShapeKind::Area => {
            let area_cm2 = body.surface.outline_area_cm2(&spots)?;
            Some(texts.with("measured-area", &[("area", figure(scale.area_cm2(body, &spots, area_cm2)))]))
        }
    }
}

fn short_text(texts: &Texts, command: Command) -> String {
    match command {
        Command::ApplyNext => texts.get("selected-apply-next"),
        Command::Mirror => texts.get("selected-mirror"),
        Command::Remark => texts.get("selected-remark"),
        Command::VoidMarks => texts.get("selected-void"),
        _ => texts.get("selected-delete"),
    }
}
