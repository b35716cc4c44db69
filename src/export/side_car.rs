//! What is said of a document in a watched folder, for the program that takes it in: a file beside it.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::atlas::View;
use crate::chart::{Course, Moment, Patient, Session, Sex};

/// What it says.
#[derive(Clone, Copy, Debug)]
pub struct SideCar<'a> {
    /// Whose the document is.
    pub patient: &'a Patient,
    /// What the session belongs to.
    pub course: &'a Course,
    /// What the document shows.
    pub session: &'a Session,
    /// Which views.
    pub views: &'a [&'static View],
    /// The document's title.
    pub title: &'a str,
    /// The language of its words.
    pub language: &'a str,
    /// When it was put there.
    pub made: Moment,
    /// What no other document of the folder has.
    pub id: &'a str,
}

/// As the bytes of a file in JSON.
pub fn side_car(said: &SideCar<'_>, file: &str, document: &[u8]) -> Vec<u8> {
    let digest = Sha256::digest(document).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let (patient, details) = (said.patient, &said.session.details);
    let sex = match patient.sex {
        Sex::Female => Some("female"),
        Sex::Male => Some("male"),
        Sex::Unrecorded => None,
    };
    let text = json!({
        "schema": "mesomap/drop/1",
        "id": said.id,
        "file": file,
        "type": "application/pdf",
        "bytes": document.len(),
        "sha256": digest,
        "title": said.title,
        "language": said.language,
        "made": said.made.to_string(),
        "patient": {
            "id": patient.id,
            "number": patient.reference.trim(),
            "name": patient.name.trim(),
            "born": patient.born.map(|born| born.to_string()),
            "sex": sex,
        },
        "course": { "id": said.course.id, "title": said.course.title },
        "session": {
            "id": said.session.id,
            "title": details.title,
            "started": details.started.to_string(),
            "void": details.voided,
        },
        "views": said.views.iter().map(|view| view.id.as_str()).collect::<Vec<_>>(),
    });
    format!("{text:#}\n").into_bytes()
}
