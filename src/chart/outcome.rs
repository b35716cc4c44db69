//! How a treatment did: what was assessed on which scale, where, when and by whom.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::atlas::regions::{RegionId, RegionTree, Side, Sides};

use super::{EditError, Moment, Score, Session};

/// The stable identifier of a scale, such as `pain_nrs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScaleId(Arc<str>);

impl ScaleId {
    /// Any identifier; one that the list of scales lacks is kept, never replaced.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ScaleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which way of a scale is the better one, in the words of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is worse.
    HigherWorse,
    /// Less is better.
    LowerBetter,
    /// More is better.
    HigherBetter,
    /// Neither, or no source says.
    Neither,
}

impl Direction {
    /// Whether a value that changes by so much changes for the better; `None` where it doesn't change or nobody can say.
    pub fn is_better(self, change: f64) -> Option<bool> {
        let changed = (change != 0.0).then_some(change);
        match self {
            Self::HigherWorse | Self::LowerBetter => changed.map(|change| change < 0.0),
            Self::HigherBetter => changed.map(|change| change > 0.0),
            Self::Neither => None,
        }
    }
}

/// What a scale is usually asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A part of the body.
    PerRegion,
    /// A part of the body, left and right by themselves.
    PerSide,
    /// The patient.
    PerSession,
}

/// The unit of a scale's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleUnit {
    /// Points of the scale.
    Points,
    /// Centimetres.
    Centimetres,
    /// Hairs.
    Hairs,
}

/// One answer of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleOption {
    /// What a record keeps.
    pub key: String,
    /// What people read, by language tag.
    pub labels: BTreeMap<String, String>,
}

/// What a scale's values can be.
#[derive(Clone, Debug, PartialEq)]
pub enum ScaleValues {
    /// One of these, in their order.
    Options(Vec<ScaleOption>),
    /// A number.
    Numbers {
        /// The least, where a source tells it.
        least: Option<Score>,
        /// The most, where a source tells it.
        most: Option<Score>,
        /// From one to the next.
        step: Score,
        /// Of what.
        unit: ScaleUnit,
    },
}

/// A change that a source calls a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// By how much the value changes, below zero where less is better; in the scale's unit.
    pub change: f64,
    /// Or by how many per cent of what it was.
    pub percent: Option<u8>,
    /// What it is called, by language tag.
    pub says: BTreeMap<String, String>,
    /// The source's tag, and where it is to be found.
    pub source: String,
}

/// A scale: what it asks, what it can answer, and which answer is the better one.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Stable identifier.
    pub id: ScaleId,
    /// Name by language tag; at least one.
    pub names: BTreeMap<String, String>,
    /// Which version, where the source tells one; else empty.
    pub version: String,
    /// Which way is the better one.
    pub direction: Direction,
    /// What it is usually asked of.
    pub asked: Asked,
    /// What its values can be.
    pub values: ScaleValues,
    /// What sources call a response.
    pub thresholds: Vec<Threshold>,
    /// What a reader should know, by language tag; empty where there is nothing.
    pub remark: BTreeMap<String, String>,
    /// Where it comes from, each with its tag.
    pub sources: Vec<String>,
}

/// The words for a language, in English where that is missing.
fn in_language<'a>(words: &'a BTreeMap<String, String>, language: &str) -> Option<&'a str> {
    [language, "en"].into_iter().find_map(|language| words.get(language)).map(String::as_str)
}

impl Scale {
    /// Its name in a language.
    pub fn name(&self, language: &str) -> &str {
        in_language(&self.names, language).unwrap_or(self.id.as_str())
    }

    /// What a reader should know of it, in a language.
    pub fn remark(&self, language: &str) -> &str {
        in_language(&self.remark, language).unwrap_or_default()
    }

    /// Its answers; none of a scale of numbers.
    pub fn options(&self) -> &[ScaleOption] {
        match &self.values {
            ScaleValues::Options(options) => options,
            ScaleValues::Numbers { .. } => &[],
        }
    }

    /// Whether its values are answers, and not numbers.
    pub fn is_of_answers(&self) -> bool {
        matches!(self.values, ScaleValues::Options(_))
    }

    /// Whether a value is one that the scale has.
    pub fn has(&self, value: &Value) -> bool {
        match (&self.values, value) {
            (ScaleValues::Options(options), Value::Key(key)) => options.iter().any(|option| option.key == **key),
            (ScaleValues::Numbers { least, most, step, .. }, Value::Number(score)) => {
                let steps = score.number() / step.number();
                let is_whole = (steps - steps.round()).abs() < 1e-6;
                is_whole && least.is_none_or(|least| *score >= least) && most.is_none_or(|most| *score <= most)
            }
            _ => false,
        }
    }

    /// Where a value stands: a number is itself, an answer is its place in their order, from 0; `None` of one that it lacks.
    pub fn level(&self, value: &Value) -> Option<f64> {
        match value {
            Value::Number(score) => Some(score.number()),
            Value::Key(key) => {
                let at = self.options().iter().position(|option| option.key == **key)?;
                u32::try_from(at).ok().map(f64::from)
            }
        }
    }
}

impl ScaleOption {
    /// What people read, in a language.
    pub fn label(&self, language: &str) -> &str {
        in_language(&self.labels, language).unwrap_or(&self.key)
    }
}

impl Threshold {
    /// What it is called, in a language.
    pub fn says(&self, language: &str) -> &str {
        in_language(&self.says, language).unwrap_or_default()
    }
}

/// The scales that there are, in the order in which they are offered.
#[derive(Clone, Debug, Default)]
pub struct Scales(Vec<Scale>);

impl Scales {
    /// These scales.
    pub fn new(scales: Vec<Scale>) -> Self {
        Self(scales)
    }

    /// The scale with this identifier.
    pub fn get(&self, id: &ScaleId) -> Option<&Scale> {
        self.iter().find(|scale| scale.id == *id)
    }

    /// Every scale.
    pub fn iter(&self) -> impl Iterator<Item = &Scale> {
        self.0.iter()
    }

    /// The name of a scale in a language; its identifier where the list lacks it.
    pub fn name<'a>(&'a self, id: &'a ScaleId, language: &str) -> &'a str {
        self.get(id).map_or(id.as_str(), |scale| scale.name(language))
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// One of the scale's answers, by its key; one that the list lacks is kept.
    Key(Arc<str>),
    /// A number.
    Number(Score),
}

/// Who an outcome is, within its session; given once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeId(pub u32);

/// The part of the body that an outcome is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomePlace {
    /// A leaf or a group of the tree.
    pub region: RegionId,
    /// Left or right; `None` for the whole of it.
    pub side: Option<Side>,
}

impl OutcomePlace {
    /// A part of the body and a side of it; the midline is no side, and a part that has none has none.
    pub fn new(region: RegionId, side: Option<Side>) -> Self {
        let has_sides = RegionTree::get().region(region).sides != Sides::Midline;
        Self { region, side: side.filter(|&side| has_sides && side != Side::Midline) }
    }
}

/// What was assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who it is; an edit gives it.
    pub id: OutcomeId,
    /// On which scale.
    pub scale: ScaleId,
    /// Which version of the scale; empty where there is only one, or nobody knows.
    pub version: String,
    /// Of which part of the body; `None` for the whole session.
    pub place: Option<OutcomePlace>,
    /// What was answered.
    pub value: Value,
    /// When it was assessed.
    pub at: Moment,
    /// By whom; empty when not recorded.
    pub by: String,
    /// Anything else.
    pub note: String,
}

impl Outcome {
    /// The most outcomes that a session holds.
    pub const MOST: usize = 2_000;
    /// The longest identifier, key or version, in characters.
    pub const LONGEST_KEY: usize = 80;
    /// The longest note or name, in characters.
    pub const LONGEST_TEXT: usize = 2_000;
}

impl Session {
    /// The outcome with this identity.
    pub fn outcome(&self, id: OutcomeId) -> Option<&Arc<Outcome>> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The highest identity that an outcome of this session ever had; 0 before the first.
    pub fn last_outcome(&self) -> u32 {
        self.outcomes.iter().map(|outcome| outcome.id.0).fold(self.highest_outcome, u32::max)
    }
}

/// Puts outcomes in the order of their identities; one without an identity gets the next.
pub(super) fn put(session: &mut Session, outcome: &Outcome) -> Result<(), EditError> {
    let id = match outcome.id {
        OutcomeId(0) => OutcomeId(session.last_outcome().checked_add(1).ok_or(EditError::NumbersUsedUp)?),
        known if session.outcome(known).is_some() => known,
        unknown => return Err(EditError::NoSuchOutcome(unknown)),
    };
    session.highest_outcome = session.last_outcome().max(id.0);
    session.outcomes.retain(|listed| listed.id != id);
    if session.outcomes.len() >= Outcome::MOST {
        return Err(EditError::TooManyOutcomes(Outcome::MOST));
    }
    let at = session.outcomes.partition_point(|listed| listed.id < id);
    session.outcomes.insert(at, Arc::new(Outcome { id, ..outcome.clone() }));
    Ok(())
}

/// Takes an outcome off the list; its identity is never given again.
pub(super) fn remove(session: &mut Session, id: OutcomeId) -> Result<(), EditError> {
    session.outcome(id).ok_or(EditError::NoSuchOutcome(id))?;
    session.highest_outcome = session.last_outcome();
    session.outcomes.retain(|listed| listed.id != id);
    Ok(())
}
