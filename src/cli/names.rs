//! Names as a terminal may show them: regions with their side, paths, and words from files without control characters.

use std::path::Path;

use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::text::Texts;

/// A region with its side, such as `Cheek, left`.
pub(super) fn locus(locus: Locus, texts: &Texts) -> String {
    let name = RegionTree::get().region(locus.region).name(texts.language());
    match locus.side {
        Side::Midline => texts.with("cli-locus-midline", &[("region", name.into())]),
        Side::Left => texts.with("cli-locus-left", &[("region", name.into())]),
        Side::Right => texts.with("cli-locus-right", &[("region", name.into())]),
    }
}

/// The side as machines read it.
pub(super) fn side_id(side: Side) -> &'static str {
    match side {
        Side::Right => "right",
        Side::Left => "left",
        Side::Midline => "midline",
    }
}

/// A path for people.
pub(super) fn path(path: &Path) -> String {
    plain(&path.display().to_string())
}

/// Words from a file in one line, without what would steer a terminal.
pub(super) fn plain(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// As [`plain`], but lines stay lines.
pub(super) fn plain_lines(words: &str) -> String {
    words.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("Anna\u{1b}[2J\r\n"), "Anna\u{fffd}[2J\u{fffd}\u{fffd}");
        assert_eq!(plain_lines("é\tb\nc"), "é\u{fffd}b\nc");
    }
}
