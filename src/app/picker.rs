//! Asking for a file or folder: the system's own dialog where it has one, else the program's.

use std::path::PathBuf;
use std::time::{Duration, Instant};

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

/// The system's dialogs.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPicker;

/// Nobody cancels a dialog this quickly; a machine without dialogs answers at once.
const QUICKER_THAN_A_PERSON: Duration = Duration::from_millis(200);

impl FilePicker for SystemPicker {
    fn pick(&self, question: &Question) -> Picked {
        let asked = Instant::now();
        let dialog = rfd::FileDialog::new().set_title(&question.title).set_directory(&question.folder);
        let answer = match &question.file_name {
            _ if question.opens => dialog.pick_file(),
            Some(name) => dialog.set_file_name(name).save_file(),
            None => dialog.pick_folder(),
        };
        match answer {
            Some(path) => Picked::Path(path),
            None if asked.elapsed() < QUICKER_THAN_A_PERSON => Picked::Unavailable,
            None => Picked::Cancelled,
        }
    }
}

/// No system dialog: the program's own is used.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self, _question: &Question) -> Picked {
        Picked::Unavailable
    }
}
