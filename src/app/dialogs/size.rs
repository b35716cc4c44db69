//! The patient's size in a session's form: one length for the head, one for the rest of the body.

use eframe::egui::{ComboBox, Margin, TextEdit, Ui};

use crate::atlas::size::{Measure, Scaled};
use crate::atlas::{Body, BodyKind};
use crate::chart::{Length, PatientSize};
use crate::scene::measure_name;
use crate::text::Texts;

use super::super::widgets::{caption, complaint};

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
    mm: String,
}

/// No figure, or none that can be recorded.
struct NotALength;

impl SizeFields {
    /// The fields with what is recorded so far.
    pub(super) fn new(body: BodyKind, size: &PatientSize, texts: &Texts) -> Self {
        let row = |part| {
            let recorded = size.of(part);
            let mm = recorded.map(|(_, length)| texts.decimal(format_args!("{:.1}", length.mm())));
            Row { part, measure: recorded.map(|(measure, _)| measure), mm: mm.unwrap_or_default() }
        };
        Self { body, rows: [Scaled::Head, Scaled::Body].map(row) }
    }

    /// What the fields say; `None` while one of them says nothing that can be recorded.
    pub(super) fn size(&self) -> Option<PatientSize> {
        let lengths: Result<Vec<_>, _> = self.rows.iter().filter_map(|row| row.length().transpose()).collect();
        PatientSize::new(lengths.ok()?).ok()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, texts: &Texts) {
        for row in &mut self.rows {
            row.show(ui, self.body, texts);
        }
    }
}

impl Row {
    /// What was measured, if anything.
    fn length(&self) -> Result<Option<(Measure, Length)>, NotALength> {
        let Some(measure) = self.measure else { return Ok(None) };
        let length = Texts::parse_decimal(&self.mm).and_then(|mm| Length::from_mm(mm).ok());
        let within = |length: &Length| measure.limits_mm().contains(&length.mm());
        length.filter(within).map(|length| Some((measure, length))).ok_or(NotALength)
    }

    fn show(&mut self, ui: &mut Ui, body: BodyKind, texts: &Texts) {
        ui.horizontal_top(|ui| {
            self.measure_field(ui, texts);
            if let Some(measure) = self.measure {
                self.length_field(ui, measure, body, texts);
            }
        });
        if let (Some(measure), Err(NotALength)) = (self.measure, self.length()) {
            let limits_mm = measure.limits_mm();
            let places = [("least", *limits_mm.start()), ("most", *limits_mm.end())];
            let places = places.map(|(name, mm)| (name, texts.decimal(format_args!("{mm:.0}")).into()));
            complaint(ui, &texts.with("size-wrong", &places));
        }
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
    fn length_field(&mut self, ui: &mut Ui, measure: Measure, body: BodyKind, texts: &Texts) {
        let body = Body::get(body);
        ui.vertical(|ui| {
            let label = match self.part {
                Scaled::Head => texts.get("size-head-mm"),
                Scaled::Body => texts.get("size-body-mm"),
            };
            let named = caption(ui, label);
            let hint = texts.decimal(format_args!("{:.0}", measure.on_body_mm(body)));
            let field = TextEdit::singleline(&mut self.mm).hint_text(hint).margin(Margin::symmetric(8, 7));
            ui.add(field.desired_width(84.0)).labelled_by(named.id);
        });
        if let Ok(Some((_, length))) = self.length() {
            let times = texts.decimal(format_args!("{:.2}", measure.factor(body, length.mm())));
            ui.vertical(|ui| {
                caption(ui, texts.get("size-factor"));
                ui.add_space(6.0);
                ui.label(texts.with("size-times", &[("factor", times.into())]));
            });
        }
    }
}
