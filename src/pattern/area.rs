//! The skin that a field covers, as samples: what lies in it, and what lies beside it.

use std::collections::BTreeSet;

use super::grid::Grid;
use crate::atlas::regions::{Patch, patch_at};
use crate::atlas::{Body, Surface, SurfacePoint};
use crate::geom::Vec3;

/// A place with what is asked of it again and again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) at: SurfacePoint,
    pub(super) mm: Vec3,
    pub(super) normal: Vec3,
}

impl Spot {
    pub(super) fn on(body: &Body, at: SurfacePoint) -> Self {
        Self { at, mm: body.surface.position_mm(at), normal: body.surface.normal(at) }
    }

    /// The way along the skin to a near place, in mm: the arc that the chord and the angle of the two normals belong to.
    /// Where the skin faces another way, as on the other side of an ear, the shortest path is looked for.
    pub(super) fn way_mm(&self, other: &Self, surface: &Surface) -> f32 {
        const FACES_AWAY: f32 = -0.2;
        let chord_mm = self.mm.distance(other.mm);
        let cos = self.normal.dot(other.normal);
        if cos < FACES_AWAY {
            return surface.geodesic_mm(self.at, other.at).unwrap_or(f32::INFINITY);
        }
        let half = cos.clamp(-1.0, 1.0).acos() / 2.0;
        if half < 0.02 { chord_mm } else { chord_mm * half / half.sin() }
    }
}

/// How far from its edge the outermost places lie, in spacings: half a row of a lattice, so that the edge cuts no cell.
pub(super) const EDGE: f32 = 0.22;

/// The skin that a field covers.
#[derive(Debug)]
pub struct Area<'a> {
    pub(super) body: &'a Body,
    patches: BTreeSet<Patch>,
    /// Evenly over the area.
    pub(super) samples: Vec<Spot>,
    /// Treatable skin beside it, and what is no treatable skin, near its edge.
    beside: Grid<'a>,
    area_mm2: f32,
    /// From one sample to the next, in mm.
    step_mm: f32,
}

impl<'a> Area<'a> {
    /// The treatable skin of these patches, sampled for a spacing in mm.
    pub fn of_patches(body: &'a Body, patches: BTreeSet<Patch>, spacing_mm: f32) -> Self {
        const SAMPLES_A_SPACING: f32 = 7.0;
        let step_mm = spacing_mm / SAMPLES_A_SPACING;
        let mut area = Self {
            body,
            patches,
            samples: Vec::new(),
            beside: Grid::new(&body.surface, step_mm),
            area_mm2: 0.0,
            step_mm,
        };
        // A triangle that a boundary crosses is told by its corners.
        let probes = [[1.0 / 3.0; 3], [0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.01, 0.01, 0.98]];
        let touched = |&triangle: &u32| probes.iter().any(|&weights| area.contains(SurfacePoint { triangle, weights }));
        let inside: Vec<u32> = (0..body.surface.skin_triangles() as u32).filter(touched).collect();
        area.sample(&inside);
        area.rim(&inside, spacing_mm);
        area
    }

    /// Whether a place is treatable skin of the patches.
    pub(super) fn contains(&self, at: SurfacePoint) -> bool {
        self.patches.contains(&patch_at(self.body, at)) && self.body.surface.is_treatable(at.triangle)
    }

    /// Places scattered evenly over the area, as far from its edge as those of a field are.
    pub fn inner_places(&self, spacing_mm: f32) -> impl Iterator<Item = SurfacePoint> {
        self.samples.iter().filter(move |spot| self.has_margin(spot, spacing_mm)).map(|spot| spot.at)
    }

    /// Whether a place of the area is far enough from its edge for a field of this spacing.
    pub(super) fn has_margin(&self, spot: &Spot, spacing_mm: f32) -> bool {
        self.edge_mm(spot, EDGE * spacing_mm) >= EDGE * spacing_mm
    }

    /// The skin's area, in mm² of the body.
    pub fn area_mm2(&self) -> f32 {
        self.area_mm2
    }

    /// How far a place of the area lies from the edge along the skin, in mm, up to the most that is asked for.
    fn edge_mm(&self, spot: &Spot, most_mm: f32) -> f32 {
        // The edge lies between the last sample inside and the first one outside.
        let half_mm = self.step_mm / 2.0;
        let reach_mm = most_mm + half_mm;
        let nearest_mm = self.beside.nearest_mm(spot, reach_mm);
        if nearest_mm >= reach_mm { most_mm } else { nearest_mm - half_mm }
    }

    /// Samples in every triangle, as many as its share of the area asks for.
    fn sample(&mut self, triangles: &[u32]) {
        let (surface, cell_mm2) = (&self.body.surface, self.step_mm * self.step_mm);
        let (mut number, mut owed) = (0_u32, 0.5);
        let (mut tried_mm2, mut tried, mut found) = (0.0_f64, 0_u32, 0_u32);
        for &triangle in triangles {
            let area_mm2 = surface.triangle_area_mm2(triangle);
            tried_mm2 += f64::from(area_mm2);
            owed += area_mm2 / cell_mm2;
            while owed >= 1.0 {
                owed -= 1.0;
                number += 1;
                let at = SurfacePoint { triangle, weights: scattered(number) };
                tried += 1;
                if self.contains(at) {
                    found += 1;
                    self.samples.push(Spot::on(self.body, at));
                }
            }
        }
        self.area_mm2 = (tried_mm2 * f64::from(found) / f64::from(tried.max(1))) as f32;
    }

    /// Samples of what lies beside the area, as far as the edge can matter.
    fn rim(&mut self, inside: &[u32], reach_mm: f32) {
        let surface = &self.body.surface;
        let mut seen: BTreeSet<u32> = inside.iter().copied().collect();
        let mut border: Vec<u32> = inside.to_vec();
        let mut rim = Vec::new();
        let (mut number, mut owed) = (0_u32, 0.5);
        let cell_mm2 = self.step_mm * self.step_mm;
        let mut walked_mm = 0.0;
        while walked_mm < reach_mm && !border.is_empty() {
            let mut next = Vec::new();
            let mut widest_mm: f32 = f32::INFINITY;
            for triangle in std::mem::take(&mut border) {
                owed += surface.triangle_area_mm2(triangle) / cell_mm2;
                while owed >= 1.0 {
                    owed -= 1.0;
                    number += 1;
                    let at = SurfacePoint { triangle, weights: scattered(number) };
                    if !self.contains(at) {
                        rim.push(Spot::on(self.body, at));
                    }
                }
                for neighbour in surface.neighbours(triangle) {
                    if (neighbour as usize) < surface.skin_triangles() && seen.insert(neighbour) {
                        next.push(neighbour);
                        widest_mm = widest_mm.min(surface.triangle_area_mm2(neighbour).sqrt());
                    }
                }
            }
            walked_mm += if widest_mm.is_finite() { widest_mm.max(reach_mm / 20.0) } else { reach_mm };
            border = next;
        }
        // Only the first ones beyond the edge tell how far it is.
        let inside = Grid::of(surface, 2.0 * self.step_mm, self.samples.iter().copied());
        rim.retain(|spot| inside.has_within(spot, 2.0 * self.step_mm));
        self.beside = Grid::of(surface, reach_mm / 2.0, rim);
    }
}

/// The nth place of a sequence that fills a triangle evenly (M. Roberts' R2 sequence, 2018, folded onto the triangle).
fn scattered(number: u32) -> [f32; 3] {
    const STEPS: [f64; 2] = [0.754_877_666_246_692_8, 0.569_840_290_998_053_2];
    let [u, v] = STEPS.map(|step| (f64::from(number) * step).fract() as f32);
    let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
    [1.0 - u - v, u, v]
}
