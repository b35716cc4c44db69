//! The edge: what a path from outside names becomes a depot and a key. Above this room nothing knows a path.

use std::path::{Path, PathBuf};

use super::depot::{LocalFolder, Place};
use super::record::RECORD;
use super::{Kept, Library, Note, StoreError, depot};
use crate::chart::Session;

/// What a path names, which must exist: in the library that it lies in, else in the folder that it lies in.
///
/// A session's file of the earlier layout that is gone names the record that grew from it.
///
/// # Errors
///
/// When there is nothing, or a name on the way is no text.
pub fn place_at(path: &Path) -> Result<Place, StoreError> {
    let real = spelled(path)?;
    let root = library_root(&real).or_else(|| real.parent().map(Path::to_path_buf)).unwrap_or_else(|| real.clone());
    let inside = real.strip_prefix(&root).unwrap_or(Path::new(""));
    LocalFolder::place_inside(&root, inside)
}

fn spelled(path: &Path) -> Result<PathBuf, StoreError> {
    let missing = |error| StoreError::io(path, "read", error);
    depot::one_spelling(path).or_else(|error| {
        let grown = path.file_stem().filter(|_| path.extension().is_some_and(|extension| extension == "ron"));
        let record = grown.map(|stem| path.with_file_name(format!("{}{RECORD}", stem.to_string_lossy())));
        record.and_then(|record| depot::one_spelling(&record).ok()).ok_or_else(|| missing(error))
    })
}

/// The folder of the library that a path is or lies in.
fn library_root(path: &Path) -> Option<PathBuf> {
    let is_library =
        |folder: &&Path| is_record(&folder.join(super::folders::LIBRARY)) || folder.join("library.ron").is_file();
    path.ancestors().find(is_library).map(Path::to_path_buf)
}

/// Whether a folder holds states: one in which nothing was ever saved makes no library.
fn is_record(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_str().is_some_and(super::folders::is_ron))
}

impl Library {
    /// Makes the folder at `path` a library; it is created where it doesn't exist. Refuses a folder that is one already.
    ///
    /// # Errors
    ///
    /// When the folder is a library, or can't be written.
    pub fn create(path: &Path, name: &str, note: &Note) -> Result<Self, StoreError> {
        let folder = depot::make_folders(path).map_err(|error| StoreError::io(path, "created", error))?;
        Ok(Self::create_in(&LocalFolder::place(path)?, name, note)?.no_surer_than(folder))
    }

    /// The library that `path` is or lies in: its folder, or any folder or file inside.
    ///
    /// # Errors
    ///
    /// When there is none, or its record can't be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let from = depot::one_spelling(path).or_else(|_missing| std::path::absolute(path));
        let from = from.map_err(|error| StoreError::io(path, "read", error))?;
        let root = library_root(&from).ok_or_else(|| StoreError::NotALibrary { file: path.to_owned() })?;
        Self::at(LocalFolder::place(&root)?)
    }
}

/// Writes `session` as a new file outside of every library; refuses a name that is in use. A session of a newer version must
/// not be copied, because the copy would lack what isn't understood here. Returns how surely it lasts.
///
/// # Errors
///
/// When the name is in use, can't be written, or the session couldn't be read back.
pub fn write_copy(session: &Session, path: &Path) -> Result<Kept, StoreError> {
    let text = super::open::checked_text(path, session)?;
    depot::create(path, text.as_bytes())
}

/// Writes a picture for the record, whole or not at all: one cut short must not pass for it.
///
/// # Errors
///
/// What the system says.
pub fn write_picture(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut temporary = atomic_write_file::AtomicWriteFile::open(file)?;
    temporary.write_all(bytes)?;
    temporary.commit()
}
