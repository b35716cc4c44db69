//! Writing that leaves either the old file or the new one, and never takes a name that is in use.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::StoreError;

/// Replaces `file` by `text`: temporary file in the same folder, fsync, rename, fsync of the folder (the crate does
/// all four). After an error the old file is as it was.
pub(super) fn replace(file: &Path, text: &str) -> Result<(), StoreError> {
    let io = |error| StoreError::io(file, "written", error);
    let mut temporary = AtomicWriteFile::open(file).map_err(io)?;
    temporary.write_all(text.as_bytes()).map_err(io)?;
    temporary.commit().map_err(io)
}

/// Writes a picture for the record, whole or not at all: one cut short must not pass for it.
pub fn write_picture(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut temporary = AtomicWriteFile::open(file)?;
    temporary.write_all(bytes)?;
    temporary.commit()
}

/// Writes a file that doesn't exist yet; the name is reserved first, so that two programs can't both take it.
pub(super) fn create(file: &Path, text: &str) -> Result<(), StoreError> {
    match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(_reserved) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(StoreError::AlreadyExists { file: file.to_owned() });
        }
        Err(error) => return Err(StoreError::io(file, "created", error)),
    }
    replace(file, text).inspect_err(|_failed| {
        // Only the empty reservation goes; if it stays, a reader is told that the file is empty.
        let _ = std::fs::remove_file(file);
    })
}

/// Makes the names in `folder` last through a power cut, where the system offers that.
pub(super) fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        // A file system that can't is as safe as it gets.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Removes a helper file (lock, recovery); it being gone already is as good.
pub(super) fn remove_helper(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::io(file, "removed", error)),
        _ => Ok(()),
    }
}

/// A hidden name beside `file`: `.NAME.suffix`.
pub(super) fn hidden_beside(file: &Path, suffix: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{suffix}"))
}

/// Whether the file's own permissions forbid to write it.
pub(super) fn is_write_protected(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().readonly())
}

/// The one spelling of a path that exists: absolute, links followed, so that a save replaces the file and not the link, and
/// so that one file or library has one identity however it was asked for.
pub fn one_spelling(path: &Path) -> std::io::Result<PathBuf> {
    let canonical = std::fs::canonicalize(path)?;
    Ok(canonical.to_str().and_then(without_verbatim).map_or_else(|| canonical.clone(), PathBuf::from))
}

/// As [`one_spelling`], with the error of this room.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    one_spelling(path).map_err(|error| StoreError::io(path, "read", error))
}

/// Windows spells what it found as `\\?\C:\…`, which many programs don't read; where the plain spelling means the same, that.
fn without_verbatim(path: &str) -> Option<&str> {
    let plain = path.strip_prefix(r"\\?\")?;
    let mut letters = plain.chars();
    let is_drive = letters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && plain[1..].starts_with(r":\");
    // Longer ones, and names that only the verbatim spelling can hold, stay as they are.
    let ends_plainly = plain.split('\\').all(|name| !name.ends_with([' ', '.']));
    (is_drive && plain.len() < 260 && ends_plainly).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verbatim_path_is_plain_where_that_means_the_same() {
        assert_eq!(without_verbatim(r"\\?\C:\Charts\library.ron"), Some(r"C:\Charts\library.ron"));
        for kept in [r"C:\Charts", r"\\?\UNC\server\charts", r"\\?\C:\Charts\dot.", "/home/charts", r"\\?\éC"] {
            assert_eq!(without_verbatim(kept), None, "{kept}");
        }
    }
}
