//! What a library holds in short, so that a question about ten thousand patients needs no reading of sixty thousand records:
//! who had a lot, who is overdue, who had a substance where.
//!
//! It follows from the records alone. A cache of it lies in the library so that the next reading is short; that can be deleted at any
//! time, is made anew wherever it isn't what this program wrote of this library, and is behind the same door as the records: in an
//! encrypted library it is encrypted.

mod cache;
mod facts;
mod find;
mod walk;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::Checksum;
use super::depot::{Place, Stamp};

pub(super) use cache::{PREFIX, forget};
pub use facts::{CourseFacts, Dose, Part, PatientFacts, SessionFacts};
pub use find::{Figure, Found, Given, Hit, Late, Lying, Named};

/// Every patient, course and session of a library, with what is asked about them.
#[derive(Clone, Debug)]
pub struct Index {
    root: Place,
    /// By folder.
    patients: Vec<OnePatient>,
    words: Arc<Words>,
    /// What the files of the cache hold, as far as they are known.
    kept: [Option<Checksum>; cache::FILES],
}

/// A patient's folder.
#[derive(Clone, Debug, PartialEq)]
struct OnePatient {
    folder: Arc<str>,
    head: Known<PatientFacts>,
    /// By folder.
    courses: Vec<OneCourse>,
}

/// A course's folder.
#[derive(Clone, Debug, PartialEq)]
struct OneCourse {
    folder: Arc<str>,
    head: Known<CourseFacts>,
    /// By record.
    sessions: Vec<OneSession>,
}

/// A session's record.
#[derive(Clone, Debug, PartialEq)]
struct OneSession {
    record: Arc<str>,
    head: Known<SessionFacts>,
}

/// What is known of a record, and by what it is seen that it didn't change since.
#[derive(Clone, Debug, PartialEq)]
struct Known<T> {
    /// As it was when it was read; `None` where a later state could look the same.
    stamp: Option<Stamp>,
    /// The file that was read, as seen from the record's folder.
    newest: Arc<str>,
    /// `None` where it can't be read.
    facts: Option<Arc<T>>,
}

impl Index {
    /// How many patients, and how many sessions.
    pub fn counts(&self) -> [usize; 2] {
        let sessions = self.patients.iter().flat_map(|patient| &patient.courses).map(|course| course.sessions.len());
        [self.patients.len(), sessions.sum()]
    }

    /// How many records can't be read, so that nothing is known of them.
    pub fn unread(&self) -> usize {
        let in_course = |course: &OneCourse| {
            let sessions = course.sessions.iter().filter(|session| session.head.facts.is_none()).count();
            sessions + usize::from(course.head.facts.is_none())
        };
        let in_patient = |patient: &OnePatient| {
            let courses: usize = patient.courses.iter().map(in_course).sum();
            courses + usize::from(patient.head.facts.is_none())
        };
        self.patients.iter().map(in_patient).sum()
    }

    /// The library's folder.
    pub fn root(&self) -> &Place {
        &self.root
    }

    /// The patient of a folder in the library.
    fn in_folder(&self, folder: &str) -> Option<&OnePatient> {
        let at = self.patients.binary_search_by(|patient| (*patient.folder).cmp(folder)).ok()?;
        self.patients.get(at)
    }
}

impl PartialEq for Index {
    /// The same records, wherever that is known from.
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root && self.patients == other.patients
    }
}

/// Words that many records share, each kept once.
#[derive(Debug, Default)]
struct Words(Mutex<HashSet<Arc<str>>>);

impl Words {
    fn the(&self, word: &str) -> Arc<str> {
        let mut words = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = words.get(word) {
            return Arc::clone(known);
        }
        let new: Arc<str> = word.into();
        words.insert(Arc::clone(&new));
        new
    }
}
