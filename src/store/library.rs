//! A library: the folder that holds patients, their courses and their sessions. Nothing in it is ever deleted.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::atlas::BodyKind;
use crate::chart::{Course, Moment, Patient, Session, Tally};

use super::model::{LibraryFile, SessionFile};
use super::open::create_session_file;
use super::read::{Parsed, Record, load, parse};
use super::walk::{
    COURSE_FILE, LIBRARY_FILE, PATIENT_FILE, folders_in, holds_records, record_folders, session_files, session_files_in,
};
use super::watch::Stamp;
use super::write::{course_text, library_text, patient_text};
use super::{OpenSession, StoreError, Unwritable, disk, lock, lock::Held, names};

/// A library that is open. It keeps no list: every question reads the folder as it is now.
#[derive(Clone, Debug)]
pub struct Library {
    root: PathBuf,
    head: Parsed<LibraryFile>,
}

/// A patient's folder and what its file says.
#[derive(Clone, Debug)]
pub struct PatientEntry {
    /// The folder.
    pub folder: PathBuf,
    /// The patient, or why the file can't be read.
    pub patient: Result<Patient, StoreError>,
    /// How the file stood when it was read; `None` where a later state could look the same.
    pub stamp: Option<Stamp>,
}

/// A course's folder and what its file says.
#[derive(Clone, Debug)]
pub struct CourseEntry {
    /// The folder.
    pub folder: PathBuf,
    /// The course, or why the file can't be read.
    pub course: Result<Course, StoreError>,
}

/// A session's file and what it says in short.
#[derive(Clone, Debug)]
pub struct SessionEntry {
    /// The file.
    pub file: PathBuf,
    /// The session in short, or why the file can't be read.
    pub summary: Result<SessionSummary, StoreError>,
}

/// What a list of sessions shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionSummary {
    /// Stable identifier.
    pub id: String,
    /// How people name it.
    pub title: String,
    /// When it took place.
    pub started: Moment,
    /// Who treated.
    pub clinician: String,
    /// The body that it is charted on.
    pub body: BodyKind,
    /// How many marks it holds, and their volumes together.
    pub tally: Tally,
    /// Whether a newer version of the program wrote it, so that it opens read-only.
    pub newer: bool,
}

impl SessionSummary {
    fn of(parsed: Parsed<SessionFile>) -> Self {
        let (file, newer) = (parsed.value, parsed.newer.is_some());
        Self {
            tally: file.marks.iter().map(|mark| mark.deposit.volume).collect(),
            id: file.id,
            title: file.details.title,
            started: file.details.started,
            clinician: file.details.clinician,
            body: file.body,
            newer,
        }
    }
}

impl Library {
    /// Makes `root` a library; the folder is created where it doesn't exist. Refuses a folder that is one already.
    pub fn create(root: &Path, name: &str) -> Result<Self, StoreError> {
        std::fs::create_dir_all(root).map_err(|error| StoreError::io(root, "created", error))?;
        let value = LibraryFile { name: name.to_owned() };
        disk::create(&root.join(LIBRARY_FILE), &library_text(&value))?;
        Self::open(root)
    }

    /// The library that `path` is or lies in: its folder, or any folder or file inside.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let from = disk::one_spelling(path).or_else(|_missing| std::path::absolute(path));
        let from = from.map_err(|error| StoreError::io(path, "read", error))?;
        let root = from.ancestors().find(|folder| folder.join(LIBRARY_FILE).is_file());
        let Some(root) = root else {
            return Err(StoreError::NotALibrary { file: path.to_owned() });
        };
        let head = load(&root.join(LIBRARY_FILE))?;
        Ok(Self { root: root.to_owned(), head })
    }

    /// Its folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a folder is one of its own.
    pub fn holds(&self, folder: &Path) -> bool {
        disk::one_spelling(folder).is_ok_and(|folder| folder.starts_with(&self.root))
    }

    /// How people name it.
    pub fn name(&self) -> &str {
        &self.head.value.name
    }

    /// Gives it another name; its folder stays where it is.
    pub fn rename(&mut self, name: &str) -> Result<(), StoreError> {
        self.require_current()?;
        let file = self.root.join(LIBRARY_FILE);
        disk::replace(&file, &library_text(&LibraryFile { name: name.to_owned() }))?;
        self.head = load(&file)?;
        Ok(())
    }

    /// Its patients by name, unreadable ones last. Errors only when the folder itself can't be read.
    pub fn patients(&self) -> Result<Vec<PatientEntry>, StoreError> {
        let folders = record_folders(&self.root, PATIENT_FILE)?;
        let entry =
            |folder: PathBuf| PatientEntry { patient: load_value(&folder.join(PATIENT_FILE)), folder, stamp: None };
        let mut entries: Vec<_> = folders.into_iter().map(entry).collect();
        entries.sort_by_cached_key(|entry| sort_key(entry.patient.as_ref().ok().map(|patient| &patient.name)));
        Ok(entries)
    }

    /// Its patients, in no order that means anything: of those that are `known` by their folder only the files that changed
    /// since are read. `now` is what the clock shows. Errors only when the folder itself can't be read.
    pub fn patients_again(
        &self,
        known: impl Fn(&Path) -> Option<Arc<PatientEntry>>,
        now: SystemTime,
    ) -> Result<Vec<Arc<PatientEntry>>, StoreError> {
        let entry = |folder: PathBuf| {
            let stamp = Stamp::of(&folder.join(PATIENT_FILE));
            // One that couldn't be read may be readable now, without having changed.
            let same = |known: &Arc<PatientEntry>| known.stamp == Some(stamp) && known.patient.is_ok();
            if let Some(known) = known(&folder).filter(same) {
                return Some(known);
            }
            (stamp.is_there() || holds_records(&folder)).then(|| Arc::new(self.patient(folder, now)))
        };
        Ok(folders_in(&self.root)?.into_iter().filter_map(entry).collect())
    }

    /// The patient in a folder; `now` is what the clock shows.
    pub fn patient(&self, folder: PathBuf, now: SystemTime) -> PatientEntry {
        let file = folder.join(PATIENT_FILE);
        // Before it is read: what is written meanwhile makes it another.
        let stamp = Stamp::of(&file).settled(now);
        PatientEntry { patient: load_value(&file), folder, stamp }
    }

    /// The course in a folder.
    pub fn course(&self, folder: PathBuf) -> CourseEntry {
        CourseEntry { course: load_value(&folder.join(COURSE_FILE)), folder }
    }

    /// The courses in a patient's folder by title, unreadable ones last.
    pub fn courses(&self, patient_folder: &Path) -> Result<Vec<CourseEntry>, StoreError> {
        let folders = record_folders(patient_folder, COURSE_FILE)?;
        let mut entries: Vec<_> = folders.into_iter().map(|folder| self.course(folder)).collect();
        entries.sort_by_cached_key(|entry| sort_key(entry.course.as_ref().ok().map(|course| &course.title)));
        Ok(entries)
    }

    /// The sessions in a course's folder by date, unreadable ones last.
    pub fn sessions(&self, course_folder: &Path) -> Result<Vec<SessionEntry>, StoreError> {
        let files = session_files_in(course_folder)?;
        let entry = |file: PathBuf| SessionEntry { summary: load(&file).map(SessionSummary::of), file };
        let mut entries: Vec<_> = files.into_iter().map(entry).collect();
        // Stable, so that equal dates stay in the order of their names.
        entries.sort_by_key(|entry| {
            let started = entry.summary.as_ref().ok().map(|summary| summary.started);
            (started.is_none(), started)
        });
        Ok(entries)
    }

    /// Writes a new patient into a folder of a speaking name, and returns the folder.
    pub fn create_patient(&self, patient: &Patient) -> Result<PathBuf, StoreError> {
        let slug = names::slug(&patient.name, "patient");
        self.create_record(&self.root, &slug, PATIENT_FILE, patient, &patient_text(patient))
    }

    /// Writes a new course into a folder of a speaking name in a patient's folder, and returns the folder.
    pub fn create_course(&self, patient_folder: &Path, course: &Course) -> Result<PathBuf, StoreError> {
        let slug = names::slug(&course.title, "course");
        self.create_record(patient_folder, &slug, COURSE_FILE, course, &course_text(course))
    }

    /// Saves a changed patient and returns the folder, which follows the name unless a session in it is open.
    ///
    /// Refuses to write over another patient (by id), an unreadable file, and one of a newer version.
    pub fn save_patient(&self, folder: &Path, patient: &Patient) -> Result<PathBuf, StoreError> {
        let file = folder.join(PATIENT_FILE);
        self.save_record(&file, patient, &patient_text(patient), |patient| &patient.id)?;
        Ok(follow_name(folder, &names::slug(&patient.name, "patient")))
    }

    /// Saves a changed course, like [`Self::save_patient`].
    pub fn save_course(&self, folder: &Path, course: &Course) -> Result<PathBuf, StoreError> {
        let file = folder.join(COURSE_FILE);
        self.save_record(&file, course, &course_text(course), |course| &course.id)?;
        Ok(follow_name(folder, &names::slug(&course.title, "course")))
    }

    /// Writes a new session file, named by date and number, and opens it.
    pub fn create_session(&self, course_folder: &Path, session: &Session) -> Result<OpenSession, StoreError> {
        self.require_current()?;
        let files = session_files_in(course_folder)?;
        let number = |file: &PathBuf| names::session_number(file.file_name()?.to_str()?);
        let mut number = files.iter().filter_map(number).max().map_or(1, |last| last.saturating_add(1));
        loop {
            let name = names::session_file_name(session.details.started.date(), number);
            match create_session_file(course_folder.join(name), session) {
                Err(StoreError::AlreadyExists { .. }) if number < u32::MAX => number += 1,
                done => return done,
            }
        }
    }

    /// A newer program may lay out folders in another way: then nothing is added.
    pub(super) fn require_current(&self) -> Result<(), StoreError> {
        self.head.clone().replaceable(&self.root.join(LIBRARY_FILE)).map(|_current| ())
    }

    fn create_record<T: Record + PartialEq>(
        &self,
        within: &Path,
        slug: &str,
        file_name: &str,
        record: &T,
        text: &str,
    ) -> Result<PathBuf, StoreError> {
        self.require_current()?;
        require_readable(&within.join(slug).join(file_name), record, text)?;
        let folder = create_free_folder(within, slug)?;
        disk::create(&folder.join(file_name), text).inspect_err(|_failed| {
            // Only ever removes it while empty.
            let _ = std::fs::remove_dir(&folder);
        })?;
        disk::sync_folder(within);
        Ok(folder)
    }

    fn save_record<T: Record + PartialEq>(
        &self,
        file: &Path,
        record: &T,
        text: &str,
        id: impl Fn(&T) -> &str,
    ) -> Result<(), StoreError> {
        self.require_current()?;
        require_readable(file, record, text)?;
        let before = match load::<T>(file) {
            // The folder lost its file: there is nothing to write over.
            Err(StoreError::NotFound { .. }) => return disk::create(file, text),
            before => before?.replaceable(file)?,
        };
        if id(&before) != id(record) {
            return Err(StoreError::Unsavable { file: file.to_owned(), why: Unwritable::OtherRecord });
        }
        disk::replace(file, text)
    }
}

/// The patient and the course in whose folders the session lies, if it lies in a library that can be read.
pub fn record_of(session: &Path) -> Option<(Patient, Course)> {
    let session = disk::one_spelling(session).ok()?;
    let root = Library::open(&session).ok()?.root;
    // The folders between the library and the session, the patient's first: only their two files are read.
    let inside = session.strip_prefix(&root).ok()?.parent()?;
    let mut folders = inside.iter().scan(root, |folder, name| {
        folder.push(name);
        Some(folder.clone())
    });
    let patient = load_value(&folders.next()?.join(PATIENT_FILE)).ok()?;
    Some((patient, load_value(&folders.next()?.join(COURSE_FILE)).ok()?))
}

/// Refuses what couldn't be read back, such as a record without an id.
fn require_readable<T: Record + PartialEq>(file: &Path, record: &T, text: &str) -> Result<(), StoreError> {
    let same = parse::<T>(text).is_ok_and(|parsed| parsed.value == *record);
    let refused = || StoreError::Unsavable { file: file.to_owned(), why: Unwritable::NoIdOrDate };
    same.then_some(()).ok_or_else(refused)
}

fn load_value<T: Record>(file: &Path) -> Result<T, StoreError> {
    load(file).map(|parsed| parsed.value)
}

/// By name whatever the case; what has none comes last.
fn sort_key(name: Option<&String>) -> (bool, String) {
    (name.is_none(), name.map(|name| name.to_lowercase()).unwrap_or_default())
}

fn create_free_folder(within: &Path, slug: &str) -> Result<PathBuf, StoreError> {
    for folder in names::candidates(within, slug) {
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::io(&folder, "created", error)),
        }
    }
    Err(StoreError::AlreadyExists { file: within.join(slug) })
}

/// Renames `folder` to speak of `slug`, unless a session in it is open or the system refuses; returns where it is now.
fn follow_name(folder: &Path, slug: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let within = folder.parent().unwrap_or(folder);
    if names::speaks_of(&name, slug) || session_files(folder).iter().any(|file| lock::held(file) != Held::No) {
        return folder.to_owned();
    }
    let free = names::candidates(within, slug).find(|candidate| !candidate.exists());
    match free {
        Some(renamed) if std::fs::rename(folder, &renamed).is_ok() => {
            disk::sync_folder(within);
            renamed
        }
        _ => folder.to_owned(),
    }
}
