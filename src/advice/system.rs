//! What the operating system refuses, in the reader's language where it is one of the usual reasons.

use std::io::{Error, ErrorKind};

use crate::text::Texts;

/// A clause; what is rare stays in the system's own words.
pub fn system_error_text(error: &Error, texts: &Texts) -> String {
    match error.kind() {
        ErrorKind::NotFound => texts.get("system-not-found"),
        ErrorKind::PermissionDenied => texts.get("system-permission-denied"),
        ErrorKind::ReadOnlyFilesystem => texts.get("system-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => texts.get("system-storage-full"),
        ErrorKind::NotADirectory => texts.get("system-not-a-folder"),
        ErrorKind::IsADirectory => texts.get("system-is-a-folder"),
        ErrorKind::InvalidFilename => texts.get("system-invalid-name"),
        ErrorKind::AlreadyExists => texts.get("system-already-exists"),
        _ => error.to_string(),
    }
}
