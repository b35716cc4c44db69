//! A browser and what else there may be: no folder of this kind, so nothing is asked of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::SystemFault;

/// Whether some names are devices, in every folder.
pub(super) const NAMES_DEVICES: bool = false;

pub(in crate::store::depot) fn private_file(path: &Path, _called: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

pub(in crate::store::depot) fn like(_folder: &Path, _file: &File) -> io::Result<()> {
    Ok(())
}

pub(in crate::store::depot) fn make_folder(_within: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// A page's private files are nobody else's, and a folder among them is there as soon as a file in it is.
pub(in crate::store) fn make_own(_folder: &Path) -> io::Result<()> {
    Ok(())
}

pub(in crate::store::depot) fn is_still_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

pub(in crate::store::depot) fn synced(_folder: &Path) -> io::Result<()> {
    Ok(())
}

pub(in crate::store::depot) fn has_no_links(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported
}

pub(super) fn may_pass(_code: i32) -> bool {
    false
}

pub(super) fn fault(_code: i32) -> Option<SystemFault> {
    None
}

pub(super) fn data_folder(_folder: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    None
}

pub(super) fn font_folders(_under: &dyn Fn(&str, &str) -> Option<PathBuf>) -> Vec<PathBuf> {
    Vec::new()
}
