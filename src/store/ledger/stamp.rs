//! Tokens of a time-stamping authority over a checkpoint (RFC 3161; Adams, Cain, Pinkas and Zuccherato): asked for in a file, read
//! from one.
//!
//! Read here are what the token says and whether it is about the checkpoint that was asked for. That the authority signed it,
//! and who that is, is checked with `openssl ts -verify`: `charts/README.md` tells how.

use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::super::StoreError;
use super::super::clinic::clinic_folder;
use super::super::depot::Place;
use super::checkpoint;
use super::copies::{files, sized_files, text_of};
use super::der::{BOOLEAN, CONTEXT_0, Der, INTEGER, NULL, OCTETS, OID, SEQUENCE, SET, TIME, element};
use super::entry::{Checkpoint, hex};

const SHA_256: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SIGNED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const TST_INFO: [u8; 11] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const MESSAGE_DIGEST: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// The largest token that is read, in bytes.
const MOST: usize = 64 << 10;

/// Why a token isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampFault {
    /// It is no answer of an authority.
    Unreadable,
    /// The authority refused.
    Refused,
    /// What it says of itself isn't what was signed.
    Altered,
    /// Nothing like it was asked for here: it is over something else, or has another nonce.
    NotAsked,
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When the authority says that it was made, in UTC: `2026-11-28 13:35:59`.
    pub at: String,
    imprint: [u8; 32],
    nonce: Vec<u8>,
}

/// A request over the newest checkpoint of a library, kept with the checkpoint until the token comes; also which checkpoint that
/// is. None where nothing was logged. The nonce is used for nothing else.
///
/// # Errors
///
/// When the ledger can't be read or the request can't be kept.
pub fn stamp_request(library: &Place, nonce: [u8; 8]) -> Result<Option<(Checkpoint, Vec<u8>)>, StoreError> {
    let root = library.root();
    let Some(checkpoint) = checkpoint(&root)? else { return Ok(None) };
    let text = checkpoint.text();
    let imprint = Sha256::digest(text.as_bytes());
    let algorithm = element(SEQUENCE, &[&element(OID, &[&SHA_256]), &element(NULL, &[])]);
    // A whole number without a sign and without needless zeros.
    let nonce = [nonce[0] & 0x7f | 0x40, nonce[1], nonce[2], nonce[3], nonce[4], nonce[5], nonce[6], nonce[7]];
    let request = element(
        SEQUENCE,
        &[
            &element(INTEGER, &[&[1]]),
            &element(SEQUENCE, &[&algorithm, &element(OCTETS, &[&imprint])]),
            &element(INTEGER, &[&nonce]),
            &element(BOOLEAN, &[&[0xff]]),
        ],
    );
    let name = format!("{}-{}", checkpoint.size, hex(&nonce));
    folder(&root).child(&format!("{name}.note")).create_within(&root, text.as_bytes())?;
    folder(&root).child(&format!("{name}.tsq")).create_within(&root, &request)?;
    Ok(Some((checkpoint, request)))
}

/// Keeps a token beside the checkpoint that it was asked for.
///
/// # Errors
///
/// When the folder can't be read or written; the inner one says why the token isn't taken.
pub fn keep_stamp(library: &Place, token: &[u8]) -> Result<Result<(Checkpoint, Stamp), StampFault>, StoreError> {
    let root = library.root();
    let stamp = match Stamp::parse(token) {
        Ok(stamp) => stamp,
        Err(fault) => return Ok(Err(fault)),
    };
    let nonce = hex(&stamp.nonce);
    for note in files(&folder(&root), ".note")? {
        let Some(checkpoint) = text_of(&note).and_then(|text| Checkpoint::parse(&text)) else { continue };
        if !note.name().ends_with(&format!("-{nonce}.note")) || !stamp.is_over(&checkpoint) {
            continue;
        }
        let file = note.beside(&note.name().replace(".note", ".tsr"));
        file.create_within(&root, token)?;
        return Ok(Ok((checkpoint, stamp)));
    }
    Ok(Err(StampFault::NotAsked))
}

pub(super) fn folder(root: &Place) -> Place {
    clinic_folder(root).child("stamps")
}

/// The tokens in a library, each with the size and the nonce that its name says.
pub(super) fn tokens(root: &Place) -> Result<Vec<(u64, String, Place)>, StoreError> {
    sized_files(&folder(root), ".tsr")
}

/// The token in a file.
pub(super) fn token(file: &Place) -> Option<Stamp> {
    Stamp::parse(&file.depot().start(file.key(), MOST).ok()?).ok()
}

impl Stamp {
    /// Whether it is over a checkpoint.
    pub(super) fn is_over(&self, checkpoint: &Checkpoint) -> bool {
        Sha256::digest(checkpoint.text().as_bytes())[..] == self.imprint
    }

    /// Its nonce as digits.
    pub(super) fn nonce(&self) -> String {
        hex(&self.nonce)
    }

    /// From the answer of an authority.
    pub(super) fn parse(answer: &[u8]) -> Result<Self, StampFault> {
        if answer.len() > MOST {
            return Err(StampFault::Unreadable);
        }
        let mut answer = Der(answer).take(SEQUENCE).ok_or(StampFault::Unreadable)?;
        let mut status = answer.take(SEQUENCE).ok_or(StampFault::Unreadable)?;
        // Granted, or granted with changes.
        if !matches!(status.take(INTEGER), Some(Der([0 | 1]))) {
            return Err(StampFault::Refused);
        }
        let (info, signers) = parts(answer).ok_or(StampFault::Unreadable)?;
        if !is_signed(info, signers).ok_or(StampFault::Unreadable)? {
            return Err(StampFault::Altered);
        }
        Self::of_info(Der(info)).ok_or(StampFault::Unreadable)
    }

    fn of_info(mut info: Der<'_>) -> Option<Self> {
        let mut info = info.take(SEQUENCE)?;
        let Der([1]) = info.take(INTEGER)? else { return None };
        info.take(OID)?;
        let mut imprint = info.take(SEQUENCE)?;
        let is_sha_256 = imprint.take(SEQUENCE)?.take(OID)? == Der(&SHA_256);
        let imprint = imprint.take(OCTETS).filter(|_| is_sha_256)?.0.try_into().ok()?;
        info.take(INTEGER)?;
        let at = time(info.take(TIME)?.0)?;
        // Accuracy and whether tokens are in order may stand between.
        _ = info.take(SEQUENCE);
        _ = info.take(BOOLEAN);
        let nonce = info.take(INTEGER)?.0.to_vec();
        Some(Self { at, imprint, nonce })
    }
}

/// What the authority signed, and the signatures over it, from a `ContentInfo` of signed data (RFC 5652).
fn parts(mut token: Der<'_>) -> Option<(&[u8], Der<'_>)> {
    let mut token = token.take(SEQUENCE)?;
    let is_signed = token.take(OID)? == Der(&SIGNED_DATA);
    let mut data = token.take(CONTEXT_0).filter(|_| is_signed)?.take(SEQUENCE)?;
    data.take(INTEGER)?;
    data.take(SET)?;
    let mut content = data.take(SEQUENCE)?;
    let is_stamp = content.take(OID)? == Der(&TST_INFO);
    let info = content.take(CONTEXT_0).filter(|_| is_stamp)?.take(OCTETS)?.0;
    // Certificates and lists of withdrawn ones.
    _ = data.take(CONTEXT_0);
    _ = data.take(CONTEXT_0 + 1);
    Some((info, data.take(SET)?))
}

/// Whether what each signer signed is the checksum of what the token says.
fn is_signed(info: &[u8], mut signers: Der<'_>) -> Option<bool> {
    let mut count = 0;
    while !signers.is_empty() {
        let mut signer = signers.take(SEQUENCE)?;
        signer.take(INTEGER)?;
        // Who, by name or by key, and how it is hashed.
        signer.next()?;
        signer.take(SEQUENCE)?;
        let mut attributes = signer.take(CONTEXT_0)?;
        let mut digest = None;
        while !attributes.is_empty() {
            let mut attribute = attributes.take(SEQUENCE)?;
            if attribute.take(OID)? == Der(&MESSAGE_DIGEST) {
                digest = Some(attribute.take(SET)?.take(OCTETS)?.0);
            }
        }
        let digest = digest?;
        let expected = match digest.len() {
            32 => Sha256::digest(info).to_vec(),
            48 => Sha384::digest(info).to_vec(),
            64 => Sha512::digest(info).to_vec(),
            _ => return None,
        };
        if digest != expected {
            return Some(false);
        }
        count += 1;
    }
    Some(count > 0)
}

/// `20261128133559Z` as people read it; parts of a second are left out.
fn time(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (digits, part) = text.split_at_checked(14)?;
    let is_part =
        part.is_empty() || part.strip_prefix('.').is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let is_time = is_part && digits.bytes().all(|byte| byte.is_ascii_digit());
    let [date, clock] = [&digits[..8], &digits[8..]];
    let said = || {
        let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
        format!("{date} {}:{}:{}", &clock[..2], &clock[2..4], &clock[4..])
    };
    is_time.then(said)
}
