//! Counts and volumes of a comparison: by region, by technique, and over everything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::atlas::regions::Locus;
use crate::chart::{MarkId, Session, Tally, TechniqueId, Volume};

use super::{Change, Pair};

/// How much more or less liquid, exact to the step that records keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VolumeDifference(i64);

impl VolumeDifference {
    /// `after` less `before`.
    pub fn between(before: Volume, after: Volume) -> Self {
        Self(steps(after) - steps(before))
    }

    /// In millilitres; negative where the later session has less.
    pub fn ml(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52 steps")]
        {
            self.0 as f64 * Volume::STEP
        }
    }

    /// In millilitres as text, with its sign where it is not zero: at least three decimals, and all that it has.
    pub fn decimal(self) -> String {
        let sign = match self.0.signum() {
            1 => "+",
            -1 => "−",
            _ => "",
        };
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52 steps")]
        let size = Volume::nearest_ml(self.0.unsigned_abs() as f64 * Volume::STEP);
        format!("{sign}{}", size.decimal())
    }

    /// As [`Self::decimal`], with a question mark where a point without a volume leaves the difference unknown.
    pub fn decimal_of(difference: Option<Self>) -> String {
        difference.map_or_else(|| "?".to_owned(), Self::decimal)
    }

    /// Whether there is none.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for VolumeDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} mL", self.decimal())
    }
}

impl std::ops::Add for VolumeDifference {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// A volume is a whole number of steps, so rounding only takes away what division put there.
fn steps(volume: Volume) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of steps to begin with")]
    {
        (volume.ml() / Volume::STEP).round() as i64
    }
}

/// Points and volumes of both sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BeforeAfter {
    /// In the earlier session.
    pub before: Tally,
    /// In the later session.
    pub after: Tally,
}

impl BeforeAfter {
    /// How many points more; negative for less.
    pub fn points_difference(&self) -> i64 {
        let points = |tally: Tally| i64::try_from(tally.points).unwrap_or(i64::MAX);
        points(self.after) - points(self.before)
    }

    /// How much more liquid; `None` where a point has no recorded volume, so that nobody knows.
    pub fn volume_difference(&self) -> Option<VolumeDifference> {
        let known = !self.before.is_at_least() && !self.after.is_at_least();
        known.then(|| VolumeDifference::between(self.before.volume, self.after.volume))
    }

    /// 0 is the earlier session, anything else the later.
    pub(super) fn side_mut(&mut self, index: usize) -> &mut Tally {
        if index == 0 { &mut self.before } else { &mut self.after }
    }
}

/// What happened in one region, or everywhere.
///
/// A point that both sessions have is counted as repeated or moved where it lies in the later one; points and volumes of
/// each session are counted where that session has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Points of both sessions that stayed.
    pub repeated: usize,
    /// Points of both sessions that moved.
    pub moved: usize,
    /// Points that only the later session has.
    pub added: usize,
    /// Points that only the earlier session has.
    pub dropped: usize,
    /// Points of the earlier and of the later session that are told as fields, not one by one.
    pub as_fields: [usize; 2],
    /// Points of both sessions whose technique, depth, cocktail or volume is another.
    pub changed: usize,
    /// The longest way between a point of the later session here and its partner, in millimetres along the skin.
    pub farthest_mm: f32,
    /// Points and volumes of both sessions.
    pub tallies: BeforeAfter,
    /// The earlier session's marks here, by number.
    pub marks_before: Vec<MarkId>,
    /// The later session's marks here, by number.
    pub marks_after: Vec<MarkId>,
}

/// Rows by region and side, and one over everything.
pub(super) fn rows(
    [before, after]: [&Session; 2],
    pairs: &[Pair],
    [dropped, added]: [&[MarkId]; 2],
    as_fields: &[BTreeSet<MarkId>; 2],
) -> (BTreeMap<Locus, Row>, Row) {
    let mut rows = Rows::default();
    for mark in &before.marks {
        rows.at(mark.site().locus(), |row| {
            row.tallies.before.add(mark);
            row.marks_before.push(mark.id);
            row.as_fields[0] += usize::from(as_fields[0].contains(&mark.id));
        });
    }
    for mark in &after.marks {
        rows.at(mark.site().locus(), |row| {
            row.tallies.after.add(mark);
            row.marks_after.push(mark.id);
            row.as_fields[1] += usize::from(as_fields[1].contains(&mark.id));
        });
    }
    for pair in pairs {
        rows.at(pair.locus, |row| {
            match pair.change {
                Change::Repeated => row.repeated += 1,
                Change::Moved(_) => row.moved += 1,
            }
            row.changed += usize::from(pair.changes.any());
            row.farthest_mm = row.farthest_mm.max(pair.distance_mm);
        });
    }
    for mark in added.iter().filter_map(|&id| after.mark(id)) {
        rows.at(mark.site().locus(), |row| row.added += 1);
    }
    for mark in dropped.iter().filter_map(|&id| before.mark(id)) {
        rows.at(mark.site().locus(), |row| row.dropped += 1);
    }
    (rows.by_locus, rows.total)
}

#[derive(Default)]
struct Rows {
    by_locus: BTreeMap<Locus, Row>,
    total: Row,
}

impl Rows {
    fn at(&mut self, locus: Locus, count: impl Fn(&mut Row)) {
        count(self.by_locus.entry(locus).or_default());
        count(&mut self.total);
    }
}

/// Points and volumes by technique.
pub(super) fn by_technique(sessions: [&Session; 2]) -> BTreeMap<TechniqueId, BeforeAfter> {
    let mut rows: BTreeMap<TechniqueId, BeforeAfter> = BTreeMap::new();
    for (index, session) in sessions.into_iter().enumerate() {
        for mark in &session.marks {
            rows.entry(mark.deposit.technique.clone()).or_default().side_mut(index).add(mark);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_exact_and_signed() {
        let ml = |ml| Volume::from_ml(ml).unwrap();
        assert_eq!(VolumeDifference::between(ml(0.3), ml(0.1)).ml(), -0.2);
        assert_eq!(VolumeDifference::between(ml(0.3), ml(0.1)).to_string(), "−0.200 mL");
        assert_eq!(VolumeDifference::between(ml(0.1), ml(1.021)).to_string(), "+0.921 mL");
        assert_eq!(VolumeDifference::default().to_string(), "0.000 mL");
    }
}
