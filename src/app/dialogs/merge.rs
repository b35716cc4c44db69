//! Two states that grew from one, made one again: region by region or mark by mark.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Grid, RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::caption;
use super::super::words::locus_text;
use super::{Stays, answer, set_width};
use crate::advice::outcome_words;
use crate::atlas::regions::Locus;
use crate::compare::{Branch, Choices, Fork, Item};
use crate::store::{Ends, Holds};
use crate::text::Texts;

/// What is chosen so far.
#[derive(Clone, Debug)]
pub(in crate::app) struct MergeForm {
    ends: Ends,
    /// What the two states are called, with who saved them and when.
    names: Vec<String>,
    fork: Arc<Fork>,
    choices: Choices,
}

impl PartialEq for MergeForm {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.fork, &other.fork) && self.choices == other.choices
    }
}

impl MergeForm {
    /// The fork of a record that ended in these states, of these names.
    pub(in crate::app) fn new(ends: Ends, names: Vec<String>, fork: Fork) -> Self {
        let choices = fork.suggested();
        Self { ends, names, fork: Arc::new(fork), choices }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 680.0);
        ui.heading(texts.get("merge-title"));
        caption(ui, texts.get("merge-text"));
        for (letter, name) in ["A", "B"].into_iter().zip(&self.names) {
            ui.label(format!("{letter}: {name}"));
        }
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 330.0).max(120.0);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| self.items(ui, texts));
        let open = self.fork.items().len() - self.choices.len();
        if open > 0 {
            let text = texts.with("merge-open", &[("count", open.into())]);
            ui.label(RichText::new(text).color(theme::palette(ui).warning));
        }
        let (go, stays) = answer(ui, model, &texts.get("merge-go"), open == 0);
        if let Some(merged) = self.fork.merged(&self.choices).filter(|_| go) {
            actions.push(Action::Merge(self.ends.clone(), Holds::Session(Arc::new(merged))));
            return Stays::Closed;
        }
        stays
    }

    fn items(&mut self, ui: &mut Ui, texts: &Texts) {
        let mut by_locus: BTreeMap<Option<Locus>, Vec<Item>> = BTreeMap::new();
        for &item in self.fork.items() {
            by_locus.entry(self.fork.locus(item)).or_default().push(item);
        }
        for (locus, items) in by_locus {
            self.part(ui, locus, &items, texts);
        }
    }

    /// A part of the body, or what lies nowhere.
    fn part(&mut self, ui: &mut Ui, locus: Option<Locus>, items: &[Item], texts: &Texts) {
        let name = locus.map_or_else(|| texts.get("merge-nowhere"), |locus| locus_text(texts, locus));
        ui.horizontal(|ui| {
            ui.label(RichText::new(&name).family(theme::semibold()));
            if items.len() > 1 {
                for (letter, branch) in [("A", Branch::One), ("B", Branch::Other)] {
                    let text = texts.with("merge-all", &[("state", letter.into())]);
                    if ui.small_button(&text).clicked() {
                        self.choices.extend(items.iter().map(|&item| (item, branch)));
                    }
                }
            }
        });
        Grid::new(("merge", &name)).num_columns(3).spacing([20.0, 4.0]).show(ui, |ui| {
            for &item in items {
                let text = RichText::new(self.item_text(item, texts));
                let is_open = !self.choices.contains_key(&item);
                ui.label(if is_open { text.color(theme::palette(ui).warning) } else { text });
                for (branch, text) in self.answers(item, texts) {
                    let chosen = self.choices.get(&item) == Some(&branch);
                    if ui.radio(chosen, text).clicked() {
                        self.choices.insert(item, branch);
                    }
                }
                ui.end_row();
            }
        });
        ui.add_space(6.0);
    }

    fn item_text(&self, item: Item, texts: &Texts) -> String {
        match item {
            Item::Shared(id) | Item::Placed(_, id) => {
                let mark = self.fork.mark(item, Branch::One).or_else(|| self.fork.mark(item, Branch::Other));
                texts.with("merge-mark", &[("number", mark.map_or(id.0, |mark| mark.number).into())])
            }
            Item::Cocktail(letter) => texts.with("merge-cocktail", &[("letter", letter.to_string().into())]),
            Item::SharedOutcome(id) | Item::AddedOutcome(_, id) => {
                texts.with("merge-outcome", &[("number", id.0.into())])
            }
            Item::Details => texts.get("merge-details"),
        }
    }

    fn answers(&self, item: Item, texts: &Texts) -> [(Branch, String); 2] {
        let of = |letter: &str, branch: Branch| match item {
            Item::Shared(_) => self.mark_text(letter, item, branch, texts),
            Item::Cocktail(of) => {
                let cocktail = self.fork.state(branch).cocktail(of);
                let name = cocktail.map_or_else(|| texts.get("merge-none"), |cocktail| cocktail.name.clone());
                format!("{letter}: {name}")
            }
            Item::Details => format!("{letter}: {}", self.fork.state(branch).details.title),
            Item::SharedOutcome(_) => {
                let outcome = self.fork.outcome(item, branch);
                let words = outcome.map_or_else(|| texts.get("merge-none"), |outcome| outcome_words(outcome, texts));
                format!("{letter}: {words}")
            }
            Item::AddedOutcome(by, _) if by == branch => {
                let outcome = self.fork.outcome(item, branch);
                let words = outcome.map(|outcome| outcome_words(outcome, texts)).unwrap_or_default();
                texts.with("merge-keep-outcome", &[("state", letter.into()), ("words", words.into())])
            }
            Item::Placed(by, _) if by == branch => texts.with("merge-keep", &[("state", letter.into())]),
            Item::AddedOutcome(..) | Item::Placed(..) => texts.get("merge-leave-out"),
        };
        [(Branch::One, of("A", Branch::One)), (Branch::Other, of("B", Branch::Other))]
    }

    /// What a state has of a mark that both had; where it lies only if that differs.
    fn mark_text(&self, letter: &str, item: Item, branch: Branch, texts: &Texts) -> String {
        let [mark, other] = [branch, branch.other()].map(|branch| self.fork.mark(item, branch));
        let Some(mark) = mark else { return format!("{letter}: {}", texts.get("merge-removed")) };
        if let Some(why) = self.fork.void(item, branch) {
            return texts.with("merge-void", &[("state", letter.into()), ("why", why.into())]);
        }
        let deposit = &mark.deposit;
        let ml = deposit.volume.map_or_else(|| "–".to_owned(), |volume| texts.decimal(volume.ml()));
        let [x, y, z] = mark.site().hundredths().map(|hundredths| hundredths / 100);
        let places = [
            ("state", letter.into()),
            ("depth", texts.decimal(deposit.depth.mm()).into()),
            ("ml", ml.into()),
            ("place", format!("{x}, {y}, {z}").into()),
        ];
        if other.is_some_and(|other| other.shape != mark.shape) {
            return texts.with("merge-as-at", &places);
        }
        texts.with("merge-as", &places)
    }
}
