//! Bundles on the command line: out of one library, listed, into another.

use std::fs;

use mesomap::chart::Patient;
use mesomap::store::Library;

use super::clinic::{Clinic, arguments, copied, mesomap, mesomap_in, note};

#[test]
fn a_patient_goes_out_is_listed_and_comes_in_elsewhere() {
    let clinic = Clinic::new();
    let (charts, file, new) = (clinic.charts(), clinic.path("z.mesomap"), clinic.path("new"));
    let patient = charts.join("zenobia-quarles");
    let made = mesomap(arguments(&["bundle", "--author", "Dr Sample", "-o"], &[&file, &patient]));
    assert_eq!((made.status, made.err.as_str()), (0, ""), "{}", made.out);
    assert!(made.out.contains("The patient Zenobia Quarles") && made.out.contains("5 files"), "{}", made.out);
    let again = mesomap(arguments(&["bundle", "-o"], &[&file, &patient]));
    assert_eq!(again.status, 3, "never over another file");
    let listed = mesomap(arguments(&["unbundle", "--list"], &[&file]));
    assert_eq!(listed.status, 0, "{}", listed.err);
    for part in ["Bundled by Dr Sample", "SHA-256", "zenobia-quarles/rejuvenation/s1.ron", "library.record/1.ron"] {
        assert!(listed.out.contains(part), "{part} is missing from:\n{}", listed.out);
    }
    let opened = mesomap(arguments(&["unbundle", "--into"], &[&new, &file]));
    assert_eq!((opened.status, opened.err.as_str()), (0, ""), "{}", opened.out);
    assert!(
        opened.out.lines().any(|line| line.split_whitespace().eq(["Sessions", "2", "0", "0", "0"])),
        "{}",
        opened.out
    );
    assert_eq!(
        mesomap(arguments(&["check"], &[&new])).out,
        mesomap(arguments(&["check"], &[&charts])).out.replace("charts", "new")
    );
    let back = mesomap(arguments(&["unbundle", "--into"], &[&charts, &file]));
    assert!(back.status == 0 && back.out.contains("All of the bundle was here already"), "{}{}", back.out, back.err);
    let neither = mesomap(arguments(&["unbundle"], &[&file]));
    assert!(neither.status == 2 && neither.err.contains("--into"), "{}", neither.err);
}

#[test]
fn an_encrypted_bundle_asks_for_its_passphrase() {
    let clinic = Clinic::new();
    let [file, right, wrong] = ["z.mesomap", "right.txt", "wrong.txt"].map(|name| clinic.path(name));
    fs::write(&right, "blue hinge 42\n").unwrap();
    fs::write(&wrong, "blue hinge 43\n").unwrap();
    let charts = clinic.charts();
    let made = mesomap(arguments(&["bundle", "--new-passphrase-file"], &[&right, &charts, "-o".as_ref(), &file]));
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n"));
    let locked = mesomap(arguments(&["unbundle", "--list"], &[&file]));
    assert!(locked.status == 3 && locked.err.contains("is encrypted"), "{}", locked.err);
    for option in ["--bundle-passphrase-file", "--passphrase-file"] {
        let opened = mesomap(arguments(&["unbundle", "--list", option], &[&right, &file]));
        assert!(opened.status == 0 && opened.out.contains("The library Test"), "{}{}", opened.out, opened.err);
    }
    let refused = mesomap(arguments(&["unbundle", "--list", "--bundle-passphrase-file"], &[&wrong, &file]));
    assert!(refused.status == 3 && refused.err.contains("passphrase"), "{}", refused.err);
}

#[test]
fn another_name_is_refused_in_words_until_somebody_looked_at_both() {
    let clinic = Clinic::new();
    let (charts, file, other) = (clinic.charts(), clinic.path("z.mesomap"), clinic.path("other"));
    copied(&charts, &other);
    let library = Library::open(&other).unwrap();
    let entry = library.patients().unwrap().remove(0);
    let before = entry.patient.unwrap();
    let after = Patient { name: "Berta Other".to_owned(), ..before.clone() };
    library.save_patient(&entry.folder, [&before, &after], &note()).unwrap();
    assert_eq!(mesomap(arguments(&["bundle", "-o"], &[&file, &other])).status, 0);
    let refused = mesomap(arguments(&["unbundle", "--into"], &[&charts, &file]));
    assert_eq!(refused.status, 3, "{}", refused.out);
    for part in ["z.mesomap", "“Berta Other”", "“Zenobia Quarles”"] {
        assert!(refused.err.contains(part), "{part} is missing from: {}", refused.err);
    }
    let french = mesomap_in("fr_FR.UTF-8", arguments(&["unbundle", "--into"], &[&charts, &file]));
    assert!(french.err.contains("«\u{a0}Berta Other\u{a0}»"), "{}", french.err);
    let accepted = mesomap(arguments(&["unbundle", "--accept-patient", "--into"], &[&charts, &file]));
    assert_eq!(accepted.status, 0, "{}{}", accepted.out, accepted.err);
    let cut = fs::read(&file).unwrap();
    fs::write(&file, &cut[..cut.len() / 2]).unwrap();
    let refused = mesomap(arguments(&["unbundle", "--into"], &[&charts, &file]));
    assert!(refused.status == 3 && refused.err.contains("the end of the bundle is missing"), "{}", refused.err);
}
