//! The marks of a session as JSON, to be read back without loss: `mesomap/marks/1`.
//!
//! `session` and `body` say what they are marks of, `cocktails` what their letters stand for. `groups` and `marks` have the
//! fields of a session's file, and are in its units: `{"Point": {"id": 1, "at": [x, y, z], …}}`, positions LPS in mm.
//! `places` is for who has no atlas: region, its codes and the side of each mark; it follows from the rest, and isn't read. `outcomes` is what was
//! assessed in the session or after it, where there is something; it belongs to no mark, and isn't read either.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::atlas::each;
use crate::atlas::regions::{RegionTree, Side};
use crate::chart::{
    self, Device, Ground, Group, Laying, Mark, Origin, Outcome, Painted, Reference, Remark, Session, Shape, Site,
    Source,
};
use crate::pattern::Pattern;

/// What the file says it is.
const SCHEMA: &str = "mesomap/marks/1";

/// The marks that count, with the groups that they name; a mark and a group a line.
pub fn json(session: &Session) -> String {
    let cocktails = session.cocktails.iter();
    let cocktails: Vec<Value> =
        cocktails.map(|cocktail| json!({ "letter": cocktail.letter.to_string(), "name": cocktail.name })).collect();
    let groups = session.groups.iter().filter(|group| session.marks_of(group.id).next().is_some());
    let groups: Vec<String> = groups.map(|group| group_json(group).to_string()).collect();
    let mut text = String::from("{\n");
    for (name, value) in [("schema", SCHEMA), ("session", &session.id), ("body", session.body.id())] {
        let _infallible = writeln!(text, "  \"{name}\": {},", Value::from(value));
    }
    list(&mut text, "cocktails", &cocktails.iter().map(Value::to_string).collect::<Vec<_>>(), ",");
    list(&mut text, "groups", &groups, ",");
    list(&mut text, "marks", &each(&session.marks, |mark| mark_json(mark).to_string()), ",");
    let outcomes: Vec<String> = session.outcomes.iter().map(|outcome| outcome_json(outcome).to_string()).collect();
    let comma = if outcomes.is_empty() { "" } else { "," };
    list(&mut text, "places", &each(&session.marks, |mark| place_json(mark).to_string()), comma);
    if !outcomes.is_empty() {
        list(&mut text, "outcomes", &outcomes, "");
    }
    text.push_str("}\n");
    text
}

fn list(text: &mut String, name: &str, lines: &[String], end: &str) {
    let lines = lines.iter().map(|line| format!("\n    {line}")).collect::<Vec<_>>().join(",");
    let close = if lines.is_empty() { "" } else { "\n  " };
    let _infallible = writeln!(text, "  \"{name}\": [{lines}{close}]{end}");
}

fn mark_json(mark: &Mark) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("id", mark.id.0.into());
    if mark.number != mark.id.0 {
        put("number", mark.number.into());
    }
    let kind = match &mark.shape {
        Shape::Point(site) => {
            put("at", spot(site));
            "Point"
        }
        Shape::Line(path) => {
            put("path", spots(path.spots()));
            "Line"
        }
        Shape::Area(outline) => {
            put("outline", spots(outline.corners()));
            "Area"
        }
    };
    put("technique", mark.deposit.technique.as_str().into());
    put("depth_mm", mark.deposit.depth.mm().into());
    let said = [
        ("cocktail", mark.deposit.cocktail.map(|letter| letter.to_string().into())),
        ("volume_ml", mark.deposit.volume.map(|volume| volume.ml().into())),
        ("group", mark.group.map(|group| group.0.into())),
        ("device", mark.device.as_deref().map(device)),
        ("remark", mark.remark.as_deref().map(remark)),
    ];
    for (name, value) in said {
        if let Some(value) = value {
            put(name, value);
        }
    }
    json!({ kind: fields })
}

fn place_json(mark: &Mark) -> Value {
    let locus = mark.site().locus();
    let tree = RegionTree::get();
    let codes: Vec<String> = tree.codes(locus.region).iter().map(ToString::to_string).collect();
    json!({ "mark": mark.id.0, "region": tree.region(locus.region).id, "codes": codes, "side": side_id(locus.side) })
}

/// What was assessed as JSON, with the fields of a session's file.
pub(super) fn outcome_json(outcome: &Outcome) -> Value {
    let Outcome { id, scale, version, place, value, at, by, note } = outcome;
    let region = place.map(|place| RegionTree::get().region(place.region).id.as_str());
    let side = place.and_then(|place| place.side).map(side_id);
    let value = match value {
        chart::Value::Key(key) => json!({ "Key": &**key }),
        chart::Value::Number(score) => json!({ "Number": score.number() }),
    };
    let said = [
        ("version", version.as_str()),
        ("region", region.unwrap_or_default()),
        ("side", side.unwrap_or_default()),
        ("by", by),
        ("note", note),
    ];
    let mut fields = Map::new();
    let known = said.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, Value::from(text)));
    let always =
        [("id", id.0.into()), ("scale", scale.as_str().into()), ("value", value), ("at", at.to_string().into())];
    fields.extend(always.into_iter().chain(known).map(|(name, value)| (name.to_owned(), value)));
    Value::Object(fields)
}

/// A group as JSON, with the fields of a session's file.
pub(super) fn group_json(group: &Group) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("id", group.id.0.into());
    let kind = match &group.origin {
        Origin::Field(laying) => {
            for (name, value) in laying_json(laying) {
                if let Some(value) = value {
                    put(name, value);
                }
            }
            "Field"
        }
        Origin::Carried(Source { session, started }) => {
            put("session", session.as_str().into());
            put("started", started.to_string().into());
            "Carried"
        }
        Origin::Protocol(told) => {
            put("protocol", reference(told));
            "Protocol"
        }
        Origin::Together => "Together",
    };
    if let Some(noticed) = &group.remark {
        put("remark", remark(noticed));
    }
    json!({ kind: fields })
}

fn laying_json(laying: &Laying) -> [(&'static str, Option<Value>); 8] {
    let placing = &laying.placing;
    [
        ("over", Some(ground(&laying.ground))),
        ("mirrored", laying.mirrored.then_some(Value::Bool(true))),
        ("pattern", Some(pattern(laying.pattern))),
        ("spacing_mm", Some(laying.spacing.mm().into())),
        ("margin_mm", (placing.margin.mm() > 0.0).then(|| placing.margin.mm().into())),
        ("anchor", placing.anchor.as_ref().map(spot)),
        ("toward_degrees", placing.toward.map(|angle| angle.degrees().into())),
        ("protocol", laying.protocol.as_ref().map(reference)),
    ]
}

fn ground(ground: &Ground) -> Value {
    match ground {
        Ground::Regions(patches) => {
            let name = |region| &RegionTree::get().region(region).id;
            let patches = patches.iter().map(|patch| json!([name(patch.region), side_id(patch.side)]));
            json!({ "Regions": patches.collect::<Vec<_>>() })
        }
        Ground::Outline(corners) => json!({ "Outline": spots(corners) }),
        Ground::Row(along) => json!({ "Row": spots(along) }),
        Ground::Painted(Painted { along, radius }) => {
            json!({ "Painted": { "along": spots(along), "radius_mm": radius.mm() } })
        }
    }
}

fn pattern(pattern: Pattern) -> Value {
    match pattern {
        Pattern::Hexagonal => "Hexagonal".into(),
        Pattern::Square => "Square".into(),
        Pattern::Rows => "Rows".into(),
        Pattern::Herringbone => "Herringbone".into(),
        Pattern::Concentric => "Concentric".into(),
        Pattern::EvenRandom { seed } => json!({ "EvenRandom": seed }),
    }
}

fn reference(told: &Reference) -> Value {
    json!([told.id, told.revision])
}

fn remark(remark: &Remark) -> Value {
    let Remark { note, symptom, reaction } = remark;
    let mut fields = Map::new();
    for (name, words) in [("note", note), ("reaction", reaction)] {
        if !words.is_empty() {
            fields.insert(name.to_owned(), words.as_str().into());
        }
    }
    symptom.map(|score| fields.insert("symptom".to_owned(), score.into()));
    Value::Object(fields)
}

fn device(device: &Device) -> Value {
    let Device { passes, needles, needle, settings } = device;
    let said = [
        ("passes", passes.map(Value::from)),
        ("needles", needles.map(Value::from)),
        ("needle_mm", needle.map(|length| length.mm().into())),
        ("settings", (!settings.is_empty()).then(|| settings.as_str().into())),
    ];
    said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>().into()
}

fn spots(sites: &[Site]) -> Value {
    sites.iter().map(spot).collect()
}

fn spot(site: &Site) -> Value {
    json!(site.hundredths().map(|hundredths| f64::from(hundredths) / 100.0))
}

pub(super) fn side_id(side: Side) -> &'static str {
    match side {
        Side::Right => "right",
        Side::Left => "left",
        Side::Midline => "midline",
    }
}
