//! Questions about the whole library: who had a lot, who is overdue, who had a substance in a region. The field and the list below
//! are one stop of the keyboard; Enter opens the session.

use std::sync::Arc;

use eframe::egui::{ComboBox, ProgressBar, Ui, vec2};
use jiff::civil::Date;

use super::super::action::{Action, Actions, FoundOrder, PathUse};
use super::super::jobs::Name;
use super::super::model::{Model, Search};
use super::super::reading::{LibraryAnswer, LibraryQuestion};
use super::super::theme;
use super::super::widgets::{caption, complaint, side_button};
use super::finder::Finder;
use super::{Stays, set_width};
use crate::advice::{found_count, found_row};
use crate::atlas::regions::{RegionId, RegionTree, Side};
use crate::store::Place;
use crate::text::{Texts, date};

/// What is asked, and how far the list was walked.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct SearchForm {
    root: Place,
    today: Date,
    asks: Asks,
    finder: Finder,
    region: Option<RegionId>,
    side: Option<Side>,
    /// What was asked last.
    asked: Option<LibraryQuestion>,
}

/// Which question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Lot,
    Overdue,
    Substance,
}

impl SearchForm {
    /// About the library in a folder; `today` is what the clock shows.
    pub(in crate::app) fn new(root: Place, today: Date) -> Self {
        let (finder, asks) = (Finder::default(), Asks::Lot);
        Self { root, today, asks, finder, region: None, side: None, asked: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(open) = model.library.as_ref().filter(|open| *open.library.root() == self.root) else {
            return Stays::Closed;
        };
        set_width(ui, 760.0);
        ui.heading(texts.get("search-title"));
        self.questions(ui, texts);
        let question = self.question(ui, texts);
        if let Some(question) = question.clone().filter(|question| self.asked.as_ref() != Some(question)) {
            self.asked = Some(question.clone());
            actions.push(Action::AskLibrary(self.root.clone(), Some(question)));
        }
        self.progress(ui, &open.search, texts, actions);
        let answer = open.search.answer.as_ref().filter(|answer| Some(&answer.question) == question.as_ref());
        Self::count(ui, answer, (question.is_some(), &open.search), texts, actions);
        self.rows(ui, answer.map(|answer| &**answer), model, actions)
    }

    fn questions(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.horizontal_wrapped(|ui| {
            let all = [
                (Asks::Lot, texts.get("search-lot")),
                (Asks::Overdue, texts.get("search-overdue")),
                (Asks::Substance, texts.get("search-substance")),
            ];
            for (asks, name) in all {
                if ui.radio(self.asks == asks, name).clicked() && self.asks != asks {
                    (self.asks, self.finder) = (asks, Finder::default());
                }
            }
        });
        if self.asks == Asks::Substance {
            self.place(ui, texts);
        }
    }

    /// Where a substance was given.
    fn place(&mut self, ui: &mut Ui, texts: &Texts) {
        let (tree, language) = (RegionTree::get(), texts.language());
        ui.horizontal_wrapped(|ui| {
            let anywhere = texts.get("search-anywhere");
            let shown = self.region.map_or(anywhere.as_str(), |region| tree.region(region).name(language)).to_owned();
            let combo = ComboBox::from_id_salt("search region").width(280.0).selected_text(shown);
            let response = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.region, None, &anywhere);
                for (id, region) in tree.regions() {
                    let name = format!("{}{}", "    ".repeat(tree.level(id) - 1), region.name(language));
                    ui.selectable_value(&mut self.region, Some(id), name);
                }
            });
            response.response.accessible_name(texts.get("search-region"));
            let sides = [
                (None, texts.get("search-any-side")),
                (Some(Side::Left), texts.get("search-left")),
                (Some(Side::Right), texts.get("search-right")),
            ];
            for (side, name) in sides {
                ui.radio_value(&mut self.side, side, name);
            }
        });
    }

    /// The field, and what it asks; `None` where nothing that can be asked stands in it.
    fn question(&mut self, ui: &mut Ui, texts: &Texts) -> Option<LibraryQuestion> {
        let hint = match self.asks {
            Asks::Lot => texts.get("search-lot-hint"),
            Asks::Overdue => texts.get("search-overdue-hint"),
            Asks::Substance => texts.get("search-substance-hint"),
        };
        self.finder.field(ui, hint);
        let typed = self.finder.typed().trim().to_owned();
        match self.asks {
            Asks::Overdue => match date(&typed, texts.chosen()) {
                Ok(on) => Some(LibraryQuestion::Overdue(on.unwrap_or(self.today))),
                Err(flaw) => {
                    complaint(ui, &flaw.sentence(texts));
                    None
                }
            },
            Asks::Lot => (!typed.is_empty()).then_some(LibraryQuestion::Lot(typed)),
            Asks::Substance => (!typed.is_empty()).then_some(LibraryQuestion::Substance(typed, self.region, self.side)),
        }
    }

    /// How much of the library is read; a way to stop it, and to begin again.
    fn progress(&self, ui: &mut Ui, search: &Search, texts: &Texts, actions: &mut Actions) {
        let Some(done) = search.done else {
            if search.index.is_none() && ui.add(side_button(texts.get("search-read"))).clicked() {
                actions.push(Action::AskLibrary(self.root.clone(), None));
            }
            return;
        };
        ui.horizontal(|ui| {
            ui.add(ProgressBar::new(done).desired_width(180.0));
            let percent = texts.decimal(format_args!("{:.0}", done * 100.0));
            ui.label(texts.with("search-reading", &[("percent", percent.into())]));
            if ui.add(side_button(texts.get("export-stop"))).clicked() {
                actions.push(Action::Stop(Name::Index));
            }
        });
    }

    /// How many were found, and the way to have them as a table.
    fn count(
        ui: &mut Ui,
        answer: Option<&Arc<LibraryAnswer>>,
        (is_asked, search): (bool, &Search),
        texts: &Texts,
        actions: &mut Actions,
    ) {
        let Some(answer) = answer else {
            let busy = is_asked && (search.done.is_some() || search.index.is_some());
            caption(ui, if busy { texts.get("search-busy") } else { texts.get("search-nothing-asked") });
            return;
        };
        ui.horizontal_wrapped(|ui| {
            caption(ui, found_count(&answer.found, texts));
            let csv = side_button(texts.get("search-csv"));
            if ui.add_enabled(!answer.found.hits.is_empty(), csv).clicked() {
                let order = FoundOrder { answer: Arc::clone(answer), file_name: texts.get("search-file") + ".csv" };
                actions.push(Action::AskPath(PathUse::ExportFound(Arc::new(order))));
            }
        });
    }

    fn rows(&mut self, ui: &mut Ui, answer: Option<&LibraryAnswer>, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let hits = answer.map_or(&[][..], |answer| &answer.found.hits);
        let height = (ui.ctx().content_rect().height() - 360.0).clamp(96.0, 420.0);
        let chosen = self.finder.rows(ui, (hits.len(), height), |ui, at, marked| {
            let row = answer.zip(hits.get(at)).map(|(answer, hit)| found_row(&answer.index, hit, texts));
            let row = row.unwrap_or_default();
            let words = [row.patient, row.details, row.course, row.session, row.what];
            let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
            let row = Finder::row(marked, words.join(" · ")).right_text(row.figure).truncate();
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("search-open"), !hits.is_empty()));
        let hit = hits.get(self.finder.marked()).filter(|_| takes);
        if let Some(lying) = answer.zip(hit).and_then(|(answer, hit)| answer.index.lying(hit)) {
            actions.push(Action::CloseDialog);
            actions.push(Action::OpenSession(lying.session));
        }
        stays
    }
}
