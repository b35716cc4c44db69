//! A lattice grown over the skin: from every place one spacing straight on in six directions, or four, which are carried along by
//! parallel transport; where the skin bends, ways round it don't meet, and `relax` evens that out.

use std::collections::VecDeque;

use super::area::Area;
use super::grid::Grid;
use super::spot::Spot;
use super::{Pattern, Plan};
use crate::atlas::each;
use crate::geom::Vec3;

/// Nearer than this to another, in spacings, a place isn't taken.
const TOO_NEAR: f32 = 0.72;

/// A place with the direction of its row.
type Seed = (Spot, Vec3);

/// The places of the lattice that have room.
pub(super) fn grown(area: &Area<'_>, plan: &Plan) -> Vec<Spot> {
    let spacing_mm = plan.spacing_mm;
    let ways = if plan.pattern == Pattern::Square { 4 } else { 6 };
    let mut growth = Growth { area, spacing_mm, ways, kept: Grid::new(spacing_mm), places: Vec::new() };
    // The middle first: where ways round a bend don't meet, they do so near the edge.
    let inner = || area.samples.iter().filter(|sample| sample.is_inner).map(|sample| sample.spot);
    let middle_mm = inner().map(|spot| spot.mm).sum::<Vec3>() / inner().count().max(1) as f32;
    let away = |spot: &Spot| spot.mm.distance_squared(middle_mm);
    // Across the patient.
    let row = Vec3::X;
    if let Some(first) = inner().min_by(|a, b| away(a).total_cmp(&away(b))) {
        growth.grow((first, row));
    }
    // Pieces that no row leads to begin anew.
    let bare = |growth: &Growth<'_>, spot: &Spot| !area.ways.has_within(&growth.kept, spot, spacing_mm);
    let left = each(&area.samples, |sample| sample.is_inner && bare(&growth, &sample.spot));
    for (_, sample) in left.into_iter().zip(&area.samples).filter(|(is_left, _)| *is_left) {
        if bare(&growth, &sample.spot) {
            growth.grow((sample.spot, row));
        }
    }
    growth.places
}

struct Growth<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    /// In how many directions a place has neighbours.
    ways: u8,
    kept: Grid,
    places: Vec<Spot>,
}

impl Growth<'_> {
    fn has_room(&self, spot: &Spot) -> bool {
        !self.area.ways.has_within(&self.kept, spot, TOO_NEAR * self.spacing_mm) && self.area.has_margin(spot)
    }

    fn grow(&mut self, first: Seed) {
        let surface = &self.area.body.surface;
        let mut front = VecDeque::from([first]);
        self.take(first.0);
        while let Some((spot, row)) = front.pop_front() {
            let normal = surface.triangle_normal(spot.at.triangle);
            let along = row.reject_from_normalized(normal).normalize_or(normal.any_orthonormal_vector());
            let left = normal.cross(along);
            for turn in 0..self.ways {
                let (sin, cos) = (f32::from(turn) * std::f32::consts::TAU / f32::from(self.ways)).sin_cos();
                let toward = along * cos + left * sin;
                if self.is_taken(spot.mm + toward * self.spacing_mm) {
                    continue;
                }
                let (at, ahead) = surface.walk_on(spot.at, toward, self.spacing_mm);
                let next = Spot::on(self.area.body, at);
                if self.area.contains(at) && self.has_room(&next) {
                    let aside = surface.triangle_normal(at.triangle).cross(ahead);
                    self.take(next);
                    front.push_back((next, ahead * cos - aside * sin));
                }
            }
        }
    }

    /// Whether what lies about there leaves no room, so that the way needn't be gone.
    fn is_taken(&self, about_mm: Vec3) -> bool {
        const CERTAIN: f32 = 0.4;
        self.kept.has_near(about_mm, CERTAIN * self.spacing_mm)
    }

    fn take(&mut self, spot: Spot) {
        self.kept.add(spot);
        self.places.push(spot);
    }
}
