//! Bundles: a library, a patient or a course as one file, with all states of all its records, which another library takes in.
//!
//! A bundle is a zip of the files as they lie in the library, and of `manifest.ron`, which lists each with its checksum; encrypted
//! it is one age file under a passphrase. What comes in is never taken for what is here by its name: patients, courses and
//! sessions are known by their identifiers, states by what they hold. Nothing is replaced: what went on in both places is a fork.

mod exported;
mod fault;
mod keys;
mod manifest;
mod matching;
mod merge;
mod plan;
mod read;
mod write;
mod zip;

pub use exported::{Unexported, not_exported};
pub use fault::{BundleFault, Person};
pub use manifest::{BundleOf, ListedFile, Manifest};
pub use merge::{Came, Merged, OtherName, merge, open_bundle_as};
pub use read::{Bundle, is_a_bundle, read_bundle, read_sealed_bundle};
pub use write::{Bundled, seal_bundle, write_bundle};

/// The largest file that is read as a bundle, in bytes: as much as all files in one may hold, and the zip around them.
pub const MOST_BUNDLE_BYTES: u64 = (zip::MOST_MIB << 20) + (64 << 20);
/// What the names of bundles end in.
pub const BUNDLE_ENDING: &str = "mesomap";
