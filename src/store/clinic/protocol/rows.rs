//! Protocols of every version as serde reads them, each part refused where it stands.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::super::super::leaf::{TenThousandths, hundredths};
use super::super::super::{Flaw, GroupFlaw, group_leaf, leaf};
use crate::atlas::landmarks::landmark;
use crate::atlas::regions::{Patch, Side};
use crate::atlas::{Body, BodyKind};
use crate::chart::{
    Angle, Depth, Dose, Extent, Length, Letter, Offset, Over, Protocol, Reference, Spot, SpotCount, Step, StepPlacing,
    TechniqueId,
};
use crate::pattern::Pattern;

#[derive(Deserialize)]
#[serde(rename = "Protocol", deny_unknown_fields, bound(deserialize = "S: Deserialize<'de>"))]
pub(super) struct File<S> {
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
    steps: Vec<S>,
}

/// A step of version 1.
#[derive(Deserialize)]
#[serde(rename = "Step", deny_unknown_fields)]
pub(super) enum StepRow {
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

/// Version 2 knows more patterns, and says where else a field's places lie.
#[derive(Deserialize)]
#[serde(rename = "Step", deny_unknown_fields)]
pub(super) enum StepRow2 {
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
        #[serde(deserialize_with = "group_leaf::pattern6")]
        pattern: Pattern,
        #[serde(deserialize_with = "group_leaf::spacing")]
        spacing_mm: Length,
        #[serde(default, deserialize_with = "group_leaf::margin")]
        margin_mm: Length,
        #[serde(default, deserialize_with = "some_anchor")]
        anchor: Option<SpotRow>,
        #[serde(default, deserialize_with = "group_leaf::some_direction")]
        toward_degrees: Option<Angle>,
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
pub(super) enum OverRow {
    Regions(#[serde(deserialize_with = "group_leaf::patches")] BTreeSet<Patch>),
    Outline(#[serde(deserialize_with = "corners")] Vec<SpotRow>),
    Row(#[serde(deserialize_with = "some_spots")] Vec<SpotRow>),
}

/// One mark's dose; a number's unit is part of its name.
#[derive(Default, Deserialize)]
#[serde(rename = "Dose")]
pub(super) enum DoseRow {
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
pub(super) enum SpotRow {
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

fn few_steps<'de, D: Deserializer<'de>, S: Deserialize<'de>>(from: D) -> Result<Vec<S>, D::Error> {
    counted(Vec::deserialize(from)?, 1, Protocol::MOST_STEPS)
}

fn some_spots<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SpotRow>, D::Error> {
    counted(Vec::deserialize(from)?, 1, SpotCount::MOST)
}

fn corners<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SpotRow>, D::Error> {
    counted(Vec::deserialize(from)?, 3, SpotCount::MOST)
}

/// A spot that is found on either body; one that was recorded lies on its body or near it.
fn some_anchor<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SpotRow>, D::Error> {
    let spot = SpotRow::deserialize(from)?;
    match spot {
        SpotRow::On(body, hundredths) if !group_leaf::is_near(body, hundredths) => {
            Err(Flaw::Group(GroupFlaw::OffTheBody).into_error())
        }
        found => Ok(Some(found)),
    }
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

impl<S: Into<Step>> From<File<S>> for Protocol {
    fn from(file: File<S>) -> Self {
        let File { _schema: _, id, revision, names, source, steps } = file;
        let steps = steps.into_iter().map(Into::into).collect();
        Self { reference: Reference { id, revision }, names, source, steps }
    }
}

impl From<StepRow> for Step {
    fn from(row: StepRow) -> Self {
        let (margin_mm, anchor, toward_degrees) = (Length::ZERO, None, None);
        match row {
            StepRow::Points { at, mirrored, technique, depth_mm, cocktail, dose } => {
                StepRow2::Points { at, mirrored, technique, depth_mm, cocktail, dose }
            }
            #[rustfmt::skip]
            StepRow::Field { over, pattern, spacing_mm, mirrored, technique, depth_mm, cocktail, dose } => StepRow2::Field {
                over, pattern, spacing_mm, margin_mm, anchor, toward_degrees, mirrored, technique, depth_mm, cocktail, dose,
            },
        }
        .into()
    }
}

impl From<StepRow2> for Step {
    fn from(row: StepRow2) -> Self {
        match row {
            StepRow2::Points { at, mirrored, technique, depth_mm: depth, cocktail, dose } => {
                Self { over: Over::Points(spots(at)), mirrored, technique, depth, cocktail, dose: dose.into() }
            }
            StepRow2::Field {
                over,
                pattern,
                spacing_mm: spacing,
                margin_mm: margin,
                anchor,
                toward_degrees: toward,
                mirrored,
                technique,
                depth_mm: depth,
                cocktail,
                dose,
            } => {
                let placing = StepPlacing { margin, anchor: anchor.map(Into::into), toward };
                let over = Over::Field { extent: over.into(), pattern, spacing, placing };
                Self { over, mirrored, technique, depth, cocktail, dose: dose.into() }
            }
        }
    }
}

impl From<OverRow> for Extent {
    fn from(over: OverRow) -> Self {
        match over {
            OverRow::Regions(patches) => Self::Regions(patches),
            OverRow::Outline(corners) => Self::Outline(spots(corners)),
            OverRow::Row(along) => Self::Row(spots(along)),
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
