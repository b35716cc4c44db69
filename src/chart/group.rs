//! What was laid together, and how: a field keeps what it was laid by, so that it can be laid anew.

use std::collections::BTreeSet;

use crate::atlas::regions::Patch;
use crate::pattern::Pattern;

use super::{GroupId, Length, Moment};

/// Marks that were laid together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its marks name.
    pub id: GroupId,
    /// How they came to be there.
    pub origin: Origin,
}

/// How marks came to be there together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They cover a piece of skin.
    Field(Laying),
    /// They were carried over from another session.
    Carried(Source),
}

/// What a field is laid by; the same on the same body gives the same places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laying {
    /// The treatable skin that it covers.
    pub patches: BTreeSet<Patch>,
    /// How its places lie to each other.
    pub pattern: Pattern,
    /// From one place to the next along the skin, on the patient.
    pub spacing: Length,
}

/// The session that marks were carried over from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its identifier.
    pub session: String,
    /// When it took place.
    pub started: Moment,
}

impl Origin {
    /// The same on the other side of the body.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        match self {
            Self::Field(laying) => {
                let patches = laying.patches.iter().map(|patch| patch.mirrored()).collect();
                Self::Field(Laying { patches, ..laying.clone() })
            }
            carried @ Self::Carried(_) => carried.clone(),
        }
    }

    /// What the field was laid by, if it is one.
    pub fn laying(&self) -> Option<&Laying> {
        match self {
            Self::Field(laying) => Some(laying),
            Self::Carried(_) => None,
        }
    }
}
