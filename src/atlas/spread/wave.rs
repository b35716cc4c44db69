//! Distances along the skin round a spot, as far as a kernel reaches: a wave that goes from triangle to triangle.
//!
//! Each triangle is reached from where the spot would lie if the skin up to its edge were laid flat, known from the
//! distances of the edge's ends (Novotni and Klein, "Computing geodesic distances on triangular meshes", WSCG 2002): exact
//! wherever the skin can be laid flat. A vertex that a later triangle brings nearer is passed on again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::lattice::Lattice;
use crate::atlas::{Surface, SurfacePoint};

/// A vertex is passed on again only if it has come nearer by more than this share of the radius.
const LEAST_GAIN: f32 = 1e-4;

/// The last wave, in tables that are used again.
pub(super) struct Wave<'a> {
    lattice: &'a Lattice,
    surface: &'a Surface,
    distances_mm: Vec<f32>,
    /// The vertices that have a distance.
    pub(super) vertices: Vec<u32>,
    is_reached: Vec<bool>,
    /// The triangles that the wave has come to, some of them only nearly.
    pub(super) triangles: Vec<u32>,
    heap: BinaryHeap<Reverse<(u32, u32)>>,
}

impl<'a> Wave<'a> {
    pub(super) fn new(lattice: &'a Lattice) -> Self {
        let surface = &lattice.body().surface;
        Self {
            lattice,
            surface,
            distances_mm: vec![f32::INFINITY; surface.positions_mm().len()],
            vertices: Vec::new(),
            is_reached: vec![false; surface.skin_triangles()],
            triangles: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    /// Lets a wave go out as far as `radius_mm` of the body's mm, in place of the last one.
    pub(super) fn go(&mut self, from: SurfacePoint, radius_mm: f32) {
        for vertex in self.vertices.drain(..) {
            self.distances_mm[vertex as usize] = f32::INFINITY;
        }
        for triangle in self.triangles.drain(..) {
            self.is_reached[triangle as usize] = false;
        }
        let from_mm = self.surface.position_mm(from);
        let gain_mm = radius_mm * LEAST_GAIN;
        self.reach(from.triangle);
        for (vertex, corner_mm) in self.corners(from.triangle).into_iter().zip(self.surface.corners_mm(from.triangle)) {
            self.bring(vertex, corner_mm.distance(from_mm), 0.0);
        }
        while let Some(Reverse((bits, vertex))) = self.heap.pop() {
            let distance_mm = f32::from_bits(bits);
            if distance_mm <= self.distances_mm[vertex as usize] {
                self.pass_on(vertex, distance_mm, radius_mm, gain_mm);
            }
        }
    }

    /// Brings the wave to the triangles round a vertex.
    fn pass_on(&mut self, vertex: u32, distance_mm: f32, radius_mm: f32, gain_mm: f32) {
        /// The middle of a triangle is at most so much of its longest edge away from its nearest corner.
        const TO_THE_MIDDLE: f32 = 0.578;
        let lattice = self.lattice;
        for &triangle in lattice.around(vertex) {
            if distance_mm >= radius_mm + lattice.longest_mm(triangle) * TO_THE_MIDDLE {
                continue;
            }
            self.reach(triangle);
            let corners = self.corners(triangle);
            let Some(corner) = corners.iter().position(|&v| v == vertex) else { continue };
            let [next, last] = [corners[(corner + 1) % 3], corners[(corner + 2) % 3]];
            for (apex, beside) in [(next, last), (last, next)] {
                let found_mm = self.across(apex, [vertex, beside]);
                self.bring(apex, found_mm, gain_mm);
            }
        }
    }

    fn corners(&self, triangle: u32) -> [u32; 3] {
        self.surface.triangles()[triangle as usize]
    }

    fn reach(&mut self, triangle: u32) {
        if !std::mem::replace(&mut self.is_reached[triangle as usize], true) {
            self.triangles.push(triangle);
        }
    }

    fn bring(&mut self, vertex: u32, distance_mm: f32, gain_mm: f32) {
        let known = &mut self.distances_mm[vertex as usize];
        if distance_mm + gain_mm < *known || known.is_infinite() && distance_mm.is_finite() {
            if known.is_infinite() {
                self.vertices.push(vertex);
            }
            *known = distance_mm;
            self.heap.push(Reverse((distance_mm.to_bits(), vertex)));
        }
    }

    /// The distance of a vertex over the edge between two others.
    fn across(&self, apex: u32, [a, b]: [u32; 2]) -> f32 {
        let [from, to, apex_mm] = [a, b, apex].map(|v| self.surface.positions_mm()[v as usize]);
        let [of_a, of_b] = [a, b].map(|v| self.distances_mm[v as usize]);
        let along_a = of_a + from.distance(apex_mm);
        if of_b.is_infinite() {
            return along_a;
        }
        let edge = to - from;
        let edge_mm = edge.length().max(f32::MIN_POSITIVE);
        // The spot and the vertex in the plane of the triangle, the edge from 0 to `edge_mm` on the x axis between them.
        let spot_x = (of_a * of_a - of_b * of_b + edge_mm * edge_mm) / (2.0 * edge_mm);
        let spot_y = (of_a * of_a - spot_x * spot_x).max(0.0).sqrt();
        let apex_x = (apex_mm - from).dot(edge) / edge_mm;
        let apex_y = (apex_mm - from).cross(edge).length() / edge_mm;
        let crossing = spot_x + (apex_x - spot_x) * spot_y / (spot_y + apex_y).max(f32::MIN_POSITIVE);
        if (0.0..=edge_mm).contains(&crossing) {
            (apex_x - spot_x).hypot(apex_y + spot_y)
        } else {
            along_a.min(of_b + to.distance(apex_mm))
        }
    }

    /// The squared distance at a vertex, mm².
    pub(super) fn squared(&self, vertex: u32) -> f32 {
        self.distances_mm[vertex as usize].powi(2)
    }

    /// The squared distance within a triangle, mm²: seen from a spot in its plane it runs straight but for the square of
    /// the place, and along an edge it follows from the edge's ends alone, so that neighbours agree.
    pub(super) fn inside(&self, triangle: u32) -> Inside {
        let corners = self.surface.triangles()[triangle as usize];
        let [a, b, c] = self.surface.corners_mm(triangle);
        Inside {
            corners: corners.map(|vertex| self.squared(vertex)),
            edges: [a.distance_squared(b), b.distance_squared(c), c.distance_squared(a)],
        }
    }
}

/// See [`Wave::inside`].
pub(super) struct Inside {
    corners: [f32; 3],
    edges: [f32; 3],
}

impl Inside {
    /// At a place given by its weights.
    pub(super) fn at(&self, [a, b, c]: [f32; 3]) -> f32 {
        let straight = a * self.corners[0] + b * self.corners[1] + c * self.corners[2];
        straight - a * b * self.edges[0] - b * c * self.edges[1] - c * a * self.edges[2]
    }
}
