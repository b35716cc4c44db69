//! Codes of the regions on the command line and in the table of marks.

use serde_json::Value;

use crate::clinic::{Clinic, arguments, mesomap, mesomap_in};

#[test]
fn regions_are_listed_with_their_codes() {
    let ran = mesomap(["regions"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let row = |id: &str| {
        let line = ran.out.lines().find(|line| line.split_whitespace().next() == Some(id));
        line.unwrap_or_default().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(row("Id"), ["Id", "Level", "Region", "Sides", "Codes"]);
    assert_eq!(row("scalp")[1..4], ["part", "Scalp", "varies"]);
    assert_eq!(row("cheek"), ["cheek", "area", "Cheek", "left, right", "SCT:36141000 UBERON:0008803 FMA:24759"]);
    assert_eq!(row("malar"), ["malar", "sub-area", "Malar / zygomatic cheek", "left, right"]);
    assert_eq!(row("neck_paraspinal").last(), Some(&"DCM:130300"));
    assert!(ran.out.lines().count() > 100);
}

#[test]
fn regions_are_listed_in_french() {
    let ran = mesomap_in("fr_FR.UTF-8", ["regions"]);
    let cheek = ran.out.lines().find(|line| line.starts_with("cheek ")).unwrap();
    for part in ["zone", "Joue", "gauche, droit", "SCT:36141000"] {
        assert!(cheek.contains(part), "{cheek}");
    }
}

#[test]
fn regions_as_json_carry_terms_and_licence() {
    let ran = mesomap(["regions", "--json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["schema"], "mesomap-regions-1");
    assert!(json["licence"].as_str().unwrap().contains("SNOMED International"));
    let regions = json["regions"].as_array().unwrap();
    let region = |id: &str| regions.iter().find(|region| region["id"] == id).unwrap();
    let malar = region("malar");
    assert_eq!((&malar["parent"], &malar["level"]), (&Value::from("cheek"), &Value::from("sub-area")));
    assert_eq!((&malar["sides"], &malar["names"]["fr"]), (&Value::from("paired"), &Value::from("Région malaire")));
    assert_eq!(malar["codes"], serde_json::json!([]));
    let code = &region("cheek")["codes"][0];
    assert_eq!((&code["system"], &code["code"]), (&Value::from("SCT"), &Value::from("36141000")));
    assert_eq!((&code["uri"], &code["term"]), (&Value::from("http://snomed.info/sct"), &Value::from("Skin of cheek")));
    assert_eq!(region("face")["parent"], Value::Null);
    assert_eq!(region("oral_mucosa")["treatable"], false);
}

#[test]
fn the_table_of_marks_has_the_codes_after_the_region() {
    let clinic = Clinic::new();
    let ran = mesomap(arguments(&["marks"], &[&clinic.first]));
    let mut lines = ran.out.lines();
    assert!(
        lines.next().unwrap().starts_with("\u{feff}number,region,region_codes,side,place,technique,technique_name,"),
        "{}",
        ran.out
    );
    // Neither part of the forehead has a code of its own.
    assert!(lines.all(|line| !line.contains("\"Forehead, ") || line.contains("\",,")), "{}", ran.out);
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/charts/sample-patient-not-a-real-person");
    let back = mesomap(["marks", &format!("{sample}/low-back-pain/2026-11-03-session-1.record")]);
    let face = mesomap(["marks", &format!("{sample}/facial-rejuvenation/2026-09-07-session-1.record")]);
    let coded = |table: &str, cell: &str| table.lines().any(|line| line.contains(cell));
    assert!(coded(&face.out, ",Nasolabial fold,SCT:37108007,R,"), "{}", face.out);
    assert!(coded(&face.out, ",endoepidermal,Endoepidermal,0.15,"), "{}", face.out);
    let asked = mesomap(["marks", "--language", "fr", &format!("{sample}/low-back-pain/2026-11-03-session-1.record")]);
    assert!(
        asked.out.contains(",2.00,A,0.100,") && asked.out != back.out,
        "numbers are the same in every language: {}",
        asked.out
    );
    assert!(coded(&back.out, ",Lower paraspinal,DCM:130304,L,"), "{}", back.out);
}
