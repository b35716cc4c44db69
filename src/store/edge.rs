//! The edge: what a path from outside names becomes a depot and a key. Above this room nothing knows a path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::depot::{Folder, Key, Place, one_spelling};
use super::record::RECORD;
use super::sealed::{self, Keyring, LibraryKey, Protection, Sealed};
use super::signing::SecretSeed;
use super::{Kept, Library, Note, SealFault, StoreError, depot};
use crate::chart::Session;

/// What a path names, which must exist: in the library that it lies in, else in the folder that it lies in.
///
/// A session's file of the earlier layout that is gone names the record that grew from it.
///
/// # Errors
///
/// When there is nothing, a name on the way is no text, or it lies in an encrypted library.
pub fn place_at(path: &Path) -> Result<Place, StoreError> {
    place_with(path, &Keyring::default())
}

/// As [`place_at`], in an encrypted library too whose key is there. What lies in such a one is named as on disk, or as it would be
/// in a plain library.
///
/// # Errors
///
/// As there; [`StoreError::Locked`] where the key isn't there.
pub fn place_with(path: &Path, keys: &Keyring) -> Result<Place, StoreError> {
    if let Some((root, inside)) = in_sealed(path) {
        let key = keys.key_of(&root)?;
        return place_in_sealed(&root, &inside, key);
    }
    let real = spelled(path)?;
    let root = library_root(&real).or_else(|| real.parent().map(Path::to_path_buf)).unwrap_or_else(|| real.clone());
    let inside = real.strip_prefix(&root).unwrap_or(Path::new(""));
    Folder::place_inside(&root, inside)
}

fn spelled(path: &Path) -> Result<PathBuf, StoreError> {
    let missing = |error| StoreError::io(path, "read", error);
    one_spelling(path).or_else(|error| {
        let grown = path.file_stem().filter(|_| path.extension().is_some_and(|extension| extension == "ron"));
        let record = grown.map(|stem| path.with_file_name(format!("{}{RECORD}", stem.to_string_lossy())));
        record.and_then(|record| one_spelling(&record).ok()).ok_or_else(|| missing(error))
    })
}

/// The folder of the library that a path is or lies in.
fn library_root(path: &Path) -> Option<PathBuf> {
    let is_library = |folder: &&Path| {
        let is_plain = is_record(&folder.join(super::folders::LIBRARY)) || depot::is_file(&folder.join("library.ron"));
        is_plain || is_sealed(folder)
    };
    path.ancestors().find(is_library).map(Path::to_path_buf)
}

/// The encrypted library that a path lies in or would lie in, and the rest of the path.
fn in_sealed(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let path = std::path::absolute(path).ok()?;
    let (above, real) = path.ancestors().find_map(|above| Some((above, one_spelling(above).ok()?)))?;
    let root = library_root(&real).filter(|root| is_sealed(root))?;
    let inside = real.strip_prefix(&root).ok()?.join(path.strip_prefix(above).ok()?);
    Some((root, inside))
}

fn is_sealed(folder: &Path) -> bool {
    sealed::locks_of(folder).contains(&true)
}

fn sealed_depot(root: &Path, key: Arc<LibraryKey>) -> Result<Sealed<Folder>, StoreError> {
    let folder = Folder::at(root).map_err(|error| StoreError::io(root, "read", error))?;
    Ok(Sealed::new(folder, key))
}

fn place_in_sealed(root: &Path, inside: &Path, key: Arc<LibraryKey>) -> Result<Place, StoreError> {
    let depot = sealed_depot(root, key)?;
    let not_text = || StoreError::NameNotText { file: root.join(inside) };
    let names = inside.iter().map(|name| name.to_str().ok_or_else(not_text)).collect::<Result<Vec<_>, _>>()?;
    let key = names.iter().fold(Key::ROOT, |key, name| key.child(name));
    // As it is on disk, else as people name it.
    let named = depot.named(&key).unwrap_or(key);
    let place = Place::new(Arc::new(depot), Key::ROOT);
    let place = named.names().fold(place, |place, name| place.child(name));
    let is_there = place.exists() || named == Key::ROOT;
    is_there.then_some(place).ok_or_else(|| StoreError::NotFound { file: root.join(inside) })
}

/// Whether a folder holds states: one in which nothing was ever saved makes no library.
fn is_record(folder: &Path) -> bool {
    depot::names_in(folder).unwrap_or_default().iter().any(|(name, _)| super::folders::is_ron(name))
}

impl Library {
    /// Makes the folder at `path` a library; it is created where it doesn't exist. Refuses a folder that is one already.
    ///
    /// # Errors
    ///
    /// When the folder is a library, or can't be written; within an encrypted library, where nothing plain may lie.
    pub fn create(path: &Path, name: &str, note: &Note) -> Result<Self, StoreError> {
        if in_sealed(path).is_some() {
            return Err(StoreError::AlreadyExists { file: path.to_owned() });
        }
        let folder = depot::make_folders(path).map_err(|error| StoreError::io(path, "created", error))?;
        Ok(Self::create_in(&Folder::place(path)?, name, note)?.no_surer_than(folder))
    }

    /// Makes an encrypted library in a folder that is empty or isn't there, and keeps its key; the seed is used for nothing else.
    ///
    /// # Errors
    ///
    /// When the folder holds anything, can't be written, or nothing would open the library.
    pub fn create_sealed(
        (path, name): (&Path, &str),
        protected: (&Protection, &SecretSeed, &Keyring),
        note: &Note,
    ) -> Result<Self, StoreError> {
        let (root, kept) = new_sealed(path, protected)?;
        Ok(Self::create_in(&root, name, note)?.no_surer_than(kept))
    }

    /// The library that `path` is or lies in: its folder, or any folder or file inside.
    ///
    /// # Errors
    ///
    /// When there is none, its record can't be read, or it is encrypted.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, &Keyring::default())
    }

    /// As [`Self::open`], of an encrypted one too whose key is there.
    ///
    /// # Errors
    ///
    /// As there; [`StoreError::Locked`] where the key isn't there.
    pub fn open_with(path: &Path, keys: &Keyring) -> Result<Self, StoreError> {
        if let Some((root, _)) = in_sealed(path) {
            return open_sealed(&root, keys);
        }
        let from = one_spelling(path).or_else(|_missing| std::path::absolute(path));
        let from = from.map_err(|error| StoreError::io(path, "read", error))?;
        let root = library_root(&from).ok_or_else(|| StoreError::NotALibrary { file: path.to_owned() })?;
        Self::at(Folder::place(&root)?)
    }
}

/// The library in an encrypted folder. Where nothing in it is under the key, the key is another library's.
fn open_sealed(root: &Path, keys: &Keyring) -> Result<Library, StoreError> {
    let place = Place::new(Arc::new(sealed_depot(root, keys.key_of(root)?)?), Key::ROOT);
    let is_foreign = |entry: &depot::Entry| entry.kind == depot::Kind::Other && sealed::is_token(&entry.name);
    let is_others = !super::folders::has_record(&place, super::folders::LIBRARY);
    if is_others && place.list()?.iter().any(is_foreign) {
        let file = root.to_owned();
        return Err(StoreError::Sealed { stored: file.clone(), file, fault: SealFault::OtherKey });
    }
    Library::at(place)
}

/// Makes an empty folder the place of an encrypted library, and keeps its key.
pub(super) fn new_sealed(
    path: &Path,
    (how, seed, keys): (&Protection, &SecretSeed, &Keyring),
) -> Result<(Place, Kept), StoreError> {
    let (root, kept) = new_plain(path)?;
    let (key, sure) = sealed::protect(root.depot(), how, seed)?;
    let root = root.shown();
    let place = Place::new(Arc::new(sealed_depot(&root, Arc::clone(&key))?), Key::ROOT);
    keys.keep(root, key);
    Ok((place, kept.max(sure)))
}

/// Where this program keeps what is this machine's own, as the system has it: beside what the window remembers. `None` where there is no
/// such place, as in a browser. `variable` is what the environment says under a name.
pub fn data_folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<PathBuf> {
    depot::host::data_folder(&variable)
}

/// The place of what is a workstation's own, made where it isn't there yet.
///
/// # Errors
///
/// When it can't be made.
pub fn workstation_place(folder: &Path) -> Result<Place, StoreError> {
    let folder = folder.join("workstation");
    depot::make_folders(&folder).map_err(|error| StoreError::io(&folder, "created", error))?;
    Folder::place(&folder)
}

/// Refuses a folder that holds anything.
///
/// # Errors
///
/// [`StoreError::AlreadyExists`]; that a folder isn't there is no error.
pub fn require_empty(path: &Path) -> Result<(), StoreError> {
    let names = depot::names_in(path);
    let is_free = names.map_or(!depot::is_file(path), |names| names.is_empty());
    is_free.then_some(()).ok_or_else(|| StoreError::AlreadyExists { file: path.to_owned() })
}

/// Makes a folder, unless there is one that holds nothing.
pub(super) fn new_plain(path: &Path) -> Result<(Place, Kept), StoreError> {
    require_empty(path)?;
    let kept = depot::make_folders(path).map_err(|error| StoreError::io(path, "created", error))?;
    Ok((Folder::place(path)?, kept))
}

/// As [`new_plain`], but never within an encrypted library.
pub(super) fn new_outside(path: &Path) -> Result<(Place, Kept), StoreError> {
    if in_sealed(path).is_some() {
        return Err(StoreError::AlreadyExists { file: path.to_owned() });
    }
    new_plain(path)
}

/// Writes `session` as a new file outside of every library; refuses a name that is in use. A session of a newer version must
/// not be copied, because the copy would lack what isn't understood here. Returns how surely it lasts.
///
/// # Errors
///
/// When the name is in use, can't be written, or the session couldn't be read back; within an encrypted library, where nothing
/// plain may lie.
pub fn write_copy(session: &Session, path: &Path) -> Result<Kept, StoreError> {
    if let Some((file, _)) = in_sealed(path) {
        return Err(StoreError::Locked { file });
    }
    let text = super::open::checked_text(path, session)?;
    depot::create(path, text.as_bytes())
}

/// Writes a new key file, which nobody but its owner may read; refuses a name that is in use.
///
/// # Errors
///
/// When the name is in use or can't be written.
pub fn write_key_file(path: &Path, text: &str) -> Result<Kept, StoreError> {
    depot::create(path, text.as_bytes())
}
