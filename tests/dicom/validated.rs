//! What the validator of another project says of the files that the command line writes.

use std::process::Command;

use crate::clinic::{arguments, mesomap, mesomap_in};
use crate::{is_there, sample};

#[test]
fn dciodvfy_finds_no_error() {
    if !is_there("dciodvfy") {
        return;
    }
    let (folder, session) = sample();
    for (locale, name) in [("en_GB.UTF-8", "out"), ("fr_FR.UTF-8", "sortie")] {
        let output = folder.path().join(name);
        let views = ["--view", "face-front,face-left-profile,hand-left,knees-front", "--dpi", "72", "-o"];
        let ran = mesomap_in(locale, arguments(&[&["dicom"], &views[..]].concat(), &[&output, &session]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        let files: Vec<_> = ran.out.lines().collect();
        assert_eq!(files.len(), 5, "four views and the report");
        for file in files {
            let found = Command::new("dciodvfy").args(["-new", file]).output().unwrap();
            let said = String::from_utf8_lossy(&[found.stdout, found.stderr].concat()).into_owned();
            // Names are written as the clinic writes them; where no comma says which is the family's, none is made up.
            let wrong = said.lines().filter(|line| line.contains("Error") || line.contains("Warning"));
            let wrong: Vec<&str> = wrong.filter(|line| !line.ends_with("Retired Person Name form")).collect();
            assert!(wrong.is_empty(), "{file}: {wrong:#?}");
            assert!(said.contains("SCImage") || said.contains("EncapsulatedPDF"), "{said}");
        }
    }
}

#[test]
fn files_are_left_alone_unless_that_is_asked_for() {
    let (folder, session) = sample();
    let output = folder.path().join("out");
    let run = |more: &[&str]| {
        let fixed = ["dicom", "--view", "face-front", "--no-report", "--dpi", "36"];
        mesomap(arguments(&[&fixed, more, &["-o"]].concat(), &[&output, &session]))
    };
    assert_eq!(run(&[]).status, 0);
    let file = output.join("face-front.dcm");
    let first = std::fs::read(&file).unwrap();
    let again = run(&[]);
    assert_eq!(again.status, 3);
    assert!(again.err.contains("face-front.dcm"), "{}", again.err);
    assert_eq!(std::fs::read(&file).unwrap(), first);
    assert_eq!(run(&["--force"]).status, 0);
    assert_ne!(std::fs::read(&file).unwrap(), first, "its identifiers are new");
}

#[test]
fn a_session_of_nobody_is_refused() {
    let (folder, session) = sample();
    let alone = folder.path().join("elsewhere.ron");
    let newest = std::fs::read_dir(&session).unwrap().map(|entry| entry.unwrap().path()).max().unwrap();
    std::fs::copy(newest, &alone).unwrap();
    let outside = tempfile::tempdir().unwrap();
    let moved = outside.path().join("session.ron");
    std::fs::rename(&alone, &moved).unwrap();
    let ran = mesomap(arguments(&["dicom", "-o"], &[&outside.path().join("out"), &moved]));
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("an archive files by the patient"), "{}", ran.err);
}
