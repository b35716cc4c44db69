//! What a job is called, and what follows from that: what a second of the same name does, and whether quitting waits.

use super::super::document::DocId;
use super::super::layers::Role;
use crate::atlas::BodyKind;

/// The names of jobs. Equal names never run at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) enum Name {
    /// Pictures of the body.
    Pictures,
    /// Guides that take long to reckon.
    Guides,
    /// The areas of a body's regions.
    Areas(BodyKind),
    /// The system's file dialog.
    FileDialog,
    /// A page, made and written.
    Export,
    /// A page, made to be copied.
    CopyPicture,
    /// A document, made and shown by the system's viewer.
    Print,
    /// What was printed before, taken away.
    ClearSpool,
    /// Pages of an export, made to be looked at.
    Preview,
    /// Marks read from a file.
    Import,
    /// A bundle read.
    Bundle,
    /// A bundle taken in.
    TakeIn,
    /// What is in no bundle yet, counted.
    Unexported,
    /// Two sessions compared.
    Comparison,
    /// The left of a session against its right.
    Sides,
    /// A session saved.
    Save(DocId),
    /// Work in progress kept beside its file.
    Recovery(DocId),
    /// A copy of a session.
    Copy,
    /// Another session of the course, read to be shown beside the open one.
    Layer(Role),
    /// The view in which most of some marks are seen.
    BestView,
    /// What every view sees of the marks, for an export.
    Sights,
    /// The sessions of a course, read again.
    Sessions,
    /// The patients of a library, read again.
    Patients,
    /// The courses of a patient, read again.
    Courses,
    /// Dose on the skin.
    Heat,
    /// What was done to a patient so far.
    Past,
    /// Whether files that are shown were changed elsewhere.
    Watch,
    /// Unsaved work in the library.
    Unsaved,
    /// What opens an encrypted library, tried.
    Unlock,
    /// A session or a library, read to be opened.
    Open,
    /// A library, patient, course or session, made or changed.
    Write,
    /// The last session of a course, which a new one starts from.
    LastSession,
    /// A field over some skin.
    Field,
    /// The other sessions of the open one's course.
    Earlier,
    /// The regions that densities over the course are of, measured.
    Trends,
    /// The clinic's formulary.
    Formulary,
    /// The clinic's formulary, read again.
    Products,
    /// The clinic's techniques.
    Techniques,
    /// The protocols that there are.
    Protocols,
    /// A protocol laid on a session.
    Protocol,
    /// What a folder holds, for the program's own file dialog.
    Folder,
    /// The states of a session's record.
    Revisions,
    /// A state brought back, or two made one.
    Restore,
    /// Those who sign in a library.
    Signers,
    /// A state signed.
    Sign,
    /// Sessions that nobody signed.
    Unsigned,
    /// What a whole library holds in short.
    Index,
    /// A question about a whole library.
    Search,
    /// A picture archive, asked whether it is there.
    Echo,
    /// Objects on their way to a picture archive.
    Send,
    /// What is kept to be sent.
    Outbox,
    /// A session that another window saved, read again.
    Follow,
    /// Whether a library grew from what this workstation saw of it.
    Vouch,
}

/// What happens to a second job while one of its name runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Second {
    /// It isn't taken; who asks is told.
    Refused,
    /// It waits for its turn.
    Queued,
    /// It waits, in place of one that waits already.
    Latest,
    /// As [`Self::Latest`], and the first is asked to stop.
    Instead,
}

impl Name {
    pub(super) fn second(self) -> Second {
        match self {
            Self::FileDialog
            | Self::Export
            | Self::Print
            | Self::Areas(_)
            | Self::Watch
            | Self::Sign
            | Self::Send
            | Self::TakeIn => Second::Refused,
            Self::Save(_)
            | Self::Copy
            | Self::Guides
            | Self::Write
            | Self::Restore
            | Self::Outbox
            | Self::Protocol
            | Self::Layer(Role::Ghost | Role::Beside | Role::Source) => Second::Queued,
            Self::Pictures
            | Self::BestView
            | Self::Sights
            | Self::Recovery(_)
            | Self::Layer(Role::Compared)
            | Self::Sessions
            | Self::Patients
            | Self::Courses
            | Self::Past
            | Self::Unsaved
            | Self::Open
            | Self::LastSession
            | Self::Field
            | Self::Sides
            | Self::Earlier
            | Self::Trends
            | Self::Formulary
            | Self::Products
            | Self::Techniques
            | Self::Protocols
            | Self::Import
            | Self::Bundle
            | Self::Unexported
            | Self::Folder
            | Self::Revisions
            | Self::Signers
            | Self::Unlock
            | Self::Unsigned
            | Self::Echo
            | Self::ClearSpool
            | Self::Vouch
            | Self::Follow => Second::Latest,
            Self::Comparison | Self::Heat | Self::Preview | Self::CopyPicture | Self::Index | Self::Search => {
                Second::Instead
            }
        }
    }

    /// Whether its work would be lost, or cut short, with the window.
    pub(super) fn is_missed_if_closed(self) -> bool {
        matches!(
            self,
            Self::Export
                | Self::Print
                | Self::Send
                | Self::Save(_)
                | Self::Recovery(_)
                | Self::Copy
                | Self::Write
                | Self::Restore
                | Self::Sign
                | Self::TakeIn
        )
    }

    /// Whether it may go on for long without anything on screen that waits for it.
    pub(super) fn takes_long_unseen(self) -> bool {
        matches!(self, Self::Areas(_) | Self::Guides | Self::Watch)
    }

    /// What its thread is called.
    pub(super) fn thread(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Guides => "guides",
            Self::Areas(_) => "areas",
            Self::FileDialog => "file dialog",
            Self::Export => "export",
            Self::Preview => "preview",
            Self::CopyPicture => "copy picture",
            Self::Print => "print",
            Self::ClearSpool => "clear spool",
            Self::Import => "import",
            Self::Bundle => "bundle",
            Self::TakeIn => "take in",
            Self::Unexported => "unexported",
            Self::Comparison => "comparison",
            Self::Sides => "sides",
            Self::Save(_) => "save",
            Self::Recovery(_) => "recovery",
            Self::Copy => "copy",
            Self::Layer(_) => "layer",
            Self::BestView => "best view",
            Self::Sights => "sights",
            Self::Sessions => "sessions",
            Self::Patients => "patients",
            Self::Courses => "courses",
            Self::Heat => "heat",
            Self::Past => "past",
            Self::Watch => "watch",
            Self::Unsaved => "unsaved",
            Self::Open => "open",
            Self::Write => "write",
            Self::LastSession => "last session",
            Self::Field => "field",
            Self::Earlier => "earlier sessions",
            Self::Trends => "trends",
            Self::Formulary => "formulary",
            Self::Products => "products",
            Self::Techniques => "techniques",
            Self::Protocols => "protocols",
            Self::Protocol => "protocol",
            Self::Folder => "folder",
            Self::Revisions => "revisions",
            Self::Restore => "restore",
            Self::Signers => "signers",
            Self::Unlock => "unlock",
            Self::Sign => "sign",
            Self::Unsigned => "unsigned",
            Self::Index => "index",
            Self::Search => "search",
            Self::Echo => "echo",
            Self::Send => "send",
            Self::Outbox => "outbox",
            Self::Follow => "follow",
            Self::Vouch => "vouch",
        }
    }
}
