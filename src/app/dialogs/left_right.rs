//! The left of the open session against its right: counts, volumes, offsets.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Grid, RichText, Ui};

use crate::atlas::regions::RegionTree;
use crate::chart::{MarkId, Tally};
use crate::compare::{BySide, LeftRight};
use crate::scene::{offsets_in_words, short_name};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, main_button, side_button};
use super::{Stays, body, button_row, set_width};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct LeftRightView(Arc<LeftRight>);

impl LeftRightView {
    /// Of a session as it was a moment ago.
    pub(in crate::app) fn new(found: LeftRight) -> Self {
        Self(Arc::new(found))
    }

    pub(super) fn show(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let (texts, found) = (&model.texts, &*self.0);
        set_width(ui, 560.0);
        ui.heading(texts.get("sides-title"));
        ui.add_space(4.0);
        body(ui, |ui| {
            sums(ui, found, texts);
            ui.add_space(8.0);
            ui.label(offsets(found, texts));
            for words in [drift(found, texts), farthest(found, model)].into_iter().flatten() {
                ui.label(words);
            }
            caption(ui, texts.get("sides-how"));
        });
        let (single, unlike) = (&found.single, found.unlike());
        let mut stays = Stays::Open;
        ui.add_space(12.0);
        button_row(ui, |ui| {
            let main = main_button(texts.get("close"), ui);
            if ui.add(main).clicked() {
                stays = Stays::Closed;
            }
            let choices = [
                (texts.with("sides-select-single", &[("count", single.len().into())]), single),
                (texts.with("sides-select-unlike", &[("count", unlike.len().into())]), &unlike),
            ];
            for (text, marks) in choices.into_iter().filter(|(_, marks)| !marks.is_empty()) {
                if ui.add(side_button(text)).clicked() {
                    select(marks, actions);
                    stays = Stays::Closed;
                }
            }
        });
        stays
    }
}

fn select(marks: &BTreeSet<MarkId>, actions: &mut Actions) {
    actions.push(Action::GoTo(marks.clone()));
}

/// A row for all, one for each region, and what lies in the midline.
fn sums(ui: &mut Ui, found: &LeftRight, texts: &Texts) {
    let name = |region| short_name(RegionTree::get().region(region).name(texts.language())).to_owned();
    let all = std::iter::once((texts.get("sides-all"), found.all));
    let rows = all.chain(found.regions.iter().map(|(&region, sums)| (name(region), *sums)));
    Grid::new("left-right").num_columns(3).min_col_width(160.0).spacing([24.0, 4.0]).striped(true).show(ui, |ui| {
        for head in [String::new(), texts.get("sides-right"), texts.get("sides-left")] {
            ui.label(RichText::new(head).family(theme::semibold()));
        }
        ui.end_row();
        for (name, BySide { left, right, .. }) in rows {
            ui.label(name);
            // As one sees the patient: right at the left.
            let text = |tally: Tally| tally_text(tally, texts);
            let same = left == right;
            for side in [right, left] {
                let text = RichText::new(text(side));
                ui.label(if same { text } else { text.family(theme::semibold()) });
            }
            ui.end_row();
        }
    });
    if found.all.midline.points > 0 {
        let text = tally_text(found.all.midline, texts);
        caption(ui, texts.with("sides-midline", &[("sum", text.into())]));
    }
}

fn tally_text(tally: Tally, texts: &Texts) -> String {
    let ml = texts.decimal(tally.decimal());
    texts.with("sides-sum", &[("count", tally.points.into()), ("ml", ml.into())])
}

fn offsets(found: &LeftRight, texts: &Texts) -> String {
    let mm = |mm: f32| fluent_bundle::FluentValue::from(texts.decimal(format_args!("{mm:.1}")));
    let tolerance = ("tolerance", mm(found.tolerance_mm));
    match found.offsets_mm() {
        None => texts.with("sides-no-pairs", &[tolerance]),
        Some([median, largest]) => {
            let places =
                [("pairs", found.pairs.len().into()), ("median", mm(median)), ("largest", mm(largest)), tolerance];
            texts.with("sides-offsets", &places)
        }
    }
}

/// Which way the right lies off on average; nothing where it doesn't.
fn drift(found: &LeftRight, texts: &Texts) -> Option<String> {
    let way = offsets_in_words(&found.drift(), texts)?;
    Some(texts.with("sides-drift", &[("way", way.into())]))
}

/// Which pair is farthest off, and which way; nothing where none is.
fn farthest(found: &LeftRight, model: &Model) -> Option<String> {
    let (pair, way) = found.farthest()?;
    let way = offsets_in_words(&way, &model.texts)?;
    let number = |id: MarkId| model.session().and_then(|session| session.number_of(id)).unwrap_or(id.0);
    let places = [("right", number(pair.after).into()), ("left", number(pair.before).into()), ("way", way.into())];
    Some(model.texts.with("sides-farthest", &places))
}
