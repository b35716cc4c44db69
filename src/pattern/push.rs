//! Places that push those nearer than the spacing, as the bars of a truss do (P.-O. Persson and G. Strang, "A simple mesh
//! generator in MATLAB", SIAM Review 46, 2004), with lists of neighbours that serve for several pushes (L. Verlet, "Computer
//! experiments on classical fluids", Physical Review 159, 1967).

use super::area::Area;
use super::grid::Grid;
use super::spot::Spot;
use crate::atlas::each;
use crate::geom::Vec3;

/// The share of what is missing of the spacing by which a place moves.
const PUSH: f32 = 0.35;
/// The share of the last step that is gone once more, so that pressure spreads in few pushes (B. T. Polyak, "Some methods of
/// speeding up the convergence of iteration methods", USSR Comput. Math. 4, 1964).
const MOMENTUM: f32 = 0.8;
/// Shorter steps than this, in spacings, are not worth going.
const STILL: f32 = 0.004;
/// The longest step, in spacings.
const STEP: f32 = 0.25;
/// So many pushes are served by one list of neighbours, which reaches this much farther than a bar, in spacings.
const PUSHES_A_LIST: usize = 8;
const BEYOND_A_BAR: f32 = 0.4;

/// Up to so many pushes of all that are stirred by all that are nearer than a bar, in spacings; fewer where they come to rest.
/// Where the area is its own mirror image the places are the left ones, those in the midline, and the mirror images of the
/// left ones, which follow them.
pub(super) fn pushed(
    area: &Area<'_>,
    spacing_mm: f32,
    places: &mut [Spot],
    (is_stirred, bar): (impl Fn(&Spot) -> bool, f32),
    most: usize,
) {
    let twins = if area.is_symmetric() { left_ones(places) } else { 0 };
    let own = places.len() - twins;
    let stirred: Vec<usize> = (0..own).filter(|&at| is_stirred(&places[at])).collect();
    for _ in 0..most.div_ceil(PUSHES_A_LIST) {
        let grid = Grid::of(spacing_mm * (1.0 + BEYOND_A_BAR), places.iter().copied());
        let mut hoods: Vec<Hood> = each(&stirred, |&at| Hood::of(area, spacing_mm, &grid, (at, &places[at])));
        // Which have just moved: what rests among others that do needn't be looked at.
        let mut is_moving = vec![true; places.len()];
        for _ in 0..PUSHES_A_LIST {
            let step = |hood: &Hood| hood.step(area, [spacing_mm, spacing_mm * bar], places);
            let moved = each(&hoods, |hood| if hood.rests(&is_moving) { None } else { step(hood) });
            is_moving.fill(false);
            for (hood, moved) in hoods.iter_mut().zip(moved) {
                hood.is_settled = moved.is_none() && hood.last_mm == Vec3::ZERO;
                is_moving[hood.own] = moved.is_some();
                let spot = &mut places[hood.own];
                hood.last_mm = moved.map_or(Vec3::ZERO, |moved| moved.mm - spot.mm);
                *spot = moved.unwrap_or(*spot);
            }
            for left in 0..twins {
                is_moving[own + left] = is_moving[left];
                places[own + left] = places[left].mirrored(area.body);
            }
            if !is_moving.contains(&true) {
                return;
            }
        }
    }
}

/// How many places lie on the left, before those in the midline.
fn left_ones(places: &[Spot]) -> usize {
    places.iter().take_while(|spot| spot.mm.x > 0.0 && !spot.is_in_midline()).count()
}

/// A place with what is near it.
struct Hood {
    own: usize,
    others: Vec<u32>,
    is_near_edge: bool,
    /// The step that it has just gone.
    last_mm: Vec3,
    /// Whether it stays as long as nothing near it moves.
    is_settled: bool,
}

impl Hood {
    fn of(area: &Area<'_>, spacing_mm: f32, grid: &Grid, (own, spot): (usize, &Spot)) -> Self {
        let mut others = Vec::with_capacity(16);
        grid.around(spot.mm, spacing_mm * (1.0 + BEYOND_A_BAR), |at, _, _| {
            if at != own {
                others.push(at as u32);
            }
            false
        });
        let is_near_edge = area.is_near_edge(spot, spacing_mm * BEYOND_A_BAR);
        Self { own, others, is_near_edge, last_mm: Vec3::ZERO, is_settled: false }
    }

    /// Whether it stays where it is, as nothing near it has moved.
    fn rests(&self, is_moving: &[bool]) -> bool {
        self.is_settled && !self.others.iter().any(|&other| is_moving[other as usize])
    }

    /// Where the others push a place, if that is worth going.
    fn step(&self, area: &Area<'_>, [spacing_mm, bar_mm]: [f32; 2], places: &[Spot]) -> Option<Spot> {
        let spot = &places[self.own];
        let mut sum = Vec3::ZERO;
        for other in self.others.iter().map(|&other| &places[other as usize]) {
            let chord_mm2 = spot.mm.distance_squared(other.mm);
            if chord_mm2 < bar_mm * bar_mm {
                let way_mm = area.ways.way_mm(spot, other, chord_mm2, bar_mm);
                if way_mm < bar_mm {
                    let away = (spot.mm - other.mm).reject_from_normalized(spot.normal).normalize_or_zero();
                    sum += away * (bar_mm - way_mm);
                }
            }
        }
        if area.is_symmetric() && spot.is_in_midline() {
            sum.x = 0.0;
        }
        let sum = sum * PUSH + self.last_mm.reject_from_normalized(spot.normal) * MOMENTUM;
        let step_mm = sum.length().min(spacing_mm * STEP);
        if step_mm < spacing_mm * STILL {
            return None;
        }
        // Where the edge is in the way, along it.
        let left = spot.normal.cross(sum);
        let ways = [(1.0, 0.0), (0.7, 0.7), (0.7, -0.7), (0.2, 0.9), (0.2, -0.9)];
        ways.into_iter()
            .find_map(|(ahead, aside)| self.went(area, spot, sum * ahead + left * aside, step_mm * ahead.max(0.5)))
    }

    /// Where a step leads, if that lies inside the margin.
    fn went(&self, area: &Area<'_>, spot: &Spot, toward: Vec3, step_mm: f32) -> Option<Spot> {
        let next = Spot::on(area.body, area.body.surface.straight_on(spot.at, toward, step_mm));
        let stays = !self.is_near_edge || area.contains(next.at) && area.has_margin(&next);
        stays.then_some(next)
    }
}
