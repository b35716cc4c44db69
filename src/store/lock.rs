//! One writer per file: a locked file beside it, as long as a session is open, or while a list of the clinic's is written.
//!
//! The lock is the operating system's (`File::try_lock`), so it ends with the program even when that crashes; the file
//! alone, left behind, means nothing.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::StoreError;
use super::disk::hidden_beside;

/// What a person finds who opens the lock file.
const NOTE: &str = "A window of mesomap has the file beside this one open. When no mesomap is running, this one means \
                    nothing and can be deleted.\n";

/// How often a claim for a moment is tried, and how long it waits in between: two seconds in all.
const TRIES: u32 = 100;
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

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

/// Claims a file for a moment of writing; waits for another window that does the same.
pub(super) fn claim_for_a_moment(file: &Path) -> Result<Lock, StoreError> {
    for _try in 0..TRIES {
        // Windows refuses to open a file that is just being removed: that too is a reason to try again.
        if let Claim::Held(lock) = claim(file) {
            return Ok(lock);
        }
        std::thread::sleep(BETWEEN_TRIES);
    }
    Err(StoreError::NotClaimed { file: file.to_owned() })
}

/// Whether somebody has a session open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Somebody has.
    Yes,
    /// Nobody has.
    No,
    /// The file system doesn't tell: a lock file is there, and no lock can be tried.
    Unknown,
}

/// Whether somebody holds the session file, found without leaving a trace.
pub(super) fn held(session: &Path) -> Held {
    match File::options().write(true).open(lock_path(session)) {
        Ok(file) => Held::by(&file.try_lock()),
        Err(error) if error.kind() == ErrorKind::NotFound => Held::No,
        Err(_unreadable) => Held::Unknown,
    }
}

impl Held {
    fn by(tried: &Result<(), TryLockError>) -> Self {
        match tried {
            Ok(()) => Self::No,
            Err(TryLockError::WouldBlock) => Self::Yes,
            Err(TryLockError::Error(_unsupported)) => Self::Unknown,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_locks_are_not_to_be_had_nobody_knows() {
        let unsupported = TryLockError::Error(ErrorKind::Unsupported.into());
        assert_eq!(Held::by(&Err(unsupported)), Held::Unknown);
        assert_eq!(Held::by(&Err(TryLockError::WouldBlock)), Held::Yes);
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("s.ron");
        assert_eq!(held(&session), Held::No);
        let Claim::Held(lock) = claim(&session) else { panic!("nobody else is here") };
        assert_eq!(held(&session), Held::Yes);
        drop(lock);
        assert_eq!(held(&session), Held::No);
        // A lock file that can't be opened tells nothing either.
        std::fs::create_dir(lock_path(&session)).unwrap();
        assert_eq!(held(&session), Held::Unknown);
    }
}
