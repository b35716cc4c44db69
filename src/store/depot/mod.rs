//! The door to storage: list, get, create if absent, remove. Nothing behind it replaces what is there, nothing above it knows a
//! path.

pub(super) mod host;
mod memory;
pub mod private;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use host::*;
pub(super) use host::{create, make_folders};
pub use memory::Memory;

use super::StoreError;

/// What names a file or folder in a depot: names with `/` between them; the depot's own folder has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The depot's own folder.
    pub const ROOT: Self = Self(String::new());

    /// A name in this folder; `name` is one that a list gave or that this room made.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        if self.0.is_empty() { Self(name.to_owned()) } else { Self(format!("{}/{name}", self.0)) }
    }

    /// The folder that it lies in; `None` of the depot's own.
    pub fn parent(&self) -> Option<Self> {
        let within = self.0.rsplit_once('/').map_or("", |(within, _)| within);
        (!self.0.is_empty()).then(|| Self(within.to_owned()))
    }

    /// The last name; empty of the depot's own folder.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The names from the depot's folder down.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|name| !name.is_empty())
    }

    /// How many names it has.
    pub fn depth(&self) -> usize {
        self.names().count()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of thing a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// Something that is no record: a pipe, a device, a link to nowhere, or a name that is no text.
    Other,
}

/// One thing that a folder holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name; as far as it can be shown, where it is no text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// How surely a new file will be there after a power cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// The system confirmed that it is on the disk.
    #[default]
    Surely,
    /// It is there, but the system didn't confirm that its name will last.
    Unconfirmed,
    /// It is there, but the ledger has no entry of it.
    Unlogged,
}

/// What was written, and how surely it lasts: used as what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<T> {
    /// What it is.
    pub it: T,
    /// How surely it lasts.
    pub kept: Kept,
}

impl<T> std::ops::Deref for Stored<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.it
    }
}

/// What tells one state of a file or folder from the next: when it was written and how long it is. `None` where there is
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub(super) Option<(SystemTime, u64)>);

/// How old a state must be before its stamp tells it from the next: clocks of file systems go by steps, some of two seconds.
const SETTLES_AFTER: Duration = Duration::from_secs(3);

impl Stamp {
    /// Whether something is there.
    pub(super) fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// This and another as one: the later time, and both lengths.
    pub(super) fn with(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Some((one, a)), Some((two, b))) => Self(Some((one.max(two), a.wrapping_mul(31).wrapping_add(b)))),
            (one, two) => Self(one.or(two)),
        }
    }

    /// The stamp, if what has the same one later is the same: not of what was written just before `now`.
    pub(super) fn settled(self, now: SystemTime) -> Option<Self> {
        let (modified, _) = self.0?;
        now.duration_since(modified).is_ok_and(|age| age >= SETTLES_AFTER).then_some(self)
    }
}

/// Where records are kept. What is there is never replaced: [`Self::create`] refuses a name that is in use, and
/// [`Self::remove`] takes away helper files alone.
pub trait Depot: fmt::Debug + Send + Sync {
    /// What tells this depot from every other one.
    fn identity(&self) -> &str;

    /// What a person calls a file or folder of it.
    fn shown(&self, key: &Key) -> PathBuf;

    /// What a folder holds, by name. [`StoreError::NotFound`] where there is no such folder.
    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError>;

    /// The bytes of an ordinary file of at most [`super::MAX_FILE_BYTES`].
    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError>;

    /// The first `most` bytes of an ordinary file; fewer where it is shorter.
    fn start(&self, file: &Key, most: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = self.get(file)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    /// Makes a file, whole or not at all, and the folders that it lies in below `within`: that one must be there, and is never
    /// made anew where somebody moved it ([`StoreError::Gone`]). [`StoreError::AlreadyExists`] where the name is in use.
    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError>;

    /// Takes away a helper file such as work in progress; it being gone already is as good. Refuses a record.
    fn remove(&self, file: &Key) -> Result<(), StoreError>;

    /// Takes away a file for good, or a folder that is empty, where a record of that was written: at the end of retention, and never
    /// else. It being gone already is as good; a folder that holds something stays. Refused where that can't be.
    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        Err(StoreError::AlreadyExists { file: self.shown(key) })
    }

    /// How a file or folder stands now.
    fn stamp(&self, key: &Key) -> Stamp;

    /// Tells other windows that this one works on the record in a folder, as far as the place can tell. Nobody needs it to be
    /// safe. The record's folder may be made for it, none above.
    fn claim(&self, record: &Key) -> Claim;

    /// Whether somebody works on the record in a folder, found without leaving a trace.
    fn held(&self, record: &Key) -> Held;

    /// What finds a file or folder again within its own and tells nobody its name, which may be a patient's.
    fn token(&self, key: &Key) -> String {
        let mut token = super::Checksum::of(key.name().as_bytes()).as_str().to_owned();
        token.truncate(16);
        token
    }

    /// Why something in a folder is no record.
    fn strange(&self, folder: &Key, entry: &Entry) -> StoreError {
        let file = self.shown(&folder.child(&entry.name));
        // What stands in for the bytes that are no text.
        let is_text = !entry.name.contains(char::REPLACEMENT_CHARACTER);
        if is_text { StoreError::NotAFile { file } } else { StoreError::NameNotText { file } }
    }

    /// Takes away what writes that never finished left in a folder.
    fn sweep(&self, _folder: &Key) {}
}

/// How records, folders and files stand, told without reading them: of a record by its newest file too.
pub fn stamps(places: Vec<Place>) -> Vec<(Place, Stamp)> {
    let stamp = |place: &Place| {
        let files = place.list().unwrap_or_default().into_iter().filter(|entry| super::folders::is_ron(&entry.name));
        let files = files.map(|entry| place.child(&entry.name).stamp());
        let is_record = place.name().ends_with(super::record::RECORD);
        if is_record { files.fold(Stamp::default(), Stamp::with) } else { place.stamp() }
    };
    places.into_iter().map(|place| (stamp(&place), place)).map(|(stamp, place)| (place, stamp)).collect()
}

/// Whether a file may be removed: work in progress, what waits to be sent, what a workstation saw and what follows from the records,
/// which are the program's own.
pub(super) fn is_helper(name: &str) -> bool {
    let is_unsent = name.starts_with(super::outbox::PREFIX) || name.starts_with(super::index::PREFIX);
    let is_seen = name.starts_with(super::ledger::SEEN);
    let is_work = name.starts_with(super::recovery::PREFIX) || name.ends_with(super::recovery::OLD_SUFFIX);
    name.starts_with('.') && (is_unsent || is_seen || is_work || name.starts_with(super::sealed::ASIDE))
}

/// A file or folder of a depot: what everything above the door names records by.
#[derive(Clone, Debug)]
pub struct Place {
    depot: Arc<dyn Depot>,
    key: Key,
}

impl Place {
    /// What a key names in a depot.
    pub fn new(depot: Arc<dyn Depot>, key: Key) -> Self {
        Self { depot, key }
    }

    /// The depot.
    pub(super) fn depot(&self) -> &dyn Depot {
        &*self.depot
    }

    /// What it is called in the depot.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The last name of it.
    pub fn name(&self) -> &str {
        self.key.name()
    }

    /// The last name of it, of a record without what tells that it is one: what people know it by.
    pub fn stem(&self) -> &str {
        self.name().strip_suffix(super::record::RECORD).unwrap_or(self.name())
    }

    /// What a person calls it: of a folder on this machine, its path.
    pub fn shown(&self) -> PathBuf {
        self.depot.shown(&self.key)
    }

    /// The depot's own folder.
    #[must_use]
    pub fn root(&self) -> Self {
        Self { depot: Arc::clone(&self.depot), key: Key::ROOT }
    }

    /// A name in this folder.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self { depot: Arc::clone(&self.depot), key: self.key.child(name) }
    }

    /// The folder that it lies in, within the depot.
    pub fn parent(&self) -> Option<Self> {
        Some(Self { depot: Arc::clone(&self.depot), key: self.key.parent()? })
    }

    /// Another name beside it.
    pub(super) fn beside(&self, name: &str) -> Self {
        self.parent().map_or_else(|| self.child(name), |within| within.child(name))
    }

    /// What finds it again within its folder and tells nobody its name, which may be a patient's.
    pub fn token(&self) -> String {
        self.depot.token(&self.key)
    }

    /// What a token was made of in this folder, if it is still there.
    pub fn child_of(&self, token: &str) -> Option<Self> {
        let mut entries = self.list().ok()?.into_iter().map(|entry| self.child(&entry.name));
        entries.find(|place| place.token() == token)
    }

    pub(super) fn list(&self) -> Result<Vec<Entry>, StoreError> {
        self.depot.list(&self.key)
    }

    /// As [`Self::list`], with nothing in a folder that isn't there.
    pub(super) fn list_if_there(&self) -> Result<Vec<Entry>, StoreError> {
        match self.list() {
            Err(StoreError::NotFound { .. }) => Ok(Vec::new()),
            listed => listed,
        }
    }

    pub(super) fn get(&self) -> Result<Vec<u8>, StoreError> {
        self.depot.get(&self.key)
    }

    /// Makes this file, and folders below `within`, which must be there.
    pub(super) fn create_within(&self, within: &Self, bytes: &[u8]) -> Result<Kept, StoreError> {
        self.depot.create(&self.key, &within.key, bytes)
    }

    pub(super) fn remove(&self) -> Result<(), StoreError> {
        self.depot.remove(&self.key)
    }

    /// How it stands now.
    pub(super) fn stamp(&self) -> Stamp {
        self.depot.stamp(&self.key)
    }

    /// Whether there is anything.
    pub fn exists(&self) -> bool {
        self.stamp().is_there()
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.depot.identity() == other.depot.identity()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.depot.identity(), &self.key).cmp(&(other.depot.identity(), &other.key))
    }
}

impl std::hash::Hash for Place {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.depot.identity(), &self.key).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_up_and_down() {
        let file = Key::ROOT.child("anna").child("patient.record").child("1.ron");
        assert_eq!((file.to_string().as_str(), file.name(), file.depth()), ("anna/patient.record/1.ron", "1.ron", 3));
        let up: Vec<_> = std::iter::successors(Some(file), Key::parent).map(|key| key.depth()).collect();
        assert_eq!(up, [3, 2, 1, 0]);
    }

    #[test]
    fn only_work_in_progress_may_go() {
        assert!(
            is_helper(".outbox-2.25.7.dcm")
                && is_helper(".index-3")
                && is_helper(".recovery-12.ron")
                && is_helper(".2026-09-07-session-1.ron.recovery")
        );
        for record in ["1.ron", "patient.ron", ".lock", "recovery", "x.recovery"] {
            assert!(!is_helper(record), "{record}");
        }
    }
}
