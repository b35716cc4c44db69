//! Fields measured by geodesics: spacing, holes, counts, on both bodies and on skin that bends in every way.

use std::collections::BTreeSet;

use mesomap::atlas::regions::{Patch, RegionTree, Side, Sides};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::pattern::{Area, Pattern, Plan, PlanError, lay};

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

#[test]
fn names() {
    let tree = RegionTree::get();
    for (name, _) in FIELDS {
        if tree.find(name).is_none() {
            eprintln!("MISSING {name}");
        }
    }
    let all: Vec<&str> = tree.regions().filter(|(id, _)| tree.is_leaf(*id)).map(|(_, r)| r.id.as_str()).collect();
    eprintln!("{all:?}");
}

fn patches(name: &str) -> Option<BTreeSet<Patch>> {
    let tree = RegionTree::get();
    let region = tree.find(name)?;
    let side = if tree.region(region).sides == Sides::Paired { Side::Left } else { Side::Midline };
    Some(BTreeSet::from([Patch { region, side }]))
}

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

#[test]
fn hexagonal_fields_keep_their_spacing_along_the_skin() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        for (name, spacing_mm) in FIELDS {
            let Some(patches) = patches(name) else { continue };
            let plan = Plan { pattern: Pattern::Hexagonal, spacing_mm, direction: None };
            let start = std::time::Instant::now();
            let area = Area::of_patches(body, patches, &plan).unwrap();
            let sampled = start.elapsed();
            let places = lay(&area, &plan).unwrap();
            let laid = start.elapsed();
            let q = quality(body, &area, &places, &plan, plan.count(area.area_mm2()));
            eprintln!(
                "{kind:?} {name} d {spacing_mm}: {} of {} least {:.2} median {:.3} hole {:.2} sampled {sampled:?} laid {laid:?}",
                q.count, q.wanted, q.least, q.median, q.hole
            );
        }
    }
}

#[test]
fn too_many_and_nonsense_are_refused() {
    let body = Body::get(BodyKind::AdultFemale);
    let plan = |spacing_mm| Plan { pattern: Pattern::Hexagonal, spacing_mm, direction: None };
    let area = |plan: &Plan| Area::of_patches(body, patches("back_lumbar").unwrap(), plan).map(|area| area.area_mm2());
    for nonsense in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        assert_eq!(area(&plan(nonsense)), Err(PlanError::Spacing));
    }
    assert_eq!(area(&plan(1.0)), Err(PlanError::TooMany));
    assert!(area(&plan(20.0)).is_ok());
}
