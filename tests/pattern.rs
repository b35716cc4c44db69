//! Fields measured by geodesics: spacing, holes, counts, on both bodies and on skin that bends in every way.

#![allow(clippy::unwrap_used, reason = "what a test can't do fails it")]

use std::collections::BTreeSet;

use mesomap::atlas::regions::{self, Patch, RegionTree, Side, Sides};
use mesomap::atlas::{Body, BodyKind, SurfacePoint, each_large};
use mesomap::geom::Vec3;
use mesomap::pattern::{Area, Ground, Pattern, Plan, PlanError, field, lay};

/// Regions that are flat, bent, pointed and small, each with a spacing in mm.
const FIELDS: [(&str, f32); 20] = [
    ("forehead_central", 10.0),
    ("forehead_lateral", 8.0),
    ("malar", 8.0),
    ("cheek_lower", 7.0),
    ("nose_tip", 4.0),
    ("nose_dorsum", 4.0),
    ("chin", 6.0),
    ("temple", 8.0),
    ("scalp_frontal", 10.0),
    ("scalp_vertex", 12.0),
    ("breast_upper_outer", 12.0),
    ("presternal", 10.0),
    ("epigastric", 15.0),
    ("umbilical", 10.0),
    ("hand_dorsum", 7.0),
    ("palm_central", 6.0),
    ("heel", 8.0),
    ("knee_patellar", 8.0),
    ("buttock_upper_lateral", 15.0),
    ("back_lumbar", 15.0),
];

fn patches(name: &str) -> BTreeSet<Patch> {
    let tree = RegionTree::get();
    let region = tree.find(name).unwrap();
    let side = if tree.region(region).sides == Sides::Paired { Side::Left } else { Side::Midline };
    BTreeSet::from([Patch { region, side }])
}

#[derive(Debug)]
struct Quality {
    hole: f32,
    count: usize,
    wanted: usize,
    least: f32,
    median: f32,
}

fn quality(body: &Body, area: &Area<'_>, places: &[SurfacePoint], plan: &Plan, wanted: usize) -> Quality {
    let mm: Vec<_> = places.iter().map(|&p| body.surface.position_mm(p)).collect();
    let nearest = |at: usize| {
        let mut least = f32::INFINITY;
        for other in 0..places.len() {
            if other != at && mm[at].distance(mm[other]) < least.min(1.6 * plan.spacing_mm) {
                least = least.min(body.surface.geodesic_mm(places[at], places[other]).unwrap());
            }
        }
        least / plan.spacing_mm
    };
    let mut all: Vec<f32> = (0..places.len()).map(nearest).collect();
    all.sort_by(f32::total_cmp);
    let gap = |at: SurfacePoint| {
        let (here, mut least) = (body.surface.position_mm(at), f32::INFINITY);
        for (&place, mm) in places.iter().zip(&mm) {
            if here.distance(*mm) < least.min(2.0 * plan.spacing_mm) {
                least = least.min(body.surface.geodesic_mm(at, place).unwrap());
            }
        }
        least / plan.spacing_mm
    };
    let hole = area.inner_places().map(gap).fold(0.0, f32::max);
    Quality {
        hole,
        count: places.len(),
        wanted,
        least: all.first().copied().unwrap_or(0.0),
        median: all.get(all.len() / 2).copied().unwrap_or(0.0),
    }
}

/// Each field on both bodies with what was measured of it, as geodesics tell.
fn all_fields(pattern: Pattern, check: impl Fn(&str, &Quality) + Sync) {
    let cases: Vec<_> = BodyKind::ALL.into_iter().flat_map(|kind| FIELDS.map(|field| (kind, field))).collect();
    each_large(&cases, |&(kind, (name, spacing_mm))| {
        let (body, plan) = (Body::get(kind), Plan::new(pattern, spacing_mm));
        let area = Area::of(body, &Ground::Patches(patches(name)), &plan).unwrap();
        let places = lay(&area, &plan).unwrap();
        assert_eq!(places, lay(&area, &plan).unwrap(), "the same input gives the same places");
        let quality = quality(body, &area, &places, &plan, plan.count(area.area_mm2()));
        check(&format!("{kind:?} {name} at {spacing_mm} mm: {quality:?}"), &quality);
    });
}

#[test]
fn hexagonal_fields_keep_their_spacing_along_the_skin() {
    all_fields(Pattern::Hexagonal, |field, quality| {
        assert!(quality.least >= 0.885, "too near: {field}");
        assert!((0.97..=1.03).contains(&quality.median), "median: {field}");
        assert!(quality.hole <= 0.76, "hole: {field}");
        // One point more or less is more than 3 % of a small field.
        assert!(quality.count.abs_diff(quality.wanted) <= (quality.wanted * 3 / 100).max(1), "count: {field}");
    });
}

#[test]
fn square_fields_are_square_where_the_skin_is_flat_and_never_crowd() {
    all_fields(Pattern::Square, |field, quality| {
        assert!(quality.least >= 0.885, "too near: {field}");
        assert!(quality.hole <= 1.0, "hole: {field}");
        if ["epigastric", "back_lumbar", "malar", "buttock"].iter().any(|flat| field.contains(flat)) {
            assert!((0.97..=1.03).contains(&quality.median), "median: {field}");
            assert!(quality.count.abs_diff(quality.wanted) <= (quality.wanted / 6).max(5), "count: {field}");
        }
    });
}

#[test]
fn random_fields_have_no_two_points_too_near_and_no_gap() {
    all_fields(Pattern::EvenRandom { seed: 7 }, |field, quality| {
        assert!(quality.least >= 0.985, "too near: {field}");
        assert!(quality.hole <= 1.03, "gap: {field}");
    });
}

#[test]
fn probe() {
    for pattern in [Pattern::Hexagonal, Pattern::Square, Pattern::Rows, Pattern::Herringbone, Pattern::Concentric] {
        all_fields(pattern, |field, q| {
            println!(
                "{pattern:?} least {:.3} median {:.3} hole {:.3} count {} of {} ({:+.1} %) {field}",
                q.least,
                q.median,
                q.hole,
                q.count,
                q.wanted,
                100.0 * (q.count as f32 / q.wanted as f32 - 1.0)
            );
        });
    }
}

#[test]
fn too_many_and_nonsense_are_refused() {
    let body = Body::get(BodyKind::AdultFemale);
    let plan = |spacing_mm| Plan::new(Pattern::Hexagonal, spacing_mm);
    let all = Ground::Patches(regions::patches(body).collect());
    let area = |plan: &Plan| Area::of(body, &all, plan).map(|area| area.area_mm2());
    for nonsense in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        assert_eq!(area(&plan(nonsense)), Err(PlanError::Spacing));
    }
    assert_eq!(area(&plan(1.0)), Err(PlanError::TooMany));
    assert!(area(&plan(50.0)).is_ok());
}

#[test]
fn a_row_takes_even_steps_and_no_more_than_a_field_may_have() {
    let body = Body::get(BodyKind::AdultMale);
    let spot = |x: f32, z: f32| body.surface.closest(Vec3::new(x, 200.0, z)).0;
    let row = |spots: Vec<SurfacePoint>, spacing_mm| {
        let plan = Plan::new(Pattern::Hexagonal, spacing_mm);
        field(body, &Ground::Row(spots), false, &plan).map(|field| field.places)
    };
    // Down the back beside the spine.
    let [high, low] = [spot(40.0, 1400.0), spot(40.0, 1000.0)];
    let places = row(vec![high, low], 15.0).unwrap();
    assert_eq!((places.first(), places.len()), (Some(&high), 1 + steps(body, high, low, 15.0)));
    let ways: Vec<f32> = places.windows(2).map(|pair| body.surface.geodesic_mm(pair[0], pair[1]).unwrap()).collect();
    assert!(ways.iter().all(|way| (way - 15.0).abs() < 0.6), "{ways:?}");
    assert!(body.surface.position_mm(places[places.len() - 1]).distance(body.surface.position_mm(low)) < 0.1);
    assert_eq!(row(vec![high], 15.0), Ok(vec![high]));
    assert_eq!(row([high, low].repeat(40), 1.0), Err(PlanError::TooMany));
}

fn steps(body: &Body, from: SurfacePoint, to: SurfacePoint, spacing_mm: f32) -> usize {
    let length_mm = body.surface.geodesic_mm(from, to).unwrap();
    (1..1000).find(|&steps: &u16| (f32::from(steps) + 0.5) * spacing_mm > length_mm).unwrap().into()
}
