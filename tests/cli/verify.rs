//! `mesomap verify`, `prove`, `check-proof` and `erase`: what isn't as it was saved is a line and an exit status; what was kept elsewhere tells the rest.

use std::fs;

use std::path::Path;
use std::process::Command;

use super::clinic::{Clinic, Ran, arguments, copied, mesomap};

#[test]
fn a_library_is_verified_and_every_edit_is_named() {
    let clinic = Clinic::new();
    // Files of the layout before states were kept are vouched for by nobody.
    for file in [&clinic.first, &clinic.second] {
        fs::remove_file(file).unwrap();
    }
    let folder = clinic.charts();
    let kept = folder.with_file_name("kept.txt");
    let verify = |more: &[&str]| {
        let mut arguments = vec!["verify".to_owned(), folder.display().to_string()];
        arguments.extend(more.iter().map(|&word| word.to_owned()));
        mesomap(arguments)
    };
    let ran = verify(&["--save-checkpoint", &kept.display().to_string()]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("0 found") && ran.out.contains("entries, the last on 2026-09-07"), "{}", ran.out);
    let checkpoint = fs::read_to_string(&kept).unwrap();
    assert_eq!(checkpoint.lines().count(), 3, "{checkpoint}");
    assert_eq!(verify(&["--against", &kept.display().to_string()]).status, 0);

    let file = folder.join("zenobia-quarles/patient.record/1.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Quarles", "Quarrels", 1)).unwrap();
    let ran = verify(&[]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("1.ron isn’t what was saved"), "{}", ran.out);
    fs::write(&file, text).unwrap();

    let other = checkpoint.replacen("mesomap/", "mesomap/0", 1);
    fs::write(&kept, other).unwrap();
    let ran = verify(&["--against", &kept.display().to_string()]);
    assert!(ran.status == 1 && ran.out.contains("written anew"), "{}", ran.out);
    fs::write(&kept, "nothing").unwrap();
    let ran = verify(&["--against", &kept.display().to_string()]);
    assert!(ran.status == 3 && ran.err.contains("kept.txt holds no checkpoint"), "{}", ran.err);
    assert_eq!(mesomap(["verify", "/nowhere/at/all"]).status, 3);
}

/// A run on a machine whose own data lie in a folder.
fn on_a_machine(data: &Path, words: &[&str], paths: &[&Path]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mesomap"));
    command.env("LC_ALL", "en_GB.UTF-8").env_remove("LANGUAGE").env("XDG_DATA_HOME", data).env("HOME", data);
    let ran = command.args(words).args(paths).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { status: ran.status.code().unwrap_or(-1), out: text(ran.stdout), err: text(ran.stderr) }
}

/// A library of which the ledger knows everything.
fn logged(clinic: &Clinic) {
    for file in [&clinic.first, &clinic.second] {
        fs::remove_file(file).unwrap();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn workstations_vouch_and_remember() {
    let (clinic, data) = (Clinic::new(), tempfile::tempdir().unwrap());
    logged(&clinic);
    let folder = clinic.charts();
    let ran = on_a_machine(data.path(), &["verify", "--checkpoint"], &[&folder]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains(" vouches for ") && ran.out.contains("Nothing is known of an outside copy"),
        "{}",
        ran.out
    );
    let key = data.path().join("mesomap/workstation/workstation.key");
    assert!(key.is_file());
    // The end of the ledger goes, with all that vouches for it in the library.
    let entries = folder.join("clinic/ledger/0");
    let last =
        (1..1_000_000).map(|number| entries.join(format!("{number}.note"))).take_while(|file| file.exists()).last();
    let last = last.unwrap();
    let (kept, text) = (data.path().join("kept"), fs::read(&last).unwrap());
    fs::remove_file(&last).unwrap();
    fs::rename(folder.join("clinic/checkpoints"), kept).unwrap();
    let ran = on_a_machine(data.path(), &["verify"], &[&folder]);
    assert!(ran.status == 1 && ran.out.contains("this workstation saw"), "{}", ran.out);
    let other = tempfile::tempdir().unwrap();
    assert!(!on_a_machine(other.path(), &["verify"], &[&folder]).out.contains("this workstation saw"));
    let ran = on_a_machine(data.path(), &["verify", "--trust"], &[&folder]);
    assert!(!ran.out.contains("this workstation saw"), "{}", ran.out);
    fs::write(&last, text).unwrap();
    assert_eq!(on_a_machine(data.path(), &["verify", "--checkpoint"], &[&folder]).status, 0);
}

#[test]
fn outside_copies_are_told_with_their_age() {
    let clinic = Clinic::new();
    logged(&clinic);
    let folder = clinic.charts();
    let kept = folder.with_file_name("kept.txt");
    assert!(mesomap(arguments(&["verify"], &[&folder])).out.contains("Nothing is known of an outside copy"));
    assert_eq!(mesomap(arguments(&["verify", "--save-checkpoint"], &[&kept, &folder])).status, 0);
    let ran = mesomap(arguments(&["verify"], &[&folder]));
    assert!(ran.status == 0 && ran.out.contains("last outside copy: checkpoint"), "{}", ran.out);
    assert!(ran.out.contains("today") || ran.out.contains("a day ago"), "{}", ran.out);
    // It is never written over, and a request for a time-stamp isn't either.
    for words in [["verify", "--save-checkpoint"], ["verify", "--stamp-request"]] {
        let ran = mesomap(arguments(&words, &[&kept, &folder]));
        assert!(ran.status == 3 && ran.err.contains("kept.txt"), "{}", ran.err);
    }
    let request = folder.with_file_name("request.tsq");
    assert_eq!(mesomap(arguments(&["verify", "--stamp-request"], &[&request, &folder])).status, 0);
    assert!(fs::read(&request).unwrap().starts_with(&[0x30]));
    let ran = mesomap(arguments(&["verify", "--stamp-token"], &[&kept, &folder]));
    assert!(ran.status == 3 && ran.err.contains("no answer of a time-stamping authority"), "{}", ran.err);
}

#[test]
fn a_patient_is_proved_and_then_erased() {
    let clinic = Clinic::new();
    logged(&clinic);
    let folder = clinic.charts();
    let (patient, proof) = (folder.join("zenobia-quarles"), folder.with_file_name("z.proof"));
    let kept = folder.with_file_name("kept.txt");
    assert_eq!(mesomap(arguments(&["prove", "-o"], &[&proof, &patient])).status, 0);
    assert_eq!(mesomap(arguments(&["prove", "-o"], &[&proof, &patient])).status, 3, "it is there");
    assert_eq!(mesomap(arguments(&["verify", "--save-checkpoint"], &[&kept, &folder])).status, 0);
    let copy = folder.with_file_name("copy");
    copied(&patient, &copy);
    let ran = mesomap(arguments(&["check-proof", "--against"], &[&kept, &proof, &copy]));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("the checkpoint is the one that was kept"), "{}", ran.out);
    let file = copy.join("patient.record/1.ron");
    fs::write(&file, fs::read_to_string(&file).unwrap().replacen("Quarles", "Quarrels", 1)).unwrap();
    let ran = mesomap(arguments(&["check-proof"], &[&proof, &copy]));
    assert!(ran.status == 1 && ran.out.contains("1.ron isn’t what was saved"), "{}", ran.out);
    assert_eq!(mesomap(arguments(&["check-proof"], &[&kept])).status, 3);

    // Not without being asked.
    let erase = |more: &[&str]| {
        let words = [&["erase", "--reason", "ten years have passed"], more].concat();
        mesomap(arguments(&words, &[&patient]))
    };
    let ran = erase(&[]);
    assert!(ran.status == 2 && ran.err.contains("Erasing them is final") && patient.exists(), "{}", ran.err);
    assert_eq!(mesomap(arguments(&["erase", "--yes", "--reason", " "], &[&patient])).status, 2);
    let ran = erase(&["--yes", "--author", "Dr Archive"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(!patient.exists());
    let ran = mesomap(arguments(&["verify", "--against"], &[&kept, &folder]));
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.out.contains("by Dr Archive, for: ten years have passed"), "{}", ran.out);
    assert_eq!(erase(&["--yes"]).status, 3, "it is gone");
}
