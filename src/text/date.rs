//! Dates and times as people of a language type them, and as nobody can misread them.
//!
//! Year first is year, month, day. Points are written by those who put the day first. Before strokes and hyphens French
//! puts the day first; English is written both ways, so that a date with two readings is refused with both.

use jiff::civil::{Date, Time};

use super::digits::plain;
use super::{Language, Texts, folded};

/// Nobody who is treated was born longer ago.
const MOST_YEARS: i16 = 130;

/// Why what was typed is no date; [`Self::sentence`] says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFlaw {
    /// Not a day of the calendar in any notation that is read.
    NotADate,
    /// A year of two digits.
    ShortYear,
    /// Day and month can be told apart by nothing.
    Ambiguous(Date, Date),
    /// After today, where that can't be.
    Future(Date),
    /// Longer ago than anybody's birth.
    TooLongAgo(Date),
}

impl DateFlaw {
    /// One sentence that says what is wrong and what to type instead.
    pub fn sentence(self, texts: &Texts) -> String {
        match self {
            Self::NotADate => texts.get("date-not-one"),
            Self::ShortYear => texts.get("date-short-year"),
            Self::Ambiguous(one, other) => {
                let dates = [("one", one), ("other", other)].map(|(name, date)| (name, long_date(date, texts).into()));
                texts.with("date-ambiguous", &dates)
            }
            Self::Future(date) => texts.with("date-future", &[("date", long_date(date, texts).into())]),
            Self::TooLongAgo(date) => {
                let places = [("date", long_date(date, texts).into()), ("years", MOST_YEARS.into())];
                texts.with("date-too-long-ago", &places)
            }
        }
    }
}

/// Reads a date; empty is no date.
pub fn date(typed: &str, language: Language) -> Result<Option<Date>, DateFlaw> {
    match date_readings(typed, language)?[..] {
        [] => Ok(None),
        [date] => Ok(Some(date)),
        [one, other, ..] => Err(DateFlaw::Ambiguous(one, other)),
    }
}

/// Reads a last day of use: a date, or as labels print it a month, which means its last day; empty is none.
pub fn expiry(typed: &str, language: Language) -> Result<Option<Date>, DateFlaw> {
    match month(typed) {
        Some(last_day) => last_day.map(Some),
        None => date(typed, language),
    }
}

/// The last day of a month of a year, `11/2026`, `2026-11` or `nov 2026`; `None` where other than two parts were typed.
fn month(typed: &str) -> Option<Result<Date, DateFlaw>> {
    let text = plain(typed)?;
    let parts: Vec<&str> = text.split([' ', '.', ',', '-', '/']).filter(|part| !part.is_empty()).collect();
    let [one, other] = parts[..] else { return None };
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let (month, year) = match (is_year(one), is_year(other)) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => return Some(Err(DateFlaw::ShortYear)),
    };
    Some(last_day(month, year))
}

fn last_day(month: &str, year: &str) -> Result<Date, DateFlaw> {
    let is_number = month.bytes().all(|b| b.is_ascii_digit());
    let number = if is_number { month.to_owned() } else { month_number(month)?.to_string() };
    let first = one(year, &number, "1")?;
    first.first().map(|first| first.last_of_month()).ok_or(DateFlaw::NotADate)
}

/// Reads a date of birth, which isn't after today nor longer ago than a life.
pub fn birth_date(typed: &str, language: Language, today: Date) -> Result<Option<Date>, DateFlaw> {
    let Some(born) = date(typed, language)? else { return Ok(None) };
    if born > today {
        return Err(DateFlaw::Future(born));
    }
    if born.year() < today.year() - MOST_YEARS {
        return Err(DateFlaw::TooLongAgo(born));
    }
    Ok(Some(born))
}

/// Every date that what was typed may mean: none where nothing was typed, two where day and month may be exchanged.
pub fn date_readings(typed: &str, language: Language) -> Result<Vec<Date>, DateFlaw> {
    let text = plain(typed).ok_or(DateFlaw::NotADate)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let parts = parts(&text).ok_or(DateFlaw::NotADate)?;
    let named = parts.iter().position(|part| !part.bytes().all(|b| b.is_ascii_digit()));
    match (&parts[..], named) {
        ([year, month, day], None) if year.len() == 4 => one(year, month, day),
        ([day, month, year], None) => in_order(day, month, year, &text, language),
        ([day, month, year], Some(1)) | ([month, day, year], Some(0)) => {
            one(year, &month_number(month)?.to_string(), day)
        }
        _ => Err(DateFlaw::NotADate),
    }
}

/// The three parts of a date; `None` where there are other than three, or separators of two kinds.
fn parts(text: &str) -> Option<Vec<String>> {
    let words = text.chars().any(char::is_alphabetic);
    let separators: Vec<char> = text.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').collect();
    if !words && separators.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    let is_separator = |c: char| if words { " .,-/".contains(c) } else { separators.first().unwrap_or(&' ') == &c };
    let parts: Vec<_> = text.split(is_separator).map(str::trim).collect();
    // `March 12, 1975` and `12 mars. 1975` have a sign and a space between two parts.
    let filled: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|&part| ordinal(part).to_owned()).collect();
    ((words || filled.len() == parts.len()) && filled.len() == 3).then_some(filled)
}

/// `1er` is the first, `3rd` the third.
fn ordinal(part: &str) -> &str {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = part[digits.len()..].to_ascii_lowercase();
    if !digits.is_empty() && ["er", "st", "nd", "rd", "th"].contains(&ending.as_str()) { digits } else { part }
}

/// Numbers with the year last: which of the others is the day depends on the separator and the language.
fn in_order(first: &str, second: &str, year: &str, text: &str, language: Language) -> Result<Vec<Date>, DateFlaw> {
    let day_first = one(year, second, first);
    if text.contains('.') || language != Language::English {
        return day_first;
    }
    let month_first = one(year, first, second);
    match (day_first, month_first) {
        (Ok(day_first), Ok(month_first)) if day_first != month_first => Ok([day_first, month_first].concat()),
        (Ok(date), _) | (Err(_), Ok(date)) => Ok(date),
        (Err(flaw), Err(_)) => Err(flaw),
    }
}

fn one(year: &str, month: &str, day: &str) -> Result<Vec<Date>, DateFlaw> {
    let short = |part: &str| (1..=2).contains(&part.len());
    if !short(month) || !short(day) {
        return Err(DateFlaw::NotADate);
    }
    if year.len() == 2 {
        return Err(DateFlaw::ShortYear);
    }
    let number = |part: &str| part.parse::<i8>().map_err(|_no_number| DateFlaw::NotADate);
    let year: i16 = year.parse().ok().filter(|year| (1000..=9999).contains(year)).ok_or(DateFlaw::NotADate)?;
    let date = Date::new(year, number(month)?, number(day)?);
    date.map(|date| vec![date]).map_err(|_no_such_day| DateFlaw::NotADate)
}

/// The months' names as they are searched for, in each language.
const MONTHS: [[&str; 12]; 2] = [
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
];

/// The month of which `name` is the name, or the beginning of no other's name, in any language.
fn month_number(name: &str) -> Result<usize, DateFlaw> {
    let name = folded(name);
    let begins = |month: &&str| name.len() >= 3 && month.starts_with(&name);
    let numbers = MONTHS.iter().flat_map(|names| names.iter().enumerate().filter(|(_, month)| begins(month)));
    let mut numbers: Vec<usize> = numbers.map(|(at, _)| at + 1).collect();
    numbers.dedup();
    numbers.sort_unstable();
    numbers.dedup();
    match numbers[..] {
        [number] => Ok(number),
        _ => Err(DateFlaw::NotADate),
    }
}

/// `12 March 1975`, `1er mars 1975`: as nobody can misread it.
pub fn long_date(date: Date, texts: &Texts) -> String {
    let month = match date.month() {
        1 => texts.get("month-january"),
        2 => texts.get("month-february"),
        3 => texts.get("month-march"),
        4 => texts.get("month-april"),
        5 => texts.get("month-may"),
        6 => texts.get("month-june"),
        7 => texts.get("month-july"),
        8 => texts.get("month-august"),
        9 => texts.get("month-september"),
        10 => texts.get("month-october"),
        11 => texts.get("month-november"),
        _ => texts.get("month-december"),
    };
    let first = date.day() == 1 && texts.chosen() == Language::French;
    let day = if first { "1er".to_owned() } else { date.day().to_string() };
    format!("{day} {month} {}", date.year())
}

/// Why what was typed is no time of day; [`Self::sentence`] says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeFlaw;

impl TimeFlaw {
    /// One sentence with what to type instead.
    pub fn sentence(self, texts: &Texts) -> String {
        texts.get("time-not-one")
    }
}

/// Reads a time of day: `10:30`, `10h30`, `10.30`, `9:05:30`, `2:15 pm`.
pub fn time(typed: &str) -> Result<Time, TimeFlaw> {
    let text = plain(typed).ok_or(TimeFlaw)?.to_lowercase();
    let (clock, half) = match text.strip_suffix("am").or_else(|| text.strip_suffix("pm")) {
        Some(clock) => (clock.trim(), Some(text.ends_with("pm"))),
        None => (text.as_str(), None),
    };
    let parts: Vec<&str> = clock.split([':', 'h', '.']).map(str::trim).collect();
    let number = |part: &str| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<i8>().ok().filter(|_| digits).ok_or(TimeFlaw)
    };
    let (hour, minute, second) = match parts[..] {
        // `9h` is nine o'clock; a bare `9` may be anything.
        [hour, ""] if clock.ends_with('h') => (number(hour)?, 0, 0),
        [hour, minute] if minute.len() == 2 => (number(hour)?, number(minute)?, 0),
        [hour, minute, second] if minute.len() == 2 && second.len() == 2 => {
            (number(hour)?, number(minute)?, number(second)?)
        }
        _ => return Err(TimeFlaw),
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(TimeFlaw),
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    Time::new(hour, minute, second, 0).map_err(|_no_such_time| TimeFlaw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EN: Language = Language::English;
    const FR: Language = Language::French;
    const MARCH: Date = jiff::civil::date(1975, 3, 12);

    #[test]
    fn a_month_on_a_label_means_its_last_day() {
        let last = jiff::civil::date(2026, 11, 30);
        for typed in ["11/2026", "11-2026", "11.2026", "2026-11", "2026/11", "nov 2026", "Nov. 2026", "novembre 2026"] {
            for language in [EN, FR] {
                assert_eq!(expiry(typed, language), Ok(Some(last)), "{typed}");
            }
        }
        assert_eq!(expiry("2/2028", EN), Ok(Some(jiff::civil::date(2028, 2, 29))));
        assert_eq!(expiry("2026-11-05", EN), Ok(Some(jiff::civil::date(2026, 11, 5))));
        assert_eq!(expiry(" ", EN), Ok(None));
        for (typed, flaw) in
            [("13/2026", DateFlaw::NotADate), ("11/26", DateFlaw::ShortYear), ("2026", DateFlaw::NotADate)]
        {
            assert_eq!(expiry(typed, EN), Err(flaw), "{typed}");
        }
        assert_eq!(date("11/2026", EN), Err(DateFlaw::NotADate), "a day is a day");
    }

    #[test]
    fn the_same_day_in_every_notation() {
        for typed in [
            "1975-03-12",
            "1975-3-12",
            "1975/3/12",
            "1975.3.12",
            "1975 3 12",
            "12.03.1975",
            "12.3.1975",
            "12 March 1975",
            "12 mars 1975",
            "March 12, 1975",
            "12-mar-1975",
            "12th march 1975",
            "12 MARS 1975",
            "１２.３.１９７５",
        ] {
            for language in Language::ALL {
                assert_eq!(date(typed, language), Ok(Some(MARCH)), "{typed}");
            }
        }
        assert_eq!(date("1er août 1975", FR), Ok(Some(jiff::civil::date(1975, 8, 1))));
        assert_eq!(date("  ", EN), Ok(None));
    }

    #[test]
    fn strokes_and_hyphens_are_read_by_language() {
        for typed in ["12/03/1975", "12-03-1975", "12 3 1975", "12/3/1975"] {
            assert_eq!(date(typed, FR), Ok(Some(MARCH)), "{typed}");
            let december = jiff::civil::date(1975, 12, 3);
            assert_eq!(date(typed, EN), Err(DateFlaw::Ambiguous(MARCH, december)), "{typed}");
        }
        let clear = jiff::civil::date(1975, 3, 25);
        for typed in ["25/03/1975", "03/25/1975"] {
            assert_eq!(date(typed, EN), Ok(Some(clear)), "{typed}");
        }
        assert_eq!(date("03/25/1975", FR), Err(DateFlaw::NotADate));
        assert_eq!(date("3/3/1975", EN), Ok(Some(jiff::civil::date(1975, 3, 3))));
    }

    #[test]
    fn what_is_no_day_or_not_clear_is_refused() {
        for typed in [
            "1975",
            "03/1975",
            "30.02.1975",
            "1975-13-01",
            "12.03/1975",
            "12..1975",
            "abc",
            "12 ju 1975",
            "12 jui 1975",
            "12 ma 1975",
            "0975-03-12",
            "12031975",
            "1975-003-12",
            "2023-02-29",
            "12.03.19755",
            "-12.03.1975",
        ] {
            for language in Language::ALL {
                assert_eq!(date(typed, language), Err(DateFlaw::NotADate), "{typed}");
            }
        }
        assert_eq!(date("12.03.75", FR), Err(DateFlaw::ShortYear));
        assert_eq!(date("25/03/75", EN), Err(DateFlaw::ShortYear));
    }

    #[test]
    fn nobody_is_born_in_the_future_or_too_long_ago() {
        let today = jiff::civil::date(2026, 11, 2);
        assert_eq!(birth_date("2026-11-02", EN, today), Ok(Some(today)));
        let tomorrow = jiff::civil::date(2026, 11, 3);
        assert_eq!(birth_date("03.11.2026", FR, today), Err(DateFlaw::Future(tomorrow)));
        assert!(matches!(birth_date("1795-03-12", EN, today), Err(DateFlaw::TooLongAgo(_))));
        let said = DateFlaw::Ambiguous(MARCH, tomorrow).sentence(&Texts::english());
        assert!(said.contains("12 March 1975") && said.contains("3 November 2026"), "{said}");
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        let at = |hour, minute, second| Ok(Time::constant(hour, minute, second, 0));
        for (typed, read) in [
            ("10:30", at(10, 30, 0)),
            ("10h30", at(10, 30, 0)),
            ("10.30", at(10, 30, 0)),
            ("9:05:30", at(9, 5, 30)),
            ("2:15 pm", at(14, 15, 0)),
            ("12:00 AM", at(0, 0, 0)),
            ("9 h", at(9, 0, 0)),
            ("00:00", at(0, 0, 0)),
        ] {
            assert_eq!(time(typed), read, "{typed}");
        }
        for typed in ["", "10", "1030", "24:00", "10:60", "10:3", "13:00 pm", "10-30", "-1:30", "10:30:5"] {
            assert_eq!(time(typed), Err(TimeFlaw), "{typed}");
        }
    }

    /// Both languages' texts, read once.
    fn texts() -> &'static [Texts; 2] {
        static TEXTS: std::sync::OnceLock<[Texts; 2]> = std::sync::OnceLock::new();
        TEXTS.get_or_init(|| Language::ALL.map(Texts::of))
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(year in 1900_i16..2100, day in 0_i32..366) {
            let shown = jiff::civil::date(year, 1, 1).saturating_add(jiff::Span::new().days(day));
            for texts in texts() {
                prop_assert_eq!(date(&long_date(shown, texts), texts.chosen()), Ok(Some(shown)));
                prop_assert_eq!(date(&shown.to_string(), texts.chosen()), Ok(Some(shown)));
            }
        }

        #[test]
        fn a_date_that_is_read_has_the_numbers_that_were_typed(a in 0_u32..40, b in 0_u32..40, c in 1900_u32..2100, sign in "[-/. ]") {
            let typed = format!("{a}{sign}{b}{sign}{c}");
            for language in Language::ALL {
                if let Ok(Some(date)) = date(&typed, language) {
                    let [day, month] = [date.day(), date.month()].map(i32::from);
                    let [a, b] = [a, b].map(|n| i32::try_from(n).unwrap());
                    prop_assert!((day, month) == (a, b) || (day, month) == (b, a) && language == EN && (b > 12 || a == b));
                }
            }
        }

        #[test]
        fn nothing_typed_is_ever_a_panic(typed in "\\PC{0,16}") {
            let _ = (date(&typed, EN), date(&typed, FR), time(&typed));
        }
    }
}
