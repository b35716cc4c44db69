//! Which triangle is nearest at every sample: triangles are sorted into bands of rows, then each band is filled.

use super::brush::Brush;
use super::frame::{Frame, Projection};
use super::shade::Shader;
use super::surface_buffer::NOTHING;
use crate::atlas::Surface;
use crate::atlas::view::LEAN;
use crate::geom::{Vec2, Vec3};
use glam::{BVec4A, Vec4};

/// Rows of a band; a band's samples then stay in the processor's cache.
pub(super) const BAND_ROWS: usize = 16;

/// Where the four samples of a pixel lie (the rotated grid of multisampling hardware).
pub(super) const SAMPLES_X: Vec4 = Vec4::new(0.375, 0.875, 0.125, 0.625);
/// See [`SAMPLES_X`].
pub(super) const SAMPLES_Y: Vec4 = Vec4::new(0.125, 0.375, 0.625, 0.875);

/// Samples that no triangle covers.
pub(super) const EMPTY: Vec4 = Vec4::NEG_ONE;

/// The depth (mm toward the viewer) before which a camera leaves everything out, by the row of the picture.
#[derive(Clone, Copy, Default)]
pub(super) struct Cut {
    near_mm: f32,
    /// Above this row it leans over.
    end_row: f32,
    lean_mm_per_row: f32,
}

impl Cut {
    pub(super) fn of(frame: &Frame) -> Self {
        let camera = &frame.camera;
        let end_row = frame.px_from_view(Vec2::new(0.0, camera.end_mm)).y;
        Self { near_mm: camera.near_mm, end_row, lean_mm_per_row: LEAN / frame.px_per_mm }
    }

    fn at_mm(self, row: f32) -> f32 {
        self.near_mm - self.lean_mm_per_row * (self.end_row - row).max(0.0)
    }

    /// At the four samples of the pixels of a row.
    fn samples_mm(self, row: f32) -> Vec4 {
        let above = (Vec4::splat(self.end_row - row) - SAMPLES_Y).max(Vec4::ZERO);
        Vec4::splat(self.near_mm) - above * self.lean_mm_per_row
    }
}

/// The triangles that face the viewer, by the bands that they touch.
#[derive(Default)]
pub(super) struct Bins {
    starts: Vec<u32>,
    triangles: Vec<u32>,
    /// Each triangle with its first and last band, on the way to being sorted.
    touched: Vec<(u32, u16, u16)>,
}

impl Bins {
    /// Sorts the triangles of a body, in place of those sorted before.
    pub(super) fn sort(&mut self, surface: &Surface, projection: &Projection, size_px: [usize; 2], cut: Cut) {
        let Self { starts, triangles, touched } = self;
        let bands = size_px[1].div_ceil(BAND_ROWS);
        touched.clear();
        touched.extend(surface.triangles().iter().zip(0..).filter_map(|(&triangle, index)| {
            let corners = projection.corners(triangle);
            if corners.iter().all(|corner| corner.z > cut.at_mm(corner.y)) {
                return None;
            }
            let (first, last) = rows(corners, size_px)?;
            Some((index, (first / BAND_ROWS) as u16, (last / BAND_ROWS) as u16))
        }));
        starts.clear();
        starts.resize(bands + 1, 0);
        for &(_, first, last) in touched.iter() {
            for band in first..=last {
                starts[usize::from(band) + 1] += 1;
            }
        }
        for band in 0..bands {
            starts[band + 1] += starts[band];
        }
        let mut next = starts.clone();
        triangles.resize(starts[bands] as usize, 0);
        for &(index, first, last) in touched.iter() {
            for band in first..=last {
                let slot = &mut next[usize::from(band)];
                triangles[*slot as usize] = index;
                *slot += 1;
            }
        }
    }

    /// Triangles that touch the band, in rising order.
    pub(super) fn band(&self, index: usize) -> &[u32] {
        &self.triangles[self.starts[index] as usize..self.starts[index + 1] as usize]
    }
}

/// First and last row that a triangle may touch, if it faces the viewer and is not outside the picture.
fn rows([a, b, c]: [Vec3; 3], [width, height]: [usize; 2]) -> Option<(usize, usize)> {
    // y points down in the picture, so what is counter-clockwise from outside is clockwise here.
    if doubled_area(a, b, c) >= 0.0 {
        return None;
    }
    let (low, high) = (a.min(b).min(c), a.max(b).max(c));
    let outside = high.x < 0.0 || high.y < 0.0 || low.x >= width as f32 || low.y >= height as f32;
    (!outside).then(|| (low.y.max(0.0) as usize, (high.y as usize).min(height - 1)))
}

/// Twice the signed area in the picture.
pub(super) fn doubled_area(a: Vec3, b: Vec3, c: Vec3) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The samples of one band; reused from band to band.
#[derive(Default)]
pub(super) struct Band {
    width: usize,
    top: usize,
    depths_mm: Vec<Vec4>,
    /// Numbers of the triangles, as floats (exact below 2^24) so that they move together with the depths.
    triangles: Vec<Vec4>,
    cut: Cut,
}

/// Nearest byte.
fn channel(value: f32) -> u8 {
    (value + 0.5) as u8
}

impl Band {
    /// Takes on a picture's width; the samples have no meaning until a band is covered.
    pub(super) fn prepare(&mut self, width: usize, cut: Cut) {
        self.depths_mm.resize(width * BAND_ROWS, Vec4::NEG_INFINITY);
        self.triangles.resize(width * BAND_ROWS, EMPTY);
        (self.width, self.cut) = (width, cut);
    }

    /// Finds the nearest triangle at every sample of the band.
    pub(super) fn cover(&mut self, index: usize, candidates: &[u32], surface: &Surface, projection: &Projection) {
        self.top = index * BAND_ROWS;
        self.depths_mm.fill(Vec4::NEG_INFINITY);
        self.triangles.fill(EMPTY);
        for &triangle in candidates {
            self.cover_triangle(triangle, projection.corners(surface.triangles()[triangle as usize]));
        }
    }

    fn cover_triangle(&mut self, index: u32, [a, b, c]: [Vec3; 3]) {
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        let rows = (low.y.max(0.0) as usize).max(self.top)..((high.y.max(0.0) as usize) + 1).min(self.top + BAND_ROWS);
        let (left, right) = (low.x.clamp(0.0, self.width as f32), high.x.clamp(0.0, self.width as f32));
        let planes = Planes::new([a, b, c]);
        let id = Vec4::splat(index as f32);
        let (nearest, farthest) = (Vec4::splat(high.z), Vec4::splat(low.z));
        for y in rows {
            let Some((from, to)) = planes.span(y as f32, left, right) else { continue };
            let row = planes.row(y as f32);
            let cut_mm = self.cut.samples_mm(y as f32);
            let start = (y - self.top) * self.width;
            let columns = from as usize..((to as usize) + 1).min(self.width);
            let depths = &mut self.depths_mm[start + columns.start..start + columns.end];
            let triangles = &mut self.triangles[start + columns.start..start + columns.end];
            for ((x, depths), triangles) in columns.zip(depths).zip(triangles) {
                let (inside, depth) = row.at(x as f32);
                let depth = depth.max(farthest).min(nearest);
                let nearer = inside & depth.cmpgt(*depths) & depth.cmple(cut_mm);
                *depths = Vec4::select(nearer, depth, *depths);
                *triangles = Vec4::select(nearer, id, *triangles);
            }
        }
    }

    /// Shades every triangle of every pixel once and writes the band's rows of the picture and the surface buffer.
    pub(super) fn resolve(&self, shader: &Shader<'_>, rgba: &mut [u8], nearest: &mut [u32], depths_mm: &mut [f32]) {
        let mut brush = Brush::new(shader);
        let rows = rgba.chunks_exact_mut(4 * self.width).zip(nearest.chunks_exact_mut(self.width));
        for ((row, (rgba, nearest)), depths_mm) in rows.enumerate().zip(depths_mm.chunks_exact_mut(self.width)) {
            let start = row * self.width;
            let y = (self.top + row) as f32;
            let samples = self.triangles[start..].iter().zip(&self.depths_mm[start..]);
            let places = rgba.chunks_exact_mut(4).zip(nearest).zip(depths_mm);
            for (x, ((triangles, depths), ((rgba, nearest), depth_mm))) in samples.zip(places).enumerate() {
                let Some((colour, covered, sample)) = brush.pixel(*triangles, Vec2::new(x as f32, y)) else {
                    (*nearest, *depth_mm) = (NOTHING, f32::NEG_INFINITY);
                    rgba.copy_from_slice(&[0; 4]);
                    continue;
                };
                *nearest = triangles[sample] as u32;
                *depth_mm = depths[sample];
                let alpha = covered * 255.0 * shader.presence(y + 0.5, *depth_mm) + 0.5;
                rgba.copy_from_slice(&[channel(colour.x), channel(colour.y), channel(colour.z), alpha as u8]);
            }
        }
    }
}

/// A triangle's corner weights and depth as planes over the picture, evaluated at the four samples of a pixel at once.
struct Planes {
    origin: Vec2,
    weights: [Plane; 3],
    depth: Plane,
    /// How far below zero a weight may be: a sample on a shared edge must not fall between both triangles.
    slack: [f32; 3],
}

/// Value at the origin, slope, and what the four samples add.
#[derive(Clone, Copy)]
struct Plane {
    base: f32,
    slope: Vec2,
    samples: Vec4,
}

impl Plane {
    fn new(base: f32, slope: Vec2) -> Self {
        Self { base, slope, samples: SAMPLES_X * slope.x + SAMPLES_Y * slope.y }
    }

    /// The samples of the pixel at column 0 of a row, given relative to the origin.
    fn at(&self, offset: Vec2) -> Vec4 {
        Vec4::splat(self.base + offset.dot(self.slope)) + self.samples
    }
}

/// The planes along one row of pixels.
struct Row {
    starts: [Vec4; 4],
    steps: [Vec4; 4],
}

impl Row {
    /// Which samples of a pixel are inside, and their depths.
    fn at(&self, x: f32) -> (BVec4A, Vec4) {
        let x = Vec4::splat(x);
        let value = |plane: usize| self.starts[plane] + x * self.steps[plane];
        let lowest = value(0).min(value(1)).min(value(2));
        (lowest.cmpge(Vec4::ZERO), value(3))
    }
}

impl Planes {
    fn new([a, b, c]: [Vec3; 3]) -> Self {
        let scale = 1.0 / doubled_area(a, b, c);
        let slopes = [
            Vec2::new((b.y - c.y) * scale, (c.x - b.x) * scale),
            Vec2::new((c.y - a.y) * scale, (a.x - c.x) * scale),
            Vec2::new((a.y - b.y) * scale, (b.x - a.x) * scale),
        ];
        let slack = |slope: Vec2| -1e-3 * (slope.x.abs() + slope.y.abs());
        let slope = slopes[0] * a.z + slopes[1] * b.z + slopes[2] * c.z;
        Self {
            origin: Vec2::new(a.x, a.y),
            weights: [Plane::new(1.0, slopes[0]), Plane::new(0.0, slopes[1]), Plane::new(0.0, slopes[2])],
            depth: Plane::new(a.z, slope),
            slack: [slack(slopes[0]), slack(slopes[1]), slack(slopes[2])],
        }
    }

    /// The part of a row of pixels between two columns outside of which no weight can be high enough.
    fn span(&self, y: f32, left: f32, right: f32) -> Option<(f32, f32)> {
        let (mut from, mut to) = (left, right);
        for (plane, slack) in self.weights.iter().zip(self.slack) {
            let Vec2 { x: across, y: down } = plane.slope;
            // The weight's highest value in the pixel at column x, less the slack, is `room + across * x`.
            let room = plane.base + down * (y - self.origin.y) + down.max(0.0) + across.max(0.0)
                - across * self.origin.x
                - slack;
            if across > 1e-12 {
                from = from.max(-room / across);
            } else if across < -1e-12 {
                to = to.min(-room / across);
            } else if room < 0.0 {
                return None;
            }
        }
        // A little more on both sides makes up for rounding.
        let (from, to) = ((from - 0.01).max(left), (to + 0.01).min(right));
        (from <= to).then_some((from, to))
    }

    fn row(&self, y: f32) -> Row {
        let offset = Vec2::new(0.0, y) - self.origin;
        let [u, v, w] = &self.weights;
        let [su, sv, sw] = self.slack;
        let step = |plane: &Plane| Vec4::splat(plane.slope.x);
        Row {
            // Less the (negative) slack, so that inside is simply not below zero.
            starts: [u.at(offset) - su, v.at(offset) - sv, w.at(offset) - sw, self.depth.at(offset)],
            steps: [step(u), step(v), step(w), step(&self.depth)],
        }
    }
}
