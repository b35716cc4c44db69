//! From bytes that nobody vouches for to a record: size, UTF-8, schema line, then RON.

use std::path::Path;

use ron::error::SpannedError;
use serde::de::DeserializeOwned;

use super::depot::Place;
use super::revision::{self, Revision};
use super::{Flaw, Position, StoreError};

/// The largest file that is read, in bytes; the largest session that fits [`crate::chart::Edit::MAX_MARKS`] needs half.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// What is wrong with a text, before it is known which file it came from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    Syntax(Position, Flaw),
    Invalid(Position, Flaw),
    WrongSchema { position: Position, found: String, expected: String },
    Newer { position: Position, found: String, flaw: Flaw },
}

impl Fault {
    /// The error that this is in `file`.
    pub(super) fn in_file(self, file: &Path) -> StoreError {
        let file = file.to_owned();
        match self {
            Self::Syntax(position, flaw) => StoreError::Syntax { file, position, flaw },
            Self::Invalid(position, flaw) => StoreError::Invalid { file, position, flaw },
            Self::WrongSchema { position, found, expected } => {
                StoreError::WrongSchema { file, position, found, expected }
            }
            Self::Newer { position, found, flaw } => StoreError::NewerSchema { file, position, found, flaw },
        }
    }
}

/// The text of `bytes`, without the byte order mark that some editors put first.
pub(super) fn text_of<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let position = Position::of_byte(&valid, valid.len());
        StoreError::NotUtf8 { file: file.to_owned(), position }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The schema line of a file: `mesomap/session/1`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Schema {
    pub(super) kind: String,
    pub(super) version: u32,
    pub(super) text: String,
    pub(super) position: Position,
    /// The byte behind it.
    pub(super) end: usize,
}

impl Schema {
    /// The schema that `text` states in its first field, whatever the rest of it looks like.
    pub(super) fn of(text: &str) -> Result<Self, Fault> {
        let start = skip_blank(text, 0);
        if start == text.len() {
            return Err(Fault::Syntax(Position::START, Flaw::Empty));
        }
        let at = |offset| Position::of_byte(text, offset);
        let wrong = |offset| Fault::Syntax(at(offset), Flaw::NoSchema);
        let mut offset = start;
        for token in ["(", "schema", ":", "\""] {
            offset = skip_blank(text, offset);
            let rest = &text[offset..];
            rest.strip_prefix(token).ok_or_else(|| wrong(offset))?;
            offset += token.len();
        }
        let value = &text[offset..];
        let end = value.find(['"', '\n']).ok_or_else(|| wrong(offset))?;
        let stated = &value[..end];
        Self::parse(stated, at(offset), offset + end + 1).ok_or_else(|| Fault::WrongSchema {
            position: at(offset),
            found: stated.chars().take(80).collect(),
            expected: "mesomap/…/1".to_owned(),
        })
    }

    fn parse(stated: &str, position: Position, end: usize) -> Option<Self> {
        let (kind, version) = stated.strip_prefix("mesomap/")?.split_once('/')?;
        let plain = version.bytes().all(|byte| byte.is_ascii_digit());
        let canonical = plain && !version.starts_with('0') && kind.bytes().all(|b| b.is_ascii_lowercase());
        Some(Self {
            kind: canonical.then(|| kind.to_owned())?,
            version: version.parse().ok()?,
            text: stated.to_owned(),
            position,
            end,
        })
    }
}

/// The offset of what comes after white space and line comments.
pub(super) fn skip_blank(text: &str, mut offset: usize) -> usize {
    loop {
        let rest = &text[offset..];
        let trimmed = rest.trim_start();
        offset += rest.len() - trimmed.len();
        if !trimmed.starts_with("//") {
            return offset;
        }
        offset += trimmed.find('\n').unwrap_or(trimmed.len());
    }
}

/// A record as read; where a newer program wrote it, parts of it may be missing here, and its schema says so.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parsed<T> {
    pub(super) value: T,
    pub(super) newer: Option<Schema>,
    /// What it says of itself; `None` of a file that is no revision.
    pub(super) revision: Option<Revision>,
}

impl<T> Parsed<T> {
    /// The record, unless a save over `file` would lose what a newer program wrote.
    pub(super) fn replaceable(self, file: &Path) -> Result<T, StoreError> {
        match self.newer {
            None => Ok(self.value),
            Some(schema) => Err(StoreError::NewerSchema {
                file: file.to_owned(),
                position: schema.position,
                found: schema.text,
                flaw: Flaw::WouldLose,
            }),
        }
    }
}

/// A kind of record file: its name in the schema line, and a reader for each version.
pub(super) trait Record: Sized {
    /// As in `mesomap/KIND/1`.
    const KIND: &'static str;
    /// The version that this program writes.
    const CURRENT: u32;

    /// Reads `text` of a `version` from 1 to [`Self::CURRENT`], bringing old versions up to date; unknown fields are
    /// refused, because the next save would lose them.
    fn read(version: u32, text: &str) -> Result<Self, Fault>;

    /// Reads what this program understands of a newer version.
    fn read_newer(text: &str) -> Result<Self, Fault>;

    /// The schema line of the current version.
    fn schema() -> String {
        Self::schema_of(Self::CURRENT)
    }

    /// The schema line of a version.
    fn schema_of(version: u32) -> String {
        format!("mesomap/{}/{version}", Self::KIND)
    }
}

/// Reads a record of kind `T` in whatever version `text` states.
pub(super) fn parse<T: Record>(text: &str) -> Result<Parsed<T>, Fault> {
    let schema = Schema::of(text)?;
    if schema.kind != T::KIND {
        return Err(Fault::WrongSchema { position: schema.position, found: schema.text, expected: T::schema() });
    }
    let is_newer = schema.version > T::CURRENT;
    let (revision, rest) = revision::split(text, &schema, is_newer)?.unzip();
    let text = rest.as_deref().unwrap_or(text);
    if !is_newer {
        let value = T::read(schema.version, text)?;
        return Ok(Parsed { value, newer: None, revision });
    }
    match T::read_newer(text) {
        Ok(value) => Ok(Parsed { value, newer: Some(schema), revision }),
        Err(fault) => Err(not_even_leniently(schema, fault)),
    }
}

fn not_even_leniently(schema: Schema, fault: Fault) -> Fault {
    match fault {
        Fault::Syntax(position, flaw) | Fault::Invalid(position, flaw) => {
            Fault::Newer { position, found: schema.text, flaw }
        }
        other => other,
    }
}

/// Reads and parses the record of kind `T` in a file.
pub(super) fn load<T: Record>(file: &Place) -> Result<Parsed<T>, StoreError> {
    parse_bytes(file, &file.get()?)
}

/// Parses the record of kind `T` in the bytes of a file.
pub(super) fn parse_bytes<T: Record>(file: &Place, bytes: &[u8]) -> Result<Parsed<T>, StoreError> {
    parse_named(&file.shown(), bytes)
}

/// As [`parse_bytes`], of a file that is only named in errors.
pub(super) fn parse_named<T: Record>(file: &Path, bytes: &[u8]) -> Result<Parsed<T>, StoreError> {
    parse(text_of(file, bytes)?).map_err(|fault| fault.in_file(file))
}

/// RON as serde sees it, with errors that carry a place.
pub(super) fn from_ron<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    ron::from_str(text).map_err(|error| fault_of(text, &error))
}

fn fault_of(text: &str, error: &SpannedError) -> Fault {
    use ron::Error as E;
    let place = |position: ron::error::Position| Position { line: position.line, column: position.col };
    let (start, end) = (place(error.span.start), place(error.span.end));
    // A value that runs to the end of the file: brackets or quotes were never closed.
    let at_end = end >= Position::of_byte(text, text.len());
    let flaw = Flaw::of_parser(&error.code, at_end);
    match &error.code {
        E::Message(_)
        | E::NoSuchStructField { .. }
        | E::MissingStructField { .. }
        | E::DuplicateStructField { .. }
        | E::NoSuchEnumVariant { .. }
        | E::InvalidValueForType { .. }
        | E::ExpectedDifferentLength { .. } => Fault::Invalid(start, flaw),
        _ => Fault::Syntax(end, flaw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_found_first() {
        let schema = Schema::of("// by hand\n(\n  schema: \"mesomap/session/12\", broken (((").unwrap();
        assert_eq!((schema.kind.as_str(), schema.version), ("session", 12));
        assert_eq!(schema.position, Position { line: 3, column: 12 });
    }

    #[test]
    fn malformed_schemas_are_refused() {
        for text in [
            "mesomap/session/0",
            "mesomap/session/01",
            "mesomap/session",
            "other/session/1",
            "mesomap/Session/1",
            "mesomap/session/99999999999",
            "mesomap/session/+1",
            "",
        ] {
            let file = format!("(schema: \"{text}\")");
            assert!(matches!(Schema::of(&file), Err(Fault::WrongSchema { .. })), "{text}");
        }
        for file in ["", "(", "()", "(id: 1)", "(schema: 1)", "(schema: \"", "// only a remark"] {
            assert!(matches!(Schema::of(file), Err(Fault::Syntax(..))), "{file}");
        }
    }
}
