//! What the runner works at: the model, the interface's memory, and what enters the program from outside.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Context;

use crate::advice::store_error_text;
use crate::chart::Moment;
use crate::store::{Kept, Note, Place, Reason, StoreError};

use super::super::dialogs::{Dialog, Notice};
use super::super::document::DocId;
use super::super::jobs::Threads;
use super::super::model::{Model, OpenLibrary};
use super::super::picker::FilePicker;
use super::super::screen::{Screen, Toast};
use super::super::viewer::Viewer;

/// What enters the program from outside: the clock, identifiers, file dialogs, threads, the sample's place.
#[derive(Clone)]
pub struct Services {
    /// The system's file dialogs.
    pub picker: Arc<dyn FilePicker>,
    /// The system's program for documents.
    pub viewer: Arc<dyn Viewer>,
    /// Where documents lie on their way to it.
    pub spool: PathBuf,
    /// What the clock shows.
    pub now: fn() -> Moment,
    /// The time zone that the clinic's clock follows.
    pub zone: jiff::tz::TimeZone,
    /// A new identifier.
    pub new_id: fn() -> String,
    /// Fills what it is given with bytes that nobody can guess; false where the system has none.
    pub random: fn(&mut [u8]) -> bool,
    /// The folder of the sample library, if it is there.
    pub sample: Option<PathBuf>,
    /// The folder of what is this machine's own, where it has one.
    pub workstation: Option<PathBuf>,
    /// Whether records lie in a page's private files, of which nobody makes copies.
    pub is_a_page: bool,
    /// Whether jobs have threads of their own.
    pub threads: Threads,
    /// Whether the system told the program to end.
    pub told_to_end: fn() -> bool,
}

/// Everything that an action may touch.
pub(in crate::app) struct Desk<'a> {
    /// What the interface reads.
    pub model: &'a mut Model,
    /// The interface's own memory.
    pub screen: &'a mut Screen,
    /// What enters from outside.
    pub services: &'a Services,
    /// The window.
    pub ctx: &'a Context,
}

/// How long a message stays, in seconds.
const TOAST_S: f64 = 4.0;

impl Desk<'_> {
    /// Says in passing that something was done.
    pub(super) fn say(&mut self, text: String) {
        let until_s = self.ctx.input(|input| input.time) + TOAST_S;
        self.screen.toast = Some(Toast { text, until_s });
    }

    /// Says what is wrong with a file, in a dialog that stays.
    pub(super) fn trouble(&mut self, why: &StoreError) {
        self.fail(store_error_text(why, &self.model.texts));
    }

    /// As [`Self::trouble`], with the way out where it is a record that has no state which counts.
    pub(super) fn trouble_of(&mut self, record: &Place, why: &StoreError) {
        let forked = matches!(why, StoreError::Forked { .. });
        if !forked && !why.is_damage() {
            return self.trouble(why);
        }
        let (text, record) = (store_error_text(why, &self.model.texts), record.clone());
        self.show(Dialog::Notice(Notice::Unsettled { text, record, forked }));
    }

    /// Says that something failed, in a dialog that stays.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.show(Dialog::Notice(Notice::Failed(text.into())));
    }

    /// Warns where the disk didn't confirm that what was written will last, or the ledger has no entry of it.
    pub(super) fn warn_of(&mut self, kept: Kept) {
        match kept {
            Kept::Surely => {}
            Kept::Unconfirmed => self.fail(self.model.texts.get("said-unconfirmed")),
            Kept::Unlogged => self.fail(self.model.texts.get("said-unlogged")),
        }
    }

    /// Opens a dialog about the open document.
    pub(super) fn show(&mut self, dialog: Dialog) {
        let about = self.document_id();
        self.screen.dialogs.push(dialog, about);
    }

    /// Who sits at the window, as far as is known; else who gave the treatment that is open, to be asked about.
    pub(super) fn author(&self) -> String {
        let known = self.model.settings.clinician.trim();
        let treated = || self.model.session().map(|session| session.details.clinician.trim().to_owned());
        if known.is_empty() { treated().unwrap_or_default() } else { known.to_owned() }
    }

    /// What a save says of itself: who sits at the window, and what the clock shows.
    pub(super) fn note(&self, why: Reason) -> Note {
        let note = Note::new(why, (self.services.now)(), self.model.settings.clinician.trim());
        let mut salt = [0; 16];
        let salt = (self.services.random)(&mut salt).then(|| salt.into());
        Note { salt, ..note }
    }

    /// The library in a folder, if it is the open one.
    pub(super) fn library_at(&mut self, root: &Place) -> Option<&mut OpenLibrary> {
        self.model.library.as_mut().filter(|open| open.library.root() == root)
    }

    /// Which document is open.
    pub(super) fn document_id(&self) -> Option<DocId> {
        self.model.document.as_ref().map(|document| document.id)
    }
}
