//! The left of a session against its right.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod store_support;

use std::collections::BTreeSet;

use mesomap::atlas::landmarks::Direction;
use mesomap::atlas::{Body, BodyKind, view};
use mesomap::chart::{Deposit, Depth, Edit, Mark, MarkId, Session, Site, TechniqueId, Volume};
use mesomap::compare::LeftRight;

fn deposit(ml: f64) -> Deposit {
    let technique = TechniqueId::new("nappage_superficial");
    Deposit { technique, depth: Depth::nearest_mm(2.0), cocktail: None, volume: Some(Volume::nearest_ml(ml)) }
}

/// A session with marks at these places of the face as it is seen from the front (mm to the patient's left and up from the
/// middle of the picture), of these volumes.
fn session(places: &[([f32; 2], f64)]) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let empty = Session::new("sides".to_owned(), (*store_support::session().details).clone(), body.kind);
    let camera = &view(body.kind, "face-front").unwrap().camera;
    let mark = |&(mm, ml): &([f32; 2], f64)| -> Mark {
        deposit(ml).mark_at(Site::on(body, body.skin_seen(camera, mm.into()).unwrap()))
    };
    Edit::Place(places.iter().map(mark).collect()).apply(&empty).unwrap()
}

const CHEEK: [f32; 2] = [38.0, -40.0];

fn mirrored([x, y]: [f32; 2]) -> [f32; 2] {
    [-x, y]
}

#[test]
fn what_was_mirrored_has_no_offset_and_equal_sums() {
    let left = session(&[(CHEEK, 0.05), ([30.0, -25.0], 0.02), ([0.0, 60.0], 0.1)]);
    let both = Edit::Mirror(left.marks.iter().map(|mark| mark.id).collect()).apply(&left).unwrap();
    let found = LeftRight::of(&both, 5.0).unwrap();
    assert_eq!(found.all.left, found.all.right);
    assert_eq!(found.all.left.points, 2);
    assert_eq!((found.all.midline.points, found.all.midline.volume), (1, Volume::nearest_ml(0.1)));
    assert_eq!(found.pairs.len(), 2);
    assert_eq!(found.offsets_mm(), Some([0.0, 0.0]));
    assert!(found.single.is_empty() && found.unlike().is_empty());
    for (region, sums) in &found.regions {
        assert_eq!(sums.left, sums.right, "{region:?}");
    }
}

#[test]
fn an_offset_is_that_along_the_skin_and_what_differs_is_told() {
    let moved = |by: f32| [-CHEEK[0], CHEEK[1] + by];
    let found = LeftRight::of(&session(&[(CHEEK, 0.05), (moved(3.0), 0.05)]), 5.0).unwrap();
    let [median, largest] = found.offsets_mm().unwrap();
    assert!((2.8..3.6).contains(&largest) && median == largest, "{largest} mm");
    assert!(found.unlike().is_empty());
    // Beyond the tolerance they are no counterparts.
    let far = LeftRight::of(&session(&[(CHEEK, 0.05), (moved(9.0), 0.05)]), 5.0).unwrap();
    assert_eq!(far.single, BTreeSet::from([MarkId(1), MarkId(2)]));
    assert_eq!(far.offsets_mm(), None);
    // Another volume on the other side.
    let other = LeftRight::of(&session(&[(CHEEK, 0.05), (mirrored(CHEEK), 0.02)]), 5.0).unwrap();
    assert_eq!(other.unlike(), BTreeSet::from([MarkId(1), MarkId(2)]));
    assert_eq!(other.all.left.volume, Volume::nearest_ml(0.05));
    assert_eq!(other.all.right.volume, Volume::nearest_ml(0.02));
}

#[test]
fn the_side_of_the_patient_counts() {
    let found = LeftRight::of(&session(&[(CHEEK, 0.05)]), 5.0).unwrap();
    assert_eq!((found.all.left.points, found.all.right.points), (1, 0));
}

#[test]
fn which_way_the_right_lies_off_is_told() {
    let way = |places: &[([f32; 2], f64)]| -> Vec<(Direction, f32)> {
        let found = LeftRight::of(&session(places), 6.0).unwrap();
        assert_eq!(found.ways.len(), found.pairs.len());
        found.drift().into_iter().map(|offset| (offset.direction, offset.mm)).collect()
    };
    let right = |aside: f32, up: f32| [-CHEEK[0] - aside, CHEEK[1] + up];
    let mm_of = |told: &[(Direction, f32)], asked: Direction| {
        told.iter().find(|(direction, _)| *direction == asked).map_or(0.0, |(_, mm)| *mm)
    };
    let up = way(&[(CHEEK, 0.05), (right(0.0, 3.0), 0.05)]);
    assert!((2.5..3.6).contains(&mm_of(&up, Direction::Superior)), "{up:?}");
    let down = way(&[(CHEEK, 0.05), (right(0.0, -3.0), 0.05)]);
    assert!((2.5..3.6).contains(&mm_of(&down, Direction::Inferior)), "{down:?}");
    // The cheek runs aside and back: what is farther out is lateral, or posterior where the skin faces aside.
    let out = way(&[(CHEEK, 0.05), (right(2.0, 0.0), 0.05)]);
    assert!(mm_of(&out, Direction::Lateral) + mm_of(&out, Direction::Posterior) > 1.5, "{out:?}");
    let into = way(&[([20.0, 62.0], 0.05), ([-17.0, 62.0], 0.05)]);
    assert!(mm_of(&into, Direction::Medial) > 2.0, "toward the midline on the forehead: {into:?}");
    // One up and one down are even on average, and the farthest tells its own way.
    let even = [(CHEEK, 0.05), (right(0.0, 2.0), 0.05), ([20.0, 62.0], 0.05), ([-20.0, 58.0], 0.05)];
    let found = LeftRight::of(&session(&even), 6.0).unwrap();
    let (pair, [first, second]) = found.farthest().unwrap();
    assert_eq!(pair.after, MarkId(4));
    assert!([first, second].iter().any(|offset| offset.direction == Direction::Inferior && offset.mm > 3.0));
    let drift = found.drift();
    assert!(drift.iter().all(|offset| offset.mm < 2.0), "{drift:?}");
    // What was mirrored lies off in no direction.
    assert!(way(&[]).is_empty());
}
