//! What holds for every place on the skin of both bodies.
#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]

use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::geom::Vec3;
use proptest::prelude::*;

fn kinds() -> impl Strategy<Value = BodyKind> {
    prop_oneof![Just(BodyKind::AdultFemale), Just(BodyKind::AdultMale)]
}

/// A uniformly chosen triangle and place in it.
fn place() -> impl Strategy<Value = SurfacePoint> {
    (0..107_024_u32, 0.0..1.0_f32, 0.0..1.0_f32).prop_map(|(triangle, u, v)| {
        let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
        SurfacePoint { triangle, weights: [1.0 - u - v, u, v] }
    })
}

fn surface(kind: BodyKind) -> &'static Surface {
    &Body::get(kind).surface
}

#[test]
fn bodies_have_the_expected_size() {
    for (kind, height_mm) in [(BodyKind::AdultFemale, 1590.0), (BodyKind::AdultMale, 1730.0)] {
        let surface = surface(kind);
        assert_eq!(surface.skin_triangles(), 107_024);
        assert_eq!(surface.triangles().len(), 107_024 + 2 * 70 * 8);
        let top = surface.positions_mm().iter().fold(0.0_f32, |top, p| top.max(p.z));
        assert!((top - height_mm).abs() < 10.0, "{kind:?} is {top} mm tall");
        assert!(surface.positions_mm().iter().all(|p| p.is_finite() && p.z > -1.0));
    }
}

#[test]
fn meshes_are_exactly_symmetric() {
    let flip = Vec3::new(-1.0, 1.0, 1.0);
    for kind in BodyKind::ALL {
        let surface = surface(kind);
        for triangle in 0..surface.triangles().len() as u32 {
            let mirror = surface.mirror_triangle(triangle);
            let [a, b, c] = surface.corners_mm(triangle);
            let [ma, mc, mb] = surface.corners_mm(mirror);
            assert_eq!([a * flip, b * flip, c * flip], [ma, mb, mc], "{kind:?} triangle {triangle}");
            assert_eq!(surface.mirror_triangle(mirror), triangle);
        }
    }
}

#[test]
fn neighbours_share_an_edge_and_know_each_other() {
    let surface = surface(BodyKind::AdultFemale);
    for triangle in 0..surface.triangles().len() as u32 {
        let corners = surface.triangles()[triangle as usize];
        for (edge, other) in surface.neighbours(triangle).into_iter().enumerate() {
            let back = surface.neighbours(other).iter().position(|&t| t == triangle).unwrap();
            let others = surface.triangles()[other as usize];
            assert_eq!(
                [corners[edge], corners[(edge + 1) % 3]],
                [others[(back + 1) % 3], others[back]],
                "triangle {triangle} edge {edge}"
            );
        }
    }
}

#[test]
fn normals_point_outward() {
    for kind in BodyKind::ALL {
        let surface = surface(kind);
        let agree = (0..surface.skin_triangles() as u32)
            .filter(|&t| {
                let middle = SurfacePoint { triangle: t, weights: [1.0 / 3.0; 3] };
                surface.normal(middle).dot(surface.triangle_normal(t)) > 0.5
            })
            .count();
        assert!(agree as f32 > 0.99 * surface.skin_triangles() as f32);
        let volume: f64 = surface.triangles()[..surface.skin_triangles()]
            .iter()
            .map(|t| {
                let [a, b, c] = t.map(|v| surface.positions_mm()[v as usize].to_array().map(f64::from));
                dot(a, cross(b, c)) / 6e6
            })
            .sum();
        assert!((35.0..90.0).contains(&volume), "{kind:?} holds {volume} litres");
    }
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[test]
fn lips_that_touch_are_far_apart_along_the_skin() {
    for kind in BodyKind::ALL {
        let surface = surface(kind);
        let top = surface.positions_mm().iter().fold(0.0_f32, |top, p| top.max(p.z));
        // Down the lips a little beside the midline: one step leaps over the mouth's slit.
        let down: Vec<_> =
            (0..240).map(|step| surface.closest(Vec3::new(8.0, -150.0, top - 120.0 - step as f32 / 3.0)).0).collect();
        let leap = down.windows(2).find(|pair| {
            let straight = surface.position_mm(pair[0]).distance(surface.position_mm(pair[1]));
            straight < 10.0 && surface.distance_mm(pair[0], pair[1], 100.0).is_none_or(|along| along > 4.0 * straight)
        });
        assert!(leap.is_some(), "{kind:?}: no near points that the mouth keeps apart");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_place_is_found_again_from_its_position(kind in kinds(), p in place()) {
        let surface = surface(kind);
        let position_mm = surface.position_mm(p);
        let (found, distance_mm) = surface.closest(position_mm);
        prop_assert!(distance_mm < 0.01);
        prop_assert!(surface.position_mm(found).distance(position_mm) < 0.01);
    }

    #[test]
    fn nearest_is_no_farther_than_any_other(kind in kinds(), p in place(), dx in -60.0..60.0_f32, dz in -60.0..60.0_f32) {
        let surface = surface(kind);
        let from = surface.position_mm(p) + Vec3::new(dx, -dz, dz);
        let (_, distance_mm) = surface.closest(from);
        let brute = (0..surface.skin_triangles() as u32).step_by(7)
            .map(|t| from.distance(surface.corners_mm(t)[0]))
            .fold(f32::INFINITY, f32::min);
        prop_assert!(distance_mm <= brute + 1e-3);
    }

    #[test]
    fn mirroring_twice_changes_nothing(kind in kinds(), p in place()) {
        let surface = surface(kind);
        prop_assert_eq!(surface.mirror(surface.mirror(p)), p);
        let (here, there) = (surface.position_mm(p), surface.position_mm(surface.mirror(p)));
        prop_assert!((here * Vec3::new(-1.0, 1.0, 1.0)).distance(there) < 0.02);
    }

    #[test]
    fn distance_is_symmetric_and_not_shorter_than_straight(kind in kinds(), p in place(), dx in -15.0..15.0_f32, dz in -15.0..15.0_f32) {
        let surface = surface(kind);
        let here = surface.position_mm(p);
        let (q, _) = surface.closest(here + Vec3::new(dx, 0.0, dz));
        let there = surface.distance_mm(p, q, 60.0);
        prop_assert_eq!(there, surface.distance_mm(q, p, 60.0));
        if let Some(along) = there {
            prop_assert!(along >= here.distance(surface.position_mm(q)) - 1e-3);
            prop_assert!(along <= 60.0);
        }
        let mirrored = surface.distance_mm(surface.mirror(p), surface.mirror(q), 60.0);
        if let (Some(a), Some(b)) = (there, mirrored) {
            prop_assert!((a - b).abs() < 0.5, "{} and mirrored {}", a, b);
        }
    }
}

#[test]
fn distance_on_the_scalp_follows_the_curve() {
    let surface = surface(BodyKind::AdultMale);
    let top = surface.positions_mm().iter().fold(0.0_f32, |top, p| top.max(p.z));
    let (left, _) = surface.closest(Vec3::new(50.0, 0.0, top));
    let (right, _) = surface.closest(Vec3::new(-50.0, 0.0, top));
    let (a, b) = (surface.position_mm(left), surface.position_mm(right));
    let along = surface.distance_mm(left, right, 300.0).unwrap();
    // A skull's radius across is about 75 mm.
    let arc = 2.0 * 75.0 * (a.distance(b) / 150.0).asin();
    assert!((along - arc).abs() < 0.1 * arc, "{along} mm along the skin, {arc} mm on a sphere");
}

#[test]
fn eyes_hide_and_bodies_hide_their_far_side() {
    let surface = surface(BodyKind::AdultFemale);
    let chest = surface.closest(Vec3::new(0.0, -300.0, 1200.0)).0;
    assert!(surface.is_visible_along(chest, Vec3::NEG_Y));
    assert!(!surface.is_visible_along(chest, Vec3::Y));
    let back = surface.closest(Vec3::new(0.0, 300.0, 1200.0)).0;
    assert!(surface.is_visible_along(back, Vec3::Y));
    assert!(!surface.is_visible_along(back, Vec3::NEG_Y));
}

#[test]
fn feet_and_ankles_are_of_their_owners_size() {
    for (kind, foot_mm, ankle_mm) in [(BodyKind::AdultFemale, 241.0, 66.0), (BodyKind::AdultMale, 256.0, 66.0)] {
        let skin = || surface(kind).positions_mm().iter().filter(|p| p.x > 0.0 && p.x < 400.0);
        let span = |values: Vec<f32>| {
            values.iter().fold(f32::MIN, |high, &v| high.max(v)) - values.iter().fold(f32::MAX, |low, &v| low.min(v))
        };
        let length_mm = span(skin().filter(|p| p.z < 30.0).map(|p| p.y).collect());
        assert!((length_mm - foot_mm).abs() < 4.0, "{kind:?}: a foot of {length_mm} mm");
        let width_mm = span(skin().filter(|p| (62.0..74.0).contains(&p.z) && p.y > -60.0).map(|p| p.x).collect());
        assert!((width_mm - ankle_mm).abs() < 3.5, "{kind:?}: an ankle of {width_mm} mm");
    }
}
