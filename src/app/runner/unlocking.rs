//! Opening an encrypted library: a job tries what was given, which takes about a second, and the key stays in memory alone.

use std::path::{Path, PathBuf};

use crate::advice::{capitalised, store_error_sentence};
use crate::store::{Opener, Passphrase, SealFault, StoreError, read_key_file, read_start};

use super::super::action::{Answer, PathUse};
use super::super::dialogs::Dialog;
use super::super::jobs::Name;
use super::super::settings::Remembered;
use super::desk::Desk;
use super::{opening, paths};

/// The largest key file that is read, in bytes.
const MOST: u64 = 64 << 10;

/// Tries a passphrase; without one asks for a key file.
pub(super) fn open(folder: PathBuf, passphrase: Option<Passphrase>, desk: &mut Desk<'_>) {
    match passphrase {
        Some(passphrase) => attempt(folder, move |_folder| Ok(Opener::Passphrase(passphrase)), desk),
        None => paths::ask_path(PathUse::KeyFile(folder), desk),
    }
}

/// Tries a key file.
pub(super) fn by_key_file(folder: PathBuf, file: PathBuf, desk: &mut Desk<'_>) {
    attempt(folder, move |folder| opener_in(folder, &file), desk);
}

fn opener_in(folder: &Path, file: &Path) -> Result<Opener, StoreError> {
    let bytes = zeroize::Zeroizing::new(read_start(file, MOST).unwrap_or_default());
    // What can't be read as text holds no key.
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let (file, stored) = (folder.to_owned(), file.to_owned());
    read_key_file(text).ok_or(StoreError::Sealed { file, stored, fault: SealFault::WrongKeyFile })
}

fn attempt(
    folder: PathBuf,
    opener: impl FnOnce(&Path) -> Result<Opener, StoreError> + Send + 'static,
    desk: &mut Desk<'_>,
) {
    let keys = desk.screen.keys.clone();
    if let Some(form) = desk.screen.dialogs.unlock_form(&folder) {
        form.tries();
    }
    desk.screen.jobs.start(Name::Unlock, move |_task| {
        let done = opener(&folder).and_then(|opener| keys.unlock(&folder, &opener));
        Some(Answer::Unlocked(folder, done))
    });
}

/// What was tried opens the library, which is opened then, or doesn't, which its form says.
pub(super) fn unlocked(folder: &Path, done: Result<(), StoreError>, desk: &mut Desk<'_>) {
    let Some(form) = desk.screen.dialogs.unlock_form(folder) else { return desk.screen.keys.forget(folder) };
    match done {
        Ok(()) => {
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Unlock(form) if form.opens(folder)));
            let settings = &desk.model.settings;
            let is_last = settings.library.as_deref() == Some(folder);
            let last = if is_last { settings.last.clone() } else { Remembered::default() };
            opening::library(folder, last, desk);
        }
        Err(why) => form.refuse(capitalised(&store_error_sentence(&why, &desk.model.texts))),
    }
}
