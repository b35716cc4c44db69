//! Reading a library's records into an index: of those that are known by their stamps nothing but the stamps.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use super::super::depot::{Entry, Kind, Place};
use super::super::folders::{COURSE, LIBRARY, PATIENT, folders_in, is_conflict_copy, is_head, record_of_file};
use super::super::model::SessionFile;
use super::super::read::Record;
use super::super::record::{self, Current, RECORD, current, stamp};
use super::super::{Library, StoreError};
use super::{CourseFacts, Index, Known, OneCourse, OnePatient, OneSession, PatientFacts, SessionFacts, Words, cache};
use crate::atlas::each_large;
use crate::chart::{Course, Patient};

/// So many patients are read between two looks at whether to go on.
const AT_A_TIME: usize = 128;

impl Index {
    /// Reads a library; of the records that are `known`, or that the cache in it knows, only those that changed since. `now` is what
    /// the clock shows. `go_on` is told the share that is done, from 0 to 1, and answers whether to go on; `None` where it
    /// doesn't want to.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn read(
        library: &Library,
        known: Option<&Self>,
        now: SystemTime,
        go_on: &mut dyn FnMut(f32) -> bool,
    ) -> Result<Option<Self>, StoreError> {
        let root = library.root();
        let cached = known.is_none().then(|| cache::load(root, now));
        let known = known.filter(|known| known.root == *root).or(cached.as_ref());
        let (words, kept) = known.map(|known| (Arc::clone(&known.words), known.kept.clone())).unwrap_or_default();
        let folders = folders_in(root)?;
        let reader = Reader { words: &words, now };
        let mut patients = Vec::with_capacity(folders.len());
        for some in folders.chunks(AT_A_TIME) {
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            if !go_on(patients.len() as f32 / folders.len() as f32) {
                return Ok(None);
            }
            let of = |folder: &Place| reader.patient(folder, known.and_then(|known| known.in_folder(folder.name())));
            patients.extend(each_large(some, of).into_iter().flatten());
        }
        patients.sort_by(|a, b| a.folder.cmp(&b.folder));
        Ok(Some(Self { root: root.clone(), patients, words, kept }))
    }
}

/// What is needed wherever a record is read.
struct Reader<'a> {
    words: &'a Words,
    now: SystemTime,
}

impl Reader<'_> {
    /// The patient in a folder; `None` where it is nobody's.
    fn patient(&self, folder: &Place, known: Option<&OnePatient>) -> Option<OnePatient> {
        let entries = folder.list().unwrap_or_default();
        let head = self.record(&folder.child(PATIENT), known.map(|known| &known.head), |current: &Current<Patient>| {
            PatientFacts::of(&current.parsed.value, self.words)
        });
        let is_folder = |entry: &&Entry| {
            entry.kind == Kind::Folder && !entry.name.starts_with('.') && !entry.name.ends_with(RECORD)
        };
        let of = |entry: &Entry| {
            let known = known.and_then(|known| known.courses.iter().find(|course| *course.folder == *entry.name));
            self.course(&folder.child(&entry.name), known)
        };
        let mut courses: Vec<_> = entries.iter().filter(is_folder).filter_map(of).collect();
        courses.sort_by(|a, b| a.folder.cmp(&b.folder));
        let is_there = head.facts.is_some() || !courses.is_empty() || record::exists(&folder.child(PATIENT));
        is_there.then(|| OnePatient { folder: folder.name().into(), head, courses })
    }

    /// The course in a folder; `None` where it is none.
    fn course(&self, folder: &Place, known: Option<&OneCourse>) -> Option<OneCourse> {
        let entries = folder.list().unwrap_or_default();
        let head = self.record(&folder.child(COURSE), known.map(|known| &known.head), |current: &Current<Course>| {
            CourseFacts::of(&current.parsed.value, self.words)
        });
        let of = |name: String| {
            let known = known.and_then(|known| {
                let at = known.sessions.binary_search_by(|session| (*session.record).cmp(&name)).ok()?;
                known.sessions.get(at)
            });
            self.session(&folder.child(&name), known)
        };
        let sessions: Vec<_> = names_of_records(entries).into_iter().filter_map(of).collect();
        let is_there = head.facts.is_some() || !sessions.is_empty() || record::exists(&folder.child(COURSE));
        is_there.then(|| OneCourse { folder: self.words.the(folder.name()), head, sessions })
    }

    /// The session of a record; `None` where nothing was ever saved there.
    fn session(&self, place: &Place, known: Option<&OneSession>) -> Option<OneSession> {
        let of = |current: &Current<SessionFile>| SessionFacts::of(current, self.words);
        let head = if is_conflict_copy(place.name()) {
            Known { stamp: None, newest: self.words.the(""), facts: None }
        } else {
            self.record(place, known.map(|known| &known.head), of)
        };
        let is_there = head.facts.is_some() || record::exists(place);
        is_there.then(|| OneSession { record: self.words.the(place.name()), head })
    }

    /// What is known of a record, if it is as it was; else what it says now.
    fn record<R: Record, T>(
        &self,
        place: &Place,
        known: Option<&Known<T>>,
        of: impl FnOnce(&Current<R>) -> T,
    ) -> Known<T> {
        let is_same = |known: &&Known<T>| {
            let newest = file(place, &known.newest);
            known.facts.is_some() && known.stamp == Some(stamp(place, newest.as_ref()))
        };
        if let Some(known) = known.filter(|known| known.stamp.is_some()).filter(is_same) {
            return Known { stamp: known.stamp, newest: Arc::clone(&known.newest), facts: known.facts.clone() };
        }
        // Before it is read: what is written meanwhile makes it another.
        let before = stamp(place, None).settled(self.now);
        let Ok(current) = current::<R>(place) else {
            return Known { stamp: None, newest: self.words.the(""), facts: None };
        };
        let stamp = before.and_then(|before| before.with(current.place.stamp()).settled(self.now));
        let newest = self.words.the(&name_from(place, &current.place));
        Known { stamp, newest, facts: Some(Arc::new(of(&current))) }
    }
}

/// The records of sessions among what a course's folder holds, whether anything was saved in them or not.
fn names_of_records(entries: Vec<Entry>) -> BTreeSet<String> {
    let name = |entry: Entry| match entry.kind {
        Kind::Folder => entry.name.ends_with(RECORD).then_some(entry.name),
        Kind::File => record_of_file(&entry.name),
        Kind::Other => None,
    };
    entries.into_iter().filter_map(name).filter(|name| !is_head(name) && name != LIBRARY).collect()
}

/// What the file of a state is called as seen from the record's folder.
fn name_from(record: &Place, file: &Place) -> String {
    let is_inside = file.parent().is_some_and(|within| within == *record);
    if is_inside { file.name().to_owned() } else { format!("../{}", file.name()) }
}

/// The file of that name.
fn file(record: &Place, name: &str) -> Option<Place> {
    match name.strip_prefix("../") {
        Some(beside) => Some(record.beside(beside)),
        None => (!name.is_empty()).then(|| record.child(name)),
    }
}
