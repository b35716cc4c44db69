//! The lengths of the bodies by which a patient's size is told.

use mesomap::atlas::regions::Side;
use mesomap::atlas::size::{Measure, Scaled};
use mesomap::atlas::{BodyKind, SurfacePoint};
use mesomap::geom::Vec3;

use crate::{shapes, surface};

/// Landmarks of the adult woman, on the left or in the midline, LPS mm.
fn landmark(id: &str, side: Side) -> Option<SurfacePoint> {
    let [x, y, z] = match id {
        "medial_canthus" => [15.6, -122.8, 1482.9],
        "zygion" => [63.5, -72.0, 1468.0],
        "c7" => [0.0, 25.1, 1350.0],
        "s1" => [0.0, 40.8, 926.6],
        "greater_trochanter" => [169.7, -17.0, 816.0],
        "patella" => [128.7, -105.0, 459.8],
        "vertex" => [0.0, -41.0, 1588.5],
        _ => return None,
    };
    let x = if side == Side::Right { -x } else { x };
    Some(surface(BodyKind::AdultFemale).closest(Vec3::new(x, y, z)).0)
}

#[test]
fn templates_are_measured_on_the_body() {
    let surface = surface(BodyKind::AdultFemale);
    let expected = [31.0..31.4, 126.0..128.0, 424.0..460.0, 400.0..700.0, 1580.0..1595.0];
    for (measure, expected) in Measure::ALL.into_iter().zip(expected) {
        let template_mm = measure.template_mm(surface, landmark).unwrap();
        eprintln!("{} {template_mm}", measure.id());
        assert!(expected.contains(&template_mm), "{}: {template_mm} mm", measure.id());
        assert!(measure.limits_mm().contains(&template_mm));
        assert_eq!(measure.factor(template_mm, template_mm), Some(1.0));
        assert_eq!(measure.template_mm(surface, |_, _| None), None);
        assert_eq!(Measure::from_id(measure.id()), Some(measure));
    }
}

#[test]
fn factors_are_ratios_within_limits() {
    assert_eq!(Measure::Height.factor(1760.0, 1600.0), Some(1.1));
    // Entered in cm.
    assert_eq!(Measure::Height.factor(176.0, 1600.0), None);
    assert_eq!(Measure::Height.factor(f32::NAN, 1600.0), None);
    assert_eq!(Measure::Height.factor(1760.0, 0.0), None);
    assert_eq!(Measure::Intercanthal.scaled(), Scaled::Head);
    assert_eq!(Measure::C7ToS1.scaled(), Scaled::Body);
}

#[test]
fn girth_of_a_cylinder() {
    let cylinder = shapes::cylinder(60.0, 400.0);
    let (place, _) = cylinder.closest(Vec3::new(30.0, 70.0, 33.0));
    let girth_mm = cylinder.girth_mm(place, Vec3::Z).unwrap();
    let round_mm = std::f32::consts::TAU * 60.0;
    assert!((girth_mm / round_mm - 1.0).abs() < 0.005, "{girth_mm} mm, {round_mm} mm");
}
