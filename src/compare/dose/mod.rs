//! Dose on the skin: how much was put on every square centimetre by any choice of sessions.
//!
//! Every mark's dose is spread over the skin round it by a stated kernel, see [`crate::atlas::spread`]; a line's along its way,
//! an area's over the treatable skin inside its outline. It is a picture of where how much was put, and not of where a
//! substance goes in the tissue.

mod ground;
mod quantity;

use std::sync::Arc;

use crate::atlas::spread::SkinValues;
use crate::atlas::{Body, BodyKind, SurfacePoint, View, each};
use crate::chart::{PatientSize, Session};

use super::took_place_before;
use ground::Ground;
use quantity::Counting;

pub use quantity::{LeftOut, Quantity, Substance, SubstanceUnit, substances};

/// Why there is no map of dose.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum DoseError {
    /// A session is charted on another body.
    #[error("a session is charted on {}, not on {}", found.id(), asked.id())]
    OtherBody {
        /// That of the session.
        found: BodyKind,
        /// The one that was asked for.
        asked: BodyKind,
    },
    /// The width is outside [`Kernel::WIDTHS_MM`].
    #[error("a width of {width_mm} mm is outside 2 to 20 mm")]
    Width {
        /// What was asked for, in mm.
        width_mm: f32,
    },
}

/// How a dose is spread: by the biweight of the distance along the skin, which is zero from [`Self::width_mm`] on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kernel {
    width_mm: f32,
}

impl Default for Kernel {
    fn default() -> Self {
        Self { width_mm: 10.0 }
    }
}

impl Kernel {
    /// The widths that are accepted, in the patient's mm.
    pub const WIDTHS_MM: std::ops::RangeInclusive<f32> = 2.0..=20.0;

    /// Of this width in the patient's mm.
    pub fn new(width_mm: f32) -> Result<Self, DoseError> {
        if Self::WIDTHS_MM.contains(&width_mm) { Ok(Self { width_mm }) } else { Err(DoseError::Width { width_mm }) }
    }

    /// How far from a mark its dose is spread, in the patient's mm.
    pub fn width_mm(self) -> f32 {
        self.width_mm
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// What is counted.
    pub quantity: Quantity,
    /// How it is spread.
    pub kernel: Kernel,
    /// The patient's size; [`sized_of`] finds it.
    pub size: PatientSize,
}

/// Where most lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// The place.
    pub place: SurfacePoint,
    /// How much per cm² of the patient.
    pub per_cm2: f32,
}

/// A map of dose.
#[derive(Clone, Debug, PartialEq)]
pub struct DoseMap {
    /// What was asked for.
    pub asked: Asked,
    /// The body that the sessions are charted on.
    pub body: BodyKind,
    /// How many sessions count.
    pub sessions: usize,
    /// How many more were given that are void and count nowhere.
    pub void_sessions: usize,
    /// How many marks add to it.
    pub marks: usize,
    /// Marks of which it isn't known what they add.
    pub left_out: LeftOut,
    /// What the marks add up to.
    pub total: f64,
    /// What the values add up to over the whole skin: [`Self::total`] but for rounding.
    pub on_skin: f64,
    /// Where most lies; `None` where nothing does.
    pub peak: Option<Peak>,
    /// The map itself, per cm² of the patient.
    pub values: Arc<SkinValues>,
}

impl DoseMap {
    /// The share of the dose, 0 to 1, on skin that a view doesn't show: what turns away, is hidden, or lies beyond its frame.
    /// Zero where there is no dose.
    pub fn share_hidden(&self, view: &View) -> f64 {
        let body = Body::get(self.body);
        let triangles: Vec<u32> = self.values.triangles().collect();
        let amounts = each(&triangles, |&triangle| {
            let amount = self.values.amount_on(triangle);
            let middle = SurfacePoint { triangle, weights: [1.0 / 3.0; 3] };
            (amount, if is_shown(body, view, middle) { 0.0 } else { amount })
        });
        let (all, hidden) = amounts.into_iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        if all > 0.0 { hidden / all } else { 0.0 }
    }
}

fn is_shown(body: &Body, view: &View, spot: SurfacePoint) -> bool {
    let at_mm = view.camera.view_from_mm(body.surface.position_mm(spot));
    let in_frame = at_mm.x.abs() <= view.width_mm / 2.0 && at_mm.y.abs() <= view.height_mm / 2.0;
    in_frame && body.is_seen(&view.camera, spot)
}

/// The size of the patient for a choice of sessions: what the latest one tells that tells any.
pub fn sized_of<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> PatientSize {
    let told = sessions.into_iter().filter(|session| !session.details.size.is_empty());
    let latest = told.reduce(|one, other| if took_place_before(one, other) { other } else { one });
    latest.map(|session| session.details.size.clone()).unwrap_or_default()
}

/// Makes maps of dose on one body and remembers how every mark is spread, so that another choice of sessions or another
/// quantity is quick.
#[derive(Debug)]
pub struct Doses {
    body: BodyKind,
    finer: u8,
    /// The last used is the last.
    grounds: Vec<Ground>,
}

impl Doses {
    /// So many kernels and sizes are remembered.
    const MOST_GROUNDS: usize = 2;

    /// Remembers nothing yet.
    pub fn new(body: BodyKind) -> Self {
        Self::finer(body, 1)
    }

    /// Whose values lie `finer` times as close as they need, to tell by how much that changes them.
    pub fn finer(body: BodyKind, finer: u8) -> Self {
        Self { body, finer, grounds: Vec::new() }
    }

    /// The map for a choice of sessions; void sessions and void marks count nowhere.
    ///
    /// # Errors
    ///
    /// When a session is charted on another body.
    pub fn map(&mut self, sessions: &[&Session], asked: Asked) -> Result<DoseMap, DoseError> {
        if let Some(other) = sessions.iter().find(|session| session.body != self.body) {
            return Err(DoseError::OtherBody { found: other.body, asked: self.body });
        }
        let counted: Vec<&Session> =
            sessions.iter().copied().filter(|session| session.details.voided.is_none()).collect();
        let ground = self.ground(&asked);
        ground.learn(counted.iter().flat_map(|session| &session.marks));
        let (mut total, mut left_out, mut amounts) = (0.0, LeftOut::default(), Vec::new());
        for session in &counted {
            let counting = Counting::new(&asked.quantity, session);
            for mark in &session.marks {
                match counting.dose(mark) {
                    Ok(dose) if dose > 0.0 => {
                        total += dose;
                        amounts.extend(ground.stencil_of(&mark.shape).map(|stencil| (stencil, to_f32(dose))));
                    }
                    Ok(_none) => {}
                    Err(why) => left_out.add(why),
                }
            }
        }
        let marks = amounts.len();
        let values = Arc::new(ground.sum(amounts));
        let peak = values.peak().map(|(place, per_cm2)| Peak { place, per_cm2 });
        let (sessions, void_sessions) = (counted.len(), sessions.len() - counted.len());
        let on_skin = values.amount();
        Ok(DoseMap { asked, body: self.body, sessions, void_sessions, marks, left_out, total, on_skin, peak, values })
    }

    /// What is remembered for a kernel and a size.
    fn ground(&mut self, asked: &Asked) -> &mut Ground {
        let (body, finer) = (Body::get(self.body), self.finer);
        let scale = asked.size.scale(body);
        let known = self.grounds.iter().position(|ground| ground.is_for(asked.kernel.width_mm, scale));
        let ground = match known {
            Some(index) => self.grounds.remove(index),
            None => Ground::new(body, scale, asked.kernel.width_mm, finer),
        };
        if self.grounds.len() >= Self::MOST_GROUNDS {
            self.grounds.remove(0);
        }
        self.grounds.push(ground);
        let last = self.grounds.len() - 1;
        &mut self.grounds[last]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a dose is told to far fewer digits")]
fn to_f32(dose: f64) -> f32 {
    dose as f32
}
