//! Whether a file or a whole library is in order: every file parses, ids are unique, bodies agree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::atlas::{BodyKind, each_large};
use crate::chart::{ClinicTechniques, Course, Formulary, Patient, Protocol, Session};

use super::model::{LibraryFile, SessionFile};
use super::read::{Fault, Record, Schema, parse, read_bytes, text_of};
use super::walk::{COURSE_FILE, LIBRARY_FILE, PATIENT_FILE, record_folders, session_files_in};
use super::{Position, StoreError, clinic};

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
    check_sessions(path, |_, _, _| ()).0
}

/// As [`check`], and what `of_session` makes of each session that can be read, of its file and its text: every file is read
/// and parsed once. Both lists are in the order of the files.
pub fn check_sessions<R: Send>(
    path: &Path,
    of_session: impl Fn(&Path, &Session, &str) -> R + Sync,
) -> (Vec<Problem>, Vec<(PathBuf, R)>) {
    let mut check = Check::default();
    let outcome = if path.is_dir() { check.folder(path) } else { check.any_file(path) };
    if let Err(error) = outcome {
        check.report(error);
    }
    let sessions = std::mem::take(&mut check.sessions);
    let seen = each_large(&sessions, |(file, _)| seen(file, &of_session));
    let mut made = Vec::new();
    for ((file, course_body), seen) in sessions.into_iter().zip(seen) {
        match seen {
            Ok((session, found)) => {
                check.session(&file, &session, course_body);
                made.push((file, found));
            }
            Err(error) => check.report(error),
        }
    }
    check.problems.sort_by(|a, b| a.file.cmp(&b.file));
    (check.problems, made)
}

/// What a check needs of a session.
struct Seen {
    id: String,
    body: BodyKind,
    id_at: Position,
    body_at: Position,
}

fn seen<R>(file: &Path, of_session: impl Fn(&Path, &Session, &str) -> R) -> Result<(Seen, R), StoreError> {
    let bytes = read_bytes(file)?;
    let text = text_of(file, &bytes)?;
    let session = parse::<SessionFile>(text).map_err(|fault| fault.in_file(file))?.value.into_session();
    let (id_at, body_at) = (field_position(text, "id"), field_position(text, "body"));
    let found = of_session(file, &session, text);
    Ok((Seen { id: session.id, body: session.body, id_at, body_at }, found))
}

/// A check under way.
#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
    /// The file in which each id was first seen, by kind and id.
    ids: BTreeMap<(&'static str, String), PathBuf>,
    /// The sessions to read, with the body of their course where that is known.
    sessions: Vec<(PathBuf, Option<BodyKind>)>,
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
        let formulary = clinic::formulary_file(folder);
        if formulary.exists() {
            drop(self.record::<Formulary>(&formulary));
        }
        let techniques = clinic::techniques_file(folder);
        if techniques.exists() {
            drop(self.record::<ClinicTechniques>(&techniques));
        }
        for file in clinic::protocol_files(folder) {
            drop(self.record::<Protocol>(&file));
        }
        let patients = record_folders(folder, PATIENT_FILE)?;
        patients.iter().try_for_each(|patient| self.patient(patient))
    }

    fn patient(&mut self, folder: &Path) -> Result<(), StoreError> {
        let file = folder.join(PATIENT_FILE);
        if let Some((patient, text)) = self.record::<Patient>(&file) {
            self.unique(&file, field_position(&text, "id"), patient.id, Patient::KIND);
        }
        let courses = record_folders(folder, COURSE_FILE)?;
        courses.iter().try_for_each(|course| self.course(course))
    }

    fn course(&mut self, folder: &Path) -> Result<(), StoreError> {
        let file = folder.join(COURSE_FILE);
        let course = self.record::<Course>(&file);
        let body = course.as_ref().map(|(course, _)| course.body);
        if let Some((course, text)) = course {
            self.unique(&file, field_position(&text, "id"), course.id, Course::KIND);
        }
        let sessions = session_files_in(folder)?;
        self.sessions.extend(sessions.into_iter().map(|session| (session, body)));
        Ok(())
    }

    fn session(&mut self, file: &Path, session: &Seen, course_body: Option<BodyKind>) {
        if let Some(expected) = course_body.filter(|&body| body != session.body) {
            let defect = Defect::OtherBody { stated: session.body, expected };
            self.invalid(file, session.body_at, defect);
        }
        self.unique(file, session.id_at, session.id.clone(), SessionFile::KIND);
    }

    /// A single file, of whatever kind its schema says.
    fn any_file(&mut self, file: &Path) -> Result<(), StoreError> {
        let bytes = read_bytes(file)?;
        let schema = Schema::of(text_of(file, &bytes)?).map_err(|fault| fault.in_file(file))?;
        match schema.kind.as_str() {
            LibraryFile::KIND => drop(self.record::<LibraryFile>(file)),
            Patient::KIND => drop(self.record::<Patient>(file)),
            Course::KIND => drop(self.record::<Course>(file)),
            Protocol::KIND => drop(self.record::<Protocol>(file)),
            Formulary::KIND => drop(self.record::<Formulary>(file)),
            ClinicTechniques::KIND => drop(self.record::<ClinicTechniques>(file)),
            SessionFile::KIND => self.sessions.push((file.to_owned(), None)),
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

    fn unique(&mut self, file: &Path, at: Position, id: String, kind: &'static str) {
        if let Some(first) = self.ids.get(&(kind, id.clone())) {
            let defect = Defect::SameId { kind, first: first.clone() };
            return self.invalid(file, at, defect);
        }
        self.ids.insert((kind, id), file.to_owned());
    }

    fn invalid(&mut self, file: &Path, at: Position, defect: Defect) {
        self.problems.push(Problem { file: file.to_owned(), position: Some(at), defect });
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
