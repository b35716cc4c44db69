//! Which triangle is nearest at every sample: triangles are sorted into bands of rows, then each band is filled.

use super::frame::Projection;
use super::shade::Shader;
use super::surface_buffer::NOTHING;
use crate::atlas::Surface;
use crate::geom::{Vec2, Vec3};

/// Rows of a band; a band's samples then stay in the processor's cache.
pub(super) const BAND_ROWS: usize = 16;

/// Where the four samples of a pixel lie (the rotated grid of multisampling hardware).
const SAMPLES: [Vec2; 4] = [
    Vec2::new(0.375, 0.125),
    Vec2::new(0.875, 0.375),
    Vec2::new(0.125, 0.625),
    Vec2::new(0.625, 0.875),
];

/// The triangles that face the viewer, by the bands that they touch.
pub(super) struct Bins {
    starts: Vec<u32>,
    triangles: Vec<u32>,
}

impl Bins {
    pub(super) fn sort(surface: &Surface, projection: &Projection, size_px: [usize; 2]) -> Self {
        let bands = size_px[1].div_ceil(BAND_ROWS);
        let touched: Vec<(u32, u16, u16)> = surface
            .triangles()
            .iter()
            .zip(0..)
            .filter_map(|(&triangle, index)| {
                let (first, last) = rows(projection.corners(triangle), size_px)?;
                Some((index, (first / BAND_ROWS) as u16, (last / BAND_ROWS) as u16))
            })
            .collect();
        let mut starts = vec![0; bands + 1];
        for &(_, first, last) in &touched {
            for band in first..=last {
                starts[usize::from(band) + 1] += 1;
            }
        }
        for band in 0..bands {
            starts[band + 1] += starts[band];
        }
        let mut next = starts.clone();
        let mut triangles = vec![0; starts[bands] as usize];
        for (index, first, last) in touched {
            for band in first..=last {
                let slot = &mut next[usize::from(band)];
                triangles[*slot as usize] = index;
                *slot += 1;
            }
        }
        Self { starts, triangles }
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
pub(super) struct Band {
    width: usize,
    top: usize,
    depths_mm: Vec<[f32; 4]>,
    triangles: Vec<[u32; 4]>,
}

impl Band {
    pub(super) fn new(width: usize) -> Self {
        let pixels = width * BAND_ROWS;
        Self {
            width,
            top: 0,
            depths_mm: vec![[0.0; 4]; pixels],
            triangles: vec![[NOTHING; 4]; pixels],
        }
    }

    /// Finds the nearest triangle at every sample of the band.
    pub(super) fn cover(
        &mut self,
        index: usize,
        candidates: &[u32],
        surface: &Surface,
        projection: &Projection,
    ) {
        self.top = index * BAND_ROWS;
        self.depths_mm.fill([f32::NEG_INFINITY; 4]);
        self.triangles.fill([NOTHING; 4]);
        for &triangle in candidates {
            self.cover_triangle(
                triangle,
                projection.corners(surface.triangles()[triangle as usize]),
            );
        }
    }

    fn cover_triangle(&mut self, index: u32, [a, b, c]: [Vec3; 3]) {
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        let columns = low.x.max(0.0) as usize..((high.x.max(0.0) as usize) + 1).min(self.width);
        let bottom = self.top + BAND_ROWS;
        let rows =
            (low.y.max(0.0) as usize).max(self.top)..((high.y.max(0.0) as usize) + 1).min(bottom);
        let scale = 1.0 / doubled_area(a, b, c);
        // Weight of each corner as a plane over the picture: value at `a`'s corner of the box, then its slopes.
        let slopes = [
            Vec2::new((b.y - c.y) * scale, (c.x - b.x) * scale),
            Vec2::new((c.y - a.y) * scale, (a.x - c.x) * scale),
            Vec2::new((a.y - b.y) * scale, (b.x - a.x) * scale),
        ];
        // A hair of overlap: a sample on a shared edge must not fall between both triangles.
        let slack = slopes.map(|slope| -1e-3 * (slope.x.abs() + slope.y.abs()));
        let at_sample = |p: Vec2| {
            let to = p - Vec2::new(a.x, a.y);
            [
                1.0 + to.dot(slopes[0]),
                to.dot(slopes[1]),
                to.dot(slopes[2]),
            ]
        };
        let depth_slope = slopes[0] * a.z + slopes[1] * b.z + slopes[2] * c.z;
        for y in rows {
            let start = (y - self.top) * self.width;
            for x in columns.clone() {
                let corner = Vec2::new(x as f32, y as f32);
                let (depths, triangles) = (
                    &mut self.depths_mm[start + x],
                    &mut self.triangles[start + x],
                );
                for (sample, &place) in SAMPLES.iter().enumerate() {
                    let p = corner + place;
                    let [u, v, w] = at_sample(p);
                    if u < slack[0] || v < slack[1] || w < slack[2] {
                        continue;
                    }
                    let depth =
                        (a.z + (p - Vec2::new(a.x, a.y)).dot(depth_slope)).clamp(low.z, high.z);
                    if depth > depths[sample] {
                        depths[sample] = depth;
                        triangles[sample] = index;
                    }
                }
            }
        }
    }

    /// Shades every triangle of every pixel once and writes the band's rows of the picture and the surface buffer.
    pub(super) fn resolve(
        &self,
        shader: &Shader<'_>,
        rgba: &mut [u8],
        nearest: &mut [u32],
        depths_mm: &mut [f32],
    ) {
        for (pixel, triangles) in self.triangles[..nearest.len()].iter().enumerate() {
            if *triangles == [NOTHING; 4] {
                continue;
            }
            let corner = Vec2::new(
                (pixel % self.width) as f32,
                (self.top + pixel / self.width) as f32,
            );
            let (colour, covered) = shade_pixel(triangles, corner, shader);
            let bytes = colour.map(|channel| (channel / covered + 0.5) as u8);
            rgba[pixel * 4..pixel * 4 + 3].copy_from_slice(&bytes);
            rgba[pixel * 4 + 3] = (covered * 63.75 + 0.5) as u8;
            let sample = triangles.iter().position(|&t| t != NOTHING).unwrap_or(0);
            nearest[pixel] = triangles[sample];
            depths_mm[pixel] = self.depths_mm[pixel][sample];
        }
    }
}

/// Sum of the colours (0 to 255) over the covered samples, and how many there are.
fn shade_pixel(triangles: &[u32; 4], corner: Vec2, shader: &Shader<'_>) -> ([f32; 3], f32) {
    let (mut colour, mut covered) = ([0.0; 3], 0.0);
    for (first, &triangle) in triangles.iter().enumerate() {
        if triangle == NOTHING || triangles[..first].contains(&triangle) {
            continue;
        }
        // At the middle of the samples it covers, so that edges do not take their shade from beyond the triangle.
        let (mut middle, mut count) = (Vec2::ZERO, 0.0);
        for (&other, &place) in triangles.iter().zip(&SAMPLES).skip(first) {
            if other == triangle {
                middle += place;
                count += 1.0;
            }
        }
        let shade = shader.shade(triangle, corner + middle / count);
        for (sum, channel) in colour.iter_mut().zip(shade) {
            *sum += channel * count;
        }
        covered += count;
    }
    (colour, covered)
}
