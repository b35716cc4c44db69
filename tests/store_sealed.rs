//! Encrypted libraries: what lies on disk tells nothing, everything comes back, and what doesn't open is told by its file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may panic, and say what it measured"
)]

mod store_support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use mesomap::chart::Patient;
use mesomap::store::depot::{Depot, Key, Kind, LocalFolder, Memory};
use mesomap::store::{
    Identity, Keyring, Library, LibraryKey, Opener, Passphrase, Place, Protection, SealFault, Sealed, SecretSeed,
    StoreError, check, copy_plain, copy_sealed, new_key_file, open_session, place_with, read_key_file, sessions_below,
    unsaved_work, verify,
};
use tempfile::TempDir;

use store_support::{changed, course, note, patient, session};

const PASSPHRASE: &str = "blue hinge 42";

fn seed(of: u8) -> SecretSeed {
    SecretSeed::from([of; 32])
}

fn passphrase(text: &str) -> Passphrase {
    let mut passphrase = Passphrase::default();
    passphrase.typed().push_str(text);
    passphrase
}

/// A key file's identity, and a protection by it alone: no second is spent on a passphrase.
fn by_key_file() -> (Opener, Protection) {
    let (identity, text) = new_key_file(&seed(3));
    let how = Protection { recipients: vec![identity.recipient()], ..Protection::default() };
    (read_key_file(&text).unwrap(), how)
}

/// An encrypted library with a patient, a course and a session.
struct Clinic {
    folder: TempDir,
    keys: Keyring,
    library: Library,
    session: Place,
}

impl Clinic {
    fn new() -> Self {
        let (folder, keys) = (tempfile::tempdir().unwrap(), Keyring::default());
        let root = folder.path().join("clinic");
        let protected = (&by_key_file().1, &seed(1), &keys);
        let library = Library::create_sealed((&root, "Clinic"), protected, &note()).unwrap();
        let anna = library.create_patient(&patient("Anna Sample"), &note()).unwrap();
        let course = library.create_course(&anna, &course(), &note()).unwrap();
        let open = library.create_session(&course, &session(), &note()).unwrap();
        let session = open.place().clone();
        Self { folder, keys, library, session }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("clinic").canonicalize().unwrap()
    }

    /// What a file or folder of it is called on disk.
    fn on_disk(&self, place: &Place) -> PathBuf {
        let key = place.key();
        files(&self.root())
            .into_keys()
            .find(|path| {
                let place = place_with(&self.root().join(path), &self.keys);
                place.is_ok_and(|place| place.key() == key)
            })
            .map(|path| self.root().join(path))
            .unwrap()
    }
}

/// Everything below a folder, by path: what a file holds, nothing of a folder.
fn files(root: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    fn below(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Option<Vec<u8>>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inside = path.strip_prefix(root).unwrap().to_owned();
            if path.is_dir() {
                found.insert(inside, None);
                below(root, &path, found);
            } else {
                found.insert(inside, Some(fs::read(&path).unwrap()));
            }
        }
    }
    let mut found = BTreeMap::new();
    below(root, root, &mut found);
    found
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn fault(error: &StoreError) -> Option<SealFault> {
    match error {
        StoreError::Sealed { fault, .. } => Some(*fault),
        _ => None,
    }
}

#[test]
fn nothing_on_disk_tells_a_name_or_a_word() {
    let clinic = Clinic::new();
    let mut open = open_session(&clinic.session).unwrap();
    open.autosave(&session(), &note()).unwrap();
    let work = unsaved_work(clinic.library.root());
    assert!(work.is_empty(), "it is open: {work:?}");
    let found = files(&clinic.root());
    assert!(found.len() > 12, "{found:?}");
    for (path, bytes) in &found {
        for word in ["anna", "sample", "session", "patient", "course", "record", "clinic", "facial", ".ron", "recovery"]
        {
            assert!(!holds(path.to_string_lossy().as_bytes(), word), "{} tells {word}", path.display());
            // What a lock says is the same in every library.
            let is_lock = path.ends_with(".lock");
            assert!(
                is_lock || !bytes.as_ref().is_some_and(|bytes| holds(bytes, word)),
                "{} holds {word}",
                path.display()
            );
        }
    }
    drop(open);
    assert_eq!(unsaved_work(clinic.library.root()).len(), 1);
    assert_eq!(clinic.session.token().len(), 16);
    assert!(!holds(clinic.session.token().as_bytes(), "session"));
    let plain = Place::new(Arc::new(Memory::default()), clinic.session.key().clone());
    assert_ne!(plain.token(), clinic.session.token(), "what is remembered can't be guessed from a name");
}

#[test]
fn it_is_read_and_written_as_any_library() {
    let clinic = Clinic::new();
    let library = Library::open_with(&clinic.root(), &clinic.keys).unwrap();
    assert_eq!((library.name(), library.patients().unwrap().len()), ("Clinic", 1));
    let mut open = open_session(&clinic.session).unwrap();
    assert_eq!(open.session, session());
    assert_eq!(open.save(&session(), &note()).unwrap().number, 2);
    open.autosave(&changed(&session()), &note()).unwrap();
    drop(open);
    let mut open = open_session(&clinic.session).unwrap();
    assert!(open.recovery.is_some(), "work in progress is kept, encrypted, and found");
    open.discard_recovery().unwrap();
    drop(open);
    assert!(unsaved_work(library.root()).is_empty());
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    let verified = verify(library.root(), &[]).unwrap();
    assert_eq!((verified.revisions, verified.tampering, verified.unread.len()), (5, vec![], 0));
    // It is named as in a plain library, or as on disk.
    for path in [clinic.session.shown(), clinic.on_disk(&clinic.session)] {
        assert_eq!(place_with(&path, &clinic.keys).unwrap(), clinic.session);
    }
    assert!(matches!(place_with(&clinic.root().join("nobody"), &clinic.keys), Err(StoreError::NotFound { .. })));
}

#[test]
fn only_its_passphrase_or_key_file_opens_it() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keyring::default());
    let root = folder.path().join("clinic");
    let (opener, how) = by_key_file();
    let how = Protection { passphrase: passphrase(PASSPHRASE), ..how };
    Library::create_sealed((&root, "Clinic"), (&how, &seed(1), &keys), &note()).unwrap();
    let keys = Keyring::default();
    assert!(matches!(Library::open(&root), Err(StoreError::Locked { .. })));
    assert!(matches!(place_with(&root.join("x"), &keys), Err(StoreError::Locked { .. })));
    let wrong = keys.unlock(&root, &Opener::Passphrase(passphrase("blue hinge 43"))).unwrap_err();
    assert_eq!(fault(&wrong), Some(SealFault::WrongPassphrase));
    let other = read_key_file(&new_key_file(&seed(4)).1).unwrap();
    assert_eq!(fault(&keys.unlock(&root, &other).unwrap_err()), Some(SealFault::WrongKeyFile));
    assert!(read_key_file("no key").is_none());
    assert!(matches!(Library::open_with(&root, &keys), Err(StoreError::Locked { .. })));
    keys.unlock(&root, &Opener::Passphrase(passphrase(PASSPHRASE))).unwrap();
    assert_eq!(Library::open_with(&root, &keys).unwrap().name(), "Clinic");
    keys.forget(&store_support::spelled_plainly(&root));
    assert!(matches!(Library::open_with(&root, &keys), Err(StoreError::Locked { .. })));
    keys.unlock(&root, &opener).unwrap();
    assert_eq!(Library::open_with(&root, &keys).unwrap().name(), "Clinic");
    // A header that is cut short anywhere, and one of another library.
    let header = fs::read(root.join("keyfile.age")).unwrap();
    for length in 0..header.len() {
        fs::write(root.join("keyfile.age"), &header[..length]).unwrap();
        assert_eq!(fault(&keys.unlock(&root, &opener).unwrap_err()), Some(SealFault::Damaged), "{length}");
    }
    let elsewhere = folder.path().join("elsewhere");
    let how = by_key_file().1;
    Library::create_sealed((&elsewhere, "Other"), (&how, &seed(2), &keys), &note()).unwrap();
    fs::copy(elsewhere.join("keyfile.age"), root.join("keyfile.age")).unwrap();
    keys.unlock(&root, &opener).unwrap();
    assert_eq!(fault(&Library::open_with(&root, &keys).unwrap_err()), Some(SealFault::OtherKey));
}

#[test]
fn the_sample_library_goes_in_and_comes_out_byte_for_byte() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts");
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keyring::default());
    let [sealed, plain] = ["sealed", "plain"].map(|name| folder.path().join(name));
    let library = Library::open(&sample).unwrap();
    let copied = copy_sealed(&library, &sealed, (&by_key_file().1, &seed(1), &keys)).unwrap();
    assert_eq!(check(copied.library.root()).len(), check(library.root()).len());
    assert_eq!(sessions_below(copied.library.root()).len(), sessions_below(library.root()).len());
    let again = copy_sealed(&library, &sealed, (&by_key_file().1, &seed(1), &keys));
    assert!(matches!(again, Err(StoreError::AlreadyExists { .. })), "it isn't empty any more");
    copy_plain(&copied.library, &plain).unwrap();
    let files_of = |root: &Path| {
        let mut files = files(root);
        files.retain(|path, bytes| bytes.is_some() && !path.ends_with(".lock"));
        files
    };
    let (before, after) = (files_of(&sample), files_of(&plain));
    assert_eq!(before.len(), copied.files);
    assert!(before == after, "not the same bytes");
    let refused = copy_plain(&copied.library, &plain);
    assert!(matches!(refused, Err(StoreError::AlreadyExists { .. })));
}

#[test]
fn what_doesnt_open_is_told_by_its_file_and_the_rest_is_read() {
    let clinic = Clinic::new();
    let mut open = open_session(&clinic.session).unwrap();
    open.save(&session(), &note()).unwrap();
    drop(open);
    let [first, second] = ["1.ron", "2.ron"].map(|name| clinic.on_disk(&clinic.session.child(name)));
    let whole = [&first, &second].map(|file| fs::read(file).unwrap());
    let put = |one: &[u8], two: &[u8]| {
        fs::write(&first, one).unwrap();
        fs::write(&second, two).unwrap();
    };
    // Two states swapped, and one of another record.
    put(&whole[1], &whole[0]);
    let faults = |root: &Place| {
        let problems = check(root);
        let faults: Vec<_> = problems
            .iter()
            .filter_map(|problem| match &problem.defect {
                mesomap::store::Defect::Unreadable(error) => fault(error).map(|fault| (problem.file.clone(), fault)),
                _ => None,
            })
            .collect();
        faults
    };
    let (one, two) = (clinic.session.child("1.ron").shown(), clinic.session.child("2.ron").shown());
    assert_eq!(faults(clinic.library.root()), [(one.clone(), SealFault::Moved), (two.clone(), SealFault::Moved)]);
    assert!(!verify(clinic.library.root(), &[]).unwrap().unread.is_empty());
    put(&whole[0], &whole[1][..whole[1].len() - 1]);
    assert_eq!(faults(clinic.library.root()), [(two.clone(), SealFault::Damaged)]);
    // The state before can be looked at.
    assert!(open_session(&clinic.session.child("1.ron")).is_ok_and(|open| open.broken_newest.is_some()));
    put(&whole[0], b"a note");
    assert_eq!(faults(clinic.library.root()), [(two, SealFault::Foreign)]);
    put(&whole[0], &whole[1]);
    // A file that somebody put there, and a folder under another key.
    fs::write(first.with_file_name("notes.txt"), "x").unwrap();
    fs::create_dir(clinic.root().join("a".repeat(77))).unwrap();
    let told = check(clinic.library.root());
    assert!(told.iter().any(|problem| problem.file.ends_with("notes.txt")), "{told:?}");
    assert_eq!(clinic.library.patients().unwrap().iter().filter(|entry| entry.patient.is_ok()).count(), 1);
    assert_eq!(open_session(&clinic.session).unwrap().session, session());
}

#[test]
fn two_who_write_at_once_both_keep_what_they_wrote() {
    let clinic = Clinic::new();
    let (mut one, mut two) = (open_session(&clinic.session).unwrap(), open_session(&clinic.session).unwrap());
    assert_eq!(one.save(&session(), &note()).unwrap().number, 2);
    // A window that has it open is seen by the other.
    assert!(two.save(&session(), &note()).is_err());
    drop((one, two));
    let root = clinic.root();
    let depot = |_| {
        let key = clinic.keys.clone();
        Library::open_with(&root, &key).unwrap()
    };
    // People of one name, whose folders all want to be called the same.
    let one = |id: String| Patient { id, ..patient("Anna Sample") };
    let made: Vec<_> = std::thread::scope(|scope| {
        let writer = |(nth, library): (usize, Library)| {
            let put = move |of: usize| library.create_patient(&one(format!("{nth}-{of}")), &note()).unwrap().it;
            scope.spawn(move || (0..5).map(put).collect::<Vec<_>>())
        };
        let writers: Vec<_> = (0..4).map(depot).enumerate().map(writer).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let mut folders: Vec<_> = made.iter().map(Place::shown).collect();
    folders.sort();
    folders.dedup();
    assert_eq!((folders.len(), clinic.library.patients().unwrap().len()), (20, 21));
    assert_eq!(verify(clinic.library.root(), &[]).unwrap().tampering, []);
}

fn sealed_memory() -> Sealed<Memory> {
    let key = LibraryKey::new(Identity::new([9; 32].into()));
    Sealed::new(Memory::default(), Arc::new(key))
}

/// What every depot holds to.
fn keeps_the_laws(depot: &dyn Depot) {
    let folder = Key::ROOT.child("anna");
    let file = folder.child("patient.record").child("1.ron");
    assert!(matches!(depot.get(&file), Err(StoreError::NotFound { .. })));
    assert!(matches!(depot.list(&folder), Err(StoreError::NotFound { .. })));
    depot.create(&file, &Key::ROOT, b"one").unwrap();
    depot.create(&file, &Key::ROOT, b"one").unwrap();
    let error = depot.create(&file, &Key::ROOT, b"two").unwrap_err();
    assert!(matches!(&error, StoreError::AlreadyExists { file: told } if *told == depot.shown(&file)), "{error:?}");
    assert_eq!(depot.get(&file).unwrap(), b"one");
    assert_eq!(depot.start(&file, 2).unwrap(), b"on");
    let gone = depot.create(&Key::ROOT.child("moved").child("1.ron"), &Key::ROOT.child("moved"), b"x");
    assert!(matches!(gone, Err(StoreError::Gone { .. })), "{gone:?}");
    assert!(matches!(depot.remove(&file), Err(StoreError::AlreadyExists { .. })), "a record is never removed");
    let work = folder.child("patient.record").child(".recovery-1.ron");
    depot.create(&work, &Key::ROOT, b"work").unwrap();
    let names: Vec<_> = depot.list(&folder.child("patient.record")).unwrap();
    let names: Vec<_> = names.into_iter().map(|entry| (entry.name, entry.kind)).collect();
    assert_eq!(names, [(".recovery-1.ron".to_owned(), Kind::File), ("1.ron".to_owned(), Kind::File)]);
    assert_ne!(depot.stamp(&work), depot.stamp(&folder.child("nothing")));
    depot.remove(&work).unwrap();
    depot.remove(&work).unwrap();
    assert!(matches!(depot.get(&work), Err(StoreError::NotFound { .. })));
    let top: Vec<_> = depot.list(&Key::ROOT).unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(top, ["anna"]);
    let long = Key::ROOT.child(&"n".repeat(300));
    assert!(depot.get(&long).is_err());
}

#[test]
fn an_encrypted_depot_keeps_the_laws_of_every_depot() {
    keeps_the_laws(&Memory::default());
    keeps_the_laws(&sealed_memory());
    let [plain, sealed] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    keeps_the_laws(&LocalFolder::at(plain.path()).unwrap());
    let key = LibraryKey::new(Identity::new([9; 32].into()));
    keeps_the_laws(&Sealed::new(LocalFolder::at(sealed.path()).unwrap(), Arc::new(key)));
}

#[test]
fn a_name_that_is_too_long_or_leads_elsewhere_is_refused() {
    let depot = sealed_memory();
    for name in [&"n".repeat(128), "..", "."] {
        let made = depot.create(&Key::ROOT.child(name), &Key::ROOT, b"x");
        assert!(matches!(made, Err(StoreError::Io { .. })), "{made:?}");
    }
}

/// What a program says to this on its standard input; `None` where it isn't installed.
fn said(program: &str, arguments: &[&Path], input: &[u8]) -> Option<Vec<u8>> {
    use std::io::Write as _;
    let mut command = Command::new(program);
    let streams = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = streams.spawn().ok()?;
    child.stdin.take().unwrap().write_all(input).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{program} {arguments:?}");
    Some(out.stdout)
}

/// With the `age` tool where it is installed: it opens what is written here, and what it writes opens here.
#[test]
fn the_age_tool_opens_every_file_and_the_other_way_round() {
    let clinic = Clinic::new();
    let key_file = clinic.folder.path().join("key.txt");
    fs::write(&key_file, &*new_key_file(&seed(3)).1).unwrap();
    let d = Path::new("-d");
    let i = Path::new("-i");
    let Some(identity) = said("age", &[d, i, &key_file, &clinic.root().join("keyfile.age")], b"") else {
        eprintln!("age isn't installed");
        return;
    };
    let of_library = clinic.folder.path().join("library.txt");
    fs::write(&of_library, &identity).unwrap();
    let file = clinic.on_disk(&clinic.session.child("1.ron"));
    let text = String::from_utf8(said("age", &[d, i, &of_library, &file], b"").unwrap()).unwrap();
    let (first, content) = text.split_once('\n').unwrap();
    assert!(
        first.starts_with("mesomap-sealed/1 ") && first.ends_with(&clinic.session.child("1.ron").key().to_string())
    );
    assert!(content.contains("mesomap/session/"), "{content}");
    // The key again, as the tool encrypts it for a new key file.
    let made = said("age-keygen", &[], b"").unwrap();
    let public = String::from_utf8(made.clone()).unwrap();
    let public = public.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap().to_owned();
    let recipient = Path::new(&public);
    let header = said("age", &[Path::new("-r"), recipient], &identity).unwrap();
    fs::write(clinic.root().join("keyfile.age"), header).unwrap();
    let keys = Keyring::default();
    keys.unlock(&clinic.root(), &read_key_file(std::str::from_utf8(&made).unwrap()).unwrap()).unwrap();
    assert_eq!(Library::open_with(&clinic.root(), &keys).unwrap().name(), "Clinic");
}

/// Medians beside a plain library: `cargo test --release --test store_sealed -- --ignored --nocapture measured`.
#[test]
#[ignore = "it only measures"]
fn measured() {
    use std::time::Instant;
    let folder = tempfile::tempdir().unwrap();
    let keys = Keyring::default();
    let plain = Library::create(&folder.path().join("plain"), "Plain", &note()).unwrap();
    let root = folder.path().join("sealed");
    let sealed = Library::create_sealed((&root, "Sealed"), (&by_key_file().1, &seed(1), &keys), &note()).unwrap();
    let begun = Instant::now();
    let how = Protection { passphrase: passphrase(PASSPHRASE), ..Protection::default() };
    let slow = folder.path().join("slow");
    Library::create_sealed((&slow, "Slow"), (&how, &seed(2), &keys), &note()).unwrap();
    eprintln!("made under a passphrase: {:?}", begun.elapsed());
    let median = |mut run: Box<dyn FnMut() + '_>| {
        let mut times: Vec<_> = (0..21)
            .map(|_| {
                let begun = Instant::now();
                run();
                begun.elapsed()
            })
            .collect();
        times.sort();
        times[10]
    };
    let unlocked = median(Box::new(|| {
        keys.unlock(&slow, &Opener::Passphrase(passphrase(PASSPHRASE))).unwrap();
    }));
    eprintln!("unlocked by a passphrase: {unlocked:?}");
    for (name, library) in [("plain", &plain), ("sealed", &sealed)] {
        for nth in 0..1000 {
            library.create_patient(&patient(&format!("Patient {nth}")), &note()).unwrap();
        }
        let first = library.create_patient(&patient("Anna Sample"), &note()).unwrap();
        let course = library.create_course(&first, &course(), &note()).unwrap();
        let mut open = library.create_session(&course, &session(), &note()).unwrap();
        let listed = median(Box::new(|| assert_eq!(library.patients().unwrap().len(), 1001)));
        let saved = median(Box::new(|| {
            open.save(&session(), &note()).unwrap();
        }));
        let again = median(Box::new(|| {
            Library::open_with(&library.root().shown(), &keys).unwrap();
        }));
        eprintln!("{name}: opened {again:?}, 1,001 patients listed {listed:?}, session saved {saved:?}");
    }
}
