//! A place of the skin with what is asked of it again and again.

use crate::atlas::regions::Side;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// A place with what is asked of it again and again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) at: SurfacePoint,
    pub(super) mm: Vec3,
    pub(super) normal: Vec3,
}

impl Spot {
    pub(super) fn on(body: &Body, at: SurfacePoint) -> Self {
        Self { at, mm: body.surface.position_mm(at), normal: body.surface.normal(at) }
    }

    /// The same on the other side of the body.
    pub(super) fn mirrored(&self, body: &Body) -> Self {
        let other = Vec3::new(-1.0, 1.0, 1.0);
        Self { at: body.surface.mirror(self.at), mm: self.mm * other, normal: self.normal * other }
    }

    /// Whether it lies in the midline.
    pub(super) fn is_in_midline(&self) -> bool {
        self.mm.x.abs() <= Side::MIDLINE_MM
    }

    /// The way along the skin to a near place, in mm: the arc that the chord and the angle of the two normals belong to;
    /// `None` where the skin there faces away, as on the other side of an ear: no arc joins the two.
    #[inline]
    pub(super) fn arc_mm(&self, other: &Self, chord_mm2: f32) -> Option<f32> {
        const FACES_AWAY: f32 = -0.2;
        let cos = self.normal.dot(other.normal);
        // The sine of half the angle, squared; the series is that of the arc sine.
        let sin2 = (1.0 - cos) / 2.0;
        let stretch =
            1.0 + sin2 * (1.0 / 6.0 + sin2 * (0.075 + sin2 * (0.044_643 + sin2 * (0.030_382 + sin2 * 0.036))));
        (cos >= FACES_AWAY).then(|| chord_mm2.sqrt() * stretch)
    }
}
