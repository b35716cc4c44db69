//! Libraries on disk: creating, listing, renaming, and checking them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::path::Path;
use std::sync::Arc;

use mesomap::atlas::BodyKind;
use mesomap::chart::{Allergies, Course, Details, Patient, Session};
use mesomap::store::{Defect, Library, Problem, StoreError, check, session_files};

use store_support::{course, library, names, patient, session};

fn name(folder: &Path) -> &str {
    folder.file_name().unwrap().to_str().unwrap()
}

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
    assert_eq!((library.name(), library.root()), ("Clinic", root.as_path()));
    assert!(matches!(Library::create(&root, "Again"), Err(StoreError::AlreadyExists { .. })));
    let open = library.create_session(&course, &session()).unwrap();
    for inside in [&root, &course, open.file(), &root.join("library.ron")] {
        assert_eq!(Library::open(inside).unwrap().root(), root);
    }
}

#[test]
fn folders_and_files_have_speaking_names() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    assert_eq!(course, folder.path().join("anna-sample").join("facial-rejuvenation"));
    let sessions = [("b", "2026-09-21T09:00:00+02:00"), ("a", "2026-09-07T10:30:00+02:00")];
    for (id, started) in sessions {
        library.create_session(&course, &with_id_and_date(id, started)).unwrap();
    }
    assert_eq!(names(&course), ["2026-09-07-session-2.ron", "2026-09-21-session-1.ron", "course.ron"]);
    let listed = library.sessions(&course).unwrap();
    let ids: Vec<_> = listed.iter().map(|entry| entry.summary.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(ids, ["a", "b"], "by date");
    let first = listed[0].summary.as_ref().unwrap();
    assert_eq!((first.tally.points, first.tally.decimal().as_str(), first.title.as_str()), (3, "≥ 0.020", "Session 1"));
    assert_eq!((first.clinician.as_str(), first.body, first.newer), ("Dr Sample", BodyKind::AdultFemale, false));
}

#[test]
fn patients_and_courses_round_trip_and_are_listed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic \"A\"").unwrap();
    let plain = Patient { id: "1".to_owned(), name: "zoe".to_owned(), ..Patient::default() };
    let full = Patient {
        allergies: Allergies::Listed("latex\n\"penicillin\"".to_owned()),
        notes: "\u{202e}x".to_owned(),
        ..patient("Ärmel")
    };
    let people = [plain, patient("Bob"), full];
    for person in &people {
        library.create_patient(person).unwrap();
    }
    let listed = library.patients().unwrap();
    let read: Vec<_> = listed.iter().map(|entry| entry.patient.clone().unwrap()).collect();
    assert_eq!(read, [people[1].clone(), people[0].clone(), people[2].clone()]);
    let bare = Course { indication: String::new(), planned_days: Vec::new(), ..course() };
    let bob = &listed[0].folder;
    library.create_course(bob, &course()).unwrap();
    library.create_course(bob, &bare).unwrap();
    let courses = library.courses(bob).unwrap();
    let read: Vec<_> = courses.iter().map(|entry| entry.course.clone().unwrap()).collect();
    assert_eq!(read, [course(), bare]);
    assert_eq!(name(&courses[1].folder), "facial-rejuvenation-2");
}

#[test]
fn hostile_names_stay_inside_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let library = Library::create(&root, "").unwrap();
    let long = "x".repeat(10_000);
    for hostile in ["", "..", "../../x", "/etc", "a/b\\c", "NUL", "com1", "😀", "library.ron", ".hidden", &long, "\0"]
    {
        let made = library.create_patient(&patient(hostile)).unwrap();
        assert_eq!(made.parent(), Some(root.as_path()), "{hostile:?}");
        assert!(name(&made).len() < 80);
    }
    assert_eq!(library.patients().unwrap().len(), 12);
    assert_eq!(names(folder.path()), ["library"]);
    assert!(check(&root).is_empty());
}

#[test]
fn renaming_moves_the_folder_and_keeps_the_id() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let old = course_folder.parent().unwrap();
    let renamed = Patient { name: "Anna Other".to_owned(), ..patient("Anna Sample") };
    let new = library.save_patient(old, &renamed).unwrap();
    assert_eq!((name(&new), old.exists()), ("anna-other", false));
    assert_eq!(library.patients().unwrap()[0].patient.as_ref().unwrap(), &renamed);
    let course_folder = new.join("facial-rejuvenation");
    let moved = library.save_course(&course_folder, &Course { title: "Neck".to_owned(), ..course() }).unwrap();
    assert_eq!(moved, new.join("neck"));
    // A name that is in use gets a number, and keeps it.
    library.create_patient(&patient("Zoe")).unwrap();
    let zoe = Patient { name: "Zoe".to_owned(), ..renamed };
    let numbered = library.save_patient(&new, &zoe).unwrap();
    assert_eq!(name(&numbered), "zoe-2");
    assert_eq!(library.save_patient(&numbered, &zoe).unwrap(), numbered);
}

#[test]
fn a_folder_with_an_open_session_keeps_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let patient_folder = course_folder.parent().unwrap();
    let mut open = library.create_session(&course_folder, &session()).unwrap();
    let renamed = Patient { name: "Anna Other".to_owned(), ..patient("Anna Sample") };
    assert_eq!(library.save_patient(patient_folder, &renamed).unwrap(), patient_folder);
    let retitled = Course { title: "Neck".to_owned(), ..course() };
    assert_eq!(library.save_course(&course_folder, &retitled).unwrap(), course_folder);
    open.save(&session()).unwrap();
    drop(open);
    assert_eq!(name(&library.save_patient(patient_folder, &renamed).unwrap()), "anna-other");
}

#[test]
fn a_record_is_never_written_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    let patient_folder = course_folder.parent().unwrap();
    let file = patient_folder.join("patient.ron");
    let refused = |content: Option<&str>, person: &Patient| {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let before = std::fs::read(&file).unwrap();
        let error = library.save_patient(patient_folder, person).unwrap_err();
        assert_eq!(std::fs::read(&file).unwrap(), before);
        error
    };
    assert!(matches!(refused(None, &patient("Other")), StoreError::Unsavable { .. }));
    let nameless = Patient { id: String::new(), ..patient("Anna Sample") };
    assert!(matches!(refused(None, &nameless), StoreError::Unsavable { .. }));
    let newer = "(schema: \"mesomap/patient/9\", id: \"patient Anna Sample\", name: \"Anna\", photo: [1])";
    assert!(matches!(refused(Some(newer), &patient("Anna Sample")), StoreError::NewerSchema { .. }));
    assert!(matches!(refused(Some("(schema: 3"), &patient("Anna Sample")), StoreError::Syntax { .. }));
    assert!(matches!(library.patients().unwrap()[0].patient, Err(StoreError::Syntax { .. })));
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(library.patients().unwrap()[0].patient, Err(StoreError::NotFound { .. })), "still listed");
    library.save_patient(patient_folder, &patient("Anna Sample")).unwrap();
}

#[test]
fn a_newer_library_is_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let (_, course_folder) = library(folder.path());
    std::fs::write(folder.path().join("library.ron"), "(schema: \"mesomap/library/2\", name: \"N\", index: {})")
        .unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert_eq!((library.name(), library.patients().unwrap().len()), ("N", 1));
    assert!(matches!(library.create_patient(&patient("B")), Err(StoreError::NewerSchema { .. })));
    assert!(matches!(library.create_session(&course_folder, &session()), Err(StoreError::NewerSchema { .. })));
}

#[test]
fn check_finds_what_is_wrong_and_where() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course_folder) = library(folder.path());
    drop(library.create_session(&course_folder, &session()).unwrap());
    assert!(check(folder.path()).is_empty());
    let text = std::fs::read_to_string(course_folder.join("2026-09-07-session-1.ron")).unwrap();
    std::fs::write(course_folder.join("b.ron"), &text).unwrap();
    let other_body = text.replace("adult-female", "adult-male").replace("session-1\"", "c\"");
    std::fs::write(course_folder.join("c.ron"), other_body).unwrap();
    std::fs::write(course_folder.join("d.ron"), text.replace("12.34", "12.345")).unwrap();
    let problems = check(folder.path());
    let places: Vec<_> = problems
        .iter()
        .map(|Problem { file, position, .. }| (name(file), position.map(|place| (place.line, place.column))))
        .collect();
    assert_eq!(places[0], ("b.ron", Some((3, 5))));
    assert_eq!(places[1], ("c.ron", Some((7, 5))));
    assert_eq!((places[2].0, places[2].1.unwrap().0, places.len()), ("d.ron", 22, 3));
    assert!(matches!(problems[0].defect, Defect::SameId { kind: "session", .. }), "{:?}", problems[0]);
    let is_male = |defect: &Defect| matches!(defect, Defect::OtherBody { stated: BodyKind::AdultMale, .. });
    assert!(is_male(&problems[1].defect), "{:?}", problems[1]);
    assert!(matches!(problems[2].defect, Defect::Unreadable(StoreError::Invalid { .. })), "{:?}", problems[2]);
    assert_eq!(session_files(folder.path()).len(), 4);
    assert_eq!(format!("{:?}", check(&course_folder)), format!("{problems:?}"));
    assert_eq!(check(&course_folder.join("d.ron")).len(), 1);
    assert!(check(&course_folder.join("course.ron")).is_empty());
    assert_eq!(check(&course_folder.join("none.ron")).len(), 1);
    assert_eq!(check(tempfile::tempdir().unwrap().path()).len(), 1);
}

#[test]
fn old_allergies_are_a_list_and_an_empty_field_means_that_nobody_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    let file = course.parent().unwrap().join("patient.ron");
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
    let open = library.create_session(&course, &session()).unwrap();
    open.autosave(&store_support::changed(&session())).unwrap();
    assert_eq!(mesomap::store::unsaved_work(folder.path()), [], "what is open isn't lost");
    let file = open.file().to_owned();
    drop(open);
    let found: Vec<_> = mesomap::store::unsaved_work(folder.path()).into_iter().map(|work| work.session).collect();
    assert_eq!(
        found.iter().map(|file| file.canonicalize().unwrap()).collect::<Vec<_>>(),
        [file.canonicalize().unwrap()]
    );
}

#[cfg(unix)]
#[test]
fn two_spellings_are_one_library_and_one_session() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real");
    let (library, course) = library(&real);
    let session = library.create_session(&course, &session()).unwrap().file().to_owned();
    let linked = folder.path().join("linked");
    std::os::unix::fs::symlink(&real, &linked).unwrap();
    let by_link = Library::open(&linked).unwrap();
    assert_eq!(by_link.root(), Library::open(&real).unwrap().root());
    let through = linked.join(session.strip_prefix(real.canonicalize().unwrap()).unwrap());
    let opened = mesomap::store::open_session(&through).unwrap();
    assert_eq!(opened.file(), session);
    assert!(mesomap::store::record_of(&through).is_some());
}

#[test]
fn patients_are_read_again_only_where_their_file_changed() {
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic").unwrap();
    let people = ["Anna", "Bob", "Carla"].map(|name| Patient { id: name.to_owned(), ..patient(name) });
    let folders = people.each_ref().map(|person| library.create_patient(person).unwrap());
    let later = SystemTime::now() + Duration::from_mins(1);
    let first = library.patients_again(|_| None, later).unwrap();
    assert_eq!(first.len(), 3);
    let known = |folder: &Path| first.iter().find(|entry| entry.folder == folder).cloned();
    std::fs::write(folders[1].join("patient.ron"), "broken").unwrap();
    std::fs::remove_dir_all(&folders[2]).unwrap();
    library.create_patient(&Patient { id: "Dora".to_owned(), ..patient("Dora") }).unwrap();
    let again = library.patients_again(known, later).unwrap();
    let of = |name: &str| again.iter().find(|entry| entry.folder.ends_with(name));
    assert!(Arc::ptr_eq(of("anna").unwrap(), &first[0]), "not read again");
    assert!(of("bob").unwrap().patient.is_err());
    assert!(of("carla").is_none() && of("dora").unwrap().patient.is_ok());
    // What was written just before it was read may be written again within the same tick of the file system's clock.
    let fresh = library.patients_again(|_| None, SystemTime::now()).unwrap();
    assert!(fresh.iter().all(|entry| entry.stamp.is_none()));
}
