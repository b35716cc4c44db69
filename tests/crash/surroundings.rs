//! What happens around the program: a folder that is moved away, that may only be read or not even that, and a clock that goes
//! backwards.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use mesomap::chart::{Course, Patient, Technique, TechniqueEdit, TechniqueId};
use mesomap::store::{
    Access, Note, Place, StoreError, check, open_session, shipped_protocols, techniques, unsaved_work,
};

use crate::child::numbered;
use crate::script::{ROOT, Told, assert_holds};
use crate::store_support::{cocktail, course, library, note, patient};

fn script(program: &Path, root: &Path) -> Command {
    let mut child = Command::new(program);
    child.args(["--exact", "script::work", "--nocapture", "--test-threads=1"]).env(ROOT, root);
    child.stdout(Stdio::null()).stderr(Stdio::piped());
    child
}

#[test]
fn what_was_told_is_in_a_folder_that_is_moved_away_meanwhile_and_nothing_stands_in_its_place() {
    let lines = if std::env::var_os("MESOMAP_CALLS").is_some() { 100 } else { 12 };
    for nth in (8..58).step_by(50 / lines.min(50)) {
        let folder = tempfile::tempdir().unwrap();
        let (root, away) = (folder.path().join("clinic"), folder.path().join("away"));
        let mut child = script(&std::env::current_exe().unwrap(), &root).spawn().unwrap();
        let mut told = Vec::new();
        for line in BufReader::new(child.stderr.take().unwrap()).lines() {
            told.push(line.unwrap());
            if told.len() == nth {
                fs::rename(&root, &away).unwrap();
            }
        }
        assert!(child.wait().unwrap().success(), "{told:?}");
        assert!(!root.exists(), "made anew after {nth} lines: {told:?}");
        let told = Told::of(told.iter().map(String::as_str));
        assert_holds(&away, &told);
    }
}

#[test]
fn nothing_is_made_where_the_library_was() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let (mut library, face) = library(&root);
    let anna = face.parent().unwrap();
    let (before, after) = (patient("Anna Sample"), Patient { notes: "x".to_owned(), ..patient("Anna Sample") });
    let (plan, planned) = (course(), Course { notes: "x".to_owned(), ..course() });
    let papule = techniques().get(&TechniqueId::new("papule")).unwrap().clone();
    let own = TechniqueEdit::Put(Box::new(Technique { id: TechniqueId::new(""), ..papule }));
    let mut open = library.create_session(&face, &numbered("first", 0), &note()).unwrap();
    fs::rename(&root, folder.path().join("away")).unwrap();
    let refused = [
        ("a patient", library.create_patient(&patient("Zoe"), &note()).is_err()),
        ("a course", library.create_course(&anna, &course(), &note()).is_err()),
        ("a session", library.create_session(&face, &numbered("second", 0), &note()).is_err()),
        ("changes of a patient", library.save_patient(&anna, [&before, &after], &note()).is_err()),
        ("changes of a course", library.save_course(&face, [&plan, &planned], &note()).is_err()),
        ("a name", library.rename("Other", &note()).is_err()),
        ("products", library.learn(&cocktail(), &note()).is_err()),
        ("a technique", library.change_techniques(&own, &note()).is_err()),
        ("a protocol", library.add_protocol(&shipped_protocols()[0], "own", &note()).is_err()),
        ("a state", matches!(open.save(&numbered("first", 1), &note()), Err(StoreError::Gone { .. }))),
        ("work", matches!(open.autosave(&numbered("first", 1), &note()), Err(StoreError::Gone { .. }))),
    ];
    assert!(!root.exists(), "made anew");
    assert_eq!(
        refused.iter().filter(|(_, is_refused)| !is_refused).map(|(what, _)| *what).collect::<Vec<_>>(),
        [""; 0]
    );
}

#[test]
fn a_patient_whose_folder_was_renamed_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let (library, face) = library(&root);
    let anna = face.parent().unwrap();
    let (before, after) = (patient("Anna Sample"), Patient { notes: "x".to_owned(), ..patient("Anna Sample") });
    fs::rename(anna.shown(), root.join("renamed")).unwrap();
    let saved = library.save_patient(&anna, [&before, &after], &note());
    assert!(matches!(saved, Err(StoreError::Gone { .. })), "{saved:?}");
    assert!(!anna.shown().exists());
    assert_eq!(library.patients().unwrap().len(), 1);
}

/// Every file and folder with its content.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all(&path));
            found.insert(path, Vec::new());
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// Gives every file and folder these rights.
fn allow(folder: &Path, folders: u32, files: u32) {
    for path in all(folder).into_keys().chain([folder.to_owned()]) {
        let mode = if path.is_dir() { folders } else { files };
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
}

/// A command that runs the script as somebody who may do no more than everybody; `None` where that can't be tried.
fn as_somebody_else(root: &Path, programs: &Path) -> Option<Command> {
    let program = std::env::current_exe().unwrap();
    if fs::metadata(root).unwrap().uid() != 0 {
        // This is no administrator: rights that are taken away are.
        return Some(script(&program, root));
    }
    let copy = programs.join("crash");
    fs::copy(program, &copy).unwrap();
    allow(programs, 0o755, 0o755);
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !Command::new("setpriv").args(nobody).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: setpriv isn't installed, and an administrator may write everywhere");
        return None;
    }
    let mut child = Command::new("setpriv");
    child.args(nobody).arg(copy).args(["--exact", "script::work", "--nocapture", "--test-threads=1"]);
    child.env(ROOT, root).stdout(Stdio::null()).stderr(Stdio::piped());
    Some(child)
}

#[test]
fn who_may_only_read_or_not_even_that_is_told_so_and_changes_nothing() {
    let programs = tempfile::tempdir().unwrap();
    for (folders, files, is_read) in [(0o555, 0o444, true), (0o555, 0o000, false), (0o000, 0o444, false)] {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        let root = folder.path().join("clinic");
        let (library, face) = library(&root);
        drop(library.create_session(&face, &numbered("first", 0), &note()).unwrap());
        let before = all(&root);
        allow(&root, folders, files);
        let Some(mut child) = as_somebody_else(&root, programs.path()) else { return };
        let ended = child.output().unwrap();
        allow(&root, 0o700, 0o600);
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.success(), "{told}");
        assert!(told.contains("given up"), "{told}");
        assert_eq!(told.contains("done course"), is_read, "{told}");
        assert!(all(&root) == before, "something was changed: {told}");
        assert!(check(library.root()).is_empty());
        let open = open_session(&face.child("2026-09-07-session-1.record")).unwrap();
        assert_eq!(open.access(), Access::Editable, "blocked");
    }
}

fn at(moment: &str) -> Note {
    Note { at: moment.parse().unwrap(), ..note() }
}

/// Which state is the newest, and whether work is, is told by what they grew from and not by clocks.
#[test]
fn a_clock_that_goes_backwards_makes_nothing_older() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let (library, face) = library(&root);
    let mut open = library.create_session(&face, &numbered("first", 0), &at("2026-09-07T10:30:00+02:00")).unwrap();
    let record: Place = open.place().clone();
    let mut clock = (2000..2026).rev().map(|year| at(&format!("{year}-01-01T00:00:00+00:00")));
    for step in 1..10 {
        let saved = open.save(&numbered("first", step), &clock.next().unwrap()).unwrap();
        assert_eq!((saved.number, saved.is_fork), (u32::try_from(step).unwrap() + 1, false));
    }
    open.autosave(&numbered("first", 20), &clock.next().unwrap()).unwrap();
    open.autosave(&numbered("first", 21), &clock.next().unwrap()).unwrap();
    drop(open);
    // The clock of the disk too: the work is older than the state that it grew from.
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(24 * 365);
    for path in all(&root).into_keys().filter(|path| path.to_string_lossy().contains(".recovery-")) {
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
    assert_eq!(unsaved_work(library.root()).len(), 1);
    let mut open = open_session(&record).unwrap();
    assert_eq!(open.session, numbered("first", 9));
    let work = open.recovery.clone().unwrap();
    assert_eq!((work.session, work.is_newest), (numbered("first", 21), true));
    let title = Arc::clone(&open.session.details);
    assert_eq!(title.title, "9");
    open.save(&numbered("first", 21), &clock.next().unwrap()).unwrap();
    drop(open);
    let open = open_session(&record).unwrap();
    assert_eq!((open.session.clone(), open.recovery.is_none()), (numbered("first", 21), true));
    assert!(check(library.root()).is_empty());
}
