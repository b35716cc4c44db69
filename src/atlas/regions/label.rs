//! Where a region's name is written: the point of it that is farthest from its boundary.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::locate::{Patch, Side, patch_of_triangle};
use crate::atlas::per_body::PerBody;
use crate::atlas::{Body, Surface, SurfacePoint};
use crate::geom::Vec3;

/// How much a millimetre away from the middle of the region counts against a millimetre away from its boundary.
const PULL_TO_MIDDLE: f32 = 0.15;

/// The same for a millimetre away from the midline in a region that spans it.
const PULL_TO_MIDLINE: f32 = 0.6;

/// A well-centred point of the patch for its name; the two sides of a paired region answer with mirror images.
pub fn label_anchor(body: &Body, patch: Patch) -> Option<SurfacePoint> {
    static ANCHORS: PerBody<BTreeMap<Patch, SurfacePoint>> = PerBody::new();
    let anchors = ANCHORS.get_or_init(body.kind, || anchors(body));
    if patch.side == Side::Left {
        return anchors.get(&patch.mirrored()).map(|&p| body.surface.mirror(p));
    }
    anchors.get(&patch).copied()
}

/// The triangles of one patch, gathered.
struct Gathered {
    area_mm2: f32,
    moment: Vec3,
    best: (f32, u32),
}

fn anchors(body: &Body) -> BTreeMap<Patch, SurfacePoint> {
    let surface = &body.surface;
    let patches: Vec<Patch> = (0..surface.skin_triangles() as u32).map(|t| patch_of_triangle(body, t)).collect();
    let depths = depths_mm(surface, &patches);
    let mut gathered: BTreeMap<Patch, Gathered> = BTreeMap::new();
    for (triangle, &patch) in (0..).zip(&patches) {
        let [a, b, c] = surface.corners_mm(triangle);
        let area_mm2 = (b - a).cross(c - a).length() / 2.0;
        let none = Gathered { area_mm2: 0.0, moment: Vec3::ZERO, best: (f32::NEG_INFINITY, triangle) };
        let entry = gathered.entry(patch).or_insert(none);
        entry.area_mm2 += area_mm2;
        entry.moment += centre(surface, triangle) * area_mm2;
    }
    for (triangle, (patch, &depth_mm)) in (0..).zip(patches.iter().zip(&depths)) {
        if let Some(entry) = gathered.get_mut(patch) {
            let middle = entry.moment / entry.area_mm2.max(f32::MIN_POSITIVE);
            let centre = centre(surface, triangle);
            let aside_mm = if patch.side == Side::Midline { centre.x.abs() } else { 0.0 };
            let score = depth_mm - PULL_TO_MIDDLE * centre.distance(middle) - PULL_TO_MIDLINE * aside_mm;
            if score > entry.best.0 {
                entry.best = (score, triangle);
            }
        }
    }
    const THIRD: f32 = 1.0 / 3.0;
    let point = |triangle| SurfacePoint { triangle, weights: [THIRD; 3] };
    gathered.into_iter().map(|(patch, entry)| (patch, point(entry.best.1))).collect()
}

/// For every triangle the distance to the boundary of its patch in mm, from centre to centre (Dijkstra 1959).
fn depths_mm(surface: &Surface, patches: &[Patch]) -> Vec<f32> {
    let mut depths = vec![f32::INFINITY; patches.len()];
    let mut heap = BinaryHeap::new();
    let inside = |a: usize, b: u32| patches.get(b as usize).is_some_and(|patch| *patch == patches[a]);
    for (triangle, depth_mm) in depths.iter_mut().enumerate() {
        if surface.neighbours(triangle as u32).into_iter().any(|n| !inside(triangle, n)) {
            *depth_mm = 0.0;
            heap.push((Reverse(0_u32), triangle as u32));
        }
    }
    while let Some((Reverse(bits), triangle)) = heap.pop() {
        let depth_mm = f32::from_bits(bits);
        if depth_mm > depths[triangle as usize] {
            continue;
        }
        for next in surface.neighbours(triangle) {
            if !inside(triangle as usize, next) {
                continue;
            }
            let through = depth_mm + centre(surface, triangle).distance(centre(surface, next));
            if through < depths[next as usize] {
                depths[next as usize] = through;
                // The bits of positive floats are ordered as the floats are.
                heap.push((Reverse(through.to_bits()), next));
            }
        }
    }
    depths
}

fn centre(surface: &Surface, triangle: u32) -> Vec3 {
    surface.corners_mm(triangle).into_iter().sum::<Vec3>() / 3.0
}
