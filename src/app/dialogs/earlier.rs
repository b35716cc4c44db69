//! Taking over marks of any session of the course, region by region.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui, vec2};

use crate::atlas::regions::Locus;
use crate::chart::{MarkId, Session};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, side_button};
use super::super::words::{locus_text, session_text};
use super::finder::Finder;
use super::{Stays, set_width};

/// Sessions to take marks from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct EarlierForm {
    finder: Finder,
    /// The newest first.
    sessions: Vec<Arc<Session>>,
    /// What of the session that is marked isn't taken.
    without: BTreeSet<Locus>,
    /// The session that `without` is about.
    about: Option<String>,
}

impl EarlierForm {
    /// These sessions, of the open one's course.
    pub(in crate::app) fn new(mut sessions: Vec<Arc<Session>>) -> Self {
        sessions.sort_by_key(|session| std::cmp::Reverse((session.details.started, session.id.clone())));
        Self { finder: Finder::default(), sessions, without: BTreeSet::new(), about: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        ui.heading(texts.get("earlier-title"));
        self.finder.field(ui, texts.get("earlier-hint"));
        let name = |session: &Session| session_text(&session.details.title, session.details.started);
        let found: Vec<Arc<Session>> =
            self.sessions.iter().filter(|session| self.finder.finds(&name(session))).cloned().collect();
        if found.is_empty() {
            caption(ui, texts.get("earlier-nothing"));
        }
        let height = (ui.ctx().content_rect().height() - 460.0).clamp(96.0, 200.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let count = texts.with("earlier-count", &[("count", found[at].marks.len().into())]);
            let row = Finder::row(marked, name(&found[at])).right_text(count);
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        let marked = found.get(self.finder.marked());
        let taken = marked.map(|session| self.regions(ui, session, texts)).unwrap_or_default();
        let draws = marked.is_some_and(|session| around_button(ui, session, texts));
        let (takes, stays) = Finder::answer(
            ui,
            model,
            chosen,
            (texts.with("earlier-take", &[("count", taken.len().into())]), !taken.is_empty()),
        );
        let around = marked.filter(|session| !session.marks.is_empty());
        if let Some(session) = around.filter(|_| draws || takes && ui.input(|input| input.modifiers.shift)) {
            actions.push(Action::CloseDialog);
            actions.push(Action::DrawAround(Arc::clone(session)));
        } else if let Some(session) = marked.filter(|_| takes) {
            actions.push(Action::CloseDialog);
            actions.push(Action::TakeOver(Arc::clone(session), taken));
        }
        stays
    }

    /// The regions of a session, each to be left out; returns the marks that are taken.
    fn regions(&mut self, ui: &mut Ui, session: &Session, texts: &Texts) -> BTreeSet<MarkId> {
        if self.about.as_ref() != Some(&session.id) {
            self.about = Some(session.id.clone());
            self.without.clear();
        }
        let mut regions: BTreeMap<Locus, Vec<MarkId>> = BTreeMap::new();
        for mark in &session.marks {
            regions.entry(mark.site().locus()).or_default().push(mark.id);
        }
        ui.separator();
        ScrollArea::vertical().id_salt("regions").max_height(170.0).auto_shrink([false, true]).show(ui, |ui| {
            for (locus, marks) in &regions {
                let mut is_taken = !self.without.contains(locus);
                let text = format!("{} ({})", locus_text(texts, *locus), marks.len());
                if ui.checkbox(&mut is_taken, text).changed() {
                    if is_taken {
                        self.without.remove(locus)
                    } else {
                        self.without.insert(*locus)
                    };
                }
            }
        });
        if regions.len() > 1 {
            ui.horizontal(|ui| {
                if ui.button(texts.get("earlier-all")).clicked() {
                    self.without.clear();
                }
                if ui.button(texts.get("earlier-none")).clicked() {
                    self.without = regions.keys().copied().collect();
                }
            });
        }
        let taken = regions.into_iter().filter(|(locus, _)| !self.without.contains(locus));
        taken.flat_map(|(_, marks)| marks).collect()
    }
}

/// Instead of regions: what is drawn around on the body.
fn around_button(ui: &mut Ui, session: &Session, texts: &Texts) -> bool {
    let button = side_button(texts.get("earlier-around"));
    let keys = format!("{}+{}", texts.get("key-shift"), texts.get("key-enter"));
    ui.add_enabled(!session.marks.is_empty(), button).on_hover_text(keys).clicked()
}
