//! Places evened out: pushed apart (`push`), then, where a hole stays, one is added, where two stay too near, one is taken
//! away, and what lies around is pushed again. Of all rounds the most even one is kept.

use super::Plan;
use super::area::Area;
use super::grid::Grid;
use super::push::pushed;
use super::spot::Spot;
use crate::atlas::{SurfacePoint, each};

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

/// The places, evened out; one at the anchor stays there.
pub(super) fn evened(area: &Area<'_>, plan: &Plan, places: Vec<Spot>) -> Vec<Spot> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, anchor: plan.anchor, wanted: plan.count(area.area_mm2()) };
    let mut places = truss.mirrored(places);
    let is_free = |spot: &Spot| Some(spot.at) != plan.anchor;
    pushed(area, plan.spacing_mm, &mut places, (is_free, STRETCH), PUSHES[0]);
    let mut faults = truss.faults(&places);
    let mut best = (faults.measure, places.clone());
    for _ in 0..(ROUNDS_TIMES_PLACES / places.len().max(1)).clamp(1, ROUNDS) {
        if best.0 == 0.0 {
            break;
        }
        let stirred = truss.mended(&mut places, faults);
        places = truss.mirrored(places);
        let is_stirred = |spot: &Spot| is_free(spot) && area.ways.has_within(&stirred, spot, STIRRED * plan.spacing_mm);
        pushed(area, plan.spacing_mm, &mut places, (is_stirred, STRETCH), PUSHES[1]);
        faults = truss.faults(&places);
        if faults.measure < best.0 {
            best = (faults.measure, places.clone());
        }
    }
    best.1
}

/// The places, with one more in every hole that has room for it, the largest first.
pub(super) fn filled(area: &Area<'_>, plan: &Plan, mut places: Vec<Spot>) -> Vec<Spot> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, anchor: None, wanted: places.len() };
    let mut grid = truss.grid(&places);
    for (gap, spot) in truss.gaps(&grid) {
        if gap > CROWD && !area.is_crowded(&grid, &spot, CROWD * plan.spacing_mm) {
            grid.add(spot);
            places.push(spot);
        }
    }
    places
}

/// Samples with how far the nearest place is in spacings, where that is much, farthest first.
pub(super) fn gaps(area: &Area<'_>, plan: &Plan, places: &[Spot]) -> Vec<(f32, Spot)> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, anchor: None, wanted: places.len() };
    truss.gaps(&truss.grid(places))
}

/// How uneven places lie: nothing where no hole is left and their count is right.
pub(super) fn unevenness(area: &Area<'_>, plan: &Plan, places: &[Spot]) -> f32 {
    /// A count that is wrong by a share weighs as much as a hole that is too wide by so many times that share of a spacing.
    const COUNT: f32 = 8.0;
    let wanted = plan.count(area.area_mm2());
    let truss = Truss { area, spacing_mm: plan.spacing_mm, anchor: None, wanted };
    let hole = truss.gaps(&truss.grid(places)).first().map_or(0.0, |(gap, _)| (gap - HOLE).max(0.0));
    hole + COUNT * (truss.missing(places) - 0.02).max(0.0)
}

/// Takes away places by their numbers, which are in order.
fn leave_out(places: &mut Vec<Spot>, gone: &[usize]) {
    let mut numbers = 0..;
    places.retain(|_| numbers.next().is_none_or(|number| gone.binary_search(&number).is_err()));
}

struct Truss<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    /// Where a place stays.
    anchor: Option<SurfacePoint>,
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
    /// The left places, those in the midline and the mirror images of the left ones, where the area is its own mirror image;
    /// a place and its mirror image that crowd are one in the midline.
    fn mirrored(&self, places: Vec<Spot>) -> Vec<Spot> {
        const ONE: f32 = 0.6;
        if !self.area.is_symmetric() {
            return places;
        }
        let body = self.area.body;
        let is_one = |spot: &Spot| spot.is_in_midline() || 2.0 * spot.mm.x.abs() < ONE * self.spacing_mm;
        let (middle, beside): (Vec<Spot>, Vec<Spot>) = places.into_iter().partition(is_one);
        let left: Vec<Spot> = beside.into_iter().filter(|spot| spot.mm.x > 0.0).collect();
        let right: Vec<Spot> = left.iter().map(|spot| spot.mirrored(body)).collect();
        let (mut kept, mut between) = (self.grid(&[]), Vec::new());
        for spot in middle {
            let spot = match spot.at {
                at if Some(at) == self.anchor => spot,
                _ => Spot::on(body, body.surface.closest(spot.mm.with_x(0.0)).0),
            };
            if !self.area.ways.has_within(&kept, &spot, ONE * self.spacing_mm) {
                kept.add(spot);
                between.push(spot);
            }
        }
        [left, between, right].concat()
    }

    fn grid(&self, places: &[Spot]) -> Grid {
        Grid::of(self.spacing_mm, places.iter().copied())
    }

    fn faults(&self, places: &[Spot]) -> Faults {
        let grid = self.grid(places);
        let gaps = self.gaps(&grid);
        let crowds = self.crowds(&grid, places);
        let crowded: f32 = crowds.iter().map(|(nearest, _)| (CROWD - nearest).max(0.0)).sum();
        let holes: f32 = gaps.iter().map(|(gap, _)| (gap - HOLE).max(0.0)).sum();
        Faults { measure: crowded + holes + (self.missing(places) - 0.02).max(0.0), gaps, crowds }
    }

    /// How wrong the count is, as a share of what it should be.
    fn missing(&self, places: &[Spot]) -> f32 {
        places.len().abs_diff(self.wanted) as f32 / self.wanted.max(1) as f32
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

    /// Samples inside the margin with how far, in spacings, they lie from the nearest place, where that is much: none of those
    /// that lie about a place.
    fn gaps(&self, grid: &Grid) -> Vec<(f32, Spot)> {
        let (ways, samples) = (&self.area.ways, &self.area.samples);
        let (most_mm, room_mm) = (self.spacing_mm, ROOM * self.spacing_mm);
        let is_open = each(samples, |sample| sample.is_inner && !ways.has_within(grid, &sample.spot, room_mm));
        let open: Vec<Spot> =
            samples.iter().zip(is_open).filter(|(_, is_open)| *is_open).map(|(sample, _)| sample.spot).collect();
        let gap = |spot: &Spot| ways.nearest_mm(grid, spot, most_mm).min(most_mm) / most_mm;
        let mut gaps: Vec<(f32, Spot)> = each(&open, gap).into_iter().zip(open).collect();
        gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
        gaps
    }

    /// Takes away places that are too near to one before them, and the most crowded ones of too many; adds one in the middle
    /// of every hole, the largest first. What was changed comes back.
    fn mended(&self, places: &mut Vec<Spot>, faults: Faults) -> Grid {
        let mut stirred = Grid::new(STIRRED * self.spacing_mm);
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
        gone.retain(|&at| Some(places[at].at) != self.anchor);
        gone.sort_unstable();
        gone.dedup();
        gone
    }
}
