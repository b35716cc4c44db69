//! The folders of a library: which hold patients, courses and sessions, and what isn't a record.

use std::collections::BTreeSet;

use super::StoreError;
use super::depot::{Entry, Kind, Place};
use super::record::RECORD;

/// The record that makes a folder a library.
pub(super) const LIBRARY: &str = "library.record";
/// The record that makes a folder in a library a patient's.
pub(super) const PATIENT: &str = "patient.record";
/// The record that makes a folder in a patient's folder a course's.
pub(super) const COURSE: &str = "course.record";
/// What the manifest of a bundle would be if it were a session.
const MANIFEST: &str = "manifest.record";
/// The folder of a library that holds what is the clinic's own, and no patient.
pub(super) const CLINIC_FOLDER: &str = "clinic";

/// A library is three folders deep, and each record one more; a link that leads back up isn't followed for ever.
pub(super) const LEVELS: usize = 3;

/// Whether a name is a visible RON file's.
pub(super) fn is_ron(name: &str) -> bool {
    !name.starts_with('.') && name.strip_suffix(".ron").is_some()
}

/// The record that grows from a visible RON file of the earlier layout, by their names.
pub(super) fn record_of_file(name: &str) -> Option<String> {
    is_ron(name).then(|| format!("{}{RECORD}", name.strip_suffix(".ron").unwrap_or(name)))
}

/// Whether a record is here: its folder, or its file of the earlier layout.
pub(super) fn has_record(folder: &Place, record: &str) -> bool {
    super::record::exists(&folder.child(record))
}

/// Whether a folder is the clinic's own; a patient of that name has a record in theirs.
fn is_the_clinics(folder: &Place) -> bool {
    folder.name() == CLINIC_FOLDER && folder.key().depth() == 1 && !has_record(folder, PATIENT)
}

/// The folders in a folder that are no record's, by name; a link to a folder is one.
pub(super) fn folders_in(within: &Place) -> Result<Vec<Place>, StoreError> {
    let is_folder =
        |entry: &Entry| entry.kind == Kind::Folder && !entry.name.starts_with('.') && !entry.name.ends_with(RECORD);
    let folders = within.list()?.into_iter().filter(is_folder).map(|entry| within.child(&entry.name));
    Ok(folders.filter(|folder| !is_the_clinics(folder)).collect())
}

/// The folders in `within` that hold a record, or that hold others although that one is gone.
pub(super) fn record_folders(within: &Place, record: &str) -> Result<Vec<Place>, StoreError> {
    let mut folders = folders_in(within)?;
    folders.retain(|folder| has_record(folder, record) || holds_records(folder));
    Ok(folders)
}

/// Whether a record lies in `folder` or in a folder in it.
pub(super) fn holds_records(folder: &Place) -> bool {
    holds_records_below(folder, 1)
}

fn holds_records_below(folder: &Place, levels: usize) -> bool {
    let entries = folder.list().unwrap_or_default();
    let is_record = |entry: &Entry| match entry.kind {
        Kind::File => is_ron(&entry.name),
        Kind::Folder => entry.name.ends_with(RECORD) && super::record::exists(&folder.child(&entry.name)),
        Kind::Other => false,
    };
    let below = |entry: &Entry| {
        let is_folder = entry.kind == Kind::Folder && !entry.name.ends_with(RECORD);
        levels > 0 && is_folder && holds_records_below(&folder.child(&entry.name), levels - 1)
    };
    entries.iter().any(|entry| is_record(entry) || below(entry))
}

/// The records of sessions in a course's folder, by name.
pub(super) fn sessions_in(course: &Place) -> Result<Vec<Place>, StoreError> {
    let mut records = records_among(course, course.list()?);
    records.retain(|record| !is_head(record.name()) && !is_manifest(record));
    Ok(records)
}

/// Whether a file at a library's top is no session's, but what a bundle said of itself before somebody unpacked it there.
fn is_manifest(record: &Place) -> bool {
    record.key().depth() == 1 && record.name() == MANIFEST
}

/// The records in a folder among what it holds, by name: one in which nothing was ever saved is none.
pub(super) fn records_among(folder: &Place, entries: Vec<Entry>) -> Vec<Place> {
    let record = |entry: Entry| match entry.kind {
        Kind::Folder => entry.name.ends_with(RECORD).then_some(entry.name),
        Kind::File => record_of_file(&entry.name),
        Kind::Other => None,
    };
    let names: BTreeSet<String> = entries.into_iter().filter_map(record).collect();
    names.into_iter().map(|name| folder.child(&name)).filter(super::record::exists).collect()
}

/// Whether a record tells of the folder that it lies in, rather than of a session.
pub(super) fn is_head(record: &str) -> bool {
    [LIBRARY, PATIENT, COURSE].contains(&record)
}

/// The records that tell of a folder in a library, whether they are there or not: a patient's and a course's.
pub fn heads_of(folder: &Place) -> [Place; 2] {
    [PATIENT, COURSE].map(|record| folder.child(record))
}

/// What stands in a folder under a name that is no text, or is no file: it can't be opened, but it is said why.
pub(super) fn strange_in(folder: &Place) -> Vec<(Place, StoreError)> {
    let entries = folder.list_if_there().unwrap_or_default().into_iter();
    let strange = entries.filter(|entry| entry.kind == Kind::Other && !entry.name.starts_with('.'));
    let said = |entry: Entry| (folder.child(&entry.name), folder.depot().strange(folder.key(), &entry));
    strange.map(said).collect()
}

/// As [`strange_in`], names that are no text alone.
pub(super) fn unnamed_in(folder: &Place) -> Vec<(Place, StoreError)> {
    let mut strange = strange_in(folder);
    strange.retain(|(_, error)| matches!(error, StoreError::NameNotText { .. }));
    strange
}

/// Whether a name is one that programs for syncing give to the loser of two writers.
pub(super) fn is_conflict_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    [".sync-conflict-", "conflicted copy", "conflict copy", "-conflict-"].iter().any(|mark| name.contains(mark))
}

/// The records of sessions at or below a folder (a course, a patient, a library), by name. What can't be read is left out:
/// [`super::check`] reports it.
pub fn sessions_below(folder: &Place) -> Vec<Place> {
    below(folder, LEVELS)
}

fn below(folder: &Place, levels: usize) -> Vec<Place> {
    let mut records = sessions_in(folder).unwrap_or_default();
    if levels > 0 {
        let folders = folders_in(folder).unwrap_or_default();
        records.extend(folders.iter().flat_map(|folder| below(folder, levels - 1)));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_programs_for_syncing_are_known_by_their_names() {
        for copy in [
            "2026-09-07-session-1.sync-conflict-20261127-101500-ABCDEF7.ron",
            "2026-09-07-session-1 (Anna's conflicted copy 2026-11-27).ron",
            "patient (conflicted copy).ron",
        ] {
            assert!(is_conflict_copy(copy), "{copy}");
        }
        assert!(!is_conflict_copy("2026-09-07-session-1.ron"));
    }
}
