//! What differs between the systems that a record may lie on: all that the store asks of one in another way than of the next.
//!
//! Everything here is one set of functions, made once for each kind of system; above this folder no code asks which one it is.

#![cfg_attr(target_family = "wasm", allow(dead_code, unused_imports, reason = "a page has its private files alone"))]

mod claim;
#[cfg(not(any(unix, windows)))]
mod elsewhere;
#[cfg(not(target_family = "wasm"))]
mod local;
#[cfg(not(target_family = "wasm"))]
mod paths;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(any(unix, windows)))]
use elsewhere as system;
#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use claim::{Claim, Held, Lock};
#[cfg(not(target_family = "wasm"))]
pub use local::{LocalFolder, LocalFolder as Folder, one_spelling};
#[cfg(not(target_family = "wasm"))]
pub(in crate::store) use local::{create, make_folders};
#[cfg(not(target_family = "wasm"))]
pub use paths::{is_file, is_folder, names_in, read_start, write_whole};
pub(in crate::store) use system::make_own;
use system::{has_no_links, is_still_at, like, make_folder, private_file, synced};

// In a browser the page's own.
#[cfg(target_family = "wasm")]
pub use super::private::{
    PrivateFolder as Folder, is_file, is_folder, names_in, one_spelling, read_start, write_whole,
};
#[cfg(target_family = "wasm")]
pub(in crate::store) use super::private::{create, make_folders};

/// Whether this is one of the kin of Linux that keeps its folders elsewhere.
#[cfg(unix)]
const IS_MAC: bool = cfg!(target_os = "macos");

/// What the environment says under a name.
type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// What a system refuses for a reason that a person can do something about, where its own words don't say what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemFault {
    /// Another program holds the file.
    Held,
    /// The path, or a name in it, is longer than the system takes.
    TooLong,
    /// The file is in a folder that another program fetches from elsewhere, and that didn't.
    NotFetched,
    /// The folder is on another machine, which doesn't answer.
    NetworkGone,
}

impl SystemFault {
    /// What an error of the system is, where it is one of these.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.raw_os_error().and_then(system::fault)
    }
}

/// Refuses a path that the system takes for a device's: what is written there is lost, or comes out of a printer.
///
/// # Errors
///
/// That no file can have this name.
pub fn no_device(path: &Path) -> io::Result<()> {
    refuse_devices(system::NAMES_DEVICES, path)
}

fn refuse_devices(names_devices: bool, path: &Path) -> io::Result<()> {
    let is_one = names_devices && crate::store::names::leads_to_a_device(path);
    if is_one { Err(io::ErrorKind::InvalidFilename.into()) } else { Ok(()) }
}

/// How long it is waited before each new attempt: a second in all.
const PAUSES: [Duration; 6] = [
    Duration::from_millis(5),
    Duration::from_millis(20),
    Duration::from_millis(75),
    Duration::from_millis(200),
    Duration::from_millis(300),
    Duration::from_millis(400),
];

/// Names, links or removes a file: what another program may hold up for a moment, as those that look for viruses or copy folders
/// elsewhere do with every new file. Tried anew with growing pauses, for a second in all, where the system says that this is why.
///
/// # Errors
///
/// What the last attempt said.
pub(in crate::store) fn patiently<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    tried(system::may_pass, attempt)
}

/// As [`patiently`], to read a file: what may not be read is told at once.
///
/// # Errors
///
/// As there.
pub(in crate::store) fn read_patiently<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    tried(|code| system::fault(code) == Some(SystemFault::Held), attempt)
}

fn tried<T>(may_pass: impl Fn(i32) -> bool, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for pause in PAUSES {
        match attempt() {
            Err(error) if error.raw_os_error().is_some_and(&may_pass) => std::thread::sleep(pause),
            done => return done,
        }
    }
    attempt()
}

/// Where this program keeps what is this machine's own, as the system has it. `variable` is what the environment says under a
/// name.
pub(in crate::store) fn data_folder(variable: Variable<'_>) -> Option<PathBuf> {
    system::data_folder(&|name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute()))
}

/// Where the system keeps fonts.
pub(in crate::store) fn font_folders(variable: Variable<'_>) -> Vec<PathBuf> {
    system::font_folders(&|name, rest| variable(name).map(|root| PathBuf::from(root).join(rest)))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_file_is_known_again_and_another_under_its_name_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let file = private_file(&path, &path).unwrap();
        file.try_lock().unwrap();
        assert!(is_still_at(&file, &path));
        std::fs::rename(&path, folder.path().join("moved")).unwrap();
        assert!(!is_still_at(&file, &path), "nothing is there");
        let other = private_file(&path, &path).unwrap();
        assert!(!is_still_at(&file, &path) && is_still_at(&other, &path), "another is there");
        assert!(is_still_at(&file, &folder.path().join("moved")), "it was moved");
    }

    #[test]
    fn nothing_is_written_to_a_device_where_names_lead_to_one() {
        let refused =
            |names_devices, path: &str| refuse_devices(names_devices, Path::new(path)).map_err(|why| why.kind());
        assert_eq!(refused(true, "out/NUL.png"), Err(io::ErrorKind::InvalidFilename));
        assert_eq!(refused(true, "out/nulla.png"), Ok(()));
        assert_eq!(refused(false, "out/NUL.png"), Ok(()));
        // Whatever this system is, both ways to write say the same.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("con.png");
        let written = write_whole(&path, b"x").map_err(|why| why.kind());
        assert_eq!(written, no_device(&path).map_err(|why| why.kind()));
        let made = make_folders(&folder.path().join("aux")).map(|_kept| ()).map_err(|why| why.kind());
        assert_eq!(made, written);
    }

    #[test]
    fn what_is_no_passing_trouble_is_told_at_once() {
        let attempts = Cell::new(0);
        let refused = patiently(|| -> io::Result<()> {
            attempts.set(attempts.get() + 1);
            Err(io::ErrorKind::AlreadyExists.into())
        });
        assert_eq!((refused.map_err(|error| error.kind()), attempts.get()), (Err(io::ErrorKind::AlreadyExists), 1));
        assert_eq!(PAUSES.iter().sum::<Duration>(), Duration::from_secs(1));
    }
}
