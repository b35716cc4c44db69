//! One file from anywhere into a library in memory, or the reason why not; nothing of it is believed before all of it was verified.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::super::depot::{Depot as _, Key, Memory, Place};
use super::super::folders::{LIBRARY, has_record};
use super::super::read::parse_named;
use super::super::{Checksum, MAX_FILE_BYTES, Passphrase, StoreError, sealed};
use super::keys::{MANIFEST, MIME, Seen};
use super::{BundleFault, Manifest, zip};

/// A bundle whose files are what its manifest says.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What it says of itself.
    pub manifest: Manifest,
    root: Place,
}

impl Bundle {
    /// What is in it, as the folder of a library that is only looked at.
    pub fn root(&self) -> &Place {
        &self.root
    }

    pub(super) fn refused(&self, fault: BundleFault) -> StoreError {
        StoreError::Bundle { file: self.root.shown(), fault }
    }
}

/// Whether a file may be a bundle, by its first bytes: a zip, or something that is encrypted.
pub fn is_a_bundle(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || sealed::is_sealed(start)
}

/// Reads a bundle that isn't encrypted; `file` is what people call it.
///
/// # Errors
///
/// [`StoreError::Bundle`] with what is wrong; what is wrong with its manifest by line and column. That it is encrypted is
/// [`BundleFault::Locked`].
pub fn read_bundle(file: &Path, bytes: &[u8]) -> Result<Bundle, StoreError> {
    let refused = |fault| StoreError::Bundle { file: file.to_owned(), fault };
    if sealed::is_sealed(bytes) {
        return Err(refused(BundleFault::Locked));
    }
    let unpacked = unpacked(bytes).map_err(refused)?;
    let text = unpacked.manifest.ok_or_else(|| refused(BundleFault::NotABundle))?;
    let parsed = parse_named::<Manifest>(&file.join(MANIFEST), &text)?;
    // Of a newer one nobody knows here what else must be looked at.
    let manifest = parsed.replaceable(&file.join(MANIFEST))?;
    agrees(&manifest, &unpacked.files).map_err(refused)?;
    let depot = Memory::shown_as(file.to_owned());
    for (key, bytes) in &unpacked.files {
        depot.create(key, &Key::ROOT, bytes)?;
    }
    let root = Place::new(Arc::new(depot), Key::ROOT);
    if !has_record(&root, LIBRARY) {
        return Err(refused(BundleFault::NotABundle));
    }
    Ok(Bundle { manifest, root })
}

/// Reads a bundle under a passphrase, which takes about a second, right or wrong; one that isn't encrypted as it is.
///
/// # Errors
///
/// As [`read_bundle`]; [`StoreError::Sealed`] where the passphrase isn't its own.
pub fn read_sealed_bundle(file: &Path, bytes: &[u8], passphrase: &Passphrase) -> Result<Bundle, StoreError> {
    if !sealed::is_sealed(bytes) {
        return read_bundle(file, bytes);
    }
    let opened = sealed::open_file(bytes, passphrase);
    let plain = opened.map_err(|fault| StoreError::Sealed { file: file.to_owned(), stored: file.to_owned(), fault })?;
    read_bundle(file, &plain)
}

#[derive(Default)]
struct Unpacked {
    manifest: Option<Vec<u8>>,
    files: BTreeMap<Key, Vec<u8>>,
}

fn unpacked(bytes: &[u8]) -> Result<Unpacked, BundleFault> {
    let (mut unpacked, mut seen, mut has_kind) = (Unpacked::default(), Seen::default(), false);
    zip::read(bytes, MAX_FILE_BYTES, |entry, plain| {
        let twice = || BundleFault::Twice { entry: entry.to_owned() };
        match entry {
            MANIFEST if unpacked.manifest.is_some() => return Err(twice()),
            MANIFEST => unpacked.manifest = Some(plain),
            name if name == MIME.0 && has_kind => return Err(twice()),
            name if name == MIME.0 && plain == MIME.1.as_bytes() => has_kind = true,
            _ => _ = unpacked.files.insert(seen.add(entry)?, plain),
        }
        Ok(())
    })?;
    Ok(unpacked)
}

/// Whether the files are those that the manifest lists, each with its checksum.
fn agrees(manifest: &Manifest, files: &BTreeMap<Key, Vec<u8>>) -> Result<(), BundleFault> {
    let mut listed = BTreeMap::new();
    for file in &manifest.files {
        if listed.insert(file.key.as_str(), file).is_some() {
            return Err(BundleFault::Twice { entry: file.key.clone() });
        }
    }
    for (key, bytes) in files {
        let entry = key.to_string();
        let Some(file) = listed.remove(entry.as_str()) else { return Err(BundleFault::Unlisted { entry }) };
        if file.bytes != bytes.len() as u64 || file.sha256 != Checksum::of(bytes) {
            return Err(BundleFault::Damaged { entry });
        }
    }
    let missing = listed.into_keys().next();
    missing.map_or(Ok(()), |entry| Err(BundleFault::Missing { entry: entry.to_owned() }))
}
