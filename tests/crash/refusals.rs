//! A depot that refuses one call after the other: what was asked is told to have failed, nothing is lost or torn, and the next
//! try succeeds.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mesomap::chart::{Patient, Session};
use mesomap::store::depot::{Claim, Depot, Entry, Held, Key, Memory};
use mesomap::store::{
    Kept, Library, Lineage, OpenSession, Place, Stamp, StoreError, check, load_session, open_session,
};

use crate::child::numbered;
use crate::store_support::{cocktail, course, note, patient};

/// When the call that fails does: before anything is done, or after, as an answer that is lost on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Before,
    After,
}

#[derive(Debug)]
struct Refusing {
    within: Memory,
    calls: AtomicUsize,
    refused: usize,
    when: When,
}

impl Refusing {
    fn asked<T>(&self, key: &Key, answer: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.calls.fetch_add(1, Ordering::SeqCst) + 1 != self.refused {
            return answer();
        }
        if self.when == When::After {
            answer()?;
        }
        let source = Arc::new(std::io::Error::other("injected"));
        Err(StoreError::Io { file: self.shown(key), action: "read", source })
    }

    fn is_over(&self) -> bool {
        self.calls.load(Ordering::SeqCst) < self.refused
    }
}

impl Depot for Refusing {
    fn identity(&self) -> &str {
        self.within.identity()
    }

    fn shown(&self, key: &Key) -> PathBuf {
        self.within.shown(key)
    }

    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
        self.asked(folder, || self.within.list(folder))
    }

    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
        self.asked(file, || self.within.get(file))
    }

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        self.asked(file, || self.within.create(file, within, bytes))
    }

    fn remove(&self, file: &Key) -> Result<(), StoreError> {
        self.asked(file, || self.within.remove(file))
    }

    fn stamp(&self, key: &Key) -> Stamp {
        self.within.stamp(key)
    }

    fn claim(&self, record: &Key) -> Claim {
        self.within.claim(record)
    }

    fn held(&self, record: &Key) -> Held {
        self.within.held(record)
    }
}

/// How often something failed.
#[derive(Default)]
struct Failures(usize);

impl Failures {
    /// Does something, once more where it fails: the second time it must succeed.
    fn again<T>(&mut self, what: &str, mut work: impl FnMut() -> Result<T, StoreError>) -> T {
        work().unwrap_or_else(|_refused| {
            self.0 += 1;
            work().unwrap_or_else(|error| panic!("{what} failed twice: {error}"))
        })
    }
}

/// A day's work, and what it must leave.
fn script(root: &Place, failures: &mut Failures) {
    let mut library = failures.again("create a library", || match Library::create_in(root, "Clinic", &note()) {
        // It was made, only the answer was lost.
        Err(StoreError::AlreadyExists { .. } | StoreError::Superseded { .. }) => Library::at(root.clone()),
        made => made,
    });
    let known = patient("Anna");
    let anna = failures.again("create a patient", || library.create_patient(&known, &note()));
    let face = failures.again("create a course", || library.create_course(&anna, &course(), &note()));
    let mut open = failures.again("create a session", || library.create_session(&face, &numbered("a", 1), &note()));
    let record = open.place().clone();
    let mut told: Vec<(u32, Session)> = vec![(1, numbered("a", 1))];
    failures.again("autosave", || open.autosave(&numbered("a", 2), &note()));
    save(&mut open, 3, &mut told, failures);
    failures.again("autosave", || open.autosave(&numbered("a", 4), &note()));
    failures.again("autosave", || open.autosave(&numbered("a", 5), &note()));
    drop(open);
    let mut open = failures.again("open", || open_session(&record));
    match open.recovery.clone() {
        Some(work) => assert_eq!((work.session, work.is_newest), (numbered("a", 5), true)),
        // What can't be read is told, and stays.
        None => assert!(open.broken_recovery.is_some(), "the work passes for none"),
    }
    save(&mut open, 6, &mut told, failures);
    failures.again("discard", || open.discard_recovery());
    let changed = Patient { notes: "x".to_owned(), ..known.clone() };
    failures.again("save a patient", || match library.save_patient(&anna, [&known, &changed], &note()) {
        // It was saved, only the answer was lost: who looks again sees that.
        Err(StoreError::Superseded { .. }) => {
            let now = library.patients()?.remove(0).patient?;
            assert_eq!(now, changed);
            Ok(())
        }
        saved => saved.map(drop),
    });
    failures.again("learn", || library.learn(&cocktail(), &note()));
    failures.again("rename", || match library.rename("Other", &note()) {
        Err(StoreError::Superseded { .. }) => {
            library = Library::at(root.clone())?;
            Ok(())
        }
        renamed => renamed,
    });
    assert_eq!(failures.again("list", || library.patients()?.remove(0).patient), changed);
    save(&mut open, 7, &mut told, failures);
    for (number, session) in told {
        let read = failures.again("look", || load_session(&record.child(&format!("{number}.ron"))));
        assert_eq!(read, session, "state {number}");
    }
    drop(open);
    let again = failures.again("open again", || open_session(&record));
    assert_eq!(again.session, numbered("a", 7));
}

fn save(open: &mut OpenSession, step: usize, told: &mut Vec<(u32, Session)>, failures: &mut Failures) {
    let session = numbered("a", step);
    let saved = failures.again("save", || open.save(&session, &note()));
    assert!(!saved.is_fork, "nobody else saves");
    told.push((saved.number, session));
}

#[test]
fn whatever_call_fails_nothing_is_lost_and_the_next_try_succeeds() {
    for when in [When::Before, When::After] {
        let mut told = 0;
        for refused in 1.. {
            let depot = Arc::new(Refusing { within: Memory::default(), calls: AtomicUsize::new(0), refused, when });
            let root = Place::new(Arc::clone(&depot) as Arc<dyn Depot>, Key::ROOT);
            let mut failures = Failures::default();
            script(&root, &mut failures);
            let is_over = depot.is_over();
            assert!(failures.0 <= 1, "one call fails once");
            told += failures.0;
            depot.calls.store(refused, Ordering::SeqCst);
            // Nothing torn, no fork, and every state grew from one that is there.
            let problems = check(&root);
            assert!(problems.is_empty(), "call {refused}, {when:?}: {problems:?}");
            for record in mesomap::store::sessions_below(&root) {
                assert!(Lineage::of(&record).unwrap().head().is_ok());
            }
            if is_over {
                assert!(refused > 60 && told > 30, "{told} of {refused} calls were told to have failed");
                break;
            }
        }
    }
}
