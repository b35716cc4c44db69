//! How the next lines are drawn, and how the device is set that goes over the next area; what a stroke of the pointer comes to.

use std::sync::Arc;

use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint};
use crate::chart::{Deposit, Device, Edit, Length, Mark, Origin, Outline, Painted, Path, Shape, Site};
use crate::pattern::Lines;

/// How lines lie to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// One.
    #[default]
    Single,
    /// From one entry.
    Fan,
    /// Two sets across each other.
    Crossed,
}

/// How the next strokes on the open session are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strokes {
    /// What a stroke draws.
    pub arrangement: Arrangement,
    /// How many rays a fan has.
    pub rays: u8,
    /// The angle between its first and its last, in degrees.
    pub degrees: u8,
    /// From one crossed line to the next, on the patient.
    pub spacing: Length,
    /// How far the brush reaches from its middle, on the patient.
    pub radius: Length,
    /// Whether the brush takes points away.
    pub erases: bool,
    /// How the device is set that goes over an area.
    pub device: Device,
}

impl Default for Strokes {
    fn default() -> Self {
        let (arrangement, spacing) = (Arrangement::Single, Length::nearest_mm(10.0));
        let (radius, device) = (Length::nearest_mm(12.0), Device::default());
        Self { arrangement, rays: 5, degrees: 60, spacing, radius, erases: false, device }
    }
}

impl Strokes {
    /// The narrowest and the widest brush, in mm on the patient.
    pub(super) const RADIUS_MM: [f64; 2] = Painted::RADIUS_MM;

    /// With a brush so many times as wide.
    #[must_use]
    pub(super) fn with_brush(self, factor: f64) -> Self {
        let [least, most] = Self::RADIUS_MM;
        Self { radius: Length::nearest_mm((self.radius.mm() * factor).clamp(least, most)), ..self }
    }

    /// The lines from where the needle goes in; none where there is no way.
    pub(super) fn lines(
        &self,
        body: &Body,
        scale: Scale,
        next: &Deposit,
        [from, to]: [SurfacePoint; 2],
    ) -> Option<Edit> {
        let factor = scale.in_region(Site::on(body, from).locus().region);
        #[expect(clippy::cast_possible_truncation, reason = "a length on the body")]
        let spacing_mm = self.spacing.mm() as f32 / factor;
        let lines = match self.arrangement {
            Arrangement::Single => Lines::Single,
            Arrangement::Fan => Lines::Fan { rays: self.rays, degrees: f32::from(self.degrees) },
            Arrangement::Crossed => Lines::Crossed { spacing_mm },
        };
        let mark = |ends: [SurfacePoint; 2]| -> Option<Mark> {
            let path = Path::new(ends.map(|end| Site::on(body, end)).to_vec()).ok()?;
            Some(next.mark_at(Shape::Line(path)))
        };
        let marks: Vec<Mark> = lines.along(&body.surface, from, to).into_iter().filter_map(mark).collect();
        match (marks.is_empty(), self.arrangement) {
            (true, _) => None,
            (false, Arrangement::Single) => Some(Edit::Place(marks)),
            (false, _) => Some(Edit::Lay(None, Origin::Together, marks)),
        }
    }

    /// The area within these corners; `None` for fewer than three.
    pub(super) fn area(&self, body: &Body, next: &Deposit, corners: Vec<Site>) -> Option<Edit> {
        let outline = Outline::new(body, corners).ok()?;
        let device = self.device.clone().said().map(Arc::new);
        Some(Edit::Place(vec![Mark { device, ..next.mark_at(Shape::Area(outline)) }]))
    }
}
