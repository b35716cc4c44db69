//! The net of vertices in which a path along the skin is first looked for.
//!
//! Every vertex is joined to its neighbours and, straight across the edge between two triangles, to the apex beyond:
//! about fourteen directions, so that the best path in the net is a few per cent longer than the shortest on the surface.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::funnel::Turn;
use super::strip;
use crate::atlas::{Surface, SurfacePoint};

/// No vertex.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, Default)]
struct Road {
    to: u32,
    /// A vertex beside the road where it crosses an edge, or [`NONE`] where it is an edge itself.
    beside: u32,
    length_mm: f32,
}

/// The roads from every vertex, one vertex after the other.
#[derive(Debug)]
pub(in crate::atlas) struct Roads {
    starts: Vec<u32>,
    roads: Vec<Road>,
}

impl Roads {
    pub(in crate::atlas) fn build(surface: &Surface) -> Self {
        let mut found = Vec::with_capacity(surface.triangles().len() * 6);
        for triangle in 0..surface.triangles().len() as u32 {
            for (edge, other) in surface.neighbours(triangle).into_iter().enumerate() {
                if triangle < other {
                    roads_at(surface, triangle, edge, other, &mut found);
                }
            }
        }
        let mut starts = vec![0_u32; surface.positions_mm().len() + 1];
        for &(from, road) in &found {
            starts[from as usize + 1] += 1;
            starts[road.to as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let (mut next, mut roads) = (starts.clone(), vec![Road::default(); found.len() * 2]);
        for (from, road) in found {
            for (at, road) in [(from, road), (road.to, Road { to: from, ..road })] {
                roads[next[at as usize] as usize] = road;
                next[at as usize] += 1;
            }
        }
        Self { starts, roads }
    }

    fn from(&self, vertex: u32) -> &[Road] {
        let index = vertex as usize;
        &self.roads[self.starts[index] as usize..self.starts[index + 1] as usize]
    }
}

/// The edge between two triangles, and the road across it if the line from apex to apex does cross it.
fn roads_at(surface: &Surface, triangle: u32, edge: usize, other: u32, found: &mut Vec<(u32, Road)>) {
    let corners = surface.triangles()[triangle as usize];
    let [from, to, near] = [edge, (edge + 1) % 3, (edge + 2) % 3].map(|corner| corners[corner]);
    let far = surface.triangles()[other as usize].into_iter().find(|&v| v != from && v != to);
    let place = |vertex: u32| surface.positions_mm()[vertex as usize];
    let (start_mm, along) = (place(from), place(to) - place(from));
    let edge_mm = along.length();
    found.push((from, Road { to, beside: NONE, length_mm: edge_mm }));
    let Some(far) = far else { return };
    // Both apexes unfolded into one plane: along the edge, and away from it.
    let flat = |apex: u32| {
        let offset = place(apex) - start_mm;
        (offset.dot(along) / edge_mm, offset.cross(along).length() / edge_mm)
    };
    let ((near_x, near_y), (far_x, far_y)) = (flat(near), flat(far));
    let crossing = near_x + (far_x - near_x) * near_y / (near_y + far_y);
    if crossing > 0.0 && crossing < edge_mm {
        let length_mm = (far_x - near_x).hypot(near_y + far_y);
        let beside = if crossing * 2.0 < edge_mm { from } else { to };
        found.push((near, Road { to: far, beside, length_mm }));
    }
}

/// Strips of triangles from one place to another, each round a path in the net that no small change makes shorter: the best
/// one first, then those that lead another way (on the other side of a nose, or of a finger) and are little longer. Empty if
/// no path joins the places.
///
/// A vertex on such a path has the least sum of distances to both ends among its neighbours, so the vertices are taken in
/// the order of that sum, and one that touches none taken before begins another way.
pub(super) fn strips(surface: &Surface, a: SurfacePoint, b: SurfacePoint) -> Vec<Vec<u32>> {
    let goal_mm = surface.position_mm(b);
    let last = surface.triangles()[b.triangle as usize];
    let straight = |vertex: u32| surface.positions_mm()[vertex as usize].distance(goal_mm);
    let mut ahead = Search::new(surface, a);
    let Some(best_mm) = ahead.run(straight, |vertex| last.contains(&vertex).then(|| straight(vertex))) else {
        return Vec::new();
    };
    let mut back = Search::new(surface, b);
    back.best_mm = best_mm;
    back.run(|vertex| ahead.length_mm(vertex), |_| None);
    let sum_mm = |vertex: u32| ahead.length_mm(vertex) + back.length_mm(vertex);
    let mut band: Vec<(u32, u32)> = back.left.iter().map(|&vertex| (sum_mm(vertex).to_bits(), vertex)).collect();
    band.sort_unstable();
    let mut taken = vec![false; surface.positions_mm().len()];
    let mut strips = Vec::new();
    for (_, vertex) in band {
        let touches = || surface.roads().from(vertex).iter().any(|road| road.beside == NONE && taken[road.to as usize]);
        if !taken[vertex as usize] && !touches() && strips.len() < MOST_WAYS {
            let (mut path, rest) = (ahead.way_to(vertex), back.way_to(vertex));
            path.extend(rest.into_iter().rev().skip(1));
            for &passed in &path {
                taken[passed as usize] = true;
            }
            strips.extend(strip_along(surface, a.triangle, &path, |triangle| triangle == b.triangle));
        }
        taken[vertex as usize] = true;
    }
    strips
}

/// Paths in the net that are longer than the best one by more than this are not looked at.
const SLACK: f32 = 1.06;
/// The most ways that are compared.
const MOST_WAYS: usize = 8;

/// A search of the net from one place.
struct Search<'a> {
    surface: &'a Surface,
    /// For every vertex the bits of the length up to it, the vertex before it and that beside the road between them, the
    /// last two plus one. Zeros stand for what was not reached, so that most of the memory is never touched.
    reached: Vec<[u32; 3]>,
    heap: BinaryHeap<Reverse<(u32, u32, u32)>>,
    /// The vertices from which roads were followed, some of them twice.
    left: Vec<u32>,
    best_mm: f32,
    /// How much longer than the best one the paths may be that are looked at; at least an edge, in mm.
    edge_mm: f32,
}

impl<'a> Search<'a> {
    fn new(surface: &'a Surface, from: SurfacePoint) -> Self {
        let mut reached = vec![[0; 3]; surface.positions_mm().len()];
        let from_mm = surface.position_mm(from);
        let [p, q, r] = surface.corners_mm(from.triangle);
        let edge_mm = p.distance(q).max(q.distance(r)).max(r.distance(p));
        let mut heap = BinaryHeap::new();
        for vertex in surface.triangles()[from.triangle as usize] {
            let length_mm = from_mm.distance(surface.positions_mm()[vertex as usize]).max(f32::MIN_POSITIVE);
            reached[vertex as usize][0] = length_mm.to_bits();
            heap.push(Reverse((0, length_mm.to_bits(), vertex)));
        }
        Self { surface, reached, heap, left: Vec::new(), best_mm: f32::INFINITY, edge_mm }
    }

    fn length_mm(&self, vertex: u32) -> f32 {
        match self.reached[vertex as usize][0] {
            0 => f32::INFINITY,
            bits => f32::from_bits(bits),
        }
    }

    fn limit_mm(&self) -> f32 {
        self.best_mm * SLACK + self.edge_mm
    }

    /// Follows the roads in the order of the length of the path that they may be part of, until that is over the best one's
    /// with its slack. `rest_mm` never overestimates what is left from a vertex; `end_mm` is that at the last one.
    fn run(&mut self, rest_mm: impl Fn(u32) -> f32, end_mm: impl Fn(u32) -> Option<f32>) -> Option<f32> {
        while let Some(Reverse((estimate, length, vertex))) = self.heap.pop() {
            // The bits of positive floats are ordered as the floats are.
            let length_mm = f32::from_bits(length);
            if f32::from_bits(estimate) > self.limit_mm() {
                break;
            }
            if length_mm > self.length_mm(vertex) {
                continue;
            }
            self.left.push(vertex);
            let limit_mm = self.limit_mm();
            if let Some(left_mm) = end_mm(vertex) {
                self.best_mm = self.best_mm.min(length_mm + left_mm);
            }
            for road in self.surface.roads().from(vertex) {
                let through_mm = length_mm + road.length_mm;
                if through_mm < self.length_mm(road.to) {
                    let estimate_mm = through_mm + rest_mm(road.to);
                    if estimate_mm <= limit_mm {
                        self.reached[road.to as usize] =
                            [through_mm.to_bits(), vertex + 1, road.beside.wrapping_add(1)];
                        self.heap.push(Reverse((estimate_mm.to_bits(), through_mm.to_bits(), road.to)));
                    }
                }
            }
        }
        self.best_mm.is_finite().then_some(self.best_mm)
    }

    /// The vertices that led to one; a road across an edge is replaced by the two edges beside it.
    fn way_to(&self, last: u32) -> Vec<u32> {
        let (mut path, mut vertex) = (vec![last], last);
        loop {
            let [_, before, beside] = self.reached[vertex as usize];
            if before == 0 {
                path.reverse();
                return path;
            }
            if beside != 0 {
                path.push(beside - 1);
            }
            vertex = before - 1;
            path.push(vertex);
        }
    }
}

fn holds(surface: &Surface, triangle: u32, vertex: u32) -> bool {
    surface.triangles()[triangle as usize].contains(&vertex)
}

/// The triangles from the first one along a path of edges to one that is a goal.
fn strip_along(surface: &Surface, first: u32, path: &[u32], is_goal: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
    let mut strip = vec![first];
    for (index, &vertex) in path.iter().enumerate() {
        let at = *strip.last()?;
        strip.extend(match path.get(index + 1) {
            Some(&next) => around(surface, at, vertex, |triangle| holds(surface, triangle, next))?,
            None => around(surface, at, vertex, &is_goal)?,
        });
    }
    Some(strip)
}

/// The triangles round a vertex from one that holds it to a goal, the narrower way; without the first one.
fn around(surface: &Surface, start: u32, vertex: u32, is_goal: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
    let ways = [Turn::Left, Turn::Right].map(|turn| {
        let (mut way, mut angle, mut at) = (Vec::new(), 0.0, start);
        while !is_goal(at) {
            at = strip::beside(surface, at, vertex, turn)?;
            if at == start {
                return None;
            }
            way.push(at);
            angle += strip::angle_at(surface, at, vertex);
        }
        Some((way, angle))
    });
    match ways {
        [Some(left), Some(right)] => Some(if left.1 <= right.1 { left.0 } else { right.0 }),
        [one, other] => one.or(other).map(|(way, _)| way),
    }
}
