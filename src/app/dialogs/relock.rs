//! The passphrase of who signs, to be another one from now on.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::store::{Passphrase, Place, Signer};

use super::super::action::{Action, Actions, RelockOrder};
use super::super::model::Model;
use super::super::widgets::{caption, complaint};
use super::sign::{is_long_enough, new_secret_fields, secret_field, signer_choice, signer_name};
use super::{Stays, answer, body, set_width};

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RelockForm {
    /// The library whose signers they are.
    root: Place,
    /// Those who sign there, with their records; at least one.
    signers: Vec<(Place, Arc<Signer>)>,
    who: usize,
    before: Passphrase,
    after: Passphrase,
    again: Passphrase,
    /// The passphrase so far isn't theirs.
    refused: bool,
    focused: bool,
}

impl RelockForm {
    /// Of the signers of a library, of whom the one of this identifier signed last.
    pub(in crate::app) fn new(root: Place, signers: Vec<(Place, Arc<Signer>)>, last: Option<&str>) -> Self {
        let who = last.and_then(|last| signers.iter().position(|(_, signer)| signer.id == last)).unwrap_or(0);
        let [before, after, again] = [(); 3].map(|()| Passphrase::default());
        Self { root, signers, who, before, after, again, refused: false, focused: false }
    }

    /// Whether it is about the signer of a record.
    pub(in crate::app) fn is_about(&self, record: &Place) -> bool {
        self.signers.iter().any(|(place, _)| place == record)
    }

    /// The passphrase wasn't the signer's.
    pub(in crate::app) fn refuse(&mut self) {
        (self.refused, self.focused) = (true, false);
        self.before = Passphrase::default();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        ui.heading(texts.get("relock-title"));
        body(ui, |ui| {
            caption(ui, texts.get("relock-text"));
            let names: Vec<String> = self.signers.iter().map(|(_, signer)| signer_name(signer)).collect();
            if signer_choice(ui, texts, &names, &mut self.who) {
                self.refused = false;
            }
            let before = secret_field(ui, &texts.get("relock-before"), &mut self.before);
            if !std::mem::replace(&mut self.focused, true) {
                before.request_focus();
            }
            if self.refused {
                complaint(ui, &texts.get("sign-refused"));
            }
            let labels = [texts.get("relock-after"), texts.get("relock-again")];
            new_secret_fields(ui, texts, &labels, [&mut self.after, &mut self.again]);
        });
        let ready = !self.before.is_empty() && is_long_enough(&self.after) && self.after == self.again;
        let (go, stays) = answer(ui, model, &texts.get("relock-go"), ready);
        if go && let Some((record, signer)) = self.signers.get(self.who) {
            self.refused = false;
            actions.push(Action::Relock(Box::new(RelockOrder {
                root: self.root.clone(),
                record: record.clone(),
                signer: Arc::clone(signer),
                before: self.before.clone(),
                after: self.after.clone(),
            })));
        }
        stays
    }
}
