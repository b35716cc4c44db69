//! The views of both bodies: which there are, how they are turned, what is in the frame.

use std::collections::BTreeSet;

use mesomap::atlas::regions::{Locus, Patch, RegionTree, patches, spots_of};
use mesomap::atlas::{
    Body, BodyKind, PatientSide, SurfacePoint, View, ViewGroup, ViewSides, best_view, opposite_view, view, views,
};
use mesomap::geom::{Vec2, Vec3};

/// Names that files may hold: they stay.
const IDS: [&str; 16] = [
    "face-front",
    "face-left-oblique",
    "face-right-oblique",
    "face-left-profile",
    "face-right-profile",
    "scalp",
    "head-back",
    "neck-decollete",
    "torso-front",
    "back",
    "buttocks-thighs-back",
    "thighs-front",
    "hand-left",
    "hand-right",
    "body-front",
    "body-back",
];

#[test]
fn every_view_exists_once_and_is_orthonormal() {
    for kind in BodyKind::ALL {
        let ids: BTreeSet<&str> = views(kind).iter().map(|view| view.id.as_str()).collect();
        assert_eq!(ids.len(), views(kind).len());
        assert!(IDS.iter().all(|id| ids.contains(id)));
        for id in ids {
            let camera = view(kind, id).unwrap().camera;
            let toward = camera.toward_viewer();
            for (a, b, dot) in
                [(camera.right, camera.up, 0.0), (camera.right, camera.right, 1.0), (toward, toward, 1.0)]
            {
                assert!((a.dot(b) - dot).abs() < 1e-5, "{id}");
            }
            let p = Vec3::new(12.0, -34.0, 1500.0);
            assert!(camera.mm_from_view(camera.view_from_mm(p)).distance(p) < 1e-3);
        }
    }
}

#[test]
fn the_patients_right_is_on_the_viewers_left_from_the_front() {
    for kind in BodyKind::ALL {
        let sides = |id| view(kind, id).unwrap().sides;
        assert_eq!(sides("face-front"), ViewSides::Both { viewer_left: PatientSide::Right });
        assert_eq!(sides("scalp"), ViewSides::Both { viewer_left: PatientSide::Right });
        assert_eq!(sides("back"), ViewSides::Both { viewer_left: PatientSide::Left });
        assert_eq!(sides("face-left-profile"), ViewSides::One(PatientSide::Left));
        let profile = view(kind, "face-left-profile").unwrap().camera;
        assert!(profile.toward_viewer().x > 0.99, "the left profile is seen from the patient's left");
    }
}

#[test]
fn frames_are_of_plausible_size() {
    for kind in BodyKind::ALL {
        for view in views(kind) {
            let range = if view.group == ViewGroup::Whole { 900.0..2000.0 } else { 90.0..800.0 };
            assert!(range.contains(&view.width_mm) && range.contains(&view.height_mm), "{kind:?} {view:?}");
        }
        let body = view(kind, "body-front").unwrap();
        assert!(body.camera.target_mm.x.abs() < 1e-3);
    }
}

#[test]
fn left_and_right_mirror_each_other() {
    for kind in BodyKind::ALL {
        let paired = views(kind).iter().filter(|view| view.id.contains("left"));
        for left in paired {
            let right = view(kind, &left.id.replace("left", "right")).expect("there is one of the right");
            let mirrored = |v: Vec3| Vec3::new(-v.x, v.y, v.z);
            let apart = mirrored(left.camera.toward_viewer()).distance(right.camera.toward_viewer());
            assert!(apart < 1e-5 && mirrored(left.camera.up).distance(right.camera.up) < 1e-5, "{}", left.id);
            assert!(mirrored(left.camera.target_mm).distance(right.camera.target_mm) < 1.0, "{}", left.id);
            assert!((left.width_mm - right.width_mm).abs() < 1.0, "{}", left.id);
        }
    }
}

#[test]
fn views_of_a_part_stand_together() {
    let mut groups: Vec<ViewGroup> = views(BodyKind::AdultFemale).iter().map(|view| view.group).collect();
    groups.dedup();
    assert_eq!(groups, ViewGroup::ALL);
}

/// Most of the mouth's inside, and the lids' inner sides, which belong to them, face no viewer.
const HIDDEN: [&str; 3] = ["oral_mucosa", "upper_eyelid", "lower_eyelid"];

fn locus_in(Patch { region, side }: Patch) -> Locus {
    Locus { region, side }
}

/// How many in a hundred of the spots a view sees.
fn percent_seen(body: &Body, view: &View, spots: &[SurfacePoint]) -> usize {
    let seen = spots.iter().filter(|&&spot| view.sees(body, spot).is_some());
    100 * seen.count() / spots.len().max(1)
}

#[test]
fn every_region_is_mostly_seen_in_a_view_of_its_part() {
    let tree = RegionTree::get();
    let mut missing = Vec::new();
    for body in BodyKind::ALL.map(Body::get) {
        for patch in patches(body).filter(|patch| !HIDDEN.contains(&tree.region(patch.region).id.as_str())) {
            let spots = spots_of(body, locus_in(patch));
            let close = views(body.kind).iter().filter(|view| view.group != ViewGroup::Whole);
            let best = close.map(|view| (percent_seen(body, view, &spots), &view.id));
            let (percent, view) = best.max().unwrap();
            if percent < 50 {
                let id = &tree.region(patch.region).id;
                missing.push(format!("{:?} {id} {:?}: {percent} % in {view}", body.kind, patch.side));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_best_view_of_a_region_is_close_and_of_its_side() {
    let tree = RegionTree::get();
    for body in BodyKind::ALL.map(Body::get) {
        for patch in patches(body).filter(|patch| tree.region(patch.region).id != "oral_mucosa") {
            let Some((view, places)) = best_view(body, &spots_of(body, locus_in(patch))) else {
                panic!("{} is seen nowhere", tree.region(patch.region).id)
            };
            assert!(view.group != ViewGroup::Whole && !places.is_empty(), "{}", tree.region(patch.region).id);
        }
    }
}

#[test]
fn what_a_view_leaves_out_neither_hides_nor_is_picked() {
    for kind in BodyKind::ALL {
        let (body, inner) = (Body::get(kind), view(kind, "thigh-left-inner").unwrap());
        assert!(inner.camera.near_mm.is_finite());
        let picked = body.skin_seen(&inner.camera, Vec2::ZERO).expect("the thigh is in the middle");
        assert!(body.surface.position_mm(picked).x > 5.0, "the left thigh, not the right before it");
        assert!(body.is_seen(&inner.camera, picked));
        assert!(!body.surface.is_visible_along(picked, inner.camera.toward_viewer()), "the right leg is in between");
        let other = body.surface.mirror(picked);
        assert!(!body.is_seen(&inner.camera, other), "what is left out isn't seen");
    }
}

/// Every point of a part of the body, from where a view looks: the part's own edges must lie in the frame, a little off it.
#[test]
fn what_a_view_is_of_is_not_cut_by_its_frame() {
    const ROOM_MM: f32 = 4.0;
    type Part = fn(Vec3, &dyn Fn(&str) -> f32) -> bool;
    let head: Part = |p, z| p.z > z("menton") + 2.0;
    let hand: Part = |p, _| p.x.abs() > 440.0;
    let foot: Part = |p, _| p.z < 55.0;
    let parts: [(&str, Part, [bool; 4]); 10] = [
        // Which edges of the frame it keeps off: left, right, top, bottom.
        ("face-", head, [true; 4]),
        ("scalp", head, [true, true, true, false]),
        ("head-back", head, [true, true, true, false]),
        ("neck-left", head, [true, true, false, false]),
        ("neck-right", head, [true, true, false, false]),
        ("neck-front", head, [true, true, false, false]),
        ("hand-", hand, [true, true, true, false]),
        ("palm-", hand, [true, true, true, false]),
        ("foot-", foot, [true, true, false, true]),
        ("sole-", foot, [true; 4]),
    ];
    let mut cut = Vec::new();
    for body in BodyKind::ALL.map(Body::get) {
        let height = |id: &str| landmark_height_mm(body, id);
        for view in views(body.kind) {
            let Some((_, part, edges)) = parts.iter().find(|(name, ..)| view.id.starts_with(name)) else { continue };
            let side = if view.id.contains("right") { -1.0 } else { 1.0 };
            let both = view.group == ViewGroup::Face || view.group == ViewGroup::Neck;
            let of_part =
                body.surface.positions_mm().iter().filter(|p| (both || p.x * side > 0.0) && part(**p, &height));
            let places = of_part.map(|&p| view.camera.view_from_mm(p));
            let bounds = mesomap::geom::Bounds3::around(places);
            let half = Vec2::new(view.width_mm, view.height_mm) / 2.0;
            let room = [bounds.min.x + half.x, half.x - bounds.max.x, half.y - bounds.max.y, bounds.min.y + half.y];
            if room.iter().zip(edges).any(|(&room_mm, &keeps)| keeps && room_mm < ROOM_MM) {
                cut.push(format!("{:?} {}: {room:.0?} mm", body.kind, view.id));
            }
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}

fn landmark_height_mm(body: &Body, id: &str) -> f32 {
    let found = mesomap::atlas::landmarks::landmarks(body).iter().find(|landmark| landmark.id == id);
    found.expect("a landmark of this name").position_mm.z
}

#[test]
fn from_the_other_side_lies_the_same_part_of_the_body() {
    let pairs = [
        ("face-front", "head-back"),
        ("torso-front", "back"),
        ("thighs-front", "buttocks-thighs-back"),
        ("arm-left-front", "arm-left-back"),
        ("forearm-right-front", "forearm-right-back"),
        ("hand-left", "palm-left"),
        ("thigh-left-outer", "thigh-left-inner"),
        ("knees-front", "knees-back"),
        ("lower-legs-front", "lower-legs-back"),
        ("body-front", "body-back"),
        ("neck-front", "neck-back"),
        ("face-left-profile", "face-right-profile"),
    ];
    for kind in BodyKind::ALL {
        for (from, to) in pairs.into_iter().chain(pairs.map(|(from, to)| (to, from))) {
            assert_eq!(opposite_view(kind, view(kind, from).unwrap()).id, to, "{kind:?}, {from}");
        }
    }
}
