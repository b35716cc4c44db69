//! What vouches for a library besides its ledger: workstations, outside copies, time-stamps; one patient's proof; and erasing, after
//! which all else holds as before.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "it says what it skips")]

mod store_support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mesomap::chart::Moment;
use mesomap::store::{
    CopyKind, Erasing, Library, NotErasable, Note, OpenSession, Outgoing, Place, SecretSeed, StampFault, Tampering,
    Verified, Vouching, WitnessFault, Workstation, check_proof, checkpoint, doubt, keep_stamp, keep_unsent, place_at,
    prove, stamp_request, verify, workstation_place,
};
use store_support::{changed, library, names, note, patient, session};

/// A library with a session that was saved twice, and another patient.
fn saved(root: &Path) -> (Library, OpenSession) {
    let (library, course) = library(root);
    let salted = |salt: u8| Note { salt: Some([salt; 16].into()), ..note() };
    library.create_patient(&patient("Bea Example"), &salted(0xb7)).unwrap();
    let mut open = library.create_session(&course, &session(), &salted(0xa1)).unwrap();
    open.save(&changed(&session()), &salted(0xa2)).unwrap();
    (library, open)
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn noon() -> Moment {
    at("2026-09-07T12:00:00+02:00")
}

fn workstation(folder: &Path, seed: u8) -> Workstation {
    let place = workstation_place(folder).unwrap();
    Workstation::at(place, || Some(SecretSeed::from([seed; 32]))).unwrap().unwrap()
}

fn found(root: &Place) -> Verified {
    verify(root, &[]).unwrap()
}

fn witness(found: &Verified) -> Vec<(&Path, WitnessFault)> {
    let only = |one: &Tampering| matches!(one, Tampering::Witness { .. });
    assert!(found.tampering.iter().all(only), "{:?}", found.tampering);
    let faults = found.tampering.iter().filter_map(|one| match one {
        Tampering::Witness { file, fault } => Some((file.as_path(), *fault)),
        _ => None,
    });
    faults.collect()
}

fn another(library: &Library, name: &str) {
    library.create_patient(&patient(name), &note()).unwrap();
}

#[test]
fn two_workstations_vouch_for_one_library() {
    let [folder, one, two] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let (library, _open) = saved(folder.path());
    let root = library.root();
    let [first, second] = [workstation(one.path(), 1), workstation(two.path(), 2)];
    for who in [&first, &second] {
        assert_eq!(who.vouch(root, noon(), Vouching::Sometimes).unwrap(), []);
    }
    let notes = folder.path().join("clinic/checkpoints");
    let listed = names(&notes);
    assert_eq!(listed.iter().filter(|name| name.contains(".note")).count(), 2, "{listed:?}");
    // The second signed what the first had signed.
    let cosigned = listed.iter().filter(|name| name.contains(".note"));
    let lines: Vec<usize> =
        cosigned.map(|name| fs::read_to_string(notes.join(name)).unwrap().matches("— ").count()).collect();
    assert!(lines == [1, 2] || lines == [2, 1], "{lines:?}");
    let all = found(root);
    assert_eq!((all.tampering.len(), all.vouchers.len()), (0, 2), "{:?}", all.tampering);
    assert!(all.vouchers.iter().all(|voucher| voucher.size == 6));
    // Not after every save; the next day again.
    another(&library, "C");
    first.vouch(root, noon(), Vouching::Sometimes).unwrap();
    assert_eq!(names(&notes), listed);
    first.vouch(root, at("2026-09-08T12:00:00+02:00"), Vouching::Sometimes).unwrap();
    assert_eq!(names(&notes).len(), listed.len() + 1);
    assert!(found(root).vouchers.iter().any(|voucher| voucher.size == 7));
    assert_eq!(found(root).tampering, []);
    // Two that take turns come to an end.
    let many = names(&notes).len();
    for _ in 0..3 {
        another(&library, "D");
        for who in [&first, &second] {
            who.vouch(root, at("2026-09-08T13:00:00+02:00"), Vouching::Sometimes).unwrap();
        }
    }
    assert!(names(&notes).len() <= many + 2, "{:?}", names(&notes));
}

#[test]
fn a_workstation_keeps_its_key_to_itself_and_finds_it_again() {
    let [folder, own] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, _open) = saved(folder.path());
    workstation(own.path(), 1).vouch(library.root(), noon(), Vouching::Now).unwrap();
    let key = own.path().join("workstation/workstation.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let text = fs::read_to_string(&key).unwrap();
    // Another seed changes nothing: the key is there.
    another(&library, "C");
    workstation(own.path(), 9).vouch(library.root(), noon(), Vouching::Now).unwrap();
    assert_eq!((fs::read_to_string(&key).unwrap(), found(library.root()).vouchers.len()), (text.clone(), 1));
    // The secret half is nowhere in the library, and no patient is in the workstation's folder.
    let secret = text.lines().last().unwrap();
    for file in files(folder.path()) {
        assert!(!String::from_utf8_lossy(&fs::read(&file).unwrap()).contains(secret), "{}", file.display());
    }
    for file in files(own.path()) {
        assert!(!fs::read_to_string(&file).unwrap().to_lowercase().contains("anna"), "{}", file.display());
    }
    fs::write(&key, "something else").unwrap();
    let place = workstation_place(own.path()).unwrap();
    assert!(Workstation::at(place, || None).is_err(), "one that can't be read is no reason to make another");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn what_a_workstation_saw_tells_a_cut_end_and_another_ledger() {
    let [folder, own, elsewhere] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let (library, open) = saved(folder.path());
    let (root, me) = (library.root(), workstation(own.path(), 1));
    let place = workstation_place(own.path()).unwrap();
    assert_eq!(me.vouch(root, noon(), Vouching::Sometimes).unwrap(), []);
    assert_eq!(doubt(&place, root).unwrap(), None);
    // The end goes with what was saved then, and with every checkpoint: the library alone says nothing.
    fs::remove_file(open.state().unwrap().shown()).unwrap();
    fs::remove_file(folder.path().join("clinic/ledger/0/6.note")).unwrap();
    fs::remove_dir_all(folder.path().join("clinic/checkpoints")).unwrap();
    assert_eq!(found(root).tampering, []);
    let cut = Tampering::Forgotten { known: 6, size: Some(5) };
    assert_eq!(doubt(&place, root).unwrap(), Some(cut.clone()));
    let before = files(folder.path());
    assert_eq!(me.vouch(root, noon(), Vouching::Now).unwrap(), [cut]);
    assert_eq!(files(folder.path()), before, "it vouches for nothing then");
    // As long again, and otherwise.
    another(&library, "C");
    assert_eq!(doubt(&place, root).unwrap(), Some(Tampering::Forgotten { known: 6, size: None }));
    // Another library in its place.
    let others = Library::create(&elsewhere.path().join("x"), "Other", &note()).unwrap();
    for name in ["A", "B", "C", "D", "E", "F", "G"] {
        another(&others, name);
    }
    drop(open);
    fs::remove_dir_all(folder.path()).unwrap();
    fs::rename(elsewhere.path().join("x"), folder.path()).unwrap();
    assert_eq!(doubt(&place, root).unwrap(), Some(Tampering::Forgotten { known: 6, size: None }));
    // A person who put it there says so.
    me.trust(root).unwrap();
    assert_eq!(doubt(&place, root).unwrap(), None);
    assert_eq!(me.vouch(root, noon(), Vouching::Now).unwrap(), []);
    let seen = names(&own.path().join("workstation"));
    assert_eq!(seen.iter().filter(|name| name.starts_with(".seen-")).count(), 1, "{seen:?}");
}

#[test]
fn what_is_done_to_a_checkpoint_is_named() {
    let [folder, one, two] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let (library, _open) = saved(folder.path());
    let root = library.root();
    workstation(one.path(), 1).vouch(root, noon(), Vouching::Now).unwrap();
    let notes = folder.path().join("clinic/checkpoints");
    let name = |ending: &str| names(&notes).into_iter().find(|name| name.ends_with(ending)).unwrap();
    let (file, key) = (notes.join(name(".note")), notes.join(name(".vkey")));
    let (text, key_text) = (fs::read_to_string(&file).unwrap(), fs::read_to_string(&key).unwrap());
    let second = workstation(two.path(), 2);
    let tried = |file: &Path, before: &str, changed: &str, fault: WitnessFault| {
        fs::write(file, changed).unwrap();
        let all = found(root);
        assert_eq!(witness(&all).first().map(|(_, fault)| *fault), Some(fault), "{changed}");
        assert!(all.vouchers.is_empty());
        // Another workstation doesn't vouch for that either.
        assert!(!second.vouch(root, noon(), Vouching::Now).unwrap().is_empty());
        fs::write(file, before).unwrap();
        assert_eq!(found(root).tampering, []);
    };
    let line = text.lines().last().unwrap();
    let other = line.replacen(&line[line.len() - 20..line.len() - 10], "AAAAAAAAAA", 1);
    tried(&file, &text, &text.replace(line, &other), WitnessFault::Signature);
    tried(&file, &text, &text.replacen("\n6\n", "\n5\n", 1), WitnessFault::Signature);
    tried(&file, &text, "nothing", WitnessFault::Unreadable);
    tried(&file, &text, &text.replace("— ", "- "), WitnessFault::Unreadable);
    tried(&key, &key_text, "nothing", WitnessFault::NoKey);
    // The ledger written anew under it.
    let entry = folder.path().join("clinic/ledger/0/6.note");
    let kept = fs::read(&entry).unwrap();
    fs::remove_file(&entry).unwrap();
    let all = found(root);
    let cut = WitnessFault::Cut { size: 5, known: 6 };
    assert!(all.tampering.contains(&Tampering::Witness { file: file.clone(), fault: cut }), "{:?}", all.tampering);
    another(&library, "C");
    let all = found(root);
    let fault = WitnessFault::Rewritten { known: 6 };
    assert!(all.tampering.contains(&Tampering::Witness { file, fault }), "{:?}", all.tampering);
    fs::write(&entry, kept).unwrap();
}

#[test]
fn common_tools_check_a_checkpoint() {
    let [folder, own] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, _open) = saved(folder.path());
    workstation(own.path(), 1).vouch(library.root(), noon(), Vouching::Now).unwrap();
    // As charts/README.md says.
    let script = r#"
        { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; cut -d+ -f3- *.vkey | base64 -d | tail -c 32; } > "$1/key.der"
        head -n 3 *.note > "$1/text"; tail -n 1 *.note | cut -d' ' -f3 | base64 -d | tail -c 64 > "$1/signature"
        openssl pkeyutl -verify -pubin -keyform DER -inkey "$1/key.der" -rawin -in "$1/text" -sigfile "$1/signature""#;
    if Command::new("openssl").arg("version").output().is_err() {
        return println!("skipped: openssl isn't installed");
    }
    let mut command = Command::new("sh");
    command.args(["-e", "-c", script, "sh"]).arg(own.path()).current_dir(folder.path().join("clinic/checkpoints"));
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn outside_copies_are_noted_and_held_against_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let (library, open) = saved(folder.path());
    let root = library.root();
    assert_eq!(found(root).copy, None);
    let outgoing = Outgoing::of(open.place());
    another(&library, "C");
    for _ in 0..2 {
        outgoing.clone().went(CopyKind::Pdf, noon());
    }
    Outgoing::of(root).went(CopyKind::Dicom, at("2026-09-06T12:00:00+02:00"));
    let all = found(root);
    let copy = all.copy.unwrap();
    assert_eq!((all.tampering.len(), copy.kind, copy.at, copy.checkpoint.size), (0, CopyKind::Pdf, noon(), 6));
    let copies = folder.path().join("clinic/copies");
    assert_eq!(names(&copies), ["6-pdf-2026-09-07.note", "7-dicom-2026-09-06.note"]);
    let file = copies.join("6-pdf-2026-09-07.note");
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.to_lowercase().contains("anna"), "{text}");
    let root_line = text.lines().nth(2).unwrap();
    let other = format!("{}{}", if root_line.starts_with('A') { "B" } else { "A" }, &root_line[1..]);
    for (changed, fault) in [
        (text.replacen(root_line, &other, 1), WitnessFault::Rewritten { known: 6 }),
        (text.replacen("\n6\n", "\n9\n", 1), WitnessFault::Cut { size: 7, known: 9 }),
        (text.replacen("copy pdf", "copy nothing", 1), WitnessFault::Unreadable),
    ] {
        fs::write(&file, changed).unwrap();
        assert_eq!(witness(&found(root)), [(&*file, fault)]);
    }
}

/// An authority of openssl's in a folder; none where openssl isn't installed.
fn authority(folder: &Path) -> Option<()> {
    let config = "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ext\n[dn]\nCN=Test authority\n\
                  [ext]\nextendedKeyUsage=critical,timeStamping\nbasicConstraints=critical,CA:true\n\
                  [tsa]\ndefault_tsa=t\n[t]\nserial=serial\ncrypto_device=builtin\nsigner_cert=cert.pem\ncerts=cert.pem\n\
                  signer_key=key.pem\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256,sha1\naccuracy=secs:1\n\
                  ordering=yes\ntsa_name=yes\n";
    fs::write(folder.join("config"), config).unwrap();
    fs::write(folder.join("serial"), "01\n").unwrap();
    let arguments = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -config config";
    run_openssl(folder, arguments).then_some(())
}

fn run_openssl(folder: &Path, arguments: &str) -> bool {
    let ran = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output();
    ran.is_ok_and(|ran| ran.status.success())
}

#[test]
fn a_time_stamp_is_taken_for_what_was_asked_and_for_nothing_else() {
    let [folder, tsa] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    if authority(tsa.path()).is_none() {
        return println!("skipped: openssl isn't installed");
    }
    let (library, _open) = saved(folder.path());
    let root = library.root();
    let answer = |request: &[u8]| {
        fs::write(tsa.path().join("request.tsq"), request).unwrap();
        let reply = "ts -reply -config config -section t -queryfile request.tsq -out answer.tsr";
        assert!(run_openssl(tsa.path(), reply));
        fs::read(tsa.path().join("answer.tsr")).unwrap()
    };
    let (asked, request) = stamp_request(root, [7; 8]).unwrap().unwrap();
    let token = answer(&request);
    // Each digit of what it says changed, and each byte: refused, or something that only the authority's key tells.
    let says = token.windows(2).position(|pair| pair == b"20").unwrap();
    let mut altered = token.clone();
    altered[says + 3] ^= 1;
    assert_eq!(keep_stamp(root, &altered).unwrap(), Err(StampFault::Altered));
    for at in 0..token.len() {
        let mut changed = token.clone();
        changed[at] ^= 1;
        let _ = keep_stamp(&place_at(tsa.path()).unwrap(), &changed);
    }
    for cut in 0..token.len() {
        assert!(keep_stamp(root, &token[..cut]).unwrap().is_err(), "{cut}");
    }
    // Refused by the authority.
    assert_eq!(keep_stamp(root, &[0x30, 5, 0x30, 3, 2, 1, 2]).unwrap().unwrap_err(), StampFault::Refused);
    // Of another library, or over another checkpoint.
    let other = tempfile::tempdir().unwrap();
    let (others, _its) = saved(other.path());
    another(&others, "Somebody else");
    assert_eq!(keep_stamp(others.root(), &token).unwrap().unwrap_err(), StampFault::NotAsked);
    let foreign = answer(&stamp_request(others.root(), [7; 8]).unwrap().unwrap().1);
    another(&library, "C");
    let (kept, stamp) = keep_stamp(root, &token).unwrap().unwrap();
    assert_eq!(kept, asked);
    let all = found(root);
    assert_eq!((all.tampering.len(), all.stamps.len()), (0, 1), "{:?}", all.tampering);
    assert_eq!((all.stamps[0].size, &all.stamps[0].at), (6, &stamp.at));
    // As charts/README.md says.
    let file = &all.stamps[0].file;
    let data = file.with_extension("note");
    let check = format!("ts -verify -data {} -in {} -CAfile cert.pem", data.display(), file.display());
    assert!(run_openssl(tsa.path(), &check));
    // Another's token in its place.
    let mut swapped = token.clone();
    swapped[says + 3] ^= 1;
    for (bytes, fault) in [(foreign, WitnessFault::OtherStamp), (swapped, WitnessFault::Unreadable)] {
        fs::write(file, bytes).unwrap();
        assert_eq!(witness(&found(root)), [(&**file, fault)]);
    }
}

#[test]
fn one_patients_proof_reveals_nobody_else_and_holds_without_the_library() {
    let [folder, elsewhere] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, open) = saved(folder.path());
    let anna = place_at(&folder.path().join("anna-sample")).unwrap();
    let proof = prove(&anna).unwrap().unwrap();
    for other in ["bea", "Bea", "patient Bea Example", &"b7".repeat(16), &"a1".repeat(16), "Anna", "anna"] {
        // Not even the salts of their own.
        assert!(!proof.contains(other) || other == "anna" || other == "Anna", "{other}");
    }
    let bea = fs::read(folder.path().join("bea-example/patient.record/1.ron")).unwrap();
    assert!(!proof.contains(mesomap::store::Checksum::of(&bea).as_str()), "nor the checksum of their file");
    let copy = elsewhere.path().join("whoever");
    store_support::copy_all(&folder.path().join("anna-sample"), &copy);
    let newest = checkpoint(library.root()).unwrap().unwrap();
    drop((library, open));
    fs::remove_dir_all(folder.path()).unwrap();
    let place = place_at(&copy).unwrap();
    let good = check_proof(&proof, Some(&place)).unwrap().unwrap();
    assert!(good.holds(), "{good:?}");
    assert_eq!((good.entries, good.files, &good.checkpoint), (4, 4, &newest));
    // A changed file, a changed entry, one that is gone.
    let file = files(&copy).into_iter().find(|file| file.ends_with("2026-09-07-session-1.record/1.ron")).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Dr Sample", "Dr Simple", 1)).unwrap();
    let bad = check_proof(&proof, Some(&place)).unwrap().unwrap();
    assert!(!bad.holds() && bad.gone.len() == 1, "{bad:?}");
    fs::write(&file, text).unwrap();
    for (from, to) in [(" session ", " sessiom "), ("entry 6", "entry 5"), ("2026-09-07", "2026-09-08")] {
        assert!(proof.contains(from), "{from}");
        let bad = check_proof(&proof.replacen(from, to, 1), None).unwrap();
        assert!(bad.is_some_and(|bad| !bad.faulty.is_empty()), "{from}");
    }
    let none = |text: &str| check_proof(text, None).unwrap().is_none();
    assert!(none("") && none(&proof.replacen("mesomap-proof/1", "mesomap-proof/2", 1)) && none(&proof[..60]));
}

#[test]
fn what_is_erased_at_the_end_of_retention_is_told_as_that_and_all_else_holds() {
    let [folder, own] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, mut open) = saved(folder.path());
    let root = library.root();
    workstation(own.path(), 1).vouch(root, noon(), Vouching::Now).unwrap();
    let before = checkpoint(root).unwrap().unwrap();
    let bea = prove(&place_at(&folder.path().join("bea-example")).unwrap()).unwrap().unwrap();
    let anna = place_at(&folder.path().join("anna-sample")).unwrap();
    // Not while it is open, and not while something waits to be sent.
    assert!(matches!(Erasing::look(&anna).unwrap(), Err(NotErasable::Open(_))));
    open.autosave(&session(), &note()).unwrap();
    let session = open.place().shown();
    drop(open);
    assert!(names(&session).iter().any(|name| name.starts_with(".recovery-")), "{:?}", names(&session));
    let unsent = keep_unsent(root, ("2.25.1", "dcm"), b"x").unwrap();
    assert!(matches!(Erasing::look(&anna).unwrap(), Err(NotErasable::Unsent(1))));
    mesomap::store::drop_unsent(&unsent).unwrap();
    assert!(matches!(Erasing::look(&anna.parent().unwrap()).unwrap(), Err(NotErasable::NotAPatient)));
    // A file that is no record stays, and is named.
    let letter = folder.path().join("anna-sample/letter.pdf");
    fs::write(&letter, "%PDF").unwrap();
    let erasing = Erasing::look(&anna).unwrap().unwrap();
    assert_eq!(erasing.name.as_deref(), Some("Anna Sample"));
    let erased = erasing.erase(("e1".to_owned(), "ten years"), &note()).unwrap();
    assert_eq!((erased.left, erased.erasure.entries.as_slice()), (vec![letter.clone()], &[2, 3, 5, 6][..]));
    assert_eq!(names(&folder.path().join("anna-sample")), ["letter.pdf"]);
    let all = verify(root, std::slice::from_ref(&before)).unwrap();
    assert_eq!(all.tampering, []);
    let then = &all.erased[0];
    assert_eq!((all.erased.len(), then.erasure.reason.as_str(), then.note.at), (1, "ten years", note().at));
    assert_eq!(all.vouchers.len(), 1);
    let bea = check_proof(&bea, Some(&place_at(&folder.path().join("bea-example")).unwrap())).unwrap().unwrap();
    assert!(bea.holds());
    assert_eq!(library.patients().unwrap().len(), 1);
    assert!(mesomap::store::check(root).iter().all(|problem| problem.file.starts_with(folder.path())));
    // Another deletion isn't hidden behind it.
    let file = folder.path().join("bea-example/patient.record/1.ron");
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let gone = found(root).tampering;
    assert!(matches!(&gone[..], [Tampering::Deleted { entry: 4, .. }]), "{gone:?}");
    // Nor by having the record of it say so.
    let record = folder.path().join("clinic/erased/2026-09-07.record/1.ron");
    let said = fs::read_to_string(&record).unwrap();
    fs::write(&record, said.replacen("entries: [2, ", "entries: [2, 4, ", 1)).unwrap();
    let all = found(root);
    assert!(all.erased.is_empty() && all.tampering.len() >= 6, "{:?}", all.tampering);
    // Nor by a record of it that the ledger doesn't know.
    fs::write(&record, &said).unwrap();
    let forged = folder.path().join("clinic/erased/2026-09-08.record");
    fs::create_dir(&forged).unwrap();
    fs::write(forged.join("1.ron"), said.replacen("entries: [2, ", "entries: [4, ", 1)).unwrap();
    let all = found(root).tampering;
    assert!(all.contains(&Tampering::Unlogged { file: forged.join("1.ron") }), "{all:?}");
    assert!(all.iter().any(|one| matches!(one, Tampering::Deleted { entry: 4, .. })), "{all:?}");
    fs::remove_dir_all(&forged).unwrap();
    fs::write(&file, text).unwrap();
    // Gone with the record of it: nothing is excused any more.
    fs::remove_file(&record).unwrap();
    assert_eq!(found(root).tampering.len(), 5);
}

#[test]
fn what_was_erased_and_is_put_back_is_told() {
    let [folder, kept] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, open) = saved(folder.path());
    drop(open);
    let anna = folder.path().join("anna-sample");
    let copied = |from: &Path, to: &Path| {
        store_support::copy_all(from, to);
    };
    copied(&anna, &kept.path().join("anna-sample"));
    let erase = || {
        let erasing = Erasing::look(&place_at(&anna).unwrap()).unwrap().unwrap();
        erasing.erase(("e1".to_owned(), "ten years"), &note()).unwrap()
    };
    erase();
    assert!(!anna.exists());
    copied(&kept.path().join("anna-sample"), &anna);
    let back = found(library.root()).tampering;
    assert_eq!(back.iter().filter(|one| matches!(one, Tampering::NotErased { .. })).count(), 4, "{back:?}");
    erase();
    let all = found(library.root());
    assert_eq!((all.tampering.len(), all.erased.len()), (0, 2), "{:?}", all.tampering);
}

#[test]
fn two_machines_that_wrote_at_once_are_told_as_that() {
    let [folder, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (library, _open) = saved(folder.path());
    let copy = other.path().join("copy");
    store_support::copy_all(folder.path(), &copy);
    // Each goes on by itself; then a program for syncing brings both together.
    another(&library, "Cleo");
    another(&library, "Dora");
    another(&Library::open(&copy).unwrap(), "Eve");
    let theirs = fs::read(copy.join("clinic/ledger/0/7.note")).unwrap();
    let twin = folder.path().join("clinic/ledger/0/7.sync-conflict-20261127-101500-ABCDEF7.note");
    fs::write(&twin, theirs).unwrap();
    fs::rename(copy.join("eve"), folder.path().join("eve")).unwrap();
    let at_once = Tampering::TwoAtOnce { number: 7, file: twin.clone() };
    assert_eq!(found(library.root()).tampering, std::slice::from_ref(&at_once));
    // Or the other one won the name.
    let ours = folder.path().join("clinic/ledger/0/7.note");
    let (a, b) = (fs::read(&ours).unwrap(), fs::read(&twin).unwrap());
    fs::write(&ours, b).unwrap();
    fs::write(&twin, a).unwrap();
    assert_eq!(found(library.root()).tampering, [at_once]);
    // A copy with the same bytes means nothing.
    fs::copy(&ours, &twin).unwrap();
    assert!(!found(library.root()).tampering.iter().any(|one| matches!(one, Tampering::TwoAtOnce { .. })));
}

/// Measured by hand: `cargo nextest run --release --test store_vouched --run-ignored only`; it prints how long it takes.
#[test]
#[ignore = "takes a minute to make"]
fn ten_thousand_sessions_are_verified_in_two_seconds() {
    let [folder, own] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let library = Library::create(folder.path(), "Large", &note()).unwrap();
    for nth in 0..500 {
        let patient = library.create_patient(&patient(&format!("Patient {nth}")), &note()).unwrap();
        let course = library.create_course(&patient, &store_support::course(), &note()).unwrap().it;
        for session_nth in 0..20 {
            let mut session = session();
            session.id = format!("session {nth} {session_nth}");
            library.create_session(&course, &session, &note()).unwrap();
        }
    }
    let me = workstation(own.path(), 1);
    me.vouch(library.root(), noon(), Vouching::Now).unwrap();
    let before = std::time::Instant::now();
    let found = found(library.root());
    println!("{} revisions verified in {:?}", found.revisions, before.elapsed());
    let same_courses = found.tampering.iter().filter(|one| !matches!(one, Tampering::Reordered { .. })).count();
    assert_eq!((same_courses, found.revisions), (0, 11_001));
    let before = std::time::Instant::now();
    me.vouch(library.root(), noon(), Vouching::Sometimes).unwrap();
    println!("a workstation looked in {:?}", before.elapsed());
}
