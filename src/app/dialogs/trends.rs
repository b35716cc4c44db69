//! What became of dose and outcome over the sessions of the course: lines, intervals, thresholds with their sources.

use std::sync::Arc;

use eframe::egui::{CollapsingHeader, Color32, ComboBox, ScrollArea, Ui};
use egui_plot::{GridMark, HLine, HoverPosition, Legend, Line, LineStyle, Plot, PlotPoints, Points};

use super::super::action::{Action, Actions};
use super::super::exports::TrendFormat;
use super::super::model::Model;
use super::super::widgets::{caption, main_button, side_button};
use super::{Stays, body, button_row, set_width, whose};
use crate::chart::{Scale, Session};
use crate::compare::trends::{self, Grouping, Measure, Trend, in_order, measures};
use crate::scene::{
    self, MOST_LINES, about_words, direction_words, interval_words, level_words, measure_words, point_words,
    reading_words,
};
use crate::store::scales;
use crate::text::Texts;

/// What is followed, over which sessions.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct TrendsView {
    /// The other sessions, those of the open one's course.
    past: Vec<Arc<Session>>,
    planned_days: Vec<u16>,
    measure: Measure,
    grouping: Grouping,
    /// Whether every line is shown.
    all: bool,
    /// What was reckoned last, and of which state of the open session.
    made: Option<(u64, Arc<Trend>)>,
}

impl TrendsView {
    /// Over these sessions and the open one.
    pub(in crate::app) fn new(past: Vec<Arc<Session>>, planned_days: Vec<u16>) -> Self {
        let (measure, grouping) = (Measure::Volume, Grouping::default());
        Self { past, planned_days, measure, grouping, all: false, made: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(document) = &model.document else { return Stays::Closed };
        set_width(ui, 860.0);
        ui.heading(texts.get("trends-title"));
        whose(ui, model);
        let open = document.history.session();
        let sessions = in_order(self.past.iter().cloned().chain([Arc::clone(open)]));
        self.choices(ui, &sessions, texts);
        let trend = self.trend(&sessions, document.history.revision());
        body(ui, |ui| self.found(ui, &trend, texts));
        let mut stays = Stays::Open;
        ui.add_space(10.0);
        button_row(ui, |ui| {
            let main = main_button(texts.get("close"), ui);
            if ui.add(main).clicked() {
                stays = Stays::Closed;
            }
            for format in TrendFormat::ALL {
                let text = texts.with("trends-save", &[("format", format.name().into())]);
                if ui.add_enabled(!trend.lines.is_empty(), side_button(text)).clicked() {
                    actions.push(Action::AskTrend(format, Arc::clone(&trend)));
                }
            }
        });
        stays
    }

    fn choices(&mut self, ui: &mut Ui, sessions: &[Arc<Session>], texts: &Texts) {
        let measures = measures(sessions);
        if !measures.contains(&self.measure) {
            self.measure = Measure::Volume;
        }
        let name = |measure: &Measure| measure_words(measure, scale_of(measure), texts);
        ui.horizontal_wrapped(|ui| {
            let named = caption(ui, texts.get("trends-measure"));
            let combo = ComboBox::from_id_salt("measure").width(300.0).selected_text(name(&self.measure));
            let response = combo.show_ui(ui, |ui| {
                for measure in measures {
                    let text = name(&measure);
                    ui.selectable_value(&mut self.measure, measure, text);
                }
            });
            response.response.labelled_by(named.id);
            if !matches!(self.measure, Measure::Outcome(_)) {
                for (grouping, text) in [
                    (Grouping::Regions, texts.get("trends-regions")),
                    (Grouping::Parts, texts.get("trends-parts")),
                    (Grouping::Sides, texts.get("trends-sides")),
                ] {
                    ui.radio_value(&mut self.grouping, grouping, text);
                }
            }
        });
    }

    /// The trend, reckoned anew only when something else is asked or the open session changed.
    fn trend(&mut self, sessions: &[Arc<Session>], revision: u64) -> Arc<Trend> {
        let made = self
            .made
            .as_ref()
            .filter(|(of, made)| *of == revision && made.measure == self.measure && made.grouping == self.grouping);
        if let Some((_, made)) = made {
            return Arc::clone(made);
        }
        let what = (&self.measure, self.grouping);
        let trend = Arc::new(trends::trend((sessions, &self.planned_days), what, scale_of(&self.measure)));
        self.made = Some((revision, Arc::clone(&trend)));
        trend
    }

    fn found(&mut self, ui: &mut Ui, trend: &Trend, texts: &Texts) {
        if trend.lines.is_empty() {
            caption(ui, texts.get("trends-nothing"));
            return;
        }
        if let Some(direction) = direction_words(trend, texts) {
            caption(ui, direction);
        }
        let shown = if self.all { trend.lines.len() } else { trend.lines.len().min(MOST_LINES) };
        plot(ui, trend, shown, texts);
        if trend.lines.len() > MOST_LINES {
            ui.checkbox(&mut self.all, texts.with("trends-all", &[("count", trend.lines.len().into())]));
        }
        thresholds(ui, trend, texts);
        intervals(ui, trend, texts);
        values(ui, trend, texts);
    }
}

fn scale_of(measure: &Measure) -> Option<&'static Scale> {
    if let Measure::Outcome(id) = measure { scales().get(id) } else { None }
}

/// A line's name, with the number that it has in a drawing too.
fn line_name(at: usize, trend: &Trend, texts: &Texts) -> String {
    format!("{}  {}", at + 1, about_words(trend.lines[at].about, texts))
}

/// The inks of the drawing; lighter on a dark ground, where they would be lost.
fn colour(ui: &Ui, at: usize) -> Color32 {
    let scene::Colour { red, green, blue, .. } = scene::line_colour(at);
    let ink = Color32::from_rgb(red, green, blue);
    if ui.visuals().dark_mode { ink.lerp_to_gamma(Color32::WHITE, 0.45) } else { ink }
}

fn plot(ui: &mut Ui, trend: &Trend, shown: usize, texts: &Texts) {
    let names: Vec<String> = (0..shown).map(|at| line_name(at, trend, texts)).collect();
    let colours: Vec<Color32> = (0..shown).map(|at| colour(ui, at)).collect();
    let levels = trend.levels(&trend.lines[0]);
    let text = ui.visuals().text_color();
    let said = |hover: &HoverPosition<'_>| {
        let HoverPosition::NearDataPoint { plot_name, index, .. } = hover else { return None };
        let line = &trend.lines[names.iter().position(|name| name == plot_name)?];
        Some(point_words(trend, line, line.readings.get(*index)?, texts))
    };
    let day =
        |mark: GridMark, _: &std::ops::RangeInclusive<f64>| texts.with("trends-day", &[("day", mark.value.into())]);
    let value = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
        let is_answer = trend.scale.as_ref().is_some_and(Scale::is_of_answers);
        if is_answer && mark.value.fract() != 0.0 { String::new() } else { reading_words(trend, mark.value, texts) }
    };
    let [first, last] = trend.day_span();
    let height = (ui.ctx().content_rect().height() - 400.0).clamp(180.0, 380.0);
    let plot = Plot::new(("trend", &trend.measure_key()))
        .height(height)
        .allow_scroll(false)
        .legend(Legend::default())
        .include_y(0.0)
        // The legend stands beside the lines, not on them.
        .include_x(f64::from(last) + 0.5 * f64::from(last - first).max(1.0))
        .include_y(trend.most().max(levels.iter().map(|level| level.value).fold(0.0, f64::max)))
        .label_formatter(said)
        .x_axis_formatter(day)
        .y_axis_formatter(value);
    plot.show(ui, |plot| {
        for level in &levels {
            let line = HLine::new("", level.value).color(text).style(LineStyle::dashed_dense()).allow_hover(false);
            plot.hline(line);
        }
        for (at, line) in trend.lines.iter().take(shown).enumerate() {
            let spots = || -> PlotPoints<'_> {
                line.readings.iter().map(|reading| [f64::from(reading.day), reading.value]).collect()
            };
            // There are six inks; lines after the sixth are dashed.
            let style = if at < 6 { LineStyle::Solid } else { LineStyle::dashed_loose() };
            let drawn = Line::new(&names[at], spots()).color(colours[at]).width(2.0).style(style);
            plot.line(drawn.allow_hover(false));
            plot.points(Points::new(&names[at], spots()).color(colours[at]).radius(4.0));
        }
    });
}

/// Where sources call a change a response, in words with the source.
fn thresholds(ui: &mut Ui, trend: &Trend, texts: &Texts) {
    let Some(line) = trend.lines.first() else { return };
    for level in trend.levels(line) {
        let places =
            [("about", about_words(line.about, texts).into()), ("words", level_words(trend, &level, texts).into())];
        caption(ui, texts.with("trend-level-of", &places));
    }
}

fn intervals(ui: &mut Ui, trend: &Trend, texts: &Texts) {
    let visit = |visit: &trends::Visit| format!("{} {} ({})", visit.date, visit.title, interval_words(visit, texts));
    let visits: Vec<String> = trend.visits.iter().map(visit).collect();
    caption(ui, texts.with("trends-sessions", &[("sessions", visits.join("  ·  ").into())]));
}

/// Every value in words: what the pointer says, for who has none.
fn values(ui: &mut Ui, trend: &Trend, texts: &Texts) {
    CollapsingHeader::new(texts.get("trends-values")).id_salt("values").show(ui, |ui| {
        ScrollArea::vertical().id_salt("values").max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
            for line in trend.lines.iter().chain(&trend.all) {
                for reading in &line.readings {
                    ui.label(point_words(trend, line, reading, texts));
                }
            }
        });
    });
}
