//! A checkpoint as a signed note (C2SP, signed-note): its three lines, a blank one, and a line for each who signs.
//!
//! ```text
//! mesomap/12b9a5…
//! 17
//! Y2KXTHZxc7Dk…=
//!
//! — mesomap-workstation/0f3a… Az3grl…=      name of the key; four bytes that tell it and the signature, in base64
//! ```

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

use super::super::signing::{PublicKey, UnlockedKey};
use super::entry::{Checkpoint, hex};

/// What lines of signatures begin with.
const SIGNS: &str = "— ";
/// What C2SP calls plain Ed25519.
const ED25519: u8 = 1;
/// More signatures on one note are nobody's.
const MOST: usize = 64;

/// The public half of a workstation's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteKey(PublicKey);

impl NoteKey {
    pub(super) fn of(key: &UnlockedKey) -> Self {
        Self(key.public())
    }

    /// Sixteen digits that follow from the key.
    pub(super) fn digits(&self) -> String {
        hex(&Sha256::digest(self.0.bytes())[..8])
    }

    pub(super) fn name(&self) -> String {
        format!("mesomap-workstation/{}", self.digits())
    }

    /// What tells it in a line of a signature.
    fn number(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(self.name()).chain_update([b'\n', ED25519]).chain_update(self.0.bytes());
        let hash = hash.finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    /// As C2SP writes what verifies: name, number and key.
    pub(super) fn text(&self) -> String {
        let number = hex(&self.number());
        let key = Base64::encode_string(&[&[ED25519], &self.0.bytes()[..]].concat());
        format!("{}+{number}+{key}\n", self.name())
    }

    /// From what [`Self::text`] gives, to the letter.
    pub(super) fn parse(text: &str) -> Option<Self> {
        // Base64 may hold a plus too.
        let bytes = Base64::decode_vec(text.strip_suffix('\n')?.splitn(3, '+').nth(2)?).ok()?;
        let key = Self(PublicKey::from_bytes(bytes.strip_prefix(&[ED25519])?.try_into().ok()?)?);
        (key.text() == text).then_some(key)
    }

    /// A line that signs a checkpoint.
    pub(super) fn line(&self, checkpoint: &Checkpoint, key: &UnlockedKey) -> String {
        let signature = key.sign(checkpoint.text().as_bytes());
        let signature = Base64::encode_string(&[&self.number()[..], &signature].concat());
        format!("{SIGNS}{} {signature}\n", self.name())
    }

    /// Whether a line says that it is by this key.
    fn is_of(&self, line: &str) -> bool {
        let name = line.strip_prefix(SIGNS).and_then(|rest| rest.split_once(' ')).map(|(name, _)| name);
        name.is_some_and(|name| name == self.name())
    }

    /// Whether a line is a signature by this key over a checkpoint.
    fn holds(&self, line: &str, checkpoint: &Checkpoint) -> bool {
        let signature = || {
            let (_, signature) = line.strip_prefix(SIGNS)?.split_once(' ')?;
            let bytes = Base64::decode_vec(signature).ok()?;
            bytes.strip_prefix(&self.number())?.try_into().ok()
        };
        signature().is_some_and(|signature| self.0.verifies(checkpoint.text().as_bytes(), &signature))
    }
}

/// A checkpoint and who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignedNote {
    pub(super) checkpoint: Checkpoint,
    /// With their ends.
    pub(super) lines: Vec<String>,
}

impl SignedNote {
    pub(super) fn text(&self) -> String {
        format!("{}\n{}", self.checkpoint.text(), self.lines.concat())
    }

    /// From a file that nobody vouches for; `None` where it isn't one to the letter.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (above, below) = text.split_once("\n\n")?;
        let checkpoint = Checkpoint::parse(above)?;
        let lines: Vec<String> = below.split_inclusive('\n').take(MOST + 1).map(str::to_owned).collect();
        let is_signature = |line: &String| line.starts_with(SIGNS) && line.ends_with('\n');
        let note = Self { checkpoint, lines };
        let is_sound = (1..=MOST).contains(&note.lines.len()) && note.lines.iter().all(is_signature);
        (is_sound && note.text() == text).then_some(note)
    }

    /// Whether a key signed it; `None` where no line says so.
    pub(super) fn is_by(&self, key: &NoteKey) -> Option<bool> {
        let mut lines = self.lines.iter().map(|line| line.trim_end_matches('\n')).filter(|line| key.is_of(line));
        let first = lines.next()?;
        Some(key.holds(first, &self.checkpoint) && lines.all(|line| key.holds(line, &self.checkpoint)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::SecretSeed;
    use super::*;

    #[test]
    fn a_note_holds_for_every_byte_and_no_other_key() {
        let key = UnlockedKey::new(&SecretSeed::from([7; 32]));
        let public = NoteKey::of(&key);
        assert_eq!(NoteKey::parse(&public.text()), Some(public.clone()));
        let root = Base64::encode_string(&[5; 32]);
        let checkpoint = Checkpoint { origin: "mesomap/x".to_owned(), size: 3, root };
        let note = SignedNote { lines: vec![public.line(&checkpoint, &key)], checkpoint };
        assert_eq!(SignedNote::parse(&note.text()), Some(note.clone()));
        assert_eq!(note.is_by(&public), Some(true));
        let other = NoteKey::of(&UnlockedKey::new(&SecretSeed::from([8; 32])));
        assert_eq!(note.is_by(&other), None);
        for at in 0..note.text().len() {
            let mut bytes = note.text().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).ok().and_then(|text| SignedNote::parse(&text));
            assert!(changed.is_none_or(|note| note.is_by(&public) != Some(true)), "byte {at}");
        }
    }
}
