//! What numbers a field takes: their unit, limits and decimals, and how they are shown.

use crate::chart::{Amount, Angle, Concentration, Depth, Length, Volume};
use crate::text::{Decimal, Texts, Units};

/// The sign for no value.
pub(super) const NOTHING: &str = "–";

/// The numbers that a field takes.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Figure {
    /// The units that may be typed.
    pub units: &'static Units,
    /// The unit of the value, shown behind it; empty for numbers of none.
    pub unit: &'static str,
    /// The least that is accepted.
    pub least: f64,
    /// The most that is accepted.
    pub most: f64,
    /// The finest step that is kept.
    pub step: f64,
}

impl Figure {
    /// A depth under the skin.
    pub(in crate::app) const DEPTH: Self =
        Self { units: &Units::MILLIMETRES, unit: "mm", least: 0.0, most: Depth::MAX, step: Depth::STEP };
    /// What one point takes: nobody injects more than a syringe at one point.
    pub(in crate::app) const VOLUME_PER_POINT: Self =
        Self { units: &Units::MILLILITRES, unit: "mL", least: 0.0, most: 20.0, step: Volume::STEP };
    /// What goes into a mixture.
    pub(in crate::app) const VOLUME: Self = Self { most: 1000.0, ..Self::VOLUME_PER_POINT };
    /// A strength, in a unit that is chosen beside it.
    pub(in crate::app) const STRENGTH: Self =
        Self { units: &Units::NONE, unit: "", least: 0.0, most: 1_000_000.0, step: Concentration::STEP };
    /// An angle between needle and skin.
    pub(in crate::app) const ANGLE: Self =
        Self { units: &Units::DEGREES, unit: "°", least: 0.0, most: 90.0, step: 0.1 };

    /// From one place of a field to the next, on the patient.
    pub(in crate::app) const SPACING: Self =
        Self { units: &Units::MILLIMETRES, unit: "mm", least: 1.0, most: 100.0, step: Length::STEP };
    /// How far from the edge places of a field must be, on the patient.
    pub(in crate::app) const MARGIN: Self = Self { least: 0.0, ..Self::SPACING };
    /// The direction of rows.
    pub(in crate::app) const DIRECTION: Self =
        Self { units: &Units::DEGREES, unit: "°", least: -Angle::MAX, most: Angle::MAX, step: Angle::STEP };
    /// How many rays a fan has.
    pub(in crate::app) const RAYS: Self = Self { units: &Units::NONE, unit: "", least: 2.0, most: 24.0, step: 1.0 };
    /// How wide a fan is.
    pub(in crate::app) const SPREAD: Self =
        Self { units: &Units::DEGREES, unit: "°", least: 1.0, most: 180.0, step: 1.0 };
    /// How many passes a device made, how many needles it has.
    pub(in crate::app) const COUNT: Self = Self { units: &Units::NONE, unit: "", least: 1.0, most: 1000.0, step: 1.0 };
    /// How bad a symptom is.
    pub(in crate::app) const SCORE: Self = Self { units: &Units::NONE, unit: "", least: 0.0, most: 10.0, step: 1.0 };
    /// How many places.
    pub(in crate::app) const PLACES: Self =
        Self { units: &Units::NONE, unit: "", least: 1.0, most: 20_000.0, step: 1.0 };

    /// How much of a substance one point takes, where a millilitre holds so much of it.
    pub(in crate::app) fn dose(per_ml: Amount) -> Self {
        let units = if per_ml.unit == "mg" { &Units::MILLIGRAMS } else { &Units::INTERNATIONAL_UNITS };
        Self { units, unit: per_ml.unit, least: 0.0, most: Self::VOLUME_PER_POINT.most * per_ml.value, step: 0.0001 }
    }

    /// A length measured on the patient, within limits in mm.
    pub(in crate::app) fn length(least: f64, most: f64) -> Self {
        Self { units: &Units::MILLIMETRES, unit: "mm", least, most, step: Length::STEP }
    }

    /// The value of what was typed; or, in a sentence, why the field can't hold it.
    pub(in crate::app) fn read(&self, typed: &str, texts: &Texts) -> Result<f64, String> {
        let number = self.units.read(typed, texts.chosen()).map_err(|flaw| flaw.sentence(texts))?;
        self.check(number, texts)
    }

    /// The value of a number in the field's own unit; or, in a sentence, why the field can't hold it.
    pub(in crate::app) fn check(&self, number: Decimal, texts: &Texts) -> Result<f64, String> {
        let value = number.value();
        let with_unit = |value: f64| fluent_bundle::FluentValue::from(self.with_unit(value, texts));
        if !(self.least..=self.most).contains(&value) {
            let places = [("value", value), ("least", self.least), ("most", self.most)];
            return Err(texts.with("number-out-of-range", &places.map(|(name, value)| (name, with_unit(value)))));
        }
        if number.places() > self.places() {
            let places = [("value", with_unit(value)), ("step", with_unit(self.step))];
            return Err(texts.with("number-too-fine", &places));
        }
        Ok(value)
    }

    /// How the field shows a value: as short as it is, and so that reading it gives the value again.
    pub(in crate::app) fn shown(&self, value: f64, texts: &Texts) -> String {
        let short = self.with_unit(value, texts);
        match self.units.read(&short, texts.chosen()) {
            // Three decimals behind a comma could be thousands; four can't.
            Err(_two_readings) => self.with_unit(format_args!("{value:.4}"), texts),
            Ok(_same) => short,
        }
    }

    /// What stands where there is no value: a dash, and of what.
    pub(in crate::app) fn nothing(&self, texts: &Texts) -> String {
        self.with_unit(NOTHING, texts)
    }

    fn with_unit(&self, number: impl std::fmt::Display, texts: &Texts) -> String {
        let gap = if self.unit.is_empty() || self.unit == "°" { "" } else { "\u{a0}" };
        texts.decimal(format_args!("{number}{gap}{}", self.unit))
    }

    fn places(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "steps are from 1 to 0.0001")]
        {
            (-self.step.log10()).round().max(0.0) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn a_field_refuses_what_it_cannot_hold_and_says_why() {
        let texts = Texts::english();
        let why = |figure: Figure, typed: &str| figure.read(typed, &texts).expect_err(typed);
        assert_eq!(why(Figure::VOLUME_PER_POINT, "99"), "99\u{a0}mL is outside 0\u{a0}mL to 20\u{a0}mL.");
        assert_eq!(why(Figure::DEPTH, "-1"), "-1\u{a0}mm is outside 0\u{a0}mm to 50\u{a0}mm.");
        assert!(why(Figure::DEPTH, "0.0155").contains("0.01\u{a0}mm"));
        assert!(why(Figure::VOLUME_PER_POINT, "20 mg").contains("mg"));
        assert!(why(Figure::VOLUME, "1,000").contains("1000"));
        // Too small to be told from nothing, and still not nothing.
        assert!(why(Figure::DEPTH, "0.00000000001").contains("decimals"));
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_value() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            for value in [0.0, 0.015, 1.0, 1.125, 12.5, 999.999, 1000.0] {
                let shown = Figure::VOLUME.shown(value, &texts);
                assert_eq!(Figure::VOLUME.read(&shown, &texts), Ok(value), "{shown}");
            }
        }
        assert_eq!(Figure::ANGLE.shown(45.0, &Texts::english()), "45°");
        assert_eq!(Figure::VOLUME_PER_POINT.read("20 µl", &Texts::english()), Ok(0.02));
    }
}
