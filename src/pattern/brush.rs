//! A brush: places that appear one spacing apart under a disc as it goes over the skin, beside what is there already.

use std::collections::VecDeque;

use super::grid::Grid;
use super::seed::Seed;
use super::spot::Spot;
use crate::atlas::regions::Side;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// Nearer than this to another, in spacings, no place appears.
const LEAST: f32 = 0.9;

/// Rows lie across the patient.
const ROW: Vec3 = Vec3::X;

/// What a brush paints with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bristles {
    /// From one place to the next along the skin, in mm of the body.
    pub spacing_mm: f32,
    /// How far from its middle the brush reaches along the skin, in mm of the body.
    pub radius_mm: f32,
    /// Whether all that it paints appears on the other side of the body too: then no place crowds its own mirror image.
    pub mirrored: bool,
}

/// A stroke of a brush. Places that appeared stay where they are, so what is seen under way is what comes of it: a lattice that
/// grows from where the stroke began, row by row straight on, and anew where something that was there is in its way.
#[derive(Clone, Debug)]
pub struct Brush {
    bristles: Bristles,
    /// What was there, and what was painted with its mirror images.
    there: Grid,
    /// What was painted, with the direction of its row.
    painted: Vec<Seed>,
}

impl Brush {
    /// A stroke that begins, over skin that has these places already.
    pub fn new(body: &Body, bristles: Bristles, there: impl IntoIterator<Item = SurfacePoint>) -> Self {
        let there = there.into_iter().map(|at| Spot::on(body, at));
        Self { bristles, there: Grid::of(bristles.spacing_mm.max(1.0), there), painted: Vec::new() }
    }

    /// What was painted, in the order of appearing.
    pub fn places(&self) -> impl ExactSizeIterator<Item = SurfacePoint> {
        self.painted.iter().map(|seed| seed.spot.at)
    }

    /// Puts the brush down at a place of the skin.
    pub fn dab(&mut self, body: &Body, at: SurfacePoint) {
        let middle = Spot::on(body, at);
        let reach_mm = self.bristles.radius_mm + self.bristles.spacing_mm;
        let is_near = |seed: &&Seed| is_within(&seed.spot, &middle, reach_mm);
        let front: VecDeque<Seed> = self.painted.iter().filter(is_near).copied().collect();
        let begins = front.is_empty();
        self.grow(body, &middle, front);
        // Where rows lead to nothing, the middle begins anew, or what is there goes on.
        let begun = if self.is_crowded(&middle, 1.0) {
            if begins { self.there_under(&middle) } else { VecDeque::new() }
        } else if body.surface.is_treatable(at.triangle) {
            let seed = Seed { spot: middle, row: ROW };
            self.paint(body, seed);
            VecDeque::from([seed])
        } else {
            VecDeque::new()
        };
        self.grow(body, &middle, begun);
    }

    /// What was there before, under the brush.
    fn there_under(&self, middle: &Spot) -> VecDeque<Seed> {
        let mut under = VecDeque::new();
        self.there.around(middle.mm, self.bristles.radius_mm, |_, spot, _| {
            under.push_back(Seed { spot: *spot, row: ROW });
            false
        });
        under
    }

    fn grow(&mut self, body: &Body, middle: &Spot, mut front: VecDeque<Seed>) {
        while let Some(seed) = front.pop_front() {
            for way in seed.ways(&body.surface) {
                let next = seed.neighbour(body, way, self.bristles.spacing_mm);
                let is_skin = body.surface.is_treatable(next.spot.at.triangle);
                let is_under = is_skin && is_within(&next.spot, middle, self.bristles.radius_mm);
                if is_under && !self.is_crowded(&next.spot, LEAST) {
                    self.paint(body, next);
                    front.push_back(next);
                }
            }
        }
    }

    /// Whether something lies nearer than this many spacings, or would on the other side.
    fn is_crowded(&self, spot: &Spot, spacings: f32) -> bool {
        let reach_mm = spacings * self.bristles.spacing_mm;
        let from_midline_mm = spot.mm.x.abs();
        let crowds_itself = from_midline_mm > Side::MIDLINE_MM && 2.0 * from_midline_mm < reach_mm;
        let mut is_crowded = self.bristles.mirrored && crowds_itself;
        self.there.around(spot.mm, reach_mm, |_, other, chord_mm2| {
            is_crowded |= spot.arc_mm(other, chord_mm2).is_some_and(|arc_mm| arc_mm < reach_mm);
            is_crowded
        });
        is_crowded
    }

    fn paint(&mut self, body: &Body, seed: Seed) {
        self.there.add(seed.spot);
        if self.bristles.mirrored {
            self.there.add(seed.spot.mirrored(body));
        }
        self.painted.push(seed);
    }
}

/// Whether a place lies under a brush of this radius (mm of the body) that is put down at another.
pub fn under_brush(body: &Body, at: SurfacePoint, radius_mm: f32, place: SurfacePoint) -> bool {
    is_within(&Spot::on(body, place), &Spot::on(body, at), radius_mm)
}

/// Whether two spots are as near as this along the skin.
fn is_within(spot: &Spot, other: &Spot, reach_mm: f32) -> bool {
    let chord_mm2 = spot.mm.distance_squared(other.mm);
    chord_mm2 <= reach_mm * reach_mm && spot.arc_mm(other, chord_mm2).is_some_and(|arc_mm| arc_mm <= reach_mm)
}
