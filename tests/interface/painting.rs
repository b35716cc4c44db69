//! The brush: points painted one spacing apart, never doubled, taken away; and skin filled by the name of a region.

use egui::{Key, Modifiers};
use mesomap::atlas::Body;
use mesomap::chart::{Ground, Painted, Session};
use mesomap::pattern::under_brush;

use egui_kittest::kittest::Queryable as _;

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK};

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk.key(Key::U, Modifiers::NONE);
    desk
}

/// The least distance along the skin between two points, in mm; those far apart through the air aren't looked at.
fn least_mm(session: &Session) -> f32 {
    let surface = &Body::get(session.body).surface;
    let places: Vec<_> = session.marks.iter().map(|mark| mark.site().anchor()).collect();
    let near = |a, b| surface.position_mm(a).distance(surface.position_mm(b)) < 15.0;
    let pairs = places.iter().enumerate().flat_map(|(at, &a)| places[at + 1..].iter().map(move |&b| (a, b)));
    let near = pairs.filter(|&(a, b)| near(a, b));
    near.filter_map(|(a, b)| surface.geodesic_mm(a, b)).fold(f32::INFINITY, f32::min)
}

#[test]
fn a_stroke_paints_points_one_spacing_apart_and_a_second_doubles_none() {
    let mut desk = desk();
    let across = [FOREHEAD, (0.62, 0.26)];
    desk.drag_body(across[0], across[1]);
    let session = desk.session();
    let painted = session.marks.len();
    assert!((8..40).contains(&painted), "{painted} points 10 mm apart under a brush 24 mm wide over 40 mm");
    assert_eq!(session.groups.len(), 1);
    assert!(painted_by(&session, 0).along.len() > 3);
    assert!(session.marks.iter().all(|mark| mark.deposit.volume.is_some()));
    let least = least_mm(&session);
    assert!((9.0..10.6).contains(&least), "{least} mm");
    // What is full stays as it is; a stroke beside it goes on from its edge.
    desk.drag_body(across[0], across[1]);
    let after = desk.session().marks.len();
    assert!(after <= painted + 2, "{after} after {painted}");
    desk.drag_body((0.40, 0.22), (0.47, 0.30));
    assert!(desk.session().marks.len() > after);
    let least = least_mm(&desk.session());
    assert!(least >= 9.0, "{least} mm");
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), after, "a stroke is one step");
}

/// What a brush went over for a group of a session.
fn painted_by(session: &Session, group: usize) -> &Painted {
    let ground = session.groups[group].origin.laying().map(|laying| &laying.ground);
    let painted = ground.and_then(|ground| if let Ground::Painted(painted) = ground { Some(painted) } else { None });
    painted.expect("what a brush went over")
}

/// Whether every mark lies under the brush, or its mirror image does.
fn lies_under(session: &Session, painted: &Painted) -> bool {
    let body = Body::get(session.body);
    session.marks.iter().all(|mark| {
        let place = mark.site().anchor();
        let is_under = |place| painted.along.iter().any(|dab| under_brush(body, dab.anchor(), 12.5, place));
        is_under(place) || is_under(body.surface.mirror(place))
    })
}

#[test]
fn what_was_painted_is_laid_anew_where_the_brush_went() {
    let mut desk = desk();
    desk.drag_body(FOREHEAD, (0.62, 0.26));
    let before = desk.session();
    desk.key(Key::A, Modifiers::COMMAND);
    desk.click("Lay anew…");
    desk.harness.get_by_label("What the brush went over");
    desk.click("5 mm from point to point");
    desk.click("Lay it");
    let after = desk.session();
    let painted = painted_by(&after, 0);
    assert_eq!((after.groups.len(), painted), (1, painted_by(&before, 0)));
    assert!(after.marks.len() > 3 * before.marks.len(), "{} from {}", after.marks.len(), before.marks.len());
    assert!(lies_under(&after, painted));
    desk.click("Undo");
    assert_eq!(desk.session().marks, before.marks);
}

#[test]
fn what_was_painted_on_both_sides_is_one_field_and_laid_anew_on_both() {
    let mut desk = desk();
    desk.key(Key::X, Modifiers::NONE);
    desk.drag_body(LEFT_CHEEK, (0.62, 0.66));
    let before = desk.session();
    assert_eq!(before.groups.len(), 1);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.click("Lay anew…");
    desk.click("5 mm from point to point");
    desk.click("Lay it");
    let after = desk.session();
    let is_left = |mark: &&std::sync::Arc<mesomap::chart::Mark>| mark.site().position_mm().x > 0.0;
    let left = after.marks.iter().filter(is_left).count();
    assert!(left > before.marks.len() && 2 * left == after.marks.len(), "{left} of {}", after.marks.len());
    assert!(lies_under(&after, painted_by(&after, 0)));
    assert!(least_mm(&after) >= 4.5);
}

#[test]
fn shift_takes_away_what_the_brush_goes_over_and_nothing_else() {
    let mut desk = desk();
    desk.drag_body(FOREHEAD, (0.62, 0.26));
    desk.drag_body(LEFT_CHEEK, (0.62, 0.66));
    let all = desk.session();
    desk.harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    desk.drag_body(FOREHEAD, (0.62, 0.26));
    desk.harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    let left = desk.session();
    assert!(!left.marks.is_empty() && left.marks.len() < all.marks.len());
    let forehead = |session: &Session| session.marks.iter().filter(|mark| mark.group == all.marks[0].group).count();
    assert!(forehead(&left) * 4 < forehead(&all), "{} of {} are left", forehead(&left), forehead(&all));
    let cheek = |session: &Session| session.marks.len() - forehead(session);
    assert_eq!(cheek(&left), cheek(&all));
    desk.click("Undo");
    assert_eq!(desk.session(), all);
}

#[test]
fn in_mirror_mode_both_halves_are_painted_and_none_crowds_its_mirror_image() {
    let mut desk = desk();
    desk.key(Key::X, Modifiers::NONE);
    desk.drag_body((0.46, 0.22), (0.62, 0.26));
    let session = desk.session();
    let x = |mark: &mesomap::chart::Mark| mark.site().position_mm().x;
    let (left, right): (Vec<f32>, Vec<f32>) =
        session.marks.iter().map(|mark| x(mark)).filter(|x| x.abs() > 1.0).partition(|x| *x > 0.0);
    assert!(left.len() > 5 && left.len() == right.len(), "{} left, {} right", left.len(), right.len());
    let least = least_mm(&session);
    assert!(least >= 9.0, "{least} mm");
}

#[test]
fn keys_change_the_radius_and_a_click_paints_once() {
    let mut desk = desk();
    for _ in 0..12 {
        desk.key(Key::OpenBracket, Modifiers::NONE);
    }
    desk.tap_body(LEFT_CHEEK);
    assert_eq!(desk.session().marks.len(), 1, "a brush of 1 mm");
    for _ in 0..14 {
        desk.key(Key::CloseBracket, Modifiers::NONE);
    }
    desk.tap_body(LEFT_CHEEK);
    assert!(desk.session().marks.len() > 8, "{}", desk.session().marks.len());
    assert!(least_mm(&desk.session()) >= 9.0);
}

#[test]
fn a_region_is_filled_by_its_name() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::Q, Modifiers::NONE);
    desk.seek("Part of a region’s name: cheek, forehead, thigh left", "malar left");
    desk.key(Key::Enter, Modifiers::NONE);
    let one = desk.session();
    assert!(!one.marks.is_empty());
    let tree = mesomap::atlas::regions::RegionTree::get();
    let place = |mark: &mesomap::chart::Mark| {
        let locus = mark.site().locus();
        (tree.region(locus.region).id.clone(), locus.side)
    };
    let left = ("malar".to_owned(), mesomap::atlas::regions::Side::Left);
    assert!(one.marks.iter().all(|mark| place(mark) == left));
    // Another one more, and both are one field.
    desk.key(Key::Q, Modifiers::NONE);
    desk.seek("Part of a region’s name: cheek, forehead, thigh left", "malar both");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::Enter, Modifiers::NONE);
    let both = desk.session();
    assert_eq!(both.groups.len(), 1);
    assert_eq!(both.marks.len(), 2 * one.marks.len());
}

#[test]
fn a_row_that_is_being_laid_is_not_lost_to_a_region() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::W, Modifiers::NONE);
    desk.tap_body((0.42, 0.24));
    desk.tap_body((0.58, 0.24));
    let row = desk.session().marks.len();
    assert!(row > 3, "{row}");
    desk.key(Key::Q, Modifiers::NONE);
    desk.seek("Part of a region’s name: cheek, forehead, thigh left", "malar left");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    assert_eq!(session.groups.len(), 2);
    assert_eq!(session.marks_of(session.groups[0].id).count(), row);
}
