//! A patient or course that two people changed from the same state: what each of them changed, field by field.

use super::{Course, Patient};

/// A field of a patient's or a course's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordField {
    /// A patient's name or a course's title.
    Name,
    /// The clinic's own number.
    Reference,
    /// Date of birth.
    Born,
    /// Sex.
    Sex,
    /// Allergies.
    Allergies,
    /// What is treated.
    Indication,
    /// The body that sessions are charted on.
    Body,
    /// The plan.
    Plan,
    /// Notes.
    Notes,
    /// Whether it is void, and why.
    Void,
}

/// One's changes put upon another's.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebased<T> {
    /// Each field as the one changed it who did; as one's own where both did.
    pub value: T,
    /// The fields that were taken from the other.
    pub taken: Vec<RecordField>,
    /// The fields that both changed, each to something else.
    pub contested: Vec<RecordField>,
}

/// What several states have of one thing, as seen from the one that they grew from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All have the same.
    Same,
    /// This one alone changed it, or others to the same.
    Only(usize),
    /// Several changed it, each to something else, or nobody knows what it was before.
    Several,
}

impl Verdict {
    /// On what `states` have, which grew from `before`.
    pub(super) fn on<T: ?Sized>(before: Option<&T>, states: &[&T], same: impl Fn(&T, &T) -> bool) -> Self {
        if states.windows(2).all(|pair| same(pair[0], pair[1])) {
            return Self::Same;
        }
        let Some(before) = before else { return Self::Several };
        let mut changed = states.iter().enumerate().filter(|(_, state)| !same(before, state));
        match changed.next() {
            Some((at, state)) if changed.all(|(_, other)| same(state, other)) => Self::Only(at),
            _ => Self::Several,
        }
    }
}

/// A record of fields.
pub(super) trait Fields: Clone {
    /// Every field that can be changed.
    const ALL: &'static [RecordField];

    /// Whether another one has the same in a field.
    fn is_same(&self, other: &Self, field: RecordField) -> bool;

    /// Takes a field from another one.
    fn take(&mut self, from: &Self, field: RecordField);
}

macro_rules! fields {
    ($record:ident, $($field:ident => $name:ident),+) => {
        impl Fields for $record {
            const ALL: &'static [RecordField] = &[$(RecordField::$field),+];

            fn is_same(&self, other: &Self, field: RecordField) -> bool {
                // Every field stands here, or this doesn't compile: a merge is to lose none.
                let Self { id: _, $($name: _),+ } = self;
                match field {
                    $(RecordField::$field => self.$name == other.$name,)+
                    _ => true,
                }
            }

            fn take(&mut self, from: &Self, field: RecordField) {
                match field {
                    $(RecordField::$field => self.$name.clone_from(&from.$name),)+
                    _ => {}
                }
            }
        }
    };
}

fields!(Patient, Name => name, Reference => reference, Born => born, Sex => sex, Allergies => allergies, Notes => notes, Void => voided);
fields!(Course, Name => title, Indication => indication, Body => body, Plan => planned_days, Notes => notes, Void => voided);

fn rebased<T: Fields>([before, mine, theirs]: [&T; 3]) -> Rebased<T> {
    let mut rebased = Rebased { value: mine.clone(), taken: Vec::new(), contested: Vec::new() };
    for &field in T::ALL {
        match Verdict::on(Some(before), &[mine, theirs], |one, other| one.is_same(other, field)) {
            Verdict::Same | Verdict::Only(0) => {}
            Verdict::Only(_) => {
                rebased.value.take(theirs, field);
                rebased.taken.push(field);
            }
            Verdict::Several => rebased.contested.push(field),
        }
    }
    rebased
}

impl Patient {
    /// What `mine` changed from `before`, put upon `theirs`.
    pub fn rebased(states: [&Self; 3]) -> Rebased<Self> {
        rebased(states)
    }
}

impl Course {
    /// What `mine` changed from `before`, put upon `theirs`.
    pub fn rebased(states: [&Self; 3]) -> Rebased<Self> {
        rebased(states)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Allergies;

    #[test]
    fn what_two_people_changed_is_both_kept_and_what_both_changed_is_said() {
        let before = Patient { id: "1".to_owned(), name: "Anna".to_owned(), ..Patient::default() };
        let penicillin = Allergies::Listed("penicillin".to_owned());
        let theirs = Patient { allergies: penicillin.clone(), notes: "theirs".to_owned(), ..before.clone() };
        let mine = Patient { reference: "77".to_owned(), notes: "mine".to_owned(), ..before.clone() };
        let rebased = Patient::rebased([&before, &mine, &theirs]);
        assert_eq!((&rebased.value.allergies, rebased.value.reference.as_str()), (&penicillin, "77"));
        assert_eq!(rebased.value.notes, "mine");
        assert_eq!((rebased.taken, rebased.contested), (vec![RecordField::Allergies], vec![RecordField::Notes]));
        let same = Patient::rebased([&before, &theirs, &theirs]);
        assert_eq!((same.value, same.taken.len() + same.contested.len()), (theirs, 0));
    }
}
