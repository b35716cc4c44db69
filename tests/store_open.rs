//! Saving, locks, recovery: nothing that was written is lost, and nothing is written over by accident.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::path::PathBuf;

use mesomap::store::{Access, OpenSession, StoreError, Why, load_session, open_session, session_text};

use store_support::{changed, library, names, session};

/// A library in a folder that vanishes, with one session that is open.
fn opened() -> (tempfile::TempDir, PathBuf, OpenSession) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let open = library.create_session(&course, &session()).unwrap();
    (folder, course, open)
}

/// What a crash leaves behind: everything but the lock, which the system drops with the program.
fn crash(open: OpenSession) {
    drop(open);
}

#[test]
fn a_session_is_created_saved_and_opened_again() {
    let (_folder, course, mut open) = opened();
    let file = course.join("2026-09-07-session-1.ron");
    assert_eq!((open.file(), open.access()), (file.as_path(), Access::Editable));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), session_text(&session()).unwrap());
    let next = changed(&session());
    open.save(&next).unwrap();
    assert_eq!(open.session, next);
    open.save(&session()).unwrap();
    open.save(&next).unwrap();
    drop(open);
    let again = open_session(&file).unwrap();
    assert_eq!((&again.session, again.access()), (&next, Access::Editable));
    assert!(again.recovery.is_none() && again.broken_recovery.is_none());
    drop(again);
    assert_eq!(names(&course), ["2026-09-07-session-1.ron", "course.ron"], "nothing else is left");
}

#[test]
fn a_change_by_another_program_is_noticed() {
    let (_folder, course, mut open) = opened();
    let theirs = session_text(&session()).unwrap().replace("Dr Sample", "Dr Other");
    std::fs::write(open.file(), &theirs).unwrap();
    let ours = changed(&session());
    assert!(matches!(open.save(&ours), Err(StoreError::ChangedOnDisk { .. })));
    assert_eq!(std::fs::read_to_string(open.file()).unwrap(), theirs);
    let copy = course.join("copy.ron");
    open.save_copy_as(&ours, &copy).unwrap();
    assert_eq!(load_session(&copy).unwrap(), ours);
    assert!(matches!(open.save_copy_as(&ours, &copy), Err(StoreError::AlreadyExists { .. })));
    open.save_anyway(&ours).unwrap();
    open.save(&ours).unwrap();
    std::fs::remove_file(open.file()).unwrap();
    assert!(matches!(open.save(&ours), Err(StoreError::ChangedOnDisk { .. })));
    open.save_anyway(&ours).unwrap();
    assert_eq!(load_session(open.file()).unwrap(), ours);
}

#[test]
fn a_second_window_can_only_look() {
    let (_folder, _course, mut open) = opened();
    open.autosave(&changed(&session())).unwrap();
    let mut second = open_session(open.file()).unwrap();
    assert_eq!(second.access(), Access::ReadOnly(Why::LockedElsewhere));
    assert!(second.recovery.is_none(), "it belongs to the first window");
    let why = Why::LockedElsewhere;
    assert!(matches!(second.save(&session()), Err(StoreError::ReadOnly { why: found, .. }) if found == why));
    assert!(matches!(second.save_anyway(&session()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(second.autosave(&session()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(second.discard_recovery(), Err(StoreError::ReadOnly { .. })));
    drop(second);
    open.save(&session()).unwrap();
    let file = open.file().to_owned();
    assert_eq!(open_session(&file).unwrap().access(), Access::ReadOnly(Why::LockedElsewhere));
    drop(open);
    assert_eq!(open_session(&file).unwrap().access(), Access::Editable);
}

#[test]
fn a_lock_file_left_behind_means_nothing() {
    let (_folder, course, open) = opened();
    let file = open.file().to_owned();
    drop(open);
    std::fs::write(course.join(".2026-09-07-session-1.ron.lock"), "old").unwrap();
    assert_eq!(open_session(&file).unwrap().access(), Access::Editable);
    assert_eq!(names(&course).len(), 2);
}

#[test]
fn work_in_progress_survives_a_crash() {
    let (_folder, course, open) = opened();
    let (file, work) = (open.file().to_owned(), changed(&session()));
    open.autosave(&session()).unwrap();
    open.autosave(&work).unwrap();
    crash(open);
    assert_eq!(load_session(&file).unwrap(), session(), "autosave leaves the file alone");
    let mut again = open_session(&file).unwrap();
    let recovery = again.recovery.clone().unwrap();
    assert_eq!((&recovery.session, &again.session), (&work, &session()));
    assert!(recovery.modified.elapsed().unwrap().as_secs() < 60);
    again.save(&work).unwrap();
    drop(again);
    assert_eq!(names(&course).len(), 2, "a save drops the recovery file");
    assert!(open_session(&file).unwrap().recovery.is_none());
}

#[test]
fn unwanted_work_is_discarded_and_saved_work_is_not_offered() {
    let (_folder, course, open) = opened();
    let file = open.file().to_owned();
    open.autosave(&changed(&session())).unwrap();
    crash(open);
    let mut again = open_session(&file).unwrap();
    again.discard_recovery().unwrap();
    again.discard_recovery().unwrap();
    assert!(again.recovery.is_none());
    again.autosave(&session()).unwrap();
    crash(again);
    assert!(open_session(&file).unwrap().recovery.is_none(), "the same as the file");
    assert_eq!(names(&course).len(), 2);
}

#[test]
fn recovery_files_that_cannot_be_read_are_kept() {
    let (_folder, course, open) = opened();
    let file = open.file().to_owned();
    drop(open);
    let foreign = session_text(&session()).unwrap().replace("session-1\"", "another\"");
    let newer = session_text(&session()).unwrap().replace("session/6", "session/9");
    for (number, content) in ["(schema: \"mesomap/session/6\", id", &foreign, &newer].iter().enumerate() {
        std::fs::write(course.join(".2026-09-07-session-1.ron.recovery"), content).unwrap();
        let open = open_session(&file).unwrap();
        let broken = open.broken_recovery.as_ref().unwrap();
        let kept_as = course.join(format!(".2026-09-07-session-1.ron.broken-{}", number + 1));
        assert_eq!(broken.kept_as, kept_as);
        assert_eq!(std::fs::read_to_string(&kept_as).unwrap(), *content);
        assert!(open.recovery.is_none());
        assert_eq!(open.access(), Access::Editable);
    }
}

#[test]
fn a_newer_version_opens_to_look_at_only() {
    let (_folder, course, open) = opened();
    let newer = session_text(&session()).unwrap().replace("session/6\",", "session/9\", signed: true,");
    let file = course.join("newer.ron");
    std::fs::write(&file, &newer).unwrap();
    let mut later = open_session(&file).unwrap();
    assert_eq!(later.access(), Access::ReadOnly(Why::NewerSchema));
    assert_eq!(later.session, session());
    assert!(later.save(&session()).is_err() && later.save_anyway(&session()).is_err());
    let copy = later.save_copy_as(&session(), &course.join("copy.ron"));
    assert!(matches!(copy, Err(StoreError::ReadOnly { why: Why::NewerSchema, .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
    drop(open);
    assert_eq!(names(&course).len(), 3);
}

#[test]
fn an_unreadable_file_is_left_alone() {
    let (_folder, course, open) = opened();
    let file = open.file().to_owned();
    drop(open);
    std::fs::write(&file, "(schema: \"mesomap/session/6\", id: ").unwrap();
    assert!(matches!(open_session(&file), Err(StoreError::Syntax { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "(schema: \"mesomap/session/6\", id: ");
    assert_eq!(names(&course).len(), 2, "and no lock stays");
}

#[test]
fn a_failed_save_leaves_the_old_file() {
    let (folder, course, mut open) = opened();
    let file = open.file().to_owned();
    let before = std::fs::read(&file).unwrap();
    // Another session, or one that couldn't be read back, is never written.
    let mut other = session();
    other.id = "other".to_owned();
    assert!(matches!(open.save(&other), Err(StoreError::Unsavable { .. })));
    let mut unordered = session();
    unordered.marks.reverse();
    assert!(matches!(open.save(&unordered), Err(StoreError::Unsavable { .. })));
    assert!(matches!(open.autosave(&unordered), Err(StoreError::Unsavable { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    // The folder goes away and a file takes its place, so that not even root can write there.
    let moved = folder.path().join("moved");
    std::fs::rename(&course, &moved).unwrap();
    std::fs::write(&course, "in the way").unwrap();
    let next = changed(&session());
    assert!(matches!(open.save(&next), Err(StoreError::ChangedOnDisk { .. })));
    assert!(matches!(open.save_anyway(&next), Err(StoreError::Io { .. })));
    assert!(matches!(open.autosave(&next), Err(StoreError::Io { .. })));
    assert_eq!(open.session, session(), "it doesn't count as saved");
    let old = moved.join("2026-09-07-session-1.ron");
    assert_eq!(std::fs::read(old).unwrap(), before);
}

#[test]
fn a_write_protected_file_opens_to_look_at_only() {
    let (_folder, _course, open) = opened();
    let file = open.file().to_owned();
    drop(open);
    let mut permissions = std::fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let open = open_session(&file).unwrap();
    assert_eq!(open.access(), Access::ReadOnly(Why::FolderNotWritable));
}

#[cfg(unix)]
#[test]
fn a_save_through_a_link_keeps_the_link() {
    let (folder, _course, open) = opened();
    let file = open.file().to_owned();
    drop(open);
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let mut open = open_session(&link).unwrap();
    open.save(&changed(&session())).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(load_session(&file).unwrap(), changed(&session()));
}
