//! One file under a passphrase, as `age -p` makes it and `age -d` opens it.

use zeroize::Zeroizing;

use super::super::{Passphrase, SealFault, SecretSeed};
use super::age::{self, Unopened, derive};
use super::header::EFFORT;
use super::stanzas::{by_passphrase, to_passphrase};

/// What every age file begins with.
const FIRST: &[u8] = b"age-encryption.org/v1\n";

/// Whether these bytes begin as something encrypted does.
pub(in crate::store) fn is_sealed(file: &[u8]) -> bool {
    file.starts_with(FIRST)
}

/// Encrypts a file under a passphrase, which takes about a second; the seed is used for nothing else.
///
/// # Errors
///
/// [`SealFault::NotTried`] where there isn't enough memory to make a key of the passphrase.
pub(in crate::store) fn seal_file(
    plain: &[u8],
    passphrase: &Passphrase,
    seed: &SecretSeed,
) -> Result<Vec<u8>, SealFault> {
    let key = derive::<16>(seed.bytes(), &[], "parcel");
    let (salt, nonce) = (derive(seed.bytes(), b"salt", "parcel"), derive(seed.bytes(), b"nonce", "parcel"));
    let stanza = to_passphrase(&key, passphrase.as_str(), &salt, EFFORT).ok_or(SealFault::NotTried)?;
    Ok(age::seal(&[stanza], &key, &nonce, plain))
}

/// Decrypts such a file, which takes about a second, whether the passphrase is right or wrong.
///
/// # Errors
///
/// That it isn't one, or is damaged, or the passphrase isn't its own.
pub(in crate::store) fn open_file(file: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    let opened = age::open(file, |stanzas| by_passphrase(stanzas, passphrase.as_str()));
    opened.map(|(_, plain)| plain).map_err(|why| match why {
        Unopened::NotAge => SealFault::Foreign,
        Unopened::OtherKey => SealFault::WrongPassphrase,
        Unopened::Damaged => SealFault::Damaged,
    })
}
