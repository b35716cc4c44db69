//! Whatever a session holds comes back from its text, and the text reads well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use mesomap::atlas::regions::Side;
use mesomap::atlas::size::{Measure, Scaled};
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Change, Cocktail, Component, Concentration, ConcentrationUnit, Deposit, Depth, Details, Edit, EditError, Ground,
    GroupId, History, Length, Letter, Mark, MarkId, Moment, Outcome, OutcomeId, Outline, Path as ShapePath,
    PatientSize, ScaleId, Score, Session, Shape, Site, TechniqueId, Value, Volume,
};
use mesomap::pattern::Pattern;
use mesomap::store::{Unwritable, parse_session, session_text};
use proptest::prelude::*;

use store_support::session;

fn back(text: &str) -> Session {
    parse_session(Path::new("test.ron"), text.as_bytes()).unwrap()
}

#[test]
fn the_text_reads_well() {
    let expected = r#"(
    schema: "mesomap/session/10",
    id: "session-1",
    title: "Session 1",
    started: "2026-09-07T10:30:00+02:00",
    clinician: "Dr Sample",
    body: "adult-female",
    notes: "first line\nsecond line",
    cocktails: [
        (
            letter: "A",
            name: "Glow",
            prepared_ml: 2.5,
            components: [
                (substance: "Hyaluronic acid, \"non-crosslinked\"", volume_ml: 2.0, manufacturer: "Sample maker", lot: "SAMPLE-LOT-1", expiry: "2027-06-30"),
                (substance: "Lidocaine", concentration: (1.0, "%"), volume_ml: 0.5),
            ],
        ),
    ],
    last_number: 5,
    marks: [
        Point(id: 1, at: (12.34, -80.12, 1560.0), technique: "endoepidermal", depth_mm: 0.15, cocktail: "A", volume_ml: 0.01),
        Point(id: 2, at: (0.0, -80.0, 1500.1), technique: "endoepidermal", depth_mm: 0.15, cocktail: "A", volume_ml: 0.01),
        Point(id: 5, at: (-1.0, 0.0, 1560.0), technique: "endoepidermal", depth_mm: 0.15),
    ],
)
"#;
    assert_eq!(session_text(&session()).unwrap(), expected);
    assert_eq!(back(expected), session());
}

#[test]
fn what_was_measured_is_kept() {
    let length = |mm| Length::from_mm(mm).unwrap();
    let size = PatientSize::new([(Measure::Height, length(1650.0)), (Measure::Bizygomatic, length(131.5))]).unwrap();
    let session = session();
    let measured =
        Session { details: Arc::new(Details { size, ..Details::clone(&session.details) }), ..session.clone() };
    let text = session_text(&measured).unwrap();
    assert!(text.contains("\n    measured: [(\"bizygomatic\", 131.5), (\"height\", 1650.0)],\n"), "{text}");
    assert_eq!(back(&text), measured);
    let emptied = text.replace("(\"bizygomatic\", 131.5), (\"height\", 1650.0)", "");
    assert_eq!(back(&emptied), session, "nothing measured");
}

fn shapes() -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let spots = |count: i32| {
        let spot = |index: i32| Site::recorded(body, [1000 + 300 * index, -8000 + 100 * index * index, 150_000]);
        (0..count).map(spot).collect::<Vec<_>>()
    };
    let deposit = store_support::deposit();
    let line = deposit.mark_at(Shape::Line(ShapePath::new(spots(3)).unwrap()));
    let fine = Deposit { volume: Some(Volume::from_ml(1.2345).unwrap()), ..deposit };
    let area = fine.mark_at(Shape::Area(Outline::new(body, spots(4)).unwrap()));
    let mut session = Edit::Place(vec![line, area]).apply(&session()).unwrap();
    session = Edit::Set([MarkId(6), MarkId(7)].into(), Change::Group(Some(GroupId(2)))).apply(&session).unwrap();
    Arc::make_mut(&mut session.marks[0]).number = 12;
    session
}

#[test]
fn lines_areas_groups_and_numbers_are_kept() {
    let session = shapes();
    let text = session_text(&session).unwrap();
    for written in [
        "    last_number: 12,\n",
        "        Point(id: 1, number: 12, at: (12.34, -80.12, 1560.0), technique",
        "        Line(id: 6, path: [(10.0, -80.0, 1500.0), (13.0, -79.0, 1500.0), (16.0, -76.0, 1500.0)], technique",
        "        Area(id: 7, outline: [(10.0, -80.0, 1500.0), ",
        "cocktail: \"A\", volume_ml: 1.2345, group: 2),\n",
    ] {
        assert!(text.contains(written), "{written}\n{text}");
    }
    let read = back(&text);
    assert_eq!(read, session);
    assert_eq!(session_text(&read).unwrap(), text);
}

#[test]
fn a_record_of_version_3_changes_no_line_but_the_first() {
    let old = include_str!("records/session-3.ron");
    let read = back(old);
    assert_eq!(read.marks.len(), 3);
    assert_eq!(session_text(&read).unwrap(), old.replace("mesomap/session/3", "mesomap/session/10"));
}

#[test]
fn a_record_of_version_4_changes_no_line_but_the_first() {
    let old = include_str!("records/session-4.ron");
    let read = back(old);
    assert_eq!((read.marks.len(), read.groups.len()), (3, 2));
    assert_eq!(session_text(&read).unwrap(), old.replace("mesomap/session/4", "mesomap/session/10"));
}

#[test]
fn a_record_of_version_5_changes_no_line_but_the_first() {
    let old = include_str!("records/session-5.ron");
    let read = back(old);
    assert_eq!(session_text(&read).unwrap(), old.replace("mesomap/session/5", "mesomap/session/10"));
    let remark = read.marks[0].remark.as_ref().unwrap();
    assert_eq!((remark.note.as_str(), remark.symptom, remark.reaction.as_str()), ("hurts", Some(7), "wheal"));
    assert_eq!(read.groups[0].origin.protocol().unwrap().revision, 2);
    assert_eq!(read.marks[2].device.as_ref().unwrap().passes, Some(3));
    assert_eq!(read.cocktails[0].discarded.as_ref().unwrap().volume.ml(), 0.4);
}

#[test]
fn a_record_of_version_6_changes_no_line_but_the_first() {
    let old = include_str!("records/session-6.ron");
    assert_eq!(session_text(&back(old)).unwrap(), old.replace("mesomap/session/6", "mesomap/session/10"));
    // It knows nothing of what is void.
    assert_refused(&old.replacen("    title:", "    voided: \"wrong patient\", title:", 1), "voided");
}

#[test]
fn a_record_of_version_7_changes_no_line_but_the_first() {
    let old = include_str!("records/session-7.ron");
    let read = back(old);
    assert_eq!(session_text(&read).unwrap(), old.replace("mesomap/session/7", "mesomap/session/10"));
    assert_eq!((read.details.voided.as_deref(), read.voided.len()), (Some("wrong patient"), 1));
}

#[test]
fn a_record_of_version_8_changes_no_line_but_the_first_and_knows_no_brush() {
    let old = include_str!("records/session-8.ron");
    assert_eq!(session_text(&back(old)).unwrap(), old.replace("mesomap/session/8", "mesomap/session/10"));
    let painted = old.replacen("over: Row([", "over: Painted(radius_mm: 12.0, along: [", 1);
    assert_refused(&painted, "Painted");
    let read = back(&painted.replace("mesomap/session/8", "mesomap/session/10"));
    let Ground::Painted(painted) = &read.groups[0].origin.laying().unwrap().ground else {
        panic!("{:?}", read.groups[0])
    };
    assert_eq!((painted.along.len(), painted.radius), (2, Length::nearest_mm(12.0)));
    assert_eq!(back(&session_text(&read).unwrap()), read);
    for radius in ["0.99", "100.01", "NaN", "-12.0"] {
        let wrong = session_text(&read).unwrap().replacen("radius_mm: 12.0", &format!("radius_mm: {radius}"), 1);
        assert_refused(&wrong, "radius_mm");
    }
}

#[test]
fn a_record_of_version_9_changes_no_line_but_the_first_and_knows_no_outcome() {
    let old = include_str!("records/session-9.ron");
    let read = back(old);
    assert_eq!(session_text(&read).unwrap(), old.replace("mesomap/session/9", "mesomap/session/10"));
    assert_eq!((read.outcomes.len(), read.last_outcome()), (0, 0));
    assert_refused(&old.replacen("    void_marks:", "    outcomes: [],\n    void_marks:", 1), "outcomes");
}

/// Outcomes as version 10 writes them.
const OUTCOMES: &str = "    last_outcome: 7,
    outcomes: [
        (id: 1, scale: \"pain_nrs\", region: \"malar\", side: \"left\", value: Number(4.5), at: \"2026-09-07T10:30:00+02:00\", by: \"Dr Sample\", note: \"at rest\"),
        (id: 2, scale: \"ctcae_isr\", version: \"6.0\", value: Key(\"grade_1\"), at: \"2026-09-09T08:00:00+02:00\"),
        (id: 5, scale: \"of_a_later_list\", region: \"face\", value: Key(\"so-so\"), at: \"2026-09-09T08:00:00+02:00\"),
    ],
)
";

fn with_outcomes() -> String {
    let text = session_text(&session()).unwrap();
    let end = text.rfind(")\n").unwrap();
    format!("{}{OUTCOMES}", &text[..end])
}

#[test]
fn what_was_assessed_is_kept_also_on_a_scale_that_nobody_knows() {
    let text = with_outcomes();
    let read = back(&text);
    assert_eq!(session_text(&read).unwrap(), text);
    let first = &read.outcomes[0];
    assert_eq!((first.by.as_str(), first.note.as_str()), ("Dr Sample", "at rest"));
    assert_eq!(first.value, Value::Number(Score::from_number(4.5).unwrap()));
    assert_eq!(first.place.unwrap().side, Some(Side::Left));
    assert_eq!((read.outcomes[1].place, read.outcomes[2].scale.as_str()), (None, "of_a_later_list"));
    assert_eq!(read.last_outcome(), 7);
    // An outcome added by hand may be ahead of the count.
    assert_eq!(back(&text.replacen("last_outcome: 7", "last_outcome: 2", 1)).last_outcome(), 5);
}

#[test]
fn an_outcome_of_nonsense_is_refused_where_it_stands() {
    let text = with_outcomes();
    for (right, wrong) in [
        ("(id: 2, scale", "(id: 1, scale"),
        ("(id: 2, scale", "(id: 0, scale"),
        ("scale: \"pain_nrs\"", "scale: \" \""),
        ("region: \"malar\"", "region: \"nowhere\""),
        ("side: \"left\"", "side: \"midline\""),
        ("region: \"face\", value", "side: \"left\", value"),
        ("Number(4.5)", "Number(-0.5)"),
        ("Number(4.5)", "Number(4.555)"),
        ("Number(4.5)", "Number(NaN)"),
        ("Number(4.5)", "Number(10000.5)"),
        ("Number(4.5)", "Key(\"\")"),
        ("Number(4.5)", "4.5"),
        ("at: \"2026-09-07T10:30:00+02:00\", by", "at: \"2026-09-37T10:30:00+02:00\", by"),
        ("by: \"Dr Sample\"", "who: \"Dr Sample\""),
    ] {
        let hostile = text.replacen(right, wrong, 1);
        assert_ne!(hostile, text, "{right}");
        assert_refused(&hostile, wrong);
    }
    let long = text.replacen("at rest", &"x".repeat(2_001), 1);
    assert_refused(&long, "xxx");
    let row = |id: usize| format!("(id: {id}, scale: \"x\", value: Number(1.0), at: \"2026-09-07T10:30:00+02:00\"),\n");
    let rows: String = (10..2_010).map(row).collect();
    let many = text.replacen("outcomes: [", &format!("outcomes: [\n{rows}"), 1);
    let error = parse_session(Path::new("test.ron"), many.as_bytes()).expect_err("too many");
    assert!(format!("{error:?}").contains("TooMany"), "{error:?}");
}

fn assessed(value: f64) -> Outcome {
    Outcome {
        id: OutcomeId(0),
        scale: ScaleId::new("pain_nrs"),
        version: String::new(),
        place: None,
        value: Value::Number(Score::from_number(value).unwrap()),
        at: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        by: "Dr \"Sample\"".to_owned(),
        note: "two\nlines".to_owned(),
    }
}

#[test]
fn outcomes_are_added_put_right_and_taken_off_and_each_can_be_undone() {
    let mut history = History::new(session());
    history.apply(&Edit::PutOutcome(assessed(6.0))).unwrap();
    history.apply(&Edit::PutOutcome(assessed(4.0))).unwrap();
    let second = OutcomeId(2);
    history.apply(&Edit::PutOutcome(Outcome { id: second, ..assessed(3.0) })).unwrap();
    assert_eq!(history.session().outcome(second).unwrap().value, assessed(3.0).value);
    history.apply(&Edit::RemoveOutcome(second)).unwrap();
    assert_eq!((history.session().outcomes.len(), history.session().last_outcome()), (1, 2));
    history.undo().unwrap();
    assert_eq!(history.session().outcome(second).unwrap().value, assessed(3.0).value);
    for _ in 0..3 {
        history.undo().unwrap();
    }
    // What was undone may be on paper: its identity isn't given again.
    history.apply(&Edit::PutOutcome(assessed(5.0))).unwrap();
    assert_eq!(history.session().outcomes[0].id, OutcomeId(3));
    assert_eq!(back(&session_text(history.session()).unwrap()), **history.session());
    let unknown = Edit::PutOutcome(Outcome { id: OutcomeId(9), ..assessed(1.0) });
    assert_eq!(unknown.apply(history.session()).unwrap_err(), EditError::NoSuchOutcome(OutcomeId(9)));
}

/// What is kept of a session with a void mark, itself void.
fn void_text() -> String {
    let session = Edit::Void([MarkId(2)].into(), "wrong side".to_owned()).apply(&session()).unwrap();
    let details = Details { voided: Some("wrong patient".to_owned()), ..Details::clone(&session.details) };
    session_text(&Edit::SetDetails(details).apply(&session).unwrap()).unwrap()
}

#[test]
fn what_is_void_is_kept_with_its_reason_where_it_counts_nowhere() {
    let text = void_text();
    let read = back(&text);
    assert_eq!(read.details.voided.as_deref(), Some("wrong patient"));
    assert_eq!((read.marks.len(), read.voided.len(), read.last_number()), (2, 1, 5));
    assert_eq!((read.voided[0].mark.id, &*read.voided[0].why), (MarkId(2), "wrong side"));
    assert!(text.contains("    voided: \"wrong patient\",\n"), "{text}");
    assert!(text.contains("    void_marks: [\n        (why: \"wrong side\", mark: Point(id: 2, at: "), "{text}");
    assert_eq!(session_text(&read).unwrap(), text);
}

#[test]
fn a_mark_is_void_or_not_and_void_for_a_reason() {
    let text = void_text();
    for (right, wrong) in [
        ("mark: Point(id: 2,", "mark: Point(id: 0,"),
        ("why: \"wrong side\", mark", "why: \" \", mark"),
        ("why: \"wrong side\", mark", "mark"),
        ("(why: \"wrong side\", mark", "(why: \"wrong side\", who: \"me\", mark"),
        ("voided: \"wrong patient\"", "voided: \"\""),
    ] {
        let hostile = text.replacen(right, wrong, 1);
        assert_ne!(hostile, text, "{right}");
        parse_session(Path::new("test.ron"), hostile.as_bytes()).expect_err(wrong);
    }
    for twice in ["mark: Point(id: 1,", "mark: Point(id: 9, number: 5,"] {
        let hostile = text.replacen("mark: Point(id: 2,", twice, 1);
        let error = parse_session(Path::new("test.ron"), hostile.as_bytes()).expect_err(twice);
        assert!(format!("{error:?}").contains("MarkTwice"), "{error:?}");
    }
}

/// A field as it is told since version 6.
const PLACED: &str = "pattern: Rows, spacing_mm: 10.0, margin_mm: 5.0, anchor: (0.0, -120.0, 950.0), toward_degrees: -12.5, \
     protocol:";

#[test]
fn what_version_6_added_is_kept() {
    let old = include_str!("records/session-5.ron").replace("mesomap/session/5", "mesomap/session/10");
    let new = old.replacen("pattern: Square, spacing_mm: 10.0, protocol:", PLACED, 1);
    let read = back(&new);
    assert_eq!(session_text(&read).unwrap(), new);
    let laying = read.groups[0].origin.laying().unwrap();
    assert_eq!(laying.pattern, Pattern::Rows);
    assert_eq!((laying.placing.margin.mm(), laying.placing.toward.unwrap().degrees()), (5.0, -12.5));
    assert_eq!(laying.placing.anchor.unwrap().hundredths(), [0, -12_000, 95_000]);
    for pattern in ["Herringbone", "Concentric", "EvenRandom(3)"] {
        let other = new.replacen("pattern: Rows", &format!("pattern: {pattern}"), 1);
        assert_eq!(session_text(&back(&other)).unwrap(), other);
    }
    // The oldest versions know none of it.
    for unknown in
        ["pattern: Rows, spacing_mm: 10.0, protocol:", "pattern: Square, spacing_mm: 10.0, margin_mm: 5.0, protocol:"]
    {
        let frozen = include_str!("records/session-5.ron");
        let hostile = frozen.replacen("pattern: Square, spacing_mm: 10.0, protocol:", unknown, 1);
        assert_refused(&hostile, unknown);
    }
}

#[test]
fn a_field_placed_by_nonsense_is_refused_where_it_stands() {
    let old = include_str!("records/session-5.ron").replace("mesomap/session/5", "mesomap/session/10");
    let new = old.replacen("pattern: Square, spacing_mm: 10.0, protocol:", PLACED, 1);
    for (right, wrong) in [
        ("pattern: Rows", "pattern: Rings"),
        ("pattern: Rows", "pattern: Rows(1)"),
        ("margin_mm: 5.0", "margin_mm: -1.0"),
        ("margin_mm: 5.0", "margin_mm: 100.1"),
        ("margin_mm: 5.0", "margin_mm: NaN"),
        ("margin_mm: 5.0", "margin_mm: 5.01"),
        ("toward_degrees: -12.5", "toward_degrees: 180.1"),
        ("toward_degrees: -12.5", "toward_degrees: 0.05"),
        ("toward_degrees: -12.5", "toward_degrees: inf"),
        ("toward_degrees: -12.5", "toward_degrees: NaN"),
        ("anchor: (0.0, -120.0, 950.0)", "anchor: (0.0, -900.0, 950.0)"),
        ("anchor: (0.0, -120.0, 950.0)", "anchor: (0.0, NaN, 950.0)"),
        ("anchor: (0.0, -120.0, 950.0)", "anchor: (0.0, 950.0)"),
        ("anchor: (0.0, -120.0, 950.0)", "anchor: None"),
    ] {
        assert_refused(&new.replacen(right, wrong, 1), wrong);
    }
}

/// Refused at the last line that holds `wrong`.
fn assert_refused(hostile: &str, wrong: &str) {
    let line = (1..).zip(hostile.lines()).filter(|(_, line)| line.contains(wrong)).map(|(at, _)| at).last();
    let error = parse_session(Path::new("test.ron"), hostile.as_bytes()).expect_err(wrong);
    assert!(line.is_some(), "{wrong}");
    assert_eq!(error.position().map(|position| position.line), line, "{wrong}: {error:?}");
}

#[test]
fn a_reason_to_discard_without_a_volume_is_refused_not_dropped() {
    let whole = include_str!("records/session-4.ron").replace("mesomap/session/4", "mesomap/session/10");
    let alone = whole.replacen("prepared_ml: 2.5,", "prepared_ml: 2.5, discarded_why: \"fell\",", 1);
    let error = parse_session(Path::new("test.ron"), alone.as_bytes()).unwrap_err();
    assert!(format!("{error:?}").contains("discarded_ml"), "{error:?}");
    back(&alone.replacen("discarded_why", "discarded_ml: 0.5, discarded_why", 1));
}

#[test]
fn how_groups_came_to_be_is_kept() {
    let written = "    groups: [
        Field(id: 1, over: Regions([(\"malar\", \"right\"), (\"glabella\", \"midline\")]), pattern: Hexagonal, spacing_mm: 10.5),
        Field(id: 2, over: Regions([(\"malar\", \"left\")]), mirrored: true, pattern: EvenRandom(7), spacing_mm: 3.0),
        Carried(id: 4, session: \"session-0\", started: \"2026-08-07T10:30:00+02:00\"),
    ],
    marks: [";
    let text = session_text(&shapes()).unwrap().replacen("    marks: [", written, 1);
    let read = back(&text);
    assert_eq!(read.groups.len(), 3);
    let again = session_text(&read).unwrap();
    assert!(again.contains("spacing_mm: 10.5") && again.contains("EvenRandom(7)"), "{again}");
    assert_eq!(back(&again), read);
    for (right, wrong) in [
        ("\"malar\", \"left\"", "\"malar\", \"midline\""),
        ("\"malar\", \"left\"", "\"face\", \"left\""),
        ("\"malar\", \"left\"", "\"nowhere\", \"left\""),
        ("spacing_mm: 3.0", "spacing_mm: 0.5"),
        ("spacing_mm: 3.0", "spacing_mm: 3.05"),
        ("spacing_mm: 3.0", "spacing_mm: inf"),
        ("Field(id: 2", "Field(id: 1"),
        ("Field(id: 2", "Field(id: 0"),
        ("EvenRandom(7)", "EvenRandom(-7)"),
        ("EvenRandom(7)", "Spiral"),
        ("2026-08-07T10", "2026-08-37T10"),
    ] {
        let hostile = text.replacen(right, wrong, 1);
        assert_ne!(hostile, text, "{right}");
        let line = (1..).zip(hostile.lines()).filter(|(_, line)| line.contains(wrong)).map(|(at, _)| at).last();
        let error = parse_session(Path::new("test.ron"), hostile.as_bytes()).expect_err(wrong);
        assert_eq!(error.position().map(|position| position.line), line, "{wrong}: {error:?}");
    }
}

#[test]
fn records_of_old_versions_become_new_ones_and_lose_nothing() {
    for (old, measured) in [(include_str!("records/session-1.ron"), 0), (include_str!("records/session-2.ron"), 1)] {
        let read = back(old);
        let points: Vec<&str> = old.lines().filter(|line| line.starts_with("        Point(")).collect();
        assert_eq!((read.marks.len(), read.details.size.lengths().count()), (points.len(), measured));
        assert_eq!(read.last_number(), read.marks.last().unwrap().id.0);
        let new = session_text(&read).unwrap();
        assert_eq!(back(&new), read);
        // Version 3 added two lines' worth of head, and changes no other line.
        let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (old.lines().collect(), new.lines().collect());
        assert_eq!((old.difference(&new).count(), new.difference(&old).count()), (1, 2));
    }
}

#[test]
fn a_number_is_never_given_twice() {
    let add = |session: &Session| {
        let mark = store_support::deposit().mark_at(session.marks[0].site());
        Edit::Place(vec![mark]).apply(session).unwrap()
    };
    let all = |session: &Session| session.marks.iter().map(|mark| mark.id).collect();
    let emptied = Edit::Remove(all(&session())).apply(&session()).unwrap();
    assert_eq!(emptied.last_number(), 5);
    let reopened = back(&session_text(&emptied).unwrap());
    let mut next = reopened.clone();
    next.marks = session().marks[..1].to_vec();
    let placed = add(&next);
    assert_eq!(placed.marks.last().map(|mark| (mark.id, mark.number)), Some((MarkId(6), 6)));
    // A printed number may run ahead of the identities.
    assert_eq!(add(&shapes()).marks.last().map(|mark| mark.number), Some(13));
}

#[test]
fn what_was_undone_keeps_its_number() {
    let mut history = History::new(session());
    let place = Edit::Place(vec![store_support::deposit().mark_at(session().marks[0].site())]);
    history.preview(&place).unwrap();
    history.abort();
    for expected in [6, 7] {
        history.apply(&place).unwrap();
        assert_eq!(history.session().marks.last().map(|mark| mark.number), Some(expected));
        history.undo();
        assert_eq!(back(&session_text(history.settled()).unwrap()).last_number(), expected);
    }
    assert!(history.redo().is_some());
    assert_eq!(history.session().marks.last().map(|mark| mark.number), Some(7));
}

#[test]
fn the_last_number_of_all_leaves_no_other_and_says_so() {
    let text = session_text(&session()).unwrap();
    let full = back(&text.replacen("id: 5,", "id: 4294967295,", 1));
    assert_eq!(back(&session_text(&full).unwrap()), full);
    let place = Edit::Place(vec![store_support::deposit().mark_at(full.marks[0].site())]);
    assert_eq!(place.apply(&full), Err(EditError::NumbersUsedUp));
}

#[test]
fn a_changed_mark_is_a_changed_line() {
    let before = session_text(&session()).unwrap();
    let after = session_text(&store_support::changed(&session())).unwrap();
    let differing = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((differing, before.lines().count()), (1, after.lines().count()));
}

#[test]
fn other_spellings_mean_the_same() {
    let text = session_text(&session()).unwrap();
    let respelled = text
        .replace("1560.0", "1560")
        .replace("\n        Point(id: 5,", "\n        // by hand\n        Point( id : 5,")
        .replace("first line\\n", "first line\n");
    assert_eq!(back(&respelled), session());
    assert_eq!(back(&format!("\u{feff}{}", text.replace('\n', "\r\n"))), session());
}

#[test]
fn marks_and_cocktails_are_put_in_order() {
    let text = session_text(&session()).unwrap();
    let shuffled = text.replace("id: 1,", "id: 9,");
    let ids: Vec<_> = back(&shuffled).marks.iter().map(|mark| mark.id.0).collect();
    assert_eq!(ids, [2, 5, 9]);
}

#[test]
fn sessions_that_could_not_be_read_back_are_refused() {
    let refusal = |change: fn(&mut Session)| {
        let mut session = session();
        change(&mut session);
        session_text(&session).unwrap_err()
    };
    assert_eq!(refusal(|session| session.id.clear()), Unwritable::NoId);
    assert_eq!(refusal(|session| session.marks.swap(0, 1)), Unwritable::MarksUnordered);
    assert_eq!(refusal(|session| session.marks[1] = session.marks[0].clone()), Unwritable::MarksUnordered);
    assert_eq!(refusal(|session| session.cocktails.push(session.cocktails[0].clone())), Unwritable::CocktailsUnordered);
    assert_eq!(refusal(|session| Arc::make_mut(&mut session.marks[0]).id = MarkId(0)), Unwritable::MarkNumberZero);
    let far = |session: &mut Session| {
        let site = Site::recorded(Body::get(BodyKind::AdultFemale), [300_001, 0, 0]);
        Arc::make_mut(&mut session.marks[0]).shape = site.into();
    };
    assert_eq!(refusal(far), Unwritable::MarkTooFar);
}

/// Anything that can be typed or pasted, with what is awkward in RON more often than by chance.
fn text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "\"", "\\", "\n", "\r\n", "\t", "\0", "\u{7f}", "\u{202e}", "\u{feff}", "é", "김", "😀", "//", "/*", "r#\"",
        "\\u{41}", "(", "]", "'", "Some(", " ",
    ]);
    let piece = prop_oneof![awkward.prop_map(str::to_owned), any::<char>().prop_map(String::from), "[a-z ]{0,8}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn volume() -> impl Strategy<Value = Volume> {
    (0..=100_000_000_u32).prop_map(|steps| Volume::nearest_ml(f64::from(steps) / 10_000.0))
}

fn letter() -> impl Strategy<Value = Letter> {
    (0..26_usize).prop_map(|index| Letter::all().nth(index).unwrap())
}

fn date() -> impl Strategy<Value = jiff::civil::Date> {
    (0..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn moment() -> impl Strategy<Value = Moment> {
    (date(), 0..24_i8, 0..60_i8, 0..60_i8, -1439..=1439_i32).prop_map(|(date, hour, minute, second, offset_min)| {
        Moment::new(date.at(hour, minute, second, 0), jiff::tz::Offset::from_seconds(offset_min * 60).unwrap())
    })
}

fn size() -> impl Strategy<Value = PatientSize> {
    let of_part = |part: Scaled| {
        let measures: Vec<_> = Measure::ALL.into_iter().filter(|measure| measure.scaled() == part).collect();
        let within = prop::sample::select(measures).prop_flat_map(|measure| {
            let limits_mm = measure.limits_mm();
            (Just(measure), limits_mm.prop_map(Length::nearest_mm))
        });
        prop::option::of(within)
    };
    (of_part(Scaled::Head), of_part(Scaled::Body))
        .prop_map(|(head, body)| PatientSize::new(head.into_iter().chain(body)).unwrap())
}

fn concentration() -> impl Strategy<Value = Concentration> {
    let unit = prop::sample::select(ConcentrationUnit::ALL.to_vec());
    (0..=10_000_000_000_i64, unit).prop_map(|(steps, unit)| {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        Concentration::new(steps as f64 / 10_000.0, unit).unwrap()
    })
}

fn component() -> impl Strategy<Value = Component> {
    let named = (text(), text(), text());
    let dosed = (prop::option::of(concentration()), volume(), prop::option::of(date()));
    (named, dosed).prop_map(|((substance, manufacturer, lot), (concentration, volume, expiry))| Component {
        substance,
        concentration,
        volume,
        manufacturer,
        lot,
        expiry,
    })
}

fn cocktails() -> impl Strategy<Value = Vec<Arc<Cocktail>>> {
    let one = (text(), prop::collection::vec(component(), 0..4), volume());
    prop::collection::btree_map(letter(), one, 0..5).prop_map(|by_letter| {
        let cocktail = |(letter, (name, components, prepared))| {
            Arc::new(Cocktail { letter, name, components, prepared, discarded: None })
        };
        by_letter.into_iter().map(cocktail).collect()
    })
}

fn shape(kind: BodyKind) -> impl Strategy<Value = Shape> {
    // Anywhere, and the other spots of a line or an area within 200 mm each way: all of a session's are 100 m long at most.
    let at = prop::array::uniform3(-280_000..=280_000_i32);
    let others = prop::collection::vec(prop::array::uniform3(-20_000..=20_000_i32), 2..5);
    (at, others, 0..3).prop_map(move |(first, others, which)| {
        let body = Body::get(kind);
        let spots = others.into_iter().map(|way| std::array::from_fn(|axis| first[axis] + way[axis]));
        let sites: Vec<Site> = std::iter::once(first).chain(spots).map(|at| Site::recorded(body, at)).collect();
        match which {
            0 => sites[0].into(),
            1 => Shape::Line(ShapePath::new(sites).unwrap()),
            _ => Shape::Area(Outline::new(body, sites).unwrap()),
        }
    })
}

fn marks(kind: BodyKind) -> impl Strategy<Value = Vec<Arc<Mark>>> {
    let depth = (0..=5000_u32).prop_map(|hundredths| Depth::nearest_mm(f64::from(hundredths) / 100.0));
    let deposit = (text(), depth, prop::option::of(letter()), prop::option::of(volume())).prop_map(
        |(technique, depth, cocktail, volume)| {
            let technique = TechniqueId::new(&technique);
            Deposit { technique, depth, cocktail, volume }
        },
    );
    let one = (shape(kind), deposit, prop::option::of((1..=u32::MAX).prop_map(GroupId)));
    prop::collection::btree_map(1..=u32::MAX, one, 0..12).prop_map(move |by_id| {
        let mark = |(id, (shape, deposit, group)): (u32, (Shape, Deposit, _))| {
            Arc::new(Mark { group, ..deposit.mark_at(shape).numbered(id) })
        };
        by_id.into_iter().map(mark).collect()
    })
}

fn sessions() -> impl Strategy<Value = Session> {
    let body = prop::sample::select(BodyKind::ALL.to_vec());
    let time = proptest::option::of(1_u32..100_000);
    let why = proptest::option::of(text().prop_map(|why| format!("why {why}")));
    let details = (text(), moment(), text(), text(), size(), time, why);
    let details = details.prop_map(|(title, started, clinician, notes, size, charting_s, voided)| Details {
        title,
        started,
        clinician,
        notes,
        size,
        charting_s,
        voided,
    });
    let with_marks = body.prop_flat_map(|kind| (Just(kind), marks(kind)));
    let void = prop::collection::vec(proptest::bool::weighted(0.2), 40);
    (text(), details, with_marks, cocktails(), void).prop_map(|(id, details, (body, marks), cocktails, void)| {
        let mut session = Session::new(format!("id {id}"), details, body);
        (session.marks, session.cocktails) = (marks, cocktails);
        let of_them = session.marks.iter().zip(&void).filter(|(_, is_void)| **is_void).map(|(mark, _)| mark.id);
        Edit::Void(of_them.collect(), session.id.clone()).apply(&session).unwrap()
    })
}

proptest! {
    #[test]
    fn any_session_survives(session in sessions()) {
        let text = session_text(&session).unwrap();
        let read = back(&text);
        prop_assert_eq!(&read, &session);
        prop_assert_eq!(session_text(&read).unwrap(), text);
    }
}
