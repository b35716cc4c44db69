//! States of a patient, a course or what is the clinic's own that grew from one, made one again part by part.

use std::sync::Arc;

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, complaint};
use super::parts::{part_line, part_name, part_words, record_name};
use super::{Stays, answer, set_width};
use crate::chart::{Content, Part, Pick, Picks, RecordField, Rejoin, Verdict};
use crate::store::{Ends, Holds};
use crate::text::Texts;

/// What is chosen so far.
#[derive(Clone, Debug)]
pub(in crate::app) struct RejoinForm {
    ends: Ends,
    /// What the states are called, with who saved them and when.
    names: Vec<String>,
    /// What can't be read of what the record ends in.
    broken: Vec<String>,
    rejoin: Arc<Rejoin>,
    picks: Picks,
}

impl PartialEq for RejoinForm {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rejoin, &other.rejoin) && self.picks == other.picks
    }
}

/// By what a state is called in the form.
fn letter(at: usize) -> String {
    let nth = u8::try_from(at).ok().filter(|&nth| nth < 26);
    nth.map_or_else(|| (at + 1).to_string(), |nth| char::from(b'A' + nth).to_string())
}

impl RejoinForm {
    /// The states of a record that ended in these, of these names.
    pub(in crate::app) fn new(ends: Ends, names: Vec<String>, broken: Vec<String>, rejoin: Rejoin) -> Self {
        let picks = rejoin.suggested();
        Self { ends, names, broken, rejoin: Arc::new(rejoin), picks }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 620.0);
        self.head(ui, texts);
        let room = (ui.ctx().content_rect().height() - ui.min_rect().height() - 150.0).max(120.0);
        let area = ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
        area.show(ui, |ui| {
            let rejoin = Arc::clone(&self.rejoin);
            for (part, verdict) in rejoin.parts().iter().filter(|(_, verdict)| *verdict != Verdict::Same) {
                self.part(ui, part, *verdict, texts);
            }
            self.same(ui, texts);
        });
        let open = self.rejoin.open(&self.picks);
        // The line stays once all is decided: nothing is to move under the pointer.
        let text =
            if open > 0 { texts.with("merge-open", &[("count", open.into())]) } else { texts.get("rejoin-ready") };
        let colour = if open > 0 { theme::palette(ui).warning } else { theme::palette(ui).weak };
        ui.label(RichText::new(text).color(colour));
        let (go, stays) = answer(ui, model, &texts.get("merge-go"), open == 0);
        if let Some(merged) = self.rejoin.merged(&self.picks).filter(|_| go) {
            actions.push(Action::Merge(self.ends.clone(), Holds::Other(merged)));
            return Stays::Closed;
        }
        stays
    }

    /// Whose record it is, what is asked, and which states there are.
    fn head(&self, ui: &mut Ui, texts: &Texts) {
        let name = self.rejoin.states().first().map(|state| record_name(state, texts)).unwrap_or_default();
        ui.heading(texts.with("rejoin-title", &[("name", name.into())]));
        ui.add(Label::new(RichText::new(texts.get("rejoin-text")).weak()).wrap());
        ui.add_space(4.0);
        for (at, name) in self.names.iter().enumerate() {
            let places = [("state", letter(at).into()), ("words", name.as_str().into())];
            ui.add(Label::new(texts.with("rejoin-says", &places)).wrap());
        }
        for why in &self.broken {
            complaint(ui, &texts.with("rejoin-broken", &[("why", why.as_str().into())]));
        }
        ui.add_space(6.0);
    }

    /// A part that they don't all say the same of.
    fn part(&mut self, ui: &mut Ui, part: &Part, verdict: Verdict, texts: &Texts) {
        let states: Vec<&Content> = self.rejoin.states().iter().collect();
        let name = part_name(&states, part, texts);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&name).family(theme::semibold()));
            let chosen = self.picks.contains_key(part);
            let (text, is_open) = match verdict {
                Verdict::Only(at) => (texts.with("rejoin-only", &[("state", letter(at).into())]), false),
                _ if chosen => (texts.get("rejoin-decided"), false),
                _ => (texts.get("rejoin-several"), true),
            };
            let text = RichText::new(text).size(12.0);
            ui.label(if is_open { text.color(theme::palette(ui).warning) } else { text.weak() });
        });
        if let Some(before) = self.rejoin.before() {
            let places = [("before", part_words(before, part, texts).into())];
            ui.add(Label::new(RichText::new(texts.with("rejoin-before", &places)).weak().size(12.0)).wrap());
        }
        self.answers(ui, (&name, part, verdict), texts);
        if matches!(part, Part::Field(RecordField::Allergies)) {
            let left_out = self.rejoin.left_out(self.picks.get(part).copied());
            if !left_out.is_empty() {
                let places = [("allergies", left_out.join(", ").into())];
                let text = texts.with("rejoin-left-out", &places);
                ui.label(RichText::new(text).color(theme::palette(ui).error).family(theme::semibold()));
            }
        }
        ui.add_space(8.0);
    }

    fn answers(&mut self, ui: &mut Ui, (name, part, verdict): (&str, &Part, Verdict), texts: &Texts) {
        let states = self.rejoin.states().iter();
        let words: Vec<String> = states.map(|state| part_words(state, part, texts)).collect();
        let beyond = words.windows(2).all(|pair| pair[0] == pair[1]);
        let said =
            |state: String, words: &str| texts.with("rejoin-says", &[("state", state.into()), ("words", words.into())]);
        let mut answers: Vec<(Pick, String)> =
            words.iter().enumerate().map(|(at, words)| (Pick::Of(at), said(letter(at), words))).collect();
        // What one alone changed has the rest in it, but for allergies: of those none goes unasked.
        let joins = verdict == Verdict::Several || *part == Part::Field(RecordField::Allergies);
        let all = self.rejoin.all(part).filter(|_| joins).map(|all| part_words(&all, part, texts));
        answers.extend(all.map(|words| (Pick::All, said(texts.get("rejoin-all"), &words))));
        for (pick, text) in answers {
            let chosen = self.picks.get(part) == Some(&pick);
            let answer = ui.radio(chosen, &text).accessible_name(format!("{name}: {text}"));
            if answer.clicked() {
                self.picks.insert(part.clone(), pick);
            }
        }
        if beyond {
            caption(ui, texts.get("rejoin-beyond"));
        }
    }

    /// What all say the same of.
    fn same(&self, ui: &mut Ui, texts: &Texts) {
        let Some(first) = self.rejoin.states().first() else { return };
        let same = self.rejoin.parts().iter().filter(|(_, verdict)| *verdict == Verdict::Same);
        // Of long lists only what is asked is of use.
        let same: Vec<&Part> = same.map(|(part, _)| part).filter(|part| matches!(part, Part::Field(_))).collect();
        if same.is_empty() {
            return;
        }
        caption(ui, texts.get("rejoin-same"));
        for part in same {
            let line = part_line(first, part, texts);
            ui.add(Label::new(RichText::new(line).weak()).wrap());
        }
    }
}
