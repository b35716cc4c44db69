//! Who vouches for what a document shows, and what was changed after that, in words.

use crate::chart::Moment;

/// A signature, as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatureWords {
    /// Who.
    pub name: String,
    /// In what role; may be empty.
    pub role: String,
    /// What it means.
    pub meaning: String,
    /// When, with the offset from UTC.
    pub at: String,
    /// What tells the key.
    pub key: String,
    /// Whether it holds.
    pub standing: String,
}

/// A change of what was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmendmentWords {
    /// When, with the offset from UTC.
    pub at: String,
    /// Who; may be empty.
    pub who: String,
    /// Why.
    pub reason: String,
}

/// What the record says of the state that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vouching {
    /// The signatures, the earliest first.
    pub signatures: Vec<SignatureWords>,
    /// What was changed since the first of them, the earliest first.
    pub amendments: Vec<AmendmentWords>,
    /// Whether what is shown was changed since the last signature.
    pub is_changed_since: bool,
    /// How the ledger of the library stands; nothing where there is none.
    pub ledger: String,
    /// When the state that is shown was saved, where that is known.
    pub dated: Option<Moment>,
}
