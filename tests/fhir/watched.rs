//! A folder that somebody watches: what is there is whole, said beforehand whose it is, and never replaced.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use mesomap::store::drop_into;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::clinic::{Ran, arguments, mesomap};
use crate::sample;

fn dropped(session: &Path, folder: &Path, more: &[&str]) -> Ran {
    mesomap(arguments(&[&["drop"], more].concat(), &[session, folder]))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.collect::<BTreeSet<_>>().into_iter().collect()
}

fn card(document: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(document.with_extension("json")).unwrap()).unwrap()
}

/// Takes every PDF the moment it appears, as a program would that looks all the time: what it says, and whether it is whole.
fn take(inbox: &Path, until: &AtomicBool, taken: &Mutex<Vec<(PathBuf, bool)>>) {
    let mut seen = BTreeSet::new();
    // It looks once more after the last was put there.
    let mut is_last = false;
    loop {
        for entry in std::fs::read_dir(inbox).unwrap().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "pdf") && seen.insert(path.clone()) {
                let bytes = std::fs::read(&path).unwrap();
                let digest =
                    Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
                let said = card(&path);
                let is_whole = said["sha256"] == digest && said["bytes"] == bytes.len() && bytes.starts_with(b"%PDF");
                taken.lock().unwrap().push((path, is_whole));
            }
        }
        if is_last {
            return;
        }
        is_last = until.load(Ordering::Acquire);
    }
}

#[test]
fn who_watches_takes_whole_documents_and_knows_whose_they_are() {
    let (folder, session) = sample();
    let inbox = folder.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let (until, taken) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        scope.spawn(|| take(&inbox, &until, &taken));
        // Two at once, twice.
        let drop = || {
            for _ in 0..2 {
                let ran = dropped(&session, &inbox, &[]);
                assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            }
        };
        let both = [scope.spawn(drop), scope.spawn(drop)];
        for one in both {
            one.join().unwrap();
        }
        until.store(true, Ordering::Release);
    });
    let taken = taken.into_inner().unwrap();
    assert_eq!(taken.len(), 4, "{taken:?}");
    assert!(taken.iter().all(|(_, is_whole)| *is_whole), "{taken:?}");
    let usual = "2026-11-03 SAMPLE-001 Session 1";
    let expected: BTreeSet<String> = ["", " (2)", " (3)", " (4)"]
        .iter()
        .flat_map(|number| ["json", "pdf"].map(|ending| format!("{usual}{number}.{ending}")))
        .collect();
    assert_eq!(names(&inbox), Vec::from_iter(expected), "no name tells who the patient is, and nothing else stays");
    let said = card(&inbox.join(format!("{usual}.pdf")));
    assert_eq!(said["schema"], "mesomap/drop/1");
    assert_eq!(said["file"], format!("{usual}.pdf"));
    assert_eq!(said["patient"]["name"], "Sample Patient, not a real person");
    assert_eq!(said["patient"]["number"], "SAMPLE-001");
    assert_eq!(said["patient"]["born"], "1979-05-17");
    assert_eq!(said["session"]["id"], "5a3b1e00-0000-7000-8000-000000000201");
    assert_eq!(card(&inbox.join(format!("{usual} (3).pdf")))["file"], format!("{usual} (3).pdf"));
}

#[test]
fn a_template_names_what_it_asks_for() {
    let (folder, session) = sample();
    let inbox = folder.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let ran = dropped(&session, &inbox, &["--template", "{name}: {course}/{time} <{view}>", "--view", "back"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let name = "Sample Patient, not a real person Low back pain 1600 back";
    assert_eq!(names(&inbox), [format!("{name}.json"), format!("{name}.pdf")]);
    assert_eq!(ran.out.trim_end(), inbox.join(format!("{name}.pdf")).display().to_string());
    for wrong in ["{who}", "{date"] {
        let ran = dropped(&session, &inbox, &["--template", wrong]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
    }
    assert_eq!(names(&inbox).len(), 2);
}

#[test]
fn a_name_that_is_in_use_stays_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (theirs, next) in [("one.pdf", "one (2).pdf"), ("two.json", "two (2).pdf")] {
        std::fs::write(folder.path().join(theirs), "theirs").unwrap();
        let name = theirs.split('.').next().unwrap();
        let dropped = drop_into(folder.path(), name, b"%PDF", |file| file.as_bytes().to_vec()).unwrap();
        assert_eq!(dropped, folder.path().join(next));
        assert_eq!(std::fs::read(folder.path().join(theirs)).unwrap(), b"theirs");
        assert_eq!(std::fs::read(dropped.with_extension("json")).unwrap(), next.as_bytes());
    }
    assert_eq!(names(folder.path()).len(), 6, "{:?}", names(folder.path()));
}

#[test]
fn what_does_not_succeed_leaves_nothing() {
    let (folder, session) = sample();
    let missing = folder.path().join("not connected");
    let ran = dropped(&session, &missing, &[]);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("not connected") && !missing.exists(), "{}", ran.err);
    let inbox = folder.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let is_locked = lock(&inbox);
    if is_locked {
        let ran = dropped(&session, &inbox, &[]);
        assert_eq!(ran.status, 3, "{}", ran.out);
        assert!(ran.err.contains("inbox"), "{}", ran.err);
    } else {
        eprintln!("skipped: this user may write everywhere");
    }
    assert_eq!(names(&inbox), [""; 0]);
}

/// Takes the right to write away; whether it is gone, which it isn't for one who may everything.
fn lock(folder: &Path) -> bool {
    let mut rights = std::fs::metadata(folder).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(folder, rights).unwrap();
    let probe = folder.join("probe");
    let can = std::fs::write(&probe, "").is_ok();
    _ = std::fs::remove_file(probe);
    !can
}

#[test]
fn many_at_once_get_a_name_each() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let all = (0..8_u8).map(|number| {
        let folder = Arc::clone(&folder);
        std::thread::spawn(move || {
            drop_into(folder.path(), "same", &[number; 9], |file| format!("{number} {file}").into_bytes()).unwrap()
        })
    });
    let all: Vec<_> = all.collect();
    let dropped: Vec<PathBuf> = all.into_iter().map(|one| one.join().unwrap()).collect();
    for (number, document) in (0..8_u8).zip(&dropped) {
        assert_eq!(std::fs::read(document).unwrap(), [number; 9]);
        let name = document.file_name().unwrap().to_string_lossy();
        assert_eq!(std::fs::read_to_string(document.with_extension("json")).unwrap(), format!("{number} {name}"));
    }
    assert_eq!(names(folder.path()).len(), 16);
}
