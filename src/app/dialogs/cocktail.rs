//! The form for a cocktail: letter, name, components with lots, prepared volume.

use eframe::egui::{ComboBox, DragValue, Grid, ScrollArea, TextEdit, Ui, vec2};

use crate::advice::quantity_error_text;
use crate::chart::{Cocktail, Component, Concentration, ConcentrationUnit, Edit, Letter, Volume};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme::CONTROL;
use super::super::widgets::{caption, complaint, heading, ml_field, text_field};
use super::{Stays, answer, body_over, set_width};

/// One component as it is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    substance: String,
    concentration: String,
    unit: usize,
    volume_ml: f64,
    manufacturer: String,
    lot: String,
    expiry: String,
}

impl Row {
    fn from_component(component: &Component, texts: &Texts) -> Self {
        let unit = component.concentration.map(Concentration::unit);
        Self {
            substance: component.substance.clone(),
            concentration: component.concentration.map(|strength| texts.decimal(strength.value())).unwrap_or_default(),
            unit: unit.and_then(|unit| ConcentrationUnit::ALL.iter().position(|&u| u == unit)).unwrap_or(0),
            volume_ml: component.volume.ml(),
            manufacturer: component.manufacturer.clone(),
            lot: component.lot.clone(),
            expiry: component.expiry.map(|date| date.to_string()).unwrap_or_default(),
        }
    }

    /// The component, or the key of what is wrong with it.
    fn component(&self, texts: &Texts) -> Result<Component, String> {
        let substance = self.substance.trim().to_owned();
        if substance.is_empty() {
            return Err(texts.get("component-unnamed"));
        }
        let named = [("substance", substance.clone().into())];
        let concentration = match self.concentration.trim().replace(',', ".").as_str() {
            "" => None,
            text => {
                let value: f64 = text.parse().map_err(|_shown| texts.with("component-strength-wrong", &named))?;
                let strength = Concentration::new(value, ConcentrationUnit::ALL[self.unit]);
                Some(strength.map_err(|why| quantity_error_text(&why, texts))?)
            }
        };
        let expiry = match self.expiry.trim() {
            "" => None,
            text => Some(text.parse().map_err(|_shown| texts.with("component-expiry-wrong", &named))?),
        };
        let volume = Volume::nearest_ml(self.volume_ml);
        let (manufacturer, lot) = (self.manufacturer.trim().to_owned(), self.lot.trim().to_owned());
        Ok(Component { substance, concentration, volume, manufacturer, lot, expiry })
    }
}

/// A cocktail to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct CocktailForm {
    letter: Letter,
    name: String,
    prepared_ml: f64,
    /// Prepared follows the sum of the components until it is set by hand.
    prepared_follows: bool,
    rows: Vec<Row>,
    new: bool,
    focused: bool,
}

impl CocktailForm {
    /// A new cocktail under a free letter.
    pub(in crate::app) fn new(letter: Letter) -> Self {
        let rows = vec![Row::default()];
        Self { letter, name: String::new(), prepared_ml: 0.0, prepared_follows: true, rows, new: true, focused: false }
    }

    /// A cocktail of the session.
    pub(in crate::app) fn change(cocktail: &Cocktail, texts: &Texts) -> Self {
        Self {
            letter: cocktail.letter,
            name: cocktail.name.clone(),
            prepared_ml: cocktail.prepared.ml(),
            prepared_follows: cocktail.prepared == cocktail.mixed(),
            rows: cocktail.components.iter().map(|component| Row::from_component(component, texts)).collect(),
            new: false,
            focused: false,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 894.0);
        ui.heading(texts.with("cocktail-title", &[("letter", self.letter.to_string().into())]));
        // Above the buttons stays room for what is wrong, and for the button that removes.
        body_over(ui, if self.new { 26.0 } else { 62.0 }, |ui| self.fields(ui, texts));
        let cocktail = self.cocktail(texts);
        if let Err(why) = &cocktail {
            complaint(ui, why);
        }
        if !self.new && ui.button(texts.get("cocktail-remove")).clicked() {
            actions.push(Action::CloseDialog);
            actions.edit(Edit::RemoveCocktail(self.letter));
        }
        let does = if self.new { texts.get("cocktail-add") } else { texts.get("cocktail-apply") };
        let (go, stays) = answer(ui, model, &does, cocktail.is_ok());
        if let (true, Ok(cocktail)) = (go, cocktail) {
            actions.push(Action::CloseDialog);
            actions.edit(Edit::PutCocktail(cocktail));
            let next = super::super::model::NextMark { cocktail: Some(self.letter), ..model.next.clone() };
            actions.push(Action::SetNext(next));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        let name = text_field(ui, &texts.get("cocktail-name"), &mut self.name);
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        ui.add_space(6.0);
        heading(ui, texts.get("cocktail-components"));
        ScrollArea::horizontal().show(ui, |ui| self.components(ui, texts));
        if ui.button(texts.get("component-add")).clicked() {
            self.rows.push(Row::default());
        }
        self.prepared(ui, texts);
    }

    fn components(&mut self, ui: &mut Ui, texts: &Texts) {
        let mut gone = None;
        Grid::new("components").num_columns(8).spacing(vec2(8.0, 6.0)).show(ui, |ui| {
            for title in columns(texts) {
                caption(ui, title);
            }
            ui.end_row();
            for (at, row) in self.rows.iter_mut().enumerate() {
                if row_fields(ui, texts, at, row) {
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
        let mixed_ml: f64 = self.rows.iter().map(|row| Volume::nearest_ml(row.volume_ml)).sum::<Volume>().ml();
        if self.prepared_follows {
            self.prepared_ml = mixed_ml;
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let named = ui.label(texts.get("cocktail-prepared"));
            let field = ui.add(ml_field(&mut self.prepared_ml, 1000.0, texts)).labelled_by(named.id);
            if field.changed() {
                self.prepared_follows = false;
            }
            caption(ui, texts.with("cocktail-mixed", &[("ml", texts.decimal(format_args!("{mixed_ml:.3}")).into())]));
        });
    }

    fn cocktail(&self, texts: &Texts) -> Result<Cocktail, String> {
        if self.name.trim().is_empty() {
            return Err(texts.get("cocktail-unnamed"));
        }
        let filled = self.rows.iter().filter(|row| !row.is_blank());
        let components = filled.map(|row| row.component(texts)).collect::<Result<_, _>>()?;
        let prepared = Volume::nearest_ml(self.prepared_ml);
        Ok(Cocktail { letter: self.letter, name: self.name.trim().to_owned(), components, prepared })
    }
}

impl Row {
    /// A row in which nothing was typed is not a component.
    fn is_blank(&self) -> bool {
        let texts = [&self.substance, &self.concentration, &self.manufacturer, &self.lot, &self.expiry];
        self.volume_ml == 0.0 && texts.iter().all(|text| text.trim().is_empty())
    }
}

fn columns(texts: &Texts) -> [String; 8] {
    [
        texts.get("component-substance"),
        texts.get("component-strength"),
        texts.get("component-unit"),
        texts.get("component-volume"),
        texts.get("component-manufacturer"),
        texts.get("component-lot"),
        texts.get("component-expiry"),
        String::new(),
    ]
}

/// The fields of one component; `true` when it is to go.
fn row_fields(ui: &mut Ui, texts: &Texts, at: usize, row: &mut Row) -> bool {
    let nth = at + 1;
    let name = |title: String| format!("{title} {nth}");
    let [substance, strength, unit, volume, manufacturer, lot, expiry, _] = columns(texts).map(name);
    // In a grid a field is as narrow as its column was last, so each states its size.
    let line = |ui: &mut Ui, text: &mut String, width: f32, name: String| {
        ui.add_sized(vec2(width, CONTROL), TextEdit::singleline(text)).accessible_name(name)
    };
    line(ui, &mut row.substance, 220.0, substance);
    line(ui, &mut row.concentration, 60.0, strength);
    let combo =
        ComboBox::from_id_salt(("unit", at)).width(70.0).selected_text(ConcentrationUnit::ALL[row.unit].symbol());
    let combo = combo.show_ui(ui, |ui| {
        for (index, choice) in ConcentrationUnit::ALL.iter().enumerate() {
            ui.selectable_value(&mut row.unit, index, choice.symbol());
        }
    });
    combo.response.accessible_name(unit);
    let drag: DragValue<'_> = ml_field(&mut row.volume_ml, 1000.0, texts).speed(0.05);
    ui.add(drag).accessible_name(volume);
    line(ui, &mut row.manufacturer, 110.0, manufacturer);
    line(ui, &mut row.lot, 120.0, lot);
    let date = TextEdit::singleline(&mut row.expiry).hint_text(texts.get("date-hint"));
    ui.add_sized(vec2(110.0, CONTROL), date).accessible_name(expiry);
    ui.button("×").on_hover_text(texts.get("component-remove")).accessible_name(texts.get("component-remove")).clicked()
}
