//! Sessions that somebody signs: who, when and with what meaning is bound to every byte, the session is locked, and whatever is
//! changed then says why.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::fs;
use std::path::Path;
use std::process::Command;

use mesomap::store::{
    Access, Library, Lineage, OpenSession, Place, Reason, SignatureStanding as Standing, Signer, StoreError,
    UnlockedKey, Why, check, load_session, open_session, open_to_amend, sign_session,
};
use store_support::{changed, library, note, session};

const PASSPHRASE: &str = "blue hinge 42";

fn signer(name: &str, random: u8) -> Signer {
    Signer::new(format!("signer {name}"), [name, "physician"], PASSPHRASE, [random; 72]).unwrap()
}

/// A library in which Dr Sample signs, and a saved session in it, by its newest state.
fn signable(root: &Path) -> (Library, Signer, UnlockedKey, OpenSession) {
    let (library, course) = library(root);
    let signer = signer("Dr Sample", 1);
    library.add_signer(&signer, &note()).unwrap();
    let key = signer.unlock(PASSPHRASE).unwrap();
    let open = library.create_session(&course, &session(), &note()).unwrap();
    (library, signer, key, open)
}

fn signed(root: &Path) -> (Library, Signer, UnlockedKey, Place) {
    let (library, signer, key, open) = signable(root);
    sign_session(open.state().unwrap(), (&signer, &key), "I gave this treatment", &note()).unwrap();
    let place = open.place().clone();
    (library, signer, key, place)
}

#[test]
fn a_signature_says_who_when_and_what_and_locks_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let (_, signer, _, place) = signed(folder.path());
    let open = open_session(&place).unwrap();
    assert_eq!(open.access(), Access::ReadOnly(Why::Signed));
    assert_eq!(open.session, load_session(&place).unwrap());
    let [signature] = &open.signatures[..] else { panic!("{:?}", open.signatures) };
    assert_eq!((signature.state.as_str(), signature.standing), ("2.ron", Standing::Good));
    assert_eq!(signature.at, note().at);
    assert_eq!(signature.signed, signer.signing("I gave this treatment"));
    assert!(check(&place).is_empty(), "{:?}", check(&place));
}

#[test]
fn common_tools_verify_a_signature() {
    let folder = tempfile::tempdir().unwrap();
    let (_, signer, _, place) = signed(folder.path());
    let text = fs::read_to_string(place.shown().join("2.ron")).unwrap();
    // As charts/README.md tells it: all but the last five lines are signed.
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (body, tail) = lines.split_at(lines.len() - 5);
    let out = |name: &str| folder.path().join(name);
    fs::write(out("body"), body.concat()).unwrap();
    let minisig: String = tail[..4].iter().map(|line| line.strip_prefix("// ").unwrap()).collect();
    fs::write(out("body.minisig"), &minisig).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program).current_dir(folder.path()).args(arguments).output().ok()
    };
    let key = signer.key.text();
    if let Some(ran) = run("minisign", &["-V", "-P", &key, "-m", "body", "-x", "body.minisig"]) {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    let decode = |text: &str| {
        use base64ct::{Base64, Encoding as _};
        Base64::decode_vec(text.trim()).unwrap()
    };
    // An Ed25519 key in the form that openssl takes (RFC 8410) is twelve bytes and the key.
    let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    fs::write(out("key.der"), [&prefix[..], &decode(&key)[10..]].concat()).unwrap();
    fs::write(out("body.sig"), &decode(minisig.lines().nth(1).unwrap())[10..]).unwrap();
    let verify =
        ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-rawin", "-in", "body", "-sigfile"];
    let verify = [&verify[..], &["body.sig"]].concat();
    if let Some(ran) = run("openssl", &verify) {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
        fs::write(out("body"), body.concat().replace("0.15", "0.16")).unwrap();
        assert!(!run("openssl", &verify).unwrap().status.success(), "another depth isn't what was signed");
    }
}

#[test]
fn what_is_signed_is_changed_for_a_reason_only() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, _, place) = signed(folder.path());
    let refused = |done: Result<_, StoreError>| matches!(done, Err(StoreError::ReadOnly { why: Why::Signed, .. }));
    let next = changed(&session());
    assert!(refused(open_session(&place).unwrap().save(&next, &note()).map(drop)));
    assert!(refused(OpenSession::merge(&place, &next, &note()).map(drop)), "nor by a merge");
    assert!(refused(OpenSession::unvoid(&place, &note()).map(drop)));
    let mut open = open_to_amend(&place, " depth mistyped ").unwrap();
    assert_eq!(open.access(), Access::Editable);
    assert_eq!(open.signatures.len(), 1);
    open.save(&next, &note()).unwrap();
    drop(open);
    let lineage = Lineage::of(&place).unwrap();
    let last = lineage.head().unwrap().note().unwrap().clone();
    assert_eq!((last.why, last.reason.as_str()), (Reason::Amend, "depth mistyped"));
    // It is locked again at once, and what was signed still opens as it was.
    assert_eq!(open_session(&place).unwrap().access(), Access::ReadOnly(Why::Signed));
    let before = open_session(&place.child("2.ron")).unwrap();
    assert_eq!(before.session, load_session(&place.child("1.ron")).unwrap());
    assert_ne!(before.session, load_session(&place).unwrap());
}

#[test]
fn a_second_person_signs_after_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, _, place) = signed(folder.path());
    let nurse = signer("Nurse Sample", 2);
    library.add_signer(&nurse, &note()).unwrap();
    let key = nurse.unlock(PASSPHRASE).unwrap();
    let open = open_session(&place).unwrap();
    sign_session(open.state().unwrap(), (&nurse, &key), "I was there", &note()).unwrap();
    let names: Vec<String> =
        open_session(&place).unwrap().signatures.into_iter().map(|signature| signature.signed.name).collect();
    assert_eq!(names, ["Dr Sample", "Nurse Sample"]);
}

#[test]
fn only_what_was_looked_at_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (_, signer, key, mut open) = signable(folder.path());
    let seen = open.state().unwrap().clone();
    open.save(&changed(&session()), &note()).unwrap();
    let done = sign_session(&seen, (&signer, &key), "I gave this treatment", &note());
    assert!(matches!(done, Err(StoreError::Superseded { .. })), "{done:?}");
    // Nor what isn't as it was saved.
    let file = open.state().unwrap().shown();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Fine lines", "Fine limes").replace("0.2,", "0.3,")).unwrap();
    let done = sign_session(open.state().unwrap(), (&signer, &key), "I gave this treatment", &note());
    assert!(matches!(done, Err(StoreError::Superseded { .. })), "{done:?}");
    assert_eq!(Lineage::of(open.place()).unwrap().states().len(), 2);
}

#[test]
fn a_changed_file_a_swapped_signer_and_a_stranger_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, _, place) = signed(folder.path());
    let file = place.shown().join("2.ron");
    let text = fs::read_to_string(&file).unwrap();
    let standing = |text: &str| {
        fs::write(&file, text).unwrap();
        open_session(&place).unwrap().signatures[0].standing
    };
    assert_eq!(standing(&text.replace("0.15", "0.16")), Standing::Broken);
    assert_eq!(standing(&text.replace("\"Dr Sample\"", "\"Dr Other\"")), Standing::Broken);
    let stranger = signer("Dr Sample", 9);
    let own = text.split("key: \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(standing(&text.replace(own, &stranger.key.text())), Standing::Broken);
    let unsigned: String = text.split_inclusive('\n').filter(|line| !line.contains("untrusted")).collect();
    assert_eq!(standing(&unsigned), Standing::Missing);
    assert_eq!(standing(&text), Standing::Good);
    // Somebody who signs with a key that this library doesn't know.
    let key = stranger.unlock(PASSPHRASE).unwrap();
    sign_session(open_session(&place).unwrap().state().unwrap(), (&stranger, &key), "I was there", &note()).unwrap();
    assert_eq!(open_session(&place).unwrap().signatures[1].standing, Standing::Foreign);
}

#[test]
fn who_works_on_while_another_signs_makes_a_fork_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (_, signer, key, mut open) = signable(folder.path());
    sign_session(open.state().unwrap(), (&signer, &key), "I gave this treatment", &note()).unwrap();
    let saved = open.save(&changed(&session()), &note()).unwrap();
    assert!(saved.is_fork, "the signed state stays what was signed");
    assert_eq!(open_session(open.place()).unwrap().access(), Access::ReadOnly(Why::Forked));
}

#[test]
fn a_signer_changes_their_passphrase_and_keeps_their_key() {
    let folder = tempfile::tempdir().unwrap();
    let (library, ..) = signed(folder.path());
    let entry = library.signers().unwrap().remove(0);
    let known = entry.signer.unwrap();
    assert!(known.unlock("blue hinge 43").is_none());
    let changed = known.relocked(PASSPHRASE, "green door 7", [5; 40]).unwrap();
    library.change_signer(&entry.place, &changed, &note()).unwrap();
    let now = library.signers().unwrap().remove(0).signer.unwrap();
    assert_eq!(now.key, known.key);
    assert!(now.unlock(PASSPHRASE).is_none() && now.unlock("green door 7").is_some());
    assert!(known.relocked("wrong", "green door 7", [5; 40]).is_none());
}

#[test]
fn hostile_signers_are_refused_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let (library, ..) = signed(folder.path());
    let place = library.signers().unwrap().remove(0).place;
    let file = place.shown().join("1.ron");
    let text = fs::read_to_string(&file).unwrap();
    for (from, to) in [
        ("memory_kib: 65536", "memory_kib: 4000000000"),
        ("passes: 3", "passes: 4000000"),
        ("key: \"RW", "key: \"XX"),
        ("nonce: \"", "nonce: \"AA"),
        ("name: \"Dr Sample\"", "name: \"\""),
    ] {
        fs::write(&file, text.replace(from, to)).unwrap();
        assert!(library.signers().unwrap()[0].signer.is_err(), "{from}");
    }
}
