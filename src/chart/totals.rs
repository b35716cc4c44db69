//! Sums over a session: points and millilitres per cocktail, technique and region.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::atlas::regions::Locus;

use super::{Letter, Mark, Session, TechniqueId, Volume};

/// A number of points and what they hold together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many points.
    pub points: usize,
    /// Their volumes together.
    pub volume: Volume,
    /// How many of them have no recorded volume, so that the sum is a lower bound.
    pub without_volume: usize,
}

impl Tally {
    /// Counts one more mark.
    pub fn add(&mut self, mark: &Mark) {
        self.add_volume(mark.deposit.volume);
    }

    fn add_volume(&mut self, volume: Option<Volume>) {
        self.points += 1;
        match volume {
            Some(volume) => self.volume = self.volume + volume,
            None => self.without_volume += 1,
        }
    }

    /// Whether the volume is only the least that it can be, since some points have none recorded.
    pub fn is_at_least(&self) -> bool {
        self.without_volume > 0
    }

    /// What stands before a sum that is only the least that it can be.
    pub fn sign(&self) -> &'static str {
        if self.is_at_least() { "≥ " } else { "" }
    }

    /// The volume in mL as text, such as `0.240`, or `≥ 0.240` where it is only the least that it can be: a sum of what
    /// isn't known is never shown as if it were.
    pub fn decimal(&self) -> String {
        format!("{}{}", self.sign(), self.volume.decimal())
    }
}

impl FromIterator<Option<Volume>> for Tally {
    /// Counts the marks that have these volumes.
    fn from_iter<I: IntoIterator<Item = Option<Volume>>>(volumes: I) -> Self {
        let mut tally = Self::default();
        for volume in volumes {
            tally.add_volume(volume);
        }
        tally
    }
}

impl std::ops::Add for Tally {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            points: self.points + other.points,
            volume: self.volume + other.volume,
            without_volume: self.without_volume + other.without_volume,
        }
    }
}

/// What a session adds up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Everything.
    pub all: Tally,
    /// By cocktail; `None` for marks without one.
    pub by_cocktail: BTreeMap<Option<Letter>, Tally>,
    /// By technique.
    pub by_technique: BTreeMap<TechniqueId, Tally>,
    /// By region and side.
    pub by_locus: BTreeMap<Locus, Tally>,
}

impl Totals {
    /// The sums of `session`.
    pub fn of(session: &Session) -> Self {
        let mut totals = Self::default();
        for mark in &session.marks {
            totals.all.add(mark);
            totals.by_cocktail.entry(mark.deposit.cocktail).or_default().add(mark);
            tally_technique(&mut totals.by_technique, mark);
            totals.by_locus.entry(mark.site().locus()).or_default().add(mark);
        }
        totals
    }
}

/// How much of a substance marks hold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Held {
    /// In the unit of the substance.
    pub value: f64,
    /// Whether it is only the least that it can be, as the volume of a mark isn't recorded.
    pub is_at_least: bool,
}

/// How much these marks of a session hold of each substance of known strength, by its name and its unit, `mg` or `IU`.
pub fn held<'a>(
    session: &Session,
    marks: impl IntoIterator<Item = &'a Arc<Mark>>,
) -> BTreeMap<(String, &'static str), Held> {
    let mut sums: BTreeMap<_, Held> = BTreeMap::new();
    for mark in marks {
        let Some(cocktail) = mark.deposit.cocktail.and_then(|letter| session.cocktail(letter)) else { continue };
        let volume = mark.deposit.volume;
        for (component, amount) in cocktail.amounts(volume.unwrap_or(Volume::ZERO)) {
            let sum = sums.entry((component.substance.trim().to_owned(), amount.unit)).or_default();
            sum.value += amount.value;
            sum.is_at_least |= volume.is_none();
        }
    }
    sums
}

/// Looks up before it inserts, so that ten thousand marks don't copy ten thousand identifiers.
fn tally_technique(tallies: &mut BTreeMap<TechniqueId, Tally>, mark: &Mark) {
    if let Some(tally) = tallies.get_mut(&mark.deposit.technique) {
        tally.add(mark);
    } else {
        tallies.entry(mark.deposit.technique.clone()).or_default().add(mark);
    }
}
