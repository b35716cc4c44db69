//! What the operating system refuses, in the reader's language where it is one of the usual reasons.

use std::io::{Error, ErrorKind};

use crate::text::Texts;

/// A clause; what is rare stays in the system's own words.
pub fn system_error_text(error: &Error, texts: &Texts) -> String {
    known_text(error.kind(), texts).unwrap_or_else(|| error.to_string())
}

/// As [`system_error_text`], where only the kind is known.
pub(super) fn kind_text(kind: ErrorKind, texts: &Texts) -> String {
    known_text(kind, texts).unwrap_or_else(|| kind.to_string())
}

fn known_text(kind: ErrorKind, texts: &Texts) -> Option<String> {
    Some(match kind {
        ErrorKind::NotFound => texts.get("system-not-found"),
        ErrorKind::PermissionDenied => texts.get("system-permission-denied"),
        ErrorKind::ReadOnlyFilesystem => texts.get("system-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => texts.get("system-storage-full"),
        ErrorKind::NotADirectory => texts.get("system-not-a-folder"),
        ErrorKind::IsADirectory => texts.get("system-is-a-folder"),
        ErrorKind::InvalidFilename => texts.get("system-invalid-name"),
        ErrorKind::AlreadyExists => texts.get("system-already-exists"),
        ErrorKind::ConnectionRefused => texts.get("system-connection-refused"),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => texts.get("system-unreachable"),
        ErrorKind::TimedOut => texts.get("system-timed-out"),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            texts.get("system-connection-lost")
        }
        _ => return None,
    })
}
