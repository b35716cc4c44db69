//! The ledger: every revision of a library in the order in which it was saved, so that whatever is changed, taken away, added or
//! put in another order afterwards is found.
//!
//! Each entry is a file in `clinic/ledger`, made only where its number is free: two windows need no lock to write in one order. A
//! leaf is the checksum of a revision's file, which holds random bytes: it tells nothing of what is in it, and when the file is
//! gone nothing any more, while the others still hold.

mod copies;
mod der;
mod entry;
mod notes;
mod proof;
mod stamp;
mod tampering;
mod tree;
mod verify;
mod witness;
mod workstation;

pub use copies::{CopyKind, Outgoing, OutsideCopy};
pub use entry::{Checkpoint, Leaf};
pub use proof::{MOST_PROOF_BYTES, Proven, check_proof, prove};
pub(super) use proof::{leaves, seen_of};
pub use stamp::{Stamp as TimeStamp, StampFault, keep_stamp, stamp_request};
pub use tampering::{Tampering, WitnessFault};
pub(super) use verify::records_of;
pub use verify::{ErasedThen, Verified, verify};
pub use witness::{Stamped, Voucher};
pub(super) use workstation::SEEN;
pub use workstation::{Vouching, Workstation, doubt};

use super::clinic::clinic_folder;
use super::depot::{Kept, Kind, Place};
use super::folders::{LIBRARY, PATIENT, has_record, is_conflict_copy};
use super::{Checksum, Note, StoreError};
use entry::Entry;

/// How many entries lie in one folder.
const BUCKET: u64 = 1000;
/// How often an entry is tried where others write theirs; each time one of theirs is in.
const TRIES: usize = 200;

/// Logs a revision that was saved as this text, of which this is the checksum.
///
/// # Errors
///
/// When the entry can't be written, or the last one can't be read: the revision is saved all the same, and told as not logged.
pub(super) fn log(record: &Place, saved: (&str, &Checksum), number: u32, note: &Note) -> Result<Kept, StoreError> {
    let root = record.root();
    // What lies outside of a library has no ledger.
    if !has_record(&root, LIBRARY) {
        return Ok(Kept::Surely);
    }
    // A patient's folder that is called as the clinic's own would be is theirs.
    let clinic = clinic_folder(&root);
    if has_record(&clinic, PATIENT) {
        return Err(StoreError::AlreadyExists { file: clinic.child(PATIENT).shown() });
    }
    let leaf = Leaf::of(saved, number, note);
    let folder = folder(&root);
    for _ in 0..TRIES {
        let last = last(&folder)?;
        let next = Entry::after(last.as_ref(), leaf.clone());
        match place(&folder, next.tree.size()).create_within(&root, next.text().as_bytes()) {
            Err(StoreError::AlreadyExists { .. }) => {}
            done => return done,
        }
    }
    Err(StoreError::Superseded { file: folder.shown() })
}

/// The newest checkpoint of a library: which ledger, how many entries, and the root over them in base64; none where nothing was
/// logged.
///
/// # Errors
///
/// When the last entry can't be read.
pub fn checkpoint(root: &Place) -> Result<Option<Checkpoint>, StoreError> {
    Ok(last(&folder(root))?.map(|entry| Checkpoint::of(&entry)))
}

/// What an entry of a library's ledger logged.
///
/// # Errors
///
/// When it is gone or can't be read.
pub(super) fn entry_at(root: &Place, number: u64) -> Result<Leaf, StoreError> {
    Ok(read(&place(&folder(root), number))?.leaf)
}

fn folder(root: &Place) -> Place {
    clinic_folder(root).child("ledger")
}

fn place(folder: &Place, number: u64) -> Place {
    folder.child(&((number.saturating_sub(1)) / BUCKET).to_string()).child(&format!("{number}.note"))
}

/// The numbers that names of a kind give in a folder, the highest last.
fn numbers(folder: &Place, kind: Kind, suffix: &str) -> Result<Vec<u64>, StoreError> {
    let number = |name: &str| {
        let digits = name.strip_suffix(suffix)?;
        digits.parse::<u64>().ok().filter(|number| number.to_string() == digits)
    };
    let entries = folder.list_if_there()?.into_iter().filter(|entry| entry.kind == kind);
    let mut numbers: Vec<u64> = entries.filter_map(|entry| number(&entry.name)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The numbers of all entries, in order.
fn all(folder: &Place) -> Result<Vec<u64>, StoreError> {
    let buckets = numbers(folder, Kind::Folder, "")?;
    let listed = buckets.into_iter().map(|bucket| numbers(&folder.child(&bucket.to_string()), Kind::File, ".note"));
    let mut all = listed.collect::<Result<Vec<_>, _>>()?.concat();
    all.sort_unstable();
    Ok(all)
}

/// Entries that a program for syncing kept beside those that have their number: two machines wrote at once.
fn twins(folder: &Place) -> Result<Vec<(Place, Entry)>, StoreError> {
    let mut twins = Vec::new();
    for bucket in numbers(folder, Kind::Folder, "")? {
        let within = folder.child(&bucket.to_string());
        let copies = within.list_if_there()?.into_iter();
        let copies = copies.filter(|entry| entry.kind == Kind::File && is_conflict_copy(&entry.name));
        for file in copies.map(|entry| within.child(&entry.name)) {
            let Ok(twin) = read(&file) else { continue };
            // The same twice means nothing.
            if read(&place(folder, twin.tree.size())).is_ok_and(|entry| entry != twin) {
                twins.push((file, twin));
            }
        }
    }
    Ok(twins)
}

/// The last entry.
fn last(folder: &Place) -> Result<Option<Entry>, StoreError> {
    for bucket in numbers(folder, Kind::Folder, "")?.into_iter().rev() {
        let within = folder.child(&bucket.to_string());
        if let Some(number) = numbers(&within, Kind::File, ".note")?.pop() {
            let file = within.child(&format!("{number}.note"));
            return read(&file).map(Some);
        }
    }
    Ok(None)
}

fn read(file: &Place) -> Result<Entry, StoreError> {
    let bytes = file.get()?;
    let entry = std::str::from_utf8(&bytes).ok().and_then(Entry::parse);
    entry.ok_or_else(|| StoreError::Invalid {
        file: file.shown(),
        position: super::Position::START,
        flaw: super::Flaw::NotAnEntry,
    })
}
