//! Elements of a data set as bytes and back: explicit and implicit VR, little endian (DICOM PS3.5, section 7).

use std::collections::BTreeMap;

/// Group and number of an element.
pub type Tag = (u16, u16);

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Bytes as they stand in the file, of even length.
    Bytes(Vec<u8>),
    /// The items of a sequence.
    Items(Vec<DataSet>),
}

/// The two letters that say what kind of value an element has.
type Vr = [u8; 2];

/// Elements by tag, which is the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataSet {
    elements: BTreeMap<Tag, (Vr, Value)>,
}

/// How a data set is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Each element says what kind of value it has.
    Explicit,
    /// No element does: the syntax that every system takes.
    Implicit,
}

impl Syntax {
    /// The name that associations give it (PS3.6, annex A).
    pub fn uid(self) -> &'static str {
        match self {
            Self::Explicit => "1.2.840.10008.1.2.1",
            Self::Implicit => "1.2.840.10008.1.2",
        }
    }
}

/// The kinds whose length takes four bytes (PS3.5, 7.1.2).
const LONG: [&Vr; 6] = [b"OB", b"OW", b"SQ", b"UN", b"UR", b"UT"];
const ITEM: Tag = (0xFFFE, 0xE000);
/// Sequences in sequences that are read; nothing that is written here has more than two.
const MOST_LEVELS: u8 = 4;

impl DataSet {
    /// Puts text: nothing in it separates values, and it is cut to what the kind may have.
    pub(super) fn text(&mut self, tag: Tag, vr: Vr, text: &str) {
        self.insert(tag, vr, padded(plain(vr, text).into_bytes(), vr));
    }

    /// Puts several values of a text, each plain.
    pub(super) fn texts(&mut self, tag: Tag, vr: Vr, texts: &[&str]) {
        let texts: Vec<String> = texts.iter().map(|text| plain(vr, text)).collect();
        self.insert(tag, vr, padded(texts.join("\\").into_bytes(), vr));
    }

    /// Puts a number of two bytes.
    pub(super) fn short(&mut self, tag: Tag, number: u16) {
        self.insert(tag, *b"US", number.to_le_bytes().to_vec());
    }

    /// Puts a number of four bytes.
    pub(super) fn long(&mut self, tag: Tag, number: u32) {
        self.insert(tag, *b"UL", number.to_le_bytes().to_vec());
    }

    /// Puts bytes as they are; one more is added to an odd number.
    pub(super) fn bytes(&mut self, tag: Tag, bytes: Vec<u8>) {
        self.insert(tag, *b"OB", padded(bytes, *b"OB"));
    }

    /// Puts a sequence.
    pub(super) fn items(&mut self, tag: Tag, items: Vec<Self>) {
        self.elements.insert(tag, (*b"SQ", Value::Items(items)));
    }

    fn insert(&mut self, tag: Tag, vr: Vr, bytes: Vec<u8>) {
        self.elements.insert(tag, (vr, Value::Bytes(bytes)));
    }

    /// The text of an element without what fills it up; empty where there is none.
    pub fn text_of(&self, tag: Tag) -> String {
        let Some((_, Value::Bytes(bytes))) = self.elements.get(&tag) else { return String::new() };
        String::from_utf8_lossy(bytes).trim_matches(['\0', ' ']).to_owned()
    }

    /// The elements as bytes.
    pub fn encoded(&self, syntax: Syntax) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.elements.values().map(|(_, value)| value.size()).sum());
        for (tag, (vr, value)) in &self.elements {
            put(&mut bytes, *tag, *vr, value, syntax);
        }
        bytes
    }

    /// What [`Self::encoded`] wrote in [`Syntax::Explicit`]; `None` where it is anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        read(bytes, MOST_LEVELS)
    }
}

impl Value {
    /// About how many bytes it takes.
    fn size(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len() + 12,
            Self::Items(items) => 64 * (items.len() + 1),
        }
    }
}

/// The characters that a value of this kind may have (PS3.5, table 6.2-1).
fn most(vr: Vr) -> usize {
    match &vr {
        b"AE" | b"CS" | b"SH" => 16,
        b"LO" | b"PN" | b"UI" => 64,
        b"ST" => 1024,
        b"LT" => 10_240,
        _ => usize::MAX,
    }
}

/// Text in one value: a backslash would make it two, but in long texts; control characters go, but line ends in long texts.
fn plain(vr: Vr, text: &str) -> String {
    let is_long = matches!(&vr, b"LT" | b"ST" | b"UT");
    let kept = text.trim().chars().map(|c| match c {
        '\n' if is_long => '\n',
        '\\' if !is_long => '/',
        c if c.is_control() => ' ',
        c => c,
    });
    kept.take(most(vr)).collect()
}

/// Of even length, as every value is.
fn padded(mut bytes: Vec<u8>, vr: Vr) -> Vec<u8> {
    if bytes.len() % 2 == 1 {
        bytes.push(if matches!(&vr, b"OB" | b"UI") { 0 } else { b' ' });
    }
    bytes
}

fn put(bytes: &mut Vec<u8>, tag: Tag, vr: Vr, value: &Value, syntax: Syntax) {
    let items;
    let content = match value {
        Value::Bytes(content) => content,
        Value::Items(sets) => {
            items = sets.iter().flat_map(|set| item(set, syntax)).collect::<Vec<u8>>();
            &items
        }
    };
    put_tag(bytes, tag);
    // No value comes near 4 GiB: pages and documents are limited where they are made.
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    match (syntax, u16::try_from(length)) {
        (Syntax::Implicit, _) => bytes.extend(length.to_le_bytes()),
        (Syntax::Explicit, Ok(short)) if !LONG.contains(&&vr) => {
            bytes.extend(vr);
            bytes.extend(short.to_le_bytes());
        }
        (Syntax::Explicit, _) => {
            bytes.extend(vr);
            bytes.extend([0, 0]);
            bytes.extend(length.to_le_bytes());
        }
    }
    bytes.extend(content);
}

fn item(set: &DataSet, syntax: Syntax) -> Vec<u8> {
    let content = set.encoded(syntax);
    let mut bytes = Vec::with_capacity(content.len() + 8);
    put_tag(&mut bytes, ITEM);
    bytes.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(content);
    bytes
}

fn put_tag(bytes: &mut Vec<u8>, (group, number): Tag) {
    bytes.extend(group.to_le_bytes());
    bytes.extend(number.to_le_bytes());
}

fn read(mut bytes: &[u8], levels: u8) -> Option<DataSet> {
    let mut set = DataSet::default();
    while !bytes.is_empty() {
        let tag = (take_u16(&mut bytes)?, take_u16(&mut bytes)?);
        let vr: Vr = take(&mut bytes, 2)?.try_into().ok()?;
        let length = if LONG.contains(&&vr) {
            take(&mut bytes, 2)?;
            take_u32(&mut bytes)?
        } else {
            u32::from(take_u16(&mut bytes)?)
        };
        let content = take(&mut bytes, usize::try_from(length).ok()?)?;
        let value =
            if &vr == b"SQ" { Value::Items(read_items(content, levels)?) } else { Value::Bytes(content.to_vec()) };
        set.elements.insert(tag, (vr, value));
    }
    Some(set)
}

fn read_items(mut bytes: &[u8], levels: u8) -> Option<Vec<DataSet>> {
    let mut items = Vec::new();
    while !bytes.is_empty() {
        let tag = (take_u16(&mut bytes)?, take_u16(&mut bytes)?);
        let length = usize::try_from(take_u32(&mut bytes)?).ok()?;
        let content = take(&mut bytes, length)?;
        items.push(read(content, levels.checked_sub(1)?)?);
        (tag == ITEM).then_some(())?;
    }
    Some(items)
}

/// The next bytes, which are gone from the slice then.
pub(super) fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn take_u16(bytes: &mut &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(take(bytes, 2)?.try_into().ok()?))
}

fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes, 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> DataSet {
        let mut code = DataSet::default();
        code.text((0x0008, 0x0100), *b"SH", "89545001");
        let mut set = DataSet::default();
        set.text((0x0010, 0x0010), *b"PN", "Invented^Zoë");
        set.items((0x0008, 0x2218), vec![code]);
        set.bytes((0x7FE0, 0x0010), vec![1, 2, 3]);
        set
    }

    #[test]
    fn what_is_written_is_read() {
        let set = set();
        assert_eq!(DataSet::read(&set.encoded(Syntax::Explicit)), Some(set.clone()));
        assert_eq!(set.text_of((0x0010, 0x0010)), "Invented^Zoë");
    }

    #[test]
    fn what_is_cut_short_or_changed_is_no_data_set_and_never_a_panic() {
        let whole = set().encoded(Syntax::Explicit);
        for end in 1..whole.len() {
            // Between two elements it is shorter, and whole.
            let read = DataSet::read(&whole[..end]);
            assert!(read.is_none_or(|read| read.encoded(Syntax::Explicit).len() == end), "{end}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] = !changed[at];
            drop(DataSet::read(&changed));
        }
    }

    #[test]
    fn a_value_stays_one_and_even() {
        assert_eq!(plain(*b"LO", "a\\b\nc"), "a/b c");
        assert_eq!(plain(*b"LT", "a\\b\nc"), "a\\b\nc");
        assert_eq!(plain(*b"SH", &"é".repeat(20)).chars().count(), 16);
        assert_eq!(padded(b"1.2".to_vec(), *b"UI"), b"1.2\0");
        assert_eq!(padded(b"abc".to_vec(), *b"LO"), b"abc ");
    }
}
