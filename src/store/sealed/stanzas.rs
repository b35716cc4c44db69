//! The two ways in which age wraps a file's key that are used here: to a key pair (X25519) and to a passphrase (scrypt).

use base64ct::{Base64Unpadded, Encoding as _};
use curve25519_dalek::MontgomeryPoint;
use zeroize::Zeroizing;

use super::age::{FileKey, Stanza, derive, unwrap, wrap};
use super::bech32;

const X25519: &str = "X25519";
const X25519_INFO: &str = "age-encryption.org/v1/X25519";
const SCRYPT: &str = "scrypt";
const SCRYPT_SALT: &[u8] = b"age-encryption.org/v1/scrypt";
/// The most that a file may ask for, as the power of two: a gibibyte of memory and some seconds.
const MOST_EFFORT: u8 = 20;

/// What files are encrypted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient([u8; 32]);

impl Recipient {
    /// As age writes it: `age1…`.
    pub fn text(&self) -> String {
        bech32::encode("age", &self.0).to_string()
    }

    /// From what [`Self::text`] gives.
    pub fn parse(text: &str) -> Option<Self> {
        bech32::decode("age", text.trim()).map(|bytes| Self(*bytes))
    }

    /// Wraps a file's key; `ephemeral` is used for nothing else.
    pub(super) fn stanza(&self, key: &FileKey, ephemeral: &[u8; 32]) -> Stanza {
        let share = MontgomeryPoint::mul_base_clamped(*ephemeral).to_bytes();
        let shared = Zeroizing::new(MontgomeryPoint(self.0).mul_clamped(*ephemeral).to_bytes());
        let wrapping = derive(&*shared, &[share, self.0].concat(), X25519_INFO);
        let words = vec![X25519.to_owned(), Base64Unpadded::encode_string(&share)];
        Stanza { words, body: wrap(&wrapping, &key[..]) }
    }
}

/// The secret half; wiped when dropped.
#[derive(Clone)]
pub struct Identity {
    secret: Zeroizing<[u8; 32]>,
    recipient: Recipient,
}

impl Identity {
    /// From 32 random bytes.
    pub fn new(secret: Zeroizing<[u8; 32]>) -> Self {
        let recipient = Recipient(MontgomeryPoint::mul_base_clamped(*secret).to_bytes());
        Self { secret, recipient }
    }

    /// What is encrypted to it.
    pub fn recipient(&self) -> Recipient {
        self.recipient
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// A file of it as `age-keygen` makes it, with a sentence above.
    pub fn text(&self, about: &str) -> Zeroizing<String> {
        let secret = Zeroizing::new(bech32::encode("age-secret-key-", &self.secret).to_ascii_uppercase());
        Zeroizing::new(format!("# {about}\n# public key: {}\n{}\n", self.recipient.text(), *secret))
    }

    /// The identities in such a file; none in any other.
    pub fn parse(text: &str) -> Vec<Self> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| bech32::decode("age-secret-key-", line)).map(Self::new).collect()
    }

    /// The key of a file that is for this identity.
    pub(super) fn unwrap(&self, stanzas: &[Stanza]) -> Option<FileKey> {
        stanzas.iter().find_map(|stanza| self.unwrap_one(stanza))
    }

    fn unwrap_one(&self, Stanza { words, body }: &Stanza) -> Option<FileKey> {
        let [kind, share] = &words[..] else { return None };
        let share: [u8; 32] = Base64Unpadded::decode_vec(share).ok()?.try_into().ok()?;
        let shared = Zeroizing::new(MontgomeryPoint(share).mul_clamped(*self.secret).to_bytes());
        // A share of low order would make a key that anybody knows.
        if kind != X25519 || *shared == [0; 32] {
            return None;
        }
        unwrap(&derive(&*shared, &[share, self.recipient.0].concat(), X25519_INFO), body)
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity({})", self.recipient.text())
    }
}

fn stretched(passphrase: &str, salt: &[u8], effort: u8) -> Option<Zeroizing<[u8; 32]>> {
    let params = scrypt::Params::new(effort, 8, 1).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    scrypt::scrypt(passphrase.as_bytes(), &[SCRYPT_SALT, salt].concat(), &params, &mut *key).ok()?;
    Some(key)
}

/// Wraps a file's key under a passphrase; the salt is used for nothing else, each step of `effort` doubles what a try costs.
pub(super) fn to_passphrase(key: &FileKey, passphrase: &str, salt: &[u8; 16], effort: u8) -> Option<Stanza> {
    let words = vec![SCRYPT.to_owned(), Base64Unpadded::encode_string(salt), effort.to_string()];
    Some(Stanza { words, body: wrap(&*stretched(passphrase, salt, effort)?, &key[..]) })
}

/// The key of a file that is under a passphrase, which then stands alone.
pub(super) fn by_passphrase(stanzas: &[Stanza], passphrase: &str) -> Option<FileKey> {
    let [Stanza { words, body }] = stanzas else { return None };
    let [kind, salt, effort] = &words[..] else { return None };
    let effort: u8 = effort.parse().ok().filter(|effort| (1..=MOST_EFFORT).contains(effort))?;
    let salt = Base64Unpadded::decode_vec(salt).ok().filter(|salt| salt.len() == 16)?;
    if kind != SCRYPT {
        return None;
    }
    unwrap(&*stretched(passphrase, &salt, effort)?, body)
}
