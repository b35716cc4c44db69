//! Nipples and navel, drawn on the smooth skin: colour, and a slope for the light, while the surface stays as it is.

use std::f32::consts::PI;

use serde::Deserialize;

use crate::geom::{Vec2, Vec3};

/// Where they lie on one body, in the front projection (distance from the midline, height), in mm.
#[derive(Clone, Copy, Debug, Deserialize)]
#[expect(clippy::struct_field_names, reason = "names carry their unit")]
pub(crate) struct Trunk {
    nipple_mm: [f32; 2],
    nipple_radius_mm: f32,
    areola_radius_mm: f32,
    navel_mm: [f32; 2],
    /// Half the navel's width and height.
    navel_half_mm: [f32; 2],
}

/// What they add to the skin at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Relief {
    /// How much of the areola's and of the nipple's colour, 0 to 1.
    pub areola: f32,
    pub nipple: f32,
    /// To be added to the outward direction of the skin, of length one, for the light.
    pub slope: Vec3,
    /// The share of light that a hollow leaves.
    pub tone: f32,
}

/// Beyond this, in radii, nothing is drawn.
const REACH: f32 = 1.4;
/// How steep the sides are.
const NIPPLE_SLOPE: f32 = 0.75;
const NAVEL_SLOPE: f32 = 0.8;
/// Light that is lost in the depth of the navel.
const NAVEL_DARK: f32 = 0.26;

impl Trunk {
    /// Whether the skin at a place may show some of it.
    pub(super) fn is_near(&self, p: Vec3) -> bool {
        let front = Vec2::new(p.x.abs(), p.z);
        let margin_mm = 8.0;
        let of_nipple = front.distance(self.nipple_mm.into()) < self.areola_radius_mm * REACH + margin_mm;
        of_nipple
            || front.distance(self.navel_mm.into()) < Vec2::from(self.navel_half_mm).max_element() * REACH + margin_mm
    }

    /// Nipple and navel at a place of the front of the body; edges are `soft_mm` wide at least.
    pub(crate) fn relief(&self, p: Vec3, soft_mm: f32) -> Relief {
        let (front, side) = (Vec2::new(p.x.abs(), p.z), if p.x < 0.0 { -1.0 } else { 1.0 });
        let in_body = |slope: Vec2| Vec3::new(slope.x * side, 0.0, slope.y);
        let from_nipple = front - Vec2::from(self.nipple_mm);
        let within = |radius_mm: f32, soft_mm: f32| {
            let t = ((radius_mm + soft_mm - from_nipple.length()) / (2.0 * soft_mm)).clamp(0.0, 1.0);
            t * t * (3.0 - 2.0 * t)
        };
        let round = from_nipple / self.nipple_radius_mm;
        let oval = (front - Vec2::from(self.navel_mm)) / Vec2::from(self.navel_half_mm);
        let depth = 1.0 - (oval.length() / REACH).min(1.0);
        Relief {
            areola: within(self.areola_radius_mm, soft_mm.max(1.6)),
            nipple: within(self.nipple_radius_mm, soft_mm.max(0.7)),
            slope: in_body(flank(round) * NIPPLE_SLOPE - flank(oval) * NAVEL_SLOPE),
            tone: 1.0 - NAVEL_DARK * depth * depth * (3.0 - 2.0 * depth),
        }
    }
}

/// How a round rise of radius one tilts outward: most at half its reach, not at all in the middle and beyond.
fn flank(place: Vec2) -> Vec2 {
    let share = place.length() / REACH;
    if share >= 1.0 { Vec2::ZERO } else { place.normalize_or_zero() * (share * PI).sin() }
}

#[cfg(test)]
mod tests {
    use super::super::Feature;
    use super::*;
    use crate::atlas::landmarks::landmarks;
    use crate::atlas::regions::{RegionTree, locus_at};
    use crate::atlas::{Body, BodyKind};

    fn on_skin(body: &Body, front: Vec2) -> crate::atlas::SurfacePoint {
        body.surface.first_hit(Vec3::new(front.x, -1000.0, front.y), Vec3::Y).expect("the trunk is there").0
    }

    #[test]
    fn nipple_and_navel_lie_where_regions_and_landmarks_say() {
        for kind in BodyKind::ALL {
            let body = Body::get(kind);
            let trunk = &body.features.trunk;
            let [x, z] = trunk.nipple_mm;
            for front in [Vec2::new(x, z), Vec2::new(-x, z)] {
                let spot = on_skin(body, front);
                assert_eq!(RegionTree::get().region(locus_at(body, spot).region).id, "areola", "{kind:?}");
                assert_eq!(body.features.of(spot.triangle), Feature::Trunk);
            }
            for (id, drawn) in [("umbilicus", trunk.navel_mm), ("thelion", trunk.nipple_mm)] {
                let at_mm = landmarks(body).iter().find(|landmark| landmark.id == id).unwrap().position_mm;
                assert!(Vec2::new(at_mm.x.abs(), at_mm.z).distance(drawn.into()) < 1.0, "{kind:?}: {id} {at_mm}");
            }
        }
    }

    #[test]
    fn both_sides_are_mirror_images_and_the_rest_is_bare() {
        let trunk = Body::get(BodyKind::AdultMale).features.trunk;
        let [x, z] = trunk.nipple_mm;
        let at = Vec3::new(x + 2.0, -140.0, z - 1.0);
        let (left, right) = (trunk.relief(at, 0.3), trunk.relief(at * Vec3::new(-1.0, 1.0, 1.0), 0.3));
        assert_eq!((left.nipple, left.areola, left.tone), (right.nipple, right.areola, right.tone));
        assert_eq!(left.slope, right.slope * Vec3::new(-1.0, 1.0, 1.0));
        assert!(left.nipple > 0.9 && left.slope.length() > 0.2);
        let bare = trunk.relief(Vec3::new(40.0, -130.0, z - 80.0), 0.3);
        assert_eq!(bare, Relief { areola: 0.0, nipple: 0.0, slope: Vec3::ZERO, tone: 1.0 });
    }
}
