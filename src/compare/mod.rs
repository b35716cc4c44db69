//! Two sessions compared point by point: what was repeated, moved, added, dropped, and how the dose changed.
//!
//! Points are paired one to one so that the sum of their distances along the skin is smallest. A point that stays single
//! costs half the tolerance: a pair within the tolerance always beats one point dropped and another added, and yet a
//! whole row isn't shifted by one place to save a single point. Where two pairings cost the same, the one with more
//! pairs, then with fewer changed techniques, cocktails and doses is taken. The result doesn't depend on the order of the
//! two sessions.

mod assignment;
mod candidates;
mod cocktails;
mod fields;
mod memory;
mod merge;
mod revisions;
mod row;
mod sides;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::atlas::BodyKind;
use crate::atlas::regions::Locus;
use crate::atlas::size::Scale;
use crate::chart::{Mark, MarkId, Session, TechniqueId};

use assignment::{Edge, Weight, assign};
use candidates::{Candidate, Reach, hundredths};
use cocktails::{Keys, remixed};

pub use cocktails::{CocktailKey, CocktailRow, MixtureChanges};
pub use fields::{FieldChange, FieldPair, FieldSums, Fields};
pub use memory::{Memory, Nearest, Plan, Remembered, Standing, Treated};
pub use merge::{Branch, Choices, Fork, Item};
pub use revisions::{StateChanges, mostly_in};
pub use row::{BeforeAfter, Row, VolumeDifference};
pub use sides::{BySide, LeftRight};

/// How points are paired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Points further apart than this along the skin, in millimetres, are never a pair.
    pub tolerance_mm: f32,
    /// A pair at least this far apart, in millimetres, counts as moved; a nearer one as repeated.
    pub moved_from_mm: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { tolerance_mm: 5.0, moved_from_mm: 1.0 }
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
    /// The marks lie so densely that too many pairs are within the tolerance.
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
    /// This far from where it was, along the skin, in millimetres.
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
}

impl Comparison {
    /// The pair of this mark of the earlier session.
    pub fn pair_of_before(&self, id: MarkId) -> Option<&Pair> {
        self.pairs.binary_search_by_key(&id, |pair| pair.before).ok().map(|index| &self.pairs[index])
    }
}

/// Compares `before` with `after`, which must be charted on the same body.
pub fn compare(before: &Session, after: &Session, options: Options) -> Result<Comparison, CompareError> {
    let options = options.check()?;
    if before.body != after.body {
        return Err(CompareError::DifferentBodies { before: before.body, after: after.body });
    }
    let sides = [Side::new(before), Side::new(after)];
    let scale = sized(before, after).scale();
    let mut pairs = matched(&sides[0], &sides[1], options, scale)?;
    pairs.sort_unstable_by_key(|pair| pair.before);
    let single = |session: &Session, paired: std::collections::BTreeSet<MarkId>| {
        session.marks.iter().map(|mark| mark.id).filter(|id| !paired.contains(id)).collect::<Vec<_>>()
    };
    let dropped = single(before, pairs.iter().map(|pair| pair.before).collect());
    let added = single(after, pairs.iter().map(|pair| pair.after).collect());
    let (by_locus, total) = row::rows([before, after], &pairs, &added, &dropped);
    let keys = [&sides[0].keys, &sides[1].keys];
    let fields = fields::fields([before, after], keys, &pairs);
    Ok(Comparison {
        options,
        scale,
        pairs,
        added,
        dropped,
        by_locus,
        total,
        by_technique: row::by_technique([before, after]),
        by_cocktail: cocktails::rows(keys, [before, after]),
        fields,
    })
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

/// One of the two sessions.
struct Side<'a> {
    session: &'a Session,
    keys: Keys,
}

impl<'a> Side<'a> {
    fn new(session: &'a Session) -> Self {
        Self { session, keys: Keys::of(session) }
    }

    fn marks(&self) -> &'a [Arc<Mark>] {
        &self.session.marks
    }

    /// Orders two sessions by what they hold, alike on both sides of the body.
    fn content(&self) -> impl Iterator<Item = impl Ord + use<'a>> + use<'a> {
        self.marks().iter().map(|mark| {
            let [x, y, z] = mark.site().hundredths();
            (
                mark.id,
                [x.abs(), y, z],
                &mark.deposit.technique,
                mark.deposit.cocktail,
                mark.deposit.depth,
                mark.deposit.volume,
            )
        })
    }
}

/// The pairs, found with the same session in front whichever comes first, so that swapping them changes nothing.
fn matched(before: &Side<'_>, after: &Side<'_>, options: Options, scale: Scale) -> Result<Vec<Pair>, CompareError> {
    let swapped = before.content().gt(after.content());
    let [front, back] = if swapped { [after, before] } else { [before, after] };
    let reach = Reach { sessions: [front.session, back.session], tolerance_mm: options.tolerance_mm, scale };
    let mut candidates = reach.candidates()?;
    for (mark, near) in front.marks().iter().zip(&mut candidates) {
        // A line isn't a point that has become longer.
        near.retain(|candidate| back.marks()[candidate.other].shape.kind() == mark.shape.kind());
    }
    let remixed = remixed([&before.keys, &after.keys], [before.session, after.session]);
    let tolerance = hundredths(options.tolerance_mm);
    let mut ways = BTreeMap::new();
    let column_of_row = assign(edges(&candidates, front, back, options), back.marks().len(), |row, column| {
        let way = reach.way(row, column)?;
        ways.insert((row, column), way);
        let changes = changes(front, back, &front.marks()[row], &back.marks()[column]);
        Some(weight(way - tolerance, changes))
    });
    let pair = |(row, column): (usize, Option<usize>)| {
        let place = (row, column?);
        let way = *ways.get(&place)?;
        let (row, column) = if swapped { (place.1, place.0) } else { place };
        let mut pair = pair(before, after, [row, column], way, options);
        let letters = [&before.marks()[row], &after.marks()[column]].map(|mark| mark.deposit.cocktail);
        pair.changes.mixture = matches!(letters, [Some(one), Some(other)] if remixed.contains(&(one, other)));
        Some(pair)
    };
    Ok(column_of_row.into_iter().enumerate().filter_map(pair).collect())
}

fn pair(before: &Side<'_>, after: &Side<'_>, [row, column]: [usize; 2], way: i64, options: Options) -> Pair {
    let (from, to) = (&before.marks()[row], &after.marks()[column]);
    #[expect(clippy::cast_precision_loss, reason = "at most the largest tolerance in hundredths")]
    let distance_mm = way as f32 / 100.0;
    let moved = way >= hundredths(options.moved_from_mm).max(1);
    Pair {
        before: from.id,
        after: to.id,
        distance_mm,
        locus: to.site().locus(),
        change: if moved { Change::Moved(distance_mm) } else { Change::Repeated },
        changes: changes(before, after, from, to),
    }
}

fn changes(before: &Side<'_>, after: &Side<'_>, from: &Mark, to: &Mark) -> Changes {
    Changes {
        technique: from.deposit.technique != to.deposit.technique,
        depth: from.deposit.depth != to.deposit.depth,
        cocktail: before.keys.of_mark(from) != after.keys.of_mark(to),
        volume: from.deposit.volume != to.deposit.volume,
        mixture: false,
    }
}

fn edges(candidates: &[Vec<Candidate>], front: &Side<'_>, back: &Side<'_>, options: Options) -> Vec<Vec<Edge>> {
    let tolerance = hundredths(options.tolerance_mm);
    let edge = |from: &Mark, candidate: &Candidate| {
        let changes = changes(front, back, from, &back.marks()[candidate.other]);
        Edge { column: candidate.other, weight: weight(candidate.least - tolerance, changes), exact: false }
    };
    let of_row = |(row, near): (usize, &Vec<Candidate>)| {
        near.iter().map(|candidate| edge(&front.marks()[row], candidate)).collect()
    };
    candidates.iter().enumerate().map(of_row).collect()
}

/// The weight of a pair, in levels of 22 bits of which a higher one always outweighs the lower ones: distance beyond two
/// singles, number of pairs, changed techniques, changed cocktails, changed depths and volumes.
///
/// A session holds at most 200,000 marks, so that no sum of a level overflows into the next.
fn weight(beyond_singles: i64, changes: Changes) -> Weight {
    const LEVEL: Weight = 1 << 22;
    let doses = Weight::from(changes.depth) + Weight::from(changes.volume);
    let levels = [
        Weight::from(beyond_singles.min(0)),
        -1,
        Weight::from(changes.technique),
        Weight::from(changes.cocktail),
        doses,
    ];
    levels.into_iter().fold(0, |weight, level| weight * LEVEL + level)
}
