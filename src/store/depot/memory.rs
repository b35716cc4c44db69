//! A depot that is gone with the program: for trials, and the pattern of every other one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::{Claim, Depot, Entry, Held, Kept, Key, Kind, Stamp, is_helper};
use crate::store::StoreError;

/// Files in memory.
#[derive(Debug)]
pub struct Memory {
    identity: String,
    /// What people call it.
    shown: PathBuf,
    /// What each file holds, and the number of its making.
    files: Mutex<BTreeMap<Key, (u64, Vec<u8>)>>,
}

impl Default for Memory {
    fn default() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let identity = format!("memory {}", NUMBER.fetch_add(1, Ordering::Relaxed));
        Self { shown: PathBuf::from(&identity), identity, files: Mutex::default() }
    }
}

impl Memory {
    /// One that people call so.
    pub fn shown_as(shown: PathBuf) -> Self {
        Self { shown, ..Self::default() }
    }

    /// The first key that isn't below a folder, behind all that are.
    fn behind(folder: &Key) -> Key {
        // `0` comes after `/`.
        Key(format!("{folder}0"))
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<Key, (u64, Vec<u8>)>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn missing(&self, key: &Key) -> StoreError {
        StoreError::NotFound { file: self.shown(key) }
    }
}

impl Depot for Memory {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn shown(&self, key: &Key) -> PathBuf {
        key.names().fold(self.shown.clone(), |path, name| path.join(name))
    }

    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
        let depth = folder.depth();
        let entry = |key: &Key| {
            let kind = if key.depth() == depth + 1 { Kind::File } else { Kind::Folder };
            Some(Entry { name: key.names().nth(depth)?.to_owned(), kind })
        };
        let files = self.files();
        let entries: BTreeSet<_> = if depth == 0 {
            files.keys().filter_map(entry).collect()
        } else {
            files.range(folder.child("")..Self::behind(folder)).filter_map(|(key, _)| entry(key)).collect()
        };
        if entries.is_empty() && depth > 0 {
            return Err(self.missing(folder));
        }
        Ok(entries.into_iter().collect())
    }

    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
        self.files().get(file).map(|(_, bytes)| bytes.clone()).ok_or_else(|| self.missing(file))
    }

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        let mut files = self.files();
        // A folder is there as long as it holds something.
        if within.depth() > 0 && files.range(within.child("")..Self::behind(within)).next().is_none() {
            return Err(StoreError::Gone { file: self.shown(within) });
        }
        let number = files.len() as u64;
        match files.get(file) {
            Some((_, there)) if there == bytes => {}
            Some(_) => return Err(StoreError::AlreadyExists { file: self.shown(file) }),
            None => _ = files.insert(file.clone(), (number, bytes.to_owned())),
        }
        Ok(Kept::Surely)
    }

    fn remove(&self, file: &Key) -> Result<(), StoreError> {
        if !is_helper(file.name()) {
            return Err(StoreError::AlreadyExists { file: self.shown(file) });
        }
        self.files().remove(file);
        Ok(())
    }

    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        self.files().remove(key);
        Ok(())
    }

    fn stamp(&self, key: &Key) -> Stamp {
        let made = |number: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(number);
        let file = self.files().get(key).map(|(number, bytes)| (made(*number), bytes.len() as u64));
        Stamp(file.or_else(|| self.list(key).ok().map(|entries| (SystemTime::UNIX_EPOCH, entries.len() as u64))))
    }

    fn claim(&self, _record: &Key) -> Claim {
        Claim::Ours(None)
    }

    fn held(&self, _record: &Key) -> Held {
        Held::Unknown
    }
}
