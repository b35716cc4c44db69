//! States of one record that grew from one, made one again: part by part, by a person. Nothing that one of them says goes
//! without being asked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Allergies, Content, Part, RecordField, Verdict};

/// Several states of a record, and the one that all grew from.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejoin {
    before: Option<Content>,
    states: Vec<Content>,
    parts: Vec<(Part, Verdict)>,
}

/// What a part becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// As this state has it.
    Of(usize),
    /// What all of them say, one beside the other.
    All,
}

/// What each part becomes that isn't the same in all.
pub type Picks = BTreeMap<Part, Pick>;

impl Rejoin {
    /// These states, which grew from `before` where that is known; `None` where they are no states of one record.
    pub fn of(before: Option<Content>, states: Vec<Content>) -> Option<Self> {
        let first = states.first()?;
        let mut known = states.iter().chain(&before);
        if !known.all(|state| state.is_of_one_record(first)) {
            return None;
        }
        let mut seen = BTreeSet::new();
        let parts: Vec<Part> = states.iter().chain(&before).flat_map(Content::parts).collect();
        let parts = parts.into_iter().filter(|part| seen.insert(part.clone()));
        let all: Vec<&Content> = states.iter().collect();
        // Lists that nobody knows the beginning of began empty: what one of them has is kept.
        let from = before.clone().or_else(|| first.empty_list());
        let verdict = |part: &Part| Verdict::on(from.as_ref(), &all, |one, other| one.is_same(other, part));
        let parts = parts.map(|part| (part.clone(), verdict(&part))).collect();
        Some(Self { before, states, parts })
    }

    /// The states.
    pub fn states(&self) -> &[Content] {
        &self.states
    }

    /// The state that all grew from, where it is known.
    pub fn before(&self) -> Option<&Content> {
        self.before.as_ref()
    }

    /// Every part, and what the states have of it.
    pub fn parts(&self) -> &[(Part, Verdict)] {
        &self.parts
    }

    /// What only one of them changed is taken; what several did is left to be decided.
    pub fn suggested(&self) -> Picks {
        let suggested = self.parts.iter().filter_map(|(part, verdict)| match verdict {
            Verdict::Only(at) => Some((part.clone(), Pick::Of(*at))),
            Verdict::Same | Verdict::Several => None,
        });
        suggested.collect()
    }

    /// How many parts are still to be decided.
    pub fn open(&self, picks: &Picks) -> usize {
        self.parts.iter().filter(|(part, verdict)| *verdict != Verdict::Same && !picks.contains_key(part)).count()
    }

    /// What all of them say of a part, one beside the other; `None` where a part can say only one thing.
    pub fn all(&self, part: &Part) -> Option<Content> {
        let mut joined = self.states.first()?.clone();
        match (&mut joined, part) {
            (Content::Patient(patient), Part::Field(RecordField::Allergies)) => {
                let items = self.allergies();
                let said = self.states.iter().filter_map(allergies).filter(|said| !said.listed().is_empty());
                if said.count() < 2 {
                    return None;
                }
                patient.allergies = Allergies::of_text(&items.join(", "));
            }
            (Content::Patient(patient), Part::Field(RecordField::Notes)) => patient.notes = self.notes()?,
            (Content::Course(course), Part::Field(RecordField::Notes)) => course.notes = self.notes()?,
            (Content::Formulary(formulary), Part::Product(id)) => {
                let known = self.states.iter().filter_map(|state| state.product(id));
                let lots: Vec<_> = known.flat_map(|product| product.lots.clone()).collect();
                let product = formulary.products.iter_mut().find(|product| product.id == *id)?;
                let before = product.lots.len();
                for lot in lots {
                    if !product.lots.iter().any(|known| known.number == lot.number) {
                        product.lots.push(lot);
                    }
                }
                (product.lots.len() > before).then_some(())?;
            }
            _ => return None,
        }
        Some(joined)
    }

    /// The allergies that one of the states or the one before lists, and this choice leaves out.
    pub fn left_out(&self, pick: Option<Pick>) -> Vec<String> {
        let kept = match pick {
            Some(Pick::Of(at)) => self.states.get(at).map(|state| items(std::iter::once(state))).unwrap_or_default(),
            Some(Pick::All) | None => return Vec::new(),
        };
        let all = items(self.states.iter().chain(&self.before)).into_iter();
        all.filter(|item| !holds(&kept, item)).collect()
    }

    /// What becomes of them; `None` while something is still to be decided.
    pub fn merged(&self, picks: &Picks) -> Option<Content> {
        let mut merged = self.states.first()?.clone();
        for (part, _) in self.parts.iter().filter(|(_, verdict)| *verdict != Verdict::Same) {
            match picks.get(part)? {
                Pick::Of(at) => merged.take(self.states.get(*at)?, part),
                Pick::All => merged.take(&self.all(part)?, part),
            }
        }
        // Marks name a protocol with how often it was written: what was merged is a later one than all.
        if let Content::Protocol(protocol) = &mut merged {
            let newest = self.states.iter().filter_map(Content::protocol_revision).max();
            protocol.reference.revision = newest.unwrap_or(protocol.reference.revision).saturating_add(1);
        }
        Some(merged)
    }

    fn allergies(&self) -> Vec<String> {
        items(self.states.iter())
    }

    /// The notes of all, each once; `None` where at most one has any.
    fn notes(&self) -> Option<String> {
        let mut notes: Vec<&str> = Vec::new();
        for said in self.states.iter().map(|state| state.notes().trim()).filter(|said| !said.is_empty()) {
            if !notes.contains(&said) {
                notes.push(said);
            }
        }
        (notes.len() > 1).then(|| notes.join("\n"))
    }
}

fn allergies(state: &Content) -> Option<&Allergies> {
    match state {
        Content::Patient(patient) => Some(&patient.allergies),
        _ => None,
    }
}

/// What lists of allergies name, each once.
fn items<'a>(states: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for list in states.filter_map(allergies) {
        let said = list.listed().split([',', ';', '\n']).map(str::trim).filter(|said| !said.is_empty());
        for said in said {
            if !holds(&items, said) {
                items.push(said.to_owned());
            }
        }
    }
    items
}

fn holds(items: &[String], item: &str) -> bool {
    items.iter().any(|known| known.to_lowercase() == item.to_lowercase())
}

impl Content {
    fn notes(&self) -> &str {
        match self {
            Self::Patient(patient) => &patient.notes,
            Self::Course(course) => &course.notes,
            _ => "",
        }
    }

    fn product(&self, id: &str) -> Option<&super::Product> {
        match self {
            Self::Formulary(formulary) => formulary.product(id),
            _ => None,
        }
    }

    fn protocol_revision(&self) -> Option<u32> {
        match self {
            Self::Protocol(protocol) => Some(protocol.reference.revision),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Formulary, Lot, Patient, Product};

    fn patient(allergies: &str, change: impl FnOnce(&mut Patient)) -> Content {
        let mut patient = Patient {
            id: "1".to_owned(),
            name: "Anna".to_owned(),
            allergies: Allergies::of_text(allergies),
            ..Patient::default()
        };
        change(&mut patient);
        Content::Patient(patient)
    }

    const ALLERGIES: Part = Part::Field(RecordField::Allergies);

    #[test]
    fn what_one_changed_is_proposed_and_what_several_changed_is_asked() {
        let before = patient("", |_| {});
        let one = patient("penicillin", |patient| patient.reference = "77".to_owned());
        let two = patient("latex, Penicillin", |_| {});
        let three = patient("", |patient| patient.notes = "third".to_owned());
        let rejoin = Rejoin::of(Some(before), vec![one, two, three]).unwrap();
        let mut picks = rejoin.suggested();
        assert_eq!((rejoin.open(&picks), rejoin.merged(&picks)), (1, None));
        assert_eq!(rejoin.left_out(Some(Pick::Of(0))), ["latex"]);
        picks.insert(ALLERGIES, Pick::All);
        let Some(Content::Patient(merged)) = rejoin.merged(&picks) else { panic!("all is decided") };
        assert_eq!(merged.allergies.listed(), "penicillin, latex");
        assert_eq!((merged.reference.as_str(), merged.notes.as_str()), ("77", "third"));
    }

    #[test]
    fn without_a_common_state_all_that_differs_is_asked() {
        let states = vec![patient("latex", |_| {}), patient("", |_| {})];
        let rejoin = Rejoin::of(None, states).unwrap();
        assert_eq!((rejoin.suggested().len(), rejoin.open(&Picks::new())), (0, 1));
        assert_eq!(rejoin.all(&ALLERGIES), None, "one list is all that there is");
        assert_eq!(rejoin.left_out(Some(Pick::Of(1))), ["latex"]);
        let other = patient("", |patient| patient.id = "2".to_owned());
        assert_eq!(Rejoin::of(None, vec![patient("", |_| {}), other]), None);
    }

    #[test]
    fn lists_are_joined_by_what_stands_in_them() {
        let product = |id: &str, lots: &[&str]| Product {
            id: id.to_owned(),
            lots: lots.iter().map(|number| Lot { number: (*number).to_owned(), ..Lot::default() }).collect(),
            ..Product::default()
        };
        let formulary = |products: Vec<Product>| Content::Formulary(Formulary { products, recipes: Vec::new() });
        let before = formulary(vec![product("a", &["1"])]);
        let one = formulary(vec![product("a", &["1", "2"]), product("b", &[])]);
        let other = formulary(vec![product("a", &["1", "3"]), product("c", &[])]);
        let rejoin = Rejoin::of(Some(before), vec![one, other]).unwrap();
        let mut picks = rejoin.suggested();
        assert_eq!(rejoin.open(&picks), 1, "a lot each of one product");
        picks.insert(Part::Product("a".to_owned()), Pick::All);
        let merged = rejoin.merged(&picks);
        let expected = vec![product("a", &["1", "2", "3"]), product("b", &[]), product("c", &[])];
        assert_eq!(merged, Some(formulary(expected)));
    }
}
