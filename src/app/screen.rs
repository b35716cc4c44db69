//! What the interface remembers between frames that isn't part of any record: dialogs, tabs, panes, messages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chart::Session;
use crate::store::{Keyring, Place, Stamp, UnlockedKey};

use super::action::Answer;
use super::canvas::Canvas;
use super::course::PastOf;
use super::dialogs::Dialogs;
use super::document::{Closing, DocId};
use super::folds::Folds;
use super::heat::{HeatAsk, SharedDoses};
use super::jobs::Jobs;
use super::layers::Pair;
use super::panels::library::LibraryPanel;
use super::panels::right::Right;
use super::reading::Writing;

/// A message that goes away by itself.
#[derive(Clone, Debug)]
pub(super) struct Toast {
    /// What it says.
    pub text: String,
    /// When it goes, in seconds of interface time.
    pub until_s: f64,
}

/// The interface's own memory.
pub(super) struct Screen {
    /// Panes, tool and gesture.
    pub canvas: Canvas,
    /// The dialogs that are open.
    pub dialogs: Dialogs,
    /// The panel at the left.
    pub library: LibraryPanel,
    /// The panel at the right.
    pub right: Right,
    /// The panels that are folded away.
    pub folds: Folds,
    /// The message shown.
    pub toast: Option<Toast>,
    /// What runs beside the window.
    pub jobs: Jobs<Answer>,
    /// The document whose ghosts were asked for, and their files.
    pub ghosts_wanted: Option<(DocId, BTreeSet<Place>)>,
    /// Which records are being written.
    pub writing: Writing,
    /// The session that the next mark is to be as in, once the session in this file is open.
    pub as_last: Option<(Place, Arc<Session>)>,
    /// Files that jobs may still be writing, though their documents are closed.
    pub closing: Vec<Closing>,
    /// Keys whose passphrase is still known, by their signer, and until when, in seconds of interface time.
    pub unlocked: BTreeMap<String, (UnlockedKey, f64)>,
    /// The keys of encrypted libraries that were opened.
    pub keys: Keyring,
    /// For what the patient's past was asked for.
    pub past_of: Option<PastOf>,
    /// The maps of dose that are on their way.
    pub heat_asked: Option<HeatAsk>,
    /// What is remembered from map to map.
    pub doses: SharedDoses,
    /// When it is the next session's turn while the course is gone through, in seconds of interface time.
    pub turn_at_s: f64,
    /// What is being compared.
    pub comparing: Option<Pair>,
    /// How the files that are shown stood when they were looked at last.
    pub stamps: BTreeMap<Place, Stamp>,
    /// When they are looked at again, in seconds of interface time.
    pub look_again_at_s: f64,
    /// The window closes once the jobs that would be missed are done.
    pub closes_after_jobs: bool,
    /// Every question about unsaved work is answered: the window may close.
    pub may_close: bool,
}

impl Screen {
    /// As at the start.
    pub(super) fn new(canvas: Canvas, jobs: Jobs<Answer>) -> Self {
        Self {
            canvas,
            dialogs: Dialogs::default(),
            library: LibraryPanel::default(),
            right: Right::default(),
            folds: Folds::default(),
            toast: None,
            jobs,
            ghosts_wanted: None,
            writing: Writing::new(),
            as_last: None,
            closing: Vec::new(),
            unlocked: BTreeMap::new(),
            keys: Keyring::default(),
            past_of: None,
            heat_asked: None,
            doses: SharedDoses::default(),
            turn_at_s: 0.0,
            comparing: None,
            stamps: BTreeMap::new(),
            look_again_at_s: 0.0,
            closes_after_jobs: false,
            may_close: false,
        }
    }
}
