//! What is under every pixel of a picture: the nearest triangle, its depth, and the exact place.

use super::frame::Frame;
use super::painter::fit;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::{Vec2, Vec3, closest_on_triangle};

/// The mark of a pixel without a body.
pub(super) const NOTHING: u32 = u32::MAX;

/// The nearest triangle and its depth for every pixel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurfaceBuffer {
    size_px: [u32; 2],
    triangles: Vec<u32>,
    depths_mm: Vec<f32>,
}

impl SurfaceBuffer {
    /// Takes on a size; without meaning until every row is written.
    pub(super) fn resize(&mut self, size_px: [u32; 2]) {
        let pixels = size_px[0] as usize * size_px[1] as usize;
        self.size_px = size_px;
        fit(&mut self.triangles, pixels, NOTHING);
        fit(&mut self.depths_mm, pixels, f32::NEG_INFINITY);
    }

    pub(super) fn rows_mut(&mut self) -> (&mut [u32], &mut [f32]) {
        (&mut self.triangles, &mut self.depths_mm)
    }

    /// Width and height.
    pub fn size_px(&self) -> [u32; 2] {
        self.size_px
    }

    fn pixel(&self, px: Vec2) -> Option<usize> {
        let [width, height] = self.size_px;
        let inside = px.x >= 0.0 && px.y >= 0.0 && px.x < width as f32 && px.y < height as f32;
        inside.then(|| px.y as usize * width as usize + px.x as usize)
    }

    /// The triangle nearest to the viewer in a pixel, skin or eye.
    pub fn triangle(&self, px: Vec2) -> Option<u32> {
        Some(self.triangles[self.pixel(px)?]).filter(|&triangle| triangle != NOTHING)
    }

    /// Depth of a pixel in mm toward the viewer from the camera's target; minus infinity where there is no body.
    pub(super) fn depth_mm(&self, px: Vec2) -> f32 {
        self.pixel(px).map_or(f32::NEG_INFINITY, |pixel| self.depths_mm[pixel])
    }

    /// The skin under an exact picture position: none over eyes, beside the body and on what has faded behind the
    /// camera's depth.
    pub fn pick(&self, body: &Body, frame: &Frame, px: Vec2) -> Option<SurfacePoint> {
        let (surface, camera, at_view_mm) = (&body.surface, &frame.camera, frame.view_from_px(px));
        let in_view = |triangle| surface.corners_mm(triangle).map(|p| camera.view_from_mm(p) * FLAT);
        let here = |triangle| SurfacePoint {
            triangle,
            weights: closest_on_triangle(at_view_mm.extend(0.0), in_view(triangle)),
        };
        let is_shown = |point: &SurfacePoint| camera.shows(camera.view_from_mm(surface.position_mm(*point)));
        let is_skin = |point: &SurfacePoint| (point.triangle as usize) < surface.skin_triangles();
        // The pixel's sample lies up to a pixel away, and something nearer may come between: ask the body itself. Where
        // an edge runs through the pixel and this place is just beside it, the sample's triangle answers.
        let met = || body.first_seen(camera, at_view_mm).map(|point| here(point.triangle)).filter(is_shown);
        let sampled = self.triangle(px)?;
        met().or_else(|| Some(here(sampled)).filter(is_shown)).filter(is_skin)
    }

    /// The position on the skin under an exact picture position, LPS mm.
    pub fn position_mm(&self, body: &Body, frame: &Frame, px: Vec2) -> Option<Vec3> {
        self.pick(body, frame, px).map(|point| body.surface.position_mm(point))
    }
}

/// Flattens view coordinates on the view plane.
const FLAT: Vec3 = Vec3::new(1.0, 1.0, 0.0);
