//! Shading pixel by pixel: remembers the triangles shaded last, since edges show the same few again and again.

use glam::Vec4;

use super::cover::{SAMPLES_X, SAMPLES_Y, doubled_area};
use super::shade::Shader;
use super::surface_buffer::NOTHING;
use crate::atlas::spread::SkinValues;
use crate::geom::Vec2;

/// How many triangles are remembered; a power of two. Triangles that meet in a pixel mostly have neighbouring numbers,
/// so they seldom drive each other out.
const REMEMBERED: usize = 256;

/// What is known of a triangle.
#[derive(Clone, Copy)]
struct Known<'a> {
    triangle: u32,
    plain: bool,
    origin: Vec2,
    /// What is mixed over the triangle: its value at the origin, and how it changes along x and y.
    base: Vec4,
    along_x: Vec4,
    along_y: Vec4,
    values: Option<Dyed<'a>>,
}

/// Values on a triangle.
#[derive(Clone, Copy)]
struct Dyed<'a> {
    values: &'a SkinValues,
    /// How the weights of the second and the third corner change in the picture, both zero at the origin.
    weights: [Vec2; 2],
}

/// Shades pixels of one band.
pub(super) struct Brush<'a> {
    shader: &'a Shader<'a>,
    known: Vec<Known<'a>>,
}

impl<'a> Brush<'a> {
    pub(super) fn new(shader: &'a Shader<'a>) -> Self {
        let zero = Vec4::ZERO;
        let nothing = Known {
            triangle: NOTHING,
            plain: true,
            origin: Vec2::ZERO,
            base: zero,
            along_x: zero,
            along_y: zero,
            values: None,
        };
        Self { shader, known: vec![nothing; REMEMBERED] }
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
        let slot = triangle as usize % REMEMBERED;
        if self.known[slot].triangle != triangle {
            self.known[slot] = self.look_up(triangle);
        }
        let known = &self.known[slot];
        let offset = px - known.origin;
        let mixed = known.base + known.along_x * offset.x + known.along_y * offset.y;
        let skin = if known.plain { mixed } else { self.shader.shade(triangle, mixed, px) };
        let Some((dyed, dye)) = known.values.zip(self.shader.dye) else { return skin };
        let cell = dyed.values.cell(triangle, dyed.weights.map(|weight| weight.dot(offset)));
        dye.drawn(skin, cell, dyed.weights[0] * cell.slope[0] + dyed.weights[1] * cell.slope[1])
    }

    fn look_up(&self, triangle: u32) -> Known<'a> {
        let (corners, [a, b, c]) = self.shader.corners(triangle);
        let [pa, pb, pc] = corners;
        let scale = 1.0 / doubled_area(pa, pb, pc);
        let (ab, ac) = (b - a, c - a);
        Known {
            triangle,
            plain: self.shader.is_plain(triangle),
            origin: Vec2::new(pa.x, pa.y),
            base: a,
            along_x: (ab * (pc.y - pa.y) - ac * (pb.y - pa.y)) * scale,
            along_y: (ac * (pb.x - pa.x) - ab * (pc.x - pa.x)) * scale,
            values: self.shader.dye.and_then(|dye| dye.on(triangle)).map(|values| Dyed {
                values,
                weights: [
                    Vec2::new((pc.y - pa.y) * scale, (pa.x - pc.x) * scale),
                    Vec2::new((pa.y - pb.y) * scale, (pb.x - pa.x) * scale),
                ],
            }),
        }
    }
}
