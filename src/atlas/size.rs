//! The patient's size: a length measured on the patient, over the same length on the body, scales the body or the head.
//!
//! Lengths grow with the factor, areas with its square.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::landmarks::landmark;
use super::per_body::PerBody;
use super::regions::{RegionId, RegionTree, Side, locus_at};
use super::{Body, SurfacePoint, View, ViewGroup};
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
    pub fn limits_mm(self) -> RangeInclusive<f64> {
        match self {
            Self::Intercanthal => 15.0..=60.0,
            Self::Bizygomatic => 80.0..=220.0,
            Self::C7ToS1 => 200.0..=900.0,
            Self::ThighGirth => 200.0..=1500.0,
            Self::Height => 500.0..=2600.0,
        }
    }

    /// The same length on a body, in mm.
    pub fn on_body_mm(self, body: &Body) -> f32 {
        static MEASURED: PerBody<BTreeMap<Measure, f32>> = PerBody::new();
        let measured =
            || Self::ALL.into_iter().filter_map(|measure| Some((measure, measure.taken_on(body)?))).collect();
        // A test holds that every measure can be taken on every body.
        MEASURED.get_or_init(body.kind, measured).get(&self).copied().unwrap_or(f32::INFINITY)
    }

    /// What lengths on a body are multiplied by if the patient's length is this one, in mm.
    pub fn factor(self, body: &Body, length_mm: f64) -> f64 {
        length_mm / f64::from(self.on_body_mm(body))
    }

    fn taken_on(self, body: &Body) -> Option<f32> {
        let place_mm = |id: &str| landmark(body, id, Side::Left).map(|found| found.position_mm);
        // Both ends of a pair are as far from the midline.
        let across_mm = |id: &str| Some(2.0 * place_mm(id)?.x);
        let point = |id: &str| landmark(body, id, Side::Left).map(|found| found.point);
        match self {
            Self::Intercanthal => across_mm("medial_canthus"),
            Self::Bizygomatic => across_mm("zygion"),
            Self::C7ToS1 => body.surface.geodesic_mm(point("c7")?, point("s1")?),
            Self::ThighGirth => {
                let halfway_mm = place_mm("greater_trochanter")?.midpoint(place_mm("patella")?);
                body.surface.girth_mm(body.surface.closest(halfway_mm).0, Vec3::Z)
            }
            Self::Height => Some(place_mm("vertex")?.z),
        }
    }
}

/// What lengths on a body are multiplied by to be the patient's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Of the face and the scalp.
    pub head: f32,
    /// Of everything else.
    pub body: f32,
}

impl Scale {
    /// The patient is taken to be as large as the body that is drawn.
    pub const AS_DRAWN: Self = Self { head: 1.0, body: 1.0 };

    /// From lengths in mm that were measured on the patient, of each part the last one; those out of
    /// [`Measure::limits_mm`] are left out.
    pub fn measured(body: &Body, lengths_mm: impl IntoIterator<Item = (Measure, f64)>) -> Self {
        let mut factors = BTreeMap::new();
        for (measure, length_mm) in lengths_mm {
            if measure.limits_mm().contains(&length_mm) {
                factors.insert(measure.scaled(), measure.factor(body, length_mm) as f32);
            }
        }
        let of_body = factors.get(&Scaled::Body).copied().unwrap_or(1.0);
        Self { head: factors.get(&Scaled::Head).copied().unwrap_or(of_body), body: of_body }
    }

    /// In a region.
    pub fn in_region(self, region: RegionId) -> f32 {
        if is_head(region) { self.head } else { self.body }
    }

    /// What a view shows: the head's in views of face and head.
    pub fn of_view(self, view: &View) -> f32 {
        if view.group == ViewGroup::Face { self.head } else { self.body }
    }

    /// The patient's length in mm of a way over the skin of a body, which is `length_mm` long there.
    pub fn length_mm(self, body: &Body, way: &[SurfacePoint], length_mm: f32) -> f32 {
        if self.head.to_bits() == self.body.to_bits() {
            return length_mm * self.body;
        }
        let step_mm = |pair: &[SurfacePoint]| {
            let [from, to] = [pair[0], pair[1]].map(|point| body.surface.position_mm(point));
            from.distance(to) * self.in_region(locus_at(body, pair[0]).region)
        };
        way.windows(2).map(step_mm).sum()
    }

    /// The patient's area in cm² inside an outline on the skin of a body, which is `area_cm2` there; the mean of both
    /// factors, point by point, where it runs over head and neck.
    pub fn area_cm2(self, body: &Body, outline: &[SurfacePoint], area_cm2: f32) -> f32 {
        let squares = outline.iter().map(|&point| self.in_region(locus_at(body, point).region).powi(2));
        let squared: f32 = squares.sum::<f32>() / outline.len().max(1) as f32;
        area_cm2 * squared
    }
}

/// Whether a region belongs to the face or the scalp.
fn is_head(region: RegionId) -> bool {
    static HEAD: OnceLock<Vec<RegionId>> = OnceLock::new();
    let tree = RegionTree::get();
    let head = HEAD.get_or_init(|| ["face", "scalp"].into_iter().filter_map(|id| tree.find(id)).collect());
    head.iter().any(|&part| tree.is_within(region, part))
}
