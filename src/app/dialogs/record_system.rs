//! The open session for a record system: to a file, or by HTTP to where it listens.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::advice::no_system_text;
use crate::send::System;

use super::super::action::{Action, Actions, PathUse};
use super::super::archive::RecordOrder;
use super::super::model::Model;
use super::super::widgets::{complaint, main_button, side_button, text_field};
use super::send::{answers, stop_or_close, subject};
use super::{Stays, body_over, button_row, set_width};

/// What is typed, and what goes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RecordForm {
    order: Arc<RecordOrder>,
    address: String,
    focused: bool,
}

impl RecordForm {
    /// Of the session that is open, to where the last one went.
    pub(in crate::app) fn new(order: Arc<RecordOrder>, address: String) -> Self {
        Self { order, address, focused: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 520.0);
        ui.heading(texts.get("record-title"));
        let to = System::parse(&self.address);
        body_over(ui, 22.0, |ui| {
            subject(ui, model, &self.order.subject, texts.get("record-saved"));
            let address = text_field(ui, &texts.get("record-address"), &mut self.address);
            if !std::mem::replace(&mut self.focused, true) {
                address.request_focus();
            }
            match &to {
                Err(why) if !self.address.trim().is_empty() => complaint(ui, &no_system_text(*why, texts)),
                Ok(to) if to.is_elsewhere() => {
                    complaint(ui, &texts.with("record-in-the-clear", &[("to", to.to_string().into())]));
                }
                _ => {}
            }
            answers(ui, &model.archive, texts);
        });
        ui.add_space(10.0);
        let mut stays = Stays::Open;
        button_row(ui, |ui| {
            let archive = &model.archive;
            let ready = to.is_ok() && !archive.is_sending && !archive.is_done();
            let go = if archive.left.is_empty() { texts.get("send-go") } else { texts.get("unsent-again") };
            if ui.add_enabled(ready, main_button(go, ui)).clicked() {
                actions.push(Action::Post(Arc::clone(&self.order), self.address.trim().to_owned()));
            }
            if ui.add(side_button(texts.get("record-file"))).clicked() {
                actions.push(Action::CloseDialog);
                actions.push(Action::AskPath(PathUse::ExportFhir(Arc::clone(&self.order))));
            }
            stays = stop_or_close(ui, model, actions);
        });
        stays
    }
}
