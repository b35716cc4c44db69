//! The arrows between rooms are those of the design, and what a room must not know it doesn't name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may use.
const ARROWS: [(&str, &[&str]); 14] = [
    ("geom", &[]),
    ("text", &[]),
    ("atlas", &["geom"]),
    ("pattern", &["geom", "atlas"]),
    ("chart", &["geom", "atlas", "pattern"]),
    ("compare", &["geom", "atlas", "chart"]),
    ("store", &["geom", "atlas", "pattern", "chart"]),
    ("scene", &["geom", "atlas", "pattern", "chart", "compare", "text"]),
    ("paint", &["geom", "atlas", "scene"]),
    ("export", &["geom", "atlas", "pattern", "chart", "compare", "scene", "paint", "text"]),
    ("send", &["export", "store"]),
    ("advice", &["geom", "atlas", "chart", "compare", "store", "scene", "paint", "export", "send", "text"]),
    ("cli", &BELOW_THE_TOP),
    ("app", &BELOW_THE_TOP),
];

/// Everything but `cli` and `app`, which never use each other.
const BELOW_THE_TOP: [&str; 12] =
    ["geom", "text", "atlas", "pattern", "chart", "compare", "store", "advice", "scene", "paint", "export", "send"];

/// Words that a room's code must not contain outside comments.
const UNSPEAKABLE: [(&str, &[&str]); 12] = [
    ("geom", &["egui", "std::fs", "serde"]),
    ("text", &["egui"]),
    ("atlas", &["egui", "std::fs", "crate::chart"]),
    ("pattern", &["egui", "serde", "std::fs", "crate::chart"]),
    ("chart", &["egui", "serde", "std::fs", "SystemTime", "Instant::now", "Zoned::now"]),
    ("compare", &["egui", "serde", "std::fs"]),
    ("store", &["egui"]),
    ("advice", &["egui", "serde", "std::fs"]),
    ("scene", &["egui", "std::fs"]),
    ("paint", &["egui", "serde", "std::fs", "std::env", "crate::chart"]),
    ("export", &["egui", "std::fs", "std::env"]),
    ("send", &["egui", "serde", "std::fs", "std::env"]),
];

/// The only room that may name another machine.
const TALKS: (&str, &str) = ("send", "std::net");

/// The rooms inside the window, from the ground up: each may use those before it.
const INSIDE_APP: [&str; 37] = [
    "archive",
    "settings",
    "theme",
    "fonts",
    "scripts",
    "turns",
    "touch",
    "folds",
    "command",
    "picker",
    "viewer",
    "pictures",
    "words",
    "technique_words",
    "document",
    "clipboard",
    "draft",
    "strokes",
    "roster",
    "reading",
    "layers",
    "jobs",
    "exports",
    "heat",
    "course",
    "model",
    "glance",
    "action",
    "enabled",
    "widgets",
    "fields",
    "keys",
    "canvas",
    "dialogs",
    "panels",
    "screen",
    "host",
];

/// The files of the runner, from the ground up.
const INSIDE_RUNNER: [&str; 35] = [
    "desk",
    "course",
    "heat",
    "vouching",
    "counting",
    "closing",
    "editing",
    "clipboard",
    "drafting",
    "paths",
    "views",
    "protocols",
    "formulary",
    "exporting",
    "printing",
    "lists",
    "searching",
    "trends",
    "techniques",
    "library",
    "opening",
    "unlocking",
    "saving",
    "revisions",
    "voiding",
    "signing",
    "sending",
    "records",
    "beside",
    "watch",
    "sessions",
    "writing",
    "leaving",
    "bundles",
    "asides",
];

/// Files of the window that may start threads or look at the clock.
const BESIDE_THE_WINDOW: [&str; 3] = ["jobs/mod.rs", "host/desktop.rs", "host/browser.rs"];

/// The only files that may ask what they are built for, each of which the front page names; never more than five.
const DIFFERS: [&str; 5] = ["store/depot/host/mod.rs", "app/host/mod.rs", "main.rs", "lib.rs", "send/line.rs"];

struct Source {
    path: PathBuf,
    room: String,
    /// Without comments and without the tests at the end.
    code: String,
}

fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&src, &src, &mut found);
    found
}

fn collect(src: &Path, folder: &Path, found: &mut Vec<Source>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(src, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(src).unwrap_or(&path);
            let room = inside.iter().next().unwrap_or_default().to_string_lossy();
            let room = room.trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            found.push(Source { room, code: code_of(&text), path });
        }
    }
}

/// Tests may use anything: they stand at the end of a file, behind `#[cfg(test)]`.
fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    before_tests.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// A line up to its comment; `//` within a string isn't one.
fn without_comment(line: &str) -> &str {
    let (mut in_string, mut escaped, mut before) = (false, false, ' ');
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            // The character literal of a quotation mark opens no string.
            '"' if in_string || before != '\'' => in_string = !in_string,
            '/' if !in_string && before == '/' => return &line[..at - 1],
            _ => {}
        }
        before = c;
    }
    line
}

/// The files in the folder of `app`, and for each the part of the window that it belongs to.
fn parts_of_app() -> Vec<(String, Source)> {
    let in_app = |source: Source| {
        let path = source.path.to_string_lossy().replace('\\', "/");
        let inside = path.split_once("src/app/")?.1.to_owned();
        (inside != "mod.rs").then_some((inside, source))
    };
    sources().into_iter().filter_map(in_app).collect()
}

fn part(inside: &str) -> &str {
    let first = inside.split('/').next().unwrap_or_default();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// What a file names by `PREFIXname` or `PREFIX{name, …}`.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        // `super::super::` ends with `super::`.
        if code[..at].ends_with("super::") {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => named.extend(first_names(list)),
            None => named.extend([identifier(rest)]),
        }
    }
    named
}

/// The rooms named by `crate::room` and `crate::{room, other::…}`, and, where the crate names itself, `mesomap::room`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for prefix in ["crate::", "mesomap::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(list) => rooms.extend(first_names(list)),
                None => rooms.extend([identifier(rest)]),
            }
        }
    }
    rooms
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|&c| c.is_ascii_alphanumeric() || c == '_').collect()
}

/// The first name of each item of a list in braces, whose opening brace is gone.
fn first_names(list: &str) -> Vec<String> {
    let (mut depth, mut item, mut names) = (0_u32, String::new(), Vec::new());
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => names.push(std::mem::take(&mut item)),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => item.push(c),
        }
    }
    names.push(item);
    names.iter().map(|item| identifier(item.trim())).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_room_is_in_the_table() {
    let known: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).chain(["lib", "main"]).collect();
    let strangers: BTreeSet<String> = sources().into_iter().map(|source| source.room).collect();
    let strangers: Vec<_> = strangers.iter().filter(|room| !known.contains(room.as_str())).collect();
    assert!(strangers.is_empty(), "rooms that the table of arrows doesn't know: {strangers:?}");
}

#[test]
fn arrows_are_those_of_the_design() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut forbidden = Vec::new();
    for source in sources() {
        let Some(allowed) = arrows.get(source.room.as_str()) else { continue };
        for named in rooms_named(&source.code) {
            let is_room = arrows.contains_key(named.as_str());
            if is_room && named != source.room && !allowed.contains(&named.as_str()) {
                forbidden.push(format!("{}: {} may not use {named}", source.path.display(), source.room));
            }
        }
    }
    assert!(forbidden.is_empty(), "{}", forbidden.join("\n"));
}

#[test]
fn arrows_lead_down_only() {
    for (position, (room, allowed)) in ARROWS.iter().enumerate() {
        let below: Vec<&str> = ARROWS[..position].iter().map(|(room, _)| *room).collect();
        assert!(allowed.iter().all(|used| below.contains(used)), "{room} uses a room that stands after it");
    }
}

#[test]
fn rooms_do_not_name_what_they_must_not_know() {
    let mut named = Vec::new();
    for source in sources() {
        let unspeakable = UNSPEAKABLE.iter().find(|(room, _)| *room == source.room);
        for word in unspeakable.into_iter().flat_map(|(_, words)| *words) {
            if source.code.contains(word) {
                named.push(format!("{}: {} must not name {word}", source.path.display(), source.room));
            }
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}

#[test]
fn one_room_talks_to_other_machines() {
    let (talks, word) = TALKS;
    let wrong: Vec<_> =
        sources().into_iter().filter(|source| source.room != talks && source.code.contains(word)).collect();
    let wrong: Vec<_> = wrong.iter().map(|source| source.path.display().to_string()).collect();
    assert!(wrong.is_empty(), "only {talks} may name {word}: {wrong:?}");
}

#[test]
fn arrows_inside_the_window_lead_down_only() {
    let height = |part: &str| INSIDE_APP.iter().position(|&known| known == part);
    let mut wrong = Vec::new();
    for (inside, source) in parts_of_app() {
        let own = part(&inside);
        let deep = inside.contains('/');
        let prefix = if deep { "super::super::" } else { "super::" };
        let named = named_after(&source.code, prefix);
        for name in named.iter().chain(&named_after(&source.code, "crate::app::")).filter(|name| *name != own) {
            let above = height(name) >= height(own) && height(own).is_some();
            if above && height(name).is_some() || name == "runner" {
                wrong.push(format!("{inside} may not use {name}"));
            }
        }
        if own != "runner" && height(own).is_none() {
            wrong.push(format!("{inside}: the list of the window's rooms doesn't know {own}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_of_the_runner_make_no_circle() {
    let height = |file: &str| INSIDE_RUNNER.iter().position(|&known| known == file);
    let mut wrong = Vec::new();
    for (inside, source) in parts_of_app() {
        let Some(own) = inside.strip_prefix("runner/").and_then(|file| file.strip_suffix(".rs")) else { continue };
        // What carries everything out stands above them all.
        if ["mod", "commands"].contains(&own) {
            continue;
        }
        for name in named_after(&source.code, "super::").iter().filter(|name| *name != "super") {
            if height(name) >= height(own) {
                wrong.push(format!("{own} may not use {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_jobs_run_beside_the_window() {
    let mut wrong = Vec::new();
    for (inside, source) in parts_of_app() {
        let words = ["std::thread", "Instant::now", "SystemTime::now", "mpsc::", "std::os::"];
        for word in words.into_iter().filter(|word| source.code.contains(word)) {
            if !BESIDE_THE_WINDOW.contains(&inside.as_str()) && !inside.starts_with("jobs/") {
                wrong.push(format!("{inside} must not name {word}"));
            }
        }
    }
    let top = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/mod.rs")).unwrap_or_default();
    assert!(!code_of(&top).contains("std::thread"), "the window starts no thread of its own");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn few_files_differ_by_platform() {
    const { assert!(DIFFERS.len() <= 5) };
    let asks = |code: &str| {
        let conditions = code.split("cfg").skip(1).map(|rest| rest.split(']').next().unwrap_or_default());
        let words = ["target_", "unix", "windows"];
        conditions
            .filter(|rest| rest.starts_with(['(', '!', '_']))
            .any(|rest| words.iter().any(|word| rest.contains(word)))
    };
    let slashed = |source: &Source| source.path.to_string_lossy().replace('\\', "/");
    let inside = |source: &Source| slashed(source).rsplit_once("/src/").map(|(_, inside)| inside.to_owned());
    let differing: BTreeSet<_> = sources().iter().filter(|source| asks(&source.code)).filter_map(inside).collect();
    assert_eq!(differing, DIFFERS.map(str::to_owned).into());
    let front = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap_or_default();
    for file in DIFFERS {
        assert!(front.contains(&format!("`{file}`")), "the front page doesn't name {file}");
    }
}

#[test]
fn a_string_with_slashes_is_no_comment() {
    assert_eq!(without_comment(r#"let a = "http://x"; // b"#), r#"let a = "http://x"; "#);
    assert_eq!(without_comment(r#"let a = "\"//"; let b = '"'; // c"#), r#"let a = "\"//"; let b = '"'; "#);
    assert_eq!(without_comment("//! crate::app"), "");
}

#[test]
fn the_reader_of_paths_sees_them() {
    let code = "use crate::atlas::{Body, regions::Locus};\nuse crate::{geom::Vec3, text::{Texts, other}, scene};\n\
                let x = crate::chart::Letter::A; use mesomap::cli::run;";
    let expected = ["atlas", "chart", "cli", "geom", "scene", "text"].map(str::to_owned);
    assert_eq!(rooms_named(code), BTreeSet::from(expected));
    let commented = "//! crate::app\nuse crate::geom::Vec3; // crate::app\n#[cfg(test)]\nmod tests { use crate::app; }";
    assert_eq!(rooms_named(&code_of(commented)), BTreeSet::from(["geom".to_owned()]));
}
