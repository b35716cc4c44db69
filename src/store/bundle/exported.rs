//! Which revisions went out in bundles or came in by one, so that the rest can be counted: a library in a browser is never the
//! only copy, and neither should it be elsewhere.
//!
//! ```text
//! mesomap-bundled/1
//! 2026-11-28T10:00:00+01:00
//! entries 1-17,19                        the numbers that they have in the ledger: whom they are about stands nowhere
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::clinic::clinic_folder;
use super::super::depot::{Kind, Place};
use super::super::ledger::{Leaf, entry_at};
use super::super::model::SessionFile;
use super::super::read::Record as _;
use super::super::{Checksum, Library, StoreError, checkpoint};
use crate::chart::Moment;

const HEAD: &str = "mesomap-bundled/1\n";

/// What lies nowhere but in the library itself, as far as bundles tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unexported {
    /// How many states of records.
    pub states: usize,
    /// Of how many sessions.
    pub sessions: usize,
    /// When the first of them was saved.
    pub since: Moment,
}

/// What was saved in a library and went out in no bundle since; none where all did, and where nothing was ever logged. A file is
/// read for each such state.
///
/// # Errors
///
/// When the ledger or the notes of what went out can't be listed.
pub fn not_exported(library: &Library) -> Result<Option<Unexported>, StoreError> {
    let leaves: Vec<Leaf> = open_entries(library.root())?.into_iter().map(|(_, leaf)| leaf).collect();
    let since = leaves.iter().map(|leaf| leaf.at).min();
    let sessions = leaves.iter().filter(|leaf| leaf.kind == SessionFile::KIND).map(|leaf| leaf.id.as_str());
    let sessions = sessions.collect::<BTreeSet<_>>().len();
    Ok(since.map(|since| Unexported { states: leaves.len(), sessions, since }))
}

/// Notes that these files are in a bundle.
pub(super) fn note(root: &Place, sums: &BTreeSet<&Checksum>, at: Moment) -> Result<(), StoreError> {
    let open = open_entries(root)?.into_iter();
    let numbers: Vec<u64> = open.filter(|(_, leaf)| sums.contains(&leaf.sha256)).map(|(number, _)| number).collect();
    let Some(last) = numbers.last() else { return Ok(()) };
    let text = format!("{HEAD}{at}\nentries {}\n", ranges_text(&numbers));
    let name = format!("{last}-{}.note", &Checksum::of(text.as_bytes()).as_str()[..16]);
    match folder(root).child(&name).create_within(root, text.as_bytes()) {
        // Another window noted the same just now.
        Err(StoreError::AlreadyExists { .. }) => Ok(()),
        done => done.map(drop),
    }
}

fn folder(root: &Place) -> Place {
    clinic_folder(root).child("bundles")
}

/// The entries of the ledger that no note covers, with their numbers; one that can't be read is left to those who verify.
fn open_entries(root: &Place) -> Result<Vec<(u64, Leaf)>, StoreError> {
    let Some(head) = checkpoint(root)? else { return Ok(Vec::new()) };
    let notes = folder(root).list_if_there()?.into_iter().filter(|entry| entry.kind == Kind::File);
    let notes = notes.filter_map(|entry| folder(root).child(&entry.name).get().ok());
    let mut covered: Vec<[u64; 2]> =
        notes.filter_map(|bytes| parse(std::str::from_utf8(&bytes).ok()?)).flatten().collect();
    covered.sort_unstable();
    let (mut open, mut next) = (Vec::new(), 1);
    for [first, last] in covered.into_iter().chain([[head.size + 1; 2]]) {
        open.extend(next..first.min(head.size + 1));
        next = next.max(last.saturating_add(1));
    }
    Ok(open.into_iter().filter_map(|number| Some((number, entry_at(root, number).ok()?))).collect())
}

/// `1-17,19`.
fn ranges_text(numbers: &[u64]) -> String {
    let mut text = String::new();
    for run in numbers.chunk_by(|one, next| one + 1 == *next) {
        let comma = if text.is_empty() { "" } else { "," };
        let _infallible = match run {
            [first, .., last] => write!(text, "{comma}{first}-{last}"),
            [only] => write!(text, "{comma}{only}"),
            [] => Ok(()),
        };
    }
    text
}

/// The ranges in a note; `None` where it isn't one to the letter.
fn parse(text: &str) -> Option<Vec<[u64; 2]>> {
    let (at, ranges) = text.strip_prefix(HEAD)?.strip_suffix('\n')?.split_once("\nentries ")?;
    at.parse::<Moment>().ok()?;
    let range = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let [first, last] = [first, last].map(|number| number.parse::<u64>().ok());
        Some([first?, last?]).filter(|[first, last]| 0 < *first && first <= last)
    };
    ranges.split(',').map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_back() {
        for (numbers, text) in [(&[1, 2, 3, 5][..], "1-3,5"), (&[7], "7"), (&[1, 3, 4], "1,3-4")] {
            assert_eq!(ranges_text(numbers), text);
            let read = parse(&format!("{HEAD}2026-11-28T10:00:00+01:00\nentries {text}\n")).expect("it is a note");
            let read: Vec<u64> = read.into_iter().flat_map(|[first, last]| first..=last).collect();
            assert_eq!(read, numbers);
        }
        for bad in ["", "0", "3-1", "x", "1,", "-"] {
            assert_eq!(parse(&format!("{HEAD}2026-11-28T10:00:00+01:00\nentries {bad}\n")), None, "{bad}");
        }
    }
}
