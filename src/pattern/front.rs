//! A lattice grown over the skin: from every place one spacing straight on in six directions, which are carried along by parallel
//! transport; where the skin bends, ways round it don't meet, and `relax` evens that out.

use std::collections::VecDeque;

use super::Plan;
use super::area::Area;
use super::frame::Frame;
use super::grid::Grid;
use super::seed::Seed;
use super::spot::Spot;
use crate::atlas::each;
use crate::geom::Vec3;

/// Nearer than this to another, in spacings, a place isn't taken.
const TOO_NEAR: f32 = 0.72;

/// The places of the lattice that have room, that of the anchor first if it lies inside the margin, else the one nearest to it.
pub(super) fn grown(area: &Area<'_>, plan: &Plan, frame: &Frame) -> Vec<Spot> {
    let spacing_mm = plan.spacing_mm;
    let mut growth = Growth { area, spacing_mm, kept: Grid::new(spacing_mm), places: Vec::new() };
    // Without an anchor the middle: where ways round a bend don't meet, they do so near the edge.
    let (anchor, row) = (Spot::on(area.body, frame.anchor), frame.along);
    let inner = area.samples.iter().filter(|sample| sample.is_inner).map(|sample| sample.spot);
    let away = |spot: &Spot| spot.mm.distance_squared(anchor.mm);
    let has_anchor = area.contains(anchor.at) && area.has_margin(&anchor);
    let nearest = || inner.min_by(|a, b| away(a).total_cmp(&away(b)));
    if let Some(first) = Some(anchor).filter(|_| has_anchor).or_else(nearest) {
        growth.grow(Seed { spot: first, row });
    }
    // Pieces that no row leads to begin anew.
    let bare = |growth: &Growth<'_>, spot: &Spot| !area.ways.has_within(&growth.kept, spot, spacing_mm);
    let left = each(&area.samples, |sample| sample.is_inner && bare(&growth, &sample.spot));
    for (_, sample) in left.into_iter().zip(&area.samples).filter(|(is_left, _)| *is_left) {
        if bare(&growth, &sample.spot) {
            growth.grow(Seed { spot: sample.spot, row });
        }
    }
    growth.places
}

struct Growth<'a> {
    area: &'a Area<'a>,
    spacing_mm: f32,
    kept: Grid,
    places: Vec<Spot>,
}

impl Growth<'_> {
    fn has_room(&self, spot: &Spot) -> bool {
        !self.area.ways.has_within(&self.kept, spot, TOO_NEAR * self.spacing_mm) && self.area.has_margin(spot)
    }

    fn grow(&mut self, first: Seed) {
        let body = self.area.body;
        let mut front = VecDeque::from([first]);
        self.take(first.spot);
        while let Some(seed) = front.pop_front() {
            for way in seed.ways(&body.surface) {
                if self.is_taken(seed.spot.mm + way.toward * self.spacing_mm) {
                    continue;
                }
                let next = seed.neighbour(body, way, self.spacing_mm);
                if self.area.contains(next.spot.at) && self.has_room(&next.spot) {
                    self.take(next.spot);
                    front.push_back(next);
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
