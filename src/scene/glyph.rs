//! What a mark looks like: an outline for the technique, colour and letter for the cocktail, signs for changes.
//!
//! Outlines live in a unit in which the circle's radius is 1, x right, y up, the centre of area at the origin. Their areas
//! are equal but for a correction by eye: pointed shapes look larger than they are.

use std::sync::OnceLock;

use super::Path;
use super::palette::{self, Colour};
use super::text::{self, Weight};
use crate::chart::{Letter, Symbol};
use crate::geom::Vec2;

/// How a mark takes part in what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlyphStyle {
    /// Of the session shown: filled in the cocktail's colour.
    #[default]
    Now,
    /// Of an earlier session, behind the one shown: hollow and quiet.
    Ghost,
    /// In both sessions at the same place: grey.
    Repeated,
    /// In both sessions, a little elsewhere: blue with an arrow.
    Moved,
    /// In both sessions with another technique, depth, cocktail or volume: amber ring.
    Changed,
    /// Only in the later session: green with a plus.
    Added,
    /// Only in the earlier session: red, hollow, crossed out.
    Dropped,
    /// Of a field that is compared as one: grey with two dashes, for nobody can tell which point it was.
    InField,
}

impl GlyphStyle {
    /// Every style.
    pub const ALL: [Self; 8] =
        [Self::Now, Self::Ghost, Self::Repeated, Self::Moved, Self::Changed, Self::Added, Self::Dropped, Self::InField];

    /// Whether the mark's letter stands in its outline; hollow ones have none, for their letter belongs to another session.
    pub fn has_letter(self) -> bool {
        !matches!(self, Self::Ghost | Self::Dropped)
    }
}

/// Everything that decides how a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlyphKey {
    /// Its outline.
    pub symbol: Symbol,
    /// Its cocktail.
    pub letter: Option<Letter>,
    /// Its part in what is shown.
    pub style: GlyphStyle,
}

/// One layer of a glyph, painted in order: the fill first, then the stroke.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// In units of the glyph's radius, y up.
    pub path: Path,
    /// Colour of the inside.
    pub fill: Option<Colour>,
    /// Colour and width (in units of the radius) of a line along the path, with round joins.
    pub stroke: Option<(Colour, f32)>,
}

/// How far any glyph reaches from its centre, in units of its radius.
pub const EXTENT: f32 = 2.15;

/// The radius in pixels of the glyphs in a picture that shows `px_per_mm` pixels for a millimetre of body and
/// `px_per_medium_mm` for a millimetre of paper or screen (3.78 for a logical pixel of egui), for marks 3 mm apart.
///
/// Such marks touch nowhere while their glyphs can be that small; see [`glyph_radius_spaced`].
pub fn glyph_radius(px_per_mm: f32, px_per_medium_mm: f32) -> f32 {
    glyph_radius_spaced(px_per_mm, px_per_medium_mm, 3.0)
}

/// As [`glyph_radius`], for marks `spacing_mm` apart on the body, taken as 3 to 10 mm.
///
/// A glyph is at most 0.9 of the spacing wide, and at most 2.6 mm at life size, growing with the root of the scale beyond,
/// to 5.2 mm. It is at least 1.7 mm wide, or less where it would reach the middle of such a neighbour, but never under
/// 1.3 mm, so that its letter can be read at 150 dpi.
pub fn glyph_radius_spaced(px_per_mm: f32, px_per_medium_mm: f32, spacing_mm: f32) -> f32 {
    let spacing_mm = spacing_mm.clamp(3.0, 10.0);
    let scale = px_per_mm / px_per_medium_mm;
    let smallest_mm = (0.8 * spacing_mm * scale).clamp(0.65, 0.85);
    let largest_mm = (1.3 * scale.sqrt()).clamp(1.3, 2.6);
    (0.45 * spacing_mm * scale).clamp(smallest_mm, largest_mm) * px_per_medium_mm
}

/// How much larger than usual the letter in a glyph of this radius in pixels is, for a small one fills its outline; `None`
/// where it could not be read even so, with capitals under 5 pixels.
pub fn letter_scale(radius_px: f32) -> Option<f32> {
    /// At this radius and above the letter leaves room around it.
    const ROOMY_PX: f32 = 8.0;
    const LEAST_PX: f32 = 3.4;
    (radius_px >= LEAST_PX).then(|| (ROOMY_PX / radius_px).clamp(1.0, 1.25))
}

/// The outline of a symbol, closed; the circle as 48 corners.
pub fn outline(symbol: Symbol) -> &'static [Vec2] {
    static OUTLINES: OnceLock<Vec<Vec<Vec2>>> = OnceLock::new();
    let outlines = OUTLINES.get_or_init(|| Symbol::ALL.map(drawn).to_vec());
    let index = Symbol::ALL.iter().position(|&known| known == symbol);
    index.and_then(|index| outlines.get(index)).map_or(&[], Vec::as_slice)
}

/// The layers of a glyph, bottom first; with its letter, enlarged so many times, or without one.
pub fn parts(key: GlyphKey, letter_scale: Option<f32>) -> Vec<Part> {
    let shape = body_path(key.symbol);
    let colour = body_colour(key);
    let mut parts = match key.style {
        GlyphStyle::Ghost => vec![
            stroked(shape.clone(), palette::WHITE.with_alpha(170), 0.42),
            both(shape, palette::WHITE.with_alpha(90), colour, 0.23),
        ],
        GlyphStyle::Dropped => vec![
            stroked(shape.clone(), palette::WHITE, 0.55),
            both(shape, palette::WHITE.with_alpha(190), colour, 0.24),
        ],
        _ => vec![stroked(shape.clone(), palette::WHITE, 0.44), both(shape, colour, darker(colour), 0.1)],
    };
    if let (Some(scale), Some(letter), true) = (letter_scale, key.letter, key.style.has_letter()) {
        parts.push(letter_part(key.symbol, letter, (palette::on(colour), scale)));
    }
    parts.extend(sign(key.style));
    parts
}

/// The colour that fills a glyph, or outlines it where it is hollow.
pub fn body_colour(key: GlyphKey) -> Colour {
    match key.style {
        GlyphStyle::Now => palette::cocktail(key.letter),
        GlyphStyle::Ghost => palette::QUIET,
        GlyphStyle::Repeated | GlyphStyle::Changed | GlyphStyle::InField => palette::REPEATED,
        GlyphStyle::Moved => palette::MOVED,
        GlyphStyle::Added => palette::ADDED,
        GlyphStyle::Dropped => palette::DROPPED,
    }
}

fn body_path(symbol: Symbol) -> Path {
    if symbol == Symbol::Circle {
        return Path::circle(Vec2::ZERO, 1.0);
    }
    Path::polygon(outline(symbol))
}

fn stroked(path: Path, colour: Colour, width: f32) -> Part {
    Part { path, fill: None, stroke: Some((colour, width)) }
}

fn both(path: Path, fill: Colour, line: Colour, width: f32) -> Part {
    Part { path, fill: Some(fill), stroke: Some((line, width)) }
}

fn darker(colour: Colour) -> Colour {
    let shade = |channel: u8| channel - channel / 3;
    Colour { red: shade(colour.red), green: shade(colour.green), blue: shade(colour.blue), ..colour }
}

/// The sign that tells a change without colour.
fn sign(style: GlyphStyle) -> Vec<Part> {
    let line = |points: [(f32, f32); 2]| Path::polyline(&points.map(|(x, y)| Vec2::new(x, y)));
    let on_white = |path: Path, colour, width: f32| {
        vec![stroked(path.clone(), palette::WHITE, width + 0.3), stroked(path, colour, width)]
    };
    match style {
        GlyphStyle::Added => {
            let mut plus = line([(0.72, 1.3), (1.72, 1.3)]);
            plus.extend(&line([(1.22, 0.8), (1.22, 1.8)]));
            on_white(plus, palette::ADDED, 0.3)
        }
        GlyphStyle::Dropped => {
            let mut cross = line([(-1.2, -1.2), (1.2, 1.2)]);
            cross.extend(&line([(-1.2, 1.2), (1.2, -1.2)]));
            vec![stroked(cross, palette::DROPPED, 0.24)]
        }
        GlyphStyle::Changed => on_white(Path::circle(Vec2::ZERO, 1.66), palette::CHANGED, 0.32),
        GlyphStyle::Moved => {
            let mut way = line([(0.72, 1.3), (1.72, 1.3)]);
            way.extend(&Path::polyline(&[Vec2::new(1.34, 0.92), Vec2::new(1.72, 1.3), Vec2::new(1.34, 1.68)]));
            on_white(way, palette::MOVED, 0.26)
        }
        GlyphStyle::InField => {
            let mut dashes = line([(0.72, 1.1), (1.72, 1.1)]);
            dashes.extend(&line([(0.72, 1.6), (1.72, 1.6)]));
            on_white(dashes, palette::REPEATED, 0.24)
        }
        GlyphStyle::Now | GlyphStyle::Ghost | GlyphStyle::Repeated => Vec::new(),
    }
}

/// The letter, centred where the outline is widest, as high as the outline allows.
fn letter_part(symbol: Symbol, letter: Letter, (colour, scale): (Colour, f32)) -> Part {
    let (centre, cap_height) = letter_box(symbol);
    let drawn = text::outline(&letter.to_string(), Weight::SemiBold);
    let size = cap_height * scale / text::CAP_HEIGHT;
    let [low, high] = drawn.bounds().unwrap_or_default();
    let middle = Vec2::new(f32::midpoint(low.x, high.x), text::CAP_HEIGHT / 2.0);
    let path = drawn.placed(Vec2::splat(size), centre - middle * size);
    Part { path, fill: Some(colour), stroke: None }
}

/// Where a capital stands in the outline and how high it is.
fn letter_box(symbol: Symbol) -> (Vec2, f32) {
    let (x, y, cap_height) = match symbol {
        Symbol::Circle | Symbol::Hexagon | Symbol::Octagon => (0.0, 0.0, 1.2),
        Symbol::Square => (0.0, 0.0, 1.22),
        Symbol::Triangle => (0.0, -0.16, 0.98),
        Symbol::TriangleDown => (0.0, 0.16, 0.98),
        Symbol::Diamond => (0.0, 0.0, 1.08),
        Symbol::Pentagon => (0.0, -0.04, 1.12),
        Symbol::Cross => (0.0, 0.0, 1.0),
        Symbol::Star => (0.0, -0.03, 0.9),
        Symbol::FourStar | Symbol::Saltire | Symbol::Hourglass => (0.0, 0.0, 0.95),
        Symbol::Bar | Symbol::Rhomboid | Symbol::FlatDiamond => (0.0, 0.0, 0.85),
        Symbol::Column => (0.0, 0.0, 1.1),
        Symbol::TriangleLeft => (0.14, 0.0, 0.92),
        Symbol::TriangleRight => (-0.14, 0.0, 0.92),
        Symbol::Trapezium => (0.0, -0.06, 0.95),
    };
    (Vec2::new(x, y), cap_height)
}

/// The outline before it was brought to its area, and the area it gets as a share of the circle's.
fn drawn(symbol: Symbol) -> Vec<Vec2> {
    let (outline, share) = match symbol {
        Symbol::Circle => (ring(48, 0.0), 1.0),
        Symbol::Square => (ring(4, 45.0), 0.98),
        Symbol::Triangle => (ring(3, 0.0), 0.92),
        Symbol::TriangleDown => (ring(3, 180.0), 0.92),
        Symbol::Diamond => (ring(4, 0.0), 0.95),
        Symbol::Pentagon => (ring(5, 0.0), 0.98),
        Symbol::Hexagon => (ring(6, 0.0), 1.0),
        Symbol::Cross => (cross(0.0), 0.95),
        Symbol::Star => (star(5, 0.56), 0.85),
        Symbol::FourStar => (star(4, 0.5), 0.85),
        Symbol::Bar => (corners([(-1.5, -0.8), (1.5, -0.8), (1.5, 0.8), (-1.5, 0.8)]), 0.9),
        Symbol::Column => (corners([(-0.8, -1.5), (0.8, -1.5), (0.8, 1.5), (-0.8, 1.5)]), 0.9),
        Symbol::Hourglass => {
            (corners([(-1.0, -1.1), (1.0, -1.1), (0.4, 0.0), (1.0, 1.1), (-1.0, 1.1), (-0.4, 0.0)]), 0.9)
        }
        Symbol::Rhomboid => (corners([(-1.5, -0.8), (0.8, -0.8), (1.5, 0.8), (-0.8, 0.8)]), 0.9),
        Symbol::FlatDiamond => (corners([(0.0, -0.9), (1.5, 0.0), (0.0, 0.9), (-1.5, 0.0)]), 0.85),
        Symbol::Octagon => (ring(8, 22.5), 0.98),
        Symbol::TriangleLeft => (ring(3, 90.0), 0.92),
        Symbol::TriangleRight => (ring(3, -90.0), 0.92),
        Symbol::Trapezium => (corners([(-1.45, -0.85), (1.45, -0.85), (0.75, 0.85), (-0.75, 0.85)]), 0.9),
        Symbol::Saltire => (cross(45.0), 0.95),
    };
    let factor = (share * std::f32::consts::PI / area(&outline)).sqrt();
    outline.into_iter().map(|corner| corner * factor).collect()
}

/// The direction of an angle in degrees, counter-clockwise from the top.
fn toward(degrees: f32) -> Vec2 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    Vec2::new(-sin, cos)
}

#[expect(clippy::cast_precision_loss, reason = "a few corners")]
fn ring(corners: usize, first_degrees: f32) -> Vec<Vec2> {
    (0..corners).map(|index| toward(first_degrees + 360.0 * index as f32 / corners as f32)).collect()
}

fn star(points: usize, waist: f32) -> Vec<Vec2> {
    let corners = ring(2 * points, 0.0).into_iter().enumerate();
    corners.map(|(index, corner)| if index % 2 == 0 { corner } else { corner * waist }).collect()
}

fn corners<const N: usize>(corners: [(f32, f32); N]) -> Vec<Vec2> {
    corners.map(Vec2::from).to_vec()
}

/// A cross whose arms are as broad as 0.46 of its span.
fn cross(degrees: f32) -> Vec<Vec2> {
    const ARM: f32 = 0.46;
    let quarter = [(-ARM, 1.0), (-ARM, ARM), (-1.0, ARM)];
    let turned = |(x, y): (f32, f32), by: f32| Vec2::from_angle(by.to_radians()).rotate(Vec2::new(x, y));
    let quarters = [0.0, 90.0, 180.0, 270.0].into_iter();
    quarters.flat_map(|by| quarter.map(|corner| turned(corner, by + degrees))).collect()
}

/// Area of a closed outline, positive counter-clockwise (the shoelace formula).
fn area(corners: &[Vec2]) -> f32 {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(a, b)| a.perp_dot(*b)).sum::<f32>() / 2.0
}

/// The shaft and the head of an arrow from `from` to the rim of the glyph at `to`, which has the radius `gap`, all in one
/// unit; `None` where the glyph covers too much of the way for a head of that length.
pub fn arrow(from: Vec2, to: Vec2, gap: f32, head: f32) -> Option<([Vec2; 2], [Vec2; 3])> {
    let length = from.distance(to) - gap;
    if length < head * 1.2 {
        return None;
    }
    let along = (to - from).normalize();
    let tip = from + along * length;
    let (neck, across) = (tip - along * head, along.perp() * head * 0.45);
    Some(([from, neck], [tip, neck + across, neck - across]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_look_alike_in_size() {
        for symbol in Symbol::ALL {
            let share = area(outline(symbol)) / std::f32::consts::PI;
            assert!((0.8..=1.0).contains(&share), "{symbol:?}: {share}");
        }
    }

    #[test]
    fn outlines_are_centred() {
        for symbol in Symbol::ALL {
            let corners = outline(symbol);
            let middle = corners.iter().sum::<Vec2>();
            assert!(middle.length() < 1e-2, "{symbol:?}: {middle}");
        }
    }

    #[test]
    fn every_part_stays_within_the_extent() {
        for symbol in Symbol::ALL {
            for style in GlyphStyle::ALL {
                for part in parts(GlyphKey { symbol, letter: Some(Letter::A), style }, Some(1.25)) {
                    let [low, high] = part.path.bounds().unwrap();
                    let reach = low.abs().max(high.abs()).max_element();
                    let width = part.stroke.map_or(0.0, |(_, width)| width);
                    assert!(reach + width / 2.0 <= EXTENT, "{symbol:?} {style:?}: {reach} + {width}");
                }
            }
        }
    }

    #[test]
    fn glyphs_three_millimetres_apart_stay_apart() {
        // A face on A4, at screen size and zoomed in.
        for (px_per_mm, px_per_medium_mm) in [(8.5, 11.8), (2.9, 3.78), (40.0, 3.78)] {
            assert!(glyph_radius(px_per_mm, px_per_medium_mm) * 2.0 <= 3.0 * px_per_mm);
        }
    }

    #[test]
    fn the_smallest_glyph_keeps_its_letter_at_150_dpi() {
        let px_per_mm = 150.0 / 25.4;
        for px_per_body_mm in [1e-3, 0.1, 0.3, 1.0, 8.0] {
            let scale = letter_scale(glyph_radius_spaced(px_per_body_mm * px_per_mm, px_per_mm, 3.0));
            assert!(scale.is_some(), "{px_per_body_mm}");
        }
        // It grows before it goes.
        let scales = [20.0, 8.0, 7.0, 4.0, 3.3].map(letter_scale);
        assert_eq!((scales[0], scales[1], scales[3], scales[4]), (Some(1.0), Some(1.0), Some(1.25), None));
        assert!(scales[2].is_some_and(|scale| scale > 1.0));
    }

    #[test]
    fn glyphs_have_a_least_and_a_largest_size() {
        assert_eq!(glyph_radius(0.01, 10.0), 6.5);
        assert_eq!(glyph_radius(1e4, 10.0), 26.0);
    }
}
