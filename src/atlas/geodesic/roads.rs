//! The net of vertices in which a path along the skin is first looked for.
//!
//! Every vertex is joined to its neighbours and, straight across the edge between two triangles, to the apex beyond:
//! about fourteen directions, so that the best path in the net is a few per cent longer than the shortest on the surface.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::funnel::Turn;
use super::reach::{Reach, Stop};
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
/// no path joins the places, or only one that is surely longer than the limit.
///
/// A vertex on such a path has the least sum of distances to both ends among its neighbours, so the vertices are taken in
/// the order of that sum, and one that touches none taken before begins another way.
pub(super) fn strips(surface: &Surface, a: SurfacePoint, b: SurfacePoint, limit_mm: f32) -> Vec<Vec<u32>> {
    let goal_mm = surface.position_mm(b);
    let last = surface.triangles()[b.triangle as usize];
    let straight = |vertex: u32| surface.positions_mm()[vertex as usize].distance(goal_mm);
    let mut ahead = Search::new(surface, a);
    ahead.best_mm = limit_mm * NET_OVER + edge_mm(surface, b);
    let Some(best_mm) = ahead.run(straight, |vertex| last.contains(&vertex).then(|| straight(vertex))) else {
        return Vec::new();
    };
    let mut back = Search::new(surface, b);
    back.best_mm = best_mm;
    back.run(|vertex| ahead.reach.length_mm(vertex), |_| None);
    let sum_mm = |vertex: u32| ahead.reach.length_mm(vertex) + back.reach.length_mm(vertex);
    let mut band: Vec<(u32, u32)> = back.left.iter().map(|&vertex| (sum_mm(vertex).to_bits(), vertex)).collect();
    band.sort_unstable();
    let mut strips = Vec::new();
    for (_, vertex) in band {
        let taken = |vertex: u32| back.reach.at(vertex).taken;
        let touches = || surface.roads().from(vertex).iter().any(|road| road.beside == NONE && taken(road.to));
        if !taken(vertex) && !touches() && strips.len() < MOST_WAYS {
            let (mut path, rest) = (ahead.way_to(vertex), back.way_to(vertex));
            path.extend(rest.into_iter().rev().skip(1));
            for &passed in &path {
                back.reach.stop(passed).taken = true;
            }
            strips.extend(strip_along(surface, a.triangle, &path, |triangle| triangle == b.triangle));
        }
        back.reach.stop(vertex).taken = true;
    }
    strips
}

/// Paths in the net that are longer than the best one by more than this are not looked at.
const SLACK: f32 = 1.06;
/// How much longer the best path in the net may be than the shortest on the surface, with plenty to spare.
const NET_OVER: f32 = 1.25;
/// The most ways that are compared.
const MOST_WAYS: usize = 8;

/// A search of the net from one place.
struct Search<'a> {
    surface: &'a Surface,
    reach: Reach,
    heap: BinaryHeap<Reverse<u128>>,
    /// The vertices from which roads were followed, some of them twice.
    left: Vec<u32>,
    /// The least length of a path up to now; before there is one, what it must be less than.
    best_mm: f32,
    /// How much longer than the best one the paths may be that are looked at; at least an edge, in mm.
    edge_mm: f32,
}

impl<'a> Search<'a> {
    fn new(surface: &'a Surface, from: SurfacePoint) -> Self {
        let mut reach = Reach::new(surface.positions_mm().len());
        let from_mm = surface.position_mm(from);
        let mut heap = BinaryHeap::new();
        for vertex in surface.triangles()[from.triangle as usize] {
            let length_mm = from_mm.distance(surface.positions_mm()[vertex as usize]).max(f32::MIN_POSITIVE);
            reach.stop(vertex).length = length_mm.to_bits();
            heap.push(Reverse(entry(0.0, length_mm, vertex)));
        }
        let edge_mm = edge_mm(surface, from);
        Self { surface, reach, heap, left: Vec::new(), best_mm: f32::INFINITY, edge_mm }
    }

    fn limit_mm(&self) -> f32 {
        self.best_mm * SLACK + self.edge_mm
    }

    /// Follows the roads in the order of the length of the path that they may be part of, until that is over the best one's
    /// with its slack. `rest_mm` never overestimates what is left from a vertex; `end_mm` is that at the last one.
    /// The best one's length, if it is less than what `best_mm` was before.
    fn run(&mut self, rest_mm: impl Fn(u32) -> f32, end_mm: impl Fn(u32) -> Option<f32>) -> Option<f32> {
        let bound_mm = self.best_mm;
        while let Some(Reverse(next)) = self.heap.pop() {
            let (estimate_mm, length_mm, vertex) = parts(next);
            if estimate_mm > self.limit_mm() {
                break;
            }
            if length_mm > self.reach.length_mm(vertex) {
                continue;
            }
            self.left.push(vertex);
            let limit_mm = self.limit_mm();
            if let Some(left_mm) = end_mm(vertex) {
                self.best_mm = self.best_mm.min(length_mm + left_mm);
            }
            for road in self.surface.roads().from(vertex) {
                let through_mm = length_mm + road.length_mm;
                if through_mm < self.reach.length_mm(road.to) {
                    let estimate_mm = through_mm + rest_mm(road.to);
                    if estimate_mm <= limit_mm {
                        let stop = self.reach.stop(road.to);
                        stop.length = through_mm.to_bits();
                        (stop.before, stop.beside) = (vertex + 1, road.beside.wrapping_add(1));
                        self.heap.push(Reverse(entry(estimate_mm, through_mm, road.to)));
                    }
                }
            }
        }
        (self.best_mm < bound_mm).then_some(self.best_mm)
    }

    /// The vertices that led to one; a road across an edge is replaced by the two edges beside it.
    fn way_to(&self, last: u32) -> Vec<u32> {
        let (mut path, mut vertex) = (vec![last], last);
        loop {
            let Stop { before, beside, .. } = self.reach.at(vertex);
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

/// What waits in a search's heap, as one number that is compared at once: the length of the path that may lead through a
/// vertex, that up to the vertex, and the vertex. The bits of positive floats are ordered as the floats are.
fn entry(estimate_mm: f32, length_mm: f32, vertex: u32) -> u128 {
    u128::from(estimate_mm.to_bits()) << 64 | u128::from(length_mm.to_bits()) << 32 | u128::from(vertex)
}

/// The three parts of an [`entry`].
fn parts(entry: u128) -> (f32, f32, u32) {
    let bits = |shift: u32| (entry >> shift) as u32;
    (f32::from_bits(bits(64)), f32::from_bits(bits(32)), bits(0))
}

/// The longest edge of the triangle that a place lies in, in mm.
fn edge_mm(surface: &Surface, place: SurfacePoint) -> f32 {
    let [p, q, r] = surface.corners_mm(place.triangle);
    p.distance(q).max(q.distance(r)).max(r.distance(p))
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
