//! Marks that were copied, with whose they are: they are never put into another patient's chart.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::{MarkId, Patient, Session};

use super::document::Document;

/// Marks that were copied.
#[derive(Clone, Debug)]
pub(super) struct Clipboard {
    /// Whose they are, where that is known.
    patient: Option<Patient>,
    /// The session as it was.
    pub session: Arc<Session>,
    /// Which of its marks.
    pub marks: BTreeSet<MarkId>,
    /// What the system's clipboard was given: while it holds that, these are what was copied last.
    pub text: String,
}

impl Clipboard {
    /// Marks of a document as it is.
    pub(super) fn of(document: &Document, marks: BTreeSet<MarkId>, text: String) -> Self {
        let session = Arc::clone(document.history.session());
        Self { patient: document.patient.clone(), session, marks, text }
    }

    /// With the marks that a session doesn't have any more, which may be more than were selected.
    pub(super) fn with_gone(self, after: &Session) -> Self {
        let ids = self.session.marks.iter().map(|mark| mark.id);
        let marks = ids.filter(|&id| after.mark(id).is_none() || self.marks.contains(&id)).collect();
        Self { marks, ..self }
    }

    /// Whether they may be put into a document: of the same session, or certainly of the same patient.
    pub(super) fn may_go_into(&self, document: &Document) -> bool {
        let is_same_person = |a: &Patient, b: &Patient| (&a.id, &a.name, a.born) == (&b.id, &b.name, b.born);
        match (&self.patient, &document.patient) {
            (Some(own), Some(other)) => is_same_person(own, other),
            // Beside a library nobody says whose a session is; it is its own.
            (None, None) => self.session.id == document.history.session().id,
            _ => false,
        }
    }
}
