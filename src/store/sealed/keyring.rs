//! The keys of the encrypted libraries that somebody opened: in memory alone, and wiped with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::StoreError;
use super::super::depot::{Folder, is_file, one_spelling};
use super::header::{self, BY_KEY_FILE, BY_PASSPHRASE, Opener};
use super::key::LibraryKey;

type Keys = BTreeMap<PathBuf, Arc<LibraryKey>>;

/// Keys by the folders of their libraries; a clone is the same ring.
#[derive(Clone, Debug, Default)]
pub struct Keyring(Arc<Mutex<Keys>>);

impl Keyring {
    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds out the key of the library in a folder and keeps it. A passphrase takes about a second, right or wrong.
    ///
    /// # Errors
    ///
    /// When it isn't the right one, or what holds the key can't be read.
    pub fn unlock(&self, folder: &Path, opener: &Opener) -> Result<(), StoreError> {
        let io = |error| StoreError::io(folder, "read", error);
        let (root, depot) = (one_spelling(folder).map_err(io)?, Folder::at(folder).map_err(io)?);
        self.keep(root, header::unlock(&depot, opener)?);
        Ok(())
    }

    /// Forgets the key of the library in a folder.
    pub fn forget(&self, folder: &Path) {
        self.keys().remove(folder);
    }

    /// Forgets all keys but that of the library in a folder.
    pub fn keep_only(&self, folder: &Path) {
        self.keys().retain(|root, _| root == folder);
    }

    pub(in crate::store) fn keep(&self, root: PathBuf, key: Arc<LibraryKey>) {
        self.keys().insert(root, key);
    }

    pub(in crate::store) fn key_of(&self, root: &Path) -> Result<Arc<LibraryKey>, StoreError> {
        self.keys().get(root).cloned().ok_or_else(|| StoreError::Locked { file: root.to_owned() })
    }
}

/// Whether a folder holds an encrypted library, and by what it may be opened: a passphrase, a key file.
pub fn locks_of(folder: &Path) -> [bool; 2] {
    [BY_PASSPHRASE, BY_KEY_FILE].map(|name| is_file(&folder.join(name)))
}
