//! The form of a product of the formulary: what it is, and the boxes of it that were bought.

use eframe::egui::{Button, Grid, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use crate::advice::quantity_error_text;
use crate::chart::{Concentration, Formulary, FormularyEdit, Lot, Product, Volume};
use crate::store::Place;
use crate::text::{Texts, folded};

use super::super::action::{Action, Actions};
use super::super::fields::{DateField, Figure, StrengthField, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, heading};
use super::super::words::strength_text;
use super::{Stays, answer, body_over, set_width};

/// The width of a field for a day, in points: wide enough for the longest month with its year.
const DAY: f32 = 129.0;

/// A lot as it is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    number: TypedField,
    opened: DateField,
    expiry: DateField,
    stock: TypedField,
    used_up: DateField,
}

impl Row {
    fn of(lot: &Lot, texts: &Texts) -> Self {
        let day = |day| DateField::new(day, texts);
        let stock = lot.stock.map(|stock| Figure::VOLUME.shown(stock.ml(), texts));
        Self {
            number: lot.number.clone().into(),
            opened: day(lot.opened),
            expiry: day(lot.expiry),
            stock: stock.unwrap_or_default().into(),
            used_up: day(lot.used_up),
        }
    }

    /// The lot, or in a sentence what keeps the row from being one.
    fn lot(&self, texts: &Texts) -> Result<Lot, String> {
        let number = short(&self.number, texts)?;
        let of_it = |why: String| match number.as_str() {
            "" => why,
            named => texts.with("component-wrong", &[("substance", named.into()), ("why", why.into())]),
        };
        let day = |field: &DateField| field.any(texts).map_err(of_it);
        let (opened, expiry, used_up) =
            (day(&self.opened)?, self.expiry.of_expiry(texts).map_err(of_it)?, day(&self.used_up)?);
        let stock = self.stock(texts).map_err(of_it)?;
        if number.is_empty() {
            return Err(texts.get("lot-unnumbered"));
        }
        Ok(Lot { number, opened, expiry, stock, used_up })
    }

    fn stock(&self, texts: &Texts) -> Result<Option<Volume>, String> {
        if self.stock.text.trim().is_empty() {
            return Ok(None);
        }
        let ml = Figure::VOLUME.read(&self.stock.text, texts)?;
        Volume::from_ml(ml).map(Some).map_err(|why| quantity_error_text(&why, texts))
    }

    /// A row in which nothing was typed is no lot.
    fn is_blank(&self) -> bool {
        let days = [&self.opened, &self.expiry, &self.used_up];
        days.into_iter().all(DateField::is_empty)
            && [&self.number, &self.stock].map(|field| field.text.trim()) == ["", ""]
    }
}

/// A product to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ProductForm {
    /// The folder of the library whose formulary it is in.
    root: Place,
    /// The day on which it was opened.
    today: Date,
    /// As it was.
    before: Product,
    substance: TypedField,
    strength: StrengthField,
    manufacturer: TypedField,
    form: TypedField,
    lots: Vec<Row>,
    /// The row that was just added, which gets the keyboard.
    added: Option<usize>,
    focused: bool,
}

/// What the fields above the lots say, each with what is wrong with it.
struct Read {
    substance: Result<String, String>,
    strength: Result<Option<Concentration>, String>,
    manufacturer: Result<String, String>,
    form: Result<String, String>,
}

impl ProductForm {
    /// A product as it is, or one without an identifier for a new one.
    pub(in crate::app) fn new(root: Place, product: &Product, (today, texts): (Date, &Texts)) -> Self {
        Self {
            root,
            today,
            before: product.clone(),
            substance: product.substance.clone().into(),
            strength: StrengthField::new(product.concentration, texts),
            manufacturer: product.manufacturer.clone().into(),
            form: product.form.clone().into(),
            lots: product.lots.iter().map(|lot| Row::of(lot, texts)).collect(),
            added: None,
            focused: false,
        }
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, root: &Place, edit: &FormularyEdit) -> bool {
        self.root == *root && matches!(edit, FormularyEdit::Product { before, .. } if **before == self.before)
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 860.0);
        ui.heading(if self.before.id.is_empty() {
            texts.get("product-new")
        } else {
            texts.with("product-title", &[("name", self.before.substance.as_str().into())])
        });
        caption(ui, texts.get("product-keeps"));
        let read = self.read(model);
        body_over(ui, 26.0, |ui| self.fields(ui, texts, &read));
        let lots = self.read_lots(texts);
        if let Err(why) = &lots {
            complaint(ui, why);
        } else if self.substance.text.trim().is_empty() {
            caption(ui, texts.get("product-unnamed"));
        }
        let product = self.product(read, lots);
        let (go, stays) = answer(ui, model, &texts.get("save"), product.is_some());
        if let (true, Some(product)) = (go, product) {
            let (before, after) = (Box::new(self.before.clone()), Box::new(product));
            actions.push(Action::ChangeFormulary(self.root.clone(), FormularyEdit::Product { before, after }));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts, read: &Read) {
        let whys = [read.substance.as_ref().err(), read.manufacturer.as_ref().err(), read.form.as_ref().err()];
        let wide = (f32::INFINITY, "");
        let first = field_in_column(ui, &texts.get("product-substance"), &mut self.substance, wide, whys[0]);
        if !std::mem::replace(&mut self.focused, true) {
            first.request_focus();
        }
        complaints(ui, [self.substance.complaint(whys[0])]);
        ui.horizontal_top(|ui| {
            self.strength_field(ui, texts);
            let size = (220.0, "");
            field_in_column(ui, &texts.get("component-manufacturer"), &mut self.manufacturer, size, whys[1]);
            field_in_column(ui, &texts.get("product-form"), &mut self.form, wide, whys[2]);
        });
        complaints(ui, [self.strength.complaint(read.strength.as_ref().err())]);
        complaints(ui, [self.manufacturer.complaint(whys[1]), self.form.complaint(whys[2])]);
        if self.strength.is_empty() {
            caption(ui, texts.get("product-no-strength"));
        }
        ui.add_space(6.0);
        heading(ui, texts.get("product-lots"));
        if !self.lots.is_empty() {
            ScrollArea::horizontal().show(ui, |ui| self.lot_rows(ui, texts));
        }
        if ui.button(texts.get("lot-add")).clicked() {
            self.added = Some(self.lots.len());
            self.lots.push(Row::default());
        }
    }

    fn strength_field(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.vertical(|ui| {
            caption(ui, texts.get("component-strength"));
            let names = [texts.get("component-strength"), texts.get("component-unit")];
            ui.horizontal(|ui| self.strength.show(ui, texts, names));
        });
    }

    fn lot_rows(&mut self, ui: &mut Ui, texts: &Texts) {
        let titles = [
            texts.get("component-lot"),
            texts.get("lot-opened"),
            texts.get("component-expiry"),
            texts.get("lot-stock"),
            texts.get("lot-used-up"),
        ];
        let (known, mut gone) = (self.before.lots.len(), None);
        // The row of titles is as low as they are.
        let grid = Grid::new("lots").num_columns(7).spacing(vec2(8.0, 6.0)).min_row_height(0.0);
        grid.show(ui, |ui| {
            for title in &titles {
                caption(ui, title);
            }
            ui.end_row();
            for (at, row) in self.lots.iter_mut().enumerate() {
                let is_added = self.added.take_if(|added| *added == at).is_some();
                let names = titles.each_ref().map(|title| format!("{title} {}", at + 1));
                row.show(ui, texts, names, is_added);
                let text = texts.get("lot-used-up-today");
                let ends = ui.add_enabled_ui(row.used_up.is_empty(), |ui| ui.button(&text).clicked()).inner;
                if ends {
                    row.used_up = DateField::new(Some(self.today), texts);
                }
                // What is in the formulary was bought; a row that was only just added may go.
                if at >= known && remove_button(ui, texts, at) {
                    gone = Some(at);
                }
                ui.end_row();
            }
        });
        if let Some(at) = gone {
            self.lots.remove(at);
        }
    }

    fn read(&self, model: &Model) -> Read {
        let texts = &model.texts;
        let strength = self.strength.read(texts);
        let manufacturer = short(&self.manufacturer, texts);
        let substance = short(&self.substance, texts).and_then(|substance| {
            let as_typed = (&substance, strength.as_ref().ok(), manufacturer.as_ref().ok());
            let formulary = model.library.as_ref().and_then(|open| open.formulary.as_deref());
            let is_known = formulary.is_some_and(|formulary| self.is_another(formulary, as_typed));
            if is_known { Err(texts.get("product-known")) } else { Ok(substance) }
        });
        Read { substance, strength, manufacturer, form: short(&self.form, texts) }
    }

    /// Whether another product of the formulary is called so, as strong and of the same maker.
    fn is_another(
        &self,
        formulary: &Formulary,
        (substance, strength, manufacturer): (&String, Option<&Option<Concentration>>, Option<&String>),
    ) -> bool {
        let mut others = formulary.products.iter().filter(|product| product.id != self.before.id);
        others.any(|product| {
            folded(&product.substance) == folded(substance)
                && Some(&product.concentration) == strength
                && Some(&product.manufacturer) == manufacturer
        })
    }

    /// The lots, or in a sentence what keeps one from being one.
    fn read_lots(&self, texts: &Texts) -> Result<Vec<Lot>, String> {
        let mut lots: Vec<Lot> = Vec::new();
        for row in self.lots.iter().filter(|row| !row.is_blank()) {
            let lot = row.lot(texts)?;
            if lots.iter().any(|known| known.number == lot.number) {
                return Err(texts.with("lot-twice", &[("lot", lot.number.into())]));
            }
            lots.push(lot);
        }
        Ok(lots)
    }

    /// The product, if nothing is wrong and it has a name.
    fn product(&self, read: Read, lots: Result<Vec<Lot>, String>) -> Option<Product> {
        let substance = read.substance.ok().filter(|substance| !substance.is_empty())?;
        Some(Product {
            id: self.before.id.clone(),
            substance,
            concentration: read.strength.ok()?,
            manufacturer: read.manufacturer.ok()?,
            form: read.form.ok()?,
            lots: lots.ok()?,
            hidden: self.before.hidden,
        })
    }
}

impl Row {
    fn show(&mut self, ui: &mut Ui, texts: &Texts, names: [String; 5], is_added: bool) {
        let [number, opened, expiry, stock, used_up] = names;
        let wrong = short(&self.number, texts).err();
        let first = self.number.show(ui, (90.0, ""), wrong.as_ref()).accessible_name(number);
        if is_added {
            first.request_focus();
            first.scroll_to_me(None);
        }
        self.opened.show_day(ui, texts, DAY).accessible_name(opened);
        self.expiry.show_expiry(ui, texts, DAY).accessible_name(expiry);
        let wrong = self.stock(texts).err();
        self.stock.show(ui, (50.0, "mL"), wrong.as_ref()).accessible_name(stock);
        self.used_up.show_day(ui, texts, DAY).accessible_name(used_up);
    }
}

/// The button that takes a row away; `true` when it is clicked.
fn remove_button(ui: &mut Ui, texts: &Texts, at: usize) -> bool {
    let named = texts.get("lot-remove");
    ui.button("×").on_hover_text(&named).accessible_name(format!("{named} {}", at + 1)).clicked()
}

/// A row of a menu of products; `true` when it is clicked. What it is called tells the strengths of one substance apart.
pub(super) fn product_button(ui: &mut Ui, product: &Product, texts: &Texts) -> bool {
    let strength = strength_text(product.concentration, texts);
    let name = format!("{}, {strength}", product.substance);
    ui.add(Button::new(&product.substance).right_text(strength)).accessible_name(name).clicked()
}

/// Text of at most so many characters as a formulary takes.
pub(super) fn short(field: &TypedField, texts: &Texts) -> Result<String, String> {
    let text = field.text.trim();
    if text.chars().count() > Formulary::LONGEST_TEXT {
        Err(texts.with("text-too-long", &[("most", Formulary::LONGEST_TEXT.into())]))
    } else {
        Ok(text.to_owned())
    }
}
