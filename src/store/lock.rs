//! One writer per session: a locked file beside it, as long as the session is open.
//!
//! The lock is the operating system's (`File::try_lock`), so it ends with the program even when that crashes; the file
//! alone, left behind, means nothing.

use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::disk::hidden_beside;

/// What a person finds who opens the lock file.
const NOTE: &str = "A window of mesomap has the session beside this file open. When no mesomap is running, this file \
                    means nothing and can be deleted.\n";

/// A session claimed for writing, until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Open files carry the lock; it ends when this closes.
    _file: File,
}

/// The answer to a claim.
#[derive(Debug)]
pub(super) enum Claim {
    Held(Lock),
    Elsewhere,
    NotWritable,
}

/// The lock file of a session file.
pub(super) fn lock_path(session: &Path) -> PathBuf {
    hidden_beside(session, "lock")
}

/// Claims the session file for writing, without waiting.
pub(super) fn claim(session: &Path) -> Claim {
    let path = lock_path(session);
    // The file can vanish between opening and locking, when the other window closes; then the claim starts over.
    for _attempt in 0..8 {
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        let Ok(mut file) = opened else {
            return Claim::NotWritable;
        };
        match file.try_lock() {
            Ok(()) if is_still_at(&file, &path) => {
                // A note for people; the lock holds without it.
                let _ = file.set_len(0).and_then(|()| file.write_all(NOTE.as_bytes()));
                return Claim::Held(Lock { path, _file: file });
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Claim::Elsewhere,
            // A file system without locks: the check for changes before each save still protects.
            Err(TryLockError::Error(_unsupported)) => {
                return Claim::Held(Lock { path, _file: file });
            }
        }
    }
    Claim::Elsewhere
}

/// Whether somebody holds the session file, found without leaving a trace.
pub(super) fn is_held(session: &Path) -> bool {
    let file = File::options().write(true).open(lock_path(session));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (opened, named) = (file.metadata().map(identity), std::fs::metadata(path).map(identity));
    matches!((opened, named), (Ok(opened), Ok(named)) if opened == named)
}

#[cfg(not(unix))]
fn is_still_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While still locked, so that nobody can claim the name in between; a file left behind means nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}
