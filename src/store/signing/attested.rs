//! What a record says of who vouches for one of its states, without opening it.

use super::super::depot::Place;
use super::super::ledger::{Checkpoint, checkpoint};
use super::super::open::{is_record, record_place, signatures_in};
use super::super::record::{Lineage, RECORD, State};
use super::super::{Note, Reason, StoreError};
use super::Signature;
use crate::chart::Moment;

/// Who vouches for a state of a session, and what was changed before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attested {
    /// The signatures up to it, the earliest first.
    pub signatures: Vec<Signature>,
    /// The changes of what was signed, up to it, the earliest first.
    pub amendments: Vec<Note>,
    /// Whether it was changed since the last of the signatures.
    pub is_changed_since: bool,
    /// When it was saved, where that is known.
    pub saved: Option<Moment>,
    /// Who saved it; empty where nobody said.
    pub saved_by: String,
    /// The file of the state and every byte of it, for a document that carries it; nothing of a file without a record.
    pub file: Option<(String, Vec<u8>)>,
    /// How the ledger of its library stands, so that who holds the document can vouch for that.
    pub ledger: Option<Checkpoint>,
}

/// What is said of the newest state of a session, or of the state that the place names.
///
/// # Errors
///
/// When the record can't be read.
pub fn attested(place: &Place) -> Result<Attested, StoreError> {
    let record = record_place(place);
    // A file alone says nothing of itself.
    if !is_record(&record) {
        return Ok(Attested::default());
    }
    let lineage = Lineage::of(&record)?;
    let states = lineage.states();
    let shown = states.iter().position(|state| state.place == *place).map_or(states.len(), |at| at + 1);
    let until = &states[..shown];
    let is_shown = |signature: &Signature| until.iter().any(|state| state.name == signature.state);
    let signatures: Vec<Signature> = signatures_in(&lineage).into_iter().filter(is_shown).collect();
    let first_signed = until.iter().position(|state| state.signed().is_some()).unwrap_or(until.len());
    let notes = until[first_signed..].iter().filter_map(|state| state.note());
    let amendments = notes.filter(|note| note.why != Reason::Sign).cloned().collect();
    let newest = until.last();
    Ok(Attested {
        is_changed_since: !signatures.is_empty() && newest.is_some_and(|state| state.signed().is_none()),
        saved: newest.and_then(|state| state.note()).map(|note| note.at),
        saved_by: newest.and_then(|state| state.note()).map(|note| note.author.clone()).unwrap_or_default(),
        signatures,
        amendments,
        file: newest.map(|state| file(&record, state)).transpose()?,
        // Where it can't be read a document vouches for nothing; `verify` tells why.
        ledger: checkpoint(&record.root()).ok().flatten(),
    })
}

/// The file of a state under a name that says of which record it is.
fn file(record: &Place, state: &State) -> Result<(String, Vec<u8>), StoreError> {
    let of = record.name().strip_suffix(RECORD).unwrap_or(record.name());
    Ok((format!("{of}.{}", state.place.name()), state.place.get()?))
}
