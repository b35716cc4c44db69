//! A library to make, encrypted or not, or to give another name.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::store::{Passphrase, Place};
use crate::text::Texts;

use super::super::action::{Action, Actions, NewLibrary, Seal};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, text_field};
use super::sign::{LEAST, is_long_enough, secret_field};
use super::{Stays, answer, body, set_width};

/// The usual width of the form, in points.
const WIDTH: f32 = 460.0;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct LibraryForm {
    name: String,
    /// The folder that will hold it; none when it only gets another name.
    folder: Option<String>,
    /// The library that gets another name.
    renames: Option<Place>,
    /// Whether it is to be encrypted.
    seals: bool,
    seal: SealFields,
    focused: bool,
}

/// What will open an encrypted one.
#[derive(Clone, Debug, Default, PartialEq)]
struct SealFields {
    passphrase: Passphrase,
    again: Passphrase,
    /// Whether a key file is written too.
    with_key_file: bool,
    key_file: String,
    /// That a forgotten passphrase is final was read.
    knows: bool,
}

impl LibraryForm {
    /// A library to make, with this folder and name offered, and a place for a key file.
    pub(in crate::app) fn in_folder(folder: &Path, name: String, key_file: &Path) -> Self {
        let seal = SealFields { key_file: key_file.display().to_string(), ..SealFields::default() };
        Self { name, folder: Some(folder.display().to_string()), seal, ..Self::default() }
    }

    /// Another name for the library in a folder.
    pub(in crate::app) fn rename(root: Place, name: String) -> Self {
        Self { name, renames: Some(root), ..Self::default() }
    }

    /// Whether it makes a library in a folder.
    pub(in crate::app) fn makes(&self, folder: &Path) -> bool {
        self.folder.is_some() && self.typed_folder() == folder
    }

    /// Whether it gives the library in a folder another name.
    pub(in crate::app) fn renames(&self, root: &Place) -> bool {
        self.renames.as_ref() == Some(root)
    }

    fn typed_folder(&self) -> PathBuf {
        PathBuf::from(self.folder.as_deref().unwrap_or_default().trim())
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        ui.heading(if self.folder.is_some() {
            texts.get("library-new-title")
        } else {
            texts.get("library-rename-title")
        });
        body(ui, |ui| self.fields(ui, texts));
        let does = if self.folder.is_some() { texts.get("library-create") } else { texts.get("save") };
        let (go, stays) = answer(ui, model, &does, self.is_ready());
        if go {
            actions.push(self.wish());
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        // Of an encrypted one nobody reads a file without the program.
        if self.folder.is_some() && !self.seals {
            ui.label(texts.get("library-new-text"));
        }
        let name = text_field(ui, &texts.get("library-name"), &mut self.name);
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        let Some(folder) = &mut self.folder else { return };
        text_field(ui, &texts.get("library-folder"), folder);
        ui.add_space(6.0);
        ui.checkbox(&mut self.seals, texts.get("library-seals"));
        if self.seals {
            let folder = self.typed_folder();
            self.seal.show(ui, &folder, texts);
        }
    }

    fn is_ready(&self) -> bool {
        let is_placed = self.folder.as_ref().is_none_or(|folder| !folder.trim().is_empty());
        let is_sealed = !self.seals || self.seal.is_ready(&self.typed_folder());
        !self.name.trim().is_empty() && is_placed && is_sealed
    }

    fn wish(&self) -> Action {
        let name = self.name.trim().to_owned();
        match &self.renames {
            Some(root) => Action::RenameLibrary(root.clone(), name),
            None => Action::CreateLibrary(NewLibrary {
                folder: self.typed_folder(),
                name,
                seal: self.seals.then(|| self.seal.wish()),
            }),
        }
    }
}

impl SealFields {
    fn show(&mut self, ui: &mut Ui, folder: &Path, texts: &Texts) {
        caption(ui, texts.get("library-seal-text"));
        secret_field(ui, &texts.get("sign-passphrase"), &mut self.passphrase);
        secret_field(ui, &texts.get("sign-again"), &mut self.again);
        caption(ui, texts.with("library-seal-least", &[("least", LEAST.into())]));
        if !self.again.is_empty() && self.again != self.passphrase {
            complaint(ui, &texts.get("sign-differ"));
        }
        ui.checkbox(&mut self.with_key_file, texts.get("library-key-file-too"));
        if self.with_key_file {
            text_field(ui, &texts.get("library-key-file"), &mut self.key_file);
            caption(ui, texts.get("library-key-file-text"));
            if self.is_beside(folder) {
                complaint(ui, &texts.get("library-key-file-inside"));
            }
        }
        ui.add_space(6.0);
        complaint(ui, &texts.get("library-final"));
        ui.checkbox(&mut self.knows, texts.get("library-knows"));
    }

    /// A key beside its lock protects nothing.
    fn is_beside(&self, folder: &Path) -> bool {
        Path::new(self.key_file.trim()).starts_with(folder)
    }

    fn is_ready(&self, folder: &Path) -> bool {
        let is_same = self.passphrase == self.again && is_long_enough(&self.passphrase);
        let has_place = !self.with_key_file || !self.key_file.trim().is_empty() && !self.is_beside(folder);
        is_same && has_place && self.knows
    }

    fn wish(&self) -> Seal {
        let key_file = self.with_key_file.then(|| PathBuf::from(self.key_file.trim()));
        Seal { passphrase: self.passphrase.clone(), key_file }
    }
}
