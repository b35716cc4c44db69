//! Whether files changed since they were looked at last, told without reading them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What tells one state of a file or folder from the next: when it was written and how long it is. `None` where there is
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(Option<(SystemTime, u64)>);

impl Stamp {
    /// Of a file or folder as it is now.
    pub fn of(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self(metadata.map(|metadata| (metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len())))
    }
}

/// The stamps of files and folders.
pub fn stamps(paths: Vec<PathBuf>) -> Vec<(PathBuf, Stamp)> {
    paths.into_iter().map(|path| (Stamp::of(&path), path)).map(|(stamp, path)| (path, stamp)).collect()
}
