//! An encrypted library to be opened: its passphrase, or a key file.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::store::Passphrase;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, side_button};
use super::sign::secret_field;
use super::{Stays, answer, body, set_width};

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct UnlockForm {
    folder: PathBuf,
    /// Whether a passphrase opens it, and a key file.
    by: [bool; 2],
    passphrase: Passphrase,
    /// Why what was tried last doesn't open it.
    refused: Option<String>,
    /// Whether something is being tried.
    tries: bool,
    focused: bool,
}

impl UnlockForm {
    /// The library in a folder, which a passphrase opens, and a key file.
    pub(in crate::app) fn new(folder: PathBuf, by: [bool; 2]) -> Self {
        Self { folder, by, passphrase: Passphrase::default(), refused: None, tries: false, focused: false }
    }

    /// Whether it asks for what opens the library in a folder.
    pub(in crate::app) fn opens(&self, folder: &Path) -> bool {
        self.folder == folder
    }

    /// Something is being tried.
    pub(in crate::app) fn tries(&mut self) {
        (self.tries, self.refused) = (true, None);
    }

    /// What was tried doesn't open it.
    pub(in crate::app) fn refuse(&mut self, why: String) {
        *self = Self { refused: Some(why), ..Self::new(self.folder.clone(), self.by) };
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let [by_passphrase, by_key_file] = self.by;
        set_width(ui, 460.0);
        ui.heading(texts.get("unlock-title"));
        body(ui, |ui| {
            caption(ui, texts.with("unlock-text", &[("folder", self.folder.display().to_string().into())]));
            if by_passphrase {
                let field = secret_field(ui, &texts.get("unlock-passphrase"), &mut self.passphrase);
                if !std::mem::replace(&mut self.focused, true) {
                    field.request_focus();
                }
            }
            if let Some(why) = &self.refused {
                complaint(ui, why);
            }
            if self.tries {
                caption(ui, texts.get("unlock-tries"));
            }
            if by_key_file && ui.add_enabled(!self.tries, side_button(texts.get("unlock-key-file"))).clicked() {
                actions.push(Action::Unlock(self.folder.clone(), None));
            }
        });
        let (go, stays) = answer(ui, model, &texts.get("unlock-go"), !self.passphrase.is_empty() && !self.tries);
        if go {
            actions.push(Action::Unlock(self.folder.clone(), Some(self.passphrase.clone())));
        }
        stays
    }
}
