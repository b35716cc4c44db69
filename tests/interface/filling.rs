//! Skin covered with a field of points: shown as it would be, accepted, laid anew, dissolved, dropped.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use mesomap::chart::{Angle, Ground, Origin, Placing, Session, Site};
use mesomap::pattern::Pattern;

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk.key(Key::N, Modifiers::NONE);
    desk
}

/// Drags the pointer over the body from corner to corner.
pub(super) fn draw(desk: &mut Desk, corners: [(f32, f32); 4]) {
    let corners = corners.map(|corner| desk.on_body(corner));
    desk.harness.hover_at(corners[0]);
    desk.harness.drag_at(corners[0]);
    for pair in corners.windows(2) {
        for share in [0.25, 0.5, 0.75, 1.0] {
            desk.harness.hover_at(pair[0] + (pair[1] - pair[0]) * share);
        }
    }
    desk.harness.drop_at(corners[3]);
    desk.settle();
}

fn spacing_mm(session: &Session) -> f64 {
    session.groups[0].origin.laying().expect("a field").spacing.mm()
}

#[test]
fn a_region_is_filled_by_three_gestures_and_kept_in_the_file() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    let shown = desk.session().marks.len();
    assert!((30..70).contains(&shown), "{shown} points 10 mm apart on the central forehead");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::S, Modifiers::COMMAND);
    let session = desk.session();
    assert_eq!((session.marks.len(), session.groups.len()), (shown, 1));
    assert_eq!(crate::desk::load(&desk.open_file()), session);
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 0);
    assert_eq!(desk.session().groups.len(), 0);
}

#[test]
fn escape_drops_it_and_whatever_else_is_done_takes_it() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    desk.key(Key::Escape, Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 0);
    desk.tap_body(FOREHEAD);
    let shown = desk.session().marks.len();
    desk.key(Key::P, Modifiers::NONE);
    desk.tap_body(RIGHT_CHEEK);
    assert_eq!(desk.session().marks.len(), shown + 1);
    assert_eq!(desk.session().marks.last().unwrap().group, None);
    // A save too: what is on the body is in the file.
    desk.key(Key::N, Modifiers::NONE);
    desk.tap_body(RIGHT_CHEEK);
    desk.key(Key::S, Modifiers::COMMAND);
    let session = desk.session();
    assert!(session.marks.len() > shown + 1);
    assert_eq!(crate::desk::load(&desk.open_file()), session);
}

#[test]
fn a_second_click_takes_a_region_away_and_both_sides_mirror_each_other() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks.len(), 0);
    desk.click("Both sides");
    desk.tap_body(LEFT_CHEEK);
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    let places: Vec<_> = session.marks.iter().map(|mark| mark.site().position_mm()).collect();
    let left = places.iter().filter(|place| place.x > 0.0).count();
    assert!(left > 5 && 2 * left == places.len(), "{left} of {}", places.len());
    for place in &places {
        let mirrored = places.iter().any(|other| {
            (other.x + place.x).abs() < 0.02 && (other.y - place.y).abs() < 0.02 && (other.z - place.z).abs() < 0.02
        });
        assert!(mirrored, "{place} has no mirror image");
    }
}

#[test]
fn a_field_is_laid_anew_with_the_same_total_and_dissolved() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    desk.key(Key::Enter, Modifiers::NONE);
    let before = desk.session();
    let total = |session: &Session| {
        session.marks.iter().filter_map(|mark| mark.deposit.volume).map(mesomap::chart::Volume::ml).sum::<f64>()
    };
    desk.key(Key::A, Modifiers::COMMAND);
    desk.click("Lay anew…");
    desk.click("5 mm from point to point");
    desk.click(&format!("Keep {:.3} mL in all", total(&before)));
    desk.click("Lay it");
    let after = desk.session();
    assert_eq!((spacing_mm(&before), spacing_mm(&after)), (10.0, 5.0));
    assert!(after.marks.len() > 3 * before.marks.len(), "{} from {}", after.marks.len(), before.marks.len());
    assert!((total(&after) - total(&before)).abs() < 1e-9);
    assert_eq!(after.groups.len(), 1);
    assert_eq!(after.groups[0].id, before.groups[0].id);
    let lowest = after.marks[0].number;
    assert!(lowest > before.last_number(), "no number is given twice: {lowest}");

    desk.key(Key::A, Modifiers::COMMAND);
    desk.click("Dissolve");
    assert!(desk.session().groups.is_empty());
    assert!(desk.session().marks.iter().all(|mark| mark.group.is_none()));
    assert_eq!(desk.session().marks.len(), after.marks.len());
    desk.click("Undo");
    desk.click("Undo");
    assert_eq!(desk.session(), Session { highest_number: after.last_number(), ..before });
}

#[test]
fn the_number_of_points_or_their_total_sets_the_spacing() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    desk.fill("Points", "80");
    let points = desk.session().marks.len();
    assert!((76..=84).contains(&points), "{points}");
    desk.fill("Total", "0.6 mL");
    let points = desk.session().marks.len();
    assert!((28..=32).contains(&points), "{points}");
}

#[test]
fn the_session_before_is_repeated_by_one_gesture() {
    let mut desk = sample();
    desk.new_session();
    let before = crate::desk::load(&desk.session_file(3));
    assert!(desk.session().marks.is_empty());
    desk.key(Key::T, Modifiers::COMMAND);
    let session = desk.session();
    assert_eq!(session.marks.len(), before.marks.len());
    for (mark, old) in session.marks.iter().zip(&before.marks) {
        assert_eq!((&mark.shape, &mark.deposit), (&old.shape, &old.deposit));
    }
    assert_eq!(session.cocktails, before.cocktails);
    let Some(Origin::Carried(source)) = session.groups.first().map(|group| &group.origin) else {
        panic!("the record says where they come from: {:?}", session.groups);
    };
    assert_eq!(source.session, before.id);
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), session);
    desk.click("Undo");
    assert_eq!((desk.session().marks.len(), desk.session().groups.len()), (0, 0), "one step");
}

#[test]
fn what_is_drawn_around_is_filled_and_nothing_beside_it() {
    let mut desk = desk();
    // Around a square on the forehead.
    draw(&mut desk, [(0.45, 0.18), (0.55, 0.18), (0.55, 0.27), (0.45, 0.27)]);
    let session = desk.session();
    assert!(session.marks.len() >= 8, "{} points", session.marks.len());
    let Some(Origin::Field(laying)) = session.groups.first().map(|group| &group.origin) else { panic!("a field") };
    let Ground::Outline(corners) = &laying.ground else { panic!("an outline: {laying:?}") };
    let span = |of: fn(&Site) -> f32| {
        let all = || corners.iter().map(of);
        all().fold(f32::INFINITY, f32::min)..=all().fold(f32::NEG_INFINITY, f32::max)
    };
    for mark in &session.marks {
        let place = mark.site().position_mm();
        assert!(span(|site| site.position_mm().x).contains(&place.x), "{place}");
        assert!(span(|site| site.position_mm().z).contains(&place.z), "{place}");
        assert!(place.y < 0.0, "in front: {place}");
    }
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), desk.session());
}

#[test]
fn a_row_runs_along_the_skin_on_both_sides_at_equal_steps() {
    let mut desk = desk();
    desk.key(Key::W, Modifiers::NONE);
    desk.click("Both sides");
    desk.tap_body((0.56, 0.55));
    desk.tap_body((0.62, 0.62));
    desk.click("5 mm from point to point");
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    let (left, right): (Vec<_>, Vec<_>) = session.marks.iter().partition(|mark| mark.site().position_mm().x > 0.0);
    assert!(left.len() >= 4 && left.len() == right.len(), "{} and {}", left.len(), right.len());
    let surface = &mesomap::atlas::Body::get(session.body).surface;
    let ways: Vec<f32> = left
        .windows(2)
        .map(|pair| surface.geodesic_mm(pair[0].site().anchor(), pair[1].site().anchor()).expect("skin joins them"))
        .collect();
    assert!(ways.iter().all(|way| (way - 5.0).abs() < 0.9), "{ways:?}");
    assert!(ways.iter().all(|way| (way - ways[0]).abs() < 0.15), "{ways:?}");
}

#[test]
fn in_mirror_mode_what_is_placed_moved_or_deleted_happens_on_both_sides() {
    let mut desk = desk();
    desk.key(Key::P, Modifiers::NONE);
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(LEFT_CHEEK);
    let is_mirrored = |session: &Session| {
        let [one, other] = session.marks.as_slice() else { panic!("{} marks", session.marks.len()) };
        let body = mesomap::atlas::Body::get(session.body);
        one.shape.mirrored(body) == other.shape && one.deposit == other.deposit
    };
    assert!(is_mirrored(&desk.session()));
    let before = desk.session();
    desk.drag_body(LEFT_CHEEK, (0.60, 0.66));
    assert!(is_mirrored(&desk.session()));
    assert_ne!(desk.session().marks[1], before.marks[1], "the twin went along");
    desk.tap_body((0.60, 0.66));
    desk.key(Key::Delete, Modifiers::NONE);
    assert!(desk.session().marks.is_empty());
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 2, "one step");
    // Without it only what is meant.
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body((0.60, 0.66));
    desk.key(Key::Delete, Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 1);
}

#[test]
fn a_dose_is_typed_in_units_of_the_leading_substance() {
    let mut desk = sample();
    desk.new_session_without_cocktails();
    desk.key(Key::K, Modifiers::COMMAND);
    desk.fill("Name", "Toxin");
    desk.fill("Substance 1", "Botulinum toxin A");
    desk.fill("Concentration 1", "40 IU/mL");
    desk.fill("Volume 1", "2.5 mL");
    desk.click("Add cocktail");
    desk.key(Key::A, Modifiers::NONE);
    desk.fill("IU of Botulinum toxin A per point", "5 U");
    desk.tap_body(FOREHEAD);
    let session = desk.session();
    assert_eq!(session.marks[0].deposit.volume.map(mesomap::chart::Volume::ml), Some(0.125));
    assert!(desk.is_shown("Botulinum toxin A 5 IU"), "in the totals");
    let csv = mesomap::export::csv(&session, mesomap::store::techniques(), &mesomap::text::Texts::english());
    assert!(csv.contains(",0.125,Botulinum toxin A 5 IU,"), "{csv}");
}

#[test]
fn a_double_click_selects_all_that_was_laid_together() {
    let mut desk = desk();
    desk.key(Key::W, Modifiers::NONE);
    let (begin, end) = ((0.56, 0.55), (0.62, 0.62));
    desk.tap_body(begin);
    desk.tap_body(end);
    desk.key(Key::P, Modifiers::NONE);
    desk.tap_body(FOREHEAD);
    let count = desk.session().marks.len() - 1;
    let at = desk.on_body(begin);
    desk.harness.hover_at(at);
    for _ in 0..2 {
        desk.harness.drag_at(at);
        desk.harness.drop_at(at);
        desk.harness.run_steps(1);
    }
    desk.settle();
    desk.shows(&format!("{count} marks selected"));
    assert_eq!(desk.session().marks.len(), count + 1, "nothing was placed");
}

/// Chooses how the places of the field lie to each other.
fn choose_pattern(desk: &mut Desk, name: &str) {
    desk.click("Pattern");
    desk.click(name);
}

#[test]
fn every_pattern_is_offered_and_laid_and_kept() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    for (name, pattern) in [
        ("Square", Pattern::Square),
        ("Rows", Pattern::Rows),
        ("Herringbone", Pattern::Herringbone),
        ("Rings", Pattern::Concentric),
        ("Random", Pattern::EvenRandom { seed: 1 }),
        ("Hexagonal", Pattern::Hexagonal),
    ] {
        choose_pattern(&mut desk, name);
        let session = desk.session();
        assert_eq!(session.groups[0].origin.laying().expect("a field").pattern, pattern);
        assert!((20..70).contains(&session.marks.len()), "{name}: {}", session.marks.len());
    }
}

#[test]
fn a_margin_and_a_direction_are_typed_kept_and_undone_as_one_step() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    choose_pattern(&mut desk, "Rows");
    let whole = desk.session().marks.len();
    desk.fill("Margin", "5 mm");
    desk.fill("Direction", "-30");
    let within = desk.session().marks.len();
    assert!(within < whole, "{within} of {whole}");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::S, Modifiers::COMMAND);
    let session = desk.session();
    let placing = session.groups[0].origin.laying().expect("a field").placing;
    assert_eq!((placing.margin.mm(), placing.toward.map(Angle::degrees)), (5.0, Some(-30.0)));
    assert_eq!(crate::desk::load(&desk.open_file()), session);
    desk.click("Undo");
    assert_eq!((desk.session().marks.len(), desk.session().groups.len()), (0, 0));
}

/// Where a control lies on the screen.
fn middle(desk: &Desk, name: &str) -> egui::Pos2 {
    desk.harness.get_by_label(name).rect().center()
}

fn drag(desk: &mut Desk, name: &str, by: egui::Vec2) {
    let from = middle(desk, name);
    desk.harness.hover_at(from);
    desk.harness.run_steps(2);
    desk.harness.drag_at(from);
    for share in [0.25, 0.5, 0.75, 1.0] {
        desk.harness.hover_at(from + by * share);
        desk.harness.step();
    }
    desk.harness.drop_at(from + by);
    desk.settle();
}

fn placing(desk: &Desk) -> Placing {
    desk.session().groups[0].origin.laying().expect("a field").placing
}

#[test]
fn the_anchor_and_the_direction_are_dragged_and_let_go() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    choose_pattern(&mut desk, "Rings");
    assert_eq!(placing(&desk), Placing::default());
    let before = middle(&desk, "Anchor of the field");
    drag(&mut desk, "Anchor of the field", egui::vec2(20.0, -12.0));
    let anchor = placing(&desk).anchor.expect("it was dragged");
    assert!(anchor.position_mm().x > 1.0, "to the patient's left: {}", anchor.position_mm());
    let moved = middle(&desk, "Anchor of the field") - before;
    assert!((moved - egui::vec2(20.0, -12.0)).length() < 3.0, "{moved:?}");
    let at_anchor = |desk: &Desk| desk.session().marks.iter().any(|mark| mark.site() == anchor);
    assert!(at_anchor(&desk), "a point lies there");

    drag(&mut desk, "Direction of the rows", egui::vec2(-20.0, -50.0));
    let degrees = placing(&desk).toward.expect("it was dragged").degrees();
    assert!((30.0..80.0).contains(&degrees), "{degrees}");
    desk.click("Let the anchor go");
    assert_eq!(placing(&desk).anchor, None);
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    assert!(!session.marks.is_empty());
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 0, "one step");
    // Nothing is left on the canvas once it is laid.
    assert!(desk.harness.query_by_label("Anchor of the field").is_none());
}

#[test]
fn the_handles_are_moved_by_keys() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    choose_pattern(&mut desk, "Rows");
    desk.harness.get_by_label("Anchor of the field").focus();
    desk.settle();
    desk.key(Key::ArrowRight, Modifiers::NONE);
    let first = placing(&desk).anchor.expect("it was moved").position_mm();
    desk.key(Key::ArrowRight, Modifiers::NONE);
    desk.key(Key::ArrowUp, Modifiers::NONE);
    let second = placing(&desk).anchor.expect("it was moved").position_mm();
    assert!((second.x - first.x - 1.0).abs() < 0.2 && second.z > first.z + 0.5, "{first} to {second}");
    desk.harness.get_by_label("Direction of the rows").focus();
    desk.settle();
    desk.key(Key::ArrowUp, Modifiers::NONE);
    desk.key(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(placing(&desk).toward.map(Angle::degrees), Some(10.0));
}

#[test]
fn a_field_laid_at_another_spacing_is_compared_as_one_and_a_click_selects_it() {
    let mut desk = desk();
    desk.tap_body(FOREHEAD);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::S, Modifiers::COMMAND);
    let before = desk.session();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk.key(Key::N, Modifiers::NONE);
    desk.tap_body(FOREHEAD);
    desk.click("15 mm from point to point");
    desk.key(Key::Enter, Modifiers::NONE);
    let after = desk.session();
    desk.click("Compare");
    desk.click(&format!("Compare with {}", before.details.title));
    desk.shows("Fields: 1 changed");
    let counts = format!("{} → {}", before.marks.len(), after.marks.len());
    desk.shows(&format!("spaced 10 → 15 mm, {counts} points"));
    let row = desk.harness.query_all_by(|node| {
        let name = node.label().unwrap_or_default();
        name.starts_with("Forehead, central") && name.contains(&counts)
    });
    row.into_iter().next().expect("the field's row").click();
    desk.settle();
    desk.key(Key::Delete, Modifiers::NONE);
    assert!(desk.session().marks.is_empty(), "the whole field was selected");
}
