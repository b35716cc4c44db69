//! Whether files changed since they were looked at last, told without reading them.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What tells one state of a file or folder from the next: when it was written and how long it is. `None` where there is
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(Option<(SystemTime, u64)>);

/// How old a state must be before its stamp tells it from the next: clocks of file systems go by steps, some of two seconds.
const SETTLES_AFTER: Duration = Duration::from_secs(3);

impl Stamp {
    /// Of a file or folder as it is now.
    pub fn of(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self(metadata.map(|metadata| (metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len())))
    }

    /// Whether something is there.
    pub(super) fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// The stamp, if what has the same one later is the same: not of what was written just before `now`.
    pub(super) fn settled(self, now: SystemTime) -> Option<Self> {
        let (modified, _) = self.0?;
        now.duration_since(modified).is_ok_and(|age| age >= SETTLES_AFTER).then_some(self)
    }
}

/// The stamps of files and folders.
pub fn stamps(paths: Vec<PathBuf>) -> Vec<(PathBuf, Stamp)> {
    paths.into_iter().map(|path| (Stamp::of(&path), path)).map(|(stamp, path)| (path, stamp)).collect()
}
