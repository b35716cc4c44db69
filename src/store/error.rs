//! What can go wrong with a file: which file, where in it, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a session can be looked at but not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A newer mesomap wrote it, with things that this one would lose.
    NewerSchema,
    /// Another window or program has it open.
    LockedElsewhere,
    /// The folder, or the file itself, may not be written.
    FolderNotWritable,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NewerSchema => "it was written by a newer version of mesomap",
            Self::LockedElsewhere => "it is open in another window",
            Self::FolderNotWritable => "the file or its folder may not be written",
        })
    }
}

/// Why a file couldn't be read or written. Nothing on disk was changed when one of these is returned.
///
/// The text names the file, the place in it where there is one, and what to do.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: there is no such file; it may have been moved or renamed", .file.display())]
    NotFound {
        /// The file.
        file: PathBuf,
    },
    /// The operating system refused.
    #[error("{}: the file could not be {action}: {source}; check the disk and the permissions", .file.display())]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was tried, as a participle ("read", "written").
        action: &'static str,
        /// What the operating system said.
        source: Arc<io::Error>,
    },
    /// Larger than any record; not read at all.
    #[error("{}: the file holds more than {limit_mib} MiB, so it is not a record of this program", .file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The largest size that is read, in MiB.
        limit_mib: u64,
    },
    /// Bytes that are no text.
    #[error("{}, {position}: the file is not UTF-8 text from here on; restore it from a backup", .file.display())]
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The first byte that is no text.
        position: Position,
    },
    /// Text that isn't RON.
    #[error("{}, {position}: {message}; correct this place in a text editor or restore a backup", .file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// Where.
        position: Position,
        /// What is wrong there.
        message: String,
    },
    /// RON that isn't a valid record.
    #[error("{}, {position}: {message}; correct this place in a text editor or restore a backup", .file.display())]
    Invalid {
        /// The file.
        file: PathBuf,
        /// Where.
        position: Position,
        /// What is wrong there.
        message: String,
    },
    /// Some other kind of file.
    #[error("{}, {position}: the schema is \"{found}\" where \"{expected}\" was expected; this is another kind of file", .file.display())]
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
    #[error("{}, {position}: \"{found}\" was written by a newer version of mesomap ({reason}); open it with that version", .file.display())]
    NewerSchema {
        /// The file.
        file: PathBuf,
        /// Where reading ended.
        position: Position,
        /// The schema that it states.
        found: String,
        /// What this version can't do with it.
        reason: String,
    },
    /// Another program changed or removed the file since it was read or written here.
    #[error("{}: another program changed this file since it was opened; save a copy under another name, or overwrite it", .file.display())]
    ChangedOnDisk {
        /// The file.
        file: PathBuf,
    },
    /// The session was opened to look at only.
    #[error("{}: the session can't be saved here, because {why}", .file.display())]
    ReadOnly {
        /// The file.
        file: PathBuf,
        /// Why.
        why: Why,
    },
    /// Something is there already, and nothing is ever overwritten.
    #[error("{}: there is a file or folder of this name already; choose another name", .file.display())]
    AlreadyExists {
        /// The file or folder.
        file: PathBuf,
    },
    /// What was to be written couldn't be read back.
    #[error("{}: not written, because {message}", .file.display())]
    Unsavable {
        /// The file.
        file: PathBuf,
        /// What stands in the way.
        message: String,
    },
    /// No library here nor in any folder above.
    #[error("{}: neither this folder nor any above it holds a library (a file named library.ron)", .file.display())]
    NotALibrary {
        /// Where the search began.
        file: PathBuf,
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
            | Self::ChangedOnDisk { file }
            | Self::ReadOnly { file, .. }
            | Self::AlreadyExists { file }
            | Self::Unsavable { file, .. }
            | Self::NotALibrary { file } => file,
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

    /// The text without file and position, for lists that show those in their own way.
    pub fn sentence(&self) -> String {
        let (text, file) = (self.to_string(), self.file().display());
        let position = self.position().map_or(String::new(), |position| format!(", {position}"));
        text.strip_prefix(&format!("{file}{position}: ")).unwrap_or(&text).to_owned()
    }

    /// From what the operating system said while `action` ("read", "written") was tried.
    pub(crate) fn io(file: &Path, action: &'static str, source: io::Error) -> Self {
        let file = file.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound if action == "read" => Self::NotFound { file },
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
    fn an_error_names_file_place_and_remedy() {
        let position = Position { line: 3, column: 7 };
        let error = StoreError::Invalid { file: "a.ron".into(), position, message: "this is wrong".into() };
        let text = error.to_string();
        assert!(text.starts_with("a.ron, line 3, column 7: this is wrong; correct"), "{text}");
        assert!(error.sentence().starts_with("this is wrong; correct"));
        assert_eq!((error.file(), error.position()), (Path::new("a.ron"), Some(position)));
    }
}
