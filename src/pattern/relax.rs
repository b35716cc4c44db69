//! Places pushed apart until they are even: each pushes those that are nearer than the spacing, as the bars of a truss do
//! (P.-O. Persson and G. Strang, "A simple mesh generator in MATLAB", SIAM Review 46, 2004); where a hole stays one is
//! added, where two stay too near one is taken away. Of all rounds the most even one is kept.

use super::Plan;
use super::area::{Area, Spot};
use super::grid::Grid;
use crate::atlas::each;
use crate::geom::Vec3;

/// How often holes and crowds are looked for.
const ROUNDS: usize = 8;
/// How often places push each other in a round.
const PUSHES: usize = 16;
/// The share of what is missing of the spacing by which a place moves.
const PUSH: f32 = 0.35;
/// Bars are this much longer than the spacing, so that places fill the area.
const STRETCH: f32 = 1.02;
/// Shorter steps than this, in spacings, are not worth going.
const STILL: f32 = 0.004;
/// A sample farther from every place than this, in spacings, lies in a hole; a perfect lattice has 0.58.
const HOLE: f32 = 0.74;
/// As much room as this takes one more place as long as there are fewer than the area asks for.
const ROOM: f32 = 0.66;
/// Two places nearer than this to each other, in spacings, are one too many.
const CROWD: f32 = 0.9;

/// The places, evened out.
pub(super) fn evened(area: &Area<'_>, plan: &Plan, places: Vec<Spot>) -> Vec<Spot> {
    let truss = Truss { area, spacing_mm: plan.spacing_mm, wanted: plan.count(area.area_mm2()) };
    let mut now = places;
    truss.pushed(&mut now);
    let mut best = (truss.fault(&now), now.clone());
    for _ in 0..ROUNDS {
        if best.0 == 0.0 {
            break;
        }
        truss.fill(&mut now);
        truss.pushed(&mut now);
        let fault = truss.fault(&now);
        if fault < best.0 {
            best = (fault, now.clone());
        }
        truss.thin(&mut now);
    }
    best.1
}

struct Truss<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    wanted: usize,
}

impl Truss<'_> {
    fn grid(&self, places: &[Spot]) -> Grid<'_> {
        Grid::of(&self.area.body.surface, self.spacing_mm, places.iter().copied())
    }

    /// How uneven the places are: nothing where no two crowd, no hole is left and the count is right.
    fn fault(&self, places: &[Spot]) -> f32 {
        let grid = self.grid(places);
        let nearest = places.iter().map(|spot| {
            let mut least_mm = self.spacing_mm;
            grid.near(spot, self.spacing_mm, |other, way_mm| {
                if other.at != spot.at {
                    least_mm = least_mm.min(way_mm);
                }
            });
            least_mm / self.spacing_mm
        });
        let crowded = (CROWD - nearest.fold(1.0, f32::min)).max(0.0);
        let hole = (self.gaps(&grid).into_iter().map(|(gap, _)| gap).fold(0.0, f32::max) - HOLE).max(0.0);
        let missing = places.len().abs_diff(self.wanted) as f32 / self.wanted.max(1) as f32;
        crowded + hole + (missing - 0.03).max(0.0)
    }

    fn pushed(&self, places: &mut [Spot]) {
        let mut left = PUSHES;
        while left > 0 && self.push(places) {
            left -= 1;
        }
    }

    /// One push of all by all; `false` where nothing moved.
    fn push(&self, places: &mut [Spot]) -> bool {
        let grid = self.grid(places);
        let moved = each(places, |spot| self.step(&grid, spot));
        let any = moved.iter().any(Option::is_some);
        for (spot, moved) in places.iter_mut().zip(moved) {
            *spot = moved.unwrap_or(*spot);
        }
        any
    }

    fn step(&self, grid: &Grid<'_>, spot: &Spot) -> Option<Spot> {
        let (mut sum, bar_mm) = (Vec3::ZERO, self.spacing_mm * STRETCH);
        grid.near(spot, bar_mm, |other, way_mm| {
            let away = (spot.mm - other.mm).reject_from_normalized(spot.normal).normalize_or_zero();
            sum += away * (bar_mm - way_mm);
        });
        let step_mm = (sum.length() * PUSH).min(self.spacing_mm * 0.25);
        if step_mm < self.spacing_mm * STILL {
            return None;
        }
        // Where the edge is in the way, along it.
        let left = spot.normal.cross(sum);
        let ways = [(1.0, 0.0), (0.7, 0.7), (0.7, -0.7), (0.2, 0.9), (0.2, -0.9)];
        ways.into_iter()
            .find_map(|(ahead, aside)| self.went(spot, sum * ahead + left * aside, step_mm * ahead.max(0.5)))
    }

    /// Where a step leads, if that lies inside the margin.
    fn went(&self, spot: &Spot, toward: Vec3, step_mm: f32) -> Option<Spot> {
        let next = Spot::on(self.area.body, self.area.body.surface.straight_on(spot.at, toward, step_mm));
        (self.area.contains(next.at) && self.area.has_margin(&next, self.spacing_mm)).then_some(next)
    }

    /// Takes away places that are too near to one before them, and the most crowded one of too many.
    fn thin(&self, places: &mut Vec<Spot>) {
        let spare = places.len().saturating_sub(self.wanted + self.wanted / 50);
        let grid = self.grid(places);
        let mut crowds: Vec<(f32, usize)> = places.iter().map(|spot| self.crowd(&grid, spot)).zip(0..).collect();
        crowds.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut spared: Vec<usize> = crowds.into_iter().take(spare.div_ceil(2)).map(|(_, at)| at).collect();
        spared.sort_unstable();
        for at in spared.into_iter().rev() {
            places.remove(at);
        }
        let mut kept = self.grid(&[]);
        places.retain(|spot| {
            let crowded = kept.has_within(spot, CROWD * self.spacing_mm);
            if !crowded {
                kept.add(*spot);
            }
            !crowded
        });
    }

    /// How much all that is near pushes a place, in whatever direction.
    fn crowd(&self, grid: &Grid<'_>, spot: &Spot) -> f32 {
        let mut sum_mm = 0.0;
        grid.near(spot, self.spacing_mm, |other, way_mm| {
            if other.at != spot.at {
                sum_mm += self.spacing_mm - way_mm;
            }
        });
        sum_mm
    }

    /// Samples inside the margin with how far, in spacings, they lie from the nearest place, where that is much.
    fn gaps(&self, grid: &Grid<'_>) -> Vec<(f32, &Spot)> {
        let gap = |spot: &Spot| grid.nearest_mm(spot, self.spacing_mm).min(self.spacing_mm) / self.spacing_mm;
        let gaps = each(&self.area.samples, gap).into_iter().zip(&self.area.samples);
        gaps.filter(|(gap, spot)| *gap > ROOM && self.area.has_margin(spot, self.spacing_mm)).collect()
    }

    /// Adds a place in the middle of every hole, the largest first.
    fn fill(&self, places: &mut Vec<Spot>) {
        let mut grid = self.grid(places);
        let mut gaps = self.gaps(&grid);
        gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut added = Vec::new();
        for (_, spot) in gaps {
            let least = if places.len() + added.len() < self.wanted { ROOM } else { HOLE };
            if !grid.has_within(spot, least * self.spacing_mm) {
                grid.add(*spot);
                added.push(*spot);
            }
        }
        places.extend(added);
    }
}
