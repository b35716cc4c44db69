//! What the interface asks for. Panels only read the model and queue actions; the runner carries them out after the frame.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::atlas::regions::Locus;
use crate::chart::{Course, Details, Edit, MarkId, Patient};

use super::command::Command;
use super::dialogs::{Dialog, ExportJob, Leave, PathUse, TakeOver};
use super::model::NextMark;

/// One wish.
#[derive(Debug)]
pub(super) enum Action {
    /// Carries out a command.
    Run(Command),
    /// Changes the session as one step.
    Edit(Edit),
    /// Shows a change that isn't a step yet.
    Preview(Edit),
    /// Makes what is shown a step.
    Commit,
    /// Drops what is shown.
    Abort,
    /// Selects these marks, and no others.
    Select(BTreeSet<MarkId>),
    /// Sets what the next mark will be.
    SetNext(NextMark),
    /// Sets what the next mark will be to what the marks of the session before were last given.
    NextAsLastSession,
    /// Opens a dialog in place of the one that is open.
    Show(Box<Dialog>),
    /// Closes the dialog.
    CloseDialog,
    /// Closes every dialog and then the window, which may ask about the session.
    QuitWithoutForms,
    /// Opens the library at a folder.
    OpenLibrary(PathBuf),
    /// Makes a library in a folder.
    CreateLibrary(PathBuf, String),
    /// Gives the open library another name.
    RenameLibrary(String),
    /// Chooses a patient by folder.
    ChoosePatient(PathBuf),
    /// Chooses a course by folder.
    ChooseCourse(PathBuf),
    /// Adds a patient, or changes the one in a folder.
    PutPatient(Option<PathBuf>, Patient),
    /// Adds a course for the patient chosen, or changes the one in a folder.
    PutCourse(Option<PathBuf>, Course),
    /// Adds a session to the course chosen, with what is taken over from the last one.
    AddSession(Details, TakeOver),
    /// Changes the open session's title, date, clinician and notes.
    SetDetails(Details),
    /// Opens a session's file, asking about unsaved changes.
    OpenSession(PathBuf),
    /// Goes on with what a question about unsaved changes held up.
    Leave(Leave, LeaveAnswer),
    /// Takes the recovered work, or drops it.
    Recover(bool),
    /// Saves though the file was changed elsewhere.
    SaveAnyway,
    /// Saves a copy under this name.
    SaveCopyTo(PathBuf),
    /// Compares the open session with another of its course, or stops comparing.
    CompareWith(Option<PathBuf>),
    /// Sets the matching tolerance in millimetres.
    SetTolerance(f32),
    /// Selects these marks and shows the view in which they are seen best.
    GoTo(BTreeSet<MarkId>),
    /// Shows the view in which a region is seen best.
    ShowLocus(Locus),
    /// Shows a view in the pane that has the focus.
    ShowView(String),
    /// Measures the regions of the open session's body, unless that is done or under way.
    MeasureRegions,
    /// Asks for a path.
    AskPath(PathUse),
    /// Exports a picture to a file.
    Export(ExportJob, PathBuf),
}

/// The answer to "there are unsaved changes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeaveAnswer {
    /// Saves first.
    Save,
    /// Loses them.
    Discard,
}

/// The queue of one frame.
#[derive(Debug, Default)]
pub(super) struct Actions(Vec<Action>);

impl Actions {
    /// Queues an action.
    pub(super) fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Queues several actions.
    pub(super) fn extend(&mut self, actions: impl IntoIterator<Item = Action>) {
        self.0.extend(actions);
    }

    /// Queues a command.
    pub(super) fn run(&mut self, command: Command) {
        self.push(Action::Run(command));
    }

    /// Queues an edit.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.push(Action::Edit(edit));
    }

    /// Queues a dialog.
    pub(super) fn show(&mut self, dialog: Dialog) {
        self.push(Action::Show(Box::new(dialog)));
    }

    /// Takes everything that was queued.
    pub(super) fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
