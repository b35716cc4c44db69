//! What every saved state says of itself: what it grew from, who saved it, when and why; and the checksum in its last line.
//!
//! A revision is a record's text with one field more, after the schema, and one remark more, at the end:
//!
//! ```text
//! (
//!     schema: "mesomap/session/7",
//!     revision: (why: "save", at: "2026-09-07T10:52:00+02:00", author: "Dr Sample", parents: [("1.ron", "ab…")]),
//!     …
//! )
//! // sha256 of all above: cd…
//! ```

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::read::{Fault, Schema, from_ron, skip_blank};
use super::write::quoted;
use super::{Flaw, leaf};
use crate::chart::Moment;

/// Why a state was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A person saved.
    Save,
    /// Marks of an earlier session were taken over.
    TakeOver,
    /// It came from elsewhere: a copy, a file of an earlier layout.
    Import,
    /// An older state was brought back.
    Restore,
    /// Two states that grew from one were made one again.
    Merge,
    /// It, or something in it, was declared void.
    Void,
    /// Nobody saved it: work in progress.
    Work,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] =
        [Self::Save, Self::TakeOver, Self::Import, Self::Restore, Self::Merge, Self::Void, Self::Work];

    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::TakeOver => "take over",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Merge => "merge",
            Self::Void => "void",
            Self::Work => "work in progress",
        }
    }
}

/// Who saves, when and why. All three come from the top: the store knows no clock and no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Why.
    pub why: Reason,
    /// When, on the clinic's clock.
    pub at: Moment,
    /// Who; empty where nobody said.
    pub author: String,
}

impl Note {
    /// The longest author, in characters.
    const LONGEST_AUTHOR: usize = 200;

    /// The same person and time, for another reason.
    #[must_use]
    pub fn because(self, why: Reason) -> Self {
        Self { why, ..self }
    }
}

/// The SHA-256 of the bytes of a file, as 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checksum(String);

impl Checksum {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut digits = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            let _infallible = write!(digits, "{byte:02x}");
        }
        Self(digits)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (digits.len() == 64 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }
}

/// A state that another one grew from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parent {
    /// Its file, as seen from the record's folder.
    pub name: String,
    /// What that file held.
    pub sha256: Checksum,
}

/// What a saved state says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Who, when, why.
    pub note: Note,
    /// What it grew from: nothing where it is the first, two states where it makes them one again.
    pub parents: Vec<Parent>,
}

impl Revision {
    /// The most states that one can grow from.
    pub(super) const MOST_PARENTS: usize = 32;
}

/// How a file's last line agrees with the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It is as it was saved.
    Whole,
    /// There is none: the file isn't a revision, or was cut short.
    Missing,
    /// The file was changed since it was saved.
    Broken,
}

const SEAL: &str = "// sha256 of all above: ";

/// A record's text as a revision.
pub(super) fn sealed(text: &str, revision: &Revision) -> String {
    // The schema is the second line of every file that this program writes.
    let after_schema = text.match_indices('\n').nth(1).map_or(text.len(), |(newline, _)| newline + 1);
    let (head, rest) = text.split_at(after_schema);
    let mut sealed = format!("{head}    revision: {},\n{rest}", words(revision));
    let checksum = Checksum::of(sealed.as_bytes());
    let _infallible = writeln!(sealed, "{SEAL}{}", checksum.as_str());
    sealed
}

fn words(Revision { note: Note { why, at, author }, parents }: &Revision) -> String {
    let mut words = format!("(why: \"{}\", at: \"{at}\"", why.id());
    if !author.is_empty() {
        let author: String = author.chars().take(Note::LONGEST_AUTHOR).collect();
        let _infallible = write!(words, ", author: {}", quoted(&author));
    }
    if !parents.is_empty() {
        let parent = |parent: &Parent| format!("({}, \"{}\")", quoted(&parent.name), parent.sha256.as_str());
        let parents: Vec<_> = parents.iter().map(parent).collect();
        let _infallible = write!(words, ", parents: [{}]", parents.join(", "));
    }
    words.push(')');
    words
}

/// How the last line of a file agrees with the rest.
pub(super) fn seal_of(bytes: &[u8]) -> Seal {
    let Some(body) = bytes.strip_suffix(b"\n") else { return Seal::Missing };
    let start = body.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let stated = body[start..].strip_prefix(SEAL.as_bytes());
    match stated {
        None => Seal::Missing,
        Some(digits) if digits == Checksum::of(&bytes[..start]).as_str().as_bytes() => Seal::Whole,
        Some(_) => Seal::Broken,
    }
}

/// What a file says of itself, and its text with a blank in that place, so that every other place keeps its line and column;
/// `None` where it says nothing.
pub(super) fn split(text: &str, schema: &Schema, is_newer: bool) -> Result<Option<(Revision, String)>, Fault> {
    let Some((start, end)) = span(text, schema.end) else { return Ok(None) };
    let blank = |part: &str| part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    let alone = blank(&text[..start.1]) + &text[start.1..end];
    let row = if is_newer { from_ron::<LenientRow>(&alone)?.0 } else { from_ron::<StrictRow>(&alone)?.0 };
    let comma = skip_blank(text, end);
    let after = if text[comma..].starts_with(',') { comma + 1 } else { end };
    let rest = text[..start.0].to_owned() + &blank(&text[start.0..after]) + &text[after..];
    Ok(Some((row, rest)))
}

/// What the beginning of a file says of itself.
pub(super) fn of_start(text: &str, is_newer: bool) -> Result<Option<Revision>, Fault> {
    let schema = Schema::of(text)?;
    Ok(split(text, &schema, is_newer)?.map(|(revision, _)| revision))
}

/// Where the field begins, with its name and without, and where it ends.
fn span(text: &str, after_schema: usize) -> Option<((usize, usize), usize)> {
    let comma = skip_blank(text, after_schema);
    let start = skip_blank(text, comma + text[comma..].strip_prefix(',').map(|_| 1)?);
    let colon = skip_blank(text, start + text[start..].strip_prefix("revision").map(|_| "revision".len())?);
    let value = skip_blank(text, colon + text[colon..].strip_prefix(':').map(|_| 1)?);
    text[value..].starts_with('(').then(|| ((start, value), closing(text, value)))
}

/// Behind the bracket that closes the one at `start`; the end of the text where none does.
fn closing(text: &str, start: usize) -> usize {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    for (offset, c) in text[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            '(' if !in_text => depth += 1,
            ')' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return start + offset + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// As this version writes it.
struct StrictRow(Revision);
/// As a newer one may write it.
struct LenientRow(Revision);

macro_rules! row {
    ($row:ident, $module:ident $(, #[$unknown_fields:meta])?) => {
        mod $module {
            use super::{Deserialize, leaf, Moment};

            #[derive(Deserialize)]
            #[serde(rename = "Revision")]
            $(#[$unknown_fields])?
            pub(super) struct Fields {
                pub(super) why: String,
                #[serde(deserialize_with = "leaf::moment")]
                pub(super) at: Moment,
                #[serde(default)]
                pub(super) author: String,
                #[serde(default)]
                pub(super) parents: Vec<(String, String)>,
            }
        }

        impl<'de> Deserialize<'de> for $row {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let $module::Fields { why, at, author, parents } = $module::Fields::deserialize(from)?;
                checked(&why, at, author, parents).map($row).map_err(Flaw::into_error)
            }
        }
    };
}

row!(StrictRow, strict, #[serde(deny_unknown_fields)]);
row!(LenientRow, lenient);

fn checked(why: &str, at: Moment, author: String, parents: Vec<(String, String)>) -> Result<Revision, Flaw> {
    let why = Reason::ALL.into_iter().find(|reason| reason.id() == why);
    let why = why.ok_or(Flaw::NotARevision)?;
    if parents.len() > Revision::MOST_PARENTS || author.chars().count() > Note::LONGEST_AUTHOR {
        return Err(Flaw::NotARevision);
    }
    let parent = |(name, digits): (String, String)| {
        let sha256 = Checksum::parse(&digits).filter(|_| name.len() <= 255 && !name.is_empty());
        Ok(Parent { name, sha256: sha256.ok_or(Flaw::NotARevision)? })
    };
    let parents = parents.into_iter().map(parent).collect::<Result<_, Flaw>>()?;
    Ok(Revision { note: Note { why, at, author }, parents })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> Revision {
        let at = "2026-09-07T10:52:00+02:00".parse().expect("a moment");
        let note = Note { why: Reason::TakeOver, at, author: "Dr \"S\\ample\" (é)".to_owned() };
        let parents = vec![Parent { name: "1.ron".to_owned(), sha256: Checksum::of(b"x") }];
        Revision { note, parents }
    }

    const TEXT: &str = "(\n    schema: \"mesomap/library/1\",\n    name: \"A\",\n)\n";

    #[test]
    fn what_a_state_says_of_itself_reads_back_and_leaves_the_rest_in_its_place() {
        let text = sealed(TEXT, &revision());
        assert_eq!(seal_of(text.as_bytes()), Seal::Whole);
        let schema = Schema::of(&text).expect("a schema");
        let (read, rest) = split(&text, &schema, false).expect("it is right").expect("there is one");
        assert_eq!(read, revision());
        assert_eq!(rest.chars().count(), text.chars().count());
        let place = |text: &str| text.lines().position(|line| line.contains("name: \"A\""));
        assert_eq!(place(&rest), place(&text));
        assert!(!rest.contains("revision"));
        let first = Revision { parents: Vec::new(), note: Note { author: String::new(), ..revision().note } };
        assert_eq!(of_start(&sealed(TEXT, &first), false), Ok(Some(first)));
        assert_eq!(of_start(TEXT, false), Ok(None));
    }

    #[test]
    fn every_change_of_a_byte_breaks_the_seal() {
        let text = sealed(TEXT, &revision()).into_bytes();
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 1;
            assert_ne!(seal_of(&changed), Seal::Whole, "byte {at}");
        }
        for end in 0..text.len() {
            assert_ne!(seal_of(&text[..end]), Seal::Whole, "cut at {end}");
        }
    }

    #[test]
    fn hostile_words_are_refused_at_their_place() {
        let text = sealed(TEXT, &revision());
        for (from, to) in [
            ("take over", "wish"),
            ("1.ron", ""),
            ("2026-09-07T", "2026-13-07T"),
            ("author:", "writer:"),
            ("parents: [", "parents: [[[["),
        ] {
            let fault = of_start(&text.replace(from, to), false).expect_err(from);
            let (Fault::Syntax(position, _) | Fault::Invalid(position, _)) = fault else { panic!("{from}: {fault:?}") };
            assert_eq!(position.line, 3, "{from}");
        }
        assert!(of_start(&text.replace("author:", "writer:"), true).is_ok(), "a newer version may say more");
        assert!(of_start("(schema: \"mesomap/library/1\", revision: (((((", false).is_err());
        // A protocol counts its own editions by a field of that name.
        assert_eq!(of_start("(schema: \"mesomap/protocol/1\", revision: 3)", false), Ok(None));
    }
}
