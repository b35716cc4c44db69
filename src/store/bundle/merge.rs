//! A bundle into a library: each state that isn't here yet is made, under its own name or, where that is in use, beside it. What
//! was there stays, so that a record that went on in both places is a fork, as everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::super::depot::{Kept, Place};
use super::super::folders::{LIBRARY, has_record};
use super::super::record::{Lineage, RECORD, number_of};
use super::super::{Checksum, Library, Note, StoreError, edge, ledger};
use super::keys::{StateFile, states_of};
use super::plan::{Plan, Step, What};
use super::{Bundle, exported};

/// What becomes of a patient who is here under another name or date of birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OtherName {
    /// Nothing of the bundle is taken in.
    #[default]
    Refused,
    /// A person looked at both and said that it is the same one.
    Accepted,
}

/// What came of records of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// They weren't here.
    pub new: usize,
    /// They went on in the bundle.
    pub gone_on: usize,
    /// All of them was here.
    pub unchanged: usize,
    /// They are forks now: a person says what becomes of them.
    pub forked: usize,
}

/// What a merge did.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The library that it is in now.
    pub library: Library,
    /// Patients.
    pub patients: Came,
    /// Courses.
    pub courses: Came,
    /// Sessions.
    pub sessions: Came,
    /// How many states were added, those of the clinic's own too.
    pub states: usize,
    /// The records that are forks now.
    pub forks: Vec<Place>,
    /// Records of the library's own that went on in both places, and stay as they are here.
    pub left: Vec<PathBuf>,
    /// Those who sign, whose keys weren't known here.
    pub signers: Vec<String>,
    /// Patients of whom records were erased here, and nothing was taken in.
    pub erased: Vec<String>,
    /// New patients who have the name and the date of birth of others here.
    pub namesakes: Vec<String>,
    /// How surely what was added lasts.
    pub kept: Kept,
}

/// Takes a bundle into the library at a root. What is there already is left alone, so that a second time changes nothing.
///
/// # Errors
///
/// Before anything is written: where it isn't sure which patient one is, or a record here can't be listed. After that only where
/// a file can't be written: what came before stays, and the same once more takes in the rest.
pub fn merge(bundle: &Bundle, root: &Place, other_name: OtherName, note: &Note) -> Result<Merged, StoreError> {
    if has_record(root, LIBRARY) {
        let library = Library::at(root.clone())?;
        library.require_clinic_folder()?;
    }
    let plan = Plan::of(bundle, root, other_name)?;
    let mut work = Work { root, note, sums: BTreeSet::new(), kept: Kept::Surely };
    let (mut counts, mut forks): (BTreeMap<What, Came>, _) = (BTreeMap::new(), Vec::new());
    for step in &plan.steps {
        let added = work.record(step)?;
        let is_fork = Lineage::of(&step.to)?.heads().count() > 1;
        let came = counts.entry(step.what).or_default();
        *match (is_fork, step.is_new, added) {
            (true, ..) => &mut came.forked,
            (_, true, _) => &mut came.new,
            (_, _, 0) => &mut came.unchanged,
            _ => &mut came.gone_on,
        } += 1;
        forks.extend(is_fork.then(|| step.to.clone()));
    }
    // It came from elsewhere: there it is still.
    let _ = exported::note(root, &work.sums.iter().collect(), note.at);
    let came = |what| counts.get(&what).copied().unwrap_or_default();
    let Plan { left, signers, erased, namesakes, .. } = plan;
    Ok(Merged {
        library: Library::at(root.clone())?,
        patients: came(What::Patient),
        courses: came(What::Course),
        sessions: came(What::Session),
        states: work.sums.len(),
        forks,
        left,
        signers,
        erased,
        namesakes,
        kept: work.kept,
    })
}

/// Makes a folder that is empty or isn't there a library of what is in a bundle.
///
/// # Errors
///
/// When the folder holds anything or can't be written; within an encrypted library, where nothing plain may lie.
pub fn open_bundle_as(bundle: &Bundle, folder: &Path, note: &Note) -> Result<Merged, StoreError> {
    let (root, kept) = edge::new_outside(folder)?;
    let merged = merge(bundle, &root, OtherName::Refused, note)?;
    Ok(Merged { kept: merged.kept.max(kept), ..merged })
}

/// A merge under way.
struct Work<'a> {
    root: &'a Place,
    note: &'a Note,
    /// What was added.
    sums: BTreeSet<Checksum>,
    kept: Kept,
}

impl Work<'_> {
    /// Adds the states of a record that aren't here; how many that are.
    fn record(&mut self, step: &Step) -> Result<usize, StoreError> {
        // One that was moved away meanwhile isn't made anew without what came before.
        let home = if step.to.exists() { &step.to } else { self.root };
        let mut here = super::keys::sums_of(&step.to)?;
        let mut added = 0;
        for state in states_of(&step.from)? {
            let bytes = state.place.get()?;
            let sum = Checksum::of(&bytes);
            if !here.insert(sum.clone()) {
                continue;
            }
            let place = self.put((home, step), &state, (&bytes, &sum))?;
            let text = String::from_utf8_lossy(&bytes);
            let (number, _) = number_of(place.name());
            let number = if state.is_old { 0 } else { number };
            // It is there, whatever becomes of its entry in the ledger.
            let logged = ledger::log(&step.to, (&text, &sum), number, self.note).unwrap_or(Kept::Unlogged);
            self.kept = self.kept.max(logged);
            self.sums.insert(sum);
            added += 1;
        }
        Ok(added)
    }

    /// Makes the file of a state under the first of its names that is free.
    fn put(
        &mut self,
        (home, step): (&Place, &Step),
        state: &StateFile,
        (bytes, sum): (&[u8], &Checksum),
    ) -> Result<Place, StoreError> {
        let mut taken = None;
        for place in names_for(state, step, sum) {
            // The file of the layout of before lies beside the record's folder.
            let is_inside = place.parent().is_some_and(|within| within == *home);
            match place.create_within(if is_inside { home } else { self.root }, bytes) {
                Err(error @ StoreError::AlreadyExists { .. }) => taken = Some(error),
                // It was made, and only the answer was lost.
                Err(_lost) if place.get().is_ok_and(|there| there == bytes) => {
                    self.kept = self.kept.max(Kept::Unconfirmed);
                    return Ok(place);
                }
                made => {
                    self.kept = self.kept.max(made?);
                    return Ok(place);
                }
            }
        }
        Err(taken.unwrap_or_else(|| StoreError::AlreadyExists { file: step.to.shown() }))
    }
}

/// What a state may be called here: as in the bundle, else as a copy of its number that no save makes, told by its checksum.
fn names_for(state: &StateFile, step: &Step, sum: &Checksum) -> Vec<Place> {
    let name = state.place.name();
    let number = if state.is_old { 0 } else { number_of(name).0 };
    let digits = |length: usize| step.to.child(&format!("{number}-from-bundle-{}.ron", &sum.as_str()[..length]));
    let is_same_stem = step.from.name() == step.to.name();
    let own = match (state.is_old, step.to.name().strip_suffix(RECORD)) {
        (false, _) => Some(step.to.child(name)),
        // What grew from it names it by where it lies: elsewhere only what it holds tells which one is meant.
        (true, Some(stem)) if is_same_stem => Some(step.to.beside(&format!("{stem}.ron"))),
        (true, _) => None,
    };
    own.into_iter().chain([8, 16, 64].map(digits)).collect()
}
