//! Groups that move along the skin: what they keep.

use mesomap::atlas::{Body, BodyKind, Group, Surface, SurfacePoint};
use mesomap::geom::Vec3;

use crate::shapes;

/// A grid of five by five places round a place, `spacing_mm` apart along the skin.
fn grid(surface: &Surface, middle: SurfacePoint, spacing_mm: f32) -> Vec<SurfacePoint> {
    let across = surface.normal(middle).cross(Vec3::Z).normalize_or(Vec3::X);
    let up = across.cross(surface.normal(middle));
    let steps = || (-2..=2).map(|step| step as f32 * spacing_mm);
    let offsets = steps().flat_map(|x| steps().map(move |y| (x, y)));
    offsets.map(|(x, y)| surface.straight_on(middle, across * x + up * y, x.hypot(y))).collect()
}

/// The largest share by which a distance between neighbours has changed, and the ways that the places have gone.
fn kept(surface: &Surface, before: &[SurfacePoint], after: &[SurfacePoint]) -> (f32, Vec<f32>) {
    let mut worst: f32 = 0.0;
    for (a, b) in (0..before.len()).flat_map(|a| [(a, a + 1), (a, a + 5)]) {
        if b < before.len() && (b - a == 5 || b % 5 != 0) {
            let [was_mm, is_mm] = [before, after].map(|at| surface.geodesic_mm(at[a], at[b]).unwrap());
            worst = worst.max((is_mm / was_mm - 1.0).abs());
        }
    }
    let gone = before.iter().zip(after).map(|(&from, &to)| surface.geodesic_mm(from, to).unwrap());
    (worst, gone.collect())
}

#[test]
fn straight_on_goes_round_a_sphere() {
    let (radius_mm, sphere) = (80.0, shapes::sphere(80.0));
    let (from, _) = sphere.closest(Vec3::new(80.0, 3.0, 5.0));
    let (start, toward) = (sphere.position_mm(from), Vec3::new(0.0, 0.6, 0.8));
    for share in [0.01, 0.1, 0.25, 0.5] {
        let length_mm = radius_mm * std::f32::consts::TAU * share;
        let end = sphere.position_mm(sphere.straight_on(from, toward, length_mm));
        let arc_mm = start.angle_between(end) * radius_mm;
        assert!((arc_mm - length_mm).abs() < 0.01 * length_mm + 0.05, "{arc_mm} mm of {length_mm}");
    }
    assert_eq!(sphere.straight_on(from, sphere.triangle_normal(from.triangle), 5.0), from);
}

#[test]
fn a_group_keeps_its_spacing_wherever_it_goes() {
    // From where to where on the woman, x y z near the skin, and the spacing of the group's places.
    let ways = [
        ("cheek", [55.0, -105.0, 1450.0], [45.0, -115.0, 1440.0], 3.0),
        ("cheek over the jaw", [60.0, -95.0, 1430.0], [45.0, -70.0, 1395.0], 3.0),
        ("neck", [45.0, -50.0, 1375.0], [50.0, -30.0, 1355.0], 4.0),
        ("back", [60.0, 120.0, 1250.0], [60.0, 120.0, 1209.0], 8.0),
        ("breast", [80.0, -150.0, 1180.0], [110.0, -140.0, 1160.0], 6.0),
        ("across the midline", [25.0, 120.0, 1150.0], [-25.0, 120.0, 1150.0], 6.0),
    ];
    let surface = &Body::get(BodyKind::AdultFemale).surface;
    for (name, from, to, spacing_mm) in ways {
        let [from, to] = [from, to].map(|mm| surface.closest(Vec3::from_array(mm)).0);
        let before = grid(surface, from, spacing_mm);
        let group = Group::around(surface, from, &before);
        let after = group.carried_to(surface, to);
        let way_mm = surface.geodesic_mm(from, to).unwrap();
        let (worst, gone) = kept(surface, &before, &after);
        let (least, most) = gone.iter().fold((f32::INFINITY, 0.0_f32), |(low, high), &mm| (low.min(mm), high.max(mm)));
        eprintln!("{name}: {way_mm} mm, spacing changed by {worst}, marks went {least} to {most} mm");
        assert!(worst < 0.12, "{name}: a distance between neighbours changed by {worst}");
        assert!(least > 0.7 * way_mm && most < 1.3 * way_mm, "{name}: {way_mm} mm became {least} to {most}");
        // Back where it came from, and where it always was.
        for still in [group.carried_to(surface, from), Group::around(surface, to, &after).carried_to(surface, from)] {
            let off = before.iter().zip(&still).map(|(&a, &b)| surface.position_mm(a).distance(surface.position_mm(b)));
            assert!(off.fold(0.0, f32::max) < 0.35, "{name}: doesn't come back");
        }
    }
}

#[test]
fn a_nudge_is_a_small_step_of_all() {
    for kind in BodyKind::ALL {
        let surface = &Body::get(kind).surface;
        let from = surface.closest(Vec3::new(55.0, -105.0, 1450.0)).0;
        let before = grid(surface, from, 4.0);
        let group = Group::around(surface, from, &before);
        for step_mm in [1.0, 0.1] {
            let after = group.nudged(surface, Vec3::X, step_mm);
            for (&a, &b) in before.iter().zip(&after) {
                let way = surface.position_mm(b) - surface.position_mm(a);
                assert!((way.length() / step_mm - 1.0).abs() < 0.25, "{kind:?} {step_mm}: {way}");
                assert!(way.x > 0.0);
            }
        }
    }
}
