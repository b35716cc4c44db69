//! Where an amount of one goes: from a spot, along a line, over an area.

use std::collections::HashMap;

use super::lattice::{Lattice, grid, weights};
use super::wave::Wave;
use crate::atlas::SurfacePoint;
use crate::geom::closest_on_triangle;

/// What every node gets of an amount of one, per cm² of the patient, by rising number of the node.
pub type Stencil = Vec<(u32, f32)>;

/// So often the spacing of the spots that stand for a line or an area goes into the radius.
const SPOTS_PER_RADIUS: f32 = 4.0;

/// Spreads what was put at spots of the skin of one lattice.
pub(super) struct Spreader<'a> {
    lattice: &'a Lattice,
    wave: Wave<'a>,
    /// What the last spot gave: node, share and the cm² of the node.
    found: Vec<(u32, f32)>,
}

/// From each of many spots, the kernel's radius being `radius_mm` on the body. The spots are shared among threads.
pub fn spread_point(lattice: &Lattice, spots: &[(SurfacePoint, f32)]) -> Vec<Stencil> {
    /// A thread makes tables for so many at a time.
    const TOGETHER: usize = 250;
    let chunks: Vec<_> = spots.chunks(TOGETHER).collect();
    let done = crate::atlas::each_large(&chunks, |spots| {
        let mut spreader = Spreader::new(lattice);
        spots.iter().map(|&(spot, radius_mm)| spreader.stencil(spot, radius_mm)).collect::<Vec<_>>()
    });
    done.into_iter().flatten().collect()
}

/// Evenly along a way over the skin, whose points lie each in or on the triangle of the one before.
pub fn spread_line(lattice: &Lattice, way: &[SurfacePoint], radius_mm: f32) -> Stencil {
    let spots = along(lattice, way, radius_mm / SPOTS_PER_RADIUS);
    Spreader::new(lattice).sum(&spots, radius_mm)
}

/// Evenly over the treatable skin inside an outline; `None` where the outline holds none.
pub fn spread_area(lattice: &Lattice, outline: &[SurfacePoint], radius_mm: f32) -> Option<Stencil> {
    let spots = lattice.body().surface.spots_inside(outline, radius_mm / SPOTS_PER_RADIUS)?;
    (!spots.is_empty()).then(|| Spreader::new(lattice).sum(&spots, radius_mm))
}

/// Spots along a way at most so far apart, each with the length that it stands for.
fn along(lattice: &Lattice, way: &[SurfacePoint], apart_mm: f32) -> Vec<(SurfacePoint, f32)> {
    let surface = &lattice.body().surface;
    let mut spots = Vec::new();
    for pair in way.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|point| surface.position_mm(point));
        let length_mm = from.distance(to);
        let count = (length_mm / apart_mm).ceil().max(1.0);
        for number in 0..count as u32 {
            let at = from.lerp(to, (number as f32 + 0.5) / count);
            let triangle = pair[0].triangle;
            let weights = closest_on_triangle(at, surface.corners_mm(triangle));
            spots.push((SurfacePoint { triangle, weights }, length_mm / count));
        }
    }
    // A line that goes nowhere is a spot.
    if spots.iter().all(|(_, length_mm)| *length_mm <= 0.0) {
        return way.first().map(|&spot| (spot, 1.0)).into_iter().collect();
    }
    spots
}

impl<'a> Spreader<'a> {
    pub(super) fn new(lattice: &'a Lattice) -> Self {
        Self { lattice, wave: Wave::new(lattice), found: Vec::new() }
    }

    fn stencil(&mut self, spot: SurfacePoint, radius_mm: f32) -> Stencil {
        self.spread(spot, radius_mm);
        let mut stencil = self.found.clone();
        stencil.sort_unstable_by_key(|(node, _)| *node);
        stencil
    }

    /// Many spots, each with its share of the whole.
    fn sum(&mut self, spots: &[(SurfacePoint, f32)], radius_mm: f32) -> Stencil {
        let whole: f64 = spots.iter().map(|(_, share)| f64::from(*share)).sum();
        let mut sums = HashMap::<u32, f32>::new();
        for &(spot, share) in spots {
            self.spread(spot, radius_mm);
            let share = (f64::from(share) / whole) as f32;
            for &(node, value) in &self.found {
                *sums.entry(node).or_default() += value * share;
            }
        }
        let mut stencil: Stencil = sums.into_iter().collect();
        stencil.sort_unstable_by_key(|(node, _)| *node);
        stencil
    }

    /// Finds what every node gets of one spot.
    fn spread(&mut self, spot: SurfacePoint, radius_mm: f32) {
        self.wave.go(spot, radius_mm);
        self.found.clear();
        let mut whole = 0.0_f64;
        self.vertices(radius_mm, &mut whole);
        for index in 0..self.wave.triangles.len() {
            let triangle = self.wave.triangles[index];
            if self.lattice.parts(triangle) > 1 {
                self.between(triangle, radius_mm, &mut whole);
            }
        }
        if self.found.is_empty() {
            // No node is near enough, which a lattice made for a smaller kernel never is: the nearest corner takes all.
            self.nearest_corner(spot, &mut whole);
        }
        let scale = 1.0 / whole;
        for (_, value) in &mut self.found {
            *value = (f64::from(*value) * scale) as f32;
        }
    }

    fn vertices(&mut self, radius_mm: f32, whole: &mut f64) {
        for &vertex in &self.wave.vertices {
            let value = biweight(self.wave.squared(vertex), radius_mm);
            if value > 0.0 {
                *whole += f64::from(value * self.lattice.vertex_cm2(vertex));
                self.found.push((vertex, value));
            }
        }
    }

    /// The nodes of a triangle that are no vertices, and those of its edges that it counts.
    fn between(&mut self, triangle: u32, radius_mm: f32, whole: &mut f64) {
        let (lattice, k) = (self.lattice, self.lattice.parts(triangle));
        let inside = self.wave.inside(triangle);
        for [i, j] in grid(k) {
            let on_edges = [j == 0, i + j == k, i == 0];
            let skipped = match on_edges.iter().filter(|on| **on).count() {
                0 => false,
                1 => (0..3).any(|edge| on_edges[edge] && !lattice.counts(triangle, edge)),
                _ => true,
            };
            if skipped {
                continue;
            }
            let value = biweight(inside.at(weights(k, [i, j])), radius_mm);
            if value > 0.0 {
                *whole += f64::from(value * lattice.node_cm2(triangle, [i, j]));
                self.found.push((lattice.node(triangle, [i, j]), value));
            }
        }
    }

    fn nearest_corner(&mut self, spot: SurfacePoint, whole: &mut f64) {
        let corner = (0..3).max_by(|&a, &b| spot.weights[a].total_cmp(&spot.weights[b])).unwrap_or(0);
        let vertex = self.lattice.body().surface.triangles()[spot.triangle as usize][corner];
        *whole = f64::from(self.lattice.vertex_cm2(vertex));
        self.found.push((vertex, 1.0));
    }
}

/// The kernel, given the squared distance.
fn biweight(squared_mm2: f32, radius_mm: f32) -> f32 {
    let left = (1.0 - squared_mm2.max(0.0) / (radius_mm * radius_mm)).max(0.0);
    left * left
}
