//! The people of a library who sign, each a record in `clinic/signers`: `mesomap/signer/1`.

use base64ct::{Base64, Encoding as _};
use serde::Deserialize;
use serde::de::Deserializer;
use zeroize::Zeroizing;

use super::super::clinic::{clinic_folder, create_named};
use super::super::depot::Place;
use super::super::folders::records_among;
use super::super::read::{Fault, Record, from_ron};
use super::super::record::{append, current, value};
use super::super::write::{Writer, quoted};
use super::super::{Flaw, Library, Note, Position, StoreError, leaf, names};
use super::key::Cost;
use super::{LockedKey, PublicKey, SecretSeed, Signed, UnlockedKey};

/// A passphrase as it was typed; wiped when dropped, and shown nowhere.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl From<&str> for Passphrase {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl Passphrase {
    /// What is typed into.
    pub fn typed(&mut self) -> &mut String {
        &mut self.0
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Made once, never changed.
    pub id: String,
    /// The printed name.
    pub name: String,
    /// In what role, if they said so.
    pub role: String,
    /// What tells their signatures.
    pub key: PublicKey,
    /// What makes them, under their passphrase.
    pub secret: LockedKey,
}

/// A signer's record and what it says.
#[derive(Clone, Debug)]
pub struct SignerEntry {
    /// The record.
    pub place: Place,
    /// The signer, or why the record can't be read.
    pub signer: Result<Signer, StoreError>,
}

impl Signer {
    /// Somebody new; `None` where name or role can't be printed, or the key can't be locked. `random` is used for nothing else.
    pub fn new(id: String, [name, role]: [&str; 2], passphrase: &str, random: [u8; 72]) -> Option<Self> {
        let (mut seed, mut rest) = ([0; 32], [0; 40]);
        seed.copy_from_slice(&random[..32]);
        rest.copy_from_slice(&random[32..]);
        let seed = SecretSeed::from(seed);
        let (key, secret) = (UnlockedKey::new(&seed).public(), LockedKey::lock(&seed, passphrase, rest)?);
        let signer = Self { id, name: name.trim().to_owned(), role: role.trim().to_owned(), key, secret };
        signer.signing("x").is_sound().then_some(signer)
    }

    /// What a state says that they sign with this meaning.
    pub fn signing(&self, meaning: &str) -> Signed {
        let meaning = meaning.trim().to_owned();
        Signed { name: self.name.clone(), role: self.role.clone(), meaning, key: self.key.clone() }
    }

    /// With the same key under another passphrase; `None` where the one before is wrong. `random` is used for nothing else.
    pub fn relocked(&self, before: &str, after: &str, random: [u8; 40]) -> Option<Self> {
        let seed = self.unlock(before)?.seed();
        Some(Self { secret: LockedKey::lock(&seed, after, random)?, ..self.clone() })
    }

    /// Their key, if this is their passphrase.
    pub fn unlock(&self, passphrase: &str) -> Option<UnlockedKey> {
        self.secret.unlock(passphrase, &self.key)
    }
}

impl Library {
    /// Those who sign here, by name; records that can't be read last.
    ///
    /// # Errors
    ///
    /// Only when their folder can't be read.
    pub fn signers(&self) -> Result<Vec<SignerEntry>, StoreError> {
        signers_of(self.root())
    }

    /// Adds somebody who signs.
    ///
    /// # Errors
    ///
    /// When the record can't be written.
    pub fn add_signer(&self, signer: &Signer, note: &Note) -> Result<(), StoreError> {
        self.require_clinic_folder()?;
        let (text, slug) = (signer_text(signer), names::slug(&signer.name, "signer"));
        let folder = folder(self.root());
        super::super::library::require_readable(&folder.child(&slug), signer, &text)?;
        create_named(self.root(), (&folder, &slug), &text, note).map(drop)
    }

    /// Has a signer's key under another passphrase from now on; the older state stays, under the older one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Superseded`] where somebody else changed it meanwhile.
    pub fn change_signer(&self, place: &Place, changed: &Signer, note: &Note) -> Result<(), StoreError> {
        self.require_clinic_folder()?;
        let (known, base) = current::<Signer>(place)?.into_change()?;
        if known.id != changed.id || known.key != changed.key {
            return Err(StoreError::Superseded { file: place.shown() });
        }
        append(place, &signer_text(changed), note, &base).map(drop)
    }
}

/// Those who sign in the library at a root.
fn signers_of(root: &Place) -> Result<Vec<SignerEntry>, StoreError> {
    let records = signer_records(root)?;
    let mut entries: Vec<SignerEntry> =
        records.into_iter().map(|place| SignerEntry { signer: value(&place), place }).collect();
    let name = |entry: &SignerEntry| entry.signer.as_ref().ok().map(|signer| signer.name.to_lowercase());
    entries.sort_by_cached_key(|entry| (name(entry).is_none(), name(entry)));
    Ok(entries)
}

/// The keys of those who sign in the library at a root; one whose record can't be read is a stranger.
pub(in crate::store) fn known_keys(root: &Place) -> Result<Vec<PublicKey>, StoreError> {
    Ok(signers_of(root)?.into_iter().filter_map(|entry| Some(entry.signer.ok()?.key)).collect())
}

/// The records of those who sign in the library at a root.
pub(in crate::store) fn signer_records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let folder = folder(root);
    let entries = folder.list_if_there()?;
    Ok(records_among(&folder, entries))
}

fn folder(root: &Place) -> Place {
    clinic_folder(root).child("signers")
}

impl Record for Signer {
    const KIND: &'static str = "signer";
    const CURRENT: u32 = 1;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(1, text)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Signer", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(deserialize_with = "leaf::identifier")]
    id: String,
    #[serde(deserialize_with = "leaf::identifier")]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(deserialize_with = "public")]
    key: PublicKey,
    #[serde(deserialize_with = "locked")]
    secret: LockedKey,
}

#[derive(Deserialize)]
#[serde(rename = "Secret", deny_unknown_fields)]
struct SecretRow {
    salt: String,
    nonce: String,
    sealed: String,
    memory_kib: u32,
    passes: u32,
}

fn public<'de, D: Deserializer<'de>>(from: D) -> Result<PublicKey, D::Error> {
    PublicKey::parse(&String::deserialize(from)?).ok_or_else(|| Flaw::NotAKey.into_error())
}

fn locked<'de, D: Deserializer<'de>>(from: D) -> Result<LockedKey, D::Error> {
    let SecretRow { salt, nonce, sealed, memory_kib, passes } = SecretRow::deserialize(from)?;
    let cost = Cost { memory_kib, passes };
    let key = || Some(LockedKey { salt: bytes(&salt)?, nonce: bytes(&nonce)?, sealed: bytes(&sealed)?, cost });
    key().filter(|_| cost.is_bearable()).ok_or_else(|| Flaw::NotAKey.into_error())
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    Base64::decode_vec(text).ok()?.try_into().ok()
}

impl From<File> for Signer {
    fn from(File { id, name, role, key, secret, _schema: _ }: File) -> Self {
        Self { id, name, role, key, secret }
    }
}

fn signer_text(Signer { id, name, role, key, secret }: &Signer) -> String {
    let mut file = Writer::new::<Signer>();
    file.string("id", id);
    file.string("name", name);
    file.optional_string("role", role);
    file.string("key", &key.text());
    let LockedKey { salt, nonce, sealed, cost: Cost { memory_kib, passes } } = secret;
    let [salt, nonce, sealed] = [&salt[..], nonce, sealed].map(|bytes| quoted(&Base64::encode_string(bytes)));
    let secret = format!("salt: {salt}, nonce: {nonce}, sealed: {sealed}, memory_kib: {memory_kib}, passes: {passes}");
    file.line(format_args!("secret: ({secret}),"));
    file.finish()
}
