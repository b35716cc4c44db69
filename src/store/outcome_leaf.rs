//! The smallest parts of what a file says of outcomes, each refused where it stands, and an outcome as a line.

use serde::Deserialize;
use serde::de::Deserializer;

use super::group_leaf::side_id;
use super::technique_leaf::row_by_row;
use super::write::{decimal, quoted};
use super::{Flaw, GroupFlaw, OutcomeFlaw};
use crate::atlas::regions::{RegionId, RegionTree, Side};
use crate::chart::{Outcome, OutcomeId, OutcomePlace, ScaleId, Score, Value};

/// An outcome as a file holds it, its place not yet looked at.
pub(super) struct OutcomeRow {
    /// Without a place.
    pub(super) outcome: Outcome,
    pub(super) region: Option<RegionId>,
    pub(super) side: Option<Side>,
}

impl OutcomeRow {
    fn placed(self) -> Result<Outcome, Flaw> {
        let Self { outcome, region, side } = self;
        let missing = || Flaw::MissingField { field: "region".to_owned(), within: Some("Outcome".to_owned()) };
        let place = match (region, side) {
            (None, None) => return Ok(outcome),
            (None, Some(_)) => return Err(missing()),
            (Some(region), side) => OutcomePlace::new(region, side),
        };
        if let Some(side) = side.filter(|_| place.side.is_none()) {
            let region = RegionTree::get().region(place.region).id.clone();
            return Err(Flaw::Group(GroupFlaw::NotASide { text: side_id(side).to_owned(), region }));
        }
        Ok(Outcome { place: Some(place), ..outcome })
    }
}

/// Outcomes by identity; refuses one that comes twice, and more than there may be.
pub(super) fn outcomes<'de, D, R>(from: D) -> Result<Vec<Outcome>, D::Error>
where
    D: Deserializer<'de>,
    R: Deserialize<'de> + Into<OutcomeRow>,
{
    let mut outcomes = row_by_row(from, |before: &[Outcome], row: R| {
        let outcome = row.into().placed()?;
        if before.len() == Outcome::MOST {
            return Err(OutcomeFlaw::TooMany { most: Outcome::MOST }.into());
        }
        if before.iter().any(|listed| listed.id == outcome.id) {
            return Err(OutcomeFlaw::Twice(outcome.id.0).into());
        }
        Ok(outcome)
    })?;
    outcomes.sort_by_key(|outcome| outcome.id);
    Ok(outcomes)
}

pub(super) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<OutcomeId, D::Error> {
    super::leaf::some_number(from)?.map(OutcomeId).ok_or_else(|| Flaw::IntegerOutOfBounds.into_error())
}

/// Text of no more characters than there may be.
fn at_most(text: String, most: usize) -> Result<String, Flaw> {
    if text.chars().count() > most { Err(OutcomeFlaw::TooLong { most }.into()) } else { Ok(text) }
}

/// Short text that says something.
fn key(text: String) -> Result<String, Flaw> {
    if text.trim().is_empty() { Err(Flaw::EmptyId) } else { at_most(text, Outcome::LONGEST_KEY) }
}

pub(super) fn scale<'de, D: Deserializer<'de>>(from: D) -> Result<ScaleId, D::Error> {
    key(String::deserialize(from)?).map(|id| ScaleId::new(&id)).map_err(Flaw::into_error)
}

pub(super) fn short<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    at_most(String::deserialize(from)?, Outcome::LONGEST_KEY).map_err(Flaw::into_error)
}

pub(super) fn long<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    at_most(String::deserialize(from)?, Outcome::LONGEST_TEXT).map_err(Flaw::into_error)
}

/// A leaf or a group of the tree.
pub(super) fn some_region<'de, D: Deserializer<'de>>(from: D) -> Result<Option<RegionId>, D::Error> {
    let name = String::deserialize(from)?;
    let region = RegionTree::get().find(&name);
    region.map(Some).ok_or_else(|| Flaw::from(OutcomeFlaw::NotARegion(name)).into_error())
}

pub(super) fn some_side<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Side>, D::Error> {
    let text = String::deserialize(from)?;
    let side = [Side::Left, Side::Right].into_iter().find(|&side| side_id(side) == text);
    side.map(Some).ok_or_else(|| Flaw::from(OutcomeFlaw::NotASide(text)).into_error())
}

/// A number to 0.01, from 0; refused if it has more decimals.
pub(super) fn score(number: f64) -> Result<Score, Flaw> {
    let score = Score::from_number(number).map_err(Flaw::from)?;
    let too_fine = || Flaw::TooFine { value: number, step: Score::STEP, unit: String::new() };
    (score.number() == number).then_some(score).ok_or_else(too_fine)
}

/// `Key("improved")` or `Number(4.0)`.
pub(super) fn value<'de, D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Value")]
    enum Written {
        Key(String),
        Number(f64),
    }
    let value = match Written::deserialize(from)? {
        Written::Key(text) => key(text).map(|text| Value::Key(text.into())),
        Written::Number(number) => score(number).map(Value::Number),
    };
    value.map_err(Flaw::into_error)
}

/// `(id: 1, scale: "pain_nrs", …),`.
pub(super) fn outcome_text(outcome: &Outcome) -> String {
    let Outcome { id, scale, version, place, value, at, by, note } = outcome;
    let said = |field: &str, text: &str| (!text.is_empty()).then(|| format!("{field}: {}", quoted(text)));
    let region = place.map(|place| RegionTree::get().region(place.region).id.as_str());
    let side = place.and_then(|place| place.side).map(side_id);
    let value = match value {
        Value::Key(key) => format!("Key({})", quoted(key)),
        Value::Number(score) => format!("Number({})", decimal(score.number())),
    };
    let fields = [
        Some(format!("id: {}, scale: {}", id.0, quoted(scale.as_str()))),
        said("version", version),
        said("region", region.unwrap_or_default()),
        said("side", side.unwrap_or_default()),
        Some(format!("value: {value}, at: \"{at}\"")),
        said("by", by),
        said("note", note),
    ];
    format!("({}),", fields.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Whether a file with these outcomes could be read back. Edits never lead elsewhere; a session built in another way might.
pub(super) fn is_readable(outcomes: &[std::sync::Arc<Outcome>]) -> bool {
    let short = |text: &str| text.chars().count() <= Outcome::LONGEST_KEY;
    let long = |text: &str| text.chars().count() <= Outcome::LONGEST_TEXT;
    let is_key = |text: &str| !text.trim().is_empty() && short(text);
    let is_right = |outcome: &Outcome| {
        let has_value = match &outcome.value {
            Value::Key(text) => is_key(text),
            Value::Number(_) => true,
        };
        let is_placed = outcome.place.is_none_or(|place| OutcomePlace::new(place.region, place.side) == place);
        let is_dated = outcome.at.to_string().parse() == Ok(outcome.at);
        let is_short = short(&outcome.version) && long(&outcome.by) && long(&outcome.note);
        has_value && is_key(outcome.scale.as_str()) && is_placed && is_dated && is_short && outcome.id.0 > 0
    };
    let is_ordered = outcomes.is_sorted_by(|one, next| one.id < next.id);
    is_ordered && outcomes.len() <= Outcome::MOST && outcomes.iter().all(|outcome| is_right(outcome))
}
