//! Windows: a file takes its folder's permissions, is a volume and a number, and what a program holds open stands in others' way.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use winapi_util::file::{Information, information};

use super::SystemFault;

/// `FILE_ATTRIBUTE_HIDDEN`
const HIDDEN: u32 = 0x2;
/// `FILE_FLAG_OPEN_REPARSE_POINT`: a link itself, not what it leads to.
const THE_LINK_ITSELF: u32 = 0x0020_0000;

/// What Windows answers, by its names and numbers.
mod code {
    pub(super) const INVALID_FUNCTION: i32 = 1;
    pub(super) const ACCESS_DENIED: i32 = 5;
    pub(super) const SHARING_VIOLATION: i32 = 32;
    pub(super) const LOCK_VIOLATION: i32 = 33;
    pub(super) const NOT_SUPPORTED: i32 = 50;
    pub(super) const REM_NOT_LIST: i32 = 51;
    pub(super) const BAD_NETPATH: i32 = 53;
    pub(super) const NETWORK_BUSY: i32 = 54;
    pub(super) const DEV_NOT_EXIST: i32 = 55;
    pub(super) const UNEXP_NET_ERR: i32 = 59;
    pub(super) const NETNAME_DELETED: i32 = 64;
    pub(super) const BAD_NET_NAME: i32 = 67;
    pub(super) const FILENAME_EXCED_RANGE: i32 = 206;
    pub(super) const DELETE_PENDING: i32 = 303;
    /// From `ERROR_CLOUD_FILE_SYNC_ROOT_METADATA_CORRUPT` to `…_US_MESSAGE_TIMEOUT`; between them lie others that no file gives.
    pub(super) const CLOUD_FILES: [std::ops::RangeInclusive<i32>; 5] =
        [358..=358, 362..=366, 374..=398, 404..=404, 426..=475];
    pub(super) const CLOUD_FILE_IN_USE: i32 = 391;
    pub(super) const CLOUD_FILE_INCOMPATIBLE_HARDLINKS: i32 = 396;
    pub(super) const CONNECTION_UNAVAIL: i32 = 1201;
    pub(super) const NO_NET_OR_BAD_PATH: i32 = 1203;
    pub(super) const USER_MAPPED_FILE: i32 = 1224;
    pub(super) const NETWORK_UNREACHABLE: i32 = 1231;
    pub(super) const HOST_UNREACHABLE: i32 = 1232;
    pub(super) const CONNECTION_ABORTED: i32 = 1236;
    pub(super) const NOT_CONNECTED: i32 = 2250;
}

/// Whether some names are devices, in every folder.
pub(super) const NAMES_DEVICES: bool = true;

/// A new file, which takes its folder's permissions. `called` is the name that it will be known by: one that begins with a dot is out
/// of sight elsewhere, and here.
pub(in crate::store::depot) fn private_file(path: &Path, called: &Path) -> io::Result<File> {
    let is_out_of_sight = called.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).attributes(if is_out_of_sight { HIDDEN } else { 0 }).open(path)
}

/// Access is inherited from the folder.
pub(in crate::store::depot) fn like(_folder: &Path, _file: &File) -> io::Result<()> {
    Ok(())
}

/// Makes a folder, which takes the permissions of the one that it lies in.
pub(in crate::store::depot) fn make_folder(_within: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Makes a folder; the one for temporary files, that it lies in, is its owner's alone.
pub(in crate::store) fn make_own(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Whether what stands under a name is the file that was opened.
pub(in crate::store::depot) fn is_still_at(file: &File, path: &Path) -> bool {
    let identity = |found: Information| (found.volume_serial_number(), found.file_index());
    // Only to ask: nothing of it is read, which a lock might refuse.
    let named = OpenOptions::new().access_mode(0).custom_flags(THE_LINK_ITSELF).open(path).and_then(information);
    matches!((information(file).map(identity), named.map(identity)), (Ok(opened), Ok(named)) if opened == named)
}

/// Windows offers no syncing of folders; its file systems write names down with the file.
pub(in crate::store::depot) fn synced(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a file system knows no second name of a file, as those of memory cards, or of folders that are copied elsewhere.
pub(in crate::store::depot) fn has_no_links(error: &io::Error) -> bool {
    let kinds = [ErrorKind::Unsupported, ErrorKind::PermissionDenied, ErrorKind::CrossesDevices];
    let codes = [code::INVALID_FUNCTION, code::NOT_SUPPORTED, code::CLOUD_FILE_INCOMPATIBLE_HARDLINKS];
    kinds.contains(&error.kind()) || error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Whether it may be another program that has a file open, which most do for a moment only. Refused access is also what stands in
/// the way of a name whose file is being removed.
pub(super) fn may_pass(code: i32) -> bool {
    is_held(code) || [code::ACCESS_DENIED, code::DELETE_PENDING].contains(&code)
}

fn is_held(code: i32) -> bool {
    let held = [code::SHARING_VIOLATION, code::LOCK_VIOLATION, code::USER_MAPPED_FILE, code::CLOUD_FILE_IN_USE];
    held.contains(&code)
}

pub(super) fn fault(code: i32) -> Option<SystemFault> {
    match code {
        held if is_held(held) => Some(SystemFault::Held),
        code::FILENAME_EXCED_RANGE => Some(SystemFault::TooLong),
        code::REM_NOT_LIST
        | code::BAD_NETPATH
        | code::NETWORK_BUSY
        | code::DEV_NOT_EXIST
        | code::UNEXP_NET_ERR
        | code::NETNAME_DELETED
        | code::BAD_NET_NAME
        | code::CONNECTION_UNAVAIL
        | code::NO_NET_OR_BAD_PATH
        | code::NETWORK_UNREACHABLE
        | code::HOST_UNREACHABLE
        | code::CONNECTION_ABORTED
        | code::NOT_CONNECTED => Some(SystemFault::NetworkGone),
        cloud if code::CLOUD_FILES.iter().any(|codes| codes.contains(&cloud)) => Some(SystemFault::NotFetched),
        _ => None,
    }
}

pub(super) fn data_folder(folder: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    Some(folder("APPDATA")?.join("mesomap").join("data"))
}

pub(super) fn font_folders(under: &dyn Fn(&str, &str) -> Option<PathBuf>) -> Vec<PathBuf> {
    [under("WINDIR", "Fonts"), under("LOCALAPPDATA", r"Microsoft\Windows\Fonts")].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::os::windows::fs::MetadataExt as _;
    use std::time::{Duration, Instant};

    use super::super::{PAUSES, patiently, read_patiently};
    use super::*;
    use crate::store::depot::one_spelling;
    use crate::store::depot::{Depot as _, Key, LocalFolder, create};

    /// Holds a file so that nobody else may do anything with it, for a time.
    fn hold(path: &Path, time: Duration) -> std::thread::JoinHandle<()> {
        let file = OpenOptions::new().read(true).write(true).share_mode(0).open(path).unwrap();
        std::thread::spawn(move || {
            std::thread::sleep(time);
            drop(file);
        })
    }

    fn is_held_up(error: &io::Error) -> bool {
        SystemFault::of(error) == Some(SystemFault::Held)
    }

    #[test]
    fn what_another_program_holds_for_a_moment_is_read_moved_and_removed_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.ron");
        fs::write(&path, "record").unwrap();
        let moment = Duration::from_millis(150);
        let holder = hold(&path, moment);
        assert!(is_held_up(&fs::read(&path).unwrap_err()));
        assert_eq!(read_patiently(|| fs::read(&path)).unwrap(), b"record");
        holder.join().unwrap();
        let holder = hold(&path, moment);
        patiently(|| fs::rename(&path, folder.path().join("2.ron"))).unwrap();
        holder.join().unwrap();
        let holder = hold(&folder.path().join("2.ron"), moment);
        patiently(|| fs::hard_link(folder.path().join("2.ron"), &path)).unwrap();
        holder.join().unwrap();
        let holder = hold(&path, moment);
        patiently(|| fs::remove_file(&path)).unwrap();
        holder.join().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn what_is_held_on_is_told_after_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.ron");
        fs::write(&path, "record").unwrap();
        let _held = OpenOptions::new().read(true).share_mode(0).open(&path).unwrap();
        let began = Instant::now();
        assert!(is_held_up(&patiently(|| fs::remove_file(&path)).unwrap_err()));
        assert!(began.elapsed() >= PAUSES.iter().sum());
    }

    #[test]
    fn reading_waits_for_a_lock_and_for_nothing_else() {
        let mut left = [code::LOCK_VIOLATION, code::SHARING_VIOLATION].into_iter();
        let read = read_patiently(|| left.next().map_or(Ok("record"), |code| Err(io::Error::from_raw_os_error(code))));
        assert_eq!(read.unwrap(), "record");
        let mut attempts = 0;
        let refused = read_patiently(|| -> io::Result<()> {
            attempts += 1;
            Err(io::Error::from_raw_os_error(code::ACCESS_DENIED))
        });
        assert_eq!((refused.unwrap_err().kind(), attempts), (ErrorKind::PermissionDenied, 1));
    }

    #[test]
    fn a_locked_file_is_read_when_its_writer_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let depot = LocalFolder::at(folder.path()).unwrap();
        let path = folder.path().join("1.ron");
        fs::write(&path, "record").unwrap();
        let writer = OpenOptions::new().read(true).write(true).open(&path).unwrap();
        writer.try_lock().unwrap();
        // Locks are mandatory there; under Wine they keep nobody from reading.
        assert!(fs::read(&path).err().is_none_or(|error| is_held_up(&error)));
        let writer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            drop(writer);
        });
        assert_eq!(depot.get(&Key::ROOT.child("1.ron")).unwrap(), b"record");
        writer.join().unwrap();
    }

    #[test]
    fn a_new_record_is_free_at_once_and_only_names_with_a_dot_are_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let is_hidden = |name: &str| fs::metadata(folder.path().join(name)).unwrap().file_attributes() & HIDDEN != 0;
        for number in 0..20 {
            let name = format!("{number}.ron");
            create(&folder.path().join(&name), b"record").unwrap();
            assert_eq!(fs::read(folder.path().join(&name)).unwrap(), b"record", "no lock stays");
            assert!(!is_hidden(&name), "{name}");
        }
        create(&folder.path().join(".recovery-1.ron"), b"work").unwrap();
        assert!(is_hidden(".recovery-1.ron"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 21, "no part stays");
    }

    #[test]
    fn what_is_found_is_spelled_as_people_do() {
        let folder = tempfile::tempdir().unwrap();
        assert!(fs::canonicalize(folder.path()).unwrap().to_str().unwrap().starts_with(r"\\?\"));
        let plain = one_spelling(folder.path()).unwrap();
        assert_eq!(plain.to_str().unwrap().get(1..3), Some(r":\"));
        assert_eq!(one_spelling(&plain.join(".").join("..").join(plain.file_name().unwrap())).unwrap(), plain);
    }

    #[test]
    fn a_path_of_over_260_characters_holds_records() {
        let folder = tempfile::tempdir().unwrap();
        let deep =
            (0..8).fold(folder.path().to_path_buf(), |path, _| path.join("a-name-of-forty-characters-or-nearly-so"));
        create(&deep.join("1.ron"), b"record").unwrap();
        let inside = deep.strip_prefix(folder.path()).unwrap().iter();
        let key = inside.fold(Key::ROOT, |key, name| key.child(name.to_str().unwrap()));
        let depot = LocalFolder::at(folder.path()).unwrap();
        assert_eq!(depot.get(&key.child("1.ron")).unwrap(), b"record");
        let error = fs::write(folder.path().join("x".repeat(300)), "").unwrap_err();
        assert!([Some(SystemFault::TooLong), None].contains(&SystemFault::of(&error)), "{error:?}");
    }

    #[test]
    fn clouds_networks_and_cards_without_links_are_known() {
        assert_eq!([362, 377, 389, 404, 426].map(fault), [Some(SystemFault::NotFetched); 5]);
        assert_eq!([53, 64, 67, 1231].map(fault), [Some(SystemFault::NetworkGone); 4]);
        assert_eq!([1, 2, 3, 5, 112, 400].map(fault), [None; 6]);
        assert!([1, 5, 50, 396].map(io::Error::from_raw_os_error).iter().all(has_no_links));
        assert!(![2, 32, 112, 183].map(io::Error::from_raw_os_error).iter().any(has_no_links));
    }

    #[test]
    fn a_network_that_is_gone_is_no_empty_folder() {
        let gone =
            crate::store::StoreError::io(Path::new(r"\\server\charts"), "read", io::Error::from_raw_os_error(53));
        assert!(matches!(gone, crate::store::StoreError::Io { .. }));
    }
}
