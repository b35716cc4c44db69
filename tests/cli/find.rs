//! `mesomap find`: who had what, and who is late, as people and programs read it.

use std::fs;

use serde_json::Value;

use super::clinic::{Clinic, Ran, mesomap, mesomap_in};

fn find(clinic: &Clinic, more: &[&str]) -> Ran {
    let charts = clinic.charts().display().to_string();
    mesomap(["find", &charts].into_iter().chain(more.iter().copied()))
}

#[test]
fn a_lot_is_found_by_a_part_of_it_and_as_a_table_for_programs() {
    let clinic = Clinic::new();
    let ran = find(&clinic, &["--lot", "l1"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("2 answers, 1 patient.\n"), "{}", ran.out);
    for part in ["Zenobia Quarles", "Session 1, 7 September 2026", "Hyaluronic acid, lot L1", "s2.record"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(clinic.charts().join("clinic/index").is_dir(), "the next search is quick");
    let json: Value = serde_json::from_str(&find(&clinic, &["--lot", "l1", "--json"]).out).unwrap();
    assert_eq!(
        (&json["schema"], &json["asked"], &json["unread"]),
        (&"mesomap-find-1".into(), &"lot".into(), &0.into())
    );
    let first = &json["found"][0];
    assert_eq!((&first["lot"], &first["points"], &first["amount"]), (&"L1".into(), &8.into(), &Value::Null));
    let csv = find(&clinic, &["--lot", "l1", "--csv"]).out;
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().trim_start_matches('\u{feff}').starts_with("patient,reference,born,course,session,"));
    assert!(
        lines.next().unwrap().starts_with("Zenobia Quarles,,,Rejuvenation,Session 1,2026-09-07T10:30:00+02:00,no,")
    );
    assert_eq!(find(&clinic, &["--lot", "L"]).out.lines().count(), 5);
    assert!(find(&clinic, &["--lot", "L", "--exact"]).out.starts_with("Nothing was found."));
}

#[test]
fn who_is_overdue_depends_on_the_day() {
    let clinic = Clinic::new();
    fs::remove_file(&clinic.second).unwrap();
    let ran = find(&clinic, &["--overdue", "--on", "2026-10-01"]);
    assert!(ran.out.contains("10 days overdue, due 21 September 2026"), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("session 2 of 2"), "{}", ran.out);
    assert!(find(&clinic, &["--overdue", "--on", "2026-09-21"]).out.starts_with("Nothing was found."));
    assert_eq!(find(&clinic, &["--overdue", "--on", "soon"]).status, 2);
    let charts = clinic.charts().display().to_string();
    let french = mesomap_in("fr_FR.UTF-8", ["find", &charts, "--overdue", "--on", "2026-10-01"]);
    assert!(french.out.contains("10 jours de retard, due le 21 septembre 2026"), "{}", french.out);
}

#[test]
fn a_substance_is_found_where_it_was_given() {
    let clinic = Clinic::new();
    let rows = |more: &[&str]| {
        let arguments: Vec<&str> =
            ["--substance", "hyaluronic", "--json"].into_iter().chain(more.iter().copied()).collect();
        let json: Value = serde_json::from_str(&find(&clinic, &arguments).out).unwrap();
        json["found"].as_array().unwrap().len()
    };
    assert_eq!([rows(&[]), rows(&["--region", "face"]), rows(&["--region", "hand"])], [2, 2, 0]);
    assert_eq!(find(&clinic, &["--substance", "x", "--region", "nowhere"]).status, 2);
    assert_eq!(find(&clinic, &[]).status, 2, "a question must be asked");
    assert_eq!(find(&clinic, &["--lot", "a", "--overdue"]).status, 2, "and one alone");
}
