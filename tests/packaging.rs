//! What packages bring beside the program: its version, man pages, completions, desktop entry and kinds of files.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../examples/packaging/completions.rs"]
mod completions;
#[path = "../examples/packaging/licences.rs"]
mod licences;
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
    if let Some(date) = date {
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

#[test]
fn the_list_of_licences_names_every_crate_and_passes_on_their_texts() {
    let (_path, text) = licences::list().unwrap();
    let names = |crate_name: &str| text.lines().any(|line| line.starts_with(&format!("{crate_name} ")));
    for needed in ["clap", "egui", "krilla", "serde", "tiny-skia"] {
        assert!(names(needed), "{needed}");
    }
    // What only tests need isn't passed on.
    assert!(!names("egui_kittest") && !names("clap_mangen"));
    assert!(text.contains("Permission is hereby granted, free of charge") && text.contains("SIL OPEN FONT LICENSE"));
}

/// What stands between a pair of words in a file.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split_once(to)).map(|(inside, _)| inside).collect()
}

#[test]
fn entry_kinds_of_files_and_what_software_centres_show_agree() {
    let (entry, kinds) = (read("assets/desktop/mesomap.desktop"), read("assets/desktop/mesomap.xml"));
    let shown = read("assets/desktop/mesomap.metainfo.xml");
    let opened: BTreeSet<&str> =
        between(&entry, "MimeType=", "\n")[0].split(';').filter(|kind| !kind.is_empty()).collect();
    let told: BTreeSet<&str> = between(&kinds, "<mime-type type=\"", "\"").into_iter().collect();
    let provided: BTreeSet<&str> = between(&shown, "<mediatype>", "</mediatype>").into_iter().collect();
    assert_eq!(opened, told);
    assert_eq!(opened, provided);
    assert!(shown.contains(concat!("<release version=\"", env!("CARGO_PKG_VERSION"), "\"")));
}

#[test]
fn the_sample_is_known_by_its_kind() {
    let kinds = read("assets/desktop/mesomap.xml");
    let library = read("charts/library.record/1.ron");
    let signs = between(&kinds, "offset=\"0:64\" value=\"", "\"/>");
    let sign = signs.iter().map(|sign| sign.replace("&quot;", "\"")).find(|sign| sign.contains("library")).unwrap();
    assert!(library.find(&sign).is_some_and(|at| at <= 64), "{sign}");
}

#[test]
fn the_changelog_tells_of_this_version() {
    let first = read("assets/CHANGELOG.md");
    assert!(first.contains(concat!("\n## ", env!("CARGO_PKG_VERSION"), ",")), "{first}");
}
