//! The order of a line: what is written from right to left stands so (Unicode Standard Annex 9, crate `unicode-bidi`).

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiDataSource as _, BidiInfo, HardcodedBidiData};
use unicode_segmentation::UnicodeSegmentation as _;

/// A stretch of a line in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its bytes in the line.
    pub bytes: Range<usize>,
    /// Whether it reads from right to left.
    pub leftward: bool,
}

/// The stretches of a line from left to right. The first strong character decides the direction of the whole.
pub(super) fn stretches(line: &str) -> Vec<Stretch> {
    if !has_leftward(line) {
        return vec![Stretch { bytes: 0..line.len(), leftward: false }];
    }
    let bidi = BidiInfo::new(line, None);
    let of_paragraph = |paragraph: &unicode_bidi::ParagraphInfo| {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        let stretch = move |bytes: Range<usize>| {
            let leftward = levels.get(bytes.start).is_some_and(unicode_bidi::Level::is_rtl);
            Stretch { bytes, leftward }
        };
        runs.into_iter().map(stretch).collect::<Vec<_>>()
    };
    bidi.paragraphs.iter().flat_map(of_paragraph).collect()
}

/// Whether anything in a text is written from right to left.
pub(super) fn has_leftward(text: &str) -> bool {
    // Hebrew is the first of the scripts that are; most text has no letter as high as that.
    const FIRST: char = '\u{590}';
    let class = |character| HardcodedBidiData.bidi_class(character);
    let leftward = |character| character >= FIRST && matches!(class(character), BidiClass::R | BidiClass::AL);
    !text.is_ascii() && text.chars().any(leftward)
}

/// The line as a painter needs it that sets fonts side by side from left to right, yet turns what is written from right to
/// left in one font: the words in the order of the eye, each in its own.
pub(super) fn for_left_to_right(line: &str) -> Cow<'_, str> {
    if !has_leftward(line) {
        return Cow::Borrowed(line);
    }
    let mut seen = String::with_capacity(line.len() + 8);
    for stretch in stretches(line) {
        let text = &line[stretch.bytes];
        if stretch.leftward {
            for word in words(text).iter().rev() {
                push(&mut seen, word);
            }
        } else {
            push(&mut seen, text);
        }
    }
    Cow::Owned(seen)
}

/// Two neighbours of one font would be turned together: a space without width keeps them apart.
fn push(seen: &mut String, word: &str) {
    let turns = |character: Option<char>| character.is_some_and(|character| script_font(character).is_some());
    if turns(seen.chars().next_back()) && turns(word.chars().next()) {
        seen.push('\u{200b}');
    }
    seen.push_str(word);
}

/// What a right-to-left stretch is turned by: runs of one script's font, and every other cluster alone, mirrored.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<(Option<u8>, String)> = Vec::new();
    for cluster in text.graphemes(true) {
        let font = cluster.chars().next().and_then(script_font);
        match words.last_mut() {
            Some((last, word)) if font.is_some() && *last == font => word.push_str(cluster),
            _ if font.is_some() => words.push((font, cluster.to_owned())),
            _ => words.push((None, cluster.chars().map(mirrored).collect())),
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// The scripts that have fonts of their own and run from right to left.
fn script_font(character: char) -> Option<u8> {
    match character {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some(0),
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' => Some(1),
        '\u{700}'..='\u{74f}' | '\u{780}'..='\u{89f}' => Some(2),
        _ => None,
    }
}

fn mirrored(character: char) -> char {
    const PAIRS: [(char, char); 9] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('≤', '≥'), ('“', '”'), ('‘', '’')];
    let pair = PAIRS.iter().find(|(open, close)| *open == character || *close == character);
    // Quotation marks keep their shape: Unicode mirrors only the brackets and signs before them.
    match pair {
        Some((open, close)) if *open < '\u{2010}' || *open == '‹' || *open == '≤' => {
            if *open == character {
                *close
            } else {
                *open
            }
        }
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_from_right_to_left() {
        // Two words: the second stands left of the first, each turned by its font.
        assert_eq!(for_left_to_right("محمد علي"), "علي محمد");
        assert_eq!(for_left_to_right("כהן, דוד"), "דוד ,כהן");
        assert_eq!(for_left_to_right("Ada Lovelace"), "Ada Lovelace");
    }

    #[test]
    fn figures_and_foreign_words_keep_their_order() {
        assert_eq!(for_left_to_right("Ada (محمد علي) 12"), "Ada (علي محمد) 12");
        assert_eq!(for_left_to_right("כהן 1975"), "1975 כהן");
        assert_eq!(for_left_to_right("(כהן)"), "(כהן)");
    }

    #[test]
    fn stretches_hold_every_byte_once() {
        for line in ["", "abc", "محمد abc ١٢٣ علي", "a כהן b", "\u{202e}abc"] {
            let mut bytes: Vec<_> = stretches(line).into_iter().flat_map(|stretch| stretch.bytes).collect();
            bytes.sort_unstable();
            assert_eq!(bytes, (0..line.len()).collect::<Vec<_>>(), "{line}");
        }
    }
}
