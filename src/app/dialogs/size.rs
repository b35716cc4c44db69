//! The patient's size in a session's form: one length for the head, one for the rest of the body.

use eframe::egui::{ComboBox, Ui};

use crate::advice::quantity_error_text;
use crate::atlas::size::{Measure, Scaled};
use crate::atlas::{Body, BodyKind};
use crate::chart::{Length, PatientSize};
use crate::scene::measure_name;
use crate::text::Texts;

use super::super::fields::{Figure, TypedField, complaints, field_in_column};
use super::super::widgets::caption;

/// The fields, as typed so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SizeFields {
    body: BodyKind,
    rows: [Row; 2],
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    part: Scaled,
    measure: Option<Measure>,
    mm: TypedField,
}

impl SizeFields {
    /// The fields with what is recorded so far.
    pub(super) fn new(body: BodyKind, size: &PatientSize, texts: &Texts) -> Self {
        let row = |part| {
            let recorded = size.of(part);
            let mm = recorded.map(|(measure, length)| figure(measure).shown(length.mm(), texts)).unwrap_or_default();
            Row { part, measure: recorded.map(|(measure, _)| measure), mm: mm.into() }
        };
        Self { body, rows: [Scaled::Head, Scaled::Body].map(row) }
    }

    /// What the fields say; `None` while one of them says nothing that can be recorded.
    pub(super) fn size(&self, texts: &Texts) -> Option<PatientSize> {
        let lengths: Result<Vec<_>, _> = self.rows.iter().filter_map(|row| row.length(texts).transpose()).collect();
        PatientSize::new(lengths.ok()?).ok()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, texts: &Texts) {
        for row in &mut self.rows {
            row.show(ui, self.body, texts);
        }
    }
}

impl Row {
    /// What was measured, if anything; or why the figure can't be recorded.
    fn length(&self, texts: &Texts) -> Result<Option<(Measure, Length)>, String> {
        let Some(measure) = self.measure else { return Ok(None) };
        let mm = figure(measure).read(&self.mm.text, texts)?;
        let length = Length::from_mm(mm).map_err(|why| quantity_error_text(&why, texts))?;
        Ok(Some((measure, length)))
    }

    fn show(&mut self, ui: &mut Ui, body: BodyKind, texts: &Texts) {
        let wrong = self.length(texts).err();
        ui.horizontal_top(|ui| {
            self.measure_field(ui, texts);
            if let Some(measure) = self.measure {
                self.length_field(ui, measure, body, wrong.as_ref(), texts);
            }
        });
        complaints(ui, [self.mm.complaint(wrong.as_ref())]);
    }

    fn measure_field(&mut self, ui: &mut Ui, texts: &Texts) {
        let part = match self.part {
            Scaled::Head => texts.get("size-head"),
            Scaled::Body => texts.get("size-body"),
        };
        let name = |measure: Option<Measure>| match measure {
            Some(measure) => measure_name(measure, texts),
            None => texts.get("size-unmeasured"),
        };
        ui.vertical(|ui| {
            let named = caption(ui, part).on_hover_text(texts.get("size-why"));
            let combo = ComboBox::from_id_salt(self.part).width(180.0).selected_text(name(self.measure));
            let shown = combo.show_ui(ui, |ui| {
                let measures = Measure::ALL.into_iter().filter(|measure| measure.scaled() == self.part);
                for choice in std::iter::once(None).chain(measures.map(Some)) {
                    ui.selectable_value(&mut self.measure, choice, name(choice));
                }
            });
            shown.response.labelled_by(named.id);
        });
    }

    /// The figure, and what it makes of the body that is drawn.
    fn length_field(&mut self, ui: &mut Ui, measure: Measure, body: BodyKind, wrong: Option<&String>, texts: &Texts) {
        let body = Body::get(body);
        let label = match self.part {
            Scaled::Head => texts.get("size-head-mm"),
            Scaled::Body => texts.get("size-body-mm"),
        };
        let hint = texts.decimal(format_args!("{:.0}", measure.on_body_mm(body)));
        field_in_column(ui, &label, &mut self.mm, (92.0, &hint), wrong);
        if let Ok(Some((_, length))) = self.length(texts) {
            let times = texts.decimal(format_args!("{:.2}", measure.factor(body, length.mm())));
            ui.vertical(|ui| {
                caption(ui, texts.get("size-factor"));
                ui.add_space(6.0);
                ui.label(texts.with("size-times", &[("factor", times.into())]));
            });
        }
    }
}

/// The numbers that a measure can have.
fn figure(measure: Measure) -> Figure {
    let limits_mm = measure.limits_mm();
    Figure::length(*limits_mm.start(), *limits_mm.end())
}
