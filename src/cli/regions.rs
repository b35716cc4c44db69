//! `mesomap regions`: the regions of the body with their codes in public terminologies.
//!
//! The JSON object is a promise, and its `schema` changes when a field goes or means something else. `licence`: who may use the
//! codes and where they come from, in English. `regions`, parents first: id, parent, level (`part`, `area`, `sub-area`), sides
//! (`midline`, `paired`, `both`), whether it may be treated, names by language, and codes with system, its address, term.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::atlas::regions::{Code, RegionId, RegionTree, Sides, codes_licence};
use crate::text::Texts;

use super::table::Table;
use super::{Context, Failure, Status};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    licence: String,
    regions: Vec<RegionJson<'a>>,
}

#[derive(Serialize)]
struct RegionJson<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    level: &'static str,
    sides: &'static str,
    treatable: bool,
    names: &'a BTreeMap<String, String>,
    codes: Vec<CodeJson<'a>>,
}

#[derive(Serialize)]
struct CodeJson<'a> {
    system: &'static str,
    uri: &'static str,
    code: &'a str,
    term: Option<&'a str>,
}

/// Writes a line per region, or the object.
pub(super) fn run(json: bool, context: &mut Context<'_>) -> Result<Status, Failure> {
    let tree = RegionTree::get();
    if json {
        let regions = tree.regions().map(|(id, _)| region(tree, id)).collect();
        let document = Document { schema: "mesomap-regions-1", licence: codes_licence(), regions };
        serde_json::to_writer_pretty(&mut *context.out, &document).map_err(std::io::Error::from)?;
        writeln!(context.out)?;
        return Ok(Status::Done);
    }
    table(tree, &context.texts).write_left(context.out)?;
    Ok(Status::Done)
}

fn table(tree: &RegionTree, texts: &Texts) -> Table {
    let heading = [
        texts.get("cli-column-id"),
        texts.get("cli-column-level"),
        texts.get("cli-column-region"),
        texts.get("cli-column-sides"),
        texts.get("cli-column-codes"),
    ];
    let mut table = Table::new(heading.to_vec());
    for (id, region) in tree.regions() {
        let codes: Vec<String> = tree.codes(id).iter().map(ToString::to_string).collect();
        let name = region.name(texts.language()).to_owned();
        let (level, sides) = (level_name(tree.level(id), texts), sides_name(region.sides, texts));
        table.push(vec![region.id.clone(), level, name, sides, codes.join(" ")]);
    }
    table
}

fn level_name(level: usize, texts: &Texts) -> String {
    match level {
        1 => texts.get("cli-level-part"),
        2 => texts.get("cli-level-area"),
        _ => texts.get("cli-level-sub-area"),
    }
}

fn sides_name(sides: Sides, texts: &Texts) -> String {
    match sides {
        Sides::Midline => texts.get("cli-sides-midline"),
        Sides::Paired => texts.get("cli-sides-paired"),
        Sides::Both => texts.get("cli-sides-both"),
    }
}

fn region(tree: &RegionTree, id: RegionId) -> RegionJson<'_> {
    let region = tree.region(id);
    RegionJson {
        id: &region.id,
        parent: region.parent.map(|parent| tree.region(parent).id.as_str()),
        level: match tree.level(id) {
            1 => "part",
            2 => "area",
            _ => "sub-area",
        },
        sides: match region.sides {
            Sides::Midline => "midline",
            Sides::Paired => "paired",
            Sides::Both => "both",
        },
        treatable: region.treatable,
        names: &region.names,
        codes: tree.codes(id).iter().map(code).collect(),
    }
}

fn code(code: &Code) -> CodeJson<'_> {
    let system = code.system;
    CodeJson { system: system.designator(), uri: system.uri(), code: &code.code, term: code.term.as_deref() }
}
