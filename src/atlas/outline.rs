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
        let cut = Cut::along_all(self, outline)?;
        Some((cut.filled(&cut.sides()).0 / 100.0) as f32)
    }
}

/// Spots for an area with the mm² that each stands for.
type Spots = Vec<(SurfacePoint, f32)>;

impl Surface {
    /// Spots spread over the treatable skin inside a closed outline, as [`Self::outline_area_cm2`] has it, at most about
    /// `apart_mm` from each other, each with the mm² that it stands for.
    pub(super) fn spots_inside(&self, outline: &[SurfacePoint], apart_mm: f32) -> Option<Spots> {
        if outline.len() < 3 {
            return None;
        }
        let cut = Cut::along_all(self, outline)?;
        let sides = cut.sides();
        let (side, whole) = cut.smaller_side(&sides);
        let mut spots = Vec::new();
        for &triangle in cut.pieces.keys() {
            let corners = self.triangles()[triangle as usize];
            let first = sides.get(&corners[0]).copied().unwrap_or(false);
            self.spots_of(triangle, (apart_mm, LEAST_PARTS), &mut spots, |place| {
                cut.is_odd(triangle, first, place) == (side == 1)
            });
        }
        for triangle in whole {
            self.spots_of(triangle, (apart_mm, 1), &mut spots, |_| true);
        }
        Some(spots)
    }

    /// The middles of the parts of a triangle for which `keep` holds.
    fn spots_of(&self, triangle: u32, parts: (f32, u32), spots: &mut Spots, keep: impl Fn(Place) -> bool) {
        let area_mm2 = self.treatable_area_mm2(triangle);
        let [a, b, c] = self.corners_mm(triangle);
        let longest_mm = a.distance(b).max(b.distance(c)).max(c.distance(a));
        let k = ((longest_mm / parts.0).ceil() as u32).max(parts.1);
        let (size, share) = (1.0 / f64::from(k), area_mm2 / (k * k) as f32);
        for (i, j) in (0..k).flat_map(|i| (0..k - i).map(move |j| (i, j))) {
            // A part that stands like the triangle, and the one upside down beside it.
            let middles = [1.0 / 3.0, 2.0 / 3.0].into_iter().take(if i + j + 1 < k { 2 } else { 1 });
            for middle in middles {
                let place = Place::new((f64::from(i) + middle) * size, (f64::from(j) + middle) * size);
                if share > 0.0 && keep(place) {
                    let weights = [(1.0 - place.x - place.y) as f32, place.x as f32, place.y as f32];
                    spots.push((SurfacePoint { triangle, weights }, share));
                }
            }
        }
    }
}

/// Into so many parts at least the edges of a triangle are cut through which the outline runs.
const LEAST_PARTS: u32 = 6;

struct Cut<'a> {
    surface: &'a Surface,
    pieces: BTreeMap<u32, Vec<Piece>>,
    /// The edges, by their vertices in order, and whether the outline crosses them an odd number of times.
    crossed: BTreeMap<[u32; 2], bool>,
}

impl<'a> Cut<'a> {
    fn along_all(surface: &'a Surface, outline: &[SurfacePoint]) -> Option<Self> {
        let mut cut = Self { surface, pieces: BTreeMap::new(), crossed: BTreeMap::new() };
        for (index, &from) in outline.iter().enumerate() {
            cut.along(from, outline[(index + 1) % outline.len()])?;
        }
        Some(cut)
    }

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

    /// Whether a place in a triangle through which the outline runs is on the other side, if the triangle's first corner is
    /// on it or not.
    fn is_odd(&self, triangle: u32, first: bool, place: Place) -> bool {
        let pieces = self.pieces.get(&triangle).map_or(&[][..], Vec::as_slice);
        first ^ (pieces.iter().filter(|piece| crosses_ray(**piece, place)).count() % 2 == 1)
    }

    /// The number of the smaller side, and the triangles that are whole on it.
    fn smaller_side(&self, sides: &BTreeMap<u32, bool>) -> (usize, Vec<u32>) {
        let (_, side, [even, odd]) = self.filled(sides);
        (side, if side == 1 { odd } else { even })
    }

    /// Both sides are filled from the outline, always the one that is smaller so far, until that one is full: its area in
    /// mm², its number, and the whole triangles of both sides so far.
    fn filled(&self, sides: &BTreeMap<u32, bool>) -> (f64, usize, [Vec<u32>; 2]) {
        let (mut areas, mut pending) = ([0.0_f64; 2], [Vec::new(), Vec::new()]);
        let mut whole_ones = [Vec::new(), Vec::new()];
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
            let Some(triangle) = pending[side].pop() else { return (areas[side], side, whole_ones) };
            if !std::mem::replace(&mut filled[triangle as usize], true) {
                whole_ones[side].push(triangle);
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
