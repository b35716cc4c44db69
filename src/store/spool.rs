//! Documents on their way to the system's viewer: each in a folder of its own that only its owner can read, gone at the next start.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::depot;

/// What the folders' names begin with.
const PREFIX: &str = "mesomap-print-";

/// Where such folders go: where viewers may read, also those that the system confines.
pub fn spool_folder() -> PathBuf {
    std::env::temp_dir()
}

/// Writes a document into a new folder below this one; nobody but its owner may read either. `unique` is a name used for
/// nothing else.
///
/// # Errors
///
/// What the system says.
pub fn spool(folder: &Path, unique: &str, (name, bytes): (&str, &[u8])) -> io::Result<PathBuf> {
    let folder = folder.join(format!("{PREFIX}{unique}"));
    depot::host::make_own(&folder)?;
    let file = folder.join(name);
    depot::create(&file, bytes).map_err(io::Error::other)?;
    Ok(file)
}

/// Takes away what was written there before; what can't be taken away stays, and is tried again at the next start.
pub fn clear_spool(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_ours = |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
    for entry in entries.filter(is_ours).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        let _another_time = fs::remove_dir_all(entry.path());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_its_owners_alone_and_gone_afterwards() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("others")).unwrap();
        let file = spool(place.path(), "1", ("report.pdf", b"%PDF")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"%PDF");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        }
        assert!(spool(place.path(), "1", ("report.pdf", b"other")).is_err(), "a folder that is there is nobody's");
        clear_spool(place.path());
        assert!(!file.exists() && place.path().join("others").exists());
    }
}
