//! Scattered places, the same every time.

use mesomap::atlas::{Surface, SurfacePoint};
use mesomap::geom::Vec3;

/// Numerical Recipes' quick generator: enough for scatter.
pub(crate) struct Scatter(u32);

impl Scatter {
    pub(crate) fn new(seed: u32) -> Self {
        Self(seed)
    }

    pub(crate) fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    /// A place on the skin, each triangle as likely as another: every second one is on a hand, a foot or the face.
    pub(crate) fn place(&mut self, surface: &Surface) -> SurfacePoint {
        let triangle = (self.unit() * surface.skin_triangles() as f32) as u32;
        let (u, v) = (self.unit(), self.unit());
        let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
        SurfacePoint { triangle, weights: [1.0 - u - v, u, v] }
    }

    /// Places round another, up to so far away through the air.
    pub(crate) fn places_near(
        &mut self,
        surface: &Surface,
        middle: SurfacePoint,
        reach_mm: f32,
        count: usize,
    ) -> Vec<SurfacePoint> {
        let at_mm = surface.position_mm(middle);
        let mut near = || {
            let toward = Vec3::new(self.unit() - 0.5, self.unit() - 0.5, self.unit() - 0.5).normalize_or_zero();
            surface.closest(at_mm + toward * (reach_mm * self.unit())).0
        };
        (0..count).map(|_| near()).collect()
    }
}
