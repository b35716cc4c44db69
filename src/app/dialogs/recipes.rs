//! Choosing a recipe of the formulary, mixed of today's lots.

use std::sync::Arc;

use eframe::egui::{Ui, vec2};
use jiff::civil::Date;

use crate::chart::{Edit, Formulary, Letter, Recipe};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, complaint};
use super::super::words::strength_text;
use super::finder::Finder;
use super::{Stays, set_width};

/// A recipe to choose.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RecipesForm {
    finder: Finder,
    formulary: Arc<Formulary>,
}

impl RecipesForm {
    /// The recipes of a formulary.
    pub(in crate::app) fn new(formulary: Formulary) -> Self {
        Self { finder: Finder::default(), formulary: Arc::new(formulary) }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        ui.heading(texts.get("recipes-title"));
        self.finder.field(ui, texts.get("recipes-hint"));
        let formulary = Arc::clone(&self.formulary);
        let offered = || formulary.recipes.iter().filter(|recipe| !recipe.hidden);
        let found: Vec<&Recipe> = offered().filter(|recipe| self.finder.finds(&recipe.name)).collect();
        if offered().next().is_none() {
            caption(ui, texts.get("recipes-none"));
        } else if found.is_empty() {
            caption(ui, texts.get("recipes-nothing"));
        }
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(96.0, 310.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let row = Finder::row(marked, &found[at].name);
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        let marked = found.get(self.finder.marked()).copied();
        let day = model.session().map(|session| session.details.started.date());
        if let Some((recipe, day)) = marked.zip(day) {
            ui.separator();
            parts(ui, &formulary, recipe, day, texts);
        }
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("recipes-take"), marked.is_some()));
        let letter = model.session().and_then(|session| session.free_letter());
        if let (true, Some(recipe), Some(day), Some(letter)) = (takes, marked, day, letter) {
            actions.push(Action::CloseDialog);
            take(&formulary, recipe, (letter, day), model, actions);
        }
        stays
    }
}

/// The cocktail is the session's at once where every lot is known; else its form asks for them.
fn take(formulary: &Formulary, recipe: &Recipe, (letter, day): (Letter, Date), model: &Model, actions: &mut Actions) {
    let cocktail = formulary.mixed(recipe, letter, day);
    let lacks = |(id, _): &(String, _)| formulary.product(id).is_none_or(|product| product.lacks_a_lot(day));
    if recipe.parts.iter().any(lacks) {
        return actions.push(Action::AskCocktail(cocktail));
    }
    actions.edit(Edit::PutCocktail(cocktail));
    let next = super::super::model::NextMark { cocktail: Some(letter), ..model.next.clone() };
    actions.push(Action::SetNext(next));
}

/// What goes into the marked one, and of which lots.
fn parts(ui: &mut Ui, formulary: &Formulary, recipe: &Recipe, day: Date, texts: &Texts) {
    for (id, volume) in &recipe.parts {
        let Some(product) = formulary.product(id) else {
            complaint(ui, &texts.with("recipes-gone", &[("product", id.as_str().into())]));
            continue;
        };
        let strength = strength_text(product.concentration, texts);
        let component = product.component(*volume, day);
        let lot = if product.lacks_a_lot(day) {
            texts.get("recipes-no-lot")
        } else {
            texts.with("sheet-lot", &[("lot", component.lot.into())])
        };
        let expiry = component.expiry.map(|day| texts.with("sheet-expiry", &[("day", day.to_string().into())]));
        let what = texts.decimal(format_args!("{}, {strength}, {volume}", product.substance));
        let words = [Some(what), Some(lot), expiry];
        ui.label(words.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}
