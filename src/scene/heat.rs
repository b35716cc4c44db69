//! What is drawn and said beside a map of dose: the colour bar, and the lines without which the map can't be trusted.

use super::item::{Anchor, Item, Rect, TextItem};
use super::palette::{self, Colour};
use super::size::size_words_of;
use super::text::{CAP_HEIGHT, Weight};
use super::whereabouts::where_in_words;
use crate::atlas::Body;
use crate::atlas::landmarks::whereabouts;
use crate::atlas::raster::{Levels, Look, Tint};
use crate::chart::Amount;
use crate::compare::dose::{DoseMap, LeftOut, Quantity};
use crate::geom::Vec2;
use crate::text::Texts;

/// What a colour bar shows.
#[derive(Clone, Copy, Debug)]
pub struct HeatScale<'a> {
    /// What is counted.
    pub quantity: &'a Quantity,
    /// The scale of the colours.
    pub levels: Levels,
    /// The most there is, per cm²: it gets a pointer on the bar.
    pub peak: Option<f64>,
}

/// The quantity within a sentence: `mL`, `mg of lidocaine`.
pub fn quantity_words(quantity: &Quantity, texts: &Texts) -> String {
    match quantity {
        Quantity::Points => texts.get("heat-points"),
        Quantity::Volume => "mL".to_owned(),
        Quantity::Substance(substance) => {
            let unit = texts.unit(substance.unit().symbol());
            texts.with("heat-substance", &[("unit", unit.into()), ("substance", substance.name().into())])
        }
    }
}

/// The colour bar in a rectangle, in letters of this height: the unit above it, its levels below it.
pub fn heat_legend(rect: Rect, size_mm: f32, scale: &HeatScale<'_>, texts: &Texts) -> Vec<Item> {
    let quantity = quantity_words(scale.quantity, texts);
    let title = texts.with("heat-per-cm2", &[("quantity", quantity.into())]);
    let cap_mm = CAP_HEIGHT * size_mm;
    let bar = Rect::new(
        Vec2::new(rect.min.x, rect.min.y + cap_mm + size_mm * 0.75),
        Vec2::new(rect.max.x, rect.max.y - cap_mm - size_mm * 0.55),
    );
    let mut items = vec![words(Vec2::new(rect.min.x, rect.min.y + cap_mm), size_mm, Anchor::Start, title)];
    items.extend(colours(bar, scale.levels));
    items.extend(ticks(bar, size_mm, scale, texts));
    items.extend(pointer(bar, size_mm, scale));
    items
}

fn words(at: Vec2, size_mm: f32, anchor: Anchor, string: String) -> Item {
    Item::Text(TextItem { at, size_mm, anchor, weight: Weight::Regular, colour: palette::INK, halo: None, string })
}

/// Each colour reaches to the end of the bar and the next ones cover it, so that no seam shows between them.
fn colours(bar: Rect, levels: Levels) -> impl Iterator<Item = Item> {
    const COLOURS: u8 = 96;
    let look = Look::default();
    (0..COLOURS).map(move |number| {
        let [from, middle] = [0.0, 0.5].map(|more| (f32::from(number) + more) / f32::from(COLOURS));
        let [red, green, blue] = Tint::colour(&look, levels, middle);
        let min = Vec2::new(bar.min.x + bar.width() * from, bar.min.y);
        Item::Box { rect: Rect::new(min, bar.max), fill: Colour { red, green, blue, alpha: u8::MAX } }
    })
}

/// A line across the bar at every level, and below it the number where there is room.
fn ticks(bar: Rect, size_mm: f32, scale: &HeatScale<'_>, texts: &Texts) -> Vec<Item> {
    let levels = scale.levels;
    let line = |from: Vec2, to: Vec2| Item::Line { points: vec![from, to], colour: palette::QUIET, width_mm: 0.15 };
    let corners = [bar.min, Vec2::new(bar.max.x, bar.min.y), bar.max, Vec2::new(bar.min.x, bar.max.y), bar.min];
    let mut items = vec![Item::Line { points: corners.to_vec(), colour: palette::QUIET, width_mm: 0.15 }];
    let beyond = scale.peak.is_some_and(|peak| peak > levels.top() * (1.0 + 1e-6));
    let mut all: Vec<f64> = std::iter::once(0.0).chain(levels.above_zero()).collect();
    if all.last().is_some_and(|last| levels.top() - last > levels.step() * 1e-3) {
        all.push(levels.top());
    }
    let last = all.len() - 1;
    let number_at = |number: usize, level: f64| {
        let anchor = match number {
            0 => Anchor::Start,
            _ if number == last => Anchor::End,
            _ => Anchor::Middle,
        };
        let sign = if beyond && number == last { "≥\u{a0}" } else { "" };
        let x = bar.min.x + bar.width() * share(level, levels);
        TextItem {
            at: Vec2::new(x, bar.max.y + size_mm * 0.45 + CAP_HEIGHT * size_mm),
            size_mm,
            anchor,
            weight: Weight::Regular,
            colour: palette::INK,
            halo: None,
            string: format!("{sign}{}", texts.decimal(three_digits(level))),
        }
    };
    // The end of the scale is always told.
    let end = number_at(last, all[last]);
    let (mut free_from, free_to) = (f32::NEG_INFINITY, end.rect().min.x - size_mm * 0.5);
    for (number, &level) in all[..last].iter().enumerate() {
        let told = number_at(number, level);
        if told.rect().min.x > free_from && told.rect().max.x < free_to {
            free_from = told.rect().max.x + size_mm * 0.5;
            items.push(Item::Text(told));
        }
    }
    for level in all {
        let x = bar.min.x + bar.width() * share(level, levels);
        items.push(line(Vec2::new(x, bar.max.y - bar.height() * 0.3), Vec2::new(x, bar.max.y + size_mm * 0.2)));
    }
    items.push(Item::Text(end));
    items
}

/// Points from above at where the peak lies on the bar.
fn pointer(bar: Rect, size_mm: f32, scale: &HeatScale<'_>) -> Option<Item> {
    let x = bar.min.x + bar.width() * share(scale.peak?, scale.levels);
    let (half, up) = (size_mm * 0.28, size_mm * 0.45);
    let tip = Vec2::new(x, bar.min.y - size_mm * 0.06);
    let points = vec![tip, tip + Vec2::new(-half, -up), tip + Vec2::new(half, -up)];
    Some(Item::Polygon { points, colour: palette::INK })
}

#[expect(clippy::cast_possible_truncation, reason = "0 to 1")]
fn share(level: f64, levels: Levels) -> f32 {
    (level / levels.top()).clamp(0.0, 1.0) as f32
}

/// A number with three digits that count, and no zeros behind them.
fn three_digits(value: f64) -> String {
    if value <= 0.0 {
        return "0".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "the decimal exponent of a double")]
    let before = value.log10().floor() as i32 + 1;
    let decimals = usize::try_from(3 - before).unwrap_or(0).min(9);
    trimmed(format!("{value:.decimals$}"))
}

fn trimmed(number: String) -> String {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.').to_owned() } else { number }
}

/// How the doses of a map are spread, and the patient's size: alike for all maps that are shown together.
pub fn heat_manner(map: &DoseMap, texts: &Texts) -> [String; 2] {
    let width = texts.decimal(trimmed(format!("{:.1}", map.asked.kernel.width_mm())));
    let size = size_words_of(Body::get(map.body), &map.asked.size, texts);
    [texts.with("heat-kernel", &[("mm", width.into())]), size.unwrap_or_else(|| texts.get("heat-as-drawn"))]
}

/// What is said with a map: what is counted and how much it is together, the peak with its place, how doses are spread, the patient's
/// size, the share (0 to 1) that the view doesn't show, and what doesn't count; lines without a full stop.
pub fn heat_words(map: &DoseMap, levels: Levels, hidden: Option<f64>, texts: &Texts) -> Vec<String> {
    let mut lines = vec![
        texts.with("heat-title", &[("quantity", quantity_words(&map.asked.quantity, texts).into())]),
        counted_words(map, texts),
        peak_words(map, texts),
    ];
    lines.extend(heat_manner(map, texts));
    lines.extend(hidden.map(|share| hidden_words(share, texts)));
    lines.extend(left_out_words(map.left_out, texts));
    if map.void_sessions > 0 {
        lines.push(texts.with("heat-void-sessions", &[("number", map.void_sessions.into())]));
    }
    if map.peak.is_some_and(|peak| f64::from(peak.per_cm2) > levels.top() * (1.0 + 1e-6)) {
        let top = with_unit(&three_digits(levels.top()), &map.asked.quantity, texts);
        lines.push(texts.with("heat-beyond", &[("value", top.into())]));
    }
    lines
}

fn with_unit(number: &str, quantity: &Quantity, texts: &Texts) -> String {
    let unit = match quantity {
        Quantity::Points => texts.get("heat-points"),
        Quantity::Volume => "mL".to_owned(),
        Quantity::Substance(substance) => texts.unit(substance.unit().symbol()),
    };
    texts.decimal(format_args!("{number} {unit}"))
}

fn counted_words(map: &DoseMap, texts: &Texts) -> String {
    let total = match &map.asked.quantity {
        Quantity::Points | Quantity::Volume => {
            with_unit(&trimmed(format!("{:.4}", map.total)), &map.asked.quantity, texts)
        }
        Quantity::Substance(substance) => texts.decimal(Amount { value: map.total, unit: substance.unit().symbol() }),
    };
    // A sum of what isn't known is never shown as if it were.
    let sign = if map.left_out.all() > 0 { "≥\u{a0}" } else { "" };
    let sessions = texts.with("heat-sessions", &[("number", map.sessions.into())]);
    let marks = texts.with("heat-marks", &[("number", map.marks.into())]);
    let places = [("sessions", sessions.into()), ("marks", marks.into()), ("total", format!("{sign}{total}").into())];
    texts.with("heat-counted", &places)
}

fn peak_words(map: &DoseMap, texts: &Texts) -> String {
    let Some(peak) = map.peak else { return texts.get("heat-no-peak") };
    let body = Body::get(map.body);
    let place = whereabouts(body, peak.place).scaled(map.asked.size.scale(body));
    let value = with_unit(&three_digits(f64::from(peak.per_cm2)), &map.asked.quantity, texts);
    texts.with("heat-peak", &[("value", value.into()), ("place", where_in_words(&place, texts).into())])
}

fn hidden_words(share: f64, texts: &Texts) -> String {
    let percent = share.clamp(0.0, 1.0) * 100.0;
    // Neither none nor all is said of what is only nearly so.
    let told = match percent {
        percent if percent > 0.0 && percent < 1.0 => "<\u{a0}1".to_owned(),
        percent if percent > 99.0 && percent < 100.0 => ">\u{a0}99".to_owned(),
        percent => format!("{percent:.0}"),
    };
    texts.with("heat-hidden", &[("percent", told.into())])
}

fn left_out_words(left_out: LeftOut, texts: &Texts) -> impl Iterator<Item = String> {
    let LeftOut { without_volume, without_content, without_strength } = left_out;
    let number = |count: usize| [("number", count.into())];
    let lines = [
        (without_volume > 0).then(|| texts.with("heat-without-volume", &number(without_volume))),
        (without_content > 0).then(|| texts.with("heat-without-content", &number(without_content))),
        (without_strength > 0).then(|| texts.with("heat-without-strength", &number(without_strength))),
    ];
    lines.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits() {
        let told = [0.0, 0.123_45, 0.2, 7.0, 12.34, 123.4, 98_765.0, 0.000_123_4].map(three_digits);
        assert_eq!(told, ["0", "0.123", "0.2", "7", "12.3", "123", "98765", "0.000123"]);
    }

    #[test]
    fn a_bar_stays_in_its_place_and_its_numbers_apart() {
        let texts = Texts::english();
        let rect = Rect::new(Vec2::new(10.0, 20.0), Vec2::new(50.0, 31.0));
        for peak in [0.9, 4.1, 0.000_31, 1234.0] {
            let scale = HeatScale { quantity: &Quantity::Volume, levels: Levels::up_to(peak), peak: Some(peak * 1.1) };
            let items = heat_legend(rect, 2.4, &scale, &texts);
            let told: Vec<&TextItem> =
                items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None }).collect();
            assert_eq!(told[0].string, "mL per cm²");
            for (index, one) in told.iter().enumerate() {
                assert!(one.rect().min.x > 9.9 && one.rect().max.y < 31.6, "{one:?}");
                assert!(told[..index].iter().all(|other| !other.rect().overlaps(&one.rect())), "{told:?}");
            }
        }
    }
}
