//! A depot of which nobody without the key can tell more than how many files there are, how long each is and when it was made:
//! names and contents are encrypted before they come to the one behind it.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::depot::{Claim, Depot, Entry, Held, Kept, Key, Kind, Stamp, is_helper};
use super::super::{MAX_FILE_BYTES, SealFault, StoreError};
use super::age::Unopened;
use super::header::is_header;
use super::key::{LibraryKey, Refused, is_a_name};

/// What the names of helper files begin with: only these may be taken away.
pub(in crate::store) const ASIDE: &str = ".aside-";

/// A depot behind a key.
#[derive(Debug)]
pub struct Sealed<D> {
    inner: D,
    key: Arc<LibraryKey>,
}

impl<D: Depot> Sealed<D> {
    /// All that lies in `inner` is, or will be, under this key.
    pub fn new(inner: D, key: Arc<LibraryKey>) -> Self {
        Self { inner, key }
    }

    /// What a file or folder is called in the depot behind; an error for a name that is too long or leads elsewhere.
    pub fn stored(&self, key: &Key) -> Result<Key, StoreError> {
        key.names().try_fold(Key::ROOT, |within, name| {
            let token = self.key.token(&within.to_string(), name).filter(|_| is_a_name(name));
            let token = token.ok_or_else(|| {
                let source = Arc::new(std::io::Error::from(std::io::ErrorKind::InvalidFilename));
                StoreError::Io { file: self.shown(key), action: "written", source }
            })?;
            let aside = if is_helper(name) { ASIDE } else { "" };
            Ok(within.child(&format!("{aside}{token}")))
        })
    }

    /// What a file or folder of the depot behind is called here; `None` of one that was made under no such key.
    pub fn named(&self, stored: &Key) -> Option<Key> {
        let within = (Key::ROOT, Key::ROOT);
        let key = stored.names().try_fold(within, |(within, named), token| {
            let name = self.name(&within, token)?;
            Some((within.child(token), named.child(&name)))
        });
        Some(key?.1)
    }

    fn name(&self, within: &Key, token: &str) -> Option<String> {
        let bare = token.strip_prefix(ASIDE);
        let name = self.key.name(&within.to_string(), bare.unwrap_or(token))?;
        (is_helper(&name) == bare.is_some()).then_some(name)
    }

    /// As [`Self::stored`], of what is to be looked for: under a name that can't be stored there is nothing.
    fn sought(&self, key: &Key) -> Result<Key, StoreError> {
        self.stored(key).map_err(|_unnamed| StoreError::NotFound { file: self.shown(key) })
    }

    /// An error of the depot behind, told by the name that people know.
    fn told(&self, key: &Key, error: StoreError) -> StoreError {
        let file = self.shown(key);
        match error {
            StoreError::NotFound { .. } => StoreError::NotFound { file },
            StoreError::AlreadyExists { .. } => StoreError::AlreadyExists { file },
            StoreError::NotAFile { .. } => StoreError::NotAFile { file },
            StoreError::NotClaimed { .. } => StoreError::NotClaimed { file },
            StoreError::TooLarge { limit_mib, .. } => StoreError::TooLarge { file, limit_mib },
            StoreError::Io { action, source, .. } => StoreError::Io { file, action, source },
            error => error,
        }
    }

    fn seen(&self, within: &Key, entry: Entry) -> Option<Entry> {
        let Entry { name: token, kind } = entry;
        if let Some(name) = self.name(within, &token) {
            return Some(Entry { name, kind });
        }
        let is_own = within.depth() == 0 && is_header(&token);
        // What isn't under the key is told, and never taken for a record.
        (!is_own).then_some(Entry { name: token, kind: Kind::Other })
    }
}

impl<D: Depot> Depot for Sealed<D> {
    fn identity(&self) -> &str {
        self.inner.identity()
    }

    fn shown(&self, key: &Key) -> PathBuf {
        key.names().fold(self.inner.shown(&Key::ROOT), |path, name| path.join(name))
    }

    fn token(&self, key: &Key) -> String {
        // What a name is called on disk tells nobody the name, nor can it be guessed from it.
        let mut token = self.stored(key).map(|stored| stored.name().to_owned()).unwrap_or_default();
        token.truncate(16);
        token
    }

    fn strange(&self, folder: &Key, entry: &Entry) -> StoreError {
        let stored = self.sought(folder).map(|folder| self.inner.shown(&folder.child(&entry.name)));
        let stored = stored.unwrap_or_default();
        StoreError::Sealed { file: stored.clone(), stored, fault: SealFault::Foreign }
    }

    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
        let stored = self.sought(folder)?;
        let listed = self.inner.list(&stored).map_err(|error| self.told(folder, error))?;
        let mut entries: Vec<_> = listed.into_iter().filter_map(|entry| self.seen(&stored, entry)).collect();
        entries.sort();
        Ok(entries)
    }

    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
        let stored = self.sought(file)?;
        let bytes = self.inner.get(&stored).map_err(|error| self.told(file, error))?;
        self.key.open(&stored.to_string(), &bytes).map_err(|refused| StoreError::Sealed {
            file: self.shown(file),
            stored: self.inner.shown(&stored),
            fault: SealFault::from(refused),
        })
    }

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        let (stored, within_stored) = (self.stored(file)?, self.stored(within)?);
        let sealed = self.key.seal(&stored.to_string(), &file.to_string(), bytes);
        // What couldn't be read again isn't written.
        if sealed.len() as u64 > MAX_FILE_BYTES {
            return Err(StoreError::TooLarge { file: self.shown(file), limit_mib: MAX_FILE_BYTES >> 20 });
        }
        self.inner.create(&stored, &within_stored, &sealed).map_err(|error| match error {
            StoreError::Gone { .. } => StoreError::Gone { file: self.shown(within) },
            error => self.told(file, error),
        })
    }

    fn remove(&self, file: &Key) -> Result<(), StoreError> {
        self.inner.remove(&self.stored(file)?).map_err(|error| self.told(file, error))
    }

    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        self.inner.erase(&self.stored(key)?).map_err(|error| self.told(key, error))
    }

    fn stamp(&self, key: &Key) -> Stamp {
        self.stored(key).map(|stored| self.inner.stamp(&stored)).unwrap_or_default()
    }

    fn claim(&self, record: &Key) -> Claim {
        self.stored(record).map_or(Claim::NotWritable, |stored| self.inner.claim(&stored))
    }

    fn held(&self, record: &Key) -> Held {
        self.stored(record).map_or(Held::No, |stored| self.inner.held(&stored))
    }

    fn sweep(&self, folder: &Key) {
        if let Ok(stored) = self.stored(folder) {
            self.inner.sweep(&stored);
        }
    }
}

impl From<Refused> for SealFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Elsewhere => Self::Moved,
            Refused::Unopened(Unopened::NotAge) => Self::Foreign,
            Refused::Unopened(Unopened::OtherKey) => Self::OtherKey,
            Refused::Unopened(Unopened::Damaged) => Self::Damaged,
        }
    }
}
