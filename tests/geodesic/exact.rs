//! Exact distances on a triangle mesh by propagating windows, slowly: the yardstick of the ruler.
//!
//! Windows as Mitchell, Mount and Papadimitriou, "The discrete geodesic problem", 1987, in order of distance as Xin and
//! Wang, "Improving Chen and Han's algorithm on the discrete geodesic problem", 2009; a window is cut where the way over an
//! end of its edge is shorter, and every distance at a vertex is that of a real path.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use mesomap::atlas::{Surface, SurfacePoint};

type Vector = [f64; 3];

/// A pencil of straight paths that enters a triangle through a part of one edge.
#[derive(Clone, Copy)]
struct Window {
    triangle: u32,
    edge: usize,
    /// The part of the edge in mm from its first corner.
    from: f64,
    to: f64,
    /// Where the paths come from, in the plane: the edge on the x axis, the triangle above it.
    source: [f64; 2],
    /// The length up to there.
    before: f64,
}

pub(crate) struct Exact<'a> {
    surface: &'a Surface,
    positions: Vec<Vector>,
    /// A triangle and the vertices whose angles add up to more than 360°.
    around: Vec<u32>,
    saddle: Vec<bool>,
}

impl<'a> Exact<'a> {
    pub(crate) fn new(surface: &'a Surface) -> Self {
        let positions: Vec<Vector> = surface.positions_mm().iter().map(|p| p.to_array().map(f64::from)).collect();
        let mut angles = vec![0.0; positions.len()];
        let mut around = vec![0; positions.len()];
        for (number, triangle) in (0..).zip(surface.triangles()) {
            for corner in 0..3 {
                let [at, a, b] = [0, 1, 2].map(|step| positions[triangle[(corner + step) % 3] as usize]);
                let (a, b) = (sub(a, at), sub(b, at));
                angles[triangle[corner] as usize] += length(cross(a, b)).atan2(dot(a, b));
                around[triangle[corner] as usize] = number;
            }
        }
        let saddle = angles.iter().map(|&angle| angle > std::f64::consts::TAU - 1e-9).collect();
        Self { surface, positions, around, saddle }
    }

    /// The distances from one place to others in mm; infinite where they are over the limit for that other place.
    pub(crate) fn distances_mm(&self, from: SurfacePoint, to: &[SurfacePoint], limits_mm: &[f64]) -> Vec<f64> {
        let mut search = Search {
            exact: self,
            reached: vec![f64::INFINITY; self.positions.len()],
            heap: BinaryHeap::new(),
            nearest: vec![(f64::INFINITY, 0.0); self.surface.triangles().len() * 3],
            windows: Vec::new(),
            goals: BTreeMap::new(),
            to,
            best: vec![f64::INFINITY; to.len()],
            ellipses: to.iter().map(|&goal| self.place(goal)).zip(limits_mm.iter().copied()).collect(),
        };
        for (index, goal) in to.iter().enumerate() {
            search.goals.entry(goal.triangle).or_default().push(index);
        }
        search.run(from);
        search.best
    }

    fn place(&self, p: SurfacePoint) -> Vector {
        let corners = self.surface.triangles()[p.triangle as usize].map(|v| self.positions[v as usize]);
        let mut place = [0.0; 3];
        for (corner, weight) in corners.iter().zip(p.weights) {
            for axis in 0..3 {
                place[axis] += corner[axis] * f64::from(weight);
            }
        }
        place
    }

    /// A place of the triangle's plane with the edge on the x axis and the triangle above.
    fn flat(&self, triangle: u32, edge: usize, place: Vector) -> [f64; 2] {
        let [a, b] = self.ends(triangle, edge).map(|v| self.positions[v as usize]);
        let (along, offset) = (sub(b, a), sub(place, a));
        [dot(offset, along) / length(along), length(cross(offset, along)) / length(along)]
    }

    fn ends(&self, triangle: u32, edge: usize) -> [u32; 2] {
        let corners = self.surface.triangles()[triangle as usize];
        [corners[edge], corners[(edge + 1) % 3]]
    }

    fn edge_mm(&self, triangle: u32, edge: usize) -> f64 {
        let [a, b] = self.ends(triangle, edge).map(|v| self.positions[v as usize]);
        length(sub(b, a))
    }

    fn across(&self, triangle: u32, edge: usize) -> (u32, usize) {
        let other = self.surface.neighbours(triangle)[edge];
        let back = self.surface.neighbours(other).iter().position(|&t| t == triangle).unwrap();
        (other, back)
    }
}

struct Search<'a> {
    exact: &'a Exact<'a>,
    reached: Vec<f64>,
    /// The nearest distance of a window, or of a vertex from which paths spread; its number, vertices from the top down.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
    /// For every edge of every triangle the distance to the apex through it, and where that path passes the edge.
    nearest: Vec<(f64, f64)>,
    windows: Vec<Window>,
    goals: BTreeMap<u32, Vec<usize>>,
    to: &'a [SurfacePoint],
    best: Vec<f64>,
    /// Nothing is looked for from where no goal can be reached within its limit even on a straight line.
    ellipses: Vec<(Vector, f64)>,
}

impl Search<'_> {
    fn run(&mut self, from: SurfacePoint) {
        let place = self.exact.place(from);
        for (index, goal) in self.to.iter().enumerate() {
            if goal.triangle == from.triangle {
                self.best[index] = length(sub(self.exact.place(*goal), place));
            }
        }
        for vertex in self.exact.surface.triangles()[from.triangle as usize] {
            self.reach(vertex, length(sub(self.exact.positions[vertex as usize], place)));
        }
        for edge in 0..3 {
            self.spread(from.triangle, edge, place, 0.0);
        }
        while let Some(Reverse((bits, number))) = self.heap.pop() {
            let vertex = (u32::MAX - number) as usize;
            if vertex < self.reached.len() {
                if f64::from_bits(bits) <= self.reached[vertex] {
                    self.spread_from(vertex as u32);
                }
            } else {
                // Ways over the edge's ends may have become shorter since.
                if let Some(window) = self.trimmed(self.windows[number as usize]) {
                    self.enter(window);
                }
            }
        }
    }

    /// All straight paths from a place of a triangle out over one of its edges.
    fn spread(&mut self, triangle: u32, edge: usize, place: Vector, before: f64) {
        let [x, y] = self.exact.flat(triangle, edge, place);
        let (other, back) = self.exact.across(triangle, edge);
        let width = self.exact.edge_mm(triangle, edge);
        self.push(Window { triangle: other, edge: back, from: 0.0, to: width, source: [width - x, -y], before });
    }

    fn spread_from(&mut self, vertex: u32) {
        let (first, place) = (self.exact.around[vertex as usize], self.exact.positions[vertex as usize]);
        let before = self.reached[vertex as usize];
        let mut triangle = first;
        loop {
            let corners = self.exact.surface.triangles()[triangle as usize];
            let corner = corners.iter().position(|&v| v == vertex).unwrap();
            for next in [corners[(corner + 1) % 3], corners[(corner + 2) % 3]] {
                self.reach(next, before + length(sub(self.exact.positions[next as usize], place)));
            }
            for &goal in self.goals.get(&triangle).into_iter().flatten() {
                let direct = before + length(sub(self.exact.place(self.to[goal]), place));
                self.best[goal] = self.best[goal].min(direct);
            }
            if self.exact.saddle[vertex as usize] {
                self.spread(triangle, (corner + 1) % 3, place, before);
            }
            triangle = self.exact.surface.neighbours(triangle)[corner];
            if triangle == first {
                break;
            }
        }
    }

    fn reach(&mut self, vertex: u32, distance: f64) {
        if distance < self.reached[vertex as usize] {
            self.reached[vertex as usize] = distance;
            self.heap.push(Reverse((distance.to_bits(), u32::MAX - vertex)));
        }
    }

    /// Keeps a window, cut back to where no way over an end of its edge is shorter.
    fn push(&mut self, window: Window) {
        if let Some(window) = self.trimmed(window) {
            let nearest = window.source[0].clamp(window.from, window.to);
            let distance = window.before + (window.source[0] - nearest).hypot(window.source[1]);
            let [start, _] = self.exact.ends(window.triangle, window.edge);
            let near = |&(goal, limit): &(Vector, f64)| {
                let away = length(sub(self.exact.positions[start as usize], goal));
                distance + away - self.exact.edge_mm(window.triangle, window.edge) < limit
            };
            if self.ellipses.iter().any(near) {
                self.heap.push(Reverse((distance.to_bits(), self.windows.len() as u32)));
                self.windows.push(window);
            }
        }
    }

    fn trimmed(&self, mut window: Window) -> Option<Window> {
        let ends = self.exact.ends(window.triangle, window.edge).map(|v| self.reached[v as usize]);
        let width = self.exact.edge_mm(window.triangle, window.edge);
        let through = |x: f64| window.before + (window.source[0] - x).hypot(window.source[1]);
        let worse_from = |x: f64| ends[0] + x <= through(x) - 1e-7;
        let worse_to = |x: f64| ends[1] + width - x <= through(x) - 1e-7;
        if window.to - window.from < 1e-6 || worse_from(window.to) || worse_to(window.from) {
            return None;
        }
        if worse_from(window.from) {
            window.from = balance(window.source, ends[0] - window.before).clamp(window.from, window.to);
        }
        if worse_to(window.to) {
            let mirrored = [width - window.source[0], window.source[1]];
            window.to = (width - balance(mirrored, ends[1] - window.before)).clamp(window.from, window.to);
        }
        (window.to - window.from > 1e-6).then_some(window)
    }

    /// Carries a window through its triangle to the two other edges.
    fn enter(&mut self, window: Window) {
        let Window { triangle, edge, from, to, source, before } = window;
        let corners = self.exact.surface.triangles()[triangle as usize];
        let apex_vertex = corners[(edge + 2) % 3];
        let apex = self.exact.flat(triangle, edge, self.exact.positions[apex_vertex as usize]);
        for index in self.goals.get(&triangle).cloned().unwrap_or_default() {
            let goal = self.exact.flat(triangle, edge, self.exact.place(self.to[index]));
            let entry = crossing(source, goal).clamp(from, to);
            let length = (source[0] - entry).hypot(source[1]) + (goal[0] - entry).hypot(goal[1]);
            self.best[index] = self.best[index].min(before + length);
        }
        let to_apex = crossing(source, apex);
        // One angle, one split (Chen and Han 1990): of all windows on an edge that hold the apex only the one that is
        // nearest to it goes on to both sides, the others on their own side of it.
        let (mut left, mut right) = (from < to_apex, to > to_apex);
        if (from..=to).contains(&to_apex) {
            let distance = before + (source[0] - apex[0]).hypot(source[1] - apex[1]);
            self.reach(apex_vertex, distance);
            let nearest = &mut self.nearest[triangle as usize * 3 + edge];
            if distance < nearest.0 {
                *nearest = (distance, to_apex);
            } else if to_apex <= nearest.1 {
                right = false;
            } else {
                left = false;
            }
        }
        let width = self.exact.edge_mm(triangle, edge);
        // The edge from the second end to the apex, met by what passes right of the apex.
        if right {
            let part = [from.max(to_apex), to].map(|x| meet(source, x, [width, 0.0], apex));
            self.child(window, (edge + 1) % 3, [[width, 0.0], apex], part);
        }
        if left {
            let part = [from, to.min(to_apex)].map(|x| meet(source, x, apex, [0.0, 0.0]));
            self.child(window, (edge + 2) % 3, [apex, [0.0, 0.0]], part);
        }
    }

    /// A window on another edge of the triangle, seen from the neighbour, whose edge runs the other way.
    fn child(&mut self, window: Window, edge: usize, [start, end]: [[f64; 2]; 2], part: [f64; 2]) {
        let (other, back) = self.exact.across(window.triangle, edge);
        let width = self.exact.edge_mm(window.triangle, edge);
        let along = [(end[0] - start[0]) / width, (end[1] - start[1]) / width];
        let offset = [window.source[0] - end[0], window.source[1] - end[1]];
        let x = -(offset[0] * along[0] + offset[1] * along[1]);
        let y = -(offset[0] * along[1] - offset[1] * along[0]).abs();
        let (low, high) = (part[0].min(part[1]), part[0].max(part[1]));
        let (from, to) = ((1.0 - high).max(0.0) * width, (1.0 - low).min(1.0) * width);
        self.push(Window { triangle: other, edge: back, from, to, source: [x, y], before: window.before });
    }
}

/// Where the line from a source below the axis to a place above it crosses the axis.
fn crossing(source: [f64; 2], to: [f64; 2]) -> f64 {
    let height = to[1] - source[1];
    if height < 1e-12 { to[0] } else { source[0] + (to[0] - source[0]) * -source[1] / height }
}

/// Share of the way from `start` to `end` at which the ray from a source through (x, 0) meets the line between them.
fn meet(source: [f64; 2], x: f64, start: [f64; 2], end: [f64; 2]) -> f64 {
    let ray = [x - source[0], -source[1]];
    let line = [end[0] - start[0], end[1] - start[1]];
    let offset = [source[0] - start[0], source[1] - start[1]];
    let across = ray[0] * line[1] - ray[1] * line[0];
    if across.abs() < 1e-15 {
        return 0.5;
    }
    (ray[0] * offset[1] - ray[1] * offset[0]) / across
}

/// How far from an end of the edge, itself this far away, the way over that end and that from a source are equally long.
fn balance(source: [f64; 2], end: f64) -> f64 {
    (source[0] * source[0] + source[1] * source[1] - end * end) / (2.0 * (end + source[0]))
}

fn sub(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}
fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
fn length(a: Vector) -> f64 {
    dot(a, a).sqrt()
}
