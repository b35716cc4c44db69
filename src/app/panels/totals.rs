//! At the bottom: live sums per cocktail, technique and region, and what stands out.

use eframe::egui::{Button, Label, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::atlas::regions::{Locus, known_locus_area_cm2, per_cm2};
use crate::chart::{Severity, Tally, Volume};

use super::super::action::{Action, Actions};
use super::super::canvas::{Glyphs, colour32};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, dot, figure, heading, named_figures};
use super::super::words::locus_text;

/// `12 · 0.240`, with a sign where some marks have no volume.
fn tally_text(model: &Model, tally: &Tally) -> String {
    let ml = model.texts.decimal(tally.decimal());
    model.texts.with("tally", &[("points", tally.points.into()), ("ml", ml.into())])
}

/// A part of the panel.
#[derive(Clone, Copy)]
enum Part {
    Cocktails,
    Techniques,
    Regions,
    Findings,
}

/// The panel: what there is in as many columns as have room.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, glyphs: &Glyphs, actions: &mut Actions) {
    if model.document.is_none() {
        return;
    }
    const GAP: f32 = 18.0;
    let area = ui.available_rect_before_wrap();
    let columns = columns(area.width());
    #[expect(clippy::cast_precision_loss, reason = "at most four columns")]
    let room = area.width() - GAP * (columns.len() - 1) as f32;
    let mut left = area.left();
    for (at, &(share, parts)) in columns.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(room * share, area.height()));
        ui.scope_builder(UiBuilder::new().id_salt(at).max_rect(rect), |ui| column(ui, parts, model, glyphs, actions));
        left += room * share + GAP;
    }
}

/// Which parts stand in which share of the width. Names are longest in the middle, sentences at the right.
fn columns(width: f32) -> &'static [(f32, &'static [Part])] {
    use Part::{Cocktails, Findings, Regions, Techniques};
    if width >= 860.0 {
        &[(0.22, &[Cocktails]), (0.24, &[Techniques]), (0.26, &[Regions]), (0.28, &[Findings])]
    } else if width >= 540.0 {
        &[(0.36, &[Cocktails, Techniques]), (0.32, &[Regions]), (0.32, &[Findings])]
    } else {
        &[(0.5, &[Cocktails, Techniques, Regions]), (0.5, &[Findings])]
    }
}

fn column(ui: &mut Ui, parts: &[Part], model: &Model, glyphs: &Glyphs, actions: &mut Actions) {
    let Some((&first, _)) = parts.split_first() else { return };
    head(ui, first, model);
    ScrollArea::vertical().id_salt("part").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                ui.add_space(8.0);
                head(ui, *part, model);
            }
            ui.scope(|ui| match part {
                Part::Cocktails => cocktails(ui, model),
                Part::Techniques => techniques(ui, model, glyphs),
                Part::Regions => regions(ui, model, actions),
                Part::Findings => findings(ui, model, actions),
            });
        }
    });
}

fn head(ui: &mut Ui, part: Part, model: &Model) {
    ui.horizontal(|ui| {
        ui.set_height(18.0);
        heading(ui, title(part, model));
        if let Part::Cocktails = part {
            figure(ui, tally_text(model, &model.derived.totals.all));
            let units = RichText::new(model.texts.get("totals-units")).weak().size(12.0);
            ui.add(Label::new(units).truncate());
        }
    });
}

fn title(part: Part, model: &Model) -> String {
    let texts = &model.texts;
    match part {
        Part::Cocktails => texts.get("totals"),
        Part::Techniques => texts.get("totals-techniques"),
        Part::Regions => texts.get("totals-regions"),
        Part::Findings => texts.with("findings", &[("count", model.derived.findings.len().into())]),
    }
}

/// A sign, a name and figures.
fn line(ui: &mut Ui, lead: impl FnOnce(&mut Ui), name: &str, figures: &str) -> egui::Response {
    const SIGN: f32 = 24.0;
    let at = ui.cursor().min + vec2(0.0, 2.0);
    let row = named_figures(ui, SIGN, (name, figures), Sense::hover());
    // Beside the cursor, which stays below the row however high that is.
    lead(&mut ui.new_child(UiBuilder::new().max_rect(Rect::from_min_size(at, vec2(SIGN, 18.0)))));
    row
}

fn cocktails(ui: &mut Ui, model: &Model) {
    let (texts, totals) = (&model.texts, &model.derived.totals);
    let Some(session) = model.session() else { return };
    for cocktail in &session.cocktails {
        let tally = totals.by_cocktail.get(&Some(cocktail.letter)).copied().unwrap_or_default();
        let colour = colour32(crate::scene::palette::cocktail(Some(cocktail.letter)));
        let name = format!("{}  {}", cocktail.letter, cocktail.name);
        let row = line(ui, |ui| dot(ui, colour, 5.0), &name, &tally_text(model, &tally));
        let left = cocktail.prepared.less(tally.volume);
        row.on_hover_text(prepared_text(model, cocktail.prepared, left));
        for (component, amount) in cocktail.amounts(tally.volume).filter(|_| tally.volume > Volume::ZERO) {
            line(ui, |_| {}, &component.substance, &format!("{}{}", tally.sign(), texts.decimal(amount)));
        }
    }
    if let Some(tally) = totals.by_cocktail.get(&None) {
        let colour = colour32(crate::scene::palette::cocktail(None));
        line(ui, |ui| dot(ui, colour, 5.0), &texts.get("cocktail-none"), &tally_text(model, tally));
    }
}

fn prepared_text(model: &Model, prepared: Volume, left: Option<Volume>) -> String {
    let ml = |volume: Volume| model.texts.decimal(volume.decimal());
    match left {
        Some(left) => {
            model.texts.with("cocktail-left", &[("prepared", ml(prepared).into()), ("left", ml(left).into())])
        }
        None => model.texts.with("cocktail-over", &[("prepared", ml(prepared).into())]),
    }
}

fn techniques(ui: &mut Ui, model: &Model, glyphs: &Glyphs) {
    let colour = theme::palette(ui).text;
    for (id, tally) in &model.derived.totals.by_technique {
        let icon = |ui: &mut Ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            glyphs.icon(ui.painter(), rect.center(), 6.0, model.techniques.symbol(id), colour);
        };
        line(ui, icon, model.techniques.name(id, model.language()), &tally_text(model, tally));
    }
}

fn regions(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let Some(session) = model.session() else { return };
    for (&locus, tally) in &model.derived.totals.by_locus {
        let figures = tally_text(model, tally);
        let name = locus_text(&model.texts, locus);
        let row = named_figures(ui, 0.0, (&name, &figures), Sense::click());
        let row = row.on_hover_ui(|ui| {
            ui.label(model.texts.get("totals-go"));
            if let Some(extent) = extent(model, locus, tally, actions) {
                ui.label(extent);
            }
        });
        if row.clicked() {
            let there = session.marks.iter().filter(|mark| mark.site().locus() == locus);
            actions.push(Action::GoTo(there.map(|mark| mark.id).collect()));
        }
    }
}

/// The area of a region and how densely it is marked; asks for the areas to be measured where they aren't known.
fn extent(model: &Model, locus: Locus, tally: &Tally, actions: &mut Actions) -> Option<String> {
    let body = model.body()?;
    let Some(area_cm2) = known_locus_area_cm2(body, locus) else {
        if !model.measuring.contains(&body.kind) {
            actions.push(Action::MeasureRegions);
        }
        return Some(model.texts.get("totals-measuring"));
    };
    let area_cm2 = area_cm2 * model.scale().in_region(locus.region).powi(2);
    let density = per_cm2(tally.points, area_cm2)?;
    let places = [("area", area_cm2), ("density", density)];
    let places = places.map(|(name, number)| (name, model.texts.decimal(format_args!("{number:.1}")).into()));
    Some(model.texts.with("totals-extent", &places))
}

fn findings(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let found = &model.derived.findings;
    let palette = theme::palette(ui);
    if found.is_empty() {
        caption(ui, model.texts.get("findings-none"));
    }
    ui.spacing_mut().item_spacing.y = 8.0;
    for (finding, sentence) in found.iter().zip(&model.derived.sentences) {
        let colour = match finding.severity() {
            Severity::Warning => palette.warning,
            Severity::Note => palette.text,
        };
        let text = RichText::new(sentence).color(colour).size(12.5);
        if finding.marks().is_empty() {
            ui.label(text);
        } else if ui.add(Button::new(text).frame(false).wrap()).clicked() {
            actions.push(Action::GoTo(finding.marks().iter().copied().collect()));
        }
    }
}
