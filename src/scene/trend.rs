//! A trend as a drawing: axes, lines, points, thresholds and legend, in millimetres, for a page or a picture of its own.
//!
//! Lines bear numbers that the legend repeats, so that a grey print reads too.

use super::item::{Anchor, Item, Rect, TextItem};
use super::palette::{self, Colour};
use super::text::{self, Weight};
use super::{Sheet, locus_words, outcome_place_words};
use crate::atlas::regions::{Locus, Side};
use crate::chart::{Direction, Scale, ScaleUnit, ScaleValues};
use crate::compare::trends::{About, Level, Line, Measure, Reading, Trend, Visit};
use crate::geom::{Vec2, power_of_ten};
use crate::text::Texts;

/// The most lines that are drawn; the legend says how many more there are.
pub const MOST_LINES: usize = 8;

/// Height of an em of the words, in millimetres.
const EM: f32 = 2.9;
/// From one line of words to the next.
const LEADING: f32 = EM * 1.45;

/// What a measure is called, with its unit.
pub fn measure_words(measure: &Measure, scale: Option<&Scale>, texts: &Texts) -> String {
    match measure {
        Measure::Points => texts.get("trend-points"),
        Measure::Volume => texts.get("trend-volume"),
        Measure::Density => texts.get("trend-density"),
        Measure::Substance(name, unit) => {
            texts.with("trend-substance", &[("name", name.as_str().into()), ("unit", (*unit).into())])
        }
        Measure::Outcome(id) => scale.map_or(id.as_str(), |scale| scale.name(texts.language())).to_owned(),
    }
}

/// What a line is about: a region with its side, a side of the body, the whole session.
pub fn about_words(about: About, texts: &Texts) -> String {
    match about {
        About::Region(region) => locus_words(Locus { region, side: Side::Midline }, texts),
        About::Part(locus) => locus_words(locus, texts),
        About::Side(Side::Left) => texts.get("trend-left"),
        About::Side(Side::Right) => texts.get("trend-right"),
        About::Side(Side::Midline) => texts.get("trend-midline"),
        About::Place(place) => outcome_place_words(place, texts),
    }
}

/// Which way of an outcome is the better one; nothing of doses.
pub fn direction_words(trend: &Trend, texts: &Texts) -> Option<String> {
    Some(match trend.scale.as_ref()?.direction {
        Direction::HigherWorse => texts.get("trend-higher-worse"),
        Direction::LowerBetter => texts.get("trend-lower-better"),
        Direction::HigherBetter => texts.get("trend-higher-better"),
        Direction::Neither => texts.get("trend-no-direction"),
    })
}

/// A value as people read it: an answer by its label, a number with its unit.
pub fn reading_words(trend: &Trend, value: f64, texts: &Texts) -> String {
    if let Some(option) = trend.scale.as_ref().and_then(|scale| option_at(scale, value, texts.language())) {
        return option;
    }
    let number = texts.decimal(plain(value));
    let number = [("number", number.into())];
    match &trend.measure {
        Measure::Points => texts.with("trend-in-points", &number),
        Measure::Volume => texts.with("trend-in-millilitres", &number),
        Measure::Density => texts.with("trend-per-cm2", &number),
        Measure::Substance(_, unit) => format!("{} {unit}", texts.decimal(plain(value))),
        Measure::Outcome(_) => match trend.scale.as_ref().map(|scale| &scale.values) {
            Some(ScaleValues::Numbers { unit: ScaleUnit::Centimetres, .. }) => {
                texts.with("outcome-centimetres", &number)
            }
            Some(ScaleValues::Numbers { unit: ScaleUnit::Hairs, .. }) => texts.with("outcome-hairs", &number),
            _ => texts.decimal(plain(value)),
        },
    }
}

/// The label of the answer at a place in a scale's order.
fn option_at(scale: &Scale, value: f64, language: &str) -> Option<String> {
    let at = (value >= 0.0 && value.fract() == 0.0).then_some(value)?;
    let mut places = (0_u32..).map(f64::from).zip(scale.options());
    places.find(|(place, _)| *place == at).map(|(_, option)| option.label(language).to_owned())
}

/// At most three decimals, and no zeros behind them.
fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// One value in words: "2026-09-21, day 14, Session 2: 4.5 mL".
pub fn point_words(trend: &Trend, line: &Line, reading: &Reading, texts: &Texts) -> String {
    let value = reading_words(trend, reading.value, texts);
    let value = if reading.is_at_least { format!("≥ {value}") } else { value };
    let session = trend.visits.get(reading.visit).map(|visit| visit.title.clone()).unwrap_or_default();
    let places = [
        ("about", about_words(line.about, texts).into()),
        ("date", reading.date.to_string().into()),
        ("day", reading.day.into()),
        ("session", session.into()),
        ("value", value.into()),
    ];
    texts.with("trend-point", &places)
}

/// A threshold of response in words, with its citation.
pub fn level_words(trend: &Trend, level: &Level, texts: &Texts) -> String {
    let places = [
        ("value", reading_words(trend, level.value, texts).into()),
        ("says", level.threshold.says(texts.language()).to_owned().into()),
        ("source", level.threshold.source.clone().into()),
    ];
    texts.with("trend-level", &places)
}

/// The days from session to session against the plan: "14 days (planned 14)".
pub fn interval_words(visit: &Visit, texts: &Texts) -> String {
    let Some(gap) = visit.gap else { return texts.get("trend-first") };
    match visit.planned_gap {
        Some(planned) => texts.with("trend-gap-planned", &[("days", gap.into()), ("planned", planned.into())]),
        None => texts.with("trend-gap", &[("days", gap.into())]),
    }
}

/// The colour of a line, by its place.
pub fn line_colour(at: usize) -> Colour {
    palette::cocktail(crate::chart::Letter::all().nth(at % 6))
}

/// Where values lie on the page.
struct Axes {
    plot: Rect,
    /// What everything lies in.
    outer: Rect,
    days: [f32; 2],
    most: f32,
}

impl Axes {
    fn at(&self, day: f32, value: f32) -> Vec2 {
        let across = (day - self.days[0]) / (self.days[1] - self.days[0]).max(1.0);
        let up = value / self.most.max(f32::MIN_POSITIVE);
        Vec2::new(self.plot.min.x + across * self.plot.width(), self.plot.max.y - up * self.plot.height())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "drawn to a hundredth of a millimetre")]
fn short(value: f64) -> f32 {
    value as f32
}

#[expect(clippy::cast_precision_loss, reason = "days of a life are far below 2^24")]
fn day(days: i32) -> f32 {
    days as f32
}

/// A step of 1, 2 or 5 times a power of ten that divides a span into at most five.
#[expect(clippy::cast_possible_truncation, reason = "the power of ten of a number is a small whole one")]
pub fn nice_step(most: f64) -> f64 {
    if !(most.is_finite() && most > 0.0) {
        return 1.0;
    }
    let power = power_of_ten((most / 5.0).log10().floor() as i32);
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| most / step <= 5.0).unwrap_or(power)
}

/// The drawing of a trend in a rectangle, in millimetres: nothing lies outside it, so that a page can have it anywhere.
pub fn trend_items(trend: &Trend, rect: Rect, texts: &Texts) -> Vec<Item> {
    let shown = &trend.lines[..trend.lines.len().min(MOST_LINES)];
    let levels = shown.first().map(|line| trend.levels(line)).unwrap_or_default();
    let mut lines = legend_lines(&legend_words(trend, shown, &levels, texts), rect.width());
    lines.truncate(count(rect.height() * LEGEND_SHARE / LEADING));
    let mut items = Vec::new();
    let y = put_heading(trend, rect, texts, &mut items);
    let below = day(i32::try_from(lines.len()).unwrap_or(i32::MAX)) * LEADING + BELOW;
    let step = nice_step(trend.most());
    let most = top(trend, step);
    let gutter = gutter(trend, step, most, texts).min(rect.width() / 3.0);
    let bottom = (rect.max.y - below).max(y + LEADING * 2.0);
    let plot = Rect::new(Vec2::new(rect.min.x + gutter, y + LEADING), Vec2::new(rect.max.x - 5.0, bottom));
    let axes = Axes { plot, outer: rect, days: trend.day_span().map(day), most: short(most) };
    grid(trend, &axes, (step, most), texts, &mut items);
    dates(trend, &axes, texts, &mut items);
    for level in &levels {
        dashed(&axes, short(level.value), &mut items);
    }
    for (at, line) in shown.iter().enumerate() {
        drawn(&axes, at, line, &mut items);
    }
    put_legend(&lines, Vec2::new(rect.min.x, plot.max.y + BELOW - LEADING * 0.4), &mut items);
    items
}

/// What the dates and the days between them take below the plot.
const BELOW: f32 = 3.2 * LEADING;
/// The most of the height that the legend takes.
const LEGEND_SHARE: f32 = 0.6;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
fn count(lines: f32) -> usize {
    lines.max(0.0) as usize
}

/// What is followed, and which way is the better one; gives the y below.
fn put_heading(trend: &Trend, rect: Rect, texts: &Texts, items: &mut Vec<Item>) -> f32 {
    let mut y = rect.min.y + EM;
    let mut line = |y: f32, weight: Weight, colour: Colour, string: &str| {
        items.push(words(Vec2::new(rect.min.x, y), Anchor::Start, weight, colour, string, rect.width()));
    };
    line(y, Weight::SemiBold, palette::INK, &heading(trend, texts));
    if let Some(direction) = direction_words(trend, texts) {
        y += LEADING;
        line(y, Weight::Regular, palette::QUIET, &direction);
    }
    y
}

fn heading(trend: &Trend, texts: &Texts) -> String {
    let measure = measure_words(&trend.measure, trend.scale.as_ref(), texts);
    let version = trend.scale.as_ref().map(|scale| scale.version.as_str()).unwrap_or_default();
    [measure.as_str(), version].join(" ").trim_end().to_owned()
}

/// The highest tick: the first at or over every value, or a scale's own end.
fn top(trend: &Trend, step: f64) -> f64 {
    let least = trend.most().max(f64::MIN_POSITIVE);
    let of_scale = trend.scale.as_ref().and_then(|scale| match &scale.values {
        ScaleValues::Options(options) => u32::try_from(options.len()).ok().map(|count| f64::from(count) - 1.0),
        ScaleValues::Numbers { most, .. } => most.map(crate::chart::Score::number).filter(|&most| most <= 20.0),
    });
    of_scale.filter(|&most| most >= least).unwrap_or_else(|| (least / step).ceil() * step)
}

/// The values that have a line across: every answer of a scale, or steps up to the top.
fn ticks(trend: &Trend, step: f64, most: f64) -> Vec<f64> {
    let step = if trend.scale.as_ref().is_some_and(|scale| !scale.options().is_empty()) {
        1.0
    } else {
        nice_step(most).max(step.min(most))
    };
    let ticks = (0..=50_u32).map(|tick| f64::from(tick) * step);
    ticks.take_while(|&tick| tick <= most * 1.000_001).collect()
}

/// What stands beside a tick: the beginning of an answer, or a bare number.
fn tick_words(trend: &Trend, value: f64, texts: &Texts) -> String {
    let option = trend.scale.as_ref().and_then(|scale| option_at(scale, value, texts.language()));
    option.unwrap_or_else(|| texts.decimal(plain(value)))
}

fn gutter(trend: &Trend, step: f64, most: f64, texts: &Texts) -> f32 {
    let widths =
        ticks(trend, step, most).into_iter().map(|tick| text::width(&tick_words(trend, tick, texts), Weight::Regular));
    widths.fold(0.0, f32::max) * EM + 2.0
}

fn grid(trend: &Trend, axes: &Axes, (step, most): (f64, f64), texts: &Texts, items: &mut Vec<Item>) {
    let Rect { min, max } = axes.plot;
    for tick in ticks(trend, step, most) {
        let y = axes.at(0.0, short(tick)).y;
        let colour = if tick == 0.0 { palette::QUIET } else { palette::HAIRLINE };
        items.push(Item::Line { points: vec![Vec2::new(min.x, y), Vec2::new(max.x, y)], colour, width_mm: 0.2 });
        let at = Vec2::new(min.x - 1.4, y + EM * 0.35);
        items.push(words(
            at,
            Anchor::End,
            Weight::Regular,
            palette::QUIET,
            &tick_words(trend, tick, texts),
            min.x - 1.4 - axes.outer.min.x,
        ));
    }
}

/// The sessions along the bottom by their dates, and the days between them against the plan; what would overlap is left out.
fn dates(trend: &Trend, axes: &Axes, texts: &Texts, items: &mut Vec<Item>) {
    let mut free = [f32::NEG_INFINITY; 2];
    for visit in &trend.visits {
        let at = axes.at(day(visit.day), 0.0);
        let up = Vec2::new(at.x, axes.plot.min.y);
        items.push(Item::Line { points: vec![at + Vec2::new(0.0, 1.0), up], colour: palette::HAIRLINE, width_mm: 0.2 });
        let rows = [visit.date.to_string(), interval_words(visit, texts)];
        for ((row, down), free) in rows.iter().zip([1.2, 2.3]).zip(&mut free) {
            let half = text::width(row, Weight::Regular) * EM / 2.0;
            let Rect { min, max } = axes.outer;
            let x = at.x.min(max.x - half).max(min.x + half);
            if x - half > *free {
                let at = Vec2::new(x, axes.plot.max.y + down * LEADING);
                items.push(words(at, Anchor::Middle, Weight::Regular, palette::QUIET, row, axes.outer.width()));
                *free = x + half + EM * 0.6;
            }
        }
    }
}

fn dashed(axes: &Axes, value: f32, items: &mut Vec<Item>) {
    let y = axes.at(0.0, value).y;
    let mut x = axes.plot.min.x;
    while x < axes.plot.max.x {
        let end = (x + 2.0).min(axes.plot.max.x);
        items.push(Item::Line {
            points: vec![Vec2::new(x, y), Vec2::new(end, y)],
            colour: palette::INK,
            width_mm: 0.25,
        });
        x += 3.2;
    }
}

fn drawn(axes: &Axes, at: usize, line: &Line, items: &mut Vec<Item>) {
    let colour = line_colour(at);
    let points: Vec<Vec2> =
        line.readings.iter().map(|reading| axes.at(day(reading.day), short(reading.value))).collect();
    if points.len() > 1 {
        items.push(Item::Line { points: points.clone(), colour, width_mm: 0.45 });
    }
    let half = Vec2::splat(0.8);
    items.extend(points.iter().map(|&point| Item::Box { rect: Rect::new(point - half, point + half), fill: colour }));
    if let Some(&last) = points.last() {
        let place = last + Vec2::new(1.8, EM * 0.35);
        items.push(words(place, Anchor::Start, Weight::SemiBold, palette::INK, &(at + 1).to_string(), EM * 3.0));
    }
}

/// The lines by their numbers, how many more there are, and the thresholds in words.
fn legend_words(trend: &Trend, shown: &[Line], levels: &[Level], texts: &Texts) -> Vec<(Option<Colour>, String)> {
    let line =
        |(at, line): (usize, &Line)| (Some(line_colour(at)), format!("{}  {}", at + 1, about_words(line.about, texts)));
    let mut legend: Vec<_> = shown.iter().enumerate().map(line).collect();
    let more = trend.lines.len() - shown.len();
    legend.extend((more > 0).then(|| (None, texts.with("trend-more", &[("count", more.into())]))));
    let of = shown.first().map(|line| about_words(line.about, texts)).unwrap_or_default();
    legend.extend(levels.iter().map(|level| {
        let places = [("about", of.clone().into()), ("words", level_words(trend, level, texts).into())];
        (None, texts.with("trend-level-of", &places))
    }));
    legend
}

/// The legend broken into lines; only the first of an entry has its colour.
fn legend_lines(legend: &[(Option<Colour>, String)], width: f32) -> Vec<(Option<Colour>, String)> {
    let broken = legend.iter().flat_map(|(colour, words)| {
        let lines = text::wrap_at_most(words, Weight::Regular, (width - 6.0) / EM, 3);
        lines.into_iter().enumerate().map(|(at, line)| (colour.filter(|_| at == 0), line)).collect::<Vec<_>>()
    });
    broken.collect()
}

fn put_legend(lines: &[(Option<Colour>, String)], mut at: Vec2, items: &mut Vec<Item>) {
    for (colour, line) in lines {
        at.y += LEADING;
        if let Some(colour) = colour {
            let y = at.y - EM * 0.35;
            let points = vec![Vec2::new(at.x, y), Vec2::new(at.x + 4.0, y)];
            items.push(Item::Line { points, colour: *colour, width_mm: 0.8 });
        }
        items.push(words(at + Vec2::new(6.0, 0.0), Anchor::Start, Weight::Regular, palette::INK, line, f32::INFINITY));
    }
}

fn words(at: Vec2, anchor: Anchor, weight: Weight, colour: Colour, string: &str, width: f32) -> Item {
    let string = if width.is_finite() { text::truncate(string, weight, width / EM) } else { string.to_owned() };
    Item::Text(TextItem { at, size_mm: EM, anchor, weight, colour, halo: None, string })
}

/// A trend on a page of its own, 180 mm wide.
pub fn trend_sheet(trend: &Trend, texts: &Texts) -> Sheet {
    let page_mm = Vec2::new(180.0, 130.0);
    let items = trend_items(trend, Rect::new(Vec2::ZERO, page_mm).shrunk(8.0), texts);
    let mut missing: Vec<char> = items
        .iter()
        .filter_map(|item| if let Item::Text(line) = item { Some(text::missing(&line.string)) } else { None })
        .flatten()
        .collect();
    missing.sort_unstable();
    missing.dedup();
    Sheet { page_mm, title: heading(trend, texts), items, parts: Vec::new(), missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        assert_eq!([0.7, 3.0, 10.0, 480.0].map(nice_step), [0.2, 1.0, 2.0, 100.0]);
        assert_eq!([0.0, f64::NAN].map(nice_step), [1.0, 1.0]);
        assert_eq!([1.0, 0.125, 0.000_1, -0.000_1].map(plain), ["1", "0.125", "0", "0"]);
    }
}
