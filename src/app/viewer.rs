//! The system's program for documents, which prints them too: the program itself knows no printer.

use std::io;
use std::path::Path;

/// Why a document isn't shown.
#[derive(Debug)]
pub enum NotShown {
    /// There is no program on this machine that would.
    NoViewer,
    /// The system says so.
    System(io::Error),
}

/// A way to show a document; called beside the window.
pub trait Viewer: Send + Sync {
    /// Shows the document in a file.
    ///
    /// # Errors
    ///
    /// When nothing shows it, as far as that can be told.
    fn show(&self, file: &Path) -> Result<(), NotShown>;
}

/// No such program: documents are exported, and opened by hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoViewer;

impl Viewer for NoViewer {
    fn show(&self, _file: &Path) -> Result<(), NotShown> {
        Err(NotShown::NoViewer)
    }
}
