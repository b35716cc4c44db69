//! A place of a hexagonal lattice with the direction of its row, from which its neighbours follow.

use super::spot::Spot;
use crate::atlas::{Body, Surface};
use crate::geom::Vec3;

/// In how many directions a place has neighbours.
const WAYS: u8 = 6;

/// A place with the direction of its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    pub(super) spot: Spot,
    pub(super) row: Vec3,
}

/// A direction in which a place has a neighbour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The direction, length one.
    pub(super) toward: Vec3,
    /// How far it is turned from the row.
    cos: f32,
    sin: f32,
}

impl Seed {
    /// The directions of its neighbours: that of its row, and turned from it by sixths of a circle.
    pub(super) fn ways(&self, surface: &Surface) -> impl Iterator<Item = Way> + use<> {
        let normal = surface.triangle_normal(self.spot.at.triangle);
        let along = self.row.reject_from_normalized(normal).normalize_or(normal.any_orthonormal_vector());
        let left = normal.cross(along);
        (0..WAYS).map(move |turn| {
            let (sin, cos) = (f32::from(turn) * std::f32::consts::TAU / f32::from(WAYS)).sin_cos();
            Way { toward: along * cos + left * sin, cos, sin }
        })
    }

    /// The neighbour one spacing straight on, with its row as it is carried there by parallel transport.
    pub(super) fn neighbour(&self, body: &Body, way: Way, spacing_mm: f32) -> Self {
        let (at, ahead) = body.surface.walk_on(self.spot.at, way.toward, spacing_mm);
        let aside = body.surface.triangle_normal(at.triangle).cross(ahead);
        Self { spot: Spot::on(body, at), row: ahead * way.cos - aside * way.sin }
    }
}
