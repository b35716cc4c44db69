//! Every state in which the open session was saved: who, when, why, what changed; to look at, to compare, to bring back.

use std::sync::Arc;

use eframe::egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::reading::RevisionRow;
use super::super::theme;
use super::super::widgets::{caption, main_button, side_button};
use super::{Stays, button_row, set_width};
use crate::advice::{changes_text, reason_text, store_error_text};
use crate::text::Texts;

/// The states, the newest first.
#[derive(Clone, Debug)]
pub(in crate::app) struct RevisionsView {
    rows: Arc<Vec<RevisionRow>>,
}

impl PartialEq for RevisionsView {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }
}

impl RevisionsView {
    /// Of a record as it was read, the oldest first.
    pub(in crate::app) fn new(mut rows: Vec<RevisionRow>) -> Self {
        rows.reverse();
        Self { rows: Arc::new(rows) }
    }

    pub(super) fn show(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 640.0);
        ui.heading(texts.get("revisions-title"));
        let heads = self.rows.iter().filter(|row| row.state.is_head).count();
        let text = if heads > 1 { texts.get("revisions-forked") } else { texts.get("revisions-text") };
        ui.add(
            Label::new(RichText::new(text).color(if heads > 1 {
                theme::palette(ui).warning
            } else {
                theme::palette(ui).weak
            }))
            .wrap(),
        );
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        let mut stays = Stays::Open;
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            for row in self.rows.iter() {
                if revision(ui, model, row, actions) {
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
            if heads == 2 && ui.add(side_button(texts.get("revisions-merge"))).clicked() {
                let states = self.rows.iter().filter(|row| row.state.is_head).map(|row| row.state.place.clone());
                actions.push(Action::AskMerge(states.collect()));
                stays = Stays::Closed;
            }
        });
        stays
    }
}

/// One state; `true` once something was asked of it that closes the list.
fn revision(ui: &mut Ui, model: &Model, row: &RevisionRow, actions: &mut Actions) -> bool {
    let texts = &model.texts;
    let name = texts.with("revision-numbered", &[("number", row.state.name.trim_end_matches(".ron").into())]);
    let mut asked = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&name).family(theme::semibold()));
        caption(ui, said(row, texts));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            asked = buttons(ui, model, row, &name, actions);
        });
    });
    let changes = match (&row.read, &row.changes) {
        (Err(why), _) => store_error_text(why, texts),
        (Ok(_), None) => texts.get("revision-first"),
        (Ok(_), Some(changes)) => changes_text(changes, texts),
    };
    ui.add(Label::new(changes).wrap());
    if row.is_altered {
        ui.label(RichText::new(texts.get("revision-altered")).color(theme::palette(ui).error));
    }
    ui.separator();
    asked
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

fn buttons(ui: &mut Ui, model: &Model, row: &RevisionRow, name: &str, actions: &mut Actions) -> bool {
    let texts = &model.texts;
    if row.read.is_err() {
        return false;
    }
    let place = &row.state.place;
    let restore = (texts.get("revision-restore"), Action::Restore(place.clone()));
    let asks = if row.is_open {
        caption(ui, texts.get("revision-open"));
        // The newest is what counts already.
        if row.state.is_head { Vec::new() } else { vec![restore] }
    } else {
        let compare = (texts.get("revision-compare"), Action::CompareWith(Some(place.clone())));
        vec![restore, compare, (texts.get("revision-look"), Action::OpenSession(place.clone()))]
    };
    let mut asked = false;
    for (text, action) in asks {
        if ui.button(&text).accessible_name(format!("{text} {name}")).clicked() {
            actions.push(action);
            asked = true;
        }
    }
    asked
}
