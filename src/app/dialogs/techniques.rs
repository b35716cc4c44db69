//! The clinic's list of techniques: found by name or alias, hidden and offered, and the way to the form of each.

use eframe::egui::{RichText, ScrollArea, Ui, vec2};

use crate::advice::store_error_text;
use crate::chart::{Technique, TechniqueEdit};
use crate::store::technique_source;
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::{Model, OpenLibrary};
use super::super::technique_words::{default_depth, lines, symbol_text};
use super::super::theme;
use super::super::widgets::{caption, complaint, side_button};
use super::finder::{Chosen, Finder};
use super::{Stays, set_width};

/// The list, and what is looked for in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct TechniquesForm {
    finder: Finder,
}

impl TechniquesForm {
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let Some(open) = model.library_in_use() else { return Stays::Closed };
        let texts = &model.texts;
        set_width(ui, 620.0);
        ui.heading(texts.get("techniques-title"));
        ui.label(texts.get("techniques-text"));
        if let Some(why) = &open.catalogue.fault {
            complaint(ui, &store_error_text(why, texts));
        }
        self.finder.field(ui, texts.get("techniques-hint"));
        let all = open.catalogue.techniques.iter();
        let found: Vec<&Technique> = all.filter(|technique| self.finder.finds(&technique.called())).collect();
        if found.is_empty() {
            caption(ui, texts.get("techniques-nothing"));
        }
        let chosen = self.rows(ui, &found, texts);
        ui.separator();
        let marked = found.get(self.finder.marked()).copied();
        if let Some(technique) = marked {
            details(ui, technique, texts);
        }
        let writable = open.catalogue.fault.is_none();
        ui.add_enabled_ui(writable, |ui| others(ui, open, marked, (texts, actions)));
        let ready = marked.is_some() && writable;
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("techniques-change"), ready));
        if let Some(technique) = marked.filter(|_| takes) {
            actions.push(Action::AskTechnique(Some(technique.id.clone())));
        }
        stays
    }

    fn rows(&mut self, ui: &mut Ui, found: &[&Technique], texts: &Texts) -> Chosen {
        let height = (ui.ctx().content_rect().height() - 480.0).clamp(96.0, 310.0);
        self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let technique = found[at];
            let name = technique.name(texts.language());
            let shown = RichText::new(name);
            let shown = if technique.hidden { shown.weak().strikethrough() } else { shown };
            let aliases = technique.all_aliases(texts.language()).join(", ");
            let right = format!("{aliases}   {}", default_depth(technique, texts));
            let row = Finder::row(marked, shown).truncate().right_text(RichText::new(right).weak());
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui)))).accessible_name(name)
        })
    }
}

/// What the marked one is: its outline, how it is done, and who says so.
fn details(ui: &mut Ui, technique: &Technique, texts: &Texts) {
    let area = ScrollArea::vertical().id_salt("about").max_height(104.0).auto_shrink([false, true]);
    area.show(ui, |ui| {
        let symbol = symbol_text(technique.symbol, texts);
        caption(ui, texts.with("technique-has-symbol", &[("symbol", symbol.into())]));
        for line in lines(technique, texts) {
            caption(ui, line);
        }
        ui.label(RichText::new(technique_source(technique, texts.language())).size(12.5));
        if technique.hidden {
            caption(ui, texts.get("technique-is-hidden"));
        }
    });
}

/// The buttons that don't take the marked one: another one, and whether it is offered.
fn others(ui: &mut Ui, open: &OpenLibrary, marked: Option<&Technique>, (texts, actions): (&Texts, &mut Actions)) {
    ui.horizontal(|ui| {
        if ui.add(side_button(texts.get("techniques-new"))).clicked() {
            actions.push(Action::AskTechnique(None));
        }
        let Some(technique) = marked.filter(|technique| !technique.fixed) else { return };
        let (text, edit) = if technique.hidden {
            (texts.get("techniques-offer"), TechniqueEdit::Offer(technique.id.clone()))
        } else {
            (texts.get("techniques-hide"), TechniqueEdit::Hide(technique.id.clone()))
        };
        if ui.add(side_button(text)).clicked() {
            actions.push(Action::ChangeTechniques(open.library.root().clone(), edit));
        }
    });
}
