//! Spots spread evenly over a region, for asking where it is seen.

use std::collections::BTreeMap;

use super::locate::{Locus, Patch, Side, patch_of_triangle};
use crate::atlas::per_body::PerBody;
use crate::atlas::{Body, Surface, SurfacePoint};

/// At most this many spots stand for a region.
const SPOTS: usize = 48;

/// Up to 48 spots, each for an equal share of the region's skin. A region that spans the midline is whole on either side, and
/// both of a pair stand for the midline.
pub fn spots_of(body: &Body, locus: Locus) -> Vec<SurfacePoint> {
    let other_side = |patch: &Patch| locus.side != Side::Midline && patch.side == locus.side.mirrored();
    let pieces = triangles(body).iter().filter(|(patch, _)| patch.region == locus.region && !other_side(patch));
    let triangles: Vec<u32> = pieces.flat_map(|(_, triangles)| triangles).copied().collect();
    let surface = &body.surface;
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

/// Every piece of the map.
pub fn patches(body: &Body) -> impl Iterator<Item = Patch> {
    triangles(body).keys().copied()
}

/// The triangles of each piece.
fn triangles(body: &Body) -> &'static BTreeMap<Patch, Vec<u32>> {
    static TRIANGLES: PerBody<BTreeMap<Patch, Vec<u32>>> = PerBody::new();
    TRIANGLES.get_or_init(body.kind, || {
        let mut triangles: BTreeMap<Patch, Vec<u32>> = BTreeMap::new();
        for triangle in 0..body.surface.skin_triangles() as u32 {
            triangles.entry(patch_of_triangle(body, triangle)).or_default().push(triangle);
        }
        triangles
    })
}

fn area_mm2(surface: &Surface, triangle: u32) -> f32 {
    let [a, b, c] = surface.corners_mm(triangle);
    (b - a).cross(c - a).length() / 2.0
}
