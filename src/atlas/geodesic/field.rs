//! For every vertex of a sheet its distance along the skin from a curve: marching with the wave that spreads from there.
//!
//! The wave goes from triangle to triangle in the order of the distance, as in Kimmel and Sethian, "Computing geodesic paths
//! on manifolds", PNAS 95, 1998; a vertex that a later triangle brings nearer is passed on again, which stands in for
//! their unfolding of obtuse triangles. Then, nearest first, every vertex is reckoned anew with the direction of the wave at
//! its neighbours, which makes the distance along an edge a cubic: the least of that and the straight way from the
//! edge (Potter and Cameron, "Jet marching methods for solving the eikonal equation", SIAM J. Sci. Comput. 43, 2021).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::sheet::Sheet;
use crate::geom::Vec3;

/// What is known at a vertex.
#[derive(Clone, Copy, Debug)]
struct Wave {
    distance_mm: f32,
    /// The direction in which the distance grows, tangent to the skin, length one.
    onward: Vec3,
}

impl Wave {
    const NONE: Self = Self { distance_mm: f32::INFINITY, onward: Vec3::ZERO };
}

/// A straight piece of the curve in a triangle of the sheet.
#[derive(Clone, Copy, Debug)]
pub(in crate::atlas) struct Piece {
    /// The triangle's number in the sheet.
    pub(in crate::atlas) triangle: u32,
    /// The weights of its two ends in that triangle.
    pub(in crate::atlas) ends: [[f32; 3]; 2],
}

/// Distances from a curve.
#[derive(Debug)]
pub(in crate::atlas) struct Field {
    waves: Vec<Wave>,
    /// The curve.
    pub(in crate::atlas) curve: Vec<Piece>,
    /// For every triangle of the sheet on which side of the curve its corners lie, if the curve runs through it.
    sides: Vec<Option<[f32; 3]>>,
}

/// How often the vertices are reckoned anew.
const SWEEPS: usize = 2;
/// A vertex is passed on again only if it has come nearer by more than this.
const LEAST_GAIN_MM: f32 = 1e-3;

impl Field {
    /// The field of the curve where `height` (by number of a vertex on the surface, linear in a triangle) is zero, as far as
    /// `keep` wants its pieces, which is given the corners of their triangles (numbers on the surface).
    pub(in crate::atlas) fn new(sheet: &Sheet, height: impl Fn(u32) -> f32, keep: impl Fn([u32; 3]) -> bool) -> Self {
        let heights: Vec<f32> = sheet.vertices.iter().map(|&vertex| height(vertex)).collect();
        let mut field = Self { waves: vec![Wave::NONE; sheet.vertices.len()], curve: Vec::new(), sides: Vec::new() };
        field.sides.resize(sheet.triangles.len(), None);
        let mut beyond_mm = vec![f32::INFINITY; sheet.vertices.len()];
        for triangle in 0..sheet.skin.len() as u32 {
            let corners = sheet.triangles[triangle as usize];
            let at = corners.map(|v| heights[v as usize]);
            let Some(ends) = cut(at) else { continue };
            if keep(corners.map(|v| sheet.vertices[v as usize])) {
                field.curve.push(Piece { triangle, ends });
                field.sides[triangle as usize] = Some(at);
                field.begin(sheet, triangle, ends, &mut beyond_mm);
            }
        }
        let known = field.beside_the_curve(sheet);
        field.march(sheet);
        field.refine(sheet, &known);
        field
    }

    /// The field of what lies among these vertices (numbers of the sheet), of which the distance, in mm, and the direction in
    /// which it grows are known.
    pub(in crate::atlas) fn beyond(sheet: &Sheet, known: &[(u32, f32, Vec3)]) -> Self {
        let mut field = Self { waves: vec![Wave::NONE; sheet.vertices.len()], curve: Vec::new(), sides: Vec::new() };
        field.sides.resize(sheet.triangles.len(), None);
        let mut is_known = vec![false; sheet.vertices.len()];
        for &(vertex, distance_mm, onward) in known {
            field.waves[vertex as usize] = Wave { distance_mm, onward: tangent(sheet, vertex, onward) };
            is_known[vertex as usize] = true;
        }
        field.march(sheet);
        field.refine(sheet, &is_known);
        field
    }

    /// The distance at a vertex of the sheet, mm; infinite where no way leads.
    pub(in crate::atlas) fn distance_mm(&self, vertex: u32) -> f32 {
        self.waves[vertex as usize].distance_mm
    }

    /// On which side of the curve the corners of a triangle lie, if the curve runs through it.
    pub(in crate::atlas) fn sides(&self, triangle: u32) -> Option<[f32; 3]> {
        self.sides[triangle as usize]
    }

    /// The distances at the corners of a triangle, below zero behind the curve if it runs through the triangle.
    pub(in crate::atlas) fn signed_mm(&self, sheet: &Sheet, triangle: u32) -> [f32; 3] {
        let at_mm = sheet.triangles[triangle as usize].map(|v| self.distance_mm(v));
        let sides = self.sides[triangle as usize].unwrap_or([1.0; 3]);
        [0, 1, 2].map(|corner| at_mm[corner].copysign(sides[corner]))
    }

    /// Where on the edge between two vertices of the sheet the distance has a value between those at its ends, as a share.
    pub(in crate::atlas) fn share_at(&self, sheet: &Sheet, [a, b]: [u32; 2], distance_mm: f32) -> f32 {
        let edge = self.edge(sheet, a, b, true);
        let mut share = (distance_mm - edge.ends[0]) / (edge.ends[1] - edge.ends[0]);
        for _ in 0..4 {
            let (value, slope, _) = edge.at(share);
            if slope.abs() < 1e-3 {
                break;
            }
            share = (share - (value - distance_mm) / slope).clamp(0.0, 1.0);
        }
        share
    }

    /// Sets the corners of a triangle by their distances from the piece of the curve in it, taken as a straight line that
    /// goes on beyond the triangle; of two pieces that counts which has to go on less.
    fn begin(&mut self, sheet: &Sheet, triangle: u32, ends: [[f32; 3]; 2], beyond_mm: &mut [f32]) {
        let [p, q, r] = sheet.corners_mm(triangle);
        let [from, to] = ends.map(|[a, b, c]| p * a + q * b + r * c);
        let Some(along) = (to - from).try_normalize() else { return };
        let up = (q - p).cross(r - p).cross(along);
        for (&vertex, place) in sheet.triangles[triangle as usize].iter().zip([p, q, r]) {
            let index = vertex as usize;
            let passed_mm = (place - from).dot(along);
            let over_mm = (-passed_mm).max(passed_mm - from.distance(to)).max(0.0);
            let away = place - from - along * passed_mm;
            let distance_mm = away.length();
            let nearer = over_mm == beyond_mm[index] && distance_mm < self.waves[index].distance_mm;
            if over_mm < beyond_mm[index] || nearer {
                beyond_mm[index] = over_mm;
                let onward = if distance_mm < 1e-3 { up } else { away };
                self.waves[index] = Wave { distance_mm, onward: tangent(sheet, vertex, onward) };
            }
        }
    }

    fn march(&mut self, sheet: &Sheet) {
        // The bits of positive floats are ordered as the floats are.
        let reached = (0..).zip(&self.waves).filter(|(_, wave)| wave.distance_mm.is_finite());
        let mut heap: BinaryHeap<Reverse<(u32, u32)>> =
            reached.map(|(vertex, wave)| Reverse((wave.distance_mm.to_bits(), vertex))).collect();
        let mut passed = vec![false; self.waves.len()];
        while let Some(Reverse((bits, vertex))) = heap.pop() {
            if f32::from_bits(bits) > self.distance_mm(vertex) {
                continue;
            }
            passed[vertex as usize] = true;
            for &triangle in sheet.around(vertex) {
                let corners = sheet.triangles[triangle as usize];
                let Some(corner) = corners.iter().position(|&v| v == vertex) else { continue };
                let others = [corners[(corner + 1) % 3], corners[(corner + 2) % 3]];
                for [apex, beside] in [others, [others[1], others[0]]] {
                    let from = if passed[beside as usize] { beside } else { vertex };
                    let wave = self.across(sheet, apex, [vertex, from], false);
                    if wave.distance_mm < self.distance_mm(apex) - LEAST_GAIN_MM {
                        self.waves[apex as usize] = wave;
                        heap.push(Reverse((wave.distance_mm.to_bits(), apex)));
                    }
                }
            }
        }
    }

    /// Which vertices are corners of triangles that the curve runs through: they are exact already.
    fn beside_the_curve(&self, sheet: &Sheet) -> Vec<bool> {
        let mut beside = vec![false; self.waves.len()];
        for piece in &self.curve {
            for vertex in sheet.triangles[piece.triangle as usize] {
                beside[vertex as usize] = true;
            }
        }
        beside
    }

    /// Reckons every vertex anew, the nearest first, but for those that are known.
    fn refine(&mut self, sheet: &Sheet, known: &[bool]) {
        let mut order: Vec<u32> = (0..self.waves.len() as u32).filter(|&v| !known[v as usize]).collect();
        for _ in 0..SWEEPS {
            order.sort_by_cached_key(|&vertex| self.distance_mm(vertex).to_bits());
            for &vertex in &order {
                if let Some(wave) = self.nearest(sheet, vertex) {
                    self.waves[vertex as usize] = wave;
                }
            }
        }
    }

    /// The wave that reaches a vertex first over the edges opposite to it.
    fn nearest(&self, sheet: &Sheet, vertex: u32) -> Option<Wave> {
        let now_mm = self.distance_mm(vertex);
        let opposite = sheet.around(vertex).iter().filter_map(|&triangle| {
            let corners = sheet.triangles[triangle as usize];
            let corner = corners.iter().position(|&v| v == vertex)?;
            let edge = [corners[(corner + 1) % 3], corners[(corner + 2) % 3]];
            edge.iter().any(|&v| self.distance_mm(v) < now_mm).then_some(edge)
        });
        let waves = opposite.map(|edge| self.across(sheet, vertex, edge, true));
        waves.min_by(|a, b| a.distance_mm.total_cmp(&b.distance_mm)).filter(|wave| wave.distance_mm.is_finite())
    }

    /// The wave at a vertex that has come over an edge (or, if both are the same, from a vertex) on a straight way.
    fn across(&self, sheet: &Sheet, apex: u32, [a, b]: [u32; 2], smooth: bool) -> Wave {
        let place = |vertex: u32| sheet.positions_mm[vertex as usize];
        let (start_mm, along) = (place(a), place(b) - place(a));
        let offset = place(apex) - start_mm;
        let (share, before_mm) = if a == b || !(self.distance_mm(a) + self.distance_mm(b)).is_finite() {
            let share = if self.distance_mm(b) < self.distance_mm(a) { 1.0 } else { 0.0 };
            (share, self.distance_mm(a).min(self.distance_mm(b)))
        } else {
            let edge = self.edge(sheet, a, b, smooth);
            let edge_mm = edge.length_mm;
            let share = edge.quickest([offset.dot(along) / edge_mm, offset.cross(along).length() / edge_mm]);
            (share, edge.at(share).0)
        };
        let way = offset - along * share;
        Wave { distance_mm: before_mm + way.length(), onward: tangent(sheet, apex, way) }
    }

    fn edge(&self, sheet: &Sheet, a: u32, b: u32, smooth: bool) -> Edge {
        /// Slopes farther off the mean one belong to different waves.
        const ONE_WAVE: f32 = 0.4;
        let [from, to] = [a, b].map(|v| self.waves[v as usize]);
        let along = sheet.positions_mm[b as usize] - sheet.positions_mm[a as usize];
        let length_mm = along.length();
        let rise_mm = to.distance_mm - from.distance_mm;
        let slope = |vertex: u32, wave: Wave| wave.onward.dot(tangent(sheet, vertex, along)) * length_mm;
        let mut slopes = [rise_mm; 2];
        if smooth {
            let found = [slope(a, from), slope(b, to)];
            if found.iter().all(|slope| (slope - rise_mm).abs() < ONE_WAVE * length_mm) {
                slopes = found;
            }
        }
        Edge { ends: [from.distance_mm, to.distance_mm], slopes, length_mm }
    }
}

/// The direction as it runs along the skin at a vertex, length one.
fn tangent(sheet: &Sheet, vertex: u32, direction: Vec3) -> Vec3 {
    direction.reject_from_normalized(sheet.normals[vertex as usize]).normalize_or_zero()
}

/// The two ends of the zero line of heights in a triangle, as weights; `None` if none runs through it.
fn cut(heights: [f32; 3]) -> Option<[[f32; 3]; 2]> {
    const ZERO: f32 = 1e-4;
    let heights = heights.map(|height| if height.abs() < ZERO { 0.0 } else { height });
    let mut ends = Vec::new();
    for corner in 0..3 {
        let next = (corner + 1) % 3;
        let mut weights = [0.0; 3];
        if heights[corner] == 0.0 {
            weights[corner] = 1.0;
        } else if heights[corner] * heights[next] < 0.0 {
            weights[next] = heights[corner] / (heights[corner] - heights[next]);
            weights[corner] = 1.0 - weights[next];
        } else {
            continue;
        }
        ends.push(weights);
    }
    <[_; 2]>::try_from(ends).ok()
}

/// The distance along an edge: a cubic of the share of the way from its first end.
#[derive(Clone, Copy)]
struct Edge {
    /// The distances at its ends, mm.
    ends: [f32; 2],
    /// How they grow there along the edge, mm over its whole length.
    slopes: [f32; 2],
    length_mm: f32,
}

impl Edge {
    /// Value, slope and bend at a share.
    fn at(&self, t: f32) -> (f32, f32, f32) {
        let rise = self.ends[1] - self.ends[0];
        let [first, last] = self.slopes;
        // Powers of the share: from + first t + square t² + cube t³.
        let (square, cube) = (3.0 * rise - 2.0 * first - last, first + last - 2.0 * rise);
        let value = self.ends[0] + t * (first + t * (square + t * cube));
        (value, first + t * (2.0 * square + 3.0 * t * cube), 2.0 * square + 6.0 * t * cube)
    }

    /// The share at which the way over the edge to a place is shortest; the place is given along the edge and off it, mm.
    fn quickest(&self, [x, off]: [f32; 2]) -> f32 {
        const NEARLY: f32 = 1e-4;
        let slope = (self.ends[1] - self.ends[0]) / self.length_mm;
        if slope.abs() > 0.9999 {
            return if slope > 0.0 { 0.0 } else { 1.0 };
        }
        let mut share = ((x - off * slope / (1.0 - slope * slope).sqrt()) / self.length_mm).clamp(0.0, 1.0);
        if self.slopes[0] == self.slopes[1] {
            return share;
        }
        for _ in 0..4 {
            let (_, slope, bend) = self.at(share);
            let left = x - self.length_mm * share;
            let way2 = (left * left + off * off).max(f32::MIN_POSITIVE);
            let way = way2.sqrt();
            let curved = bend + (self.length_mm * off).powi(2) / (way2 * way);
            if curved <= 0.0 {
                break;
            }
            let next = (share - (slope - self.length_mm * left / way) / curved).clamp(0.0, 1.0);
            let is_found = (next - share).abs() < NEARLY;
            share = next;
            if is_found {
                break;
            }
        }
        share
    }
}

#[cfg(test)]
#[path = "../../../tests/geodesic/shapes.rs"]
mod shapes;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Surface;

    /// The largest share by which distances of over 5 mm are off, over all vertices that are looked at.
    fn worst(surface: &Surface, height: impl Fn(Vec3) -> f32, exact_mm: impl Fn(Vec3) -> Option<f32>) -> f32 {
        let sheet = Sheet::open(surface, (0..surface.triangles().len() as u32).collect());
        let place = |vertex: u32| surface.positions_mm()[vertex as usize];
        let field = Field::new(&sheet, |vertex| height(place(vertex)), |_| true);
        let off = (0..).zip(&sheet.vertices).filter_map(|(number, &vertex)| {
            let exact_mm = exact_mm(place(vertex)).filter(|&mm| mm > 5.0)?;
            Some((field.distance_mm(number) / exact_mm - 1.0).abs())
        });
        off.fold(0.0, f32::max)
    }

    #[test]
    fn parallels_of_a_sphere() {
        let radius_mm = 80.0_f32;
        let sphere = shapes::sphere(radius_mm);
        for at in [0.0_f32, 0.31, 0.7] {
            let along = Vec3::new(0.36, -0.48, 0.8);
            // Not round the poles, where the whole wave meets.
            let exact = |p: Vec3| {
                let latitude = (p / radius_mm).dot(along).clamp(-1.0, 1.0).asin();
                (latitude.abs() < 1.2).then_some((latitude - at.asin()).abs() * radius_mm)
            };
            let worst = worst(&sphere, |p| along.dot(p) - at * radius_mm, exact);
            assert!(worst < 0.01, "{at}: {worst}");
        }
    }

    #[test]
    fn rings_and_rulings_of_a_cylinder() {
        let (radius_mm, height_mm) = (60.0, 400.0);
        let cylinder = shapes::cylinder(radius_mm, height_mm);
        // On the side, and so far from the ends that no way over them is shorter.
        let on_side = |p: &Vec3| p.z.abs() < 120.0;
        let rings = worst(&cylinder, |p| p.z - 7.0, |p| Some((p.z - 7.0).abs()).filter(|_| on_side(&p)));
        assert!(rings < 0.005, "{rings}");
        let around = |p: Vec3| p.x.abs().atan2(p.y.abs()) * radius_mm;
        let rulings = worst(&cylinder, |p| p.x, |p| Some(around(p)).filter(|_| on_side(&p)));
        assert!(rulings < 0.005, "{rulings}");
    }
}
