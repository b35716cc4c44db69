//! What was done to a patient so far: every session that counts, of every course.

use std::sync::Arc;
use std::time::SystemTime;

use super::depot::{Place, Stamp, stamps};
use super::folders::{is_conflict_copy, sessions_in};
use super::{Library, StoreError, load_session};
use crate::chart::{Course, Session};

/// A session that counts, with the course that it belongs to.
#[derive(Clone, Debug)]
pub struct PastSession {
    /// Its record.
    pub place: Place,
    /// The folder of its course.
    pub course: Place,
    /// What it holds.
    pub session: Arc<Session>,
    /// By what it is known that it is the same later; `None` of what was written just before it was read.
    stamp: Option<Stamp>,
}

/// Every session of a patient that counts.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Courses that count, by folder.
    pub courses: Vec<(Place, Course)>,
    /// Sessions by date; of equal dates by identity.
    pub sessions: Vec<PastSession>,
    /// What can't be read, so that it isn't known whether it counts.
    pub unread: Vec<StoreError>,
}

impl Past {
    /// The course in a folder.
    pub fn course(&self, folder: &Place) -> Option<&Course> {
        self.courses.iter().find(|(place, _)| place == folder).map(|(_, course)| course)
    }

    /// The sessions of the course in a folder, by date.
    pub fn of_course<'a>(&'a self, folder: &'a Place) -> impl DoubleEndedIterator<Item = &'a PastSession> {
        self.sessions.iter().filter(move |past| past.course == *folder)
    }

    fn known(&self, place: &Place, stamp: Stamp) -> Option<&PastSession> {
        self.sessions.iter().find(|known| known.place == *place && known.stamp == Some(stamp))
    }
}

impl Library {
    /// Every session of the patient in a folder that counts; of those that are `known` only the records that changed since are
    /// read. `now` is what the clock shows. What is void, and what lies in a void course, is left out.
    ///
    /// # Errors
    ///
    /// Only when the folder itself can't be read.
    pub fn past(&self, patient: &Place, known: &Past, now: SystemTime) -> Result<Past, StoreError> {
        let mut past = Past::default();
        for entry in self.courses(patient)? {
            match entry.course {
                Ok(course) if course.voided.is_none() => past.add(entry.folder, course, known, now),
                Ok(_void) => {}
                Err(why) => past.unread.push(why),
            }
        }
        past.sessions.sort_by(|a, b| {
            let key = |past: &PastSession| (past.session.details.started, past.session.id.clone());
            key(a).cmp(&key(b))
        });
        Ok(past)
    }
}

impl Past {
    fn add(&mut self, folder: Place, course: Course, known: &Self, now: SystemTime) {
        match sessions_in(&folder) {
            Ok(places) => {
                // Before they are read: what is written meanwhile makes them others.
                for (place, stamp) in stamps(places) {
                    self.read(&folder, place, (stamp, known), now);
                }
            }
            Err(why) => self.unread.push(why),
        }
        self.courses.push((folder, course));
    }

    fn read(&mut self, course: &Place, place: Place, (stamp, known): (Stamp, &Self), now: SystemTime) {
        if let Some(same) = known.known(&place, stamp) {
            return self.sessions.push(same.clone());
        }
        if is_conflict_copy(place.name()) {
            return self.unread.push(StoreError::ConflictCopy { file: place.shown() });
        }
        match load_session(&place) {
            Ok(session) if session.details.voided.is_none() => self.sessions.push(PastSession {
                place,
                course: course.clone(),
                session: Arc::new(session),
                stamp: stamp.settled(now),
            }),
            Ok(_void) => {}
            Err(why) => self.unread.push(why),
        }
    }
}
