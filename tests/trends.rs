//! What is followed over many sessions: sums are those of the sessions, days those of the calendar, outcomes in their order.

#![allow(clippy::cast_precision_loss, clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::path::Path;
use std::sync::Arc;

use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::chart::{Edit, Outcome, OutcomeId, OutcomePlace, ScaleId, Score, Session, Totals, Value};
use mesomap::compare::trends::{About, Grouping, Measure, Trend, in_order, measures, trend, visits};
use mesomap::export::{Format, page_bytes, trend_csv};
use mesomap::scene::{Item, Sheet, point_words, trend_sheet};
use mesomap::store::{load_session, place_at, scales, sessions_below};
use mesomap::text::{Language, Texts};

/// The sessions of a course of the sample library, out of order.
fn sample(course: &str) -> Vec<Arc<Session>> {
    let charts = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts");
    let of_course = |record: &mesomap::store::Place| record.shown().to_string_lossy().contains(course);
    let records = sessions_below(&place_at(&charts).unwrap()).into_iter().filter(of_course);
    records.map(|record| Arc::new(load_session(&record).unwrap())).rev().collect()
}

fn of(sessions: &[Arc<Session>], measure: &Measure, grouping: Grouping) -> Trend {
    let scale = if let Measure::Outcome(id) = measure { scales().get(id) } else { None };
    trend((sessions, &[0, 14, 28, 42]), (measure, grouping), scale)
}

#[test]
fn sums_are_those_of_each_session_however_they_are_grouped() {
    let sessions = in_order(sample("facial"));
    for grouping in [Grouping::Regions, Grouping::Parts, Grouping::Sides] {
        for (measure, total) in [
            (Measure::Points, (|session| Totals::of(session).all.points as f64) as fn(&Session) -> f64),
            (Measure::Volume, |session| Totals::of(session).all.volume.ml()),
        ] {
            let found = of(&sessions, &measure, grouping);
            for (at, session) in sessions.iter().enumerate() {
                let lines: f64 = found.lines.iter().map(|line| line.readings[at].value).sum();
                let all = found.all.as_ref().unwrap().readings[at].value;
                assert!((lines - total(session)).abs() < 1e-6 && (all - total(session)).abs() < 1e-6, "{grouping:?}");
            }
        }
    }
    let parts = of(&sessions, &Measure::Volume, Grouping::Parts);
    let totals = Totals::of(&sessions[0]);
    for line in &parts.lines {
        let About::Part(locus) = line.about else { panic!("{line:?}") };
        let ml = totals.by_locus.get(&locus).map_or(0.0, |tally| tally.volume.ml());
        assert!((line.readings[0].value - ml).abs() < 1e-6, "{locus:?}");
    }
    let sums: Vec<f64> = parts.lines.iter().map(|line| line.readings.iter().map(|it| it.value).sum()).collect();
    assert!(sums.is_sorted_by(|one, next| one >= next), "most dosed first: {sums:?}");
}

#[test]
fn a_substance_is_its_share_of_what_was_injected() {
    let sessions = in_order(sample("low-back"));
    let lidocaine = measures(&sessions).into_iter().find(|it| matches!(it, Measure::Substance(..))).unwrap();
    let found = of(&sessions, &lidocaine, Grouping::Sides);
    for (reading, session) in found.all.unwrap().readings.iter().zip(&sessions) {
        // 4 mL of 1 % in 5 mL.
        let expected = Totals::of(session).all.volume.ml() * 8.0;
        assert!((reading.value - expected).abs() < 1e-6, "{} {expected}", reading.value);
    }
    let mut unknown = Session::clone(&sessions[0]);
    for mark in &mut unknown.marks {
        Arc::make_mut(mark).deposit.volume = None;
    }
    let found = of(&[Arc::new(unknown)], &lidocaine, Grouping::Sides);
    assert!(found.all.unwrap().readings[0].is_at_least, "what isn't recorded is not nothing");
}

#[test]
fn density_is_of_the_patients_skin() {
    let sessions = in_order(sample("facial"));
    let found = of(&sessions, &Measure::Density, Grouping::Regions);
    assert!(found.all.is_none() && found.most() > 0.2 && found.most() < 20.0, "{}", found.most());
}

#[test]
fn sessions_are_in_order_once_and_only_those_that_count() {
    let mut sessions = sample("facial");
    sessions.push(sessions[1].clone());
    let mut void = Session::clone(&sessions[0]);
    let details = Arc::make_mut(&mut void.details);
    details.voided = Some("wrong patient".to_owned());
    void.id = "void".to_owned();
    sessions.push(Arc::new(void));
    let ordered = in_order(sessions);
    assert_eq!(ordered.len(), 4);
    let days: Vec<_> = visits(&ordered, &[0, 14, 30]).into_iter().map(|it| (it.day, it.gap, it.planned_gap)).collect();
    assert_eq!(days, [(0, None, None), (14, Some(14), Some(14)), (28, Some(14), Some(16)), (42, Some(14), None)]);
}

fn assessed(session: &Arc<Session>, value: f64, at: &str, side: Option<Side>) -> Arc<Session> {
    let region = RegionTree::get().find("malar").unwrap();
    let outcome = Outcome {
        id: OutcomeId::default(),
        scale: ScaleId::new("pain_nrs"),
        version: String::new(),
        place: Some(OutcomePlace::new(region, side)),
        value: Value::Number(Score::from_number(value).unwrap()),
        at: at.parse().unwrap(),
        by: String::new(),
        note: String::new(),
    };
    Arc::new(Edit::PutOutcome(outcome).apply(session).unwrap())
}

#[test]
fn outcomes_lie_where_they_were_assessed_and_thresholds_are_cited() {
    let mut sessions = in_order(sample("facial"));
    sessions[0] = assessed(&sessions[0], 7.0, "2026-09-07T10:00:00+02:00", Some(Side::Left));
    sessions[1] = assessed(&sessions[1], 4.5, "2026-09-25T10:00:00+02:00", Some(Side::Left));
    sessions[1] = assessed(&sessions[1], 2.0, "2026-09-25T10:00:00+02:00", Some(Side::Right));
    let measure = Measure::Outcome(ScaleId::new("pain_nrs"));
    assert!(measures(&sessions).contains(&measure));
    let found = of(&sessions, &measure, Grouping::Regions);
    let values = |at: usize| found.lines[at].readings.iter().map(|it| (it.day, it.value)).collect::<Vec<_>>();
    assert_eq!((values(0), values(1)), (vec![(0, 7.0), (18, 4.5)], vec![(18, 2.0)]));
    assert_eq!(found.is_better(&found.lines[0]), Some(true));
    let levels: Vec<f64> = found.levels(&found.lines[0]).iter().map(|level| level.value).collect();
    assert_eq!(levels, [6.0, 5.0, 5.0]);
    let texts = Texts::english();
    let sheet = trend_sheet(&found, &texts);
    let said = all_words(&sheet);
    for words in ["NRS-SAL", "33 %", "left malar", "higher is worse", "14 d (plan 14)"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let table = trend_csv(&found, &texts);
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.contains(",2026-09-25,18,Session 2,14,14,4.5,,,"), "{table}");
    let point = point_words(&found, &found.lines[0], &found.lines[0].readings[1], &Texts::of(Language::French));
    assert!(point.contains("4,5"), "{point}");
}

fn all_words(sheet: &Sheet) -> String {
    let words =
        sheet.items.iter().filter_map(|item| if let Item::Text(line) = item { Some(&*line.string) } else { None });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_drawing_stays_on_its_page_and_is_written() {
    let sessions = in_order(sample("facial"));
    for measure in measures(&sessions) {
        let found = of(&sessions, &measure, Grouping::Parts);
        for language in [Language::English, Language::French] {
            let sheet = trend_sheet(&found, &Texts::of(language));
            for item in &sheet.items {
                let Item::Text(line) = item else { continue };
                let rect = line.rect();
                let inside = rect.min.min_element() >= 7.9 && (sheet.page_mm - rect.max).min_element() >= 7.0;
                assert!(inside, "{measure:?}: {} {rect:?}", line.string);
            }
            let svg = String::from_utf8(page_bytes(&sheet, Format::Svg, 100).unwrap()).unwrap();
            assert!(svg.contains("<path"), "{measure:?}");
            assert!(page_bytes(&sheet, Format::Png, 60).unwrap().starts_with(b"\x89PNG"));
        }
    }
    let of_nothing = of(&[], &Measure::Volume, Grouping::Regions);
    assert!(of_nothing.lines.is_empty() && !trend_sheet(&of_nothing, &Texts::english()).items.is_empty());
}
