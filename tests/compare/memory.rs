//! What is remembered of earlier sessions: ages by the calendar, sides, void sessions, other bodies, and the nearest spot.

use std::sync::Arc;

use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::atlas::size::Scale;
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{Deposit, Depth, Details, Mark, Moment, PatientSize, Session, Site, TechniqueId, Volume};
use mesomap::compare::{Memory, Plan, Standing};
use mesomap::geom::Vec3;
use mesomap::scene::{memory_words, remembered_words, standing_words};
use mesomap::text::{Language, Texts};

const KIND: BodyKind = BodyKind::AdultFemale;

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

/// A spot of the forehead so many mm to the left of the midline.
fn forehead(left_mm: f32) -> SurfacePoint {
    let body = Body::get(KIND);
    let top_mm = body.surface.positions_mm().iter().map(|position| position.z).fold(0.0, f32::max);
    body.surface.closest(Vec3::new(left_mm, -130.0, top_mm - 60.0)).0
}

fn mark(number: u32, point: SurfacePoint) -> Arc<Mark> {
    let deposit = Deposit {
        technique: TechniqueId::new("nappage_superficial"),
        depth: Depth::from_mm(2.0).unwrap(),
        cocktail: None,
        volume: Some(Volume::from_ml(0.02).unwrap()),
    };
    Arc::new(deposit.mark_at(Site::on(Body::get(KIND), point)).numbered(number))
}

fn session(title: &str, started: &str, left_mm: &[f32]) -> Session {
    let details = Details {
        title: title.to_owned(),
        started: at(started),
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let mut session = Session::new(title.to_owned(), details, KIND);
    session.marks = (1..).zip(left_mm).map(|(number, &mm)| mark(number, forehead(mm))).collect();
    session
}

fn scale() -> Scale {
    PatientSize::default().scale(Body::get(KIND))
}

fn memory(sessions: Vec<Session>) -> Memory {
    let sessions: Vec<_> = sessions.into_iter().map(|session| ("Face", Arc::new(session))).collect();
    Memory::of(&sessions, KIND, scale())
}

const PLAN: Plan<'_> = Plan { days: &[0, 14, 28], grace_days: 2 };

#[test]
fn the_nearest_earlier_spot_is_told_with_its_session_and_age() {
    let first = session("Session 1", "2026-10-20T09:00:00+02:00", &[20.0, 40.0]);
    let third = session("Session 3", "2026-11-03T09:00:00+01:00", &[28.0]);
    let memory = memory(vec![third, first]);
    let titles: Vec<_> = memory.sessions().iter().map(|of| of.session.details.title.as_str()).collect();
    assert_eq!(titles, ["Session 1", "Session 3"], "the oldest first");
    let nearest = memory.nearest(forehead(36.0), 15.0).unwrap();
    assert_eq!((nearest.of.session.details.title.as_str(), nearest.number), ("Session 1", 2));
    let nearest = memory.nearest(forehead(29.0), 15.0).unwrap();
    let straight = Body::get(KIND).surface.geodesic_mm(forehead(29.0), forehead(28.0)).unwrap();
    assert!((nearest.distance_mm - straight).abs() < 0.1 * straight, "{} {straight}", nearest.distance_mm);
    let now = at("2026-11-17T08:00:00+01:00");
    let words = |course, language| memory_words(&nearest, (course, now), &Texts::of(language));
    assert_eq!(words("Face", Language::English), "1 mm from Session 3, 14 days ago");
    assert_eq!(words("Neck", Language::English), "1 mm from Session 3 of “Face”, 14 days ago");
    assert_eq!(words("Face", Language::French), "à 1 mm de Session 3, il y a 14 jours");
    assert!(memory.nearest(forehead(-30.0), 15.0).is_none(), "further than the limit");
}

#[test]
fn the_nearest_is_the_nearest_of_all_by_brute_force() {
    let places: Vec<f32> = (0..40).map(|nth| -50.0 + nth as f32 * 2.5).collect();
    let memory = memory(vec![session("One", "2026-10-20T09:00:00+02:00", &places)]);
    let body = Body::get(KIND);
    for left_mm in [-47.0, -20.3, -1.0, 0.0, 3.3, 12.0, 44.0] {
        let point = forehead(left_mm);
        let ways = places.iter().filter_map(|&mm| body.surface.distance_mm(point, forehead(mm), 15.0));
        let least = ways.fold(f32::INFINITY, f32::min);
        let nearest = memory.nearest(point, 15.0).unwrap();
        assert!((nearest.distance_mm - least).abs() < 0.05, "{left_mm}: {} {least}", nearest.distance_mm);
    }
}

#[test]
fn distances_are_the_patients() {
    let sessions = [("", Arc::new(session("One", "2026-10-20T09:00:00+02:00", &[20.0])))];
    let twice = Scale { head: 2.0, body: 2.0 };
    let [once, twice] = [scale(), twice].map(|scale| Memory::of(&sessions, KIND, scale));
    let of = |memory: &Memory, limit_mm| memory.nearest(forehead(26.0), limit_mm).map(|nearest| nearest.distance_mm);
    let (one, two) = (of(&once, 15.0).unwrap(), of(&twice, 15.0).unwrap());
    assert!((two - 2.0 * one).abs() < 0.01);
    assert!(of(&twice, one * 1.5).is_none());
}

#[test]
fn days_are_those_of_the_calendar_whatever_clocks_did_in_the_night() {
    // On 25 October clocks were set back; on 29 March forward.
    for (then, now, days) in [
        ("2026-10-24T23:30:00+02:00", "2026-10-25T08:00:00+01:00", 1),
        ("2026-10-20T09:00:00+02:00", "2026-11-03T08:00:00+01:00", 14),
        ("2026-03-20T09:00:00+01:00", "2026-04-03T09:00:00+02:00", 14),
        ("2026-03-28T00:10:00+01:00", "2026-03-29T23:50:00+02:00", 1),
        ("2026-10-20T09:00:00+02:00", "2026-10-20T18:00:00+02:00", 0),
        ("2026-10-20T09:00:00+02:00", "2026-10-19T18:00:00+02:00", 0),
    ] {
        let memory = memory(vec![session("One", then, &[20.0])]);
        assert_eq!(memory.sessions()[0].days_ago(at(now)), days, "{then} {now}");
    }
}

#[test]
fn each_side_is_remembered_by_itself_and_the_oldest_comes_first() {
    let memory = memory(vec![
        session("One", "2026-10-01T09:00:00+02:00", &[-20.0, -22.0]),
        session("Two", "2026-10-15T09:00:00+02:00", &[20.0]),
        session("Three", "2026-10-29T09:00:00+01:00", &[20.0, 22.0, 24.0]),
    ]);
    let list = memory.by_locus(at("2026-11-12T09:00:00+01:00"), PLAN);
    let told: Vec<_> = list.iter().map(|(locus, it)| (locus.side, it.days, it.times, it.all.points)).collect();
    assert_eq!(told, [(Side::Right, Some(42), 1, 2), (Side::Left, Some(14), 2, 4)]);
    assert_eq!(
        list.iter().map(|(_, it)| it.standing).collect::<Vec<_>>(),
        [Some(Standing::Overdue(28)), Some(Standing::Due)]
    );
    assert_eq!(list[1].1.last_time.points, 3);
    let words = remembered_words(&list[1].1, &Texts::english());
    assert_eq!(words, "14 days ago, 2 times, 0.080 mL in all, 0.060 mL the last time");

    // Never treated comes before all.
    let region = list[0].0.region;
    let elsewhere = RegionTree::get().leaves().find(|&leaf| leaf != region).unwrap();
    let asked = [list[0].0, mesomap::atlas::regions::Locus { region: elsewhere, side: Side::Left }];
    let among = memory.among(asked, at("2026-11-12T09:00:00+01:00"), PLAN);
    assert_eq!((among[0].1.days, among[0].1.standing), (None, Some(Standing::Never)));
    assert_eq!(standing_words(Standing::Never, &Texts::english()), "never treated");
    let both = memory.in_region((region, None), at("2026-11-12T09:00:00+01:00"), PLAN);
    assert_eq!((both.times, both.all.points, both.days), (3, 6, Some(14)));
}

#[test]
fn a_place_stands_to_the_plan_by_its_own_treatments() {
    let standing = |times, days| PLAN.standing(times, days);
    assert_eq!(standing(1, 11), Some(Standing::TooSoon(3)));
    assert_eq!([standing(1, 12), standing(1, 16)], [Some(Standing::Due); 2]);
    assert_eq!(standing(2, 17), Some(Standing::Overdue(3)));
    assert_eq!(standing(3, 100), None, "the plan is done");
    assert_eq!(Plan::default().standing(1, 5), None, "no plan tells");
}

#[test]
fn void_sessions_and_other_bodies_are_no_part_of_it() {
    let mut void = session("Void", "2026-10-15T09:00:00+02:00", &[20.0]);
    Arc::make_mut(&mut void.details).voided = Some("another patient's".to_owned());
    let mut other = session("Other", "2026-10-16T09:00:00+02:00", &[20.0]);
    other.body = BodyKind::AdultMale;
    let memory = memory(vec![void, other]);
    assert!(memory.sessions().is_empty() && memory.nearest(forehead(20.0), 15.0).is_none());
    assert_eq!(memory.elsewhere(), 1, "that of the other body is told");
    assert!(memory.by_locus(at("2026-11-12T09:00:00+01:00"), PLAN).is_empty());
}
