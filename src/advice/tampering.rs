//! What isn't as it was saved, in words.

use super::store_error_text;
use crate::store::{ErasedThen, NotErasable, SignatureStanding, StampFault, Tampering, WitnessFault};
use crate::text::Texts;

/// One thing that verifying a library found.
pub fn tampering_sentence(found: &Tampering, texts: &Texts) -> String {
    let shown = |file: &std::path::Path| file.display().to_string();
    match found {
        Tampering::Edited { file, entry } => {
            texts.with("tampering-edited", &[("file", shown(file).into()), ("entry", entry.to_string().into())])
        }
        Tampering::Deleted { leaf, entry, record } => {
            let places = [
                ("kind", leaf.kind.as_str().into()),
                ("id", leaf.id.as_str().into()),
                ("number", leaf.number.to_string().into()),
                ("at", leaf.at.short().into()),
                ("entry", entry.to_string().into()),
                ("record", record.as_deref().map(shown).unwrap_or_default().into()),
            ];
            match record {
                Some(_) => texts.with("tampering-deleted-of", &places),
                None => texts.with("tampering-deleted", &places),
            }
        }
        Tampering::Reordered { file, logged } => {
            texts.with("tampering-reordered", &[("file", shown(file).into()), ("number", logged.to_string().into())])
        }
        Tampering::Unlogged { file } => texts.with("tampering-unlogged", &[("file", shown(file).into())]),
        Tampering::Unsealed { file } => texts.with("tampering-unsealed", &[("file", shown(file).into())]),
        Tampering::Signature { file, name, standing } => {
            let places = [("file", shown(file).into()), ("name", name.as_str().into())];
            match standing {
                SignatureStanding::Foreign => texts.with("tampering-foreign", &places),
                SignatureStanding::Missing => texts.with("tampering-unsigned", &places),
                SignatureStanding::Good | SignatureStanding::Broken => texts.with("tampering-signature", &places),
            }
        }
        Tampering::Entry { number, file } => {
            texts.with("tampering-entry", &[("file", shown(file).into()), ("number", number.to_string().into())])
        }
        Tampering::Gap { number } => texts.with("tampering-gap", &[("number", number.to_string().into())]),
        Tampering::Cut { size, known } => {
            let places = [("size", size.to_string().into()), ("known", known.to_string().into())];
            texts.with("tampering-cut", &places)
        }
        Tampering::Rewritten { known } => texts.with("tampering-rewritten", &[("known", known.to_string().into())]),
        Tampering::Witness { file, fault } => witness_sentence(&shown(file), *fault, texts),
        Tampering::Forgotten { known, size: Some(size) } => {
            let places = [("size", size.to_string().into()), ("known", known.to_string().into())];
            texts.with("tampering-forgotten-cut", &places)
        }
        Tampering::Forgotten { known, size: None } => {
            texts.with("tampering-forgotten", &[("known", known.to_string().into())])
        }
        Tampering::TwoAtOnce { number, file } => {
            texts.with("tampering-two-at-once", &[("file", shown(file).into()), ("number", number.to_string().into())])
        }
        Tampering::NotErased { file } => texts.with("tampering-not-erased", &[("file", shown(file).into())]),
    }
}

/// What is wrong with something that vouches for a library.
fn witness_sentence(file: &str, fault: WitnessFault, texts: &Texts) -> String {
    let place = ("file", file.to_owned().into());
    match fault {
        WitnessFault::Unreadable => texts.with("witness-unreadable", &[place]),
        WitnessFault::NoKey => texts.with("witness-no-key", &[place]),
        WitnessFault::Signature => texts.with("witness-signature", &[place]),
        WitnessFault::OtherStamp => texts.with("witness-other-stamp", &[place]),
        WitnessFault::Cut { size, known } => {
            texts.with("witness-cut", &[place, ("size", size.to_string().into()), ("known", known.to_string().into())])
        }
        WitnessFault::Rewritten { known } => {
            texts.with("witness-rewritten", &[place, ("known", known.to_string().into())])
        }
    }
}

/// Why a time-stamp isn't taken.
pub fn stamp_fault_text(fault: StampFault, texts: &Texts) -> String {
    match fault {
        StampFault::Unreadable => texts.get("stamp-unreadable"),
        StampFault::Refused => texts.get("stamp-refused"),
        StampFault::Altered => texts.get("stamp-altered"),
        StampFault::NotAsked => texts.get("stamp-not-asked"),
    }
}

/// What was erased, when, by whom and why.
pub fn erased_sentence(erased: &ErasedThen, texts: &Texts) -> String {
    let (note, erasure) = (&erased.note, &erased.erasure);
    let author = if note.author.is_empty() { texts.get("erased-by-nobody") } else { note.author.clone() };
    let places = [
        ("at", note.at.short().into()),
        ("author", author.into()),
        ("reason", erasure.reason.as_str().into()),
        ("revisions", erasure.entries.len().into()),
        ("entry", erased.entry.to_string().into()),
    ];
    texts.with("erased-then", &places)
}

/// Why nothing is erased.
pub fn not_erasable_text(why: &NotErasable, texts: &Texts) -> String {
    match why {
        NotErasable::NotAPatient => texts.get("erase-not-a-patient"),
        NotErasable::Open(file) => texts.with("erase-open", &[("file", file.display().to_string().into())]),
        NotErasable::Unsent(count) => texts.with("erase-unsent", &[("count", (*count).into())]),
        NotErasable::Unread(why) => texts.with("erase-unread", &[("why", store_error_text(why, texts).into())]),
    }
}
