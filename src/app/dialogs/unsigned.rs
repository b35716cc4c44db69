//! Sessions of the library that nobody signed though they are older than a day.

use eframe::egui::{Ui, vec2};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::reading::Unsigned;
use super::super::theme;
use super::super::widgets::caption;
use super::finder::Finder;
use super::{Stays, set_width};

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct UnsignedView {
    finder: Finder,
    /// The oldest first.
    sessions: Vec<Unsigned>,
}

impl UnsignedView {
    /// Of these.
    pub(in crate::app) fn new(mut sessions: Vec<Unsigned>) -> Self {
        sessions.sort_by(|a, b| (a.started, &a.record).cmp(&(b.started, &b.record)));
        Self { finder: Finder::default(), sessions }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        ui.heading(texts.with("unsigned-title", &[("count", self.sessions.len().into())]));
        if self.sessions.is_empty() {
            caption(ui, texts.get("unsigned-none"));
        } else {
            self.finder.field(ui, texts.get("unsigned-hint"));
        }
        let words = |one: &Unsigned| {
            [&one.started.date().to_string(), &one.patient, &one.course, &one.title].map(String::as_str).join(" · ")
        };
        let found: Vec<&Unsigned> = self.sessions.iter().filter(|one| self.finder.finds(&words(one))).collect();
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(96.0, 420.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let why = if found[at].amended { texts.get("unsigned-amended") } else { String::new() };
            let row = Finder::row(marked, words(found[at])).right_text(why);
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("unsigned-open"), !found.is_empty()));
        if let Some(one) = found.get(self.finder.marked()).filter(|_| takes) {
            actions.push(Action::CloseDialog);
            actions.push(Action::OpenSession(one.record.clone()));
        }
        stays
    }
}
