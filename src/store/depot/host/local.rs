//! A folder on this machine as a depot.
//!
//! A new file is written under another name, synced, and linked into place, which refuses a name that is in use; then its
//! folder is synced. So a file is there whole or not at all, whatever happens meanwhile.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use super::super::{Depot, Entry, Kept, Key, Kind, Place, Stamp, is_helper};
use super::{Claim, Held, claim, patiently, read_patiently};
use crate::store::{MAX_FILE_BYTES, StoreError};

/// What the names of files begin with that are being written.
const PART: &str = ".part-";
/// How old such a file must be to be taken away where the system doesn't tell whether somebody is writing it.
const ABANDONED_AFTER: Duration = Duration::from_mins(10);

/// A folder on this machine.
#[derive(Debug)]
pub struct LocalFolder {
    root: PathBuf,
    identity: String,
}

impl LocalFolder {
    /// The folder at a path that exists.
    ///
    /// # Errors
    ///
    /// What the system says where there is none.
    pub fn at(path: &Path) -> io::Result<Self> {
        let root = one_spelling(path)?;
        let identity = root.to_string_lossy().into_owned();
        Ok(Self { root, identity })
    }

    /// The place of that folder.
    pub(in crate::store) fn place(path: &Path) -> Result<Place, StoreError> {
        let depot = Self::at(path).map_err(|error| StoreError::io(path, "read", error))?;
        Ok(Place::new(Arc::new(depot), Key::ROOT))
    }

    /// The place of a file or folder inside; its names must be text.
    pub(in crate::store) fn place_inside(root: &Path, inside: &Path) -> Result<Place, StoreError> {
        let not_text = || StoreError::NameNotText { file: root.join(inside) };
        let names = inside.iter().map(|name| name.to_str().ok_or_else(not_text));
        names.into_iter().try_fold(Self::place(root)?, |place, name| Ok(place.child(name?)))
    }

    fn path(&self, key: &Key) -> PathBuf {
        key.names().fold(self.root.clone(), |path, name| path.join(name))
    }

    /// Makes the names of the folders above a first file last: who made them may have died before that.
    fn sync_above(&self, folder: &Path) -> Kept {
        let above = folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.root));
        let kept = above.map(sync_folder).max().unwrap_or_default();
        match self.root.parent().map(super::synced) {
            // Whose list of names isn't shown to everybody can't be asked to keep them.
            Some(Err(error)) if error.kind() != ErrorKind::PermissionDenied => Kept::Unconfirmed,
            _ => kept,
        }
    }
}

/// Whether what a record's folder holds is a state.
fn is_state(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    crate::store::folders::is_ron(&name) || crate::store::sealed::is_token(&name)
}

impl Depot for LocalFolder {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn shown(&self, key: &Key) -> PathBuf {
        self.path(key)
    }

    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
        let path = self.path(folder);
        let io = |error| StoreError::io(&path, "read", error);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).map_err(io)? {
            entries.push(seen(&entry.map_err(io)?));
        }
        entries.sort();
        Ok(entries)
    }

    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
        read(&self.path(file))
    }

    fn start(&self, file: &Key, most: usize) -> Result<Vec<u8>, StoreError> {
        let path = self.path(file);
        let opened = open_file(&path)?;
        let mut bytes = Vec::with_capacity(most);
        read_patiently(|| {
            bytes.clear();
            (&opened).rewind()?;
            (&opened).take(most as u64).read_to_end(&mut bytes)
        })
        .map_err(|error| StoreError::io(&path, "read", error))?;
        Ok(bytes)
    }

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        let path = self.path(file);
        let folder = path.parent().unwrap_or(&self.root);
        let is_first = !fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| is_state(&entry));
        let kept = create_within(Some(&self.path(within)), &path, bytes)?;
        Ok(if is_first { kept.max(self.sync_above(folder)) } else { kept })
    }

    fn remove(&self, file: &Key) -> Result<(), StoreError> {
        let path = self.path(file);
        if !is_helper(file.name()) {
            return Err(StoreError::AlreadyExists { file: path });
        }
        match patiently(|| fs::remove_file(&path)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            // Work that comes back after a power cut would be offered once more.
            Ok(()) => {
                // A system that can't is as safe as it gets.
                let _ = sync_folder(path.parent().unwrap_or(&self.root));
                Ok(())
            }
            Err(error) => Err(StoreError::io(&path, "removed", error)),
        }
    }

    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        let path = self.path(key);
        let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        match patiently(|| if is_folder { fs::remove_dir(&path) } else { fs::remove_file(&path) }) {
            Err(error) if [ErrorKind::NotFound, ErrorKind::DirectoryNotEmpty].contains(&error.kind()) => Ok(()),
            Err(error) => Err(StoreError::io(&path, "removed", error)),
            Ok(()) => {
                // A system that can't is as safe as it gets.
                let _ = sync_folder(path.parent().unwrap_or(&self.root));
                Ok(())
            }
        }
    }

    fn stamp(&self, key: &Key) -> Stamp {
        let metadata = fs::metadata(self.path(key)).ok();
        Stamp(metadata.map(|metadata| (metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len())))
    }

    fn claim(&self, record: &Key) -> Claim {
        let folder = self.path(record);
        if make_folders_within(folder.parent(), &folder).is_err() {
            return Claim::NotWritable;
        }
        claim::claim(&folder)
    }

    fn held(&self, record: &Key) -> Held {
        claim::held(&self.path(record))
    }

    fn sweep(&self, folder: &Key) {
        let path = self.path(folder);
        // Once: every folder of a library is swept when it is opened.
        let mut holds_states = false;
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            holds_states |= is_state(&entry);
            if entry.file_name().to_string_lossy().starts_with(PART) && is_abandoned(&entry.path()) {
                // What can't be removed now can be at the next opening.
                let _ = fs::remove_file(entry.path());
            }
        }
        if !holds_states {
            claim::sweep(&path);
        }
    }
}

fn seen(entry: &fs::DirEntry) -> Entry {
    // The list tells folders from files on most systems, without a look at each.
    let kind = match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => Some(kind),
        _ => fs::metadata(entry.path()).map(|metadata| metadata.file_type()).ok(),
    };
    let kind = match kind {
        Some(kind) if kind.is_dir() => Kind::Folder,
        Some(kind) if kind.is_file() => Kind::File,
        _ => Kind::Other,
    };
    let (name, kind) = match entry.file_name().into_string() {
        Ok(name) => (name, kind),
        Err(no_text) => (no_text.to_string_lossy().into_owned(), Kind::Other),
    };
    Entry { name, kind }
}

/// An ordinary file, opened to be read.
fn open_file(path: &Path) -> Result<File, StoreError> {
    let io = |error| StoreError::io(path, "read", error);
    // Asked before opening: a named pipe would wait forever.
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(StoreError::NotAFile { file: path.to_owned() });
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(too_large(path));
    }
    read_patiently(|| File::open(path)).map_err(io)
}

fn too_large(path: &Path) -> StoreError {
    StoreError::TooLarge { file: path.to_owned(), limit_mib: MAX_FILE_BYTES >> 20 }
}

/// The bytes of an ordinary file of at most [`MAX_FILE_BYTES`].
fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let opened = open_file(path)?;
    let mut bytes = Vec::new();
    // Where a lock keeps others from reading, one that is being written can be read a moment later.
    let limited = read_patiently(|| {
        bytes.clear();
        (&opened).rewind()?;
        // The limit holds even when the file grows meanwhile.
        (&opened).take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)
    });
    limited.map_err(|error| StoreError::io(path, "read", error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(too_large(path)) } else { Ok(bytes) }
}

/// Makes a file that doesn't exist yet, whole or not at all.
pub(in crate::store) fn create(path: &Path, bytes: &[u8]) -> Result<Kept, StoreError> {
    create_within(None, path, bytes)
}

/// As [`create`]; the folder `within` isn't made, nor any above it: what is made there anew would pass for the whole.
fn create_within(within: Option<&Path>, path: &Path, bytes: &[u8]) -> Result<Kept, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    super::no_device(path).map_err(|error| StoreError::io(path, "written", error))?;
    // Another window may take an empty folder away, or the part for one that was left behind where locks are not to be had.
    for _attempt in 0..3 {
        let above = make_folders_within(within, folder).map_err(|error| match within {
            Some(within) if !within.is_dir() => StoreError::Gone { file: within.to_owned() },
            _ => StoreError::io(folder, "created", error),
        })?;
        let part = match Part::write(folder, path, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            part => part.map_err(|error| StoreError::io(path, "written", error))?,
        };
        match patiently(|| fs::hard_link(&part.path, path)) {
            Ok(()) => {
                // Where a lock keeps others from reading, it mustn't outlast the writing.
                let _ = part.file.unlock();
                drop(part);
                return Ok(above.max(sync_folder(folder)));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return already_there(path, bytes),
            Err(error) if super::has_no_links(&error) => return create_unlinked(path, bytes),
            Err(error) => return Err(StoreError::io(path, "written", error)),
        }
    }
    Err(StoreError::NotClaimed { file: path.to_owned() })
}

/// Over a network the answer to a link that was made can be lost, and the second try finds the first one's file.
fn already_there(path: &Path, bytes: &[u8]) -> Result<Kept, StoreError> {
    match read(path) {
        Ok(there) if there == bytes => Ok(path.parent().map_or(Kept::Unconfirmed, sync_folder)),
        _ => Err(StoreError::AlreadyExists { file: path.to_owned() }),
    }
}

/// Where there are no links: under its own name at once. One that is cut short lacks its last line, and is told by that.
fn create_unlinked(path: &Path, bytes: &[u8]) -> Result<Kept, StoreError> {
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return already_there(path, bytes),
        Err(error) => return Err(StoreError::io(path, "created", error)),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // What is cut short must not take the name.
        let _ = patiently(|| fs::remove_file(path));
        StoreError::io(path, "written", error)
    })?;
    Ok(path.parent().map_or(Kept::Unconfirmed, sync_folder))
}

/// A file that is being written, under a name that no record has; gone when dropped.
struct Part {
    path: PathBuf,
    /// Locked, so that another window doesn't take it for one left behind.
    file: File,
}

impl Part {
    fn write(folder: &Path, called: &Path, bytes: &[u8]) -> io::Result<Self> {
        let (path, file) = free_part(folder, called)?;
        // As good as it gets where there are no locks.
        let _ = file.try_lock();
        let mut part = Self { path, file };
        super::like(folder, &part.file)?;
        part.file.write_all(bytes)?;
        part.file.sync_all()?;
        Ok(part)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // The record stands under its own name; what stays here is swept at the next opening.
        let _ = patiently(|| fs::remove_file(&self.path));
    }
}

fn free_part(folder: &Path, called: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PART}{}-{number}", std::process::id()));
        match super::private_file(&path, called) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return Ok((path, opened?)),
        }
    }
}

/// Whether nobody is writing a part any more.
fn is_abandoned(path: &Path) -> bool {
    if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    // Read and write, so that a pipe put there meanwhile keeps nobody waiting.
    let Ok(file) = OpenOptions::new().read(true).write(true).open(path) else { return false };
    match Held::of(&file) {
        Held::No => true,
        Held::Yes => false,
        Held::Unknown => {
            let modified = file.metadata().and_then(|metadata| metadata.modified());
            modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > ABANDONED_AFTER))
        }
    }
}

/// Makes a folder and those above it, to be entered by those who may enter the one that was there; how surely the new names
/// last.
pub(in crate::store) fn make_folders(folder: &Path) -> io::Result<Kept> {
    make_folders_within(None, folder)
}

/// As [`make_folders`]; the folder `top` isn't made, nor any above it.
fn make_folders_within(top: Option<&Path>, folder: &Path) -> io::Result<Kept> {
    if folder.is_dir() {
        return Ok(Kept::Surely);
    }
    if top == Some(folder) {
        return Err(ErrorKind::NotFound.into());
    }
    super::no_device(folder)?;
    let within = folder.parent().filter(|within| !within.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let above = make_folders_within(top, within)?;
    match super::make_folder(within, folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(above),
        Err(error) => Err(error),
        Ok(()) => Ok(above.max(sync_folder(within))),
    }
}

/// Makes the names in `folder` last through a power cut, where the system offers that.
fn sync_folder(folder: &Path) -> Kept {
    super::synced(folder).map_or(Kept::Unconfirmed, |()| Kept::Surely)
}

/// The one spelling of a path that exists: absolute, links followed, so that one file or library has one identity however
/// it was asked for.
pub fn one_spelling(path: &Path) -> io::Result<PathBuf> {
    let canonical = fs::canonicalize(path)?;
    Ok(canonical.to_str().and_then(without_verbatim).map_or_else(|| canonical.clone(), PathBuf::from))
}

/// Windows spells what it found as `\\?\C:\…` and `\\?\UNC\server\…`, which many programs don't read; where the plain spelling means
/// the same, that.
fn without_verbatim(path: &str) -> Option<String> {
    let rest = path.strip_prefix(r"\\?\")?;
    let mut letters = rest.chars();
    let is_drive = letters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && rest[1..].starts_with(r":\");
    let shared =
        rest.strip_prefix(r"UNC\").filter(|shared| shared.split('\\').filter(|name| !name.is_empty()).count() >= 2);
    let plain = shared.map(|shared| format!(r"\\{shared}")).or_else(|| is_drive.then(|| rest.to_owned()))?;
    // Longer ones, and names that only the verbatim spelling can hold, stay as they are.
    let is_plain =
        |name: &str| !name.ends_with([' ', '.']) && !name.contains('/') && !crate::store::names::is_device(name);
    (plain.len() < 260 && plain.split('\\').all(is_plain)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verbatim_path_is_plain_where_that_means_the_same() {
        assert_eq!(without_verbatim(r"\\?\C:\Charts\library.ron").as_deref(), Some(r"C:\Charts\library.ron"));
        assert_eq!(without_verbatim(r"\\?\UNC\server\charts\a").as_deref(), Some(r"\\server\charts\a"));
        let odd =
            [r"\\?\C:\Charts\dot.", r"\\?\C:\Charts\nul", r"\\?\UNC\server", r"\\?\UNC\server\charts\dot.", r"\\?\éC"];
        for kept in [r"C:\Charts", "/home/charts", r"\\server\charts"].into_iter().chain(odd) {
            assert_eq!(without_verbatim(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_file_is_made_once_and_nothing_else_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let depot = LocalFolder::at(folder.path()).expect("it is there");
        let key = Key::ROOT.child("a").child("1.ron");
        assert_eq!(depot.create(&key, &Key::ROOT, b"one").expect("it is free"), Kept::Surely);
        assert_eq!(depot.create(&key, &Key::ROOT, b"one").expect("the same is no other"), Kept::Surely);
        assert!(matches!(depot.create(&key, &Key::ROOT, b"two"), Err(StoreError::AlreadyExists { .. })));
        assert_eq!(depot.get(&key).expect("it is there"), b"one");
        let names: Vec<_> = depot.list(&Key::ROOT.child("a")).expect("a list").into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["1.ron"]);
        assert!(matches!(depot.remove(&key), Err(StoreError::AlreadyExists { .. })), "a record is never removed");
    }

    #[test]
    fn what_a_dead_program_left_is_swept_and_what_is_being_written_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let depot = LocalFolder::at(folder.path()).expect("it is there");
        fs::write(folder.path().join(".part-1-1"), "half").expect("a file");
        let alive = Part::write(folder.path(), Path::new("1.ron"), b"whole").expect("a part");
        depot.sweep(&Key::ROOT);
        let names: Vec<_> = depot.list(&Key::ROOT).expect("a list").into_iter().map(|entry| entry.name).collect();
        assert_eq!(names.len(), 1, "{names:?}");
        drop(alive);
        assert!(depot.list(&Key::ROOT).expect("a list").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_unless_a_group_was_chosen() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: PathBuf| fs::metadata(path).expect("it is there").permissions().mode() & 0o7777;
        let folder = tempfile::tempdir().expect("a folder");
        create(&folder.path().join("own/a/1.ron"), b"x").expect("it is free");
        assert_eq!(mode(folder.path().join("own/a")), 0o700);
        assert_eq!(mode(folder.path().join("own/a/1.ron")), 0o600);
        let shared = folder.path().join("shared");
        fs::create_dir(&shared).expect("a folder");
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o2770)).expect("its own");
        create(&shared.join("a/1.ron"), b"x").expect("it is free");
        assert_eq!(mode(shared.join("a")), 0o2770);
        assert_eq!(mode(shared.join("a/1.ron")), 0o660);
    }
}
