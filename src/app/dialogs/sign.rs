//! A session to be signed: by whom, what it means, and the passphrase.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{ComboBox, Margin, Response, Ui, vec2};

use crate::store::{Passphrase, Place, Signer};
use crate::text::Texts;

use super::super::action::{Action, Actions, SignOrder, Who};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, complaint, one_line, text_field};
use super::{Stays, answer, body, set_width, whose};

/// For how long a passphrase may stay known, in minutes.
const KEEPS_MIN: [u32; 4] = [0, 5, 15, 60];
/// Shorter passphrases are guessed too soon, in characters.
pub(super) const LEAST: usize = 8;

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct SignForm {
    /// The state that is signed.
    state: Place,
    /// What it is called.
    title: String,
    signers: Vec<Arc<Signer>>,
    /// Those whose passphrase is still known.
    unlocked: BTreeSet<String>,
    /// Which of them; somebody new beyond the last.
    who: usize,
    meaning: String,
    passphrase: Passphrase,
    again: Passphrase,
    name: String,
    role: String,
    keep_min: u32,
    /// Whether everybody who signs here signed this already.
    all_signed: bool,
    /// The passphrase that was tried isn't theirs.
    refused: bool,
    focused: bool,
}

impl SignForm {
    /// A state, by the session's title; those who sign here, of whom the one of this identifier signed last.
    pub(in crate::app) fn new(
        (state, title): (Place, String),
        (signers, last): (Vec<Arc<Signer>>, Option<&str>),
        unlocked: BTreeSet<String>,
        (meaning, keep_min, author): (String, u32, String),
    ) -> Self {
        let who = last.and_then(|last| signers.iter().position(|signer| signer.id == last)).unwrap_or(0);
        Self {
            state,
            title,
            signers,
            unlocked,
            who,
            meaning,
            passphrase: Passphrase::default(),
            again: Passphrase::default(),
            name: author,
            role: String::new(),
            keep_min,
            all_signed: false,
            refused: false,
            focused: false,
        }
    }

    /// The same, where everybody who signs here signed this already.
    #[must_use]
    pub(in crate::app) fn after_all(self, all_signed: bool) -> Self {
        Self { all_signed, ..self }
    }

    /// Whether it asks for this state to be signed.
    pub(in crate::app) fn asks(&self, state: &Place) -> bool {
        self.state == *state
    }

    /// The passphrase wasn't the signer's.
    pub(in crate::app) fn refuse(&mut self) {
        self.refused = true;
        self.passphrase = Passphrase::default();
        self.focused = false;
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 460.0);
        ui.heading(texts.with("sign-title", &[("name", self.title.as_str().into())]));
        whose(ui, model);
        body(ui, |ui| {
            caption(ui, texts.get("sign-locks"));
            self.signer_field(ui, texts);
            if self.chosen().is_none() {
                let name = text_field(ui, &texts.get("sign-name"), &mut self.name);
                if !std::mem::replace(&mut self.focused, true) {
                    name.request_focus();
                }
                text_field(ui, &texts.get("sign-role"), &mut self.role);
            }
            text_field(ui, &texts.get("sign-meaning"), &mut self.meaning);
            self.passphrase_fields(ui, texts);
        });
        let (go, stays) = answer(ui, model, &texts.get("sign-go"), self.is_ready());
        if go {
            self.ask(actions);
        }
        stays
    }

    /// Who it is, unless nobody signs here yet.
    fn signer_field(&mut self, ui: &mut Ui, texts: &Texts) {
        if self.signers.is_empty() {
            caption(ui, texts.get(if self.all_signed { "sign-somebody-else" } else { "sign-first" }));
            return;
        }
        let mut names: Vec<String> = self.signers.iter().map(|signer| signer_name(signer)).collect();
        names.push(texts.get("sign-new"));
        if signer_choice(ui, texts, &names, &mut self.who) {
            self.refused = false;
        }
    }

    fn passphrase_fields(&mut self, ui: &mut Ui, texts: &Texts) {
        if let Some(signer) = self.chosen()
            && self.unlocked.contains(&signer.id)
        {
            caption(ui, texts.get("sign-unlocked"));
            return;
        }
        let is_new = self.chosen().is_none();
        let label = texts.get("sign-passphrase");
        let first = if is_new {
            new_secret_fields(ui, texts, &[label, texts.get("sign-again")], [&mut self.passphrase, &mut self.again])
        } else {
            secret_field(ui, &label, &mut self.passphrase)
        };
        if !std::mem::replace(&mut self.focused, true) && !is_new {
            first.request_focus();
        }
        if self.refused {
            complaint(ui, &texts.get("sign-refused"));
        }
        let named = caption(ui, texts.get("sign-keep"));
        let words = |minutes: u32| match minutes {
            0 => texts.get("sign-keep-not"),
            minutes => texts.with("sign-keep-minutes", &[("minutes", minutes.into())]),
        };
        let choice = ComboBox::from_id_salt("keep").width(180.0).selected_text(words(self.keep_min));
        let shown = choice.show_ui(ui, |ui| {
            for minutes in KEEPS_MIN {
                ui.selectable_value(&mut self.keep_min, minutes, words(minutes));
            }
        });
        shown.response.labelled_by(named.id);
    }

    fn chosen(&self) -> Option<&Arc<Signer>> {
        self.signers.get(self.who)
    }

    fn is_ready(&self) -> bool {
        let means = !self.meaning.trim().is_empty();
        let proves = if let Some(signer) = self.chosen() {
            self.unlocked.contains(&signer.id) || !self.passphrase.is_empty()
        } else {
            let same = self.passphrase == self.again && is_long_enough(&self.passphrase);
            same && !self.name.trim().is_empty()
        };
        means && proves
    }

    fn ask(&mut self, actions: &mut Actions) {
        self.refused = false;
        let who = match self.chosen() {
            Some(signer) => Who::Known(Arc::clone(signer)),
            None => Who::New { name: self.name.clone(), role: self.role.clone() },
        };
        actions.push(Action::Sign(Box::new(SignOrder {
            state: self.state.clone(),
            who,
            meaning: self.meaning.clone(),
            passphrase: self.passphrase.clone(),
            keep_min: self.keep_min,
        })));
    }
}

/// How a signer is named where one is chosen.
pub(super) fn signer_name(signer: &Signer) -> String {
    if signer.role.is_empty() { signer.name.clone() } else { format!("{}, {}", signer.name, signer.role) }
}

/// Which of these it is; whether that was answered just now.
pub(super) fn signer_choice(ui: &mut Ui, texts: &Texts, names: &[String], who: &mut usize) -> bool {
    let named = caption(ui, texts.get("sign-who"));
    let choice = ComboBox::from_id_salt("signer").width(ui.available_width());
    let chosen = names.get(*who).cloned().unwrap_or_default();
    let mut answered = false;
    let shown = choice.selected_text(chosen).show_ui(ui, |ui| {
        for (at, name) in names.iter().enumerate() {
            answered |= ui.selectable_value(who, at, name).clicked();
        }
    });
    shown.response.labelled_by(named.id);
    answered
}

/// Whether a passphrase isn't guessed too soon.
pub(super) fn is_long_enough(passphrase: &Passphrase) -> bool {
    passphrase.as_str().chars().count() >= LEAST
}

/// A new passphrase, twice, and what forgetting it means; returns the first line.
pub(super) fn new_secret_fields(
    ui: &mut Ui,
    texts: &Texts,
    labels: &[String; 2],
    [first, again]: [&mut Passphrase; 2],
) -> Response {
    let shown = secret_field(ui, &labels[0], first);
    secret_field(ui, &labels[1], again);
    caption(ui, texts.with("sign-forgotten", &[("least", LEAST.into())]));
    if !again.is_empty() && again != first {
        complaint(ui, &texts.get("sign-differ"));
    }
    shown
}

/// A line whose letters nobody sees, under its caption.
pub(super) fn secret_field(ui: &mut Ui, label: &str, text: &mut Passphrase) -> Response {
    let named = caption(ui, label);
    let (width, height) = (ui.available_width(), theme::control(ui));
    let line = one_line(text.typed()).password(true);
    ui.add(line.desired_width(width).min_size(vec2(0.0, height)).margin(Margin::symmetric(8, 7))).labelled_by(named.id)
}
