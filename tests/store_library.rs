//! Libraries on disk: creating, listing, changing and checking them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::sync::Arc;

use mesomap::atlas::BodyKind;
use mesomap::chart::{Allergies, Course, Details, Patient, Session};
use mesomap::store::{
    Defect, Library, Lineage, Place, Problem, Reason, StoreError, check, open_session, place_at, sessions_below,
    unsaved_work,
};

use store_support::{course, library, names, note, patient, session, spelled_plainly};

fn with_id_and_date(id: &str, started: &str) -> Session {
    let mut session = session();
    id.clone_into(&mut session.id);
    let details = Details { started: started.parse().unwrap(), ..Details::clone(&session.details) };
    session.details = Arc::new(details);
    session
}

#[test]
fn a_library_is_made_once_and_found_from_inside() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new").join("clinic");
    assert!(matches!(Library::open(folder.path()), Err(StoreError::NotALibrary { .. })));
    let (library, course) = library(&root);
    assert_eq!((library.name(), library.root().shown()), ("Clinic", spelled_plainly(&root)));
    assert!(matches!(Library::create(&root, "Again", &note()), Err(StoreError::AlreadyExists { .. })));
    let open = library.create_session(&course, &session(), &note()).unwrap();
    for inside in [&root, &course.shown(), &open.place().shown(), &root.join("library.record/1.ron")] {
        assert_eq!(Library::open(inside).unwrap().root(), library.root());
    }
}

#[test]
fn folders_and_files_have_speaking_names() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    assert_eq!(course, library.root().child("anna-sample").child("facial-rejuvenation"));
    let sessions = [("b", "2026-09-21T09:00:00+02:00"), ("a", "2026-09-07T10:30:00+02:00")];
    for (id, started) in sessions {
        library.create_session(&course, &with_id_and_date(id, started), &note()).unwrap();
    }
    let expected = ["2026-09-07-session-2.record", "2026-09-21-session-1.record", "course.record"];
    assert_eq!(names(&course.shown()), expected);
    let listed = library.sessions(&course).unwrap();
    let ids: Vec<_> = listed.iter().map(|entry| entry.summary.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(ids, ["a", "b"], "by date");
    let first = listed[0].summary.as_ref().unwrap();
    assert_eq!((first.tally.points, first.tally.decimal().as_str(), first.title.as_str()), (3, "≥ 0.020", "Session 1"));
    assert_eq!((first.clinician.as_str(), first.body, first.newer), ("Dr Sample", BodyKind::AdultFemale, false));
    assert_eq!((first.saved.clone(), first.altered), (Some(note()), false));
}

#[test]
fn patients_and_courses_round_trip_and_are_listed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic \"A\"", &note()).unwrap();
    let plain = Patient { id: "1".to_owned(), name: "zoe".to_owned(), ..Patient::default() };
    let full = Patient {
        allergies: Allergies::Listed("latex\n\"penicillin\"".to_owned()),
        notes: "\u{202e}x".to_owned(),
        ..patient("Ärmel")
    };
    let people = [plain, patient("Bob"), full];
    for person in &people {
        library.create_patient(person, &note()).unwrap();
    }
    let listed = library.patients().unwrap();
    let read: Vec<_> = listed.iter().map(|entry| entry.patient.clone().unwrap()).collect();
    assert_eq!(read, [people[1].clone(), people[0].clone(), people[2].clone()]);
    let bare = Course { indication: String::new(), planned_days: Vec::new(), ..course() };
    let bob = &listed[0].folder;
    library.create_course(bob, &course(), &note()).unwrap();
    library.create_course(bob, &bare, &note()).unwrap();
    let courses = library.courses(bob).unwrap();
    let read: Vec<_> = courses.iter().map(|entry| entry.course.clone().unwrap()).collect();
    assert_eq!(read, [course(), bare]);
    assert_eq!(courses[1].folder.name(), "facial-rejuvenation-2");
}

#[test]
fn hostile_names_stay_inside_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let library = Library::create(&root, "", &note()).unwrap();
    let long = "x".repeat(10_000);
    for hostile in ["", "..", "../../x", "/etc", "a/b\\c", "NUL", "com1", "😀", "library.ron", ".hidden", &long, "\0"]
    {
        let made = library.create_patient(&patient(hostile), &note()).unwrap();
        assert_eq!(made.parent().as_ref(), Some(library.root()), "{hostile:?}");
        assert!(made.name().len() < 80);
    }
    assert_eq!(library.patients().unwrap().len(), 12);
    assert_eq!(names(folder.path()), ["library"]);
    assert!(check(library.root()).is_empty());
}

#[test]
fn a_changed_name_is_a_state_and_the_folder_keeps_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (mut library, course_folder) = library(folder.path());
    let anna = course_folder.parent().unwrap();
    let open = library.create_session(&course_folder, &session(), &note()).unwrap();
    let renamed = Patient { name: "Anna Other".to_owned(), ..patient("Anna Sample") };
    library.save_patient(&anna, [&patient("Anna Sample"), &renamed], &note()).unwrap();
    assert_eq!(library.patients().unwrap()[0].patient.as_ref().unwrap(), &renamed);
    library
        .save_course(&course_folder, [&course(), &Course { title: "Neck".to_owned(), ..course() }], &note())
        .unwrap();
    library.rename("Another", &note()).unwrap();
    assert_eq!(names(folder.path()), ["anna-sample", "clinic", "library.record"]);
    assert_eq!(names(&anna.shown()), ["facial-rejuvenation", "patient.record"]);
    for record in
        [anna.child("patient.record"), course_folder.child("course.record"), library.root().child("library.record")]
    {
        assert_eq!(names(&record.shown()), ["1.ron", "2.ron"], "what it was stays");
    }
    drop(open);
    assert_eq!(Library::open(folder.path()).unwrap().name(), "Another");
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
}

/// Fault 1: two windows have a patient open; the allergy that one saved was gone once the other saved a number.
#[test]
fn who_saves_second_is_told_and_takes_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let anna = course_folder.parent().unwrap();
    let before = patient("Anna Sample");
    let allergic = Patient { allergies: Allergies::Listed("PENICILLIN".to_owned()), ..before.clone() };
    library.save_patient(&anna, [&before, &allergic], &note()).unwrap();
    let numbered = Patient { reference: "SAMPLE-002".to_owned(), ..before.clone() };
    let refused = library.save_patient(&anna, [&before, &numbered], &note());
    assert!(matches!(refused, Err(StoreError::Superseded { .. })), "{refused:?}");
    assert_eq!(library.patients().unwrap()[0].patient.as_ref().unwrap(), &allergic);
    let both = Patient { reference: "SAMPLE-002".to_owned(), ..allergic.clone() };
    library.save_patient(&anna, [&allergic, &both], &note()).unwrap();
    let longer = Course { indication: "More".to_owned(), ..course() };
    library.save_course(&course_folder, [&course(), &longer], &note()).unwrap();
    let refused =
        library.save_course(&course_folder, [&course(), &Course { notes: "x".to_owned(), ..course() }], &note());
    assert!(matches!(refused, Err(StoreError::Superseded { .. })), "{refused:?}");
    let (mut one, mut two) = (Library::open(folder.path()).unwrap(), Library::open(folder.path()).unwrap());
    one.rename("One", &note()).unwrap();
    assert!(matches!(two.rename("Two", &note()), Err(StoreError::Superseded { .. })));
    assert_eq!(Library::open(folder.path()).unwrap().name(), "One");
}

#[test]
fn a_record_is_never_written_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let anna = course_folder.parent().unwrap();
    let record = anna.child("patient.record").shown();
    let file = record.join("1.ron");
    let known = patient("Anna Sample");
    let refused = |content: Option<&str>, person: &Patient| {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let before = std::fs::read(&file).unwrap();
        let error = library.save_patient(&anna, [&known, person], &note()).unwrap_err();
        assert_eq!((std::fs::read(&file).unwrap(), names(&record).len()), (before, 1));
        error
    };
    assert!(matches!(refused(None, &patient("Other")), StoreError::Unsavable { .. }));
    let nameless = Patient { id: String::new(), ..known.clone() };
    assert!(matches!(refused(None, &nameless), StoreError::Unsavable { .. }));
    let newer = "(schema: \"mesomap/patient/9\", id: \"patient Anna Sample\", name: \"Anna\", photo: [1])";
    assert!(matches!(refused(Some(newer), &known), StoreError::NewerSchema { .. }));
    assert!(matches!(refused(Some("(schema: 3"), &known), StoreError::Syntax { .. }));
    assert!(matches!(library.patients().unwrap()[0].patient, Err(StoreError::Syntax { .. })));
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(library.patients().unwrap()[0].patient, Err(StoreError::NotFound { .. })), "still listed");
    library.save_patient(&anna, [&known, &known], &note()).unwrap();
    assert!(library.patients().unwrap()[0].patient.is_ok());
}

/// Fault 7: a kill while a record was made left one that was unreadable for ever.
#[test]
fn a_folder_in_which_nothing_was_saved_is_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    // The library's own first.
    std::fs::create_dir_all(root.join("library.record")).unwrap();
    assert!(matches!(Library::open(&root), Err(StoreError::NotALibrary { .. })));
    let (library, course_folder) = library(&root);
    for empty in [
        "anna-other/patient.record",
        "anna-sample/neck/course.record",
        "anna-sample/facial-rejuvenation/2026-09-07-session-1.record",
        "clinic/formulary.record",
        "clinic/techniques.record",
        "clinic/protocols/mine.record",
    ] {
        std::fs::create_dir_all(root.join(empty)).unwrap();
        std::fs::write(root.join(empty).join(".part-1-1"), "half").unwrap();
    }
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    assert_eq!(library.patients().unwrap().len(), 1);
    assert_eq!(library.patients_again(|_| None, std::time::SystemTime::now()).unwrap().len(), 1);
    assert_eq!(library.courses(&course_folder.parent().unwrap()).unwrap().len(), 1);
    assert_eq!(library.sessions(&course_folder).unwrap().len(), 0);
    assert_eq!((library.protocols().unwrap().len(), library.techniques().fault.is_none()), (0, true));
    let made = library.create_session(&course_folder, &session(), &note()).unwrap();
    assert_eq!(made.place().name(), "2026-09-07-session-1.record", "its name is free");
    library.create_patient(&patient("Anna Other"), &note()).unwrap();
    // What was half written goes when the library is looked through.
    unsaved_work(library.root());
    assert_eq!(parts_below(&root), Vec::<std::path::PathBuf>::new(), "half written files are swept");
}

fn parts_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let is_part = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(".part-");
    files.into_iter().filter(is_part).chain(folders.iter().flat_map(|folder| parts_below(folder))).collect()
}

#[test]
fn a_newer_library_is_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let (_, course_folder) = library(folder.path());
    let newer = "(schema: \"mesomap/library/9\", name: \"N\", index: {})";
    std::fs::write(folder.path().join("library.record/1.ron"), newer).unwrap();
    let mut library = Library::open(folder.path()).unwrap();
    assert!(matches!(library.rename("Mine", &note()), Err(StoreError::NewerSchema { .. })));
    assert_eq!((library.name(), library.patients().unwrap().len()), ("N", 1));
    assert!(matches!(library.create_patient(&patient("B"), &note()), Err(StoreError::NewerSchema { .. })));
    assert!(matches!(library.create_session(&course_folder, &session(), &note()), Err(StoreError::NewerSchema { .. })));
}

#[test]
fn check_finds_what_is_wrong_and_where() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    drop(library.create_session(&course_folder, &session(), &note()).unwrap());
    let root = library.root();
    assert!(check(root).is_empty());
    // Files of the earlier layout, which have no seal that a change would break.
    let text = mesomap::store::session_text(&session()).unwrap();
    let course_path = course_folder.shown();
    std::fs::write(course_path.join("b.ron"), &text).unwrap();
    let other_body = text.replace("adult-female", "adult-male").replace("session-1\"", "c\"");
    std::fs::write(course_path.join("c.ron"), other_body).unwrap();
    std::fs::write(course_path.join("d.ron"), text.replace("12.34", "12.345")).unwrap();
    let problems = check(root);
    let places: Vec<_> = problems
        .iter()
        .map(|Problem { file, position, .. }| {
            (file.file_name().unwrap().to_str().unwrap(), position.map(|place| (place.line, place.column)))
        })
        .collect();
    assert_eq!(places[0], ("b.ron", Some((3, 5))));
    assert_eq!(places[1], ("c.ron", Some((7, 5))));
    assert_eq!((places[2].0, places[2].1.unwrap().0, places.len()), ("d.ron", 22, 3));
    assert!(matches!(problems[0].defect, Defect::SameId { kind: "session", .. }), "{:?}", problems[0]);
    let is_male = |defect: &Defect| matches!(defect, Defect::OtherBody { stated: BodyKind::AdultMale, .. });
    assert!(is_male(&problems[1].defect), "{:?}", problems[1]);
    assert!(matches!(problems[2].defect, Defect::Unreadable(StoreError::Invalid { .. })), "{:?}", problems[2]);
    assert_eq!(sessions_below(root).len(), 4);
    assert_eq!(format!("{:?}", check(&course_folder)), format!("{problems:?}"));
    assert_eq!(check(&course_folder.child("d.ron")).len(), 1);
    assert_eq!(check(&course_folder.child("d.record")).len(), 1);
    assert!(check(&course_folder.child("course.record")).is_empty());
    assert!(check(&course_folder.child("course.record").child("1.ron")).is_empty());
    assert_eq!(check(&course_folder.child("none.ron")).len(), 1);
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(check(&place_at(empty.path()).unwrap()).len(), 1);
}

#[test]
fn old_allergies_are_a_list_and_an_empty_field_means_that_nobody_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    let file = course.parent().unwrap().child("patient.record").child("1.ron").shown();
    let read = |text: &str| {
        std::fs::write(&file, text).unwrap();
        library.patients().unwrap().remove(0).patient.map(|patient| patient.allergies)
    };
    let with = |version: u32, allergies: &str| {
        read(&format!("(schema: \"mesomap/patient/{version}\", id: \"p\", name: \"Anna\", {allergies})"))
    };
    assert_eq!(with(1, "allergies: \"latex\",").unwrap(), Allergies::Listed("latex".to_owned()));
    assert_eq!(with(1, "allergies: \"\",").unwrap(), Allergies::NotAsked);
    assert_eq!(with(1, "").unwrap(), Allergies::NotAsked);
    assert_eq!(with(2, "").unwrap(), Allergies::NotAsked);
    assert_eq!(with(2, "allergies: NoneKnown,").unwrap(), Allergies::NoneKnown);
    assert_eq!(with(2, "allergies: Listed(\"latex\"),").unwrap(), Allergies::Listed("latex".to_owned()));
    assert!(with(2, "allergies: Listed(\" \"),").is_err());
    assert!(with(2, "allergies: \"latex\",").is_err());
}

#[test]
fn unsaved_work_is_found_without_opening_its_session() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.autosave(&store_support::changed(&session()), &note()).unwrap();
    assert_eq!(unsaved_work(library.root()), [], "what is open isn't lost");
    let record = open.place().clone();
    drop(open);
    let found: Vec<Place> = unsaved_work(library.root()).into_iter().map(|work| work.session).collect();
    assert_eq!(found, std::slice::from_ref(&record));
    assert_eq!(unsaved_work(&course).len(), 1);
    open_session(&record).unwrap().discard_recovery().unwrap();
    assert_eq!(unsaved_work(library.root()), []);
}

#[cfg(unix)]
#[test]
fn two_spellings_are_one_library_and_one_session() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real");
    let (library, course) = library(&real);
    let session = library.create_session(&course, &session(), &note()).unwrap().place().clone();
    let linked = folder.path().join("linked");
    std::os::unix::fs::symlink(&real, &linked).unwrap();
    let by_link = Library::open(&linked).unwrap();
    assert_eq!(by_link.root(), Library::open(&real).unwrap().root());
    let through = linked.join(session.shown().strip_prefix(real.canonicalize().unwrap()).unwrap());
    let through = place_at(&through).unwrap();
    assert_eq!(*open_session(&through).unwrap().place(), session);
    assert!(mesomap::store::record_of(&through).is_some());
}

#[test]
fn patients_are_read_again_only_where_their_file_changed() {
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let people = ["Anna", "Bob", "Carla"].map(|name| Patient { id: name.to_owned(), ..patient(name) });
    let folders = people.each_ref().map(|person| library.create_patient(person, &note()).unwrap());
    let later = SystemTime::now() + Duration::from_mins(1);
    let first = library.patients_again(|_| None, later).unwrap();
    assert_eq!(first.len(), 3);
    let known = |folder: &Place| first.iter().find(|entry| entry.folder == *folder).cloned();
    std::fs::write(folders[1].child("patient.record").child("1.ron").shown(), "broken").unwrap();
    std::fs::remove_dir_all(folders[2].shown()).unwrap();
    library.create_patient(&Patient { id: "Dora".to_owned(), ..patient("Dora") }, &note()).unwrap();
    let again = library.patients_again(known, later).unwrap();
    let of = |name: &str| again.iter().find(|entry| entry.folder.name() == name);
    assert!(Arc::ptr_eq(of("anna").unwrap(), &first[0]), "not read again");
    assert!(of("bob").unwrap().patient.is_err());
    assert!(of("carla").is_none() && of("dora").unwrap().patient.is_ok());
    // What was written just before it was read may be written again within the same tick of the file system's clock.
    let fresh = library.patients_again(|_| None, SystemTime::now()).unwrap();
    assert!(fresh.iter().all(|entry| entry.stamp.is_none()));
}

#[test]
fn what_another_window_saved_is_read_again() {
    use std::time::{Duration, SystemTime};
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let anna = course_folder.parent().unwrap();
    let later = SystemTime::now() + Duration::from_mins(1);
    let first = library.patients_again(|_| None, later).unwrap();
    let changed = Patient { notes: "x".to_owned(), ..patient("Anna Sample") };
    library.save_patient(&anna, [&patient("Anna Sample"), &changed], &note().because(Reason::Save)).unwrap();
    let again = library.patients_again(|_| Some(Arc::clone(&first[0])), later).unwrap();
    assert_eq!(again[0].patient.as_ref().unwrap(), &changed);
    let states = Lineage::of(&anna.child("patient.record")).unwrap();
    assert_eq!(states.states().len(), 2);
}
