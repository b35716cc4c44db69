//! Saving, work in progress, two windows: nothing that was written is lost, and nothing is ever written over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::path::{Path, PathBuf};

use mesomap::store::{
    Access, OpenSession, Place, Reason, Standing, StoreError, Why, load_session, open_session, place_at, session_text,
};

use store_support::{changed, library, names, note, session};

/// A library in a folder that vanishes, with one session that is open.
fn opened() -> (tempfile::TempDir, PathBuf, OpenSession) {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(&folder.path().join("clinic"));
    let open = library.create_session(&course, &session(), &note()).unwrap();
    (folder, course.shown(), open)
}

/// What a crash leaves behind: everything but the lock, which the system drops with the program.
fn crash(open: OpenSession) {
    drop(open);
}

/// The names in a record's folder.
fn states(record: &Place) -> Vec<String> {
    names(&record.shown())
}

#[test]
fn a_session_is_created_saved_and_opened_again() {
    let (_folder, course, mut open) = opened();
    let record = open.place().clone();
    assert_eq!(record.shown(), course.join("2026-09-07-session-1.record"));
    assert_eq!((open.access(), open.number()), (Access::Editable, 1));
    let text = std::fs::read_to_string(record.child("1.ron").shown()).unwrap();
    let without = |line: &&str| !line.starts_with("    revision: (why: \"save\"") && !line.starts_with("// sha256");
    let rest: Vec<&str> = text.lines().filter(without).collect();
    let rest = rest.join("\n") + "\n";
    assert_eq!(rest, session_text(&session()).unwrap());
    let next = changed(&session());
    let saved = open.save(&next, &note()).unwrap();
    assert_eq!((saved.number, saved.is_fork, &open.session), (2, false, &next));
    open.save(&session(), &note()).unwrap();
    open.save(&next, &note().because(Reason::Restore)).unwrap();
    drop(open);
    let again = open_session(&record).unwrap();
    assert_eq!((&again.session, again.access(), again.number()), (&next, Access::Editable, 4));
    assert!(again.recovery.is_none() && again.broken_recovery.is_none() && !again.altered);
    drop(again);
    assert_eq!(states(&record), ["1.ron", "2.ron", "3.ron", "4.ron"], "every save stays, nothing else is left");
    assert_eq!(names(&course), ["2026-09-07-session-1.record", "course.record"]);
    let older = open_session(&record.child("3.ron")).unwrap();
    assert_eq!((&older.session, older.access()), (&session(), Access::ReadOnly(Why::OlderState)));
    assert_eq!(load_session(&record.child("1.ron")).unwrap(), session());
}

#[test]
fn a_copy_is_a_file_of_its_own() {
    let (folder, _course, mut open) = opened();
    let ours = changed(&session());
    let copy = folder.path().join("copy.ron");
    open.save_copy_as(&ours, &copy).unwrap();
    assert_eq!(load_session(&place_at(&copy).unwrap()).unwrap(), ours);
    open.save_copy_as(&ours, &copy).unwrap();
    assert!(matches!(open.save_copy_as(&session(), &copy), Err(StoreError::AlreadyExists { .. })));
    assert_eq!(load_session(&place_at(&copy).unwrap()).unwrap(), ours);
    open.save(&ours, &note()).unwrap();
}

#[test]
fn what_was_moved_away_is_told_and_no_half_of_it_made_anew() {
    let (folder, course, mut open) = opened();
    let (record, moved, next) = (open.place().clone(), folder.path().join("moved"), changed(&session()));
    std::fs::rename(&course, &moved).unwrap();
    assert_eq!(open.standing(), Standing::Gone);
    assert!(matches!(open.save(&next, &note()), Err(StoreError::Gone { .. })));
    assert!(matches!(open.autosave(&next, &note()), Err(StoreError::Gone { .. })));
    assert!(!course.exists());
    let copy = folder.path().join("copy.ron");
    open.save_copy_as(&next, &copy).unwrap();
    assert_eq!(load_session(&place_at(&copy).unwrap()).unwrap(), next);
    std::fs::rename(&moved, &course).unwrap();
    open.save(&next, &note()).unwrap();
    assert_eq!(load_session(&record).unwrap(), next);
}

#[test]
fn a_second_window_can_only_look() {
    let (_folder, _course, mut open) = opened();
    open.autosave(&changed(&session()), &note()).unwrap();
    let mut second = open_session(open.place()).unwrap();
    assert_eq!(second.access(), Access::ReadOnly(Why::LockedElsewhere));
    assert!(second.recovery.is_none(), "it belongs to the first window");
    let why = Why::LockedElsewhere;
    assert!(matches!(second.save(&session(), &note()), Err(StoreError::ReadOnly { why: found, .. }) if found == why));
    assert!(matches!(second.autosave(&session(), &note()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(second.discard_recovery(), Err(StoreError::ReadOnly { .. })));
    drop(second);
    open.save(&session(), &note()).unwrap();
    let record = open.place().clone();
    assert_eq!(open_session(&record).unwrap().access(), Access::ReadOnly(Why::LockedElsewhere));
    drop(open);
    assert_eq!(open_session(&record).unwrap().access(), Access::Editable);
}

#[test]
fn a_lock_file_left_behind_means_nothing() {
    let (_folder, _course, open) = opened();
    let record = open.place().clone();
    drop(open);
    std::fs::write(record.child(".lock").shown(), "old").unwrap();
    assert_eq!(open_session(&record).unwrap().access(), Access::Editable);
    assert_eq!(states(&record), ["1.ron"]);
}

#[test]
fn work_in_progress_survives_a_crash() {
    let (_folder, _course, open) = opened();
    let (record, work) = (open.place().clone(), changed(&session()));
    let mut open = open;
    open.autosave(&session(), &note()).unwrap();
    open.autosave(&work, &note()).unwrap();
    crash(open);
    assert_eq!(load_session(&record).unwrap(), session(), "autosave makes no state");
    let mut again = open_session(&record).unwrap();
    let recovery = again.recovery.clone().unwrap();
    assert_eq!((&recovery.session, &again.session), (&work, &session()));
    assert!(recovery.modified.elapsed().unwrap().as_secs() < 60);
    assert_eq!(recovery.note, Some(note().because(Reason::Work)));
    assert_eq!((recovery.is_newest, recovery.grown_from.as_deref()), (true, Some("1.ron")));
    again.save(&work, &note()).unwrap();
    drop(again);
    assert_eq!(states(&record), ["1.ron", "2.ron"], "a save drops the work");
    assert!(open_session(&record).unwrap().recovery.is_none());
}

#[test]
fn unwanted_work_is_discarded_and_saved_work_is_not_offered() {
    let (_folder, _course, mut open) = opened();
    let record = open.place().clone();
    open.autosave(&changed(&session()), &note()).unwrap();
    crash(open);
    let mut again = open_session(&record).unwrap();
    again.discard_recovery().unwrap();
    again.discard_recovery().unwrap();
    assert!(again.recovery.is_none());
    again.autosave(&session(), &note()).unwrap();
    crash(again);
    assert!(open_session(&record).unwrap().recovery.is_none(), "the same as the record");
    assert_eq!(states(&record), ["1.ron"]);
}

/// Fault 3: work that is older than a save was offered as never saved.
#[test]
fn work_that_is_older_than_a_save_is_told_to_be() {
    let (_folder, _course, mut open) = opened();
    let record = open.place().clone();
    open.autosave(&changed(&session()), &note()).unwrap();
    let work = record.child(".recovery-1.ron").shown();
    let bytes = std::fs::read(&work).unwrap();
    let mut saved = changed(&session());
    saved.marks.truncate(1);
    open.save(&saved, &note()).unwrap();
    drop(open);
    // As a power cut can bring it back.
    std::fs::write(&work, bytes).unwrap();
    let again = open_session(&record).unwrap();
    let recovery = again.recovery.clone().unwrap();
    assert_eq!((recovery.is_newest, recovery.grown_from.as_deref()), (false, Some("1.ron")));
    assert_eq!(again.session, saved);
}

#[test]
fn work_that_cannot_be_read_is_told_and_stays_where_it_is() {
    let (_folder, _course, open) = opened();
    let record = open.place().clone();
    drop(open);
    let foreign = session_text(&session()).unwrap().replace("session-1\"", "another\"");
    let newer = session_text(&session()).unwrap().replace("session/10", "session/11");
    for (number, content) in ["(schema: \"mesomap/session/10\", id", &foreign, &newer].into_iter().enumerate() {
        let file = record.child(&format!(".recovery-{}.ron", number + 1)).shown();
        std::fs::write(&file, content).unwrap();
        let mut open = open_session(&record).unwrap();
        let broken = open.broken_recovery.as_ref().unwrap();
        assert_eq!(broken.kept_as, file);
        assert!(open.recovery.is_none());
        assert_eq!(open.access(), Access::Editable);
        // Neither work nor a save takes its place.
        open.autosave(&changed(&session()), &note()).unwrap();
        open.save(&session(), &note()).unwrap();
        drop(open);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
        std::fs::remove_file(&file).unwrap();
    }
}

#[test]
fn a_newer_version_opens_to_look_at_only() {
    let (_folder, course, open) = opened();
    let newer = session_text(&session()).unwrap().replace("session/10\",", "session/11\", signed: true,");
    let record = course.join("newer.record");
    std::fs::create_dir(&record).unwrap();
    std::fs::write(record.join("1.ron"), &newer).unwrap();
    let mut later = open_session(&place_at(&record).unwrap()).unwrap();
    assert_eq!(later.access(), Access::ReadOnly(Why::NewerSchema));
    assert_eq!(later.session, session());
    assert!(later.save(&session(), &note()).is_err() && later.autosave(&session(), &note()).is_err());
    let copy = later.save_copy_as(&session(), &course.join("copy.ron"));
    assert!(matches!(copy, Err(StoreError::ReadOnly { why: Why::NewerSchema, .. })));
    let place = place_at(&record).unwrap();
    assert!(matches!(OpenSession::merge(&place, &session(), &note()), Err(StoreError::NewerSchema { .. })));
    assert_eq!(std::fs::read_to_string(record.join("1.ron")).unwrap(), newer);
    drop(open);
    assert_eq!((names(&record).len(), names(&course).len()), (1, 3));
}

#[test]
fn an_unreadable_state_is_left_alone() {
    let (_folder, course, open) = opened();
    let record = open.place().clone();
    drop(open);
    let file = record.child("1.ron").shown();
    std::fs::write(&file, "(schema: \"mesomap/session/10\", id: ").unwrap();
    assert!(matches!(open_session(&record), Err(StoreError::Syntax { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "(schema: \"mesomap/session/10\", id: ");
    assert_eq!((names(&course).len(), states(&record).len()), (2, 1), "and no lock stays");
}

#[test]
fn a_failed_save_changes_nothing() {
    let (folder, course, mut open) = opened();
    let record = open.place().clone();
    let before = std::fs::read(record.child("1.ron").shown()).unwrap();
    // Another session, or one that couldn't be read back, is never written.
    let mut other = session();
    other.id = "other".to_owned();
    assert!(matches!(open.save(&other, &note()), Err(StoreError::Unsavable { .. })));
    let mut unordered = session();
    unordered.marks.reverse();
    assert!(matches!(open.save(&unordered, &note()), Err(StoreError::Unsavable { .. })));
    assert!(matches!(open.autosave(&unordered, &note()), Err(StoreError::Unsavable { .. })));
    assert_eq!(states(&record), [".lock", "1.ron"]);
    // The folder goes away and a file takes its place, so that not even root can write there.
    let moved = folder.path().join("moved");
    std::fs::rename(&course, &moved).unwrap();
    std::fs::write(&course, "in the way").unwrap();
    let next = changed(&session());
    assert!(matches!(open.save(&next, &note()), Err(StoreError::Gone { .. })));
    assert!(matches!(open.autosave(&next, &note()), Err(StoreError::Gone { .. })));
    assert_eq!(open.session, session(), "it doesn't count as saved");
    let old = moved.join("2026-09-07-session-1.record");
    assert_eq!(std::fs::read(old.join("1.ron")).unwrap(), before);
    std::fs::remove_file(&course).unwrap();
    std::fs::rename(&moved, &course).unwrap();
    assert_eq!(open.save(&next, &note()).unwrap().number, 2);
}

#[test]
fn a_file_is_never_taken_for_one_of_a_like_name() {
    let folder = tempfile::tempdir().unwrap();
    let text = |id: &str| session_text(&session()).unwrap().replace("\"session-1\"", &format!("\"{id}\""));
    for (name, id) in [("a.ron", "of a"), ("a.ron.ron", "of a.ron")] {
        std::fs::write(folder.path().join(name), text(id)).unwrap();
    }
    for (name, id) in [("a.ron", "of a"), ("a.ron.ron", "of a.ron")] {
        let place = place_at(&folder.path().join(name)).unwrap();
        assert_eq!(load_session(&place).unwrap().id, id);
        assert_eq!(open_session(&place).unwrap().session.id, id);
    }
}

/// Whatever has the next number, or a name that no save gives: the next save finds a free one.
#[test]
fn a_number_that_is_in_use_keeps_no_save_waiting() {
    let (_folder, _course, mut open) = opened();
    let record = open.place().shown();
    std::fs::create_dir(record.join("2.ron")).unwrap();
    std::fs::copy(record.join("1.ron"), record.join("3.ron")).unwrap();
    std::fs::write(record.join("4294967295.ron"), std::fs::read(record.join("1.ron")).unwrap()).unwrap();
    std::fs::write(record.join(".recovery-4294967295.ron"), "x").unwrap();
    let next = changed(&session());
    open.autosave(&session(), &note()).unwrap();
    assert_eq!(open.save(&next, &note()).unwrap().number, 4);
    assert_eq!(open.save(&session(), &note()).unwrap().number, 5);
    assert_eq!(load_session(open.place()).unwrap(), session());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_opens_to_look_at_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, _course, open) = opened();
    let record = open.place().clone();
    drop(open);
    let set = |mode| std::fs::set_permissions(record.shown(), std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    // Root may write everywhere.
    let is_refused = std::fs::write(record.child("try").shown(), "x").is_err();
    let opened = open_session(&record).unwrap();
    set(0o700);
    if is_refused {
        assert_eq!(opened.access(), Access::ReadOnly(Why::FolderNotWritable));
    }
}

#[cfg(unix)]
#[test]
fn a_session_opened_through_a_link_is_the_one_that_the_link_names() {
    let (folder, _course, open) = opened();
    let record = open.place().clone();
    drop(open);
    let link = folder.path().join("link.record");
    std::os::unix::fs::symlink(record.shown(), &link).unwrap();
    let mut open = open_session(&place_at(&link).unwrap()).unwrap();
    assert_eq!(*open.place(), record);
    open.save(&changed(&session()), &note()).unwrap();
    assert!(Path::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(load_session(&record).unwrap(), changed(&session()));
}

/// What belongs to a void record is looked at, with the reason said, until that counts again.
#[test]
fn a_session_of_a_void_patient_or_course_opens_to_look_at_only() {
    let folder = tempfile::tempdir().unwrap();
    let (library, face) = library(&folder.path().join("clinic"));
    let anna = face.parent().unwrap();
    let record = library.create_session(&face, &session(), &note()).unwrap().place().clone();
    let void = |why: &str| Some(why.to_owned());
    let (counts, plan) = (store_support::patient("Anna Sample"), store_support::course());
    let gone = mesomap::chart::Patient { voided: void("made twice"), ..counts.clone() };
    let never = mesomap::chart::Course { voided: void("never begun"), ..plan.clone() };
    let access = || open_session(&record).unwrap().access();
    library.save_course(&face, [&plan, &never], &note()).unwrap();
    assert_eq!(access(), Access::ReadOnly(Why::CourseVoid));
    library.save_patient(&anna, [&counts, &gone], &note()).unwrap();
    assert_eq!(access(), Access::ReadOnly(Why::PatientVoid));
    let refused = open_session(&record).unwrap().save(&changed(&session()), &note());
    assert!(matches!(refused, Err(StoreError::ReadOnly { why: Why::PatientVoid, .. })), "{refused:?}");
    library.save_patient(&anna, [&gone, &counts], &note()).unwrap();
    library.save_course(&face, [&never, &plan], &note()).unwrap();
    assert_eq!(access(), Access::Editable);
}
