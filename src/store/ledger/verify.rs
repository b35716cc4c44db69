//! Whether a library is what its ledger says: every edit, deletion, reordering, addition and foreign signature by its file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::clinic::{formulary_record, protocol_records, techniques_record};
use super::super::depot::Place;
use super::super::folders::{COURSE, LIBRARY, PATIENT, record_folders, sessions_below};
use super::super::record::{Lineage, State};
use super::super::revision::{Checksum, Seal, seal_of};
use super::super::signing::{PublicKey, Standing, known_keys, signer_records, standing_among};
use super::super::{Parent, StoreError};
use super::entry::{Checkpoint, Leaf, names};
use super::tree::Tree;
use super::{all, folder, place, read};
use crate::atlas::each_large;
use crate::chart::Moment;

/// Something that isn't as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tampering {
    /// A revision isn't what was logged.
    Edited {
        /// Its file.
        file: PathBuf,
        /// What was logged.
        entry: u64,
    },
    /// A revision that was logged is gone.
    Deleted {
        /// What was logged.
        leaf: Leaf,
        /// Where.
        entry: u64,
        /// The record, where others of its revisions are there.
        record: Option<PathBuf>,
    },
    /// A revision stands where another was logged.
    Reordered {
        /// Its file.
        file: PathBuf,
        /// The number under which it was logged.
        logged: u32,
    },
    /// A revision that nobody logged, nor one that grew from it.
    Unlogged {
        /// Its file.
        file: PathBuf,
    },
    /// A file without a checksum that holds.
    Unsealed {
        /// The file.
        file: PathBuf,
    },
    /// A signature that doesn't hold, or is by nobody of this library.
    Signature {
        /// The file.
        file: PathBuf,
        /// Who is said to have signed.
        name: String,
        /// What is wrong with it.
        standing: Standing,
    },
    /// An entry of the ledger that doesn't follow from those before it.
    Entry {
        /// Its number.
        number: u64,
        /// Its file.
        file: PathBuf,
    },
    /// An entry of the ledger that is gone though later ones are there.
    Gap {
        /// Its number.
        number: u64,
    },
    /// The ledger is shorter than an outside copy says: its end was cut.
    Cut {
        /// How many entries there are.
        size: u64,
        /// How many there were.
        known: u64,
    },
    /// The ledger isn't the one that an outside copy vouches for: it was written anew.
    Rewritten {
        /// How many entries the copy vouches for.
        known: u64,
    },
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// How many revisions were read.
    pub revisions: usize,
    /// How many of them were saved before the library had a ledger, or by a program that knows none, and are vouched for by one
    /// that was logged later.
    pub before: usize,
    /// How many signatures hold.
    pub signatures: usize,
    /// The newest checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// When the last entry was made.
    pub last: Option<Moment>,
    /// What isn't as it was saved, in the order in which it was found.
    pub tampering: Vec<Tampering>,
    /// What couldn't be read at all.
    pub unread: Vec<StoreError>,
}

/// Verifies the library at a root; `outside` are checkpoints that were kept elsewhere. Files are only read.
///
/// # Errors
///
/// When the library's folder can't be read.
pub fn verify(root: &Place, outside: &[Checkpoint]) -> Result<Verified, StoreError> {
    let mut found = Verified::default();
    let logged = entries(root, outside, &mut found)?;
    let known = known_keys(root)?;
    let mut seen = Vec::new();
    for looked in each_large(&records(root)?, |record| look(record, &known)).into_iter().flatten() {
        match looked {
            Ok(state) => seen.push(state),
            Err(why) => found.unread.push(why),
        }
    }
    against(&seen, &logged, &mut found);
    Ok(found)
}

/// More entries that are gone in a row aren't told one by one.
const MOST_GAPS: usize = 100;

/// The entries of the ledger, each held against those before it.
fn entries(root: &Place, outside: &[Checkpoint], found: &mut Verified) -> Result<Vec<(u64, Leaf)>, StoreError> {
    let folder = folder(root);
    // None where it isn't known what stands before an entry: then that entry is believed.
    let (mut tree, mut next, mut origin) = (Some(Tree::default()), 1, None::<String>);
    let (mut logged, mut roots) = (Vec::new(), BTreeMap::new());
    let files: Vec<(u64, Place)> = all(&folder)?.into_iter().map(|number| (number, place(&folder, number))).collect();
    let read = each_large(&files, |(number, file)| (*number, file.clone(), read(file)));
    for (number, file, entry) in read {
        let gone = (next..number).take(MOST_GAPS).map(|number| Tampering::Gap { number });
        found.tampering.extend(gone);
        tree = tree.filter(|_| next == number);
        next = number + 1;
        let Ok(entry) = entry else {
            found.tampering.push(Tampering::Entry { number, file: file.shown() });
            tree = None;
            continue;
        };
        let follows = tree.is_none_or(|mut tree| {
            tree.push(entry.leaf.hash());
            tree == entry.tree
        });
        let is_its = origin.as_ref().is_none_or(|origin| *origin == entry.origin);
        if !follows || !is_its || entry.tree.root() != entry.root || entry.tree.size() != number {
            found.tampering.push(Tampering::Entry { number, file: file.shown() });
        }
        // What follows is held against this one: one fault is told once.
        tree = Some(entry.tree.clone());
        origin.get_or_insert_with(|| entry.origin.clone());
        let checkpoint = Checkpoint::of(&entry);
        roots.insert(number, checkpoint.root.clone());
        found.last = Some(entry.leaf.at);
        found.checkpoint = Some(checkpoint);
        logged.push((number, entry.leaf));
    }
    let size = found.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    for copy in outside {
        let is_other = origin.as_ref().is_some_and(|origin| *origin != copy.origin);
        if copy.size > size && !is_other {
            found.tampering.push(Tampering::Cut { size, known: copy.size });
        } else if is_other || roots.get(&copy.size) != Some(&copy.root) {
            found.tampering.push(Tampering::Rewritten { known: copy.size });
        }
    }
    Ok(logged)
}

/// Every record of a library.
fn records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let mut records = vec![root.child(LIBRARY), formulary_record(root), techniques_record(root)];
    records.extend(protocol_records(root)?);
    records.extend(signer_records(root)?);
    for patient in record_folders(root, PATIENT)? {
        records.push(patient.child(PATIENT));
        records.extend(record_folders(&patient, COURSE)?.into_iter().map(|course| course.child(COURSE)));
        records.extend(sessions_below(&patient));
    }
    Ok(records)
}

/// A revision as it was found.
struct Seen {
    file: PathBuf,
    record: PathBuf,
    kind: String,
    id: String,
    number: u32,
    sha256: Checksum,
    parents: Vec<Parent>,
    is_old: bool,
    seal: Seal,
    signature: Option<(String, Standing)>,
}

/// The revisions of a record, each as far as its bytes can be had.
fn look(record: &Place, known: &[PublicKey]) -> Vec<Result<Seen, StoreError>> {
    let lineage = match Lineage::of(record) {
        Ok(lineage) => lineage,
        Err(why) => return vec![Err(why)],
    };
    let seen = |state: &State| {
        let bytes = state.place.get()?;
        let (kind, id) = names(&String::from_utf8_lossy(&bytes));
        let signature = state.signed().map(|signed| (signed.name.clone(), standing_among(&bytes, &signed.key, known)));
        Ok(Seen {
            file: state.place.shown(),
            record: record.shown(),
            kind,
            id,
            number: state.number,
            sha256: Checksum::of(&bytes),
            parents: state.parents().to_vec(),
            is_old: state.is_old(),
            seal: seal_of(&bytes),
            signature,
        })
    };
    lineage.states().iter().map(seen).collect()
}

/// Holds what was found against what was logged.
fn against(seen: &[Seen], logged: &[(u64, Leaf)], found: &mut Verified) {
    let by_sum: BTreeMap<&Checksum, &Seen> = seen.iter().map(|seen| (&seen.sha256, seen)).collect();
    let by_name: BTreeMap<(&str, &str, u32), &Seen> =
        seen.iter().map(|seen| ((seen.kind.as_str(), seen.id.as_str(), seen.number), seen)).collect();
    let mut told = BTreeSet::new();
    for (entry, leaf) in logged {
        let there = by_name.get(&(leaf.kind.as_str(), leaf.id.as_str(), leaf.number));
        match (by_sum.get(&leaf.sha256), there) {
            (Some(seen), _) if seen.number == leaf.number && seen.kind == leaf.kind && seen.id == leaf.id => {}
            (Some(seen), _) => {
                told.insert(&seen.file);
                found.tampering.push(Tampering::Reordered { file: seen.file.clone(), logged: leaf.number });
            }
            (None, Some(there)) => {
                told.insert(&there.file);
                found.tampering.push(Tampering::Edited { file: there.file.clone(), entry: *entry });
            }
            (None, None) => {
                let (kind, id) = (leaf.kind.as_str(), leaf.id.as_str());
                let mut same = by_name.range((kind, id, 0)..=(kind, id, u32::MAX));
                let record = same.next().map(|(_, seen)| seen.record.clone());
                found.tampering.push(Tampering::Deleted { leaf: leaf.clone(), entry: *entry, record });
            }
        }
    }
    let sums: BTreeSet<&Checksum> = logged.iter().map(|(_, leaf)| &leaf.sha256).collect();
    let covered = covered(&by_sum, &sums);
    for one in seen {
        found.revisions += 1;
        if !sums.contains(&one.sha256) && covered.contains(&one.sha256) {
            found.before += 1;
        } else if !covered.contains(&one.sha256) && !told.contains(&one.file) {
            found.tampering.push(Tampering::Unlogged { file: one.file.clone() });
        }
        if !one.is_old && one.seal != Seal::Whole && !told.contains(&one.file) {
            found.tampering.push(Tampering::Unsealed { file: one.file.clone() });
        }
        match &one.signature {
            Some((_, Standing::Good)) => found.signatures += 1,
            Some((name, standing)) => {
                let (file, name, standing) = (one.file.clone(), name.clone(), *standing);
                found.tampering.push(Tampering::Signature { file, name, standing });
            }
            None => {}
        }
    }
}

/// What was logged, and what that grew from: each names its parents by their checksums.
fn covered<'a>(by_sum: &BTreeMap<&'a Checksum, &'a Seen>, logged: &BTreeSet<&'a Checksum>) -> BTreeSet<&'a Checksum> {
    let mut covered = BTreeSet::new();
    let mut open: Vec<&Checksum> = logged.iter().copied().collect();
    while let Some(sum) = open.pop() {
        if covered.insert(sum)
            && let Some(seen) = by_sum.get(sum)
        {
            open.extend(seen.parents.iter().map(|parent| &parent.sha256));
        }
    }
    covered
}
