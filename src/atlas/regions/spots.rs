//! Spots spread evenly over a region, for asking where it is seen.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::locate::{Locus, Skin, locus_of_triangle};
use crate::atlas::{Body, Surface, SurfacePoint};

/// At most this many spots stand for a region.
const SPOTS: usize = 48;

/// Up to 48 spots, each for an equal share of the region's skin on the template; the same on both bodies.
pub fn spots_of(body: &Body, locus: Locus) -> Vec<SurfacePoint> {
    let Some(triangles) = patches(body).get(&locus) else { return Vec::new() };
    let surface = Skin::get().template;
    let areas_mm2: Vec<f32> = triangles.iter().map(|&triangle| area_mm2(surface, triangle)).collect();
    let step_mm2 = areas_mm2.iter().sum::<f32>() / SPOTS.min(triangles.len()) as f32;
    let (mut covered_mm2, mut spots) = (0.0, Vec::new());
    for (&triangle, area_mm2) in triangles.iter().zip(areas_mm2) {
        covered_mm2 += area_mm2;
        if covered_mm2 >= (spots.len() as f32 + 0.5) * step_mm2 {
            const THIRD: f32 = 1.0 / 3.0;
            spots.push(SurfacePoint { triangle, weights: [THIRD; 3] });
        }
    }
    spots
}

/// Every region with skin, by side.
pub fn loci(body: &Body) -> impl Iterator<Item = Locus> {
    patches(body).keys().copied()
}

/// The triangles of each region; both bodies share one topology, so they are the same on both.
fn patches(body: &Body) -> &'static BTreeMap<Locus, Vec<u32>> {
    static PATCHES: OnceLock<BTreeMap<Locus, Vec<u32>>> = OnceLock::new();
    PATCHES.get_or_init(|| {
        let mut patches: BTreeMap<Locus, Vec<u32>> = BTreeMap::new();
        for triangle in 0..body.surface.skin_triangles() as u32 {
            patches.entry(locus_of_triangle(body, triangle)).or_default().push(triangle);
        }
        patches
    })
}

fn area_mm2(surface: &Surface, triangle: u32) -> f32 {
    let [a, b, c] = surface.corners_mm(triangle);
    (b - a).cross(c - a).length() / 2.0
}
