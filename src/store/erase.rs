//! Erasing at the end of retention: what is in a patient's records goes for good, and a record says that it did, when, why, and
//! which entries of the ledger have nothing behind them any more.
//!
//! That record is an entry of the ledger itself, and comes before anything goes: an erasure that is made up later to hide a
//! deletion is named by every verification, with its time and its place in the order.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;

use super::clinic::{clinic_folder, create_named};
use super::depot::{Claim, Entry, Kind, Lock, Place, is_helper};
use super::folders::{COURSE, PATIENT, has_record, is_ron, record_folders, records_among};
use super::ledger::{leaves, records_of, seen_of};
use super::read::{Fault, Record, from_ron};
use super::record::{RECORD, value};
use super::write::Writer;
use super::{Checksum, Flaw, Library, Note, Position, StoreError, index, leaf, unsent};
use crate::chart::Patient;

/// What a library says of records that were erased: `mesomap/erasure/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Made once, never changed.
    pub id: String,
    /// Why.
    pub reason: String,
    /// How many files went.
    pub files: u64,
    /// The entries of the ledger behind which nothing is any more.
    pub entries: Vec<u64>,
}

/// Why nothing is erased.
#[derive(Clone, Debug)]
pub enum NotErasable {
    /// The folder is no patient's.
    NotAPatient,
    /// A session is open in a window.
    Open(PathBuf),
    /// So many objects wait to be sent, and may be of this patient.
    Unsent(usize),
    /// A record can't be read, so that nobody knows which entries are its own.
    Unread(Box<StoreError>),
}

/// What is about to be erased; as long as it is held no window opens a session of it.
#[derive(Debug)]
pub struct Erasing {
    patient: Place,
    /// Who, as the record says; nothing where it can't be read.
    pub name: Option<String>,
    /// How many records.
    pub records: usize,
    files: Vec<Place>,
    entries: Vec<u64>,
    locks: Vec<Lock>,
}

/// What was erased.
#[derive(Clone, Debug)]
pub struct Erased {
    /// What the library says of it.
    pub erasure: Erasure,
    /// What lies in the patient's folder still and is no record.
    pub left: Vec<PathBuf>,
}

impl Erasing {
    /// Looks what is to go from a patient's folder.
    ///
    /// # Errors
    ///
    /// When the folder or the ledger can't be read; the inner one says why nothing may be erased.
    pub fn look(patient: &Place) -> Result<Result<Self, NotErasable>, StoreError> {
        if patient.key().depth() != 1 || !has_record(patient, PATIENT) {
            return Ok(Err(NotErasable::NotAPatient));
        }
        let waiting = unsent(&patient.root())?.len();
        if waiting > 0 {
            return Ok(Err(NotErasable::Unsent(waiting)));
        }
        let (records, mut locks) = (records_of(patient)?, Vec::new());
        for record in records.iter().filter(|record| record.exists()) {
            match record.depot().claim(record.key()) {
                Claim::Ours(lock) => locks.extend(lock),
                Claim::Elsewhere => return Ok(Err(NotErasable::Open(record.shown()))),
                Claim::NotWritable => return Err(StoreError::NotClaimed { file: record.shown() }),
            }
        }
        let (seen, unread) = seen_of(patient)?;
        if let Some(why) = unread.into_iter().next() {
            return Ok(Err(NotErasable::Unread(Box::new(why))));
        }
        let sums: BTreeSet<Checksum> = seen.into_iter().map(|seen| seen.sha256).collect();
        let (_, leaves) = leaves(&patient.root())?;
        let theirs = (1..).zip(&leaves).filter(|(_, leaf)| sums.contains(&leaf.sha256));
        let entries = theirs.map(|(number, _)| number).collect();
        let name = value::<Patient>(&patient.child(PATIENT)).ok().map(|patient| patient.name);
        let files = files_of(patient)?;
        Ok(Ok(Self { patient: patient.clone(), name, records: records.len(), files, entries, locks }))
    }

    /// How many files go.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// Says so in the library, and then erases.
    ///
    /// # Errors
    ///
    /// When the record of it can't be written and logged: then nothing is erased. When a file can't be: then it is told by every
    /// verification until it is erased once more.
    pub fn erase(self, (id, reason): (String, &str), note: &Note) -> Result<Erased, StoreError> {
        let Self { patient, files, entries, locks, .. } = self;
        let erasure = Erasure { id, reason: reason.trim().to_owned(), files: files.len() as u64, entries };
        // Before anything goes: what can't be forgotten isn't erased.
        index::forget(&patient.root())?;
        Library::at(patient.root())?.add_erasure(&erasure, note)?;
        for file in &files {
            file.depot().erase(file.key())?;
        }
        // They take their files, and the folders that are empty then, with them.
        drop(locks);
        let mut left = Vec::new();
        take_folders(&patient, &mut left);
        // Another window may have kept it again meanwhile; from now on it sees that this patient is gone.
        index::forget(&patient.root())?;
        Ok(Erased { erasure, left })
    }
}

/// The files of the records in a patient's folder, and work in progress.
fn files_of(patient: &Place) -> Result<Vec<Place>, StoreError> {
    let mut files = Vec::new();
    let courses = record_folders(patient, COURSE)?;
    for folder in [patient].into_iter().chain(&courses) {
        folder.depot().sweep(folder.key());
        for entry in folder.list()? {
            let place = folder.child(&entry.name);
            match entry.kind {
                Kind::File if is_ron(&entry.name) || is_helper(&entry.name) => files.push(place),
                Kind::Folder if entry.name.ends_with(RECORD) => files.extend(files_in(&place)?),
                _ => {}
            }
        }
    }
    Ok(files)
}

fn files_in(record: &Place) -> Result<Vec<Place>, StoreError> {
    record.depot().sweep(record.key());
    let is_content = |entry: &Entry| entry.kind == Kind::File && entry.name != ".lock";
    Ok(record.list()?.into_iter().filter(is_content).map(|entry| record.child(&entry.name)).collect())
}

/// Takes away the folders that are empty now, from the innermost on; what else lies there stays.
fn take_folders(folder: &Place, left: &mut Vec<PathBuf>) {
    for entry in folder.list().unwrap_or_default() {
        let place = folder.child(&entry.name);
        if entry.kind == Kind::Folder { take_folders(&place, left) } else { left.push(place.shown()) }
    }
    // One that holds something stays, and so does one that the system won't let go: nothing is in it.
    let _ = folder.depot().erase(folder.key());
}

impl Library {
    fn add_erasure(&self, erasure: &Erasure, note: &Note) -> Result<(), StoreError> {
        self.require_clinic_folder()?;
        let (folder, day) = (folder(self.root()), note.at.date().to_string());
        let (record, made) = create_named(self.root(), (&folder, &day), &erasure_text(erasure), note)?;
        let is_logged = made.kept != super::Kept::Unlogged;
        is_logged.then_some(()).ok_or_else(|| StoreError::NotClaimed { file: record.shown() })
    }
}

fn folder(root: &Place) -> Place {
    clinic_folder(root).child("erased")
}

/// The records of what was erased in a library.
pub(super) fn erasure_records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let folder = folder(root);
    let entries = folder.list_if_there()?;
    Ok(records_among(&folder, entries))
}

/// The checksums of what was erased in a library at the end of its retention.
///
/// # Errors
///
/// When the records of that can't be listed.
pub(super) fn erased_sums(root: &Place) -> Result<BTreeSet<Checksum>, StoreError> {
    let mut sums = BTreeSet::new();
    for record in erasure_records(root)? {
        let Ok(erasure) = value::<Erasure>(&record) else { continue };
        sums.extend(
            erasure.entries.iter().filter_map(|entry| Some(super::ledger::entry_at(root, *entry).ok()?.sha256)),
        );
    }
    Ok(sums)
}

impl Record for Erasure {
    const KIND: &'static str = "erasure";
    const CURRENT: u32 = 1;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(1, text)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Erasure", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(deserialize_with = "leaf::identifier")]
    id: String,
    reason: String,
    files: u64,
    entries: Vec<u64>,
}

impl From<File> for Erasure {
    fn from(File { id, reason, files, entries, _schema: _ }: File) -> Self {
        Self { id, reason, files, entries }
    }
}

fn erasure_text(Erasure { id, reason, files, entries }: &Erasure) -> String {
    let mut file = Writer::new::<Erasure>();
    file.string("id", id);
    file.string("reason", reason);
    file.line(format_args!("files: {files},"));
    file.line(format_args!("entries: {entries:?},"));
    file.finish()
}
