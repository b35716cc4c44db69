//! Skin covered with a field of points: shown as it would be, accepted, laid anew, dissolved, dropped.

use egui::{Key, Modifiers};
use mesomap::chart::Session;

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk.key(Key::N, Modifiers::NONE);
    desk
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
    assert_eq!(mesomap::store::load_session(&desk.open_file()).unwrap(), session);
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
    assert_eq!(mesomap::store::load_session(&desk.open_file()).unwrap(), session);
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
    let before = mesomap::store::load_session(&desk.session_file(3)).unwrap();
    assert!(desk.session().marks.is_empty());
    desk.key(Key::T, Modifiers::COMMAND);
    let session = desk.session();
    assert_eq!(session.marks.len(), before.marks.len());
    for (mark, old) in session.marks.iter().zip(&before.marks) {
        assert_eq!((&mark.shape, &mark.deposit), (&old.shape, &old.deposit));
    }
    assert_eq!(session.cocktails, before.cocktails);
    let Some(mesomap::chart::Origin::Carried(source)) = session.groups.first().map(|group| &group.origin) else {
        panic!("the record says where they come from: {:?}", session.groups);
    };
    assert_eq!(source.session, before.id);
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(mesomap::store::load_session(&desk.open_file()).unwrap(), session);
    desk.click("Undo");
    assert_eq!((desk.session().marks.len(), desk.session().cocktails.len()), (0, 0), "one step");
}
