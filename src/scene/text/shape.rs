//! A line of text as placed glyphs: shaped by `harfrust`, font by font, in the order of the eye.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{Direction, Feature, ShapeOptions, Tag, UnicodeBuffer};
use icu_normalizer::ComposingNormalizerBorrowed;
use skrifa::GlyphId;
use unicode_segmentation::UnicodeSegmentation as _;

use super::faces::{Face, is_silent};
use super::order::stretches;
use super::{Weight, missing};
use crate::geom::Vec2;
use crate::scene::Path;

/// A shaped line, in ems from the start of the baseline, y up.
#[derive(Default)]
pub(super) struct Line {
    /// Its length.
    pub width: f32,
    /// Characters that no font has.
    pub missing: Vec<char>,
    glyphs: Vec<(Vec2, Glyph)>,
}

enum Glyph {
    Of(&'static Face, GlyphId),
    /// In place of a character that no font has.
    Box(char),
}

impl Line {
    /// Every glyph's outline in its place.
    pub(super) fn outline(&self) -> Path {
        let mut path = Path::default();
        for (at, glyph) in &self.glyphs {
            match glyph {
                Glyph::Of(face, id) => path.extend(&face.glyph(*id).placed(Vec2::ONE, *at)),
                Glyph::Box(character) => path.extend(&missing::code_box(*character).placed(Vec2::ONE, *at)),
            }
        }
        path
    }

    fn shape(text: &str, weight: Weight) -> Self {
        let text = composed(text);
        let text = text.replace(char::is_control, " ");
        let mut line = Self::default();
        for stretch in stretches(&text) {
            let mut runs = runs(&text[stretch.bytes], weight);
            if stretch.leftward {
                runs.reverse();
            }
            for (face, run) in runs {
                match face {
                    Some(face) => line.push(face, &run, stretch.leftward),
                    None => line.push_missing(&run),
                }
            }
        }
        line
    }

    /// A run of one font and one direction.
    fn push(&mut self, face: &'static Face, run: &str, leftward: bool) {
        // Figures as wide as each other, so that columns of numbers align.
        const FIGURES: Tag = Tag::new(b"tnum");
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
        let features = [Feature::new(FIGURES, 1, ..)];
        let shaped = face.shaper().shape(buffer, ShapeOptions::new().features(&features));
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let offset = Vec2::new(face.ems(place.x_offset), face.ems(place.y_offset));
            let glyph = Glyph::Of(face, GlyphId::new(info.glyph_id));
            self.glyphs.push((Vec2::new(self.width, 0.0) + offset, glyph));
            self.width += face.ems(place.x_advance);
        }
    }

    fn push_missing(&mut self, run: &str) {
        for character in run.chars().filter(|&character| !is_silent(character)) {
            self.glyphs.push((Vec2::new(self.width, 0.0), Glyph::Box(character)));
            self.width += missing::ADVANCE;
            self.missing.push(character);
        }
    }
}

/// As it is drawn: letters with their accents in one character wherever there is one (normalisation form C).
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    const { ComposingNormalizerBorrowed::new_nfc() }.normalize(text)
}

/// Neighbours that one font draws; a cluster is never torn.
fn runs(text: &str, weight: Weight) -> Vec<(Option<&'static Face>, String)> {
    let mut runs: Vec<(Option<&'static Face>, String)> = Vec::new();
    for cluster in text.graphemes(true) {
        let face = Face::of(cluster, weight);
        let silent = cluster.chars().all(is_silent);
        let same = |last: Option<&'static Face>| match (last, face) {
            (Some(last), Some(face)) => std::ptr::eq(last, face),
            (None, None) => true,
            _ => false,
        };
        match runs.last_mut() {
            Some((last, run)) if silent || same(*last) => run.push_str(cluster),
            _ if silent => {}
            _ => runs.push((face, cluster.to_owned())),
        }
    }
    runs
}

/// The lines shaped last, so that what is measured and then drawn is shaped once.
static LINES: LazyLock<Mutex<Lines>> = LazyLock::new(Mutex::default);
/// Lines by their weight and text.
type Lines = HashMap<Weight, HashMap<String, Arc<Line>>>;
/// The most lines that are remembered; beyond, the memory starts anew.
const MOST_LINES: usize = 20_000;

/// The longest text of a line, in bytes; what goes on beyond would lie outside of every page.
const MOST_BYTES: usize = 16 << 10;

/// A line, shaped once.
pub(super) fn line(text: &str, weight: Weight) -> Arc<Line> {
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    let lines = || LINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(line) = lines().get(&weight).and_then(|lines| lines.get(text)) {
        return Arc::clone(line);
    }
    let line = Arc::new(Line::shape(text, weight));
    let mut lines = lines();
    let of_weight = lines.entry(weight).or_default();
    if of_weight.len() >= MOST_LINES {
        of_weight.clear();
    }
    of_weight.insert(text.to_owned(), Arc::clone(&line));
    line
}

/// Forgets what was shaped, as other fonts are there now.
pub(super) fn forget() {
    LINES.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
