//! A library: the folder that holds patients, their courses and their sessions. Nothing in it is ever deleted or replaced.

use std::sync::Arc;
use std::time::SystemTime;

use crate::chart::{Course, Patient, Session};

use super::depot::{Kept, Place, Stored};
use super::entries::{CourseEntry, PatientEntry, SessionEntry};
use super::folders::{
    COURSE, LIBRARY, PATIENT, folders_in, has_record, holds_records, record_folders, sessions_in, strange_in,
    unnamed_in,
};
use super::model::LibraryFile;
use super::open::create_session_record;
use super::read::{Parsed, Record, parse};
use super::record::{Base, Lineage, append, create_first_free, current, of_state, stamp, value};
use super::write::{course_text, library_text, patient_text};
use super::{Note, OpenSession, StoreError, Unwritable, Why, names};

/// A library that is open. It keeps no list: every question reads the folder as it is now.
#[derive(Clone, Debug)]
pub struct Library {
    root: Place,
    head: Parsed<LibraryFile>,
    kept: Kept,
}

impl Library {
    /// Makes a folder a library. Refuses one that is a library already.
    ///
    /// # Errors
    ///
    /// When the folder is a library, or can't be written.
    pub fn create_in(root: &Place, name: &str, note: &Note) -> Result<Self, StoreError> {
        if has_record(root, LIBRARY) {
            return Err(StoreError::AlreadyExists { file: root.child(LIBRARY).shown() });
        }
        let text = library_text(&LibraryFile { name: name.to_owned() });
        let appended = append(&root.child(LIBRARY), &text, note, &Base::default())?;
        Ok(Self { kept: appended.kept, ..Self::at(root.clone())? })
    }

    /// The library in a folder.
    ///
    /// # Errors
    ///
    /// When its record can't be read.
    pub fn at(root: Place) -> Result<Self, StoreError> {
        let head = current::<LibraryFile>(&root.child(LIBRARY))?.parsed;
        Ok(Self { root, head, kept: Kept::Surely })
    }

    /// The record that makes a folder a library, whether it is there or not.
    pub fn record_in(root: &Place) -> Place {
        root.child(LIBRARY)
    }

    /// Its folder.
    pub fn root(&self) -> &Place {
        &self.root
    }

    /// How surely what was written of it here lasts: its making, its name.
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// The same, with a folder that was made for it.
    pub(super) fn no_surer_than(self, folder: Kept) -> Self {
        Self { kept: self.kept.max(folder), ..self }
    }

    /// Whether a folder or record is one of its own.
    pub fn holds(&self, place: &Place) -> bool {
        place.root() == self.root
    }

    /// How people name it.
    pub fn name(&self) -> &str {
        &self.head.value.name
    }

    /// Gives it another name; its folder stays where it is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Superseded`] where somebody else did meanwhile.
    pub fn rename(&mut self, name: &str, note: &Note) -> Result<(), StoreError> {
        self.require_current()?;
        let record = self.root.child(LIBRARY);
        let (before, base) = current::<LibraryFile>(&record)?.into_change()?;
        if before != self.head.value {
            return Err(StoreError::Superseded { file: record.shown() });
        }
        let appended = append(&record, &library_text(&LibraryFile { name: name.to_owned() }), note, &base)?;
        self.kept = appended.kept;
        self.head = current(&record)?.parsed;
        Ok(())
    }

    /// Its patients by name, unreadable ones last.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn patients(&self) -> Result<Vec<PatientEntry>, StoreError> {
        let folders = record_folders(&self.root, PATIENT)?;
        let mut entries: Vec<_> =
            folders.into_iter().map(|folder| self.patient(folder, SystemTime::UNIX_EPOCH)).collect();
        entries.extend(unnamed_in(&self.root).into_iter().map(PatientEntry::unnamed));
        entries.sort_by_cached_key(|entry| sort_key(entry.patient.as_ref().ok().map(|patient| &patient.name)));
        Ok(entries)
    }

    /// Its patients, in no order that means anything: of those that are `known` by their folder only the records that changed
    /// since are read. `now` is what the clock shows.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn patients_again(
        &self,
        known: impl Fn(&Place) -> Option<Arc<PatientEntry>>,
        now: SystemTime,
    ) -> Result<Vec<Arc<PatientEntry>>, StoreError> {
        let entry = |folder: Place| {
            let record = folder.child(PATIENT);
            // One that couldn't be read may be readable now, without having changed.
            let same = |known: &Arc<PatientEntry>| {
                known.patient.is_ok() && known.stamp == Some(stamp(&record, known.newest.as_ref()))
            };
            if let Some(known) = known(&folder).filter(same) {
                return Some(known);
            }
            let read = self.patient(folder.clone(), now);
            // A folder without the record is a patient's only where it holds others.
            let is_bare = matches!(read.patient, Err(StoreError::NotFound { .. }));
            (!is_bare || holds_records(&folder)).then(|| Arc::new(read))
        };
        let named = folders_in(&self.root)?.into_iter().filter_map(entry);
        Ok(named.chain(unnamed_in(&self.root).into_iter().map(|it| Arc::new(PatientEntry::unnamed(it)))).collect())
    }

    /// The patient in a folder; `now` is what the clock shows.
    pub fn patient(&self, folder: Place, now: SystemTime) -> PatientEntry {
        let record = folder.child(PATIENT);
        // Before it is read: what is written meanwhile makes it another.
        let before = stamp(&record, None).settled(now);
        let read = current::<Patient>(&record);
        let newest = read.as_ref().ok().map(|current| current.place.clone());
        let stamp = before.and_then(|before| before.with(newest.as_ref()?.stamp()).settled(now));
        PatientEntry { patient: read.map(|current| current.parsed.value), folder, stamp, newest }
    }

    /// The course in a folder.
    pub fn course(&self, folder: Place) -> CourseEntry {
        CourseEntry { course: value(&folder.child(COURSE)), folder }
    }

    /// The courses in a patient's folder by title, unreadable ones last.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn courses(&self, patient_folder: &Place) -> Result<Vec<CourseEntry>, StoreError> {
        let folders = record_folders(patient_folder, COURSE)?;
        let mut entries: Vec<_> = folders.into_iter().map(|folder| self.course(folder)).collect();
        let unnamed = unnamed_in(patient_folder).into_iter();
        entries.extend(unnamed.map(|(folder, error)| CourseEntry { folder, course: Err(error) }));
        entries.sort_by_cached_key(|entry| sort_key(entry.course.as_ref().ok().map(|course| &course.title)));
        Ok(entries)
    }

    /// The sessions in a course's folder by date, unreadable ones last.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn sessions(&self, course_folder: &Place) -> Result<Vec<SessionEntry>, StoreError> {
        let mut entries: Vec<_> = sessions_in(course_folder)?.into_iter().map(SessionEntry::of).collect();
        let strange = strange_in(course_folder).into_iter();
        entries.extend(strange.map(|(place, error)| SessionEntry { place, summary: Err(error) }));
        // Stable, so that equal dates stay in the order of their names.
        entries.sort_by_key(|entry| {
            let started = entry.summary.as_ref().ok().map(|summary| summary.started);
            (started.is_none(), started)
        });
        Ok(entries)
    }

    /// Writes a new patient into a folder of a speaking name, and returns the folder.
    ///
    /// # Errors
    ///
    /// When it can't be written or couldn't be read back.
    pub fn create_patient(&self, patient: &Patient, note: &Note) -> Result<Stored<Place>, StoreError> {
        let slug = names::slug(&patient.name, "patient");
        self.create_record((&self.root, PATIENT), &slug, (patient, &patient_text(patient)), note)
    }

    /// Writes a new course into a folder of a speaking name in a patient's folder, and returns the folder.
    ///
    /// # Errors
    ///
    /// When it can't be written or couldn't be read back.
    pub fn create_course(
        &self,
        patient_folder: &Place,
        course: &Course,
        note: &Note,
    ) -> Result<Stored<Place>, StoreError> {
        let slug = names::slug(&course.title, "course");
        self.create_record((patient_folder, COURSE), &slug, (course, &course_text(course)), note)
    }

    /// Saves a patient as changed from what was `before`; the folder keeps its name. Returns how surely that lasts.
    ///
    /// # Errors
    ///
    /// [`StoreError::Superseded`] where the record isn't as it was before any more; refuses another patient (by id), and a
    /// record that can't be read or that a newer program wrote.
    pub fn save_patient(
        &self,
        folder: &Place,
        [before, patient]: [&Patient; 2],
        note: &Note,
    ) -> Result<Kept, StoreError> {
        self.save_record(
            &folder.child(PATIENT),
            [before, patient],
            &patient_text(patient),
            (|patient| &patient.id, note),
        )
    }

    /// Saves a changed course, like [`Self::save_patient`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn save_course(&self, folder: &Place, [before, course]: [&Course; 2], note: &Note) -> Result<Kept, StoreError> {
        self.save_record(&folder.child(COURSE), [before, course], &course_text(course), (|course| &course.id, note))
    }

    /// Writes a new session, its record named by date and number, and opens it.
    ///
    /// # Errors
    ///
    /// When it can't be written or couldn't be read back.
    pub fn create_session(
        &self,
        course_folder: &Place,
        session: &Session,
        note: &Note,
    ) -> Result<OpenSession, StoreError> {
        self.require_current()?;
        let taken = sessions_in(course_folder)?;
        let numbers = taken.iter().filter_map(|record| names::session_number(record.name()));
        let mut number = numbers.max().map_or(1, |last| last.saturating_add(1));
        loop {
            let name = names::session_record_name(session.details.started.date(), number);
            match create_session_record(&course_folder.child(&name), session, note) {
                Err(StoreError::AlreadyExists { .. } | StoreError::Superseded { .. }) if number < u32::MAX => {
                    number += 1;
                }
                done => return done,
            }
        }
    }

    /// A newer program may lay out folders in another way: then nothing is added. Nor where the library isn't any more.
    pub(super) fn require_current(&self) -> Result<(), StoreError> {
        require_there(&self.root)?;
        self.head.clone().replaceable(&self.root.child(LIBRARY).shown()).map(|_current| ())
    }

    fn create_record<T: Record + PartialEq>(
        &self,
        (within, record): (&Place, &str),
        slug: &str,
        (value, text): (&T, &str),
        note: &Note,
    ) -> Result<Stored<Place>, StoreError> {
        self.require_current()?;
        require_readable(&within.child(slug).child(record), value, text)?;
        let taken: Vec<String> = within.list()?.into_iter().map(|entry| entry.name).collect();
        let free = names::candidates(slug).filter(|name| !taken.iter().any(|taken| names::is_same(taken, name)));
        let made = create_first_free(within, free.map(|name| within.child(&name).child(record)), text, note)?;
        let (made, appended) = made.ok_or_else(|| StoreError::AlreadyExists { file: within.child(slug).shown() })?;
        Ok(Stored { it: made.parent().unwrap_or(made), kept: appended.kept })
    }

    fn save_record<T: Record + PartialEq>(
        &self,
        record: &Place,
        [before, after]: [&T; 2],
        text: &str,
        (id, note): (impl Fn(&T) -> &String, &Note),
    ) -> Result<Kept, StoreError> {
        self.require_current()?;
        require_readable(record, after, text)?;
        let (now, base) = match current::<T>(record) {
            // The folder lost its record: there is nothing that it could have become.
            Err(StoreError::NotFound { .. }) => {
                return append(record, text, note, &Base::default()).map(|appended| appended.kept);
            }
            read => read?.into_change()?,
        };
        if id(&now) != id(after) {
            return Err(StoreError::Unsavable { file: record.shown(), why: Unwritable::OtherRecord });
        }
        if now != *before {
            return Err(StoreError::Superseded { file: record.shown() });
        }
        append(record, text, note, &base).map(|appended| appended.kept)
    }
}

/// The patient and the course in whose folders the session lies, if it lies in a library that can be read.
pub fn record_of(session: &Place) -> Option<(Patient, Course)> {
    record_unless_forked(session).ok()?
}

/// As [`record_of`].
///
/// # Errors
///
/// [`StoreError::Forked`] where nobody has said yet which of two states is the patient, the course or the library.
pub fn record_unless_forked(session: &Place) -> Result<Option<(Patient, Course)>, StoreError> {
    let course = super::open::record_place(session).parent();
    let patient = course.as_ref().and_then(Place::parent).filter(|patient| patient.key().depth() == 1);
    let (Some(course), Some(patient)) = (course, patient) else { return Ok(None) };
    if unless_forked(Library::at(session.root()))?.is_none() {
        return Ok(None);
    }
    let patient = unless_forked(value(&patient.child(PATIENT)))?;
    Ok(patient.zip(unless_forked(value(&course.child(COURSE)))?))
}

fn unless_forked<T>(read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match read {
        Err(forked @ StoreError::Forked { .. }) => Err(forked),
        read => Ok(read.ok()),
    }
}

/// Why the patient or the course that a session belongs to is void, as it was told, and which of them is: nothing is added to it
/// either. Of a record that is several states, one that is void is enough, until somebody says which one counts.
pub fn void_above(session: &Place) -> Option<(Why, String)> {
    let course = super::open::record_place(session).parent()?;
    let patient = course.parent().filter(|patient| patient.key().depth() == 1)?;
    let of_patient = void_head(&patient.child(PATIENT), |patient: Patient| patient.voided);
    let of_course = || void_head(&course.child(COURSE), |course: Course| course.voided);
    of_patient.map(|why| (Why::PatientVoid, why)).or_else(|| of_course().map(|why| (Why::CourseVoid, why)))
}

/// Why a state that a record ends in is void, where one is.
fn void_head<T: Record>(record: &Place, voided: impl Fn(T) -> Option<String>) -> Option<String> {
    let lineage = Lineage::of(record).ok()?;
    lineage.heads().find_map(|state| voided(of_state(state, lineage.last()).ok()?.parsed.value))
}

/// Refuses a folder that somebody moved or renamed.
pub(super) fn require_there(folder: &Place) -> Result<(), StoreError> {
    folder.exists().then_some(()).ok_or_else(|| StoreError::Gone { file: folder.shown() })
}

/// Whether a session lies in a course of a library, whatever the records of patient and course say.
pub fn is_in_a_course(session: &Place) -> bool {
    let patient = super::open::record_place(session).parent().and_then(|course| course.parent());
    patient.is_some_and(|patient| patient.key().depth() == 1) && Library::at(session.root()).is_ok()
}

/// Refuses what couldn't be read back, such as a record without an id.
pub(super) fn require_readable<T: Record + PartialEq>(record: &Place, value: &T, text: &str) -> Result<(), StoreError> {
    let same = parse::<T>(text).is_ok_and(|parsed| parsed.value == *value);
    let refused = || StoreError::Unsavable { file: record.shown(), why: Unwritable::NoIdOrDate };
    same.then_some(()).ok_or_else(refused)
}

/// By name whatever the case; what has none comes last.
fn sort_key(name: Option<&String>) -> (bool, String) {
    (name.is_none(), name.map(|name| name.to_lowercase()).unwrap_or_default())
}
