//! A patient who was measured: distances, areas and scale bars are theirs, on screen and in the next session.

mod desk;

use mesomap::atlas::size::{Measure, Scaled};
use mesomap::atlas::{Body, BodyKind};

const RIGHT_CHEEK: (f32, f32) = (0.42, 0.55);
const LEFT_CHEEK: (f32, f32) = (0.58, 0.55);

/// The number that a text on screen begins with; none without such a text.
fn figure(desk: &desk::Desk, text: &str) -> Option<f32> {
    desk.said(text)?.split(' ').next()?.parse().ok()
}

/// Opens the form of the session's details and enters a length for the head.
fn measure_head(desk: &mut desk::Desk, mm: &str) {
    desk.key(egui::Key::F2, egui::Modifiers::NONE);
    desk.click("Head of the patient, measured");
    desk.click("bizygomatic width");
    desk.fill("Head, mm", mm);
}

#[test]
fn a_measured_patient_scales_what_is_measured() {
    let mut desk = desk::sample();
    desk.new_session();
    desk.click("Measure");
    desk.drag_body(RIGHT_CHEEK, LEFT_CHEEK);
    let drawn_mm = figure(&desk, "mm along the skin").expect("a figure");
    let width_mm = Measure::Bizygomatic.on_body_mm(Body::get(BodyKind::AdultFemale));
    measure_head(&mut desk, "13.97");
    desk.shows("13.97\u{a0}mm is outside 80\u{a0}mm to 220\u{a0}mm");
    desk.fill("Head, mm", &format!("{:.1}", width_mm * 1.1));
    desk.shows("× 1.10");
    desk.click("Apply");
    let patient_mm = figure(&desk, "mm along the skin").expect("a figure");
    assert!((patient_mm / drawn_mm - 1.1).abs() < 0.004, "{patient_mm} mm, drawn {drawn_mm} mm");
    let recorded = desk.session().details.size.of(Scaled::Head).map(|(measure, _)| measure);
    assert_eq!(recorded, Some(Measure::Bizygomatic));
    desk.key(egui::Key::Z, egui::Modifiers::COMMAND);
    assert!(desk.session().details.size.is_empty());
    assert_eq!(figure(&desk, "mm along the skin"), Some(drawn_mm));
}

#[test]
fn the_next_session_offers_the_size_of_the_last() {
    let mut desk = desk::sample();
    desk.new_session();
    measure_head(&mut desk, "140");
    desk.click("Apply");
    desk.key(egui::Key::S, egui::Modifiers::COMMAND);
    desk.new_session();
    let size = desk.session().details.size.clone();
    assert_eq!(
        size.of(Scaled::Head).map(|(measure, length)| (measure, length.mm())),
        Some((Measure::Bizygomatic, 140.0))
    );
    assert_eq!(size.of(Scaled::Body), None);
}
