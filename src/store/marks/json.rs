//! A list of marks as JSON, `mesomap/marks/1`: its marks and groups are those of a session's file.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::model::{GroupRow, MarkRow};
use super::super::read::Fault;
use super::super::schema::{ListedGroup, ListedMark};
use super::super::{Flaw, Position, group_leaf, leaf};
use super::{Listed, from_json};
use crate::atlas::BodyKind;
use crate::chart::Letter;

const KIND: &str = "mesomap/marks/";
const CURRENT: &str = "mesomap/marks/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(deserialize_with = "leaf::identifier")]
    session: String,
    #[serde(deserialize_with = "leaf::body")]
    body: BodyKind,
    #[serde(default)]
    cocktails: Vec<Cocktail>,
    #[serde(default, deserialize_with = "group_leaf::groups::<_, ListedGroup>")]
    groups: Vec<GroupRow>,
    #[serde(deserialize_with = "leaf::marks::<_, ListedMark>")]
    marks: Vec<MarkRow>,
    /// Follows from the rest.
    #[serde(default, rename = "places")]
    _places: IgnoredAny,
    #[serde(default, rename = "outcomes")]
    _outcomes: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cocktail {
    #[serde(deserialize_with = "leaf::letter")]
    letter: Letter,
    name: String,
}

pub(super) fn read(text: &str) -> Result<Listed, Fault> {
    schema(text)?;
    let Written { _schema: _, session, body, cocktails, groups, marks, _places: _, _outcomes: _ } = from_json(text)?;
    Ok(Listed {
        session: Some(session),
        body,
        cocktails: cocktails.into_iter().map(|cocktail| (cocktail.letter, cocktail.name)).collect(),
        groups,
        marks: marks.into_iter().map(|row| (row.number.to_string(), row)).collect(),
    })
}

/// Refuses what is another kind of file, or a newer version, before its content is looked at.
fn schema(text: &str) -> Result<(), Fault> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let Head { schema } = from_json(text)?;
    if schema == CURRENT {
        return Ok(());
    }
    let offset = text.find("\"schema\"").unwrap_or(0);
    let (position, found) = (Position::of_byte(text, offset), schema.chars().take(80).collect());
    let version = schema.strip_prefix(KIND).and_then(|version| version.parse::<u32>().ok());
    Err(match version {
        Some(newer) if newer > 1 => Fault::Newer { position, found, flaw: Flaw::WouldLose },
        _ => Fault::WrongSchema { position, found, expected: CURRENT.to_owned() },
    })
}
