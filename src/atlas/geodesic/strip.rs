//! A strip of triangles unfolded into the plane, the shortest path in it, and the turning of the strip over vertices.
//!
//! The path in the strip is found by the funnel method (`funnel`). Where it bends round a vertex and the angle on the vertex's other side is under 180°, the
//! way round that side is shorter (Xin and Wang 2007), so the strip takes it; every turn shortens the path.

use super::funnel::{self, Bend, Portal, Turn};
use super::plane::Place;
use crate::atlas::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// More turnings than any path on a body has needed by far.
const MOST_ROUNDS: usize = 1000;
/// Angles this near 180° count as straight, in radians; what is lost is a millionth of the length.
const STRAIGHT: f64 = 1e-3;

/// Where a path leaves a triangle.
#[derive(Clone, Copy, Debug)]
pub(in crate::atlas) struct Crossing {
    pub(in crate::atlas) triangle: u32,
    /// The edge by its first corner.
    pub(in crate::atlas) edge: usize,
    /// Share of the way from the edge's first corner to its second, 0 to 1.
    pub(in crate::atlas) along: f64,
}

/// A shortest path in a strip of triangles that no turning makes shorter.
#[derive(Clone, Debug)]
pub(in crate::atlas) struct Track {
    ends: [SurfacePoint; 2],
    /// One for every pair of triangles that follow each other.
    pub(in crate::atlas) crossings: Vec<Crossing>,
    pub(in crate::atlas) length_mm: f64,
}

impl Track {
    /// The locally shortest path that a strip of triangles, from that of the first end to that of the second, leads to.
    pub(in crate::atlas) fn straighten(surface: &Surface, ends: [SurfacePoint; 2], mut strip: Vec<u32>) -> Self {
        drop_returns(&mut strip);
        let mut flat = Flat::of_first(surface, ends, strip[0]);
        let mut alike = 1;
        for _ in 0..MOST_ROUNDS {
            flat.unfold(surface, &strip, alike);
            let bends = flat.bends();
            let Some(next) = turned(surface, &flat, &bends, &strip) else { return flat.track(&bends, &strip) };
            alike = strip.iter().zip(&next).take_while(|(before, now)| before == now).count();
            strip = next;
        }
        flat.unfold(surface, &strip, alike);
        flat.track(&flat.bends(), &strip)
    }

    /// The path's points: its ends and where it crosses edges, each once.
    pub(super) fn points(&self, surface: &Surface) -> Vec<SurfacePoint> {
        const SAME_MM: f32 = 1e-3;
        let mut points = vec![self.ends[0]];
        for crossing in &self.crossings {
            let point = crossing.point();
            // Round a vertex the crossings of many edges are one place, but the last is that which leads on.
            if let [_, .., last] = points.as_mut_slice()
                && surface.position_mm(*last).distance(surface.position_mm(point)) < SAME_MM
            {
                *last = point;
            } else {
                points.push(point);
            }
        }
        points.push(self.ends[1]);
        points
    }
}

impl Crossing {
    /// The place as seen from the triangle that is left.
    fn point(&self) -> SurfacePoint {
        let mut weights = [0.0; 3];
        weights[self.edge] = (1.0 - self.along) as f32;
        weights[(self.edge + 1) % 3] = self.along as f32;
        SurfacePoint { triangle: self.triangle, weights }
    }
}

/// A strip in the plane.
struct Flat {
    ends: [SurfacePoint; 2],
    start: Place,
    end: Place,
    portals: Vec<Portal>,
    /// One for every triangle.
    laid: Vec<Laid>,
    /// The corner of the first triangle that is not on the portal.
    first_tip: Place,
}

/// A triangle of a strip in the plane.
#[derive(Clone, Copy)]
struct Laid {
    corners: [Place; 3],
    /// The corner that is not on the portal before it.
    tip: Place,
}

impl Flat {
    /// A strip of one triangle.
    fn of_first(surface: &Surface, ends: [SurfacePoint; 2], first: u32) -> Self {
        let [a, b, c] = surface.corners_mm(first);
        let (edge_mm, tip) = tip_over(b - a, c - a);
        let corners = [Place::default(), Place::new(edge_mm, 0.0), tip];
        let [start, end] = ends.map(|end| mean(corners, end.weights));
        Self { ends, start, end, portals: Vec::new(), laid: vec![Laid { corners, tip }], first_tip: tip }
    }

    /// Lays the triangles of a strip one to the other, of which the first ones, at least one, lie already.
    fn unfold(&mut self, surface: &Surface, strip: &[u32], laid: usize) {
        self.laid.truncate(laid);
        self.portals.truncate(laid - 1);
        for pair in strip[laid - 1..].windows(2) {
            self.lay(surface, pair[0], pair[1]);
        }
        self.end = mean(self.last().corners, self.ends[1].weights);
    }

    fn last(&self) -> Laid {
        self.laid[self.laid.len() - 1]
    }

    /// Lays a triangle to the last one.
    fn lay(&mut self, surface: &Surface, last: u32, next: u32) {
        let edge = edge_to(surface, last, next);
        let then = (edge + 1) % 3;
        let vertices = surface.triangles()[last as usize];
        let corners = self.last().corners;
        let (right, left) = (corners[edge], corners[then]);
        if self.portals.is_empty() {
            self.first_tip = corners[(edge + 2) % 3];
        }
        self.portals.push(Portal { vertices: [vertices[then], vertices[edge]], places: [left, right], edge });
        let back = edge_to(surface, next, last);
        let next_mm = surface.corners_mm(next);
        let (left_mm, right_mm, apex_mm) = (next_mm[back], next_mm[(back + 1) % 3], next_mm[(back + 2) % 3]);
        let (_, over) = tip_over(left_mm - right_mm, apex_mm - right_mm);
        let leftward = (left - right).unit();
        let forward = Place::new(leftward.y, -leftward.x);
        let tip = right + leftward * over.x + forward * over.y;
        let mut corners = [tip; 3];
        (corners[back], corners[(back + 1) % 3]) = (left, right);
        self.laid.push(Laid { corners, tip });
    }

    /// The vertices round which the shortest path in the strip bends, in order.
    fn bends(&self) -> Vec<Bend> {
        funnel::bends(self.start, &self.portals, self.end)
    }

    fn place(&self, bend: Bend) -> Place {
        self.portals[bend.portal].places[bend.side as usize]
    }

    /// The first and the last portal that end in the vertex of a bend.
    fn run(&self, bend: Bend) -> [usize; 2] {
        let side = bend.side as usize;
        let vertex = self.portals[bend.portal].vertices[side];
        let same = |portal: &&Portal| portal.vertices[side] == vertex;
        let before = self.portals[..bend.portal].iter().rev().take_while(same).count();
        let after = self.portals[bend.portal + 1..].iter().take_while(same).count();
        [bend.portal - before, bend.portal + after]
    }

    fn track(&self, bends: &[Bend], strip: &[u32]) -> Track {
        let mut crossings = Vec::with_capacity(self.portals.len());
        let (mut from, mut length_mm) = (self.start, 0.0);
        for index in 0..=bends.len() {
            let bend = bends.get(index).copied();
            let (to, [first, last]) = match bend {
                Some(bend) => (self.place(bend), self.run(bend)),
                None => (self.end, [self.portals.len(), self.portals.len()]),
            };
            length_mm += from.distance(to);
            let until = self.portals.len().min(last + 1);
            for (position, (portal, &triangle)) in
                self.portals.iter().zip(strip).enumerate().take(until).skip(crossings.len())
            {
                let leftward = match bend {
                    Some(bend) if position >= first => 1.0 - f64::from(bend.side as u8),
                    _ => share(portal.places[1], portal.places[0], from, to),
                };
                crossings.push(Crossing { triangle, edge: portal.edge, along: leftward });
            }
            from = to;
        }
        Track { ends: self.ends, crossings, length_mm }
    }
}

/// The length of an edge, and a triangle's tip with the edge as x axis, from their offsets to the edge's start.
fn tip_over(edge_mm: Vec3, tip_mm: Vec3) -> (f64, Place) {
    let length = f64::from(edge_mm.length());
    let scale = 1.0 / length.max(f64::MIN_POSITIVE);
    let (along, away) = (f64::from(tip_mm.dot(edge_mm)), f64::from(tip_mm.cross(edge_mm).length()));
    (length, Place::new(along * scale, away * scale))
}

/// How far along the line from `right` to `left` that from `from` to `to` crosses it, 0 to 1.
fn share(right: Place, left: Place, from: Place, to: Place) -> f64 {
    let (portal, way) = (left - right, to - from);
    let across = way.perp_dot(portal);
    if across.abs() < 1e-12 {
        return 0.5;
    }
    (way.perp_dot(from - right) / across).clamp(0.0, 1.0)
}

/// The strip led round the other side of vertices where that is shorter; `None` if it is so nowhere.
fn turned(surface: &Surface, flat: &Flat, bends: &[Bend], strip: &[u32]) -> Option<Vec<u32>> {
    let mut next = Vec::with_capacity(strip.len() + 8);
    let mut copied = 0;
    for (index, &bend) in bends.iter().enumerate() {
        let before = index.checked_sub(1).map_or(flat.start, |before| flat.place(bends[before]));
        let after = bends.get(index + 1).map_or(flat.end, |&after| flat.place(after));
        let [first, last] = flat.run(bend);
        // Where two fans overlap the later one waits for the next round.
        if first < copied {
            continue;
        }
        let Some(fan) = shorter_fan(surface, flat, bend, [before, after], strip) else { continue };
        next.extend_from_slice(&strip[copied..=first]);
        next.extend(fan);
        copied = last + 1;
    }
    if copied == 0 {
        return None;
    }
    next.extend_from_slice(&strip[copied..]);
    drop_returns(&mut next);
    Some(next)
}

/// The triangles on the other side of a bend's vertex, if the path between its neighbours is shorter there.
fn shorter_fan(
    surface: &Surface,
    flat: &Flat,
    bend: Bend,
    [before, after]: [Place; 2],
    strip: &[u32],
) -> Option<Vec<u32>> {
    let (side, place) = (bend.side as usize, flat.place(bend));
    let [first, last] = flat.run(bend);
    let vertex = flat.portals[bend.portal].vertices[side];
    let tip_before = first.checked_sub(1).map_or(flat.first_tip, |before| flat.portals[before].places[side]);
    let tip_after = flat.portals.get(last + 1).map_or(flat.last().tip, |after| after.places[side]);
    let mut angle = between(before - place, tip_before - place) + between(after - place, tip_after - place);
    let (mut fan, mut at) = (Vec::new(), strip[first]);
    loop {
        if angle > std::f64::consts::PI - STRAIGHT {
            return None;
        }
        at = beside(surface, at, vertex, bend.side)?;
        if at == strip[last + 1] {
            return Some(fan);
        }
        angle += angle_at(surface, at, vertex);
        fan.push(at);
    }
}

fn between(a: Place, b: Place) -> f64 {
    a.perp_dot(b).abs().atan2(a.dot(b))
}

/// The angle of a triangle at one of its vertices, in radians.
pub(super) fn angle_at(surface: &Surface, triangle: u32, vertex: u32) -> f64 {
    let corners = surface.triangles()[triangle as usize];
    let [at, next, last] = match corners.iter().position(|&v| v == vertex) {
        Some(corner) => [corner, (corner + 1) % 3, (corner + 2) % 3].map(|c| corners[c]),
        None => return 0.0,
    }
    .map(|v| surface.positions_mm()[v as usize]);
    let (a, b) = (next - at, last - at);
    f64::from(a.cross(b).length()).atan2(f64::from(a.dot(b)))
}

/// The next triangle round a vertex, for a path that has the vertex on this side when it leads the other way round it.
pub(super) fn beside(surface: &Surface, triangle: u32, vertex: u32, side: Turn) -> Option<u32> {
    let corner = surface.triangles()[triangle as usize].iter().position(|&v| v == vertex)?;
    let edge = if side == Turn::Left { corner } else { (corner + 2) % 3 };
    Some(surface.neighbours(triangle)[edge])
}

fn edge_to(surface: &Surface, triangle: u32, next: u32) -> usize {
    surface.neighbours(triangle).iter().position(|&t| t == next).unwrap_or(0)
}

/// The place with these weights, a hair inside the triangle: from an edge or a corner both sides would look alike.
fn mean(corners: [Place; 3], weights: [f32; 3]) -> Place {
    const HAIR: f64 = 1e-6;
    let inside = |weight: f32| f64::from(weight).max(0.0) * (1.0 - HAIR) + HAIR / 3.0;
    corners.into_iter().zip(weights).fold(Place::default(), |sum, (corner, weight)| sum + corner * inside(weight))
}

/// A strip that goes into a triangle and straight back need not go there.
fn drop_returns(strip: &mut Vec<u32>) {
    let mut kept: Vec<u32> = Vec::with_capacity(strip.len());
    for &triangle in strip.iter() {
        match kept.as_slice() {
            [.., last] if *last == triangle => {}
            [.., before, _] if *before == triangle => {
                kept.pop();
            }
            _ => kept.push(triangle),
        }
    }
    *strip = kept;
}

/// The part of a path up to where it first meets the plane x = 0.
pub(super) fn until_midline(surface: &Surface, points: &[SurfacePoint]) -> Vec<SurfacePoint> {
    let x = |p: SurfacePoint| surface.position_mm(p).x;
    let Some(&first) = points.first() else { return Vec::new() };
    let mut kept = vec![first];
    for &point in &points[1..] {
        let (from, to) = (x(kept[kept.len() - 1]), x(point));
        if from == 0.0 {
            break;
        }
        if from * to > 0.0 {
            kept.push(point);
            continue;
        }
        kept.push(at_midline(surface, point, from / (from - to), kept[kept.len() - 1]));
        break;
    }
    kept
}

/// The place a share of the way from `last` to `point`, as a point of the surface.
fn at_midline(surface: &Surface, point: SurfacePoint, share: f32, last: SurfacePoint) -> SurfacePoint {
    if share >= 1.0 {
        return point;
    }
    surface.closest(surface.position_mm(last).lerp(surface.position_mm(point), share)).0
}
