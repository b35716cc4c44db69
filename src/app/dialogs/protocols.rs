//! Choosing a protocol to lay, and saving marks as one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::{ComboBox, RichText, ScrollArea, Ui, vec2};

use crate::chart::{Letter, MarkId, Protocol};
use crate::store::{Place, protocol_source};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, complaint, text_area, text_field};
use super::finder::Finder;
use super::{Stays, answer, body, set_width};

/// A protocol to choose.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ProtocolsForm {
    finder: Finder,
    protocols: Arc<[Arc<Protocol>]>,
    /// What can't be read of the clinic's own.
    unreadable: Vec<Unread>,
    /// Which cocktails of the session were put in the place of those of protocols, where it isn't the obvious one.
    letters: BTreeMap<Letter, Option<Letter>>,
}

/// What can't be read, in words, and the record with which something can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Unread {
    /// What is said.
    pub text: String,
    /// The record.
    pub record: Option<Place>,
    /// Whether several states claim to be it.
    pub forked: bool,
}

impl Unread {
    fn show(&self, ui: &mut Ui, texts: &Texts, actions: &mut Actions) {
        complaint(ui, &self.text);
        let Some(record) = &self.record else { return };
        let (text, action) = if self.forked {
            (texts.get("revisions-merge"), Action::AskMerge(record.clone()))
        } else {
            (texts.get("revisions-show"), Action::ShowRevisions(record.clone()))
        };
        if ui.button(&text).accessible_name(format!("{text} {}", record.stem())).clicked() {
            actions.push(action);
        }
    }
}

impl ProtocolsForm {
    /// These protocols, in this order.
    pub(in crate::app) fn new(protocols: Vec<Protocol>, unreadable: Vec<Unread>) -> Self {
        let protocols = protocols.into_iter().map(Arc::new).collect();
        Self { finder: Finder::default(), protocols, unreadable, letters: BTreeMap::new() }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 620.0);
        ui.heading(texts.get("protocols-title"));
        self.finder.field(ui, texts.get("protocols-hint"));
        let language = model.language();
        let finds = |protocol: &&Arc<Protocol>| {
            self.finder.finds(&format!("{} {}", protocol.name(language), protocol.reference.id))
        };
        let found: Vec<Arc<Protocol>> = self.protocols.iter().filter(finds).cloned().collect();
        if found.is_empty() {
            caption(ui, texts.get("protocols-nothing"));
        }
        let room = ui.ctx().content_rect().height();
        let height = (room - 440.0).clamp(96.0, 310.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let protocol = &found[at];
            let letters: Vec<String> = protocol.letters().iter().map(Letter::to_string).collect();
            let row = Finder::row(marked, protocol.name(language)).right_text(letters.join(", "));
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        for unread in &self.unreadable {
            unread.show(ui, texts, actions);
        }
        ui.separator();
        let marked = found.get(self.finder.marked()).cloned();
        if let Some(protocol) = &marked {
            self.details(ui, protocol, model);
        }
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("protocols-lay"), marked.is_some()));
        if let Some(protocol) = marked.filter(|_| takes) {
            let letters = self.letters_for(&protocol, model);
            actions.push(Action::CloseDialog);
            actions.push(Action::LayProtocol(protocol, letters));
        }
        stays
    }

    /// What the marked one is: its source, and the cocktails that it is laid with.
    fn details(&mut self, ui: &mut Ui, protocol: &Protocol, model: &Model) {
        let texts = &model.texts;
        ScrollArea::vertical().id_salt("source").max_height(118.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.label(RichText::new(protocol_source(protocol, texts.language())).size(12.5));
            let revision = [("revision", protocol.reference.revision.into())];
            caption(ui, texts.with("protocols-revision", &revision));
        });
        let assigned = self.letters_for(protocol, model);
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            for letter in protocol.letters() {
                let before = assigned.get(&letter).copied();
                let mut current = before;
                cocktail_field(ui, model, letter, &mut current);
                if current != before {
                    self.letters.insert(letter, current);
                }
            }
        });
    }

    /// The session's cocktails in the place of the protocol's: as chosen, else that of the same letter, and where there is
    /// only one, else what the next mark receives.
    fn letters_for(&self, protocol: &Protocol, model: &Model) -> BTreeMap<Letter, Letter> {
        let Some(session) = model.session() else { return BTreeMap::new() };
        let letters = protocol.letters();
        let listed = |letter: &Letter| session.cocktail(*letter).is_some();
        let obvious = |letter: Letter| {
            let same = Some(letter).filter(listed);
            if letters.len() == 1 { model.next.cocktail.filter(listed).or(same) } else { same }
        };
        let assigned = |&letter: &Letter| {
            let chosen = self.letters.get(&letter).copied().unwrap_or_else(|| obvious(letter))?;
            Some((letter, chosen))
        };
        letters.iter().filter_map(assigned).collect()
    }
}

/// Which cocktail of the session is laid for one of the protocol's, perhaps another from now on.
fn cocktail_field(ui: &mut Ui, model: &Model, letter: Letter, current: &mut Option<Letter>) {
    let (texts, Some(session)) = (&model.texts, model.session()) else { return };
    let text = |letter: Option<Letter>| match letter.and_then(|letter| session.cocktail(letter)) {
        Some(cocktail) => format!("{}  {}", cocktail.letter, cocktail.name),
        None => texts.get("cocktail-none"),
    };
    let name = texts.with("protocols-cocktail", &[("letter", letter.to_string().into())]);
    ui.label(&name);
    let combo = ComboBox::from_id_salt(("cocktail of protocol", letter.as_char())).width(170.0);
    let combo = combo.selected_text(text(*current)).show_ui(ui, |ui| {
        for offer in session.cocktails.iter().map(|listed| Some(listed.letter)).chain([None]) {
            ui.selectable_value(current, offer, text(offer));
        }
    });
    combo.response.accessible_name(name);
}

/// Marks to save as a protocol.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ProtocolForm {
    marks: BTreeSet<MarkId>,
    name: String,
    source: String,
    focused: bool,
}

impl ProtocolForm {
    /// These marks of the open session.
    pub(in crate::app) fn of(marks: BTreeSet<MarkId>) -> Self {
        Self { marks, name: String::new(), source: String::new(), focused: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 480.0);
        ui.heading(texts.with("protocol-title", &[("count", self.marks.len().into())]));
        body(ui, |ui| self.fields(ui, texts));
        let ready = !self.name.trim().is_empty();
        let (go, stays) = answer(ui, model, &texts.get("protocol-save"), ready);
        if go {
            let (name, source) = (self.name.trim().to_owned(), self.source.trim().to_owned());
            actions.push(Action::SaveProtocol { marks: self.marks.clone(), name, source });
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.label(texts.get("protocol-text"));
        let name = text_field(ui, &texts.get("protocol-name"), &mut self.name);
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        text_area(ui, &texts.get("protocol-source"), &mut self.source, 3);
    }
}
