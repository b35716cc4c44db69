//! A lattice grown over the skin: from every place one spacing straight on in six directions, which are carried along by
//! parallel transport; where the skin bends, ways round it don't meet, and `relax` evens that out.

use std::collections::VecDeque;

use super::Plan;
use super::area::{Area, Spot};
use super::grid::Grid;
use crate::geom::Vec3;

/// Nearer than this to another, in spacings, a place isn't taken.
const TOO_NEAR: f32 = 0.72;

/// A place with the direction of its row.
type Seed = (Spot, Vec3);

/// The places of the lattice that have room.
pub(super) fn grown(area: &Area<'_>, plan: &Plan) -> Vec<Spot> {
    let spacing_mm = plan.spacing_mm;
    let mut growth = Growth { area, spacing_mm, kept: Grid::new(&area.body.surface, spacing_mm), places: Vec::new() };
    // The middle first: where ways round a bend don't meet, they do so near the edge.
    let middle_mm = area.samples.iter().map(|spot| spot.mm).sum::<Vec3>() / area.samples.len().max(1) as f32;
    let away = |spot: &&Spot| spot.mm.distance_squared(middle_mm);
    let row = plan.direction.unwrap_or(Vec3::X);
    if let Some(first) =
        area.samples.iter().filter(|spot| growth.has_room(spot)).min_by(|a, b| away(a).total_cmp(&away(b)))
    {
        growth.grow((*first, row));
    }
    // Pieces that no row leads to begin anew.
    for sample in &area.samples {
        if !growth.kept.has_within(sample, spacing_mm) && growth.has_room(sample) {
            growth.grow((*sample, row));
        }
    }
    growth.places
}

struct Growth<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    kept: Grid<'a>,
    places: Vec<Spot>,
}

impl Growth<'_> {
    fn has_room(&self, spot: &Spot) -> bool {
        self.area.has_margin(spot, self.spacing_mm) && !self.kept.has_within(spot, TOO_NEAR * self.spacing_mm)
    }

    fn grow(&mut self, first: Seed) {
        let surface = &self.area.body.surface;
        let mut front = VecDeque::from([first]);
        self.take(first.0);
        while let Some((spot, row)) = front.pop_front() {
            let normal = surface.triangle_normal(spot.at.triangle);
            let along = row.reject_from_normalized(normal).normalize_or(normal.any_orthonormal_vector());
            let left = normal.cross(along);
            for sixth in 0..6_u8 {
                let (sin, cos) = (f32::from(sixth) * std::f32::consts::FRAC_PI_3).sin_cos();
                let (at, ahead) = surface.walk_on(spot.at, along * cos + left * sin, self.spacing_mm);
                let next = Spot::on(self.area.body, at);
                if self.area.contains(at) && self.has_room(&next) {
                    let aside = surface.triangle_normal(at.triangle).cross(ahead);
                    self.take(next);
                    front.push_back((next, ahead * cos - aside * sin));
                }
            }
        }
    }

    fn take(&mut self, spot: Spot) {
        self.kept.add(spot);
        self.places.push(spot);
    }
}
