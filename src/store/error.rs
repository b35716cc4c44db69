//! What can go wrong with a file: which file, where in it, and what it is; the words for it are in `advice`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{BundleFault, Flaw, SystemFault, Unwritable};

/// A place in a text file, both numbers from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Position {
    /// The start of a file.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The position of byte `offset` of `text`, which must lie between two characters or beyond the end.
    pub fn of_byte(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        Self { line, column: 1 + before[line_start..].chars().count() }
    }
}

/// Why a session can be looked at but not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A newer mesomap wrote it, with things that this one would lose.
    NewerSchema,
    /// Another window or program has it open.
    LockedElsewhere,
    /// The folder may not be written.
    FolderNotWritable,
    /// It is an older state, or one that stands apart: it is kept as it was.
    OlderState,
    /// It was declared void.
    Void,
    /// Somebody signed it.
    Signed,
    /// The record of its patient was.
    PatientVoid,
    /// The course that it belongs to was.
    CourseVoid,
    /// Two states grew from one, and nobody has said yet what becomes of them.
    Forked,
    /// It is an older state, and the newest can't be read.
    NewestBroken,
}

/// Why something of an encrypted library doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// The passphrase isn't the library's.
    WrongPassphrase,
    /// The key file isn't one that opens the library.
    WrongKeyFile,
    /// The library has no passphrase, or no key file.
    NoSuchKey,
    /// There isn't enough memory to make a key of a passphrase.
    NotTried,
    /// It is cut short, or was changed.
    Damaged,
    /// It is another file of the library, under this one's name.
    Moved,
    /// It isn't for the key of this library.
    OtherKey,
    /// It is none of the library's files.
    Foreign,
}

/// Why a file couldn't be read or written. Nothing on disk was changed when one of these is returned.
///
/// A value without words: [`crate::advice::store_error_text`] names the file, the place in it and what to do, in the reader's
/// language. As text of its own it is what `Debug` makes of it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{self:?}")]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    NotFound {
        /// The file.
        file: PathBuf,
    },
    /// The operating system refused.
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was tried, as a participle ("read", "written").
        action: &'static str,
        /// What the operating system said.
        source: Arc<io::Error>,
    },
    /// Larger than any record; not read at all.
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The largest size that is read, in MiB.
        limit_mib: u64,
    },
    /// Bytes that are no text.
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The first byte that is no text.
        position: Position,
    },
    /// Text that isn't RON.
    Syntax {
        /// The file.
        file: PathBuf,
        /// Where.
        position: Position,
        /// What is wrong there.
        flaw: Flaw,
    },
    /// RON that isn't a valid record.
    Invalid {
        /// The file.
        file: PathBuf,
        /// Where.
        position: Position,
        /// What is wrong there.
        flaw: Flaw,
    },
    /// Some other kind of file.
    WrongSchema {
        /// The file.
        file: PathBuf,
        /// Where the schema stands.
        position: Position,
        /// What stands there.
        found: String,
        /// What this program writes there.
        expected: String,
    },
    /// Written by a newer mesomap in a way that this one can't show or mustn't change.
    NewerSchema {
        /// The file.
        file: PathBuf,
        /// Where reading ended.
        position: Position,
        /// The schema that it states.
        found: String,
        /// What this version can't do with it.
        flaw: Flaw,
    },
    /// Somebody else saved another state of the record since it was read here.
    Superseded {
        /// Its file, or the record.
        file: PathBuf,
    },
    /// Somebody else came before at each of many tries, or something holds the name of the next state.
    NeverFree {
        /// The file that couldn't be made.
        file: PathBuf,
        /// How often it was tried.
        tries: usize,
    },
    /// Two states grew from one: neither is the record until a person says what becomes of them.
    Forked {
        /// The record.
        file: PathBuf,
        /// The files of the states.
        heads: Vec<String>,
    },
    /// The record isn't where it was when it was opened.
    Gone {
        /// The record.
        file: PathBuf,
    },
    /// A copy that a program for syncing made where two wrote the same file: never taken for a record.
    ConflictCopy {
        /// The file.
        file: PathBuf,
    },
    /// A name on the way to it is no text, so that no record can name it.
    NameNotText {
        /// The file or folder, as far as it can be shown.
        file: PathBuf,
    },
    /// The session was opened to look at only.
    ReadOnly {
        /// The file.
        file: PathBuf,
        /// Why.
        why: Why,
    },
    /// Something is there already, and nothing is ever overwritten.
    AlreadyExists {
        /// The file or folder.
        file: PathBuf,
    },
    /// What was to be written couldn't be read back.
    Unsavable {
        /// The file.
        file: PathBuf,
        /// What stands in the way.
        why: Unwritable,
    },
    /// A folder, a pipe or a device.
    NotAFile {
        /// What was asked for.
        file: PathBuf,
    },
    /// A new file can't be made: its folder may not be written, or another program is at it.
    NotClaimed {
        /// The file.
        file: PathBuf,
    },
    /// No library here nor in any folder above.
    NotALibrary {
        /// Where the search began.
        file: PathBuf,
    },
    /// The library is encrypted: its passphrase or a key file is asked for.
    Locked {
        /// Its folder.
        file: PathBuf,
    },
    /// Something of an encrypted library doesn't open.
    Sealed {
        /// The file, by its name in the library.
        file: PathBuf,
        /// As it is called on disk.
        stored: PathBuf,
        /// Why.
        fault: SealFault,
    },
    /// A bundle that isn't taken in, or can't be made.
    Bundle {
        /// The bundle, or the folder that was to be one.
        file: PathBuf,
        /// Why.
        fault: BundleFault,
    },
}

impl StoreError {
    /// The file or folder concerned.
    pub fn file(&self) -> &Path {
        match self {
            Self::NotFound { file }
            | Self::Io { file, .. }
            | Self::TooLarge { file, .. }
            | Self::NotUtf8 { file, .. }
            | Self::Syntax { file, .. }
            | Self::Invalid { file, .. }
            | Self::WrongSchema { file, .. }
            | Self::NewerSchema { file, .. }
            | Self::Superseded { file }
            | Self::NeverFree { file, .. }
            | Self::Forked { file, .. }
            | Self::Gone { file }
            | Self::ConflictCopy { file }
            | Self::NameNotText { file }
            | Self::ReadOnly { file, .. }
            | Self::AlreadyExists { file }
            | Self::Unsavable { file, .. }
            | Self::NotAFile { file }
            | Self::NotClaimed { file }
            | Self::NotALibrary { file }
            | Self::Locked { file }
            | Self::Sealed { file, .. }
            | Self::Bundle { file, .. } => file,
        }
    }

    /// The place in the file, where the error has one.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::NotUtf8 { position, .. }
            | Self::Syntax { position, .. }
            | Self::Invalid { position, .. }
            | Self::WrongSchema { position, .. }
            | Self::NewerSchema { position, .. } => Some(*position),
            _ => None,
        }
    }

    /// Whether the bytes of a file are to blame, so that other states of its record may be readable.
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. }
                | Self::NotUtf8 { .. }
                | Self::Syntax { .. }
                | Self::Invalid { .. }
                | Self::WrongSchema { .. }
                | Self::Sealed { .. }
        )
    }

    /// From what the operating system said while `action` ("read", "written") was tried.
    pub(crate) fn io(file: &Path, action: &'static str, source: io::Error) -> Self {
        let file = file.to_owned();
        match source.kind() {
            // Under a name that is too long to be one, or below a file, there is nothing.
            io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename | io::ErrorKind::NotADirectory
                if action == "read" && SystemFault::of(&source) != Some(SystemFault::NetworkGone) =>
            {
                Self::NotFound { file }
            }
            _ => Self::Io { file, action, source: Arc::new(source) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "aé\nüb";
        assert_eq!(Position::of_byte(text, text.len()), Position { line: 2, column: 3 });
        assert_eq!(Position::of_byte(text, 0), Position::START);
        assert_eq!(Position::of_byte(text, 999), Position { line: 2, column: 3 });
    }

    #[test]
    fn an_error_knows_file_and_place() {
        let position = Position { line: 3, column: 7 };
        let error = StoreError::Invalid { file: "a.ron".into(), position, flaw: Flaw::EmptyId };
        assert_eq!((error.file(), error.position()), (Path::new("a.ron"), Some(position)));
    }
}
