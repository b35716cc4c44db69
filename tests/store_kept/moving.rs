//! What becomes of a save whose folder somebody moves away between the look at it and the step: nothing is made anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mesomap::chart::{Course, Patient};
use mesomap::store::depot::{Claim, Depot, Entry, Held, Key, LocalFolder, Memory};
use mesomap::store::{
    Holds, Kept, Library, Lineage, OpenSession, Place, Stamp, StoreError, open_session, save_upon, shipped_protocols,
    write_copy_in,
};

use crate::store_support::{changed, cocktail, course, library, note, patient, session};

/// A folder of which somebody moves a part away just before something is written.
#[derive(Debug)]
struct Moving {
    within: LocalFolder,
    part: PathBuf,
    armed: AtomicBool,
}

impl Moving {
    fn step(&self) {
        if self.armed.swap(false, Ordering::SeqCst) {
            fs::rename(&self.part, self.part.with_extension("away")).unwrap();
        }
    }
}

impl Depot for Moving {
    passes_on!();

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        self.step();
        self.within.create(file, within, bytes)
    }

    fn claim(&self, record: &Key) -> Claim {
        self.step();
        self.within.claim(record)
    }
}

/// What is tried: a library, a patient's folder, a course's folder, an open session.
type Step = fn(&Library, [&Place; 2], &mut OpenSession) -> Option<StoreError>;

const SAVES_OF_A_PATIENT: &[(&str, Step)] = &[
    ("changes of a patient", |library, [anna, _], _| {
        let (before, after) = (patient("Anna Sample"), Patient { notes: "x".to_owned(), ..patient("Anna Sample") });
        library.save_patient(anna, [&before, &after], &note()).err()
    }),
    ("what a patient's states became", |_, [anna, _], _| upon(&anna.child("patient.record"))),
    ("a course", |library, [anna, _], _| library.create_course(anna, &course(), &note()).err()),
];

const SAVES_OF_A_COURSE: &[(&str, Step)] = &[
    ("changes of a course", |library, [_, face], _| {
        let (before, after) = (course(), Course { notes: "x".to_owned(), ..course() });
        library.save_course(face, [&before, &after], &note()).err()
    }),
    ("what a course's states became", |_, [_, face], _| upon(&face.child("course.record"))),
    ("a session", |library, [_, face], _| library.create_session(face, &session(), &note()).err()),
    ("a copy", |_, [_, face], _| write_copy_in(face, "copy", &session(), &note()).err()),
];

const SAVES_OF_A_SESSION: &[(&str, Step)] = &[
    ("a state", |_, _, open| open.save(&changed(&session()), &note()).err()),
    ("work", |_, _, open| open.autosave(&changed(&session()), &note()).err()),
    ("what a session's states became", |_, _, open| {
        OpenSession::merge(open.place(), &changed(&session()), &note()).err()
    }),
    ("a session that counts again", |_, _, open| OpenSession::unvoid(open.place(), &note()).err()),
];

fn upon(record: &Place) -> Option<StoreError> {
    let lineage = Lineage::of(record).unwrap();
    let Holds::Other(content) = lineage.holds(lineage.head().unwrap()).unwrap().0 else { panic!("no session") };
    save_upon(&lineage.ends().unwrap(), &Holds::Other(content), &note()).err()
}

/// A session's record, as in the layout of before, when there were no folders of records, where `is_old`.
fn put_session(root: &Path, is_old: bool) -> PathBuf {
    let (library, face) = library(root);
    let record = library.create_session(&face, &session(), &note()).unwrap().place().shown();
    if is_old {
        let text = mesomap::store::session_text(&session()).unwrap();
        fs::write(record.with_extension("ron"), text).unwrap();
        fs::remove_dir_all(&record).unwrap();
    }
    record
}

/// Tries one step with `part` moved away just before it writes.
fn assert_not_made_anew((what, step): (&str, Step), part: &str, is_old: bool) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let record = put_session(&root, is_old);
    let part = if part.is_empty() { record } else { root.join(part) };
    let within = LocalFolder::at(&root).unwrap();
    let depot = Arc::new(Moving { within, part: part.clone(), armed: AtomicBool::new(false) });
    let root = Place::new(Arc::clone(&depot) as Arc<dyn Depot>, Key::ROOT);
    let library = Library::at(root.clone()).unwrap();
    let anna = root.child("anna-sample");
    let face = anna.child("facial-rejuvenation");
    let mut open = open_session(&face.child("2026-09-07-session-1.record")).unwrap();
    depot.armed.store(true, Ordering::SeqCst);
    let refused = step(&library, [&anna, &face], &mut open);
    assert!(!depot.armed.load(Ordering::SeqCst), "{what} was never written");
    assert!(!part.exists(), "{what} made {} anew", part.display());
    assert!(matches!(refused, Some(StoreError::Gone { .. })), "{what} in {}: {refused:?}", part.display());
}

#[test]
fn a_patients_folder_that_is_moved_between_the_look_and_the_step_is_not_made_anew() {
    for step in [SAVES_OF_A_PATIENT, SAVES_OF_A_COURSE, SAVES_OF_A_SESSION].concat() {
        assert_not_made_anew(step, "anna-sample", false);
    }
}

#[test]
fn a_courses_folder_that_is_moved_between_the_look_and_the_step_is_not_made_anew() {
    for step in [SAVES_OF_A_COURSE, SAVES_OF_A_SESSION].concat() {
        assert_not_made_anew(step, "anna-sample/facial-rejuvenation", false);
    }
    // A session of the layout of before makes its record's folder with the first save, and that alone.
    for step in SAVES_OF_A_SESSION {
        assert_not_made_anew(*step, "anna-sample/facial-rejuvenation", true);
    }
}

#[test]
fn a_record_that_is_moved_between_the_look_and_the_step_is_not_made_anew() {
    for step in SAVES_OF_A_SESSION {
        assert_not_made_anew(*step, "", false);
    }
    assert_not_made_anew(SAVES_OF_A_PATIENT[0], "anna-sample/patient.record", false);
    assert_not_made_anew(SAVES_OF_A_COURSE[0], "anna-sample/facial-rejuvenation/course.record", false);
}

#[test]
fn the_clinics_own_folder_that_is_moved_between_the_look_and_the_step_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let (library, _face) = library(&root);
    library.learn(&cocktail(), &note()).unwrap();
    library.add_protocol(&shipped_protocols()[0], "own", &note()).unwrap();
    let steps: [fn(&Library) -> Option<StoreError>; 3] = [
        |library| library.learn(&mesomap::chart::Cocktail { name: "Other".to_owned(), ..cocktail() }, &note()).err(),
        |library| library.add_protocol(&shipped_protocols()[0], "own", &note()).err(),
        |library| library.add_protocol(&shipped_protocols()[1], "new", &note()).err(),
    ];
    let part = root.join("clinic");
    for step in steps {
        let within = LocalFolder::at(&root).unwrap();
        let depot = Arc::new(Moving { within, part: part.clone(), armed: AtomicBool::new(true) });
        let library = Library::at(Place::new(depot, Key::ROOT)).unwrap();
        let refused = step(&library);
        assert!(matches!(refused, Some(StoreError::Gone { .. })), "{refused:?}");
        assert!(!part.exists(), "made anew");
        fs::rename(part.with_extension("away"), &part).unwrap();
    }
}

/// The same in a place that knows no folders.
#[test]
fn nothing_is_made_in_memory_below_what_is_not_there() {
    let root = Place::new(Arc::new(Memory::default()), Key::ROOT);
    let library = Library::create_in(&root, "Clinic", &note()).unwrap();
    let anna = library.create_patient(&patient("Anna Sample"), &note()).unwrap();
    let moved = root.child("moved");
    assert!(library.create_course(&moved, &course(), &note()).is_err());
    assert!(matches!(write_copy_in(&anna.child("moved"), "copy", &session(), &note()), Err(StoreError::Gone { .. })));
    assert_eq!((library.patients().unwrap().len(), library.courses(&anna).unwrap().len()), (1, 0));
}
