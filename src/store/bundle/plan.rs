//! What a bundle becomes in a library: which record goes where, and what is refused, before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::clinic::{formulary_record, protocol_records, techniques_record};
use super::super::depot::Place;
use super::super::erase::erased_sums;
use super::super::folders::{COURSE, LIBRARY, PATIENT, has_record, is_ron, record_folders, sessions_below};
use super::super::model::SessionFile;
use super::super::names::{candidates, is_same};
use super::super::record::{Lineage, RECORD, exists};
use super::super::signing::{Signer, signer_records};
use super::super::{Checksum, StoreError};
use super::keys::sums_of;
use super::matching::{Register, heads, people, require_same_person};
use super::merge::OtherName;
use super::{Bundle, BundleOf, Person};
use crate::chart::{Course, Patient, Protocol};

/// What kind of record a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// The library's or the clinic's own.
    Own,
    Patient,
    Course,
    Session,
}

/// A record in the bundle, and where it goes.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) is_new: bool,
}

/// What is to be done, the first first, and what a person should know of it.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// Records of the library's own that went on in both places: they stay as they are here.
    pub(super) left: Vec<PathBuf>,
    /// Those who sign, whose keys are new here.
    pub(super) signers: Vec<String>,
    /// Patients of whom records were erased here.
    pub(super) erased: Vec<String>,
    /// New patients who have the name and the date of birth of others here.
    pub(super) namesakes: Vec<String>,
    /// The patients that are here, read where a new one comes.
    people: Option<Vec<Person>>,
    /// Names that are in use or will be, by folder, in small letters and without endings.
    taken: BTreeMap<Place, BTreeSet<String>>,
}

/// A bundle and the folder of the library that takes it in.
#[derive(Clone, Copy)]
struct Ends<'a> {
    bundle: &'a Bundle,
    root: &'a Place,
}

impl Plan {
    /// What a bundle becomes in the library at a root, or in an empty folder that it makes one.
    pub(super) fn of(bundle: &Bundle, root: &Place, other_name: OtherName) -> Result<Self, StoreError> {
        let (mut plan, ends) = (Self::default(), Ends { bundle, root });
        let from = bundle.root();
        let is_new = !has_record(root, LIBRARY);
        // A patient's bundle names the library that it came from only where there is none yet.
        if is_new || matches!(bundle.manifest.of, BundleOf::Library { .. }) {
            plan.single([from.child(LIBRARY), root.child(LIBRARY)])?;
        }
        plan.single([formulary_record(from), formulary_record(root)])?;
        plan.single([techniques_record(from), techniques_record(root)])?;
        plan.listed::<Protocol>([protocol_records(from)?, protocol_records(root)?], ends)?;
        for (record, is_new) in plan.listed::<Signer>([signer_records(from)?, signer_records(root)?], ends)? {
            let named = heads::<Signer>(&record)?.into_iter().map(|(_, signer)| signer.name).next();
            plan.signers.extend(named.filter(|_| is_new));
        }
        let here: Vec<Place> = record_folders(root, PATIENT)?.into_iter().map(|folder| folder.child(PATIENT)).collect();
        let (mut register, erased) = (Register::<Patient>::of(here.clone()), erased_sums(root)?);
        for folder in record_folders(from, PATIENT)? {
            if plan.is_erased(&folder, &erased)? {
                continue;
            }
            plan.patient((&folder, &here), &mut register, other_name, ends)?;
        }
        Ok(plan)
    }

    /// A record of which there is one in a library. A fork of it would leave the library without: only what it grew to is taken.
    fn single(&mut self, [from, to]: [Place; 2]) -> Result<(), StoreError> {
        if !exists(&from) {
            return Ok(());
        }
        let (is_new, there) = (!exists(&to), sums_of(&from)?);
        let lineage = Lineage::of(&to)?;
        let sum = |place: &Place| place.get().map(|bytes| Checksum::of(&bytes));
        let ends_here = lineage.heads().map(|state| sum(&state.place)).collect::<Result<Vec<_>, _>>()?;
        if is_new || ends_here.iter().all(|end| there.contains(end)) {
            self.steps.push(Step { what: What::Own, from, to, is_new });
        } else if !there.is_subset(&sums_of(&to)?) {
            self.left.push(to.shown());
        }
        Ok(())
    }

    /// Records of the clinic's own that have identifiers; those in the bundle, and whether they are new here.
    fn listed<T: super::matching::Identified>(
        &mut self,
        [from, here]: [Vec<Place>; 2],
        Ends { bundle, root }: Ends<'_>,
    ) -> Result<Vec<(Place, bool)>, StoreError> {
        let (mut register, mut listed) = (Register::<T>::of(here), Vec::new());
        for record in from {
            let alike = record.key().names().fold(root.clone(), |place, name| place.child(name));
            let found = register.find((&record, Some(&alike)), bundle)?;
            let is_new = found.is_none();
            let to = match found {
                Some(there) => there,
                None => self.free(&alike.parent().unwrap_or_else(|| root.clone()), record.name())?,
            };
            listed.push((record.clone(), is_new));
            self.steps.push(Step { what: What::Own, from: record, to, is_new });
        }
        Ok(listed)
    }

    /// Whether a state of a patient's was erased here at the end of its retention: then nothing of them comes back.
    fn is_erased(&mut self, folder: &Place, erased: &BTreeSet<Checksum>) -> Result<bool, StoreError> {
        if erased.is_empty() {
            return Ok(false);
        }
        for record in super::super::ledger::records_of(folder)? {
            if !sums_of(&record)?.is_disjoint(erased) {
                let named = heads::<Patient>(&folder.child(PATIENT))?.into_iter().map(|(_, patient)| patient.name);
                self.erased.push(named.into_iter().next().unwrap_or_else(|| folder.name().to_owned()));
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn patient(
        &mut self,
        (folder, here): (&Place, &[Place]),
        register: &mut Register<Patient>,
        other_name: OtherName,
        ends: Ends<'_>,
    ) -> Result<(), StoreError> {
        let (from, Ends { bundle, root }) = (folder.child(PATIENT), ends);
        let alike = root.child(folder.name()).child(PATIENT);
        let found = register.find((&from, Some(&alike)), bundle)?;
        if let Some(to) = found.as_ref().filter(|_| other_name == OtherName::Refused) {
            require_same_person([&from, to], bundle)?;
        }
        let is_new = found.is_none();
        if is_new {
            let known = match &mut self.people {
                Some(known) => known,
                unread => unread.insert(people(here)?),
            };
            let there = people(std::slice::from_ref(&from))?;
            let same = there.into_iter().find(|person| known.contains(person));
            self.namesakes.extend(same.map(|person| person.name));
        }
        let to = match found.and_then(|record| record.parent()) {
            Some(there) => there,
            None => self.free(root, folder.name())?,
        };
        self.steps.push(Step { what: What::Patient, from, to: to.child(PATIENT), is_new });
        self.courses([folder, &to], bundle)
    }

    fn courses(&mut self, [folder, to]: [&Place; 2], bundle: &Bundle) -> Result<(), StoreError> {
        let here = if to.exists() { record_folders(to, COURSE)? } else { Vec::new() };
        let mut register = Register::<Course>::of(here.into_iter().map(|course| course.child(COURSE)).collect());
        let mut folders = BTreeMap::from([(folder.key().clone(), to.clone())]);
        for course in record_folders(folder, COURSE)? {
            let (from, alike) = (course.child(COURSE), to.child(course.name()).child(COURSE));
            let found = register.find((&from, Some(&alike)), bundle)?;
            let is_new = found.is_none();
            let there = match found.and_then(|record| record.parent()) {
                Some(there) => there,
                None => self.free(to, course.name())?,
            };
            folders.insert(course.key().clone(), there.clone());
            self.steps.push(Step { what: What::Course, from, to: there.child(COURSE), is_new });
        }
        let mut register = Register::<SessionFile>::of(sessions_below(to));
        for from in sessions_below(folder) {
            let within = from.parent().map_or_else(|| to.clone(), |within| mapped(&within, &mut folders, to));
            let found = register.find((&from, Some(&within.child(from.name()))), bundle)?;
            let is_new = found.is_none();
            let there = match found {
                Some(there) => there,
                None => self.free(&within, from.name())?,
            };
            self.steps.push(Step { what: What::Session, from, to: there, is_new });
        }
        Ok(())
    }

    /// The first name like this one that is free in a folder, from now on taken.
    fn free(&mut self, within: &Place, name: &str) -> Result<Place, StoreError> {
        if !self.taken.contains_key(within) {
            let names = within.list_if_there()?.into_iter().map(|entry| stem(&entry.name).to_lowercase()).collect();
            self.taken.insert(within.clone(), names);
        }
        let taken = self.taken.entry(within.clone()).or_default();
        let (bare, ending) = (stem(name), if name.ends_with(RECORD) { RECORD } else { "" });
        let is_free = |candidate: &String| !taken.iter().any(|taken| is_same(taken, candidate));
        let free = next_names(bare).find(is_free);
        let free = free.ok_or_else(|| StoreError::AlreadyExists { file: within.child(name).shown() })?;
        taken.insert(free.to_lowercase());
        Ok(within.child(&format!("{free}{ending}")))
    }
}

/// A name without what tells that it is a record's.
fn stem(name: &str) -> &str {
    let of_file = || if is_ron(name) { name.strip_suffix(".ron") } else { None };
    name.strip_suffix(RECORD).or_else(of_file).unwrap_or(name)
}

/// A name and those that come after it: of a session the next numbers of its day, of others with a number behind them.
fn next_names(bare: &str) -> Box<dyn Iterator<Item = String> + '_> {
    let numbered = bare.rsplit_once("-session-").and_then(|(day, number)| Some((day, number.parse::<u32>().ok()?)));
    match numbered {
        Some((day, first)) => {
            Box::new((first..first.saturating_add(10_000)).map(move |n| format!("{day}-session-{n}")))
        }
        None => Box::new(candidates(bare)),
    }
}

/// Where a folder of the bundle goes: as the course that it is, else under its name in where the one above it goes.
fn mapped(folder: &Place, folders: &mut BTreeMap<super::super::depot::Key, Place>, patient: &Place) -> Place {
    if let Some(there) = folders.get(folder.key()) {
        return there.clone();
    }
    let above = folder.parent().map_or_else(|| patient.clone(), |above| mapped(&above, folders, patient));
    let there = above.child(folder.name());
    folders.insert(folder.key().clone(), there.clone());
    there
}
