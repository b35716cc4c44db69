//! What lists of patients, courses and sessions show.

use crate::atlas::BodyKind;
use crate::chart::{Course, Moment, Patient, Tally};

use super::depot::{Place, Stamp};
use super::folders::is_conflict_copy;
use super::model::SessionFile;
use super::read::Parsed;
use super::record::{Current, current};
use super::{Note, Reason, Seal, StoreError};

/// A patient's folder and what its record says.
#[derive(Clone, Debug)]
pub struct PatientEntry {
    /// The folder.
    pub folder: Place,
    /// The patient, or why the record can't be read.
    pub patient: Result<Patient, StoreError>,
    /// How the record stood when it was read; `None` where a later state could look the same.
    pub stamp: Option<Stamp>,
    /// The file that was read.
    pub(super) newest: Option<Place>,
}

impl PatientEntry {
    /// What was read of a patient's folder, to be read again whenever it is looked at.
    pub fn new(folder: Place, patient: Result<Patient, StoreError>) -> Self {
        Self { folder, patient, stamp: None, newest: None }
    }

    pub(super) fn unnamed((folder, error): (Place, StoreError)) -> Self {
        Self::new(folder, Err(error))
    }
}

/// A course's folder and what its record says.
#[derive(Clone, Debug)]
pub struct CourseEntry {
    /// The folder.
    pub folder: Place,
    /// The course, or why the record can't be read.
    pub course: Result<Course, StoreError>,
}

/// A session's record and what it says in short.
#[derive(Clone, Debug)]
pub struct SessionEntry {
    /// The record.
    pub place: Place,
    /// The session in short, or why the record can't be read.
    pub summary: Result<SessionSummary, StoreError>,
}

/// What a list of sessions shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionSummary {
    /// Stable identifier.
    pub id: String,
    /// How people name it.
    pub title: String,
    /// When it took place.
    pub started: Moment,
    /// Who treated.
    pub clinician: String,
    /// Why it doesn't count, where it was declared void.
    pub voided: Option<String>,
    /// The body that it is charted on.
    pub body: BodyKind,
    /// How many marks it holds, and their volumes together.
    pub tally: Tally,
    /// Whether a newer version of the program wrote it, so that it opens read-only.
    pub newer: bool,
    /// Who saved it last, and when; `None` of a file of the earlier layout.
    pub saved: Option<Note>,
    /// Whether the file isn't as it was saved.
    pub altered: bool,
}

impl SessionSummary {
    /// Whether somebody vouches for its newest state.
    pub fn is_signed(&self) -> bool {
        self.saved.as_ref().is_some_and(|note| note.why == Reason::Sign)
    }

    /// Whether it was changed after somebody signed it, and not signed since.
    pub fn is_amended(&self) -> bool {
        self.saved.as_ref().is_some_and(|note| note.why == Reason::Amend)
    }

    pub(super) fn of(current: Current<SessionFile>) -> Self {
        let Current { parsed: Parsed { value: file, newer, revision }, seal, .. } = current;
        Self {
            tally: file.marks.iter().map(|mark| mark.deposit.volume).collect(),
            id: file.id,
            title: file.details.title,
            started: file.details.started,
            clinician: file.details.clinician,
            voided: file.details.voided,
            body: file.body,
            newer: newer.is_some(),
            saved: revision.map(|revision| revision.note),
            altered: seal != Seal::Whole,
        }
    }
}

impl SessionEntry {
    /// What the record at a place says.
    pub fn of(place: Place) -> Self {
        let summary = if is_conflict_copy(place.name()) {
            Err(StoreError::ConflictCopy { file: place.shown() })
        } else {
            current(&place).map(SessionSummary::of)
        };
        Self { place, summary }
    }
}
