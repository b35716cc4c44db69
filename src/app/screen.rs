//! What the interface remembers between frames that isn't part of any record: dialogs, tabs, panes, messages.

use std::sync::mpsc::Receiver;

use crate::chart::Needle;

use super::canvas::Canvas;
use super::dialogs::Dialogs;
use super::folds::Folds;
use super::panels::library::LibraryPanel;
use super::panels::marks_table::MarksTable;
use super::picker::Asking;

/// What the right panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    /// The next mark and the selection.
    #[default]
    Chart,
    /// The table of marks.
    Marks,
    /// The comparison.
    Compare,
}

/// A message that goes away by itself.
#[derive(Clone, Debug)]
pub(super) struct Toast {
    /// What it says.
    pub text: String,
    /// When it goes, in seconds of interface time.
    pub until_s: f64,
}

/// An export under way; its answer is the message to show.
pub(super) struct Exporting {
    /// The message, once it is done; `Err` where it failed.
    pub answer: Receiver<Result<String, String>>,
}

/// The interface's own memory.
pub(super) struct Screen {
    /// Panes, tool and gesture.
    pub canvas: Canvas,
    /// The dialogs that are open.
    pub dialogs: Dialogs,
    /// The panel at the left.
    pub library: LibraryPanel,
    /// The table.
    pub marks: MarksTable,
    /// The needle that a depth was last worked out from.
    pub needle: Needle,
    /// Why what is typed for the next mark can't be; until it can, no mark is placed with something else.
    pub next_wrong: Option<String>,
    /// The panels that are folded away.
    pub folds: Folds,
    /// The right panel's tab.
    pub tab: Tab,
    /// The message shown.
    pub toast: Option<Toast>,
    /// The system's file dialog, while it is open.
    pub asking: Option<Asking>,
    /// The export under way.
    pub exporting: Option<Exporting>,
    /// Every question about unsaved work is answered: the window may close.
    pub may_close: bool,
}

impl Screen {
    /// As at the start.
    pub(super) fn new(canvas: Canvas) -> Self {
        Self {
            canvas,
            dialogs: Dialogs::default(),
            library: LibraryPanel::default(),
            marks: MarksTable::default(),
            needle: Needle::default(),
            next_wrong: None,
            folds: Folds::default(),
            tab: Tab::default(),
            toast: None,
            asking: None,
            exporting: None,
            may_close: false,
        }
    }
}
