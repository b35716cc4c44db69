//! A session that somebody signs: its newest state once more, with who vouches for it.

use super::super::depot::Place;
use super::super::model::SessionFile;
use super::super::open::checked_text;
use super::super::record::{Lineage, append_signed, is_forked, of_state};
use super::super::{Note, Reason, Saved, Seal, StoreError};
use super::{Signer, UnlockedKey};

/// Signs the state of a session that a person looked at, as the next state of its record. What it holds is the same.
///
/// # Errors
///
/// [`StoreError::Superseded`] where that isn't the newest any more, or isn't as it was saved; [`StoreError::Forked`] where two
/// claim to be it. Refused of what a newer program wrote.
pub fn sign_session(
    state: &Place,
    (signer, key): (&Signer, &UnlockedKey),
    meaning: &str,
    note: &Note,
) -> Result<Saved, StoreError> {
    let record = state.parent().unwrap_or_else(|| state.clone());
    let lineage = Lineage::of(&record)?;
    let head = lineage.head()?;
    if head.place != *state {
        return Err(StoreError::Superseded { file: state.shown() });
    }
    let read = of_state::<SessionFile>(head, lineage.last())?;
    if read.seal != Seal::Whole {
        return Err(StoreError::Superseded { file: state.shown() });
    }
    let (file, base) = read.into_change()?;
    let text = checked_text(&record.shown(), &file.into_session())?;
    let note = Note { author: signer.name.clone(), ..note.clone().because(Reason::Sign) };
    let appended = append_signed(&record, &text, (signer.signing(meaning), key), &note, &base)?;
    Ok(Saved { number: appended.base.last, is_fork: is_forked(&record), kept: appended.kept })
}
