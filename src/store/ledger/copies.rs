//! What was given out of a library with the size and the root of its ledger on it: that it was, when, and of what kind. Whom it is
//! about stands nowhere.

use super::super::StoreError;
use super::super::clinic::clinic_folder;
use super::super::depot::{Kind, Place};
use super::checkpoint;
use super::entry::Checkpoint;
use crate::chart::Moment;

/// What kind of thing carries size and root out of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// A checkpoint in a file.
    Checkpoint,
    /// A document.
    Pdf,
    /// A picture.
    Picture,
    /// Objects for a picture archive.
    Dicom,
    /// A transaction for a record system.
    Fhir,
    /// A document in a watched folder.
    Watched,
    /// One patient's proof.
    Proof,
    /// A bundle.
    Bundle,
}

impl CopyKind {
    const ALL: [Self; 8] =
        [Self::Checkpoint, Self::Pdf, Self::Picture, Self::Dicom, Self::Fhir, Self::Watched, Self::Proof, Self::Bundle];

    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Dicom => "dicom",
            Self::Fhir => "fhir",
            Self::Watched => "watched-folder",
            Self::Proof => "proof",
            Self::Bundle => "bundle",
        }
    }
}

/// Something that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideCopy {
    /// What stands on it.
    pub checkpoint: Checkpoint,
    /// What it is.
    pub kind: CopyKind,
    /// When it was made: the first of its kind on that day with that root.
    pub at: Moment,
}

impl OutsideCopy {
    fn text(&self) -> String {
        format!("{}\ncopy {} {}\n", self.checkpoint.text(), self.kind.id(), self.at)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (above, below) = text.split_once("\n\n")?;
        let (kind, at) = below.strip_prefix("copy ")?.strip_suffix('\n')?.split_once(' ')?;
        let kind = CopyKind::ALL.into_iter().find(|known| known.id() == kind)?;
        let copy = Self { checkpoint: Checkpoint::parse(above)?, kind, at: at.parse().ok()? };
        (copy.text() == text).then_some(copy)
    }
}

/// Something that is about to go out of a library.
#[derive(Clone, Debug)]
pub struct Outgoing {
    root: Place,
    checkpoint: Option<Checkpoint>,
}

impl Outgoing {
    /// Before it is made, of the library of a place: what will stand on it is at least that.
    pub fn of(place: &Place) -> Self {
        let root = place.root();
        Self { checkpoint: checkpoint(&root).ok().flatten(), root }
    }

    /// Notes that it went. Nothing is noted where there is no ledger, or where it can't be written: what goes out doesn't depend on
    /// that.
    pub fn went(self, kind: CopyKind, at: Moment) {
        let Some(checkpoint) = self.checkpoint else { return };
        let copy = OutsideCopy { checkpoint, kind, at };
        let name = format!("{}-{}-{}.note", copy.checkpoint.size, kind.id(), at.date());
        // The first of a day says as much as all of them.
        let _ = folder(&self.root).child(&name).create_within(&self.root, copy.text().as_bytes());
    }
}

pub(super) fn folder(root: &Place) -> Place {
    clinic_folder(root).child("copies")
}

/// The files of a kind in a folder of the clinic's, by name.
pub(super) fn files(folder: &Place, ending: &str) -> Result<Vec<Place>, StoreError> {
    let entries = folder.list_if_there()?.into_iter();
    let files = entries.filter(|entry| entry.kind == Kind::File && !entry.name.starts_with('.'));
    Ok(files.filter(|entry| entry.name.ends_with(ending)).map(|entry| folder.child(&entry.name)).collect())
}

/// As [`files`], those that are named after a number of entries and something else, such as `17-0f3a….note`.
pub(super) fn sized_files(folder: &Place, ending: &str) -> Result<Vec<(u64, String, Place)>, StoreError> {
    let named = |file: Place| {
        let (size, rest) = file.name().strip_suffix(ending)?.split_once('-')?;
        Some((size.parse().ok()?, rest.to_owned(), file.clone()))
    };
    Ok(files(folder, ending)?.into_iter().filter_map(named).collect())
}

/// The text of a file of at most 64 KiB.
pub(super) fn text_of(file: &Place) -> Option<String> {
    let bytes = file.depot().start(file.key(), 64 << 10).ok()?;
    String::from_utf8(bytes).ok()
}
