//! A library, a patient or a course into one file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::depot::{Key, Place};
use super::super::folders::{COURSE, LIBRARY, PATIENT, has_record};
use super::super::ledger::{Outgoing, records_of};
use super::super::record::{Lineage, number_of, value};
use super::super::signing::{Signer, signer_records};
use super::super::{
    Checksum, CopyKind, Library, Note, Passphrase, SecretSeed, StoreError, checkpoint, recovery, sealed,
};
use super::keys::{MANIFEST, MIME, Seen, StateFile, course_records, key_of, library_records, states_of};
use super::{BundleFault, BundleOf, ListedFile, Manifest, exported, zip};
use crate::chart::{Course, Moment, Patient};

/// A bundle that was made.
#[derive(Debug)]
pub struct Bundled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it says of itself.
    pub manifest: Manifest,
    root: Place,
    outgoing: Outgoing,
}

impl Bundled {
    /// Notes in the library that it went out, once it is where it was to go: what is in it counts as exported from now on.
    /// Nothing is noted where that can't be written: what goes out doesn't depend on it.
    pub fn went(&self, at: Moment) {
        self.outgoing.clone().went(CopyKind::Bundle, at);
        let sums: BTreeSet<&Checksum> = self.manifest.files.iter().map(|file| &file.sha256).collect();
        let _ = exported::note(&self.root, &sums, at);
    }
}

/// Bundles the library whose folder this is, or a patient's or a course in one. The same records and the same note are the same
/// bytes. Work in progress is counted, and not in it.
///
/// # Errors
///
/// When the folder is none of these, or a file can't be read.
pub fn write_bundle(place: &Place, note: &Note) -> Result<Bundled, StoreError> {
    let outgoing = Outgoing::of(place);
    let root = place.root();
    let refused = |fault| StoreError::Bundle { file: place.shown(), fault };
    let (of, records) = contents(place)?.ok_or_else(|| refused(BundleFault::NotOne))?;
    let mut files = BTreeMap::new();
    for record in records {
        for state in states_of(&record)? {
            let key = stored_key(&record, &state).to_string();
            files.insert(key, state.place);
        }
    }
    let mut seen = Seen::default();
    files.keys().try_for_each(|key| seen.add(key).map(drop)).map_err(refused)?;
    let manifest = Manifest {
        of,
        made: note.at,
        by: note.author.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        ledger: checkpoint(&root)?,
        unsaved: recovery::sessions_with_work(place),
        files: Vec::new(),
    };
    let (manifest, bytes) = packed(manifest, files)?.ok_or_else(|| {
        let limit_mib = zip::MOST_MIB;
        StoreError::Bundle { file: place.shown(), fault: BundleFault::TooLarge { limit_mib } }
    })?;
    Ok(Bundled { bytes, manifest, root, outgoing })
}

/// The zip; `None` where it would be larger than is read.
fn packed(mut manifest: Manifest, files: BTreeMap<String, Place>) -> Result<Option<(Manifest, Vec<u8>)>, StoreError> {
    let mut body = Vec::new();
    let mut total = 0;
    for (key, place) in files {
        let bytes = place.get()?;
        total += bytes.len() as u64;
        if total > zip::MOST_MIB << 20 || manifest.files.len() == zip::MOST_FILES - 2 {
            return Ok(None);
        }
        manifest.files.push(ListedFile { key, bytes: bytes.len() as u64, sha256: Checksum::of(&bytes) });
        body.push(bytes);
    }
    let mut writer = zip::Writer::default();
    // What kind of file it is and what it says of itself come first.
    let write = || {
        writer.store(MIME.0, MIME.1.as_bytes())?;
        writer.add(MANIFEST, manifest.text().as_bytes())?;
        manifest.files.iter().zip(body).try_for_each(|(file, bytes)| writer.add(&file.key, &bytes))
    };
    let written = write();
    let bytes = written.and_then(|()| writer.finish());
    Ok(bytes.map(|bytes| (manifest, bytes)))
}

/// What a folder is and the records that go with it; `None` where it is none that can be bundled.
fn contents(place: &Place) -> Result<Option<(BundleOf, Vec<Place>)>, StoreError> {
    let root = place.root();
    if !has_record(&root, LIBRARY) {
        return Ok(None);
    }
    let (of, own) = match place.key().depth() {
        0 => {
            let name = Library::at(root.clone())?.name().to_owned();
            return Ok(Some((BundleOf::Library { name }, library_records(&root)?)));
        }
        1 if has_record(place, PATIENT) => (patient_of(place), records_of(place)?),
        2 if has_record(place, COURSE) => (course_of(place), course_records(place)),
        _ => return Ok(None),
    };
    let mut records = vec![root.child(LIBRARY)];
    records.extend(signers_in(&root, &own)?);
    records.extend(own);
    Ok(Some((of, records)))
}

fn patient_of(folder: &Place) -> BundleOf {
    let patient = value::<Patient>(&folder.child(PATIENT)).ok();
    let (id, name) = patient.map_or_else(|| (String::new(), folder.name().to_owned()), |it| (it.id, it.name));
    BundleOf::Patient { id, name }
}

fn course_of(folder: &Place) -> BundleOf {
    let patient = folder.parent().map(|patient| patient_of(&patient));
    let patient = patient.and_then(|of| if let BundleOf::Patient { name, .. } = of { Some(name) } else { None });
    let course = value::<Course>(&folder.child(COURSE)).ok();
    let (id, title) = course.map_or_else(|| (String::new(), folder.name().to_owned()), |it| (it.id, it.title));
    BundleOf::Course { id, title, patient: patient.unwrap_or_default() }
}

/// Those whose key signed a state of these records: no other's goes out with a patient.
fn signers_in(root: &Place, records: &[Place]) -> Result<Vec<Place>, StoreError> {
    let mut keys = BTreeSet::new();
    for record in records {
        let lineage = Lineage::of(record)?;
        keys.extend(lineage.states().iter().filter_map(|state| Some(state.signed()?.key.text())));
    }
    let mut signers = signer_records(root)?;
    signers.retain(|record| value::<Signer>(record).is_ok_and(|signer| keys.contains(&signer.key.text())));
    Ok(signers)
}

/// What a state is called in a bundle: as in its library, but for copies whose names not every system takes.
fn stored_key(record: &Place, state: &StateFile) -> Key {
    let key = state.place.key();
    let (number, is_stray) = number_of(key.name());
    if state.is_old || !is_stray || key_of(&key.to_string()).is_some() {
        return key.clone();
    }
    let told = Checksum::of(key.name().as_bytes());
    record.key().child(&format!("{number}-copy-{}.ron", &told.as_str()[..16]))
}

/// A bundle under a passphrase, which takes about a second; the seed is used for nothing else.
///
/// # Errors
///
/// [`StoreError::Sealed`] where there isn't enough memory to make a key of the passphrase.
pub fn seal_bundle(bytes: &[u8], passphrase: &Passphrase, seed: &SecretSeed) -> Result<Vec<u8>, StoreError> {
    sealed::seal_file(bytes, passphrase, seed).map_err(|fault| {
        let file = PathBuf::from(format!("*.{}", super::BUNDLE_ENDING));
        StoreError::Sealed { stored: file.clone(), file, fault }
    })
}
