//! Fiducials of 3D Slicer's older kind (`.fcsv`): a table under remarks that name its axes and columns.

use super::super::read::Fault;
use super::super::{Expected, Flaw, Position};
use super::table::{Cell, Rows};
use super::{Axes, Placed, within_limits};
use crate::chart::ShapeKind;

pub(super) fn read(text: &str) -> Result<Vec<Placed>, Fault> {
    let (mut axes, mut columns, mut offset, mut line) = (None, None, 0, 1);
    for remark in text.split_inclusive('\n').take_while(|line| line.starts_with('#') || line.trim().is_empty()) {
        let said = remark.trim_start_matches('#').split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        match said {
            Some(("CoordinateSystem", name)) => axes = Some(axes_of(name, line)?),
            Some(("columns", names)) => columns = Some(names.split(',').map(str::trim).collect::<Vec<_>>()),
            _ => {}
        }
        (offset, line) = (offset + remark.len(), line + 1);
    }
    let missing =
        |field: &str| Fault::Invalid(Position::START, Flaw::MissingField { field: field.to_owned(), within: None });
    let axes = axes.ok_or_else(|| missing("CoordinateSystem"))?;
    let columns = columns.ok_or_else(|| missing("columns"))?;
    let place = |name: &str| columns.iter().position(|column| *column == name);
    let needed = |name: &str| place(name).ok_or_else(|| missing(name));
    let places = ([needed("x")?, needed("y")?, needed("z")?], place("label"));
    let mut placed = Vec::new();
    for row in Rows::of(&text[offset..], ',', line) {
        let row = row?;
        if row.len() > 1 || row.iter().any(|cell| !cell.text.trim().is_empty()) {
            placed.push(fiducial(&row, places, axes)?);
            within_limits(placed.len(), placed.len()).map_err(|flaw| Fault::Invalid(Position::START, flaw))?;
        }
    }
    if placed.is_empty() { Err(Fault::Syntax(Position::START, Flaw::Empty)) } else { Ok(placed) }
}

/// By name, or by the numbers of versions before 4.11.
fn axes_of(name: &str, line: usize) -> Result<Axes, Fault> {
    let name = match name {
        "0" => "RAS",
        "1" => "LPS",
        name => name,
    };
    Axes::of(name).map_err(|flaw| Fault::Invalid(Position { line, column: 1 }, flaw))
}

fn fiducial(row: &[Cell], (places, label): ([usize; 3], Option<usize>), axes: Axes) -> Result<Placed, Fault> {
    let at = row.first().map_or(Position::START, |cell| cell.at);
    let mut position = [0.0; 3];
    for (kept, place) in position.iter_mut().zip(places) {
        let cell =
            row.get(place).ok_or(Fault::Invalid(at, Flaw::WrongCount { found: row.len(), expected: place + 1 }))?;
        let number = cell.text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let flaw = Flaw::Expected { what: Expected::Number, at_end: false };
        *kept = number.ok_or(Fault::Invalid(cell.at, flaw))?;
    }
    let spot = axes.spot(position).map_err(|flaw| Fault::Invalid(at, flaw))?;
    let label = label.and_then(|place| row.get(place)).map(|cell| cell.text.clone()).unwrap_or_default();
    Ok(Placed { label, kind: ShapeKind::Point, spots: Some(vec![spot]) })
}
