//! Encrypted libraries on the command line: in, looked at, and out again.

use std::fs;
use std::path::Path;

use super::clinic::{Clinic, Ran, mesomap};

fn run(words: &[&str], paths: &[&Path]) -> Ran {
    let words = words.iter().map(|word| (*word).to_owned());
    mesomap(words.chain(paths.iter().map(|path| path.display().to_string())))
}

/// Every file below a folder with its bytes, by its path.
fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_library_goes_in_is_checked_and_comes_out_the_same() {
    let clinic = Clinic::new();
    let charts = clinic.charts();
    let [secret, wrong, key, other, sealed, plain] =
        ["secret.txt", "wrong.txt", "key.txt", "other.txt", "sealed", "plain"].map(|name| charts.with_file_name(name));
    fs::write(&secret, "blue hinge 42\n").unwrap();
    fs::write(&wrong, "blue hinge 43\n").unwrap();
    let no_way = run(&["encrypt"], &[&charts, &sealed]);
    assert!(no_way.status == 2 && no_way.err.contains("--new-passphrase-file"), "{}", no_way.err);
    assert!(no_way.err.contains("A forgotten passphrase is final"), "{}", no_way.err);
    let options =
        ["encrypt", "--new-passphrase-file", &secret.display().to_string(), "--key-file", &key.display().to_string()]
            .map(str::to_owned);
    let options: Vec<_> = options.iter().map(String::as_str).collect();
    let before = files(&charts);
    let ran = run(&options, &[&charts, &sealed]);
    assert!(ran.err.contains("A forgotten passphrase is final"), "{}", ran.err);
    assert!(ran.out.contains(&format!("{} files copied and compared", before.len())), "{}{}", ran.out, ran.err);
    assert_eq!(files(&charts), before, "the old one stays as it is");
    assert_eq!(run(&options, &[&charts, &sealed]).status, 3, "never over another");

    // What was there is told the same, by every verb.
    let with = |verb: &str, file: &Path, option: &str| {
        mesomap([verb, &sealed.display().to_string(), option, &file.display().to_string()])
    };
    let told = run(&["check"], &[&charts]);
    for (option, file) in [("--passphrase-file", &secret), ("--identity", &key)] {
        let ran = with("check", file, option);
        assert_eq!((ran.status, &ran.out), (told.status, &told.out), "{}", ran.err);
    }
    let refused = with("check", &wrong, "--passphrase-file");
    assert!(refused.status == 3 && refused.err.contains("not the passphrase"), "{}", refused.err);
    let unopened = run(&["check"], &[&sealed]);
    assert!(unopened.status == 3 && unopened.err.contains("is encrypted"), "{}", unopened.err);
    fs::write(&other, "no key").unwrap();
    assert!(with("verify", &other, "--identity").err.contains("AGE-SECRET-KEY-1"));
    // A session is named as in the plain library.
    let session = clinic.first.strip_prefix(&charts).unwrap();
    let marks = |session: &Path, more: &[&str]| {
        let mut words = vec!["marks".to_owned(), session.display().to_string()];
        words.extend(more.iter().map(|&word| word.to_owned()));
        mesomap(words)
    };
    let listed = marks(&sealed.join(session), &["--identity", &key.display().to_string()]);
    assert_eq!((listed.status, listed.out), (0, marks(&clinic.first, &[]).out), "{}", listed.err);

    let out = ["export-plain", "--identity", &key.display().to_string()].map(str::to_owned);
    let out: Vec<_> = out.iter().map(String::as_str).collect();
    let ran = run(&out, &[&sealed, &plain]);
    assert!(ran.out.contains("files copied and compared, 0 that"), "{}{}", ran.out, ran.err);
    assert!(files(&plain) == before, "not the same bytes");
    assert_eq!(run(&out, &[&sealed, &plain]).status, 3, "never into a folder that holds something");

    // What is damaged is told by its file and left out; the rest comes out.
    let damaged = files(&sealed).into_iter().max_by_key(|(_, bytes)| bytes.len()).unwrap().0;
    fs::write(sealed.join(&damaged), "cut").unwrap();
    let rest = charts.with_file_name("rest");
    let ran = run(&out, &[&sealed, &rest]);
    assert!(ran.out.contains("1 that couldn't be read"), "{}{}", ran.out, ran.err);
    assert_eq!((ran.status, files(&rest).len()), (1, before.len() - 1));
}
