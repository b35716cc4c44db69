//! DICOM: objects as another implementation reads them, and sending them to archives that take, refuse, keep silent or talk
//! nonsense. `dicom-object` and `dicom-ul` are the judges; the program writes without them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests")]

#[allow(dead_code, reason = "another test's clinic")]
#[path = "../cli/clinic.rs"]
mod clinic;
mod objects;
mod orthanc;
mod scp;
mod sending;
#[path = "../scene_support/mod.rs"]
mod support;
mod validated;

use std::path::{Path, PathBuf};
use std::process::Command;

use dicom_object::DefaultDicomObject;

/// A file as the other implementation reads it.
pub(crate) fn parsed(bytes: &[u8]) -> DefaultDicomObject {
    dicom_object::from_reader(bytes).unwrap()
}

/// The text of an element, without what fills it up.
pub(crate) fn text(object: &DefaultDicomObject, name: &str) -> String {
    let element = object.element_by_name(name).unwrap_or_else(|why| panic!("{name}: {why}"));
    element.to_str().unwrap().trim_matches(['\0', ' ']).to_owned()
}

/// The bytes of an element.
pub(crate) fn bytes(object: &DefaultDicomObject, name: &str) -> Vec<u8> {
    object.element_by_name(name).unwrap().to_bytes().unwrap().into_owned()
}

/// Whether a program is installed; says so where it isn't.
pub(crate) fn is_there(program: &str) -> bool {
    let mut asked = Command::new("sh");
    let there = asked.args(["-c", &format!("command -v {program}")]).output().is_ok_and(|ran| ran.status.success());
    if !there {
        eprintln!("skipped: {program} isn't installed");
    }
    there
}

/// The session of the sample library that is exported here.
pub(crate) fn sample() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    clinic::copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts"), folder.path());
    let course = folder.path().join("sample-patient-not-a-real-person/facial-rejuvenation");
    let session = course.join("2026-09-21-session-2.record");
    assert!(session.is_dir());
    (folder, session)
}
