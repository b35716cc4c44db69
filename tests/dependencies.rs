//! What the program is built from: every crate from the one public registry, under a licence that asks for no more than to be
//! named, and none that is known to be kept by nobody. Advisories published since need a network and are not looked at here.

#![allow(clippy::panic, reason = "a test may panic")]

use std::process::Command;

use serde_json::Value;

/// Licences by which a crate may come in.
const LICENCES: [&str; 12] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    // Asks for nothing at all.
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that nobody keeps any more, or that a better kept one took the place of.
const LEFT: [&str; 4] = ["ttf-parser", "instant", "paste", "proc-macro-error"];

fn packages() -> Vec<Value> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--manifest-path"];
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let metadata = |more: &[&str]| {
        let command = &mut Command::new(env!("CARGO"));
        command.args(arguments).arg(manifest).args(more).output().expect("cargo built this test")
    };
    // A build here never asked for the crates of other systems: where they aren't here yet they are fetched.
    let here = metadata(&["--offline"]);
    let ran = if here.status.success() { here } else { metadata(&[]) };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let metadata: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    metadata["packages"].as_array().expect("a list").clone()
}

/// Whether one of the alternatives of every part of a licence expression is accepted.
fn is_accepted(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], "");
    let mut parts = expression.split(" AND ");
    parts.all(|part| part.replace('/', " OR ").split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_crate_has_a_licence_that_only_asks_to_be_named() {
    let refused = packages().into_iter().filter(|package| package["source"].is_string());
    let refused = refused.filter(|package| !package["license"].as_str().is_some_and(is_accepted));
    let refused: Vec<_> = refused.map(|package| (package["name"].clone(), package["license"].clone())).collect();
    assert_eq!(refused, []);
}

#[test]
fn every_crate_comes_from_one_registry() {
    let sources = packages().into_iter().filter_map(|package| package["source"].as_str().map(str::to_owned));
    let sources: std::collections::BTreeSet<String> = sources.collect();
    assert!(sources.len() == 1 && sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
}

#[test]
fn no_crate_is_one_that_nobody_keeps() {
    let names = packages().into_iter().filter_map(|package| package["name"].as_str().map(str::to_owned));
    let left: Vec<String> = names.filter(|name| LEFT.contains(&name.as_str())).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn an_expression_is_read_as_it_is_written() {
    for accepted in
        ["MIT OR Apache-2.0", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT OR LGPL-2.1-or-later"]
    {
        assert!(is_accepted(accepted), "{accepted}");
    }
    for refused in ["GPL-3.0-only", "MIT AND GPL-2.0-only", ""] {
        assert!(!is_accepted(refused), "{refused}");
    }
}
