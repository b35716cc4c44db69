//! Files that lie outside of every record, told by paths: what people choose, and what is written for them to take along.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// No folder that people choose from holds more; what lies beyond isn't listed.
const MOST_NAMES: usize = 100_000;

/// What a folder holds: names as far as they can be shown, and whether they are folders.
///
/// # Errors
///
/// What the system says.
pub fn names_in(folder: &Path) -> io::Result<Vec<(String, bool)>> {
    let named = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir());
    fs::read_dir(folder)?.take(MOST_NAMES).map(|entry| entry.map(named)).collect()
}

/// Whether a path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path names an ordinary file.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The first `most` bytes of a file; fewer where it is shorter.
///
/// # Errors
///
/// What the system says.
pub fn read_start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file for somebody to take along, in the place of one that they chose: whole or not at all, for one cut short must
/// not pass for it.
///
/// # Errors
///
/// What the system says.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    super::no_device(path)?;
    super::patiently(|| {
        let mut temporary = atomic_write_file::AtomicWriteFile::open(path)?;
        temporary.write_all(bytes)?;
        temporary.commit()
    })
}
