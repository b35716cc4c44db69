//! A session that is open: its file, who may write it, saving, and recovery.

use std::path::{Path, PathBuf};

use crate::chart::Session;

use super::lock::{self, Claim, Lock};
use super::model::SessionFile;
use super::read::{Parsed, load, parse, read_bytes, text_of};
use super::recovery::{self, Found, recovery_path};
use super::write::session_text;
use super::{BrokenRecovery, Recovery, StoreError, Unwritable, Why, disk};

/// Whether an open session may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be saved.
    Editable,
    /// It can only be looked at.
    ReadOnly(Why),
}

/// A session with its file. While an editable one lives, no other window can open the file for writing.
#[derive(Debug)]
pub struct OpenSession {
    /// As last read or saved here.
    pub session: Session,
    /// Unsaved work found when it was opened. The next [`Self::autosave`] replaces its file, so ask before.
    pub recovery: Option<Recovery>,
    /// A recovery file found when it was opened that couldn't be read.
    pub broken_recovery: Option<BrokenRecovery>,
    file: PathBuf,
    access: Access,
    /// The bytes last read or written here, to notice that another program changed the file.
    on_disk: Vec<u8>,
    /// Held while editable.
    _lock: Option<Lock>,
}

/// Parses the bytes of a session file; `file` is only named in errors. A newer version is read as far as it is known.
pub fn parse_session(file: &Path, bytes: &[u8]) -> Result<Session, StoreError> {
    parse_file(file, bytes).map(|parsed| parsed.value.into_session())
}

/// Reads a session to look at it: nothing is locked, and no recovery is looked for.
pub fn load_session(path: &Path) -> Result<Session, StoreError> {
    load::<SessionFile>(path).map(|parsed| parsed.value.into_session())
}

fn parse_file(file: &Path, bytes: &[u8]) -> Result<Parsed<SessionFile>, StoreError> {
    parse(text_of(file, bytes)?).map_err(|fault| fault.in_file(file))
}

/// Opens a session file: for writing where that is possible, else read-only with the reason in
/// [`OpenSession::access`].
///
/// Errors when the file can't be read; it is left as it is.
pub fn open_session(path: &Path) -> Result<OpenSession, StoreError> {
    let file = disk::resolve(path)?;
    // Read before claiming: no lock is to appear beside a file that is no session.
    let bytes = read_bytes(&file)?;
    let parsed = parse_file(&file, &bytes)?;
    if parsed.newer.is_some() {
        return Ok(OpenSession::read_only(file, parsed.value, Why::NewerSchema));
    }
    if disk::is_write_protected(&file) {
        return Ok(OpenSession::read_only(file, parsed.value, Why::FolderNotWritable));
    }
    match lock::claim(&file) {
        Claim::Held(lock) => OpenSession::claimed(file, lock, parsed.value, &bytes),
        Claim::Elsewhere => Ok(OpenSession::read_only(file, parsed.value, Why::LockedElsewhere)),
        Claim::NotWritable => Ok(OpenSession::read_only(file, parsed.value, Why::FolderNotWritable)),
    }
}

/// Writes a new session file and opens it; refuses a name that is in use.
pub(super) fn create_session_file(file: PathBuf, session: &Session) -> Result<OpenSession, StoreError> {
    let text = checked_text(&file, session)?;
    // Claimed before it exists, so that no other window can have it open in between.
    let Claim::Held(lock) = lock::claim(&file) else {
        return Err(StoreError::NotClaimed { file });
    };
    disk::create(&file, &text)?;
    let access = Access::Editable;
    let on_disk = text.into_bytes();
    let session = session.clone();
    let (recovery, broken_recovery, lock) = (None, None, Some(lock));
    Ok(OpenSession { session, recovery, broken_recovery, file, access, on_disk, _lock: lock })
}

/// The text of `session`, proven readable in builds with debug assertions.
fn checked_text(file: &Path, session: &Session) -> Result<String, StoreError> {
    let unsavable = |why| StoreError::Unsavable { file: file.to_owned(), why };
    let text = session_text(session).map_err(unsavable)?;
    debug_assert_eq!(
        parse::<SessionFile>(&text).map(|parsed| parsed.value),
        Ok(SessionFile::of(session)),
        "what is written must read back the same"
    );
    Ok(text)
}

/// Writes `session` as a new file; refuses a name that is in use. A session of a newer version must not be copied, because
/// the copy would lack what isn't understood here.
pub fn write_copy(session: &Session, path: &Path) -> Result<(), StoreError> {
    disk::create(path, &checked_text(path, session)?)
}

impl OpenSession {
    fn read_only(file: PathBuf, read: SessionFile, why: Why) -> Self {
        Self {
            session: read.into_session(),
            recovery: None,
            broken_recovery: None,
            file,
            access: Access::ReadOnly(why),
            on_disk: Vec::new(),
            _lock: None,
        }
    }

    fn claimed(file: PathBuf, lock: Lock, read: SessionFile, bytes: &[u8]) -> Result<Self, StoreError> {
        // Another window may have saved between the reading and the claim.
        let on_disk = read_bytes(&file)?;
        let read = if on_disk == bytes { read } else { parse_file(&file, &on_disk)?.value };
        let (mut recovery, mut broken_recovery, mut access) = (None, None, Access::Editable);
        match recovery::find(&file, &read) {
            Found::Nothing => {}
            Found::Work(work) => recovery = Some(work),
            Found::Broken(broken) => broken_recovery = Some(broken),
            Found::Stuck(broken) => {
                broken_recovery = Some(broken);
                access = Access::ReadOnly(Why::FolderNotWritable);
            }
        }
        let session = read.into_session();
        Ok(Self { session, recovery, broken_recovery, file, access, on_disk, _lock: Some(lock) })
    }

    /// Its file, absolute.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether another program changed or removed the file since it was last read or written here. Nothing is known of a
    /// file that was opened read-only.
    pub fn is_changed_elsewhere(&self) -> bool {
        self.access == Access::Editable && !read_bytes(&self.file).is_ok_and(|bytes| bytes == self.on_disk)
    }

    /// Whether it can be saved.
    pub fn access(&self) -> Access {
        self.access
    }

    fn require_editable(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Editable => Ok(()),
            Access::ReadOnly(why) => Err(StoreError::ReadOnly { file: self.file.clone(), why }),
        }
    }

    /// Saves `session` in place and drops the recovery file. Atomic: after an error the old file is as it was.
    ///
    /// Refused when opened read-only, when another program changed or removed the file, and when `session` is another
    /// one than was opened.
    pub fn save(&mut self, session: &Session) -> Result<(), StoreError> {
        self.require_editable()?;
        if !read_bytes(&self.file).is_ok_and(|bytes| bytes == self.on_disk) {
            return Err(StoreError::ChangedOnDisk { file: self.file.clone() });
        }
        self.save_anyway(session)
    }

    /// Saves like [`Self::save`], over what another program wrote meanwhile.
    pub fn save_anyway(&mut self, session: &Session) -> Result<(), StoreError> {
        self.require_editable()?;
        let text = self.own_text(session)?;
        disk::replace(&self.file, &text)?;
        self.on_disk = text.into_bytes();
        self.session = session.clone();
        // If it stays, the next opening finds that it differs from a later save, and asks; nothing is lost.
        let _ = self.discard_recovery();
        Ok(())
    }

    /// Saves `session` as a new file, with the same id; this one stays open. Refuses a name that is in use, and a
    /// session of a newer version, because the copy would lack what isn't understood here.
    pub fn save_copy_as(&self, session: &Session, path: &Path) -> Result<(), StoreError> {
        if self.access == Access::ReadOnly(Why::NewerSchema) {
            return self.require_editable();
        }
        write_copy(session, path)
    }

    /// Keeps `session` beside the file, to be offered if it is never saved. Atomic; replaces what was kept before.
    pub fn autosave(&self, session: &Session) -> Result<(), StoreError> {
        self.require_editable()?;
        disk::replace(&recovery_path(&self.file), &self.own_text(session)?)
    }

    /// Drops the recovery file: its work was restored, or isn't wanted.
    pub fn discard_recovery(&mut self) -> Result<(), StoreError> {
        self.require_editable()?;
        self.recovery = None;
        disk::remove_helper(&recovery_path(&self.file))
    }

    fn own_text(&self, session: &Session) -> Result<String, StoreError> {
        if session.id != self.session.id {
            return Err(StoreError::Unsavable { file: self.file.clone(), why: Unwritable::OtherSession });
        }
        checked_text(&self.file, session)
    }
}
