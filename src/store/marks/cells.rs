//! What stands in a cell: numbers that are read in one way or not at all, spots, and text as it was.

use serde::de::value::Error as LeafError;

use super::super::model::Spot;
use super::super::{Expected, Flaw, leaf};
use super::flaw_of_message;

/// A number with this decimal sign; with the other one it could be read in two ways.
pub(super) fn number(text: &str, decimal: char) -> Result<f64, Flaw> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_plain = [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let looks_so = digits.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','));
    if !is_plain {
        let twice = looks_so && digits.contains(['.', ',']);
        return Err(if twice { ambiguous(text) } else { Flaw::Expected { what: Expected::Number, at_end: false } });
    }
    if digits.contains(if decimal == '.' { ',' } else { '.' }) {
        return Err(ambiguous(text));
    }
    text.replace(',', ".").parse().map_err(|_long| Flaw::Expected { what: Expected::Number, at_end: false })
}

fn ambiguous(text: &str) -> Flaw {
    Flaw::AmbiguousNumber(text.chars().take(40).collect())
}

/// Spots as `x y z; x y z`, always with points: no spreadsheet takes them for numbers.
pub(super) fn path(text: &str) -> Result<Vec<Spot>, Flaw> {
    text.split(';').map(spot).collect()
}

fn spot(text: &str) -> Result<Spot, Flaw> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [x, y, z] = words[..] else { return Err(Flaw::WrongCount { found: words.len(), expected: 3 }) };
    let mut spot = [0; 3];
    for (kept, word) in spot.iter_mut().zip([x, y, z]) {
        *kept = leaf::hundredths(number(word, '.')?).map_err(|error: LeafError| flaw_of_message(&error.to_string()))?;
    }
    Ok(spot)
}

/// Text without the apostrophe that keeps a spreadsheet from taking it for a formula.
pub(super) fn unguarded(text: &str) -> &str {
    let formula =
        text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    text.strip_prefix('\'').filter(|_| formula).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_one_way_or_not_at_all() {
        assert_eq!(number("-80.12", '.'), Ok(-80.12));
        assert_eq!(number("-80,12", ','), Ok(-80.12));
        assert_eq!(number("4", ','), Ok(4.0));
        for (text, decimal) in [("0.020", ','), ("1,234", '.'), ("1.234,5", ','), ("1.234,5", '.'), ("1,,2", ',')] {
            assert!(matches!(number(text, decimal), Err(Flaw::AmbiguousNumber(_))), "{text}");
        }
        for text in ["", "-", "1e3", "+1", "0x1", "NaN", "inf", "1 234", "１", "12.Mrz"] {
            assert!(matches!(number(text, '.'), Err(Flaw::Expected { .. })), "{text}");
        }
    }

    #[test]
    fn the_apostrophe_is_taken_off_where_it_was_put() {
        for (written, text) in [("'=1", "=1"), ("''=1", "'=1"), ("'90s", "'90s"), ("'", "'"), ("'-2", "-2")] {
            assert_eq!(unguarded(written), text);
        }
    }
}
