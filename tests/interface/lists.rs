//! Marks out of the window as a list, and back: a preview before, one step to undo, and what differs is asked.

use egui::{Key, Modifiers};

use super::desk::{Desk, sample};

/// Writes the open session's marks under a name in the library's folder.
fn export(desk: &mut Desk, format: &str, name: &str) -> std::path::PathBuf {
    let file = desk.folder().join(name);
    desk.click("File");
    desk.click("Lists of marks");
    desk.click("Export marks…");
    desk.click(format);
    desk.click("Export…");
    desk.fill("Folder", &file.parent().expect("a folder").display().to_string());
    desk.fill("File name", name);
    desk.click("Choose");
    desk.wait_until(|| file.exists());
    file
}

fn choose_import(desk: &mut Desk, file: &std::path::Path) {
    desk.click("File");
    desk.click("Lists of marks");
    desk.click("Import marks…");
    desk.fill("Folder", &file.parent().expect("a folder").display().to_string());
    desk.fill("File name", &file.file_name().expect("a name").to_string_lossy());
    desk.click("Choose");
}

#[test]
fn marks_that_were_removed_come_back_from_a_list_and_the_import_is_undone_as_one_step() {
    for (format, name) in [("Table (CSV)", "marks.csv"), ("Data (JSON)", "marks.json")] {
        let mut desk = sample();
        desk.open_first_session();
        let before = desk.session();
        let file = export(&mut desk, format, name);
        desk.key(Key::A, Modifiers::COMMAND);
        desk.key(Key::Delete, Modifiers::NONE);
        assert!(desk.session().marks.is_empty());
        choose_import(&mut desk, &file);
        desk.shows(&format!("{} marks are added", before.marks.len()));
        assert!(desk.session().marks.is_empty(), "a preview changes nothing");
        desk.click("Import");
        assert_eq!((desk.session().marks, desk.session().groups), (before.marks.clone(), before.groups));
        desk.shows("marks imported");
        desk.key(Key::Z, Modifiers::COMMAND);
        assert!(desk.session().marks.is_empty());
        desk.key(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT);
        assert_eq!(desk.session().marks, before.marks);
    }
}

#[test]
fn what_is_here_otherwise_is_asked_and_what_stays_out_is_named() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    let file = export(&mut desk, "Table (CSV)", "marks.csv");
    let depth = before.marks[0].deposit.depth.decimal();
    let table = std::fs::read_to_string(&file).expect("a table");
    let table = table.replacen(&format!(",{depth},"), ",3.33,", 1);
    std::fs::write(&file, table).expect("written");
    choose_import(&mut desk, &file);
    desk.shows("1 mark is here otherwise");
    desk.shows(&format!("depth {depth} → 3.33 mm"));
    desk.shows("Nothing would change.");
    assert!(desk.is_disabled("Import"));
    desk.click("Make them as they are in the file");
    desk.click("Import");
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 3.33);
    assert_eq!(desk.session().marks[1..], before.marks[1..]);
    desk.shows("1 mark changed");
}

#[test]
fn marks_that_stay_out_for_one_reason_are_told_once() {
    let mut desk = sample();
    desk.open_first_session();
    let file = export(&mut desk, "Table (CSV)", "marks.csv");
    let of_a = |mark: &&std::sync::Arc<mesomap::chart::Mark>| mark.deposit.cocktail == Some(mesomap::chart::Letter::A);
    let count = desk.session().marks.iter().filter(of_a).count();
    desk.new_session_without_cocktails();
    choose_import(&mut desk, &file);
    desk.shows(&format!("{count} marks ("));
    desk.shows("the session has no cocktail A");
    assert!(desk.is_disabled("Import"));
}

#[test]
fn a_list_that_cannot_be_read_is_told_with_its_place_and_changes_nothing() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    let file = desk.folder().join("bad.csv");
    std::fs::write(&file, "shape;depth\npoint;1").expect("written");
    choose_import(&mut desk, &file);
    desk.shows("line 1, column 7");
    assert_eq!(desk.session(), before);
}

#[test]
fn points_of_3d_slicer_get_what_the_next_mark_has() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    let file = export(&mut desk, "3D Slicer markups (.mrk.json)", "marks.mrk.json");
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::Delete, Modifiers::NONE);
    choose_import(&mut desk, &file);
    desk.shows("The file says only where");
    desk.click("Import");
    let after = desk.session();
    assert_eq!(after.marks.len(), before.marks.len());
    let sides = |session: &mesomap::chart::Session| {
        let mut sides: Vec<_> = session.marks.iter().map(|mark| format!("{:?}", mark.site().locus().side)).collect();
        sides.sort();
        sides
    };
    assert_eq!(sides(&after), sides(&before));
    assert!(after.marks.iter().all(|mark| mark.deposit == after.marks[0].deposit));
}

#[test]
fn marks_of_another_patient_come_in_only_where_that_is_said_and_wanted() {
    let folder = super::one_patient::with_another_patient();
    let mut desk = Desk::open(folder.path());
    desk.click("Sample Patient, not a real person");
    desk.open_first_session();
    let file = export(&mut desk, "Table (CSV)", "marks.csv");
    desk.click("Session 2");
    choose_import(&mut desk, &file);
    desk.shows("This list is of another session of this patient: Session 1");
    desk.click("Cancel");
    desk.click("Other Patient");
    desk.click("Session 1");
    choose_import(&mut desk, &file);
    desk.shows("File: marks.csv");
    desk.shows("Into: Other Patient · Neck · Session 1");
    desk.shows("This list is of another session, not one of this patient");
    assert!(desk.is_disabled("Import"));
    desk.click("Import them all the same");
    assert!(desk.session().marks.is_empty());
}
