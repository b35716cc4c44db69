//! A session for a record system: a transaction of FHIR R4 (4.0.1) resources as JSON.
//!
//! What something is called is made of the session's identifier, so a session exported again takes the place of what the
//! server has of it; only who saved and signed is told anew. A patient whom the server knows is left as the server has them.

mod answer;
mod document;
mod medication;
mod parts;
mod people;
mod places;
mod procedure;
mod waiting;

use serde_json::{Value, json};

use super::ExportError;
use crate::atlas::View;
use crate::atlas::guides::GuideSet;
use crate::chart::{Course, Moment, Patient, Session, Techniques};
use crate::scene::sheet::{Arrangement, Told};
use crate::scene::{Beside, Content, Report, Sheet, SheetError, SheetSpec, VoidAbove, patient_words};
use crate::text::Texts;

pub use answer::{Heard, heard};
pub use waiting::{Waiting, read_waiting, waiting_file};

/// What is exported, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct FhirSpec<'a> {
    /// Whose it is.
    pub patient: &'a Patient,
    /// What it belongs to.
    pub course: &'a Course,
    /// What is exported.
    pub session: &'a Session,
    /// Those of the library that the session lies in.
    pub techniques: &'a Techniques,
    /// Who saved, signed and changed it.
    pub vouched: &'a Vouched,
    /// What the report tells beside the session.
    pub told: &'a Told,
    /// The views of the report.
    pub views: &'a [&'static View],
    /// Who gives patients their numbers, as an address; without it patients aren't matched by number.
    pub numbers: Option<&'a str>,
    /// The words that people read.
    pub texts: &'a Texts,
}

/// Who vouches for a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vouched {
    /// Who saved it last, where that is known.
    pub saved: Option<Deed>,
    /// Who signed.
    pub signatures: Vec<SignedBy>,
    /// Who changed what was signed.
    pub amendments: Vec<Deed>,
}

/// Who did something, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Moment,
    /// Who; empty where nobody said.
    pub who: String,
    /// Why, in words; empty where nobody said.
    pub reason: String,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// When.
    pub at: Moment,
    /// The printed name.
    pub name: String,
    /// In what role.
    pub role: String,
    /// What it means.
    pub meaning: String,
    /// Whether it holds.
    pub holds: bool,
}

/// Why an export can't be made.
#[derive(Debug, thiserror::Error)]
pub enum FhirError {
    /// The report can't be laid out.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The report can't be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl FhirSpec<'_> {
    /// Why it counts nowhere, if it was declared void.
    fn void_why(&self) -> Option<&str> {
        let own = self.session.details.voided.as_deref();
        own.or(self.course.voided.as_deref()).or(self.patient.voided.as_deref())
    }

    fn is_void(&self) -> bool {
        self.void_why().is_some()
    }
}

/// What resources refer to.
struct Refs {
    patient: String,
    procedure: String,
    document: String,
    /// A reference, if a clinician is named.
    clinician: Option<Value>,
}

/// The transaction as the bytes of a file, and the characters of the report that no font has, for which boxes stand.
///
/// # Errors
///
/// When the report can't be laid out or written.
pub fn fhir(spec: &FhirSpec<'_>) -> Result<(Vec<u8>, Vec<char>), FhirError> {
    let (report, pdf) = report(spec)?;
    let mut bundle = Bundle { language: spec.texts.language().to_owned(), ..Bundle::default() };
    let refs = Refs {
        patient: people::patient(spec, &mut bundle),
        procedure: parts::address(&spec.session.id, "procedure"),
        document: parts::address(&spec.session.id, "document"),
        clinician: people::practitioner(&spec.session.details.clinician, &mut bundle),
    };
    let places = places::places(spec, &refs.patient, &mut bundle);
    bundle.put(&refs.procedure, procedure::procedure(spec, &refs, &places));
    let mut targets = vec![refs.procedure.clone(), refs.document.clone()];
    for (address, told) in medication::administrations(spec, &refs) {
        bundle.put(&address, told);
        targets.push(address);
    }
    bundle.put(&refs.document, document::document(spec, &refs, (&report, &pdf)));
    document::provenances(spec, &targets, &mut bundle);
    Ok((bundle.bytes(spec, report.dated), report.missing()))
}

/// The report alone, laid out and as the bytes of a file; it names the patient.
///
/// # Errors
///
/// As [`fhir`].
pub fn report(spec: &FhirSpec<'_>) -> Result<(Report, Vec<u8>), FhirError> {
    let report = Report::layout(&page(spec, &patient_words(spec.patient, spec.texts)), spec.told)?;
    let pdf = super::pdf(&report, super::Fineness::Usual)?;
    Ok((report, pdf))
}

fn page<'a>(spec: &'a FhirSpec<'_>, patient: &'a str) -> SheetSpec<'a> {
    SheetSpec {
        page_mm: Sheet::A4_MM,
        views: spec.views,
        content: Content { session: spec.session, beside: Beside::Nothing, techniques: spec.techniques },
        arrangement: Arrangement::default(),
        title: "",
        course: &spec.course.title,
        void: VoidAbove { patient: spec.patient.voided.as_deref(), course: spec.course.voided.as_deref() },
        patient: Some(patient),
        facts: &[],
        made_on: None,
        regions: false,
        region_names: false,
        guides: GuideSet::NONE,
        texts: spec.texts,
    }
}

/// What a transaction does, one after the other.
#[derive(Default)]
struct Bundle {
    language: String,
    entries: Vec<Value>,
}

impl Bundle {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn has(&self, address: &str) -> bool {
        self.entries.iter().any(|entry| entry["fullUrl"] == address)
    }

    /// Makes a resource, unless the server has one that is known by this.
    fn create(&mut self, address: &str, resource: Value, unless: Option<&str>) {
        let request = json!({ "method": "POST", "url": resource["resourceType"], "ifNoneExist": unless });
        self.push(address, resource, &request);
    }

    /// Makes a resource, or the next version of the one that has its identifier.
    fn put(&mut self, address: &str, resource: Value) {
        let kind = resource["resourceType"].as_str().unwrap_or_default();
        let url = format!("{kind}?{}", people::known_by(address));
        self.push(address, resource, &json!({ "method": "PUT", "url": url }));
    }

    fn push(&mut self, address: &str, mut resource: Value, request: &Value) {
        resource["language"] = json!(self.language);
        self.entries.push(json!({ "fullUrl": address, "resource": resource, "request": request }));
    }

    /// The whole, with what is empty left out.
    fn bytes(self, spec: &FhirSpec<'_>, dated: Moment) -> Vec<u8> {
        let whole = json!({
            "resourceType": "Bundle",
            "identifier": parts::identifier(&parts::address(&spec.session.id, "bundle")),
            "type": "transaction",
            "timestamp": dated.to_string(),
            "entry": self.entries,
        });
        // Values of text, numbers and lists can always be written.
        let text = serde_json::to_string_pretty(&parts::pruned(whole)).unwrap_or_default();
        (text + "\n").into_bytes()
    }
}
