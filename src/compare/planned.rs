//! A protocol as the session that it asks for, so that what was done is compared with it as with a session before.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chart::{Details, Edit, Letter, Protocol, ProtocolError, Session, Techniques};

/// The session that a protocol asks for on the body and with the cocktails of another, which lies before it.
///
/// Cocktails are those of the same letter; a letter that the session doesn't have is not recorded.
///
/// # Errors
///
/// When the protocol can't be laid on that body.
pub fn as_planned(
    protocol: &Protocol,
    of: &Session,
    techniques: &Techniques,
    name: &str,
) -> Result<Session, ProtocolError> {
    let details = Details { title: name.to_owned(), notes: String::new(), voided: None, ..Details::clone(&of.details) };
    let blank = Session {
        // Before every identifier that is made, where both are of one date.
        id: format!("!{}", protocol.reference.id),
        details: Arc::new(details),
        marks: Vec::new(),
        groups: Vec::new(),
        voided: Vec::new(),
        outcomes: Vec::new(),
        highest_number: 0,
        ..of.clone()
    };
    let here = protocol.letters().into_iter().filter(|&letter| of.cocktail(letter).is_some());
    let letters: BTreeMap<Letter, Letter> = here.map(|letter| (letter, letter)).collect();
    let laid = protocol.laid(&blank, &letters, techniques)?;
    // Nothing but its size keeps from a session without marks what was laid on it.
    laid.edit.apply(&blank).map_err(|_too_many| ProtocolError::TooMany(Edit::MAX_MARKS))
}
