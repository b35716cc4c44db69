//! A library as a whole into another folder: into an encrypted one, and out of it. The one that is there stays as it is.

use std::path::Path;

use super::super::depot::{Key, Kind, Place};
use super::super::folders::LIBRARY;
use super::super::signing::SecretSeed;
use super::super::{Kept, Keyring, Library, StoreError, edge};
use super::header::Protection;
use super::key::is_a_name;

/// A library is not as deep; a link that leads back up isn't followed for ever.
const DEEPEST: usize = 12;

/// What was copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// The new library.
    pub library: Library,
    /// How many files were copied, each of them compared.
    pub files: usize,
    /// What couldn't be read, and isn't in the new one.
    pub unread: Vec<StoreError>,
    /// How surely they last.
    pub kept: Kept,
}

/// Copies every file of a library into a new encrypted one in a folder that is empty or isn't there, and compares each.
///
/// # Errors
///
/// When the folder holds anything, a file can't be written or isn't the same afterwards, or there is no library then.
pub fn copy_sealed(
    from: &Library,
    folder: &Path,
    (how, seed, keys): (&Protection, &SecretSeed, &Keyring),
) -> Result<Copied, StoreError> {
    let (root, kept) = edge::new_sealed(folder, (how, seed, keys))?;
    copy(from.root(), &root, kept)
}

/// Copies every file of a library, byte for byte, into a new plain one in a folder that is empty or isn't there.
///
/// # Errors
///
/// As [`copy_sealed`].
pub fn copy_plain(from: &Library, folder: &Path) -> Result<Copied, StoreError> {
    let (root, kept) = edge::new_plain(folder)?;
    copy(from.root(), &root, kept)
}

/// All files, and what can't be read; what makes the folder a library comes last, so that what is cut short passes for none.
fn files_of(root: &Place) -> (Vec<Key>, Vec<StoreError>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    collect(root, &mut files, &mut unread);
    files.sort_by_key(|key| key.names().next() == Some(LIBRARY) || key.depth() == 1);
    (files, unread)
}

fn collect(folder: &Place, files: &mut Vec<Key>, unread: &mut Vec<StoreError>) {
    let listed = folder.list().map_err(|why| unread.push(why)).unwrap_or_default();
    for entry in listed {
        let place = folder.child(&entry.name);
        let is_of_a_window = entry.name == ".lock" || entry.name.starts_with(".part-");
        // What follows from the records is made anew: there they have other stamps.
        let is_index = entry.name.starts_with(super::super::index::PREFIX);
        match entry.kind {
            _ if is_of_a_window || is_index => {}
            Kind::File if is_a_name(&entry.name) => files.push(place.key().clone()),
            Kind::Folder if is_a_name(&entry.name) && place.key().depth() < DEEPEST => collect(&place, files, unread),
            _ => unread.push(folder.depot().strange(folder.key(), &entry)),
        }
    }
}

fn copy(from: &Place, to: &Place, mut kept: Kept) -> Result<Copied, StoreError> {
    let (files, mut unread) = files_of(from);
    let mut copied = 0;
    for key in files {
        let [source, target] = [from, to].map(|root| key.names().fold(root.clone(), |place, name| place.child(name)));
        let bytes = match source.get() {
            Ok(bytes) => bytes,
            Err(why) => {
                unread.push(why);
                continue;
            }
        };
        kept = kept.max(target.create_within(to, &bytes)?);
        if target.get()? != bytes {
            return Err(StoreError::Superseded { file: target.shown() });
        }
        copied += 1;
    }
    Ok(Copied { library: Library::at(to.clone())?, files: copied, unread, kept })
}
