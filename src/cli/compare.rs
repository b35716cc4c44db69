//! `mesomap compare`: two sessions as a table of regions, techniques and cocktails, or as JSON.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::{course_in, protocol_error_text};
use crate::chart::{Protocol, Session, Tally, Techniques};
use crate::compare::{
    BeforeAfter, CocktailRow, CompareError, Comparison, Options, Row, VolumeDifference, as_planned, compare, sized,
};
use crate::scene::{field_rows, mixture_words, result_in_words, size_words};
use crate::store::{Library, Place, newest_protocols};
use crate::text::Texts;

use super::arguments::Compare;
use super::table::Table;
use super::{Context, Failure, Status, export, json, names};

/// Writes the comparison, and its picture if one was asked for.
pub(super) fn run(wanted: &Compare, context: &mut Context<'_>) -> Result<Status, Failure> {
    let [(before_path, earlier), (after_path, (place, after))] = the_two(wanted, context)?;
    let options = wanted.options();
    let before = &earlier.1;
    let comparison = compared(before, &after, options, &context.texts)?;
    // Names are those of the later session's library; JSON tells identifiers. What is wrong with the list is said once.
    let is_named = wanted.output.is_some() || !wanted.json;
    let techniques = if is_named { super::techniques(&place, context) } else { Arc::default() };
    if let Some(output) = &wanted.output {
        let against = Some((&earlier, &comparison));
        let shown = export::Shown { place: &place, session: &after, against, techniques: &techniques };
        export::write(&shown, (&wanted.views, false), &wanted.picture, output, context)?;
    }
    let sides = [(before_path.as_path(), before), (after_path.as_path(), &after)];
    if wanted.json {
        json::write(sides, &comparison, context)?;
    } else {
        write(sides, &comparison, &techniques, context)?;
    }
    Ok(Status::Done)
}

/// A session, where it was read from, and what that is called.
type Read = (PathBuf, (Place, Session));

/// Two sessions; of one with a protocol what that asks for and the session; of a course the first and the last.
fn the_two(wanted: &Compare, context: &mut Context<'_>) -> Result<[Read; 2], Failure> {
    let read = |path: &Path, context: &mut Context<'_>| {
        Ok::<Read, Failure>((path.to_path_buf(), super::session(path, wanted.accepted, context)?))
    };
    if let Some(name) = &wanted.protocol {
        let done = read(&wanted.before, context)?;
        return Ok([planned(name, &done.1, context)?, done]);
    }
    if let Some(after) = &wanted.after {
        return Ok([read(&wanted.before, context)?, read(after, context)?]);
    }
    let folder = super::sealed::place(&wanted.before, context)?;
    let ends = course_in(&folder).map(|entry| ends(&entry.folder)).transpose()?.flatten();
    let one = || context.texts.with("cli-compare-one", &[("path", names::path(&wanted.before).into())]);
    let Some([first, last]) = ends else { return Err(Failure::Usage(one())) };
    Ok([read(&first.shown(), context)?, read(&last.shown(), context)?])
}

/// The first and the last session of a course that count.
fn ends(folder: &Place) -> Result<Option<[Place; 2]>, Failure> {
    let mut counting = Vec::new();
    for entry in Library::at(folder.root())?.sessions(folder)? {
        if entry.summary?.voided.is_none() {
            counting.push(entry.place);
        }
    }
    let last = counting.pop();
    Ok(counting.into_iter().next().zip(last).map(|(first, last)| [first, last]))
}

/// What a protocol asks for in the place of a session, found by name or identifier.
fn planned(name: &str, (place, session): &(Place, Session), context: &mut Context<'_>) -> Result<Read, Failure> {
    let own = Library::at(place.root()).and_then(|library| library.protocols()).unwrap_or_default();
    let known = newest_protocols(&own);
    let language = context.texts.language().to_owned();
    let is_it = |protocol: &&Protocol| {
        let folded = name.trim().to_lowercase();
        protocol.reference.id.to_lowercase() == folded || protocol.name(&language).to_lowercase() == folded
    };
    let Some(protocol) = known.iter().find(is_it) else {
        let all: Vec<String> = known.iter().map(|protocol| names::plain(protocol.name(&language))).collect();
        let places = [("name", names::plain(name).into()), ("known", all.join(", ").into())];
        return Err(Failure::Usage(context.texts.with("cli-compare-no-protocol", &places)));
    };
    let techniques = super::techniques(place, context);
    let title = protocol.name(&language).to_owned();
    let planned = as_planned(protocol, session, &techniques, &title)
        .map_err(|why| Failure::File(protocol_error_text(&why, &title, &context.texts)))?;
    Ok((PathBuf::from(title), (place.clone(), planned)))
}

/// The comparison of two sessions, or why there is none.
pub(super) fn compared(
    before: &Session,
    after: &Session,
    options: Options,
    texts: &Texts,
) -> Result<Comparison, Failure> {
    compare(before, after, options).map_err(|error| refused(error, texts))
}

fn refused(error: CompareError, texts: &Texts) -> Failure {
    match error {
        CompareError::DifferentBodies { before, after } => {
            let places = [("before", before.id().into()), ("after", after.id().into())];
            Failure::File(texts.with("cli-compare-different-bodies", &places))
        }
        CompareError::Tolerance { tolerance_mm } => {
            let places = [
                ("tolerance", texts.decimal(tolerance_mm).into()),
                ("least", texts.decimal(Options::TOLERANCES_MM.start()).into()),
                ("most", texts.decimal(Options::TOLERANCES_MM.end()).into()),
            ];
            Failure::Usage(texts.with("cli-compare-tolerance", &places))
        }
        CompareError::MovedFrom { moved_from_mm } => {
            let places = [
                ("moved", texts.decimal(moved_from_mm).into()),
                ("most", texts.decimal(Options::TOLERANCES_MM.end()).into()),
            ];
            Failure::Usage(texts.with("cli-compare-moved", &places))
        }
        CompareError::TooDense { tolerance_mm } => {
            let place = [("tolerance", texts.decimal(tolerance_mm).into())];
            Failure::Usage(texts.with("cli-compare-too-dense", &place))
        }
    }
}

fn write(
    sides: [(&Path, &Session); 2],
    comparison: &Comparison,
    catalogue: &Techniques,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let texts = &context.texts;
    let titles = [texts.get("cli-compare-earlier"), texts.get("cli-compare-later")];
    let mut head = Table::default();
    for (title, (file, session)) in titles.into_iter().zip(sides) {
        let details = &session.details;
        head.push(vec![title, details.started.short(), names::plain(&details.title), names::path(file)]);
    }
    head.write_left(context.out)?;
    let options = comparison.options;
    let places = [
        ("tolerance", texts.decimal(options.tolerance_mm).into()),
        ("moved", texts.decimal(options.moved_from_mm).into()),
    ];
    writeln!(context.out, "{}", texts.with("cli-compare-options", &places))?;
    let [(_, before), (_, after)] = sides;
    if let Some(size) = size_words(sized(before, after), texts) {
        writeln!(context.out, "{size}")?;
    }
    writeln!(context.out)?;
    for sentence in result_in_words(comparison, texts) {
        writeln!(context.out, "{sentence}")?;
    }
    writeln!(context.out)?;
    regions(comparison, texts).write(context.out)?;
    writeln!(context.out)?;
    techniques(comparison, catalogue, texts).write(context.out)?;
    writeln!(context.out)?;
    cocktails(comparison, texts).write(context.out)?;
    if !comparison.fields.is_empty() {
        writeln!(context.out)?;
        fields(comparison, catalogue, texts).write(context.out)?;
    }
    without_volume(&comparison.total.tallies, context)
}

/// The columns of points and volumes that every table ends with.
fn tally_heading(texts: &Texts) -> [String; 6] {
    [
        texts.get("cli-column-points-before"),
        texts.get("cli-column-points-after"),
        texts.get("cli-column-difference"),
        texts.get("cli-column-ml-before"),
        texts.get("cli-column-ml-after"),
        texts.get("cli-column-difference"),
    ]
}

fn tally_cells(tallies: &BeforeAfter, texts: &Texts) -> [String; 6] {
    let ml = |tally: Tally| texts.decimal(tally.decimal());
    let signed = |more: i64| if more == 0 { "0".to_owned() } else { format!("{more:+}") };
    let difference_ml = match tallies.volume_difference() {
        Some(none) if none.is_zero() => "0".to_owned(),
        difference => texts.decimal(VolumeDifference::decimal_of(difference)),
    };
    [
        tallies.before.points.to_string(),
        tallies.after.points.to_string(),
        signed(tallies.points_difference()),
        ml(tallies.before),
        ml(tallies.after),
        difference_ml,
    ]
}

fn regions(comparison: &Comparison, texts: &Texts) -> Table {
    let mut heading = vec![
        texts.get("cli-column-region"),
        texts.get("cli-column-repeated"),
        texts.get("cli-column-moved"),
        texts.get("cli-column-added"),
        texts.get("cli-column-dropped"),
        texts.get("cli-column-changed"),
    ];
    heading.extend(tally_heading(texts));
    let has_fields = comparison.total.as_fields != [0, 0];
    if has_fields {
        heading.insert(6, texts.get("cli-column-as-fields"));
    }
    let mut table = Table::new(heading);
    let cells = |name: String, row: &Row| {
        let counts = [row.repeated, row.moved, row.added, row.dropped, row.changed];
        let mut cells = vec![name];
        cells.extend(counts.map(|count| count.to_string()));
        if has_fields {
            cells.push(row.as_fields.map(|count| count.to_string()).join(" → "));
        }
        cells.extend(tally_cells(&row.tallies, texts));
        cells
    };
    for (&locus, row) in &comparison.by_locus {
        table.push(cells(names::locus(locus, texts), row));
    }
    table.push(cells(texts.get("cli-row-total"), &comparison.total));
    table
}

fn techniques(comparison: &Comparison, catalogue: &Techniques, texts: &Texts) -> Table {
    let mut rows: Vec<_> = comparison.by_technique.iter().collect();
    // Known techniques as they are offered, then the others by identifier.
    rows.sort_by_key(|(id, _)| catalogue.iter().position(|known| known.id == **id).unwrap_or(usize::MAX));
    let named = rows.into_iter().map(|(id, tallies)| (names::plain(catalogue.name(id, texts.language())), tallies));
    tallies_table(texts.get("cli-column-technique"), named, texts)
}

fn cocktails(comparison: &Comparison, texts: &Texts) -> Table {
    let mut rows: Vec<&CocktailRow> = comparison.by_cocktail.values().collect();
    rows.sort_by_key(|row| (row.letters == [None, None], row.letters[1].or(row.letters[0])));
    let named = rows.into_iter().map(|row| (cocktail_name(row, texts), &row.tallies));
    tallies_table(texts.get("cli-column-cocktail"), named, texts)
}

fn fields(comparison: &Comparison, catalogue: &Techniques, texts: &Texts) -> Table {
    let rows = field_rows(&comparison.fields, catalogue, texts);
    let named = rows.iter().map(|row| (names::plain(&format!("{} ({})", row.name, row.words)), &row.tallies));
    tallies_table(texts.get("sheet-fields"), named, texts)
}

fn tallies_table<'a>(title: String, rows: impl Iterator<Item = (String, &'a BeforeAfter)>, texts: &Texts) -> Table {
    let mut heading = vec![title];
    heading.extend(tally_heading(texts));
    let mut table = Table::new(heading);
    for (name, tallies) in rows {
        let mut cells = vec![name];
        cells.extend(tally_cells(tallies, texts));
        table.push(cells);
    }
    table
}

/// The cocktail, and what is another in its mixture.
fn cocktail_name(row: &CocktailRow, texts: &Texts) -> String {
    if row.letters == [None, None] {
        return texts.get("cli-no-cocktail");
    }
    let name = names::plain(&row.title());
    match mixture_words(row.mixture, texts) {
        Some(changed) => format!("{name} ({changed})"),
        None => name,
    }
}

fn without_volume(tallies: &BeforeAfter, context: &mut Context<'_>) -> Result<(), Failure> {
    let counts = [tallies.before.without_volume, tallies.after.without_volume];
    if counts != [0, 0] {
        let places = [("before", counts[0].into()), ("after", counts[1].into())];
        writeln!(context.out, "\n{}", context.texts.with("cli-compare-without-volume", &places))?;
    }
    Ok(())
}
