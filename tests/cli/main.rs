//! The command line as scripts and people meet it: the real program, its streams and its exit status.
#![expect(clippy::unwrap_used, reason = "tests")]

mod bundle;
mod clinic;
mod course;
mod dense;
mod find;
mod french;
mod lists;
mod pictures;
mod regions;
mod reports;
mod sealed;
mod techniques;
mod verify;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use mesomap::atlas::regions::{Patch, RegionTree, Side};
use mesomap::chart::{Edit, Ground, Laying, Length, Mark, Origin, Placing, Session};
use mesomap::pattern::Pattern;
use mesomap::store::session_text;
use serde_json::Value;

use crate::clinic::{Clinic, arguments, mesomap, session};

#[test]
fn help_introduces_groups_and_shows_examples() {
    let help = mesomap(["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for part in
        ["Usage: mesomap [PATH]", "Commands:", "export", "compare", "check", "views", "Examples:", "Exit status:"]
    {
        assert!(help.out.contains(part), "{part} is missing from:\n{}", help.out);
    }
    for verb in [
        "export",
        "compare",
        "check",
        "views",
        "dicom",
        "send",
        "fhir",
        "drop",
        "encrypt",
        "export-plain",
        "bundle",
        "unbundle",
        "verify",
        "prove",
        "check-proof",
        "erase",
        "find",
    ] {
        let help = mesomap([verb, "--help"]);
        assert_eq!(help.status, 0);
        assert!(help.out.contains(&format!("Usage: mesomap {verb}")), "{}", help.out);
        let long = help.out.lines().find(|line| line.chars().count() > 110);
        assert_eq!(long, None, "a line of the help is too long");
    }
    assert_eq!(mesomap(["--version"]).out, format!("mesomap {}\n", mesomap::VERSION));
}

#[test]
fn views_are_listed() {
    let views = mesomap(["views"]);
    assert_eq!(views.status, 0);
    assert!(
        views.out.lines().any(|line| line.starts_with("face-front ") && line.ends_with("Face, front")),
        "{}",
        views.out
    );
    assert!(views.out.lines().count() >= 16);
}

#[test]
fn wrong_usage_is_told_and_nothing_is_done() {
    for wrong in [
        &["--nonsense"][..],
        &["compare"],
        &["compare", "a", "--nonsense"],
        &["export", "a.ron"],
        &["views", "x"],
        &["check"],
    ] {
        let ran = mesomap(wrong);
        assert_eq!(ran.status, 2, "{wrong:?}: {}", ran.err);
        assert!(ran.err.contains("Usage:") && ran.out.is_empty(), "{}", ran.err);
    }
    let missing = mesomap(["no-such-library"]);
    assert_eq!(missing.status, 3);
    assert!(missing.err.contains("no-such-library: there is no such file or folder"), "{}", missing.err);
}

#[test]
fn a_clean_library_checks_clean() {
    let clinic = Clinic::new();
    let ran = mesomap(arguments(&["check"], &[&clinic.charts()]));
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "2 sessions, nothing found\n", ""));
    let ran = mesomap(arguments(&["check"], &[&clinic.first]));
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 session, nothing found\n"));
}

#[test]
fn the_sample_library_checks_clean() {
    let ran = mesomap(["check", concat!(env!("CARGO_MANIFEST_DIR"), "/charts")]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    // Nappage at 2 mm in the thin skin of the cheek is worth a note, and no reason to fail.
    let notes = ran.out.lines().filter(|line| line.contains(": note: ") && line.contains("fat, not dermis")).count();
    assert!(notes > 0 && ran.out.contains(&format!("{notes} notes")), "{}", ran.out);
}

#[test]
fn findings_are_lines_with_their_place() {
    let clinic = Clinic::new();
    let text = fs::read_to_string(&clinic.second).unwrap();
    fs::write(&clinic.second, text.replacen(", cocktail: \"A\"", "", 1).replace(", lot: \"L1\"", "")).unwrap();
    let ran = mesomap(arguments(&["check"], &[&clinic.charts()]));
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let mark_line =
        1 + fs::read_to_string(&clinic.second).unwrap().lines().position(|line| line.contains("Point(id: 1,")).unwrap();
    let expected = format!("{}:{mark_line}:9: Mark 1 names no cocktail.", clinic.second.display());
    assert_eq!(lines[0], expected);
    assert!(lines[1].ends_with("Cocktail A: Hyaluronic acid has no lot."), "{}", lines[1]);
}

#[test]
fn broken_files_are_named_with_line_and_column() {
    let clinic = Clinic::new();
    let good = fs::read_to_string(&clinic.first).unwrap();
    let broken = [
        ("cut.ron", &good[..good.len() / 2]),
        ("empty.ron", ""),
        ("other.ron", "(schema: \"something-else-1\")"),
        ("text.ron", "Dear colleague,\nplease find attached\n"),
        ("escape.ron", "(schema: \"\u{1b}[2J\")"),
    ];
    for (name, text) in broken {
        let path = clinic.write(name, text);
        let ran = mesomap(arguments(&["check"], &[&path]));
        assert_eq!(ran.status, 1, "{name}: {}{}", ran.out, ran.err);
        let place = ran.out.strip_prefix(&format!("{}:", path.display())).unwrap();
        let numbers: Vec<&str> = place.splitn(3, ':').collect();
        assert!(numbers[0].parse::<u32>().is_ok() && numbers[1].parse::<u32>().is_ok(), "{}", ran.out);
        assert!(!ran.out.contains('\u{1b}'));
        let ran = mesomap(arguments(&["compare"], &[&path, &clinic.first]));
        assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{name}");
        assert!(ran.err.contains(name) && ran.err.contains("line "), "{}", ran.err);
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "the file is left as it was");
    }
    assert_eq!(mesomap(arguments(&["check"], &[&clinic.path("nothing.ron")])).status, 3);
}

/// Of this session nothing is made by any verb, which says why, unless a flag accepts it; then that is said.
fn assert_made_only_with(flag: &str, clinic: &Clinic, session: &Path, [refused, accepted]: [&[&str]; 2]) {
    let picture = clinic.path("page.png");
    let asked: [Vec<&OsStr>; 3] = [
        arguments(&["marks"], &[session]),
        arguments(&["compare"], &[&clinic.first, session]),
        arguments(&["export", "--view", "face-front", "-o"], &[&picture, session]),
    ];
    for words in asked {
        let ran = mesomap(words.clone());
        assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{words:?}");
        assert!(refused.iter().all(|said| ran.err.contains(said)), "{}", ran.err);
        assert!(!picture.exists());
        let mut accepting = words.clone();
        accepting.push(OsStr::new(flag));
        let ran = mesomap(accepting);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(accepted.iter().all(|said| ran.err.contains(said)), "{}", ran.err);
    }
}

#[test]
fn what_a_newer_version_wrote_is_not_left_out_without_a_word() {
    let clinic = Clinic::new();
    let text = fs::read_to_string(&clinic.second).unwrap();
    let newer = text.replacen("session/10\",", "session/109\",\n    signed: \"yes\",", 1);
    let newer = clinic.write("newer.ron", &newer);
    assert_made_only_with("--accept-newer", &clinic, &newer, [&["newer.ron", "session/109"], &["is left out"]]);
}

#[test]
fn nothing_is_made_of_what_is_void_unless_that_is_asked_for() {
    let clinic = Clinic::new();
    let text = fs::read_to_string(&clinic.second).unwrap();
    let void = clinic.write("void.ron", &text.replacen("    title:", "    voided: \"wrong patient\",\n    title:", 1));
    let said = &["void.ron is void: wrong patient"];
    assert_made_only_with("--accept-void", &clinic, &void, [said, said]);
}

/// The page says it too, of whatever is void.
#[test]
fn the_page_of_a_session_of_a_void_patient_or_course_is_another() {
    let clinic = Clinic::new();
    let patient = clinic.charts().join("zenobia-quarles");
    let page = |name: &str| {
        let picture = clinic.path(name);
        let mut words = arguments(&["export", "--view", "face-front", "-o"], &[&picture, &clinic.second]);
        words.push(OsStr::new("--accept-void"));
        assert_eq!(mesomap(words).status, 0);
        fs::read(picture).unwrap()
    };
    let mut pages = vec![page("counts.png")];
    for (record, field) in [("patient.record", "name:"), ("rejuvenation/course.record", "title:")] {
        let file = patient.join(record).join("1.ron");
        let before = fs::read_to_string(&file).unwrap();
        let void = before.replacen(&format!("    {field}"), &format!("    voided: \"made twice\",\n    {field}"), 1);
        fs::write(&file, void).unwrap();
        pages.push(page(&record.replace('/', "-").replace(".record", ".png")));
        fs::write(&file, before).unwrap();
    }
    assert!(pages[0] != pages[1] && pages[0] != pages[2] && pages[1] != pages[2]);
}

/// A session whose patient is two states: which of them is meant isn't known, nor whether one of them is void.
#[test]
fn nothing_is_made_of_a_session_of_a_patient_whose_record_is_two_unless_that_is_asked_for() {
    let clinic = Clinic::new();
    let record = clinic.charts().join("zenobia-quarles").join("patient.record");
    let text = fs::read_to_string(record.join("1.ron")).unwrap();
    let copy = record.join("1.sync-conflict-20261127-101500-ABCDEF7.ron");
    fs::write(&copy, text.replacen("Zenobia Quarles", "Zenobia Quarrels", 1)).unwrap();
    let states = &["patient.record", "1.ron", "1.sync-conflict-20261127-101500-ABCDEF7.ron"];
    assert_made_only_with("--accept-forked", &clinic, &clinic.second, [states, states]);
    // Where the patient is to be named there is nobody to name.
    let picture = clinic.path("named.png");
    let mut named = arguments(&["export", "--view", "face-front", "--patient-name", "-o"], &[&picture, &clinic.second]);
    named.push(OsStr::new("--accept-forked"));
    assert_eq!(mesomap(named).status, 3);
    assert!(!picture.exists());
    // One of the two says that the patient is void: that is accepted by itself, or not.
    fs::write(&copy, text.replacen("    name:", "    voided: \"made twice\",\n    name:", 1)).unwrap();
    let mut marks = arguments(&["marks", "--accept-forked"], &[&clinic.second]);
    let ran = mesomap(marks.clone());
    assert!(ran.status == 3 && ran.err.contains("is void: made twice"), "{}", ran.err);
    marks.push(OsStr::new("--accept-void"));
    assert_eq!(mesomap(marks).status, 0);
    fs::remove_file(copy).unwrap();
    assert_eq!(mesomap(arguments(&["marks"], &[&clinic.second])).status, 0);
}

#[test]
fn the_table_lines_up_and_adds_up() {
    let clinic = Clinic::new();
    let ran = mesomap(arguments(&["compare"], &[&clinic.first, &clinic.second]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.err);
    let total = ran.out.lines().find(|line| line.starts_with("Total")).unwrap();
    let cells: Vec<&str> = total.split_whitespace().collect();
    // Repeated, moved, added, dropped, changed; points before, after, difference; mL before, after, difference.
    assert_eq!(cells, ["Total", "7", "0", "1", "1", "0", "8", "8", "0", "0.160", "0.160", "0"]);
    let heading = ran.out.lines().find(|line| line.starts_with("Region")).unwrap();
    assert_eq!(heading.chars().count(), total.chars().count(), "{}", ran.out);
    for part in ["Session 1", "2026-09-21 10:30", "Superficial nappage", "A NCTF 135"] {
        assert!(ran.out.contains(part), "{part} is missing from:\n{}", ran.out);
    }
}

#[test]
fn json_is_for_machines() {
    let clinic = Clinic::new();
    let ran = mesomap(arguments(&["compare", "--json", "--tolerance", "3"], &[&clinic.first, &clinic.second]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["schema"], "mesomap-comparison-3");
    assert_eq!(json["options"]["tolerance_mm"], 3.0);
    assert_eq!(json["total"]["repeated"], 7);
    assert_eq!(json["total"]["volume_ml"]["difference"], 0.0);
    assert_eq!(json["added"], serde_json::json!([8]));
    assert_eq!(json["dropped"], serde_json::json!([1]));
    assert_eq!(json["pairs"].as_array().unwrap().len(), 7);
    assert_eq!(json["pairs"][0]["before"], 2);
    assert_eq!(json["cocktails"][0]["letters"]["after"], "A");
    let points = |row: &Value| row["points"]["after"].as_i64().unwrap();
    let regions = json["regions"].as_array().unwrap();
    assert_eq!(regions.iter().map(points).sum::<i64>(), points(&json["total"]));
    assert!(regions.iter().all(|row| ["left", "right", "midline"].contains(&row["side"].as_str().unwrap())));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let clinic = Clinic::new();
    let male = fs::read_to_string(&clinic.second).unwrap().replace("adult-female", "adult-male");
    let male = clinic.write("male.ron", &male);
    let ran = mesomap(arguments(&["compare"], &[&clinic.first, &male]));
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("adult-female") && ran.err.contains("adult-male"), "{}", ran.err);
    let ran = mesomap(arguments(&["compare", "--moved-from=NaN"], &[&clinic.first, &clinic.second]));
    assert_eq!(ran.status, 2, "{}", ran.err);
    for tolerance in ["0", "NaN", "inf", "-1", "1e30", "five", ""] {
        let tolerance = format!("--tolerance={tolerance}");
        let ran = mesomap(arguments(&["compare", &tolerance], &[&clinic.first, &clinic.second]));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{tolerance}: {}", ran.err);
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let clinic = Clinic::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mesomap"))
        .args(arguments(&["compare", "--json"], &[&clinic.first, &clinic.second]))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn hostile_arguments_do_not_panic() {
    let clinic = Clinic::new();
    let long = "x".repeat(100_000);
    let words = ["", "-", "--", "--=", "-o", "\u{202e}", "a\nb", "\u{1b}[2J", "no/such", "/dev/null", &long];
    for word in words {
        for verb in ["export", "compare", "check", "views", "--view"] {
            let ran = mesomap([verb, word]);
            assert!((0..=3).contains(&ran.status), "{verb} {word:.40}: {} {}", ran.status, ran.err);
            assert!(!ran.err.contains("panicked"), "{}", ran.err);
        }
        let path = clinic.path("page.png");
        let ran = mesomap(arguments(&["export", "--view", word, "-o"], &[&path, &clinic.first]));
        assert!([2, 3].contains(&ran.status), "--view {word:.40}: {} {}", ran.status, ran.err);
        assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let no_text = OsStr::from_bytes(b"\xff\xfe");
        for verb in ["export", "compare", "check", "views", "dicom", "send", "fhir", "drop", "encrypt", "export-plain"]
        {
            let ran = mesomap([OsStr::new(verb), no_text]);
            assert!([2, 3].contains(&ran.status), "{verb}: {} {}", ran.status, ran.err);
        }
    }
}

#[test]
fn fields_are_compared_in_words_and_for_machines() {
    let clinic = Clinic::new();
    let with_field = |name: &str, spacing_mm: f64| {
        let made = session("Session", "2026-09-07T10:30:00+02:00", 0);
        let marks = made.marks.iter().map(|mark| Mark::clone(mark)).collect();
        let region = RegionTree::get().find("forehead_central").unwrap();
        let laying = Laying {
            ground: Ground::Regions([Patch { region, side: Side::Midline }].into()),
            mirrored: false,
            pattern: Pattern::Hexagonal,
            spacing: Length::nearest_mm(spacing_mm),
            placing: Placing::default(),
            protocol: None,
        };
        let laid = Edit::Lay(None, Origin::Field(laying), marks).apply(&Session { marks: Vec::new(), ..made }).unwrap();
        clinic.write(name, &session_text(&laid).unwrap())
    };
    let (first, second) = (with_field("f1.ron", 10.0), with_field("f2.ron", 8.0));
    let ran = mesomap(arguments(&["compare"], &[&first, &second]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.err);
    let row = ran.out.lines().find(|line| line.contains("spaced 10 → 8 mm")).expect("the field");
    assert!(row.split_whitespace().any(|cell| cell == "0.160"), "{row}");
    let ran = mesomap(arguments(&["compare", "--json"], &[&first, &second]));
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let pair = &json["fields"]["pairs"][0];
    assert_eq!(pair["changes"], serde_json::json!(["spacing"]));
    assert_eq!((pair["before"]["spacing_mm"].as_f64(), pair["after"]["points"].as_u64()), (Some(10.0), Some(8)));
    assert_eq!(pair["before"]["pattern"], "hexagonal");
}
