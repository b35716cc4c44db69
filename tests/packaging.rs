//! What packages bring beside the program: its version, man pages, completions, desktop entry and kinds of files.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../examples/packaging/completions.rs"]
mod completions;
#[path = "../examples/packaging/pages.rs"]
mod pages;

use std::collections::BTreeSet;
use std::path::Path;

use mesomap::text::Language;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn verbs() -> Vec<String> {
    mesomap::cli::command(Language::English).get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}

#[test]
fn the_version_names_commit_and_date() {
    let rest = mesomap::VERSION.strip_prefix(concat!(env!("CARGO_PKG_VERSION"), " (")).unwrap();
    let from = rest.strip_suffix(')').unwrap();
    let (commit, date) = from.split_once(", ").map_or((from, None), |(commit, date)| (commit, Some(date)));
    let is_commit = commit.len() >= 7 && commit.chars().all(|c| c.is_ascii_hexdigit());
    assert!(is_commit || commit == "unknown commit", "{commit}");
    for date in date {
        assert!(date.parse::<jiff::civil::Date>().is_ok(), "{date}");
    }
}

#[test]
fn every_verb_has_a_page_in_each_language_and_the_first_page_names_them_all() {
    let pages = pages::all();
    let page = |path: &str| pages.iter().find(|(of, _)| of == path).map(|(_, text)| text.replace(r"\-", "-"));
    for folder in ["man/man1", "man/fr/man1"] {
        let first = page(&format!("{folder}/mesomap.1")).unwrap();
        for verb in verbs() {
            assert!(first.contains(&format!("mesomap-{verb}(1)")), "{folder}: {verb}");
            let own = page(&format!("{folder}/mesomap-{verb}.1")).unwrap();
            assert!(own.contains(&format!("\nmesomap-{verb} - ")), "{own}");
        }
    }
    assert_eq!(pages.len(), 2 * (verbs().len() + 1));
}

#[test]
fn pages_are_in_their_language() {
    let first = |folder: &str| {
        let path = format!("{folder}/mesomap.1");
        pages::all().into_iter().find(|(of, _)| *of == path).unwrap().1
    };
    assert!(first("man/man1").contains("open the sample library in the window"));
    let french = first("man/fr/man1");
    assert!(french.contains(".SH NOM\n") && french.contains("ouvrir la bibliothèque"), "{french}");
    assert!(!french.contains(".SH NAME") && !french.contains('\u{A0}'), "{french}");
}

#[test]
fn completions_know_every_verb() {
    let all = completions::all();
    assert_eq!(all.len(), 3);
    for (path, text) in all {
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
        let missing: Vec<String> = verbs().into_iter().filter(|verb| !words.contains(verb.as_str())).collect();
        assert_eq!(missing, Vec::<String>::new(), "{path}");
    }
}
