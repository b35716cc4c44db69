//! Ways along the skin between near places: arcs, and round an edge over a place between that both have an arc to.

use super::grid::Grid;
use super::spot::Spot;

/// What finds ways between near places: samples of the skin around, for ways round an edge.
#[derive(Debug)]
pub(super) struct Ways {
    pub(super) skin: Grid,
}

impl Ways {
    /// Shows every spot of a grid that lies nearer to another than this along the skin, with the way to it in mm; the spot
    /// itself too, if it is one of the grid.
    pub(super) fn near(&self, grid: &Grid, spot: &Spot, reach_mm: f32, mut show: impl FnMut(&Spot, f32)) {
        grid.around(spot.mm, reach_mm, |_, other, chord_mm2| {
            let way_mm = self.way_mm(spot, other, chord_mm2, reach_mm);
            if way_mm < reach_mm {
                show(other, way_mm);
            }
            false
        });
    }

    /// The way from a spot to the nearest one of a grid, in mm, infinite where none is as near as this.
    pub(super) fn nearest_mm(&self, grid: &Grid, spot: &Spot, reach_mm: f32) -> f32 {
        let mut least_mm = f32::INFINITY;
        self.near(grid, spot, reach_mm, |_, way_mm| least_mm = least_mm.min(way_mm));
        least_mm
    }

    /// Whether a spot lies nearer to one of a grid than this.
    pub(super) fn has_within(&self, grid: &Grid, spot: &Spot, reach_mm: f32) -> bool {
        let mut is_there = false;
        grid.around(spot.mm, reach_mm, |_, other, chord_mm2| {
            is_there = self.way_mm(spot, other, chord_mm2, reach_mm) < reach_mm;
            is_there
        });
        is_there
    }

    /// The way between two spots in mm, infinite where it is known to be no shorter than `reach_mm`. Where the skin faces
    /// away it leads over some sample that both have an arc to.
    #[inline]
    pub(super) fn way_mm(&self, a: &Spot, b: &Spot, chord_mm2: f32, reach_mm: f32) -> f32 {
        if let Some(arc_mm) = a.arc_mm(b, chord_mm2) {
            return arc_mm;
        }
        self.round_mm(a, b, reach_mm)
    }

    fn round_mm(&self, a: &Spot, b: &Spot, reach_mm: f32) -> f32 {
        let mut least_mm = f32::INFINITY;
        self.skin.around(a.mm, reach_mm, |_, middle, mm2| {
            let there_mm2 = middle.mm.distance_squared(b.mm);
            if there_mm2 < reach_mm * reach_mm
                && let (Some(here_mm), Some(there_mm)) = (a.arc_mm(middle, mm2), middle.arc_mm(b, there_mm2))
            {
                least_mm = least_mm.min(here_mm + there_mm);
            }
            false
        });
        least_mm
    }
}
