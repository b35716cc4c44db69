//! `mesomap course`, and what is compared over a course: as people and programs read it.

use serde_json::Value;

use super::clinic::{Ran, mesomap};
use super::reports::sample;

fn course(more: &[&str]) -> Ran {
    let folder = sample().display().to_string();
    mesomap(["course", &folder].into_iter().chain(more.iter().copied()))
}

#[test]
fn the_sessions_are_listed_with_their_days_and_the_dose_on_the_skin() {
    let ran = course(&[]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for part in ["Session 1", "2026-10-19", "14 d (plan 14)", "Dose on the skin", "biweight", "per cm²"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let none = course(&["--heat", "none"]);
    assert!(none.status == 0 && !none.out.contains("cm²"), "{}", none.out);
}

#[test]
fn tables_for_programs_add_up_to_the_sessions() {
    let json: Value = serde_json::from_str(&course(&["--json", "--heat", "points"]).out).unwrap();
    let sessions = json["sessions"].as_array().unwrap();
    assert_eq!((json["schema"].as_str(), sessions.len()), (Some("mesomap/course/1"), 4));
    let points = |value: &Value| value["points"].as_u64().unwrap();
    let all: u64 = sessions.iter().map(points).sum();
    for session in sessions {
        let places: u64 = session["places"].as_array().unwrap().iter().map(points).sum();
        assert_eq!(places, points(session));
    }
    let heat = &json["heat"];
    let (total, on_skin) = (heat["total"].as_f64().unwrap(), heat["on_skin"].as_f64().unwrap());
    assert_eq!(total, f64::from(u32::try_from(all).unwrap()));
    assert!((on_skin / total - 1.0).abs() < 1e-3, "{on_skin} of {total}");
    let csv = course(&["--csv"]).out;
    let mut rows = csv.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = rows.next().unwrap().split(',').collect();
    let at = head.iter().position(|name| *name == "points").unwrap();
    let sum: u64 = rows.map(|row| row.split(',').nth(at).unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(sum, all);
}

#[test]
fn the_sheet_is_a_document_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("course.pdf").display().to_string();
    let ran = course(&["--view", "face-front", "--heat", "mL", "-o", &file]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    let again = course(&["-o", &file]);
    assert_eq!(again.status, 3, "{}", again.err);
    for (wrong, says) in
        [(&["--heat", "litres"][..], "litres"), (&["--width", "90"], "2 to 20 mm"), (&["--view", "nowhere"], "nowhere")]
    {
        let ran = course(wrong);
        assert_eq!(ran.status, 2, "{wrong:?}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let nothing = mesomap(["course", &folder.path().display().to_string()]);
    assert_eq!(nothing.status, 3, "{}", nothing.err);
}

#[test]
fn the_first_of_a_course_is_compared_with_its_last_and_a_session_with_a_protocol() {
    let folder = sample();
    let ends = mesomap(["compare", &folder.display().to_string()]);
    assert_eq!((ends.status, ends.err.as_str()), (0, ""));
    assert!(ends.out.contains("2026-09-07") && ends.out.contains("2026-10-19"), "{}", ends.out);
    let session = folder.join("2026-09-07-session-1.record").display().to_string();
    let done = mesomap(["compare", &session, "--protocol", "full-face-mesolift"]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    let unknown = mesomap(["compare", &session, "--protocol", "none such"]);
    assert!(unknown.status == 2 && unknown.err.contains("none such"), "{}", unknown.err);
    let alone = mesomap(["compare", &session]);
    assert!(alone.status == 2 && alone.err.contains("compared with nothing"), "{}", alone.err);
}
