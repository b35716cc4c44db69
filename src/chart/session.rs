//! One session: what was prepared, what was injected where, by whom and when.

use std::sync::Arc;

use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind};

use super::{Cocktail, Letter, Mark, MarkId, Moment, PatientSize, Volume};

/// What heads a session and can be edited as one form.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// How people name it ("Session 2").
    pub title: String,
    /// When it took place.
    pub started: Moment,
    /// Who treated; empty when not recorded.
    pub clinician: String,
    /// Anything else.
    pub notes: String,
    /// What was measured on the patient.
    pub size: PatientSize,
}

/// One session's chart. Cloning is cheap: marks and cocktails are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Stable identifier, made once.
    pub id: String,
    /// Title, date, clinician, notes, the patient's size.
    pub details: Arc<Details>,
    /// The body that it is charted on.
    pub body: BodyKind,
    /// Prepared mixtures, by letter.
    pub cocktails: Vec<Arc<Cocktail>>,
    /// Deposits, by number.
    pub marks: Vec<Arc<Mark>>,
}

impl Session {
    /// A session in which nothing has been done yet.
    pub fn new(id: String, details: Details, body: BodyKind) -> Self {
        Self { id, details: Arc::new(details), body, cocktails: Vec::new(), marks: Vec::new() }
    }

    /// The mark with this number.
    pub fn mark(&self, id: MarkId) -> Option<&Arc<Mark>> {
        self.marks.binary_search_by_key(&id, |mark| mark.id).ok().map(|index| &self.marks[index])
    }

    /// The number that the next mark gets.
    pub fn next_mark_id(&self) -> MarkId {
        MarkId(self.marks.last().map_or(1, |last| last.id.0.saturating_add(1)))
    }

    /// The cocktail with this letter.
    pub fn cocktail(&self, letter: Letter) -> Option<&Arc<Cocktail>> {
        self.cocktails.iter().find(|cocktail| cocktail.letter == letter)
    }

    /// The first letter that no cocktail has yet.
    pub fn free_letter(&self) -> Option<Letter> {
        Letter::all().find(|&letter| self.cocktail(letter).is_none())
    }

    /// What lengths on the body are multiplied by to be the patient's.
    pub fn scale(&self) -> Scale {
        self.details.size.scale(Body::get(self.body))
    }

    /// What the marks say was injected of this cocktail.
    pub fn injected(&self, letter: Letter) -> Volume {
        let of_it = self.marks.iter().filter(|mark| mark.cocktail == Some(letter));
        of_it.filter_map(|mark| mark.volume).sum()
    }
}
