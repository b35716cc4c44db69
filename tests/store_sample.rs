//! The sample library in `charts/`: in order, plausible, and exactly what the program's own code makes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[allow(dead_code, reason = "its main isn't used here")]
#[path = "../examples/make_sample_library.rs"]
mod make_sample_library;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mesomap::chart::{Finding, Session, Severity, findings};
use mesomap::store::{
    Library, Lineage, Note, Place, Reason, check, load_session, open_bundle_as, place_at, read_bundle, sessions_below,
    techniques,
};

fn charts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("charts")
}

/// Every file below `folder`, hidden ones too, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn collect(root: &Path, folder: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // What using the sample by hand leaves there is no part of it.
            let is_used =
                ["clinic/copies", "clinic/checkpoints", "clinic/bundles"].iter().any(|used| path.ends_with(used));
            if path.is_dir() {
                if !is_used {
                    collect(root, &path, all);
                }
            } else {
                all.insert(path.strip_prefix(root).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    collect(folder, folder, &mut all);
    all
}

fn root() -> Place {
    place_at(&charts()).unwrap()
}

fn sessions() -> Vec<Session> {
    sessions_below(&root()).iter().map(|record| load_session(record).unwrap()).collect()
}

#[test]
fn it_is_in_order() {
    assert!(check(&root()).is_empty(), "{:?}", check(&root()));
    let library = Library::open(&charts()).unwrap();
    let patients = library.patients().unwrap();
    assert_eq!(patients.len(), 1);
    let courses = library.courses(&patients[0].folder).unwrap();
    let counts: Vec<_> = courses.iter().map(|course| library.sessions(&course.folder).unwrap().len()).collect();
    assert_eq!(counts, [4, 3]);
    // Who reads it finds what a change looks like.
    let is_saved_twice = |record: &Place| Lineage::of(record).unwrap().states().len() == 2;
    assert!(sessions_below(&root()).iter().all(is_saved_twice));
}

#[test]
fn only_the_librarys_own_files_are_there() {
    for path in files(&charts()).keys() {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name == "README.md"
                || path.extension().is_some_and(|end| end == "note")
                || path.extension().is_some_and(|e| e == "ron") && !name.starts_with('.'),
            "{name}"
        );
    }
}

#[test]
fn making_it_again_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    make_sample_library::write_sample(folder.path()).unwrap();
    let mut stored = files(&charts());
    stored.remove(Path::new("README.md"));
    let made = files(folder.path());
    assert_eq!(made.keys().collect::<Vec<_>>(), stored.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        assert!(*bytes == stored[path], "{} differs: run the example make_sample_library again", path.display());
    }
}

/// A page in a browser brings it as a bundle.
#[test]
fn its_bundle_holds_every_state_of_every_record() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/web/sample.mesomap");
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new");
    let bundle = read_bundle(&file, &std::fs::read(&file).unwrap()).unwrap();
    let note = Note::new(Reason::Import, "2026-11-18T09:00:00+01:00".parse().unwrap(), "");
    open_bundle_as(&bundle, &new, &note).unwrap();
    let states = |folder: &Path| {
        let mut all = files(folder);
        all.retain(|path, _| path.extension().is_some_and(|ending| ending == "ron") && !path.starts_with("clinic"));
        all
    };
    assert!(states(&new) == states(&charts()), "run the example make_sample_library again");
}

#[test]
fn its_sessions_are_plausible() {
    for session in sessions() {
        let title = &session.details.title;
        let distinct: BTreeSet<_> = session.marks.iter().map(|mark| &mark.deposit.technique).collect();
        assert!(distinct.len() >= 2, "{title}");
        let [fewest, most] = if session.cocktails.len() == 2 { [60, 200] } else { [20, 60] };
        assert!((fewest..=most).contains(&session.marks.len()), "{title}: {}", session.marks.len());
        let mut found = findings(&session, techniques());
        // Notes are true of any nappage at 2 mm in the thin skin of the face.
        found.retain(|finding| finding.severity() == Severity::Warning);
        // Nothing else stands out, so that what a clinic sees first in its own charts isn't seen here.
        assert_eq!(found, Vec::<Finding>::new(), "{title}");
    }
}
