//! What was assessed in the open session or after it: the list, and a form to add one or put one right.

use eframe::egui::{ComboBox, RichText, ScrollArea, Ui};
use jiff::tz::TimeZone;

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::document::Document;
use super::super::fields::{Figure, Moments, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, main_button, side_button, text_area, text_field};
use super::{Stays, body, button_row, set_width, whose};
use crate::advice::{outcome_row, outcome_words};
use crate::atlas::regions::{RegionId, RegionTree, Side, Sides};
use crate::chart::{
    Asked, Edit, Moment, Outcome, OutcomeId, OutcomePlace, Scale, ScaleId, ScaleValues, Score, Session, Value,
};
use crate::scene::{OutcomeWords, outcome_place_words};
use crate::store::scales;
use crate::text::{Texts, Units};

/// The outcomes of the open session, with one under way.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct OutcomesForm {
    /// Which one is put right; the identity of none where one is added.
    about: OutcomeId,
    scale: Option<ScaleId>,
    region: Option<RegionId>,
    side: Option<Side>,
    key: Option<String>,
    number: TypedField,
    at: Moments,
    by: String,
    note: String,
    now: Moment,
    zone: TimeZone,
}

impl OutcomesForm {
    /// Of a session, as the clock shows now.
    pub(in crate::app) fn new(now: Moment, by: String, zone: TimeZone, texts: &Texts) -> Self {
        let at = Moments::new(now, zone.clone(), texts);
        let (scale, region, side, key, number, note) = Default::default();
        Self { about: OutcomeId::default(), scale, region, side, key, number, at, by, note, now, zone }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(session) = model.session() else { return Stays::Closed };
        set_width(ui, 640.0);
        ui.heading(texts.get("outcomes-title"));
        whose(ui, model);
        let editable = model.editable();
        body(ui, |ui| {
            self.list(ui, (session, editable), texts, actions);
            ui.separator();
            if editable {
                self.form(ui, session, texts);
            } else {
                caption(ui, texts.get("outcomes-read-only"));
            }
        });
        self.answer(ui, model, session, actions)
    }

    fn answer(&mut self, ui: &mut Ui, model: &Model, session: &Session, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let outcome = if model.editable() { self.outcome(texts) } else { None };
        let mut stays = Stays::Open;
        ui.add_space(10.0);
        button_row(ui, |ui| {
            if ui.add(side_button(texts.get("close"))).clicked() {
                stays = Stays::Closed;
            }
            if model.document.as_ref().is_some_and(Document::is_signed) && !model.editable() {
                if ui.add(side_button(Command::Amend.text(texts))).clicked() {
                    actions.push(Action::CloseDialog);
                    actions.run(Command::Amend);
                }
                return;
            }
            let is_new = session.outcome(self.about).is_none();
            let does = if is_new { texts.get("outcomes-add") } else { texts.get("outcomes-change") };
            let main = main_button(does, ui);
            if ui.add_enabled(outcome.is_some(), main).clicked()
                && let Some(outcome) = outcome
            {
                actions.edit(Edit::PutOutcome(outcome));
                self.begin_anew();
            }
        });
        stays
    }

    /// The next is on the same scale and on the same day more often than not.
    fn begin_anew(&mut self) {
        (self.about, self.key) = (OutcomeId::default(), None);
        (self.number, self.note) = (TypedField::default(), String::new());
    }

    fn list(&mut self, ui: &mut Ui, (session, editable): (&Session, bool), texts: &Texts, actions: &mut Actions) {
        if session.outcomes.is_empty() {
            caption(ui, texts.get("outcomes-none"));
            return;
        }
        let area = ScrollArea::vertical().id_salt("outcomes").max_height(180.0).auto_shrink([false, true]);
        area.show(ui, |ui| {
            for outcome in &session.outcomes {
                self.row(ui, (outcome, editable), texts, actions);
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, (outcome, editable): (&Outcome, bool), texts: &Texts, actions: &mut Actions) {
        let OutcomeWords { scale, place, value, at, by, note } = outcome_row(outcome, texts);
        let words = outcome_words(outcome, texts);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("{scale}, {place}")));
            ui.label(RichText::new(value).family(theme::semibold()));
            let rest = [at, by, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            caption(ui, rest);
            if !editable {
                return;
            }
            let named = |text: String| format!("{text}: {words}");
            let change = ui.small_button(texts.get("outcomes-edit")).accessible_name(named(texts.get("outcomes-edit")));
            if change.clicked() {
                self.take(outcome, texts);
            }
            let remove =
                ui.small_button(texts.get("outcomes-remove")).accessible_name(named(texts.get("outcomes-remove")));
            if remove.clicked() {
                actions.edit(Edit::RemoveOutcome(outcome.id));
            }
        });
    }

    /// Shows one in the form, to be put right.
    fn take(&mut self, outcome: &Outcome, texts: &Texts) {
        let Outcome { id, scale, place, value, at, by, note, .. } = outcome;
        (self.about, self.scale) = (*id, Some(scale.clone()));
        (self.region, self.side) = (place.map(|place| place.region), place.and_then(|place| place.side));
        (self.by, self.note) = (by.clone(), note.clone());
        self.at = Moments::new(*at, self.zone.clone(), texts);
        match value {
            Value::Key(key) => self.key = Some(key.to_string()),
            Value::Number(score) => self.number = texts.decimal(score.decimal()).into(),
        }
    }

    fn form(&mut self, ui: &mut Ui, session: &Session, texts: &Texts) {
        self.choose_scale(ui, texts);
        let Some(scale) = self.scale.as_ref().and_then(|id| scales().get(id)) else { return };
        let remark = scale.remark(texts.language());
        if !remark.is_empty() {
            caption(ui, remark);
        }
        ui.horizontal_wrapped(|ui| self.choose_place(ui, session, texts));
        self.choose_value(ui, scale, texts);
        self.at.show(ui, texts);
        ui.horizontal(|ui| {
            for (moment, text) in
                [(self.now, texts.get("outcomes-today")), (session.details.started, texts.get("outcomes-of-session"))]
            {
                if ui.small_button(text).clicked() {
                    self.at = Moments::new(moment, self.zone.clone(), texts);
                }
            }
        });
        text_field(ui, &texts.get("outcomes-by"), &mut self.by);
        text_area(ui, &texts.get("outcomes-note"), &mut self.note, 1);
        caption(ui, texts.with("outcomes-sources", &[("sources", scale.sources.join("; ").into())]));
    }

    fn choose_scale(&mut self, ui: &mut Ui, texts: &Texts) {
        let named = caption(ui, texts.get("outcome-scale"));
        let shown = self
            .scale
            .as_ref()
            .map_or_else(|| texts.get("outcomes-choose-scale"), |id| scales().name(id, texts.language()).to_owned());
        let before = self.scale.clone();
        let combo = ComboBox::from_id_salt("scale").width(420.0).selected_text(shown).show_ui(ui, |ui| {
            for scale in scales().iter() {
                ui.selectable_value(&mut self.scale, Some(scale.id.clone()), scale.name(texts.language()));
            }
        });
        combo.response.labelled_by(named.id);
        if self.scale != before {
            (self.key, self.number) = (None, TypedField::default());
            let scale = self.scale.as_ref().and_then(|id| scales().get(id));
            if scale.is_some_and(|scale| scale.asked == Asked::PerSession) {
                (self.region, self.side) = (None, None);
            }
        }
    }

    /// The parts that were treated come first.
    fn choose_place(&mut self, ui: &mut Ui, session: &Session, texts: &Texts) {
        let named = caption(ui, texts.get("outcomes-place"));
        let shown = self.region.map(|region| OutcomePlace { region, side: None });
        let combo = ComboBox::from_id_salt("place").width(280.0).selected_text(outcome_place_words(shown, texts));
        let response = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut self.region, None, outcome_place_words(None, texts));
            for region in offered(session) {
                let name = outcome_place_words(Some(OutcomePlace { region, side: None }), texts);
                ui.selectable_value(&mut self.region, Some(region), name);
            }
        });
        response.response.labelled_by(named.id);
        let has_sides = |region| RegionTree::get().region(region).sides != Sides::Midline;
        if self.region.is_some_and(has_sides) {
            for (side, text) in [
                (None, texts.get("outcomes-both-sides")),
                (Some(Side::Right), texts.get("trend-right")),
                (Some(Side::Left), texts.get("trend-left")),
            ] {
                ui.radio_value(&mut self.side, side, text);
            }
        } else {
            self.side = None;
        }
    }

    fn choose_value(&mut self, ui: &mut Ui, scale: &Scale, texts: &Texts) {
        match &scale.values {
            ScaleValues::Options(options) => {
                caption(ui, texts.get("outcome-value"));
                ui.horizontal_wrapped(|ui| {
                    for option in options {
                        let chosen = self.key.as_ref() == Some(&option.key);
                        if ui.radio(chosen, option.label(texts.language())).clicked() {
                            self.key = Some(option.key.clone());
                        }
                    }
                });
            }
            ScaleValues::Numbers { .. } => {
                let read = self.number(scale, texts);
                let label = texts.get("outcome-value");
                field_in_column(ui, &label, &mut self.number, (120.0, ""), read.as_ref().err());
                complaints(ui, [self.number.complaint(read.as_ref().err())]);
            }
        }
    }

    /// The number that was typed, or why the scale doesn't have it.
    fn number(&self, scale: &Scale, texts: &Texts) -> Result<Score, String> {
        let ScaleValues::Numbers { least, most, step, .. } = &scale.values else { return Err(String::new()) };
        let figure = Figure {
            units: &Units::NONE,
            unit: "",
            least: least.map_or(0.0, Score::number),
            most: most.map_or(Score::MAX, Score::number),
            step: step.number(),
        };
        let number = figure.read(self.number.text.trim(), texts)?;
        Score::from_number(number).map_err(|_checked| texts.get("outcomes-no-number"))
    }

    /// What the form says, once it is whole.
    fn outcome(&self, texts: &Texts) -> Option<Outcome> {
        let scale = scales().get(self.scale.as_ref()?)?;
        let value = match &scale.values {
            ScaleValues::Options(_) => Value::Key(self.key.as_deref()?.into()),
            ScaleValues::Numbers { .. } => Value::Number(self.number(scale, texts).ok()?),
        };
        let is_short = |text: &str| text.chars().count() <= Outcome::LONGEST_TEXT;
        let outcome = Outcome {
            id: self.about,
            scale: scale.id.clone(),
            version: scale.version.clone(),
            place: self.region.map(|region| OutcomePlace::new(region, self.side)),
            value,
            at: self.at.moment(texts).ok()?,
            by: self.by.trim().to_owned(),
            note: self.note.trim().to_owned(),
        };
        let is_right = scale.has(&outcome.value) && is_short(&outcome.by) && is_short(&outcome.note);
        is_right.then_some(outcome)
    }
}

/// Regions that were treated and what they belong to, then all others.
fn offered(session: &Session) -> Vec<RegionId> {
    let tree = RegionTree::get();
    let mut treated: Vec<RegionId> = session.marks.iter().map(|mark| mark.site().locus().region).collect();
    treated.sort_unstable();
    treated.dedup();
    let above: Vec<RegionId> = treated.iter().flat_map(|&region| tree.ancestors(region).skip(1)).collect();
    let mut offered = Vec::new();
    for region in treated.into_iter().chain(above).chain(tree.regions().map(|(id, _)| id)) {
        if !offered.contains(&region) {
            offered.push(region);
        }
    }
    offered
}
