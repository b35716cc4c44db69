//! Nodes all over the skin, as near to each other as a kernel needs: every triangle is cut into k² equal ones.

use crate::atlas::regions::patch_of_triangle;
use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// So often the spacing of nodes goes into the radius of the kernel: a peak between three nodes is then told 0.7 % too low at
/// worst, and a value between two of them is at most 1 % of the peak off.
const NODES_PER_RADIUS: f32 = 10.0;
/// The most parts of an edge.
const MOST_PARTS: f32 = 250.0;

/// Which lattice: what it depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    body: crate::atlas::BodyKind,
    scale: Scale,
    radius_mm: f32,
    finer: u8,
}

/// The nodes for one body, one patient's size and one kernel.
///
/// A node is a number: first come the vertices of the surface, then for every triangle those inside it and those along the
/// edges that it shares with a later triangle cut into as many parts. Where a neighbour is cut into another number of parts
/// both have nodes of their own along the edge.
#[derive(Debug)]
pub struct Lattice {
    key: Key,
    body: &'static Body,
    /// For every triangle of the skin into how many parts its edges are cut.
    parts: Vec<u8>,
    /// For every triangle its longest edge on the body, mm.
    longest_mm: Vec<f32>,
    /// For every triangle the first of its own nodes; one more than there are triangles.
    first: Vec<u32>,
    /// For every triangle and edge the first node along it, and in the highest bit whether they are counted backwards.
    edges: Vec<[u32; 3]>,
    /// For every triangle the patient's cm² of one of its k² parts.
    part_cm2: Vec<f32>,
    /// For every vertex the cm² that it stands for.
    vertex_cm2: Vec<f32>,
    /// Where in `around` the triangles of each vertex begin.
    starts: Vec<u32>,
    around: Vec<u32>,
}

const BACKWARDS: u32 = 1 << 31;

impl Lattice {
    /// For a kernel of this radius in the patient's mm; `finer` times as fine as it need be.
    pub fn new(body: &'static Body, scale: Scale, radius_mm: f32, finer: u8) -> Self {
        let surface = &body.surface;
        let count = surface.skin_triangles();
        let spacing_mm = radius_mm / NODES_PER_RADIUS / f32::from(finer.max(1));
        let (mut parts, mut part_cm2) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let longest_mm: Vec<f32> = (0..count as u32).map(|triangle| longest(surface.corners_mm(triangle))).collect();
        let even = scale.head.to_bits() == scale.body.to_bits();
        for triangle in 0..count as u32 {
            let factor = if even { scale.body } else { scale.in_region(patch_of_triangle(body, triangle).region) };
            let k = (longest_mm[triangle as usize] * factor / spacing_mm).ceil().clamp(1.0, MOST_PARTS);
            parts.push(k as u8);
            part_cm2.push(surface.triangle_area_mm2(triangle) * factor * factor / (k * k) / 100.0);
        }
        let mut vertex_cm2 = vec![0.0; surface.positions_mm().len()];
        for (corners, part) in surface.triangles()[..count].iter().zip(&part_cm2) {
            for &vertex in corners {
                vertex_cm2[vertex as usize] += part / 3.0;
            }
        }
        let (starts, around) = crate::atlas::geodesic::fans(vertex_cm2.len(), &surface.triangles()[..count]);
        let key = Key { body: body.kind, scale, radius_mm, finer };
        let mut lattice = Self {
            key,
            body,
            parts,
            first: Vec::new(),
            edges: Vec::new(),
            part_cm2,
            vertex_cm2,
            starts,
            around,
            longest_mm,
        };
        lattice.number();
        lattice
    }

    /// Gives every node its number.
    fn number(&mut self) {
        let surface = &self.body.surface;
        let mut next = self.vertex_cm2.len() as u32;
        self.edges = vec![[0; 3]; self.parts.len()];
        for triangle in 0..self.parts.len() as u32 {
            self.first.push(next);
            let k = u32::from(self.parts[triangle as usize]);
            next += inner_nodes(k);
            let neighbours = surface.neighbours(triangle);
            for (edge, &beyond) in neighbours.iter().enumerate() {
                if beyond < triangle && self.parts[beyond as usize] == self.parts[triangle as usize] {
                    let back = surface.neighbours(beyond).iter().position(|&t| t == triangle);
                    let first = back.map_or(0, |back| self.edges[beyond as usize][back]);
                    self.edges[triangle as usize][edge] = first | BACKWARDS;
                } else {
                    self.edges[triangle as usize][edge] = next;
                    next += k - 1;
                }
            }
        }
        self.first.push(next);
    }

    /// Which body.
    pub fn body(&self) -> &'static Body {
        self.body
    }

    /// What makes the body's mm the patient's.
    pub fn scale(&self) -> Scale {
        self.key.scale
    }

    /// The radius of the kernel in the patient's mm.
    pub fn radius_mm(&self) -> f32 {
        self.key.radius_mm
    }

    /// Whether nodes have the same numbers in both.
    pub fn is_like(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// One more than the highest number of a node.
    pub(super) fn nodes(&self) -> u32 {
        self.first.last().copied().unwrap_or_default()
    }

    /// Into how many parts the edges of a triangle are cut.
    pub(super) fn parts(&self, triangle: u32) -> u32 {
        u32::from(self.parts[triangle as usize])
    }

    /// The longest edge of a triangle on the body, mm.
    pub(super) fn longest_mm(&self, triangle: u32) -> f32 {
        self.longest_mm[triangle as usize]
    }

    pub(super) fn triangles(&self) -> u32 {
        self.parts.len() as u32
    }

    /// The triangles round a vertex.
    pub(super) fn around(&self, vertex: u32) -> &[u32] {
        let index = vertex as usize;
        &self.around[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The patient's cm² of one of the k² parts of a triangle.
    pub(super) fn part_cm2(&self, triangle: u32) -> f32 {
        self.part_cm2[triangle as usize]
    }

    /// The numbers of a triangle's own nodes.
    pub(super) fn own(&self, triangle: u32) -> std::ops::Range<u32> {
        self.first[triangle as usize]..self.first[triangle as usize + 1]
    }

    /// The first and the last node along an edge, in no order; none for an edge in one piece.
    pub(super) fn along(&self, triangle: u32, edge: usize) -> Option<[u32; 2]> {
        let first = self.edges[triangle as usize][edge] & !BACKWARDS;
        let k = self.parts(triangle);
        (k > 1).then(|| [first, first + k - 2])
    }

    /// The node at `i` parts toward the second corner and `j` toward the third.
    pub(super) fn node(&self, triangle: u32, [i, j]: [u32; 2]) -> u32 {
        let k = self.parts(triangle);
        let corner = |corner: usize| self.body.surface.triangles()[triangle as usize][corner];
        let on_edge = |edge: usize, along: u32| {
            let first = self.edges[triangle as usize][edge];
            if first & BACKWARDS == 0 { first + along - 1 } else { (first & !BACKWARDS) + k - 1 - along }
        };
        match (i, j, k - i - j) {
            (0, 0, _) => corner(0),
            (_, 0, 0) => corner(1),
            (0, _, 0) => corner(2),
            (i, 0, _) => on_edge(0, i),
            (_, j, 0) => on_edge(1, j),
            (0, j, _) => on_edge(2, k - j),
            (i, j, _) => self.first[triangle as usize] + before_row(k, j) + i - 1,
        }
    }

    /// The cm² that the node stands for, given a triangle and where in it the node lies.
    pub(super) fn node_cm2(&self, triangle: u32, [i, j]: [u32; 2]) -> f32 {
        let k = self.parts(triangle);
        let own = self.part_cm2[triangle as usize];
        let beyond = |edge: usize| {
            let beyond = self.body.surface.neighbours(triangle)[edge];
            if self.parts(beyond) == k { self.part_cm2[beyond as usize] } else { 0.0 }
        };
        let corner = |corner: usize| self.body.surface.triangles()[triangle as usize][corner];
        match (i, j, k - i - j) {
            (0, 0, _) => self.vertex_cm2[corner(0) as usize],
            (_, 0, 0) => self.vertex_cm2[corner(1) as usize],
            (0, _, 0) => self.vertex_cm2[corner(2) as usize],
            (_, 0, _) => own + beyond(0),
            (_, _, 0) => own + beyond(1),
            (0, _, _) => own + beyond(2),
            _ => 2.0 * own,
        }
    }

    /// The cm² that a vertex stands for.
    pub(super) fn vertex_cm2(&self, vertex: u32) -> f32 {
        self.vertex_cm2[vertex as usize]
    }

    /// How many corners of a triangle's parts lie at the node at `i` and `j`.
    pub(super) fn corners_at(k: u32, [i, j]: [u32; 2]) -> f32 {
        match u32::from(i == 0) + u32::from(j == 0) + u32::from(i + j == k) {
            0 => 6.0,
            1 => 3.0,
            _ => 1.0,
        }
    }

    /// Whether the triangle is the one that counts the nodes along its edge.
    pub(super) fn counts(&self, triangle: u32, edge: usize) -> bool {
        self.edges[triangle as usize][edge] & BACKWARDS == 0
    }

    /// Where a node lies.
    pub(super) fn place(&self, node: u32) -> SurfacePoint {
        let vertices = self.vertex_cm2.len() as u32;
        let triangle = if node < vertices {
            self.around(node).first().copied().unwrap_or_default()
        } else {
            self.first.partition_point(|&first| first <= node).saturating_sub(1) as u32
        };
        let k = self.parts(triangle);
        let found = grid(k).find(|&at| self.node(triangle, at) == node).unwrap_or_default();
        SurfacePoint { triangle, weights: weights(k, found) }
    }
}

/// The nodes of a triangle cut into k parts, edges and corners with them.
pub(super) fn grid(k: u32) -> impl Iterator<Item = [u32; 2]> {
    (0..=k).flat_map(move |j| (0..=k - j).map(move |i| [i, j]))
}

/// The weights of a node.
pub(super) fn weights(k: u32, [i, j]: [u32; 2]) -> [f32; 3] {
    let share = |parts: u32| parts as f32 / k as f32;
    [share(k - i - j), share(i), share(j)]
}

fn inner_nodes(k: u32) -> u32 {
    (k - 1) * k.saturating_sub(2) / 2
}

/// How many inner nodes come before those of row `j`, which begins at 1.
fn before_row(k: u32, j: u32) -> u32 {
    // Row r has k - 1 - r of them.
    (j - 1) * (k - 1) - (j - 1) * j / 2
}

/// The longest edge of a triangle.
fn longest([a, b, c]: [Vec3; 3]) -> f32 {
    a.distance_squared(b).max(b.distance_squared(c)).max(c.distance_squared(a)).sqrt()
}
