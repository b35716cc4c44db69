//! Signatures: who vouches for a state, bound to every byte of it.
//!
//! A state that somebody signs says so of itself (`signed`, in what a state says of itself), and four remarks before its last line
//! are a signature in the format of minisign and signify (Ed25519; Josefsson and Liusvaara, RFC 8032) over all bytes above them:
//!
//! ```text
//! // untrusted comment: signature of all above
//! // RWT…
//! // trusted comment: …
//! // …
//! // sha256 of all above: …
//! ```
//!
//! `charts/README.md` tells how it is checked without this program.

mod attested;
mod key;
mod session;
mod signer;

pub use attested::{Attested, attested};
pub use key::{LockedKey, PublicKey, SecretSeed, UnlockedKey};
pub use session::sign_session;
pub use signer::{Passphrase, Signer, SignerEntry};
pub(super) use signer::{known_keys, signer_records};

use base64ct::{Base64, Encoding as _};

/// Who signed a state, as the state says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The printed name.
    pub name: String,
    /// In what role: "physician".
    pub role: String,
    /// What it means: "I gave this treatment".
    pub meaning: String,
    /// The key that it is made with.
    pub key: PublicKey,
}

impl Signed {
    /// The longest name, role or meaning, in characters.
    pub const LONGEST: usize = 200;

    /// Whether each part is there and short enough to be printed.
    pub(super) fn is_sound(&self) -> bool {
        let parts = [&self.name, &self.role, &self.meaning];
        let short = parts.iter().all(|part| part.chars().count() <= Self::LONGEST);
        short && !self.name.trim().is_empty() && !self.meaning.trim().is_empty()
    }
}

/// How a signature agrees with the file that it stands in, and with the signers of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is over this file, by a signer of this library.
    Good,
    /// It is over this file, but nobody of this library has that key.
    Foreign,
    /// The file isn't what was signed.
    Broken,
    /// The file says that it is signed and holds no signature.
    Missing,
}

/// A signature as it was found in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The file of the state.
    pub state: String,
    /// When, on the signer's clock.
    pub at: crate::chart::Moment,
    /// Who.
    pub signed: Signed,
    /// Whether it holds.
    pub standing: Standing,
    /// Whether something else than a signature was saved since: then it is over what was, not over what is.
    pub is_older: bool,
}

const UNTRUSTED: &str = "// untrusted comment: ";
const TRUSTED: &str = "// trusted comment: ";

/// The four remarks that sign a text, whole lines.
pub(super) fn lines(text: &str, key: &UnlockedKey, trusted: &str) -> String {
    let signature = key.sign(text.as_bytes());
    let global = key.sign(&[&signature[..], trusted.as_bytes()].concat());
    let (public, global) = (key.public(), Base64::encode_string(&global));
    let signature = public.tagged(&signature);
    format!("{UNTRUSTED}signature of all above\n// {signature}\n{TRUSTED}{trusted}\n// {global}\n")
}

/// How the signature in a file stands in a library in which these keys are known.
pub(super) fn standing_among(bytes: &[u8], key: &PublicKey, known: &[PublicKey]) -> Standing {
    match standing(bytes, key) {
        Standing::Good if !known.contains(key) => Standing::Foreign,
        standing => standing,
    }
}

/// Whether the signature in a file is one over it by a key; who has the key isn't asked.
fn standing(bytes: &[u8], key: &PublicKey) -> Standing {
    let Some((signed, lines)) = split(bytes) else { return Standing::Missing };
    if is_over(signed, lines, key).is_some() { Standing::Good } else { Standing::Broken }
}

/// What is signed, and the four lines of the signature.
fn split(bytes: &[u8]) -> Option<(&[u8], [&str; 4])> {
    // From the end: the seal, and the four lines above it.
    let body = bytes.strip_suffix(b"\n")?;
    let ends = body.iter().enumerate().rev().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    let start = ends.take(5).nth(4)? + 1;
    let text = std::str::from_utf8(&bytes[start..]).ok()?;
    let mut lines = text.lines();
    let four = [lines.next()?, lines.next()?, lines.next()?, lines.next()?];
    four[0].starts_with(UNTRUSTED).then_some((&bytes[..start], four))
}

fn is_over(signed: &[u8], [_, signature, trusted, global]: [&str; 4], key: &PublicKey) -> Option<()> {
    let signature = key.untagged(signature.strip_prefix("// ")?)?;
    let trusted = trusted.strip_prefix(TRUSTED)?;
    let global = Base64::decode_vec(global.strip_prefix("// ")?).ok()?;
    let over_both = [&signature[..], trusted.as_bytes()].concat();
    (key.verifies(signed, &signature) && key.verifies(&over_both, &global.try_into().ok()?)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_every_byte_and_no_other_key() {
        let key = UnlockedKey::new(&SecretSeed::from([7; 32]));
        let text = "(\n    name: \"A\",\n)\n";
        let file = format!("{text}{}// sha256 of all above: x\n", lines(text, &key, "Dr A"));
        let public = key.public();
        assert_eq!(standing(file.as_bytes(), &public), Standing::Good);
        let sealed = file.len() - "// sha256 of all above: x\n".len();
        for at in 0..sealed {
            let mut changed = file.clone().into_bytes();
            changed[at] ^= 1;
            let untrusted = text.len()..text.len() + UNTRUSTED.len() + "signature of all above".len();
            let stands = standing(&changed, &public) == Standing::Good;
            assert!(!stands || untrusted.contains(&at), "byte {at}");
        }
        let other = UnlockedKey::new(&SecretSeed::from([8; 32])).public();
        assert_eq!(standing(file.as_bytes(), &other), Standing::Broken);
        assert_eq!(standing(text.as_bytes(), &public), Standing::Missing);
        assert_eq!(standing(b"", &public), Standing::Missing);
    }
}
