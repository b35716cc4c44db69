//! Linux, macOS and their kin: modes say who reads, a file is a device and a number, and folders can be synced.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::{IS_MAC, SystemFault};

/// Whether some names are devices, in every folder.
pub(super) const NAMES_DEVICES: bool = false;

/// What of a folder's access is the group's, where the folder hands its group on or lets it write: then somebody chose so.
fn groups_part(folder: &Path) -> u32 {
    let mode = fs::metadata(folder).map_or(0, |metadata| metadata.mode());
    if mode & 0o2020 == 0 { 0 } else { mode & 0o2070 }
}

/// A new file that its owner alone may read. `called` is the name that it will be known by.
pub(in crate::store::depot) fn private_file(path: &Path, _called: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Lets a group read a file, where somebody chose one for its folder.
pub(in crate::store::depot) fn like(folder: &Path, file: &File) -> io::Result<()> {
    match groups_part(folder) & 0o060 {
        0 => Ok(()),
        group => file.set_permissions(Permissions::from_mode(0o600 | group)),
    }
}

/// Makes a folder to be entered by its owner, and a group where somebody chose one for the folder that it lies in.
pub(in crate::store::depot) fn make_folder(within: &Path, folder: &Path) -> io::Result<()> {
    make_own(folder)?;
    match groups_part(within) {
        0 => Ok(()),
        group => fs::set_permissions(folder, Permissions::from_mode(0o700 | group)),
    }
}

/// Makes a folder that its owner alone may enter.
pub(in crate::store) fn make_own(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)
}

/// Whether what stands under a name is the file that was opened.
pub(in crate::store::depot) fn is_still_at(file: &File, path: &Path) -> bool {
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (opened, named) = (file.metadata().map(identity), fs::symlink_metadata(path).map(identity));
    matches!((opened, named), (Ok(opened), Ok(named)) if opened == named)
}

/// Makes the names in a folder last through a power cut.
pub(in crate::store::depot) fn synced(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // A file system that can't is as safe as it gets.
        Err(error) if [ErrorKind::Unsupported, ErrorKind::InvalidInput].contains(&error.kind()) => Ok(()),
        synced => synced,
    }
}

/// Whether a file system knows no second name of a file, as those of memory cards.
pub(in crate::store::depot) fn has_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied | ErrorKind::CrossesDevices)
}

/// Nobody here keeps another program from giving a file a name.
pub(super) fn may_pass(_code: i32) -> bool {
    false
}

pub(super) fn fault(code: i32) -> Option<SystemFault> {
    match io::Error::from_raw_os_error(code).kind() {
        ErrorKind::InvalidFilename => Some(SystemFault::TooLong),
        ErrorKind::StaleNetworkFileHandle | ErrorKind::NetworkDown => Some(SystemFault::NetworkGone),
        _ => None,
    }
}

pub(super) fn data_folder(folder: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if IS_MAC {
        return Some(folder("HOME")?.join("Library/Application Support/mesomap"));
    }
    folder("XDG_DATA_HOME").or_else(|| Some(folder("HOME")?.join(".local/share"))).map(|data| data.join("mesomap"))
}

pub(super) fn font_folders(under: &dyn Fn(&str, &str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let known = if IS_MAC {
        vec![Some("/System/Library/Fonts".into()), Some("/Library/Fonts".into()), under("HOME", "Library/Fonts")]
    } else {
        vec![
            Some("/usr/share/fonts".into()),
            Some("/usr/local/share/fonts".into()),
            under("XDG_DATA_HOME", "fonts"),
            under("HOME", ".local/share/fonts"),
            under("HOME", ".fonts"),
        ]
    };
    known.into_iter().flatten().collect()
}
