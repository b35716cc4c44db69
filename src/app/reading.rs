//! What jobs read and wrote in a library. Each answer names what it was asked for, so that one that comes late meets
//! nobody else.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::civil::Date;

use crate::atlas::regions::{RegionId, Side};
use crate::chart::{Moment, Rejoin, Session, Techniques};
use crate::compare::Fork;
use crate::store::{
    CourseEntry, Ends, Found as FoundInLibrary, Holds, Index, Library, Lineage, OpenSession, PatientEntry, Place, Seal,
    SessionEntry, State, StoreError, Stored, TechniqueList, load_session,
};
use crate::text::{Collation, Language};

use super::document::{DocId, next_serial};
use super::settings::Remembered;

/// What of the open library hasn't been read yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unread {
    /// Its patients.
    pub patients: bool,
    /// The courses of the patient chosen.
    pub courses: bool,
    /// The sessions of the course chosen.
    pub sessions: bool,
}

/// What is chosen and open when something is asked for: if it is the same still, nothing else was meant meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The library's folder.
    pub root: Option<Place>,
    /// The patient's folder.
    pub patient: Option<Place>,
    /// The course's folder.
    pub course: Option<Place>,
    /// The open session.
    pub document: Option<DocId>,
}

/// The techniques of a library as they were read, under a number that no other reading has.
#[derive(Debug)]
pub(super) struct Catalogue {
    /// The techniques.
    pub techniques: Arc<Techniques>,
    /// Why the clinic's own list can't be read, so that these are those of the program.
    pub fault: Option<StoreError>,
    /// The number.
    pub key: u64,
}

impl From<TechniqueList> for Catalogue {
    fn from(TechniqueList { techniques, fault }: TechniqueList) -> Self {
        Self { techniques, fault, key: next_serial() }
    }
}

/// A session that nobody signed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unsigned {
    /// The record.
    pub record: Place,
    /// Whose it is.
    pub patient: String,
    /// The course that it belongs to.
    pub course: String,
    /// What it is called.
    pub title: String,
    /// When it took place.
    pub started: Moment,
    /// Whether it was signed and changed since.
    pub amended: bool,
}

/// A question about a whole library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LibraryQuestion {
    /// Who had a lot whose name holds these words.
    Lot(String),
    /// Who is overdue on a day.
    Overdue(Date),
    /// Who had a substance whose name holds these words, where.
    Substance(String, Option<RegionId>, Option<Side>),
}

/// What was asked about a whole library, and what was found, under a number that no other answer has.
#[derive(Debug)]
pub(super) struct LibraryAnswer {
    /// The question.
    pub question: LibraryQuestion,
    /// What was asked.
    pub index: Arc<Index>,
    /// What was found.
    pub found: FoundInLibrary,
    key: u64,
}

impl LibraryAnswer {
    /// The answer to a question.
    pub(super) fn new(question: LibraryQuestion, index: Arc<Index>, found: FoundInLibrary) -> Self {
        Self { question, index, found, key: next_serial() }
    }
}

impl PartialEq for LibraryAnswer {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// A session with the library that it lies in, or a library.
#[derive(Debug)]
pub(super) struct Found {
    /// The library; `None` for a session outside one.
    pub home: Option<Home>,
    /// The session.
    pub session: Option<Box<OpenSession>>,
}

/// A library with what is to be chosen in it.
#[derive(Debug)]
pub(super) struct Home {
    /// The library.
    pub library: Library,
    /// Its techniques.
    pub techniques: TechniqueList,
    /// The patient's folder.
    pub patient: Option<Place>,
    /// The course's folder.
    pub course: Option<Place>,
    /// What they hold; `None` where the window shows it already.
    pub lists: Option<Lists>,
}

/// What the folders of a patient and a course hold.
#[derive(Debug)]
pub(super) struct Lists {
    /// The patient.
    pub patient: PatientEntry,
    /// The patient's courses.
    pub courses: Result<Vec<CourseEntry>, StoreError>,
    /// The course's sessions.
    pub sessions: Result<Vec<SessionEntry>, StoreError>,
}

impl Home {
    /// Where a session's record lies, with what its folders hold unless that is `shown`; `None` outside of every library. `now`
    /// is what the clock shows.
    pub(super) fn of_session(record: &Place, shown: &Standing, language: Language, now: SystemTime) -> Option<Self> {
        let library = Library::at(record.root()).ok()?;
        let course = record.parent();
        let patient = course.as_ref().and_then(Place::parent).filter(|patient| patient.key().depth() == 1);
        let course = course.filter(|_| patient.is_some());
        let is_shown = course.is_some() && shown.course == course && shown.root.as_ref() == Some(library.root());
        let mut home = Self { techniques: library.techniques(), library, patient, course, lists: None };
        if !is_shown {
            home.read(language, now);
        }
        Some(home)
    }

    /// A library with the patient and course that were chosen last, as far as they are still there.
    pub(super) fn of_library(library: Library, last: &Remembered, language: Language, now: SystemTime) -> Self {
        let patient = last.patient.as_ref().and_then(|token| library.root().child_of(token));
        let course = patient.as_ref().and_then(|patient| patient.child_of(last.course.as_ref()?));
        let mut home = Self { techniques: library.techniques(), library, patient, course, lists: None };
        home.read(language, now);
        home
    }

    fn read(&mut self, language: Language, now: SystemTime) {
        let Some(patient) = self.patient.clone() else { return };
        let courses = courses_in_order(&self.library, &patient, language);
        if let (None, Ok([only])) = (&self.course, courses.as_deref()) {
            self.course = Some(only.folder.clone());
        }
        let sessions = self.course.as_ref().map_or_else(|| Ok(Vec::new()), |course| self.library.sessions(course));
        let patient = self.library.patient(patient, now);
        self.lists = Some(Lists { patient, courses, sessions });
    }
}

/// One state of a record.
#[derive(Clone, Debug)]
pub(super) struct RevisionRow {
    /// The state.
    pub state: State,
    /// What it holds, or why it can't be read.
    pub read: Result<Holds, StoreError>,
    /// What it has otherwise than the one that it grew from, in words; `None` of the first, and where that can't be read.
    pub changes: Option<String>,
    /// Whether it is the one that is shown.
    pub is_open: bool,
    /// Whether its file isn't as it was saved.
    pub is_altered: bool,
}

impl RevisionRow {
    /// The names of the states that it grew from.
    pub(super) fn parents(&self) -> Vec<String> {
        self.state.parents().iter().map(|parent| parent.name.clone()).collect()
    }
}

/// Every state of a record.
#[derive(Clone, Debug)]
pub(super) struct Revisions {
    /// What it ended in before they were read.
    pub ends: Ends,
    /// The states, the oldest first.
    pub rows: Vec<RevisionRow>,
}

/// States that grew from one, as they were read to be merged.
#[derive(Debug)]
pub(super) struct ForkRead {
    /// What their record ended in.
    pub ends: Ends,
    /// What they are called, with who saved them and when.
    pub names: Vec<String>,
    /// What can't be read of what the record ends in, in words.
    pub broken: Vec<String>,
    /// What they hold.
    pub kind: ForkKind,
}

/// What states that grew from one hold.
#[derive(Debug)]
pub(super) enum ForkKind {
    /// Two of a session.
    Session(Fork),
    /// All of something else.
    Other(Rejoin),
}

/// Every state of a record; `open` is the file of the one that is shown, `words` what one has otherwise than another.
pub(super) fn revisions(
    record: &Place,
    open: Option<&Place>,
    words: impl Fn(&Holds, &Holds) -> String,
) -> Result<Revisions, StoreError> {
    let lineage = Lineage::of(record)?;
    let ends = lineage.ends()?;
    let mut rows: Vec<RevisionRow> = Vec::new();
    for state in lineage.states() {
        let (read, is_altered) = match lineage.holds(state) {
            Ok((holds, seal)) => (Ok(holds), seal != Seal::Whole),
            Err(why) => (Err(why), false),
        };
        let is_open = open == Some(&state.place);
        let mut row = RevisionRow { state: state.clone(), read, changes: None, is_open, is_altered };
        let before = row.parents().first().and_then(|name| rows.iter().find(|row| row.state.name == *name));
        if let (Ok(holds), Some(RevisionRow { read: Ok(before), .. })) = (&row.read, before) {
            row.changes = Some(words(before, holds));
        }
        rows.push(row);
    }
    Ok(Revisions { ends, rows })
}

/// The courses in a patient's folder in the order of a language.
pub(super) fn courses_in_order(
    library: &Library,
    patient: &Place,
    language: Language,
) -> Result<Vec<CourseEntry>, StoreError> {
    let mut courses = library.courses(patient)?;
    order_courses(&mut courses, language);
    Ok(courses)
}

/// Puts courses in the order of a language, unreadable ones last.
pub(super) fn order_courses(courses: &mut [CourseEntry], language: Language) {
    let collation = Collation::of(language);
    // Stable, so that equal titles stay in the order of their folders.
    courses.sort_by(|a, b| match (&a.course, &b.course) {
        (Ok(one), Ok(other)) => collation.compare(&one.title, &other.title),
        (one, other) => one.is_err().cmp(&other.is_err()),
    });
}

/// The last session of a list that can be read and counts.
pub(super) fn last_readable(records: impl DoubleEndedIterator<Item = Place>) -> Option<Session> {
    records.rev().find_map(|record| counting(&record))
}

/// The session of a record, if it can be read and counts.
pub(super) fn counting(record: &Place) -> Option<Session> {
    load_session(record).ok().filter(|read| read.details.voided.is_none())
}

/// A record that was written, or why not.
#[derive(Debug)]
pub(super) struct Written<T> {
    /// The record's identifier.
    pub id: String,
    /// What was chosen and open when it was asked for.
    pub standing: Standing,
    /// What its record says now, or why it wasn't written.
    pub done: Result<Stored<T>, StoreError>,
    /// What it says where somebody else changed it meanwhile.
    pub theirs: Option<T>,
}

/// A new session's record, and the session that the next mark is to be as in.
pub(super) type NewSession = (Place, Option<Arc<Session>>);

/// A session that was added, or why not.
#[derive(Debug)]
pub(super) struct Added {
    /// The course's folder.
    pub course: Place,
    /// What was chosen and open when it was asked for.
    pub standing: Standing,
    /// Its record, and the session that the next mark is to be as in.
    pub done: Result<Stored<NewSession>, StoreError>,
}

/// Which records are being written, by what names them; a second click while one is doesn't write it twice.
pub(super) type Writing = BTreeSet<String>;
