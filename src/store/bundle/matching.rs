//! Which record here is the one in a bundle: known by what it holds and by its identifier, never by its name alone.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::depot::Place;
use super::super::model::SessionFile;
use super::super::read::Record;
use super::super::record::{Lineage, of_state};
use super::super::signing::Signer;
use super::super::{Checksum, StoreError};
use super::keys::sums_of;
use super::{Bundle, BundleFault, Person};
use crate::chart::{Course, Patient, Protocol};

/// A record that has an identifier.
pub(super) trait Identified: Record {
    fn id(&self) -> &str;
}

macro_rules! identified {
    ($($record:ty: $id:expr),*) => {
        $(impl Identified for $record {
            fn id(&self) -> &str {
                let id: fn(&Self) -> &str = $id;
                id(self)
            }
        })*
    };
}

identified!(Patient: |it| &it.id, Course: |it| &it.id, SessionFile: |it| &it.id, Signer: |it| &it.id,
    Protocol: |it| &it.reference.id);

/// What a record says now, with the checksum of its file: more than one where it is a fork. What can't be read says nothing.
pub(super) fn heads<T: Record>(record: &Place) -> Result<Vec<(Checksum, T)>, StoreError> {
    let lineage = Lineage::of(record)?;
    let head = |state| {
        let current = of_state::<T>(state, lineage.last()).ok()?;
        Some((current.base.parents.first()?.sha256.clone(), current.parsed.value))
    };
    Ok(lineage.heads().filter_map(head).collect())
}

fn ids<T: Identified>(record: &Place) -> Result<BTreeSet<String>, StoreError> {
    Ok(heads::<T>(record)?.into_iter().map(|(_, value)| value.id().to_owned()).collect())
}

/// The records of a kind that are here.
#[derive(Debug)]
pub(super) struct Register<T> {
    records: Vec<Place>,
    /// Which of them have an identifier; read where it is asked for.
    by_id: OnceCell<BTreeMap<String, Vec<usize>>>,
    /// Which records in the bundle are which.
    taken: BTreeMap<usize, Place>,
    kind: std::marker::PhantomData<T>,
}

impl<T: Identified> Register<T> {
    pub(super) fn of(records: Vec<Place>) -> Self {
        Self { records, by_id: OnceCell::new(), taken: BTreeMap::new(), kind: std::marker::PhantomData }
    }

    /// The record here that is `from` in the bundle, which would lie at `alike` if names told; `None` where it isn't here.
    pub(super) fn find(
        &mut self,
        (from, alike): (&Place, Option<&Place>),
        bundle: &Bundle,
    ) -> Result<Option<Place>, StoreError> {
        let sums = sums_of(from)?;
        let shares = |&nth: &usize| sums_of(&self.records[nth]).is_ok_and(|here| !here.is_disjoint(&sums));
        let alike = alike.and_then(|place| self.records.iter().position(|record| record == place));
        let found = if let Some(nth) = alike.filter(shares) {
            Some(nth)
        } else {
            let ids = ids::<T>(from)?;
            // What can't be read is known by what it holds alone.
            let alike = || (0..self.records.len()).find(shares);
            if ids.is_empty() { alike() } else { self.by_id(&ids, bundle)? }
        };
        let Some(nth) = found else { return Ok(None) };
        let record = self.records[nth].clone();
        if let Some(other) = self.taken.insert(nth, from.clone()) {
            return Err(same_id(bundle, [&other, from]));
        }
        Ok(Some(record))
    }

    fn by_id(&self, ids: &BTreeSet<String>, bundle: &Bundle) -> Result<Option<usize>, StoreError> {
        let known = self.known()?;
        let found: BTreeSet<usize> = ids.iter().filter_map(|id| known.get(id)).flatten().copied().collect();
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (Some(one), Some(other)) => Err(same_id(bundle, [&self.records[one], &self.records[other]])),
            (one, _) => Ok(one),
        }
    }

    fn known(&self) -> Result<&BTreeMap<String, Vec<usize>>, StoreError> {
        if let Some(known) = self.by_id.get() {
            return Ok(known);
        }
        let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (nth, record) in self.records.iter().enumerate() {
            for id in ids::<T>(record)? {
                known.entry(id).or_default().push(nth);
            }
        }
        Ok(self.by_id.get_or_init(|| known))
    }
}

fn same_id(bundle: &Bundle, [one, other]: [&Place; 2]) -> StoreError {
    let [first, second] = [one, other].map(|record| record.key().to_string());
    bundle.refused(BundleFault::SameId { first, second })
}

fn person(patient: &Patient) -> Person {
    Person { name: patient.name.trim().to_owned(), born: patient.born }
}

/// Refuses a patient who has another name or date of birth here than in the bundle, unless what the bundle says of them was said
/// here too, before.
pub(super) fn require_same_person([from, to]: [&Place; 2], bundle: &Bundle) -> Result<(), StoreError> {
    let known = sums_of(to)?;
    let here: Vec<Person> = heads::<Patient>(to)?.iter().map(|(_, patient)| person(patient)).collect();
    let there = heads::<Patient>(from)?.into_iter().filter(|(sum, _)| !known.contains(sum));
    for there in there.map(|(_, patient)| person(&patient)) {
        if let Some(here) = here.iter().find(|here| **here != there) {
            return Err(bundle.refused(BundleFault::OtherPatient { here: here.clone(), there }));
        }
    }
    Ok(())
}

/// Who the patients of these records are, by all that their newest states say.
pub(super) fn people(records: &[Place]) -> Result<Vec<Person>, StoreError> {
    let mut people = Vec::new();
    for record in records {
        people.extend(heads::<Patient>(record)?.iter().map(|(_, patient)| person(patient)));
    }
    Ok(people)
}
