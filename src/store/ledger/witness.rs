//! What vouches for a ledger within its library: checkpoints that workstations signed, notes of outside copies, tokens of an authority.
//! Each is held against the entries as they are.

use std::collections::BTreeMap;

use super::super::StoreError;
use super::super::depot::Place;
use super::copies::{OutsideCopy, files, text_of};
use super::entry::Checkpoint;
use super::tampering::{Tampering, WitnessFault};
use super::verify::Verified;
use super::workstation::{notes, read_note};
use super::{copies, stamp};
use crate::atlas::each_large;
use crate::chart::Moment;

/// The roots of a ledger as they are.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) origin: Option<String>,
    pub(super) size: u64,
    pub(super) roots: BTreeMap<u64, (String, Moment)>,
    /// Of what another machine wrote at once.
    pub(super) twins: Vec<Checkpoint>,
}

impl Chain {
    /// How a ledger isn't the one that a checkpoint vouches for.
    pub(super) fn fault(&self, known: &Checkpoint) -> Option<WitnessFault> {
        let is_other = self.origin.as_ref().is_some_and(|origin| *origin != known.origin);
        if known.size > self.size && !is_other {
            return Some(WitnessFault::Cut { size: self.size, known: known.size });
        }
        // That there are two is told by itself.
        if self.twins.contains(known) {
            return None;
        }
        let is_there = self.roots.get(&known.size).is_some_and(|(root, _)| *root == known.root);
        (is_other || !is_there).then_some(WitnessFault::Rewritten { known: known.size })
    }
}

/// A workstation that vouches for a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Sixteen digits that follow from its key.
    pub workstation: String,
    /// For how many entries.
    pub size: u64,
    /// When the last of these was made.
    pub at: Moment,
}

/// A token of an authority over a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// Of how many entries.
    pub size: u64,
    /// When, by the authority's clock, in UTC.
    pub at: String,
    /// The file.
    pub file: std::path::PathBuf,
}

/// Holds everything that vouches for a library against its ledger.
pub(super) fn judge(root: &Place, chain: &Chain, found: &mut Verified) -> Result<(), StoreError> {
    signed(root, chain, found)?;
    copied(root, chain, found)?;
    stamped(root, chain, found)
}

fn signed(root: &Place, chain: &Chain, found: &mut Verified) -> Result<(), StoreError> {
    let notes = notes(root)?;
    let read = each_large(&notes, |(size, who, file)| {
        let note = read_note(root, who, file)?;
        match chain.fault(&note) {
            None if note.size == *size => Ok(()),
            None => Err(WitnessFault::Unreadable),
            Some(fault) => Err(fault),
        }
    });
    let mut newest = BTreeMap::new();
    for ((size, who, file), read) in notes.iter().zip(read) {
        match (read, chain.roots.get(size)) {
            (Ok(()), Some((_, at))) => _ = newest.insert(who.clone(), (*size, *at)),
            (Ok(()), None) => {}
            (Err(fault), _) => found.tampering.push(Tampering::Witness { file: file.shown(), fault }),
        }
    }
    let voucher = |(workstation, (size, at))| Voucher { workstation, size, at };
    found.vouchers = newest.into_iter().map(voucher).collect();
    Ok(())
}

fn copied(root: &Place, chain: &Chain, found: &mut Verified) -> Result<(), StoreError> {
    for file in files(&copies::folder(root), ".note")? {
        let copy = text_of(&file).and_then(|text| OutsideCopy::parse(&text));
        let fault = copy.as_ref().map_or(Some(WitnessFault::Unreadable), |copy| chain.fault(&copy.checkpoint));
        if let Some(fault) = fault {
            found.tampering.push(Tampering::Witness { file: file.shown(), fault });
        }
        let is_later = |copy: &OutsideCopy| found.copy.as_ref().is_none_or(|known| known.at < copy.at);
        if let Some(copy) = copy.filter(|copy| fault.is_none() && is_later(copy)) {
            found.copy = Some(copy);
        }
    }
    Ok(())
}

fn stamped(root: &Place, chain: &Chain, found: &mut Verified) -> Result<(), StoreError> {
    for (size, nonce, file) in stamp::tokens(root)? {
        let checkpoint = chain.origin.as_ref().zip(chain.roots.get(&size)).map(|(origin, (root, _))| Checkpoint {
            origin: origin.clone(),
            size,
            root: root.clone(),
        });
        let stamp = stamp::token(&file);
        let is_over = stamp.as_ref().zip(checkpoint.as_ref()).is_some_and(|(stamp, known)| stamp.is_over(known));
        match stamp {
            None => found.tampering.push(Tampering::Witness { file: file.shown(), fault: WitnessFault::Unreadable }),
            Some(stamp) if is_over && stamp.nonce() == nonce => {
                found.stamps.push(Stamped { size, at: stamp.at, file: file.shown() });
            }
            Some(_) => {
                let is_cut = size > chain.size;
                let cut = WitnessFault::Cut { size: chain.size, known: size };
                let fault = if is_cut { cut } else { WitnessFault::OtherStamp };
                found.tampering.push(Tampering::Witness { file: file.shown(), fault });
            }
        }
    }
    Ok(())
}
