//! Points, vectors and boxes in millimetres, and the few measurements on them that the other rooms share; no anatomy.

pub use glam::{Quat, Vec2, Vec3};

/// An axis-aligned box; empty (lowest above highest) until something is added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds3 {
    /// Smallest coordinate on every axis.
    pub min: Vec3,
    /// Largest coordinate on every axis.
    pub max: Vec3,
}

impl Bounds3 {
    /// The box that holds nothing.
    pub const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    /// The smallest box around the points.
    pub fn around(points: impl IntoIterator<Item = Vec3>) -> Self {
        points.into_iter().fold(Self::EMPTY, Self::with)
    }

    /// This box grown to hold one more point.
    #[must_use]
    pub fn with(self, point: Vec3) -> Self {
        Self { min: self.min.min(point), max: self.max.max(point) }
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// Whether the two have a place in common.
    pub fn meets(self, other: Self) -> bool {
        self.min.cmple(other.max).all() && other.min.cmple(self.max).all()
    }

    /// Edge lengths.
    pub fn size(self) -> Vec3 {
        self.max - self.min
    }

    /// The middle.
    pub fn centre(self) -> Vec3 {
        (self.min + self.max) * 0.5
    }

    /// Squared distance from a point to the box; zero inside.
    pub fn distance_squared(self, point: Vec3) -> f32 {
        (self.min - point).max(point - self.max).max(Vec3::ZERO).length_squared()
    }

    /// Where a ray (given by origin and reciprocal direction) enters the box, if it meets it between the two distances.
    pub fn ray_entry(self, origin: Vec3, reciprocal: Vec3, nearest: f32, farthest: f32) -> Option<f32> {
        let a = (self.min - origin) * reciprocal;
        let b = (self.max - origin) * reciprocal;
        let enter = a.min(b).max_element().max(nearest);
        let leave = a.max(b).min_element().min(farthest);
        (enter <= leave).then_some(enter)
    }
}

/// Weights of the point of a triangle that is nearest to `p`.
///
/// Ericson, "Real-Time Collision Detection", 2005, section 5.1.5.
#[expect(clippy::many_single_char_names, reason = "the letters of the cited text")]
pub fn closest_on_triangle(p: Vec3, [a, b, c]: [Vec3; 3]) -> [f32; 3] {
    let (ab, ac, ap) = (b - a, c - a, p - a);
    let (d1, d2) = (ab.dot(ap), ac.dot(ap));
    if d1 <= 0.0 && d2 <= 0.0 {
        return [1.0, 0.0, 0.0];
    }
    let bp = p - b;
    let (d3, d4) = (ab.dot(bp), ac.dot(bp));
    if d3 >= 0.0 && d4 <= d3 {
        return [0.0, 1.0, 0.0];
    }
    let vc = d1 * d4 - d3 * d2;
    if vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0 {
        let along = d1 / (d1 - d3);
        return [1.0 - along, along, 0.0];
    }
    let cp = p - c;
    let (d5, d6) = (ab.dot(cp), ac.dot(cp));
    if d6 >= 0.0 && d5 <= d6 {
        return [0.0, 0.0, 1.0];
    }
    let vb = d5 * d2 - d1 * d6;
    if vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0 {
        let along = d2 / (d2 - d6);
        return [1.0 - along, 0.0, along];
    }
    let va = d3 * d6 - d5 * d4;
    if va <= 0.0 && d4 >= d3 && d5 >= d6 {
        let along = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return [0.0, 1.0 - along, along];
    }
    let scale = 1.0 / (va + vb + vc);
    let (v, w) = (vb * scale, vc * scale);
    [1.0 - v - w, v, w]
}

/// Distance along a ray to a triangle and the weights there, if the ray meets it on either side.
///
/// Möller and Trumbore, "Fast, minimum storage ray/triangle intersection", 1997; edges are widened by a millionth so
/// that rays do not slip between neighbours.
#[expect(clippy::many_single_char_names, reason = "the letters of the cited text")]
pub fn ray_triangle(origin: Vec3, direction: Vec3, [a, b, c]: [Vec3; 3]) -> Option<(f32, [f32; 3])> {
    const SLACK: f32 = -1e-6;
    let (ab, ac) = (b - a, c - a);
    let p = direction.cross(ac);
    let determinant = ab.dot(p);
    if determinant.abs() < 1e-12 {
        return None;
    }
    let scale = 1.0 / determinant;
    let offset = origin - a;
    let v = offset.dot(p) * scale;
    let q = offset.cross(ab);
    let w = direction.dot(q) * scale;
    let inside = v >= SLACK && w >= SLACK && v + w <= 1.0 - SLACK;
    inside.then(|| (ac.dot(q) * scale, [1.0 - v - w, v, w]))
}

/// Whether a closed outline encloses a point (even-odd rule).
pub fn encloses(outline: &[Vec2], p: Vec2) -> bool {
    let next = outline.iter().cycle().skip(1);
    outline.iter().zip(next).filter(|(a, b)| is_passed(**a, **b, p)).count() % 2 == 1
}

/// Whether a side lies across the way from a point toward +x.
fn is_passed(a: Vec2, b: Vec2, p: Vec2) -> bool {
    (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x
}

/// Signed distance from a point to a closed outline: negative inside (even-odd rule), in the outline's unit.
pub fn signed_distance(outline: &[Vec2], p: Vec2) -> f32 {
    let Some(&last) = outline.last() else {
        return f32::INFINITY;
    };
    let (mut squared, mut inside, mut a) = (f32::INFINITY, false, last);
    for &b in outline {
        let (edge, to_p) = (b - a, p - a);
        let along = (to_p.dot(edge) / edge.length_squared().max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        squared = squared.min((to_p - edge * along).length_squared());
        inside ^= is_passed(a, b, p);
        a = b;
    }
    if inside { -squared.sqrt() } else { squared.sqrt() }
}

/// Ten to a whole power, the same number on every system: the mathematics libraries of some are off in the last digit, which shows
/// where a scale is written.
pub fn power_of_ten(exponent: i32) -> f64 {
    // Exact as far as 22; beyond the largest number there is nothing to tell apart.
    let size = (0..exponent.unsigned_abs().min(400)).fold(1.0, |power: f64, _| power * 10.0);
    if exponent < 0 { 1.0 / size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRIANGLE: [Vec3; 3] = [Vec3::ZERO, Vec3::new(4.0, 0.0, 0.0), Vec3::new(0.0, 4.0, 0.0)];

    #[test]
    fn powers_of_ten_are_what_is_written() {
        for exponent in -22..=22 {
            assert_eq!(Ok(power_of_ten(exponent)), format!("1e{exponent}").parse());
        }
        assert_eq!((power_of_ten(i32::MIN), power_of_ten(i32::MAX)), (0.0, f64::INFINITY));
    }

    #[test]
    fn nearest_on_triangle_covers_face_edges_and_corners() {
        assert_eq!(closest_on_triangle(Vec3::new(1.0, 1.0, 3.0), TRIANGLE), [0.5, 0.25, 0.25]);
        assert_eq!(closest_on_triangle(Vec3::new(-1.0, -1.0, 0.0), TRIANGLE), [1.0, 0.0, 0.0]);
        assert_eq!(closest_on_triangle(Vec3::new(2.0, -1.0, 0.0), TRIANGLE), [0.5, 0.5, 0.0]);
        assert_eq!(closest_on_triangle(Vec3::new(4.0, 4.0, 1.0), TRIANGLE), [0.0, 0.5, 0.5]);
    }

    #[test]
    fn ray_meets_triangle_from_both_sides() {
        for side in [1.0, -1.0] {
            let (distance, weights) =
                ray_triangle(Vec3::new(1.0, 1.0, 5.0 * side), Vec3::new(0.0, 0.0, -side), TRIANGLE).unwrap();
            assert_eq!((distance, weights), (5.0, [0.5, 0.25, 0.25]));
        }
        assert!(ray_triangle(Vec3::new(3.0, 3.0, 5.0), Vec3::NEG_Z, TRIANGLE).is_none());
    }

    #[test]
    fn outline_distance_is_negative_inside() {
        let square = [Vec2::ZERO, Vec2::new(2.0, 0.0), Vec2::new(2.0, 2.0), Vec2::new(0.0, 2.0)];
        assert_eq!(signed_distance(&square, Vec2::new(1.0, 0.5)), -0.5);
        assert_eq!(signed_distance(&square, Vec2::new(5.0, 6.0)), 5.0);
    }
}
