//! A record's states: a folder of numbered files, each complete, each naming what it grew from. The one that nothing grew from
//! is the record; where there are two of those, a person must say what becomes of them.

use std::collections::{BTreeMap, BTreeSet};

use super::depot::{Kept, Kind, Place};
use super::read::{Parsed, Record, parse_bytes};
use super::revision::{self, Checksum, Note, Parent, Revision, Seal, of_start, seal_of, sealed};
use super::signing::{self, PublicKey, Signature, Signed, UnlockedKey};
use super::{StoreError, folders, ledger};

/// What the folder of a record's states ends in.
pub(super) const RECORD: &str = ".record";

/// How much of a file holds what it says of itself, nearly always.
const START: usize = 4096;
/// And in any case: what grew from as many states as are allowed, under the longest names.
const LONG_START: usize = 64 << 10;
/// Higher numbers are no save's: after the highest there must be room for others.
const MOST_STATES: u32 = 999_999_999;

/// One state of a record.
#[derive(Clone, Debug)]
pub struct State {
    /// Its file.
    pub place: Place,
    /// Its file as seen from the record's folder.
    pub name: String,
    /// Its number; 0 of a file of the layout before states were kept.
    pub number: u32,
    /// What it says of itself, which such a file doesn't, or why it can't be read.
    pub revision: Result<Option<Revision>, StoreError>,
    /// Whether nothing grew from it.
    pub is_head: bool,
    /// A name that no save gives: a copy that a program for syncing made.
    pub is_stray: bool,
}

impl State {
    /// Whether it is the file of the layout before states were kept.
    pub(super) fn is_old(&self) -> bool {
        self.number == 0 && !self.is_stray
    }

    /// The states that it grew from, as far as it can be read.
    pub fn parents(&self) -> &[Parent] {
        self.said().map_or(&[], |revision| &revision.parents)
    }

    /// Who saved it, when and why, as far as it says so.
    pub fn note(&self) -> Option<&Note> {
        self.said().map(|revision| &revision.note)
    }

    /// Who vouches for it, where somebody does.
    pub fn signed(&self) -> Option<&Signed> {
        self.said()?.signed.as_ref()
    }

    /// The signature in it, for a library in which these keys are known; told whether something else was saved since.
    fn signature(&self, known: &[PublicKey], is_older: bool) -> Option<Signature> {
        let (signed, at) = (self.signed()?.clone(), self.note()?.at);
        let bytes = self.place.get().unwrap_or_default();
        let standing = signing::standing_among(&bytes, &signed.key, known);
        Some(Signature { state: self.name.clone(), at, signed, standing, is_older })
    }

    fn said(&self) -> Option<&Revision> {
        self.revision.as_ref().ok()?.as_ref()
    }
}

/// All states of a record, the oldest first.
#[derive(Clone, Debug)]
pub struct Lineage {
    folder: Place,
    states: Vec<State>,
    /// The highest number that is in use, whatever has it.
    last: u32,
}

/// What a change grows from, and the highest number that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    /// The states.
    pub parents: Vec<Parent>,
    /// The number; the next state gets the one after it.
    pub last: u32,
}

impl Base {
    /// The file of the only state that the change grows from.
    pub(super) fn newest(&self, record: &Place) -> Option<Place> {
        let [only] = &self.parents[..] else { return None };
        Some(record.child(&only.name))
    }

    /// The folder that must be there for what grows from it: of a record that has states its own; of one that is to get its first,
    /// the one that it lies in. One that somebody moved is never made anew: it would lack all that came before.
    pub(super) fn home(&self, record: &Place) -> Place {
        let above = if self.last == 0 { record.parent() } else { None };
        above.unwrap_or_else(|| record.clone())
    }
}

/// A record as it is now.
#[derive(Clone, Debug)]
pub(super) struct Current<T> {
    pub(super) parsed: Parsed<T>,
    /// Its file.
    pub(super) place: Place,
    pub(super) base: Base,
    pub(super) seal: Seal,
}

/// A state that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Appended {
    /// What the next change grows from.
    pub(super) base: Base,
    pub(super) kept: Kept,
}

/// The number in a name such as `12.ron`, written as a save writes it.
fn number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".ron")?;
    let number: u32 = digits.parse().ok()?;
    ((1..=MOST_STATES).contains(&number) && number.to_string() == digits).then_some(number)
}

/// The number that a name begins with: of copies, the state that they are a copy of.
fn leading_number(name: &str) -> u32 {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// The number that a state's file has or is a copy of, and whether no save gives such a name.
pub(super) fn number_of(name: &str) -> (u32, bool) {
    number(name).map_or_else(|| (leading_number(name), true), |number| (number, false))
}

impl Lineage {
    /// The states of the record in a folder; none where there is no such folder.
    ///
    /// # Errors
    ///
    /// When the folder can't be read. A state that can't be read is one of them.
    pub fn of(folder: &Place) -> Result<Self, StoreError> {
        let entries = folder.list_if_there()?;
        // A folder may have taken a number too: no state can have it.
        let last = entries.iter().filter_map(|entry| number(&entry.name)).max().unwrap_or(0);
        let names = entries.into_iter().filter(|entry| entry.kind == Kind::File && folders::is_ron(&entry.name));
        let mut states: Vec<State> = names.map(|entry| state(folder, entry.name)).collect();
        states.extend(old_state(folder));
        states.sort_by(|a, b| (a.number, a.is_stray, &a.name).cmp(&(b.number, b.is_stray, &b.name)));
        let mut lineage = Self { folder: folder.clone(), states, last };
        lineage.find_heads();
        Ok(lineage)
    }

    /// Every state, the oldest first.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// The states that nothing grew from.
    pub fn heads(&self) -> impl Iterator<Item = &State> {
        self.states.iter().filter(|state| state.is_head)
    }

    /// Whether somebody has signed it: from then on whatever is changed has a reason.
    pub fn is_signed(&self) -> bool {
        self.states.iter().any(|state| state.signed().is_some())
    }

    /// The signatures in its states, the oldest first, with whether each holds: for a library in which these keys are known.
    pub(super) fn signatures(&self, known: &[PublicKey]) -> Vec<Signature> {
        let last_change = self.states.iter().rposition(|state| state.signed().is_none());
        let numbered = self.states.iter().enumerate();
        let is_older = |at| last_change.is_some_and(|last| at < last);
        numbered.filter_map(|(at, state)| state.signature(known, is_older(at))).collect()
    }

    /// The highest number that was given.
    pub(super) fn last(&self) -> u32 {
        self.last
    }

    /// The folder that they lie in.
    pub(super) fn record(&self) -> &Place {
        &self.folder
    }

    fn find_heads(&mut self) {
        let named: Vec<&str> = self.states.iter().flat_map(State::parents).map(|parent| parent.name.as_str()).collect();
        let unique: BTreeSet<&str> = named.iter().copied().collect();
        // One chain without copies: names tell.
        if unique.len() == named.len() && self.states.iter().all(|state| !state.is_stray) {
            let named: BTreeSet<String> = unique.into_iter().map(str::to_owned).collect();
            for state in &mut self.states {
                state.is_head = !named.contains(&state.name);
            }
            self.find_old_head();
        } else {
            self.find_heads_by_content();
        }
    }

    /// A program of before may have written its file after the first state grew from it: then nothing grew from what it wrote.
    fn find_old_head(&mut self) {
        let Some(old) = self.states.iter().position(|state| state.is_old() && !state.is_head) else { return };
        let Some(sum) = sum(&self.states[old]) else { return };
        self.states[old].is_head = !self.states.iter().flat_map(State::parents).any(|parent| parent.sha256 == sum);
    }

    /// A copy that a program for syncing made took another's name: then only what a file holds tells which one is meant.
    fn find_heads_by_content(&mut self) {
        let sums: BTreeMap<String, Checksum> =
            self.states.iter().filter_map(|state| Some((state.name.clone(), sum(state)?))).collect();
        // The same twice is once: the one that has a number, else the first.
        let mut saved = BTreeMap::new();
        for state in self.states.iter().rev() {
            let Some(sum) = sums.get(&state.name) else { continue };
            let known = saved.entry(sum.clone()).or_insert_with(|| (state.is_stray, state.name.clone()));
            if !state.is_stray || known.0 {
                *known = (state.is_stray, state.name.clone());
            }
        }
        let is_first = |state: &State| sums.get(&state.name).is_none_or(|sum| saved[sum].1 == state.name);
        self.states.retain(is_first);
        let parents: Vec<&Parent> = self.states.iter().flat_map(State::parents).collect();
        let grown_from: BTreeSet<Checksum> = parents.iter().map(|parent| parent.sha256.clone()).collect();
        let named: BTreeSet<String> = parents.iter().map(|parent| parent.name.clone()).collect();
        for state in &mut self.states {
            let is_grown_from = |sum: &Checksum| grown_from.contains(sum);
            state.is_head = !sums.get(&state.name).map_or_else(|| named.contains(&state.name), is_grown_from);
        }
    }

    /// The state that is the record.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] where there is none, [`StoreError::Forked`] where there are two.
    pub fn head(&self) -> Result<&State, StoreError> {
        let file = || self.folder.shown();
        let mut heads = self.heads();
        // No program writes a circle.
        let head = heads.next().or(self.states.last()).ok_or_else(|| StoreError::NotFound { file: file() })?;
        let others: Vec<String> = heads.map(|state| state.name.clone()).collect();
        if others.is_empty() {
            return Ok(head);
        }
        // What grew from what isn't known while the system doesn't let one be read.
        let refused = |state: &State| match &state.revision {
            Err(error @ (StoreError::Io { .. } | StoreError::NotFound { .. })) => Some(error.clone()),
            _ => None,
        };
        // What a damaged one grew from isn't known either: that there are two ends may be its fault alone.
        let damaged = || self.heads().find_map(|state| state.revision.as_ref().err().cloned());
        if let Some(error) = self.states.iter().find_map(refused).or_else(damaged) {
            return Err(error);
        }
        let heads = std::iter::once(head.name.clone()).chain(others).collect();
        Err(StoreError::Forked { file: file(), heads })
    }
}

/// The checksum of a state's file, where it can be read.
fn sum(state: &State) -> Option<Checksum> {
    state.place.get().ok().map(|bytes| Checksum::of(&bytes))
}

fn state(folder: &Place, name: String) -> State {
    let place = folder.child(&name);
    let (number, is_stray) = number_of(&name);
    State { revision: said(&place), place, name, number, is_head: true, is_stray }
}

/// What the beginning of a file says of itself.
fn said(place: &Place) -> Result<Option<Revision>, StoreError> {
    let within = |most: usize| {
        let bytes = place.depot().start(place.key(), most)?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        // A newer version may say more; whether the whole is right is told when it is read.
        of_start(text, true).map_err(|fault| fault.in_file(&place.shown()))
    };
    within(START).or_else(|error| if error.position().is_some() { within(LONG_START) } else { Err(error) })
}

/// The file of the layout before states were kept: the one that the first of them grew from.
fn old_state(folder: &Place) -> Option<State> {
    let place = old_file(folder)?;
    let name = format!("../{}", place.name());
    Some(State { place, name, number: 0, revision: Ok(None), is_head: true, is_stray: false })
}

/// That file, if it is there.
pub(super) fn old_file(folder: &Place) -> Option<Place> {
    let file = folder.beside(&format!("{}.ron", folder.name().strip_suffix(RECORD)?));
    file.exists().then_some(file)
}

/// The record in a folder as it is now.
pub(super) fn current<T: Record>(folder: &Place) -> Result<Current<T>, StoreError> {
    let lineage = Lineage::of(folder)?;
    of_state(lineage.head()?, lineage.last())
}

/// One state of a record; `last` is the highest number that was given.
pub(super) fn of_state<T: Record>(state: &State, last: u32) -> Result<Current<T>, StoreError> {
    let bytes = state.place.get()?;
    let parsed = parse_bytes(&state.place, &bytes)?;
    let parents = vec![Parent { name: state.name.clone(), sha256: Checksum::of(&bytes) }];
    // Before states were kept nothing was sealed.
    let seal = if state.is_old() { Seal::Whole } else { seal_of(&bytes) };
    Ok(Current { parsed, place: state.place.clone(), base: Base { parents, last }, seal })
}

/// The value of a record as it is now.
pub(super) fn value<T: Record>(folder: &Place) -> Result<T, StoreError> {
    current(folder).map(|current| current.parsed.value)
}

impl<T: Record> Current<T> {
    /// The value and what a change of it grows from, unless a save would lose what a newer program wrote.
    pub(super) fn into_change(self) -> Result<(T, Base), StoreError> {
        let value = self.parsed.replaceable(&self.place.shown())?;
        Ok((value, self.base))
    }
}

/// Saves a state of a record, as the one after the last that `base` knows.
///
/// # Errors
///
/// [`StoreError::Superseded`] where somebody else saved one meanwhile; [`StoreError::Gone`] where the folder that it needs isn't
/// there any more ([`Base::home`]).
pub(super) fn append(folder: &Place, text: &str, note: &Note, base: &Base) -> Result<Appended, StoreError> {
    let revision = Revision { note: note.clone(), parents: base.parents.clone(), signed: None };
    append_within(&base.home(folder), folder, (&sealed(text, &revision), note), base)
}

/// As [`append`], of a state that somebody vouches for.
pub(super) fn append_signed(
    folder: &Place,
    text: &str,
    (signed, key): (Signed, &UnlockedKey),
    note: &Note,
    base: &Base,
) -> Result<Appended, StoreError> {
    let revision = Revision { note: note.clone(), parents: base.parents.clone(), signed: Some(signed) };
    append_within(&base.home(folder), folder, (&revision::signed(text, &revision, key), note), base)
}

/// Saves the first state of a record, and makes the folders that it lies in below `within`, which must be there.
///
/// # Errors
///
/// As [`append`].
pub(super) fn create(within: &Place, folder: &Place, text: &str, note: &Note) -> Result<Appended, StoreError> {
    let revision = Revision { note: note.clone(), parents: Vec::new(), signed: None };
    append_within(within, folder, (&sealed(text, &revision), note), &Base::default())
}

/// Makes the first state of the first of these records that is free, each of which was when its folder was listed; `None` where
/// others took all of them meanwhile.
pub(super) fn create_first_free(
    within: &Place,
    records: impl IntoIterator<Item = Place>,
    text: &str,
    note: &Note,
) -> Result<Option<(Place, Appended)>, StoreError> {
    for record in records {
        match create(within, &record, text, note) {
            // Another window took the name meanwhile.
            Err(StoreError::Superseded { .. }) => {}
            done => return done.map(|appended| Some((record, appended))),
        }
    }
    Ok(None)
}

/// Saves a text as it is, which a note speaks for, and logs it.
fn append_within(
    within: &Place,
    folder: &Place,
    (text, note): (&str, &Note),
    base: &Base,
) -> Result<Appended, StoreError> {
    let number = base.last.checked_add(1).ok_or_else(|| StoreError::AlreadyExists { file: folder.shown() })?;
    let name = format!("{number}.ron");
    let place = folder.child(&name);
    let kept = match place.create_within(within, text.as_bytes()) {
        Err(StoreError::AlreadyExists { file }) => return Err(StoreError::Superseded { file }),
        // It was made, and only the answer was lost: "not saved" would be wrong, and the next save a fork of its own.
        Err(_lost) if place.get().is_ok_and(|there| there == text.as_bytes()) => Kept::Unconfirmed,
        kept => kept?,
    };
    // It is saved, whatever becomes of its entry in the ledger.
    let sha256 = Checksum::of(text.as_bytes());
    let logged = ledger::log(folder, (text, &sha256), number, note).unwrap_or(Kept::Unlogged);
    let parents = vec![Parent { name, sha256 }];
    Ok(Appended { base: Base { parents, last: number }, kept: kept.max(logged) })
}

/// Whether a record was written: a folder in which nothing was ever saved is none.
pub(super) fn exists(folder: &Place) -> bool {
    // One that can't be looked into may hold some: it is listed, with the reason.
    holds_states(folder).unwrap_or(true) || old_file(folder).is_some()
}

/// Whether a record that was written is still where it was.
pub(super) fn is_there(folder: &Place) -> bool {
    holds_states(folder).is_ok_and(|holds| holds || old_file(folder).is_some())
}

/// Only names are looked at.
fn holds_states(folder: &Place) -> Result<bool, StoreError> {
    Ok(folder.list_if_there()?.iter().any(|entry| folders::is_ron(&entry.name)))
}

/// Whether a record is a fork, which a program for syncing can make of one at any time.
pub(super) fn is_forked(folder: &Place) -> bool {
    let is_stray = |name: &str| folders::is_ron(name) && number(name).is_none();
    let has_strays = folder.list_if_there().is_ok_and(|entries| entries.iter().any(|entry| is_stray(&entry.name)));
    has_strays && Lineage::of(folder).is_ok_and(|lineage| lineage.heads().count() > 1)
}

/// What tells one state of a record from the next, without reading it: of its folder and of the newest file that is known.
pub(super) fn stamp(folder: &Place, newest: Option<&Place>) -> super::Stamp {
    let newest = newest.map(Place::stamp).unwrap_or_default();
    let of_folder = folder.stamp();
    let of_either =
        if of_folder.is_there() { of_folder } else { old_file(folder).map(|file| file.stamp()).unwrap_or_default() };
    of_either.with(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_save_writes_is_a_number() {
        assert_eq!([number("1.ron"), number("120.ron")], [Some(1), Some(120)]);
        for stray in ["0.ron", "01.ron", "+1.ron", "1.sync-conflict-20261127-101500-ABC.ron", "1 (copy).ron", "1"] {
            assert_eq!(number(stray), None, "{stray}");
        }
        assert_eq!(leading_number("12 (conflicted copy).ron"), 12);
    }
}
