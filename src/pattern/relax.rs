//! Places evened out: pushed apart (`push`), then, where a hole stays, one is added, where two stay too near, one is taken
//! away, and what lies around is pushed again. Of all rounds the most even one is kept.

use super::Plan;
use super::area::{Area, Sample};
use super::grid::Grid;
use super::push::pushed;
use super::spot::Spot;
use crate::atlas::each;

/// How often holes and crowds are looked for in a small field, and in one of so many places.
const ROUNDS: usize = 8;
const ROUNDS_TIMES_PLACES: usize = 1400;
/// A sample farther from every place than this, in spacings, lies in a hole; a perfect lattice has 0.58.
const HOLE: f32 = 0.74;
/// As much room as this takes one more place as long as there are fewer than the area asks for.
const ROOM: f32 = 0.66;
/// Two places nearer than this to each other, in spacings, are one too many.
const CROWD: f32 = 0.91;
/// After the first round only places as near as this, in spacings, to something uneven are pushed.
const STIRRED: f32 = 4.5;
/// How often all places push each other, and then those that are stirred in each round.
const PUSHES: [usize; 2] = [24, 24];

/// Bars are this much longer than the spacing, so that places fill the area.
const STRETCH: f32 = 1.02;

/// The places, evened out.
pub(super) fn evened(area: &Area<'_>, plan: &Plan, mut places: Vec<Spot>) -> Vec<Spot> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, wanted: plan.count(area.area_mm2()) };
    pushed(area, plan.spacing_mm, &mut places, (|_: &Spot| true, STRETCH), PUSHES[0]);
    let mut faults = truss.faults(&places);
    let mut best = (faults.measure, places.clone());
    for _ in 0..(ROUNDS_TIMES_PLACES / places.len().max(1)).clamp(1, ROUNDS) {
        if best.0 == 0.0 {
            break;
        }
        let stirred = truss.mended(&mut places, faults);
        let is_stirred = |spot: &Spot| area.ways.has_within(&stirred, spot, STIRRED * plan.spacing_mm);
        pushed(area, plan.spacing_mm, &mut places, (is_stirred, STRETCH), PUSHES[1]);
        faults = truss.faults(&places);
        if faults.measure < best.0 {
            best = (faults.measure, places.clone());
        }
    }
    best.1
}

/// The places of a square lattice, parted only where they are nearer than the spacing: what lies square stays so.
pub(super) fn parted(area: &Area<'_>, plan: &Plan, mut places: Vec<Spot>) -> Vec<Spot> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, wanted: places.len() };
    pushed(area, plan.spacing_mm, &mut places, (|_: &Spot| true, 1.0), PUSHES[0]);
    let crowds = truss.crowds(&truss.grid(&places), &places);
    let gone = truss.superfluous(&places, &crowds);
    leave_out(&mut places, &gone);
    let mut grid = truss.grid(&places);
    for (_, spot) in truss.gaps(&grid) {
        if !area.ways.has_within(&grid, &spot, CROWD * plan.spacing_mm) {
            grid.add(spot);
            places.push(spot);
        }
    }
    places
}

/// Takes away places by their numbers, which are in order.
fn leave_out(places: &mut Vec<Spot>, gone: &[usize]) {
    let mut numbers = 0..;
    places.retain(|_| numbers.next().is_none_or(|number| gone.binary_search(&number).is_err()));
}

struct Truss<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    wanted: usize,
}

/// What is uneven.
struct Faults {
    /// Nothing where no two crowd, no hole is left and the count is right.
    measure: f32,
    /// Samples without a place near them, with how far the nearest is in spacings, farthest first.
    gaps: Vec<(f32, Spot)>,
    /// For every place, how near its nearest is in spacings, and how much all that is near pushes it.
    crowds: Vec<(f32, f32)>,
}

impl Truss<'_> {
    fn grid(&self, places: &[Spot]) -> Grid {
        Grid::of(self.spacing_mm, places.iter().copied())
    }

    fn faults(&self, places: &[Spot]) -> Faults {
        let grid = self.grid(places);
        let gaps = self.gaps(&grid);
        let crowds = self.crowds(&grid, places);
        let crowded: f32 = crowds.iter().map(|(nearest, _)| (CROWD - nearest).max(0.0)).sum();
        let holes: f32 = gaps.iter().map(|(gap, _)| (gap - HOLE).max(0.0)).sum();
        let missing = places.len().abs_diff(self.wanted) as f32 / self.wanted.max(1) as f32;
        Faults { measure: crowded + holes + (missing - 0.02).max(0.0), gaps, crowds }
    }

    fn crowds(&self, grid: &Grid, places: &[Spot]) -> Vec<(f32, f32)> {
        each(places, |spot| self.crowd(grid, spot))
    }

    /// How near the nearest other place is, in spacings up to one, and how much all that is near pushes a place, in whatever
    /// direction.
    fn crowd(&self, grid: &Grid, spot: &Spot) -> (f32, f32) {
        let (mut least_mm, mut sum_mm) = (self.spacing_mm, 0.0);
        self.area.ways.near(grid, spot, self.spacing_mm, |other, way_mm| {
            if other.at != spot.at {
                least_mm = least_mm.min(way_mm);
                sum_mm += self.spacing_mm - way_mm;
            }
        });
        (least_mm / self.spacing_mm, sum_mm)
    }

    /// Samples inside the margin with how far, in spacings, they lie from the nearest place, where that is much.
    fn gaps(&self, grid: &Grid) -> Vec<(f32, Spot)> {
        let ways = &self.area.ways;
        let most_mm = self.spacing_mm;
        let is_open = |sample: &Sample| sample.is_inner && !ways.has_within(grid, &sample.spot, ROOM * most_mm);
        let open =
            each(&self.area.samples, is_open).into_iter().zip(&self.area.samples).filter(|(is_open, _)| *is_open);
        let gap = |spot: &Spot| ways.nearest_mm(grid, spot, most_mm).min(most_mm) / most_mm;
        let mut gaps: Vec<(f32, Spot)> = open.map(|(_, sample)| (gap(&sample.spot), sample.spot)).collect();
        gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
        gaps
    }

    /// Takes away places that are too near to one before them, and the most crowded ones of too many; adds one in the middle
    /// of every hole, the largest first. What was changed comes back.
    fn mended(&self, places: &mut Vec<Spot>, faults: Faults) -> Grid {
        let mut stirred = self.grid(&[]);
        let gone = self.superfluous(places, &faults.crowds);
        for &at in &gone {
            stirred.add(places[at]);
        }
        leave_out(places, &gone);
        let mut grid = self.grid(places);
        for (gap, spot) in faults.gaps {
            let least = if places.len() < self.wanted { ROOM } else { HOLE };
            if gap > least && !self.area.ways.has_within(&grid, &spot, least * self.spacing_mm) {
                grid.add(spot);
                places.push(spot);
                stirred.add(spot);
            }
        }
        stirred
    }

    /// Which places are too near to one before them, or the most crowded ones of too many, in their order.
    fn superfluous(&self, places: &[Spot], crowds: &[(f32, f32)]) -> Vec<usize> {
        let most = self.wanted + self.wanted / 64;
        let spare = places.len().saturating_sub(most).div_ceil(2);
        let mut by_crowd: Vec<usize> = (0..places.len()).collect();
        by_crowd.sort_by(|&a, &b| crowds[b].1.total_cmp(&crowds[a].1));
        let mut gone: Vec<usize> = by_crowd.into_iter().take(spare).collect();
        let mut kept = self.grid(&[]);
        for (at, spot) in places.iter().enumerate().filter(|(at, _)| crowds[*at].0 < CROWD) {
            if self.area.ways.has_within(&kept, spot, CROWD * self.spacing_mm) {
                gone.push(at);
            } else {
                kept.add(*spot);
            }
        }
        gone.sort_unstable();
        gone.dedup();
        gone
    }
}
