//! The private files of a browser as depots: held in memory whole, and made to last by the page before a save is done.
//!
//! A page has one such place, which no other page and no program sees; its folders are told by paths that begin with `/`. Below
//! [`PICKED`] lies what a person gave the page, for as long as it is open; what is written below [`GIVEN`] goes to the person.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use super::{Claim, Depot, Entry, Held, Kept, Key, Kind, Place, Stamp, is_helper};
use crate::store::{MAX_FILE_BYTES, StoreError};

/// Where the files lie that a person gave the page.
pub const PICKED: &str = "/picked";
/// Where files are written that a person is given: browsers lay them there, and people read this when one was written.
pub const GIVEN: &str = "/downloads";

/// What makes files last, and gives them to people: the page.
pub trait Keeper: Send + Sync {
    /// Makes a new file last. Where this thread may wait, it is done when this returns; else it is under way.
    ///
    /// # Errors
    ///
    /// What the browser says: that there is no room, above all.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Kept>;

    /// Takes a file away for good.
    ///
    /// # Errors
    ///
    /// What the browser says.
    fn remove(&self, path: &str) -> io::Result<()>;

    /// Gives a person a file, as browsers do.
    ///
    /// # Errors
    ///
    /// What the browser says.
    fn give(&self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// What the clock shows.
    fn now(&self) -> SystemTime;
}

/// A file that was kept before.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its names with `/` between them.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// When it was written.
    pub modified: SystemTime,
}

/// A file, by what it holds.
#[derive(Clone)]
struct Node {
    modified: SystemTime,
    bytes: Arc<[u8]>,
}

#[derive(Default)]
struct Tree {
    /// By their names with `/` between them.
    files: BTreeMap<String, Node>,
    /// Folders that were made, though they hold nothing yet; those that hold something needn't be here.
    folders: BTreeSet<String>,
}

impl Tree {
    fn is_folder(&self, name: &str) -> bool {
        let within = format!("{name}/");
        let holds = |names: Option<&String>| names.is_some_and(|first| first.starts_with(&within));
        name.is_empty()
            || self.folders.contains(name)
            || holds(self.files.range(within.clone()..).next().map(|(name, _)| name))
            || holds(self.folders.range(within.clone()..).next())
    }

    /// What a folder holds, by name; `None` where there is no such folder.
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        if !self.is_folder(folder) {
            return None;
        }
        let within = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut entries = BTreeSet::new();
        let mut from = within.clone();
        // A folder's files are passed over at once: `0` is what comes after `/`.
        while let Some((name, _)) =
            self.files.range(from.clone()..).next().filter(|(name, _)| name.starts_with(&within))
        {
            match name[within.len()..].split_once('/') {
                None => {
                    entries.insert(Entry { name: name[within.len()..].to_owned(), kind: Kind::File });
                    from = format!("{name}\0");
                }
                Some((first, _)) => {
                    entries.insert(Entry { name: first.to_owned(), kind: Kind::Folder });
                    from = format!("{within}{first}0");
                }
            }
        }
        let made = self.folders.range(within.clone()..).take_while(|name| name.starts_with(&within));
        let made = made.filter_map(|name| name[within.len()..].split('/').next()).filter(|name| !name.is_empty());
        entries.extend(made.map(|name| Entry { name: name.to_owned(), kind: Kind::Folder }));
        Some(entries.into_iter().collect())
    }
}

/// All private files of a page.
pub struct Files {
    tree: Mutex<Tree>,
    keeper: Box<dyn Keeper>,
}

impl Files {
    /// Those that were kept before, and what keeps more.
    pub fn new(kept: Vec<KeptFile>, keeper: Box<dyn Keeper>) -> Self {
        let node = |file: KeptFile| (file.path, Node { modified: file.modified, bytes: file.bytes.into() });
        let tree = Tree { files: kept.into_iter().map(node).collect(), folders: BTreeSet::new() };
        Self { tree: Mutex::new(tree), keeper }
    }

    /// A file that a person gave the page: there until the page is closed, in the place of one of its name; its path.
    pub fn pick(&self, name: &str, bytes: Vec<u8>) -> PathBuf {
        let path = Path::new(PICKED).join(name.replace('/', "_"));
        let node = Node { modified: self.keeper.now(), bytes: bytes.into() };
        self.tree().files.insert(named(&path), node);
        path
    }

    fn tree(&self) -> MutexGuard<'_, Tree> {
        self.tree.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, name: &str) -> io::Result<Arc<[u8]>> {
        let tree = self.tree();
        match tree.files.get(name) {
            Some(node) => Ok(Arc::clone(&node.bytes)),
            None if tree.is_folder(name) => Err(ErrorKind::IsADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    /// Makes a new file, which is there for everybody at once, and lasts when this returns.
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<Kept> {
        let node = Node { modified: self.keeper.now(), bytes: bytes.into() };
        {
            let mut tree = self.tree();
            match tree.files.get(name) {
                Some(there) if *there.bytes == *bytes => return Ok(Kept::Surely),
                Some(_) => return Err(ErrorKind::AlreadyExists.into()),
                None if tree.is_folder(name) => return Err(ErrorKind::AlreadyExists.into()),
                None => _ = tree.files.insert(name.to_owned(), node),
            }
        }
        if is_picked(name) {
            return Ok(Kept::Surely);
        }
        self.keeper.write(name, bytes).inspect_err(|_full| {
            self.tree().files.remove(name);
        })
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let was_there = self.tree().files.remove(name).is_some();
        if was_there && !is_picked(name) { self.keeper.remove(name) } else { Ok(()) }
    }

    fn stamp(&self, name: &str) -> Stamp {
        let tree = self.tree();
        let file = tree.files.get(name).map(|node| (node.modified, node.bytes.len() as u64));
        let folder = || Some((SystemTime::UNIX_EPOCH, tree.list(name)?.len() as u64));
        Stamp(file.or_else(folder))
    }
}

/// Whether a file is there only as long as the page is open.
fn is_picked(name: &str) -> bool {
    name.strip_prefix(&PICKED[1..]).is_some_and(|rest| rest.starts_with('/'))
}

/// The names of a path, with `/` between them; nothing lies above the first.
fn named(path: &Path) -> String {
    let mut names: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => _ = names.pop(),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    names.join("/")
}

static OF_THE_PAGE: OnceLock<Arc<Files>> = OnceLock::new();

/// Makes these the files of the page, once, before anything asks for one.
pub fn set_files(files: Files) -> Arc<Files> {
    Arc::clone(OF_THE_PAGE.get_or_init(|| Arc::new(files)))
}

fn files() -> io::Result<Arc<Files>> {
    OF_THE_PAGE.get().cloned().ok_or_else(|| ErrorKind::Unsupported.into())
}

/// A folder of the private files as a depot.
pub struct PrivateFolder {
    files: Arc<Files>,
    /// Its names with `/` between them.
    root: String,
    identity: String,
}

impl std::fmt::Debug for PrivateFolder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PrivateFolder").field("root", &self.root).finish_non_exhaustive()
    }
}

impl PrivateFolder {
    /// The folder at a path that exists.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn at(path: &Path) -> io::Result<Self> {
        Self::among(files()?, path)
    }

    fn among(files: Arc<Files>, path: &Path) -> io::Result<Self> {
        let root = named(path);
        let is_there = files.tree().is_folder(&root);
        let identity = format!("/{root}");
        if is_there { Ok(Self { files, root, identity }) } else { Err(ErrorKind::NotFound.into()) }
    }

    /// The place of that folder.
    ///
    /// # Errors
    ///
    /// Where there is no such folder.
    pub fn place(path: &Path) -> Result<Place, StoreError> {
        let depot = Self::at(path).map_err(|error| StoreError::io(path, "read", error))?;
        Ok(Place::new(Arc::new(depot), Key::ROOT))
    }

    /// The place of a file or folder inside.
    ///
    /// # Errors
    ///
    /// Where there is no such folder.
    pub fn place_inside(root: &Path, inside: &Path) -> Result<Place, StoreError> {
        Ok(inside.iter().fold(Self::place(root)?, |place, name| place.child(&name.to_string_lossy())))
    }

    fn name(&self, key: &Key) -> String {
        let names = std::iter::once(self.root.as_str()).chain(key.names()).filter(|name| !name.is_empty());
        names.collect::<Vec<_>>().join("/")
    }
}

impl Depot for PrivateFolder {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn shown(&self, key: &Key) -> PathBuf {
        Path::new("/").join(self.name(key))
    }

    fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
        let entries = self.files.tree().list(&self.name(folder));
        entries.ok_or_else(|| StoreError::NotFound { file: self.shown(folder) })
    }

    fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
        let bytes = self.files.get(&self.name(file)).map_err(|error| match error.kind() {
            ErrorKind::IsADirectory => StoreError::NotAFile { file: self.shown(file) },
            _ => StoreError::io(&self.shown(file), "read", error),
        })?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(StoreError::TooLarge { file: self.shown(file), limit_mib: MAX_FILE_BYTES >> 20 });
        }
        Ok(bytes.to_vec())
    }

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        if !self.files.tree().is_folder(&self.name(within)) {
            return Err(StoreError::Gone { file: self.shown(within) });
        }
        self.files.create(&self.name(file), bytes).map_err(|error| not_written(&self.shown(file), error))
    }

    fn remove(&self, file: &Key) -> Result<(), StoreError> {
        if !is_helper(file.name()) {
            return Err(StoreError::AlreadyExists { file: self.shown(file) });
        }
        self.erase(file)
    }

    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        let name = self.name(key);
        self.files.tree().folders.remove(&name);
        self.files.remove(&name).map_err(|error| StoreError::io(&self.shown(key), "removed", error))
    }

    fn stamp(&self, key: &Key) -> Stamp {
        self.files.stamp(&self.name(key))
    }

    /// A page is alone with its files: the next one that asks for them is refused at its start.
    fn claim(&self, _record: &Key) -> Claim {
        Claim::Ours(None)
    }

    fn held(&self, _record: &Key) -> Held {
        Held::No
    }
}

fn not_written(path: &Path, error: io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::AlreadyExists => StoreError::AlreadyExists { file: path.to_owned() },
        _ => StoreError::io(path, "written", error),
    }
}

/// The one spelling of a path that exists.
///
/// # Errors
///
/// Where there is nothing.
pub fn one_spelling(path: &Path) -> io::Result<PathBuf> {
    let (files, name) = (files()?, named(path));
    let tree = files.tree();
    let is_there = tree.files.contains_key(&name) || tree.is_folder(&name);
    if is_there { Ok(Path::new("/").join(name)) } else { Err(ErrorKind::NotFound.into()) }
}

/// Makes a file that doesn't exist yet, whole or not at all.
///
/// # Errors
///
/// [`StoreError::AlreadyExists`] where the name is in use; what the browser says.
pub fn create(path: &Path, bytes: &[u8]) -> Result<Kept, StoreError> {
    if path.starts_with(GIVEN) {
        return write_whole(path, bytes).map(|()| Kept::Surely).map_err(|error| not_written(path, error));
    }
    let created = files().and_then(|files| files.create(&named(path), bytes));
    created.map_err(|error| not_written(path, error))
}

/// Makes a folder and those above it.
///
/// # Errors
///
/// Where there are no private files.
pub fn make_folders(folder: &Path) -> io::Result<Kept> {
    files()?.tree().folders.insert(named(folder));
    Ok(Kept::Surely)
}

/// What a folder holds: names, and whether they are folders.
///
/// # Errors
///
/// Where there is no such folder.
pub fn names_in(folder: &Path) -> io::Result<Vec<(String, bool)>> {
    let entries = files()?.tree().list(&named(folder)).ok_or(ErrorKind::NotFound)?;
    Ok(entries.into_iter().map(|entry| (entry.name, entry.kind == Kind::Folder)).collect())
}

/// Whether a path names a folder.
pub fn is_folder(path: &Path) -> bool {
    files().is_ok_and(|files| files.tree().is_folder(&named(path)))
}

/// Whether a path names an ordinary file.
pub fn is_file(path: &Path) -> bool {
    files().is_ok_and(|files| files.tree().files.contains_key(&named(path)))
}

/// The first `most` bytes of a file; fewer where it is shorter.
///
/// # Errors
///
/// Where there is none.
pub fn read_start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let bytes = files()?.get(&named(path))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len());
    Ok(bytes[..most].to_vec())
}

/// Writes a file for somebody to take along: whole or not at all.
///
/// # Errors
///
/// What the browser says.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    files()?.keeper.give(&name, bytes)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A page that keeps what it is told to, until there is no more room.
    #[derive(Clone, Default)]
    struct Page {
        kept: Arc<Mutex<Vec<String>>>,
        is_full: bool,
    }

    impl Page {
        fn said(&self, what: &str, path: &str) {
            self.kept.lock().expect("nobody panics with it").push(format!("{what} {path}"));
        }
    }

    impl Keeper for Page {
        fn write(&self, path: &str, _bytes: &[u8]) -> io::Result<Kept> {
            self.said("write", path);
            if self.is_full { Err(ErrorKind::StorageFull.into()) } else { Ok(Kept::Surely) }
        }

        fn remove(&self, path: &str) -> io::Result<()> {
            self.said("remove", path);
            Ok(())
        }

        fn give(&self, name: &str, _bytes: &[u8]) -> io::Result<()> {
            self.said("give", name);
            Ok(())
        }

        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + Duration::from_secs(7)
        }
    }

    fn folder_of(page: Page, kept: &[&str]) -> PrivateFolder {
        let modified = SystemTime::UNIX_EPOCH;
        let kept = kept.iter().map(|&path| KeptFile { path: path.to_owned(), bytes: b"x".to_vec(), modified });
        let files = Arc::new(Files::new(kept.collect(), Box::new(page)));
        PrivateFolder::among(files, Path::new("/charts")).expect("it is there")
    }

    fn names(folder: &PrivateFolder, key: &Key) -> Vec<String> {
        let entries = folder.list(key).expect("a folder").into_iter();
        entries.map(|entry| if entry.kind == Kind::Folder { entry.name + "/" } else { entry.name }).collect()
    }

    #[test]
    fn a_file_is_made_once_and_lasts() {
        let page = Page::default();
        let folder = folder_of(page.clone(), &["charts/a/1.ron", "charts/a-b/1.ron", "charts/x.ron", "chartsy/1.ron"]);
        assert_eq!(names(&folder, &Key::ROOT), ["a/", "a-b/", "x.ron"]);
        let key = Key::ROOT.child("a").child("2.ron");
        assert_eq!(folder.create(&key, &Key::ROOT, b"two").expect("it is free"), Kept::Surely);
        assert_eq!(folder.create(&key, &Key::ROOT, b"two").expect("the same is no other"), Kept::Surely);
        assert!(matches!(folder.create(&key, &Key::ROOT, b"three"), Err(StoreError::AlreadyExists { .. })));
        assert_eq!(folder.get(&key).expect("it is there"), b"two");
        assert!(matches!(folder.remove(&key), Err(StoreError::AlreadyExists { .. })), "a record is never removed");
        let work = Key::ROOT.child("a").child(".recovery-1.ron");
        folder.create(&work, &Key::ROOT, b"work").expect("it is free");
        folder.remove(&work).expect("it is a helper");
        assert_eq!(names(&folder, &Key::ROOT.child("a")), ["1.ron", "2.ron"]);
        let said = page.kept.lock().expect("nobody panics with it").clone();
        assert_eq!(said, ["write charts/a/2.ron", "write charts/a/.recovery-1.ron", "remove charts/a/.recovery-1.ron"]);
        let gone = Key::ROOT.child("b");
        assert!(matches!(folder.create(&gone.child("1.ron"), &gone, b"x"), Err(StoreError::Gone { .. })));
    }

    #[test]
    fn what_finds_no_room_is_not_there() {
        let folder = folder_of(Page { is_full: true, ..Page::default() }, &["charts/x.ron"]);
        let key = Key::ROOT.child("1.ron");
        assert!(folder.create(&key, &Key::ROOT, b"one").is_err());
        assert!(!folder.stamp(&key).is_there());
        assert_eq!(names(&folder, &Key::ROOT), ["x.ron"]);
    }

    #[test]
    fn no_path_leads_out() {
        for (path, name) in [("/charts/../../etc", "etc"), ("a/./b", "a/b"), ("/", ""), ("/..", "")] {
            assert_eq!(named(Path::new(path)), name);
        }
    }
}
