//! A place of the skin with what is asked of it again and again, and the way from one to another near it.

use super::grid::Grid;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// A place with what is asked of it again and again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) at: SurfacePoint,
    pub(super) mm: Vec3,
    pub(super) normal: Vec3,
}

impl Spot {
    pub(super) fn on(body: &Body, at: SurfacePoint) -> Self {
        Self { at, mm: body.surface.position_mm(at), normal: body.surface.normal(at) }
    }

    /// The way along the skin to a near place, in mm: the arc that the chord and the angle of the two normals belong to;
    /// `None` where the skin there faces away, as on the other side of an ear: no arc joins the two.
    #[inline]
    fn arc_mm(&self, other: &Self, chord_mm2: f32) -> Option<f32> {
        const FACES_AWAY: f32 = -0.2;
        let cos = self.normal.dot(other.normal);
        // The sine of half the angle, squared; the series is that of the arc sine.
        let sin2 = (1.0 - cos) / 2.0;
        let stretch =
            1.0 + sin2 * (1.0 / 6.0 + sin2 * (0.075 + sin2 * (0.044_643 + sin2 * (0.030_382 + sin2 * 0.036))));
        (cos >= FACES_AWAY).then(|| chord_mm2.sqrt() * stretch)
    }
}

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
