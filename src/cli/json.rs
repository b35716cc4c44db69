//! A comparison as JSON for machines; the object is a promise, and its `schema` changes when a field goes or means
//! something else.
//!
//! `before`, `after`: file, id, title, started (RFC 3339), points. `options`: tolerance and the least move, in mm, and whether
//! common shifts are left out of what moved. `shifts`: parts of the body that lie elsewhere as a whole, each with `part`, `side`
//! (`midline` where all of it is meant), the `pairs` that tell so, and its `way` as directions with their mm.
//! `scale`: what makes the body's millimetres the patient's, in which all distances are, for the head and for the rest.
//! `total`, and `regions` with region id and side: counts of repeated, moved, added, dropped and changed points; points
//! and `volume_ml` before, after and as difference, null where a point has no volume; how many points have no volume; printed numbers of the marks.
//! `techniques` by id, `cocktails` by name and letters, with what is `changed` in a
//! mixture of the same name (`components`, `strength`, `lot`). `pairs`: both numbers, `distance_mm` along the skin, whether
//! moved, what changed, and `beyond_shift_mm`: its distance from where the common shift would have it. `added`, `dropped`: numbers of marks. `fields`: `pairs` of fields that answer each other with
//! their `changes` (`place`, `pattern`, `spacing`, `count`, `volume`, `technique`, `depth`, `cocktail`), those `added` and
//! `dropped`; each with its group, pattern (`row` of a row), `spacing_mm`, points, volume, marks, how many of them are `paired`, and the
//! `area_cm2` of the patient's skin that it covers. Where nobody can tell a pair's points from each other `untold` says why
//! (`too_dense`, `shifted`, `laid_anew`): they are in no `pairs`, neither `added` nor `dropped`, and counted `as_fields`;
//! `grown_cm2` says where the field grew, or shrank, by region and side.

mod fields;

use std::path::Path;

use serde::Serialize;

use crate::atlas::landmarks::{Direction, Offset};
use crate::atlas::regions::{Locus, RegionTree};
use crate::chart::{MarkId, Session};
use crate::compare::{BeforeAfter, Change, Changes, Comparison, MixtureChanges, Pair, Row, Shift, VolumeDifference};

use super::{Context, Failure, names};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    before: SessionHead<'a>,
    after: SessionHead<'a>,
    options: OptionsJson,
    scale: ScaleJson,
    total: RowJson,
    regions: Vec<RegionJson<'a>>,
    techniques: Vec<TechniqueJson<'a>>,
    cocktails: Vec<CocktailJson<'a>>,
    pairs: Vec<PairJson>,
    added: Vec<u32>,
    dropped: Vec<u32>,
    fields: fields::FieldsJson,
    shifts: Vec<ShiftJson<'a>>,
}

#[derive(Serialize)]
struct ShiftJson<'a> {
    part: &'a str,
    side: &'static str,
    pairs: usize,
    way: Vec<WayJson>,
}

#[derive(Serialize)]
struct WayJson {
    direction: &'static str,
    mm: f32,
}

#[derive(Serialize)]
struct SessionHead<'a> {
    file: String,
    id: &'a str,
    title: &'a str,
    started: String,
    body: &'static str,
    points: usize,
}

#[derive(Serialize)]
struct OptionsJson {
    tolerance_mm: f32,
    moved_from_mm: f32,
    without_shift: bool,
}

#[derive(Serialize)]
struct ScaleJson {
    head: f32,
    body: f32,
}

#[derive(Serialize)]
struct RegionJson<'a> {
    region: &'a str,
    side: &'static str,
    #[serde(flatten)]
    row: RowJson,
}

#[derive(Serialize)]
struct RowJson {
    repeated: usize,
    moved: usize,
    added: usize,
    dropped: usize,
    changed: usize,
    as_fields: Both<usize>,
    #[serde(flatten)]
    tallies: Tallies,
    marks: Both<Vec<u32>>,
}

#[derive(Serialize)]
struct Tallies {
    points: Measured<i64>,
    volume_ml: Measured<Option<f64>>,
    without_volume: Both<usize>,
}

#[derive(Serialize)]
struct Both<T> {
    before: T,
    after: T,
}

#[derive(Serialize)]
struct Measured<T> {
    before: T,
    after: T,
    difference: T,
}

#[derive(Serialize)]
struct TechniqueJson<'a> {
    technique: &'a str,
    #[serde(flatten)]
    tallies: Tallies,
}

#[derive(Serialize)]
struct CocktailJson<'a> {
    name: &'a str,
    letters: Both<Option<String>>,
    changed: Vec<&'static str>,
    #[serde(flatten)]
    tallies: Tallies,
}

#[derive(Serialize)]
struct PairJson {
    before: u32,
    after: u32,
    distance_mm: f32,
    beyond_shift_mm: f32,
    moved: bool,
    changes: Vec<&'static str>,
}

/// Writes the object, indented, and a line end.
pub(super) fn write(
    [before, after]: [(&Path, &Session); 2],
    comparison: &Comparison,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let options = comparison.options;
    let sessions = [before.1, after.1];
    let document = Document {
        schema: "mesomap-comparison-3",
        before: session(before),
        after: session(after),
        options: OptionsJson {
            tolerance_mm: options.tolerance_mm,
            moved_from_mm: options.moved_from_mm,
            without_shift: options.without_shift,
        },
        scale: ScaleJson { head: comparison.scale.head, body: comparison.scale.body },
        total: row(&comparison.total, sessions),
        regions: comparison.by_locus.iter().map(|(&locus, counted)| region(locus, counted, sessions)).collect(),
        techniques: techniques(comparison),
        cocktails: cocktails(comparison),
        pairs: comparison.pairs.iter().map(|found| pair(found, sessions)).collect(),
        added: numbers(&comparison.added, after.1),
        dropped: numbers(&comparison.dropped, before.1),
        fields: fields::fields(&comparison.fields, sessions),
        shifts: comparison.shifts.iter().map(shift).collect(),
    };
    serde_json::to_writer_pretty(&mut *context.out, &document).map_err(std::io::Error::from)?;
    Ok(writeln!(context.out)?)
}

fn session<'a>((file, session): (&Path, &'a Session)) -> SessionHead<'a> {
    SessionHead {
        file: file.display().to_string(),
        id: &session.id,
        title: &session.details.title,
        started: session.details.started.to_string(),
        body: session.body.id(),
        points: session.marks.len(),
    }
}

/// The numbers that are printed beside these marks of a session, in the order of their identities.
fn numbers<'a>(marks: impl IntoIterator<Item = &'a MarkId>, session: &Session) -> Vec<u32> {
    marks.into_iter().map(|&id| number(id, session)).collect()
}

fn number(id: MarkId, session: &Session) -> u32 {
    session.number_of(id).unwrap_or(id.0)
}

fn region(locus: Locus, counted: &Row, sessions: [&Session; 2]) -> RegionJson<'static> {
    let region = &RegionTree::get().region(locus.region).id;
    RegionJson { region, side: names::side_id(locus.side), row: row(counted, sessions) }
}

fn shift(shift: &Shift) -> ShiftJson<'static> {
    let way = |offset: &Offset| WayJson { direction: direction_id(offset.direction), mm: offset.mm };
    ShiftJson {
        part: &RegionTree::get().region(shift.part).id,
        side: names::side_id(shift.side),
        pairs: shift.pairs,
        way: shift.way.iter().map(way).collect(),
    }
}

fn direction_id(direction: Direction) -> &'static str {
    match direction {
        Direction::Lateral => "lateral",
        Direction::Medial => "medial",
        Direction::Left => "left",
        Direction::Right => "right",
        Direction::Superior => "superior",
        Direction::Inferior => "inferior",
        Direction::Proximal => "proximal",
        Direction::Distal => "distal",
        Direction::Anterior => "anterior",
        Direction::Posterior => "posterior",
    }
}

fn row(row: &Row, [before, after]: [&Session; 2]) -> RowJson {
    RowJson {
        repeated: row.repeated,
        moved: row.moved,
        added: row.added,
        dropped: row.dropped,
        changed: row.changed,
        as_fields: Both { before: row.as_fields[0], after: row.as_fields[1] },
        tallies: tallies(&row.tallies),
        marks: Both { before: numbers(&row.marks_before, before), after: numbers(&row.marks_after, after) },
    }
}

fn tallies(counted: &BeforeAfter) -> Tallies {
    let (before, after) = (counted.before, counted.after);
    let points = |points: usize| i64::try_from(points).unwrap_or(i64::MAX);
    Tallies {
        points: Measured {
            before: points(before.points),
            after: points(after.points),
            difference: counted.points_difference(),
        },
        volume_ml: Measured {
            before: Some(before.volume.ml()),
            after: Some(after.volume.ml()),
            difference: counted.volume_difference().map(VolumeDifference::ml),
        },
        without_volume: Both { before: before.without_volume, after: after.without_volume },
    }
}

fn techniques(comparison: &Comparison) -> Vec<TechniqueJson<'_>> {
    let rows = comparison.by_technique.iter();
    rows.map(|(id, counted)| TechniqueJson { technique: id.as_str(), tallies: tallies(counted) }).collect()
}

fn cocktails(comparison: &Comparison) -> Vec<CocktailJson<'_>> {
    let letter = |letter: Option<crate::chart::Letter>| letter.map(|letter| letter.to_string());
    let row =
        |row: &crate::compare::CocktailRow| Both { before: letter(row.letters[0]), after: letter(row.letters[1]) };
    let rows = comparison.by_cocktail.values();
    rows.map(|counted| CocktailJson {
        name: &counted.name,
        letters: row(counted),
        changed: mixture(counted.mixture),
        tallies: tallies(&counted.tallies),
    })
    .collect()
}

fn mixture(changes: MixtureChanges) -> Vec<&'static str> {
    let MixtureChanges { components, strength, lot } = changes;
    let named = [(components, "components"), (strength, "strength"), (lot, "lot")];
    named.into_iter().filter_map(|(changed, name)| changed.then_some(name)).collect()
}

fn pair(pair: &Pair, [before, after]: [&Session; 2]) -> PairJson {
    PairJson {
        before: number(pair.before, before),
        after: number(pair.after, after),
        distance_mm: pair.distance_mm,
        beyond_shift_mm: pair.beyond_shift_mm,
        moved: matches!(pair.change, Change::Moved(_)),
        changes: changes(pair.changes),
    }
}

fn changes(changes: Changes) -> Vec<&'static str> {
    let Changes { technique, depth, cocktail, volume, mixture } = changes;
    let named =
        [(technique, "technique"), (depth, "depth"), (cocktail, "cocktail"), (volume, "volume"), (mixture, "mixture")];
    named.into_iter().filter_map(|(changed, name)| changed.then_some(name)).collect()
}
