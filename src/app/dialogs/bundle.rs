//! Bundles: what goes into one, and one that is taken in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::Ui;

use crate::advice::bundle_lines;
use crate::store::{Bundle, OtherName, Passphrase, Place};
use crate::text::Texts;

use super::super::action::{Action, Actions, BundleInto, BundleOrder, PathUse, TakeOrder};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, text_field};
use super::sign::{is_long_enough, new_secret_fields, secret_field};
use super::{Stays, answer, body, set_width};

/// The width of both forms, in points.
const WIDTH: f32 = 480.0;

/// What can go into a bundle: its name, whose it is, and how the file is called.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct BundleChoice {
    /// What it is, in words.
    pub text: String,
    /// Its folder.
    pub place: Place,
    /// The name of the file, if nobody says otherwise.
    pub file_name: String,
}

/// What is chosen to go into a bundle.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct BundleForm {
    choices: Vec<BundleChoice>,
    chosen: usize,
    encrypts: bool,
    passphrase: Passphrase,
    again: Passphrase,
}

impl BundleForm {
    /// Of these, of which the first is chosen.
    pub(in crate::app) fn new(choices: Vec<BundleChoice>) -> Self {
        let [passphrase, again] = [(); 2].map(|()| Passphrase::default());
        Self { choices, chosen: 0, encrypts: false, passphrase, again }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        ui.heading(texts.get("pack-title"));
        body(ui, |ui| {
            caption(ui, texts.get("pack-text"));
            ui.add_space(4.0);
            for (nth, choice) in self.choices.iter().enumerate() {
                ui.radio_value(&mut self.chosen, nth, &choice.text);
            }
            ui.add_space(8.0);
            ui.checkbox(&mut self.encrypts, texts.get("pack-encrypt"));
            if self.encrypts {
                let labels = [texts.get("pack-passphrase"), texts.get("pack-again")];
                new_secret_fields(ui, texts, &labels, [&mut self.passphrase, &mut self.again]);
            }
        });
        let is_ready = !self.encrypts || is_long_enough(&self.passphrase) && self.passphrase == self.again;
        let (go, stays) = answer(ui, model, &texts.get("export-go"), is_ready);
        if go && let Some(choice) = self.choices.get(self.chosen) {
            actions.push(Action::CloseDialog);
            actions.push(Action::AskPath(PathUse::ExportBundle(Arc::new(BundleOrder {
                place: choice.place.clone(),
                passphrase: self.encrypts.then(|| self.passphrase.clone()),
                file_name: choice.file_name.clone(),
            }))));
        }
        stays
    }
}

/// A bundle that was read.
#[derive(Clone, Debug)]
pub(in crate::app) struct Opened(pub Arc<Bundle>);

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A bundle to be taken in: opened first, where it is encrypted.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct TakeForm {
    file: PathBuf,
    /// What is in it; none as long as it is encrypted.
    opened: Option<Opened>,
    passphrase: Passphrase,
    /// The library that takes it in, with its name; else it becomes one in this folder.
    library: Option<(Place, String)>,
    folder: String,
    /// Why it wasn't taken in or opened.
    refused: Option<String>,
    /// Whether it was refused because a patient is called otherwise here.
    doubts_person: bool,
    is_same_person: bool,
    /// Whether a job is at it.
    is_busy: bool,
}

impl TakeForm {
    /// Of a file, into this library or a new one in a folder.
    pub(in crate::app) fn new(file: PathBuf, library: Option<(Place, String)>, folder: &Path) -> Self {
        Self {
            file,
            opened: None,
            passphrase: Passphrase::default(),
            library,
            folder: folder.display().to_string(),
            refused: None,
            doubts_person: false,
            is_same_person: false,
            is_busy: false,
        }
    }

    /// Whether it is about a file.
    pub(in crate::app) fn is_of(&self, file: &Path) -> bool {
        self.file == file
    }

    /// What is in it was read.
    pub(in crate::app) fn open(&mut self, bundle: Arc<Bundle>) {
        (self.opened, self.refused, self.is_busy) = (Some(Opened(bundle)), None, false);
        self.passphrase = Passphrase::default();
    }

    /// It can't be opened or taken in; where a patient is called otherwise, a person may say that it is the same one.
    pub(in crate::app) fn refuse(&mut self, why: String, doubts_person: bool) {
        (self.refused, self.doubts_person, self.is_busy) = (Some(why), doubts_person, false);
    }

    /// A job is at it.
    pub(in crate::app) fn wait(&mut self) {
        (self.refused, self.is_busy) = (None, true);
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        ui.heading(texts.get("take-title"));
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        body(ui, |ui| {
            ui.label(name);
            match self.opened.clone() {
                Some(opened) => self.contents(ui, &opened.0, texts),
                None => _ = secret_field(ui, &texts.get("pack-passphrase"), &mut self.passphrase),
            }
            if let Some(why) = &self.refused {
                complaint(ui, why);
            }
            if self.doubts_person {
                ui.checkbox(&mut self.is_same_person, texts.get("take-same-person"));
            }
            if self.is_busy {
                caption(ui, texts.get("take-busy"));
            }
        });
        let is_ready = match &self.opened {
            None => !self.passphrase.is_empty(),
            Some(_) => self.library.is_some() || !self.folder.trim().is_empty(),
        };
        let does = if self.opened.is_some() { texts.get("take-go") } else { texts.get("unlock-go") };
        let may_go = is_ready && !self.is_busy && (!self.doubts_person || self.is_same_person);
        let (go, stays) = answer(ui, model, &does, may_go);
        if go {
            actions.push(self.wish());
        }
        stays
    }

    fn contents(&mut self, ui: &mut Ui, bundle: &Bundle, texts: &Texts) {
        for line in bundle_lines(&bundle.manifest, texts) {
            ui.label(line);
        }
        ui.add_space(6.0);
        if let Some((_, name)) = &self.library {
            caption(ui, texts.with("take-into", &[("library", name.clone().into())]));
        } else {
            caption(ui, texts.get("take-new"));
            text_field(ui, &texts.get("library-folder"), &mut self.folder);
        }
    }

    fn wish(&self) -> Action {
        let Some(opened) = &self.opened else {
            return Action::UnlockBundle(self.file.clone(), self.passphrase.clone());
        };
        let folder = || BundleInto::New(PathBuf::from(self.folder.trim()));
        Action::TakeBundle(Box::new(TakeOrder {
            file: self.file.clone(),
            bundle: Arc::clone(&opened.0),
            into: self.library.as_ref().map_or_else(folder, |(root, _)| BundleInto::Library(root.clone())),
            other_name: if self.is_same_person { OtherName::Accepted } else { OtherName::Refused },
        }))
    }
}
