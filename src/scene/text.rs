//! The measure of words: widths, wrapping and outlines in the bundled font, never in the system's.
//!
//! Lengths are in ems (multiply by the size), y up from the baseline. Pairs are kerned and figures are tabular, so that
//! columns of numbers align: OpenType 1.9, tables GPOS (pair adjustment) and GSUB (feature `tnum`).

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI16, Ordering};

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::gpos::{PairPos, PositionSubtables, ValueContext};
use skrifa::raw::tables::gsub::{SingleSubst, SubstitutionSubtables};
use skrifa::{FontRef, GlyphId, GlyphId16, MetadataProvider as _};

use super::{Path, Segment};
use crate::geom::Vec2;

/// The two weights of the bundled font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For headings and totals.
    SemiBold,
}

/// Height of a capital.
pub const CAP_HEIGHT: f32 = 0.727;
/// How far an accented capital reaches above the baseline.
pub const ASCENT: f32 = 0.97;
/// How far a letter reaches below the baseline.
pub const DESCENT: f32 = 0.242;

/// Drawn for a character that the font lacks, so that a gap is seen.
const MISSING: char = '□';

/// Width of one line, advances with kerning.
pub fn width(text: &str, weight: Weight) -> f32 {
    Face::of(weight).advances(text).last().map_or(0.0, |(x, glyph)| x + Face::of(weight).advance(glyph))
}

/// The outline of one line, from the origin to the right.
pub fn outline(text: &str, weight: Weight) -> Path {
    let face = Face::of(weight);
    let mut path = Path::default();
    for (x, glyph) in face.advances(text) {
        path.extend(&face.glyph(glyph).placed(Vec2::ONE, Vec2::new(x, 0.0)));
    }
    path
}

/// Breaks at spaces, but not at non-breaking ones, into lines no wider than `max_width`; a single longer word is broken
/// inside.
pub fn wrap(text: &str, weight: Weight, max_width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let breaks = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let line = lines.pop().unwrap_or_default();
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, weight) <= max_width {
            lines.push(longer);
            continue;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines.extend(broken(word, weight, max_width));
    }
    lines
}

/// A word in pieces that fit, each of at least one character.
fn broken(word: &str, weight: Weight, max_width: f32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let Some(piece) = pieces.last_mut() else { break };
        piece.push(character);
        if piece.chars().count() > 1 && width(piece, weight) > max_width {
            piece.pop();
            pieces.push(character.to_string());
        }
    }
    pieces
}

/// The text itself where it fits, else its start with an ellipsis; for places beside a fuller version.
pub fn truncate(text: &str, weight: Weight, max_width: f32) -> String {
    if width(text, weight) <= max_width {
        return text.to_owned();
    }
    let mut start = text.to_owned();
    while start.pop().is_some() {
        let short = format!("{}…", start.trim_end());
        if width(&short, weight) <= max_width {
            return short;
        }
    }
    String::new()
}

/// [`wrap`], cut to `max_lines` with an ellipsis where it needs more.
pub fn wrap_at_most(text: &str, weight: Weight, max_width: f32, max_lines: usize) -> Vec<String> {
    let mut lines = wrap(text, weight, max_width);
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.saturating_sub(1)).join(" ");
        lines.push(truncate(&rest, weight, max_width));
    }
    lines
}

/// A parsed font with the outlines that were asked for so far.
struct Face {
    font: FontRef<'static>,
    glyph_of_char: HashMap<char, GlyphId>,
    advances: Vec<f32>,
    outlines: Vec<OnceLock<Path>>,
    /// Kerning by left glyph and right glyph in font units; [`UNKNOWN`] until first asked for.
    kerning: Vec<AtomicI16>,
    units_per_em: f32,
}

const UNKNOWN: i16 = i16::MIN;

impl Face {
    fn of(weight: Weight) -> &'static Self {
        static REGULAR: OnceLock<Face> = OnceLock::new();
        static SEMI_BOLD: OnceLock<Face> = OnceLock::new();
        match weight {
            Weight::Regular => {
                REGULAR.get_or_init(|| Self::load(include_bytes!("../../assets/fonts/Inter-Regular.otf")))
            }
            Weight::SemiBold => {
                SEMI_BOLD.get_or_init(|| Self::load(include_bytes!("../../assets/fonts/Inter-SemiBold.otf")))
            }
        }
    }

    #[expect(clippy::expect_used, reason = "the font is part of the program; a test loads both")]
    fn load(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("the bundled font is whole");
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyphs = metrics.glyph_count();
        let tabular = tabular_figures(&font);
        let glyph_of_char = font.charmap().mappings().filter_map(|(code, glyph)| {
            let figure = char::from_u32(code).filter(char::is_ascii_digit).and(tabular.get(&glyph));
            Some((char::from_u32(code)?, figure.copied().unwrap_or(glyph)))
        });
        Self {
            glyph_of_char: glyph_of_char.collect(),
            advances: (0..glyphs).map(|id| metrics.advance_width(GlyphId::new(id)).unwrap_or(0.0)).collect(),
            outlines: (0..glyphs).map(|_| OnceLock::new()).collect(),
            kerning: (0..glyphs * glyphs).map(|_| AtomicI16::new(UNKNOWN)).collect(),
            units_per_em: font.head().map_or(1000.0, |head| f32::from(head.units_per_em())),
            font,
        }
    }

    /// `None` for characters that take no room at all.
    fn glyph_for(&self, character: char) -> Option<GlyphId> {
        let invisible = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
        let shown = if character.is_control() { ' ' } else { character };
        let glyph = self.glyph_of_char.get(&shown).or_else(|| self.glyph_of_char.get(&MISSING));
        glyph.copied().filter(|_| !invisible)
    }

    /// Every glyph of a line with the x where it starts.
    fn advances<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (f32, GlyphId)> + 'a {
        let mut x = 0.0;
        let mut last: Option<GlyphId> = None;
        text.chars().filter_map(|character| self.glyph_for(character)).map(move |glyph| {
            if let Some(last) = last {
                x += self.advance(last) + self.kerning(last, glyph);
            }
            last = Some(glyph);
            (x, glyph)
        })
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        self.advances.get(glyph.to_u32() as usize).copied().unwrap_or(0.0)
    }

    fn kerning(&self, left: GlyphId, right: GlyphId) -> f32 {
        let place = left.to_u32() as usize * self.advances.len() + right.to_u32() as usize;
        let Some(memo) = self.kerning.get(place) else { return 0.0 };
        let mut units = memo.load(Ordering::Relaxed);
        if units == UNKNOWN {
            units = pair_adjustment(&self.font, left, right).unwrap_or(0);
            memo.store(units, Ordering::Relaxed);
        }
        f32::from(units) / self.units_per_em
    }

    fn glyph(&self, glyph: GlyphId) -> &Path {
        static EMPTY: Path = Path(Vec::new());
        self.outlines.get(glyph.to_u32() as usize).map_or(&EMPTY, |slot| slot.get_or_init(|| self.draw(glyph)))
    }

    fn draw(&self, glyph: GlyphId) -> Path {
        let mut pen = Pen(Path::default());
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        if let Some(outline) = self.font.outline_glyphs().get(glyph) {
            // A glyph that can't be drawn stays empty; the test of the bundled fonts would tell.
            let _drawn = outline.draw(settings, &mut pen);
        }
        pen.0
    }
}

struct Pen(Path);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Move(Vec2::new(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Line(Vec2::new(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Quad(Vec2::new(cx, cy), Vec2::new(x, y)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Cubic(Vec2::new(ax, ay), Vec2::new(bx, by), Vec2::new(x, y)));
    }
    fn close(&mut self) {
        self.0.0.push(Segment::Close);
    }
}

/// Proportional to tabular figure, from the font's feature `tnum`.
fn tabular_figures(font: &FontRef<'_>) -> HashMap<GlyphId, GlyphId> {
    let read = || -> Option<HashMap<GlyphId, GlyphId>> {
        let gsub = font.gsub().ok()?;
        let (features, lookups) = (gsub.feature_list().ok()?, gsub.lookup_list().ok()?);
        let record = features.feature_records().iter().find(|record| record.feature_tag() == *b"tnum")?;
        let feature = record.feature(features.offset_data()).ok()?;
        let lookup = lookups.lookups().get(usize::from(feature.lookup_list_indices().first()?.get())).ok()?;
        let SubstitutionSubtables::Single(tables) = lookup.subtables().ok()? else { return None };
        Some(tables.iter().flatten().flat_map(|table| substitutions(&table)).collect())
    };
    read().unwrap_or_default()
}

fn substitutions(table: &SingleSubst<'_>) -> Vec<(GlyphId, GlyphId)> {
    let coverage = match table {
        SingleSubst::Format1(table) => table.coverage(),
        SingleSubst::Format2(table) => table.coverage(),
    };
    let Ok(coverage) = coverage else { return Vec::new() };
    let to = |index: usize, from: GlyphId16| match table {
        SingleSubst::Format1(table) => {
            let delta = table.delta_glyph_id();
            Some(GlyphId16::new(from.to_u16().wrapping_add_signed(delta)))
        }
        SingleSubst::Format2(table) => table.substitute_glyph_ids().get(index).map(skrifa::raw::types::BigEndian::get),
    };
    let pairs = coverage.iter().enumerate().filter_map(|(index, from)| Some((from.into(), to(index, from)?.into())));
    pairs.collect()
}

/// How much the right glyph moves after the left one, in font units; the first subtable that knows the pair decides.
fn pair_adjustment(font: &FontRef<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let lookup = font.gpos().ok()?.lookup_list().ok()?.lookups().get(0).ok()?;
    let PositionSubtables::Pair(tables) = lookup.subtables().ok()? else { return None };
    tables.iter().flatten().find_map(|table| adjustment_in(&table, left, right))
}

fn adjustment_in(table: &PairPos<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    match table {
        PairPos::Format1(table) => {
            let index = table.coverage().ok()?.get(left)?;
            let set = table.pair_sets().get(usize::from(index)).ok()?;
            let found =
                set.pair_value_records().iter().flatten().find(|pair| GlyphId::from(pair.second_glyph()) == right)?;
            found.value_record1().x_advance()
        }
        PairPos::Format2(table) => {
            table.coverage().ok()?.get(left)?;
            let classes = [table.class_def1().ok()?.get(left), table.class_def2().ok()?.get(right)];
            let [value, _] = table.values(classes[0], classes[1], &ValueContext::new()).ok()?;
            Some(value.x_advance)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_load_and_draw() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            assert!(Face::of(weight).advances.len() > 500);
            assert!(outline("Ångström 0.15 mL", weight).0.len() > 100);
        }
    }

    #[test]
    fn figures_are_tabular_and_pairs_kerned() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            assert_eq!(width("1111", weight), width("8888", weight));
            assert!(width("AV", weight) < width("A", weight) + width("V", weight) - 0.02);
        }
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let text = "Hyaluronic acid, non-cross-linked, and an unbelievablylongwordthatfitsnowhere";
        let lines = wrap(text, Weight::Regular, 8.0);
        assert!(lines.iter().all(|line| width(line, Weight::Regular) <= 8.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn truncation_fits() {
        let short = truncate("Polydeoxyribonucleotide", Weight::Regular, 6.0);
        assert!(short.ends_with('…') && width(&short, Weight::Regular) <= 6.0);
        assert_eq!(truncate("ok", Weight::Regular, 6.0), "ok");
    }

    #[test]
    fn what_the_font_lacks_is_seen() {
        assert_eq!(width("피", Weight::Regular), width("□", Weight::Regular));
        assert_eq!(width("a\u{200b}b", Weight::Regular), width("ab", Weight::Regular));
    }
}
