//! The courtesy between windows: a locked file in a record's folder, as long as a session is open.
//!
//! The lock is the operating system's (`File::try_lock`), so it ends with the program even when that crashes; the file
//! alone, left behind, means nothing. Nobody is safe because of it, nobody waits for it, and what stands in its place (a
//! link, a pipe, a folder) is left as it is.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{is_still_at, patiently};

/// What a person finds who opens the lock file.
const NOTE: &str = "A window of mesomap has the record in this folder open. When no mesomap is running, this file means \
                    nothing and can be deleted.\n";

/// Its name in the record's folder.
const NAME: &str = ".lock";

/// How long it is waited for a name that is being removed, each of eight times.
const GOES_WITHIN: Duration = Duration::from_millis(25);

/// A lock that is held, until dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Open files carry the lock; it ends when this closes.
    file: Option<File>,
}

/// The answer to a claim.
#[derive(Debug)]
pub enum Claim {
    /// Nobody else works on the record, as far as the place can tell.
    Ours(Option<Lock>),
    /// Another window does.
    Elsewhere,
    /// Nothing can be written there.
    NotWritable,
}

/// Whether somebody works on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Somebody does.
    Yes,
    /// Nobody does.
    No,
    /// The place doesn't tell.
    Unknown,
}

/// What was found under the lock's name.
enum Opened {
    New(File),
    Old(File),
    /// No ordinary file stands there, or it may not be opened.
    InTheWay,
    NotWritable,
    /// It is being removed, as the window that held it closes.
    Going,
}

fn open(path: &Path) -> Opened {
    match super::private_file(path, path) {
        Ok(file) => {
            // As the record's other files: who may save must be able to see who does.
            let _ = path.parent().map(|folder| super::like(folder, &file));
            return Opened::New(file);
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(_refused) if path.symlink_metadata().is_ok() => return Opened::Going,
        Err(_refused) => return Opened::NotWritable,
    }
    open_old(path).map_or(Opened::InTheWay, Opened::Old)
}

/// The ordinary file under this name. Read and write, so that a pipe put there meanwhile keeps nobody waiting.
fn open_old(path: &Path) -> Option<File> {
    let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let file = OpenOptions::new().read(true).write(true).open(path).ok().filter(|_| is_file)?;
    is_still_at(&file, path).then_some(file)
}

/// Claims the record in a folder, without waiting.
pub(super) fn claim(folder: &Path) -> Claim {
    let path = folder.join(NAME);
    // The file can vanish between opening and locking, when the other window closes; then the claim starts over.
    for _attempt in 0..8 {
        let (mut file, is_new) = match open(&path) {
            Opened::New(file) => (file, true),
            Opened::Old(file) => (file, false),
            Opened::InTheWay => return Claim::Ours(None),
            Opened::NotWritable => return Claim::NotWritable,
            Opened::Going => {
                std::thread::sleep(GOES_WITHIN);
                continue;
            }
        };
        match file.try_lock() {
            Ok(()) if is_still_at(&file, &path) => {
                // A note for people; the lock holds without it. What was there before isn't written over.
                let _ = if is_new { file.write_all(NOTE.as_bytes()) } else { Ok(()) };
                return Claim::Ours(Some(Lock { path, file: Some(file) }));
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Claim::Elsewhere,
            // A file system without locks.
            Err(TryLockError::Error(_unsupported)) => return Claim::Ours(Some(Lock { path, file: Some(file) })),
        }
    }
    Claim::Elsewhere
}

/// Takes away the lock file of a window that died while it made a record: nobody opens that one and finds it.
pub(super) fn sweep(folder: &Path) {
    let path = folder.join(NAME);
    let Some(file) = open_old(&path) else { return };
    if file.try_lock().is_ok() && is_still_at(&file, &path) {
        // What can't be removed now can be at the next opening.
        let _ = patiently(|| std::fs::remove_file(&path));
    }
}

/// Whether somebody holds the record in a folder.
pub(super) fn held(folder: &Path) -> Held {
    let path = folder.join(NAME);
    if path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Held::No;
    }
    open_old(&path).map_or(Held::Unknown, |file| Held::of(&file))
}

impl Held {
    /// Whether somebody holds an open file.
    pub(super) fn of(file: &File) -> Self {
        let held = Self::by(&file.try_lock());
        // At once: some systems take their time to give a lock back when the file closes.
        let _ = file.unlock();
        held
    }

    fn by(tried: &Result<(), TryLockError>) -> Self {
        match tried {
            Ok(()) => Self::No,
            Err(TryLockError::WouldBlock) => Self::Yes,
            Err(TryLockError::Error(_unsupported)) => Self::Unknown,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While still locked, so that nobody can claim the name in between; a file left behind means nothing.
        if self.file.as_ref().is_some_and(|file| is_still_at(file, &self.path)) {
            let _ = patiently(|| std::fs::remove_file(&self.path));
        }
        // Some systems take the name away only with the last one that has the file open.
        drop(self.file.take());
        // A record's folder that was made for it alone goes with it; one that holds anything stays.
        let is_record = |folder: &&Path| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(crate::store::record::RECORD) || crate::store::sealed::is_token(&name)
        };
        let _ = self.path.parent().filter(is_record).map(std::fs::remove_dir);
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
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(held(folder.path()), Held::No);
        let Claim::Ours(lock @ Some(_)) = claim(folder.path()) else { panic!("nobody else is here") };
        assert!(matches!(claim(folder.path()), Claim::Elsewhere));
        assert_eq!(held(folder.path()), Held::Yes);
        drop(lock);
        assert_eq!(held(folder.path()), Held::No);
        // A folder in its place tells nothing either.
        std::fs::create_dir(folder.path().join(NAME)).expect("a folder");
        assert_eq!(held(folder.path()), Held::Unknown);
        assert!(matches!(claim(folder.path()), Claim::Ours(None)));
    }

    #[test]
    fn a_lock_that_is_no_longer_ours_stays_anothers() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        let Claim::Ours(first @ Some(_)) = claim(folder.path()) else { panic!("nobody else is here") };
        std::fs::rename(&path, folder.path().join("moved")).expect("it moves while it is open");
        let Claim::Ours(second @ Some(_)) = claim(folder.path()) else { panic!("its name is free") };
        drop(first);
        assert!(path.exists() && matches!(claim(folder.path()), Claim::Elsewhere), "the second's lock stays");
        drop(second);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("other");
        std::fs::write(&other, "somebody's").expect("a file");
        std::os::unix::fs::symlink(&other, folder.path().join(NAME)).expect("a link");
        assert!(matches!(claim(folder.path()), Claim::Ours(None)));
        assert_eq!(held(folder.path()), Held::Unknown);
        assert_eq!(std::fs::read(&other).expect("still there"), b"somebody's");
    }
}
