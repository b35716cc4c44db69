//! Ways of a needle that are laid in one stroke: a fan from one entry, two sets of lines that cross.
//!
//! Both are laid out in the plane and carried onto the skin by straightest geodesics from one spot (the exponential map; see
//! `atlas::Group`), so that lengths from that spot are exact and those between neighbours as good as the skin is flat.

use crate::atlas::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// How lines lie to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lines {
    /// One, from where the needle goes in to where it ends.
    Single,
    /// Several from one entry, as long as the one in the middle.
    Fan {
        /// How many.
        rays: u8,
        /// The angle between the first and the last, in degrees.
        degrees: f32,
    },
    /// Two sets across each other over a square whose middle line is the one given.
    Crossed {
        /// From one line to the next, in mm of the body.
        spacing_mm: f32,
    },
}

impl Lines {
    /// The least and the most rays of a fan.
    pub const RAYS: [u8; 2] = [2, 24];
    /// The most lines of one set.
    const MOST_OF_A_SET: f32 = 60.0;

    /// The lines, each with its entry first, that follow from one way over the skin; none where there is no such way.
    pub fn along(self, surface: &Surface, from: SurfacePoint, to: SurfacePoint) -> Vec<[SurfacePoint; 2]> {
        let Some((toward, length_mm)) = surface.bearing(from, to) else { return Vec::new() };
        match self {
            Self::Single => vec![[from, to]],
            Self::Fan { rays, degrees } => {
                let plane = Plane::at(surface, from, toward);
                let rays = rays.clamp(Self::RAYS[0], Self::RAYS[1]);
                let turn = |ray: u8| (f32::from(ray) / f32::from(rays - 1) - 0.5) * degrees.to_radians();
                (0..rays).map(|ray| [from, plane.at_angle(surface, turn(ray), length_mm)]).collect()
            }
            Self::Crossed { spacing_mm } => {
                let (middle, ahead) = surface.walk_on(from, toward, length_mm / 2.0);
                let plane = Plane::at(surface, middle, ahead);
                let steps = (length_mm / spacing_mm.max(f32::MIN_POSITIVE)).round().clamp(1.0, Self::MOST_OF_A_SET);
                let half_mm = length_mm / 2.0;
                let asides = (0..=steps as u16).map(|at| f32::from(at) * length_mm / steps - half_mm);
                let along = asides.clone().map(|aside| [[-half_mm, aside], [half_mm, aside]]);
                let across = asides.map(|ahead| [[ahead, -half_mm], [ahead, half_mm]]);
                along.chain(across).map(|ends| ends.map(|end| plane.point(surface, end))).collect()
            }
        }
    }
}

/// The plane that touches the skin at a spot.
struct Plane {
    middle: SurfacePoint,
    ahead: Vec3,
    left: Vec3,
}

impl Plane {
    fn at(surface: &Surface, middle: SurfacePoint, ahead: Vec3) -> Self {
        Self { middle, ahead, left: surface.triangle_normal(middle.triangle).cross(ahead) }
    }

    fn at_angle(&self, surface: &Surface, radians: f32, length_mm: f32) -> SurfacePoint {
        let way = self.ahead * radians.cos() + self.left * radians.sin();
        surface.straight_on(self.middle, way, length_mm)
    }

    fn point(&self, surface: &Surface, [ahead_mm, left_mm]: [f32; 2]) -> SurfacePoint {
        let way = self.ahead * ahead_mm + self.left * left_mm;
        surface.straight_on(self.middle, way, way.length())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::landmarks::landmark;
    use crate::atlas::regions::Side;
    use crate::atlas::{Body, BodyKind};

    fn cheek() -> (&'static Surface, SurfacePoint, SurfacePoint) {
        let body = Body::get(BodyKind::AdultFemale);
        let at = |id| landmark(body, id, Side::Left).unwrap().point;
        // From the middle of the cheek, where nothing folds.
        let cheek = body.surface.geodesic(at("cheilion"), at("tragus")).unwrap();
        let from = cheek.at_part(&body.surface, 0.4).unwrap();
        let (toward, _) = body.surface.bearing(from, at("zygion")).unwrap();
        (&body.surface, from, body.surface.straight_on(from, toward, 30.0))
    }

    #[test]
    fn rays_of_a_fan_are_as_long_as_its_middle_and_evenly_spread() {
        let (surface, from, to) = cheek();
        let length_mm = surface.geodesic_mm(from, to).unwrap();
        let fan = Lines::Fan { rays: 5, degrees: 60.0 }.along(surface, from, to);
        assert_eq!(fan.len(), 5);
        for [entry, end] in &fan {
            assert_eq!(*entry, from);
            let ray_mm = surface.geodesic_mm(from, *end).unwrap();
            assert!((ray_mm / length_mm - 1.0).abs() < 0.03, "{ray_mm} of {length_mm}");
        }
        let middle = surface.position_mm(fan[2][1]).distance(surface.position_mm(to));
        assert!(middle < 1.0, "the middle ray is the one that was drawn: {middle} mm");
        let gaps: Vec<f32> = fan.windows(2).map(|pair| surface.geodesic_mm(pair[0][1], pair[1][1]).unwrap()).collect();
        // The chord of 15 degrees.
        let expected = 2.0 * length_mm * 7.5_f32.to_radians().sin();
        assert!(gaps.iter().all(|gap| (gap / expected - 1.0).abs() < 0.25), "{gaps:?} {expected}");
    }

    #[test]
    fn crossed_lines_are_a_grid_at_the_spacing() {
        let (surface, from, to) = cheek();
        let length_mm = surface.geodesic_mm(from, to).unwrap();
        let lines = Lines::Crossed { spacing_mm: 10.0 }.along(surface, from, to);
        let each = (length_mm / 10.0).round() as usize + 1;
        assert_eq!(lines.len(), 2 * each);
        for [a, b] in lines {
            let long_mm = surface.geodesic_mm(a, b).unwrap();
            assert!((long_mm / length_mm - 1.0).abs() < 0.15, "{long_mm} of {length_mm}");
        }
    }

    #[test]
    fn there_are_no_lines_without_a_way() {
        let (surface, from, to) = cheek();
        assert_eq!(Lines::Single.along(surface, from, to), [[from, to]]);
        assert!(Lines::Single.along(surface, from, from).is_empty());
    }
}
