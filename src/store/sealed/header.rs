//! The files at a library's top that hold its key, each an age file: under a passphrase, and for those who have a key file.
//!
//! What is in them is an identity as `age-keygen` writes it: `age -d -i passphrase.age FILE` opens any file of the library.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::super::depot::{Depot, Key};
use super::super::{Kept, Passphrase, SealFault, StoreError};
use super::age::{self, Stanza, Unopened, derive};
use super::key::LibraryKey;
use super::stanzas::{Identity, Recipient, by_passphrase, to_passphrase};
use crate::store::signing::SecretSeed;

/// The key under a passphrase.
pub(super) const BY_PASSPHRASE: &str = "passphrase.age";
/// The key for those who have a key file.
pub(super) const BY_KEY_FILE: &str = "keyfile.age";
/// As much as the age tool asks for: about a second.
pub(super) const EFFORT: u8 = 18;
const ABOUT_LIBRARY: &str =
    "The key of an encrypted mesomap library: whoever has it can read every file. Keep it secret.";
const ABOUT_KEY_FILE: &str = "Opens an encrypted mesomap library: whoever has it can read every file. Keep it secret.";

/// Whether a name at a library's top is one of these.
pub(super) fn is_header(name: &str) -> bool {
    [BY_PASSPHRASE, BY_KEY_FILE].contains(&name)
}

/// What will open a new library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Protection {
    /// Its passphrase; an empty one is none.
    pub passphrase: Passphrase,
    /// Those whose key file opens it.
    pub recipients: Vec<Recipient>,
}

impl Protection {
    /// Whether anything opens it.
    pub fn is_any(&self) -> bool {
        !self.passphrase.is_empty() || !self.recipients.is_empty()
    }
}

/// What is tried to open a library with.
#[derive(Clone, Debug)]
pub enum Opener {
    /// A passphrase.
    Passphrase(Passphrase),
    /// What a key file holds.
    Identities(Vec<Identity>),
}

/// A new key file: its identity, and its text. The seed is used for nothing else.
pub fn new_key_file(seed: &SecretSeed) -> (Identity, Zeroizing<String>) {
    let identity = Identity::new(derive(seed.bytes(), &[], "key file"));
    let text = identity.text(ABOUT_KEY_FILE);
    (identity, text)
}

/// What a key file holds.
pub fn read_key_file(text: &str) -> Option<Opener> {
    let identities = Identity::parse(text);
    (!identities.is_empty()).then_some(Opener::Identities(identities))
}

/// Makes the key of a library and the files that hold it, in a folder that has none; the seed is used for nothing else.
///
/// # Errors
///
/// When a file is in the way or can't be written, or nothing would open it.
pub(in crate::store) fn protect(
    depot: &dyn Depot,
    how: &Protection,
    seed: &SecretSeed,
) -> Result<(Arc<LibraryKey>, Kept), StoreError> {
    let identity = Identity::new(derive(seed.bytes(), &[], "library"));
    let text = identity.text(ABOUT_LIBRARY);
    let file_key = |of: &str| derive::<16>(seed.bytes(), &[], of);
    let nonce = |of: &str| *derive::<16>(seed.bytes(), b"nonce", of);
    let mut made = Vec::new();
    if !how.passphrase.is_empty() {
        let (key, salt) = (file_key("by passphrase"), derive(seed.bytes(), b"salt", "by passphrase"));
        let stanza = to_passphrase(&key, how.passphrase.as_str(), &salt, EFFORT);
        let stanza = stanza.ok_or_else(|| no_key(depot, BY_PASSPHRASE, SealFault::NotTried))?;
        made.push((BY_PASSPHRASE, age::seal(&[stanza], &key, &nonce("by passphrase"), text.as_bytes())));
    }
    if !how.recipients.is_empty() {
        let key = file_key("by key file");
        let ephemeral = |recipient: &Recipient| derive(seed.bytes(), b"ephemeral", &recipient.text());
        let stanzas = how.recipients.iter().map(|recipient| recipient.stanza(&key, &ephemeral(recipient)));
        made.push((BY_KEY_FILE, age::seal(&stanzas.collect::<Vec<_>>(), &key, &nonce("by key file"), text.as_bytes())));
    }
    if made.is_empty() {
        return Err(no_key(depot, BY_PASSPHRASE, SealFault::NoSuchKey));
    }
    let mut kept = Kept::Surely;
    for (name, bytes) in made {
        kept = kept.max(depot.create(&Key::ROOT.child(name), &Key::ROOT, &bytes)?);
    }
    Ok((Arc::new(LibraryKey::new(identity)), kept))
}

/// The key of the library in a depot. A passphrase takes about a second, right or wrong.
///
/// # Errors
///
/// [`StoreError::Sealed`] that says whether it isn't the right one, or the file that holds the key is damaged.
pub(in crate::store) fn unlock(depot: &dyn Depot, opener: &Opener) -> Result<Arc<LibraryKey>, StoreError> {
    let (name, wrong) = match opener {
        Opener::Passphrase(_) => (BY_PASSPHRASE, SealFault::WrongPassphrase),
        Opener::Identities(_) => (BY_KEY_FILE, SealFault::WrongKeyFile),
    };
    let refused = |fault| no_key(depot, name, fault);
    let file = depot.get(&Key::ROOT.child(name)).map_err(|error| match error {
        StoreError::NotFound { .. } => refused(SealFault::NoSuchKey),
        error => error,
    })?;
    let unwrap = |stanzas: &[Stanza]| match opener {
        Opener::Passphrase(passphrase) => by_passphrase(stanzas, passphrase.as_str()),
        Opener::Identities(identities) => identities.iter().find_map(|identity| identity.unwrap(stanzas)),
    };
    let (_, text) = age::open(&file, unwrap).map_err(|why| match why {
        Unopened::OtherKey => refused(wrong),
        Unopened::NotAge | Unopened::Damaged => refused(SealFault::Damaged),
    })?;
    let identity = std::str::from_utf8(&text).ok().and_then(|text| Identity::parse(text).into_iter().next());
    Ok(Arc::new(LibraryKey::new(identity.ok_or_else(|| refused(SealFault::Damaged))?)))
}

fn no_key(depot: &dyn Depot, name: &str, fault: SealFault) -> StoreError {
    let stored = depot.shown(&Key::ROOT.child(name));
    StoreError::Sealed { file: stored.clone(), stored, fault }
}
