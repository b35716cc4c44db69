//! The part of the zip format (PKWARE, APPNOTE 6.3.10) that a bundle needs. Written: names in UTF-8, stored or deflated, one fixed
//! time, so that the same files are the same bytes. Read: what any program for zips makes of such files, and nothing of it believed.

use std::io::{Read as _, Write as _};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::BundleFault;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
const LOCAL_BYTES: usize = 30;
const CENTRAL_BYTES: usize = 46;
const END_BYTES: usize = 22;
const END_64_BYTES: usize = 56;
const LOCATOR_64_BYTES: usize = 20;
/// 1980-01-01, the first day that the format knows.
const DAY: u16 = 0x21;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
const ENCRYPTED: u16 = 1 | 1 << 6;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The most that the files of a bundle hold together, in MiB.
pub(super) const MOST_MIB: u64 = 1024;
/// The most files in a bundle.
pub(super) const MOST_FILES: usize = 200_000;
/// What grows to more than this many times its size is no record but a trap.
const MOST_RATIO: u64 = 200;

/// A zip under way.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    central: Vec<u8>,
    count: u32,
}

impl Writer {
    /// Adds a file as it is.
    pub(super) fn store(&mut self, name: &str, plain: &[u8]) -> Option<()> {
        self.entry(name, plain, (STORED, plain))
    }

    /// Adds a file, deflated where that makes it smaller and not so much smaller that a reader would take it for a trap.
    pub(super) fn add(&mut self, name: &str, plain: &[u8]) -> Option<()> {
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        // Writing to memory can't fail.
        let packed = encoder.write_all(plain).and_then(|()| encoder.finish()).ok()?;
        let is_worth_it = packed.len() < plain.len() && !is_trap(plain.len() as u64, packed.len() as u64);
        self.entry(name, plain, if is_worth_it { (DEFLATED, &packed) } else { (STORED, plain) })
    }

    /// `None` where it would be longer than a zip can be.
    fn entry(&mut self, name: &str, plain: &[u8], (method, packed): (u16, &[u8])) -> Option<()> {
        let at = u32::try_from(self.bytes.len()).ok()?;
        let mut crc = Crc::new();
        crc.update(plain);
        let name_bytes = u16::try_from(name.len()).ok()?;
        let sizes = [crc.sum(), u32::try_from(packed.len()).ok()?, u32::try_from(plain.len()).ok()?];
        let mut common = Vec::with_capacity(26);
        for half in [20, UTF8, method, 0, DAY] {
            common.extend_from_slice(&u16::to_le_bytes(half));
        }
        for size in sizes {
            common.extend_from_slice(&size.to_le_bytes());
        }
        common.extend_from_slice(&name_bytes.to_le_bytes());
        common.extend_from_slice(&[0; 2]);
        self.bytes.extend([&LOCAL, &common[..], name.as_bytes(), packed].concat());
        // Made by version 2.0 on no system in particular; no comment, first disk, no attributes.
        self.central.extend([&CENTRAL, &[20, 0][..], &common, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
        self.count += 1;
        Some(())
    }

    /// The zip; `None` where it would be longer than one can be.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let at = u32::try_from(self.bytes.len()).ok()?;
        let size = u32::try_from(self.central.len()).ok()?;
        self.bytes.extend_from_slice(&self.central);
        let short_count = u16::try_from(self.count).unwrap_or(u16::MAX);
        if short_count == u16::MAX {
            self.end_64(u64::from(at), u64::from(size));
        }
        let count = short_count.to_le_bytes();
        self.bytes
            .extend([&END, &[0; 4][..], &count, &count, &size.to_le_bytes(), &at.to_le_bytes(), &[0; 2]].concat());
        Some(self.bytes)
    }

    /// More files than the short end counts.
    fn end_64(&mut self, at: u64, size: u64) {
        let (end, count) = (at + size, u64::from(self.count).to_le_bytes());
        let rest = (END_64_BYTES as u64 - 12).to_le_bytes();
        let versions_and_disks = [&[45, 0, 45, 0][..], &[0; 8]].concat();
        let parts = [&END_64, &rest[..], &versions_and_disks, &count, &count, &size.to_le_bytes(), &at.to_le_bytes()];
        self.bytes.extend(parts.concat());
        self.bytes.extend([&LOCATOR_64, &[0; 4][..], &end.to_le_bytes(), &1_u32.to_le_bytes()].concat());
    }
}

fn is_trap(plain: u64, packed: u64) -> bool {
    plain > packed.saturating_mul(MOST_RATIO).saturating_add(4096)
}

/// A file in a zip, as its directory says.
#[derive(Debug)]
struct Listed {
    name: String,
    method: u16,
    crc: u32,
    packed: usize,
    plain: u64,
    at: usize,
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn size(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(word(bytes, at)?).ok()
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?)).ok()
}

/// Gives each file of a zip to `take`, with its name, in the order of its directory; folders are left out.
///
/// # Errors
///
/// At the first thing that is wrong with it, or that `take` refuses.
pub(super) fn read(
    bytes: &[u8],
    most_file_bytes: u64,
    mut take: impl FnMut(&str, Vec<u8>) -> Result<(), BundleFault>,
) -> Result<(), BundleFault> {
    if !bytes.starts_with(&LOCAL) {
        return Err(BundleFault::NotABundle);
    }
    let (start, listed) = directory(bytes)?;
    let total = listed.iter().fold(0_u64, |total, file| total.saturating_add(file.plain));
    if total > MOST_MIB << 20 {
        return Err(BundleFault::TooLarge { limit_mib: MOST_MIB });
    }
    let mut spans = Vec::with_capacity(listed.len());
    for file in &listed {
        let entry = || file.name.clone();
        if file.plain > most_file_bytes || is_trap(file.plain, file.packed as u64) {
            return Err(BundleFault::Swells { entry: entry() });
        }
        let from = content_of(bytes, file).ok_or_else(|| BundleFault::Damaged { entry: entry() })?;
        let to = from.checked_add(file.packed).filter(|&to| to <= start);
        spans.push((file.at, to.ok_or_else(|| BundleFault::Damaged { entry: entry() })?, from, file));
    }
    spans.sort_by_key(|span| span.0);
    // Files that share bytes are how a short zip holds much.
    if let Some(pair) = spans.windows(2).find(|pair| pair[0].1 > pair[1].0) {
        return Err(BundleFault::Swells { entry: pair[1].3.name.clone() });
    }
    for (_, to, from, file) in spans {
        let plain = unpacked(&bytes[from..to], file);
        let plain = plain.ok_or_else(|| BundleFault::Damaged { entry: file.name.clone() })?;
        take(&file.name, plain)?;
    }
    Ok(())
}

/// Where the directory of a zip begins, and the files in it.
fn directory(bytes: &[u8]) -> Result<(usize, Vec<Listed>), BundleFault> {
    let (start, end, count) = ends(bytes).ok_or(BundleFault::Cut)?;
    if count > MOST_FILES {
        return Err(BundleFault::TooMany { most: MOST_FILES });
    }
    let (mut at, mut listed) = (start, Vec::new());
    for _ in 0..count {
        let head = bytes.get(at..end).filter(|rest| rest.starts_with(&CENTRAL)).ok_or(BundleFault::Cut)?;
        let (file, length) = one(head).ok_or(BundleFault::Cut)?;
        at += length;
        let file = file?;
        // Programs for zips list folders too.
        if !file.name.ends_with('/') || file.plain > 0 {
            listed.push(file);
        }
    }
    if at == end { Ok((start, listed)) } else { Err(BundleFault::Cut) }
}

/// Where the directory begins and ends, and how many files it lists.
fn ends(bytes: &[u8]) -> Option<(usize, usize, usize)> {
    let is_end = |&at: &usize| {
        let comment = half(bytes, at + 20).map(usize::from);
        bytes[at..].starts_with(&END) && comment == Some(bytes.len() - at - END_BYTES)
    };
    let last = bytes.len().checked_sub(END_BYTES)?;
    let at = (last.saturating_sub(usize::from(u16::MAX))..=last).rev().find(is_end)?;
    let (count, length, start) = (usize::from(half(bytes, at + 10)?), size(bytes, at + 12)?, size(bytes, at + 16)?);
    if count < usize::from(u16::MAX) {
        return (start.checked_add(length)? == at).then_some((start, at, count));
    }
    let locator = at.checked_sub(LOCATOR_64_BYTES).filter(|&at| bytes[at..].starts_with(&LOCATOR_64))?;
    let end = long(bytes, locator + 8).filter(|&end| bytes.get(end..).is_some_and(|rest| rest.starts_with(&END_64)))?;
    let (count, length, start) = (long(bytes, end + 32)?, long(bytes, end + 40)?, long(bytes, end + 48)?);
    (start.checked_add(length)? == end).then_some((start, end, count))
}

/// A line of the directory and how long it is; the inner error says why the file can't be read.
fn one(head: &[u8]) -> Option<(Result<Listed, BundleFault>, usize)> {
    let (flags, method, crc) = (half(head, 8)?, half(head, 10)?, word(head, 16)?);
    let lengths = [28, 30, 32].map(|at| half(head, at).map(usize::from));
    let [Some(name_bytes), Some(extra), Some(comment)] = lengths else { return None };
    let (packed, plain, at) = (size(head, 20)?, u64::from(word(head, 24)?), size(head, 42)?);
    let name = head.get(CENTRAL_BYTES..CENTRAL_BYTES + name_bytes)?;
    let length = CENTRAL_BYTES + name_bytes + extra + comment;
    head.get(..length)?;
    let Ok(name) = std::str::from_utf8(name).map(str::to_owned) else {
        return Some((Err(BundleFault::Name { entry: String::from_utf8_lossy(name).into_owned() }), length));
    };
    if flags & ENCRYPTED != 0 || !matches!(method, STORED | DEFLATED) {
        return Some((Err(BundleFault::Packed { entry: name }), length));
    }
    Some((Ok(Listed { name, method, crc, packed, plain, at }), length))
}

/// Where the content of a file begins.
fn content_of(bytes: &[u8], file: &Listed) -> Option<usize> {
    let head = bytes.get(file.at..).filter(|rest| rest.starts_with(&LOCAL))?;
    let (name_bytes, extra) = (usize::from(half(head, 26)?), usize::from(half(head, 28)?));
    let is_its_own = head.get(LOCAL_BYTES..LOCAL_BYTES + name_bytes)? == file.name.as_bytes();
    is_its_own.then_some(file.at + LOCAL_BYTES + name_bytes + extra)
}

fn unpacked(packed: &[u8], file: &Listed) -> Option<Vec<u8>> {
    let plain = if file.method == STORED {
        packed.to_vec()
    } else {
        let mut plain = Vec::new();
        // One byte more than it says is enough to see that it says too little.
        DeflateDecoder::new(packed).take(file.plain + 1).read_to_end(&mut plain).ok()?;
        plain
    };
    let mut crc = Crc::new();
    crc.update(&plain);
    (plain.len() as u64 == file.plain && crc.sum() == file.crc).then_some(plain)
}
