//! What a bundle says of itself, `manifest.ron`: what it is of, who made it and when, and every file with its size and checksum.

use serde::Deserialize;

use super::super::read::{Fault, Record, from_ron};
use super::super::write::{Writer, quoted};
use super::super::{Checkpoint, Checksum, Flaw, Position, leaf};
use crate::chart::Moment;

/// What a bundle is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleOf {
    /// A whole library.
    Library {
        /// Its name.
        name: String,
    },
    /// A patient.
    Patient {
        /// Their identifier; empty where their record can't be read.
        id: String,
        /// Their name, or their folder's.
        name: String,
    },
    /// A course.
    Course {
        /// Its identifier; empty where its record can't be read.
        id: String,
        /// Its title, or its folder's name.
        title: String,
        /// Its patient's name, or their folder's.
        patient: String,
    },
}

/// A file in a bundle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListedFile {
    /// Its key in the library.
    pub key: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Its checksum.
    pub sha256: Checksum,
}

/// What a bundle says of itself: `mesomap/bundle/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// What it is of.
    pub of: BundleOf,
    /// When it was made.
    pub made: Moment,
    /// By whom; empty where nobody said.
    pub by: String,
    /// The version of the program that made it.
    pub program: String,
    /// How large the ledger of the library was, and its root, where it had one.
    pub ledger: Option<Checkpoint>,
    /// How many sessions had unsaved work, which isn't in it.
    pub unsaved: usize,
    /// Its files by their keys.
    pub files: Vec<ListedFile>,
}

impl Manifest {
    pub(super) fn text(&self) -> String {
        let mut file = Writer::new::<Self>();
        file.line(format_args!("of: {},", of_text(&self.of)));
        file.line(format_args!("made: \"{}\",", self.made));
        file.optional_string("by", &self.by);
        file.string("program", &self.program);
        if let Some(Checkpoint { origin, size, root }) = &self.ledger {
            file.line(format_args!("ledger: ({}, {size}, {}),", quoted(origin), quoted(root)));
        }
        if self.unsaved > 0 {
            file.line(format_args!("unsaved: {},", self.unsaved));
        }
        file.list("files", &self.files, |file, ListedFile { key, bytes, sha256 }| {
            file.line(format_args!("({}, {bytes}, \"{}\"),", quoted(key), sha256.as_str()));
        });
        file.finish()
    }
}

fn of_text(of: &BundleOf) -> String {
    match of {
        BundleOf::Library { name } => format!("Library(name: {})", quoted(name)),
        BundleOf::Patient { id, name } => format!("Patient(id: {}, name: {})", quoted(id), quoted(name)),
        BundleOf::Course { id, title, patient } => {
            format!("Course(id: {}, title: {}, patient: {})", quoted(id), quoted(title), quoted(patient))
        }
    }
}

impl Record for Manifest {
    const KIND: &'static str = "bundle";
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
#[serde(rename = "Bundle", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    of: OfRow,
    #[serde(deserialize_with = "leaf::moment")]
    made: Moment,
    #[serde(default)]
    by: String,
    program: String,
    #[serde(default, deserialize_with = "some_ledger")]
    ledger: Option<Checkpoint>,
    #[serde(default)]
    unsaved: usize,
    files: Vec<FileRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum OfRow {
    Library { name: String },
    Patient { id: String, name: String },
    Course { id: String, title: String, patient: String },
}

#[derive(Deserialize)]
struct FileRow(String, u64, #[serde(deserialize_with = "checksum")] Checksum);

fn checksum<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Checksum, D::Error> {
    let digits = String::deserialize(from)?;
    Checksum::parse(&digits).ok_or_else(|| Flaw::NotARevision.into_error())
}

fn some_ledger<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Checkpoint>, D::Error> {
    let (origin, size, root) = <(String, u64, String)>::deserialize(from)?;
    Ok(Some(Checkpoint { origin, size, root }))
}

impl From<File> for Manifest {
    fn from(file: File) -> Self {
        let File { of, made, by, program, ledger, unsaved, files, _schema: _ } = file;
        let of = match of {
            OfRow::Library { name } => BundleOf::Library { name },
            OfRow::Patient { id, name } => BundleOf::Patient { id, name },
            OfRow::Course { id, title, patient } => BundleOf::Course { id, title, patient },
        };
        let listed = |FileRow(key, bytes, sha256)| ListedFile { key, bytes, sha256 };
        Self { of, made, by, program, ledger, unsaved, files: files.into_iter().map(listed).collect() }
    }
}
