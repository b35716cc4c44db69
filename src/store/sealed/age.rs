//! The part of the age format (C2SP, age.md, version 1) that a library needs: a header that wraps a file's key, and its content
//! in chunks of 64 KiB, each with its check. What is written here `age` opens, and the other way round.

use base64ct::{Base64Unpadded, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const CHUNK: usize = 64 << 10;
const CHECK: usize = 16;
/// The longest header that is read, in bytes: some hundred keys.
const LONGEST_HEADER: usize = 64 << 10;

/// The key of one file.
pub(super) type FileKey = Zeroizing<[u8; 16]>;

/// What opens a file for one who has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stanza {
    /// The kind, and what it says.
    pub(super) words: Vec<String>,
    /// The wrapped key.
    pub(super) body: Vec<u8>,
}

/// Why a file doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unopened {
    /// It doesn't begin as one of these.
    NotAge,
    /// It isn't for this key.
    OtherKey,
    /// It is cut short or was changed.
    Damaged,
}

pub(super) fn derive<const N: usize>(secret: &[u8], salt: &[u8], info: &str) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    // Fails only for thousands of bytes.
    let _infallible = Hkdf::<Sha256>::new(Some(salt), secret).expand(info.as_bytes(), &mut *key);
    key
}

pub(super) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> Hmac<Sha256> {
    // A key shorter than a block is filled with zeros, as HMAC says.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&(*block).into());
    for part in parts {
        mac.update(part);
    }
    mac
}

/// Encrypts one short secret under a key that is used once.
pub(super) fn wrap(key: &[u8; 32], secret: &[u8]) -> Vec<u8> {
    let cipher = ChaCha20Poly1305::new(&Key::from(*key));
    cipher.encrypt(&Nonce::from([0; 12]), secret).unwrap_or_default()
}

/// The other way round.
pub(super) fn unwrap(key: &[u8; 32], body: &[u8]) -> Option<FileKey> {
    let cipher = ChaCha20Poly1305::new(&Key::from(*key));
    let key = Zeroizing::new(cipher.decrypt(&Nonce::from([0; 12]), body).ok()?);
    Some(Zeroizing::new(key.as_slice().try_into().ok()?))
}

/// Encrypts a file; key and nonce are used for nothing else.
pub(super) fn seal(stanzas: &[Stanza], key: &FileKey, nonce: &[u8; 16], plain: &[u8]) -> Vec<u8> {
    let mut file = FIRST_LINE.to_vec();
    for Stanza { words, body } in stanzas {
        file.extend_from_slice(format!("-> {}\n", words.join(" ")).as_bytes());
        let body = Base64Unpadded::encode_string(body);
        // The last line is a short one, empty if need be.
        for line in body.as_bytes().chunks(64) {
            file.extend_from_slice(line);
            file.push(b'\n');
        }
        if body.len().is_multiple_of(64) {
            file.push(b'\n');
        }
    }
    file.extend_from_slice(b"---");
    let mac = mac(&derive(&**key, &[], "header"), &[&file]).finalize().into_bytes();
    file.extend_from_slice(format!(" {}\n", Base64Unpadded::encode_string(&mac)).as_bytes());
    file.extend_from_slice(nonce);
    let cipher = payload(key, nonce);
    let last = plain.len().div_ceil(CHUNK).max(1) - 1;
    for nth in 0..=last {
        let chunk = &plain[nth * CHUNK..plain.len().min((nth + 1) * CHUNK)];
        file.extend(cipher.encrypt(&chunk_nonce(nth, nth == last), chunk).unwrap_or_default());
    }
    file
}

fn payload(key: &FileKey, nonce: &[u8]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(*derive::<32>(&**key, nonce, "payload")))
}

fn chunk_nonce(nth: usize, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&(nth as u64).to_be_bytes());
    nonce[11] = u8::from(is_last);
    Nonce::from(nonce)
}

/// Decrypts a file whose key `unwrap` gets out of the stanzas, and gives that key beside its content.
pub(super) fn open(
    file: &[u8],
    unwrap: impl Fn(&[Stanza]) -> Option<FileKey>,
) -> Result<(FileKey, Zeroizing<Vec<u8>>), Unopened> {
    let Header { stanzas, signed, check, rest } = header(file)?;
    let key = unwrap(&stanzas).ok_or(Unopened::OtherKey)?;
    mac(&derive(&*key, &[], "header"), &[signed]).verify_slice(&check).map_err(|_changed| Unopened::Damaged)?;
    let plain = content(&key, rest).ok_or(Unopened::Damaged)?;
    Ok((key, plain))
}

fn content(key: &FileKey, rest: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, chunks) = rest.split_at_checked(16)?;
    let cipher = payload(key, nonce);
    let mut plain = Zeroizing::new(Vec::with_capacity(chunks.len()));
    let last = chunks.len().div_ceil(CHUNK + CHECK).max(1) - 1;
    for nth in 0..=last {
        let chunk = &chunks[nth * (CHUNK + CHECK)..chunks.len().min((nth + 1) * (CHUNK + CHECK))];
        // Only a file with nothing in it ends with an empty chunk.
        if nth > 0 && chunk.len() <= CHECK {
            return None;
        }
        plain.extend_from_slice(&Zeroizing::new(cipher.decrypt(&chunk_nonce(nth, nth == last), chunk).ok()?));
    }
    Some(plain)
}

struct Header<'a> {
    stanzas: Vec<Stanza>,
    /// What the check is over.
    signed: &'a [u8],
    check: Vec<u8>,
    rest: &'a [u8],
}

fn header(file: &[u8]) -> Result<Header<'_>, Unopened> {
    let from = &file[..file.len().min(LONGEST_HEADER)];
    if !from.starts_with(FIRST_LINE) {
        // One that is cut short within its first line is damaged all the same.
        return Err(if FIRST_LINE.starts_with(from) { Unopened::Damaged } else { Unopened::NotAge });
    }
    parsed(file, from).ok_or(Unopened::Damaged)
}

fn parsed<'a>(file: &'a [u8], head: &'a [u8]) -> Option<Header<'a>> {
    let mut at = FIRST_LINE.len();
    let mut next = || {
        let rest = &head[at..];
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        at += end + 1;
        Some((at, std::str::from_utf8(&rest[..end]).ok()?))
    };
    let mut stanzas = Vec::new();
    loop {
        let (end, line) = next()?;
        if let Some(check) = line.strip_prefix("--- ") {
            let signed = &file[..end - 1 - check.len() - 1];
            let check = Base64Unpadded::decode_vec(check).ok()?;
            return Some(Header { stanzas, signed, check, rest: &file[end..] });
        }
        let words: Vec<String> = line.strip_prefix("-> ")?.split(' ').map(str::to_owned).collect();
        let mut body = String::new();
        loop {
            let (_, line) = next()?;
            body.push_str(line);
            match line.len() {
                64 => {}
                0..64 => break,
                _ => return None,
            }
        }
        stanzas.push(Stanza { words, body: Base64Unpadded::decode_vec(&body).ok()? });
    }
}
