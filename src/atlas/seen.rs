//! What a camera sees of a body: the skin under a place of its picture, and whether a spot is hidden.

use super::{Body, Camera, SurfacePoint};
use crate::geom::Vec2;

impl Body {
    /// The spot of the skin that a viewer sees at a place of the view plane (mm, x right, y up); `None` beside the body,
    /// on the eyes and on what has faded behind the camera's depth.
    pub fn skin_seen(&self, camera: &Camera, view_mm: Vec2) -> Option<SurfacePoint> {
        let point = self.first_seen(camera, view_mm)?;
        let is_skin = (point.triangle as usize) < self.surface.skin_triangles();
        let at_mm = camera.view_from_mm(self.surface.position_mm(point));
        (is_skin && camera.shows(at_mm)).then_some(point)
    }

    /// What a viewer meets first at a place of the view plane, skin or eye, behind what the camera leaves out.
    pub(super) fn first_seen(&self, camera: &Camera, view_mm: Vec2) -> Option<SurfacePoint> {
        // Farther than any body reaches from its view's target, and no farther: rays lose precision with length.
        const BEFORE_EVERYTHING_MM: f32 = 2500.0;
        let toward = camera.toward_viewer();
        let from_mm = camera.mm_from_view(view_mm.extend(camera.cut_mm(view_mm.y).min(BEFORE_EVERYTHING_MM)));
        if camera.near_mm.is_infinite() {
            return self.surface.first_hit(from_mm, -toward).map(|(point, _)| point);
        }
        // From within a limb that was cut open, its far wall is seen from behind, and what is seen from behind isn't drawn.
        self.surface.first_hit_facing(from_mm, -toward).map(|(point, _)| point)
    }

    /// Whether a viewer sees the spot: it faces them, is neither left out nor faded, and nothing that is drawn hides it.
    pub fn is_seen(&self, camera: &Camera, spot: SurfacePoint) -> bool {
        let (surface, toward) = (&self.surface, camera.toward_viewer());
        let at_mm = camera.view_from_mm(surface.position_mm(spot));
        if !camera.shows(at_mm) {
            return false;
        }
        if camera.near_mm.is_infinite() {
            return surface.is_visible_along(spot, toward);
        }
        surface.is_visible_within(spot, toward, camera.cut_mm(at_mm.y) - at_mm.z)
    }
}
