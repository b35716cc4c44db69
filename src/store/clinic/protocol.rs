//! A protocol as a file: `mesomap/protocol/1`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::super::leaf::{TenThousandths, hundredths};
use super::super::read::{Fault, Record, from_ron};
use super::super::write::{Writer, decimal, millimetres, pattern_text, quoted, regions_text};
use super::super::{Flaw, GroupFlaw, Position, group_leaf, leaf};
use crate::atlas::landmarks::landmark;
use crate::atlas::regions::{Patch, Side};
use crate::atlas::{Body, BodyKind};
use crate::chart::{
    Depth, Dose, Extent, Length, Letter, Offset, Over, Protocol, Reference, Spot, SpotCount, Step, TechniqueId, Volume,
};
use crate::pattern::Pattern;

impl Record for Protocol {
    const KIND: &'static str = "protocol";
    const CURRENT: u32 = 1;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    /// What is laid on a patient must be understood whole.
    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(1, text)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Protocol", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(deserialize_with = "leaf::identifier")]
    id: String,
    #[serde(deserialize_with = "from_one")]
    revision: u32,
    #[serde(deserialize_with = "some_name")]
    names: BTreeMap<String, String>,
    source: String,
    #[serde(deserialize_with = "few_steps")]
    steps: Vec<StepRow>,
}

#[derive(Deserialize)]
#[serde(rename = "Step", deny_unknown_fields)]
enum StepRow {
    Points {
        #[serde(deserialize_with = "some_spots")]
        at: Vec<SpotRow>,
        #[serde(default)]
        mirrored: bool,
        #[serde(deserialize_with = "leaf::technique")]
        technique: TechniqueId,
        #[serde(default, deserialize_with = "leaf::some_depth")]
        depth_mm: Option<Depth>,
        #[serde(default, deserialize_with = "leaf::some_letter")]
        cocktail: Option<Letter>,
        #[serde(default)]
        dose: DoseRow,
    },
    Field {
        over: OverRow,
        #[serde(deserialize_with = "group_leaf::pattern")]
        pattern: Pattern,
        #[serde(deserialize_with = "group_leaf::spacing")]
        spacing_mm: Length,
        #[serde(default)]
        mirrored: bool,
        #[serde(deserialize_with = "leaf::technique")]
        technique: TechniqueId,
        #[serde(default, deserialize_with = "leaf::some_depth")]
        depth_mm: Option<Depth>,
        #[serde(default, deserialize_with = "leaf::some_letter")]
        cocktail: Option<Letter>,
        #[serde(default)]
        dose: DoseRow,
    },
}

#[derive(Deserialize)]
#[serde(rename = "Over")]
enum OverRow {
    Regions(#[serde(deserialize_with = "group_leaf::patches")] BTreeSet<Patch>),
    Outline(#[serde(deserialize_with = "corners")] Vec<SpotRow>),
    Row(#[serde(deserialize_with = "some_spots")] Vec<SpotRow>),
}

/// One mark's dose; a number's unit is part of its name.
#[derive(Default, Deserialize)]
#[serde(rename = "Dose")]
enum DoseRow {
    #[default]
    Untold,
    #[serde(rename = "Ml")]
    Volume(TenThousandths),
    #[serde(rename = "Mg")]
    Milligrams(#[serde(deserialize_with = "amount")] f64),
    #[serde(rename = "Iu")]
    Units(#[serde(deserialize_with = "amount")] f64),
}

#[derive(Deserialize)]
#[serde(rename = "Spot", deny_unknown_fields)]
enum SpotRow {
    From {
        #[serde(deserialize_with = "known_landmark")]
        landmark: String,
        #[serde(default, deserialize_with = "tenths")]
        lateral_mm: i32,
        #[serde(default, deserialize_with = "tenths")]
        anterior_mm: i32,
        #[serde(default, deserialize_with = "tenths")]
        superior_mm: i32,
    },
    Between {
        #[serde(deserialize_with = "known_landmark")]
        landmark: String,
        #[serde(deserialize_with = "known_landmark")]
        other: String,
        #[serde(deserialize_with = "part")]
        part: f32,
    },
    On(#[serde(deserialize_with = "leaf::body")] BodyKind, #[serde(deserialize_with = "leaf::position")] [i32; 3]),
}

fn from_one<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    leaf::some_number(from)?.ok_or_else(|| Flaw::IntegerOutOfBounds.into_error())
}

fn some_name<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let names = BTreeMap::<String, String>::deserialize(from)?;
    let whole = !names.is_empty() && names.values().all(|name| !name.trim().is_empty());
    whole.then_some(names).ok_or_else(|| Flaw::EmptyId.into_error())
}

fn few_steps<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<StepRow>, D::Error> {
    counted(Vec::deserialize(from)?, 1, Protocol::MOST_STEPS)
}

fn some_spots<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SpotRow>, D::Error> {
    counted(Vec::deserialize(from)?, 1, SpotCount::MOST)
}

fn corners<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SpotRow>, D::Error> {
    counted(Vec::deserialize(from)?, 3, SpotCount::MOST)
}

fn counted<T, E: Error>(items: Vec<T>, least: usize, most: usize) -> Result<Vec<T>, E> {
    let found = items.len();
    if (least..=most).contains(&found) { Ok(items) } else { Err(Flaw::SpotCount { found, least, most }.into_error()) }
}

fn known_landmark<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let id = String::deserialize(from)?;
    let known = landmark(Body::get(BodyKind::AdultFemale), &id, Side::Left).is_some();
    if known { Ok(id) } else { Err(Flaw::Group(GroupFlaw::NotALandmark(id)).into_error()) }
}

fn tenths<'de, D: Deserializer<'de>>(from: D) -> Result<i32, D::Error> {
    let (mm, step) = (f64::deserialize(from)?, 0.1);
    let whole: i32 = hundredths(mm)?;
    if whole % 10 == 0 {
        return Ok(whole / 10);
    }
    Err(Flaw::TooFine { value: mm, step, unit: "mm".to_owned() }.into_error())
}

fn part<'de, D: Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    let part = f32::deserialize(from)?;
    let max = 1.0;
    if (0.0..=1.0).contains(&part) {
        return Ok(part);
    }
    Err(Flaw::OutOfRange { value: part.into(), max, unit: String::new() }.into_error())
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let (value, max) = (f64::deserialize(from)?, 1e6);
    if value > 0.0 && value <= max {
        return Ok(value);
    }
    Err(Flaw::OutOfRange { value, max, unit: String::new() }.into_error())
}

impl From<File> for Protocol {
    fn from(file: File) -> Self {
        let File { _schema: _, id, revision, names, source, steps } = file;
        let steps = steps.into_iter().map(Into::into).collect();
        Self { reference: Reference { id, revision }, names, source, steps }
    }
}

impl From<StepRow> for Step {
    fn from(row: StepRow) -> Self {
        match row {
            StepRow::Points { at, mirrored, technique, depth_mm: depth, cocktail, dose } => {
                Self { over: Over::Points(spots(at)), mirrored, technique, depth, cocktail, dose: dose.into() }
            }
            StepRow::Field {
                over,
                pattern,
                spacing_mm: spacing,
                mirrored,
                technique,
                depth_mm: depth,
                cocktail,
                dose,
            } => {
                let extent = match over {
                    OverRow::Regions(patches) => Extent::Regions(patches),
                    OverRow::Outline(corners) => Extent::Outline(spots(corners)),
                    OverRow::Row(along) => Extent::Row(spots(along)),
                };
                let over = Over::Field { extent, pattern, spacing };
                Self { over, mirrored, technique, depth, cocktail, dose: dose.into() }
            }
        }
    }
}

fn spots(rows: Vec<SpotRow>) -> Vec<Spot> {
    rows.into_iter().map(Into::into).collect()
}

impl From<SpotRow> for Spot {
    fn from(row: SpotRow) -> Self {
        match row {
            SpotRow::From { landmark, lateral_mm: lateral, anterior_mm: anterior, superior_mm: superior } => {
                Self::From(landmark, Offset { lateral, anterior, superior })
            }
            SpotRow::Between { landmark, other, part } => Self::Between([landmark, other], part),
            SpotRow::On(body, hundredths) => Self::On(body, hundredths),
        }
    }
}

impl From<DoseRow> for Dose {
    fn from(row: DoseRow) -> Self {
        match row {
            DoseRow::Untold => Self::Untold,
            DoseRow::Volume(volume) => Self::Volume(volume.into()),
            DoseRow::Milligrams(value) => Self::Amount(value, "mg"),
            DoseRow::Units(value) => Self::Amount(value, "IU"),
        }
    }
}

/// The text of a protocol's file.
pub(super) fn protocol_text(protocol: &Protocol) -> String {
    let mut file = Writer::new::<Protocol>();
    file.string("id", &protocol.reference.id);
    file.line(format_args!("revision: {},", protocol.reference.revision));
    let names: Vec<String> =
        protocol.names.iter().map(|(language, name)| format!("{}: {}", quoted(language), quoted(name))).collect();
    file.line(format_args!("names: {{{}}},", names.join(", ")));
    file.string("source", &protocol.source);
    file.list("steps", &protocol.steps, |file, step| file.line(step_text(step)));
    file.finish()
}

fn step_text(step: &Step) -> String {
    let mut parts = Vec::new();
    let kind = match &step.over {
        Over::Points(spots) => {
            parts.push(format!("at: [{}]", spots_text(spots)));
            "Points"
        }
        Over::Field { extent, pattern, spacing } => {
            let over = match extent {
                Extent::Regions(patches) => regions_text(patches),
                Extent::Outline(corners) => format!("Outline([{}])", spots_text(corners)),
                Extent::Row(along) => format!("Row([{}])", spots_text(along)),
            };
            parts.push(format!("over: {over}, pattern: {}", pattern_text(*pattern)));
            parts.push(format!("spacing_mm: {}", decimal(spacing.mm())));
            "Field"
        }
    };
    parts.extend(step.mirrored.then(|| "mirrored: true".to_owned()));
    parts.push(format!("technique: {}", quoted(step.technique.as_str())));
    parts.extend(step.depth.map(|depth| format!("depth_mm: {}", decimal(depth.mm()))));
    parts.extend(step.cocktail.map(|letter| format!("cocktail: \"{letter}\"")));
    parts.extend(match step.dose {
        Dose::Untold => None,
        Dose::Volume(volume) => Some(format!("dose: Ml({})", decimal(Volume::ml(volume)))),
        Dose::Amount(value, "mg") => Some(format!("dose: Mg({})", decimal(value))),
        Dose::Amount(value, _) => Some(format!("dose: Iu({})", decimal(value))),
    });
    format!("{kind}({}),", parts.join(", "))
}

fn spots_text(spots: &[Spot]) -> String {
    spots.iter().map(spot_text).collect::<Vec<_>>().join(", ")
}

fn spot_text(spot: &Spot) -> String {
    match spot {
        Spot::From(landmark, offset) => {
            let ways = [("lateral", offset.lateral), ("anterior", offset.anterior), ("superior", offset.superior)];
            let ways = ways.iter().filter(|(_, tenths)| *tenths != 0);
            let mut parts = vec![format!("landmark: {}", quoted(landmark))];
            parts.extend(ways.map(|(name, tenths)| format!("{name}_mm: {}", millimetres(tenths * 10))));
            format!("From({})", parts.join(", "))
        }
        Spot::Between([landmark, other], part) => {
            format!("Between(landmark: {}, other: {}, part: {})", quoted(landmark), quoted(other), shortest(*part))
        }
        Spot::On(body, hundredths) => {
            let [x, y, z] = hundredths.map(millimetres);
            format!("On(\"{}\", ({x}, {y}, {z}))", body.id())
        }
    }
}

fn shortest(part: f32) -> impl Display {
    std::fmt::from_fn(move |f| write!(f, "{part:?}"))
}
