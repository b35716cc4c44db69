//! Which part of a view's plane a picture shows, and at what scale.

use crate::atlas::Surface;
use crate::atlas::view::{Camera, View};
use crate::geom::{Vec2, Vec3};

/// A picture's place on the view plane of a camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From where the body is seen.
    pub camera: Camera,
    /// The view-plane point (x right, y up, mm from the camera's target) in the middle of the picture.
    pub centre_view_mm: Vec2,
    /// Scale.
    pub px_per_mm: f32,
    /// Width and height of the picture.
    pub size_px: [u32; 2],
}

impl Frame {
    /// The largest scale at which the whole view fits, centred.
    pub fn fit(view: &View, size_px: [u32; 2]) -> Self {
        let [width, height] = size_px.map(|side| side as f32);
        let px_per_mm = (width / view.width_mm).min(height / view.height_mm);
        Self { camera: view.camera, centre_view_mm: Vec2::ZERO, px_per_mm, size_px }
    }

    fn middle_px(&self) -> Vec2 {
        Vec2::new(self.size_px[0] as f32, self.size_px[1] as f32) * 0.5
    }

    /// View plane (mm, y up) to picture (pixels, y down, origin at the top left corner).
    pub fn px_from_view(&self, v: Vec2) -> Vec2 {
        (v - self.centre_view_mm) * Vec2::new(self.px_per_mm, -self.px_per_mm) + self.middle_px()
    }

    /// Picture back to view plane.
    pub fn view_from_px(&self, px: Vec2) -> Vec2 {
        (px - self.middle_px()) * Vec2::new(1.0, -1.0) / self.px_per_mm + self.centre_view_mm
    }

    /// LPS mm to picture.
    pub fn px_from_mm(&self, p: Vec3) -> Vec2 {
        let v = self.camera.view_from_mm(p);
        self.px_from_view(Vec2::new(v.x, v.y))
    }

    /// The point of the view plane (depth zero) under a picture position, LPS mm.
    pub fn mm_from_px(&self, px: Vec2) -> Vec3 {
        let v = self.view_from_px(px);
        self.camera.mm_from_view(Vec3::new(v.x, v.y, 0.0))
    }
}

/// Every vertex in the picture: x and y in pixels, z in mm toward the viewer.
#[derive(Default)]
pub(super) struct Projection(pub Vec<Vec3>);

impl Projection {
    /// Projects the vertices, in place of those projected before.
    pub(super) fn project(&mut self, surface: &Surface, frame: &Frame) {
        let camera = &frame.camera;
        let scale = frame.px_per_mm;
        let toward = camera.toward_viewer();
        let middle = frame.px_from_view(Vec2::ZERO);
        let place = |&p: &Vec3| {
            let offset = p - camera.target_mm;
            Vec3::new(
                offset.dot(camera.right) * scale + middle.x,
                middle.y - offset.dot(camera.up) * scale,
                offset.dot(toward),
            )
        };
        self.0.clear();
        self.0.extend(surface.positions_mm().iter().map(place));
    }

    pub(super) fn corners(&self, triangle: [u32; 3]) -> [Vec3; 3] {
        // Spelled out: this is called for every triangle of every picture, and `map` is not always inlined.
        let [a, b, c] = triangle;
        [self.0[a as usize], self.0[b as usize], self.0[c as usize]]
    }
}
