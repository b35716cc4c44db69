//! The open session: its file, its history, and what of it is safe on disk.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::time::Duration;

use crate::chart::{Course, History, Patient, Session};
use crate::store::{Access, Kept, OpenSession, Place, Recovery, Signature, Standing, StoreError, Why};

/// How long a change rests before it goes to the recovery file.
const AUTOSAVE_AFTER_S: f64 = 1.5;
/// The longest that work waits for the recovery file while somebody charts without a pause.
const AUTOSAVE_AT_LEAST_EVERY_S: f64 = 5.0;
/// How long a failed write waits for the next try.
const RETRY_S: f64 = 10.0;

/// The number of a state of a record, by its file.
pub(super) fn state_number(state: &Place) -> Option<u32> {
    state.name().strip_suffix(".ron")?.parse().ok()
}

/// Numbers documents, and a document anew when its history is, so that no cache takes one for another.
static SERIAL: AtomicU64 = AtomicU64::new(1);

/// The next of the numbers that tell contents apart.
pub(super) fn next_serial() -> u64 {
    SERIAL.fetch_add(1, Ordering::Relaxed)
}

/// Which open document is meant; never used twice while the program runs, so that what was asked about one that is
/// closed meets no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DocId(u64);

/// The file of a document. What never changes is at hand; what writes is shared with the jobs that do.
#[derive(Debug)]
pub(super) struct DocumentFile {
    place: Place,
    /// The file of the state that was read.
    state: Option<Place>,
    access: Access,
    /// The newest state, where it can't be read, so that an older one is shown.
    pub broken_newest: Option<String>,
    /// Who signed it, the earliest first.
    signatures: Vec<Signature>,
    /// Why it is changed although it is signed.
    amending: Option<String>,
    /// Unsaved work that was found when it was opened.
    pub recovery: Option<Recovery>,
    open: Handle,
}

impl DocumentFile {
    fn new(mut open: OpenSession) -> Self {
        let (place, access, recovery) = (open.place().clone(), open.access(), open.recovery.take());
        let (state, broken_newest) = (open.state().cloned(), open.broken_newest.take());
        let (signatures, amending) = (std::mem::take(&mut open.signatures), open.amending().map(str::to_owned));
        let open = Handle(Arc::new(Mutex::new(Some(open))));
        Self { place, state, access, broken_newest, signatures, amending, recovery, open }
    }

    /// Its record.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// The file of the state that was read or saved here last, if that is known.
    pub(super) fn state(&self) -> Option<&Place> {
        self.state.as_ref()
    }

    /// Who signed it, the earliest first.
    pub(super) fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Why it is changed although it is signed.
    pub(super) fn amending(&self) -> Option<&str> {
        self.amending.as_deref()
    }

    /// Whether it was changed since it was signed last.
    pub(super) fn is_amended(&self) -> bool {
        self.signatures.last().is_some_and(|signature| signature.is_older)
    }

    /// A save arrived as this state of the record.
    pub(super) fn note_saved(&mut self, number: u32) {
        self.state = Some(self.place.child(&format!("{number}.ron")));
        // What was signed is what was before.
        self.signatures.iter_mut().for_each(|signature| signature.is_older = true);
    }

    /// Whether it can be saved.
    pub(super) fn access(&self) -> Access {
        self.access
    }

    /// What a job writes with.
    pub(super) fn handle(&self) -> Handle {
        self.open.clone()
    }

    /// Drops the recovery file; `None` where a job is writing just now.
    pub(super) fn discard_recovery(&mut self) -> Option<Result<(), StoreError>> {
        self.recovery = None;
        let mut open = self.open.lock_at_once()?;
        Some(open.as_mut().map_or(Ok(()), OpenSession::discard_recovery))
    }

    /// What waits for the end of its lock.
    pub(super) fn closing(&self) -> Closing {
        Closing(Arc::downgrade(&self.open.0))
    }
}

impl Drop for DocumentFile {
    fn drop(&mut self) {
        // The lock ends here, or, where a job is writing just now, with that job.
        if let Some(mut open) = self.open.lock_at_once() {
            open.take();
        }
    }
}

/// A file whose document is closed, though a job may still be writing.
#[derive(Debug)]
pub(super) struct Closing(Weak<Mutex<Option<OpenSession>>>);

impl Closing {
    /// Whether a job may still hold it.
    pub(super) fn is_held(&self) -> bool {
        self.0.strong_count() > 0
    }

    /// Waits for the end of the lock.
    pub(super) fn wait(&self) {
        if let Some(open) = self.0.upgrade() {
            Handle(open).close();
        }
    }
}

/// An open file as jobs hold it: nothing any more once its document is closed.
#[derive(Clone, Debug)]
pub(super) struct Handle(Arc<Mutex<Option<OpenSession>>>);

impl Handle {
    fn lock(&self) -> MutexGuard<'_, Option<OpenSession>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As [`Self::lock`], without waiting for a job that is writing.
    fn lock_at_once(&self) -> Option<MutexGuard<'_, Option<OpenSession>>> {
        match self.0.try_lock() {
            Ok(open) => Some(open),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Ends the lock on the file.
    pub(super) fn close(&self) {
        self.lock().take();
    }

    /// Does something with the file, if it is open still.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut OpenSession) -> T) -> Option<T> {
        self.lock().as_mut().map(work)
    }
}

/// A state that is to be written: the session, and the number that names it.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// Whose.
    pub document: DocId,
    /// The settled state.
    pub session: Arc<Session>,
    /// Its number.
    pub revision: u64,
}

/// When it is time to keep work in progress beside the file.
#[derive(Debug)]
pub(super) enum Autosave {
    /// Nothing to keep.
    Rest,
    /// Ask again after this long.
    Wait(Duration),
    /// Now.
    Keep(Snapshot),
    /// Undo led back to what the file has: what was kept goes.
    Discard,
}

/// How charting is timed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Timing {
    /// The first mark is still to come.
    Waits,
    /// The first mark came at this time, in seconds of interface time.
    Since(f64),
    /// It isn't, any more or at all.
    Off,
}

/// An open session.
#[derive(Debug)]
pub(super) struct Document {
    /// Which document it is.
    pub id: DocId,
    /// The file, with its lock.
    pub file: DocumentFile,
    /// The session's states.
    pub history: History,
    /// Whose session it is, whatever is chosen in the library meanwhile.
    pub patient: Option<Patient>,
    /// The course that it belongs to.
    pub course: Option<Course>,
    /// Unsaved work was found and nobody has said yet what becomes of it: until then nothing may replace it.
    pub undecided: bool,
    /// The settled state that is to be lost on purpose when the document closes.
    pub discards: Option<u64>,
    /// Charting that is timed: of a session that was opened without marks, until it is saved.
    timing: Timing,
    /// What became of the record since it was read.
    pub standing: Standing,
    serial: u64,
    saved_revision: u64,
    recovered_revision: u64,
    /// How surely the recovery files last that were written so far.
    recovery_kept: Kept,
    /// The settled state seen last, and since when, in seconds of interface time.
    resting: (u64, f64),
    /// Since when there is work that no file has, in seconds of interface time.
    unprotected_since_s: Option<f64>,
    /// When to try again after a failed write.
    retry_at_s: f64,
}

impl Document {
    /// A session as it came from its file, with whose it is.
    pub(super) fn new(file: OpenSession, (patient, course): (Option<Patient>, Option<Course>)) -> Self {
        let history = History::new(file.session.clone());
        let serial = next_serial();
        let timing = if history.session().marks.is_empty() { Timing::Waits } else { Timing::Off };
        Self {
            id: DocId(serial),
            history,
            undecided: file.recovery.is_some(),
            file: DocumentFile::new(file),
            patient,
            course,
            discards: None,
            timing,
            standing: Standing::Same,
            serial,
            saved_revision: 0,
            recovered_revision: 0,
            recovery_kept: Kept::Surely,
            resting: (0, 0.0),
            unprotected_since_s: None,
            retry_at_s: 0.0,
        }
    }

    /// Takes up recovered work: it differs from the file until it is saved.
    pub(super) fn recover(&mut self, session: Session) {
        self.history = History::new(session);
        self.serial = next_serial();
        self.saved_revision = u64::MAX;
        self.recovered_revision = 0;
    }

    /// Takes what another window saved: there is nothing of this one's to lose.
    pub(super) fn recover_as_saved(&mut self, session: Session) {
        self.recover(session);
        self.saved_revision = 0;
    }

    /// Charting begins with the first mark, at a time in seconds of interface time.
    pub(super) fn note_charted(&mut self, now_s: f64) {
        if self.timing == Timing::Waits && !self.history.session().marks.is_empty() {
            self.timing = Timing::Since(now_s);
        }
    }

    /// How long charting took so far, from the first mark to a time in seconds of interface time, in whole seconds; `None`
    /// where it isn't timed.
    pub(super) fn charting_s(&self, now_s: f64) -> Option<u32> {
        let Timing::Since(first_s) = self.timing else { return None };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of a session")]
        Some((now_s - first_s).max(0.0).round() as u32)
    }

    /// How long charting took from the first mark to a save at this time, in seconds; told once.
    pub(super) fn take_charting_s(&mut self, now_s: f64) -> Option<u32> {
        let took_s = self.charting_s(now_s)?;
        self.timing = Timing::Off;
        Some(took_s)
    }

    /// Names the state shown; equal keys mean equal sessions, across documents.
    pub(super) fn key(&self) -> (u64, u64) {
        (self.serial, self.history.revision())
    }

    /// Whether another window writes what this one only shows.
    pub(super) fn follows(&self) -> bool {
        self.file.access() == Access::ReadOnly(Why::LockedElsewhere)
    }

    /// Whether its session was declared void.
    pub(super) fn is_void(&self) -> bool {
        self.file.access() == Access::ReadOnly(Why::Void)
    }

    /// Whether it is a state that another one followed.
    pub(super) fn is_older(&self) -> bool {
        self.file.access() == Access::ReadOnly(Why::OlderState)
    }

    /// Whether it is signed, and nobody said yet why it is to be changed.
    pub(super) fn is_signed(&self) -> bool {
        self.file.access() == Access::ReadOnly(Why::Signed)
    }

    /// Whether the session can be changed and saved.
    pub(super) fn editable(&self) -> bool {
        self.is_claimed() && !self.is_void_since()
    }

    /// Whether what is done to it is this window's to keep.
    fn is_claimed(&self) -> bool {
        !self.undecided && self.file.access() == Access::Editable
    }

    /// Whether it, its course or its patient was declared void elsewhere since it was opened: work on it can only be kept.
    pub(super) fn is_void_since(&self) -> bool {
        matches!(self.standing, Standing::Void(_))
    }

    /// Whether there is work that is to be kept beside the file.
    pub(super) fn has_work(&self) -> bool {
        self.is_claimed() && self.unsaved() && !self.discarding()
    }

    /// Whether what the file doesn't have is to be lost on purpose: what was done since isn't.
    pub(super) fn discarding(&self) -> bool {
        !self.history.in_gesture() && self.discards == Some(self.history.settled_revision())
    }

    /// Whether there is anything that the file doesn't have.
    pub(super) fn unsaved(&self) -> bool {
        self.history.in_gesture() || self.history.settled_revision() != self.saved_revision
    }

    /// Whether a copy would hold everything: one of a newer version would lack what isn't understood here.
    pub(super) fn copyable(&self) -> Result<(), StoreError> {
        match self.file.access() {
            Access::ReadOnly(why @ Why::NewerSchema) => {
                Err(StoreError::ReadOnly { file: self.file.place().shown(), why })
            }
            _ => Ok(()),
        }
    }

    /// What a save writes now.
    pub(super) fn snapshot(&self) -> Snapshot {
        let (session, revision) = (Arc::clone(self.history.settled()), self.history.settled_revision());
        Snapshot { document: self.id, session, revision }
    }

    /// A save of this state arrived in the file; what was done since is unsaved still.
    pub(super) fn note_saved(&mut self, revision: u64) {
        self.saved_revision = revision;
        self.recovered_revision = revision;
        self.unprotected_since_s = None;
        self.standing = Standing::Same;
    }

    /// This state is kept beside the file, as surely as told; whether it is the first that may not last.
    pub(super) fn note_kept(&mut self, revision: u64, kept: Kept) -> bool {
        self.recovered_revision = revision;
        self.unprotected_since_s = None;
        self.retry_at_s = 0.0;
        let before = self.recovery_kept;
        self.recovery_kept = before.max(kept);
        before == Kept::Surely && kept != Kept::Surely
    }

    /// The recovery file is kept in step: written once a change has rested, or every few seconds of steady work, at once
    /// where `now_or_never`, and removed when undo led back to what the file has.
    pub(super) fn autosave(&mut self, now_s: f64, now_or_never: bool) -> Autosave {
        let revision = self.history.settled_revision();
        if !self.is_claimed() || revision == self.recovered_revision {
            return Autosave::Rest;
        }
        if now_s < self.retry_at_s {
            // A write is under way or failed: every frame asks again, or nobody would.
            return Autosave::Wait(Duration::try_from_secs_f64(self.retry_at_s - now_s).unwrap_or_default());
        }
        if revision == self.saved_revision {
            self.note_kept(revision, Kept::Surely);
            return Autosave::Discard;
        }
        if self.resting.0 != revision {
            self.resting = (revision, now_s);
        }
        let since_s = *self.unprotected_since_s.get_or_insert(now_s);
        let due_s = (self.resting.1 + AUTOSAVE_AFTER_S).min(since_s + AUTOSAVE_AT_LEAST_EVERY_S);
        if now_s < due_s && !now_or_never {
            return Autosave::Wait(Duration::try_from_secs_f64(due_s - now_s).unwrap_or_default());
        }
        self.retry_at_s = now_s + RETRY_S;
        Autosave::Keep(self.snapshot())
    }
}
