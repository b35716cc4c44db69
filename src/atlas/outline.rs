//! The area of treatable skin that a closed outline on the surface holds.
//!
//! The outline crosses edges strictly between their ends, so every vertex is on one side of it (even-odd rule); crossed
//! triangles are measured in upright slabs between the ends and crossings of the pieces in them (Bentley and Ottmann,
//! "Algorithms for reporting and counting geometric intersections", 1979, the sweep without its tree).

use std::collections::{BTreeMap, BTreeSet};

use super::geodesic::Place;
use super::surface::{Surface, SurfacePoint};

/// How far pieces of the outline keep away from the vertices, as a share of a triangle.
const HAIR: f64 = 1e-6;

/// A straight piece of the outline in a triangle; x and y are the weights of its second and third corner.
type Piece = [Place; 2];

impl Surface {
    /// The area in cm² of the treatable skin inside a closed outline, of its two sides the smaller one; between its points it follows
    /// the shortest path. Where it crosses itself, what it goes round twice is outside. `None` for fewer than three points,
    /// and where no path joins them.
    pub fn outline_area_cm2(&self, outline: &[SurfacePoint]) -> Option<f32> {
        if outline.len() < 3 {
            return None;
        }
        let mut cut = Cut { surface: self, pieces: BTreeMap::new(), crossed: BTreeMap::new() };
        for (index, &from) in outline.iter().enumerate() {
            cut.along(from, outline[(index + 1) % outline.len()])?;
        }
        Some((cut.smaller_side_mm2() / 100.0) as f32)
    }
}

struct Cut<'a> {
    surface: &'a Surface,
    pieces: BTreeMap<u32, Vec<Piece>>,
    /// The edges, by their vertices in order, and whether the outline crosses them an odd number of times.
    crossed: BTreeMap<[u32; 2], bool>,
}

impl Cut<'_> {
    fn along(&mut self, from: SurfacePoint, to: SurfacePoint) -> Option<()> {
        let track = self.surface.track(from, to, f32::INFINITY)?;
        let (mut triangle, mut at) = (from.triangle, within(from.weights));
        for crossing in &track.crossings {
            let along = crossing.along.clamp(HAIR, 1.0 - HAIR);
            let corners = self.surface.triangles()[crossing.triangle as usize];
            self.pieces.entry(crossing.triangle).or_default().push([at, on_edge(crossing.edge, along)]);
            let odd = self.crossed.entry(edge_of(corners, crossing.edge)).or_default();
            *odd = !*odd;
            triangle = self.surface.neighbours(crossing.triangle)[crossing.edge];
            let back = self.surface.neighbours(triangle).iter().position(|&t| t == crossing.triangle)?;
            at = on_edge(back, 1.0 - along);
        }
        self.pieces.entry(triangle).or_default().push([at, within(to.weights)]);
        Some(())
    }

    /// For every vertex of a crossed triangle whether it is on the other side than the first one.
    fn sides(&self) -> BTreeMap<u32, bool> {
        let mut sides = BTreeMap::new();
        let mut pending: Vec<u32> = self.pieces.keys().take(1).copied().collect();
        let mut seen: BTreeSet<u32> = pending.iter().copied().collect();
        while let Some(triangle) = pending.pop() {
            let corners = self.surface.triangles()[triangle as usize];
            let known = (0..3).find(|&corner| sides.contains_key(&corners[corner])).unwrap_or(0);
            let mut side = *sides.entry(corners[known]).or_insert(false);
            for edge in [known, (known + 1) % 3] {
                side ^= self.crossed.get(&edge_of(corners, edge)).copied().unwrap_or(false);
                sides.entry(corners[(edge + 1) % 3]).or_insert(side);
            }
            for next in self.surface.neighbours(triangle) {
                if self.pieces.contains_key(&next) && seen.insert(next) {
                    pending.push(next);
                }
            }
        }
        sides
    }

    /// Both sides are filled from the outline, always the one that is smaller so far, until that one is full.
    fn smaller_side_mm2(&self) -> f64 {
        let sides = self.sides();
        let (mut areas, mut pending) = ([0.0_f64; 2], [Vec::new(), Vec::new()]);
        let mut filled = vec![false; self.surface.triangles().len()];
        for (&triangle, pieces) in &self.pieces {
            filled[triangle as usize] = true;
            let corners = self.surface.triangles()[triangle as usize];
            let first = sides.get(&corners[0]).copied().unwrap_or(false);
            let odd = odd_share(pieces, first);
            let whole = f64::from(self.surface.treatable_area_mm2(triangle));
            areas[1] += odd * whole;
            areas[0] += (1.0 - odd) * whole;
            for (edge, next) in self.surface.neighbours(triangle).into_iter().enumerate() {
                if !self.pieces.contains_key(&next) {
                    let side = sides.get(&corners[edge]).copied().unwrap_or(false);
                    pending[usize::from(side)].push(next);
                }
            }
        }
        loop {
            let side = usize::from(areas[1] < areas[0]);
            let Some(triangle) = pending[side].pop() else { return areas[side] };
            if !std::mem::replace(&mut filled[triangle as usize], true) {
                areas[side] += f64::from(self.surface.treatable_area_mm2(triangle));
                pending[side].extend(self.surface.neighbours(triangle));
            }
        }
    }
}

/// The weights a hair inside the triangle.
fn within([_, x, y]: [f32; 3]) -> Place {
    let keep = |weight: f32| f64::from(weight) * (1.0 - 3.0 * HAIR) + HAIR;
    Place::new(keep(x), keep(y))
}

fn on_edge(edge: usize, along: f64) -> Place {
    match edge {
        0 => Place::new(along, 0.0),
        1 => Place::new(1.0 - along, along),
        _ => Place::new(0.0, 1.0 - along),
    }
}

fn edge_of(corners: [u32; 3], edge: usize) -> [u32; 2] {
    let (a, b) = (corners[edge], corners[(edge + 1) % 3]);
    [a.min(b), a.max(b)]
}

/// The share of a triangle that is on the other side, if its first corner is on it or not.
fn odd_share(pieces: &[Piece], first: bool) -> f64 {
    let mut cuts = vec![0.0, 1.0];
    cuts.extend(pieces.iter().flatten().map(|place| place.x));
    for (index, &one) in pieces.iter().enumerate() {
        cuts.extend(pieces[..index].iter().filter_map(|&other| meeting_x(one, other)));
    }
    cuts.sort_by(f64::total_cmp);
    let slabs = cuts.windows(2).filter(|slab| slab[1] > slab[0]);
    // Weights span a triangle of area one half.
    2.0 * slabs
        .map(|slab| (slab[1] - slab[0]) * odd_height(pieces, first, f64::midpoint(slab[0], slab[1])))
        .sum::<f64>()
}

/// How much of the upright line at x is on the other side.
fn odd_height(pieces: &[Piece], first: bool, x: f64) -> f64 {
    let spanning = pieces.iter().filter(|[a, b]| (a.x < x) != (b.x < x));
    let mut heights: Vec<f64> = spanning.map(|[a, b]| a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)).collect();
    heights.extend([0.0, 1.0 - x]);
    heights.sort_by(f64::total_cmp);
    let is_odd = |y: f64| {
        let crossings = pieces.iter().filter(|piece| crosses_ray(**piece, Place::new(x, y))).count();
        first ^ (crossings % 2 == 1)
    };
    let spans = heights.windows(2).filter(|span| span[1] > span[0] && is_odd(f64::midpoint(span[0], span[1])));
    spans.map(|span| span[1] - span[0]).sum()
}

/// Whether a piece crosses the line from the first corner to a place.
fn crosses_ray([a, b]: Piece, place: Place) -> bool {
    let apart = (place.perp_dot(a) > 0.0) != (place.perp_dot(b) > 0.0);
    let side = |p: Place| (b - a).perp_dot(p - a) > 0.0;
    apart && side(Place::default()) != side(place)
}

fn meeting_x([a, b]: Piece, [c, d]: Piece) -> Option<f64> {
    let across = (b - a).perp_dot(d - c);
    let along = (c - a).perp_dot(d - c) / across;
    let other = (c - a).perp_dot(b - a) / across;
    let inside = (0.0..=1.0).contains(&along) && (0.0..=1.0).contains(&other);
    inside.then_some(a.x + (b.x - a.x) * along)
}
