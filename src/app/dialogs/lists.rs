//! A list of marks for other programs: in which format.

use eframe::egui::Ui;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::widgets::{caption, complaint};
use super::{Stays, answer, body, set_width};
use crate::advice::points_only_text;
use crate::chart::ListFormat;
use crate::export::PointsOnly;
use crate::text::Texts;

/// What is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::app) struct ListForm {
    format: ListFormat,
}

impl ListForm {
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(session) = model.session() else { return Stays::Closed };
        let shapes = session.marks.iter().filter(|mark| !mark.is_point()).count();
        set_width(ui, 480.0);
        ui.heading(texts.get("marks-title"));
        body(ui, |ui| {
            caption(ui, texts.get("marks-who"));
            ui.visuals_mut().indent_has_left_vline = false;
            for format in ListFormat::ALL {
                let (name, why) = words(format, texts);
                ui.add_space(4.0);
                ui.radio_value(&mut self.format, format, name);
                ui.indent(format.ending(), |ui| caption(ui, why));
            }
        });
        let is_whole = self.format != ListFormat::Fiducials || shapes == 0;
        if !is_whole {
            complaint(ui, &points_only_text(PointsOnly(shapes), texts));
        }
        let (go, stays) = answer(ui, model, &texts.get("export-go"), is_whole);
        if go {
            actions.push(Action::CloseDialog);
            actions.push(Action::AskExportMarks(self.format));
        }
        stays
    }
}

/// What a format is called, and what it is for.
fn words(format: ListFormat, texts: &Texts) -> (String, String) {
    match format {
        ListFormat::Csv => (texts.get("marks-csv"), texts.get("marks-csv-why")),
        ListFormat::Json => (texts.get("marks-json"), texts.get("marks-json-why")),
        ListFormat::Slicer => (texts.get("marks-slicer"), texts.get("marks-slicer-why")),
        ListFormat::Fiducials => (texts.get("marks-fiducials"), texts.get("marks-fiducials-why")),
    }
}
