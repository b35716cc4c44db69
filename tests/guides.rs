//! Guides lie on the skin where landmarks put them, mirrored; views show what is visible of them.

#[path = "scene_support/mod.rs"]
mod support;

use mesomap::atlas::guides::{Guide, GuideKind, GuideSet, danger_shapes, danger_zones, guides};
use mesomap::atlas::landmarks::{landmark, landmarks};
use mesomap::atlas::regions::Side;
use mesomap::atlas::size::Scale;
use mesomap::atlas::{Body, BodyKind, SurfacePoint, view};
use mesomap::geom::{Vec2, Vec3};
use mesomap::scene::{Beside, Content, Options, ViewScene, zone_at, zone_words};
use mesomap::text::Texts;

fn bodies() -> impl Iterator<Item = &'static Body> {
    BodyKind::ALL.into_iter().map(Body::get)
}

fn place(body: &'static Body, id: &str) -> Vec3 {
    landmark(body, id, Side::Left).expect("a landmark").position_mm
}

fn positions(body: &Body, guide: &Guide) -> Vec<Vec3> {
    guide.points.iter().map(|&point| body.surface.position_mm(point)).collect()
}

#[test]
fn every_point_is_a_place_of_the_skin() {
    for body in bodies() {
        for kind in GuideKind::ALL.into_iter().filter(|&kind| kind != GuideKind::Danger) {
            let lines = guides(body, kind, Scale::AS_DRAWN);
            assert!(!lines.is_empty(), "{kind:?}");
            for point in lines.iter().flat_map(|guide| &guide.points) {
                assert!((point.triangle as usize) < body.surface.skin_triangles());
                assert!(point.weights.iter().all(|&weight| weight >= -1e-4), "{kind:?} {point:?}");
                assert!((point.weights.iter().sum::<f32>() - 1.0).abs() < 1e-3);
            }
            for pair in lines.iter().flat_map(|guide| guide.points.windows(2)).step_by(7) {
                let [a, b] = [pair[0], pair[1]].map(|point: SurfacePoint| body.surface.position_mm(point));
                let off_mm = body.surface.closest(a.midpoint(b)).1;
                assert!(off_mm < 0.05, "{kind:?} leaves the skin by {off_mm} mm between {a} and {b}");
            }
        }
    }
}

#[test]
fn the_midline_is_the_plane_of_symmetry() {
    for body in bodies() {
        let all: Vec<Vec3> =
            guides(body, GuideKind::Midline, Scale::AS_DRAWN).iter().flat_map(|guide| positions(body, guide)).collect();
        assert!(all.iter().all(|at| at.x.abs() < 0.01));
        for id in ["vertex", "pronasale", "umbilicus", "c7", "l4"] {
            let near = all.iter().map(|at| at.distance(place(body, id))).fold(f32::INFINITY, f32::min);
            assert!(near < 6.0, "{id}: {near} mm");
        }
    }
}

#[test]
fn thirds_lie_at_their_landmarks() {
    for body in bodies() {
        let levels = ["trichion", "glabella", "subnasale", "menton"].map(|id| place(body, id).z);
        let mut met = [false; 4];
        for at in guides(body, GuideKind::Thirds, Scale::AS_DRAWN).iter().flat_map(|guide| positions(body, guide)) {
            let third = levels.iter().position(|level| (level - at.z).abs() < 0.05).expect("a level of a third");
            met[third] = true;
        }
        assert_eq!(met, [true; 4]);
    }
}

/// Millimetres in whole tenths, to compare by.
#[expect(clippy::cast_possible_truncation, reason = "a body's width in tenths of a millimetre")]
fn tenths(mm: f32) -> i32 {
    (mm * 10.0).round() as i32
}

#[test]
fn fifths_lie_at_canthi_and_ears() {
    for body in bodies() {
        let mut offsets: Vec<i32> = guides(body, GuideKind::Fifths, Scale::AS_DRAWN)
            .iter()
            .map(|guide| tenths(positions(body, guide)[0].x))
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        assert_eq!(offsets.len(), 6, "{offsets:?}");
        for id in ["medial_canthus", "lateral_canthus"] {
            assert!(offsets.contains(&tenths(place(body, id).x)), "{id}: {offsets:?}");
        }
        assert!(offsets.iter().all(|x| offsets.contains(&-x)), "{offsets:?}");
    }
}

#[test]
fn each_spinous_process_has_its_level() {
    for body in bodies() {
        let processes: Vec<_> = landmarks(body).iter().filter(|process| process.level.is_some()).collect();
        let lines = guides(body, GuideKind::Spine, Scale::AS_DRAWN);
        assert_eq!(lines.len(), 19, "C7, T1 to T12, L1 to L5, S1");
        for (line, process) in lines.iter().zip(processes) {
            assert_eq!(line.label, process.level);
            let there = positions(body, line);
            assert!(there.iter().all(|at| (at.z - process.position_mm.z).abs() < 0.05));
            let near = there.iter().map(|at| at.distance(process.position_mm)).fold(f32::INFINITY, f32::min);
            assert!(near < 5.0, "{:?}: {near} mm", line.label);
            let reach = |side: f32| there.iter().map(|at| at.x * side).fold(0.0, f32::max);
            assert!((reach(1.0) - reach(-1.0)).abs() < 6.0, "{:?}: {} and {}", line.label, reach(1.0), reach(-1.0));
        }
    }
}

#[test]
fn guides_are_mirrored() {
    for body in bodies() {
        for kind in [GuideKind::Thirds, GuideKind::Fifths, GuideKind::Grid] {
            let length = |side: f32| -> f32 {
                let lines = guides(body, kind, Scale::AS_DRAWN);
                let lines = lines.iter().map(|guide| positions(body, guide));
                let steps = lines.flat_map(|points| points.windows(2).map(|p| (p[0], p[1])).collect::<Vec<_>>());
                steps.filter(|(a, b)| (a.x + b.x) * side > 0.0).map(|(a, b)| a.distance(b)).sum()
            };
            let (left, right) = (length(1.0), length(-1.0));
            assert!((left - right).abs() < 0.01 * left, "{kind:?}: {left} and {right} mm");
        }
    }
}

#[test]
fn drawn_zones_are_sourced_mirrored_and_on_the_face() {
    for body in bodies() {
        let shapes = danger_shapes(body, 1.0);
        let drawn = danger_zones().iter().filter(|zone| zone.is_drawn()).count();
        assert_eq!(shapes.len(), 2 * drawn, "every drawn zone has its shape on both sides");
        let (left, right) = shapes.split_at(drawn);
        for (one, other) in left.iter().zip(right) {
            assert!(one.zone.citations().count() > 0, "{}", one.zone.id);
            assert!(one.rungs.len() > 10, "{}", one.zone.id);
            for (rung, mirrored) in one.rungs.iter().flatten().zip(other.rungs.iter().flatten()) {
                let [at, there] = [*rung, *mirrored].map(|point| body.surface.position_mm(point));
                assert!(at.x > -0.5, "{}: {at}", one.zone.id);
                assert!((at * Vec3::new(-1.0, 1.0, 1.0)).distance(there) < 0.05, "{}", one.zone.id);
                assert!(at.z > place(body, "menton").z - 25.0 && at.z < place(body, "vertex").z);
            }
        }
    }
}

#[test]
fn a_disc_and_a_band_have_the_stated_width_on_the_patient() {
    for (body, head) in bodies().flat_map(|body| [(body, 1.0), (body, 1.2)]) {
        let width = |id: &str| {
            let shapes = danger_shapes(body, head);
            let shape = shapes.iter().find(|shape| shape.zone.id == id).expect("drawn");
            let rung = shape.rungs[shape.rungs.len() / 2].map(|point| body.surface.position_mm(point));
            rung[0].distance(rung[1]) * head
        };
        assert!((width("supratrochlear") - 6.0).abs() < 0.3, "{}", width("supratrochlear"));
        assert!((width("infraorbital") - 8.5).abs() < 0.4, "{}", width("infraorbital"));
        assert!(width("tfa") < 1e-3 && width("frontal_nerve") < 1e-3);
    }
}

#[test]
fn a_view_shows_only_what_is_visible() {
    let (session, techniques) = (support::face(1), support::techniques());
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let all = GuideSet::from(GuideKind::ALL.to_vec());
    let scene = |id: &str, guides| {
        let options = Options { regions: false, region_names: false, guides, language: "en" };
        ViewScene::of(&content, view(BodyKind::AdultFemale, id).expect("a view"), &options)
    };
    let lines =
        |scene: &ViewScene, kind| scene.guides.iter().flat_map(|of| of.iter()).filter(|l| l.kind == kind).count();
    let (front, back) = (scene("face-front", all), scene("back", all));
    assert!(!front.zones.is_empty() && back.zones.is_empty());
    assert!(lines(&front, GuideKind::Thirds) >= 4 && lines(&back, GuideKind::Thirds) == 0);
    assert!(lines(&front, GuideKind::Spine) == 0 && lines(&back, GuideKind::Spine) >= 19);
    let named = back.guides.iter().flat_map(|of| of.iter()).filter_map(|line| line.label.as_deref());
    assert_eq!(named.collect::<Vec<_>>().len(), 19);
    let none = scene("face-front", GuideSet::NONE);
    assert!(none.guides.is_empty() && none.zones.is_empty());
}

#[test]
fn a_zone_under_the_pointer_tells_its_sources() {
    let (session, techniques) = (support::face(1), support::techniques());
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let guides = GuideSet::NONE.toggled(GuideKind::Danger);
    let options = Options { regions: false, region_names: false, guides, language: "en" };
    let front = view(BodyKind::AdultFemale, "face-front").expect("a view");
    let scene = ViewScene::of(&content, front, &options);
    let body = Body::get(BodyKind::AdultFemale);
    let shapes = danger_shapes(body, 1.0);
    let shape = shapes.iter().find(|shape| shape.zone.id == "infraorbital").expect("drawn");
    let rung = shape.rungs[shape.rungs.len() / 2].map(|point| body.surface.position_mm(point));
    let middle = front.camera.view_from_mm((rung[0] + rung[1]) / 2.0).truncate();
    let found = zone_at(&scene.zones, middle, 0.0).expect("a zone").zone;
    assert_eq!(found.id, "infraorbital");
    let words = zone_words(found, &Texts::english()).join("\n");
    assert!(words.contains("s00276-016-1683-0") && words.contains("4.3 mm"), "{words}");
    assert!(zone_at(&scene.zones, middle + Vec2::new(0.0, 400.0), 1.0).is_none());
}
