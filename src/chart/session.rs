//! One session: what was prepared, what was injected where, by whom and when.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind};

use super::{Cocktail, Group, GroupId, Letter, Mark, MarkId, Moment, Outcome, PatientSize, VoidMark, Volume};

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
    /// How long charting took, from the first mark to the first save, in seconds, where the clinic records it.
    pub charting_s: Option<u32>,
    /// Why the whole session doesn't count, where it was declared void.
    pub voided: Option<String>,
}

/// One session's chart. Cloning is cheap: marks and cocktails are shared.
#[derive(Clone, Debug)]
pub struct Session {
    /// Stable identifier, made once.
    pub id: String,
    /// Title, date, clinician, notes, the patient's size.
    pub details: Arc<Details>,
    /// The body that it is charted on.
    pub body: BodyKind,
    /// Prepared mixtures, by letter.
    pub cocktails: Vec<Arc<Cocktail>>,
    /// Deposits, by identity.
    pub marks: Vec<Arc<Mark>>,
    /// What is known of marks that were laid together, by identity.
    pub groups: Vec<Arc<Group>>,
    /// Deposits that were declared void, by identity: they are kept, and count nowhere.
    pub voided: Vec<Arc<VoidMark>>,
    /// The highest number that a mark is known to have had, also one that is gone; see [`Self::last_number`].
    pub highest_number: u32,
    /// What was assessed, in the session or later, by identity.
    pub outcomes: Vec<Arc<Outcome>>,
    /// The highest identity that an outcome is known to have had; see [`Self::last_outcome`].
    pub highest_outcome: u32,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.body == other.body
            && self.details == other.details
            && self.cocktails == other.cocktails
            && self.marks == other.marks
            && self.groups == other.groups
            && self.voided == other.voided
            && self.outcomes == other.outcomes
            && self.last_number() == other.last_number()
            && self.last_outcome() == other.last_outcome()
    }
}

impl Session {
    /// A session in which nothing has been done yet.
    pub fn new(id: String, details: Details, body: BodyKind) -> Self {
        let details = Arc::new(details);
        Self {
            id,
            details,
            body,
            cocktails: Vec::new(),
            marks: Vec::new(),
            groups: Vec::new(),
            voided: Vec::new(),
            highest_number: 0,
            outcomes: Vec::new(),
            highest_outcome: 0,
        }
    }

    /// The mark with this identity.
    pub fn mark(&self, id: MarkId) -> Option<&Arc<Mark>> {
        self.marks.binary_search_by_key(&id, |mark| mark.id).ok().map(|index| &self.marks[index])
    }

    /// The number that people see of the mark with this identity.
    pub fn number_of(&self, id: MarkId) -> Option<u32> {
        self.mark(id).map(|mark| mark.number)
    }

    /// The highest number that a mark of this session ever had, as identity or printed; 0 before the first mark. The next
    /// mark gets the number after it, so that none is used twice.
    pub fn last_number(&self) -> u32 {
        let highest = self.kept_marks().map(|mark| mark.number.max(mark.id.0)).max();
        highest.unwrap_or(0).max(self.highest_number)
    }

    /// Every deposit that is kept, also what is void.
    pub fn kept_marks(&self) -> impl Iterator<Item = &Arc<Mark>> {
        self.kept().map(|(mark, _)| mark)
    }

    /// Every deposit that is kept, and why it doesn't count, where it is void.
    pub fn kept(&self) -> impl Iterator<Item = (&Arc<Mark>, Option<&Arc<str>>)> {
        let voided = self.voided.iter().map(|voided| (&voided.mark, Some(&voided.why)));
        self.marks.iter().map(|mark| (mark, None)).chain(voided)
    }

    /// As [`Self::kept`], the one with this identity.
    pub fn kept_mark(&self, id: MarkId) -> Option<(&Arc<Mark>, Option<&Arc<str>>)> {
        let void = || self.void_mark(id).map(|voided| (&voided.mark, Some(&voided.why)));
        self.mark(id).map(|mark| (mark, None)).or_else(void)
    }

    /// The void mark with this identity.
    pub fn void_mark(&self, id: MarkId) -> Option<&Arc<VoidMark>> {
        self.voided.binary_search_by_key(&id, |voided| voided.mark.id).ok().map(|index| &self.voided[index])
    }

    /// The identity of the last group, 0 when there is none.
    pub fn last_group(&self) -> u32 {
        let named = self.kept_marks().filter_map(|mark| mark.group).map(|group| group.0).max();
        named.max(self.groups.last().map(|group| group.id.0)).unwrap_or(0)
    }

    /// What is known of the group with this identity.
    pub fn group(&self, id: GroupId) -> Option<&Arc<Group>> {
        self.groups.binary_search_by_key(&id, |group| group.id).ok().map(|index| &self.groups[index])
    }

    /// Who the marks of a group are.
    pub fn ids_of(&self, id: GroupId) -> BTreeSet<MarkId> {
        self.marks_of(id).map(|mark| mark.id).collect()
    }

    /// The marks of a group.
    pub fn marks_of(&self, id: GroupId) -> impl Iterator<Item = &Arc<Mark>> {
        self.marks.iter().filter(move |mark| mark.group == Some(id))
    }

    /// The cocktail with this letter.
    pub fn cocktail(&self, letter: Letter) -> Option<&Arc<Cocktail>> {
        self.cocktails.iter().find(|cocktail| cocktail.letter == letter)
    }

    /// The first letter that no cocktail has yet.
    pub fn free_letter(&self) -> Option<Letter> {
        Letter::all().find(|&letter| self.cocktail(letter).is_none())
    }

    /// Whether it took place after a last day of use.
    pub fn is_after(&self, expiry: jiff::civil::Date) -> bool {
        expiry < self.details.started.date()
    }

    /// What lengths on the body are multiplied by to be the patient's.
    pub fn scale(&self) -> Scale {
        self.details.size.scale(Body::get(self.body))
    }

    /// What the marks say was injected of this cocktail.
    pub fn injected(&self, letter: Letter) -> Volume {
        let of_it = self.marks.iter().filter(|mark| mark.deposit.cocktail == Some(letter));
        of_it.filter_map(|mark| mark.deposit.volume).sum()
    }
}
