//! Spots spread evenly over a region, for asking where it is seen.

use std::collections::{BTreeMap, BTreeSet};

use super::locate::{Locus, Patch, Side, Skin, patch_of_triangle};
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

/// The triangles that hold skin of any of these pieces, in their order, and whether all of their skin is. Of a triangle that
/// a boundary crosses the pieces are those of its corners and of its middle.
pub fn triangles_touching(body: &Body, patches: &BTreeSet<Patch>) -> Vec<(u32, bool)> {
    static TOUCHING: PerBody<BTreeMap<Patch, Vec<(u32, usize)>>> = PerBody::new();
    let touching = TOUCHING.get_or_init(body.kind, || touching(body));
    let mut held: Vec<(u32, usize)> =
        patches.iter().filter_map(|patch| touching.get(patch)).flatten().copied().collect();
    held.sort_unstable();
    held.chunk_by(|a, b| a.0 == b.0).map(|pieces| (pieces[0].0, pieces.len() == pieces[0].1)).collect()
}

/// For each piece the triangles that hold skin of it, with how many pieces they hold skin of.
fn touching(body: &Body) -> BTreeMap<Patch, Vec<(u32, usize)>> {
    let skin = Skin::get(body);
    let mut touching: BTreeMap<Patch, Vec<(u32, usize)>> = BTreeMap::new();
    for (triangle, whole) in (0..).zip(&skin.whole) {
        let corners = body.surface.triangles()[triangle as usize].map(|vertex| skin.vertices[vertex as usize]);
        let held = match whole {
            Some(patch) => BTreeSet::from([*patch]),
            None => corners.into_iter().chain([patch_of_triangle(body, triangle)]).collect(),
        };
        for patch in &held {
            touching.entry(*patch).or_default().push((triangle, held.len()));
        }
    }
    touching
}
