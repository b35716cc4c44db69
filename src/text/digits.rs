//! Digits and signs of every script as ASCII, so that what follows reads one alphabet.

/// The zeros of the scripts whose digits people type; the nine that follow each are 1 to 9.
const ZEROS: [char; 12] = [
    '0',
    '\u{660}',
    '\u{6f0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{be6}',
    '\u{c66}',
    '\u{e50}',
    '\u{ff10}',
    '\u{1d7ce}',
];

/// The text with digits, signs and separators of any script as ASCII; `None` where two scripts' digits are mixed.
///
/// Every kind of space that keeps a number together becomes a plain one, apostrophes become `'`.
pub(super) fn plain(typed: &str) -> Option<String> {
    let mut script = None;
    let mut plain = String::with_capacity(typed.len());
    for c in typed.trim().chars() {
        let Some((zero, digit)) = digit(c) else {
            plain.push(sign(c));
            continue;
        };
        if *script.get_or_insert(zero) != zero {
            return None;
        }
        plain.push(digit);
    }
    Some(plain)
}

/// The script's zero, and the digit in ASCII.
fn digit(c: char) -> Option<(char, char)> {
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|&value| value < 10);
    ZEROS.into_iter().find_map(|zero| Some((zero, char::from_digit(value(zero)?, 10)?)))
}

fn sign(c: char) -> char {
    match c {
        // No-break, figure, punctuation, thin, narrow no-break and wide spaces group digits in print.
        '\u{a0}' | '\u{2007}' | '\u{2008}' | '\u{2009}' | '\u{202f}' | '\u{3000}' | '\t' => ' ',
        // Hyphens, dashes and the minus sign.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0b}' => '+',
        // The Arabic decimal sign is written for no other purpose, but a comma is what it means.
        '\u{66b}' | '\u{ff0c}' => ',',
        '\u{ff0e}' => '.',
        '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{66c}' => '\'',
        '\u{ff0f}' => '/',
        other => other,
    }
}
