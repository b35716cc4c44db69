//! Which names a bundle may hold: those of states of records, under names that every system takes.

use std::collections::{BTreeMap, BTreeSet};

use super::super::clinic::{formulary_record, protocol_records, techniques_record};
use super::super::depot::{Key, Kind, Place};
use super::super::folders::{CLINIC_FOLDER, COURSE, LIBRARY, PATIENT, is_ron, record_folders};
use super::super::ledger::records_of;
use super::super::names::is_device;
use super::super::record::{RECORD, old_file};
use super::super::signing::signer_records;
use super::super::{Checksum, StoreError};
use super::BundleFault;

/// What a bundle says of itself.
pub(super) const MANIFEST: &str = "manifest.ron";
/// By which other programs know what kind of file it is, as in EPUB and `OpenDocument`.
pub(super) const MIME: (&str, &str) = ("mimetype", "application/x-mesomap-bundle");
/// Library, patient, course and what lies in it, a record, its state: with a level to spare.
const DEEPEST: usize = 6;
/// The longest name of a file or folder that encrypted libraries take too, in bytes.
const LONGEST: usize = 127;
/// What the clinic's own folder gives and takes. Its ledger is of that library alone, and so is what was erased there: the
/// numbers in it mean nothing elsewhere.
const CLINICS: [&str; 4] = ["formulary.record", "techniques.record", "protocols", "signers"];

/// The key of a file in a bundle.
pub(super) fn key_of(entry: &str) -> Option<Key> {
    let names: Vec<&str> = entry.split('/').collect();
    let [.., within, file] = &names[..] else { return (entry == "library.ron").then(|| Key::ROOT.child(entry)) };
    let is_state = is_ron(file) && names[..names.len() - 2].iter().all(|name| !name.ends_with(RECORD));
    let is_sound = is_state && names.len() <= DEEPEST && names.iter().all(|name| is_everywhere(name));
    let is_placed = match names[0] {
        CLINIC_FOLDER => names.len() > 2 && CLINICS.contains(&names[1]) && within.ends_with(RECORD),
        LIBRARY => names.len() == 2,
        _ => names.len() > 2 || !within.ends_with(RECORD),
    };
    (is_sound && is_placed).then(|| names.iter().fold(Key::ROOT, |key, name| key.child(name)))
}

/// Whether every system takes a name for a file's, and no program for one of its helpers.
fn is_everywhere(name: &str) -> bool {
    let is_allowed = |c: char| !c.is_control() && !"\\/:*?\"<>|".contains(c);
    let is_plain = name.chars().all(is_allowed) && !name.ends_with(['.', ' ']) && !name.starts_with(['.', ' ']);
    (1..=LONGEST).contains(&name.len()) && is_plain && !is_device(name)
}

/// Names as they come, each held against those before it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Files and folders, in small letters, as they are written and whether they are files.
    names: BTreeMap<String, (Key, bool)>,
}

impl Seen {
    /// The key of one more file.
    pub(super) fn add(&mut self, entry: &str) -> Result<Key, BundleFault> {
        let key = key_of(entry).ok_or_else(|| BundleFault::Name { entry: entry.to_owned() })?;
        let twice = || BundleFault::Twice { entry: entry.to_owned() };
        if self.names.insert(entry.to_lowercase(), (key.clone(), true)).is_some() {
            return Err(twice());
        }
        for folder in std::iter::successors(key.parent(), Key::parent) {
            let as_written = (folder, false);
            let known = self.names.entry(as_written.0.to_string().to_lowercase());
            if *known.or_insert_with(|| as_written.clone()) != as_written {
                return Err(twice());
            }
        }
        Ok(key)
    }
}

/// The records of a whole library but those that are only its own: its ledger, and what was erased.
pub(super) fn library_records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let mut records = vec![root.child(LIBRARY), formulary_record(root), techniques_record(root)];
    records.extend(protocol_records(root)?);
    records.extend(signer_records(root)?);
    for patient in record_folders(root, PATIENT)? {
        records.extend(records_of(&patient)?);
    }
    Ok(records)
}

/// The records of a course, and of the patient whose it is.
pub(super) fn course_records(course: &Place) -> Vec<Place> {
    let patient = course.parent().map(|patient| patient.child(PATIENT));
    let own = [course.child(COURSE)].into_iter().chain(super::super::sessions_below(course));
    patient.into_iter().chain(own).collect()
}

/// A state's file as it is: its name in its record's folder, of the layout of before the one of the file beside it.
#[derive(Clone, Debug)]
pub(super) struct StateFile {
    /// The file.
    pub(super) place: Place,
    /// Whether it is the file of the layout of before.
    pub(super) is_old: bool,
}

/// Every state of a record, the oldest first.
pub(super) fn states_of(record: &Place) -> Result<Vec<StateFile>, StoreError> {
    let entries = record.list_if_there()?.into_iter().filter(|entry| entry.kind == Kind::File && is_ron(&entry.name));
    let old = old_file(record).map(|place| StateFile { place, is_old: true });
    let saved = entries.map(|entry| StateFile { place: record.child(&entry.name), is_old: false });
    let mut files: Vec<StateFile> = old.into_iter().chain(saved).collect();
    // As they were saved, so that one that is there has what it grew from.
    files.sort_by_cached_key(|file| {
        let (number, is_stray) = super::super::record::number_of(file.place.name());
        (!file.is_old, number, is_stray, file.place.name().to_owned())
    });
    Ok(files)
}

/// Their checksums.
pub(super) fn sums_of(record: &Place) -> Result<BTreeSet<Checksum>, StoreError> {
    let sum = |file: &StateFile| file.place.get().map(|bytes| Checksum::of(&bytes));
    states_of(record)?.iter().map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_states_of_records_under_names_of_every_system_are_taken() {
        for good in [
            "library.record/1.ron",
            "library.ron",
            "anna/patient.ron",
            "anna/patient.record/1.ron",
            "anna/patient.record/1 (conflicted copy).ron",
            "anna/course/2026-09-07-session-1.record/12.ron",
            "anna/course/old.ron",
            "clinic/signers/dr-a.record/1.ron",
            "clinic/formulary.record/3.ron",
        ] {
            assert!(key_of(good).is_some_and(|key| key.to_string() == good), "{good}");
        }
        for bad in [
            "",
            "/",
            "1.ron",
            "../1.ron",
            "/anna/patient.ron",
            "anna//patient.ron",
            "anna/../patient.ron",
            "anna/./patient.ron",
            "anna\\patient.ron",
            "C:/anna/patient.ron",
            "anna/con/1.ron",
            "anna/nul.ron",
            "anna/patient.ron.",
            "anna/.lock",
            "anna/.hidden.ron",
            "anna/course/x.record/.recovery-1.ron",
            "anna/notes.txt",
            "anna/x.record/y.record/1.ron",
            "a/b/c/d/e/f/g.ron",
            "anna\n/patient.ron",
            "clinic/ledger/0/1.ron",
            "clinic/erased/x.record/1.ron",
            "clinic/patient.ron",
        ] {
            assert!(key_of(bad).is_none(), "{bad}");
        }
        assert!(key_of(&format!("{}/patient.ron", "a".repeat(128))).is_none());
    }

    #[test]
    fn a_name_is_there_once() {
        let mut seen = Seen::default();
        assert!(seen.add("anna/patient.ron").is_ok() && seen.add("anna/x.record/1.ron").is_ok());
        for twice in ["anna/patient.ron", "Anna/x.record/2.ron", "anna/X.ron/y.ron", "anna/patient.ron/x.ron"] {
            let is_refused = matches!(seen.add(twice), Err(BundleFault::Twice { .. }));
            assert_eq!(is_refused, twice != "anna/X.ron/y.ron", "{twice}");
        }
    }
}
