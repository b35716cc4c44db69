//! Numbers as people type them: exact decimals with their unit, or the reason why they can't be read as one.
//!
//! No rule turns a thousand into one: `1,000` has two readings in print and is refused with both. The only sign that is
//! trusted before exactly three digits is the point of a language that writes its decimals with it.

use std::borrow::Cow;

use super::digits::plain;
use super::{Language, Texts};

/// A number that was typed, without loss: `0.0155` is 155 ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    places: u32,
}

/// More digits than this mean no quantity, and stay far from what an `i128` holds after a change of unit.
const MOST_DIGITS: usize = 24;

impl Decimal {
    /// `digits` with the decimal sign before the last `places` of them, without zeros at the end.
    fn new(mut digits: i128, mut places: u32) -> Self {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Self { digits, places }
    }

    /// How many digits stand behind the decimal sign.
    pub fn places(self) -> u32 {
        self.places
    }

    /// The nearest floating-point number, the one that the same digits have in source code.
    pub fn value(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Times ten to the power of `power`, exactly.
    fn shifted(self, power: i32) -> Self {
        let places = i64::from(self.places) - i64::from(power);
        match u32::try_from(places) {
            Ok(places) => Self::new(self.digits, places),
            Err(_whole) => {
                let zeros = u32::try_from(-places).unwrap_or(0);
                Self::new(self.digits * 10_i128.pow(zeros), 0)
            }
        }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = self.places as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

/// The units that a field understands: the first is meant where none is typed and is the one of the answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Units {
    /// How each is shown, the field's own first.
    shown: &'static [&'static str],
    /// How each may be written in lower case, and the power of ten that turns it into the field's own.
    written: &'static [(&'static str, i32)],
}

impl Units {
    /// Volumes in millilitres.
    pub const MILLILITRES: Self = Self {
        shown: &["mL", "µL", "L"],
        written: &[
            ("ml", 0),
            ("cc", 0),
            ("cm3", 0),
            ("cm³", 0),
            ("µl", -3),
            ("ul", -3),
            ("mcl", -3),
            ("mm3", -3),
            ("mm³", -3),
            ("cl", 1),
            ("dl", 2),
            ("l", 3),
        ],
    };
    /// Lengths in millimetres.
    pub const MILLIMETRES: Self = Self {
        shown: &["mm", "cm", "m", "µm"],
        written: &[("mm", 0), ("cm", 1), ("dm", 2), ("m", 3), ("µm", -3), ("um", -3)],
    };
    /// Masses in milligrams.
    pub const MILLIGRAMS: Self =
        Self { shown: &["mg", "µg", "g"], written: &[("mg", 0), ("µg", -3), ("ug", -3), ("mcg", -3), ("g", 3)] };
    /// International units, and those that a maker calls units.
    pub const INTERNATIONAL_UNITS: Self = Self { shown: &["IU", "U"], written: &[("iu", 0), ("ui", 0), ("u", 0)] };
    /// Angles in degrees.
    pub const DEGREES: Self = Self { shown: &["°"], written: &[("°", 0), ("deg", 0), ("º", 0)] };
    /// Dots per inch.
    pub const DOTS_PER_INCH: Self = Self { shown: &["dpi"], written: &[("dpi", 0), ("ppi", 0), ("ppp", 0)] };
    /// Numbers of no unit.
    pub const NONE: Self = Self { shown: &[], written: &[] };

    fn power(&self, unit: &str) -> Option<i32> {
        let unit = unit_folded(unit);
        self.written.iter().find(|(written, _)| *written == unit).map(|&(_, power)| power)
    }

    /// Reads a number with or without one of these units, as one of the field's own unit.
    pub fn read(&'static self, typed: &str, language: Language) -> Result<Decimal, NumberFlaw> {
        let (number, unit) = split(typed, language)?;
        if unit.is_empty() {
            return Ok(number);
        }
        let power = self.power(&unit).ok_or(NumberFlaw::UnknownUnit { unit, known: self.shown })?;
        Ok(number.shifted(power))
    }
}

/// A unit in lower case, its micro sign the one that is Latin-1's, without spaces.
pub fn unit_folded(unit: &str) -> String {
    let letters = unit.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
    letters.map(|c| if c == '\u{3bc}' { 'µ' } else { c }).collect()
}

/// Why what was typed is no number of a field; [`Self::sentence`] says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFlaw {
    /// Nothing was typed.
    Empty,
    /// Something else than a number.
    NotANumber(String),
    /// The separator may stand before decimals or between thousands.
    Ambiguous {
        /// The reading in which it is the decimal sign.
        decimal: Decimal,
        /// The reading in which it groups thousands.
        thousands: Decimal,
    },
    /// A unit that the field doesn't understand.
    UnknownUnit {
        /// As typed.
        unit: String,
        /// What it does understand.
        known: &'static [&'static str],
    },
    /// More digits than any quantity has.
    TooLong,
}

impl NumberFlaw {
    /// One sentence that says what is wrong and what to type instead.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Empty => texts.get("number-empty"),
            Self::NotANumber(typed) => texts.with("number-not-one", &[("typed", typed.as_str().into())]),
            Self::Ambiguous { decimal, thousands } => {
                let short = texts.decimal(decimal);
                // One more digit behind the sign, and it can't be a group of thousands.
                let clear = texts.decimal(format_args!("{:.4}", decimal.value()));
                let places = [("decimal", short), ("thousands", thousands.to_string()), ("clear", clear)];
                texts.with("number-ambiguous", &places.map(|(name, text)| (name, text.into())))
            }
            Self::UnknownUnit { unit, known: [] } => texts.with("number-no-unit", &[("unit", unit.as_str().into())]),
            Self::UnknownUnit { unit, known } => {
                let places = [("unit", Cow::from(unit.as_str()).into()), ("known", known.join(", ").into())];
                texts.with("number-unknown-unit", &places)
            }
            Self::TooLong => texts.get("number-too-long"),
        }
    }
}

/// A number and the unit behind it as typed, empty where there is none.
pub fn split(typed: &str, language: Language) -> Result<(Decimal, String), NumberFlaw> {
    let not_one = || NumberFlaw::NotANumber(typed.trim().to_owned());
    if typed.trim().is_empty() {
        return Err(NumberFlaw::Empty);
    }
    let text = plain(typed).ok_or_else(not_one)?;
    let (negative, rest) = match text.as_bytes()[0] {
        b'-' => (true, text[1..].trim_start()),
        b'+' => (false, text[1..].trim_start()),
        _ => (false, text.as_str()),
    };
    let end = rest.find(|c: char| !(c.is_ascii_digit() || "., '".contains(c))).unwrap_or(rest.len());
    let (figures, unit) = rest.split_at(end);
    let decimal = figures_read(figures.trim(), language).map_err(|flaw| flaw.unwrap_or_else(not_one))?;
    let unit = unit.trim();
    // A second number, as in `1-2`, `1/2` or `3 x 4`, is not a unit, nor is an exponent.
    if unit.starts_with(['-', '+', '/', '*']) || unit.chars().any(|c| c.is_ascii_digit()) && !is_cube(unit) {
        return Err(not_one());
    }
    let digits = if negative { -decimal.digits } else { decimal.digits };
    Ok((Decimal { digits, ..decimal }, unit.to_owned()))
}

fn is_cube(unit: &str) -> bool {
    unit.strip_suffix('3').is_some_and(|rest| rest.chars().all(char::is_alphabetic) && !rest.is_empty())
}

/// Figures with their separators; `Err(None)` where they are no number.
fn figures_read(figures: &str, language: Language) -> Result<Decimal, Option<NumberFlaw>> {
    if figures.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
        return Err(Some(NumberFlaw::TooLong));
    }
    let signs: Vec<char> = figures.chars().filter(|c| !c.is_ascii_digit()).collect();
    match signs[..] {
        [] => number(figures, ""),
        [one] if ",.".contains(one) => one_separator(figures, one, language),
        [.., last] if ",.".contains(last) && !signs[..signs.len() - 1].contains(&last) => {
            let (whole, part) = figures.rsplit_once(last).ok_or(None)?;
            number(&ungrouped(whole).ok_or(None)?, part)
        }
        _ => number(&ungrouped(figures).ok_or(None)?, ""),
    }
}

fn one_separator(figures: &str, sign: char, language: Language) -> Result<Decimal, Option<NumberFlaw>> {
    let (whole, part) = figures.split_once(sign).ok_or(None)?;
    let decimal = number(whole, part)?;
    let could_group = part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if could_group && !(sign == '.' && language.decimal_sign() == '.') {
        return Err(Some(NumberFlaw::Ambiguous { decimal, thousands: number(&format!("{whole}{part}"), "")? }));
    }
    Ok(decimal)
}

/// Digits that one separator groups by three, without it; `None` where the groups aren't of three.
fn ungrouped(whole: &str) -> Option<String> {
    let sign = whole.chars().find(|c| !c.is_ascii_digit())?;
    let mut groups = whole.split(sign);
    let first = groups.next()?;
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let whole_groups = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(is_group);
    let first_is_digits = first.bytes().all(|b| b.is_ascii_digit());
    (whole_groups && first_is_digits).then(|| whole.replace(sign, ""))
}

fn number(whole: &str, part: &str) -> Result<Decimal, Option<NumberFlaw>> {
    let digits = format!("{whole}{part}");
    let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let digits = digits.parse().ok().filter(|_| all).ok_or(None)?;
    Ok(Decimal::new(digits, u32::try_from(part.len()).unwrap_or(0)))
}

/// Whole numbers from 0 in a list, as days are planned: `0, 14, 28`.
pub fn whole_numbers(typed: &str) -> Option<Vec<u32>> {
    let text = plain(typed)?;
    let by_comma = text.contains([',', ';']);
    let parts: Vec<&str> = if by_comma { text.split([',', ';']).collect() } else { text.split_whitespace().collect() };
    // `1,400` and `1 400` may be one number: a list with such neighbours needs a comma and a space.
    let could_group = |pair: &[&str]| {
        let [before, after] = pair else { return false };
        let (first, after) = (before.trim(), after.trim_end());
        let is_group = after.len() == 3 && after.bytes().all(|b| b.is_ascii_digit());
        is_group && (1..=3).contains(&first.len()) && !first.starts_with('0')
    };
    if parts.windows(2).any(could_group) {
        return None;
    }
    let filled = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    filled.map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EN: Language = Language::English;
    const FR: Language = Language::French;

    fn ml(typed: &str) -> Result<String, NumberFlaw> {
        Units::MILLILITRES.read(typed, EN).map(|number| number.to_string())
    }

    fn reads(typed: &str) -> Option<String> {
        let [english, french] = [EN, FR].map(|language| Units::MILLILITRES.read(typed, language).ok());
        assert_eq!(english, french, "{typed}");
        english.map(|number| number.to_string())
    }

    #[test]
    fn what_has_one_reading_is_read_exactly_in_every_language() {
        let same = [
            ("0.0155", "0.0155"),
            ("0,0155", "0.0155"),
            (" 2 ", "2"),
            ("2.", "2"),
            (".5", "0.5"),
            (",5", "0.5"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("1234,500", "1234.5"),
            ("1.25", "1.25"),
            ("1 000", "1000"),
            ("1\u{202f}000\u{a0}mL", "1000"),
            ("1'000", "1000"),
            ("1’000.5", "1000.5"),
            ("1.000,5", "1000.5"),
            ("1,000.5", "1000.5"),
            ("1,234,567", "1234567"),
            ("12 345 678,25", "12345678.25"),
            ("１２．５", "12.5"),
            ("١٢", "12"),
            ("१२", "12"),
            ("−1", "-1"),
            ("-0.5", "-0.5"),
            ("+3", "3"),
            ("007", "7"),
        ];
        for (typed, number) in same {
            assert_eq!(reads(typed).as_deref(), Some(number), "{typed}");
        }
    }

    #[test]
    fn units_are_turned_into_the_fields_own_without_loss() {
        for typed in ["20 µl", "20 μL", "20ul", "20 UL", "20 mcL", "0.02 mL", "0,02ml", "0.02 cc", "0.02 cm³"] {
            assert_eq!(ml(typed).as_deref(), Ok("0.02"), "{typed}");
        }
        assert_eq!(ml("1.5 L").as_deref(), Ok("1500"));
        let mm = |typed: &str| Units::MILLIMETRES.read(typed, EN).map(|number| number.to_string());
        assert_eq!(mm("1,68 m").as_deref(), Ok("1680"));
        assert_eq!(mm("168 cm").as_deref(), Ok("1680"));
        assert_eq!(mm("150 µm").as_deref(), Ok("0.15"));
        assert_eq!(Units::DEGREES.read("30°", FR).map(|number| number.to_string()).as_deref(), Ok("30"));
    }

    #[test]
    fn a_unit_that_is_not_the_fields_is_refused_by_name() {
        for (typed, unit) in [("20 mg", "mg"), ("2 mm", "mm"), ("5 IU", "IU"), ("3 drops", "drops")] {
            let known = Units::MILLILITRES.shown;
            assert_eq!(ml(typed), Err(NumberFlaw::UnknownUnit { unit: unit.to_owned(), known }), "{typed}");
        }
    }

    #[test]
    fn a_thousand_is_never_turned_into_one() {
        for (typed, language) in
            [("1,000", EN), ("1,000", FR), ("1.000", FR), ("12,500", EN), ("999.999 mL", FR), ("2,500 µL", EN)]
        {
            let flaw = Units::MILLILITRES.read(typed, language).expect_err(typed);
            assert!(matches!(flaw, NumberFlaw::Ambiguous { .. }), "{typed}: {flaw:?}");
        }
        // The point is the decimal sign of English, and what the program itself writes is read again.
        assert_eq!(ml("1.125").as_deref(), Ok("1.125"));
        let both = ml("1,500").expect_err("two readings").sentence(&Texts::english());
        assert!(both.contains("1.5 ") && both.contains("1500") && both.contains("1.5000"), "{both}");
        let french = Units::MILLILITRES.read("1,500", FR).expect_err("two readings");
        let french = french.sentence(&Texts::of(FR));
        assert!(french.contains("1,5 ") && french.contains("1500"), "{french}");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "",
            "mm",
            "abc",
            "1..5",
            "1,,5",
            "1.2.3",
            "10 00",
            "1 .5",
            "1-2",
            "1/2",
            "1e3",
            "--1",
            "1,0000,0",
            "½",
            "∞",
            "NaN",
            "1,000,5",
            "1.000.5",
            "٣2",
            "0x10",
            "12E5",
            "1'00",
            "0,125,000",
            ".",
            "-",
        ] {
            assert!(reads(typed).is_none(), "{typed}");
        }
        assert_eq!(ml(&"9".repeat(25)), Err(NumberFlaw::TooLong));
    }

    #[test]
    fn lists_of_days_are_read_only_where_they_are_clear() {
        assert_eq!(whole_numbers("0, 14, 28"), Some(vec![0, 14, 28]));
        assert_eq!(whole_numbers("0 14 28"), Some(vec![0, 14, 28]));
        assert_eq!(whole_numbers("0;14;28"), Some(vec![0, 14, 28]));
        assert_eq!(whole_numbers("90, 180"), Some(vec![90, 180]));
        assert_eq!(whole_numbers(""), Some(vec![]));
        for typed in ["1,400", "1 400", "0, 1,400", "-1", "1.5", "a", "0, 14 28"] {
            assert_eq!(whole_numbers(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(digits in -9_999_999_999_i64..9_999_999_999, places in 0_u32..6) {
            let number = Decimal::new(i128::from(digits), places);
            for language in Language::ALL {
                let decimal = number.to_string().replace('.', &language.decimal_sign().to_string());
                let shown = format!("{decimal}\u{a0}mL");
                match Units::MILLILITRES.read(&shown, language) {
                    Ok(read) => prop_assert_eq!(read, number),
                    Err(NumberFlaw::Ambiguous { decimal, .. }) => {
                        prop_assert_eq!((decimal.digits, decimal.places), (number.digits.abs(), number.places));
                    }
                    Err(other) => prop_assert!(false, "{} {:?}", shown, other),
                }
            }
        }

        #[test]
        fn no_text_is_read_as_other_digits_than_it_has(typed in "[0-9]{0,4}[., ']?[0-9]{0,4}[., ']?[0-9]{0,4} ?(mL|µL|mg)?") {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            if let Ok((number, _)) = split(&typed, EN) {
                let [typed, read] = [digits(&typed), digits(&number.to_string())];
                let plain = |text: &str| text.trim_matches('0').to_owned();
                prop_assert_eq!(plain(&typed), plain(&read));
            }
        }

        #[test]
        fn nothing_typed_is_ever_a_panic(typed in "\\PC{0,24}") {
            for language in Language::ALL {
                let _ = (Units::MILLIMETRES.read(&typed, language), whole_numbers(&typed));
            }
        }
    }
}
