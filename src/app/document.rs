//! The open session: its file, its history, and what of it is safe on disk.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::chart::{Course, History, Patient, Session};
use crate::store::{self, Access, OpenSession, StoreError};

/// How long a change rests before it goes to the recovery file.
const AUTOSAVE_AFTER_S: f64 = 1.5;
/// The longest that work waits for the recovery file while somebody charts without a pause.
const AUTOSAVE_AT_LEAST_EVERY_S: f64 = 5.0;
/// How long a failed write waits for the next try.
const RETRY_S: f64 = 10.0;

/// Numbers documents, and a document anew when its history is, so that no cache takes one for another.
static SERIAL: AtomicU64 = AtomicU64::new(1);

/// An open session.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, with its lock.
    pub file: OpenSession,
    /// The session's states.
    pub history: History,
    /// Whose session it is, whatever is chosen in the library meanwhile.
    pub patient: Option<Patient>,
    /// The course that it belongs to.
    pub course: Option<Course>,
    /// Unsaved work was found and nobody has said yet what becomes of it: until then nothing may replace it.
    pub undecided: bool,
    /// Unsaved work is to be lost on purpose when the document closes.
    pub discarding: bool,
    serial: u64,
    saved_revision: u64,
    recovered_revision: u64,
    /// The settled state seen last, and since when, in seconds of interface time.
    resting: (u64, f64),
    /// Since when there is work that no file has, in seconds of interface time.
    unprotected_since_s: Option<f64>,
    /// When to try again after a failed write.
    retry_at_s: f64,
}

impl Document {
    /// A session as it came from its file.
    pub(super) fn new(file: OpenSession) -> Self {
        let (patient, course) = store::record_of(file.file()).unzip();
        Self {
            history: History::new(file.session.clone()),
            undecided: file.recovery.is_some(),
            file,
            patient,
            course,
            discarding: false,
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            saved_revision: 0,
            recovered_revision: 0,
            resting: (0, 0.0),
            unprotected_since_s: None,
            retry_at_s: 0.0,
        }
    }

    /// Reads again whose session it is, after the patient or the course was changed.
    pub(super) fn reread_record(&mut self) {
        (self.patient, self.course) = store::record_of(self.file.file()).unzip();
    }

    /// Takes up recovered work: it differs from the file until it is saved.
    pub(super) fn recover(&mut self, session: Session) {
        self.history = History::new(session);
        self.serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        self.saved_revision = u64::MAX;
        self.recovered_revision = 0;
    }

    /// Names the state shown; equal keys mean equal sessions, across documents.
    pub(super) fn key(&self) -> (u64, u64) {
        (self.serial, self.history.revision())
    }

    /// Whether the session can be changed and saved.
    pub(super) fn editable(&self) -> bool {
        !self.undecided && self.file.access() == Access::Editable
    }

    /// Whether there is anything that the file doesn't have.
    pub(super) fn unsaved(&self) -> bool {
        self.history.in_gesture() || self.history.settled_revision() != self.saved_revision
    }

    /// Writes the session to its file.
    pub(super) fn save(&mut self) -> Result<(), StoreError> {
        let session = self.history.settled().clone();
        self.file.save(&session)?;
        self.note_saved();
        Ok(())
    }

    /// Writes the session to its file though another program changed it.
    pub(super) fn save_anyway(&mut self) -> Result<(), StoreError> {
        let session = self.history.settled().clone();
        self.file.save_anyway(&session)?;
        self.note_saved();
        Ok(())
    }

    fn note_saved(&mut self) {
        self.saved_revision = self.history.settled_revision();
        self.recovered_revision = self.saved_revision;
        self.unprotected_since_s = None;
    }

    /// Keeps the recovery file in step: written once a change has rested, or every few seconds of steady work, and
    /// removed when undo led back to what the file has. Returns how long until it is time to ask again.
    pub(super) fn autosave(&mut self, now_s: f64) -> Result<Option<Duration>, StoreError> {
        let revision = self.history.settled_revision();
        if !self.editable() || revision == self.recovered_revision || now_s < self.retry_at_s {
            return Ok(None);
        }
        if revision == self.saved_revision {
            self.file.discard_recovery()?;
            self.note_saved();
            return Ok(None);
        }
        if self.resting.0 != revision {
            self.resting = (revision, now_s);
        }
        let since_s = *self.unprotected_since_s.get_or_insert(now_s);
        let due_s = (self.resting.1 + AUTOSAVE_AFTER_S).min(since_s + AUTOSAVE_AT_LEAST_EVERY_S);
        if now_s < due_s {
            return Ok(Some(Duration::try_from_secs_f64(due_s - now_s).unwrap_or_default()));
        }
        self.retry_at_s = now_s + RETRY_S;
        self.file.autosave(self.history.settled())?;
        self.retry_at_s = 0.0;
        self.recovered_revision = revision;
        self.unprotected_since_s = None;
        Ok(None)
    }
}
