//! What isn't as it was saved: each as a value, which `advice` puts into words.

use std::path::PathBuf;

use super::super::signing::Standing;
use super::entry::Leaf;

/// Something that isn't as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tampering {
    /// A revision isn't what was logged.
    Edited {
        /// Its file.
        file: PathBuf,
        /// What was logged.
        entry: u64,
    },
    /// A revision that was logged is gone.
    Deleted {
        /// What was logged.
        leaf: Leaf,
        /// Where.
        entry: u64,
        /// The record, where others of its revisions are there.
        record: Option<PathBuf>,
    },
    /// A revision stands where another was logged.
    Reordered {
        /// Its file.
        file: PathBuf,
        /// The number under which it was logged.
        logged: u32,
    },
    /// A revision that nobody logged, nor one that grew from it.
    Unlogged {
        /// Its file.
        file: PathBuf,
    },
    /// A file without a checksum that holds.
    Unsealed {
        /// The file.
        file: PathBuf,
    },
    /// A signature that doesn't hold, or is by nobody of this library.
    Signature {
        /// The file.
        file: PathBuf,
        /// Who is said to have signed.
        name: String,
        /// What is wrong with it.
        standing: Standing,
    },
    /// An entry of the ledger that doesn't follow from those before it.
    Entry {
        /// Its number.
        number: u64,
        /// Its file.
        file: PathBuf,
    },
    /// An entry of the ledger that is gone though later ones are there.
    Gap {
        /// Its number.
        number: u64,
    },
    /// The ledger is shorter than an outside copy says: its end was cut.
    Cut {
        /// How many entries there are.
        size: u64,
        /// How many there were.
        known: u64,
    },
    /// The ledger isn't the one that an outside copy vouches for: it was written anew.
    Rewritten {
        /// How many entries the copy vouches for.
        known: u64,
    },
    /// Something that vouches for the library doesn't hold, or the ledger isn't the one that it vouches for.
    Witness {
        /// Its file.
        file: PathBuf,
        /// What is wrong.
        fault: WitnessFault,
    },
    /// The ledger didn't grow from what this workstation saw of it.
    Forgotten {
        /// How many entries it saw.
        known: u64,
        /// How many there are, where these are fewer.
        size: Option<u64>,
    },
    /// Two machines wrote the same entry at once, and a program for syncing kept both.
    TwoAtOnce {
        /// Its number.
        number: u64,
        /// The copy.
        file: PathBuf,
    },
    /// What a library says was erased is there.
    NotErased {
        /// Its file.
        file: PathBuf,
    },
}

/// What is wrong with something that vouches for a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessFault {
    /// It can't be read.
    Unreadable,
    /// Nobody's key verifies it.
    NoKey,
    /// Its signature doesn't hold.
    Signature,
    /// It vouches for more than there is.
    Cut {
        /// How many entries there are.
        size: u64,
        /// How many it vouches for.
        known: u64,
    },
    /// It vouches for another ledger.
    Rewritten {
        /// How many entries it vouches for.
        known: u64,
    },
    /// The token isn't over the checkpoint that its name says.
    OtherStamp,
}
