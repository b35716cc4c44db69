//! What couldn't be sent elsewhere, kept in a library until it could or somebody drops it: helper files, no records.

use super::StoreError;
use super::depot::{Kind, Place};
use super::folders::CLINIC_FOLDER;

/// The folder in the clinic's own.
const FOLDER: &str = "outbox";
/// What the names of such files begin with: `.outbox-2.25.1234.dcm`.
pub(super) const PREFIX: &str = ".outbox-";

/// Keeps bytes in a library under an identifier of digits and dots, in a file with this ending.
///
/// # Errors
///
/// When something is kept under it, or the library can't be written.
pub fn keep_unsent(library: &Place, (id, ending): (&str, &str), bytes: &[u8]) -> Result<Place, StoreError> {
    let id: String = id.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let file = folder(library).child(&format!("{PREFIX}{id}.{ending}"));
    file.create_within(&library.root(), bytes)?;
    Ok(file)
}

/// As [`keep_unsent`], in the place of what is kept under the identifier.
///
/// # Errors
///
/// When the library can't be written.
pub fn keep_instead(library: &Place, (id, ending): (&str, &str), bytes: &[u8]) -> Result<Place, StoreError> {
    let file = folder(library).child(&format!("{PREFIX}{id}.{ending}"));
    if file.get().is_ok_and(|kept| kept == bytes) {
        return Ok(file);
    }
    drop_unsent(&file)?;
    keep_unsent(library, (id, ending), bytes)
}

/// What is kept in a library, by name.
///
/// # Errors
///
/// When the folder can't be looked into: what is kept must not pass for nothing.
pub fn unsent(library: &Place) -> Result<Vec<Place>, StoreError> {
    let folder = folder(library);
    let is_kept = |name: &str| name.starts_with(PREFIX);
    let entries = folder.list_if_there()?.into_iter().filter(|entry| entry.kind == Kind::File && is_kept(&entry.name));
    Ok(entries.map(|entry| folder.child(&entry.name)).collect())
}

/// The bytes that are kept.
///
/// # Errors
///
/// When they can't be read.
pub fn read_unsent(file: &Place) -> Result<Vec<u8>, StoreError> {
    file.get()
}

/// Takes away what was sent, or is not to be; it being gone already is as good.
///
/// # Errors
///
/// When it can't be taken away.
pub fn drop_unsent(file: &Place) -> Result<(), StoreError> {
    file.remove()
}

fn folder(library: &Place) -> Place {
    library.root().child(CLINIC_FOLDER).child(FOLDER)
}
