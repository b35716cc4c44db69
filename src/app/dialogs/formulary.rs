//! The clinic's formulary: products and recipes found by a word, no longer used and used again, and the way to the form of each.

use eframe::egui::{RichText, ScrollArea, Ui, vec2};

use crate::chart::{Entry, Formulary, FormularyEdit, Lot, Product, Recipe};
use crate::text::{Texts, long_date};

use super::super::action::{Action, Actions};
use super::super::model::{Model, OpenLibrary};
use super::super::theme;
use super::super::widgets::{caption, side_button};
use super::super::words::strength_text;
use super::finder::{Chosen, Finder};
use super::{Stays, set_width};

/// The list, and what is looked for in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct FormularyForm {
    finder: Finder,
}

/// A row of the list.
#[derive(Clone, Copy)]
enum Row<'a> {
    Product(&'a Product),
    Recipe(&'a Recipe),
}

impl<'a> Row<'a> {
    /// Products, then recipes, in the order in which they are offered.
    fn all(formulary: &'a Formulary) -> impl Iterator<Item = Self> {
        let products = formulary.products.iter().map(Self::Product);
        products.chain(formulary.recipes.iter().map(Self::Recipe))
    }

    fn name(self) -> &'a str {
        match self {
            Self::Product(product) => &product.substance,
            Self::Recipe(recipe) => &recipe.name,
        }
    }

    /// Everything that it is found by.
    fn called(self) -> String {
        match self {
            Self::Product(product) => {
                let lots = product.lots.iter().map(|lot| lot.number.as_str());
                let names = [product.substance.as_str(), &product.manufacturer, &product.form];
                names.into_iter().chain(lots).collect::<Vec<_>>().join(" ")
            }
            Self::Recipe(recipe) => recipe.name.clone(),
        }
    }

    fn is_hidden(self) -> bool {
        match self {
            Self::Product(product) => product.hidden,
            Self::Recipe(recipe) => recipe.hidden,
        }
    }

    fn entry(self) -> Entry {
        match self {
            Self::Product(product) => Entry::Product(product.id.clone()),
            Self::Recipe(recipe) => Entry::Recipe(recipe.name.clone()),
        }
    }

    /// What stands at the right of its name.
    fn figures(self, texts: &Texts) -> String {
        match self {
            Self::Product(product) => {
                let strength = strength_text(product.concentration, texts);
                let words = [product.manufacturer.clone(), strength];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("   ")
            }
            Self::Recipe(_) => texts.get("formulary-recipe"),
        }
    }
}

impl FormularyForm {
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let Some(open) = model.library.as_ref() else { return Stays::Closed };
        let texts = &model.texts;
        set_width(ui, 620.0);
        ui.heading(texts.get("formulary-title"));
        ui.label(texts.get("formulary-text"));
        self.finder.field(ui, texts.get("formulary-hint"));
        let empty = Formulary::default();
        let formulary = open.formulary.as_deref().unwrap_or(&empty);
        let found: Vec<Row<'_>> = Row::all(formulary).filter(|row| self.finder.finds(&row.called())).collect();
        if found.is_empty() && open.formulary.is_some() {
            let nothing = Row::all(formulary).next().is_none();
            caption(ui, if nothing { texts.get("formulary-none") } else { texts.get("formulary-nothing") });
        }
        let chosen = self.rows(ui, &found, texts);
        ui.separator();
        let marked = found.get(self.finder.marked()).copied();
        if let Some(row) = marked {
            details(ui, formulary, row, texts);
        }
        let writable = open.formulary.is_some();
        ui.add_enabled_ui(writable, |ui| others(ui, open, marked, (texts, actions)));
        let ready = marked.is_some() && writable;
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("formulary-change"), ready));
        match marked.filter(|_| takes).map(Row::entry) {
            Some(Entry::Product(id)) => actions.push(Action::AskProduct(Some(id))),
            Some(Entry::Recipe(name)) => actions.push(Action::AskRecipe(Some(name))),
            None => {}
        }
        stays
    }

    fn rows(&mut self, ui: &mut Ui, found: &[Row<'_>], texts: &Texts) -> Chosen {
        let height = (ui.ctx().content_rect().height() - 480.0).clamp(96.0, 310.0);
        self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let name = found[at].name();
            let shown = RichText::new(name);
            let shown = if found[at].is_hidden() { shown.weak().strikethrough() } else { shown };
            let right = RichText::new(found[at].figures(texts)).weak();
            let row = Finder::row(marked, shown).truncate().right_text(right);
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui)))).accessible_name(name)
        })
    }
}

/// What the marked one is.
fn details(ui: &mut Ui, formulary: &Formulary, row: Row<'_>, texts: &Texts) {
    let area = ScrollArea::vertical().id_salt("about").max_height(104.0).auto_shrink([false, true]);
    area.show(ui, |ui| {
        match row {
            Row::Product(product) => product_lines(ui, product, texts),
            Row::Recipe(recipe) => recipe_lines(ui, formulary, recipe, texts),
        }
        if row.is_hidden() {
            caption(ui, texts.get("formulary-is-hidden"));
        }
    });
}

fn product_lines(ui: &mut Ui, product: &Product, texts: &Texts) {
    let words = [strength_text(product.concentration, texts), product.manufacturer.clone(), product.form.clone()];
    ui.label(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", "));
    if product.lots.is_empty() {
        caption(ui, texts.get("product-no-lots"));
    }
    for lot in product.lots.iter().rev() {
        caption(ui, lot_line(lot, texts));
    }
}

/// A lot's number and what is recorded of it.
pub(super) fn lot_line(lot: &Lot, texts: &Texts) -> String {
    let day = |day| [("day", long_date(day, texts).into())];
    let words = [
        Some(texts.with("sheet-lot", &[("lot", lot.number.as_str().into())])),
        lot.opened.map(|opened| texts.with("lot-opened-on", &day(opened))),
        lot.expiry.map(|expiry| texts.with("lot-expires-on", &day(expiry))),
        lot.stock.map(|stock| texts.decimal(stock)),
        lot.used_up.map(|used_up| texts.with("lot-used-up-on", &day(used_up))),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn recipe_lines(ui: &mut Ui, formulary: &Formulary, recipe: &Recipe, texts: &Texts) {
    for (id, volume) in &recipe.parts {
        let what = match formulary.product(id) {
            Some(product) => product.substance.clone(),
            None => texts.with("recipes-gone", &[("product", id.as_str().into())]),
        };
        ui.label(format!("{what}, {}", texts.decimal(volume)));
    }
}

/// The buttons that don't take the marked one: another one, and whether it is offered.
fn others(ui: &mut Ui, open: &OpenLibrary, marked: Option<Row<'_>>, (texts, actions): (&Texts, &mut Actions)) {
    ui.horizontal(|ui| {
        if ui.add(side_button(texts.get("formulary-new-product"))).clicked() {
            actions.push(Action::AskProduct(None));
        }
        if ui.add(side_button(texts.get("formulary-new-recipe"))).clicked() {
            actions.push(Action::AskRecipe(None));
        }
        let Some(row) = marked else { return };
        let (text, edit) = if row.is_hidden() {
            (texts.get("formulary-offer"), FormularyEdit::Offer(row.entry()))
        } else {
            (texts.get("formulary-hide"), FormularyEdit::Hide(row.entry()))
        };
        if ui.add(side_button(text)).clicked() {
            actions.push(Action::ChangeFormulary(open.library.root().clone(), edit));
        }
    });
}
