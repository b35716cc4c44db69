//! What stands in the way of a file: links, pipes, folders, names that are too long or no text, other people's permissions.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use mesomap::store::{
    Access, Library, Place, StoreError, Why, check, load_session, open_session, place_at, session_text, unsaved_work,
};

use crate::store_support::{changed, library, names, note, session};

/// Fails instead of waiting for ever.
fn within_a_second<T: Send + 'static>(what: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, waiting) = mpsc::channel();
    std::thread::spawn(move || done.send(what()));
    waiting.recv_timeout(Duration::from_secs(5)).unwrap_or_else(|_| panic!("it waits"))
}

fn pipe(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn saved() -> (tempfile::TempDir, Library, Place) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let open = library.create_session(&course, &session(), &note()).unwrap();
    let record = open.place().clone();
    drop(open);
    (folder, library, record)
}

/// Opens and saves, whatever stands in the lock's place, and again.
fn save_beside(record: &Place) {
    let record = record.clone();
    within_a_second(move || {
        let mut open = open_session(&record).unwrap();
        assert_eq!(open.access(), Access::Editable);
        open.autosave(&changed(&session()), &note()).unwrap();
        open.save(&changed(&session()), &note()).unwrap();
        unsaved_work(&record.root());
    });
}

/// Fault 2: a link there made ANY the lock's note.
#[test]
fn a_link_in_the_locks_place_is_not_followed() {
    let (folder, _library, record) = saved();
    let any = folder.path().join("any");
    fs::write(&any, "somebody's").unwrap();
    symlink(&any, record.child(".lock").shown()).unwrap();
    save_beside(&record);
    assert_eq!(fs::read_to_string(&any).unwrap(), "somebody's");
    assert!(record.child(".lock").shown().symlink_metadata().unwrap().is_symlink(), "it stays");
    // One that leads nowhere makes nothing there.
    fs::remove_file(record.child(".lock").shown()).unwrap();
    let nowhere = folder.path().join("nowhere");
    symlink(&nowhere, record.child(".lock").shown()).unwrap();
    save_beside(&record);
    assert!(!nowhere.exists());
}

/// Fault 2: a pipe there kept the window waiting for ever.
#[test]
fn a_pipe_in_the_locks_place_is_not_waited_for() {
    let (_folder, _library, record) = saved();
    pipe(&record.child(".lock").shown());
    save_beside(&record);
    assert_eq!(names(&record.shown()), [".lock", "1.ron", "2.ron"]);
}

/// Fault 2: a folder there made the session read-only with a wrong reason.
#[test]
fn a_folder_in_the_locks_place_is_no_reason_to_look_only() {
    let (_folder, _library, record) = saved();
    fs::create_dir(record.child(".lock").shown()).unwrap();
    save_beside(&record);
    fs::write(record.child(".lock").child("x").shown(), "x").unwrap();
    save_beside(&record);
    assert_eq!(names(&record.shown()), [".lock", "1.ron", "2.ron", "3.ron"]);
}

#[test]
fn a_lock_of_somebody_else_is_not_written_over() {
    let (_folder, _library, record) = saved();
    let lock = record.child(".lock").shown();
    fs::write(&lock, "somebody's").unwrap();
    let second = lock.with_file_name("linked");
    fs::hard_link(&lock, &second).unwrap();
    save_beside(&record);
    assert_eq!(fs::read_to_string(&second).unwrap(), "somebody's");
}

#[test]
fn pipes_in_the_place_of_records_are_told_and_not_waited_for() {
    let (_folder, library, record) = saved();
    for name in ["2.ron", ".recovery-1.ron", ".part-1-1"] {
        pipe(&record.child(name).shown());
    }
    let course = record.parent().unwrap();
    pipe(&course.child("pipe.ron").shown());
    let (root, course) = (library.root().clone(), course);
    let (problems, sessions, found) = within_a_second(move || {
        let library = Library::at(root.clone()).unwrap();
        (check(&root), library.sessions(&course).unwrap(), unsaved_work(&root).len())
    });
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert_eq!((sessions.len(), found), (2, 0));
    assert!(matches!(sessions[1].summary, Err(StoreError::NotAFile { .. })), "{:?}", sessions[1].summary);
    let again = record.clone();
    let number =
        within_a_second(move || open_session(&again).unwrap().save(&changed(&session()), &note()).unwrap().number);
    assert_eq!(number, 3);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { [all(&path), vec![path]].concat() } else { vec![path] };
    inside.flat_map(below).collect()
}

/// Fault 4: new libraries were world readable, and work in progress too.
#[test]
fn only_the_owner_reads_a_library() {
    let (folder, _library, record) = saved();
    let mut open = open_session(&record).unwrap();
    open.autosave(&changed(&session()), &note()).unwrap();
    let root = folder.path().join("clinic");
    assert_eq!(mode(&root), 0o700);
    let made = all(&root);
    assert!(made.iter().any(|path| path.ends_with(".recovery-1.ron")));
    for path in made {
        assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
    let copy = folder.path().join("copy.ron");
    open.save_copy_as(&session(), &copy).unwrap();
    assert_eq!(mode(&copy), 0o600);
}

/// Fault 4: where somebody chose a group for the folder, the group goes on reading and writing.
#[test]
fn a_chosen_group_goes_on_reading_and_writing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    fs::create_dir(&root).unwrap();
    fs::set_permissions(&root, fs::Permissions::from_mode(0o2770)).unwrap();
    let (library, course) = library(&root);
    let mut open = library.create_session(&course, &session(), &note()).unwrap();
    open.autosave(&changed(&session()), &note()).unwrap();
    for path in all(&root) {
        assert_eq!(mode(&path), if path.is_dir() { 0o2770 } else { 0o660 }, "{}", path.display());
    }
}

/// Fault 4: a linked `patient.ron` became a file of mode 0777; a file of another owner was replaced.
#[test]
fn what_a_link_names_is_read_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let anna = course.parent().unwrap();
    let (real, file) = (folder.path().join("real.ron"), anna.child("patient.record").child("1.ron").shown());
    fs::rename(&file, &real).unwrap();
    symlink(&real, &file).unwrap();
    let before = fs::read(&real).unwrap();
    let known = crate::store_support::patient("Anna Sample");
    library.save_patient(&anna, [&known, &known], &note()).unwrap();
    assert!(file.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read(&real).unwrap(), before);
    assert_eq!(mode(&anna.child("patient.record").child("2.ron").shown()), 0o600);
    assert!(check(library.root()).is_empty());
}

/// Fault 6: every failed save left a temporary file with a patient's data.
#[test]
fn nothing_is_left_of_a_save_that_fails() {
    let (_folder, _library, record) = saved();
    let mut open = open_session(&record).unwrap();
    // Nothing takes the name of a folder's file that is too long for the system.
    let long = record.child(&"x".repeat(300));
    assert!(matches!(open.save_copy_as(&session(), &long.shown()), Err(StoreError::Io { .. })));
    assert_eq!(names(&record.shown()), [".lock", "1.ron"]);
    // A file stands in the way of every number: the next free one is taken, and no part stays.
    fs::create_dir(record.child("2.ron").shown()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    assert_eq!(names(&record.shown()), [".lock", "1.ron", "2.ron", "3.ron"]);
    fs::write(record.child(".part-999-0").shown(), "half a patient").unwrap();
    drop(open);
    drop(open_session(&record).unwrap());
    assert_eq!(names(&record.shown()), ["1.ron", "2.ron", "3.ron"], "swept when next opened");
}

/// Fault 9: names of 238 bytes and more had no autosave, or took another's.
#[test]
fn long_names_are_what_they_are() {
    let (_folder, library, record) = saved();
    let course = record.parent().unwrap();
    let text = session_text(&session()).unwrap();
    let work = session_text(&changed(&session())).unwrap();
    let lengths = [230, 238, 244, 246, 247, 248, 249, 250, 251];
    for length in lengths {
        let stem = "n".repeat(length);
        fs::write(course.child(&format!("{stem}.ron")).shown(), text.replace("session-1\"", &format!("s{length}\"")))
            .unwrap();
    }
    fs::write(
        course.child(&format!(".{}.ron.recovery", "n".repeat(238))).shown(),
        work.replace("session-1\"", "s238\""),
    )
    .unwrap();
    let others = course.child(&format!(".{}.ron.recovery", "n".repeat(230)));
    fs::write(others.shown(), work.replace("session-1\"", "s230\"")).unwrap();
    assert_eq!(
        library.sessions(&course).unwrap().iter().filter(|entry| entry.summary.is_ok()).count(),
        1 + lengths.len()
    );
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    for length in lengths.into_iter().rev() {
        let place = place_at(&course.child(&format!("{}.ron", "n".repeat(length))).shown()).unwrap();
        let mut open = open_session(&place).unwrap();
        assert_eq!(open.session.id, format!("s{length}"));
        // The record's folder has a name of seven bytes more.
        if length + ".record".len() > 255 {
            assert_eq!(open.access(), Access::ReadOnly(Why::FolderNotWritable));
            continue;
        }
        assert_eq!(open.recovery.is_some(), length == 230 || length == 238, "{length}");
        let next = open.session.clone();
        open.autosave(&next, &note()).unwrap();
        open.save(&next, &note()).unwrap();
        if length != 230 {
            assert!(others.exists(), "{length}: the work is another's");
        }
        assert_eq!(load_session(open.place()).unwrap(), next);
    }
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
}

/// Fault 9: names that aren't UTF-8.
#[test]
fn names_that_are_no_text_are_told_and_nothing_of_theirs_is_touched() {
    let (_folder, library, record) = saved();
    let root = library.root().shown();
    let no_text = |name: &[u8]| OsStr::from_bytes(name).to_owned();
    let course = record.parent().unwrap();
    let text = session_text(&changed(&session())).unwrap();
    let strange = [
        root.join(no_text(b"pati\xffent")).join("patient.ron"),
        root.join("anna-sample").join(no_text(b"cou\xffrse")).join("course.ron"),
        course.shown().join(no_text(b"ses\xffsion.ron")),
        course.shown().join(no_text(b".ses\xffsion.ron.recovery")),
        record.shown().join(no_text(b"2\xff.ron")),
        record.shown().join(no_text(b".recovery-\xff.ron")),
    ];
    for file in &strange {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, &text).unwrap();
    }
    let not_text = |error: &StoreError| matches!(error, StoreError::NameNotText { .. });
    let patients = library.patients().unwrap();
    assert_eq!(
        (patients.len(), patients.iter().filter_map(|it| it.patient.as_ref().err()).filter(|e| not_text(e)).count()),
        (2, 1)
    );
    assert_eq!(library.patients_again(|_| None, std::time::SystemTime::now()).unwrap().len(), 2);
    let courses = library.courses(&patients[0].folder).unwrap();
    assert_eq!(
        (courses.len(), courses.iter().filter_map(|it| it.course.as_ref().err()).filter(|e| not_text(e)).count()),
        (2, 1)
    );
    let sessions = library.sessions(&course).unwrap();
    assert_eq!(
        (sessions.len(), sessions.iter().filter_map(|it| it.summary.as_ref().err()).filter(|e| not_text(e)).count()),
        (2, 1)
    );
    assert_eq!(check(library.root()).len(), 4, "{:?}", check(library.root()));
    assert!(unsaved_work(library.root()).is_empty());
    assert!(matches!(place_at(&strange[2]), Err(StoreError::NameNotText { .. })));
    assert!(open_session(&sessions[1].place).is_err());
    let mut open = open_session(&record).unwrap();
    open.autosave(&changed(&session()), &note()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    for file in &strange {
        assert_eq!(fs::read_to_string(file).unwrap(), text, "{}", file.display());
    }
}
