//! The regions of both bodies: complete, single-valued, mirrored, connected, named.

mod anatomy;

use std::collections::BTreeMap;

use mesomap::atlas::regions::{
    CodeSystem, Patch, RegionTree, Side, Sides, boundaries, label_anchor, outline_of, patch_at, patch_of_triangle,
};
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::chart::Site;
use proptest::prelude::*;

fn bodies() -> impl Iterator<Item = &'static Body> {
    BodyKind::ALL.into_iter().map(Body::get)
}

fn skin(surface: &Surface) -> std::ops::Range<u32> {
    0..u32::try_from(surface.skin_triangles()).unwrap_or(u32::MAX)
}

/// Triangles of each patch.
fn patches(body: &Body) -> BTreeMap<Patch, Vec<u32>> {
    let mut patches: BTreeMap<Patch, Vec<u32>> = BTreeMap::new();
    for triangle in skin(&body.surface) {
        patches.entry(patch_of_triangle(body, triangle)).or_default().push(triangle);
    }
    patches
}

fn area_mm2(surface: &Surface, triangle: u32) -> f32 {
    let [a, b, c] = surface.corners_mm(triangle);
    (b - a).cross(c - a).length() / 2.0
}

fn name(patch: Patch) -> String {
    format!("{} {:?}", RegionTree::get().region(patch.region).id, patch.side)
}

#[test]
fn every_triangle_lies_in_one_leaf_with_a_fitting_side() {
    let tree = RegionTree::get();
    for body in bodies() {
        for triangle in skin(&body.surface) {
            let patch = patch_of_triangle(body, triangle);
            assert!(tree.is_leaf(patch.region), "{} is a group", name(patch));
            let paired = tree.region(patch.region).sides == Sides::Paired;
            assert_eq!(paired, patch.side != Side::Midline, "{}", name(patch));
        }
    }
}

#[test]
fn every_leaf_has_skin_on_each_of_its_sides() {
    let tree = RegionTree::get();
    for body in bodies() {
        let patches = patches(body);
        for region in tree.leaves() {
            let sides: &[Side] = match tree.region(region).sides {
                Sides::Paired => &[Side::Right, Side::Left],
                _ => &[Side::Midline],
            };
            for &side in sides {
                let patch = Patch { region, side };
                let count = patches.get(&patch).map_or(0, Vec::len);
                assert!(count >= 6, "{} has {count} triangles", name(patch));
            }
        }
    }
}

#[test]
fn enough_leaves_on_the_face_and_elsewhere_and_three_levels() {
    let tree = RegionTree::get();
    let face = tree.find("face").unwrap();
    let (on_face, elsewhere): (Vec<_>, Vec<_>) = tree.leaves().partition(|&leaf| tree.is_within(leaf, face));
    assert!(on_face.len() >= 35, "{} on the face", on_face.len());
    assert!(elsewhere.len() >= 100, "{} elsewhere", elsewhere.len());
    for body in bodies() {
        let with_sides = patches(body).len();
        assert!(with_sides >= 280, "{with_sides} with their sides");
    }
    for (id, region) in tree.regions() {
        assert!((1..=3).contains(&tree.level(id)), "{} is neither body part, area nor sub-area", region.id);
    }
}

#[test]
fn only_the_inside_of_the_mouth_is_not_treatable() {
    let tree = RegionTree::get();
    let untreatable: Vec<&str> = tree.regions().filter(|(_, r)| !r.treatable).map(|(_, r)| r.id.as_str()).collect();
    assert_eq!(untreatable, ["oral_mucosa"]);
    assert!(tree.find("oral_mucosa").is_some_and(|id| !tree.is_treatable(id)));
}

#[test]
fn codes_are_found_by_region_and_system() {
    let tree = RegionTree::get();
    let chin = tree.find("chin").unwrap();
    let code_of = |system| tree.code(chin, system).map(|code| (code.code.as_str(), code.term.as_deref()));
    assert_eq!(code_of(CodeSystem::SnomedCt), Some(("23747009", Some("Skin of chin"))));
    assert_eq!(code_of(CodeSystem::Uberon), Some(("UBERON:0008199", Some("chin"))));
    assert_eq!(code_of(CodeSystem::Fma), Some(("46495", None)));
    assert_eq!(code_of(CodeSystem::Dicom), None);
    assert_eq!(tree.codes(chin).len(), 3);
    assert!(tree.codes(tree.find("malar").unwrap()).is_empty());
}

#[test]
fn every_region_has_an_english_and_a_french_name() {
    for (_, region) in RegionTree::get().regions() {
        for language in ["en", "fr"] {
            assert!(region.names.get(language).is_some_and(|name| !name.is_empty()), "{} in {language}", region.id);
        }
        assert_eq!(region.name("ko"), region.name("en"));
        assert_eq!(region.name("fr-CA"), region.name("fr"));
    }
}

#[test]
fn mirrored_triangles_have_mirrored_patches() {
    for body in bodies() {
        for triangle in skin(&body.surface) {
            let mirrored = patch_of_triangle(body, body.surface.mirror_triangle(triangle));
            let patch = patch_of_triangle(body, triangle);
            assert_eq!(mirrored, patch.mirrored(), "triangle {triangle} of {:?}: {}", body.kind, name(patch));
        }
    }
}

/// A line of the map may cut a corner of a triangle off here and there, for it isn't drawn to either body's triangles.
#[test]
fn every_patch_is_one_connected_patch() {
    const CRUMBS: f32 = 0.05;
    for body in bodies() {
        let mut crumbs = Vec::new();
        for (patch, triangles) in patches(body) {
            let mut areas: Vec<f32> = components(&body.surface, &triangles);
            areas.sort_by(|a, b| b.total_cmp(a));
            let total: f32 = areas.iter().sum();
            if areas[1..].iter().sum::<f32>() > total * CRUMBS {
                crumbs.push((name(patch), total, areas[1..].to_vec()));
            }
        }
        assert!(crumbs.is_empty(), "areas of loose patches of {:?} in mm2: {crumbs:#?}", body.kind);
    }
}

fn components(surface: &Surface, triangles: &[u32]) -> Vec<f32> {
    let mut waiting: std::collections::BTreeSet<u32> = triangles.iter().copied().collect();
    let mut areas = Vec::new();
    while let Some(first) = waiting.pop_first() {
        let (mut area, mut pending) = (0.0, vec![first]);
        while let Some(triangle) = pending.pop() {
            area += area_mm2(surface, triangle);
            // Across corners too: a band may be one triangle wide.
            pending.extend(surface.neighbours(triangle).into_iter().filter(|n| waiting.remove(n)));
        }
        areas.push(area);
    }
    areas
}

#[test]
fn boundaries_lie_where_the_patch_changes() {
    const STEP_MM: f32 = 0.4;
    const CLEAR_OF_ENDS_MM: f32 = 4.0;
    for body in bodies() {
        let surface = &body.surface;
        let lines = boundaries(body);
        let (mut checked, mut missed) = (0, 0);
        for line in lines {
            assert_ne!(line.between[0], line.between[1]);
            let ends = [line.points[0], line.points[line.points.len() - 1]].map(|p| surface.position_mm(p));
            for (at, pair) in line.points.iter().zip(line.points.windows(2)).step_by(3) {
                let here = surface.position_mm(*at);
                if ends.iter().any(|end| end.distance(here) < CLEAR_OF_ENDS_MM) {
                    continue;
                }
                let [a, b] = [pair[0], pair[1]].map(|p| surface.position_mm(p));
                let across = (b - a).cross(surface.normal(*at)).normalize_or_zero() * STEP_MM;
                let middle = a.midpoint(b);
                let sides = [middle + across, middle - across].map(|p| patch_at(body, surface.closest(p).0));
                checked += 1;
                let both = sides.contains(&line.between[0]) && sides.contains(&line.between[1]);
                missed += u32::from(!both);
            }
        }
        assert!(checked > 2000, "{checked} places");
        assert!(missed * 100 < checked, "{missed} of {checked} places of {:?}", body.kind);
    }
}

#[test]
fn outlines_and_names_belong_to_their_patch() {
    for body in bodies() {
        for (patch, _) in patches(body) {
            assert!(outline_of(body, patch).next().is_some(), "{} has no outline", name(patch));
            let anchor = label_anchor(body, patch).unwrap();
            assert_eq!(patch_at(body, anchor), patch);
        }
    }
}

#[test]
fn the_side_of_a_mark_is_where_it_lies_whatever_its_region_is_called() {
    const THIRD: f32 = 1.0 / 3.0;
    let (mut midline, mut spanning) = (0, 0);
    for body in bodies() {
        for triangle in skin(&body.surface).step_by(7) {
            let site = Site::on(body, SurfacePoint { triangle, weights: [THIRD; 3] });
            let expected = match site.hundredths()[0] {
                -100..=100 => Side::Midline,
                101.. => Side::Left,
                _ => Side::Right,
            };
            assert_eq!(site.locus().side, expected, "{:?}", site.hundredths());
            midline += usize::from(expected == Side::Midline);
            let spans = RegionTree::get().region(site.locus().region).sides == Sides::Midline;
            spanning += usize::from(spans && expected != Side::Midline);
        }
    }
    assert!(midline > 20 && spanning > 500, "{midline} in the midline, {spanning} beside it in a region that spans it");
}

#[test]
fn a_millimetre_from_the_midline_is_in_it() {
    let sides = [-1.01, -1.0, -0.0, 0.0, 1.0, 1.01].map(Side::of_spot);
    assert_eq!(sides, [Side::Right, Side::Midline, Side::Midline, Side::Midline, Side::Midline, Side::Left]);
}

proptest! {
    #[test]
    fn points_mirror(triangle in 0_u32..107_000, u in 0.0_f32..1.0, v in 0.0_f32..1.0) {
        let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
        for body in bodies() {
            let p = SurfacePoint { triangle, weights: [1.0 - u - v, u, v] };
            let there = body.surface.mirror(p);
            prop_assert_eq!(patch_at(body, p), patch_at(body, there).mirrored());
        }
    }
}
