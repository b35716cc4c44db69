//! Shading pixel by pixel: keeps what it knows of the last triangle, since neighbours mostly show the same one.

use glam::Vec4;

use super::cover::{SAMPLES_X, SAMPLES_Y, doubled_area};
use super::shade::Shader;
use super::surface_buffer::NOTHING;
use crate::geom::Vec2;

/// Shades pixels of one band.
pub(super) struct Brush<'a> {
    shader: &'a Shader<'a>,
    triangle: u32,
    origin: Vec2,
    plain: bool,
    /// What is mixed over the triangle: its value at the origin, and how it changes along x and y.
    base: Vec4,
    along_x: Vec4,
    along_y: Vec4,
}

impl<'a> Brush<'a> {
    pub(super) fn new(shader: &'a Shader<'a>) -> Self {
        let zero = Vec4::ZERO;
        Self { shader, triangle: NOTHING, origin: Vec2::ZERO, plain: true, base: zero, along_x: zero, along_y: zero }
    }

    /// Mean colour (0 to 255) over the covered samples of the pixel with that corner, the share that is covered, and
    /// the first covered sample; nothing if there is none.
    pub(super) fn pixel(&mut self, triangles: Vec4, corner: Vec2) -> Option<(Vec4, f32, usize)> {
        if triangles.cmpeq(Vec4::splat(triangles.x)).all() {
            let covered = triangles.x >= 0.0;
            return covered.then(|| (self.shade(triangles.x as u32, corner + Vec2::splat(0.5)), 1.0, 0));
        }
        let triangles = triangles.to_array();
        let (mut colour, mut covered, mut sample) = (Vec4::ZERO, 0.0, usize::MAX);
        for (first, &triangle) in triangles.iter().enumerate() {
            if triangle < 0.0 || triangles[..first].contains(&triangle) {
                continue;
            }
            // At the middle of the samples it covers, so that edges do not take their shade from beyond the triangle.
            let (mut middle, mut count) = (Vec2::ZERO, 0.0);
            for other in first..4 {
                if triangles[other] == triangle {
                    middle += Vec2::new(SAMPLES_X[other], SAMPLES_Y[other]);
                    count += 1.0;
                }
            }
            colour += self.shade(triangle as u32, corner + middle / count) * count;
            covered += count;
            sample = sample.min(first);
        }
        Some((colour / covered, covered * 0.25, sample))
    }

    fn shade(&mut self, triangle: u32, px: Vec2) -> Vec4 {
        if triangle != self.triangle {
            self.take(triangle);
        }
        let offset = px - self.origin;
        let mixed = self.base + self.along_x * offset.x + self.along_y * offset.y;
        if self.plain { mixed } else { self.shader.shade(triangle, mixed, px) }
    }

    fn take(&mut self, triangle: u32) {
        let (corners, [a, b, c]) = self.shader.corners(triangle);
        let [pa, pb, pc] = corners;
        let scale = 1.0 / doubled_area(pa, pb, pc);
        let (ab, ac) = (b - a, c - a);
        self.triangle = triangle;
        self.plain = self.shader.is_plain(triangle);
        self.origin = Vec2::new(pa.x, pa.y);
        self.base = a;
        self.along_x = (ab * (pc.y - pa.y) - ac * (pb.y - pa.y)) * scale;
        self.along_y = (ac * (pb.x - pa.x) - ab * (pc.x - pa.x)) * scale;
    }
}
