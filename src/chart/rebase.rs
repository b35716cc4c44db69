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

impl<T> Rebased<T> {
    fn new(value: T) -> Self {
        Self { value, taken: Vec::new(), contested: Vec::new() }
    }

    /// Decides one field.
    fn field<V: Clone + PartialEq>(
        &mut self,
        field: RecordField,
        [before, mine, theirs]: [&V; 3],
        put: impl FnOnce(&mut T, V),
    ) {
        if theirs == before || theirs == mine {
            return;
        }
        if mine == before {
            put(&mut self.value, theirs.clone());
            self.taken.push(field);
        } else {
            self.contested.push(field);
        }
    }
}

/// `[before, mine, theirs]` of a field, and where it goes.
macro_rules! fields {
    ($rebased:ident, $states:ident, $($field:ident => $name:ident),+) => {
        $({
            let [before, mine, theirs] = $states;
            let of = [&before.$name, &mine.$name, &theirs.$name];
            $rebased.field(RecordField::$field, of, |value, taken| value.$name = taken);
        })+
    };
}

impl Patient {
    /// What `mine` changed from `before`, put upon `theirs`.
    pub fn rebased(states: [&Self; 3]) -> Rebased<Self> {
        let mut rebased = Rebased::new(states[1].clone());
        fields!(rebased, states, Name => name, Reference => reference, Born => born, Sex => sex,
            Allergies => allergies, Notes => notes, Void => voided);
        rebased
    }
}

impl Course {
    /// What `mine` changed from `before`, put upon `theirs`.
    pub fn rebased(states: [&Self; 3]) -> Rebased<Self> {
        let mut rebased = Rebased::new(states[1].clone());
        fields!(rebased, states, Name => title, Indication => indication, Body => body, Plan => planned_days,
            Notes => notes, Void => voided);
        rebased
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
