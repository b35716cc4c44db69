//! One patient's proof: that their revisions stand in a ledger, checked without the library and with nobody else in it.
//!
//! ```text
//! mesomap-proof/1
//!
//! mesomap/12b9a5…                        the checkpoint
//! 17
//! Y2KXTHZxc7Dk…=
//!
//! entry 4
//! dd76a4… session 5a3b1e00-… 2 2026-…    the leaf
//! path f7/EPT0N…=,080m6…=                what leads from it to the root (RFC 6962, 2.1.1)
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use base64ct::{Base64, Encoding as _};

use super::super::depot::Place;
use super::super::{Checksum, StoreError};
use super::entry::{Checkpoint, Leaf, hash};
use super::tree::{Hash, Levels, root_by};
use super::verify::{Seen, covered, look_at, records_of};
use super::{all, folder, place, read};
use crate::atlas::each_large;

const HEAD: &str = "mesomap-proof/1\n";
/// The largest proof that is read, in bytes.
pub const MOST_PROOF_BYTES: usize = 16 << 20;

/// What came of checking a proof.
#[derive(Clone, Debug)]
pub struct Proven {
    /// What it leads to.
    pub checkpoint: Checkpoint,
    /// How many revisions it proves.
    pub entries: usize,
    /// The entries whose path doesn't lead to the root.
    pub faulty: Vec<u64>,
    /// How many files are what a proved entry says.
    pub files: usize,
    /// Proved revisions of which no file is there.
    pub gone: Vec<(u64, Leaf)>,
    /// Files that no entry proves, nor one that grew from them.
    pub unproved: Vec<PathBuf>,
    /// What couldn't be read.
    pub unread: Vec<StoreError>,
}

impl Proven {
    /// Whether all is as it was saved.
    pub fn holds(&self) -> bool {
        self.faulty.is_empty() && self.gone.is_empty() && self.unproved.is_empty() && self.unread.is_empty()
    }
}

/// The revisions in a patient's folder, and what of them can't be read.
pub(in crate::store) fn seen_of(patient: &Place) -> Result<(Vec<Seen>, Vec<StoreError>), StoreError> {
    Ok(look_at(&records_of(patient)?, &[]))
}

/// The leaves of a ledger in their order.
///
/// # Errors
///
/// When an entry is gone or can't be read: nothing can be proved then.
pub(in crate::store) fn leaves(root: &Place) -> Result<(Option<Checkpoint>, Vec<Leaf>), StoreError> {
    let ledger = folder(root);
    let numbers: Vec<u64> = (1..=all(&ledger)?.last().copied().unwrap_or(0)).collect();
    let entries = each_large(&numbers, |number| read(&place(&ledger, *number)));
    let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
    let head = entries.last().map(Checkpoint::of);
    Ok((head, entries.into_iter().map(|entry| entry.leaf).collect()))
}

/// The proof of a patient whose folder this is; none where nothing of it is in the ledger.
///
/// # Errors
///
/// When the ledger or the folder can't be read.
pub fn prove(patient: &Place) -> Result<Option<String>, StoreError> {
    let (seen, _unread) = seen_of(patient)?;
    let sums: BTreeSet<&Checksum> = seen.iter().map(|seen| &seen.sha256).collect();
    let (Some(head), leaves) = leaves(&patient.root())? else { return Ok(None) };
    let levels = Levels::of(leaves.iter().map(Leaf::hash).collect());
    let mut text = format!("{HEAD}\n{}", head.text());
    let theirs: Vec<(usize, &Leaf)> =
        leaves.iter().enumerate().filter(|(_, leaf)| sums.contains(&leaf.sha256)).collect();
    for (at, leaf) in &theirs {
        let path: Vec<String> = levels.path(*at).iter().map(|hash| Base64::encode_string(hash)).collect();
        let _infallible = write!(text, "\nentry {}\n{}path {}\n", at + 1, leaf.line(), path.join(","));
    }
    Ok((!theirs.is_empty()).then_some(text))
}

/// An entry in a proof.
struct Proved {
    number: u64,
    leaf: Leaf,
    path: Vec<Hash>,
}

fn parse(text: &str) -> Option<(Checkpoint, Vec<Proved>)> {
    let mut parts = text.strip_prefix(HEAD)?.strip_prefix('\n')?.split("\n\n");
    let checkpoint = Checkpoint::parse(parts.next()?)?;
    let proved = |part: &str| {
        let mut lines = part.lines();
        let number = lines.next()?.strip_prefix("entry ")?.parse().ok()?;
        let leaf = Leaf::parse(lines.next()?)?;
        let path = lines.next()?.strip_prefix("path ")?.split(',').filter(|hash| !hash.is_empty());
        let path = path.map(hash).collect::<Option<Vec<_>>>()?;
        lines.next().is_none().then_some(Proved { number, leaf, path })
    };
    let proved = parts.map(proved).collect::<Option<Vec<_>>>()?;
    (!proved.is_empty()).then_some((checkpoint, proved))
}

/// Checks a proof, and against it the files in a patient's folder, where that is given; `None` of what is no proof.
///
/// # Errors
///
/// When the folder can't be read.
pub fn check_proof(text: &str, patient: Option<&Place>) -> Result<Option<Proven>, StoreError> {
    let Some((checkpoint, proved)) = parse(text) else { return Ok(None) };
    let root = hash(&checkpoint.root);
    let holds = |one: &Proved| {
        let at = one.number.checked_sub(1)?;
        root_by((one.leaf.hash(), at), checkpoint.size, &one.path).filter(|found| Some(*found) == root)
    };
    let (good, bad): (Vec<Proved>, Vec<Proved>) = proved.into_iter().partition(|one| holds(one).is_some());
    let mut found = Proven {
        checkpoint,
        entries: good.len(),
        faulty: bad.iter().map(|one| one.number).collect(),
        files: 0,
        gone: Vec::new(),
        unproved: Vec::new(),
        unread: Vec::new(),
    };
    if let Some(patient) = patient {
        let (seen, unread) = seen_of(patient)?;
        found.unread = unread;
        against(&seen, &good, &mut found);
    }
    Ok(Some(found))
}

fn against(seen: &[Seen], proved: &[Proved], found: &mut Proven) {
    let by_sum: BTreeMap<&Checksum, &Seen> = seen.iter().map(|seen| (&seen.sha256, seen)).collect();
    let sums: BTreeSet<&Checksum> = proved.iter().map(|one| &one.leaf.sha256).collect();
    let gone = proved.iter().filter(|one| !by_sum.contains_key(&one.leaf.sha256));
    found.gone = gone.map(|one| (one.number, one.leaf.clone())).collect();
    let covered = covered(&by_sum, &sums);
    let (known, unknown): (Vec<&Seen>, Vec<&Seen>) = seen.iter().partition(|seen| covered.contains(&seen.sha256));
    found.files = known.len();
    found.unproved = unknown.into_iter().map(|seen| seen.file.clone()).collect();
}
