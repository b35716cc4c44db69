//! A record of which several states, or a broken one, claim to be the newest: said in its row, and settled by a person.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use mesomap::chart::{Allergies, Patient};
use mesomap::store::{Library, PatientEntry};

use super::FOREHEAD;
use super::desk::{self, Desk, load, note, sample_copy};

const PATIENT: &str = "sample-patient-not-a-real-person";

fn patient(folder: &Path) -> PatientEntry {
    Library::open(folder).unwrap().patients().unwrap().remove(0)
}

/// Saves the patient with other allergies and another number.
fn save(folder: &Path, allergies: &str, reference: &str) {
    let entry = patient(folder);
    let before = entry.patient.unwrap();
    let mut after = Patient { allergies: Allergies::of_text(allergies), ..before.clone() };
    if !reference.is_empty() {
        reference.clone_into(&mut after.reference);
    }
    Library::open(folder).unwrap().save_patient(&entry.folder, [&before, &after], &note()).unwrap();
}

fn newest(record: &Path) -> PathBuf {
    desk::newest_file(record)
}

/// The sample, whose patient another machine changed from the same state: a program for syncing brought its file.
fn forked_patient() -> tempfile::TempDir {
    let (here, there) = (sample_copy(), sample_copy());
    save(here.path(), "PENICILLIN", "");
    save(there.path(), "LATEX", "77");
    let record = |folder: &Path| folder.join(PATIENT).join("patient.record");
    let theirs = newest(&record(there.path()));
    let name = format!("{} (conflicted copy).ron", theirs.file_stem().unwrap().display());
    std::fs::copy(theirs, record(here.path()).join(name)).unwrap();
    here
}

#[test]
fn a_forked_patient_is_merged_field_by_field_and_no_allergy_is_lost() {
    let folder = forked_patient();
    let mut desk = Desk::open(folder.path());
    desk.shows("two revisions to merge");
    desk.click(&format!("Merge… {PATIENT}"));
    desk.shows("only B changed it");
    desk.shows("to be decided");
    desk.click("Allergies: A: PENICILLIN");
    desk.shows("Left out: LATEX");
    desk.click("Allergies: All: PENICILLIN, LATEX");
    desk.click("Merge and save");
    let merged = patient(folder.path()).patient.unwrap();
    assert_eq!((merged.allergies.listed(), merged.reference.as_str()), ("PENICILLIN, LATEX", "77"));
    desk.shows(&merged.name);
    assert!(!desk.is_shown("two revisions to merge"));
}

#[test]
fn the_sessions_of_a_forked_patient_stay_within_reach() {
    let folder = forked_patient();
    let mut desk = Desk::open(folder.path());
    desk.open_first_session();
    assert!(!desk.session().marks.is_empty());
    desk.shows("allergies aren't shown");
}

#[test]
fn a_merge_is_refused_where_somebody_else_merged_meanwhile() {
    let folder = forked_patient();
    let mut desk = Desk::open(folder.path());
    desk.click(&format!("Merge… {PATIENT}"));
    desk.click("Allergies: B: LATEX");
    let mut other = Desk::open(folder.path());
    other.click(&format!("Merge… {PATIENT}"));
    other.click("Allergies: All: PENICILLIN, LATEX");
    other.click("Merge and save");
    desk.click("Merge and save");
    desk.shows("That didn't work");
    assert_eq!(patient(folder.path()).patient.unwrap().allergies.listed(), "PENICILLIN, LATEX");
}

#[test]
fn a_broken_newest_revision_of_a_patient_leads_to_the_one_before_it() {
    let folder = sample_copy();
    let before = patient(folder.path()).patient.unwrap();
    save(folder.path(), "LATEX", "");
    std::fs::write(newest(&folder.path().join(PATIENT).join("patient.record")), "(schema: \"mesomap/pat").unwrap();
    let mut desk = Desk::open(folder.path());
    desk.shows("can't be read");
    desk.click(&format!("Show its revisions… {PATIENT}"));
    desk.shows("line 1");
    desk.shows("Nothing takes its place by itself");
    desk.click("Restore Revision 1");
    assert_eq!(patient(folder.path()).patient.unwrap(), before);
}

#[test]
fn a_broken_newest_revision_of_a_session_can_be_passed_over_knowingly() {
    let folder = sample_copy();
    let record = {
        let mut desk = Desk::open(folder.path());
        desk.new_session();
        desk.tap_body(FOREHEAD);
        desk.key(egui::Key::S, egui::Modifiers::COMMAND);
        desk.open_file()
    };
    let text = std::fs::read_to_string(record.join("2.ron")).unwrap();
    std::fs::write(record.join("2.ron"), text.replace("depth_mm: ", "depth_mm: x")).unwrap();
    let marks = load(&record.join("1.ron")).marks.len();
    let mut desk = Desk::open(&record);
    desk.shows("The newest revision can't be read");
    desk.click("Show its revisions…");
    desk.shows("Revision 2");
    desk.click("Look at Revision 1");
    desk.shows("not the newest: this is 1.ron; 2.ron is newer and can't be read");
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks.len(), marks, "it is looked at only");
    desk.key(egui::Key::F6, egui::Modifiers::NONE);
    desk.click("Restore Revision 1");
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks.len(), marks + 1, "what was restored can be changed");
    assert!(record.join("3.ron").exists() && record.join("2.ron").exists());
}

#[test]
fn a_library_whose_name_is_a_fork_opens_once_somebody_chose() {
    let (here, there) = (sample_copy(), sample_copy());
    for (folder, name) in [(&here, "North"), (&there, "South")] {
        Library::open(folder.path()).unwrap().rename(name, &note()).unwrap();
    }
    let record = here.path().join("library.record");
    std::fs::copy(there.path().join("library.record/2.ron"), record.join("2 (conflicted copy).ron")).unwrap();
    let mut desk = Desk::open(here.path());
    desk.click("Merge…");
    desk.click("Name: B: South");
    desk.click("Merge and save");
    assert_eq!(Library::open(here.path()).unwrap().name(), "South");
    desk.shows("South");
}

#[test]
fn a_forked_formulary_keeps_the_products_of_both() {
    let (here, there) = (sample_copy(), sample_copy());
    let cocktail = |name: &str, substance: &str| {
        let component = mesomap::chart::Component {
            substance: substance.to_owned(),
            concentration: None,
            volume: mesomap::chart::Volume::from_ml(1.0).unwrap(),
            manufacturer: String::new(),
            lot: String::new(),
            expiry: None,
        };
        let (components, prepared) = (vec![component], mesomap::chart::Volume::from_ml(1.0).unwrap());
        let letter = mesomap::chart::Letter::A;
        mesomap::chart::Cocktail { letter, name: name.to_owned(), components, prepared, discarded: None }
    };
    for (folder, name, substance) in [(&here, "North mix", "Alphacaine"), (&there, "South mix", "Betacaine")] {
        Library::open(folder.path()).unwrap().learn(&cocktail(name, substance), &note()).unwrap();
    }
    let record = here.path().join("clinic/formulary.record");
    std::fs::copy(there.path().join("clinic/formulary.record/1.ron"), record.join("1 (conflicted copy).ron")).unwrap();
    let mut desk = Desk::open(here.path());
    desk.key(egui::Key::F4, egui::Modifiers::NONE);
    desk.shows("Several revisions to merge");
    desk.click("Merge…");
    desk.shows("Alphacaine");
    desk.click("Merge and save");
    let formulary = Library::open(here.path()).unwrap().formulary().unwrap();
    let mut substances: Vec<_> = formulary.products.iter().map(|product| product.substance.as_str()).collect();
    substances.sort_unstable();
    assert_eq!(substances, ["Alphacaine", "Betacaine"], "each had one that the other didn't know");
    assert_eq!(formulary.recipes.len(), 2);
}
