//! Whether a file or a whole library is in order: every state parses, is as it was saved and grew from what it says; ids are
//! unique, bodies agree, nothing is a fork.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::atlas::{BodyKind, each_large};
use crate::chart::{ClinicTechniques, Course, Formulary, Patient, Protocol, Session};

use super::depot::Place;
use super::erase::{Erasure, erasure_records};
use super::folders::{
    COURSE, LIBRARY, PATIENT, has_record, is_conflict_copy, record_folders, sessions_in, strange_in, unnamed_in,
};
use super::model::{LibraryFile, SessionFile};
use super::read::{Fault, Record, Schema, parse, text_of};
use super::record::{Lineage, RECORD, State};
use super::revision::{Checksum, seal_of};
use super::{Flaw, Position, Seal, StoreError, clinic};

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
    /// It isn't as it was saved.
    Altered,
    /// The state that it grew from isn't as it was then.
    ParentAltered {
        /// That state's file.
        parent: String,
    },
    /// The state that it grew from is gone.
    ParentMissing {
        /// That state's file.
        parent: String,
    },
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

/// Checks the file, record, course, patient or library at a place; empty when all is in order. Files are only read.
pub fn check(place: &Place) -> Vec<Problem> {
    check_sessions(place, |_, _, _| ()).0
}

/// As [`check`], and what `of_session` makes of each session that can be read, of its file and its text: every file is read
/// and parsed once. Both lists are in the order of the files.
pub fn check_sessions<R: Send>(
    place: &Place,
    of_session: impl Fn(&Path, &Session, &str) -> R + Sync,
) -> (Vec<Problem>, Vec<(PathBuf, R)>) {
    let mut check = Check::default();
    let outcome = if place.list().is_ok() { check.folder(place) } else { check.any_file(place) };
    if let Err(error) = outcome {
        check.report(error);
    }
    let sessions = std::mem::take(&mut check.sessions);
    let seen = each_large(&sessions, |(record, _)| seen(record, &of_session));
    let mut made = Vec::new();
    for ((_, course_body), (problems, seen)) in sessions.into_iter().zip(seen) {
        check.problems.extend(problems);
        if let Some((session, found)) = seen {
            check.session(&session, course_body);
            made.push((session.file, found));
        }
    }
    check.problems.sort_by(|a, b| a.file.cmp(&b.file));
    (check.problems, made)
}

/// What a check needs of a session.
struct Seen {
    file: PathBuf,
    id: String,
    body: BodyKind,
    id_at: Position,
    body_at: Position,
}

/// What is wrong with a session, and what is needed of it; a place that is no record's is one file.
fn seen<R>(place: &Place, of_session: impl Fn(&Path, &Session, &str) -> R) -> (Vec<Problem>, Option<(Seen, R)>) {
    let of_head = |file: &Path, value: SessionFile, text: &str| {
        let session = value.into_session();
        let (id_at, body_at) = (field_position(text, "id"), field_position(text, "body"));
        let found = of_session(file, &session, text);
        (Seen { file: file.to_owned(), id: session.id, body: session.body, id_at, body_at }, found)
    };
    if place.name().ends_with(RECORD) {
        return states(place, of_head);
    }
    match one_file(place) {
        Ok((file, value, text)) => (Vec::new(), Some(of_head(&file, value, &text))),
        Err(error) => (vec![error.into()], None),
    }
}

/// A file by itself: its path for people, its value and its text.
fn one_file<T: Record>(place: &Place) -> Result<(PathBuf, T, String), StoreError> {
    let (file, bytes) = (place.shown(), place.get()?);
    let text = text_of(&file, &bytes)?;
    let value = parse::<T>(text).map_err(|fault| fault.in_file(&file))?.value;
    Ok((file, value, text.to_owned()))
}

/// What is wrong with the states of a record, and what is made of the newest.
fn states<T: Record, R>(record: &Place, of_head: impl FnOnce(&Path, T, &str) -> R) -> (Vec<Problem>, Option<R>) {
    let lineage = match Lineage::of(record) {
        Ok(lineage) => lineage,
        Err(error) => return (vec![error.into()], None),
    };
    let (mut problems, mut sums, mut newest) = (Vec::new(), BTreeSet::new(), None);
    for state in lineage.states() {
        match state_in_order::<T>(state, &mut sums, &mut problems) {
            Ok((value, text)) => newest = state.is_head.then_some((state, value, text)).or(newest),
            Err(error) => problems.push(error.into()),
        }
    }
    problems.extend(lineage.states().iter().flat_map(|state| parents_in_order(state, &lineage, &sums)));
    problems.extend(strange_in(record).into_iter().map(|(_, error)| Problem::from(error)));
    // One that can't be read was told already.
    let is_told = |error: &StoreError| problems.iter().any(|problem| problem.file == error.file());
    let head = lineage.head().err().filter(|error| !is_told(error));
    problems.extend(head.map(Problem::from));
    let made = newest.map(|(state, value, text)| of_head(&state.place.shown(), value, &text));
    (problems, made)
}

/// A state's value and text; adds its checksum, and what is wrong with it though it can be read.
fn state_in_order<T: Record>(
    state: &State,
    sums: &mut BTreeSet<Checksum>,
    problems: &mut Vec<Problem>,
) -> Result<(T, String), StoreError> {
    let (file, bytes) = (state.place.shown(), state.place.get()?);
    let text = text_of(&file, &bytes)?;
    let parsed = parse::<T>(text).map_err(|fault| fault.in_file(&file))?;
    sums.insert(Checksum::of(&bytes));
    if !state.is_old() {
        if parsed.revision.is_none() {
            let flaw = Flaw::NotARevision;
            return Err(StoreError::Invalid { file, position: Position::START, flaw });
        }
        if seal_of(&bytes) != Seal::Whole {
            problems.push(Problem { file, position: None, defect: Defect::Altered });
        }
    }
    Ok((parsed.value, text.to_owned()))
}

fn parents_in_order(state: &State, lineage: &Lineage, sums: &BTreeSet<Checksum>) -> Vec<Problem> {
    let gone = state.parents().iter().filter(|parent| !sums.contains(&parent.sha256));
    let defect = |name: &String| {
        let parent = name.clone();
        let is_there = lineage.states().iter().any(|state| state.name == *name);
        if is_there { Defect::ParentAltered { parent } } else { Defect::ParentMissing { parent } }
    };
    let problem = |name: &String| Problem { file: state.place.shown(), position: None, defect: defect(name) };
    gone.map(|parent| problem(&parent.name)).collect()
}

/// A check under way.
#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
    /// The file in which each id was first seen, by kind and id.
    ids: BTreeMap<(&'static str, String), PathBuf>,
    /// The sessions to read, with the body of their course where that is known.
    sessions: Vec<(Place, Option<BodyKind>)>,
}

impl Check {
    fn report(&mut self, error: StoreError) {
        self.problems.push(error.into());
    }

    /// What can't be a record, each with the reason.
    fn strange(&mut self, strange: Vec<(Place, StoreError)>) {
        self.problems.extend(strange.into_iter().map(|(_, error)| Problem::from(error)));
    }

    fn folder(&mut self, folder: &Place) -> Result<(), StoreError> {
        if folder.name().ends_with(RECORD) {
            self.any_record(folder)
        } else if has_record(folder, LIBRARY) {
            self.library(folder)
        } else if has_record(folder, PATIENT) {
            self.patient(folder)
        } else if has_record(folder, COURSE) {
            self.course(folder)
        } else {
            Err(StoreError::NotALibrary { file: folder.shown() })
        }
    }

    fn library(&mut self, folder: &Place) -> Result<(), StoreError> {
        self.record::<LibraryFile>(&folder.child(LIBRARY));
        let (formulary, techniques) = (clinic::formulary_record(folder), clinic::techniques_record(folder));
        if super::record::exists(&formulary) {
            self.record::<Formulary>(&formulary);
        }
        if super::record::exists(&techniques) {
            self.record::<ClinicTechniques>(&techniques);
        }
        for record in clinic::protocol_records(folder)? {
            self.record::<Protocol>(&record);
        }
        for record in erasure_records(folder)? {
            self.record::<Erasure>(&record);
        }
        self.strange(unnamed_in(folder));
        let patients = record_folders(folder, PATIENT)?;
        patients.iter().try_for_each(|patient| self.patient(patient))
    }

    fn patient(&mut self, folder: &Place) -> Result<(), StoreError> {
        if let Some((file, patient, text)) = self.record::<Patient>(&folder.child(PATIENT)) {
            self.unique(&file, field_position(&text, "id"), patient.id, Patient::KIND);
        }
        self.strange(unnamed_in(folder));
        let courses = record_folders(folder, COURSE)?;
        courses.iter().try_for_each(|course| self.course(course))
    }

    fn course(&mut self, folder: &Place) -> Result<(), StoreError> {
        let course = self.record::<Course>(&folder.child(COURSE));
        let body = course.as_ref().map(|(_, course, _)| course.body);
        if let Some((file, course, text)) = course {
            self.unique(&file, field_position(&text, "id"), course.id, Course::KIND);
        }
        self.strange(strange_in(folder));
        for record in sessions_in(folder)? {
            if is_conflict_copy(record.name()) {
                self.report(StoreError::ConflictCopy { file: record.shown() });
            } else {
                self.sessions.push((record, body));
            }
        }
        Ok(())
    }

    fn session(&mut self, session: &Seen, course_body: Option<BodyKind>) {
        if let Some(expected) = course_body.filter(|&body| body != session.body) {
            let defect = Defect::OtherBody { stated: session.body, expected };
            self.invalid(&session.file, session.body_at, defect);
        }
        self.unique(&session.file, session.id_at, session.id.clone(), SessionFile::KIND);
    }

    /// A single record, of whatever kind the newest of its states says that can be read.
    fn any_record(&mut self, record: &Place) -> Result<(), StoreError> {
        let lineage = Lineage::of(record)?;
        let mut outcome = Err(StoreError::NotFound { file: record.shown() });
        for state in lineage.states().iter().rev() {
            outcome = stated(&state.place);
            if outcome.is_ok() {
                break;
            }
        }
        let (file, schema) = outcome?;
        self.of_kind(&schema, record, &file)
    }

    /// A single file, of whatever kind its schema says: alone, without what it grew from.
    fn any_file(&mut self, place: &Place) -> Result<(), StoreError> {
        let (file, schema) = stated(place)?;
        self.of_kind(&schema, place, &file)
    }

    fn of_kind(&mut self, schema: &Schema, place: &Place, file: &Path) -> Result<(), StoreError> {
        match schema.kind.as_str() {
            LibraryFile::KIND => drop(self.record::<LibraryFile>(place)),
            Patient::KIND => drop(self.record::<Patient>(place)),
            Course::KIND => drop(self.record::<Course>(place)),
            Protocol::KIND => drop(self.record::<Protocol>(place)),
            Formulary::KIND => drop(self.record::<Formulary>(place)),
            Erasure::KIND => drop(self.record::<Erasure>(place)),
            ClinicTechniques::KIND => drop(self.record::<ClinicTechniques>(place)),
            SessionFile::KIND => self.sessions.push((place.clone(), None)),
            _ => {
                let (position, found) = (schema.position, schema.text.clone());
                return Err(Fault::WrongSchema { position, found, expected: SessionFile::schema() }.in_file(file));
            }
        }
        Ok(())
    }

    /// The record at a place with its file and text; `None` after reporting why there is none.
    fn record<T: Record>(&mut self, place: &Place) -> Option<(PathBuf, T, String)> {
        if place.name().ends_with(RECORD) {
            let (problems, made) = states(place, |file, value, text| (file.to_owned(), value, text.to_owned()));
            self.problems.extend(problems);
            return made;
        }
        one_file(place).map_err(|error| self.report(error)).ok()
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

/// The file at a place, and the schema that it states.
fn stated(place: &Place) -> Result<(PathBuf, Schema), StoreError> {
    let (file, bytes) = (place.shown(), place.get()?);
    let schema = Schema::of(text_of(&file, &bytes)?).map_err(|fault| fault.in_file(&file))?;
    Ok((file, schema))
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
