//! What the interface asks for, and what jobs answer. Panels only read the model and queue actions; the runner carries
//! them out after the frame.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::atlas::View;
use crate::atlas::regions::Locus;
use crate::chart::{
    Cocktail, Course, Details, Differing, Edit, Formulary, FormularyEdit, GroupId, Incoming, LaidProtocol, Laying,
    Letter, ListFormat, MarkId, Patient, Protocol, ProtocolError, Session, TechniqueEdit, TechniqueId, Techniques,
};
use crate::compare::trends::Trend;
use crate::compare::{CompareError, LeftRight};
use crate::geom::Vec2;
use crate::pattern::{Field, PlanError};
use crate::send::{Destination, Parcel, Reply};
use crate::store::{
    Bundle, CourseEntry, Ends, Holds, Index, Kept, Kin, Library, Merged, OtherName, Passphrase, PatientEntry, Place,
    Presumed, ProtocolEntry, Saved, SessionEntry, Signer, SignerEntry, Stamp, Standing as Elsewhere, StoreError,
    Stored, Tampering, TechniqueList, Unexported, UnlockedKey, UnsavedWork,
};

use super::archive::{ArchiveSettings, RecordOrder, SendOrder, Told};
use super::command::Command;
use super::course::{CourseLook, Reading};
use super::document::{DocId, Snapshot};
use super::draft::{Fill, Order};
use eframe::egui::ColorImage;

use super::exports::{ExportJob, ExportOrder, Preview, Purpose, Sights, TrendFormat, TrendOrder};
use super::heat::Heat;
use super::jobs::Name;
use super::layers::{Compared, Layer};
use super::model::NextMark;
use super::picker::{Picked, Question};
use super::pictures::Finished;
use super::reading::{Added, ForkRead, Found, LibraryAnswer, LibraryQuestion, Revisions, Standing, Unsigned, Written};
use super::roster::Roster;
use super::strokes::Strokes;

/// One wish.
#[derive(Debug)]
pub(super) enum Action {
    /// Carries out a command.
    Run(Command),
    /// Changes the session as one step.
    Edit(Edit),
    /// Shows a change that isn't a step yet.
    Preview(Edit),
    /// Makes what is shown a step.
    Commit,
    /// Drops what is shown.
    Abort,
    /// Selects these marks, and no others.
    Select(BTreeSet<MarkId>),
    /// Sets what the next mark will be.
    SetNext(NextMark),
    /// Has a field laid, in place of the one that is being laid.
    Lay(Laying),
    /// Takes a field up again, to be laid anew.
    ReopenField(GroupId),
    /// Whether a field that is laid anew has as much of its cocktail as before.
    KeepTotal(bool),
    /// Sets how the next lines and areas are drawn.
    SetStrokes(Strokes),
    /// Sets how the next field is laid.
    SetFill(Fill),
    /// Opens the form of a new cocktail, filled in as a recipe mixes it.
    AskCocktail(Cocktail),
    /// Adds what a cocktail is mixed from to the formulary, and itself as a recipe.
    Learn(Cocktail),
    /// Takes over marks of another session of the course.
    TakeOver(Arc<Session>, BTreeSet<MarkId>),
    /// Shows another session of the course as a ghost, whose marks are taken over by drawing around them.
    DrawAround(Arc<Session>),
    /// Has a protocol laid, with cocktails of the session in the place of its own.
    LayProtocol(Arc<Protocol>, BTreeMap<Letter, Letter>),
    /// Has marks of the open session saved as a protocol of the library.
    SaveProtocol {
        /// Which.
        marks: BTreeSet<MarkId>,
        /// What people will call it.
        name: String,
        /// Who says so, in words.
        source: String,
    },
    /// Opens the form of a technique, or of a new one.
    AskTechnique(Option<TechniqueId>),
    /// Has the list of techniques of the library in a folder changed.
    ChangeTechniques(Place, TechniqueEdit),
    /// Opens the form of a product of the formulary, or of a new one.
    AskProduct(Option<String>),
    /// Opens the form of a recipe of the formulary, or of a new one.
    AskRecipe(Option<String>),
    /// Has the formulary of the library in a folder changed.
    ChangeFormulary(Place, FormularyEdit),
    /// Says something in passing.
    Say(String),
    /// Who sits at the window, as they said: what is saved from now on says so.
    WorksHere(String),
    /// Opens the form of a cocktail.
    ChangeCocktail(Letter),
    /// Asks whether what was typed into a form may be lost.
    AskHalfFilled,
    /// Sets what the next mark will be to what the marks of the session before were last given.
    NextAsLastSession,
    /// Closes the dialog.
    CloseDialog,
    /// Closes every dialog and goes on with what they held up.
    WithoutForms(Leave),
    /// Makes a library.
    CreateLibrary(NewLibrary),
    /// Tries a passphrase on the encrypted library in a folder; without one a key file is asked for.
    Unlock(PathBuf, Option<Passphrase>),
    /// Gives the library in a folder another name.
    RenameLibrary(Place, String),
    /// Chooses a patient by folder.
    ChoosePatient(Place),
    /// Chooses a course by folder.
    ChooseCourse(Place),
    /// Adds a patient to a library, or changes one: as it was when the form was opened, and as it is to be.
    PutPatient(Put, Box<[Patient; 2]>),
    /// Adds a course for a patient, or changes one: as it was when the form was opened, and as it is to be.
    PutCourse(Put, Box<[Course; 2]>),
    /// Adds a session to the course in a folder, with what is taken over from the last one.
    AddSession(Place, Details, TakeOver),
    /// Changes the open session's title, date, clinician and notes.
    SetDetails(Details),
    /// Declares the session of a record void for a reason, or lets it count again, if it is the open one.
    VoidSession(Place, Option<String>),
    /// Signs a state of a session.
    Sign(Box<SignOrder>),
    /// Has the key of a signer under another passphrase.
    Relock(Box<RelockOrder>),
    /// Opens the signed session of a record to change it, for a reason.
    Amend(Place, String),
    /// Opens a session's file, asking about unsaved changes.
    OpenSession(Place),
    /// Opens a library's folder or a session's file, whichever it is.
    OpenDropped(PathBuf),
    /// Shows the states of a record.
    ShowRevisions(Place),
    /// Brings back a state of the record that ended in these when it was looked at.
    Restore(Ends, Place),
    /// Opens the form by which the states that a record ends in are merged.
    AskMerge(Place),
    /// Saves what the states that a record ended in become.
    Merge(Ends, Holds),
    /// Goes on with what a question about unsaved changes held up.
    Leave(Leave, LeaveAnswer),
    /// Takes the recovered work, or drops it.
    Recover(bool),
    /// Compares the open session with another of its course, or stops comparing.
    CompareWith(Option<Place>),
    /// Shows the session in a file beneath the open one's marks, or takes it away.
    ShowBeneath(Place, bool),
    /// Shows the session in a file in a pane of its own, or takes it away.
    ShowBeside(Place, bool),
    /// Looks at the course of the open session otherwise.
    LookAtCourse(CourseLook),
    /// Sets where the edge between two sessions stands, as a share of the pane's width.
    MoveEdge(f32),
    /// Sets the matching tolerance in millimetres.
    SetTolerance(f32),
    /// Sets from how many millimetres on a point counts as moved.
    SetMovedFrom(f32),
    /// Takes common shifts out of what moved, or lets them count.
    WithoutShift(bool),
    /// Selects these marks and shows the view in which they are seen best.
    GoTo(BTreeSet<MarkId>),
    /// Shows the view in which most of these marks are seen.
    ShowMarks(BTreeSet<MarkId>),
    /// Shows the view in which a region is seen best.
    ShowLocus(Locus),
    /// Shows a view in the pane that has the focus.
    ShowView(String),
    /// Measures the regions of the open session's body, unless that is done or under way.
    MeasureRegions,
    /// Asks where a picture of the open session goes.
    AskExport(ExportJob),
    /// Makes the pages of an export to be looked at.
    LookAtExport(ExportJob),
    /// Copies a page as a picture.
    CopyPicture(ExportJob),
    /// Shows a document by the system's viewer, to be printed.
    Print(ExportJob),
    /// Asks where a list of the open session's marks goes.
    AskExportMarks(ListFormat),
    /// Asks where a trend goes.
    AskTrend(TrendFormat, Arc<Trend>),
    /// Takes over marks that come from elsewhere.
    ImportMarks(Arc<ReadList>, Differing),
    /// Tries a passphrase on an encrypted bundle.
    UnlockBundle(PathBuf, Passphrase),
    /// Takes a bundle in.
    TakeBundle(Box<TakeOrder>),
    /// Asks a picture archive whether it is there.
    AskArchive(ArchiveSettings),
    /// Sends a state of a session to a picture archive.
    Send(ArchiveSettings, Box<SendOrder>),
    /// Sends a session to the record system at an address.
    Post(Arc<RecordOrder>, String),
    /// Asks for a file or folder.
    AskPath(PathUse),
    /// Sends once more what is kept in the library of a folder.
    SendAgain(Place, Vec<Parcel>),
    /// Drops what is kept in the library of a folder to be sent.
    DiscardUnsent(Place, Box<Parcel>),
    /// Has a question about the library in a folder answered; without one its index read.
    AskLibrary(Place, Option<LibraryQuestion>),
    /// Has a folder listed for the program's own file dialog.
    ListFolder(PathBuf),
    /// Does what a path was asked for.
    PathChosen(PathUse, PathBuf),
    /// Asks a job to stop.
    Stop(Name),
    /// Closes the window though jobs are under way.
    CloseAtOnce,
    /// Stays, though the window was to close once jobs are done.
    Stay,
}

/// A list of marks that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReadList {
    /// The name of the file.
    pub file: String,
    /// What kind of list it is.
    pub format: ListFormat,
    /// The marks.
    pub incoming: Incoming,
    /// Whose session it is of, where that is another one than it was read for.
    pub foreign: Option<Kin>,
}

/// What a job found or did.
#[derive(Debug)]
pub(super) enum Answer {
    /// A picture of the body.
    Picture(Finished),
    /// The system's file dialog was answered.
    Path(PathUse, Question, Picked),
    /// The pages of an export to be looked at, or why there are none.
    Previewed(Box<Preview>),
    /// The marks in a file, for a document, or why they can't be read.
    Incoming(DocId, Result<Box<ReadList>, StoreError>),
    /// What is in a bundle, or why it can't be read.
    BundleRead(PathBuf, Result<Arc<Bundle>, StoreError>),
    /// A bundle was taken in, or why not.
    BundleTaken(PathBuf, BundleInto, Result<Box<Merged>, StoreError>),
    /// What of a library is in no bundle yet.
    Unexported(Place, Option<Unexported>),
    /// A page to be copied with what is said of it, or why there is none.
    PictureMade(Result<(Box<ColorImage>, String), String>),
    /// A document is shown, in words, or why not.
    Printed(Result<String, String>),
    /// An export is done, or why not, in words.
    Exported(Result<String, String>),
    /// What an archive said when it was asked whether it is there.
    Echoed(Destination, Reply),
    /// What an archive said to one object.
    Told(Box<Told>),
    /// Objects of the library in a folder were sent, or couldn't be made, in words.
    Delivered(Place, Result<Delivered, String>),
    /// What is kept in the library in a folder to be sent, and files there that can't be read.
    Unsent(Place, Result<(Vec<Parcel>, Vec<Place>), StoreError>),
    /// A state is in its file, or why not; then what that held up.
    Saved(Snapshot, Result<Saved, StoreError>, Option<Leave>),
    /// A state is kept beside its file, or why not.
    Kept(Snapshot, Result<Kept, StoreError>),
    /// A copy lies at a path, or why not; then what that held up.
    Copied(PathBuf, Result<Kept, StoreError>, Option<Leave>),
    /// Maps of dose.
    Heat(Box<Heat>),
    /// What was done to a document's patient so far.
    Past(DocId, Result<Box<Reading>, StoreError>),
    /// What the folder of a course holds.
    Sessions(Place, Result<Vec<SessionEntry>, StoreError>),
    /// The view in which most of some marks are seen.
    BestView(BestView),
    /// What the views of a document's body see of its marks, for an export.
    Sights(DocId, Sights, Purpose),
    /// A session or a library to be opened, by the number under which it was asked for, or why it can't be read, with the
    /// record that can't.
    Arrived(u64, Leave, Box<Result<Found, (StoreError, Option<Place>)>>),
    /// A library got another name, or not; with its folder.
    Renamed(Place, Result<Library, StoreError>),
    /// A patient was written.
    PatientWritten(Put, Written<PatientEntry>),
    /// A course was written.
    CourseWritten(Put, Written<CourseEntry>),
    /// A session was added to a course.
    SessionAdded(Added),
    /// What a new session of a course starts from: the last one, if there is one; with what was open when it was asked for.
    LastSession(Standing, Option<Box<Session>>),
    /// What a folder holds, for the program's own file dialog: names, and whether each is a folder.
    Folder(PathBuf, Result<Vec<(String, bool)>, String>),
    /// What another window saved into the file of a document that is only shown here.
    Followed(DocId, Result<Box<Session>, StoreError>),
    /// The unsaved work of a document that is closed was to be dropped, and wasn't.
    NotDropped(StoreError),
    /// A library's patients, read again.
    Patients(Place, Result<Roster, StoreError>),
    /// A patient's courses, read again.
    Courses(Place, Result<Vec<CourseEntry>, StoreError>),
    /// What speaks against a library, as far as this workstation saw it before.
    Vouched(Place, Vec<Tampering>),
    /// Unsaved work in a library, and how many objects are kept there to be sent.
    Unsaved(Place, Vec<UnsavedWork>, usize),
    /// How files and folders stand, and whether a document's file was changed elsewhere.
    Looked(Vec<(Place, Stamp)>, Option<(DocId, Elsewhere)>),
    /// Two sessions were compared.
    Compared(Compared),
    /// A field of a document was laid, or why not.
    Laid(DocId, Order, Result<Field, PlanError>),
    /// The other sessions of a document's course that can be read.
    Earlier(DocId, Vec<Session>),
    /// What trends over a document's course need is measured.
    Trends(DocId),
    /// A library's formulary, to choose a recipe for a document.
    Formulary(DocId, Result<Formulary, StoreError>),
    /// A recipe, by its name, is in the formulary, or why not.
    Learned(Place, String, Result<Stored<Formulary>, StoreError>),
    /// The formulary of the library in a folder, read again.
    Products(Place, Result<Formulary, StoreError>),
    /// The formulary of the library in a folder was changed, or why not.
    FormularyChanged(Place, FormularyEdit, Result<Stored<Formulary>, StoreError>),
    /// A library's own protocols, to choose one for a document.
    Protocols(DocId, Result<Vec<ProtocolEntry>, StoreError>),
    /// A protocol was laid for a document, or why not.
    ProtocolLaid(DocId, Arc<Protocol>, Result<LaidProtocol, ProtocolError>),
    /// A protocol was written, or why not; and how many of the marks it couldn't hold.
    ProtocolSaved(Result<Stored<Protocol>, StoreError>, usize),
    /// The left of a document's session against its right, or why they can't be compared.
    Sides(DocId, Result<LeftRight, CompareError>),
    /// The techniques of the library in a folder, read again.
    Techniques(Place, TechniqueList),
    /// The list of techniques of the library in a folder was changed, or why not.
    TechniquesChanged(Place, TechniqueEdit, Result<Stored<TechniqueList>, StoreError>),
    /// The states of a record; with what was chosen and open when they were asked for.
    Revisions(Place, Standing, Result<Revisions, StoreError>),
    /// A state of a document's record, to be brought back.
    Restored(DocId, Result<Arc<Session>, StoreError>),
    /// The states that a record ends in, to be merged; with what was chosen and open when they were asked for.
    Fork(Place, Standing, Result<Box<ForkRead>, StoreError>),
    /// The states of a record were made one, or why not.
    Merged(Place, Result<Saved, StoreError>),
    /// A session counts again, or why not.
    Unvoided(Place, Result<Saved, StoreError>),
    /// What was tried opens the encrypted library in a folder, or why not.
    Unlocked(PathBuf, Result<(), StoreError>),
    /// Those who sign in the library of a state that is to be signed.
    Signers(Place, Result<Vec<SignerEntry>, StoreError>),
    /// Those who sign in the library at a root, of whom one is to get another passphrase.
    Relockable(Place, Result<Vec<SignerEntry>, StoreError>),
    /// The key of a signer's record is under another passphrase; `false` where the one before was wrong.
    Relocked(Place, Result<bool, StoreError>),
    /// A state was signed, or not.
    Signed(Place, Result<Signing, StoreError>),
    /// Sessions of a library that nobody signed.
    Unsigned(Place, Vec<Unsigned>),
    /// So much of the index of the library in a folder is read, from 0 to 1.
    Indexing(Place, f32),
    /// The index of the library in a folder; `None` where its reading was stopped.
    Indexed(Place, Result<Option<Arc<Index>>, StoreError>),
    /// What was asked about the library in a folder, answered.
    Searched(Place, Arc<LibraryAnswer>),
    /// A session to lie beside a document's, or why it can't be read.
    Layer(DocId, Result<Layer, StoreError>),
}

/// The view in which most of some marks are seen.
#[derive(Debug)]
pub(super) struct BestView {
    /// Whose marks.
    pub document: DocId,
    /// The view that was shown when it was looked for.
    pub from: String,
    /// The view.
    pub view: &'static View,
    /// Where it sees the marks, in millimetres.
    pub seen_mm: Vec<Vec2>,
    /// How it is shown.
    pub near: Near,
}

/// How much of a view is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// What lies around the marks.
    Close,
    /// All of it.
    Whole,
}

/// Where a record goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// A new one, into this folder.
    Into(Place),
    /// In place of the one in this folder.
    Change(Place),
}

impl Put {
    /// The folder that a record lay in before it was changed.
    pub(super) fn before(&self) -> Option<&Place> {
        match self {
            Self::Into(_) => None,
            Self::Change(folder) => Some(folder),
        }
    }

    /// The folder of the record, where a save was refused because somebody else changed it meanwhile.
    pub(super) fn superseded_by(&self, why: &StoreError) -> Option<&Place> {
        self.before().filter(|_| matches!(why, StoreError::Superseded { .. }))
    }

    /// The folder of the patient whose course is put there.
    pub(super) fn course_of(&self) -> Option<Place> {
        match self {
            Self::Into(patient) => Some(patient.clone()),
            Self::Change(course) => course.parent(),
        }
    }
}

/// A library to be made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NewLibrary {
    /// Its folder.
    pub folder: PathBuf,
    /// Its name.
    pub name: String,
    /// What will open it, where it is to be encrypted.
    pub seal: Option<Seal>,
}

/// What will open an encrypted library.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seal {
    /// Its passphrase.
    pub passphrase: Passphrase,
    /// Where a key file is written that opens it too.
    pub key_file: Option<PathBuf>,
}

/// What a new session takes over from the last one of its course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TakeOver {
    /// Its cocktails, to be checked.
    pub cocktails: bool,
    /// What the next mark will be.
    pub next_mark: bool,
}

/// What a question about unsaved changes holds up.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leave {
    /// Another session.
    OpenSession(Place),
    /// The signed session of a record, to be changed for a reason.
    Amend(Place, String),
    /// The form by which the open session of a record is signed.
    AskSign(Place),
    /// The form by which the patient or the course of a folder is declared void: then nothing is saved in it any more.
    AskVoid(Place),
    /// Another library.
    OpenLibrary(PathBuf),
    /// A new library.
    CreateLibrary(NewLibrary),
    /// Another patient.
    ChoosePatient(Place),
    /// Another course.
    ChooseCourse(Place),
    /// A new session in a course's folder, with what is taken over from the last one.
    AddSession(Place, Box<Details>, TakeOver),
    /// No session.
    CloseSession,
    /// The end of the program.
    Quit,
}

impl Leave {
    /// Whether a form asks for it, which stays open until it is done.
    pub(super) fn is_asked_by_a_form(&self) -> bool {
        matches!(self, Self::CreateLibrary(..) | Self::AddSession(..))
    }
}

/// The answer to "there are unsaved changes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeaveAnswer {
    /// Saves first.
    Save,
    /// Loses them.
    Discard,
}

/// A state to be signed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SignOrder {
    /// The state that was looked at.
    pub state: Place,
    /// Who signs.
    pub who: Who,
    /// What it means.
    pub meaning: String,
    /// What was typed; empty where it is still known.
    pub passphrase: Passphrase,
    /// For how many minutes it stays known.
    pub keep_min: u32,
}

/// A signer's passphrase to be changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RelockOrder {
    /// The library.
    pub root: Place,
    /// The signer's record.
    pub record: Place,
    /// Who it is, as it was read.
    pub signer: Arc<Signer>,
    /// The passphrase so far, as typed.
    pub before: Passphrase,
    /// The one from now on.
    pub after: Passphrase,
}

/// Who signs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Who {
    /// Somebody who signs here already.
    Known(Arc<Signer>),
    /// Somebody new.
    New {
        /// The printed name.
        name: String,
        /// In what role.
        role: String,
    },
}

/// What became of an order to sign.
#[derive(Debug)]
pub(super) enum Signing {
    /// It is signed by the one of this identifier, whose key stays known for so many minutes.
    Done(Saved, String, Box<UnlockedKey>, u32),
    /// The passphrase isn't theirs.
    Refused,
    /// No key can be made: the name can't be printed, or the system has no chance to give.
    NoKey,
}

/// What came of sending several objects.
#[derive(Debug)]
pub(super) struct Delivered {
    /// What isn't stored.
    pub left: Vec<Parcel>,
    /// How many objects are kept in the library now.
    pub waits: usize,
    /// Why some couldn't be kept.
    pub unkept: Option<StoreError>,
}

/// What a path is asked for, with what goes there as it was when it was asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PathUse {
    /// The library to open.
    OpenLibrary,
    /// A key file for the encrypted library in a folder.
    KeyFile(PathBuf),
    /// Where a copy of a session goes, and what follows.
    SaveCopy(Arc<Session>, Option<Leave>),
    /// Where a bundle goes.
    ExportBundle(Arc<BundleOrder>),
    /// A bundle to take in.
    OpenBundle,
    /// Where an exported picture goes.
    Export(Arc<ExportOrder>),
    /// Where a list of marks goes.
    ExportMarks(Arc<MarksOrder>),
    /// Where a table of what was found in a library goes.
    ExportFound(Arc<FoundOrder>),
    /// Where a trend goes.
    Trend(Arc<TrendOrder>),
    /// Where a transaction for a record system goes.
    ExportFhir(Arc<RecordOrder>),
    /// Which folder a report is put into.
    Drop(Arc<RecordOrder>),
    /// Where marks come from, for this document, and what is deposited where a file doesn't say it.
    ImportMarks(DocId, Arc<Presumed>),
}

/// What goes into a bundle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BundleOrder {
    /// The folder of a library, a patient or a course.
    pub place: Place,
    /// What encrypts it.
    pub passphrase: Option<Passphrase>,
    /// What the file is called if nobody says otherwise.
    pub file_name: String,
}

/// What takes a bundle in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BundleInto {
    /// The library in a folder.
    Library(Place),
    /// A folder that becomes one.
    New(PathBuf),
}

/// A bundle to be taken in.
#[derive(Clone, Debug)]
pub(super) struct TakeOrder {
    /// The file.
    pub file: PathBuf,
    /// What is in it.
    pub bundle: Arc<Bundle>,
    /// Into what.
    pub into: BundleInto,
    /// What becomes of a patient who is called otherwise there.
    pub other_name: OtherName,
}

/// Answers about a library to be written as a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundOrder {
    /// The answers.
    pub answer: Arc<LibraryAnswer>,
    /// What the file is called if nobody says otherwise.
    pub file_name: String,
}

/// A list of marks to be written, as they were when it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MarksOrder {
    /// Whose marks.
    pub session: Arc<Session>,
    /// What techniques are called.
    pub techniques: Arc<Techniques>,
    /// In which format.
    pub format: ListFormat,
    /// What the file is called if nobody says otherwise.
    pub file_name: String,
}

/// An action, and the document that was on screen when it was asked for: about another one it means nothing.
#[derive(Debug)]
pub(super) struct Wish {
    /// The document.
    pub about: Option<DocId>,
    /// What is to be done.
    pub action: Action,
}

impl Action {
    /// Whether it changes, or reads, the open session as it was seen.
    pub(super) fn concerns_the_document(&self) -> bool {
        match self {
            Self::Run(command) => command.concerns_the_document(),
            Self::Edit(_)
            | Self::Preview(_)
            | Self::Commit
            | Self::Abort
            | Self::Select(_)
            | Self::Lay(_)
            | Self::ReopenField(_)
            | Self::KeepTotal(_)
            | Self::SetFill(_)
            | Self::SetStrokes(_)
            | Self::AskCocktail(_)
            | Self::TakeOver(..)
            | Self::DrawAround(_)
            | Self::LayProtocol(..)
            | Self::SaveProtocol { .. }
            | Self::SetNext(_)
            | Self::NextAsLastSession
            | Self::ChangeCocktail(_)
            | Self::SetDetails(_)
            | Self::VoidSession(..)
            | Self::Sign(_)
            | Self::Relock(_)
            | Self::Amend(..)
            | Self::Recover(_)
            | Self::CompareWith(_)
            | Self::LookAtCourse(_)
            | Self::ShowBeneath(..)
            | Self::ShowBeside(..)
            | Self::GoTo(_)
            | Self::ShowMarks(_)
            | Self::ShowLocus(_)
            | Self::AskExportMarks(_)
            | Self::AskTrend(..)
            | Self::ImportMarks(..)
            | Self::Send(..)
            | Self::LookAtExport(_)
            | Self::CopyPicture(_)
            | Self::Print(_)
            | Self::AskExport(_) => true,
            _ => false,
        }
    }
}

/// The queue of one frame.
#[derive(Debug, Default)]
pub(super) struct Actions {
    about: Option<DocId>,
    wishes: Vec<Wish>,
}

impl Actions {
    /// From now on what is queued is about this document.
    pub(super) fn about(&mut self, document: Option<DocId>) {
        self.about = document;
    }

    /// Queues an action.
    pub(super) fn push(&mut self, action: Action) {
        self.wishes.push(Wish { about: self.about, action });
    }

    /// Queues several actions.
    pub(super) fn extend(&mut self, actions: impl IntoIterator<Item = Action>) {
        actions.into_iter().for_each(|action| self.push(action));
    }

    /// Queues a command.
    pub(super) fn run(&mut self, command: Command) {
        self.push(Action::Run(command));
    }

    /// Queues an edit.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.push(Action::Edit(edit));
    }

    /// Takes everything that was queued.
    pub(super) fn take(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.wishes)
    }
}
