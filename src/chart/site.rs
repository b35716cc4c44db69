//! A spot on the skin: what the record keeps of it, and what follows from that on a body.

use crate::atlas::regions::{Locus, Side, patch_at};
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// A spot on the skin: what the record keeps, and what follows from it on this body.
///
/// The position is the truth, in LPS millimetres to 0.01 mm; anchor and locus are computed from it once.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    hundredths: [i32; 3],
    anchor: SurfacePoint,
    off_surface_mm: f32,
    locus: Locus,
}

impl PartialEq for Site {
    fn eq(&self, other: &Self) -> bool {
        self.hundredths == other.hundredths
    }
}

impl Site {
    /// The spot of `body` nearest to a recorded position, in hundredths of a millimetre.
    pub fn recorded(body: &Body, hundredths: [i32; 3]) -> Self {
        let position_mm = position_mm(hundredths);
        let (anchor, off_surface_mm) = body.surface.closest(position_mm);
        let locus = Locus { region: patch_at(body, anchor).region, side: Side::of_spot(position_mm.x) };
        Self { hundredths, anchor, off_surface_mm, locus }
    }

    /// A spot of the skin, its position rounded to what the record keeps.
    pub fn on(body: &Body, point: SurfacePoint) -> Self {
        let position_mm = body.surface.position_mm(point);
        #[expect(clippy::cast_possible_truncation, reason = "a body is under 3 m in every direction")]
        let hundredths = position_mm.to_array().map(|mm| (f64::from(mm) * 100.0).round() as i32);
        Self::recorded(body, hundredths)
    }

    /// The same spot on the other side of the body, which is its own mirror image: nothing need be looked for.
    #[must_use]
    pub fn mirrored(&self, body: &Body) -> Self {
        let [x, y, z] = self.hundredths;
        let anchor = body.surface.mirror(self.anchor);
        Self { hundredths: [-x, y, z], anchor, locus: self.locus.mirrored(), ..*self }
    }

    /// The recorded position in hundredths of a millimetre, LPS.
    pub fn hundredths(&self) -> [i32; 3] {
        self.hundredths
    }

    /// The recorded position in millimetres, LPS.
    pub fn position_mm(&self) -> Vec3 {
        position_mm(self.hundredths)
    }

    /// The nearest point of the skin.
    pub fn anchor(&self) -> SurfacePoint {
        self.anchor
    }

    /// How far the recorded position lies from the skin of this body, in millimetres.
    pub fn off_surface_mm(&self) -> f32 {
        self.off_surface_mm
    }

    /// The region of the nearest skin, and the side of the recorded position.
    pub fn locus(&self) -> Locus {
        self.locus
    }
}

#[expect(clippy::cast_precision_loss, reason = "hundredths of mm on a body need 19 of 24 bits")]
fn position_mm(hundredths: [i32; 3]) -> Vec3 {
    Vec3::from_array(hundredths.map(|h| h as f32 / 100.0))
}
