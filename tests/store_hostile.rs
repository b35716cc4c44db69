//! Files that are broken, cut off, or meant to break the reader: always an error with a place, never a panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::path::Path;

use mesomap::advice::store_error_text;
use mesomap::store::{
    MAX_FILE_BYTES, Position, StoreError, load_session, open_session, parse_session, place_at, session_text,
};
use mesomap::text::{Language, Texts};
use proptest::prelude::*;

use store_support::session;

fn text() -> String {
    session_text(&session()).unwrap()
}

fn error_in(bytes: &[u8]) -> StoreError {
    parse_session(Path::new("test.ron"), bytes).unwrap_err()
}

fn said(error: &StoreError) -> String {
    store_error_text(error, &Texts::english())
}

/// The error when `from` stands in the file as `to`; it must lie in the line of the change.
fn error_after(from: &str, to: &str) -> (StoreError, String) {
    let text = text();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let broken = text.replacen(from, to, 1);
    let error = error_in(broken.as_bytes());
    let line = 1 + text[..text.find(from).unwrap()].matches('\n').count();
    let sentence = said(&error);
    assert_eq!(error.position().unwrap().line, line, "{sentence}");
    assert!(sentence.starts_with("test.ron, line "), "{sentence}");
    (error, sentence)
}

#[test]
fn every_truncation_is_an_error_with_a_place() {
    let text = text();
    for end in 0..text.len() - 2 {
        let error = error_in(&text.as_bytes()[..end]);
        let position = error.position().unwrap_or_else(|| panic!("{end}: {error}"));
        assert!(position.line <= 1 + text[..end].matches('\n').count(), "{end}: {error}");
        assert_eq!(error.file(), Path::new("test.ron"));
    }
}

#[test]
fn values_that_a_record_cannot_hold_are_refused_where_they_stand() {
    let cases = [
        ("12.34,", "12.345,", "more decimals"),
        ("12.34,", "12.340000001,", "more decimals"),
        ("12.34,", "NaN,", "outside"),
        ("12.34,", "inf,", "outside"),
        ("12.34,", "3000.01,", "outside"),
        ("12.34,", "1e300,", "outside"),
        ("prepared_ml: 2.5", "prepared_ml: 2.50001", "more decimals"),
        ("prepared_ml: 2.5", "prepared_ml: 2.5000000001", "more decimals"),
        ("prepared_ml: 2.5", "prepared_ml: -2.5", "outside"),
        ("prepared_ml: 2.5", "prepared_ml: NaN", "outside"),
        ("(1.0, \"%\")", "(1.00001, \"%\")", "more decimals"),
        ("(1.0, \"%\")", "(1.0, \"ppm\")", "not a unit"),
        ("\"2027-06-30\"", "\"2027-06-31\"", "not a date"),
        ("\"2027-06-30\"", "\"2027-06-30T10:00\"", "not a date"),
        ("2026-09-07T10:30:00+02:00", "2026-09-07T10:30:00", "offset"),
        ("letter: \"A\"", "letter: \"a\"", "letters A to Z"),
        ("letter: \"A\"", "letter: \"AB\"", "letters A to Z"),
        ("\"adult-female\"", "\"child\"", "not a body"),
        ("id: 2,", "id: 1,", "comes twice"),
        ("id: 2,", "id: 0,", "begin at 1"),
        ("id: 2,", "id: -2,", ""),
        ("id: 2,", "id: 4294967296,", ""),
        ("\"session-1\"", "\" \"", "id is empty"),
        ("title: \"Session 1\",", "title: \"Session 1\", colour: 3,", "colour"),
        ("id: 2,", "id: 2, id: 2,", "duplicate"),
        ("Point(id: 2,", "Cloud(id: 2,", "Cloud"),
        ("Point(id: 2,", "Line(id: 2,", "at"),
        ("id: 2,", "id: 2, number: 0,", "negative or too large"),
        ("id: 2,", "id: 2, number: 1,", "comes twice"),
        ("id: 2,", "id: 2, group: 0,", "negative or too large"),
        ("last_number: 5,", "last_number: -1,", ""),
        ("Point(id: 2, at:", "Line(id: 2, path: [(0.0, 0.0, 0.0)], at:", "2 to 1000"),
        ("Point(id: 2, at:", "Area(id: 2, outline: [(0.0, 0.0, 0.0), (0.0, 1.0, 0.0)], at:", "3 to 1000"),
        ("Point(id: 2, at:", "Line(id: 2, path: [(0.0, 0.0, 0.001), (0.0, 0.0, 0.0)], at:", "more decimals"),
        ("Point(id: 2, at:", "Line(id: 2, path: [(0.0, 0.0, 3001.0), (0.0, 0.0, 0.0)], at:", "outside"),
        ("body: \"adult-female\",", "", ""),
    ];
    for (from, to, expected) in cases {
        let text = text();
        let broken = text.replacen(from, to, 1);
        let error = error_in(broken.as_bytes());
        assert!(matches!(error, StoreError::Invalid { .. } | StoreError::Syntax { .. }), "{to}: {error}");
        assert!(said(&error).contains(expected), "{to}: {error}");
        if !to.is_empty() {
            let line = 1 + text[..text.find(from).unwrap()].matches('\n').count();
            assert_eq!(error.position().unwrap().line, line, "{to}: {error}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_the_readers_language_with_its_place() {
    let cases = [
        ("12.34,", "12.345,", "12.345 mm has more decimals", "12,345\u{a0}mm a plus de décimales"),
        ("id: 2,", "id: 1,", "mark number 1 comes twice", "le repère numéro 1 figure deux fois"),
        ("id: 2,", "id: -2,", "negative or too large", "négatif ou trop grand"),
        ("id: 2,", "id: \"2\",", "a whole number is expected here", "un nombre entier devrait se trouver ici"),
        ("id: 2,", "id: 2", "\",\" is expected here", "«\u{a0},\u{a0}» devrait se trouver ici"),
        ("id: 2,", "id: 2, id: 2,", "duplicate field \"id\"", "le champ «\u{a0}id\u{a0}» figure deux fois"),
        ("Point(id: 2,", "Cloud(id: 2,", "is not known here; known: Point", "sont connus\u{a0}: Point"),
        (
            "title: \"Session 1\",",
            "name: \"Session 1\",",
            "the fields are: schema, id, title",
            "les champs sont\u{a0}: schema",
        ),
        (
            "title: \"Session 1\",",
            "",
            "the field \"title\" is missing in Session",
            "le champ «\u{a0}title\u{a0}» manque dans Session",
        ),
        (
            "session/10\",",
            "session/10\", titel: \"1\",",
            "there is no field \"titel\" here; the fields are: schema, id, title",
            "il n’y a pas de champ",
        ),
        ("title: \"Session 1\",", "title: 1,", "text in quotation marks", "un texte entre guillemets"),
        ("title: \"Session 1\",", "title: \"\\q\",", "has no meaning in text", "n’a pas de sens dans un texte"),
        ("title: \"Session 1\",", "/* title: \"Session 1\",", "never ended with */", "jamais fermée par */"),
    ];
    for (from, to, english, french) in cases {
        let error = error_in(text().replacen(from, to, 1).as_bytes());
        let Position { line, column } = error.position().unwrap();
        let [in_english, in_french] =
            [Language::English, Language::French].map(|language| store_error_text(&error, &Texts::of(language)));
        assert!(in_english.starts_with(&format!("test.ron, line {line}, column {column}: ")), "{in_english}");
        assert!(in_french.starts_with(&format!("test.ron, ligne {line}, colonne {column}\u{a0}: ")), "{in_french}");
        assert!(in_english.contains(english), "{to}: {in_english}");
        assert!(in_french.contains(french), "{to}: {in_french}");
        assert!(in_french.contains("corriger cet endroit"), "{in_french}");
    }
    let in_french = |error: &StoreError| store_error_text(error, &Texts::of(Language::French));
    let unclosed = error_in(&text().as_bytes()[..200]);
    assert!(in_french(&unclosed).contains("n’a pas de guillemet fermant"), "{unclosed}");
    let newer = error_in(text().replacen("session/10\",", "session/11\", x: 1, y: ((((,", 1).as_bytes());
    assert!(in_french(&newer).contains("n’a pas sa place ici"), "{newer}");
    let cut = error_in(&text().as_bytes()[..text().len() - 3]);
    assert!(in_french(&cut).contains("le fichier s’arrête trop tôt"), "{cut}");
    let trailing = error_in(format!("{} more", text()).as_bytes());
    assert!(said(&trailing).contains("text after the record's end"), "{trailing}");
}

#[test]
fn places_are_exact() {
    let (error, sentence) = error_after("prepared_ml: 2.5,", "prepared_ml: 2.50001,");
    assert_eq!(error.position(), Some(Position { line: 13, column: 26 }), "{sentence}");
    let (error, sentence) = error_after("prepared_ml: 2.5,", "prepared_ml: 2.5.1,");
    assert_eq!(error.position().unwrap().line, 13, "{sentence}");
    let (_, sentence) = error_after("title: \"Session 1\",", "title: \"Session 1\", extra: [1, (a: 2)],");
    assert!(sentence.contains("extra"), "{sentence}");
}

#[test]
fn a_letter_that_comes_twice_is_refused() {
    let text = text();
    let start = text.find("        (\n").unwrap();
    let end = text.find("        ),\n").unwrap() + "        ),\n".len();
    let doubled = format!("{}{}{}", &text[..end], &text[start..end], &text[end..]);
    let error = error_in(doubled.as_bytes());
    assert!(said(&error).contains("letter A comes twice"), "{error}");
}

#[test]
fn sizes_that_no_patient_has_are_refused() {
    let measured = |version: u32, lengths: &str| {
        let schema = format!("mesomap/session/{version}");
        text()
            .replace("mesomap/session/10", &schema)
            .replace("    last_number: 5,\n", "")
            .replace("    cocktails:", &format!("    measured: {lengths},\n    cocktails:"))
    };
    for (version, lengths, why) in [
        (1, "[(\"height\", 1650.0)]", "measured"),
        (2, "[(\"height\", 165.0)]", "500 mm to 2600 mm"),
        (2, "[(\"height\", 1650.04)]", "decimals"),
        (2, "[(\"height\", inf)]", "outside"),
        (2, "[(\"weight\", 60.0)]", "\"weight\""),
        (2, "[(\"height\", 1650.0), (\"thigh-girth\", 560.0)]", "same part"),
        (2, "[(\"height\", 1650.0), (\"height\", 1650.0)]", "same part"),
    ] {
        let error = error_in(measured(version, lengths).as_bytes());
        assert!(said(&error).contains(why), "{lengths}: {}", said(&error));
        assert_eq!(error.position().map(|position| position.line), Some(9), "{lengths}: {error}");
    }
}

#[test]
fn what_only_version_3_holds_is_refused_in_older_ones() {
    for version in [1, 2] {
        let old = text().replace("session/10", &format!("session/{version}")).replace("    last_number: 5,\n", "");
        assert_eq!(parse_session(Path::new("test.ron"), old.as_bytes()).unwrap(), session());
        for (from, to, why) in [
            ("prepared_ml: 2.5", "prepared_ml: 2.5001", "0.001"),
            ("volume_ml: 0.5)", "volume_ml: 0.5001)", "0.001"),
            ("A\", volume_ml: 0.01", "A\", volume_ml: 0.0101", "0.001"),
            ("id: 2,", "id: 2, group: 1,", "group"),
            ("Point(id: 2, at:", "Line(id: 2, path:", "Line"),
            ("    marks: [", "    last_number: 5,\n    marks: [", "last_number"),
        ] {
            let error = error_in(old.replacen(from, to, 1).as_bytes());
            assert!(said(&error).contains(why), "{version}, {to}: {}", said(&error));
        }
    }
}

#[test]
fn shapes_without_end_are_refused() {
    let spots = |count: usize| vec!["(0.0, -80.0, 1500.0)"; count].join(", ");
    let with = |shape: &str| text().replacen("Point(id: 2, at: (0.0, -80.0, 1500.1)", shape, 1);
    let most = with(&format!("Line(id: 2, path: [{}]", spots(1000)));
    assert!(parse_session(Path::new("test.ron"), most.as_bytes()).is_ok());
    let more = with(&format!("Area(id: 2, outline: [{}]", spots(1001)));
    assert!(said(&error_in(more.as_bytes())).contains("1001 points here"));
    let line = |id: usize| format!("Line(id: {id}, path: [{}], technique: \"x\", depth_mm: 1.0),\n", spots(1000));
    let lines: String = (10..411).map(line).collect();
    let many = text().replacen("marks: [", &format!("marks: [\n{lines}"), 1);
    assert!(said(&error_in(many.as_bytes())).contains("400000 points together"));
    // 1.6 m to and fro, a thousand times.
    let far = ["(0.0, -80.0, 1500.0), (0.0, -80.0, 0.0)"; 500].join(", ");
    let far = with(&format!("Line(id: 2, path: [{far}]"));
    assert!(said(&error_in(far.as_bytes())).contains("100 m long together"));
}

#[test]
fn deep_nesting_is_refused() {
    for open in ["(", "[", "{", "Some(", "a(b:"] {
        let bomb = open.repeat(1_000_000);
        error_in(bomb.as_bytes());
        let inside = text().replacen("\"Session 1\"", &bomb, 1);
        assert!(error_in(inside.as_bytes()).position().is_some());
        let newer = inside.replace("session/10", "session/11").replacen("title:", "later:", 1);
        assert!(error_in(newer.as_bytes()).position().is_some());
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let mut bytes = text().into_bytes();
    let at = text().find("Session 1").unwrap();
    bytes[at] = 0xff;
    let error = error_in(&bytes);
    assert!(matches!(error, StoreError::NotUtf8 { .. }), "{error}");
    assert_eq!(error.position(), Some(Position { line: 4, column: 13 }));
}

#[test]
fn other_schemas_are_refused_and_named() {
    for schema in ["mesomap/course/1", "mesomap/session/0", "mesomap/session/one", "other/session/4", ""] {
        let other = text().replace("mesomap/session/10", schema);
        let error = error_in(other.as_bytes());
        assert!(matches!(error, StoreError::WrongSchema { .. }), "{schema}: {error}");
        assert!(said(&error).contains(&format!("\"{schema}\"")), "{error}");
        assert_eq!(error.position(), Some(Position { line: 2, column: 14 }));
    }
    assert!(matches!(error_in(b"(id: \"x\", schema: \"mesomap/session/10\")"), StoreError::Syntax { .. }));
}

#[test]
fn a_newer_version_is_read_as_far_as_it_is_known() {
    let newer = text()
        .replace("mesomap/session/10", "mesomap/session/11")
        .replace("title:", "signature: Some((by: \"x\", at: [1, 2.5, 'c'])), mode: Fast(3), title:")
        .replace("Point(id: 2,", "Point(id: 2, needle: \"27G\",");
    let read = parse_session(Path::new("test.ron"), newer.as_bytes()).unwrap();
    assert_eq!(read, session());
}

#[test]
fn a_newer_version_that_cannot_be_shown_says_so() {
    let newer = text().replace("mesomap/session/10", "mesomap/session/11").replace("Point(id: 2,", "Cloud(id: 2,");
    let error = error_in(newer.as_bytes());
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{error}");
    assert!(said(&error).contains("newer version of mesomap"), "{error}");
}

#[test]
fn what_is_no_ordinary_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.ron");
    std::fs::File::create(&huge).unwrap().set_len(MAX_FILE_BYTES + 1).unwrap();
    let place = |path: &Path| place_at(path).unwrap();
    assert!(matches!(load_session(&place(&huge)), Err(StoreError::TooLarge { .. })));
    assert!(matches!(open_session(&place(&huge)), Err(StoreError::TooLarge { .. })));
    let inside = folder.path().join("inside");
    std::fs::create_dir(&inside).unwrap();
    assert!(matches!(load_session(&place(&inside)), Err(StoreError::NotAFile { .. })));
    assert!(matches!(place_at(&folder.path().join("none.ron")), Err(StoreError::NotFound { .. })));
    assert!(matches!(load_session(&place(&huge).root().child("none.ron")), Err(StoreError::NotFound { .. })));
    let empty = folder.path().join("empty.ron");
    std::fs::write(&empty, "").unwrap();
    assert!(said(&load_session(&place(&empty)).unwrap_err()).contains("the file is empty"));
}

proptest! {
    #[test]
    fn mutations_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = text().into_bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = parse_session(Path::new("test.ron"), &bytes);
    }

    #[test]
    fn cuts_and_repeats_never_panic(a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let text = text().into_bytes();
        let (a, b) = (a.index(text.len()), b.index(text.len()));
        let (a, b) = (a.min(b), a.max(b));
        let _ = parse_session(Path::new("test.ron"), &[&text[..a], &text[b..]].concat());
        let _ = parse_session(Path::new("test.ron"), &[&text[..b], &text[a..]].concat());
    }

    #[test]
    fn noise_never_panics(noise in any::<Vec<u8>>(), words in "[(){}\\[\\]:,\"a-zA-Z0-9./*\\\\ \n-]{0,200}") {
        let _ = parse_session(Path::new("test.ron"), &noise);
        let file = format!("(schema: \"mesomap/session/11\", {words}");
        let _ = parse_session(Path::new("test.ron"), file.as_bytes());
    }
}
