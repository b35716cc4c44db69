//! The open session: its file, its history, and what of it is safe on disk.

use std::time::Duration;

use crate::chart::{History, Session};
use crate::store::{Access, OpenSession, StoreError};

/// How long a change rests before it goes to the recovery file.
const AUTOSAVE_AFTER: Duration = Duration::from_millis(1500);

/// An open session.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, with its lock.
    pub file: OpenSession,
    /// The session's states.
    pub history: History,
    saved_revision: u64,
    recovered_revision: u64,
    /// The state last seen, and since when in seconds of interface time.
    resting: (u64, f64),
}

impl Document {
    /// A session as it came from its file.
    pub(super) fn new(file: OpenSession) -> Self {
        let history = History::new(file.session.clone());
        Self { file, history, saved_revision: 0, recovered_revision: 0, resting: (0, 0.0) }
    }

    /// Takes up recovered work: it differs from the file until it is saved.
    pub(super) fn recover(&mut self, session: Session) {
        self.history = History::new(session);
        self.saved_revision = u64::MAX;
    }

    /// Whether the session can be changed and saved.
    pub(super) fn editable(&self) -> bool {
        matches!(self.file.access(), Access::Editable)
    }

    /// Whether there is anything that the file doesn't have.
    pub(super) fn unsaved(&self) -> bool {
        self.history.settled_revision() != self.saved_revision
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
    }

    /// Writes the recovery file once a change has rested; returns how long until it is time to ask again.
    pub(super) fn autosave(&mut self, now_s: f64) -> Result<Option<Duration>, StoreError> {
        let revision = self.history.settled_revision();
        if !self.editable() || !self.unsaved() || revision == self.recovered_revision {
            return Ok(None);
        }
        if self.resting.0 != revision {
            self.resting = (revision, now_s);
        }
        let rested = Duration::try_from_secs_f64(now_s - self.resting.1).unwrap_or_default();
        if rested < AUTOSAVE_AFTER {
            return Ok(Some(AUTOSAVE_AFTER.saturating_sub(rested)));
        }
        self.recovered_revision = revision;
        self.file.autosave(self.history.settled())?;
        Ok(None)
    }
}
