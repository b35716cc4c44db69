//! Markups of 3D Slicer (`.mrk.json`, its schema 1.0): what they are and where they lie, in axes that must be named.

use serde::Deserialize;
use serde::de::Deserializer;

use super::super::model::Spot;
use super::super::read::Fault;
use super::super::{Flaw, Position};
use super::{Axes, Placed, from_json, within_limits};
use crate::chart::{ShapeKind, SpotCount};

/// What the schema's address ends in, before the version.
const SCHEMA: &str = "markups-schema-v";

#[derive(Deserialize)]
struct File {
    #[serde(rename = "@schema")]
    schema: String,
    markups: Vec<Markup>,
}

/// A markup, checked where it stands; what it looks like in 3D Slicer is nothing to a mark.
struct Markup(Vec<Placed>);

#[derive(Deserialize)]
struct Written {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(default)]
    name: String,
    #[serde(rename = "coordinateSystem", deserialize_with = "axes")]
    axes: Axes,
    #[serde(default, rename = "coordinateUnits", deserialize_with = "units")]
    _units: (),
    #[serde(default, rename = "controlPoints")]
    points: Vec<ControlPoint>,
}

#[derive(Clone, Copy, Deserialize)]
enum Kind {
    Fiducial,
    Line,
    Curve,
    ClosedCurve,
}

#[derive(Deserialize)]
struct ControlPoint {
    #[serde(default)]
    label: String,
    #[serde(default)]
    position: Option<[f64; 3]>,
    #[serde(default, rename = "positionStatus")]
    status: Status,
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    #[default]
    Defined,
    Undefined,
    Preview,
}

fn axes<'de, D: Deserializer<'de>>(from: D) -> Result<Axes, D::Error> {
    Axes::of(&String::deserialize(from)?).map_err(Flaw::into_error)
}

/// Millimetres, by their symbol or as `["mm", "UCUM", "millimeter"]`.
fn units<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Units {
        Symbol(String),
        Coded(Vec<String>),
    }
    let symbol = match Units::deserialize(from)? {
        Units::Symbol(symbol) => symbol,
        Units::Coded(words) => words.into_iter().next().unwrap_or_default(),
    };
    if symbol == "mm" {
        return Ok(());
    }
    let name = symbol.chars().take(80).collect();
    Err(Flaw::UnknownVariant { name, known: vec!["mm".to_owned()] }.into_error())
}

impl<'de> Deserialize<'de> for Markup {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written { kind, name, axes, _units: (), points } = Written::deserialize(from)?;
        let spots: Vec<Option<Spot>> =
            points.iter().map(|point| spot(point, axes)).collect::<Result<_, _>>().map_err(Flaw::into_error)?;
        let kind = match kind {
            Kind::Fiducial => {
                let placed = points.into_iter().zip(spots).map(|(point, spot)| {
                    let label = if point.label.is_empty() { name.clone() } else { point.label };
                    Placed { label, kind: ShapeKind::Point, spots: spot.map(|spot| vec![spot]) }
                });
                return Ok(Self(placed.collect()));
            }
            Kind::Line | Kind::Curve => ShapeKind::Line,
            Kind::ClosedCurve => ShapeKind::Area,
        };
        SpotCount::check(kind, spots.len()).map_err(|why| Flaw::from(why).into_error::<D::Error>())?;
        let label = if name.is_empty() { points[0].label.clone() } else { name };
        Ok(Self(vec![Placed { label, kind, spots: spots.into_iter().collect() }]))
    }
}

/// Where a control point lies; nowhere where it was never put.
fn spot(point: &ControlPoint, axes: Axes) -> Result<Option<Spot>, Flaw> {
    match (point.status, point.position) {
        (Status::Defined, Some(position)) => axes.spot(position).map(Some),
        (Status::Defined, None) => Err(Flaw::MissingField { field: "position".to_owned(), within: None }),
        (Status::Undefined | Status::Preview, _) => Ok(None),
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Placed>, Fault> {
    let File { schema, markups } = from_json(text)?;
    check_schema(&schema, text)?;
    let placed: Vec<Placed> = markups.into_iter().flat_map(|Markup(placed)| placed).collect();
    let spots = placed.iter().filter_map(|placed| placed.spots.as_ref()).map(Vec::len).sum();
    within_limits(placed.len(), spots).map_err(|flaw| Fault::Invalid(Position::START, flaw))?;
    if placed.is_empty() { Err(Fault::Invalid(Position::START, Flaw::Empty)) } else { Ok(placed) }
}

/// Refuses what isn't markups, or of a version that may mean something else by the same words.
fn check_schema(schema: &str, text: &str) -> Result<(), Fault> {
    let version = schema.rsplit_once(SCHEMA).map(|(_, version)| version);
    if version.is_some_and(|version| version.starts_with("1.0.")) {
        return Ok(());
    }
    let position = Position::of_byte(text, text.find("\"@schema\"").unwrap_or(0));
    let (found, expected) = (schema.chars().take(120).collect(), format!("{SCHEMA}1.0.3.json"));
    Err(Fault::WrongSchema { position, found, expected })
}
