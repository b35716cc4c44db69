//! The key of a library: it opens and makes every file, and turns names into tokens and back.
//!
//! A name is encrypted as a synthetic IV (Rogaway and Shrimpton, SIV) with HMAC-SHA256 in both parts: the same name in the same
//! folder is always the same token, so that a name that is in use is found to be; in another folder it is another token. A file's
//! own key follows from its place and content in the same way: what is saved twice is the same bytes twice.

use hmac::Mac as _;
use zeroize::Zeroizing;

use super::age::{self, FileKey, Unopened, derive, mac};
use super::stanzas::Identity;

/// What the first line of each file's content begins with; its check and its name follow.
const FIRST: &str = "mesomap-sealed/1";
/// Names are filled up to whole blocks, so that their length tells little.
const BLOCK: usize = 32;
/// A longer one makes a token that file systems don't take.
const LONGEST: usize = 127;
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The key of a library; wiped when dropped.
#[derive(Clone, Debug)]
pub struct LibraryKey {
    identity: Identity,
    names: Secret,
    stream: Secret,
    bond: Secret,
    fresh: Secret,
}

#[derive(Clone)]
struct Secret(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Why a file's content isn't handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It doesn't open.
    Unopened(Unopened),
    /// It is whole, but another file's.
    Elsewhere,
}

impl LibraryKey {
    /// The key that follows from an identity.
    pub fn new(identity: Identity) -> Self {
        let part = |info: &str| Secret(derive(identity.secret(), b"mesomap-sealed/1", info));
        let (names, stream, bond, fresh) = (part("names"), part("name stream"), part("bond"), part("fresh"));
        Self { identity, names, stream, bond, fresh }
    }

    /// What opens its files with `age` alone.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    fn synthetic(&self, within: &str, padded: &[u8]) -> [u8; 16] {
        let whole = mac(&self.names.0, &[within.as_bytes(), &[0], padded]).finalize().into_bytes();
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        half
    }

    fn mask(&self, iv: &[u8; 16], text: &mut [u8]) {
        for (nth, block) in (0_u8..).zip(text.chunks_mut(32)) {
            let stream = mac(&self.stream.0, &[iv, &[nth]]).finalize().into_bytes();
            block.iter_mut().zip(stream).for_each(|(byte, mask)| *byte ^= mask);
        }
    }

    /// What a name in a folder, of which `within` is the path in tokens, is called on disk; none of one that is too long.
    pub(super) fn token(&self, within: &str, name: &str) -> Option<String> {
        if name.len() > LONGEST {
            return None;
        }
        let mut padded = Zeroizing::new(vec![0; (name.len() + 1).next_multiple_of(BLOCK)]);
        padded[..name.len()].copy_from_slice(name.as_bytes());
        padded[name.len()] = 0x80;
        let iv = self.synthetic(within, &padded);
        self.mask(&iv, &mut padded);
        Some(base32(&[&iv[..], &padded].concat()))
    }

    /// The name that a token in that folder stands for.
    pub(super) fn name(&self, within: &str, token: &str) -> Option<String> {
        let bytes = from_base32(token)?;
        let (iv, masked) = bytes.split_first_chunk::<16>()?;
        let mut padded = masked.to_vec();
        self.mask(iv, &mut padded);
        let end = padded.iter().rposition(|&byte| byte != 0).filter(|&end| padded[end] == 0x80)?;
        let is_it = self.synthetic(within, &padded) == *iv && !padded.is_empty();
        padded.truncate(end);
        is_it.then(|| String::from_utf8(padded).ok()).flatten().filter(|name| is_a_name(name))
    }

    fn bond(&self, path: &str, key: &FileKey) -> String {
        base32(&mac(&self.bond.0, &[path.as_bytes(), &[0], &key[..]]).finalize().into_bytes())
    }

    /// Encrypts the file at a path in tokens, of which `shown` is the path in names.
    pub(super) fn seal(&self, path: &str, shown: &str, content: &[u8]) -> Vec<u8> {
        let seed = mac(&self.fresh.0, &[path.as_bytes(), &[0], content]).finalize().into_bytes();
        let key: FileKey = derive(&seed, &[], "file key");
        let bond = self.bond(path, &key);
        let plain = Zeroizing::new([format!("{FIRST} {bond} {shown}\n").as_bytes(), content].concat());
        let stanza = self.identity.recipient().stanza(&key, &derive(&seed, &[], "ephemeral"));
        age::seal(&[stanza], &key, &derive(&seed, &[], "nonce"), &plain)
    }

    /// The content of the file at a path in tokens.
    pub(super) fn open(&self, path: &str, file: &[u8]) -> Result<Vec<u8>, Refused> {
        let unwrap = |stanzas: &[age::Stanza]| self.identity.unwrap(stanzas);
        let (key, plain) = age::open(file, unwrap).map_err(Refused::Unopened)?;
        let end = plain.iter().position(|&byte| byte == b'\n').ok_or(Refused::Elsewhere)?;
        let line = std::str::from_utf8(&plain[..end]).unwrap_or_default();
        let is_its_own = line.split(' ').take(2).eq([FIRST, &self.bond(path, &key)]);
        if is_its_own { Ok(plain[end + 1..].to_vec()) } else { Err(Refused::Elsewhere) }
    }
}

/// Whether a name is one of a file or folder, and leads nowhere else.
pub(super) fn is_a_name(name: &str) -> bool {
    use std::path::{Component, Path};
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    is_one && !name.contains(['/', '\\']) && !name.chars().any(char::is_control)
}

/// Whether a name may be a token.
pub(in crate::store) fn is_token(name: &str) -> bool {
    from_base32(name).is_some_and(|bytes| bytes.len() >= 16 + BLOCK)
}

fn base32(bytes: &[u8]) -> String {
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0);
    let mut push = |five: u32| text.push(char::from(LETTERS[(five & 31) as usize]));
    for &byte in bytes {
        held = (held << 8 | u32::from(byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
    text
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let five = LETTERS.iter().position(|&known| known == letter)?;
        held = (held << 5 | u32::try_from(five).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_le_bytes()[0]);
        }
    }
    (base32(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(of: u8) -> LibraryKey {
        LibraryKey::new(Identity::new(Zeroizing::new([of; 32])))
    }

    #[test]
    fn a_name_comes_back_in_its_own_folder_alone() {
        let key = key(7);
        for name in ["a", "patient.record", "2026-09-07-session-1.record", &"é".repeat(63), ".recovery-1.ron"] {
            let token = key.token("", name).expect("it is short enough");
            assert!(token.len() <= 255 && is_token(&token), "{token}");
            assert_eq!(key.token("", name).as_ref(), Some(&token), "it is the same each time");
            assert_eq!(key.name("", &token).as_deref(), Some(name));
            assert_eq!(key.name("elsewhere", &token), None);
            assert_ne!(key.token("elsewhere", name), Some(token.clone()));
            assert_eq!(tests::key(8).name("", &token), None);
        }
        assert_eq!(key.token("", &"a".repeat(128)), None);
        for foreign in ["", "a", "README.md", &"a".repeat(77), &"b".repeat(52)] {
            assert_eq!(key.name("", foreign), None, "{foreign}");
        }
    }

    #[test]
    fn names_of_one_length_class_are_one_length() {
        let key = key(7);
        let lengths =
            ["1.ron", "anna-berg", "2026-09-07-session-1.record"].map(|name| key.token("", name).unwrap().len());
        assert_eq!(lengths, [77; 3]);
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_none() {
        for name in ["..", ".", "a/b", "/a", "a\\b", "a\nb", ""] {
            assert!(!is_a_name(name), "{name}");
            assert_eq!(key(7).token("", name).and_then(|token| key(7).name("", &token)), None, "{name}");
        }
    }

    #[test]
    fn a_file_opens_whole_and_in_its_place_alone() {
        let key = key(7);
        let content = b"(schema: \"mesomap/session/1\")\n".repeat(9);
        let file = key.seal("a/b", "anna/1.ron", &content);
        assert_eq!(key.seal("a/b", "anna/1.ron", &content), file, "the same is the same");
        assert_eq!(key.open("a/b", &file), Ok(content.clone()));
        assert_eq!(key.open("a/c", &file), Err(Refused::Elsewhere));
        assert!(tests::key(8).open("a/b", &file).is_err());
        for length in 0..file.len() {
            assert_eq!(key.open("a/b", &file[..length]), Err(Refused::Unopened(Unopened::Damaged)), "{length}");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(key.open("a/b", &changed).is_err(), "{at}");
        }
    }

    #[test]
    fn long_files_come_back() {
        for length in [0, 1, (64 << 10) - 120, 64 << 10, (128 << 10) - 80, 200_000] {
            for content in [vec![7; length], vec![8; length + 1]] {
                let file = key(7).seal("a", "a", &content);
                assert_eq!(key(7).open("a", &file), Ok(content));
            }
        }
    }
}
