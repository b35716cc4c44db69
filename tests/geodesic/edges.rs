//! Ways whose ends lie exactly on edges, on vertices and in the midline, where a rounded question has no right answer.

use mesomap::atlas::landmarks::whereabouts;
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::geom::Vec3;

use crate::scatter::Scatter;
use crate::surface;

/// How many pairs are tried on each body; `MESOMAP_EDGE_PAIRS=50000` makes the long run of 100,000 in all.
fn pairs() -> usize {
    std::env::var("MESOMAP_EDGE_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(400)
}

/// The nearest place on an edge of its triangle, on a corner of it, or in the midline.
fn on_the_verge(surface: &Surface, scatter: &mut Scatter, p: SurfacePoint) -> SurfacePoint {
    let [a, b, c] = p.weights;
    let weights = match (scatter.unit() * 4.0) as u32 {
        0 if a + b > 0.0 => [a / (a + b), 1.0 - a / (a + b), 0.0],
        1 if b + c > 0.0 => [0.0, b / (b + c), 1.0 - b / (b + c)],
        2 => [0.0, 1.0, 0.0],
        _ => return surface.closest(surface.position_mm(p) * Vec3::new(0.0, 1.0, 1.0)).0,
    };
    SurfacePoint { weights, ..p }
}

/// The place moved a hair toward the middle of its triangle.
fn inward(p: SurfacePoint) -> SurfacePoint {
    SurfacePoint { weights: p.weights.map(|weight| weight * 0.998 + 0.002 / 3.0), ..p }
}

#[test]
fn ways_between_edges_vertices_and_the_midline_end() {
    let mut wrong = Vec::new();
    for kind in BodyKind::ALL {
        let (surface, mut scatter) = (surface(kind), Scatter::new(8));
        for pair in 0..pairs() {
            let from = scatter.place(surface);
            let from = on_the_verge(surface, &mut scatter, from);
            let reach_mm = if pair % 8 == 0 { 300.0 } else { 60.0 };
            let to = scatter.places_near(surface, from, reach_mm, 1)[0];
            let to = on_the_verge(surface, &mut scatter, to);
            let told = || format!("{kind:?} {from:?} {to:?}");
            let length_mm = surface.geodesic_mm(from, to).unwrap();
            let straight_mm = surface.position_mm(from).distance(surface.position_mm(to));
            assert!(length_mm > straight_mm - 1e-3, "{length_mm} mm, {straight_mm} straight: {}", told());
            // A hair away the way is a hair longer or shorter.
            let near_mm = surface.geodesic_mm(inward(from), inward(to)).unwrap();
            if (near_mm - length_mm).abs() >= 0.08 + 0.01 * length_mm {
                wrong.push(format!("{length_mm} mm, {near_mm}: {}", told()));
            }
            if pair % 4 == 0 {
                let path = surface.from_midline(from).unwrap();
                let x_mm = surface.position_mm(from).x;
                assert!(
                    path.length_mm.abs() > x_mm.abs() - 1e-2 && path.length_mm.abs() < 1200.0,
                    "{path:?}: {}",
                    told()
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs: {wrong:#?}", wrong.len(), 2 * pairs());
}

#[test]
fn places_on_a_face_in_plain_sight() {
    let body = Body::get(BodyKind::AdultFemale);
    let at = |x, y, z| body.surface.closest(Vec3::new(x, y, z)).0;
    let (lip, wing) = (at(-7.5, -136.79, 1424.98), at(-8.38, -142.40, 1462.35));
    let length_mm = body.surface.geodesic_mm(lip, wing).unwrap();
    assert!((38.0..60.0).contains(&length_mm), "{length_mm} mm");
    assert_eq!(body.surface.distance_mm(lip, wing, 40.0), Some(length_mm).filter(|&mm| mm <= 40.0));
    let bearing = whereabouts(body, at(1.10, -17.0, 1440.40)).bearing.unwrap();
    assert!(bearing.distance_mm.is_finite());
}
