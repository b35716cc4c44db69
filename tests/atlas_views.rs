//! The views of both bodies: which there are, how they are turned, what is in the frame.

use mesomap::atlas::{BodyKind, PatientSide, ViewSides, view, views};
use mesomap::geom::Vec3;

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
        assert_eq!(views(kind).len(), IDS.len());
        for id in IDS {
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
            let range = if view.id.starts_with("body") { 900.0..2000.0 } else { 120.0..800.0 };
            assert!(range.contains(&view.width_mm) && range.contains(&view.height_mm), "{kind:?} {view:?}");
        }
        let body = view(kind, "body-front").unwrap();
        assert!(body.camera.target_mm.x.abs() < 1e-3);
    }
}
