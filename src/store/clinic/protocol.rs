//! A protocol as a file: `mesomap/protocol/3`.

mod rows;

use std::fmt::Display;

use super::super::read::{Fault, Record, from_ron};
use super::super::write::{Writer, decimal, millimetres, pattern_text, quoted, regions_text};
use super::super::{Flaw, Position};
use crate::chart::{Dose, Extent, Length, Over, Protocol, Spot, Step, StepPlacing, Volume};
use rows::{File, StepRow, StepRow2};

impl Record for Protocol {
    const KIND: &'static str = "protocol";
    const CURRENT: u32 = 3;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File<StepRow>>(text).map(Into::into),
            2 | 3 => from_ron::<File<StepRow2>>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    /// What is laid on a patient must be understood whole.
    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(Self::CURRENT, text)
    }
}

/// The text of a protocol's file.
pub(in super::super) fn protocol_text(protocol: &Protocol) -> String {
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
        Over::Field { extent, pattern, spacing, placing } => {
            let over = match extent {
                Extent::Regions(patches) => regions_text(patches),
                Extent::Outline(corners) => format!("Outline([{}])", spots_text(corners)),
                Extent::Row(along) => format!("Row([{}])", spots_text(along)),
            };
            parts.push(format!("over: {over}, pattern: {}", pattern_text(*pattern)));
            parts.push(format!("spacing_mm: {}", decimal(spacing.mm())));
            parts.extend(placing_parts(placing));
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

/// What was told of it.
fn placing_parts(StepPlacing { margin, anchor, toward }: &StepPlacing) -> impl Iterator<Item = String> {
    let parts = [
        (*margin > Length::ZERO).then(|| format!("margin_mm: {}", decimal(margin.mm()))),
        anchor.as_ref().map(|spot| format!("anchor: {}", spot_text(spot))),
        toward.map(|angle| format!("toward_degrees: {}", decimal(angle.degrees()))),
    ];
    parts.into_iter().flatten()
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
