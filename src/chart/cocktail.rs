//! What was injected: a formula prepared for the session, with lots, and the arithmetic from volume to dose.

use std::fmt;

use jiff::civil::Date;

use super::Volume;
use super::quantity::{QuantityError, exact_steps};

/// The letter, A to Z, by which marks name their cocktail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(u8);

impl Letter {
    /// The first letter.
    pub const A: Self = Self(b'A');

    /// `None` unless `letter` is one of A to Z.
    pub fn new(letter: char) -> Option<Self> {
        letter.is_ascii_uppercase().then_some(Self(letter as u8))
    }

    /// The letter itself.
    pub fn as_char(self) -> char {
        char::from(self.0)
    }

    /// 0 for A, 25 for Z.
    pub fn index(self) -> usize {
        usize::from(self.0 - b'A')
    }

    /// A to Z.
    pub fn all() -> impl Iterator<Item = Self> {
        (b'A'..=b'Z').map(Self)
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_char())
    }
}

/// The unit of a concentration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConcentrationUnit {
    /// Milligrams per millilitre.
    MgPerMl,
    /// Micrograms per millilitre.
    McgPerMl,
    /// Grams per 100 mL: 1 % is 10 mg/mL.
    Percent,
    /// International units per millilitre.
    IuPerMl,
}

impl ConcentrationUnit {
    /// Every unit, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::MgPerMl, Self::McgPerMl, Self::Percent, Self::IuPerMl];

    /// As written in records.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::MgPerMl => "mg/mL",
            Self::McgPerMl => "µg/mL",
            Self::Percent => "%",
            Self::IuPerMl => "IU/mL",
        }
    }

    /// The unit written as [`Self::symbol`].
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.symbol() == symbol)
    }
}

/// How much of a substance a millilitre holds, to 0.0001 of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Concentration {
    ten_thousandths: i64,
    unit: ConcentrationUnit,
}

impl Concentration {
    /// The step that a record keeps, in units.
    pub const STEP: f64 = 1.0 / 10_000.0;

    /// From a value in `unit`, refused when negative, above a million, or finer than the step.
    pub fn new(value: f64, unit: ConcentrationUnit) -> Result<Self, QuantityError> {
        let ten_thousandths = exact_steps(value, 10_000.0, 1_000_000.0, unit.symbol())?;
        Ok(Self { ten_thousandths, unit })
    }

    /// The value in [`Self::unit`].
    pub fn value(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most 1e10 steps")]
        {
            self.ten_thousandths as f64 / 10_000.0
        }
    }

    /// The unit.
    pub fn unit(self) -> ConcentrationUnit {
        self.unit
    }

    /// Milligrams per millilitre, or `None` for international units.
    pub fn mg_per_ml(self) -> Option<f64> {
        match self.unit {
            ConcentrationUnit::MgPerMl => Some(self.value()),
            ConcentrationUnit::McgPerMl => Some(self.value() / 1000.0),
            ConcentrationUnit::Percent => Some(self.value() * 10.0),
            ConcentrationUnit::IuPerMl => None,
        }
    }
}

impl fmt::Display for Concentration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value(), self.unit.symbol())
    }
}

/// One ingredient as it went into the mixture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Component {
    /// What it is, as on its label.
    pub substance: String,
    /// Strength before mixing, if known.
    pub concentration: Option<Concentration>,
    /// How much of it went in.
    pub volume: Volume,
    /// Who made it; empty when not recorded.
    pub manufacturer: String,
    /// Lot or batch; empty when not recorded.
    pub lot: String,
    /// The last day of use, if recorded.
    pub expiry: Option<Date>,
}

impl Component {
    /// How much of it is in `volume` of a mixture of which `mixed` was made; `None` where its strength isn't known or nothing was
    /// mixed.
    pub fn amount_of(&self, volume: Volume, mixed: Volume) -> Option<Amount> {
        let mixed_ml = mixed.ml();
        let share = (mixed_ml > 0.0).then(|| self.volume.ml() / mixed_ml)?;
        let strength = self.concentration?;
        let (per_ml, unit) = strength.mg_per_ml().map_or((strength.value(), "IU"), |mg| (mg, "mg"));
        Some(Amount { value: per_ml * share * volume.ml(), unit })
    }
}

/// A mixture prepared for one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Cocktail {
    /// How marks name it.
    pub letter: Letter,
    /// How people name it.
    pub name: String,
    /// What is in it.
    pub components: Vec<Component>,
    /// How much was prepared.
    pub prepared: Volume,
    /// What of it was thrown away, if that was recorded.
    pub discarded: Option<Discarded>,
}

/// What of a mixture was not injected but thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discarded {
    /// How much.
    pub volume: Volume,
    /// Why, in words; empty when not recorded.
    pub why: String,
}

impl Cocktail {
    /// What the components add up to.
    pub fn mixed(&self) -> Volume {
        self.components.iter().map(|component| component.volume).sum()
    }

    /// How much of one component is in `volume` of the mixture; `None` where its strength isn't known or nothing was mixed.
    pub fn amount(&self, component: &Component, volume: Volume) -> Option<Amount> {
        component.amount_of(volume, self.mixed())
    }

    /// How much of each component of known strength is in `volume` of the mixture.
    pub fn amounts(&self, volume: Volume) -> impl Iterator<Item = (&Component, Amount)> {
        let mixed = self.mixed();
        self.components.iter().filter_map(move |component| Some((component, component.amount_of(volume, mixed)?)))
    }

    /// The component that doses are told by: the first one of known strength; with what a millilitre holds of it.
    pub fn leading(&self) -> Option<(&Component, Amount)> {
        let one_ml = Volume::nearest_ml(1.0);
        self.amounts(one_ml).find(|(_, per_ml)| per_ml.value > 0.0)
    }
}

/// How much there is of a substance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In [`Self::unit`].
    pub value: f64,
    /// `mg` or `IU`.
    pub unit: &'static str,
}

impl fmt::Display for Amount {
    /// With four digits that count, and no zeros behind them: `5 IU`, `0.125 mg`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: i32 = 4;
        #[expect(clippy::cast_possible_truncation, reason = "the decimal exponent of a double")]
        let before = if self.value > 0.0 { self.value.log10().floor() as i32 + 1 } else { 1 };
        let decimals = usize::try_from(DIGITS - before).unwrap_or(0).min(9);
        let text = format!("{:.decimals$}", self.value);
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        write!(f, "{text} {}", self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dose_is_arithmetic() {
        let part = |value: f64, unit, ml: f64| Component {
            concentration: Some(Concentration::new(value, unit).unwrap()),
            volume: Volume::from_ml(ml).unwrap(),
            ..Component::default()
        };
        let components = vec![part(1.0, ConcentrationUnit::Percent, 2.0), part(100.0, ConcentrationUnit::IuPerMl, 2.0)];
        let cocktail = Cocktail {
            letter: Letter::A,
            name: String::new(),
            components,
            prepared: Volume::from_ml(4.0).unwrap(),
            discarded: None,
        };
        let volume = Volume::from_ml(0.1).unwrap();
        // 10 mg/mL thinned to half, 0.1 mL of it.
        let amounts: Vec<String> = cocktail.amounts(volume).map(|(_, amount)| amount.to_string()).collect();
        assert_eq!(amounts, ["0.5 mg", "5 IU"]);
        assert_eq!(cocktail.leading().map(|(_, per_ml)| per_ml), Some(Amount { value: 5.0, unit: "mg" }));
        let shown = |value| Amount { value, unit: "mg" }.to_string();
        assert_eq!(
            [0.0, 0.000_123_45, 12.5, 1_234.56, 123_456.0].map(shown).join(", "),
            "0 mg, 0.0001234 mg, 12.5 mg, 1235 mg, 123456 mg"
        );
        assert_eq!(cocktail.amount(&Component::default(), volume), None);
    }

    #[test]
    fn letters_are_a_to_z() {
        assert_eq!(Letter::all().count(), 26);
        assert_eq!(Letter::new('a'), None);
        assert_eq!(Letter::new('C').unwrap().index(), 2);
    }
}
