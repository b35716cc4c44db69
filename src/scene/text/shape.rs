//! A line of text as placed glyphs: shaped by `harfrust`, font by font, in the order of the eye.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{Direction, Feature, GlyphInfo, GlyphPosition, ShapeOptions, Tag, UnicodeBuffer};
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
    runs: Vec<Run>,
}

/// Neighbours of one font and one direction, placed.
struct Run {
    /// Where it starts on the baseline.
    x: f32,
    text: String,
    drawn: Drawn,
}

enum Drawn {
    With(&'static Face, Vec<Placed>),
    /// As boxes in place of characters that no font has.
    Boxes,
}

/// A glyph from where the one before it ended.
#[derive(Clone, Debug)]
struct Placed {
    id: GlyphId,
    offset: Vec2,
    advance: f32,
    /// Where its cluster begins, in bytes of the run.
    cluster: usize,
}

/// Neighbours in one font, for whoever writes text as text: in ems from the start of the line, y up.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Where it starts on the baseline.
    pub x: f32,
    /// What it says.
    pub text: String,
    /// The file of its font; empty where no font has the characters, which are drawn as boxes.
    pub font: &'static [u8],
    /// Which font of the file.
    pub index: u32,
    /// The glyphs in the order of the eye; none where there is no font.
    pub glyphs: Vec<RunGlyph>,
}

/// A glyph of a run.
#[derive(Clone, Debug)]
pub struct RunGlyph {
    /// Its number in the font.
    pub id: u32,
    /// From where it would stand.
    pub offset: Vec2,
    /// To the next one.
    pub advance: f32,
    /// What it says, in bytes of the run's text; glyphs of one cluster say it together.
    pub says: Range<usize>,
}

impl Line {
    /// Every glyph's outline in its place.
    pub(super) fn outline(&self) -> Path {
        let mut path = Path::default();
        for run in &self.runs {
            let mut at = Vec2::new(run.x, 0.0);
            match &run.drawn {
                Drawn::With(face, glyphs) => {
                    for glyph in glyphs {
                        path.extend(&face.glyph(glyph.id).placed(Vec2::ONE, at + glyph.offset));
                        at.x += glyph.advance;
                    }
                }
                Drawn::Boxes => {
                    for character in boxed(&run.text) {
                        path.extend(&missing::code_box(character).placed(Vec2::ONE, at));
                        at.x += missing::ADVANCE;
                    }
                }
            }
        }
        path
    }

    /// The line as glyphs of fonts.
    pub(super) fn glyph_runs(&self) -> Vec<GlyphRun> {
        let of_run = |run: &Run| {
            let (font, index, glyphs) = match &run.drawn {
                Drawn::With(face, glyphs) => (face.bytes(), face.index(), saying(glyphs, run.text.len())),
                Drawn::Boxes => (&[][..], 0, Vec::new()),
            };
            GlyphRun { x: run.x, text: run.text.clone(), font, index, glyphs }
        };
        self.runs.iter().map(of_run).collect()
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
                    Some(face) => line.push(face, run, stretch.leftward),
                    None => line.push_missing(run),
                }
            }
        }
        line
    }

    /// A run of one font and one direction.
    fn push(&mut self, face: &'static Face, run: String, leftward: bool) {
        // Figures as wide as each other, so that columns of numbers align.
        const FIGURES: Tag = Tag::new(b"tnum");
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&run);
        buffer.guess_segment_properties();
        buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
        let features = [Feature::new(FIGURES, 1, ..)];
        let shaped = face.shaper().shape(buffer, ShapeOptions::new().features(&features));
        let placed = |(info, place): (&GlyphInfo, &GlyphPosition)| Placed {
            id: GlyphId::new(info.glyph_id),
            offset: Vec2::new(face.ems(place.x_offset), face.ems(place.y_offset)),
            advance: face.ems(place.x_advance),
            cluster: info.cluster as usize,
        };
        let glyphs: Vec<Placed> = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(placed).collect();
        let x = self.width;
        for glyph in &glyphs {
            self.width += glyph.advance;
        }
        self.runs.push(Run { x, text: run, drawn: Drawn::With(face, glyphs) });
    }

    fn push_missing(&mut self, run: String) {
        let x = self.width;
        for character in boxed(&run) {
            self.width += missing::ADVANCE;
            self.missing.push(character);
        }
        self.runs.push(Run { x, text: run, drawn: Drawn::Boxes });
    }
}

/// The characters for which a box is drawn.
fn boxed(run: &str) -> impl Iterator<Item = char> {
    run.chars().filter(|&character| !is_silent(character))
}

/// Each glyph with what its cluster says: as far as the next one begins.
fn saying(glyphs: &[Placed], length: usize) -> Vec<RunGlyph> {
    let mut starts: Vec<usize> = glyphs.iter().map(|glyph| glyph.cluster).chain([length]).collect();
    starts.sort_unstable();
    let says =
        |start: usize| start..starts.get(starts.partition_point(|&other| other <= start)).map_or(length, |&end| end);
    let of_glyph = |glyph: &Placed| RunGlyph {
        id: glyph.id.to_u32(),
        offset: glyph.offset,
        advance: glyph.advance,
        says: says(glyph.cluster),
    };
    glyphs.iter().map(of_glyph).collect()
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
