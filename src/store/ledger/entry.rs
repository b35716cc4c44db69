//! One entry of a ledger as a file: a checkpoint of the tree (C2SP, tlog-checkpoint) with its leaf and what the next one needs.
//!
//! ```text
//! mesomap/5f0c…                          which ledger: the beginning of the checksum of its first leaf
//! 17                                     how many leaves there are now
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3…  the root over them, in base64
//! 9a3f… session 5a3b1e00-… 4 2026-…      the leaf: a revision's SHA-256, what it is of, its number, when it was logged
//! peaks AbC…,Def…                        the whole subtrees, from which the next root is made
//! ```

use base64ct::{Base64, Encoding as _};

use super::super::{Checksum, Note};
use super::tree::{Hash, Tree, leaf};
use crate::chart::Moment;

/// What stands outside of a library, on a page or in another's hands, and vouches for all that came before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// The root over them, in base64.
    pub root: String,
}

impl Checkpoint {
    pub(super) fn of(entry: &Entry) -> Self {
        Self { origin: entry.origin.clone(), size: entry.tree.size(), root: Base64::encode_string(&entry.root) }
    }

    /// Its three lines (C2SP, tlog-checkpoint).
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }

    /// From its three lines, whatever stands below them.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next()?.to_owned(), lines.next()?.parse().ok()?, lines.next()?.to_owned());
        let is_root = Base64::decode_vec(&root).is_ok_and(|bytes| bytes.len() == 32);
        is_root.then_some(Self { origin, size, root })
    }
}

/// What was logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The SHA-256 of the revision's file.
    pub sha256: Checksum,
    /// The kind of record, as in its schema.
    pub kind: String,
    /// The record's identifier; `-` of one that has none.
    pub id: String,
    /// The revision's number.
    pub number: u32,
    /// When it was logged.
    pub at: Moment,
}

impl Leaf {
    /// Of a revision's text, as it was written.
    pub(super) fn of((text, sha256): (&str, &Checksum), number: u32, note: &Note) -> Self {
        let (kind, id) = names(text);
        Self { sha256: sha256.clone(), kind, id, number, at: note.at }
    }

    /// The line, which the tree is over.
    pub(super) fn line(&self) -> String {
        let Self { sha256, kind, id, number, at } = self;
        format!("{} {kind} {id} {number} {at}\n", sha256.as_str())
    }

    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(' ');
        let sha256 = Checksum::parse(parts.next()?)?;
        let (kind, id) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let (number, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let leaf = Self { sha256, kind, id, number, at };
        // Read as it was written, to the letter.
        (parts.next().is_none() && leaf.line().trim_end() == line).then_some(leaf)
    }

    pub(super) fn hash(&self) -> Hash {
        leaf(self.line().as_bytes())
    }
}

/// The kind and the identifier of a record by the text of a revision; what a line can't hold is left out.
pub(super) fn names(text: &str) -> (String, String) {
    let between = |before: &str| {
        let start = text.find(before)? + before.len();
        text[start..].find(['"', '/', '\n']).map(|end| &text[start..start + end])
    };
    let plain = |name: Option<&str>| {
        let name: String = name.unwrap_or_default().chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        if name.is_empty() { "-".to_owned() } else { name.chars().take(100).collect() }
    };
    (plain(between("schema: \"mesomap/")), plain(between("\n    id: \"")))
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) origin: String,
    pub(super) tree: Tree,
    pub(super) root: Hash,
    pub(super) leaf: Leaf,
}

impl Entry {
    /// The entry of a leaf after those of a tree; the first one names the ledger.
    pub(super) fn after(before: Option<&Self>, leaf: Leaf) -> Self {
        let mut tree = before.map(|before| before.tree.clone()).unwrap_or_default();
        tree.push(leaf.hash());
        let first = || format!("mesomap/{}", &leaf.sha256.as_str()[..32]);
        let origin = before.map_or_else(first, |before| before.origin.clone());
        Self { origin, root: tree.root(), tree, leaf }
    }

    pub(super) fn text(&self) -> String {
        let peaks: Vec<String> = self.tree.peaks().iter().map(|peak| Base64::encode_string(peak)).collect();
        format!("{}{}peaks {}\n", Checkpoint::of(self).text(), self.leaf.line(), peaks.join(","))
    }

    /// From a file that nobody vouches for; `None` where it isn't one to the letter.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let origin = lines.next()?.to_owned();
        let size: u64 = lines.next()?.parse().ok()?;
        let root = hash(lines.next()?)?;
        let leaf = Leaf::parse(lines.next()?)?;
        let peaks = lines.next()?.strip_prefix("peaks ")?.split(',').map(hash).collect::<Option<Vec<_>>>()?;
        let entry = Self { origin, tree: Tree::from_peaks(size, peaks)?, root, leaf };
        (entry.text() == text).then_some(entry)
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _infallible = write!(digits, "{byte:02x}");
        digits
    })
}

pub(super) fn hash(text: &str) -> Option<Hash> {
    Base64::decode_vec(text).ok()?.try_into().ok()
}
