//! Areas of outlines and of regions.

use mesomap::atlas::regions::{
    Locus, RegionTree, Side, Sides, locus_area_cm2, per_cm2, region_area_cm2, skin_area_cm2,
};
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::geom::Vec3;

use crate::scatter::Scatter;
use crate::{shapes, surface};

fn outline(surface: &Surface, places: impl Iterator<Item = Vec3>) -> Vec<SurfacePoint> {
    places.map(|place_mm| surface.closest(place_mm).0).collect()
}

/// A circle of latitude, as an angle from the pole in radians.
fn circle(radius_mm: f32, angle: f32) -> impl Iterator<Item = Vec3> {
    (0..120).map(move |step| {
        let turn = step as f32 * std::f32::consts::TAU / 120.0;
        Vec3::new(turn.cos() * angle.sin(), turn.sin() * angle.sin(), angle.cos()) * radius_mm
    })
}

fn near(found: f32, expected: f32, share: f32) {
    assert!((found - expected).abs() < share * expected, "{found} cm², expected {expected}");
}

#[test]
fn cap_of_a_sphere() {
    let sphere = shapes::sphere(80.0);
    for angle in [0.1_f32, 0.5, 1.2, 2.4] {
        let smaller = angle.min(std::f32::consts::PI - angle);
        let cap_cm2 = std::f32::consts::TAU * 64.0 * (1.0 - smaller.cos());
        let mut points = outline(&sphere, circle(80.0, angle));
        let area_cm2 = sphere.outline_area_cm2(&points).unwrap();
        // Chords and flat triangles cut a little off a cap of 8 mm.
        near(area_cm2, cap_cm2, 0.01);
        points.reverse();
        near(sphere.outline_area_cm2(&points).unwrap(), area_cm2, 1e-4);
        // The other way round the globe: the poles' caps, one after the other.
        let twice: Vec<_> = points.iter().chain(&points).copied().collect();
        assert!(sphere.outline_area_cm2(&twice).unwrap() < 0.01 * cap_cm2, "what is gone round twice is outside");
    }
}

#[test]
fn patch_of_a_cylinder() {
    let cylinder = shapes::cylinder(60.0, 400.0);
    // A radian of the side, 100 mm high, by its four corners alone: the ruler draws the sides.
    let corner = |angle: f32, z: f32| Vec3::new(angle.cos() * 60.0, angle.sin() * 60.0, z);
    let corners = [corner(0.2, -30.0), corner(1.2, -30.0), corner(1.2, 70.0), corner(0.2, 70.0)];
    let points = outline(&cylinder, corners.into_iter());
    near(cylinder.outline_area_cm2(&points).unwrap(), 60.0, 0.005);
    assert_eq!(cylinder.outline_area_cm2(&points[..2]), None);
}

#[test]
fn a_small_outline_in_one_triangle() {
    let surface = surface(BodyKind::AdultFemale);
    let weights = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]];
    let points = weights.map(|weights| SurfacePoint { triangle: 4321, weights });
    let area_mm2 = surface.outline_area_cm2(&points).unwrap() * 100.0;
    near(area_mm2, surface.triangle_area_mm2(4321) / 16.0, 1e-3);
}

#[test]
fn leaves_add_up_to_the_skin() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        let tree = RegionTree::get();
        let skin_cm2: f64 = (0..body.surface.skin_triangles() as u32)
            .map(|triangle| f64::from(body.surface.treatable_area_mm2(triangle)) / 100.0)
            .sum();
        let total_cm2 = skin_area_cm2(body);
        near(total_cm2, skin_cm2 as f32, 1e-5);
        // Du Bois and Du Bois 1916 give 1.6 and 1.9 m² for people of this height.
        assert!((14_000.0..22_000.0).contains(&total_cm2), "{total_cm2}");
        let leaves: f32 = tree.leaves().map(|leaf| region_area_cm2(body, leaf, None)).sum();
        near(leaves, total_cm2, 1e-4);
        let roots: f32 = tree.roots().map(|root| region_area_cm2(body, root, None)).sum();
        near(roots, total_cm2, 1e-4);
        for (id, region) in tree.regions() {
            let [left, right] = [Side::Left, Side::Right].map(|side| region_area_cm2(body, id, Some(side)));
            let (middle, both) = (region_area_cm2(body, id, Some(Side::Midline)), region_area_cm2(body, id, None));
            assert!(both > 0.0, "{} has no area", region.id);
            near(left + right, both, 1e-3);
            assert!((left - right).abs() < 0.005 * both, "{}: {left} and {right}", region.id);
            match region.sides {
                Sides::Paired => assert_eq!(middle, 0.0),
                Sides::Midline if tree.is_leaf(id) => near(middle, both, 1e-4),
                _ => {}
            }
        }
    }
}

#[test]
fn areas_of_loci_and_density() {
    let body = Body::get(BodyKind::AdultMale);
    let tree = RegionTree::get();
    for region in ["cheek_lower", "forehead_central"].map(|id| tree.find(id).unwrap()) {
        let on = |side| locus_area_cm2(body, Locus { region, side });
        near(on(Side::Left), region_area_cm2(body, region, Some(Side::Left)), 1e-5);
        near(on(Side::Left) + on(Side::Right), region_area_cm2(body, region, None), 1e-3);
        assert_eq!(on(Side::Midline), 0.0, "a line has no area, so nothing is dense on it");
    }
    assert_eq!(per_cm2(30, 20.0), Some(1.5));
    assert_eq!(per_cm2(30, 0.0), None);
}

#[test]
fn treatable_skin_is_seen_from_outside() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        let surface = &body.surface;
        let mut scatter = Scatter::new(9);
        let directions: Vec<Vec3> = (0..600)
            .map(|_| Vec3::new(scatter.unit() - 0.5, scatter.unit() - 0.5, scatter.unit() - 0.5).normalize_or_zero())
            .collect();
        let mut lining_mm2 = 0.0;
        for triangle in 0..surface.skin_triangles() as u32 {
            assert_eq!(surface.is_treatable(triangle), surface.is_treatable(surface.mirror_triangle(triangle)));
            if !surface.is_treatable(triangle) {
                lining_mm2 += surface.triangle_area_mm2(triangle);
            } else if triangle % 11 == 0 {
                let middle = SurfacePoint { triangle, weights: [1.0 / 3.0; 3] };
                let mut towards = directions.iter().copied().chain([surface.triangle_normal(triangle)]);
                assert!(towards.any(|toward| surface.is_visible_along(middle, toward)), "{kind:?} {triangle}");
            }
        }
        let share = lining_mm2 / 100.0 / skin_area_cm2(body);
        assert!((0.001..0.04).contains(&share), "{kind:?}: {share} of the skin is lining");
    }
}

#[test]
fn eyelids_have_the_area_of_what_is_seen_of_them() {
    let tree = RegionTree::get();
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        for (id, region) in tree.regions() {
            let area_cm2 = region_area_cm2(body, id, Some(Side::Left));
            // Shown with --no-capture.
            if ["lid", "lip", "nos", "ear", "nas"].iter().any(|part| region.id.contains(part)) {
                eprintln!("{kind:?} {} {area_cm2}", region.id);
            }
            if region.id.contains("eyelid") && tree.is_leaf(id) {
                assert!((1.0..9.0).contains(&area_cm2), "{kind:?} {}: {area_cm2} cm² a side", region.id);
            }
        }
    }
}
