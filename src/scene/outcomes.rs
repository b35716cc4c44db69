//! What was assessed, in words: where, and what was answered.

use crate::atlas::regions::{Locus, Side};
use crate::chart::{Outcome, OutcomePlace, Scale, ScaleUnit, ScaleValues, Value};
use crate::text::Texts;

use super::locus_words;

/// An outcome as a table shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutcomeWords {
    /// The scale, with its version where it has one.
    pub scale: String,
    /// The part of the body, or that it is of the whole session.
    pub place: String,
    /// What was answered.
    pub value: String,
    /// The day on which it was assessed.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Anything else.
    pub note: String,
}

impl OutcomeWords {
    /// Of an outcome on this scale, if the scale is known.
    pub fn of(outcome: &Outcome, scale: Option<&Scale>, texts: &Texts) -> Self {
        let name = scale.map_or(outcome.scale.as_str(), |scale| scale.name(texts.language()));
        let scale_name = [name, &outcome.version].map(str::trim).join(" ").trim_end().to_owned();
        Self {
            scale: scale_name,
            place: outcome_place_words(outcome.place, texts),
            value: value_words(&outcome.value, scale, texts),
            at: outcome.at.date().to_string(),
            by: outcome.by.trim().to_owned(),
            note: outcome.note.trim().to_owned(),
        }
    }
}

/// A part of the body with its side: `left cheek`; of nothing that it is the whole session.
pub fn outcome_place_words(place: Option<OutcomePlace>, texts: &Texts) -> String {
    let Some(OutcomePlace { region, side }) = place else { return texts.get("outcome-whole-session") };
    locus_words(Locus { region, side: side.unwrap_or(Side::Midline) }, texts)
}

/// What was answered: the answer's label, or a number with its unit.
pub fn value_words(value: &Value, scale: Option<&Scale>, texts: &Texts) -> String {
    match value {
        Value::Key(key) => {
            let option = scale.and_then(|scale| scale.options().iter().find(|option| *option.key == **key));
            option.map_or_else(|| key.to_string(), |option| option.label(texts.language()).to_owned())
        }
        Value::Number(score) => {
            let number = texts.decimal(score.decimal());
            match scale.map(|scale| &scale.values) {
                Some(ScaleValues::Numbers { unit, .. }) => unit_words(&number, *unit, texts),
                _ => number,
            }
        }
    }
}

fn unit_words(number: &str, unit: ScaleUnit, texts: &Texts) -> String {
    let with_unit = [("number", number.to_owned().into())];
    match unit {
        ScaleUnit::Points => number.to_owned(),
        ScaleUnit::Centimetres => texts.with("outcome-centimetres", &with_unit),
        ScaleUnit::Hairs => texts.with("outcome-hairs", &with_unit),
    }
}
