//! Bundles: what goes out comes in elsewhere as it was, to the right patient, with nothing replaced; and what isn't as it was made
//! is refused before anything is written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::print_stderr, reason = "it says what it skips")]

#[path = "../store_support/mod.rs"]
mod store_support;

mod exported;
mod hostile;
mod merging;
mod patients;
mod round_trip;
mod sealed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use mesomap::chart::{Patient, Session};
use mesomap::store::{
    Bundle, Library, Lineage, Merged, Note, OtherName, Place, Reason, StoreError, load_session, merge, open_session,
    read_bundle, sessions_below, write_bundle,
};
use store_support::{library, note, session};

/// A library with a patient, a course and a session that was saved twice.
fn clinic(root: &Path) -> (Library, Place) {
    let (library, course) = library(root);
    let mut open = library.create_session(&course, &session(), &salted(1)).unwrap();
    open.save(&titled("second"), &salted(2)).unwrap();
    (library, course)
}

fn salted(salt: u8) -> Note {
    Note { salt: Some([salt; 16].into()), ..note() }
}

fn titled(title: &str) -> Session {
    let mut session = session();
    title.clone_into(&mut Arc::make_mut(&mut session.details).title);
    session
}

/// The only session of a library.
fn only_session(library: &Library) -> Place {
    let [only] = &sessions_below(library.root())[..] else { panic!("{:?}", sessions_below(library.root())) };
    only.clone()
}

fn save(library: &Library, title: &str, salt: u8) {
    open_session(&only_session(library)).unwrap().save(&titled(title), &salted(salt)).unwrap();
}

fn bytes_of(place: &Place) -> Vec<u8> {
    write_bundle(place, &note()).unwrap().bytes
}

fn bundle_of(place: &Place) -> Bundle {
    read_bundle(Path::new("x.mesomap"), &bytes_of(place)).unwrap()
}

fn coming() -> Note {
    Note { at: "2026-09-08T09:00:00+02:00".parse().unwrap(), ..note().because(Reason::Import) }
}

fn taken(bundle: &Bundle, into: &Library) -> Result<Merged, StoreError> {
    merge(bundle, into.root(), OtherName::Refused, &coming())
}

/// Every file below a folder with its bytes, by its path; of the records alone, or all.
fn files(root: &Path, records_alone: bool) -> BTreeMap<String, Vec<u8>> {
    fn collect(root: &Path, folder: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, all);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                all.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    collect(root, root, &mut all);
    let is_own =
        |name: &str| ["clinic/ledger", "clinic/bundles", "clinic/copies"].iter().any(|own| name.starts_with(own));
    all.retain(|name, _| {
        !records_alone || (!is_own(name) && name.split('.').next_back() == Some("ron") && !name.contains("/."))
    });
    all
}

/// What the states of all records hold.
fn contents(root: &Path) -> BTreeSet<Vec<u8>> {
    files(root, true).into_values().collect()
}

/// A copy of a library's folder, as another machine would have it.
fn copied(from: &Library, to: &Path) -> Library {
    for (name, bytes) in files(&from.root().shown(), false) {
        let file = to.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    Library::open(to).unwrap()
}

fn heads(record: &Place) -> usize {
    Lineage::of(record).unwrap().heads().count()
}

fn patient(library: &Library) -> (Place, Patient) {
    let entry = library.patients().unwrap().remove(0);
    (entry.folder, entry.patient.unwrap())
}

fn title(record: &Place) -> String {
    load_session(record).unwrap().details.title.clone()
}
