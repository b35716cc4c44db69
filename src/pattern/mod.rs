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
mod courses;
mod frame;
mod front;
mod grid;
mod ground;
mod line;
mod lines;
mod nudge;
mod push;
mod random;
mod relax;
mod row;
mod seed;
mod spot;
mod ways;

pub use area::Area;
pub use brush::{Bristles, Brush, under_brush};
pub use frame::Frame;
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
    /// Rows a spacing apart, their places a spacing apart and those of one row beside those of the next: each has four neighbours,
    /// and where the skin bends the squares lean.
    Square,
    /// Rows a spacing apart, their places a spacing apart and those of every other row half a step on.
    Rows,
    /// A spine from which rows a spacing apart branch off to both sides, aslant; their places a spacing apart.
    Herringbone,
    /// Rings a spacing apart round a place, their places about a spacing apart and those of every other ring half a step on.
    Concentric,
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
            Self::Square | Self::Rows | Self::Herringbone | Self::Concentric => 1.0,
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
    /// How far from the edge places must be along the skin, in mm of the body.
    pub margin_mm: f32,
    /// Where a place lies, that of the first row, of the spine or of the middle of the rings; chosen where none is told.
    pub anchor: Option<SurfacePoint>,
    /// The direction of rows at the anchor, in radians from across the body's length: see [`Frame`]; across where none is told.
    pub toward: Option<f32>,
}

/// Why there is no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The spacing is no length within [`Plan::SPACING_MM`], or the margin is none within [`Plan::MARGIN_MM`].
    #[error("a spacing is {} to {} mm", Plan::SPACING_MM[0], Plan::SPACING_MM[1])]
    Spacing,
    /// It would have more places than [`Plan::MOST_PLACES`].
    #[error("a field has at most {} places", Plan::MOST_PLACES)]
    TooMany,
}

impl Plan {
    /// The least and the largest spacing, in mm.
    pub const SPACING_MM: [f32; 2] = [1.0, 100.0];
    /// The least and the largest margin, in mm of the patient; of a body that is drawn larger it may be twice as much.
    pub const MARGIN_MM: [f32; 2] = [0.0, 100.0];
    /// The most places of one field.
    pub const MOST_PLACES: usize = 20_000;

    /// Places so far apart up to the edge, wherever that lies best.
    pub fn new(pattern: Pattern, spacing_mm: f32) -> Self {
        Self { pattern, spacing_mm, margin_mm: 0.0, anchor: None, toward: None }
    }

    /// Whether a field of this spacing can be laid over so much skin.
    pub fn check(&self, area_mm2: f32) -> Result<(), PlanError> {
        let [least_mm, most_mm] = Self::SPACING_MM;
        let [least_margin_mm, most_margin_mm] = Self::MARGIN_MM;
        let has_margin = (least_margin_mm..=2.0 * most_margin_mm).contains(&self.margin_mm);
        if !(least_mm..=most_mm).contains(&self.spacing_mm) || !has_margin {
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
    /// The skin's area inside the margin, in mm² of the body.
    pub area_mm2: f32,
    /// From where and in which direction it was laid, where that is asked of its pattern.
    pub frame: Option<Frame>,
}

/// Covers the treatable skin of a ground, or follows its row; `mirrored` also on the other side. What lies on both sides
/// without what lies between is laid as its own mirror image, and so is a lattice over skin that is, unless it was told to
/// lie aslant there.
pub fn field(body: &Body, ground: &Ground, mirrored: bool, plan: &Plan) -> Result<Field, PlanError> {
    if let Ground::Row(spots) = ground {
        plan.check(0.0)?;
        let places = row::along(&body.surface, spots, plan)?;
        return Ok(on_both_sides(body, Field { places, ..Field::default() }, mirrored));
    }
    if !mirrored && let Ground::Patches(patches) = ground {
        if let Some(half) = left_half(patches) {
            let plan = on_the_left(body, plan);
            return Ok(on_both_sides(body, laid(&Area::of(body, &Ground::Patches(half), &plan)?, &plan)?, true));
        }
        if patches.iter().all(|patch| patches.contains(&patch.mirrored())) && plan.may_be_symmetric(body) {
            return symmetric(body, ground, plan);
        }
    }
    Ok(on_both_sides(body, laid(&Area::of(body, ground, plan)?, plan)?, mirrored))
}

/// A field over skin that is its own mirror image: the left half, and its mirror image.
fn symmetric(body: &Body, ground: &Ground, plan: &Plan) -> Result<Field, PlanError> {
    let area = Area::symmetric(body, ground, plan)?;
    let mut field = laid(&area, plan)?;
    field.places.retain(|&place| body.surface.position_mm(place).x > -Side::MIDLINE_MM);
    let area_mm2 = field.area_mm2;
    Ok(Field { area_mm2, ..on_both_sides(body, field, true) })
}

/// A field with its mirror image, if that is wanted.
fn on_both_sides(body: &Body, field: Field, wanted: bool) -> Field {
    if !wanted {
        return field;
    }
    let other = field.places.iter().map(|&place| body.surface.mirror(place));
    // What lies in the midline is its own mirror image.
    let is_beside = |place: &SurfacePoint| body.surface.position_mm(*place).x.abs() > Side::MIDLINE_MM;
    let other = other.filter(is_beside).collect::<Vec<_>>();
    Field { places: [field.places, other].concat(), area_mm2: 2.0 * field.area_mm2, ..field }
}

/// A plan as it is for the left half of the body, if it was made for the right one.
fn on_the_left(body: &Body, plan: &Plan) -> Plan {
    match plan.anchor {
        Some(anchor) if body.surface.position_mm(anchor).x < 0.0 => Plan {
            anchor: Some(body.surface.mirror(anchor)),
            toward: plan.toward.map(|radians| std::f32::consts::PI - radians),
            ..*plan
        },
        _ => *plan,
    }
}

/// The left half of patches that lie on both sides without any between.
fn left_half(patches: &BTreeSet<Patch>) -> Option<BTreeSet<Patch>> {
    let is_mirrored = |patch: &Patch| patch.side != Side::Midline && patches.contains(&patch.mirrored());
    let all = !patches.is_empty() && patches.iter().all(is_mirrored);
    all.then(|| patches.iter().filter(|patch| patch.side == Side::Left).copied().collect())
}

fn laid(area: &Area<'_>, plan: &Plan) -> Result<Field, PlanError> {
    Ok(Field { places: lay(area, plan)?, area_mm2: area.area_mm2(), frame: area.frame(plan) })
}

/// The places of a field; none where the area has no skin far enough from its edge.
pub fn lay(area: &Area<'_>, plan: &Plan) -> Result<Vec<SurfacePoint>, PlanError> {
    plan.check(area.area_mm2())?;
    let Some(frame) = area.frame(plan) else { return Ok(Vec::new()) };
    let places = match plan.pattern {
        Pattern::Hexagonal => relax::evened(area, plan, front::grown(area, plan, &frame)),
        Pattern::Square | Pattern::Rows | Pattern::Herringbone | Pattern::Concentric => {
            courses::laid(area, plan, &frame)
        }
        Pattern::EvenRandom { seed } => random::scattered(area, plan.spacing_mm, seed),
    };
    Ok(places.into_iter().map(|spot| spot.at).collect())
}
