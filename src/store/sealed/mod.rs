//! Encryption of a whole library: a depot behind a key, and what opens it.
//!
//! - Every file is an age file for the library's own key, bound to its place: one that is moved, swapped or cut short is told.
//! - Names are encrypted: a folder shows tokens, from which nobody without the key learns more than how many there are.
//! - The key lies at the top, under a passphrase or for those who have a key file. Without either nothing opens, ever.

mod age;
mod bech32;
mod copy;
mod depot;
mod header;
mod key;
mod keyring;
mod parcel;
mod stanzas;

pub use copy::{Copied, copy_plain, copy_sealed};
pub use depot::Sealed;
pub use header::{Opener, Protection, new_key_file, read_key_file};
pub use key::LibraryKey;
pub use keyring::{Keyring, locks_of};
pub use stanzas::{Identity, Recipient};

pub(super) use depot::ASIDE;
pub(super) use header::protect;
pub(super) use key::is_token;
pub(super) use parcel::{is_sealed, open_file, seal_file};
