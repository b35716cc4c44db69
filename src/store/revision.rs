//! What every saved state says of itself: what it grew from, who saved it, when and why; and the checksum in its last line.
//!
//! A revision is a record's text with one field more, after the schema, and one remark more, at the end:
//!
//! ```text
//! (
//!     schema: "mesomap/session/10",
//!     revision: (why: "save", at: "2026-09-07T10:52:00+02:00", author: "Dr Sample", salt: "3f…", parents: [("1.ron", "ab…")]),
//!     …
//! )
//! // sha256 of all above: cd…
//! ```

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::read::{Fault, Schema, from_ron, skip_blank};
use super::signing::{self, PublicKey, Signed, UnlockedKey};
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
    /// Somebody vouches for it.
    Sign,
    /// It was changed although somebody had signed it.
    Amend,
    /// Nobody saved it: work in progress.
    Work,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Save,
        Self::TakeOver,
        Self::Import,
        Self::Restore,
        Self::Merge,
        Self::Void,
        Self::Sign,
        Self::Amend,
        Self::Work,
    ];

    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::TakeOver => "take over",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Merge => "merge",
            Self::Void => "void",
            Self::Sign => "sign",
            Self::Amend => "amend",
            Self::Work => "work in progress",
        }
    }
}

/// Who saves, when and why. All of it comes from the top: the store knows no clock, no person and no chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Why.
    pub why: Reason,
    /// When, on the clinic's clock.
    pub at: Moment,
    /// Who; empty where nobody said.
    pub author: String,
    /// In words, why what was signed is changed; else empty.
    pub reason: String,
    /// What keeps a checksum from telling what was guessed at.
    pub salt: Option<Salt>,
}

/// Random bytes in a file, so that its checksum tells nothing of what is in it, and nothing any more when it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt([u8; 16]);

impl From<[u8; 16]> for Salt {
    fn from(random: [u8; 16]) -> Self {
        Self(random)
    }
}

impl Salt {
    fn digits(self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.0))
    }

    fn parse(digits: &str) -> Option<Self> {
        let salt = u128::from_str_radix(digits, 16).ok().map(|bits| Self(bits.to_be_bytes()))?;
        (salt.digits() == digits).then_some(salt)
    }
}

impl Note {
    /// The longest author, and the longest reason, in characters.
    const LONGEST: [usize; 2] = [200, 2000];

    /// Somebody's note without words; nobody's where the name is empty.
    pub fn new(why: Reason, at: Moment, author: impl Into<String>) -> Self {
        Self { why, at, author: author.into(), reason: String::new(), salt: None }
    }

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

    pub(super) fn parse(digits: &str) -> Option<Self> {
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
    /// Who vouches for it, where somebody does.
    pub signed: Option<Signed>,
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
    with_checksum(stating(text, revision))
}

/// As [`sealed`], signed with the key of who vouches for it.
pub(super) fn signed(text: &str, revision: &Revision, key: &UnlockedKey) -> String {
    let mut stating = stating(text, revision);
    let name = revision.signed.as_ref().map_or("", |signed| signed.name.as_str());
    // What the remark says can't lead out of its line.
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    stating += &signing::lines(&stating, key, &format!("{}, {name}", revision.note.at));
    with_checksum(stating)
}

/// A record's text with what it says of itself.
fn stating(text: &str, revision: &Revision) -> String {
    // The schema is the second line of every file that this program writes.
    let after_schema = text.match_indices('\n').nth(1).map_or(text.len(), |(newline, _)| newline + 1);
    let (head, rest) = text.split_at(after_schema);
    format!("{head}    revision: {},\n{rest}", words(revision))
}

fn with_checksum(mut text: String) -> String {
    let checksum = Checksum::of(text.as_bytes());
    let _infallible = writeln!(text, "{SEAL}{}", checksum.as_str());
    text
}

fn words(Revision { note, parents, signed }: &Revision) -> String {
    let mut words = format!("(why: \"{}\", at: \"{}\"", note.why.id(), note.at);
    let mut say = |field: &str, text: &str, longest: usize| {
        if !text.is_empty() {
            let text: String = text.chars().take(longest).collect();
            let _infallible = write!(words, ", {field}: {}", quoted(&text));
        }
    };
    let [longest_author, longest_reason] = Note::LONGEST;
    say("author", &note.author, longest_author);
    say("reason", &note.reason, longest_reason);
    say("salt", &note.salt.map(Salt::digits).unwrap_or_default(), 32);
    if !parents.is_empty() {
        let parent = |parent: &Parent| format!("({}, \"{}\")", quoted(&parent.name), parent.sha256.as_str());
        let parents: Vec<_> = parents.iter().map(parent).collect();
        let _infallible = write!(words, ", parents: [{}]", parents.join(", "));
    }
    if let Some(Signed { name, role, meaning, key }) = signed {
        let [name, role, meaning] = [name, role, meaning].map(|text| quoted(text));
        let key = key.text();
        let _infallible = write!(words, ", signed: (name: {name}, role: {role}, meaning: {meaning}, key: \"{key}\")");
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
                why: String,
                #[serde(deserialize_with = "leaf::moment")]
                at: Moment,
                #[serde(default)]
                author: String,
                #[serde(default)]
                reason: String,
                #[serde(default)]
                salt: String,
                #[serde(default)]
                parents: Vec<(String, String)>,
                #[serde(default, deserialize_with = "some_signed")]
                signed: Option<SignedRow>,
            }

            #[derive(Deserialize)]
            #[serde(rename = "Signed")]
            $(#[$unknown_fields])?
            struct SignedRow {
                name: String,
                #[serde(default)]
                role: String,
                meaning: String,
                key: String,
            }

            fn some_signed<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<SignedRow>, D::Error> {
                SignedRow::deserialize(from).map(Some)
            }

            impl From<Fields> for super::Stated {
                fn from(Fields { why, at, author, reason, salt, parents, signed }: Fields) -> Self {
                    let signed = signed.map(|SignedRow { name, role, meaning, key }| [name, role, meaning, key]);
                    Self { why, at, author, reason, salt, parents, signed }
                }
            }
        }

        impl<'de> Deserialize<'de> for $row {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let stated = $module::Fields::deserialize(from)?;
                Stated::from(stated).checked().map($row).map_err(Flaw::into_error)
            }
        }
    };
}

row!(StrictRow, strict, #[serde(deny_unknown_fields)]);
row!(LenientRow, lenient);

/// What a file says of itself, before anybody looked whether it can be.
struct Stated {
    why: String,
    at: Moment,
    author: String,
    reason: String,
    salt: String,
    parents: Vec<(String, String)>,
    signed: Option<[String; 4]>,
}

impl Stated {
    fn checked(self) -> Result<Revision, Flaw> {
        let why = Reason::ALL.into_iter().find(|reason| reason.id() == self.why).ok_or(Flaw::NotARevision)?;
        let lengths = [&self.author, &self.reason].map(|text| text.chars().count());
        let is_long = lengths.iter().zip(Note::LONGEST).any(|(length, longest)| *length > longest);
        if self.parents.len() > Revision::MOST_PARENTS || is_long {
            return Err(Flaw::NotARevision);
        }
        let salt = match self.salt.as_str() {
            "" => None,
            digits => Some(Salt::parse(digits).ok_or(Flaw::NotARevision)?),
        };
        let note = Note { why, at: self.at, author: self.author, reason: self.reason, salt };
        let parents = self.parents.into_iter().map(parent).collect::<Result<_, Flaw>>()?;
        let signed = self.signed.map(signed_by).transpose()?;
        Ok(Revision { note, parents, signed })
    }
}

fn parent((name, digits): (String, String)) -> Result<Parent, Flaw> {
    let sha256 = Checksum::parse(&digits).filter(|_| name.len() <= 255 && !name.is_empty());
    Ok(Parent { name, sha256: sha256.ok_or(Flaw::NotARevision)? })
}

fn signed_by([name, role, meaning, key]: [String; 4]) -> Result<Signed, Flaw> {
    let signed = Signed { name, role, meaning, key: PublicKey::parse(&key).ok_or(Flaw::NotAKey)? };
    signed.is_sound().then_some(signed).ok_or(Flaw::NotARevision)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> Revision {
        let at = "2026-09-07T10:52:00+02:00".parse().expect("a moment");
        let note = Note::new(Reason::TakeOver, at, "Dr \"S\\ample\" (é)");
        let note = Note { reason: "said so (twice)".to_owned(), salt: Some(Salt([0xa5; 16])), ..note };
        let parents = vec![Parent { name: "1.ron".to_owned(), sha256: Checksum::of(b"x") }];
        let key = UnlockedKey::new(&signing::SecretSeed::from([1; 32])).public();
        let [name, role, meaning] = ["Dr A \")(", "", "I gave this treatment"].map(str::to_owned);
        Revision { note, parents, signed: Some(Signed { name, role, meaning, key }) }
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
        let note = Note::new(Reason::Save, revision().note.at, "");
        let first = Revision { parents: Vec::new(), note, signed: None };
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
