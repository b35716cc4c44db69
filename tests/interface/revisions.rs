//! Every save is kept: older states are looked at, compared and brought back; what two people saved is merged by a person.

use egui::{Key, Modifiers};
use mesomap::chart::Allergies;
use mesomap::store::{Library, Lineage, place_at};

use super::desk::{self, Desk, note, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

fn save(desk: &mut Desk) {
    desk.key(Key::S, Modifiers::COMMAND);
}

fn revisions(desk: &mut Desk) {
    desk.key(Key::F6, Modifiers::NONE);
    desk.shows("Revisions of this session");
}

/// A session with one mark in its second state and two in its third.
fn saved_twice(desk: &mut Desk) {
    desk.new_session();
    desk.tap_body(FOREHEAD);
    save(desk);
    desk.tap_body(LEFT_CHEEK);
    save(desk);
}

#[test]
fn an_older_state_is_brought_back_as_a_new_one_and_undo_reaches_across() {
    let mut desk = sample();
    saved_twice(&mut desk);
    revisions(&mut desk);
    desk.shows("1 added");
    desk.click("Restore Revision 2");
    assert_eq!(desk.session().marks.len(), 1);
    let record = desk.open_file();
    assert_eq!(desk::load(&record.join("4.ron")).marks.len(), 1, "it is saved as the next one");
    assert_eq!(desk::load(&record.join("3.ron")).marks.len(), 2, "and what it took the place of is kept");
    assert!(std::fs::read_to_string(record.join("4.ron")).expect("it is there").contains("why: \"restore\""));
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 2);
}

#[test]
fn an_older_state_is_looked_at_without_being_changed_and_brought_back_from_there() {
    let mut desk = sample();
    saved_twice(&mut desk);
    revisions(&mut desk);
    desk.click("Look at Revision 2");
    desk.shows("Revision 2, read only");
    desk.click("Go to the newest");
    assert_eq!(desk.session().marks.len(), 2);
    revisions(&mut desk);
    desk.click("Look at Revision 2");
    desk.tap_body(RIGHT_CHEEK);
    assert_eq!(desk.session().marks.len(), 1, "it is kept as it was");
    revisions(&mut desk);
    desk.click("Restore Revision 2");
    desk.tap_body(RIGHT_CHEEK);
    assert_eq!(desk.session().marks.len(), 2, "what was brought back can be changed");
    save(&mut desk);
    let lineage = Lineage::of(&place_at(&desk.open_file()).expect("it is there")).expect("readable");
    assert_eq!((lineage.states().len(), lineage.heads().count()), (5, 1));
}

#[test]
fn an_older_state_is_compared_like_any_session() {
    let mut desk = sample();
    saved_twice(&mut desk);
    revisions(&mut desk);
    desk.click("Compare Revision 2");
    desk.shows("What changed");
}

#[test]
fn what_two_people_saved_is_merged_mark_by_mark() {
    let folder = desk::sample_copy();
    let record = {
        let mut desk = Desk::open(folder.path());
        saved_twice(&mut desk);
        desk.open_file()
    };
    // Another machine saved from the second state: it took the mark away and wrote a note.
    let second = std::fs::read_to_string(record.join("2.ron")).expect("it is there");
    let parent = mesomap::store::Checksum::of(second.as_bytes());
    let theirs: Vec<&str> = second.lines().filter(|line| !line.contains("Point(id: 1,")).collect();
    let theirs = theirs.join("\n").replace("    body:", "    notes: \"theirs\",\n    body:");
    let own = theirs.find("parents: [").expect("it has one");
    let end = theirs[own..].find(']').expect("it ends") + own;
    let theirs = format!("{}parents: [(\"2.ron\", \"{}\")]{}", &theirs[..own], parent.as_str(), &theirs[end + 1..]);
    let whole = &theirs[..theirs.find("// sha256").expect("it has one")];
    let sum = mesomap::store::Checksum::of(whole.as_bytes());
    let theirs = format!("{whole}// sha256 of all above: {}\n", sum.as_str());
    std::fs::write(record.join("3 (conflicted copy).ron"), theirs).expect("written");
    let mut desk = Desk::open(&record);
    desk.shows("Read only: two revisions to merge");
    revisions(&mut desk);
    desk.click("Merge…");
    desk.shows("Merge two revisions");
    desk.click("Merge and save");
    let merged = desk.session();
    assert_eq!(merged.details.notes, "theirs", "only one of them changed it");
    assert_eq!(merged.marks.len(), 1, "one took a mark away, the other placed one");
    desk.tap_body(RIGHT_CHEEK);
    assert_eq!(desk.session().marks.len(), 2, "it is the session again");
    let lineage = Lineage::of(&place_at(&record).expect("it is there")).expect("readable");
    assert_eq!((lineage.states().len(), lineage.heads().count()), (5, 1), "nothing is gone");
}

#[test]
fn two_windows_that_change_a_patient_lose_nothing_of_each_other() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.click("Patient details…");
    desk.fill("Record number", "77");
    // Another window saves while the form is open here.
    let library = Library::open(folder.path()).expect("the sample");
    let entry = library.patients().expect("listed").remove(0);
    let before = entry.patient.expect("readable");
    let mut after = before.clone();
    after.allergies = Allergies::Listed("PENICILLIN".to_owned());
    library.save_patient(&entry.folder, [&before, &after], &note()).expect("saved");
    desk.click("Save");
    desk.shows("Somebody else changed this record");
    desk.shows("PENICILLIN");
    desk.click("Close");
    desk.click("Save");
    let now = library.patients().expect("listed").remove(0).patient.expect("readable");
    assert_eq!((now.allergies, now.reference.as_str()), (after.allergies, "77"));
}

#[test]
fn what_became_of_a_patient_is_listed_and_an_earlier_state_brought_back() {
    let mut desk = sample();
    desk.click("Patient details…");
    desk.fill("Record number", "77");
    desk.click("Save");
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", "Revisions of the patient");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("SAMPLE-001 → 77");
    desk.click("Restore Revision 1");
    let folder = desk.folder().to_owned();
    let patient = || Library::open(&folder).expect("the sample").patients().expect("listed").remove(0).patient;
    desk.wait_until(|| patient().is_ok_and(|patient| patient.reference == "SAMPLE-001"));
    assert!(!desk.folder().join("sample-patient-not-a-real-person/patient.record/4.ron").exists());
    assert!(desk.folder().join("sample-patient-not-a-real-person/patient.record/3.ron").exists());
}

#[test]
fn a_state_is_compared_with_the_present_in_their_order_and_by_their_numbers() {
    let mut desk = sample();
    saved_twice(&mut desk);
    revisions(&mut desk);
    desk.click("Compare Revision 2");
    desk.settle();
    desk.shows("revision 2");
    desk.shows("revision 3");
    desk.shows("1 added");
    assert!(!desk.is_shown("1 dropped"));
}
