//! FHIR: transactions by their own rules and as validators of others read them, sending them to servers that take, refuse, keep
//! silent or talk nonsense; and reports in a folder that somebody watches.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests")]

mod bundle;
#[allow(dead_code, reason = "another test's clinic")]
#[path = "../cli/clinic.rs"]
mod clinic;
mod posting;
mod server;
mod validated;
mod watched;

use std::path::{Path, PathBuf};

use serde_json::Value;

use clinic::{Ran, arguments, mesomap};

/// A copy of the sample library, and a session of it.
pub(crate) fn sample() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    clinic::copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts"), folder.path());
    let course = folder.path().join("sample-patient-not-a-real-person/low-back-pain");
    let session = course.join("2026-11-03-session-1.record");
    assert!(session.is_dir());
    (folder, session)
}

/// The transaction that the command line writes.
pub(crate) fn written(session: &Path, output: &Path) -> Value {
    let ran: Ran = mesomap(arguments(&["fhir", "-o"], &[output, session]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    serde_json::from_slice(&std::fs::read(output).unwrap()).unwrap()
}

/// The resources of a kind.
pub(crate) fn all<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    resources.filter(|resource| resource["resourceType"] == kind).collect()
}
