//! The measure of words: widths, wrapping and outlines of lines in every script, in one list of fonts for screen and page.
//!
//! Lengths are in ems (multiply by the size), y up from the baseline. Text is composed, put in the order of the eye, split
//! among the fonts that have its characters and shaped by `harfrust`; figures are tabular, so that columns align.

mod faces;
mod missing;
mod order;
mod shape;

use std::borrow::Cow;

pub use faces::{FontSource, OwnFont, SystemFont, own_fonts, system_font, use_system_fonts};
pub use missing::name as missing_name;
pub use shape::{GlyphRun, RunGlyph};

use unicode_segmentation::UnicodeSegmentation as _;

use super::Path;

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

/// Width of one line.
pub fn width(text: &str, weight: Weight) -> f32 {
    shape::line(text, weight).width
}

/// The outline of one line, from the origin to the right.
pub fn outline(text: &str, weight: Weight) -> Path {
    shape::line(text, weight).outline()
}

/// One line as glyphs of fonts, from left to right, for formats that keep text as text.
pub fn glyph_runs(text: &str, weight: Weight) -> Vec<GlyphRun> {
    shape::line(text, weight).glyph_runs()
}

/// The characters of a text that no font has, each once; boxes with their numbers are drawn for them.
pub fn missing(text: &str) -> Vec<char> {
    let mut missing = shape::line(text, Weight::Regular).missing.clone();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Whether a painter that takes the font of a cluster's first character would lose a part of it: an accent that this font
/// lacks, on a letter that it has.
pub fn is_torn(cluster: &str, weight: Weight) -> bool {
    cluster.chars().nth(1).is_some() && faces::is_torn(&shape::composed(cluster), weight)
}

/// A line for a painter that shapes fonts one by one and sets them from left to right: composed, and what is written from
/// right to left in the order of the eye.
pub fn for_left_to_right(line: &str) -> Cow<'_, str> {
    match shape::composed(line) {
        Cow::Borrowed(line) => order::for_left_to_right(line),
        Cow::Owned(line) => Cow::Owned(order::for_left_to_right(&line).into_owned()),
    }
}

/// Breaks at spaces, but not at non-breaking ones, into lines no wider than `max_width`; a single longer word is broken
/// inside.
pub fn wrap(text: &str, weight: Weight, max_width: f32) -> Vec<String> {
    wrapped(text, weight, max_width).collect()
}

/// [`wrap`], line by line: who needs only some of a long text measures no more than those.
fn wrapped(text: &str, weight: Weight, max_width: f32) -> impl Iterator<Item = String> {
    let breaks = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    let words = text.split(breaks).filter(|word| !word.is_empty());
    let mut pieces = words.flat_map(move |word| Pieces { rest: word, is_first: true, weight, max_width }).peekable();
    std::iter::from_fn(move || {
        let (mut line, _) = pieces.next()?;
        // The rest of a word that was broken begins a line of its own.
        while let Some((next, _)) = pieces.next_if(|(next, is_first)| {
            *is_first && line.len() + next.len() < MOST_BYTES && width(&format!("{line} {next}"), weight) <= max_width
        }) {
            line = format!("{line} {next}");
        }
        Some(line)
    })
}

/// No line is longer, in bytes: what is isn't measured as one.
const MOST_BYTES: usize = 4096;

/// A word in pieces that fit, each of at least one cluster, and whether it is the first: accents stay with their letters.
struct Pieces<'a> {
    rest: &'a str,
    is_first: bool,
    weight: Weight,
    max_width: f32,
}

impl Iterator for Pieces<'_> {
    type Item = (String, bool);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let (piece, rest) = self.rest.split_at(fitting(self.rest, self.weight, self.max_width));
        self.rest = rest;
        Some((piece.to_owned(), std::mem::replace(&mut self.is_first, false)))
    }
}

/// How much of a text fits, in bytes: whole clusters, at least one.
fn fitting(text: &str, weight: Weight, max_width: f32) -> usize {
    let fits = |end: usize| width(&text[..end], weight) <= max_width;
    if text.len() < 64 && fits(text.len()) {
        return text.len();
    }
    let mut clusters = text.grapheme_indices(true).map(|(at, cluster)| at + cluster.len());
    let mut ends: Vec<usize> = Vec::new();
    // What doesn't fit any more is near: as many more as before, until then.
    loop {
        let before = ends.len();
        ends.extend(clusters.by_ref().take(before.max(8)).take_while(|&end| end < MOST_BYTES));
        if ends.len() < 2 * before.max(4) || ends.last().is_some_and(|&end| !fits(end)) {
            break;
        }
    }
    let fitting = ends.partition_point(|&end| fits(end)).max(1);
    // A cluster that is longer than a line may be is taken whole.
    ends.get(fitting - 1).copied().unwrap_or_else(|| text.graphemes(true).next().map_or(text.len(), str::len))
}

/// The text itself where it fits, else its start with an ellipsis; for places beside a fuller version.
pub fn truncate(text: &str, weight: Weight, max_width: f32) -> String {
    if text.len() < MOST_BYTES && width(text, weight) <= max_width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).take_while(|&at| at < MOST_BYTES).collect();
    let short = |end: usize| format!("{}…", text[..end].trim_end());
    let fitting = ends.partition_point(|&end| width(&short(end), weight) <= max_width);
    fitting.checked_sub(1).map_or_else(String::new, |last| short(ends[last]))
}

/// [`wrap`], cut to `max_lines` with an ellipsis where it needs more.
pub fn wrap_at_most(text: &str, weight: Weight, max_width: f32, max_lines: usize) -> Vec<String> {
    let mut rest = wrapped(text, weight, max_width);
    let mut lines: Vec<String> = rest.by_ref().take(max_lines).collect();
    if let Some(more) = rest.next() {
        // No more than two lines are needed to fill one.
        let last = [lines.pop().unwrap_or_default(), more].join(" ");
        lines.push(truncate(&last, weight, max_width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_weights_draw() {
        for weight in [Weight::Regular, Weight::SemiBold] {
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

    /// Where a line ends is found by halving, and is where measuring after every cluster would end it.
    #[test]
    fn a_long_word_is_broken_as_late_as_it_fits() {
        let word = "Hydroxypropylmethylcellulose-non-réticuléeשלום-महाराष्ट्र".repeat(5);
        let lines = wrap(&word, Weight::Regular, 6.3);
        assert_eq!(lines.concat(), word);
        for pair in lines.windows(2) {
            let next = pair[1].graphemes(true).next().unwrap_or_default();
            assert!(width(&pair[0], Weight::Regular) <= 6.3, "{pair:?}");
            assert!(width(&format!("{}{next}", pair[0]), Weight::Regular) > 6.3, "{pair:?}");
        }
    }

    #[test]
    fn what_is_longer_than_any_page_is_cut() {
        let long = |part: &str| part.repeat(5_000_000 / part.len());
        // In quadratic time it would take hours.
        for text in [long("x"), long("ab "), long("e\u{301}"), format!("e{}", long("\u{301}")), long("\u{200b}")] {
            assert!(wrap_at_most(&text, Weight::Regular, 40.0, 3).len() <= 3);
            assert!(truncate(&text, Weight::Regular, 40.0).len() < 10_000);
        }
        assert_eq!(wrap(&long("ab "), Weight::Regular, 40.0).concat().replace(' ', "").len(), 5_000_000 / 3 * 2);
    }

    #[test]
    fn truncation_fits() {
        let short = truncate("Polydeoxyribonucleotide", Weight::Regular, 6.0);
        assert!(short.ends_with('…') && width(&short, Weight::Regular) <= 6.0);
        assert_eq!(truncate("ok", Weight::Regular, 6.0), "ok");
    }

    /// Names as patients bear them, by script.
    const NAMES: [(&str, &str); 9] = [
        ("Latin", "Łucja Müller-Œuvrard"),
        ("Cyrillic", "Наталія Їжакевич"),
        ("Greek", "Ἀσκληπιός Παπαδόπουλος"),
        ("Hebrew", "שָׁרוֹן כהן"),
        ("Arabic", "محمد بن عليّ"),
        ("Devanagari", "श्रीमती कृष्णा"),
        ("Thai", "น้ำทิพย์ ศรีสุข"),
        ("Vietnamese", "Nguyễn Thị Ánh Tuyết"),
        ("Yoruba", "Ọlámídé Ẹ̀bùn"),
    ];

    #[test]
    fn names_in_the_scripts_of_the_bundled_fonts_are_drawn_whole() {
        use icu_normalizer::DecomposingNormalizerBorrowed;
        for (script, name) in NAMES {
            for weight in [Weight::Regular, Weight::SemiBold] {
                assert!(missing(name).is_empty(), "{script}");
                let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(name).into_owned();
                assert!(missing(&apart).is_empty(), "{script} apart");
                assert_eq!(outline(name, weight), outline(&apart, weight), "{script}");
                assert!(width(name, weight) > 2.5, "{script}");
            }
        }
    }

    #[test]
    fn arabic_letters_join_and_read_from_the_right() {
        // Joined letters have widths of their own (2.272 em by the font's table, 2.084 alone), and lam with alef is one sign.
        let alone = |word: &str| word.chars().map(|letter| width(&letter.to_string(), Weight::Regular)).sum::<f32>();
        assert!((width("محمد", Weight::Regular) / alone("محمد") - 2272.0 / 2084.0).abs() < 0.01);
        assert!(width("لا", Weight::Regular) < alone("لا") * 0.9);
        // The first letter, which alone is tall, stands at the right end.
        use crate::scene::Segment::{Line, Move, Quad};
        let outline = outline("ابب", Weight::Regular);
        let tall = outline.0.iter().filter_map(|segment| match segment {
            Move(at) | Line(at) | Quad(_, at) => Some(*at),
            _ => None,
        });
        let tall: Vec<_> = tall.filter(|at| at.y > 0.55).collect();
        let middle = width("ابب", Weight::Regular) / 2.0;
        assert!(!tall.is_empty() && tall.iter().all(|at| at.x > middle), "{tall:?} beside {middle}");
    }

    #[test]
    fn what_no_font_has_is_boxed_and_named() {
        assert_eq!(missing("Ada 피"), ['피']);
        assert_eq!(missing_name('피'), "피 (U+D53C)");
        assert!(outline("피", Weight::Regular).0.len() > 40);
        assert!(width("피", Weight::Regular) > 0.8);
        assert_eq!(width("a\u{200b}b", Weight::Regular), width("ab", Weight::Regular));
    }

    #[test]
    fn joiners_and_marks_of_direction_are_not_missing() {
        assert!(missing("क्\u{200d}ष \u{200f}\u{202b}א\u{202c} a\u{ad}b\tc").is_empty());
    }
}
