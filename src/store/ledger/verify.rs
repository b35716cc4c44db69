//! Whether a library is what its ledger says: every edit, deletion, reordering, addition and foreign signature by its file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::clinic::{formulary_record, protocol_records, techniques_record};
use super::super::depot::Place;
use super::super::erase::{Erasure, erasure_records};
use super::super::folders::{COURSE, LIBRARY, PATIENT, record_folders, sessions_below};
use super::super::read::parse_bytes;
use super::super::record::{Lineage, State};
use super::super::revision::{Checksum, Seal, seal_of};
use super::super::signing::{PublicKey, Standing, known_keys, signer_records, standing_among};
use super::super::{Note, Parent, StoreError};
use super::copies::OutsideCopy;
use super::entry::{Checkpoint, Entry, Leaf, names};
use super::tampering::{Tampering, WitnessFault};
use super::tree::Tree;
use super::witness::{Chain, Stamped, Voucher, judge};
use super::{all, folder, place, read, twins};
use crate::atlas::each_large;
use crate::chart::Moment;

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
    /// The workstations that vouch for it, with the newest checkpoint of each.
    pub vouchers: Vec<Voucher>,
    /// The last of what was given out with size and root on it.
    pub copy: Option<OutsideCopy>,
    /// Tokens of authorities over its checkpoints.
    pub stamps: Vec<Stamped>,
    /// What was erased at the end of its retention.
    pub erased: Vec<ErasedThen>,
    /// What isn't as it was saved, in the order in which it was found.
    pub tampering: Vec<Tampering>,
    /// What couldn't be read at all.
    pub unread: Vec<StoreError>,
}

/// Records that were erased at the end of their retention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedThen {
    /// Who did, and when.
    pub note: Note,
    /// What the library says of it.
    pub erasure: Erasure,
    /// The entry that says so.
    pub entry: u64,
}

/// Verifies the library at a root; `outside` are checkpoints that were kept elsewhere. Files are only read.
///
/// # Errors
///
/// When the library's folder can't be read.
pub fn verify(root: &Place, outside: &[Checkpoint]) -> Result<Verified, StoreError> {
    let mut found = Verified::default();
    let logged = entries(root, outside, &mut found)?;
    found.erased = erased(root, &logged.entries)?;
    let known = known_keys(root)?;
    let (seen, unread) = look_at(&records(root)?, &known);
    found.unread.extend(unread);
    against(&seen, &logged, &mut found);
    Ok(found)
}

/// More entries that are gone in a row aren't told one by one.
const MOST_GAPS: usize = 100;

/// What was logged.
struct Logged {
    /// By its number.
    entries: Vec<(u64, Leaf)>,
    /// By another machine at the same time.
    beside: Vec<Leaf>,
}

/// The entries of the ledger, each held against those before it.
fn entries(root: &Place, outside: &[Checkpoint], found: &mut Verified) -> Result<Logged, StoreError> {
    let folder = folder(root);
    // None where it isn't known what stands before an entry: then that entry is believed.
    let (mut tree, mut next, mut chain) = (Some(Tree::default()), 1, Chain::default());
    let (mut logged, twins) = (Vec::new(), twins(&folder)?);
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
        let after = |mut tree: Tree| {
            tree.push(entry.leaf.hash());
            tree == entry.tree
        };
        // It may follow from what another machine wrote at once: that is told by itself.
        let before = twins.iter().filter(|(_, twin)| twin.tree.size() + 1 == number);
        let follows = tree.is_none_or(after) || before.into_iter().any(|(_, twin)| after(twin.tree.clone()));
        let is_its = chain.origin.as_ref().is_none_or(|origin| *origin == entry.origin);
        if !follows || !is_its || entry.tree.root() != entry.root || entry.tree.size() != number {
            found.tampering.push(Tampering::Entry { number, file: file.shown() });
        }
        // What follows is held against this one: one fault is told once.
        tree = Some(entry.tree.clone());
        chain.origin.get_or_insert_with(|| entry.origin.clone());
        let checkpoint = Checkpoint::of(&entry);
        (chain.size, found.last) = (number, Some(entry.leaf.at));
        chain.roots.insert(number, (checkpoint.root.clone(), entry.leaf.at));
        found.checkpoint = Some(checkpoint);
        logged.push((number, entry.leaf));
    }
    chain.twins = twins.iter().map(|(_, twin)| Checkpoint::of(twin)).collect();
    let at_once = |(file, twin): &(Place, Entry)| (twin.tree.size(), file.shown());
    found.tampering.extend(twins.iter().map(at_once).map(|(number, file)| Tampering::TwoAtOnce { number, file }));
    found.tampering.extend(outside.iter().filter_map(|copy| Some((copy, chain.fault(copy)?))).map(|(copy, fault)| {
        match fault {
            WitnessFault::Cut { size, known } => Tampering::Cut { size, known },
            _ => Tampering::Rewritten { known: copy.size },
        }
    }));
    judge(root, &chain, found)?;
    Ok(Logged { entries: logged, beside: twins.into_iter().map(|(_, twin)| twin.leaf).collect() })
}

/// What was erased, as far as the ledger says so: a record of it that isn't in there, or isn't what was logged, excuses nothing.
fn erased(root: &Place, logged: &[(u64, Leaf)]) -> Result<Vec<ErasedThen>, StoreError> {
    let by_sum: BTreeMap<&Checksum, u64> = logged.iter().map(|(number, leaf)| (&leaf.sha256, *number)).collect();
    let mut erased = Vec::new();
    for record in erasure_records(root)? {
        for state in Lineage::of(&record)?.states() {
            let Ok(bytes) = state.place.get() else { continue };
            let Some(&entry) = by_sum.get(&Checksum::of(&bytes)) else { continue };
            let (Ok(parsed), Some(note)) = (parse_bytes::<Erasure>(&state.place, &bytes), state.note()) else {
                continue;
            };
            erased.push(ErasedThen { note: note.clone(), erasure: parsed.value, entry });
        }
    }
    erased.sort_by_key(|erased| erased.entry);
    Ok(erased)
}

/// Every record of a library.
fn records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let mut records = vec![root.child(LIBRARY), formulary_record(root), techniques_record(root)];
    records.extend(protocol_records(root)?);
    records.extend(signer_records(root)?);
    records.extend(erasure_records(root)?);
    for patient in record_folders(root, PATIENT)? {
        records.extend(records_of(&patient)?);
    }
    Ok(records)
}

/// The records of a patient.
pub(in crate::store) fn records_of(patient: &Place) -> Result<Vec<Place>, StoreError> {
    let courses = record_folders(patient, COURSE)?.into_iter().map(|course| course.child(COURSE));
    Ok([patient.child(PATIENT)].into_iter().chain(courses).chain(sessions_below(patient)).collect())
}

/// A revision as it was found.
pub(in crate::store) struct Seen {
    pub(super) file: PathBuf,
    record: PathBuf,
    kind: String,
    id: String,
    number: u32,
    pub(in crate::store) sha256: Checksum,
    parents: Vec<Parent>,
    is_old: bool,
    seal: Seal,
    signature: Option<(String, Standing)>,
}

/// The revisions of records, for a library in which these keys are known, and what of them can't be read.
pub(super) fn look_at(records: &[Place], known: &[PublicKey]) -> (Vec<Seen>, Vec<StoreError>) {
    let (mut seen, mut unread) = (Vec::new(), Vec::new());
    for looked in each_large(records, |record| look(record, known)).into_iter().flatten() {
        match looked {
            Ok(state) => seen.push(state),
            Err(why) => unread.push(why),
        }
    }
    (seen, unread)
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
fn against(seen: &[Seen], logged: &Logged, found: &mut Verified) {
    // Nothing is erased that was saved after that was said.
    let excused = found.erased.iter().flat_map(|erased| {
        let entries = erased.erasure.entries.iter().copied();
        entries.filter(|gone| *gone < erased.entry)
    });
    let excused: BTreeSet<u64> = excused.collect();
    let by_sum: BTreeMap<&Checksum, &Seen> = seen.iter().map(|seen| (&seen.sha256, seen)).collect();
    let by_name: BTreeMap<(&str, &str, u32), &Seen> =
        seen.iter().map(|seen| ((seen.kind.as_str(), seen.id.as_str(), seen.number), seen)).collect();
    let mut told = BTreeSet::new();
    for (entry, leaf) in &logged.entries {
        let there = by_name.get(&(leaf.kind.as_str(), leaf.id.as_str(), leaf.number));
        match (by_sum.get(&leaf.sha256), there) {
            (Some(seen), _) if excused.contains(entry) => {
                found.tampering.push(Tampering::NotErased { file: seen.file.clone() });
            }
            (None, _) if excused.contains(entry) => {}
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
    let leaves = logged.entries.iter().map(|(_, leaf)| leaf).chain(&logged.beside);
    let sums: BTreeSet<&Checksum> = leaves.map(|leaf| &leaf.sha256).collect();
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
pub(super) fn covered<'a>(
    by_sum: &BTreeMap<&'a Checksum, &'a Seen>,
    logged: &BTreeSet<&'a Checksum>,
) -> BTreeSet<&'a Checksum> {
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
