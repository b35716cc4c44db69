//! Keys: the public half in the format of minisign, the secret half kept under a passphrase.
//!
//! The passphrase is made a key by Argon2id (Biryukov, Dinu, Khovratovich and Josefsson, RFC 9106), and that encrypts the secret
//! half by XChaCha20-Poly1305 (Nir and Langley, RFC 8439, with the longer nonce), bound to the public half.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

/// What minisign and signify begin keys and signatures of this kind with.
const TAG: [u8; 2] = *b"Ed";

/// The public half of a key: what tells whose signature it is.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From what [`Self::text`] gives; `None` of anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 42] = Base64::decode_vec(text).ok()?.try_into().ok()?;
        let key = Self(VerifyingKey::from_bytes(bytes[10..].try_into().ok()?).ok()?);
        // The number in the middle follows from the key: another one would pass for another signer's.
        (bytes[..2] == TAG && bytes[2..10] == key.number() && !key.0.is_weak()).then_some(key)
    }

    /// As minisign takes it.
    pub fn text(&self) -> String {
        self.tagged(self.0.as_bytes())
    }

    /// What tells it from others at a glance: minisign shows the same.
    pub fn fingerprint(&self) -> String {
        format!("{:016X}", u64::from_le_bytes(self.number()))
    }

    /// What minisign calls the number of a key; here it follows from the key.
    fn number(&self) -> [u8; 8] {
        let mut number = [0; 8];
        number.copy_from_slice(&self.0.as_bytes()[..8]);
        number
    }

    /// Its 32 bytes (RFC 8032).
    pub(in crate::store) fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// From its 32 bytes.
    pub(in crate::store) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// With the kind and the number of the key before it, as text.
    pub(super) fn tagged(&self, bytes: &[u8]) -> String {
        Base64::encode_string(&[&TAG, &self.number()[..], bytes].concat())
    }

    /// A signature by this key from what [`Self::tagged`] gave.
    pub(super) fn untagged(&self, text: &str) -> Option<[u8; 64]> {
        let bytes = Base64::decode_vec(text).ok()?;
        let signature = bytes.strip_prefix(&TAG)?.strip_prefix(&self.number()[..])?;
        signature.try_into().ok()
    }

    pub(in crate::store) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint())
    }
}

/// The secret half, as it is made: 32 random bytes, wiped when dropped.
pub struct SecretSeed(Zeroizing<[u8; 32]>);

impl SecretSeed {
    pub(in crate::store) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for SecretSeed {
    fn from(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

/// A key that can sign; wiped when dropped.
#[derive(Clone)]
pub struct UnlockedKey(SigningKey);

impl UnlockedKey {
    /// From its secret half.
    pub fn new(seed: &SecretSeed) -> Self {
        Self(SigningKey::from_bytes(&seed.0))
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Its secret half.
    pub(in crate::store) fn seed(&self) -> SecretSeed {
        SecretSeed::from(self.0.to_bytes())
    }

    pub(in crate::store) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for UnlockedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnlockedKey({})", self.public().fingerprint())
    }
}

/// The secret half under a passphrase, as it lies in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedKey {
    /// Random, for the passphrase alone.
    pub(super) salt: [u8; 16],
    /// Random, for this encryption alone.
    pub(super) nonce: [u8; 24],
    /// The secret half and its check.
    pub(super) sealed: [u8; 48],
    /// What it costs to try a passphrase.
    pub(super) cost: Cost,
}

/// What it costs to try a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cost {
    /// Memory in KiB.
    pub(super) memory_kib: u32,
    /// How often it is gone through.
    pub(super) passes: u32,
}

impl Cost {
    /// What RFC 9106 recommends second, where memory is scarce.
    pub(super) const USUAL: Self = Self { memory_kib: 64 << 10, passes: 3 };

    /// A file may ask for as much as a person would wait for, and no more.
    pub(super) fn is_bearable(self) -> bool {
        (8..=256 << 10).contains(&self.memory_kib) && (1..=8).contains(&self.passes)
    }
}

impl LockedKey {
    /// Locks a key; `random` is used for nothing else.
    pub fn lock(seed: &SecretSeed, passphrase: &str, random: [u8; 40]) -> Option<Self> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        salt.copy_from_slice(&random[..16]);
        nonce.copy_from_slice(&random[16..]);
        let public = UnlockedKey::new(seed).public();
        let cost = Cost::USUAL;
        let cipher = cipher(passphrase, &salt, cost)?;
        let payload = Payload { msg: &seed.0[..], aad: public.0.as_bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).ok()?.try_into().ok()?;
        Some(Self { salt, nonce, sealed, cost })
    }

    /// The key, if the passphrase is the one that it was locked with. Takes a good part of a second, so that guessing takes long.
    pub fn unlock(&self, passphrase: &str, public: &PublicKey) -> Option<UnlockedKey> {
        let cipher = cipher(passphrase, &self.salt, self.cost)?;
        let payload = Payload { msg: &self.sealed, aad: public.0.as_bytes() };
        let seed = Zeroizing::new(cipher.decrypt(&XNonce::from(self.nonce), payload).ok()?);
        let seed = SecretSeed(Zeroizing::new(seed.as_slice().try_into().ok()?));
        Some(UnlockedKey::new(&seed)).filter(|key| key.public() == *public)
    }
}

fn cipher(passphrase: &str, salt: &[u8; 16], Cost { memory_kib, passes }: Cost) -> Option<XChaCha20Poly1305> {
    let params = Params::new(memory_kib, passes, 1, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.as_bytes(), salt, &mut *key).ok()?;
    Some(XChaCha20Poly1305::new(&Key::from(*key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_passphrase_opens_a_key() {
        let seed = SecretSeed::from([3; 32]);
        let public = UnlockedKey::new(&seed).public();
        let locked = LockedKey::lock(&seed, "blue hinge 42", [9; 40]).expect("it locks");
        assert_eq!(locked.unlock("blue hinge 42", &public).expect("it opens").public(), public);
        assert!(locked.unlock("blue hinge 43", &public).is_none());
        assert!(locked.unlock("", &public).is_none());
        let other = UnlockedKey::new(&SecretSeed::from([4; 32])).public();
        assert!(locked.unlock("blue hinge 42", &other).is_none(), "it is bound to its public half");
        assert!(!locked.sealed.windows(32).any(|part| part == [3; 32]), "nothing of it is readable");
    }

    #[test]
    fn a_public_key_reads_back() {
        let public = UnlockedKey::new(&SecretSeed::from([3; 32])).public();
        assert_eq!(PublicKey::parse(&public.text()), Some(public.clone()));
        assert_eq!(public.fingerprint().len(), 16);
        for text in ["", "RW", "not base64", &public.text()[1..]] {
            assert_eq!(PublicKey::parse(text), None, "{text}");
        }
    }
}
