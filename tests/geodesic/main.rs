//! The ruler against known geodesics and against an exact method on both bodies; areas against known ones.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test on small numbers, which shows its figures"
)]

mod areas;
mod edges;
mod exact;
mod groups;
mod scatter;
mod shapes;
mod size;

use exact::Exact;
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::geom::Vec3;
use scatter::Scatter;

/// The largest relative error; `what` names the errors in the message if it is over a limit.
fn check(what: &str, mut errors: Vec<f64>, limit: f64) {
    errors.sort_by(f64::total_cmp);
    let (median, least, largest) = (errors[errors.len() / 2], errors[0], errors[errors.len() - 1]);
    let told = format!("{what}: {} pairs, {least:.2e} to {largest:.2e}, median {median:.2e}", errors.len());
    // Shown with --no-capture.
    eprintln!("{told}");
    assert!(largest < limit && least > -limit, "{told}");
}

fn surface(kind: BodyKind) -> &'static Surface {
    &Body::get(kind).surface
}

fn ruler(surface: &Surface, from: SurfacePoint, to: SurfacePoint) -> f64 {
    f64::from(surface.geodesic_mm(from, to).unwrap())
}

#[test]
fn great_circles_on_a_sphere() {
    let radius_mm = 80.0;
    let sphere = shapes::sphere(radius_mm);
    let (exact, mut scatter) = (Exact::new(&sphere), Scatter::new(1));
    let (mut smooth, mut flat) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        let from = scatter.place(&sphere);
        let goals = [scatter.place(&sphere), scatter.place(&sphere)];
        let ours = goals.map(|goal| ruler(&sphere, from, goal));
        let truth = exact.distances_mm(from, &goals, &ours.map(|length| length * 1.001 + 0.01));
        for (&goal, (ours, truth)) in goals.iter().zip(ours.into_iter().zip(truth)) {
            let arc = f64::from(sphere.position_mm(from).angle_between(sphere.position_mm(goal)) * radius_mm);
            if arc > 5.0 {
                smooth.push(ours / arc - 1.0);
                flat.push(truth / arc - 1.0);
            }
        }
    }
    // The flat triangles themselves cost a little; the yardstick shows how much.
    check("sphere, the exact method", flat, 0.005);
    check("sphere", smooth, 0.005);
}

#[test]
fn helices_on_a_cylinder() {
    let (radius_mm, height_mm) = (60.0, 400.0);
    let cylinder = shapes::cylinder(radius_mm, height_mm);
    let mut scatter = Scatter::new(2);
    let mut errors = Vec::new();
    while errors.len() < 60 {
        let [from, to] = [0; 2].map(|_| scatter.place(&cylinder));
        let (a, b) = (cylinder.position_mm(from), cylinder.position_mm(to));
        // On the side, and so far from the ends that no way over them is shorter.
        let helix = f64::from((a.truncate().angle_to(b.truncate()) * radius_mm).hypot(a.z - b.z));
        if a.z.abs().max(b.z.abs()) < 120.0 && helix > 5.0 {
            errors.push(ruler(&cylinder, from, to) / helix - 1.0);
        }
    }
    check("cylinder", errors, 0.005);
}

#[test]
fn ruler_agrees_with_the_exact_method_on_bodies() {
    for kind in BodyKind::ALL {
        let surface = surface(kind);
        let (exact, mut scatter) = (Exact::new(surface), Scatter::new(7));
        for (reach_mm, sources, count) in [(20.0, 25, 8), (80.0, 12, 5), (400.0, 8, 3)] {
            let (mut errors, mut quick) = (Vec::new(), Vec::new());
            for _ in 0..sources {
                let from = scatter.place(surface);
                let goals = scatter.places_near(surface, from, reach_mm, count);
                let ours: Vec<f64> = goals.iter().map(|&goal| ruler(surface, from, goal)).collect();
                let limits: Vec<f64> = ours.iter().map(|length| length * 1.001 + 0.01).collect();
                let truth = exact.distances_mm(from, &goals, &limits);
                for ((&goal, ours), truth) in goals.iter().zip(ours).zip(truth) {
                    if truth > 1.0 {
                        errors.push(ours / truth - 1.0);
                        let distance_mm = surface.distance_mm(from, goal, 2000.0).unwrap();
                        quick.push(f64::from(distance_mm) / truth - 1.0);
                    }
                }
            }
            check(&format!("{} to {reach_mm} mm", kind.id()), errors, 0.01);
            check("  distance_mm", quick, 0.0102);
        }
    }
}

#[test]
fn paths_join_their_ends_and_have_their_length() {
    let surface = surface(BodyKind::AdultFemale);
    let mut scatter = Scatter::new(3);
    for _ in 0..30 {
        let from = scatter.place(surface);
        for to in scatter.places_near(surface, from, 150.0, 2) {
            let path = surface.geodesic(from, to).unwrap();
            assert_eq!([path.points[0], path.points[path.points.len() - 1]], [from, to]);
            let places: Vec<Vec3> = path.points.iter().map(|&p| surface.position_mm(p)).collect();
            let drawn_mm: f32 = places.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            assert!((drawn_mm - path.length_mm).abs() < 0.002 * path.length_mm + 0.01, "{drawn_mm} {}", path.length_mm);
            let middles = places.windows(2).map(|pair| pair[0].midpoint(pair[1]));
            assert!(middles.clone().all(|middle| surface.closest(middle).1 < 0.01), "the path leaves the skin");
            let back = surface.geodesic(to, from).unwrap();
            assert_eq!(back.length_mm, path.length_mm);
            assert!(back.points.iter().eq(path.points.iter().rev()));
        }
    }
}

#[test]
fn distances_keep_the_triangle_inequality() {
    let surface = surface(BodyKind::AdultMale);
    let mut scatter = Scatter::new(4);
    for _ in 0..25 {
        let a = scatter.place(surface);
        let [b, c] = scatter.places_near(surface, a, 120.0, 2)[..] else { unreachable!() };
        let (ab, bc, ac) = (ruler(surface, a, b), ruler(surface, b, c), ruler(surface, a, c));
        assert!(ac <= (ab + bc) * 1.01, "{ac} > {ab} + {bc}");
        assert_eq!(ruler(surface, a, a), 0.0);
    }
}

#[test]
fn nothing_joins_skin_and_eyes() {
    let surface = surface(BodyKind::AdultFemale);
    let skin = SurfacePoint { triangle: 0, weights: [1.0, 0.0, 0.0] };
    let [left, right] = [0, 70 * 8].map(|from| {
        let triangle = surface.skin_triangles() as u32 + from;
        SurfacePoint { triangle, weights: [0.4, 0.3, 0.3] }
    });
    assert_eq!(surface.geodesic(skin, left), None);
    assert_eq!(surface.geodesic(left, right), None);
    assert_eq!(surface.distance_mm(skin, left, 1e4), None);
    assert_eq!(surface.from_midline(left), None);
}

#[test]
fn midline_is_as_far_from_the_left_as_from_the_right() {
    for kind in BodyKind::ALL {
        let surface = surface(kind);
        let mut scatter = Scatter::new(5);
        for _ in 0..20 {
            let place = scatter.place(surface);
            let x_mm = surface.position_mm(place).x;
            let path = surface.from_midline(place).unwrap();
            let other = surface.from_midline(surface.mirror(place)).unwrap();
            assert!((path.length_mm + other.length_mm).abs() < 1e-3, "{} {}", path.length_mm, other.length_mm);
            assert!(path.length_mm * x_mm >= 0.0 && path.length_mm.abs() > x_mm.abs() - 1e-2);
            let foot = path.points[path.points.len() - 1];
            assert!(surface.position_mm(foot).x.abs() < 0.01);
            // Nothing on the way there is a shorter one.
            let to_foot = ruler(surface, place, foot);
            assert!((to_foot - f64::from(path.length_mm.abs())).abs() < 0.01 * to_foot + 0.01, "{to_foot} {path:?}");
        }
    }
}
