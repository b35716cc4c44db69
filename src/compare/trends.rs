//! What becomes of dose and outcome over many sessions: one line per part of the body, in the order of time.
//!
//! Sums are those of [`crate::chart::Totals`]: void marks count nowhere, a volume that isn't recorded makes a sum the least that it can be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::atlas::Body;
use crate::atlas::regions::{Locus, RegionId, Side, locus_area_cm2, region_area_cm2};
use crate::chart::{Mark, Outcome, OutcomePlace, Scale, ScaleId, Session, Threshold, Value, Volume};

/// What is followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How many marks.
    Points,
    /// Millilitres.
    Volume,
    /// Marks per cm² of the patient's skin.
    Density,
    /// A substance by its name, in `mg` or `IU`.
    Substance(String, &'static str),
    /// A scale of outcomes.
    Outcome(ScaleId),
}

/// What has a line of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// Each region, left and right together.
    #[default]
    Regions,
    /// Each region on each side.
    Parts,
    /// Each side of the body.
    Sides,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A region, on both sides.
    Region(RegionId),
    /// A region on a side.
    Part(Locus),
    /// A side of the body.
    Side(Side),
    /// What an outcome is about; `None` for the whole session.
    Place(Option<OutcomePlace>),
}

/// A session of a trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The session's identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date on the clinic's calendar.
    pub date: Date,
    /// Days since the first.
    pub day: i32,
    /// Days since the one before.
    pub gap: Option<i32>,
    /// Days since the first that were planned, where the plan reaches that far.
    pub planned_day: Option<u16>,
    /// Days since the one before that were planned.
    pub planned_gap: Option<i32>,
}

/// One value of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Of which visit, by its place among them.
    pub visit: usize,
    /// On which day it was taken.
    pub date: Date,
    /// Days since the first visit.
    pub day: i32,
    /// In the unit of the measure; of an answer its place among the answers, from 0.
    pub value: f64,
    /// Whether it is only the least that it can be.
    pub is_at_least: bool,
}

/// What becomes of one part of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which part.
    pub about: About,
    /// Its values, by time.
    pub readings: Vec<Reading>,
}

/// What becomes of a measure over many sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// What is followed.
    pub measure: Measure,
    /// What has a line.
    pub grouping: Grouping,
    /// The sessions, by time.
    pub visits: Vec<Visit>,
    /// The parts, those of the highest sum first.
    pub lines: Vec<Line>,
    /// All parts together, where they add up.
    pub all: Option<Line>,
    /// The scale of outcomes, where it is known.
    pub scale: Option<Scale>,
}

/// A value from which a source calls the change of a line a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Where it lies.
    pub value: f64,
    /// What it is.
    pub threshold: Threshold,
}

/// The sessions that count, each once, by time.
pub fn in_order(sessions: impl IntoIterator<Item = Arc<Session>>) -> Vec<Arc<Session>> {
    let mut seen = BTreeSet::new();
    let counting = sessions.into_iter().filter(|session| session.details.voided.is_none());
    let mut sessions: Vec<_> = counting.filter(|session| seen.insert(session.id.clone())).collect();
    sessions.sort_by(|one, other| one.details.started.cmp(&other.details.started).then(one.id.cmp(&other.id)));
    sessions
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The sessions with the days between them, against a plan of days after the first.
pub fn visits(sessions: &[Arc<Session>], planned_days: &[u16]) -> Vec<Visit> {
    let date = |session: &Arc<Session>| session.details.started.date();
    let Some(first) = sessions.first().map(date) else { return Vec::new() };
    let visit = |(at, session): (usize, &Arc<Session>)| {
        let before = at.checked_sub(1);
        let planned = |at: usize| planned_days.get(at).copied();
        let planned_gap = before.and_then(planned).zip(planned(at)).map(|(one, next)| i32::from(next) - i32::from(one));
        Visit {
            id: session.id.clone(),
            title: session.details.title.clone(),
            date: date(session),
            day: days(first, date(session)),
            gap: before.map(|before| days(date(&sessions[before]), date(session))),
            planned_day: planned(at),
            planned_gap,
        }
    };
    sessions.iter().enumerate().map(visit).collect()
}

/// What can be followed over these sessions, in the order in which it is offered.
pub fn measures(sessions: &[Arc<Session>]) -> Vec<Measure> {
    let cocktails = sessions.iter().flat_map(|session| &session.cocktails);
    let one_ml = Volume::nearest_ml(1.0);
    let mut substances: BTreeMap<(String, &str), String> = BTreeMap::new();
    for (part, amount) in cocktails.flat_map(|cocktail| cocktail.amounts(one_ml)) {
        let name = part.substance.trim().to_owned();
        substances.entry((name.to_lowercase(), amount.unit)).or_insert(name);
    }
    let scales: BTreeSet<&ScaleId> =
        sessions.iter().flat_map(|session| &session.outcomes).map(|outcome| &outcome.scale).collect();
    let doses = substances.into_iter().map(|((_, unit), name)| Measure::Substance(name, unit));
    let outcomes = scales.into_iter().map(|scale| Measure::Outcome(scale.clone()));
    [Measure::Volume, Measure::Points, Measure::Density].into_iter().chain(doses).chain(outcomes).collect()
}

/// How a measure does over sessions that are in order ([`in_order`]); `scale` is that of an outcome.
pub fn trend(
    (sessions, planned_days): (&[Arc<Session>], &[u16]),
    (measure, grouping): (&Measure, Grouping),
    scale: Option<&Scale>,
) -> Trend {
    let visits = visits(sessions, planned_days);
    let (mut lines, all) = match measure {
        Measure::Outcome(id) => (outcome_lines(sessions, &visits, id, scale), None),
        _ => dose_lines(sessions, &visits, measure, grouping),
    };
    let sum = |line: &Line| line.readings.iter().map(|reading| reading.value).sum::<f64>();
    let of_outcome = matches!(measure, Measure::Outcome(_));
    lines.sort_by(|one, other| {
        let by_sum = sum(other).total_cmp(&sum(one));
        let by_count = other.readings.len().cmp(&one.readings.len());
        (if of_outcome { by_count } else { by_sum }).then(one.about.cmp(&other.about))
    });
    let scale = scale.filter(|_| of_outcome).cloned();
    Trend { measure: measure.clone(), grouping, visits, lines, all, scale }
}

/// A sum under way.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    value: f64,
    is_at_least: bool,
}

/// What a mark adds to a measure; nothing where the measure isn't one of doses.
fn share(session: &Session, mark: &Mark, measure: &Measure) -> Sum {
    let volume = mark.deposit.volume;
    match measure {
        Measure::Points | Measure::Density => Sum { value: 1.0, is_at_least: false },
        Measure::Volume => Sum { value: volume.map_or(0.0, Volume::ml), is_at_least: volume.is_none() },
        Measure::Substance(name, unit) => substance_share(session, mark, (name, unit)),
        Measure::Outcome(_) => Sum::default(),
    }
}

/// The amount of a substance in a mark: unknown where its volume isn't recorded, or the strength of what is in its cocktail.
fn substance_share(session: &Session, mark: &Mark, (name, unit): (&str, &str)) -> Sum {
    let Some(cocktail) = mark.deposit.cocktail.and_then(|letter| session.cocktail(letter)) else {
        return Sum::default();
    };
    let is_it = |substance: &str| substance.trim().to_lowercase() == name.to_lowercase();
    let mut sum = Sum::default();
    for part in cocktail.components.iter().filter(|part| is_it(&part.substance)) {
        match mark.deposit.volume.and_then(|volume| cocktail.amount(part, volume)) {
            Some(amount) if amount.unit == unit => sum.value += amount.value,
            Some(_other_unit) => {}
            None => sum.is_at_least = true,
        }
    }
    sum
}

fn about(mark: &Mark, grouping: Grouping) -> About {
    let locus = mark.site().locus();
    match grouping {
        Grouping::Regions => About::Region(locus.region),
        Grouping::Parts => About::Part(locus),
        Grouping::Sides => About::Side(locus.side),
    }
}

/// The patient's skin of a part in cm²; `None` where it has none of its own, as the midline.
fn area_cm2(session: &Session, about: About) -> Option<f64> {
    let body = Body::get(session.body);
    let (region, area) = match about {
        About::Region(region) => (region, region_area_cm2(body, region, None)),
        About::Part(locus) => (locus.region, locus_area_cm2(body, locus)),
        About::Side(_) | About::Place(_) => return None,
    };
    let area = f64::from(area) * f64::from(session.scale().in_region(region)).powi(2);
    (area > 0.0).then_some(area)
}

fn dose_lines(
    sessions: &[Arc<Session>],
    visits: &[Visit],
    measure: &Measure,
    grouping: Grouping,
) -> (Vec<Line>, Option<Line>) {
    let mut parts: BTreeMap<About, Vec<Sum>> = BTreeMap::new();
    let mut all = vec![Sum::default(); sessions.len()];
    for (at, session) in sessions.iter().enumerate() {
        for mark in &session.marks {
            let share = share(session, mark, measure);
            let of_part = parts.entry(about(mark, grouping)).or_insert_with(|| vec![Sum::default(); sessions.len()]);
            for sum in [&mut of_part[at], &mut all[at]] {
                sum.value += share.value;
                sum.is_at_least |= share.is_at_least;
            }
        }
    }
    let reading = |visit: usize, sum: &Sum| {
        let Visit { date, day, .. } = visits[visit];
        Reading { visit, date, day, value: sum.value, is_at_least: sum.is_at_least }
    };
    let is_density = *measure == Measure::Density;
    let line = |(about, sums): (About, Vec<Sum>)| {
        let by_area = |at: usize, reading: Reading| {
            if !is_density {
                return Some(reading);
            }
            area_cm2(&sessions[at], about).map(|area| Reading { value: reading.value / area, ..reading })
        };
        let readings: Vec<_> = sums.iter().enumerate().filter_map(|(at, sum)| by_area(at, reading(at, sum))).collect();
        let says = readings.iter().any(|reading| reading.value > 0.0 || reading.is_at_least);
        says.then_some(Line { about, readings })
    };
    let lines = parts.into_iter().filter_map(line).collect();
    let readings = all.iter().enumerate().map(|(at, sum)| reading(at, sum)).collect();
    (lines, (!is_density).then_some(Line { about: About::Place(None), readings }))
}

fn outcome_lines(sessions: &[Arc<Session>], visits: &[Visit], id: &ScaleId, scale: Option<&Scale>) -> Vec<Line> {
    let Some(first) = visits.first().map(|visit| visit.date) else { return Vec::new() };
    let level = |value: &Value| match (value, scale) {
        (value, Some(scale)) => scale.level(value),
        (Value::Number(score), None) => Some(score.number()),
        (Value::Key(_), None) => None,
    };
    let mut lines: BTreeMap<Option<OutcomePlace>, Vec<(&Arc<Outcome>, Reading)>> = BTreeMap::new();
    for (visit, session) in sessions.iter().enumerate() {
        for outcome in session.outcomes.iter().filter(|outcome| outcome.scale == *id) {
            let Some(value) = level(&outcome.value) else { continue };
            let date = outcome.at.date();
            let reading = Reading { visit, date, day: days(first, date), value, is_at_least: false };
            lines.entry(outcome.place).or_default().push((outcome, reading));
        }
    }
    let line = |(place, mut readings): (Option<OutcomePlace>, Vec<(&Arc<Outcome>, Reading)>)| {
        readings.sort_by_key(|(outcome, _)| (outcome.at, outcome.id));
        Line { about: About::Place(place), readings: readings.into_iter().map(|(_, reading)| reading).collect() }
    };
    lines.into_iter().map(line).collect()
}

impl Trend {
    /// Where sources call the change of a line from its first value a response; none of doses.
    pub fn levels(&self, line: &Line) -> Vec<Level> {
        let first = line.readings.first();
        let thresholds = self.scale.iter().flat_map(|scale| &scale.thresholds);
        let level = |threshold: &Threshold| {
            Some(Level { value: first?.value + threshold.change, threshold: threshold.clone() })
        };
        thresholds.filter_map(level).filter(|level| level.value >= 0.0).collect()
    }

    /// Whether a line got better from its first value to its last; `None` where it didn't change or nobody can say.
    pub fn is_better(&self, line: &Line) -> Option<bool> {
        let [first, last] = [line.readings.first()?, line.readings.last()?];
        self.scale.as_ref()?.direction.is_better(last.value - first.value)
    }

    /// What tells its measure from others, as text.
    pub fn measure_key(&self) -> String {
        format!("{:?} {:?}", self.measure, self.grouping)
    }

    /// The first and the last day with a value or a visit.
    pub fn day_span(&self) -> [i32; 2] {
        let readings = self.lines.iter().chain(&self.all).flat_map(|line| &line.readings).map(|reading| reading.day);
        let days = readings.chain(self.visits.iter().map(|visit| visit.day));
        days.fold([0, 0], |[least, most], day| [least.min(day), most.max(day)])
    }

    /// The highest value of its lines.
    pub fn most(&self) -> f64 {
        self.lines.iter().flat_map(|line| &line.readings).map(|reading| reading.value).fold(0.0, f64::max)
    }
}
