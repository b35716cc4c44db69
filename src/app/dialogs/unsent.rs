//! What couldn't be sent, to be sent once more or dropped.

use eframe::egui::{RichText, ScrollArea, Ui, vec2};

use crate::send::{Parcel, Recipient};
use crate::store::Place;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{MAIN, caption, card, complaint, main_button, side_button};
use super::send::{answers, stop_or_close};
use super::{Stays, body_over, button_row, set_width};

/// The room of the button at the end of a row, and of the two that ask whether it is meant, in points.
const DISCARD: f32 = 122.0;
const ASKING: f32 = 340.0;

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct UnsentView {
    root: Place,
    parcels: Vec<Parcel>,
    /// Files that are kept there and can't be read.
    strange: Vec<Place>,
    /// Which of them somebody is asked about, before it is dropped.
    asks: Option<usize>,
}

impl UnsentView {
    /// Of a library.
    pub(in crate::app) fn new(root: Place, parcels: Vec<Parcel>, strange: Vec<Place>) -> Self {
        Self { root, parcels, strange, asks: None }
    }

    /// Whether it lists what this library keeps.
    pub(in crate::app) fn is_of(&self, root: &Place) -> bool {
        self.root == *root
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let (texts, archive) = (&model.texts, &model.archive);
        set_width(ui, 620.0);
        ui.heading(texts.with("unsent-title", &[("count", self.parcels.len().into())]));
        body_over(ui, 22.0, |ui| {
            let none = self.parcels.is_empty();
            caption(ui, if none { texts.get("unsent-none") } else { texts.get("unsent-why") });
            for file in &self.strange {
                complaint(ui, &texts.with("unsent-strange", &[("file", file.shown().display().to_string().into())]));
            }
            ScrollArea::vertical().id_salt("unsent").max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
                for at in 0..self.parcels.len() {
                    self.row(ui, at, model, actions);
                }
            });
            answers(ui, archive, texts);
        });
        self.buttons(ui, model, actions)
    }

    fn row(&mut self, ui: &mut Ui, at: usize, model: &Model, actions: &mut Actions) {
        let (texts, parcel) = (&model.texts, &self.parcels[at]);
        let [name, number] = &parcel.label.patient;
        let [study, date] = &parcel.label.study;
        let mut asks = self.asks;
        let is_asked = self.asks == Some(at);
        let free = !model.archive.is_sending;
        card(ui).show(ui, |ui| {
            ui.horizontal(|ui| {
                let room = ui.available_width() - if is_asked { ASKING } else { DISCARD };
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.label(format!("{} · {name} ({number})", parcel.label.shows));
                    caption(ui, format!("{study} · {} → {}", dashed(date), parcel.to));
                });
                if !is_asked {
                    if ui.add_enabled(free, side_button(texts.get("unsent-discard"))).clicked() {
                        asks = Some(at);
                    }
                    return;
                }
                let yes = RichText::new(texts.get("unsent-discard-yes")).color(theme::palette(ui).error);
                if ui.add_enabled(free, side_button(yes)).clicked() {
                    actions.push(Action::DiscardUnsent(self.root.clone(), Box::new(parcel.clone())));
                    asks = None;
                }
                // Where the button was that asks: a double click keeps it.
                let no = side_button(texts.get("unsent-discard-no"));
                if ui.add(no.min_size(vec2(ui.available_width(), MAIN))).clicked() {
                    asks = None;
                }
            });
        });
        self.asks = asks;
    }

    fn buttons(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let (texts, archive) = (&model.texts, &model.archive);
        let mut stays = Stays::Open;
        ui.add_space(10.0);
        button_row(ui, |ui| {
            let ready = !self.parcels.is_empty() && !archive.is_sending;
            if ui.add_enabled(ready, main_button(texts.get("unsent-again"), ui)).clicked() {
                actions.push(Action::SendAgain(self.root.clone(), self.parcels.clone()));
            }
            // The archive may have moved, or its address was mistyped: what is kept goes to where sessions go now.
            if let Ok(to) = model.settings.archive.destination().map(Recipient::Archive)
                && self.parcels.iter().any(|parcel| parcel.to.is_like(&to) && parcel.to != to)
                && ui
                    .add_enabled(ready, side_button(texts.with("unsent-to", &[("to", to.to_string().into())])))
                    .clicked()
            {
                let parcels = self.parcels.iter().map(|parcel| parcel.clone().addressed(&to)).collect();
                actions.push(Action::SendAgain(self.root.clone(), parcels));
            }
            stays = stop_or_close(ui, model, actions);
        });
        stays
    }
}

/// `20260907` as `2026-09-07`.
fn dashed(date: &str) -> String {
    match (date.get(..4), date.get(4..6), date.get(6..)) {
        (Some(year), Some(month), Some(day)) if date.len() == 8 => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}
