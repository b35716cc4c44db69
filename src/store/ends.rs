//! What a record ends in, and a state saved upon it: the states of a fork made one again, an older one brought back.

use std::sync::Arc;

use super::clinic::{formulary_record, formulary_text, is_protocol, protocol_text, techniques_record, techniques_text};
use super::depot::Place;
use super::folders::{COURSE, LIBRARY, PATIENT};
use super::library::require_readable;
use super::model::{LibraryFile, SessionFile};
use super::open::{checked_text, require_reason};
use super::read::Record;
use super::record::{Base, Lineage, State, append, of_state};
use super::revision::Parent;
use super::write::{course_text, library_text, patient_text};
use super::{Checksum, Library, Note, Revision, Saved, Seal, StoreError, Unwritable};
use crate::chart::{ClinicTechniques, Content, Course, Formulary, Patient, Protocol, Session};

/// What a state of any record holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// A session.
    Session(Arc<Session>),
    /// Anything else.
    Other(Content),
}

/// The states that a record ended in when it was looked at, and those among them that a new one is to grow from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    record: Place,
    all: Vec<Parent>,
    base: Base,
}

impl Ends {
    /// The record.
    pub fn record(&self) -> &Place {
        &self.record
    }

    /// The same, for a state that grows only from those of these names; the others are ends still.
    #[must_use]
    pub fn only(&self, is_meant: impl Fn(&str) -> bool) -> Self {
        let meant = self.all.iter().filter(|parent| is_meant(&parent.name)).cloned();
        let parents = meant.take(Revision::MOST_PARENTS).collect();
        Self { base: Base { parents, ..self.base.clone() }, ..self.clone() }
    }
}

impl Lineage {
    /// The states that it ends in.
    ///
    /// # Errors
    ///
    /// When the bytes of one of them can't be had.
    pub fn ends(&self) -> Result<Ends, StoreError> {
        let parent = |state: &State| Ok(Parent { name: state.name.clone(), sha256: Checksum::of(&state.place.get()?) });
        let all = self.heads().map(parent).collect::<Result<Vec<_>, StoreError>>()?;
        // As many as one state may name; of more, the rest is a fork still.
        let parents = all.iter().take(Revision::MOST_PARENTS).cloned().collect();
        Ok(Ends { record: self.record().clone(), all, base: Base { parents, last: self.last() } })
    }

    /// What one of its states holds, and whether the file is as it was saved.
    ///
    /// # Errors
    ///
    /// When it can't be read.
    pub fn holds(&self, state: &State) -> Result<(Holds, Seal), StoreError> {
        let other = |(content, seal)| (Holds::Other(content), seal);
        match Kind::of(self.record()) {
            Kind::Library => value::<LibraryFile>(state).map(|(file, seal)| other((Content::Library(file.name), seal))),
            Kind::Patient => value(state).map(|(patient, seal)| other((Content::Patient(patient), seal))),
            Kind::Course => value(state).map(|(course, seal)| other((Content::Course(course), seal))),
            Kind::Formulary => value(state).map(|(formulary, seal)| other((Content::Formulary(formulary), seal))),
            Kind::Techniques => value(state).map(|(list, seal)| other((Content::Techniques(list), seal))),
            Kind::Protocol => value(state).map(|(protocol, seal)| other((Content::Protocol(protocol), seal))),
            Kind::Session => {
                let (file, seal) = value::<SessionFile>(state)?;
                Ok((Holds::Session(Arc::new(file.into_session())), seal))
            }
        }
    }
}

fn value<T: Record>(state: &State) -> Result<(T, Seal), StoreError> {
    let current = of_state::<T>(state, 0)?;
    Ok((current.parsed.value, current.seal))
}

/// What a record is, by its place.
enum Kind {
    Library,
    Patient,
    Course,
    Formulary,
    Techniques,
    Protocol,
    Session,
}

impl Kind {
    fn of(record: &Place) -> Self {
        let root = record.root();
        match record.name() {
            LIBRARY => Self::Library,
            PATIENT => Self::Patient,
            COURSE => Self::Course,
            _ if *record == formulary_record(&root) => Self::Formulary,
            _ if *record == techniques_record(&root) => Self::Techniques,
            _ if is_protocol(record) => Self::Protocol,
            _ => Self::Session,
        }
    }
}

/// Saves what a record is from now on, as a state that grew from its ends as they were looked at. All of them stay.
///
/// # Errors
///
/// [`StoreError::Superseded`] where somebody else saved meanwhile. What other ends there are is a fork still
/// ([`Saved::is_fork`]). Refused where it is another one than the states are, a newer program wrote one of them, or it couldn't
/// be read back.
pub fn save_upon(ends: &Ends, holds: &Holds, note: &Note) -> Result<Saved, StoreError> {
    let record = &ends.record;
    let content = match holds {
        Holds::Session(session) => {
            let is_it = |file: &SessionFile| file.id == session.id;
            return upon(ends, &checked_text(&record.shown(), session)?, (is_it, Unwritable::OtherSession), note);
        }
        Holds::Other(content) => content,
    };
    if !matches!(content, Content::Library(_)) {
        Library::at(record.root())?.require_current()?;
    }
    match content {
        Content::Library(name) => {
            let file = LibraryFile { name: name.clone() };
            checked_upon(ends, &file, &library_text(&file), |_| true, note)
        }
        Content::Patient(it) => checked_upon(ends, it, &patient_text(it), |known: &Patient| known.id == it.id, note),
        Content::Course(it) => checked_upon(ends, it, &course_text(it), |known: &Course| known.id == it.id, note),
        Content::Formulary(it) => checked_upon(ends, it, &formulary_text(it), |_: &Formulary| true, note),
        Content::Techniques(it) => checked_upon(ends, it, &techniques_text(it), |_: &ClinicTechniques| true, note),
        Content::Protocol(it) => {
            let is_it = |known: &Protocol| known.reference.id == it.reference.id;
            checked_upon(ends, it, &protocol_text(it), is_it, note)
        }
    }
}

fn checked_upon<T: Record + PartialEq>(
    ends: &Ends,
    value: &T,
    text: &str,
    is_it: impl Fn(&T) -> bool,
    note: &Note,
) -> Result<Saved, StoreError> {
    require_readable(&ends.record, value, text)?;
    upon(ends, text, (is_it, Unwritable::OtherRecord), note)
}

fn upon<T: Record>(
    ends: &Ends,
    text: &str,
    (is_it, other): (impl Fn(&T) -> bool, Unwritable),
    note: &Note,
) -> Result<Saved, StoreError> {
    let Ends { record, all, base } = ends;
    let (file, lineage) = (record.shown(), Lineage::of(record)?);
    require_reason(&lineage, note)?;
    let mut is_known = false;
    for state in lineage.states() {
        match of_state::<T>(state, lineage.last()) {
            Ok(read) if !is_it(&read.parsed.value) => return Err(StoreError::Unsavable { file, why: other }),
            Ok(read) if state.is_head => {
                read.into_change()?;
                is_known = true;
            }
            Ok(_) => is_known = true,
            Err(newer @ StoreError::NewerSchema { .. }) => return Err(newer),
            // One that can't be read any more is kept as it is, and named.
            Err(_unreadable) => {}
        }
    }
    if !is_known {
        return Err(StoreError::NotFound { file });
    }
    // A copy that came takes no number: what was looked at is compared too.
    if lineage.ends()?.all != *all {
        return Err(StoreError::Superseded { file });
    }
    let appended = append(record, text, note, base)?;
    Ok(Saved { number: appended.base.last, is_fork: base.parents.len() < all.len(), kept: appended.kept })
}
