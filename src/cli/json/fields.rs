//! The fields of a comparison for machines.

use serde::Serialize;

use crate::atlas::regions::RegionTree;
use crate::chart::{Ground, Session};
use crate::compare::{FieldChange, FieldPair, FieldSums, Fields, Untold};
use crate::pattern::Pattern;

use super::super::names;
use super::numbers;

#[derive(Serialize)]
pub(super) struct FieldsJson {
    pairs: Vec<FieldPairJson>,
    added: Vec<FieldJson>,
    dropped: Vec<FieldJson>,
}

#[derive(Serialize)]
struct FieldPairJson {
    before: FieldJson,
    after: FieldJson,
    changes: Vec<&'static str>,
    untold: Option<&'static str>,
    grown_cm2: Vec<GrownJson>,
}

#[derive(Serialize)]
struct GrownJson {
    region: &'static str,
    side: &'static str,
    cm2: f32,
}

#[derive(Serialize)]
struct FieldJson {
    group: u32,
    pattern: &'static str,
    spacing_mm: f64,
    points: usize,
    volume_ml: f64,
    without_volume: usize,
    techniques: Vec<String>,
    depths_mm: Vec<f64>,
    marks: Vec<u32>,
    paired: usize,
    area_cm2: Option<f32>,
}

/// The fields of these sessions.
pub(super) fn fields(fields: &Fields, [before, after]: [&Session; 2]) -> FieldsJson {
    let pair = |pair: &FieldPair| FieldPairJson {
        before: field(&pair.before, before),
        after: field(&pair.after, after),
        changes: pair.changes.iter().map(|change| change_id(*change)).collect(),
        untold: pair.untold.map(untold_id),
        grown_cm2: grown(pair),
    };
    FieldsJson {
        pairs: fields.pairs.iter().map(pair).collect(),
        added: fields.added.iter().map(|alone| field(alone, after)).collect(),
        dropped: fields.dropped.iter().map(|alone| field(alone, before)).collect(),
    }
}

fn field(sums: &FieldSums, session: &Session) -> FieldJson {
    FieldJson {
        group: sums.group.0,
        pattern: pattern_id(sums),
        spacing_mm: sums.laying.spacing.mm(),
        points: sums.tally.points,
        volume_ml: sums.tally.volume.ml(),
        without_volume: sums.tally.without_volume,
        techniques: sums.techniques.iter().map(|id| id.as_str().to_owned()).collect(),
        depths_mm: sums.depths.iter().map(|depth| depth.mm()).collect(),
        marks: numbers(&sums.marks, session),
        paired: sums.paired,
        area_cm2: sums.area_cm2(),
    }
}

fn grown(pair: &FieldPair) -> Vec<GrownJson> {
    let grown = pair.grown_cm2().into_iter().map(|(locus, cm2)| GrownJson {
        region: &RegionTree::get().region(locus.region).id,
        side: names::side_id(locus.side),
        cm2,
    });
    grown.collect()
}

fn untold_id(untold: Untold) -> &'static str {
    match untold {
        Untold::TooDense => "too_dense",
        Untold::Shifted(_) => "shifted",
        Untold::LaidAnew => "laid_anew",
    }
}

fn pattern_id(sums: &FieldSums) -> &'static str {
    match (&sums.laying.ground, sums.laying.pattern) {
        (Ground::Row(_), _) => "row",
        (_, Pattern::Hexagonal) => "hexagonal",
        (_, Pattern::Square) => "square",
        (_, Pattern::Rows) => "rows",
        (_, Pattern::Herringbone) => "herringbone",
        (_, Pattern::Concentric) => "concentric",
        (_, Pattern::EvenRandom { .. }) => "even_random",
    }
}

fn change_id(change: FieldChange) -> &'static str {
    match change {
        FieldChange::Place => "place",
        FieldChange::Pattern => "pattern",
        FieldChange::Spacing => "spacing",
        FieldChange::Count => "count",
        FieldChange::Volume => "volume",
        FieldChange::Technique => "technique",
        FieldChange::Depth => "depth",
        FieldChange::Cocktail => "cocktail",
    }
}
