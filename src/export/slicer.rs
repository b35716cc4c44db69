//! The marks of a session for 3D Slicer: markups (`.mrk.json`, schema 1.0.3), and fiducials (`.fcsv`) for points alone.
//!
//! Axes are named, and are ours: LPS, in mm. What these formats have no place for (technique, depth, cocktail, volume) stands
//! in the descriptions, for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::csv::quoted;
use crate::chart::{Mark, Session, Shape, Site, TechniqueId, Techniques};
use crate::text::Texts;

const SCHEMA: &str = "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/markups-schema-v1.0.3.json#";

/// Markups: a list of points for each technique, a curve for each line, a closed one for each area.
pub(super) fn markups(session: &Session, techniques: &Techniques, texts: &Texts) -> String {
    let mut points: BTreeMap<&TechniqueId, Vec<Value>> = BTreeMap::new();
    let mut ways = Vec::new();
    for mark in &session.marks {
        let description = described(session, mark, techniques, texts);
        let described = |site: &Site| control_point(mark, site, &description);
        match &mark.shape {
            Shape::Point(site) => points.entry(&mark.deposit.technique).or_default().push(described(site)),
            Shape::Line(path) => {
                ways.push(markup("Curve", &mark.number.to_string(), path.spots().iter().map(described)));
            }
            Shape::Area(outline) => {
                ways.push(markup("ClosedCurve", &mark.number.to_string(), outline.corners().iter().map(described)));
            }
        }
    }
    let lists = points.into_iter().map(|(technique, points)| {
        markup("Fiducial", techniques.name(technique, texts.language()), points.into_iter())
    });
    let markups: Vec<Value> = lists.chain(ways).collect();
    let mut text = format!("{:#}", json!({ "@schema": SCHEMA, "markups": markups }));
    text.push('\n');
    text
}

fn markup(kind: &str, name: &str, points: impl Iterator<Item = Value>) -> Value {
    json!({
        "type": kind,
        "name": name,
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "controlPoints": points.collect::<Vec<_>>(),
    })
}

fn control_point(mark: &Mark, site: &Site, description: &str) -> Value {
    json!({
        "label": mark.number.to_string(),
        "description": description,
        "position": site.hundredths().map(|hundredths| f64::from(hundredths) / 100.0),
        "positionStatus": "defined",
    })
}

/// Fiducials, one a point; lines and areas have no place in them.
pub(super) fn fiducials(session: &Session, techniques: &Techniques, texts: &Texts) -> String {
    let mut text = String::from(
        "# Markups fiducial file version = 4.11\n# CoordinateSystem = LPS\n# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n",
    );
    for mark in session.marks.iter().filter(|mark| mark.is_point()) {
        let [x, y, z] = mark.site().hundredths().map(|hundredths| f64::from(hundredths) / 100.0);
        let description = quoted(&described(session, mark, techniques, texts));
        let (id, number) = (mark.id.0, mark.number);
        let _infallible = writeln!(text, "{id},{x:.2},{y:.2},{z:.2},0,0,0,1,1,1,0,{number},{description},");
    }
    text
}

/// Technique, depth, cocktail and volume, in words.
fn described(session: &Session, mark: &Mark, techniques: &Techniques, texts: &Texts) -> String {
    let deposit = &mark.deposit;
    let cocktail = deposit.cocktail.map(|letter| {
        let name = session.cocktail(letter).map(|cocktail| cocktail.name.as_str()).unwrap_or_default();
        format!("{letter} {name}").trim().to_owned()
    });
    let words = [
        Some(techniques.name(&deposit.technique, texts.language()).to_owned()),
        Some(texts.decimal(format_args!("{}", deposit.depth))),
        cocktail,
        deposit.volume.map(|volume| texts.decimal(format_args!("{volume}"))),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    words.join("; ")
}
