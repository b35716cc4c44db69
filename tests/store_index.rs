//! The index of a library: it says what the records say, whatever lies in its cache, and answers who had what, and who is late.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use mesomap::atlas::BodyKind;
use mesomap::atlas::regions::{RegionId, RegionTree, Side};
use mesomap::chart::{Course, Details, Patient, Session};
use mesomap::store::{
    Checksum, Erasing, Figure, Found, Index, Keyring, Library, Note, Place, Protection, Reason, SecretSeed, check,
    copy_plain, new_key_file, open_session, unsaved_work, verify,
};

use store_support::{changed, course, library, mark, note, patient, session};

/// When everything that a test wrote is old enough to be told by its stamp.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(10)
}

fn read(library: &Library) -> Index {
    Index::read(library, None, later(), &mut |_| true).unwrap().unwrap()
}

/// As read without a cache.
fn anew(library: &Library) -> Index {
    let aside = tempfile::tempdir().unwrap();
    let folder = library.root().shown().join("clinic/index");
    let names: Vec<_> =
        fs::read_dir(&folder).map(|list| list.map(|it| it.unwrap().path()).collect()).unwrap_or_default();
    for file in &names {
        fs::rename(file, aside.path().join(file.file_name().unwrap())).unwrap();
    }
    let read = read(library);
    for file in &names {
        fs::rename(aside.path().join(file.file_name().unwrap()), file).unwrap();
    }
    read
}

fn kept(library: &Library) -> Index {
    let mut index = read(library);
    assert!(index.keep(library));
    index
}

fn cache_files(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(root.join("clinic/index")).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    files
}

/// The file of the cache that holds a word.
fn cache_with(root: &Path, word: &str) -> PathBuf {
    cache_files(root).into_iter().find(|file| fs::read_to_string(file).unwrap().contains(word)).unwrap()
}

fn dated(id: &str, started: &str) -> Session {
    let mut session = session();
    id.clone_into(&mut session.id);
    session.details = Arc::new(Details { started: started.parse().unwrap(), ..Details::clone(&session.details) });
    session
}

/// The library, its course, and the record of a session.
fn with_a_session(root: &Path) -> (Library, Place, Place) {
    let (library, course) = library(root);
    let open = library.create_session(&course, &session(), &note()).unwrap();
    let place = open.place().clone();
    (library, course, place)
}

fn lot(index: &Index, lot: &str) -> Found {
    index.had_lot(|known| known == lot)
}

/// Writes other text of the same length into a file, as if nothing had happened.
fn replaced_unseen(file: &Path, before: &str, after: &str) {
    let modified = fs::metadata(file).unwrap().modified().unwrap();
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(before) && before.len() == after.len());
    fs::write(file, text.replace(before, after)).unwrap();
    File::options().append(true).open(file).unwrap().set_modified(modified).unwrap();
}

#[test]
fn what_is_known_by_its_stamp_is_not_read_again_and_what_changed_is() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    let first = kept(&library);
    assert_eq!(first.counts(), [1, 1]);
    assert_eq!(lot(&first, "SAMPLE-LOT-1").hits.len(), 1);
    replaced_unseen(&place.shown().join("1.ron"), "SAMPLE-LOT-1", "SAMPLE-LOT-2");
    assert_eq!(lot(&read(&library), "SAMPLE-LOT-1").hits.len(), 1, "its stamp says that it is the same");
    let again = Index::read(&library, Some(&first), later(), &mut |_| true).unwrap().unwrap();
    assert_eq!(again, first, "nor by what is known already");
    assert_eq!(lot(&anew(&library), "SAMPLE-LOT-2").hits.len(), 1, "without a cache it is read");

    let mut open = open_session(&place).unwrap();
    open.save(&changed(&open.session), &note()).unwrap();
    drop(open);
    assert_eq!(read(&library), anew(&library));
    let again = Index::read(&library, Some(&first), later(), &mut |_| true).unwrap().unwrap();
    assert_eq!(again, anew(&library), "a save makes it another");
}

#[test]
fn what_was_written_just_now_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    let mut index = Index::read(&library, None, SystemTime::now(), &mut |_| true).unwrap().unwrap();
    assert!(index.keep(&library));
    replaced_unseen(&place.shown().join("1.ron"), "SAMPLE-LOT-1", "SAMPLE-LOT-2");
    assert_eq!(lot(&read(&library), "SAMPLE-LOT-2").hits.len(), 1);
}

#[test]
fn a_cache_that_is_not_what_was_kept_is_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let (library, ..) = with_a_session(folder.path());
    let truth = kept(&library);
    let file = cache_with(folder.path(), "Anna Sample");
    let good = fs::read(&file).unwrap();
    for at in (0..good.len()).step_by(good.len() / 60) {
        fs::write(&file, &good[..at]).unwrap();
        assert_eq!(read(&library), truth, "cut short at {at}");
        let mut bad = good.clone();
        bad[at] ^= 0x41;
        fs::write(&file, &bad).unwrap();
        assert_eq!(read(&library), truth, "changed at {at}");
    }
    fs::remove_dir_all(folder.path().join("clinic/index")).unwrap();
    let mut again = read(&library);
    assert_eq!(again, truth);
    assert!(again.keep(&library));
    assert_eq!(fs::read(&file).unwrap(), good, "the same records, the same bytes");
    fs::remove_file(&file).unwrap();
    assert!(again.keep(&library) && file.exists(), "what was deleted is kept again");
}

/// Somebody who knows how it is written writes what they like.
fn forged(file: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(file).unwrap();
    let (above, _) = text.split_at(text.find("\nsha256 ").unwrap() + 1);
    let changed = change(above);
    assert_ne!(changed, above);
    let sum = Checksum::of(changed.as_bytes());
    fs::write(file, format!("{changed}sha256 {}\n", sum.as_str())).unwrap();
}

#[test]
fn a_cache_that_lies_about_time_place_or_size_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    let truth = kept(&library);
    let file = cache_with(folder.path(), "Anna Sample");
    let good = fs::read(&file).unwrap();
    let seconds = |place: &Place| {
        let modified = fs::metadata(place.shown()).unwrap().modified().unwrap();
        modified.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs().to_string()
    };
    let (at, far) = (seconds(&place), "4102444800".to_owned());
    let lies: [(&str, String, String); 9] = [
        ("an old stamp", format!("[{at},"), "[1000000000,".to_owned()),
        ("a stamp yet to come", format!("[{at},"), format!("[{far},")),
        ("a stamp beyond time", format!("[{at},"), format!("[{},", u64::MAX)),
        ("a file elsewhere", "\"1.ron\"".to_owned(), "\"../../../1.ron\"".to_owned()),
        ("a folder elsewhere", "[\"anna-sample\"".to_owned(), "[\"../anna-sample\"".to_owned()),
        ("another version", "mesomap/index/1 ".to_owned(), "mesomap/index/2 ".to_owned()),
        ("another body", "adult-female".to_owned(), "adult-sheep".to_owned()),
        ("more points than there can be", ",\"A\",1,".to_owned(), format!(",\"A\",{},", u64::MAX)),
        ("no date", "1979-03-14".to_owned(), "1979-13-14".to_owned()),
    ];
    for (name, before, after) in lies {
        fs::write(&file, &good).unwrap();
        // What it says besides is a lie too, which must not be told.
        forged(&file, |text| text.replace(&before, &after).replace("SAMPLE-LOT-1", "FORGED-LOT-1"));
        let read = read(&library);
        if name.contains("stamp") {
            assert!(lot(&read, "FORGED-LOT-1").hits.is_empty(), "{name}");
        }
        assert_eq!(read, truth, "{name}");
    }
}

#[test]
fn a_cache_of_another_library_is_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    let (library, ..) = with_a_session(&one);
    kept(&library);
    // Records that look the same, down to their stamps.
    let (second, ..) = {
        let second = Library::create(&other, "Another", &note()).unwrap();
        let anna = second.create_patient(&patient("Anna Sample"), &note()).unwrap();
        let course = second.create_course(&anna, &course(), &note()).unwrap();
        drop(second.create_session(&course, &session(), &note()).unwrap());
        (second, course)
    };
    let truth = read(&second);
    fs::create_dir_all(other.join("clinic/index")).unwrap();
    for file in cache_files(&one) {
        let copy = other.join("clinic/index").join(file.file_name().unwrap());
        fs::copy(&file, &copy).unwrap();
        if fs::read_to_string(&copy).unwrap().contains("Anna") {
            forged(&copy, |text| text.replace("SAMPLE-LOT-1", "FORGED-LOT-1"));
        }
    }
    assert_eq!(read(&second), truth);
}

#[test]
fn a_record_that_goes_or_cannot_be_read_is_not_known_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    let before = kept(&library);
    fs::write(place.shown().join("1.ron"), "(").unwrap();
    let after = read(&library);
    assert_eq!((after.unread(), lot(&after, "SAMPLE-LOT-1").hits.len()), (1, 0));
    assert_eq!(lot(&after, "SAMPLE-LOT-1").unread, 1, "nobody knows what is in it, and that is told");
    fs::remove_dir_all(place.shown()).unwrap();
    let gone = Index::read(&library, Some(&before), later(), &mut |_| true).unwrap().unwrap();
    assert_eq!((gone.counts(), gone.unread()), ([1, 0], 0));
}

#[test]
fn what_is_void_does_not_count_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    kept(&library);
    let anna = place.parent().unwrap().parent().unwrap();
    let of = library.patient(anna.clone(), SystemTime::UNIX_EPOCH).patient.unwrap();
    let void = Patient { voided: Some("written twice".to_owned()), ..of.clone() };
    library.save_patient(&anna, [&of, &void], &note().because(Reason::Void)).unwrap();
    let found = lot(&read(&library), "SAMPLE-LOT-1");
    assert_eq!((found.hits.len(), found.void, found.patients), (0, 1, 0));
    assert_eq!(read(&library).overdue("2030-01-01".parse().unwrap()).void, 1);
}

#[test]
fn who_is_erased_is_in_no_cache() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _, place) = with_a_session(folder.path());
    let bob = library.create_patient(&patient("Bob Sample"), &note()).unwrap().it;
    let mut stale = kept(&library);
    let anna = place.parent().unwrap().parent().unwrap();
    let erasing = Erasing::look(&anna).unwrap().unwrap();
    erasing.erase(("erasure-1".to_owned(), "retention ended"), &note()).unwrap();
    assert!(cache_files(folder.path()).is_empty());
    assert!(!stale.keep(&library), "a window that knew her keeps what it knows no more");
    let texts = cache_files(folder.path()).into_iter().map(|file| fs::read_to_string(file).unwrap());
    assert!(texts.into_iter().all(|text| !text.contains("Anna")));
    let index = kept(&library);
    assert_eq!(index.counts(), [1, 0]);
    assert_eq!(index, anew(&library));
    assert!(bob.exists());
}

#[test]
fn the_cache_disturbs_neither_ledger_nor_checks_nor_copies() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let (library, ..) = with_a_session(&root);
    let before = verify(library.root(), &[]).unwrap();
    kept(&library);
    let after = verify(library.root(), &[]).unwrap();
    assert!(before.tampering.is_empty() && after.tampering.is_empty(), "{:?}", after.tampering);
    assert!(check(library.root()).is_empty() && unsaved_work(library.root()).is_empty());
    let copy = copy_plain(&library, &folder.path().join("copy")).unwrap();
    assert!(!folder.path().join("copy/clinic/index").exists() && copy.unread.is_empty());
    assert_eq!(read(&copy.library).counts(), [1, 1]);
}

#[test]
fn an_encrypted_library_keeps_it_encrypted() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keyring::default());
    let root = folder.path().join("sealed");
    let (identity, _) = new_key_file(&SecretSeed::from([3; 32]));
    let how = Protection { recipients: vec![identity.recipient()], ..Protection::default() };
    let library =
        Library::create_sealed((&root, "Clinic"), (&how, &SecretSeed::from([1; 32]), &keys), &note()).unwrap();
    let anna = library.create_patient(&patient("Anna Sample"), &note()).unwrap();
    let course = library.create_course(&anna, &course(), &note()).unwrap();
    let place = library.create_session(&course, &session(), &note()).unwrap().place().clone();
    let (plain, count) = (read(&library), files_below(&root).len());
    assert_eq!(kept(&library), plain);
    let files = files_below(&root);
    assert!(files.len() > count);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let holds = |word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        let name = file.display().to_string();
        assert!(!holds("Anna") && !holds("SAMPLE-LOT") && !holds("anna-sample") && !name.contains("index"), "{name}");
    }
    assert_eq!(read(&library), plain);
    let erased = Erasing::look(&place.parent().unwrap().parent().unwrap()).unwrap().unwrap();
    erased.erase(("e".to_owned(), "retention ended"), &note()).unwrap();
    assert_eq!(read(&library).counts(), [0, 0]);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_reading_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let (library, ..) = with_a_session(folder.path());
    assert!(Index::read(&library, None, later(), &mut |_| false).unwrap().is_none());
}

/// What was given, as text: patient, mL, points, amount.
fn given(index: &Index, found: &Found) -> Vec<String> {
    let told = |hit| {
        let named = index.named(hit).unwrap();
        let Figure::Given(given) = &hit.figure else { panic!("not asked for") };
        let amount = given.amount.map_or("?".to_owned(), |amount| amount.to_string());
        let (name, session) = (&named.patient.unwrap().name, named.session.unwrap());
        format!("{name} {}: {} mL in {}, {amount}", session.started.date(), given.tally.decimal(), given.tally.points)
    };
    found.hits.iter().map(told).collect()
}

#[test]
fn who_had_a_lot_or_a_substance_is_told_with_how_much_and_where_the_record_lies() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course, place) = with_a_session(folder.path());
    drop(library.create_session(&course, &dated("second", "2026-08-07T10:30:00+02:00"), &note()).unwrap());
    let index = kept(&library);
    let found = lot(&index, "SAMPLE-LOT-1");
    assert_eq!(
        given(&index, &found),
        ["Anna Sample 2026-08-07: 0.020 mL in 2, ?", "Anna Sample 2026-09-07: 0.020 mL in 2, ?"]
    );
    assert_eq!(index.lying(&found.hits[1]).unwrap().session, place);
    assert_eq!(found.patients, 1);
    assert!(lot(&index, "SAMPLE").hits.is_empty() && lot(&index, "").hits.is_empty());
    assert_eq!(index.had_lot(|lot| lot.contains("SAMPLE")).hits.len(), 2, "in part, if that is asked for");

    // Half a millilitre of 10 mg/mL in two and a half: 2 mg/mL.
    let lidocaine = |place| given(&index, &index.had_substance(|name| name == "Lidocaine", place));
    assert_eq!(lidocaine((None, None))[0], "Anna Sample 2026-08-07: 0.020 mL in 2, 0.04 mg");
    let session = session();
    let of_first = session.marks[0].site().locus();
    let tree = RegionTree::get();
    let sides = [Side::Left, Side::Right].map(|side| lidocaine((Some(of_first.region), Some(side))).len());
    assert_eq!(sides, [2, 0], "the first mark lies on the left");
    let part = tree.ancestors(of_first.region).last().unwrap();
    assert_eq!(lidocaine((Some(part), None)).len(), 2, "the body part holds the region");
    let is_far = |&root: &RegionId| !session.marks.iter().any(|mark| tree.is_within(mark.site().locus().region, root));
    let elsewhere = tree.roots().find(is_far).unwrap();
    assert!(lidocaine((Some(elsewhere), None)).is_empty());
}

#[test]
fn marks_without_cocktail_and_void_marks_give_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    let mut bare = session();
    let mut without = mark(1, [1234, -8012, 156_000]);
    without.deposit.cocktail = None;
    bare.marks = vec![Arc::new(without)];
    drop(library.create_session(&course, &bare, &note()).unwrap());
    let index = read(&library);
    assert_eq!(given(&index, &lot(&index, "SAMPLE-LOT-1")), ["Anna Sample 2026-09-07: 0.000 mL in 0, ?"], "prepared");
    assert!(index.had_substance(|_| true, (None, None)).hits.is_empty());
}

/// Who is overdue on a day: how many days, the due date, which session of how many.
fn overdue(index: &Index, on: &str) -> Vec<String> {
    let told = |hit: &mesomap::store::Hit| {
        let Figure::Late(late) = hit.figure else { panic!("not asked for") };
        format!("{} since {}: {} of {}", late.days, late.due, late.next, late.planned)
    };
    index.overdue(on.parse().unwrap()).hits.iter().map(told).collect()
}

#[test]
fn who_is_overdue_is_told_by_the_plan_and_the_last_session() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    assert!(overdue(&read(&library), "2030-01-01").is_empty(), "a course that never began has no date");
    drop(library.create_session(&course, &dated("1", "2026-10-20T23:30:00+02:00"), &note()).unwrap());
    let index = read(&library);
    assert!(overdue(&index, "2026-11-03").is_empty(), "due on that day, which isn't over");
    assert_eq!(overdue(&index, "2026-11-04"), ["1 since 2026-11-03: 2 of 4"], "clocks were set back between");
    // A week late: the third is due no sooner after the second than planned.
    drop(library.create_session(&course, &dated("2", "2026-11-10T09:00:00+01:00"), &note()).unwrap());
    assert_eq!(overdue(&read(&library), "2026-12-01"), ["7 since 2026-11-24: 3 of 4"]);
    for (id, day) in [("3", "2026-11-24"), ("4", "2026-12-08")] {
        drop(library.create_session(&course, &dated(id, &format!("{day}T09:00:00+01:00")), &note()).unwrap());
    }
    assert!(overdue(&read(&library), "2030-01-01").is_empty(), "the plan is done");
}

#[test]
fn a_void_session_is_no_session_of_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = library(folder.path());
    drop(library.create_session(&course, &dated("1", "2026-10-01T09:00:00+02:00"), &note()).unwrap());
    let mut void = dated("2", "2026-10-15T09:00:00+02:00");
    Arc::make_mut(&mut void.details).voided = Some("another patient's".to_owned());
    drop(library.create_session(&course, &void, &note()).unwrap());
    assert_eq!(overdue(&read(&library), "2026-10-20"), ["5 since 2026-10-15: 2 of 4"]);
}

#[test]
fn the_longest_overdue_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    for (name, started) in [("Anna", "2026-10-01T09:00:00+02:00"), ("Bob", "2026-09-01T09:00:00+02:00")] {
        let of = library.create_patient(&patient(name), &note()).unwrap();
        let course = Course { id: name.to_owned(), body: BodyKind::AdultFemale, ..course() };
        let course = library.create_course(&of, &course, &note()).unwrap();
        drop(
            library
                .create_session(&course, &dated(name, started), &Note::new(Reason::Save, details_at(started), ""))
                .unwrap(),
        );
    }
    let index = read(&library);
    let found = index.overdue("2026-11-01".parse().unwrap());
    let names: Vec<_> = found.hits.iter().map(|hit| index.named(hit).unwrap().folder.to_owned()).collect();
    assert_eq!((names, found.patients), (vec!["bob".to_owned(), "anna".to_owned()], 2));
}

fn details_at(started: &str) -> mesomap::chart::Moment {
    started.parse().unwrap()
}
