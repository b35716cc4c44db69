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
