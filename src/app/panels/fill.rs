//! At the right, while skin is chosen for a field: how it is laid, and what it comes to.

use eframe::egui::{Button, ComboBox, Id, Ui, Vec2, vec2};

use crate::atlas::regions::{Locus, Patch};
use crate::chart::{Angle, Ground, Laying, Length, Placing, Volume};
use crate::pattern::{Pattern, PlanError};

use super::super::action::{Action, Actions};
use super::super::canvas::Tool;
use super::super::command::{Command, keys_text};
use super::super::draft::{Draft, Fill};
use super::super::fields::{Commits, Figure, NumberField};
use super::super::model::Model;
use super::super::widgets::{caption, card, complaint, figure, heading, main_button, side_button};
use super::super::words::locus_text;

/// Spacings in mm that practice uses: 2 to 4 mm in nappage, 10, 15 and 20 to 30 mm point by point.
const USUAL_MM: [f64; 6] = [3.0, 5.0, 10.0, 15.0, 20.0, 30.0];

/// The section.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, tool: Tool, actions: &mut Actions) {
    let texts = &model.texts;
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = match model.draft.as_ref().map(|draft| draft.replaces.is_some()) {
            Some(true) => texts.get("fill-anew"),
            _ => texts.get("fill-heading"),
        };
        heading(ui, title);
        let laying = model.laying();
        where_to(ui, model, tool, &laying);
        if tool == Tool::Fill {
            patterns(ui, model, &laying, actions);
            placing(ui, model, &laying, actions);
        }
        spacing(ui, model, &laying, actions);
        if let Some(draft) = &model.draft {
            outcome(ui, model, draft, actions);
            answers(ui, model, actions);
        }
    });
    ui.add_space(8.0);
}

/// What is covered, or how to say so.
fn where_to(ui: &mut Ui, model: &Model, tool: Tool, laying: &Laying) {
    const MOST_NAMED: usize = 3;
    let texts = &model.texts;
    let patches = match &laying.ground {
        Ground::Regions(patches) if !patches.is_empty() => patches,
        Ground::Outline(_) => {
            ui.label(texts.get("fill-outline"));
            return;
        }
        Ground::Painted(_) => {
            ui.label(texts.get("fill-painted"));
            return;
        }
        Ground::Row(spots) if !spots.is_empty() => {
            ui.label(texts.with("fill-row", &[("count", spots.len().into())]));
            return;
        }
        Ground::Regions(_) | Ground::Row(_) => {
            caption(ui, if tool == Tool::Row { texts.get("fill-how-row") } else { texts.get("fill-how") });
            return;
        }
    };
    let name = |patch: &Patch| locus_text(texts, Locus { region: patch.region, side: patch.side });
    let mut names: Vec<String> = patches.iter().take(MOST_NAMED).map(name).collect();
    let more = patches.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        names.push(texts.with("fill-more-regions", &[("count", more.into())]));
    }
    ui.label(names.join(" · "));
}

fn patterns(ui: &mut Ui, model: &Model, laying: &Laying, actions: &mut Actions) {
    let texts = &model.texts;
    let all = [
        (Pattern::Hexagonal, texts.get("fill-hexagonal")),
        (Pattern::Square, texts.get("fill-square")),
        (Pattern::Rows, texts.get("fill-rows")),
        (Pattern::Herringbone, texts.get("fill-herringbone")),
        (Pattern::Concentric, texts.get("fill-concentric")),
        (Pattern::EvenRandom { seed: 1 }, texts.get("fill-even-random")),
    ];
    let is_chosen = |pattern: &Pattern| std::mem::discriminant(&laying.pattern) == std::mem::discriminant(pattern);
    let chosen = all.iter().find(|(pattern, _)| is_chosen(pattern)).map(|(_, text)| text.as_str());
    let combo = ComboBox::from_id_salt("pattern").width(ui.available_width()).selected_text(chosen.unwrap_or_default());
    let combo = combo.show_ui(ui, |ui| {
        for (pattern, text) in &all {
            if ui.selectable_label(is_chosen(pattern), text.as_str()).clicked() {
                if !is_chosen(pattern) {
                    actions.push(Action::SetFill(Fill { pattern: *pattern, ..model.fill }));
                }
                ui.close();
            }
        }
    });
    combo.response.accessible_name(texts.get("fill-pattern"));
}

/// How far from the edge, in which direction and from where.
fn placing(ui: &mut Ui, model: &Model, laying: &Laying, actions: &mut Actions) {
    let texts = &model.texts;
    let Placing { margin, anchor, toward } = laying.placing;
    let has_direction = !matches!(laying.pattern, Pattern::EvenRandom { .. });
    let [margin_name, direction_name] = [texts.get("fill-margin"), texts.get("fill-direction")];
    let (commits, width) = (Commits::WhileTyping, 58.0);
    let answers = ui.horizontal(|ui| {
        caption(ui, margin_name.as_str());
        let field = number_field(model, Figure::MARGIN, &margin_name, Some(margin.mm()));
        let margin = NumberField { commits, width, ..field }.show(ui, texts);
        let direction = has_direction.then(|| {
            caption(ui, direction_name.as_str());
            let field = number_field(model, Figure::DIRECTION, &direction_name, toward.map(Angle::degrees));
            let shown = NumberField { commits, width, optional: true, ..field }.show(ui, texts);
            shown.response.clone().on_hover_text(texts.get("fill-direction-why"));
            shown
        });
        (margin, direction)
    });
    let (of_margin, of_direction) = answers.inner;
    if let Some(mm) = of_margin.entered.flatten() {
        actions.push(Action::SetFill(Fill { margin: Length::nearest_mm(mm), ..model.fill }));
    }
    if let Some(degrees) = of_direction.as_ref().and_then(|answered| answered.entered) {
        actions.push(Action::SetFill(Fill { toward: degrees.map(Angle::nearest_degrees), ..model.fill }));
    }
    of_margin.complain(ui);
    of_direction.map(|answered| answered.complain(ui));
    let may_be_freed = anchor.is_some() && has_direction;
    if may_be_freed && ui.add(side_button(texts.get("fill-anchor-free"))).clicked() {
        actions.push(Action::Lay(laying.clone().anchored(None)));
    }
}

/// A number of the field; what was typed for one field is never shown for another.
fn number_field<'a>(model: &Model, figure: Figure, name: &'a str, value: Option<f64>) -> NumberField<'a> {
    let about = Id::unique(("field", model.session().map(|session| &session.id)));
    NumberField { figure, name, value, optional: false, about, commits: Commits::OnLeaving, width: 76.0 }
}

fn spacing(ui: &mut Ui, model: &Model, laying: &Laying, actions: &mut Actions) {
    let texts = &model.texts;
    let mut set = |mm: f64| {
        let spacing = Length::nearest_mm(mm);
        actions.push(Action::SetFill(Fill { spacing, ..model.fill }));
    };
    let answered = ui.horizontal(|ui| {
        let name = texts.get("fill-spacing");
        caption(ui, name.as_str());
        let commits = Commits::WhileTyping;
        let field = number_field(model, Figure::SPACING, &name, Some(laying.spacing.mm()));
        NumberField { commits, ..field }.show(ui, texts)
    });
    if let Some(mm) = answered.inner.entered.flatten() {
        set(mm);
    }
    answered.inner.complain(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        for mm in USUAL_MM {
            let chosen = laying.spacing == Length::nearest_mm(mm);
            let chip = Button::selectable(chosen, texts.decimal(mm)).frame_when_inactive(true);
            let name = texts.with("fill-spacing-chip", &[("mm", texts.decimal(mm).into())]);
            if ui.add(chip.min_size(vec2(40.0, 40.0))).accessible_name(name).clicked() {
                set(mm);
            }
        }
    });
}

/// What the field comes to: points, skin, volumes, substances.
fn outcome(ui: &mut Ui, model: &Model, draft: &Draft, actions: &mut Actions) {
    let texts = &model.texts;
    let field = match &draft.laid {
        Some(Ok(field)) => field,
        Some(Err(PlanError::TooMany)) => return complaint(ui, &texts.get("fill-too-many")),
        Some(Err(PlanError::Spacing)) => return complaint(ui, &texts.get("fill-no-spacing")),
        None => {
            caption(ui, texts.get("fill-under-way"));
            return;
        }
    };
    let laying = &draft.order.laying;
    let factor = laying.ground.region().map_or(1.0, |region| model.scale().in_region(region));
    let area_mm2 = field.area_mm2 * factor * factor;
    let count = field.places.len();
    #[expect(clippy::cast_precision_loss, reason = "at most twenty thousand")]
    let density = count as f32 / (area_mm2 / 100.0).max(f32::MIN_POSITIVE);
    let number = |value: f32| fluent_bundle::FluentValue::from(texts.decimal(format_args!("{value:.1}")));
    let sums = [("count", count.into()), ("area", number(area_mm2 / 100.0)), ("density", number(density))];
    let is_row = matches!(laying.ground, Ground::Row(_));
    let said = if is_row { texts.with("fill-outcome-row", &sums[..1]) } else { texts.with("fill-outcome", &sums) };
    figure(ui, said);
    if let Some(volume) = draft.together(&model.next, count) {
        caption(ui, texts.with("selected-volume", &[("ml", texts.decimal(volume.decimal()).into())]));
        substances(ui, model, draft, volume);
    }
    if !is_row {
        by_count(ui, model, draft, (area_mm2, count), actions);
    }
    keep_total(ui, model, draft, actions);
}

/// How much of each substance the field holds.
fn substances(ui: &mut Ui, model: &Model, draft: &Draft, volume: Volume) {
    let letter = draft.deposit(&model.next).cocktail;
    let cocktail = letter.and_then(|letter| model.session()?.cocktail(letter));
    for (component, amount) in cocktail.iter().flat_map(|cocktail| cocktail.amounts(volume)) {
        caption(ui, model.texts.line(&component.substance, &model.texts.decimal(amount)));
    }
}

/// The spacing by how many points there are to be, or by what they receive together.
fn by_count(ui: &mut Ui, model: &Model, draft: &Draft, (area_mm2, count): (f32, usize), actions: &mut Actions) {
    let (texts, laying) = (&model.texts, &draft.order.laying);
    let each = model.next.volume.filter(|volume| *volume > Volume::ZERO && draft.replaces.is_none());
    #[expect(clippy::cast_precision_loss, reason = "at most twenty thousand")]
    let points = count as f64;
    let mut wanted = None;
    let answers = ui.horizontal(|ui| {
        let name = texts.get("fill-points");
        caption(ui, name.as_str());
        let counted = number_field(model, Figure::PLACES, &name, Some(points)).show(ui, texts);
        wanted = counted.entered.flatten();
        let total = each.map(|each| {
            let name = texts.get("fill-total");
            caption(ui, name.as_str());
            let together = Volume::nearest_ml(each.ml() * points).ml();
            let total = number_field(model, Figure::VOLUME, &name, Some(together)).show(ui, texts);
            wanted = wanted.or(total.entered.flatten().map(|total| total / each.ml()));
            total
        });
        [Some(counted), total]
    });
    if let Some(wanted) = wanted {
        #[expect(clippy::cast_possible_truncation, reason = "a count")]
        let mm = laying.pattern.spacing_mm(area_mm2, wanted as f32);
        actions.push(Action::SetFill(Fill { spacing: Length::nearest_mm(f64::from(mm)), ..model.fill }));
    }
    for answer in answers.inner.into_iter().flatten() {
        answer.complain(ui);
    }
}

/// A field that is laid anew may have as much as before.
fn keep_total(ui: &mut Ui, model: &Model, draft: &Draft, actions: &mut Actions) {
    let Some((replaced, total)) = draft.replaces.as_ref().and_then(|replaced| Some((replaced, replaced.total?))) else {
        return;
    };
    let mut keeps = replaced.keeps_total;
    let text = model.texts.with("fill-keep-total", &[("ml", model.texts.decimal(total.decimal()).into())]);
    if ui.checkbox(&mut keeps, text).changed() {
        actions.push(Action::KeepTotal(keeps));
    }
}

fn answers(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let texts = &model.texts;
    let keys = |command: Command| command.shortcut().map(|keys| keys_text(ui.ctx(), keys, texts)).unwrap_or_default();
    let (enter, escape) = (keys(Command::ApplyNext), keys(Command::SelectNone));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if ui.add(main_button(texts.get("fill-accept"), ui)).on_hover_text(enter).clicked() {
            actions.run(Command::ApplyNext);
        }
        if ui.add(side_button(texts.get("fill-drop"))).on_hover_text(escape).clicked() {
            actions.run(Command::SelectNone);
        }
    });
}
