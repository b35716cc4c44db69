//! Two sessions compared point by point: what was repeated, moved, added, dropped, and how the dose changed.
//!
//! Points are paired one to one so that the sum of their distances along the skin is smallest. A point that stays single
//! costs half the tolerance: a pair within the tolerance always beats one point dropped and another added, and yet a
//! whole row isn't shifted by one place to save a single point. Where two pairings cost the same, the one with more
//! pairs, then with fewer changed techniques, cocktails and doses is taken. The result doesn't depend on the order of the
//! two sessions.
//!
//! Where a part of the body was charted a little higher as a whole, its marks are paired as if it had not been, and how far it
//! lies elsewhere is told; a mark's distance is from where it was all the same, unless the shift is to be left out.
//!
//! Of two fields whose points are so dense, or lie so far elsewhere, that nobody can tell which is which, points aren't told
//! one by one: the fields are compared as fields.

mod as_fields;
mod assignment;
mod candidates;
mod cocktails;
pub mod dose;
mod fields;
mod matching;
mod memory;
mod merge;
mod planned;
mod revisions;
mod row;
mod shift;
mod sides;
pub mod trends;
mod votes;

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::BodyKind;
use crate::atlas::regions::Locus;
use crate::atlas::size::Scale;
use crate::chart::{MarkId, Session, TechniqueId};

use cocktails::Keys;
use matching::{Looking, Matched, Matching, Side};

pub use cocktails::{CocktailKey, CocktailRow, MixtureChanges};
pub use fields::{FieldChange, FieldPair, FieldSums, Fields, Untold};
pub use memory::{Memory, Nearest, Plan, Remembered, Standing, Treated};
pub use merge::{Branch, Choices, Fork, Item};
pub use planned::as_planned;
pub use revisions::{StateChanges, mostly_in};
pub use row::{BeforeAfter, Row, VolumeDifference};
pub use shift::Shift;
pub use sides::{BySide, LeftRight};

/// How points are paired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Points further apart than this along the skin, in millimetres, are never a pair; where a part of the body lies
    /// elsewhere as a whole, once that is taken out.
    pub tolerance_mm: f32,
    /// The noise floor: a pair at least this far apart, in millimetres, counts as moved, a nearer one as repeated, for
    /// people don't find a spot again any better. No shift under it is told.
    pub moved_from_mm: f32,
    /// Whether only what lies elsewhere than its part of the body as a whole counts as moved.
    pub without_shift: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { tolerance_mm: 5.0, moved_from_mm: 1.0, without_shift: false }
    }
}

impl Options {
    /// The tolerances that are accepted, in millimetres.
    pub const TOLERANCES_MM: std::ops::RangeInclusive<f32> = 0.1..=50.0;

    fn check(self) -> Result<Self, CompareError> {
        if !Self::TOLERANCES_MM.contains(&self.tolerance_mm) {
            return Err(CompareError::Tolerance { tolerance_mm: self.tolerance_mm });
        }
        if !(0.0..=*Self::TOLERANCES_MM.end()).contains(&self.moved_from_mm) {
            return Err(CompareError::MovedFrom { moved_from_mm: self.moved_from_mm });
        }
        Ok(self)
    }
}

/// Why two sessions can't be compared.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CompareError {
    /// They are charted on different bodies, so that no millimetre of one is one of the other.
    #[error("the sessions are charted on different bodies: {} and {}", before.id(), after.id())]
    DifferentBodies {
        /// The earlier session's.
        before: BodyKind,
        /// The later session's.
        after: BodyKind,
    },
    /// The tolerance is outside [`Options::TOLERANCES_MM`].
    #[error("a tolerance of {tolerance_mm} mm is outside 0.1 to 50 mm")]
    Tolerance {
        /// What was asked for, in millimetres.
        tolerance_mm: f32,
    },
    /// The least move is negative, no number, or beyond the largest tolerance.
    #[error("a least move of {moved_from_mm} mm is outside 0 to 50 mm")]
    MovedFrom {
        /// What was asked for, in millimetres.
        moved_from_mm: f32,
    },
    /// So many marks lie at one spot that too many pairs had to be looked at.
    #[error("too many marks lie within {tolerance_mm} mm of each other")]
    TooDense {
        /// What was asked for, in millimetres.
        tolerance_mm: f32,
    },
}

/// What became of a point that both sessions have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Within [`Options::moved_from_mm`] of where it was.
    Repeated,
    /// This far from where it was, along the skin, in millimetres; [`Options::without_shift`] from where its part of the body
    /// would have it.
    Moved(f32),
}

/// What is recorded differently of a point that both sessions have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of one pair")]
pub struct Changes {
    /// Another technique.
    pub technique: bool,
    /// Another depth.
    pub depth: bool,
    /// Another cocktail, by [`CocktailKey`].
    pub cocktail: bool,
    /// Another volume.
    pub volume: bool,
    /// The cocktail of the same name, mixed of other substances or strengths.
    pub mixture: bool,
}

impl Changes {
    /// Whether anything is recorded differently.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// A point that both sessions have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Its number in the earlier session.
    pub before: MarkId,
    /// Its number in the later session.
    pub after: MarkId,
    /// From the one to the other along the skin, in millimetres, to 0.01 mm.
    pub distance_mm: f32,
    /// As [`Self::distance_mm`], from where the common shift of its part of the body would have it.
    pub beyond_shift_mm: f32,
    /// Where it lies in the later session.
    pub locus: Locus,
    /// Whether it moved.
    pub change: Change,
    /// What is recorded differently.
    pub changes: Changes,
}

/// Two sessions, point by point.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How points were paired.
    pub options: Options,
    /// What makes the body's millimetres the patient's, in which every distance here is; see [`sized`].
    pub scale: Scale,
    /// Points of both, by number in the earlier session.
    pub pairs: Vec<Pair>,
    /// Points that only the later session has, by number.
    pub added: Vec<MarkId>,
    /// Points that only the earlier session has, by number.
    pub dropped: Vec<MarkId>,
    /// Counts and volumes by region and side; a region that neither session uses has no row.
    pub by_locus: BTreeMap<Locus, Row>,
    /// Counts and volumes over everything.
    pub total: Row,
    /// Points and volumes by technique.
    pub by_technique: BTreeMap<TechniqueId, BeforeAfter>,
    /// Points and volumes by cocktail.
    pub by_cocktail: BTreeMap<CocktailKey, CocktailRow>,
    /// Fields: which of the later session answers which of the earlier one.
    pub fields: Fields,
    /// The earlier and the later session's points that are told as fields, not one by one: among no pairs, and neither added
    /// nor dropped.
    pub as_fields: [BTreeSet<MarkId>; 2],
    /// Parts of the body that lie elsewhere as a whole, head first.
    pub shifts: Vec<Shift>,
}

impl Comparison {
    /// The pair of this mark of the earlier session.
    pub fn pair_of_before(&self, id: MarkId) -> Option<&Pair> {
        self.pairs.binary_search_by_key(&id, |pair| pair.before).ok().map(|index| &self.pairs[index])
    }
}

/// Compares `before` with `after`, which must be charted on the same body.
pub fn compare(before: &Session, after: &Session, options: Options) -> Result<Comparison, CompareError> {
    compare_looking(before, after, options, Looking::ForShifts)
}

/// As [`compare`], with or without looking for common shifts.
fn compare_looking(
    before: &Session,
    after: &Session,
    options: Options,
    looking: Looking,
) -> Result<Comparison, CompareError> {
    let options = options.check()?;
    if before.body != after.body {
        return Err(CompareError::DifferentBodies { before: before.body, after: after.body });
    }
    let keys = [Keys::of(before), Keys::of(after)];
    let keys = [&keys[0], &keys[1]];
    let scale = sized(before, after).scale();
    let found = Found::between([before, after], keys, (options, looking), scale)?;
    let Found { matched: Matched { pairs, drifts }, fields, as_fields } = found;
    let single = |index: usize, paired: BTreeSet<MarkId>| {
        let ids = [before, after][index].marks.iter().map(|mark| mark.id);
        ids.filter(|id| !paired.contains(id) && !as_fields[index].contains(id)).collect::<Vec<_>>()
    };
    let dropped = single(0, pairs.iter().map(|pair| pair.before).collect());
    let added = single(1, pairs.iter().map(|pair| pair.after).collect());
    let (by_locus, total) = row::rows([before, after], &pairs, [&dropped, &added], &as_fields);
    Ok(Comparison {
        options,
        scale,
        shifts: shift::shifts(&drifts, [before, after], &pairs),
        pairs,
        added,
        dropped,
        by_locus,
        total,
        by_technique: row::by_technique([before, after]),
        by_cocktail: cocktails::rows(keys, [before, after]),
        fields,
        as_fields,
    })
}

/// What was found of two sessions.
struct Found {
    matched: Matched,
    fields: Fields,
    as_fields: [BTreeSet<MarkId>; 2],
}

impl Found {
    fn between(
        sessions: [&Session; 2],
        keys: [&Keys; 2],
        (options, looking): (Options, Looking),
        scale: Scale,
    ) -> Result<Self, CompareError> {
        let has_fields = |session: &Session| session.groups.iter().any(|group| group.origin.laying().is_some());
        let none = [BTreeSet::new(), BTreeSet::new()];
        let match_all_but = |left_out: &[BTreeSet<MarkId>; 2], looking| {
            let side = |index: usize| {
                let marks = sessions[index].marks.iter().map(|mark| &**mark);
                let marks = marks.filter(|mark| !left_out[index].contains(&mark.id)).collect();
                Side { session: sessions[index], keys: keys[index], marks }
            };
            let sides = [side(0), side(1)];
            Matching { sides: [&sides[0], &sides[1]], options, scale }.found(looking)
        };
        // Which field answers which follows from the points as they lie; which points are told one by one follows from that.
        let plain = sessions.into_iter().all(has_fields).then(|| match_all_but(&none, Looking::WhereTheyAre));
        let plain = plain.transpose()?.map_or_else(Vec::new, |matched| matched.pairs);
        let mut fields = fields::fields(sessions, keys, scale, &plain);
        as_fields::decide(&mut fields, sessions, options, scale);
        let as_fields = fields.untold();
        let matched = match_all_but(&as_fields, looking)?;
        fields.count_paired(&matched.pairs);
        Ok(Self { matched, fields, as_fields })
    }
}

/// Whether a session took place before another; where the dates are the same the identities decide, so that two sessions
/// stand in the same order whichever is asked about. Asked whenever two are compared, since a date may have been corrected.
pub fn took_place_before(session: &Session, other: &Session) -> bool {
    (session.details.started, &session.id) < (other.details.started, &other.id)
}

/// The session whose patient's size counts: the later one, or the earlier one if only that tells it.
pub fn sized<'a>(before: &'a Session, after: &'a Session) -> &'a Session {
    if after.details.size.is_empty() { before } else { after }
}
