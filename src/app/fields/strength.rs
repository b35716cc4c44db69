//! A strength with its unit: typed behind the number, or else chosen beside it. Empty, it isn't recorded; nothing is invented.

use eframe::egui::{ComboBox, Ui};

use super::{Figure, TypedField};
use crate::advice::quantity_error_text;
use crate::chart::{Concentration, ConcentrationUnit};
use crate::text::{NumberFlaw, Texts, split_number, unit_folded};

/// The units of [`ConcentrationUnit::ALL`], as a sentence lists them.
const STRENGTHS: [&str; 4] = ["mg/mL", "µg/mL", "%", "IU/mL"];

/// A strength that may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct StrengthField {
    typed: TypedField,
    /// Its place in [`ConcentrationUnit::ALL`].
    unit: usize,
}

impl StrengthField {
    /// With a strength, or empty.
    pub(in crate::app) fn new(strength: Option<Concentration>, texts: &Texts) -> Self {
        let unit = strength.map(Concentration::unit);
        let shown = strength.map(|strength| Figure::STRENGTH.shown(strength.value(), texts));
        Self {
            typed: shown.unwrap_or_default().into(),
            unit: unit.and_then(|unit| ConcentrationUnit::ALL.iter().position(|&u| u == unit)).unwrap_or(0),
        }
    }

    /// Whether nothing stands in it.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.typed.text.trim().is_empty()
    }

    /// The strength, in the unit that was typed behind it or else the one that is chosen.
    pub(in crate::app) fn read(&self, texts: &Texts) -> Result<Option<Concentration>, String> {
        if self.is_empty() {
            return Ok(None);
        }
        let (number, unit) = split_number(&self.typed.text, texts.chosen()).map_err(|flaw| flaw.sentence(texts))?;
        let unit = match self.typed_unit() {
            Some(typed) => typed,
            None if unit.is_empty() => self.unit,
            None => return Err(NumberFlaw::UnknownUnit { unit, known: &STRENGTHS }.sentence(texts)),
        };
        let value = Figure::STRENGTH.check(number, texts)?;
        let strength = Concentration::new(value, ConcentrationUnit::ALL[unit]);
        strength.map(Some).map_err(|why| quantity_error_text(&why, texts))
    }

    /// The unit that was typed behind the strength, as its place in the list of units.
    fn typed_unit(&self) -> Option<usize> {
        let text = self.typed.text.trim();
        let unit = unit_folded(text.trim_start_matches(|c: char| c.is_numeric() || ".,' \u{a0}\u{202f}".contains(c)));
        match unit.as_str() {
            "mg/ml" => Some(0),
            "µg/ml" | "ug/ml" | "mcg/ml" => Some(1),
            "%" => Some(2),
            "iu/ml" | "ui/ml" | "u/ml" => Some(3),
            _ => None,
        }
    }

    /// The field and the list of units beside it, called so.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, texts: &Texts, [strength, unit]: [String; 2]) {
        let wrong = self.read(texts).err();
        let salt = unit.clone();
        self.typed.show(ui, (60.0, ""), wrong.as_ref()).accessible_name(strength);
        self.unit = self.typed_unit().unwrap_or(self.unit);
        let combo = ComboBox::from_id_salt(salt)
            .width(70.0)
            .selected_text(texts.unit(ConcentrationUnit::ALL[self.unit].symbol()));
        let combo = combo.show_ui(ui, |ui| {
            for (index, choice) in ConcentrationUnit::ALL.iter().enumerate() {
                ui.selectable_value(&mut self.unit, index, texts.unit(choice.symbol()));
            }
        });
        combo.response.accessible_name(unit);
    }

    /// What is to be said of it in red, if anything was typed.
    pub(in crate::app) fn complaint<'a>(&self, why: Option<&'a String>) -> Option<&'a String> {
        self.typed.complaint(why)
    }
}
