//! What was done to a patient so far, whatever the course.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use mesomap::chart::{Course, Details, Session};
use mesomap::store::{Library, Past, Place};

use store_support::{course, library, note, session};

fn on(id: &str, started: &str, voided: Option<&str>) -> Session {
    let mut session = session();
    id.clone_into(&mut session.id);
    let voided = voided.map(str::to_owned);
    let details = Details { started: started.parse().unwrap(), voided, ..Details::clone(&session.details) };
    session.details = Arc::new(details);
    session
}

/// Two courses whose sessions lie between each other, one session void.
fn treated(root: &std::path::Path) -> (Library, Place, Place) {
    let (library, face) = library(root);
    let patient = face.parent().unwrap();
    let other = Course { id: "other".to_owned(), title: "Low back pain".to_owned(), ..course() };
    let back = library.create_course(&patient, &other, &note()).unwrap().it;
    for (folder, id, day, voided) in [
        (&face, "a", "2026-09-07", None),
        (&back, "b", "2026-09-14", None),
        (&face, "c", "2026-09-21", Some("wrong patient")),
        (&face, "d", "2026-09-28", None),
    ] {
        let session = on(id, &format!("{day}T10:00:00+02:00"), voided);
        library.create_session(folder, &session, &note()).unwrap();
    }
    (library, patient, face)
}

fn ids(past: &Past) -> Vec<&str> {
    past.sessions.iter().map(|it| it.session.id.as_str()).collect()
}

/// Long enough after now that what was written is known to be the same.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_hours(1)
}

#[test]
fn sessions_of_every_course_stand_by_date_and_what_is_void_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (library, patient, face) = treated(folder.path());
    let past = library.past(&patient, &Past::default(), later()).unwrap();
    assert_eq!(ids(&past), ["a", "b", "d"]);
    assert_eq!(past.of_course(&face).map(|it| it.session.id.as_str()).collect::<Vec<_>>(), ["a", "d"]);
    assert_eq!(past.course(&face).map(|course| course.title.as_str()), Some("Facial rejuvenation"));
    assert!(past.unread.is_empty());
}

#[test]
fn what_is_known_is_not_read_again_and_what_changed_is() {
    let folder = tempfile::tempdir().unwrap();
    let (library, patient, face) = treated(folder.path());
    let first = library.past(&patient, &Past::default(), later()).unwrap();
    let session = on("e", "2026-10-05T10:00:00+02:00", None);
    library.create_session(&face, &session, &note()).unwrap();
    let again = library.past(&patient, &first, later()).unwrap();
    assert_eq!(ids(&again), ["a", "b", "d", "e"]);
    for (before, after) in first.sessions.iter().zip(&again.sessions) {
        assert!(Arc::ptr_eq(&before.session, &after.session), "{} was read again", before.session.id);
    }
    // What was written just before it was read may have changed within the same tick of the clock.
    let hasty = library.past(&patient, &Past::default(), SystemTime::now()).unwrap();
    let again = library.past(&patient, &hasty, later()).unwrap();
    assert!(!Arc::ptr_eq(&hasty.sessions[0].session, &again.sessions[0].session));
}

#[test]
fn a_record_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (library, patient, face) = treated(folder.path());
    let record = library.sessions(&face).unwrap()[0].place.shown();
    std::fs::write(record.join("1.ron"), "no session").unwrap();
    let past = library.past(&patient, &Past::default(), later()).unwrap();
    assert_eq!((ids(&past), past.unread.len()), (vec!["b", "d"], 1));
}
