//! Holes of a lattice closed by small steps: where lines end at an edge, fold or meet, what lies round a hole that has no room for
//! another place comes a little nearer to its middle, as far as nothing else then lies too near.

use super::Plan;
use super::area::Area;
use super::grid::Grid;
use super::relax;
use super::spot::Spot;
use crate::atlas::SurfacePoint;

/// How often holes are looked for in a small field, and in one of so many places.
const ROUNDS: usize = 12;
const ROUNDS_TIMES_PLACES: usize = 1400;
/// A sample farther from every place than this, in spacings, lies in a hole that is worth a step, and so near one of them comes.
const HOLE: f32 = 0.745;
const CLOSED: f32 = 0.735;
/// No nearer to another, in spacings, a place comes.
const NEAR: f32 = 0.92;
/// Places as near as this to the middle of a hole, in spacings, lie round it.
const ROUND: f32 = 0.95;
/// Beside an anchor that was told, as near as this in spacings, rows lie just as they were told.
const STILL: f32 = 1.5;
/// The longest step of a place in one round, in spacings.
const STEP: f32 = 0.06;

/// The places, with holes closed as far as steps can; one at the anchor stays there, and so does what lies beside one that was told.
pub(super) fn closed(area: &Area<'_>, plan: &Plan, places: Vec<Spot>, anchor: SurfacePoint) -> Vec<Spot> {
    let rounds = (ROUNDS_TIMES_PLACES / places.len().max(1)).clamp(1, ROUNDS);
    let still_mm = if plan.anchor.is_some() { STILL * plan.spacing_mm } else { 0.0 };
    let anchor = Spot::on(area.body, anchor);
    let mut nudge = Nudge { area, spacing_mm: plan.spacing_mm, anchor, still_mm, places };
    let mut holes = nudge.holes(plan);
    let mut best = (measure(&holes), nudge.places.clone());
    for _ in 0..rounds {
        if holes.is_empty() || !nudge.nudged(&holes) {
            break;
        }
        holes = nudge.holes(plan);
        if measure(&holes) < best.0 {
            best = (measure(&holes), nudge.places.clone());
        }
    }
    best.1
}

/// How much samples lie too far from all places.
fn measure(holes: &[(f32, Spot)]) -> f32 {
    holes.iter().map(|(gap, _)| gap - HOLE).sum()
}

struct Nudge<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    anchor: Spot,
    /// So near to it nothing moves.
    still_mm: f32,
    places: Vec<Spot>,
}

impl Nudge<'_> {
    /// Samples in holes, with how far the nearest place is in spacings, farthest first.
    fn holes(&self, plan: &Plan) -> Vec<(f32, Spot)> {
        let mut gaps = relax::gaps(self.area, plan, &self.places);
        gaps.truncate(gaps.partition_point(|(gap, _)| *gap > HOLE));
        gaps
    }

    /// One step of what lies round each hole, the largest first; whether there was one.
    fn nudged(&mut self, holes: &[(f32, Spot)]) -> bool {
        let before = Grid::of(self.spacing_mm, self.places.iter().copied());
        let (mut done, mut has_moved) = (Grid::new(self.spacing_mm), false);
        for (_, hole) in holes {
            if self.area.ways.has_within(&done, hole, self.spacing_mm / 2.0) {
                continue;
            }
            done.add(*hole);
            for at in self.round(&before, hole) {
                if let Some(next) = self.nearer(&before, at, hole) {
                    (self.places[at], has_moved) = (next, true);
                }
            }
        }
        has_moved
    }

    /// The places round a hole that may move, nearest first.
    fn round(&self, before: &Grid, hole: &Spot) -> Vec<usize> {
        let mut near = Vec::new();
        let reach_mm = ROUND * self.spacing_mm;
        before.around(hole.mm, reach_mm, |at, spot, chord_mm2| {
            let way_mm = self.area.ways.way_mm(hole, spot, chord_mm2, reach_mm);
            if way_mm < reach_mm && self.may_move(spot) {
                near.push((way_mm, at));
            }
            false
        });
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        near.into_iter().map(|(_, at)| at).collect()
    }

    /// Not at the anchor, not beside one that was told, and not where its mirror image would come near.
    fn may_move(&self, spot: &Spot) -> bool {
        let is_still = spot.mm.distance(self.anchor.mm) < self.still_mm;
        spot.at != self.anchor.at && !is_still && (!self.area.is_symmetric() || spot.mm.x.abs() > 1.2 * self.spacing_mm)
    }

    /// Where a place comes by a step toward a hole, if nothing else is too near there.
    fn nearer(&self, before: &Grid, at: usize, hole: &Spot) -> Option<Spot> {
        let (spot, area) = (&self.places[at], self.area);
        let way_mm = area.ways.way_mm(spot, hole, spot.mm.distance_squared(hole.mm), self.spacing_mm);
        let owed_mm = (way_mm - CLOSED * self.spacing_mm).min(STEP * self.spacing_mm);
        if owed_mm <= 0.0 {
            return None;
        }
        let next = Spot::on(area.body, area.body.surface.straight_on(spot.at, hole.mm - spot.mm, owed_mm));
        let is_in = area.contains(next.at) && area.has_margin(&next);
        (is_in && self.is_free(before, at, &next)).then_some(next)
    }

    /// Whether nothing but a place itself is too near to where it would come.
    fn is_free(&self, before: &Grid, at: usize, next: &Spot) -> bool {
        /// How far, in spacings, others may have come in this round.
        const GONE: f32 = 0.3;
        let near_mm = NEAR * self.spacing_mm;
        let mut is_free = true;
        before.around(next.mm, near_mm + GONE * self.spacing_mm, |other, _, _| {
            is_free = other == at || self.area.path_mm(next, &self.places[other], near_mm) >= near_mm;
            !is_free
        });
        is_free
    }
}
