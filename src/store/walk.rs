//! The folders and files of a library, as they lie on disk.

use std::path::{Path, PathBuf};

use super::StoreError;

/// The file that makes a folder a library.
pub(super) const LIBRARY_FILE: &str = "library.ron";
/// The file that makes a folder in a library a patient's.
pub(super) const PATIENT_FILE: &str = "patient.ron";
/// The file that makes a folder in a patient's folder a course's.
pub(super) const COURSE_FILE: &str = "course.ron";

/// The folder of a library that holds what is the clinic's own, and no patient.
pub(super) const CLINIC_FOLDER: &str = "clinic";

/// Whether a folder is that one; a patient of that name has a file in theirs.
fn is_the_clinics(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == CLINIC_FOLDER)
        && !folder.join(PATIENT_FILE).exists()
        && folder.parent().is_some_and(|root| root.join(LIBRARY_FILE).exists())
}

/// What `folder` holds, without hidden names, sorted.
fn visible(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let io = |error| StoreError::io(folder, "read", error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The folders in `within` without hidden names, by name; a link to a folder is one.
pub(super) fn folders_in(within: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let io = |error| StoreError::io(within, "read", error);
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(within).map_err(io)? {
        let entry = entry.map_err(io)?;
        // The list tells folders from files on most systems, without a look at each.
        let is_folder = || match entry.file_type() {
            Ok(kind) if !kind.is_symlink() => kind.is_dir(),
            _ => entry.path().is_dir(),
        };
        let name = entry.file_name();
        let clinics = || name == CLINIC_FOLDER && is_the_clinics(&entry.path());
        if !name.as_encoded_bytes().starts_with(b".") && is_folder() && !clinics() {
            folders.push(entry.path());
        }
    }
    // In one folder paths differ by their last part only.
    folders.sort_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(folders)
}

/// A library is three folders deep; a link that leads back up isn't followed for ever.
pub(super) const LEVELS: usize = 3;

/// The files with hidden names at or up to `levels` folders below `folder`; what can't be read is left out.
pub(super) fn hidden_below(folder: &Path, levels: usize) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with('.') {
            found.push(entry.path());
        } else if levels > 0 && !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            found.extend(hidden_below(&entry.path(), levels - 1));
        }
    }
    found
}

fn is_ron(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ron") && !path.is_dir()
}

/// The folders in `within` that hold `file_name`, or that hold records although that file is gone.
pub(super) fn record_folders(within: &Path, file_name: &str) -> Result<Vec<PathBuf>, StoreError> {
    let mut folders = folders_in(within)?;
    folders.retain(|folder| folder.join(file_name).exists() || holds_records(folder));
    Ok(folders)
}

/// Whether a record lies in `folder` or in a folder in it.
pub(super) fn holds_records(folder: &Path) -> bool {
    holds_records_below(folder, 1)
}

fn holds_records_below(folder: &Path, levels: usize) -> bool {
    let paths = visible(folder).unwrap_or_default();
    let below = |path: &PathBuf| levels > 0 && path.is_dir() && holds_records_below(path, levels - 1);
    paths.iter().any(|path| is_ron(path) || below(path))
}

/// The visible RON files in a folder, by name.
pub(super) fn ron_files_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = visible(folder)?;
    files.retain(|path| is_ron(path));
    Ok(files)
}

/// The session files in a course's folder, by name.
pub(super) fn session_files_in(course_folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let heads = [LIBRARY_FILE, PATIENT_FILE, COURSE_FILE];
    let is_head = |path: &Path| heads.iter().any(|head| path.file_name().is_some_and(|name| name == *head));
    let mut files = ron_files_in(course_folder)?;
    files.retain(|path| !is_head(path));
    Ok(files)
}

/// The session files at or below `path` (a session, a course, a patient, a library), by name. What can't be read is
/// left out: [`super::check`] reports it.
pub fn session_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    files_below(path, LEVELS)
}

fn files_below(folder: &Path, levels: usize) -> Vec<PathBuf> {
    let mut files = session_files_in(folder).unwrap_or_default();
    if levels > 0 {
        let below = folders_in(folder).unwrap_or_default().into_iter();
        files.extend(below.flat_map(|path| files_below(&path, levels - 1)));
    }
    files
}
