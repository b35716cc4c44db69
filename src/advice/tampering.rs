//! What isn't as it was saved, in words.

use crate::store::{SignatureStanding, Tampering};
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
    }
}
