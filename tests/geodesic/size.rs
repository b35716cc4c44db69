//! The lengths of the bodies by which a patient's size is told, and what they scale.

use mesomap::atlas::landmarks::landmark;
use mesomap::atlas::regions::{RegionTree, Side, locus_at};
use mesomap::atlas::size::{Measure, Scale, Scaled};
use mesomap::atlas::{Body, BodyKind, ViewGroup, views};
use mesomap::geom::Vec3;

use crate::shapes;

#[test]
fn every_measure_is_taken_on_both_bodies() {
    let expected = [
        (BodyKind::AdultFemale, [31.0..31.4, 126.0..128.0, 424.0..460.0, 400.0..700.0, 1580.0..1595.0]),
        (BodyKind::AdultMale, [28.0..36.0, 126.0..145.0, 424.0..520.0, 400.0..700.0, 1720.0..1740.0]),
    ];
    for (kind, expected) in expected {
        let body = Body::get(kind);
        for (measure, expected) in Measure::ALL.into_iter().zip(expected) {
            let length_mm = measure.on_body_mm(body);
            assert!(expected.contains(&length_mm), "{kind:?} {}: {length_mm} mm", measure.id());
            assert!(measure.limits_mm().contains(&f64::from(length_mm)));
            assert_eq!(Measure::from_id(measure.id()), Some(measure));
        }
    }
}

#[test]
fn a_measure_scales_its_part() {
    let body = Body::get(BodyKind::AdultFemale);
    let times = |measure: Measure, factor: f64| (measure, f64::from(measure.on_body_mm(body)) * factor);
    let scale = |lengths: &[(Measure, f64)]| Scale::measured(body, lengths.iter().copied());
    let near = |scale: Scale, head: f32, rest: f32| {
        assert!((scale.head - head).abs() < 1e-5 && (scale.body - rest).abs() < 1e-5, "{scale:?}");
    };
    near(scale(&[]), 1.0, 1.0);
    near(scale(&[times(Measure::Height, 1.1)]), 1.1, 1.1);
    near(scale(&[times(Measure::Bizygomatic, 0.95)]), 0.95, 1.0);
    near(scale(&[times(Measure::Bizygomatic, 0.95), times(Measure::C7ToS1, 1.2)]), 0.95, 1.2);
    // Entered in cm.
    near(scale(&[(Measure::Height, 176.0), (Measure::Intercanthal, f64::NAN)]), 1.0, 1.0);
    assert_eq!((Measure::Intercanthal.scaled(), Measure::ThighGirth.scaled()), (Scaled::Head, Scaled::Body));
}

#[test]
fn the_head_ends_at_the_neck() {
    let scale = Scale { head: 2.0, body: 3.0 };
    let tree = RegionTree::get();
    let of = |id: &str| scale.in_region(tree.find(id).unwrap());
    assert_eq!(["malar", "scalp_frontal", "ear", "submental"].map(of), [2.0; 4]);
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        for view in views(kind) {
            let (middle, _) = body.surface.closest(view.camera.target_mm);
            let middle = scale.in_region(locus_at(body, middle).region);
            let expected = match view.group {
                ViewGroup::Neck => 3.0,
                // The middle of a view from behind lies on the nape, where the scalp has ended.
                ViewGroup::Face if view.id == "head-back" || view.id.starts_with("head-shoulders") => 2.0,
                _ => middle,
            };
            assert_eq!(scale.of_view(view), expected, "{kind:?} {}", view.id);
        }
        let [chin, notch] = ["menton", "sternal_notch"].map(|id| landmark(body, id, Side::Midline).unwrap().point);
        let path = body.surface.geodesic(chin, notch).unwrap();
        let same = Scale { head: 2.0, body: 2.0 }.length_mm(body, &path.points, path.length_mm);
        assert!((same / path.length_mm - 2.0).abs() < 1e-5);
        let both = scale.length_mm(body, &path.points, path.length_mm);
        assert!((2.1..2.95).contains(&(both / path.length_mm)), "{both} mm of {} mm", path.length_mm);
        let longer = Scale { head: 2.0, body: 2.0 + 1e-6 }.length_mm(body, &path.points, path.length_mm);
        assert!((longer / same - 1.0).abs() < 1e-4, "{longer} mm step by step, {same} mm at once");
    }
}

#[test]
fn areas_grow_with_the_square() {
    let body = Body::get(BodyKind::AdultMale);
    let spots = ["alare", "cheilion", "gonion"].map(|id| landmark(body, id, Side::Left).unwrap().point);
    assert_eq!(Scale { head: 2.0, body: 1.0 }.area_cm2(body, &spots, 5.0), 20.0);
}

#[test]
fn girth_of_a_cylinder() {
    let cylinder = shapes::cylinder(60.0, 400.0);
    let (place, _) = cylinder.closest(Vec3::new(30.0, 70.0, 33.0));
    let girth_mm = cylinder.girth_mm(place, Vec3::Z).unwrap();
    let round_mm = std::f32::consts::TAU * 60.0;
    assert!((girth_mm / round_mm - 1.0).abs() < 0.005, "{girth_mm} mm, {round_mm} mm");
}
