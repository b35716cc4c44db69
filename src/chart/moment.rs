//! A moment as the clinic's clock showed it: date and time with the offset from UTC.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{DateTimeParser, PiecesOffset};
use jiff::tz::Offset;

/// Date and time with offset, to the second, written as RFC 3339 (`2026-09-07T10:30:00+02:00`).
///
/// The offset is kept as it was written, so a record made in one time zone reads the same in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    civil: DateTime,
    offset: Offset,
}

impl Moment {
    /// The moment at which a clock with this offset shows this date and time; parts of a second are dropped.
    pub fn new(civil: DateTime, offset: Offset) -> Self {
        let civil = civil.with().subsec_nanosecond(0).build().unwrap_or(civil);
        Self { civil, offset }
    }

    /// The date on the clinic's calendar.
    pub fn date(self) -> Date {
        self.civil.date()
    }

    /// Date and time on the clinic's clock.
    pub fn civil(self) -> DateTime {
        self.civil
    }

    /// The offset from UTC.
    pub fn offset(self) -> Offset {
        self.offset
    }

    /// How many seconds lie between an earlier moment and this one; fewer than none where that one is later.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        let second = |m: Self| m.offset.to_timestamp(m.civil).map_or(0, jiff::Timestamp::as_second);
        second(self) - second(earlier)
    }

    /// `2026-09-07 10:30`, for people.
    pub fn short(self) -> String {
        self.civil.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// Not a date and time with offset such as `2026-09-07T10:30:00+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub struct NotAMoment;

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    /// By instant; equal instants by what the clock showed.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let instant = |m: &Self| m.offset.to_timestamp(m.civil).ok();
        instant(self).cmp(&instant(other)).then(self.civil.cmp(&other.civil))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.offset.seconds();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        write!(f, "{}{sign}{:02}:{:02}", self.civil.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let pieces = DateTimeParser::new().parse_pieces(text).map_err(|_no_detail| NotAMoment)?;
        let time = pieces.time().ok_or(NotAMoment)?;
        let offset = match pieces.offset().ok_or(NotAMoment)? {
            PiecesOffset::Zulu => Offset::UTC,
            PiecesOffset::Numeric(numeric) => numeric.offset(),
            _ => return Err(NotAMoment),
        };
        if time.subsec_nanosecond() != 0 || offset.seconds() % 60 != 0 {
            return Err(NotAMoment);
        }
        Ok(Self { civil: pieces.date().to_datetime(time), offset })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_round_trips() {
        for text in ["2026-09-07T10:30:00+02:00", "2026-01-01T00:00:00-03:30", "2026-09-07T10:30:59+00:00"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_moment_without_offset_is_refused() {
        for text in ["2026-09-07T10:30:00", "2026-09-07", "yesterday", "", "2026-13-07T10:30:00+02:00"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_by_instant() {
        let early: Moment = "2026-09-07T10:30:00+02:00".parse().unwrap();
        let late: Moment = "2026-09-07T10:00:00+00:00".parse().unwrap();
        assert!(early < late);
    }
}
