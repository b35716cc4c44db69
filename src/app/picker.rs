//! Asking for a file or folder: the system's own dialog where it has one, else the program's.

use std::path::PathBuf;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// The dialog's title.
    pub title: String,
    /// Where it starts.
    pub folder: PathBuf,
    /// The file name offered, when a file is to be written; `None` asks for a folder.
    pub file_name: Option<String>,
    /// Whether a file that is there is asked for.
    pub opens: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// This path.
    Path(PathBuf),
    /// Nothing, on purpose.
    Cancelled,
    /// There is no such dialog on this machine.
    Unavailable,
}

/// A way to ask; called beside the window, as it waits for the answer.
pub trait FilePicker: Send + Sync {
    /// Asks and waits.
    fn pick(&self, question: &Question) -> Picked;
}

/// No system dialog: the program's own is used.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self, _question: &Question) -> Picked {
        Picked::Unavailable
    }
}
