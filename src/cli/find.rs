//! `mesomap find`: who had a lot, who is overdue, who had a substance in a region, in a whole library.
//!
//! The JSON object is a promise, and its `schema` changes when a field goes or means something else. `asked`: `lot`, `overdue` or
//! `substance`. `patients`, `void`, `unread`: how many patients were found, how many answers lie in void records, how many
//! records can't be read. `found`: patient with reference and birth, course, session with its start (RFC 3339) and whether it is
//! signed, record (from the library's folder); of what was given substance, manufacturer, lot, cocktail, points, `volume_ml`, points without volume,
//! amount with unit (null where the strength isn't known); of who is overdue last, due, days, and which session of how many.

use std::time::SystemTime;

use jiff::civil::Date;
use serde::Serialize;

use crate::advice::{asked_for, found_count, found_csv, found_row};
use crate::atlas::regions::{RegionTree, Side};
use crate::store::{Figure, Found, Hit, Index};
use crate::text::date;

use super::arguments::{Find, FindSide};
use super::table::Table;
use super::{Context, Failure, Status, names};

/// Reads the library's index, and writes what is asked for.
pub(super) fn run(wanted: &Find, context: &mut Context<'_>) -> Result<Status, Failure> {
    let on = on(wanted, context)?;
    let region = region(wanted, context)?;
    let library = super::sealed::library(&wanted.library, context)?;
    let read = Index::read(&library, None, SystemTime::now(), &mut |_| true)?;
    let Some(mut index) = read else { return Ok(Status::Done) };
    // A library that can't be written to is read all the same.
    _ = index.keep(&library);
    let found = match (&wanted.lot, &wanted.substance) {
        (Some(lot), _) => index.had_lot(asked_for(lot, wanted.exact)),
        (_, Some(substance)) => index.had_substance(asked_for(substance, wanted.exact), region),
        _ => index.overdue(on),
    };
    match (wanted.csv, wanted.json) {
        (true, _) => write!(context.out, "{}", found_csv(&index, &found))?,
        (_, true) => write_json(wanted, &index, &found, context)?,
        _ => return table(&index, &found, context),
    }
    Ok(Status::Done)
}

/// The day on which somebody is overdue: today, unless another one is asked for.
fn on(wanted: &Find, context: &Context<'_>) -> Result<Date, Failure> {
    let Some(typed) = &wanted.on else { return Ok(super::now().date()) };
    let read = date(typed, context.texts.chosen()).map_err(|flaw| Failure::Usage(flaw.sentence(&context.texts)))?;
    Ok(read.unwrap_or_else(|| super::now().date()))
}

type Somewhere = (Option<crate::atlas::regions::RegionId>, Option<Side>);

fn region(wanted: &Find, context: &Context<'_>) -> Result<Somewhere, Failure> {
    let unknown = |id: &String| {
        let place = [("region", names::plain(id).into())];
        Failure::Usage(context.texts.with("cli-find-no-region", &place))
    };
    let region = wanted.region.as_ref().map(|id| RegionTree::get().find(id).ok_or_else(|| unknown(id))).transpose()?;
    let side = wanted.side.map(|side| match side {
        FindSide::Left => Side::Left,
        FindSide::Right => Side::Right,
        FindSide::Midline => Side::Midline,
    });
    Ok((region, side))
}

fn table(index: &Index, found: &Found, context: &mut Context<'_>) -> Result<Status, Failure> {
    let texts = &context.texts;
    writeln!(context.out, "{}", found_count(found, texts))?;
    if found.hits.is_empty() {
        return Ok(Status::Done);
    }
    let mut table = Table::new(vec![
        texts.get("cli-column-patient"),
        texts.get("cli-column-session"),
        texts.get("cli-column-what"),
        texts.get("cli-column-figure"),
        texts.get("cli-column-record"),
    ]);
    for hit in &found.hits {
        let row = found_row(index, hit, texts);
        let patient = [row.patient, row.details].into_iter().filter(|words| !words.is_empty());
        let patient = patient.collect::<Vec<_>>().join(" · ");
        let cells = [patient, row.session, row.what, row.figure, record(index, hit)];
        table.push(cells.iter().map(|cell| names::plain(cell)).collect());
    }
    writeln!(context.out)?;
    table.write_left(context.out)?;
    Ok(Status::Done)
}

fn record(index: &Index, hit: &Hit) -> String {
    index.lying(hit).map(|lying| lying.session.key().to_string()).unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    asked: &'static str,
    patients: usize,
    void: usize,
    unread: usize,
    found: Vec<FoundJson<'a>>,
}

#[derive(Serialize)]
struct FoundJson<'a> {
    patient: &'a str,
    reference: &'a str,
    born: Option<String>,
    course: &'a str,
    session: &'a str,
    started: Option<String>,
    signed: bool,
    record: String,
    #[serde(flatten)]
    figure: FigureJson<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum FigureJson<'a> {
    Given {
        substance: &'a str,
        manufacturer: &'a str,
        lot: &'a str,
        cocktail: char,
        points: usize,
        volume_ml: f64,
        points_without_volume: usize,
        amount: Option<f64>,
        unit: Option<&'static str>,
    },
    Late {
        last: String,
        due: String,
        days_overdue: u32,
        next: usize,
        planned: usize,
    },
}

fn write_json(wanted: &Find, index: &Index, found: &Found, context: &mut Context<'_>) -> Result<(), Failure> {
    let asked = match (&wanted.lot, &wanted.substance) {
        (Some(_), _) => "lot",
        (_, Some(_)) => "substance",
        _ => "overdue",
    };
    let document = Document {
        schema: "mesomap-find-1",
        asked,
        patients: found.patients,
        void: found.void,
        unread: found.unread,
        found: found.hits.iter().filter_map(|hit| found_json(index, hit)).collect(),
    };
    serde_json::to_writer_pretty(&mut *context.out, &document).map_err(std::io::Error::from)?;
    Ok(writeln!(context.out)?)
}

fn found_json<'a>(index: &'a Index, hit: &'a Hit) -> Option<FoundJson<'a>> {
    let named = index.named(hit)?;
    Some(FoundJson {
        patient: named.patient.map_or(named.folder, |patient| &patient.name),
        reference: named.patient.map_or("", |patient| &patient.reference),
        born: named.patient.and_then(|patient| patient.born).map(|born| born.to_string()),
        course: named.course.map_or("", |course| &course.title),
        session: named.session.map_or("", |session| &session.title),
        started: named.session.map(|session| session.started.to_string()),
        signed: named.session.is_some_and(|session| session.is_signed),
        record: record(index, hit),
        figure: figure(&hit.figure),
    })
}

fn figure(figure: &Figure) -> FigureJson<'_> {
    match figure {
        Figure::Given(given) => FigureJson::Given {
            substance: &given.part.substance,
            manufacturer: &given.part.manufacturer,
            lot: &given.part.lot,
            cocktail: given.part.letter.as_char(),
            points: given.tally.points,
            volume_ml: given.tally.volume.ml(),
            points_without_volume: given.tally.without_volume,
            amount: given.amount.map(|amount| amount.value),
            unit: given.amount.map(|amount| amount.unit),
        },
        Figure::Late(late) => FigureJson::Late {
            last: late.last.to_string(),
            due: late.due.to_string(),
            days_overdue: late.days,
            next: late.next,
            planned: late.planned,
        },
    }
}
