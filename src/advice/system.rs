//! What the operating system refuses, in the reader's language where it is one of the usual reasons.

use std::io::{Error, ErrorKind};

use crate::store::SystemFault;
use crate::text::Texts;

/// A clause; what is rare stays in the system's own words.
pub fn system_error_text(error: &Error, texts: &Texts) -> String {
    let fault = SystemFault::of(error).map(|fault| fault_text(fault, texts));
    fault.or_else(|| known_text(error.kind(), texts)).unwrap_or_else(|| error.to_string())
}

/// What is in the way, and what to do.
fn fault_text(fault: SystemFault, texts: &Texts) -> String {
    match fault {
        SystemFault::Held => texts.get("system-held"),
        SystemFault::TooLong => texts.get("system-too-long"),
        SystemFault::NotFetched => texts.get("system-not-fetched"),
        SystemFault::NetworkGone => texts.get("system-network-gone"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_can_do_something_about_says_what() {
        use SystemFault as F;
        let english = Texts::english();
        let todo =
            [(F::Held, "close it"), (F::TooLong, "shorter"), (F::NotFetched, "always"), (F::NetworkGone, "network")];
        for (fault, word) in todo {
            assert!(fault_text(fault, &english).contains(word), "{fault:?}");
        }
        // Whatever the system is, a name of two thousand characters is too long for it, and it says so in its way.
        let folder = tempfile::tempdir().unwrap();
        let error = std::fs::File::create(folder.path().join("x".repeat(2000))).unwrap_err();
        let known = ["system-too-long", "system-invalid-name", "system-not-found"].map(|key| english.get(key));
        assert!(known.contains(&system_error_text(&error, &english)), "{error}");
    }
}
