//! The form of a recipe of the formulary: what it is called, and how much of which products goes into it.

use eframe::egui::{Grid, ScrollArea, Ui, vec2};

use crate::advice::quantity_error_text;
use crate::chart::{Formulary, FormularyEdit, Recipe, Volume};
use crate::store::Place;
use crate::text::{Texts, folded};

use super::super::action::{Action, Actions};
use super::super::fields::{Figure, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, heading};
use super::product::{product_button, short};
use super::{Stays, answer, body_over, set_width};

/// A recipe to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RecipeForm {
    /// The folder of the library whose formulary it is in.
    root: Place,
    /// As it was; none for a new one.
    before: Option<Recipe>,
    name: TypedField,
    /// Products by their identifiers, and how much of each.
    parts: Vec<(String, TypedField)>,
    /// The product that was just added, whose volume gets the keyboard.
    added: Option<usize>,
    focused: bool,
}

impl RecipeForm {
    /// A recipe as it is, or a new one.
    pub(in crate::app) fn new(root: Place, before: Option<&Recipe>, texts: &Texts) -> Self {
        let shown = |(product, volume): &(String, Volume)| {
            (product.clone(), TypedField::from(Figure::VOLUME.shown(volume.ml(), texts)))
        };
        let parts = before.map(|recipe| recipe.parts.iter().map(shown).collect());
        Self {
            root,
            name: before.map(|recipe| recipe.name.clone()).unwrap_or_default().into(),
            parts: parts.unwrap_or_default(),
            before: before.cloned(),
            added: None,
            focused: false,
        }
    }

    fn was_called(&self) -> Option<&str> {
        self.before.as_ref().map(|recipe| recipe.name.as_str())
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, root: &Place, edit: &FormularyEdit) -> bool {
        self.root == *root
            && matches!(edit, FormularyEdit::Recipe { before, .. } if before.as_deref() == self.was_called())
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(formulary) = model.library.as_ref().and_then(|open| open.formulary.as_deref()) else {
            return Stays::Closed;
        };
        set_width(ui, 560.0);
        ui.heading(match self.was_called() {
            None => texts.get("recipe-new"),
            Some(name) => texts.with("recipe-title", &[("name", name.into())]),
        });
        caption(ui, texts.get("recipe-keeps"));
        let name = self.read_name(formulary, texts);
        body_over(ui, 26.0, |ui| self.fields(ui, formulary, (name.as_ref().err(), texts)));
        let parts = self.read_parts(formulary, texts);
        match &parts {
            Err(why) if self.is_typed_wrong(texts) => complaint(ui, why),
            // Nothing is wrong yet with what isn't typed yet.
            Err(why) => _ = caption(ui, why),
            Ok(parts) if parts.is_empty() => _ = caption(ui, texts.get("recipe-empty")),
            Ok(_) => {}
        }
        let recipe = self.recipe(name, parts);
        let (go, stays) = answer(ui, model, &texts.get("save"), recipe.is_some());
        if let (true, Some(after)) = (go, recipe) {
            let before = self.was_called().map(str::to_owned);
            actions.push(Action::ChangeFormulary(self.root.clone(), FormularyEdit::Recipe { before, after }));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, formulary: &Formulary, (why, texts): (Option<&String>, &Texts)) {
        let first = field_in_column(ui, &texts.get("cocktail-name"), &mut self.name, (f32::INFINITY, ""), why);
        if !std::mem::replace(&mut self.focused, true) {
            first.request_focus();
        }
        complaints(ui, [self.name.complaint(why)]);
        ui.add_space(6.0);
        heading(ui, texts.get("cocktail-components"));
        self.part_rows(ui, formulary, texts);
        self.offer_products(ui, formulary, texts);
    }

    fn part_rows(&mut self, ui: &mut Ui, formulary: &Formulary, texts: &Texts) {
        let mut gone = None;
        Grid::new("parts").num_columns(3).spacing(vec2(8.0, 6.0)).show(ui, |ui| {
            for (at, (id, volume)) in self.parts.iter_mut().enumerate() {
                let name = product_name(formulary, id, texts);
                ui.label(&name);
                let wrong = read_volume(volume, texts).err();
                let field = volume.show(ui, (80.0, "mL"), wrong.as_ref());
                let field = field.accessible_name(texts.with("recipe-volume", &[("product", name.as_str().into())]));
                if self.added.take_if(|added| *added == at).is_some() {
                    field.request_focus();
                }
                let remove = texts.with("recipe-remove", &[("product", name.into())]);
                if ui.button("×").on_hover_text(&remove).accessible_name(remove).clicked() {
                    gone = Some(at);
                }
                ui.end_row();
            }
        });
        if let Some(at) = gone {
            self.parts.remove(at);
        }
    }

    /// A menu of products, each to be added once.
    fn offer_products(&mut self, ui: &mut Ui, formulary: &Formulary, texts: &Texts) {
        let is_in = |id: &String| self.parts.iter().any(|(part, _)| part == id);
        let offered = formulary.products.iter().filter(|product| !product.hidden && !is_in(&product.id));
        let offered: Vec<_> = offered.collect();
        if offered.is_empty() {
            caption(ui, texts.get("recipe-no-products"));
            return;
        }
        let menu = ui.menu_button(texts.get("recipe-add"), |ui| {
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for product in offered {
                    if product_button(ui, product, texts) {
                        self.added = Some(self.parts.len());
                        self.parts.push((product.id.clone(), TypedField::default()));
                        ui.close();
                    }
                }
            });
        });
        menu.response.accessible_name(texts.get("recipe-add"));
    }

    /// A name that no other recipe has; empty where nothing was typed.
    fn read_name(&self, formulary: &Formulary, texts: &Texts) -> Result<String, String> {
        let name = short(&self.name, texts)?;
        let mut others = formulary.recipes.iter().filter(|recipe| Some(recipe.name.as_str()) != self.was_called());
        if !name.is_empty() && others.any(|recipe| folded(&recipe.name) == folded(&name)) {
            return Err(texts.get("recipe-known"));
        }
        Ok(name)
    }

    fn read_parts(&self, formulary: &Formulary, texts: &Texts) -> Result<Vec<(String, Volume)>, String> {
        let part = |(id, field): &(String, TypedField)| {
            let of_it = |why: String| {
                let name = product_name(formulary, id, texts);
                texts.with("component-wrong", &[("substance", name.into()), ("why", why.into())])
            };
            read_volume(field, texts).map(|volume| (id.clone(), volume)).map_err(of_it)
        };
        self.parts.iter().map(part).collect()
    }

    /// Whether something that was typed is no volume.
    fn is_typed_wrong(&self, texts: &Texts) -> bool {
        let mut typed = self.parts.iter().filter(|(_, field)| !field.text.trim().is_empty());
        typed.any(|(_, field)| read_volume(field, texts).is_err())
    }

    /// The recipe, if nothing is wrong, it has a name and something goes into it.
    fn recipe(&self, name: Result<String, String>, parts: Result<Vec<(String, Volume)>, String>) -> Option<Recipe> {
        let (name, parts) = (name.ok()?, parts.ok()?);
        let hidden = self.before.as_ref().is_some_and(|recipe| recipe.hidden);
        (!name.is_empty() && !parts.is_empty()).then_some(Recipe { name, parts, hidden })
    }
}

/// What a product is called; one that is gone by its identifier.
fn product_name(formulary: &Formulary, id: &str, texts: &Texts) -> String {
    let gone = || texts.with("recipes-gone", &[("product", id.into())]);
    formulary.product(id).map_or_else(gone, |product| product.substance.clone())
}

fn read_volume(field: &TypedField, texts: &Texts) -> Result<Volume, String> {
    Volume::from_ml(Figure::VOLUME.read(&field.text, texts)?).map_err(|why| quantity_error_text(&why, texts))
}
