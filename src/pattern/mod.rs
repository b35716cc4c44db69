//! Fields: many placements over a piece of skin, at one spacing along it, from a few numbers.
//!
//! An [`Area`] is the skin to cover, known by samples scattered over it; [`lay`] covers it with a [`Pattern`]. The same body,
//! area and numbers give the same places.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts, cubes and triangles stay far below 2^24, where whole numbers and f32 agree"
)]

mod area;
mod brush;
mod front;
mod grid;
mod ground;
mod lines;
mod push;
mod random;
mod relax;
mod row;
mod spot;
mod ways;

pub use area::Area;
pub use brush::{Bristles, Brush, under_brush};
pub use ground::Ground;
pub use lines::Lines;

use std::collections::BTreeSet;

use crate::atlas::regions::{Patch, Side};
use crate::atlas::{Body, SurfacePoint};

/// How the places of a field lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Each has six neighbours, as far away as the spacing.
    Hexagonal,
    /// Each has four neighbours, as far away as the spacing, across the patient and along; where the skin bends rows can't stay
    /// square, and where they meet again the places lie unevenly.
    Square,
    /// None is nearer to another than the spacing, and nothing is farther than it from the nearest one; no direction is
    /// favoured. The seed tells one such field from another.
    EvenRandom {
        /// Any number.
        seed: u32,
    },
}

impl Pattern {
    /// The skin that one place takes, in squares of the spacing.
    pub fn cell(self) -> f32 {
        match self {
            Self::Hexagonal => 0.866_025_4,
            Self::Square => 1.0,
            // A maximal set of places that keep a distance fills the plane less well than a lattice; measured over the bodies.
            Self::EvenRandom { .. } => 1.43,
        }
    }

    /// The spacing in mm by which so much skin holds so many places.
    pub fn spacing_mm(self, area_mm2: f32, places: f32) -> f32 {
        (area_mm2 / (self.cell() * places.max(1.0))).sqrt()
    }
}

/// What a field is laid by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How the places lie.
    pub pattern: Pattern,
    /// From one place to the next along the skin, in mm of the body.
    pub spacing_mm: f32,
}

/// Why there is no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The spacing is no length within [`Plan::SPACING_MM`].
    #[error("a spacing is {} to {} mm", Plan::SPACING_MM[0], Plan::SPACING_MM[1])]
    Spacing,
    /// It would have more places than [`Plan::MOST_PLACES`].
    #[error("a field has at most {} places", Plan::MOST_PLACES)]
    TooMany,
}

impl Plan {
    /// The least and the largest spacing, in mm.
    pub const SPACING_MM: [f32; 2] = [1.0, 100.0];
    /// The most places of one field.
    pub const MOST_PLACES: usize = 20_000;

    /// Whether a field of this spacing can be laid over so much skin.
    pub fn check(&self, area_mm2: f32) -> Result<(), PlanError> {
        let [least_mm, most_mm] = Self::SPACING_MM;
        if !(least_mm..=most_mm).contains(&self.spacing_mm) {
            return Err(PlanError::Spacing);
        }
        if self.count(area_mm2) > Self::MOST_PLACES { Err(PlanError::TooMany) } else { Ok(()) }
    }

    /// How many places so much skin has room for: its area over that of a cell, as of a lattice without an end.
    pub fn count(&self, area_mm2: f32) -> usize {
        (area_mm2 / (self.pattern.cell() * self.spacing_mm * self.spacing_mm)).round() as usize
    }
}

/// The places that cover some skin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Where they are.
    pub places: Vec<SurfacePoint>,
    /// The skin's area, in mm² of the body.
    pub area_mm2: f32,
}

/// Covers the treatable skin of a ground, or follows its row; `mirrored` also on the other side. What lies on both sides
/// without what lies between is laid as its own mirror image.
pub fn field(body: &Body, ground: &Ground, mirrored: bool, plan: &Plan) -> Result<Field, PlanError> {
    let half = match ground {
        _ if mirrored => Some(ground.clone()),
        Ground::Patches(patches) => left_half(patches).map(Ground::Patches),
        Ground::Outline(_) | Ground::Row(_) => None,
    };
    let Some(half) = half else { return one_side(body, ground, plan) };
    let half = one_side(body, &half, plan)?;
    let other = half.places.iter().map(|&place| body.surface.mirror(place));
    // What lies in the midline is its own mirror image.
    let is_beside = |place: &SurfacePoint| body.surface.position_mm(*place).x.abs() > Side::MIDLINE_MM;
    let other = other.filter(is_beside).collect::<Vec<_>>();
    Ok(Field { places: [half.places, other].concat(), area_mm2: 2.0 * half.area_mm2 })
}

/// The left half of patches that lie on both sides without any between.
fn left_half(patches: &BTreeSet<Patch>) -> Option<BTreeSet<Patch>> {
    let is_mirrored = |patch: &Patch| patch.side != Side::Midline && patches.contains(&patch.mirrored());
    let all = !patches.is_empty() && patches.iter().all(is_mirrored);
    all.then(|| patches.iter().filter(|patch| patch.side == Side::Left).copied().collect())
}

fn one_side(body: &Body, ground: &Ground, plan: &Plan) -> Result<Field, PlanError> {
    if let Ground::Row(spots) = ground {
        plan.check(0.0)?;
        return Ok(Field { places: row::along(&body.surface, spots, plan)?, area_mm2: 0.0 });
    }
    let area = Area::of(body, ground, plan)?;
    Ok(Field { places: lay(&area, plan)?, area_mm2: area.area_mm2() })
}

/// The places of a field; none where the area has no skin far enough from its edge.
pub fn lay(area: &Area<'_>, plan: &Plan) -> Result<Vec<SurfacePoint>, PlanError> {
    plan.check(area.area_mm2())?;
    let places = match plan.pattern {
        Pattern::Hexagonal => relax::evened(area, plan, front::grown(area, plan)),
        Pattern::Square => relax::parted(area, plan, front::grown(area, plan)),
        Pattern::EvenRandom { seed } => random::scattered(area, plan.spacing_mm, seed),
    };
    Ok(places.into_iter().map(|spot| spot.at).collect())
}
