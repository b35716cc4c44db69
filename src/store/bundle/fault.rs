//! Why a bundle isn't taken in, or can't be made.

use jiff::civil::Date;

/// A person as a record says who it is: name, and date of birth where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: Option<Date>,
}

/// What is wrong with a bundle. Nothing was written when one of these is returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleFault {
    /// It isn't a zip, or holds no manifest of a bundle.
    NotABundle,
    /// It is encrypted: its passphrase is asked for.
    Locked,
    /// The end of it is missing, or its directory isn't whole.
    Cut,
    /// A file in it isn't what its manifest says, or doesn't unpack.
    Damaged {
        /// The file.
        entry: String,
    },
    /// A file in it is packed or encrypted in a way that isn't read.
    Packed {
        /// The file.
        entry: String,
    },
    /// A file in it is too large, or would grow far beyond what records do.
    Swells {
        /// The file.
        entry: String,
    },
    /// There are too many files.
    TooMany {
        /// The most that are read.
        most: usize,
    },
    /// All files together are too large.
    TooLarge {
        /// The most that is read, in MiB.
        limit_mib: u64,
    },
    /// A name leads elsewhere, can't be a file's on every system, or is no record's.
    Name {
        /// The name.
        entry: String,
    },
    /// Two files have one name, at least where a system tells no capitals from small letters.
    Twice {
        /// The later one.
        entry: String,
    },
    /// The manifest lists a file that isn't there.
    Missing {
        /// The file.
        entry: String,
    },
    /// There is a file that the manifest doesn't list.
    Unlisted {
        /// The file.
        entry: String,
    },
    /// What is to be bundled is no library, patient or course.
    NotOne,
    /// A patient of this identifier is here, but under another name or date of birth.
    OtherPatient {
        /// As the library says.
        here: Person,
        /// As the bundle says.
        there: Person,
    },
    /// Two records have one identifier: nobody can tell which one is meant.
    SameId {
        /// The one.
        first: String,
        /// The other.
        second: String,
    },
}
