//! The patient's size: a length measured on the patient, over the same length on the body, scales the body or the head.
//!
//! Lengths grow with the factor, areas with its square.

use super::regions::Side;
use super::surface::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// A length that is measured on the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// From medial canthus to medial canthus, straight (Farkas, ed., "Anthropometry of the Head and Face", 1994).
    Intercanthal,
    /// From zygion to zygion, straight (Farkas 1994).
    Bizygomatic,
    /// From the spinous process of C7 to that of S1, along the skin.
    C7ToS1,
    /// Round the left thigh, level, halfway between the heights of greater trochanter and patella.
    ThighGirth,
    /// From the floor to the vertex.
    Height,
}

/// What a measured length scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scaled {
    /// The head alone.
    Head,
    /// The body, the head with it unless that has a measure of its own.
    Body,
}

impl Measure {
    /// All measures, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Intercanthal, Self::Bizygomatic, Self::C7ToS1, Self::ThighGirth, Self::Height];

    /// The name that files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Intercanthal => "intercanthal",
            Self::Bizygomatic => "bizygomatic",
            Self::C7ToS1 => "c7-to-s1",
            Self::ThighGirth => "thigh-girth",
            Self::Height => "height",
        }
    }

    /// The measure of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// What it scales.
    pub fn scaled(self) -> Scaled {
        match self {
            Self::Intercanthal | Self::Bizygomatic => Scaled::Head,
            Self::C7ToS1 | Self::ThighGirth | Self::Height => Scaled::Body,
        }
    }

    /// The lengths in mm that can be entered. They catch a slip of the key or of the unit; they are no norm.
    pub fn limits_mm(self) -> std::ops::RangeInclusive<f32> {
        match self {
            Self::Intercanthal => 15.0..=60.0,
            Self::Bizygomatic => 80.0..=220.0,
            Self::C7ToS1 => 200.0..=900.0,
            Self::ThighGirth => 200.0..=1500.0,
            Self::Height => 500.0..=2600.0,
        }
    }

    /// The same length on a body in mm. `landmark` answers with the place of `medial_canthus`, `zygion`, `c7`, `s1`,
    /// `greater_trochanter`, `patella` and `vertex`; `None` where it knows one not that is needed.
    pub fn template_mm(self, surface: &Surface, landmark: impl Fn(&str, Side) -> Option<SurfacePoint>) -> Option<f32> {
        let place_mm = |id: &str, side: Side| landmark(id, side).map(|point| surface.position_mm(point));
        let across_mm = |id: &str| Some(place_mm(id, Side::Left)?.distance(place_mm(id, Side::Right)?));
        match self {
            Self::Intercanthal => across_mm("medial_canthus"),
            Self::Bizygomatic => across_mm("zygion"),
            Self::C7ToS1 => surface.geodesic_mm(landmark("c7", Side::Midline)?, landmark("s1", Side::Midline)?),
            Self::ThighGirth => {
                let hip_mm = place_mm("greater_trochanter", Side::Left)?;
                let (thigh, _) = surface.closest(hip_mm.midpoint(place_mm("patella", Side::Left)?));
                surface.girth_mm(thigh, Vec3::Z)
            }
            Self::Height => Some(place_mm("vertex", Side::Midline)?.z),
        }
    }

    /// What the body's lengths are multiplied by if the patient's length is this; `None` for a length that can't be entered.
    pub fn factor(self, measured_mm: f32, template_mm: f32) -> Option<f32> {
        let usable = self.limits_mm().contains(&measured_mm) && template_mm > 0.0;
        usable.then(|| measured_mm / template_mm)
    }
}
