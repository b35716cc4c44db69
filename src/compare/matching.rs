//! The pairs of two sets of marks, found with the same set in front whichever comes first.

use std::collections::BTreeMap;

use crate::atlas::Body;
use crate::atlas::size::Scale;
use crate::chart::{Mark, Session};

use super::assignment::{Edge, Pairs, Weight, assign};
use super::candidates::{Reach, Spots, hundredths};
use super::cocktails::{Keys, remixed};
use super::shift::{self, Drift};
use super::{Change, Changes, CompareError, Options, Pair};

/// More candidates than this mean that far too many marks lie at one spot, and memory would run out.
const MAX_CANDIDATES: usize = 2_000_000;

/// What is matched of one of the two sessions.
pub(super) struct Side<'a> {
    pub(super) session: &'a Session,
    pub(super) keys: &'a Keys,
    pub(super) marks: Vec<&'a Mark>,
}

impl<'a> Side<'a> {
    /// Orders two sessions by what they hold, alike on both sides of the body.
    fn content(&self) -> impl Iterator<Item = impl Ord + use<'a>> + use<'a> {
        self.session.marks.iter().map(|mark| {
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

    /// Whether the other session stands in front when these two are matched.
    pub(super) fn stands_behind(&self, other: &Self) -> bool {
        self.content().gt(other.content())
    }
}

/// Whether common shifts are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looking {
    /// Marks are paired where they are.
    WhereTheyAre,
    /// A common shift of a part of the body is taken out first.
    ForShifts,
}

/// Two sides, to be matched.
pub(super) struct Matching<'a> {
    pub(super) sides: [&'a Side<'a>; 2],
    pub(super) options: Options,
    pub(super) scale: Scale,
}

/// What was found: the pairs, and what parts of the body lie elsewhere as a whole.
pub(super) struct Matched {
    pub(super) pairs: Vec<Pair>,
    /// For the earlier side's marks among the pairs, by their place in [`Self::pairs`], which of these they follow.
    pub(super) drifts: Vec<Drift>,
}

impl Matching<'_> {
    /// The pairs, by number in the earlier session.
    pub(super) fn found(&self, looking: Looking) -> Result<Matched, CompareError> {
        let [before, after] = self.sides;
        let swapped = before.stands_behind(after);
        let [front, back] = if swapped { [after, before] } else { [before, after] };
        let body = Body::get(before.session.body);
        let mut spots = [front, back].map(|side| Spots::of(body, &side.marks, self.scale));
        let drifts = match looking {
            Looking::WhereTheyAre => Vec::new(),
            Looking::ForShifts => shift::drifts(body, [&front.marks, &back.marks], &spots, self.options),
        };
        shift::take_out(body, &drifts, &mut spots[0]);
        let mut told = Told {
            reach: Reach::new(body, spots, self.options.tolerance_mm, self.scale),
            sides: [front, back],
            tolerance: hundredths(self.options.tolerance_mm),
            circles: vec![0; front.marks.len()],
            count: 0,
            ways: BTreeMap::new(),
        };
        let [rows, columns] = told.reach.marks();
        let column_of_row = assign(rows, columns, &mut told);
        if told.count > MAX_CANDIDATES {
            return Err(CompareError::TooDense { tolerance_mm: self.options.tolerance_mm });
        }
        let remixed = remixed([before.keys, after.keys], [before.session, after.session]);
        let pair = |(row, column): (usize, Option<usize>)| {
            let way = *told.ways.get(&(row, column?))?;
            let [one, other] = if swapped { [column?, row] } else { [row, column?] };
            let is_shifted = drifts.iter().any(|drift| drift.rows.binary_search(&row).is_ok());
            let mut pair = self.pair([before.marks[one], after.marks[other]], way, is_shifted);
            let letters = [before.marks[one], after.marks[other]].map(|mark| mark.deposit.cocktail);
            pair.changes.mixture = matches!(letters, [Some(one), Some(other)] if remixed.contains(&(one, other)));
            Some(pair)
        };
        let mut pairs: Vec<Pair> = column_of_row.into_iter().enumerate().filter_map(pair).collect();
        pairs.sort_unstable_by_key(|pair| pair.before);
        Ok(Matched { pairs, drifts })
    }

    /// A pair whose marks lie so far from each other in hundredths of a millimetre, once a common shift is taken out.
    fn pair(&self, [from, to]: [&Mark; 2], way: i64, is_shifted: bool) -> Pair {
        #[expect(clippy::cast_precision_loss, reason = "at most the largest tolerance in hundredths")]
        let beyond_shift_mm = way as f32 / 100.0;
        let distance_mm = if is_shifted { self.whole_way_mm([from, to]) } else { beyond_shift_mm };
        let counted_mm = if self.options.without_shift { beyond_shift_mm } else { distance_mm };
        let moved = hundredths(counted_mm) >= hundredths(self.options.moved_from_mm).max(1);
        Pair {
            before: from.id,
            after: to.id,
            distance_mm,
            beyond_shift_mm,
            locus: to.site().locus(),
            change: if moved { Change::Moved(counted_mm) } else { Change::Repeated },
            changes: changes([self.sides[0].keys, self.sides[1].keys], [from, to]),
        }
    }

    /// From where a mark was to where it is along the patient's skin, the shift of its part with it, to 0.01 mm; straight
    /// where the skin bends so much that no way is found near that.
    fn whole_way_mm(&self, marks: [&Mark; 2]) -> f32 {
        let body = Body::get(self.sides[0].session.body);
        let [from, to] = marks.map(|mark| mark.site().anchor());
        let [here, there] = marks.map(|mark| self.scale.in_region(mark.site().locus().region));
        let straight_mm = body.surface.position_mm(from).distance(body.surface.position_mm(to));
        let way_mm = body.surface.distance_mm(from, to, straight_mm * 2.0 + 1.0).unwrap_or(straight_mm);
        (way_mm * f32::midpoint(here, there) * 100.0).round() / 100.0
    }
}

/// What is recorded differently, but for the mixtures.
fn changes(keys: [&Keys; 2], [from, to]: [&Mark; 2]) -> Changes {
    Changes {
        technique: from.deposit.technique != to.deposit.technique,
        depth: from.deposit.depth != to.deposit.depth,
        cocktail: keys[0].of_mark(from) != keys[1].of_mark(to),
        volume: from.deposit.volume != to.deposit.volume,
        mixture: false,
    }
}

/// The pairs that the marks in front may make.
struct Told<'a> {
    reach: Reach<'a>,
    /// Front and back.
    sides: [&'a Side<'a>; 2],
    tolerance: i64,
    /// The circle to look at next, for each mark in front.
    circles: Vec<usize>,
    count: usize,
    ways: BTreeMap<(usize, usize), i64>,
}

impl Told<'_> {
    fn weight(&self, way: i64, row: usize, column: usize) -> Weight {
        let [front, back] = self.sides;
        weight(way - self.tolerance, changes([front.keys, back.keys], [front.marks[row], back.marks[column]]))
    }
}

impl Pairs for Told<'_> {
    fn ahead(&self, row: usize) -> Option<Weight> {
        let least = self.reach.least_of(self.circles[row]).filter(|_| self.count <= MAX_CANDIDATES)?;
        Some(weight(least - self.tolerance, Changes::default()))
    }

    fn more(&mut self, row: usize, told: &mut Vec<Edge>) {
        let found = self.reach.found_in(self.circles[row], row);
        self.circles[row] += 1;
        self.count += found.len();
        // A line isn't a point that has become longer.
        let [front, back] = self.sides;
        let kind = front.marks[row].shape.kind();
        let found = found.into_iter().filter(|candidate| back.marks[candidate.other].shape.kind() == kind);
        told.extend(found.map(|candidate| Edge {
            column: candidate.other,
            floor: weight(candidate.least - self.tolerance, Changes::default()),
            weight: self.weight(candidate.least, row, candidate.other),
            exact: false,
        }));
    }

    fn measure(&mut self, row: usize, column: usize) -> Option<Weight> {
        let way = self.reach.way(row, column)?;
        self.ways.insert((row, column), way);
        Some(self.weight(way, row, column))
    }
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
