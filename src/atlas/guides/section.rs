//! Sections of the skin by planes, as closed chains of surface points (marching triangles).

use std::collections::BTreeSet;

use crate::atlas::walk::{Cut, Turn};
use crate::atlas::{Surface, SurfacePoint};
use crate::geom::{Vec3, closest_on_triangle};

/// Points nearer than this to the one before are left out.
const LEAST_STEP_MM: f32 = 0.05;

/// All parts of the section by the plane that lies `at_mm` from the origin along `across` (length one), as far as `keep`
/// wants them.
pub(super) fn section(
    surface: &Surface,
    (across, at_mm): (Vec3, f32),
    keep: impl Fn(SurfacePoint) -> bool,
) -> Vec<Vec<SurfacePoint>> {
    let crossed = (0..surface.skin_triangles() as u32).filter(|&triangle| {
        let [a, b, c] = surface.corners_mm(triangle).map(|corner| across.dot(corner) >= at_mm);
        a != b || b != c
    });
    let crossed: Vec<u32> = crossed.collect();
    chains(surface, (across, at_mm), &crossed).iter().flat_map(|chain| kept(chain, &keep)).collect()
}

/// Closed chains round the body: the skin has no edge, so following the cut leads back to where it began.
fn chains(surface: &Surface, (across, at_mm): (Vec3, f32), crossed: &[u32]) -> Vec<Vec<SurfacePoint>> {
    let cut = Cut { surface, plane: across, offset: at_mm };
    let mut left: BTreeSet<u32> = crossed.iter().copied().collect();
    let mut chains = Vec::new();
    while let Some(start) = left.pop_first() {
        let mut chain: Vec<SurfacePoint> = Vec::new();
        let mut last_mm = Vec3::INFINITY;
        let mut triangle = start;
        while let Some((edge, place_mm)) = cut.exit(triangle, Turn::Down) {
            if place_mm.distance(last_mm) > LEAST_STEP_MM {
                let weights = closest_on_triangle(place_mm, surface.corners_mm(triangle));
                chain.push(SurfacePoint { triangle, weights });
                last_mm = place_mm;
            }
            triangle = surface.neighbours(triangle)[edge];
            if !left.remove(&triangle) {
                break;
            }
        }
        chain.extend(chain.first().copied());
        chains.push(chain);
    }
    chains
}

/// The runs of a closed chain that are wanted; a run over the chain's seam stays whole.
fn kept(chain: &[SurfacePoint], keep: &impl Fn(SurfacePoint) -> bool) -> Vec<Vec<SurfacePoint>> {
    let wanted: Vec<bool> = chain.iter().map(|&point| keep(point)).collect();
    let Some(gap) = wanted.iter().position(|wanted| !wanted) else { return vec![chain.to_vec()] };
    let open = chain.len().saturating_sub(1);
    let mut runs: Vec<Vec<SurfacePoint>> = vec![Vec::new()];
    for at in (0..open).map(|step| (gap + step) % open.max(1)) {
        match runs.last_mut() {
            Some(run) if wanted[at] => run.push(chain[at]),
            Some(run) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The length of a line in mm.
pub(super) fn length_mm(surface: &Surface, points: &[SurfacePoint]) -> f32 {
    points.windows(2).map(|pair| surface.position_mm(pair[0]).distance(surface.position_mm(pair[1]))).sum()
}
