//! Lists of marks from the command line, out and in, and pages as vectors and JPEG.

use std::fs;
use std::process::Command;

use mesomap::store::{Reason, load_session, place_at};

use crate::clinic::{Clinic, arguments, mesomap};

/// The session of the record that grew from a file of the earlier layout.
fn marks(path: &std::path::Path) -> usize {
    load_session(&place_at(path).unwrap()).unwrap().marks.len()
}

#[test]
fn marks_go_out_and_come_into_a_session_as_a_revision() {
    let clinic = Clinic::new();
    for ending in ["csv", "json"] {
        let list = clinic.path(&format!("s1.{ending}"));
        let ran = mesomap(arguments(&["marks", "-o"], &[&list, &clinic.first]));
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        let again = mesomap(arguments(&["marks", "-o"], &[&list, &clinic.first]));
        assert_eq!(again.status, 3, "what is there stays");
        let ran = mesomap(arguments(&["import"], &[&clinic.first, &list]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("8 marks are here already") && ran.out.contains("Nothing was written"), "{}", ran.out);
    }
    let list = clinic.path("s1.csv");
    let dry = mesomap(arguments(&["import", "--dry-run"], &[&clinic.second, &list]));
    assert!(dry.status == 0 && dry.out.contains("added") && dry.out.contains("Nothing was written"), "{}", dry.out);
    assert_eq!(marks(&clinic.second), 8);
    let words = ["import", "--accept-foreign", "--author", "Dr Sample"];
    let ran = mesomap(arguments(&words, &[&clinic.second, &list]));
    assert!(ran.status == 0 && ran.out.contains("saved as revision"), "{}{}", ran.out, ran.err);
    assert_eq!(marks(&clinic.second), 9, "seven places are the same");
    let record = place_at(&clinic.second).unwrap();
    let lineage = mesomap::store::Lineage::of(&mesomap::store::record_place(&record)).unwrap();
    let note = lineage.states().last().unwrap().note().unwrap();
    assert_eq!((note.why, note.author.as_str()), (Reason::Import, "Dr Sample"));
}

#[test]
fn a_list_of_another_session_is_refused_unless_that_is_accepted() {
    let clinic = Clinic::new();
    let list = clinic.path("s1.csv");
    assert_eq!(mesomap(arguments(&["marks", "-o"], &[&list, &clinic.first])).status, 0);
    let ran = mesomap(arguments(&["import"], &[&clinic.second, &list]));
    assert_eq!((ran.status, marks(&clinic.second)), (3, 8));
    let told = ran.err.contains("another session of this patient: Session 1") && ran.err.contains("--accept-foreign");
    assert!(told, "{}", ran.err);
    let table = fs::read_to_string(&list).unwrap().replace(",session-1,", ",of-somebody-else,");
    let theirs = clinic.write("theirs.csv", &table);
    let ran = mesomap(arguments(&["import"], &[&clinic.second, &theirs]));
    assert!(ran.status == 3 && ran.err.contains("not one of this patient"), "{}", ran.err);
    let ran = mesomap(arguments(&["import", "--accept-foreign"], &[&clinic.second, &theirs]));
    assert!(ran.status == 0 && ran.err.contains("not one of this patient"), "it is said all the same: {}", ran.err);
    assert_eq!(marks(&clinic.second), 9);
}

#[test]
fn marks_that_differ_are_named_and_the_person_chooses() {
    let clinic = Clinic::new();
    let table = mesomap(arguments(&["marks"], &[&clinic.first])).out;
    let list = clinic.write("edited.csv", &table.replacen(",1.00,", ",1.50,", 1));
    let mine = mesomap(arguments(&["import", "--mine"], &[&clinic.first, &list]));
    assert!(
        mine.out.contains("Mark 1 is otherwise in the session: depth 1.00 → 1.50 mm")
            && mine.out.contains("Nothing was written"),
        "{}",
        mine.out
    );
    assert_eq!(mesomap(arguments(&["import", "--new", "--theirs"], &[&clinic.first, &list])).status, 2);
    let theirs = mesomap(arguments(&["import", "--theirs"], &[&clinic.first, &list]));
    assert_eq!((theirs.status, theirs.err.as_str()), (0, ""));
    let session = load_session(&place_at(&clinic.first).unwrap()).unwrap();
    assert_eq!((session.marks.len(), session.marks[0].deposit.depth.mm()), (8, 1.5));
}

#[test]
fn points_of_3d_slicer_need_a_technique_and_what_stays_out_is_named() {
    let clinic = Clinic::new();
    for ending in ["mrk.json", "fcsv"] {
        let list = clinic.path(&format!("s1.{ending}"));
        assert_eq!(mesomap(arguments(&["marks", "-o"], &[&list, &clinic.first])).status, 0);
        let ran = mesomap(arguments(&["import"], &[&clinic.second, &list]));
        assert!(ran.status == 2 && ran.err.contains("--technique"), "{}", ran.err);
        let words = ["import", "--dry-run", "--technique", "papule", "--depth", "2", "--cocktail"];
        let known = mesomap(arguments(&[&words[..], &["A"]].concat(), &[&clinic.second, &list]));
        assert!(known.status == 0 && known.out.contains("8 marks are added"), "{}{}", known.out, known.err);
        let unknown = mesomap(arguments(&[&words[..], &["B"]].concat(), &[&clinic.second, &list]));
        assert_eq!(unknown.status, 1);
        let told = unknown.out.matches("the session has no cocktail B").count();
        assert!(unknown.out.contains("8 marks (1–8): the session has no cocktail B") && told == 1, "{}", unknown.out);
    }
}

#[test]
fn a_file_that_is_no_list_is_refused_by_line_and_column() {
    let clinic = Clinic::new();
    let list = clinic.write("bad.csv", "shape;depth\npoint;1");
    let ran = mesomap(arguments(&["import"], &[&clinic.first, &list]));
    assert!(ran.status == 3 && ran.err.contains("bad.csv, line 1, column 7"), "{}", ran.err);
    let none = mesomap(arguments(&["import"], &[&clinic.first, &clinic.path("none.csv")]));
    assert_eq!(none.status, 3);
    let other = mesomap(arguments(&["import"], &[&clinic.first, &clinic.write("marks.txt", "")]));
    assert!(other.status == 2 && other.err.contains(".mrk.json"), "{}", other.err);
    assert_eq!(marks(&clinic.first), 8);
}

#[test]
fn a_session_with_unsaved_work_takes_nothing() {
    let clinic = Clinic::new();
    let list = clinic.path("s1.csv");
    assert_eq!(mesomap(arguments(&["marks", "-o"], &[&list, &clinic.first])).status, 0);
    let place = place_at(&clinic.second).unwrap();
    let mut open = mesomap::store::open_session(&place).unwrap();
    let session = open.session.clone();
    open.save(&session, &crate::clinic::note()).unwrap();
    let mut work = session.clone();
    std::sync::Arc::make_mut(&mut work.details).notes = "not saved yet".to_owned();
    open.autosave(&work, &crate::clinic::note().because(Reason::Work)).unwrap();
    drop(open);
    let record = mesomap::store::record_place(&place).shown();
    let ran = mesomap(arguments(&["import"], &[&record, &list]));
    assert!(ran.status == 3 && ran.err.contains("work that was never saved"), "{}{}", ran.out, ran.err);
    assert_eq!(marks(&clinic.second), 8);
}

#[test]
fn a_page_as_vectors_and_as_jpeg_looks_as_the_picture_does() {
    let clinic = Clinic::new();
    let export = |ending: &str| {
        let page = clinic.path(&format!("page.{ending}"));
        let ran =
            mesomap(arguments(&["export", "--dpi", "100", "--view", "face-front", "-o"], &[&page, &clinic.first]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        page
    };
    let png = image::open(export("png")).unwrap().to_rgb8();
    let bytes = fs::read(export("jpg")).unwrap();
    assert_eq!(&bytes[..4], [0xff, 0xd8, 0xff, 0xe0]);
    assert_eq!(&bytes[13..18], [1, 0, 100, 0, 100], "100 dots an inch");
    let jpeg = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_close(&png, &jpeg, 0.5);
    let svg = export("svg");
    let text = fs::read_to_string(&svg).unwrap();
    assert!(text.contains(">Session 1</text>") && !text.contains("Zenobia"), "words can be read, and name nobody");
    let drawn = clinic.path("svg.png");
    let mut rsvg = Command::new("rsvg-convert");
    rsvg.args(["-w", &png.width().to_string()]).arg("-o").arg(&drawn).arg(&svg);
    // Where this machine doesn't have it, nothing is compared.
    if let Ok(ran) = rsvg.output() {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_close(&png, &image::open(&drawn).unwrap().to_rgb8(), 1.5);
    }
}

/// That two pictures of one page differ by at most this much on average, of 255.
fn assert_close(one: &image::RgbImage, other: &image::RgbImage, most: f64) {
    assert!(one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1);
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y, pixel) in one.enumerate_pixels() {
        if let Some(there) = other.get_pixel_checked(x, y) {
            for (a, b) in pixel.0.iter().zip(there.0) {
                (sum, count) = (sum + f64::from(a.abs_diff(b)), count + 1.0);
            }
        }
    }
    let mean = sum / count;
    assert!(mean <= most, "a mean difference of {mean}");
}
