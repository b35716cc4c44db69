//! What is wrong in the text of a record, or keeps one from being written, as values; `advice` has the sentences.

use serde::de::Error;
use serde::{Deserialize, Serialize};

use super::TechniqueFlaw;
use crate::chart::{QuantityError, SizeError, SpotCount};

/// What is wrong at a place of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Flaw {
    /// Nothing in it but white space and remarks.
    Empty,
    /// It ends in the middle of something.
    CutOff,
    /// Brackets within brackets, beyond what any record has.
    TooDeep,
    /// It doesn't begin with a schema.
    NoSchema,
    /// A version of the schema that no program ever wrote.
    NeverInUse(u32),
    /// What the file says of who saved it, when, why and what it grew from isn't right.
    NotARevision,
    /// What is no key to sign with, or asks for more work than a passphrase is worth.
    NotAKey,
    /// What is no entry of a ledger.
    NotAnEntry,
    /// A newer program wrote it, and a save here would lose what that one added.
    WouldLose,
    /// A recovery file that a newer program wrote.
    NewerRecovery,
    /// A recovery file of another session.
    ForeignRecovery,
    /// Something else should stand here.
    Expected {
        /// What should.
        what: Expected,
        /// Whether the file ends here.
        at_end: bool,
    },
    /// What is wrong in a row of a table.
    InCell {
        /// Which row, from 1 at the headings, as spreadsheets count.
        row: usize,
        /// What heads the column, where one cell is to blame.
        heading: Option<String>,
        /// What is wrong.
        flaw: Box<Self>,
    },
    /// A field that must be there isn't.
    MissingField {
        /// Its name.
        field: String,
        /// The record that lacks it, where it has a name.
        within: Option<String>,
    },
    /// A field that the record doesn't have.
    UnknownField {
        /// Its name.
        field: String,
        /// The fields that there are.
        known: Vec<String>,
    },
    /// A field is there twice.
    DuplicateField(String),
    /// A kind of mark, say, that this version doesn't have.
    UnknownVariant {
        /// Its name.
        name: String,
        /// The kinds that there are.
        known: Vec<String>,
    },
    /// Too few values in a row of them.
    WrongCount {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A whole number that is negative or too large for its place.
    IntegerOutOfBounds,
    /// A backslash with a character after it that means nothing.
    UnknownEscape,
    /// Text after the record's end.
    TrailingText,
    /// A character that can't stand here.
    UnexpectedCharacter(char),
    /// Text whose closing quotation mark never comes.
    UnclosedText,
    /// A remark that is begun and never ended.
    UnclosedRemark,
    /// Whatever else the parser finds.
    Parser {
        /// In the parser's own words, which are English.
        words: String,
        /// Whether the file ends here.
        at_end: bool,
    },
    /// A quantity that is no number, negative or too large.
    OutOfRange {
        /// What stands there.
        value: f64,
        /// The largest that is accepted.
        max: f64,
        /// The unit of both.
        unit: String,
    },
    /// A quantity with more decimals than are kept.
    TooFine {
        /// What stands there.
        value: f64,
        /// The smallest step.
        step: f64,
        /// The unit of both.
        unit: String,
    },
    /// A number that may have been taken for another on the way, or that stands in two ways.
    AmbiguousNumber(String),
    /// A coordinate further than this from the origin.
    CoordinateOutOfRange {
        /// What stands there, in millimetres.
        mm: f64,
        /// The largest that is accepted, in millimetres.
        max_mm: f64,
    },
    /// A coordinate, in millimetres, with more than two decimals.
    CoordinateTooFine(f64),
    /// No unit of concentration.
    NotAUnit {
        /// What stands there.
        text: String,
        /// The units that there are.
        known: Vec<String>,
    },
    /// No length that is measured on a patient.
    NotAMeasure {
        /// What stands there.
        text: String,
        /// The measures that there are.
        known: Vec<String>,
    },
    /// A length that no patient has.
    LengthOutOfLimits {
        /// What was measured.
        measure: String,
        /// What stands there.
        mm: f64,
        /// The least that is accepted.
        least_mm: f64,
        /// The most that is accepted.
        most_mm: f64,
    },
    /// Two lengths for the head, or two for the rest of the body.
    SamePart(String, String),
    /// An id without a letter in it.
    EmptyId,
    /// No date.
    NotADate(String),
    /// No date with time and offset.
    NotAMoment(String),
    /// No letter from A to Z.
    NotALetter(String),
    /// Neither of the words for a sex.
    NotASex(String),
    /// A body that this version doesn't have.
    UnknownBody {
        /// What stands there.
        text: String,
        /// The bodies that there are.
        known: Vec<String>,
    },
    /// Something about groups.
    Group(GroupFlaw),
    /// Something about techniques.
    Technique(TechniqueFlaw),
    /// Something about outcomes.
    Outcome(OutcomeFlaw),
    /// More marks than a session holds.
    TooManyMarks {
        /// How many it holds.
        most: usize,
    },
    /// More spots, over all paths and outlines, than a session holds.
    TooManySpots {
        /// How many it holds.
        most: usize,
    },
    /// Longer lines and areas, together, than a session's.
    TooLong {
        /// How long they may be, in metres.
        most_m: u32,
    },
    /// A path or an outline of fewer or more spots than it can have.
    SpotCount {
        /// How many there are.
        found: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A mark with the number 0.
    MarkNumberZero,
    /// Two marks with this number.
    MarkTwice(u32),
    /// Two cocktails with this letter.
    CocktailTwice(char),
}

/// What is wrong with what a file says of groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupFlaw {
    /// No angle of a direction.
    NotADirection(String),
    /// A spot far from the skin of every body.
    OffTheBody,
    /// No landmark that the bodies have.
    NotALandmark(String),
    /// No region at the end of the tree.
    NotARegion(String),
    /// No side that the region has.
    NotASide {
        /// What stands there.
        text: String,
        /// Of which region.
        region: String,
    },
    /// Two groups with this identity.
    Twice(u32),
    /// More groups than a session holds.
    TooMany {
        /// How many it holds.
        most: usize,
    },
}

/// What is wrong with what a file says of outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeFlaw {
    /// No part of the body.
    NotARegion(String),
    /// Neither of the two sides.
    NotASide(String),
    /// Longer text than this.
    TooLong {
        /// In characters.
        most: usize,
    },
    /// Two outcomes with this identity.
    Twice(u32),
    /// More outcomes than a session holds.
    TooMany {
        /// How many it holds.
        most: usize,
    },
}

impl From<OutcomeFlaw> for Flaw {
    fn from(flaw: OutcomeFlaw) -> Self {
        Self::Outcome(flaw)
    }
}

/// What a parser may wait for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// A bracket, a comma, a colon.
    Symbol(char),
    /// A number.
    Number,
    /// A number without decimals.
    WholeNumber,
    /// True or false.
    YesNo,
    /// Text in quotation marks.
    Text,
    /// The name of a field.
    FieldName,
}

impl Flaw {
    /// As serde's error, which carries nothing but text: the value as RON, for [`Flaw::from_message`] to read back.
    pub(super) fn into_error<E: Error>(self) -> E {
        E::custom(ron::to_string(&self).unwrap_or_default())
    }

    /// The value that such a message holds, or else the message as the parser's own words.
    pub(super) fn from_message(message: &str) -> Self {
        ron::from_str(message).unwrap_or_else(|_words| Self::Parser { words: message.to_owned(), at_end: false })
    }

    /// What RON's parser found; `at_end` where it was at the end of the file.
    pub(super) fn of_parser(error: &ron::Error, at_end: bool) -> Self {
        use ron::Error as E;
        let words = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        if let Some(what) = Expected::by_parser(error) {
            return Self::Expected { what, at_end };
        }
        match error {
            E::Eof => Self::CutOff,
            E::ExceededRecursionLimit => Self::TooDeep,
            E::Message(message) => Self::from_message(message),
            E::NoSuchStructField { expected, found, .. } => {
                Self::UnknownField { field: found.clone(), known: words(expected) }
            }
            E::MissingStructField { field, outer } => {
                Self::MissingField { field: (*field).to_owned(), within: outer.clone() }
            }
            E::DuplicateStructField { field, .. } => Self::DuplicateField((*field).to_owned()),
            E::NoSuchEnumVariant { expected, found, .. } => {
                Self::UnknownVariant { name: found.clone(), known: words(expected) }
            }
            E::IntegerOutOfBounds => Self::IntegerOutOfBounds,
            E::InvalidEscape(_) => Self::UnknownEscape,
            E::TrailingCharacters => Self::TrailingText,
            E::UnclosedBlockComment => Self::UnclosedRemark,
            E::ExpectedStringEnd => Self::UnclosedText,
            E::UnexpectedChar(character) => Self::UnexpectedCharacter(*character),
            E::ExpectedDifferentLength { expected, found } => match expected.rsplit(' ').next().map(str::parse) {
                Some(Ok(expected)) => Self::WrongCount { found: *found, expected },
                _ => Self::Parser { words: error.to_string(), at_end },
            },
            other => Self::Parser { words: other.to_string(), at_end },
        }
    }
}

impl Expected {
    fn by_parser(error: &ron::Error) -> Option<Self> {
        use ron::Error as E;
        Some(match error {
            E::ExpectedArray => Self::Symbol('['),
            E::ExpectedArrayEnd => Self::Symbol(']'),
            E::ExpectedMap => Self::Symbol('{'),
            E::ExpectedMapEnd => Self::Symbol('}'),
            E::ExpectedMapColon => Self::Symbol(':'),
            E::ExpectedComma => Self::Symbol(','),
            E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => Self::Symbol('('),
            E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => Self::Symbol(')'),
            E::ExpectedFloat => Self::Number,
            E::ExpectedInteger => Self::WholeNumber,
            E::ExpectedBoolean => Self::YesNo,
            E::ExpectedString => Self::Text,
            E::ExpectedIdentifier | E::InvalidIdentifier(_) | E::SuggestRawIdentifier(_) => Self::FieldName,
            _ => return None,
        })
    }
}

impl From<QuantityError> for Flaw {
    fn from(error: QuantityError) -> Self {
        match error {
            QuantityError::OutOfRange { value, max, unit } => Self::OutOfRange { value, max, unit: unit.to_owned() },
            QuantityError::TooFine { value, step, unit } => Self::TooFine { value, step, unit: unit.to_owned() },
        }
    }
}

impl From<SpotCount> for Flaw {
    fn from(SpotCount { found, least, most }: SpotCount) -> Self {
        Self::SpotCount { found, least, most }
    }
}

impl From<SizeError> for Flaw {
    fn from(error: SizeError) -> Self {
        match error {
            SizeError::OutOfLimits { measure, length, least_mm, most_mm } => {
                Self::LengthOutOfLimits { measure: measure.id().to_owned(), mm: length.mm(), least_mm, most_mm }
            }
            SizeError::SamePart(one, other) => Self::SamePart(one.id().to_owned(), other.id().to_owned()),
        }
    }
}

/// Why a record can't be written. Edits never lead there; a record built in another way might.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// It has no id.
    NoId,
    /// Its date can't be written.
    NoDate,
    /// It has no id, or a date that can't be written.
    NoIdOrDate,
    /// More marks than a session holds.
    TooManyMarks,
    /// More spots, over all paths and outlines, than a session holds.
    TooManySpots,
    /// Longer lines and areas, together, than a session's.
    TooLong,
    /// More groups than a file may hold.
    TooManyGroups,
    /// More text than is ever read back.
    TooLarge {
        /// The largest size that is read, in MiB.
        limit_mib: u64,
    },
    /// A mark with the number 0.
    MarkNumberZero,
    /// Marks that are not in the order of their numbers, or two with the same.
    MarksUnordered,
    /// Something is void for no reason.
    VoidWithoutReason,
    /// A mark further from the origin than any body reaches.
    MarkTooFar,
    /// Cocktails that are not in the order of their letters.
    CocktailsUnordered,
    /// Outcomes that are not in order, or of which one couldn't be read back.
    OutcomesUnreadable,
    /// Another session than the one that is open.
    OtherSession,
    /// The file holds another record.
    OtherRecord,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaw_goes_through_the_parser_and_back() {
        let flaws = [
            Flaw::MarkTwice(3),
            Flaw::NotALetter("\"a\", b\n".to_owned()),
            Flaw::OutOfRange { value: f64::INFINITY, max: 50.0, unit: "mm".to_owned() },
            Flaw::CoordinateTooFine(12.345),
            Flaw::UnknownBody { text: String::new(), known: vec!["adult-female".to_owned()] },
        ];
        for flaw in flaws {
            let error: ron::Error = flaw.clone().into_error();
            assert_eq!(Flaw::of_parser(&error, true), flaw);
        }
        let error: ron::Error = Flaw::CoordinateOutOfRange { mm: f64::NAN, max_mm: 1.0 }.into_error();
        assert!(matches!(Flaw::of_parser(&error, false), Flaw::CoordinateOutOfRange { mm, .. } if mm.is_nan()));
    }

    #[test]
    fn what_the_parser_says_for_itself_is_kept() {
        let error = ron::Error::Message("something of its own".to_owned());
        let words = "something of its own".to_owned();
        assert_eq!(Flaw::of_parser(&error, false), Flaw::Parser { words, at_end: false });
    }
}
