//! Carrying a group of places along the skin with one of them, so that it keeps its spacing.
//!
//! Every place is known by the direction in which the shortest path leaves the leader for it and by that path's length
//! (the logarithmic map); at the leader's new place the same way is gone straight on (the straightest geodesic of
//! K. Polthier and M. Schmies, "Straightest geodesics on polyhedral surfaces", 1998). Directions are carried along the
//! leader's own way at the angle that they make with it, which is parallel transport.

use crate::atlas::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// No way on a body crosses so many triangles: a bound, should rounding send one in a circle.
const MOST_TRIANGLES: usize = 20_000;
/// Places nearer than this to each other have no direction between them, in mm.
const NOWHERE_MM: f32 = 1e-3;
/// A direction of which less than this runs along the skin leads into it.
const FLAT: f32 = 1e-3;

/// The way from the leader to a place of the group.
#[derive(Clone, Copy, Debug)]
struct Spoke {
    /// In the plane of the leader's triangle, length one; zero for what lies where the leader does.
    direction: Vec3,
    length_mm: f32,
    /// How far ahead, and how far to the left, the place lies of where one comes who goes straight on: a shortest path
    /// may bend round a vertex, where a straight one can't.
    miss_mm: [f32; 2],
    /// The direction in which the path arrives, in the plane of the place's triangle.
    arrival: Vec3,
}

impl Spoke {
    const NONE: Self = Self { direction: Vec3::ZERO, length_mm: 0.0, miss_mm: [0.0; 2], arrival: Vec3::ZERO };

    fn to(surface: &Surface, leader: SurfacePoint, place: SurfacePoint) -> Self {
        let Some(path) = surface.geodesic(leader, place) else { return Self::NONE };
        let (direction, length_mm) = (first_direction(surface, &path.points), path.length_mm);
        let (end, ahead) = surface.walk_on(leader, direction, length_mm);
        let miss = surface.position_mm(place) - surface.position_mm(end);
        let left = surface.triangle_normal(end.triangle).cross(ahead);
        let arrival = last_direction(surface, &path.points);
        Self { direction, length_mm, miss_mm: [miss.dot(ahead), miss.dot(left)], arrival }
    }

    fn end(&self, surface: &Surface, leader: SurfacePoint, turn: &Turn) -> SurfacePoint {
        let (end, ahead) = surface.walk_on(leader, turn.applied(self.direction), self.length_mm);
        let [forward_mm, left_mm] = self.miss_mm;
        let left = surface.triangle_normal(end.triangle).cross(ahead);
        surface.straight_on(end, ahead * forward_mm + left * left_mm, forward_mm.hypot(left_mm))
    }
}

/// Places of the skin that move together with one of them, the leader.
#[derive(Clone, Debug)]
pub struct Group {
    leader: SurfacePoint,
    places: Vec<SurfacePoint>,
    spokes: Vec<Spoke>,
}

impl Group {
    /// The group of these places round a leader, which need not be one of them. Costs a shortest path for each.
    pub fn around(surface: &Surface, leader: SurfacePoint, places: &[SurfacePoint]) -> Self {
        let spoke = |&place: &SurfacePoint| Spoke::to(surface, leader, place);
        Self { leader, places: places.to_vec(), spokes: places.iter().map(spoke).collect() }
    }

    /// The group of places round the one of them that is nearest to their mean; `None` without places.
    pub fn round_the_middle(surface: &Surface, places: &[SurfacePoint]) -> Option<Self> {
        let sum: Vec3 = places.iter().map(|&place| surface.position_mm(place)).sum();
        let middle_mm = sum / places.len().max(1) as f32;
        let away = |&&place: &&SurfacePoint| surface.position_mm(place).distance_squared(middle_mm);
        let leader = places.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
        Some(Self::around(surface, *leader, places))
    }

    /// Where the places lie, in the order in which they were given, when the leader is at another place of the skin.
    pub fn carried_to(&self, surface: &Surface, place: SurfacePoint) -> Vec<SurfacePoint> {
        let Some(turn) = Turn::along(surface, self.leader, place) else { return self.places.clone() };
        self.spokes.iter().map(|spoke| spoke.end(surface, place, &turn)).collect()
    }

    /// Where the places come when the leader takes a small step, in mm, as nearly in a direction as its skin allows, and all
    /// others the same one, which is carried to them along their ways; where they were if the direction leads straight
    /// into the skin. A step is not told by where straight ways end: beside a vertex of the mesh they part by more.
    pub fn nudged(&self, surface: &Surface, toward: Vec3, step_mm: f32) -> Vec<SurfacePoint> {
        let normal = surface.triangle_normal(self.leader.triangle);
        let along = toward.reject_from_normalized(normal);
        if along.length() <= FLAT * toward.length() {
            return self.places.clone();
        }
        let along = along.normalize_or_zero();
        let step = |(spoke, &place): (&Spoke, &SurfacePoint)| {
            let left = surface.triangle_normal(place.triangle).cross(spoke.arrival);
            let (ahead, aside) = (along.dot(spoke.direction), along.dot(normal.cross(spoke.direction)));
            let carried = spoke.arrival * ahead + left * aside;
            surface.straight_on(place, if carried == Vec3::ZERO { along } else { carried }, step_mm)
        };
        self.spokes.iter().zip(&self.places).map(step).collect()
    }
}

/// From directions at one place to those at another.
struct Turn {
    /// The direction of the way at its two ends, and what lies to the left of it.
    axes: [[Vec3; 2]; 2],
}

impl Turn {
    /// `None` if there is no way from one place to the other, or none worth the name.
    fn along(surface: &Surface, from: SurfacePoint, to: SurfacePoint) -> Option<Self> {
        let path = surface.geodesic(from, to).filter(|path| path.length_mm > NOWHERE_MM)?;
        let leaving = first_direction(surface, &path.points);
        let arriving = last_direction(surface, &path.points);
        let with_left =
            |point: SurfacePoint, ahead: Vec3| [ahead, surface.triangle_normal(point.triangle).cross(ahead)];
        Some(Self { axes: [with_left(from, leaving), with_left(to, arriving)] })
    }

    fn applied(&self, direction: Vec3) -> Vec3 {
        let [from, to] = self.axes;
        to[0] * direction.dot(from[0]) + to[1] * direction.dot(from[1])
    }
}

/// The direction in which a path leaves its first point, in the plane of that point's triangle.
fn first_direction(surface: &Surface, points: &[SurfacePoint]) -> Vec3 {
    let Some(&first) = points.first() else { return Vec3::ZERO };
    let start_mm = surface.position_mm(first);
    let ways = points[1..].iter().map(|&point| surface.position_mm(point) - start_mm);
    let way = ways.into_iter().find(|way| way.length() > NOWHERE_MM).unwrap_or_default();
    way.reject_from_normalized(surface.triangle_normal(first.triangle)).normalize_or_zero()
}

/// The direction in which a path arrives at its last point, in the plane of that point's triangle.
fn last_direction(surface: &Surface, points: &[SurfacePoint]) -> Vec3 {
    let back: Vec<SurfacePoint> = points.iter().rev().copied().collect();
    -first_direction(surface, &back)
}

impl Surface {
    /// The direction, length one along the skin, in which the shortest path leaves a place for another, and that path's length
    /// in mm; `None` where no path joins them or they are one place.
    pub fn bearing(&self, from: SurfacePoint, to: SurfacePoint) -> Option<(Vec3, f32)> {
        let path = self.geodesic(from, to).filter(|path| path.length_mm > NOWHERE_MM)?;
        Some((first_direction(self, &path.points), path.length_mm))
    }

    /// Where one comes who goes straight on from a place over the skin, so far, in mm; `toward` is taken as it runs along
    /// the triangle of the place. Without such a direction it is the place itself.
    pub fn straight_on(&self, from: SurfacePoint, toward: Vec3, length_mm: f32) -> SurfacePoint {
        self.walk_on(from, toward, length_mm).0
    }

    /// As [`Self::straight_on`], with the direction in which one arrives, length one.
    pub fn walk_on(&self, from: SurfacePoint, toward: Vec3, length_mm: f32) -> (SurfacePoint, Vec3) {
        let mut normal = self.triangle_normal(from.triangle);
        let along = toward.reject_from_normalized(normal);
        if along.length() <= FLAT * toward.length() {
            return (from, Vec3::ZERO);
        }
        let mut direction = along.normalize_or_zero();
        let (mut at, mut left_mm) = (inside(from), length_mm);
        for _ in 0..MOST_TRIANGLES {
            let corners = self.corners_mm(at.triangle);
            let rates = rates(corners, direction);
            let Some((edge, exit_mm)) = exit(at.weights, rates).filter(|&(_, exit_mm)| exit_mm < left_mm) else {
                return (SurfacePoint { weights: moved(at.weights, rates, left_mm), ..at }, direction);
            };
            left_mm -= exit_mm;
            let weights = moved(at.weights, rates, exit_mm);
            let next = self.neighbours(at.triangle)[edge];
            let Some(back) = self.neighbours(next).iter().position(|&t| t == at.triangle) else { break };
            let along = (corners[(edge + 1) % 3] - corners[edge]).normalize_or_zero();
            let outward = along.cross(normal);
            normal = self.triangle_normal(next);
            let onward = along.cross(normal);
            direction = along * direction.dot(along) + onward * direction.dot(outward);
            at = SurfacePoint { triangle: next, weights: [0.0; 3] };
            at.weights[back] = weights[(edge + 1) % 3];
            at.weights[(back + 1) % 3] = weights[edge];
            at = inside(at);
        }
        (at, direction)
    }
}

/// How the three weights change with every mm in a direction of the triangle's plane.
fn rates([a, b, c]: [Vec3; 3], direction: Vec3) -> [f32; 3] {
    let normal = (b - a).cross(c - a);
    let twice_area = normal.length_squared().max(f32::MIN_POSITIVE);
    // As the normal across each edge, along the direction.
    let across = direction.cross(normal) / twice_area;
    let rate = |from: Vec3, to: Vec3| across.dot(to - from);
    [rate(b, c), rate(c, a), rate(a, b)]
}

/// The edge over which a straight way leaves a triangle, and how far it is, in mm.
fn exit(weights: [f32; 3], rates: [f32; 3]) -> Option<(usize, f32)> {
    // A weight that falls to zero belongs to the corner opposite to the edge that begins at the next one.
    let out = (0..3).filter(|&corner| rates[corner] < -1e-9);
    let exits = out.map(|corner| ((corner + 1) % 3, weights[corner] / -rates[corner]));
    exits.min_by(|a, b| a.1.total_cmp(&b.1))
}

fn moved(weights: [f32; 3], rates: [f32; 3], by_mm: f32) -> [f32; 3] {
    let weights = [0, 1, 2].map(|corner| (weights[corner] + rates[corner] * by_mm).max(0.0));
    let sum: f32 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

/// The place a hair inside its triangle: from a corner the way would have no edge to leave by.
fn inside(p: SurfacePoint) -> SurfacePoint {
    const HAIR: f32 = 1e-5;
    SurfacePoint { weights: p.weights.map(|weight| weight.max(0.0) * (1.0 - HAIR) + HAIR / 3.0), ..p }
}
