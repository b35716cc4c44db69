//! Two states of one session: what became of each mark, told by its identity. Nothing is guessed from places here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::atlas::regions::Locus;
use crate::chart::{Details, Mark, MarkId, Session};

/// What one state has otherwise than the one before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StateChanges {
    /// Marks that are new.
    pub added: Vec<Arc<Mark>>,
    /// Marks that are gone, as they were.
    pub removed: Vec<Arc<Mark>>,
    /// Marks that were declared void.
    pub voided: Vec<Arc<Mark>>,
    /// Marks that count again.
    pub unvoided: Vec<Arc<Mark>>,
    /// Marks that lie elsewhere, as they are.
    pub moved: Vec<Arc<Mark>>,
    /// Marks that lie where they lay and are otherwise in something else.
    pub changed: Vec<Arc<Mark>>,
    /// Cocktails that are new, gone or mixed otherwise.
    pub cocktails: usize,
    /// Outcomes that are new, gone or otherwise.
    pub outcomes: usize,
    /// Whether title, date, clinician, notes or the patient's size differ.
    pub details: bool,
    /// Whether the whole session was declared void, or counts again.
    pub void: Option<bool>,
}

impl StateChanges {
    /// From one state to the next.
    pub fn between(before: &Session, after: &Session) -> Self {
        let mut changes = Self { details: differ(&before.details, &after.details), ..Self::default() };
        let void = [before, after].map(|state| state.details.voided.is_some());
        changes.void = (void[0] != void[1]).then_some(void[1]);
        let was: BTreeMap<MarkId, &Arc<Mark>> = before.marks.iter().map(|mark| (mark.id, mark)).collect();
        for mark in &after.marks {
            match was.get(&mark.id) {
                None if before.void_mark(mark.id).is_some() => changes.unvoided.push(Arc::clone(mark)),
                None => changes.added.push(Arc::clone(mark)),
                Some(&same) if same == mark => {}
                Some(old) if old.shape != mark.shape => changes.moved.push(Arc::clone(mark)),
                Some(_) => changes.changed.push(Arc::clone(mark)),
            }
        }
        let news = after.voided.iter().filter(|voided| before.void_mark(voided.mark.id).is_none());
        changes.voided = news.map(|voided| Arc::clone(&voided.mark)).collect();
        changes.removed = before.kept_marks().filter(|mark| after.kept_mark(mark.id).is_none()).cloned().collect();
        let letters = before.cocktails.iter().chain(&after.cocktails).map(|cocktail| cocktail.letter);
        let letters: std::collections::BTreeSet<_> = letters.collect();
        changes.cocktails =
            letters.into_iter().filter(|&letter| before.cocktail(letter) != after.cocktail(letter)).count();
        let ids = before.outcomes.iter().chain(&after.outcomes).map(|outcome| outcome.id);
        let ids: std::collections::BTreeSet<_> = ids.collect();
        changes.outcomes = ids.into_iter().filter(|&id| before.outcome(id) != after.outcome(id)).count();
        changes
    }

    /// Whether both states say the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether the details differ in more than whether the session is void; another reason is another text.
fn differ(before: &Details, after: &Details) -> bool {
    let mut as_before = after.clone();
    if before.voided.is_some() != after.voided.is_some() {
        as_before.voided.clone_from(&before.voided);
    }
    as_before != *before
}

/// The part of the body in which most of some marks lie, and in how many parts they lie.
pub fn mostly_in(marks: &[Arc<Mark>]) -> Option<(Locus, usize)> {
    let mut counts: BTreeMap<Locus, usize> = BTreeMap::new();
    for mark in marks {
        *counts.entry(mark.site().locus()).or_default() += 1;
    }
    let parts = counts.len();
    // The first of equals, so that the same marks always give the same words.
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count)?;
    Some((most.0, parts))
}
