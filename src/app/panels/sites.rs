//! Below the sessions of the course: where the patient was treated how long ago, the longest first, against the plan.

use eframe::egui::{CollapsingHeader, Color32, Label, RichText, Sense, Ui};

use crate::atlas::regions::Locus;
use crate::compare::{Remembered, Standing};
use crate::scene::{locus_words, remembered_words, standing_words};

use super::super::action::{Action, Actions};
use super::super::course::GRACE_DAYS;
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, dot, named_figures};

/// The section.
pub(super) fn show(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let Some(past) = model.past() else { return };
    let texts = &model.texts;
    CollapsingHeader::new(texts.get("sites-heading")).id_salt("sites").default_open(true).show(ui, |ui| {
        let here = model.derived.totals.by_locus.keys();
        let anew: Vec<Locus> =
            here.filter(|locus| past.sites.iter().all(|(known, _)| known != *locus)).copied().collect();
        if anew.is_empty() && past.sites.is_empty() {
            caption(ui, texts.get("sites-none"));
            return;
        }
        if !model.planned_days().is_empty() {
            caption(ui, texts.with("sites-plan", &[("days", GRACE_DAYS.into())]));
        }
        for locus in anew {
            site(ui, model, (locus, None), actions);
        }
        for (locus, remembered) in &past.sites {
            site(ui, model, (*locus, Some(remembered)), actions);
        }
    });
}

/// A place: its colour, how it stands to the plan, and what was given there; a click shows it.
fn site(ui: &mut Ui, model: &Model, (locus, remembered): (Locus, Option<&Remembered>), actions: &mut Actions) {
    let texts = &model.texts;
    let standing = remembered.map_or(Some(Standing::Never), |remembered| remembered.standing);
    let figure = standing.map(|standing| standing_words(standing, texts)).unwrap_or_default();
    ui.horizontal(|ui| {
        dot(ui, colour(standing, theme::palette(ui)), 5.0);
        if named_figures(ui, 0.0, (&locus_words(locus, texts), &figure), Sense::click()).clicked() {
            actions.push(Action::ShowLocus(locus));
        }
    });
    if let Some(remembered) = remembered {
        ui.indent(("site", locus), |ui| {
            let words = RichText::new(remembered_words(remembered, texts)).weak().size(11.5);
            ui.add(Label::new(words).wrap().selectable(false));
        });
    }
}

fn colour(standing: Option<Standing>, palette: theme::Palette) -> Color32 {
    match standing {
        Some(Standing::Due) => palette.good,
        Some(Standing::TooSoon(_)) => palette.warning,
        Some(Standing::Overdue(_)) => palette.error,
        Some(Standing::Never) => palette.accent,
        None => palette.weak,
    }
}
