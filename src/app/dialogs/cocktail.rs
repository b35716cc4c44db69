//! The form for a cocktail: letter, name, components with lots, prepared volume.

mod row;

use eframe::egui::{Grid, RichText, ScrollArea, Ui, vec2};

use crate::advice::{finding_sentence, quantity_error_text};
use crate::chart::{Cocktail, Component, Discarded, Edit, Finding, Letter, Volume};
use crate::store::known_products;
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::fields::{DateField, Figure, StrengthField, TypedField};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, complaint, heading, one_line, text_field, with_faint_hint};
use super::product::product_button;
use super::{Stays, answer, body_over, set_width};
use row::{COLUMNS, SQUEEZE, columns, row_fields};

/// One component as it is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    substance: String,
    strength: StrengthField,
    volume: TypedField,
    manufacturer: String,
    lot: String,
    expiry: DateField,
}

/// What keeps a row from being a component.
enum Flaw {
    /// Something isn't there yet.
    Missing(String),
    /// Something that was typed can't be.
    Wrong(String),
}

impl Row {
    fn from_component(component: &Component, texts: &Texts) -> Self {
        Self {
            substance: component.substance.clone(),
            strength: StrengthField::new(component.concentration, texts),
            volume: Figure::VOLUME.shown(component.volume.ml(), texts).into(),
            manufacturer: component.manufacturer.clone(),
            lot: component.lot.clone(),
            expiry: DateField::new(component.expiry, texts),
        }
    }

    /// The component, or what keeps the row from being one.
    fn component(&self, texts: &Texts) -> Result<Component, Flaw> {
        let substance = self.substance.trim().to_owned();
        let of_it = |why: String| match substance.as_str() {
            "" => Flaw::Wrong(why),
            named => Flaw::Wrong(texts.with("component-wrong", &[("substance", named.into()), ("why", why.into())])),
        };
        let concentration = self.strength.read(texts).map_err(of_it)?;
        let volume = self.volume(texts).map_err(of_it)?;
        let expiry = self.expiry.of_expiry(texts).map_err(of_it)?;
        if substance.is_empty() {
            return Err(Flaw::Missing(texts.get("component-unnamed")));
        }
        let (manufacturer, lot) = (self.manufacturer.trim().to_owned(), self.lot.trim().to_owned());
        Ok(Component { substance, concentration, volume, manufacturer, lot, expiry })
    }

    /// How much of it went in; none where nothing was typed.
    fn volume(&self, texts: &Texts) -> Result<Volume, String> {
        if self.volume.text.trim().is_empty() {
            return Ok(Volume::ZERO);
        }
        volume(&self.volume.text, texts)
    }

    /// A row in which nothing was typed is not a component.
    fn is_blank(&self) -> bool {
        let texts = [&self.substance, &self.volume.text, &self.manufacturer, &self.lot];
        self.expiry.is_empty() && self.strength.is_empty() && texts.iter().all(|text| text.trim().is_empty())
    }
}

fn volume(typed: &str, texts: &Texts) -> Result<Volume, String> {
    Volume::from_ml(Figure::VOLUME.read(typed, texts)?).map_err(|why| quantity_error_text(&why, texts))
}

/// A cocktail to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct CocktailForm {
    letter: Letter,
    name: String,
    prepared: TypedField,
    /// Prepared follows the sum of the components until it is set by hand.
    prepared_follows: bool,
    rows: Vec<Row>,
    /// How much of it was thrown away, and why.
    discarded: TypedField,
    discarded_why: String,
    /// Whether it becomes a recipe of the formulary.
    keeps: bool,
    /// The row that was just added, which gets the keyboard.
    added: Option<usize>,
    purpose: Purpose,
    focused: bool,
}

/// What a form of a cocktail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Add,
    /// Add what a recipe mixes, and ask for the lots of the day.
    Mix,
    Change,
}

impl CocktailForm {
    fn is_new(&self) -> bool {
        self.purpose != Purpose::Change
    }

    /// A new cocktail under a free letter.
    pub(in crate::app) fn new(letter: Letter) -> Self {
        let rows = vec![Row::default()];
        Self {
            letter,
            name: String::new(),
            prepared: TypedField::default(),
            prepared_follows: true,
            rows,
            discarded: TypedField::default(),
            discarded_why: String::new(),
            keeps: false,
            added: None,
            purpose: Purpose::Add,
            focused: false,
        }
    }

    /// A new one as a recipe mixes it, whose lots aren't all known.
    pub(in crate::app) fn mixed(cocktail: &Cocktail, texts: &Texts) -> Self {
        // The lots that are typed in are known from now on.
        Self { purpose: Purpose::Mix, keeps: true, ..Self::change(cocktail, texts) }
    }

    /// A cocktail of the session.
    pub(in crate::app) fn change(cocktail: &Cocktail, texts: &Texts) -> Self {
        Self {
            letter: cocktail.letter,
            name: cocktail.name.clone(),
            prepared: Figure::VOLUME.shown(cocktail.prepared.ml(), texts).into(),
            prepared_follows: cocktail.prepared == cocktail.mixed(),
            rows: cocktail.components.iter().map(|component| Row::from_component(component, texts)).collect(),
            discarded: cocktail
                .discarded
                .as_ref()
                .map(|discarded| Figure::VOLUME.shown(discarded.volume.ml(), texts))
                .unwrap_or_default()
                .into(),
            discarded_why: cocktail.discarded.as_ref().map(|discarded| discarded.why.clone()).unwrap_or_default(),
            keeps: false,
            added: None,
            purpose: Purpose::Change,
            focused: false,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 1000.0);
        ui.heading(texts.with("cocktail-title", &[("letter", self.letter.to_string().into())]));
        // Above the buttons stays room for what is wrong, and for the button that removes.
        body_over(ui, if self.is_new() { 26.0 } else { 62.0 }, |ui| self.fields(ui, model));
        let cocktail = self.cocktail(texts);
        match &cocktail {
            Err(Flaw::Wrong(why)) => complaint(ui, why),
            // Nothing is wrong yet with what isn't typed yet.
            Err(Flaw::Missing(why)) => _ = caption(ui, why),
            Ok(_) => {}
        }
        if !self.is_new() && ui.button(texts.get("cocktail-remove")).clicked() {
            actions.push(Action::CloseDialog);
            actions.edit(Edit::RemoveCocktail(self.letter));
        }
        let does = if self.is_new() { texts.get("cocktail-add") } else { texts.get("cocktail-apply") };
        let (go, stays) = answer(ui, model, &does, cocktail.is_ok());
        if let (true, Ok(cocktail)) = (go, cocktail) {
            actions.push(Action::CloseDialog);
            if self.keeps && model.library.is_some() {
                actions.push(Action::Learn(cocktail.clone()));
            }
            actions.edit(Edit::PutCocktail(cocktail));
            let next = super::super::model::NextMark { cocktail: Some(self.letter), ..model.next.clone() };
            actions.push(Action::SetNext(next));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, model: &Model) {
        let texts = &model.texts;
        let name = text_field(ui, &texts.get("cocktail-name"), &mut self.name);
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        ui.add_space(6.0);
        heading(ui, texts.get("cocktail-components"));
        ScrollArea::horizontal().show(ui, |ui| self.components(ui, texts));
        self.expired(ui, model);
        self.untold(ui, texts);
        ui.horizontal(|ui| {
            if ui.button(texts.get("component-add")).clicked() {
                self.added = Some(self.rows.len());
                self.rows.push(Row::default());
            }
            self.known_products(ui, model);
        });
        self.prepared(ui, texts);
        self.thrown_away(ui, texts);
        if model.library.is_some() {
            ui.checkbox(&mut self.keeps, texts.get("cocktail-keep"));
        }
    }

    /// A menu of products, each to be added as a component: those of the clinic with the lot of the day, then those that come
    /// with the program.
    fn known_products(&mut self, ui: &mut Ui, model: &Model) {
        let texts = &model.texts;
        let own = model.library.as_ref().and_then(|open| open.formulary.as_ref());
        let own = own.into_iter().flat_map(|formulary| &formulary.products).filter(|product| !product.hidden);
        let day = model.session().map(|session| session.details.started.date()).unwrap_or_default();
        let menu = ui.menu_button(texts.get("component-known"), |ui| {
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for product in own.chain(&known_products().products) {
                    if product_button(ui, product, texts) {
                        self.add(&product.component(Volume::ZERO, day), texts);
                        ui.close();
                    }
                }
            });
        });
        menu.response.accessible_name(texts.get("component-known"));
    }

    /// One more component, in the place of a row in which nothing was typed.
    fn add(&mut self, component: &Component, texts: &Texts) {
        let mut row = Row::from_component(component, texts);
        row.volume = TypedField::default();
        self.rows.retain(|row| !row.is_blank());
        self.rows.push(row);
    }

    /// What was neither injected nor kept.
    fn thrown_away(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.horizontal(|ui| {
            let named = ui.label(texts.get("cocktail-discarded"));
            let typed = !self.discarded.text.trim().is_empty();
            let wrong = typed.then(|| volume(&self.discarded.text, texts).err()).flatten();
            self.discarded.show(ui, (90.0, ""), wrong.as_ref()).labelled_by(named.id);
            let why = texts.get("cocktail-discarded-why");
            let field = one_line(&mut self.discarded_why).hint_text(why.clone()).desired_width(ui.available_width());
            let field = field.min_size(vec2(0.0, theme::at_least(0.0, ui)));
            with_faint_hint(ui, |ui| ui.add(field)).accessible_name(why);
        });
    }

    /// Components whose last day of use was before the session: said before it is injected, and never a reason to refuse.
    fn expired(&self, ui: &mut Ui, model: &Model) {
        let (texts, Some(session)) = (&model.texts, model.session()) else { return };
        for row in &self.rows {
            let Some(expiry) = row.expiry.of_expiry(texts).ok().flatten() else { continue };
            if session.is_after(expiry) {
                let finding = Finding::Expired { letter: self.letter, substance: row.substance.clone(), expiry };
                let sentence = finding_sentence(&finding, session, texts, &model.techniques);
                ui.label(RichText::new(sentence).color(theme::palette(ui).warning).size(12.5));
            }
        }
    }

    /// Components of which nobody said how strong they are, or, as a recipe mixes them, of which lot: asked for, and never a
    /// reason to refuse.
    fn untold(&self, ui: &mut Ui, texts: &Texts) {
        let lacks_lot = |row: &Row| self.purpose == Purpose::Mix && row.lot.trim().is_empty();
        let lines = [
            self.named(|row| row.strength.is_empty())
                .map(|names| texts.with("component-no-strength", &[("substances", names.into())])),
            self.named(lacks_lot).map(|names| texts.with("component-no-lot", &[("substances", names.into())])),
        ];
        for text in lines.into_iter().flatten() {
            ui.label(RichText::new(text).color(theme::palette(ui).warning).size(12.5));
        }
    }

    /// The names of components, one after the other; nothing where there is none.
    fn named(&self, lacks: impl Fn(&Row) -> bool) -> Option<String> {
        let names = self.rows.iter().filter(|row| lacks(row)).map(|row| row.substance.trim());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn components(&mut self, ui: &mut Ui, texts: &Texts) {
        let mut gone = None;
        // In a narrow window the words give way, so that day and × are still seen.
        let squeeze = (COLUMNS - ui.available_width()).clamp(0.0, SQUEEZE) / SQUEEZE;
        let grid = Grid::new("components").num_columns(8).spacing(vec2(8.0, 6.0)).min_row_height(0.0);
        grid.show(ui, |ui| {
            for title in columns(texts) {
                caption(ui, title);
            }
            ui.end_row();
            for (at, row) in self.rows.iter_mut().enumerate() {
                let added = self.added.take_if(|added| *added == at).is_some();
                if row_fields(ui, texts, (at, squeeze), row, added) {
                    gone = Some(at);
                }
                ui.end_row();
            }
        });
        if let Some(at) = gone {
            self.rows.remove(at);
        }
    }

    fn prepared(&mut self, ui: &mut Ui, texts: &Texts) {
        let mixed: Volume = self.rows.iter().filter_map(|row| row.volume(texts).ok()).sum();
        if self.prepared_follows {
            self.prepared.text = Figure::VOLUME.shown(mixed.ml(), texts);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let named = ui.label(texts.get("cocktail-prepared"));
            let wrong = volume(&self.prepared.text, texts).err();
            let field = self.prepared.show(ui, (90.0, ""), wrong.as_ref()).labelled_by(named.id);
            if field.changed() {
                self.prepared_follows = false;
            }
            // Emptied, it follows again.
            self.prepared_follows |= field.lost_focus() && self.prepared.text.trim().is_empty();
            let mixed = texts.decimal(mixed.ml());
            caption(ui, texts.with("cocktail-mixed", &[("ml", mixed.into())]));
        });
    }

    fn cocktail(&self, texts: &Texts) -> Result<Cocktail, Flaw> {
        let filled = self.rows.iter().filter(|row| !row.is_blank());
        let components = filled.map(|row| row.component(texts)).collect::<Result<_, _>>()?;
        let prepared = volume(&self.prepared.text, texts).map_err(|why| {
            let places = [("substance", texts.get("cocktail-prepared").into()), ("why", why.into())];
            Flaw::Wrong(texts.with("component-wrong", &places))
        })?;
        let discarded = self.discarded(texts)?;
        if self.name.trim().is_empty() {
            return Err(Flaw::Missing(texts.get("cocktail-unnamed")));
        }
        Ok(Cocktail { letter: self.letter, name: self.name.trim().to_owned(), components, prepared, discarded })
    }

    fn discarded(&self, texts: &Texts) -> Result<Option<Discarded>, Flaw> {
        let why = self.discarded_why.trim().to_owned();
        if self.discarded.text.trim().is_empty() {
            // A reason alone would be lost.
            return if why.is_empty() {
                Ok(None)
            } else {
                Err(Flaw::Missing(texts.get("cocktail-discarded-how-much")))
            };
        }
        let volume = volume(&self.discarded.text, texts).map_err(|why| {
            let places = [("substance", texts.get("cocktail-discarded").into()), ("why", why.into())];
            Flaw::Wrong(texts.with("component-wrong", &places))
        })?;
        Ok(Some(Discarded { volume, why }))
    }
}
