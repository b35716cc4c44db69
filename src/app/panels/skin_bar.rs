//! A depth against the layers of the skin: bands to scale with a tick, said in words to who can't see them.

use eframe::egui::{
    Align2, Color32, FontId, Galley, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use std::sync::Arc;

use crate::advice::skin_figure;
use crate::atlas::skin::{Band, Layer, SkinLayers, Span};
use crate::chart::Depth;
use crate::text::Texts;

use super::super::theme::{self, Palette};

/// The bar reaches this deep, or deeper where the depth does, in mm.
const REACH_MM: f64 = 8.0;
/// Height of the bands, in points.
const BAR: f32 = 15.0;
/// How far the tick stands out over them, in points.
const TICK: f32 = 5.0;
/// Height of the row of names, in points.
const NAMES: f32 = 20.0;
/// Height of the lines that lead from bands to names, in points.
const LEAD: f32 = 6.0;
/// The least room between two names, in points.
const GAP: f32 = 8.0;

/// The bar, as wide as its panel.
pub(in crate::app) fn show(ui: &mut Ui, texts: &Texts, layers: &SkinLayers, depth: Depth) {
    let size = vec2(ui.available_width(), TICK + BAR + NAMES);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let words = words(texts, layers, depth);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    let palette = theme::palette(ui);
    let bar = Rect::from_min_size(rect.min + vec2(0.0, TICK), vec2(rect.width(), BAR));
    let scale = Scale::new(bar, depth);
    bands(ui.painter(), &palette, &scale, layers);
    scale_end(ui.painter(), &palette, &scale, texts);
    tick(ui.painter(), &palette, &scale, depth);
    names(ui.painter(), &palette, &scale, texts, layers, depth);
    response.on_hover_text(explained(texts, layers, &words));
}

/// Millimetres of depth along the bar.
struct Scale {
    bar: Rect,
    reach_mm: f64,
}

impl Scale {
    fn new(bar: Rect, depth: Depth) -> Self {
        Self { bar, reach_mm: REACH_MM.max((depth.mm() * 1.15).ceil()) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    fn x(&self, depth_mm: f64) -> f32 {
        self.bar.left() + (depth_mm / self.reach_mm) as f32 * self.bar.width()
    }

    fn depth_mm(&self, x: f32) -> f64 {
        f64::from((x - self.bar.left()) / self.bar.width()) * self.reach_mm
    }
}

fn colour(layer: Layer, palette: &Palette) -> Color32 {
    match layer {
        Layer::Epidermis => palette.skin.epidermis,
        Layer::SuperficialDermis => palette.skin.superficial_dermis,
        Layer::DeepDermis => palette.skin.deep_dermis,
        Layer::Dermis => palette.skin.dermis,
        Layer::Hypodermis => palette.skin.hypodermis,
    }
}

/// A column a point; where a boundary is a range, its two layers run into each other.
fn bands(painter: &Painter, palette: &Palette, scale: &Scale, layers: &SkinLayers) {
    let bands = layers.bands();
    let mut mesh = Mesh::default();
    let mut left = scale.bar.left();
    while left < scale.bar.right() {
        let right = (left + 1.0).min(scale.bar.right());
        let depth_mm = scale.depth_mm(f32::midpoint(left, right));
        let column = Rect::from_min_max(pos2(left, scale.bar.top()), pos2(right, scale.bar.bottom()));
        mesh.add_colored_rect(column, mixed(&bands, depth_mm, palette));
        left = right;
    }
    painter.add(Shape::mesh(mesh));
    painter.rect_stroke(scale.bar, 0, Stroke::new(1.0, palette.weak), StrokeKind::Outside);
}

fn mixed(bands: &[Band], depth_mm: f64, palette: &Palette) -> Color32 {
    let mut sum = [0.0; 3];
    for band in bands {
        let [r, g, b, _] = colour(band.layer, palette).to_array();
        let share = band.share(depth_mm);
        for (sum, part) in sum.iter_mut().zip([r, g, b]) {
            *sum += share * f64::from(part);
        }
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of bytes")]
    let [r, g, b] = sum.map(|part: f64| part.round() as u8);
    Color32::from_rgb(r, g, b)
}

/// How deep the bar reaches, at its end.
fn scale_end(painter: &Painter, palette: &Palette, scale: &Scale, texts: &Texts) {
    let text = texts.decimal(format_args!("{:.0} mm", scale.reach_mm));
    let font = FontId::proportional(10.0);
    let at = scale.bar.right_center() - vec2(4.0, 0.0);
    painter.text(at, Align2::RIGHT_CENTER, text, font, palette.skin.ink);
}

/// A line through the bands under an arrowhead, edged so that it stands out from every band.
fn tick(painter: &Painter, palette: &Palette, scale: &Scale, depth: Depth) {
    let x = scale.x(depth.mm());
    let (top, bottom) = (scale.bar.top(), scale.bar.bottom() + 1.0);
    painter.vline(x, top..=bottom, Stroke::new(4.0, palette.panel));
    painter.vline(x, top..=bottom, Stroke::new(2.0, palette.text));
    let head: Vec<Pos2> = vec![pos2(x - TICK, top - TICK), pos2(x + TICK, top - TICK), pos2(x, top + 1.0)];
    painter.add(Shape::convex_polygon(head, palette.text, Stroke::new(1.0, palette.panel)));
}

/// The names under their bands; where they don't all fit, those that the depth may lie in.
fn names(painter: &Painter, palette: &Palette, scale: &Scale, texts: &Texts, layers: &SkinLayers, depth: Depth) {
    let name = |band: &Band| {
        let meant = band.may_hold(depth.mm());
        let (font, colour) = if meant {
            (FontId::new(10.5, theme::semibold()), palette.text)
        } else {
            (FontId::proportional(10.5), palette.weak)
        };
        (middle(band, scale), painter.layout_no_wrap(band.layer.name(texts.language()).to_owned(), font, colour))
    };
    let mut bands = layers.bands();
    for _ in 0..2 {
        let named: Vec<(f32, Arc<Galley>)> = bands.iter().map(name).collect();
        let wanted: Vec<[f32; 2]> = named.iter().map(|(middle, galley)| [*middle, galley.size().x]).collect();
        if let Some(lefts) = packed(&wanted, scale.bar.width()) {
            for (left, (middle, galley)) in lefts.into_iter().zip(named) {
                let at = scale.bar.left_bottom() + vec2(left, LEAD);
                let ends = [vec2(middle, 1.0), vec2(left + galley.size().x / 2.0, LEAD)];
                painter.line_segment(ends.map(|end| scale.bar.left_bottom() + end), Stroke::new(1.0, palette.weak));
                painter.galley(at, galley, palette.text);
            }
            return;
        }
        bands.retain(|band| band.may_hold(depth.mm()));
    }
}

/// The middle of a band in points from the bar's left.
fn middle(band: &Band, scale: &Scale) -> f32 {
    let mean = |Span(least, most): Span| f64::midpoint(least, most);
    let to_mm = band.to_mm.map_or(scale.reach_mm, mean).min(scale.reach_mm);
    scale.x(f64::midpoint(mean(band.from_mm), to_mm)) - scale.bar.left()
}

/// Left ends for labels of `[middle, width]` in a row `room` wide, in order, apart, each near its middle; `None` where
/// they don't fit.
fn packed(wanted: &[[f32; 2]], room: f32) -> Option<Vec<f32>> {
    let mut free_from = 0.0_f32;
    let place = |&[middle, width]: &[f32; 2]| {
        let left = (middle - width / 2.0).max(free_from);
        free_from = left + width + GAP;
        left
    };
    let mut lefts: Vec<f32> = wanted.iter().map(place).collect();
    let mut free_to = room;
    for (left, [_, width]) in lefts.iter_mut().zip(wanted).rev() {
        *left = left.min(free_to - width);
        free_to = *left - GAP;
    }
    lefts.first().is_none_or(|&first| first >= 0.0).then_some(lefts)
}

/// `2.00 mm: superficial dermis (0.5–1 to 2 mm) or deep dermis (2–4 mm); general layers`.
fn words(texts: &Texts, layers: &SkinLayers, depth: Depth) -> String {
    let either =
        |first: String, second: String| texts.with("skin-or", &[("first", first.into()), ("second", second.into())]);
    let at = layers.at(depth.mm()).iter().map(|band| band_words(texts, layers, band)).reduce(either);
    let basis = match layers.thickness {
        Some(thickness) => texts.with("skin-measured", &[("figure", skin_figure(thickness, texts).into())]),
        None => texts.get("skin-general"),
    };
    let places =
        [("depth", texts.decimal(depth).into()), ("layers", at.unwrap_or_default().into()), ("basis", basis.into())];
    texts.with("skin-words", &places)
}

/// `deep dermis (2–4 mm)`.
fn band_words(texts: &Texts, layers: &SkinLayers, band: &Band) -> String {
    let layer = ("layer", band.layer.name(texts.language()).into());
    let Span(least, most) = band.from_mm;
    let (sharp, from) = (least == most, span_text(texts, band.from_mm));
    let about = layers.thickness.is_some_and(|thickness| thickness.about);
    let figure_mm = |boundary: &str| texts.decimal(format_args!("{boundary} mm"));
    let measured = |Span(least, _): Span| texts.with("skin-about", &[("mm", figure_mm(&least.to_string()).into())]);
    match band.to_mm {
        None if about => texts.with("skin-band-from", &[layer, ("from", measured(band.from_mm).into())]),
        None => texts.with("skin-band-from", &[layer, ("from", figure_mm(&from).into())]),
        Some(to_mm) => {
            let is_figure = about && to_mm == layers.dermis_to_mm;
            let to = if is_figure { measured(to_mm) } else { figure_mm(&span_text(texts, to_mm)) };
            match (most == 0.0, sharp && to_mm.0 == to_mm.1) {
                (true, _) => texts.with("skin-band-to", &[layer, ("to", to.into())]),
                (_, true) => texts.with("skin-band-sharp", &[layer, ("from", from.into()), ("to", to.into())]),
                _ => texts.with("skin-band-between", &[layer, ("from", from.into()), ("to", to.into())]),
            }
        }
    }
}

/// `0.5–1`, or `2` where the source gives one figure.
fn span_text(texts: &Texts, Span(least, most): Span) -> String {
    let range = if least == most { least.to_string() } else { format!("{least}–{most}") };
    texts.decimal(range)
}

/// The words, then every layer, then who says so.
fn explained(texts: &Texts, layers: &SkinLayers, words: &str) -> String {
    let mut lines = vec![words.to_owned(), String::new()];
    lines.extend(layers.bands().iter().map(|band| band_words(texts, layers, band)));
    if let Some(epidermis) = layers.epidermis {
        lines.push(texts.with("skin-epidermis", &[("figure", skin_figure(epidermis, texts).into())]));
    }
    let source = ("source", layers.source.into());
    lines.push(texts.with("skin-source", &[source]));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::regions::{Locus, RegionTree, Side};
    use crate::atlas::skin::layers_at;
    use crate::text::Language;

    fn said(region: &str, mm: f64, language: Language) -> String {
        let region = RegionTree::get().find(region).unwrap();
        let layers = layers_at(Locus { region, side: Side::Left });
        words(&Texts::of(language), &layers, Depth::from_mm(mm).unwrap())
    }

    #[test]
    fn a_depth_is_said_with_its_layers_and_their_basis() {
        let general = |mm| said("scalp_vertex", mm, Language::English);
        assert_eq!(general(0.15), "0.15 mm: epidermis (to 0.5–1 mm); general layers");
        assert_eq!(general(2.0), "2.00 mm: superficial dermis (0.5–1 to 2 mm) or deep dermis (2–4 mm); general layers");
        assert_eq!(general(10.0), "10.00 mm: hypodermis (from 4 mm); general layers");
        let fold = said("nasolabial_fold", 2.0, Language::English);
        assert!(fold.starts_with("2.00 mm: hypodermis (from about 1 mm); "), "{fold}");
        assert!(fold.contains("Dermatol Surg 2018"), "{fold}");
        let temple = said("temple", 0.15, Language::English);
        let figure = "epidermis and dermis measure 0.98–1.25 mm (means of 69 women and 49 men at the temple";
        assert!(temple.starts_with("0.15 mm: dermis (0.03–0.06 to 0.98–1.25 mm); "), "{temple}");
        assert!(temple.contains(figure), "{temple}");
        let thigh = said("thigh_anterior", 1.2, Language::French);
        assert!(thigh.starts_with("1,20\u{a0}mm\u{a0}: derme (de 0,5–1 à 1,55\u{a0}mm)"), "{thigh}");
    }

    #[test]
    fn names_stay_in_order_and_apart() {
        let lefts = packed(&[[10.0, 50.0], [40.0, 80.0], [90.0, 60.0], [200.0, 60.0]], 290.0).unwrap();
        let rights: Vec<f32> = lefts.iter().zip([50.0, 80.0, 60.0, 60.0]).map(|(left, width)| left + width).collect();
        assert!(lefts[0] >= 0.0 && rights[3] <= 290.0);
        assert!(rights.iter().zip(&lefts[1..]).all(|(right, left)| right + GAP <= left + 0.001));
        assert_eq!(packed(&[[10.0, 50.0], [40.0, 80.0]], 100.0), None);
    }
}
