//! What an export for a record system says of who vouches for it, and why it can't be made.

use super::{export_error_text, sheet_error_text};
use crate::export::fhir::{Deed, FhirError, SignedBy, Vouched};
use crate::store::{Attested, Note, Signature, SignatureStanding};
use crate::text::Texts;

/// Why, in words.
pub fn fhir_error_text(error: &FhirError, texts: &Texts) -> String {
    match error {
        FhirError::Sheet(why) => sheet_error_text(*why, texts),
        FhirError::Export(why) => export_error_text(why, texts),
    }
}

/// Who saved, signed and changed a state.
pub fn vouched(attested: &Attested) -> Vouched {
    let saved = |at| Deed { at, who: attested.saved_by.clone(), reason: String::new() };
    Vouched {
        saved: attested.saved.map(saved),
        signatures: attested.signatures.iter().map(signed_by).collect(),
        amendments: attested.amendments.iter().map(amended).collect(),
    }
}

fn signed_by(signature: &Signature) -> SignedBy {
    let signed = &signature.signed;
    SignedBy {
        at: signature.at,
        name: signed.name.clone(),
        role: signed.role.clone(),
        meaning: signed.meaning.clone(),
        holds: signature.standing == SignatureStanding::Good,
    }
}

fn amended(note: &Note) -> Deed {
    Deed { at: note.at, who: note.author.clone(), reason: note.reason.clone() }
}
