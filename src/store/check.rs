//! Whether a file or a whole library is in order: every file parses, ids are unique, bodies agree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::atlas::BodyKind;
use crate::chart::{Course, Patient};

use super::model::{LibraryFile, SessionFile};
use super::read::{Fault, Record, Schema, parse, read_bytes, text_of};
use super::walk::{COURSE_FILE, LIBRARY_FILE, PATIENT_FILE, record_folders, session_files_in};
use super::{Position, StoreError};

/// One thing that is wrong with a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Where in it, if it has a place.
    pub position: Option<Position>,
    /// What is wrong.
    pub defect: Defect,
}

/// What is wrong with a file.
#[derive(Clone, Debug)]
pub enum Defect {
    /// It can't be read.
    Unreadable(StoreError),
    /// A session is charted on another body than its course.
    OtherBody {
        /// The session's.
        stated: BodyKind,
        /// The course's.
        expected: BodyKind,
    },
    /// Another record of its kind has the same id.
    SameId {
        /// The kind, as in the schema.
        kind: &'static str,
        /// The file of the other.
        first: PathBuf,
    },
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self { file: error.file().to_owned(), position: error.position(), defect: Defect::Unreadable(error) }
    }
}

/// Checks the file, course, patient or library at `path`; empty when all is in order. Files are only read.
pub fn check(path: &Path) -> Vec<Problem> {
    let mut check = Check::default();
    let outcome = if path.is_dir() { check.folder(path) } else { check.any_file(path) };
    if let Err(error) = outcome {
        check.report(error);
    }
    check.problems
}

/// A check under way.
#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
    /// The file in which each id was first seen, by kind and id.
    ids: BTreeMap<(&'static str, String), PathBuf>,
}

impl Check {
    fn report(&mut self, error: StoreError) {
        self.problems.push(error.into());
    }

    fn folder(&mut self, folder: &Path) -> Result<(), StoreError> {
        if folder.join(LIBRARY_FILE).exists() {
            self.library(folder)
        } else if folder.join(PATIENT_FILE).exists() {
            self.patient(folder)
        } else if folder.join(COURSE_FILE).exists() {
            self.course(folder)
        } else {
            Err(StoreError::NotALibrary { file: folder.to_owned() })
        }
    }

    fn library(&mut self, folder: &Path) -> Result<(), StoreError> {
        self.record::<LibraryFile>(&folder.join(LIBRARY_FILE));
        let patients = record_folders(folder, PATIENT_FILE)?;
        patients.iter().try_for_each(|patient| self.patient(patient))
    }

    fn patient(&mut self, folder: &Path) -> Result<(), StoreError> {
        let file = folder.join(PATIENT_FILE);
        if let Some((patient, text)) = self.record::<Patient>(&file) {
            self.unique(&file, &text, patient.id, Patient::KIND);
        }
        let courses = record_folders(folder, COURSE_FILE)?;
        courses.iter().try_for_each(|course| self.course(course))
    }

    fn course(&mut self, folder: &Path) -> Result<(), StoreError> {
        let file = folder.join(COURSE_FILE);
        let course = self.record::<Course>(&file);
        let body = course.as_ref().map(|(course, _)| course.body);
        if let Some((course, text)) = course {
            self.unique(&file, &text, course.id, Course::KIND);
        }
        for session in session_files_in(folder)? {
            self.session(&session, body);
        }
        Ok(())
    }

    fn session(&mut self, file: &Path, course_body: Option<BodyKind>) {
        let Some((session, text)) = self.record::<SessionFile>(file) else {
            return;
        };
        if let Some(expected) = course_body.filter(|&body| body != session.body) {
            let defect = Defect::OtherBody { stated: session.body, expected };
            self.invalid(file, &text, "body", defect);
        }
        self.unique(file, &text, session.id, SessionFile::KIND);
    }

    /// A single file, of whatever kind its schema says.
    fn any_file(&mut self, file: &Path) -> Result<(), StoreError> {
        let bytes = read_bytes(file)?;
        let schema = Schema::of(text_of(file, &bytes)?).map_err(|fault| fault.in_file(file))?;
        match schema.kind.as_str() {
            LibraryFile::KIND => drop(self.record::<LibraryFile>(file)),
            Patient::KIND => drop(self.record::<Patient>(file)),
            Course::KIND => drop(self.record::<Course>(file)),
            SessionFile::KIND => drop(self.record::<SessionFile>(file)),
            _ => {
                let expected = SessionFile::schema();
                let fault = Fault::WrongSchema { position: schema.position, found: schema.text, expected };
                return Err(fault.in_file(file));
            }
        }
        Ok(())
    }

    /// The record in `file` with its text; `None` after reporting why there is none.
    fn record<T: Record>(&mut self, file: &Path) -> Option<(T, String)> {
        let read = || {
            let bytes = read_bytes(file)?;
            let text = text_of(file, &bytes)?;
            let parsed = parse::<T>(text).map_err(|fault| fault.in_file(file))?;
            Ok((parsed.value, text.to_owned()))
        };
        read().map_err(|error| self.report(error)).ok()
    }

    fn unique(&mut self, file: &Path, text: &str, id: String, kind: &'static str) {
        if let Some(first) = self.ids.get(&(kind, id.clone())) {
            let defect = Defect::SameId { kind, first: first.clone() };
            return self.invalid(file, text, "id", defect);
        }
        self.ids.insert((kind, id), file.to_owned());
    }

    fn invalid(&mut self, file: &Path, text: &str, field: &str, defect: Defect) {
        let position = Some(field_position(text, field));
        self.problems.push(Problem { file: file.to_owned(), position, defect });
    }
}

/// Where the line of a head field begins, as this program writes it.
fn field_position(text: &str, field: &str) -> Position {
    let is_field = |line: &str| line.trim_start().strip_prefix(field).is_some_and(|rest| rest.starts_with(':'));
    let found = text.lines().enumerate().find(|(_, line)| is_field(line));
    found.map_or(Position::START, |(index, line)| {
        let indent = line.len() - line.trim_start().len();
        Position { line: index + 1, column: indent + 1 }
    })
}
