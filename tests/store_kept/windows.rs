//! Two windows that no lock keeps apart, and sessions that tell by which of them they were written.

use std::sync::Arc;

use mesomap::chart::{Details, Session};
use mesomap::store::{Access, OpenSession, Place, open_session};

use crate::store_support::session;

/// `session` with a title that tells who wrote it.
pub(crate) fn titled(title: &str) -> Session {
    let session = session();
    let details = Details { title: title.to_owned(), ..Details::clone(&session.details) };
    Session { details: Arc::new(details), ..session }
}

/// A second window that no lock keeps from writing, as over a network.
pub(crate) fn unlocked(record: &Place) -> OpenSession {
    let lock = record.child(".lock").shown();
    let _ = std::fs::remove_file(&lock);
    std::fs::create_dir(&lock).unwrap();
    let open = open_session(record).unwrap();
    std::fs::remove_dir(&lock).unwrap();
    assert_eq!(open.access(), Access::Editable);
    open
}
