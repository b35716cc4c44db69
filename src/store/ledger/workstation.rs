//! A workstation: its own key, what it last saw of each library, and the checkpoints that it signs.
//!
//! Key and memory lie in a folder of the program's own on that machine, never in a library: who holds the library alone can't
//! have a workstation vouch for what it didn't see, nor have it forget what it saw.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding as _};

use super::super::clinic::clinic_folder;
use super::super::depot::{Kind, Place};
use super::super::signing::{SecretSeed, UnlockedKey};
use super::super::{Checksum, Flaw, Position, StoreError};
use super::copies::{sized_files, text_of};
use super::entry::{Checkpoint, Entry};
use super::notes::{NoteKey, SignedNote};
use super::tampering::{Tampering, WitnessFault};
use super::{all, folder, last, place, read, twins};
use crate::chart::Moment;

/// The file of the key.
const KEY: &str = "workstation.key";
/// What that file begins with.
const KEY_HEAD: &str = "mesomap-workstation-key/1\n";
/// What the files of what was seen begin with; these are replaced, and nothing else is.
pub(in crate::store) const SEEN: &str = ".seen-";
/// A workstation signs once a day, in seconds.
const EVERY_S: i64 = 24 * 60 * 60;

/// Whether a checkpoint is written although one was not long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vouching {
    /// Once a day, and where another workstation did.
    Sometimes,
    /// Whenever there is something new.
    Now,
}

/// A workstation.
#[derive(Clone, Debug)]
pub struct Workstation {
    folder: Place,
    key: UnlockedKey,
}

/// What a workstation remembers of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    checkpoint: Checkpoint,
    /// When it last signed.
    signed: Option<Moment>,
}

impl Seen {
    fn text(&self) -> String {
        let signed = self.signed.map(|at| format!("signed {at}\n")).unwrap_or_default();
        format!("{}\n{signed}", self.checkpoint.text())
    }

    fn parse(text: &str) -> Option<Self> {
        let (above, below) = text.split_once("\n\n")?;
        let signed = below.strip_prefix("signed ").and_then(|at| at.trim_end().parse().ok());
        Some(Self { checkpoint: Checkpoint::parse(above)?, signed })
    }
}

impl Workstation {
    /// The workstation whose folder this is; its key is made of the seed where it has none yet.
    ///
    /// # Errors
    ///
    /// When the key can't be read or written.
    pub fn at(folder: Place, seed: impl FnOnce() -> Option<SecretSeed>) -> Result<Option<Self>, StoreError> {
        let file = folder.child(KEY);
        if !file.exists() {
            let Some(seed) = seed() else { return Ok(None) };
            let text = format!("{KEY_HEAD}{}\n", Base64::encode_string(seed.bytes()));
            match file.create_within(&folder, text.as_bytes()) {
                // Another window made one just now.
                Err(StoreError::AlreadyExists { .. }) => {}
                done => _ = done?,
            }
        }
        let text = zeroize::Zeroizing::new(String::from_utf8(file.get()?).unwrap_or_default());
        let seed = || {
            let bytes = zeroize::Zeroizing::new(Base64::decode_vec(text.strip_prefix(KEY_HEAD)?.trim_end()).ok()?);
            Some(SecretSeed::from(<[u8; 32]>::try_from(bytes.as_slice()).ok()?))
        };
        let broken = || StoreError::Invalid { file: file.shown(), position: Position::START, flaw: Flaw::NotAKey };
        let key = UnlockedKey::new(&seed().ok_or_else(broken)?);
        Ok(Some(Self { folder, key }))
    }

    /// Looks whether a library grew from what this workstation saw of it last, and from what others vouch for; if so remembers it
    /// as it is now, and signs that now and then. Where it didn't, that is returned, and nothing is written anywhere.
    ///
    /// # Errors
    ///
    /// When the ledger can't be read, or a checkpoint can't be written.
    pub fn vouch(&self, library: &Place, now: Moment, how: Vouching) -> Result<Vec<Tampering>, StoreError> {
        let (root, seen) = (library.root(), seen(&self.folder, library));
        let ledger = folder(&root);
        let Some(head) = last(&ledger)? else {
            return Ok(seen.map(|seen| seen_fault(&seen.checkpoint, Grown::Cut { size: 0 })).into_iter().collect());
        };
        let newest = newest(&root)?;
        let mut doubts: Vec<Tampering> = doubt(&self.folder, library)?.into_iter().collect();
        let me = NoteKey::of(&self.key);
        for (who, (_, file)) in newest.iter().filter(|(who, _)| **who != me.digits()) {
            let fault = note_fault(&root, who, file, &ledger)?;
            doubts.extend(fault.map(|fault| Tampering::Witness { file: file.shown(), fault }));
        }
        if !doubts.is_empty() {
            return Ok(doubts);
        }
        let head = Checkpoint::of(&head);
        let own = newest.get(&me.digits()).map(|(size, _)| *size);
        // Only what is signed just so: two that sign after each other would never come to an end.
        let is_others = newest.values().any(|(size, _)| *size == head.size);
        let signed = seen.as_ref().and_then(|seen| seen.signed);
        let is_due = own.is_none()
            || how == Vouching::Now
            || is_others
            || signed.is_none_or(|signed| now.seconds_since(signed) >= EVERY_S);
        let signs = is_due && own.is_none_or(|own| own < head.size);
        let done = if signs { self.sign(&root, &head) } else { Ok(()) };
        // Where a library can't be written, what it is now is remembered all the same.
        let after = Seen { checkpoint: head, signed: if signs && done.is_ok() { Some(now) } else { signed } };
        if seen.as_ref() != Some(&after) {
            remember(&self.folder, library, &after)?;
        }
        done.map(|()| Vec::new())
    }

    /// Forgets what was seen of a library and takes it as it is from now on: after a person put back an older copy.
    ///
    /// # Errors
    ///
    /// When the ledger can't be read, or what was seen can't be written.
    pub fn trust(&self, library: &Place) -> Result<(), StoreError> {
        let signed = seen(&self.folder, library).and_then(|seen| seen.signed);
        match last(&folder(&library.root()))? {
            Some(head) => remember(&self.folder, library, &Seen { checkpoint: Checkpoint::of(&head), signed }),
            None => forget(&self.folder, library, u64::MAX),
        }
    }

    /// Writes the newest checkpoint with the signature of this workstation, and with those of others that hold for the same.
    fn sign(&self, root: &Place, head: &Checkpoint) -> Result<(), StoreError> {
        let (folder, me) = (checkpoints(root), NoteKey::of(&self.key));
        let key_file = folder.child(&format!("{}.vkey", me.digits()));
        if !key_file.exists() {
            key_file.create_within(root, me.text().as_bytes())?;
        }
        let mut lines = Vec::new();
        for (_, who, file) in notes(root)?.into_iter().filter(|(size, ..)| *size == head.size) {
            let (note, key) = (text_of(&file).and_then(|text| SignedNote::parse(&text)), key_of(root, &who));
            let (Some(note), Some(key)) = (note, key) else { continue };
            if note.checkpoint == *head && note.is_by(&key) == Some(true) {
                lines.extend(note.lines.into_iter().filter(|line| line.contains(&key.name())));
            }
        }
        lines.push(me.line(head, &self.key));
        let note = SignedNote { checkpoint: head.clone(), lines };
        let file = folder.child(&format!("{}-{}.note", head.size, me.digits()));
        match file.create_within(root, note.text().as_bytes()) {
            // Another window of this workstation did so just now.
            Err(StoreError::AlreadyExists { .. }) => Ok(()),
            done => done.map(drop),
        }
    }
}

/// Whether a library didn't grow from what the workstation with this folder saw of it last; `None` where it did, or where it never
/// saw it.
///
/// # Errors
///
/// When the ledger can't be read.
pub fn doubt(workstation: &Place, library: &Place) -> Result<Option<Tampering>, StoreError> {
    let Some(seen) = seen(workstation, library) else { return Ok(None) };
    let ledger = folder(&library.root());
    let grown = grown_from(&ledger, &seen.checkpoint)?;
    if grown == Grown::Otherwise
        && let Some((file, twin)) =
            twins(&ledger)?.into_iter().find(|(_, twin)| Checkpoint::of(twin) == seen.checkpoint)
    {
        return Ok(Some(Tampering::TwoAtOnce { number: twin.tree.size(), file: file.shown() }));
    }
    Ok((grown != Grown::From).then(|| seen_fault(&seen.checkpoint, grown)))
}

fn seen_fault(known: &Checkpoint, grown: Grown) -> Tampering {
    let size = if let Grown::Cut { size } = grown { Some(size) } else { None };
    Tampering::Forgotten { known: known.size, size }
}

/// How a ledger stands to a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grown {
    /// It grew from that.
    From,
    /// It is shorter.
    Cut { size: u64 },
    /// It is another one.
    Otherwise,
}

/// Whether a ledger grew from a checkpoint (RFC 6962, 2.1.2): from the whole subtrees that its root is made of, each later leaf
/// leads to each later root. Only what was added since is read.
fn grown_from(ledger: &Place, known: &Checkpoint) -> Result<Grown, StoreError> {
    let numbers = all(ledger)?;
    let size = numbers.last().copied().unwrap_or(0);
    if known.size > size {
        return Ok(Grown::Cut { size });
    }
    let mut before: Option<Entry> = None;
    for number in known.size..=size {
        let entry = match read(&place(ledger, number)) {
            Ok(entry) => entry,
            Err(StoreError::Invalid { .. } | StoreError::NotFound { .. }) => return Ok(Grown::Otherwise),
            Err(why) => return Err(why),
        };
        let follows = match &before {
            None => Checkpoint::of(&entry) == *known && entry.tree.root() == entry.root,
            Some(before) => Entry::after(Some(before), entry.leaf.clone()) == entry,
        };
        if !follows {
            return Ok(Grown::Otherwise);
        }
        before = Some(entry);
    }
    Ok(Grown::From)
}

/// What is wrong with another workstation's checkpoint.
fn note_fault(root: &Place, who: &str, file: &Place, ledger: &Place) -> Result<Option<WitnessFault>, StoreError> {
    let note = match read_note(root, who, file) {
        Ok(note) => note,
        Err(fault) => return Ok(Some(fault)),
    };
    Ok(match grown_from(ledger, &note)? {
        Grown::From => None,
        Grown::Cut { size } => Some(WitnessFault::Cut { size, known: note.size }),
        Grown::Otherwise => Some(WitnessFault::Rewritten { known: note.size }),
    })
}

/// The checkpoint in a file, if the workstation that the file is named after signed it.
pub(super) fn read_note(root: &Place, who: &str, file: &Place) -> Result<Checkpoint, WitnessFault> {
    let note = text_of(file).and_then(|text| SignedNote::parse(&text)).ok_or(WitnessFault::Unreadable)?;
    let key = key_of(root, who).ok_or(WitnessFault::NoKey)?;
    // Others that signed the same are told by files of their own.
    match note.is_by(&key) {
        Some(true) => Ok(note.checkpoint),
        _ => Err(WitnessFault::Signature),
    }
}

/// The key of a workstation, as it lies in a library.
fn key_of(root: &Place, who: &str) -> Option<NoteKey> {
    let text = text_of(&checkpoints(root).child(&format!("{who}.vkey")))?;
    NoteKey::parse(&text).filter(|key| key.digits() == who)
}

pub(super) fn checkpoints(root: &Place) -> Place {
    clinic_folder(root).child("checkpoints")
}

/// The checkpoints in a library by what their names say: of how many entries, by whom.
pub(super) fn notes(root: &Place) -> Result<Vec<(u64, String, Place)>, StoreError> {
    let mut notes = sized_files(&checkpoints(root), ".note")?;
    notes.sort();
    Ok(notes)
}

/// The newest checkpoint of each workstation.
fn newest(root: &Place) -> Result<BTreeMap<String, (u64, Place)>, StoreError> {
    // By size: the last of each stays.
    Ok(notes(root)?.into_iter().map(|(size, who, file)| (who, (size, file))).collect())
}

/// What the names begin with under which a library is remembered: where it lies, so that another one in its place is told.
fn prefix(library: &Place) -> String {
    let sum = Checksum::of(library.root().depot().identity().as_bytes());
    format!("{SEEN}{}-", &sum.as_str()[..32])
}

/// What was remembered of a library, by number.
fn remembered(workstation: &Place, library: &Place) -> BTreeMap<u64, Place> {
    let prefix = prefix(library);
    let entries = workstation.list_if_there().unwrap_or_default().into_iter();
    let files = entries.filter(|entry| entry.kind == Kind::File);
    let numbered = files.filter_map(|entry| {
        let number = entry.name.strip_prefix(&prefix)?.strip_suffix(".note")?.parse().ok()?;
        Some((number, workstation.child(&entry.name)))
    });
    numbered.collect()
}

fn seen(workstation: &Place, library: &Place) -> Option<Seen> {
    let (_, file) = remembered(workstation, library).pop_last()?;
    Seen::parse(&text_of(&file)?)
}

/// The new before the old goes, so that there is always one.
fn remember(workstation: &Place, library: &Place, seen: &Seen) -> Result<(), StoreError> {
    let next = remembered(workstation, library).last_key_value().map_or(1, |(number, _)| number.saturating_add(1));
    let file = workstation.child(&format!("{}{next}.note", prefix(library)));
    match file.create_within(workstation, seen.text().as_bytes()) {
        // Another window remembers as much.
        Err(StoreError::AlreadyExists { .. }) => return Ok(()),
        done => _ = done?,
    }
    forget(workstation, library, next)
}

fn forget(workstation: &Place, library: &Place, before: u64) -> Result<(), StoreError> {
    remembered(workstation, library).range(..before).try_for_each(|(_, file)| file.remove())
}
