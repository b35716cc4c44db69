//! Work in progress beside the session file, so that a crash costs seconds and never a save.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::chart::Session;

use super::model::SessionFile;
use super::read::load;
use super::walk::{LEVELS, hidden_below};
use super::{Flaw, Position, StoreError, disk, lock, lock::Held};

/// Unsaved work found beside a session when it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The session as it was last autosaved.
    pub session: Session,
    /// When that was.
    pub modified: SystemTime,
}

/// A recovery file that can't be read. It is kept under another name, never deleted.
#[derive(Clone, Debug)]
pub struct BrokenRecovery {
    /// Where it is kept now.
    pub kept_as: PathBuf,
    /// What is wrong with it.
    pub error: StoreError,
}

/// What was found beside a session file.
#[derive(Debug)]
pub(super) enum Found {
    Nothing,
    Work(Recovery),
    Broken(BrokenRecovery),
    /// Unreadable, and it couldn't be moved out of the way of the next autosave.
    Stuck(BrokenRecovery),
}

/// Work that was never saved, found in a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedWork {
    /// The session that it belongs to; its file may be gone.
    pub session: PathBuf,
    /// When it was last autosaved.
    pub modified: SystemTime,
}

/// The unsaved work at or below `folder` (a library, a patient, a course), the newest first. Only names are looked at, no
/// record is read, and the work of sessions that are open is left out: it isn't lost.
pub fn unsaved_work(folder: &Path) -> Vec<UnsavedWork> {
    let work = |recovery: PathBuf| {
        let session = session_of(&recovery)?;
        let modified = std::fs::metadata(&recovery).and_then(|metadata| metadata.modified()).ok()?;
        (lock::held(&session) != Held::Yes).then_some(UnsavedWork { session, modified })
    };
    let mut found: Vec<_> = hidden_below(folder, LEVELS).into_iter().filter_map(work).collect();
    found.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.session.cmp(&b.session)));
    found
}

/// The session file beside which a recovery file lies; `None` for other names.
fn session_of(recovery: &Path) -> Option<PathBuf> {
    let name = recovery.file_name()?.to_str()?.strip_prefix('.')?.strip_suffix(".recovery")?;
    Some(recovery.with_file_name(name))
}

/// The recovery file of a session file.
pub(super) fn recovery_path(session: &Path) -> PathBuf {
    disk::hidden_beside(session, "recovery")
}

/// Looks for unsaved work beside `file`, which holds `saved`. A recovery file that holds the same is removed, one that
/// can't be read is moved aside.
pub(super) fn find(file: &Path, saved: &SessionFile) -> Found {
    let path = recovery_path(file);
    let modified = match std::fs::metadata(&path).and_then(|metadata| metadata.modified()) {
        Ok(modified) => modified,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Found::Nothing,
        Err(_unknown) => SystemTime::UNIX_EPOCH,
    };
    match read(&path, saved) {
        Ok(work) if work == *saved => {
            // The same as the file: nothing to offer. If it stays, the next opening finds it the same again.
            let _ = disk::remove_helper(&path);
            Found::Nothing
        }
        Ok(work) => Found::Work(Recovery { session: work.into_session(), modified }),
        Err(error) => set_aside(file, &path, error),
    }
}

fn read(path: &Path, saved: &SessionFile) -> Result<SessionFile, StoreError> {
    let parsed = load::<SessionFile>(path)?;
    let invalid = |flaw| StoreError::Invalid { file: path.to_owned(), position: Position::START, flaw };
    if parsed.newer.is_some() {
        return Err(invalid(Flaw::NewerRecovery));
    }
    if parsed.value.id != saved.id {
        return Err(invalid(Flaw::ForeignRecovery));
    }
    Ok(parsed.value)
}

fn set_aside(file: &Path, path: &Path, error: StoreError) -> Found {
    let free =
        (1..1000).map(|number| disk::hidden_beside(file, &format!("broken-{number}"))).find(|aside| !aside.exists());
    if let Some(kept_as) = free
        && std::fs::rename(path, &kept_as).is_ok()
    {
        return Found::Broken(BrokenRecovery { kept_as, error });
    }
    let kept_as = path.to_owned();
    Found::Stuck(BrokenRecovery { kept_as, error })
}
