//! Common shifts: a part of the body that was charted a little higher as a whole, found from how its marks lie to those of the
//! other session, before any is paired.

use std::collections::BTreeMap;

use crate::atlas::Body;
use crate::atlas::landmarks::{Direction, Offset, way_on_left};
use crate::atlas::regions::{RegionId, RegionTree, Side, Sides};
use crate::chart::{Mark, Session};
use crate::geom::Vec2;

use super::Pair;
use super::candidates::{Grid, Spots};
use super::votes::{Frame, Votes, count, spacing_mm};

/// How a part of the body lies in the later session to where it lay in the earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The part: a region without one above it.
    pub part: RegionId,
    /// Which of a pair, or the half of the part on that side; in the midline for a part that is meant whole.
    pub side: Side,
    /// How many marks of both sessions tell so.
    pub pairs: usize,
    /// The way, on average over these, in the patient's mm: the longest part of it first, at most two, none opposite.
    pub way: Vec<Offset>,
}

impl Shift {
    /// How long the way is, in the patient's mm.
    pub fn length_mm(&self) -> f32 {
        self.way.iter().map(|offset| offset.mm * offset.mm).sum::<f32>().sqrt()
    }
}

/// Marks in front that lie to those behind by a common way.
#[derive(Clone, Debug)]
pub(super) struct Drift {
    part: RegionId,
    side: Side,
    /// Their indices, ascending.
    pub(super) rows: Vec<usize>,
    frames: Vec<Frame>,
    /// Across and along the body, in its mm.
    common_mm: Vec2,
}

/// No longer shift is looked for, in mm of the body: what lies farther is another place.
const MOST_MM: f32 = 15.0;
/// Marks farther from each other than this don't tell how dense a chart is, in mm of the body.
const SPARSE_MM: f32 = 40.0;
/// How near two ways must be to be one, as a share of how far marks lie from each other.
const SAME: f32 = 0.25;
/// A shift must explain so much more than none does.
const BETTER: f32 = 1.2;
/// Of two shifts that explain nearly as much the shorter one is meant: one as long as any counts less by this share.
const SHORTER: f32 = 0.05;
/// The most marks of a part that are asked.
const ASKED: usize = 400;

/// Marks of a part of the body.
type Part = (RegionId, Side);

/// The part of the body that a mark belongs to, and its side where there are two of them.
fn part_of(mark: &Mark) -> Part {
    let (tree, locus) = (RegionTree::get(), mark.site().locus());
    let part = tree.ancestors(locus.region).last().unwrap_or(locus.region);
    let side = if tree.region(part).sides == Sides::Paired { locus.side } else { Side::Midline };
    (part, side)
}

/// The common shifts of marks in front to those behind.
pub(super) fn drifts(body: &Body, marks: [&[&Mark]; 2], spots: &[Spots; 2], options: super::Options) -> Vec<Drift> {
    let radius_mm = (2.0 * options.tolerance_mm).min(MOST_MM);
    let search = Search { body, spots, grid: Grid::new(&spots[1].positions_mm, radius_mm), radius_mm, options };
    let mut parts: BTreeMap<Part, [Vec<usize>; 2]> = BTreeMap::new();
    for (session, marks) in marks.iter().enumerate() {
        for (index, mark) in marks.iter().enumerate() {
            parts.entry(part_of(mark)).or_default()[session].push(index);
        }
    }
    let mut found = Vec::new();
    for ((part, side), [front, back]) in parts {
        if let Some(drift) = search.drift((part, side), &front, back.len()) {
            found.push(drift);
        } else if side == Side::Midline {
            // Its halves may lie elsewhere each by itself.
            for half in [Side::Left, Side::Right] {
                let of_half = |session: usize, all: &[usize]| -> Vec<usize> {
                    let is_there = |index: &&usize| marks[session][**index].site().locus().side == half;
                    all.iter().filter(is_there).copied().collect()
                };
                found.extend(search.drift((part, half), &of_half(0, &front), of_half(1, &back).len()));
            }
        }
    }
    found
}

struct Search<'a> {
    body: &'a Body,
    spots: &'a [Spots; 2],
    grid: Grid,
    radius_mm: f32,
    options: super::Options,
}

impl Search<'_> {
    /// The common shift of these marks, if they have one to so many marks behind.
    fn drift(&self, (part, side): Part, rows: &[usize], behind: usize) -> Option<Drift> {
        let first = *rows.first().filter(|_| rows.len().min(behind) > FEW)?;
        let [spots, spots_behind] = self.spots;
        let same_mm = (SAME * spacing_mm(rows, spots, SPARSE_MM)?).min(self.options.tolerance_mm);
        let asked = rows.iter().step_by(rows.len().div_ceil(ASKED));
        let asked: Vec<(usize, Frame)> = asked.map(|row| (*row, Frame::at(self.body, spots, *row))).collect();
        let votes = Votes::of(&asked, [spots, spots_behind], &self.grid, [self.radius_mm, same_mm]);
        let common_mm = votes.best(SHORTER)?;
        let least_mm = self.options.moved_from_mm / spots.factor(first);
        let half = count(asked.len()) * count(behind.min(rows.len())) / count(rows.len()) / 2.0;
        let is_common = common_mm.length() >= least_mm
            && count(votes.hits(common_mm)) >= half
            && votes.score(common_mm) >= BETTER * votes.score(Vec2::ZERO)
            && is_no_chance(&votes, asked.len(), votes.hits(common_mm));
        is_common.then(|| Drift {
            part,
            side,
            rows: rows.to_vec(),
            frames: rows.iter().map(|row| Frame::at(self.body, spots, *row)).collect(),
            common_mm,
        })
    }
}

/// So few marks are no part that lies elsewhere.
const FEW: usize = 5;

/// Whether so many hits are more than the best of all ways would come to by chance (the tail of a binomial distribution,
/// H. Chernoff 1952).
fn is_no_chance(votes: &Votes, asked: usize, hits: usize) -> bool {
    /// The logarithm of one in 20,000.
    const RARE: f32 = 10.0;
    let share = count(hits) / count(asked);
    let chance = (votes.by_chance() / count(asked)).clamp(1e-3, 0.95);
    if share <= chance {
        return false;
    }
    let term = |a: f32, b: f32| if a > 0.0 { a * (a / b).ln() } else { 0.0 };
    let exponent = term(share, chance) + term(1.0 - share, 1.0 - chance);
    count(asked) * exponent > count(votes.count() + 1).ln() + RARE
}

/// Puts the marks in front where they lie once their shifts are taken out.
pub(super) fn take_out(body: &Body, drifts: &[Drift], spots: &mut Spots) {
    for drift in drifts {
        for (row, frame) in drift.rows.iter().zip(&drift.frames) {
            let at_mm = spots.positions_mm[*row] + frame.way(drift.common_mm);
            spots.put(body, *row, at_mm);
        }
    }
}

/// The shifts in words' directions, as the pairs of their marks tell them, from the earlier to the later session.
pub(super) fn shifts(drifts: &[Drift], [before, after]: [&Session; 2], pairs: &[Pair]) -> Vec<Shift> {
    const ENOUGH: usize = 200;
    let body = Body::get(before.body);
    let shift = |drift: &Drift| {
        let is_of = |mark: &Mark| {
            let (part, side) = part_of(mark);
            part == drift.part && (side == drift.side || mark.site().locus().side == drift.side)
        };
        let ends =
            pairs.iter().filter_map(|pair| Some((&**before.mark(pair.before)?, &**after.mark(pair.after)?, pair)));
        let ends: Vec<_> = ends.filter(|(from, _, _)| is_of(from)).collect();
        let step = ends.len().div_ceil(ENOUGH).max(1);
        let way = |(from, to, pair): &(&Mark, &Mark, &Pair)| {
            let is_right = from.site().locus().side == Side::Right;
            let place = |mark: &Mark| mark.site().anchor();
            let mirrored = |at| if is_right { body.surface.mirror(at) } else { at };
            let way = way_on_left(body, [from, to].map(|mark| mirrored(place(mark))), pair.distance_mm);
            way.map(|offset| if drift.side == Side::Midline { of_whole(offset, is_right) } else { offset })
        };
        let ways: Vec<[Offset; 2]> = ends.iter().step_by(step).map(way).collect();
        let mut way = mean_way(&ways);
        way.sort_by(|a, b| b.mm.total_cmp(&a.mm));
        let longest_mm = way.first().map_or(0.0, |offset| offset.mm);
        way.truncate(2);
        way.retain(|offset| offset.mm >= 0.15 * longest_mm);
        Shift { part: drift.part, side: drift.side, pairs: ends.len(), way }
    };
    let found = drifts.iter().map(shift).filter(|shift| shift.pairs > 0 && !shift.way.is_empty());
    found.collect()
}

/// A way on one half of the body as it is called of both: not away from the midline, but to the patient's left.
fn of_whole(offset: Offset, is_right: bool) -> Offset {
    let direction = match (offset.direction, is_right) {
        (Direction::Lateral, false) | (Direction::Medial, true) => Direction::Left,
        (Direction::Lateral, true) | (Direction::Medial, false) => Direction::Right,
        (other, _) => other,
    };
    Offset { direction, ..offset }
}

/// The mean of ways: no two directions are opposite, and none is told that comes to nothing.
pub(super) fn mean_way(ways: &[[Offset; 2]]) -> Vec<Offset> {
    const AXES: [[Direction; 2]; 5] = [
        [Direction::Lateral, Direction::Medial],
        [Direction::Left, Direction::Right],
        [Direction::Superior, Direction::Inferior],
        [Direction::Anterior, Direction::Posterior],
        [Direction::Proximal, Direction::Distal],
    ];
    let along = |direction: Direction| -> f32 {
        ways.iter().flatten().filter(|offset| offset.direction == direction).map(|offset| offset.mm).sum()
    };
    let mean = |[forth, back]: [Direction; 2]| {
        let mm = (along(forth) - along(back)) / count(ways.len().max(1));
        Offset { direction: if mm < 0.0 { back } else { forth }, mm: mm.abs() }
    };
    AXES.map(mean).into_iter().filter(|offset| offset.mm > 0.0).collect()
}
