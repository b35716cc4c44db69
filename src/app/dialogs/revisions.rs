//! Every state of a record: who, when, why, what changed; to look at, to compare, to bring back.

use std::sync::Arc;

use eframe::egui::{Align, CollapsingHeader, Label, Layout, RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::reading::{RevisionRow, Revisions};
use super::super::theme;
use super::super::widgets::{caption, main_button, side_button};
use super::parts::{part_line, record_name};
use super::{Stays, button_row, set_width};
use crate::advice::{reason_text, store_error_text};
use crate::chart::Content;
use crate::store::Holds;
use crate::text::Texts;

/// The states, the newest first.
#[derive(Clone, Debug)]
pub(in crate::app) struct RevisionsView {
    read: Arc<Revisions>,
    /// Whether they are those of the open session.
    open: bool,
}

impl PartialEq for RevisionsView {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.read, &other.read)
    }
}

impl RevisionsView {
    /// Of a record as it was read, the oldest first; `open` where it is that of the open session.
    pub(in crate::app) fn new(mut read: Revisions, open: bool) -> Self {
        read.rows.reverse();
        Self { read: Arc::new(read), open }
    }

    /// Whether they are those of the open session.
    pub(super) fn is_about_the_document(&self) -> bool {
        self.open
    }

    /// Whether somebody signed it, so that an older state is only brought back by who amends it.
    fn is_locked(&self, model: &Model) -> bool {
        let is_signed = self.read.rows.iter().any(|row| row.state.signed().is_some());
        is_signed && !(self.open && model.editable())
    }

    fn heads(&self) -> impl Iterator<Item = &RevisionRow> {
        self.read.rows.iter().filter(|row| row.state.is_head)
    }

    fn readable_heads(&self) -> usize {
        self.heads().filter(|row| row.read.is_ok()).count()
    }

    fn title(&self, texts: &Texts) -> String {
        if self.open {
            return texts.get("revisions-title");
        }
        let held = self.read.rows.iter().find_map(|row| row.read.as_ref().ok());
        let name = match held {
            Some(Holds::Session(session)) => session.details.title.clone(),
            Some(Holds::Other(content)) => record_name(content, texts),
            None => self.read.ends.record().stem().to_owned(),
        };
        texts.with("revisions-title-of", &[("name", name.into())])
    }

    /// What they are, and what is amiss with the newest.
    fn text(&self, ui: &mut Ui, model: &Model) {
        let (texts, palette) = (&model.texts, theme::palette(ui));
        let broken: Vec<&str> =
            self.heads().filter(|row| row.read.is_err()).map(|row| row.state.name.as_str()).collect();
        let (text, colour) = if !broken.is_empty() {
            (texts.with("revisions-broken", &[("states", broken.join(", ").into())]), palette.error)
        } else if self.readable_heads() > 1 {
            (texts.get("revisions-forked"), palette.warning)
        } else {
            (texts.get(if self.is_locked(model) { "revisions-signed" } else { "revisions-text" }), palette.weak)
        };
        ui.add(Label::new(RichText::new(text).color(colour)).wrap());
    }

    pub(super) fn show(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 640.0);
        ui.heading(self.title(texts));
        self.text(ui, model);
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        let mut stays = Stays::Open;
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            for row in &self.read.rows {
                if self.revision(ui, model, row, actions) {
                    stays = Stays::Closed;
                }
            }
        });
        ui.add_space(10.0);
        button_row(ui, |ui| {
            let main = main_button(texts.get("close"), ui);
            if ui.add(main).clicked() {
                stays = Stays::Closed;
            }
            if self.readable_heads() > 1 && ui.add(side_button(texts.get("revisions-merge"))).clicked() {
                actions.push(Action::AskMerge(self.read.ends.record().clone()));
                stays = Stays::Closed;
            }
        });
        stays
    }

    /// One state; `true` once something was asked of it that closes the list.
    fn revision(&self, ui: &mut Ui, model: &Model, row: &RevisionRow, actions: &mut Actions) -> bool {
        let (texts, palette) = (&model.texts, theme::palette(ui));
        let name = texts.with("revision-numbered", &[("number", row.state.name.trim_end_matches(".ron").into())]);
        let mut asked = false;
        ui.horizontal(|ui| {
            ui.label(RichText::new(&name).family(theme::semibold()));
            if row.read.is_err() {
                ui.label(RichText::new(texts.get("revision-broken")).color(palette.error).family(theme::semibold()));
            }
            if row.state.note().is_some() || row.read.is_ok() {
                caption(ui, said(row, texts));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                asked = self.buttons(ui, model, row, &name, actions);
            });
        });
        let changes = match (&row.read, &row.changes) {
            (Err(why), _) => RichText::new(store_error_text(why, texts)).color(palette.error),
            (Ok(_), None) if row.parents().is_empty() => RichText::new(texts.get("revision-first")),
            (Ok(_), None) => RichText::new(texts.get("revision-from-broken")),
            (Ok(_), Some(changes)) => RichText::new(changes),
        };
        if let Some(note) = row.state.note().filter(|note| !note.reason.is_empty()) {
            let why = texts.with("revision-because", &[("why", note.reason.as_str().into())]);
            ui.add(Label::new(RichText::new(why).color(palette.weak)).wrap());
        }
        ui.add(Label::new(changes).wrap());
        if row.is_altered {
            ui.label(RichText::new(texts.get("revision-altered")).color(palette.error));
        }
        if let Ok(Holds::Other(content)) = &row.read {
            contents(ui, content, &name, texts);
        }
        ui.separator();
        asked
    }

    fn buttons(&self, ui: &mut Ui, model: &Model, row: &RevisionRow, name: &str, actions: &mut Actions) -> bool {
        let texts = &model.texts;
        let Ok(holds) = &row.read else { return false };
        let place = &row.state.place;
        let restore = (texts.get("revision-restore"), Action::Restore(self.read.ends.clone(), place.clone()));
        // The only newest is what counts already.
        let counts = row.state.is_head && self.heads().count() == 1;
        let look = (texts.get("revision-look"), Action::OpenSession(place.clone()));
        let asks = match holds {
            Holds::Session(_) if row.is_open => {
                caption(ui, texts.get("revision-open"));
                if counts { Vec::new() } else { vec![restore] }
            }
            Holds::Session(_) if self.open => {
                let compare = (texts.get("revision-compare"), Action::CompareWith(Some(place.clone())));
                vec![restore, compare, look]
            }
            Holds::Session(_) if counts => vec![look],
            Holds::Session(_) => vec![restore, look],
            Holds::Other(_) if counts => Vec::new(),
            Holds::Other(_) => vec![restore],
        };
        let mut asked = false;
        let locked = self.is_locked(model);
        for (text, action) in asks {
            if locked && matches!(action, Action::Restore(..)) {
                continue;
            }
            if ui.button(&text).accessible_name(format!("{text} {name}")).clicked() {
                actions.push(action);
                asked = true;
            }
        }
        asked
    }
}

/// All that a state says of itself, once somebody wants to see it.
fn contents(ui: &mut Ui, content: &Content, name: &str, texts: &Texts) {
    let title = RichText::new(texts.get("revision-says")).size(12.5);
    CollapsingHeader::new(title).id_salt(name).show(ui, |ui| {
        for part in content.parts() {
            ui.add(Label::new(part_line(content, &part, texts)).wrap());
        }
    });
}

/// When, who, why.
fn said(row: &RevisionRow, texts: &Texts) -> String {
    let Some(note) = row.state.note() else { return texts.get("revision-unsaid") };
    let (at, why) = (note.at.short(), reason_text(note.why, texts));
    let places = [("at", at.into()), ("author", note.author.clone().into()), ("why", why.into())];
    if note.author.is_empty() {
        texts.with("revision-said-by-nobody", &places)
    } else {
        texts.with("revision-said", &places)
    }
}
