//! The sessions of a course as tables for other programs: a line for each place of each session as CSV, or all as JSON,
//! `mesomap/course/1`.
//!
//! JSON: `sessions` by date with identifier, title, start (RFC 3339), `days_since_last` and what was planned, points, `volume_ml`
//! (`at_least` where a volume isn't recorded), `doses` by substance with unit (`at_least` as well), `lots`, `places` by region and side, and `outcomes`; `heat`,
//! where a map of dose was asked for, with its quantity, total, peak per cm² and place, kernel, and marks left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::csv::{BYTE_ORDER_MARK, decimal, quoted};
use super::json::{outcome_json, side_id};
use crate::atlas::Body;
use crate::atlas::regions::{RegionTree, locus_at};
use crate::chart::{Held, Session, Tally, Totals, held};
use crate::compare::dose::DoseMap;
use crate::compare::trends::{Visit, visits};

/// What the file says it is.
const SCHEMA: &str = "mesomap/course/1";

/// The columns before those of substances.
const HEAD: &str =
    "number,session,title,started,days_since_last,days_planned,region,side,points,volume_ml,volume_at_least";

/// What a substance is called, and its unit.
type Substance = (String, &'static str);

/// A line for every region and side of every session by date; substances have a column each, named by unit and substance.
pub fn course_csv(sessions: &[Arc<Session>], planned_days: &[u16]) -> String {
    let substances: BTreeSet<Substance> =
        sessions.iter().flat_map(|session| held(session, &session.marks).into_keys()).collect();
    let columns = substances.iter().map(|(name, unit)| format!(",{}", quoted(&format!("{unit} {name}"))));
    let mut table = format!("{BYTE_ORDER_MARK}{HEAD}{}\r\n", columns.collect::<String>());
    for ((number, session), visit) in (1..).zip(sessions).zip(visits(sessions, planned_days)) {
        for row in rows(session, (number, &visit), &substances) {
            table.push_str(&row);
        }
    }
    table
}

fn rows(session: &Session, (number, visit): (usize, &Visit), substances: &BTreeSet<Substance>) -> Vec<String> {
    let days = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    let head = [
        number.to_string(),
        quoted(&session.id),
        quoted(&session.details.title),
        session.details.started.to_string(),
        days(visit.gap),
        days(visit.planned_gap),
    ];
    let head = head.join(",");
    let row = |(locus, tally): (&crate::atlas::regions::Locus, &Tally)| {
        let here = session.marks.iter().filter(|mark| mark.site().locus() == *locus);
        let doses = held(session, here);
        let cells = substances
            .iter()
            .map(|of| doses.get(of).map_or_else(|| ",".to_owned(), |held| format!(",{}", decimal(held.value))));
        let region = RegionTree::get().region(locus.region).id.as_str();
        let least = if tally.is_at_least() { "yes" } else { "" };
        let (side, ml) = (side_id(locus.side), decimal(tally.volume.ml()));
        format!("{head},{region},{side},{},{ml},{least}{}\r\n", tally.points, cells.collect::<String>())
    };
    Totals::of(session).by_locus.iter().map(row).collect()
}

/// All that the tables of a course hold, and what a map of dose told.
pub fn course_json(sessions: &[Arc<Session>], planned_days: &[u16], heat: Option<&DoseMap>) -> String {
    let visits = visits(sessions, planned_days);
    let told: Vec<Value> = sessions.iter().zip(&visits).map(|(session, visit)| session_json(session, visit)).collect();
    let mut all = json!({ "schema": SCHEMA, "planned_days": planned_days, "sessions": told });
    if let Some(map) = heat {
        all["heat"] = heat_json(map);
    }
    format!("{all:#}\n")
}

fn session_json(session: &Session, visit: &Visit) -> Value {
    let totals = Totals::of(session);
    let places = totals.by_locus.iter().map(|(locus, tally)| {
        let region = RegionTree::get().region(locus.region).id.as_str();
        let here = session.marks.iter().filter(|mark| mark.site().locus() == *locus);
        let doses = doses_json(&held(session, here));
        json!({ "region": region, "side": side_id(locus.side), "points": tally.points, "volume_ml": tally.volume.ml(),
            "at_least": tally.is_at_least(), "doses": doses })
    });
    let parts =
        session.cocktails.iter().flat_map(|cocktail| cocktail.components.iter().map(move |part| (cocktail, part)));
    let lots = parts.filter(|(_, part)| !part.lot.trim().is_empty()).map(|(cocktail, part)| {
        json!({ "cocktail": cocktail.letter.to_string(), "substance": part.substance, "manufacturer": part.manufacturer,
            "lot": part.lot, "expiry": part.expiry.map(|day| day.to_string()) })
    });
    json!({
        "id": session.id,
        "title": session.details.title,
        "started": session.details.started.to_string(),
        "clinician": session.details.clinician,
        "body": session.body.id(),
        "days_since_last": visit.gap,
        "days_planned": visit.planned_gap,
        "points": totals.all.points,
        "volume_ml": totals.all.volume.ml(),
        "at_least": totals.all.is_at_least(),
        "doses": doses_json(&held(session, &session.marks)),
        "lots": lots.collect::<Vec<_>>(),
        "places": places.collect::<Vec<_>>(),
        "outcomes": session.outcomes.iter().map(|outcome| outcome_json(outcome)).collect::<Vec<_>>(),
    })
}

fn doses_json(doses: &BTreeMap<Substance, Held>) -> Vec<Value> {
    let dose = |((substance, unit), held): (&Substance, &Held)| {
        // What division put behind the digits that count is no part of a record.
        let amount = (held.value * 1e9).round() / 1e9;
        json!({ "substance": substance, "unit": unit, "amount": amount, "at_least": held.is_at_least })
    };
    doses.iter().map(dose).collect()
}

fn heat_json(map: &DoseMap) -> Value {
    let body = Body::get(map.body);
    let peak = map.peak.map(|peak| {
        let (locus, at) = (locus_at(body, peak.place), body.surface.position_mm(peak.place));
        json!({ "per_cm2": peak.per_cm2, "at": at.to_array(), "region": RegionTree::get().region(locus.region).id.as_str(),
            "side": side_id(locus.side) })
    });
    json!({
        "quantity": map.asked.quantity.id(),
        "kernel": "biweight",
        "width_mm": map.asked.kernel.width_mm(),
        "sessions": map.sessions,
        "marks": map.marks,
        "total": map.total,
        "on_skin": map.on_skin,
        "peak": peak,
        "left_out": { "without_volume": map.left_out.without_volume, "without_content": map.left_out.without_content,
            "without_strength": map.left_out.without_strength },
    })
}
