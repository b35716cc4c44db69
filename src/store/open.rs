//! A session that is open: its record, who may write it, saving, and work in progress.

use std::path::Path;
use std::sync::Arc;

use crate::chart::Session;

use super::depot::{Claim, Held, Kept, Lock, Place};
use super::ends::{Holds, save_upon};
use super::library::void_above;
use super::model::SessionFile;
use super::read::{load, parse, parse_named};
use super::record::{Appended, Base, Current, Lineage, RECORD, State, append, current, is_forked, of_state};
use super::recovery::{self, Found, Work};
use super::revision::Revision;
use super::signing::{Signature, known_keys};
use super::write::session_text;
use super::{BrokenRecovery, Note, Reason, Recovery, Seal, StoreError, Unwritable, Why, folders};

/// Whether an open session may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be saved.
    Editable,
    /// It can only be looked at.
    ReadOnly(Why),
}

/// What became of a record while it was open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    #[default]
    Same,
    /// Somebody else saved another state.
    Superseded,
    /// It was declared void, or the course or the patient that it belongs to was: nothing more is added to it.
    Void(Why),
    /// It can't be reached: its folder was moved or renamed, or its disk is gone.
    Gone,
}

/// What a save came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The number of the state.
    pub number: u32,
    /// Whether the record is a fork because somebody else saved another one: both are kept, and a person must say what becomes
    /// of them.
    pub is_fork: bool,
    /// How surely it lasts.
    pub kept: Kept,
}

/// A session with its record. While an editable one lives, another window only looks at it, where the place tells.
#[derive(Debug)]
pub struct OpenSession {
    /// As last read or saved here.
    pub session: Session,
    /// Work in progress found when it was opened. The next [`Self::autosave`] replaces it, so ask before.
    pub recovery: Option<Recovery>,
    /// Work in progress found when it was opened that couldn't be read; its file stays.
    pub broken_recovery: Option<BrokenRecovery>,
    /// Whether the file isn't as it was saved.
    pub altered: bool,
    /// The newest state, where it can't be read, so that an older one is shown.
    pub broken_newest: Option<String>,
    record: Place,
    /// The file of the state that was read or saved here last.
    state: Option<Place>,
    access: Access,
    base: Base,
    /// Who signed it, the earliest first.
    pub signatures: Vec<Signature>,
    /// Why it is changed although it is signed.
    amending: Option<String>,
    /// Whether the record became a fork by a save from here; it stays one until a person says what becomes of it.
    is_fork: bool,
    /// How surely the state that was saved here last lasts.
    kept: Kept,
    /// The files of work in progress that the next one, or a save, makes superfluous: written here, or offered here.
    work: Vec<Work>,
    /// Held while editable.
    _lock: Option<Lock>,
}

/// Parses the bytes of a session's file; `file` is only named in errors. A newer version is read as far as it is known.
///
/// # Errors
///
/// What is wrong with them, and where.
pub fn parse_session(file: &Path, bytes: &[u8]) -> Result<Session, StoreError> {
    parse_named::<SessionFile>(file, bytes).map(|parsed| parsed.value.into_session())
}

/// The record that a place is, is a state of, or is the earlier layout's file of.
pub fn record_place(place: &Place) -> Place {
    match place.parent() {
        Some(within) if is_record(&within) => within,
        _ => folders::record_of_file(place.name()).map_or_else(|| place.clone(), |record| place.beside(&record)),
    }
}

pub(super) fn is_record(place: &Place) -> bool {
    place.name().ends_with(RECORD)
}

/// Whether a place names one state of a record, rather than the record.
fn is_state(place: &Place) -> bool {
    place.parent().is_some_and(|within| is_record(&within))
}

/// Whether a place names a session's record or a file of one, rather than a folder of a library.
pub fn names_a_session(place: &Place) -> bool {
    let record = record_place(place);
    is_record(&record) && !folders::is_head(record.name())
}

/// A session as it was read to be looked at.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// The schema of a newer program that wrote it with what isn't understood here.
    pub newer: Option<String>,
}

/// Reads a session to look at it, or the one state of it that the place names: nothing is claimed, and no work in progress is
/// looked for.
///
/// # Errors
///
/// When it can't be read; [`StoreError::Forked`] where two states claim to be it.
pub fn load_session(place: &Place) -> Result<Session, StoreError> {
    load_known(place).map(|loaded| loaded.session)
}

/// As [`load_session`], and whether a newer program wrote it.
///
/// # Errors
///
/// As there.
pub fn load_known(place: &Place) -> Result<Loaded, StoreError> {
    let record = record_place(place);
    let parsed =
        if is_state(place) || !is_record(&record) { load::<SessionFile>(place)? } else { current(&record)?.parsed };
    let newer = parsed.newer.map(|schema| schema.text);
    Ok(Loaded { session: parsed.value.into_session(), newer })
}

/// Opens a session: for writing where that is possible, else read-only with the reason in [`OpenSession::access`].
///
/// # Errors
///
/// When the record can't be read; it is left as it is.
pub fn open_session(place: &Place) -> Result<OpenSession, StoreError> {
    let record = record_place(place);
    if !is_record(&record) {
        return Ok(OpenSession::apart(record, load::<SessionFile>(place)?.value));
    }
    let lineage = Lineage::of(&record)?;
    let named = lineage.states().iter().find(|state| state.place == *place);
    if let Some(named) = named {
        let broken_newest = broken_newest(&lineage);
        if !named.is_head || broken_newest.is_some() {
            let read = of_state::<SessionFile>(named, lineage.last())?;
            let why = if broken_newest.is_some() { Why::NewestBroken } else { Why::OlderState };
            return Ok(OpenSession { broken_newest, ..OpenSession::read_only(record, read, why) });
        }
    }
    let head = match lineage.head() {
        // Each of them can be looked at; neither is the session.
        Err(StoreError::Forked { .. }) => named.or(lineage.heads().last()),
        head => Some(head?),
    };
    let Some(head) = head else { return Err(StoreError::NotFound { file: record.shown() }) };
    let read = of_state::<SessionFile>(head, lineage.last())?;
    if lineage.heads().count() > 1 {
        return Ok(OpenSession::read_only(record, read, Why::Forked));
    }
    if read.parsed.newer.is_some() {
        return Ok(OpenSession::read_only(record, read, Why::NewerSchema));
    }
    // What is void isn't worked on, until somebody says that it counts.
    if read.parsed.value.details.voided.is_some() {
        return Ok(OpenSession::read_only(record, read, Why::Void));
    }
    if let Some((why, _reason)) = void_above(&record) {
        return Ok(OpenSession::read_only(record, read, why));
    }
    // What is signed stays as it is, until somebody says why it is to be changed.
    if lineage.is_signed() {
        let signatures = signatures_in(&lineage);
        return Ok(OpenSession { signatures, ..OpenSession::read_only(record, read, Why::Signed) });
    }
    claim(record, read)
}

/// A session that was read, claimed to be written.
fn claim(record: Place, read: Current<SessionFile>) -> Result<OpenSession, StoreError> {
    // Claimed after reading: no lock is to appear beside what is no session.
    match record.depot().claim(record.key()) {
        // Another window may have saved between the reading and the claim, and made a fork of it: then it is opened anew.
        Claim::Ours(lock) if Lineage::of(&record)?.last() != read.base.last => {
            drop(lock);
            open_session(&record)
        }
        Claim::Ours(lock) => OpenSession::claimed(record, lock, read),
        Claim::Elsewhere => Ok(OpenSession::read_only(record, read, Why::LockedElsewhere)),
        Claim::NotWritable => Ok(OpenSession::read_only(record, read, Why::FolderNotWritable)),
    }
}

/// Opens a session that is signed in order to change it, for a reason that every state which is saved then will bear.
///
/// # Errors
///
/// As [`open_session`]. Where somebody made a fork of it meanwhile it opens as that does.
pub fn open_to_amend(place: &Place, reason: &str) -> Result<OpenSession, StoreError> {
    let open = open_session(place)?;
    if open.access != Access::ReadOnly(Why::Signed) {
        return Ok(open);
    }
    let (record, signatures) = (open.record.clone(), open.signatures);
    let opened = claim(record.clone(), current(&record)?)?;
    Ok(OpenSession { amending: Some(reason.trim().to_owned()), signatures, ..opened })
}

/// The signatures in a record, each held against the signers of its library.
pub(super) fn signatures_in(lineage: &Lineage) -> Vec<Signature> {
    // Where they can't be read nobody is known.
    let known = known_keys(&lineage.record().root()).unwrap_or_default();
    lineage.signatures(&known)
}

/// The newest of the states that a record ends in that can't be read, if there is one.
fn broken_newest(lineage: &Lineage) -> Option<String> {
    let broken = lineage.heads().filter(|state| load::<SessionFile>(&state.place).is_err());
    broken.last().map(|state| state.name.clone())
}

/// Writes a copy of a session into a folder of a library as the first state of a record of this name, which must have an id of its own too.
///
/// # Errors
///
/// When the name is in use, can't be written, or the session couldn't be read back.
pub fn write_copy_in(folder: &Place, name: &str, session: &Session, note: &Note) -> Result<Kept, StoreError> {
    let record = folder.child(&format!("{name}{RECORD}"));
    create_session_record(&record, session, &note.clone().because(Reason::Import)).map(|open| open.kept)
}

/// Writes a new session as the first state of a record, and opens it; refuses a name that is in use.
pub(super) fn create_session_record(record: &Place, session: &Session, note: &Note) -> Result<OpenSession, StoreError> {
    let text = checked_text(&record.shown(), session)?;
    if super::record::exists(record) {
        return Err(StoreError::AlreadyExists { file: record.shown() });
    }
    // Claimed before it exists, so that no other window can have it open in between.
    let lock = match record.depot().claim(record.key()) {
        Claim::Ours(lock) => lock,
        Claim::Elsewhere => return Err(StoreError::AlreadyExists { file: record.shown() }),
        Claim::NotWritable => {
            let home = Base::default().home(record);
            super::library::require_there(&home)?;
            return Err(StoreError::NotClaimed { file: record.shown() });
        }
    };
    let Appended { base, kept } = append(record, &text, note, &Base::default())?;
    Ok(OpenSession {
        session: session.clone(),
        recovery: None,
        broken_recovery: None,
        altered: false,
        broken_newest: None,
        record: record.clone(),
        state: base.newest(record),
        access: Access::Editable,
        base,
        signatures: Vec::new(),
        amending: None,
        is_fork: false,
        kept,
        work: Vec::new(),
        _lock: lock,
    })
}

/// The text of `session`, proven readable in builds with debug assertions.
pub(super) fn checked_text(file: &Path, session: &Session) -> Result<String, StoreError> {
    let unsavable = |why| StoreError::Unsavable { file: file.to_owned(), why };
    let text = session_text(session).map_err(unsavable)?;
    debug_assert_eq!(
        parse::<SessionFile>(&text).map(|parsed| parsed.value),
        Ok(SessionFile::of(session)),
        "what is written must read back the same"
    );
    Ok(text)
}

impl OpenSession {
    /// A file that is no record's: it can be looked at.
    fn apart(record: Place, read: SessionFile) -> Self {
        Self {
            session: read.into_session(),
            recovery: None,
            broken_recovery: None,
            altered: false,
            broken_newest: None,
            record,
            state: None,
            access: Access::ReadOnly(Why::OlderState),
            base: Base::default(),
            signatures: Vec::new(),
            amending: None,
            is_fork: false,
            kept: Kept::Surely,
            work: Vec::new(),
            _lock: None,
        }
    }

    fn read_only(record: Place, read: Current<SessionFile>, why: Why) -> Self {
        let altered = read.seal != Seal::Whole;
        Self {
            state: Some(read.place),
            base: read.base,
            altered,
            access: Access::ReadOnly(why),
            ..Self::apart(record, read.parsed.value)
        }
    }

    fn claimed(record: Place, lock: Option<Lock>, read: Current<SessionFile>) -> Result<Self, StoreError> {
        record.depot().sweep(record.key());
        let Found { recovery, broken: broken_recovery, work } = recovery::find(&record, &read)?;
        let opened = Self::read_only(record, read, Why::LockedElsewhere);
        Ok(Self { access: Access::Editable, recovery, broken_recovery, work, _lock: lock, ..opened })
    }

    /// Its record.
    pub fn place(&self) -> &Place {
        &self.record
    }

    /// The file of the state that was read or saved here last.
    pub fn state(&self) -> Option<&Place> {
        self.state.as_ref()
    }

    /// The number of the state that was read or saved here last.
    pub fn number(&self) -> u32 {
        self.base.last
    }

    /// How surely the state that was saved here last lasts, the first one too.
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// Whether it is still as it was last read or saved here. Nothing is known of one that was opened read-only.
    pub fn standing(&self) -> Standing {
        if self.access != Access::Editable {
            return Standing::Same;
        }
        match Lineage::of(&self.record) {
            Ok(lineage) if lineage.states().is_empty() => Standing::Gone,
            Ok(lineage) => match self.void_by(&lineage) {
                Some(why) => Standing::Void(why),
                None if self.is_superseded(&lineage) => Standing::Superseded,
                None => Standing::Same,
            },
            Err(_unreadable) => Standing::Gone,
        }
    }

    fn is_superseded(&self, lineage: &Lineage) -> bool {
        lineage.last() != self.base.last || lineage.heads().count() > 1
    }

    /// What was declared void since this was opened: the patient, the course, or by another state than this one's the session.
    fn void_by(&self, lineage: &Lineage) -> Option<Why> {
        if let Some((why, _reason)) = void_above(&self.record) {
            return Some(why);
        }
        let is_void =
            |state: &State| load::<SessionFile>(&state.place).is_ok_and(|read| read.value.details.voided.is_some());
        let is_other = |state: &&State| Some(&state.place) != self.state.as_ref();
        (self.is_superseded(lineage) && lineage.heads().filter(is_other).any(is_void)).then_some(Why::Void)
    }

    /// Refuses to add to what was declared void since it was opened.
    fn require_counting(&self) -> Result<(), StoreError> {
        let why = Lineage::of(&self.record).ok().and_then(|lineage| self.void_by(&lineage));
        why.map_or(Ok(()), |why| Err(StoreError::ReadOnly { file: self.record.shown(), why }))
    }

    /// Refuses to make a record anew whose folder somebody moved or renamed: it would lack all that came before.
    fn require_there(&self) -> Result<(), StoreError> {
        let is_there = super::record::is_there(&self.record);
        is_there.then_some(()).ok_or_else(|| StoreError::Gone { file: self.record.shown() })
    }

    /// Whether it can be saved.
    pub fn access(&self) -> Access {
        self.access
    }

    fn require_editable(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Editable => Ok(()),
            Access::ReadOnly(why) => Err(StoreError::ReadOnly { file: self.record.shown(), why }),
        }
    }

    /// Saves `session` as a new state, and drops the work in progress. What was there stays. Where somebody else saved
    /// meanwhile, both states are kept, and the record is a fork.
    ///
    /// # Errors
    ///
    /// Refused when opened read-only, when `session` is another one than was opened, and when it, its course or its patient was
    /// declared void meanwhile. After an error nothing is changed.
    pub fn save(&mut self, session: &Session, note: &Note) -> Result<Saved, StoreError> {
        self.require_editable()?;
        self.require_there()?;
        self.require_counting()?;
        let (text, note) = (self.own_text(session)?, &self.with_reason(note.clone()));
        let appended = loop {
            match append(&self.record, &text, note, &self.base) {
                Err(StoreError::Superseded { file }) => {
                    let last = Lineage::of(&self.record)?.last();
                    if last <= self.base.last {
                        return Err(StoreError::Superseded { file });
                    }
                    (self.base.last, self.is_fork) = (last, true);
                }
                appended => break appended?,
            }
        };
        (self.base, self.kept) = (appended.base, appended.kept);
        self.state = self.base.newest(&self.record);
        self.session = session.clone();
        self.altered = false;
        // What stays is told for what it is at the next opening; nothing is lost.
        let _ = self.discard_recovery();
        self.is_fork |= is_forked(&self.record);
        Ok(Saved { number: self.base.last, is_fork: self.is_fork, kept: self.kept })
    }

    /// The note of a state that is saved here: of what is signed it says why.
    fn with_reason(&self, note: Note) -> Note {
        let Some(reason) = self.amending.clone() else { return note };
        let why = if note.why == Reason::Save { Reason::Amend } else { note.why };
        Note { why, reason, ..note }
    }

    /// Why it is changed although it is signed, where it is.
    pub fn amending(&self) -> Option<&str> {
        self.amending.as_deref()
    }

    /// Saves `session` as what becomes of a fork: a state that grew from every one that nothing grew from yet. All of them stay.
    ///
    /// # Errors
    ///
    /// [`StoreError::Superseded`] where somebody else saved meanwhile. What more states than one may name leave is a fork still
    /// ([`Saved::is_fork`]). Refused where `session` is another one than they are, or
    /// a newer program wrote one of them.
    pub fn merge(record: &Place, session: &Session, note: &Note) -> Result<Saved, StoreError> {
        let note = note.clone().because(Reason::Merge);
        save_upon(&Lineage::of(record)?.ends()?, &Holds::Session(Arc::new(session.clone())), &note)
    }

    /// Saves a void session as one that counts again.
    ///
    /// # Errors
    ///
    /// As [`open_session`]; [`StoreError::Superseded`] where somebody else saved meanwhile.
    pub fn unvoid(record: &Place, note: &Note) -> Result<Saved, StoreError> {
        require_reason(&Lineage::of(record)?, note)?;
        let (file, base) = current::<SessionFile>(record)?.into_change()?;
        let mut session = file.into_session();
        Arc::make_mut(&mut session.details).voided = None;
        let appended = append(record, &checked_text(&record.shown(), &session)?, note, &base)?;
        Ok(Saved { number: appended.base.last, is_fork: is_forked(record), kept: appended.kept })
    }

    /// Keeps `session` beside the states, to be offered if it is never saved; what was kept before goes. Says how surely it lasts.
    ///
    /// # Errors
    ///
    /// As [`Self::save`].
    pub fn autosave(&mut self, session: &Session, note: &Note) -> Result<Kept, StoreError> {
        self.require_editable()?;
        self.require_there()?;
        let (text, note) = (self.own_text(session)?, note.clone().because(Reason::Work));
        // Each step names the one before, so that both are one work where the older one stays behind.
        let steps = self.work.iter().map(Work::as_parent);
        let parents = self.base.parents.iter().cloned().chain(steps).take(Revision::MOST_PARENTS).collect();
        let revision = Revision { note, parents, signed: None };
        let (work, kept) =
            recovery::keep(&self.record, &self.base.home(&self.record), &super::revision::sealed(&text, &revision))?;
        // The oldest first: of what a crash leaves, the newest step is offered.
        let mut removed = Ok(kept);
        self.work.retain(|step| step.remove().map_err(|why| removed = Err(why)).is_err());
        self.work.push(work);
        removed
    }

    /// Drops the work in progress: it was restored, or isn't wanted.
    ///
    /// # Errors
    ///
    /// When the system refuses; what can't be removed is offered once more.
    pub fn discard_recovery(&mut self) -> Result<(), StoreError> {
        self.require_editable()?;
        self.recovery = None;
        self.work.iter().try_for_each(Work::remove)?;
        // In a folder that somebody moved it is there still.
        if !self.work.is_empty() {
            self.require_there()?;
        }
        self.work.clear();
        Ok(())
    }

    /// Saves `session` as a file outside of every record; this one stays open.
    ///
    /// # Errors
    ///
    /// Where the name is in use, and of a session of a newer version, because the copy would lack what isn't understood here.
    pub fn save_copy_as(&self, session: &Session, path: &Path) -> Result<Kept, StoreError> {
        if self.access == Access::ReadOnly(Why::NewerSchema) {
            self.require_editable()?;
        }
        super::write_copy(session, path)
    }

    fn own_text(&self, session: &Session) -> Result<String, StoreError> {
        let file = self.record.shown();
        if session.id != self.session.id {
            return Err(StoreError::Unsavable { file, why: Unwritable::OtherSession });
        }
        checked_text(&file, session)
    }
}

/// Refuses to change without a reason what somebody signed.
pub(super) fn require_reason(lineage: &Lineage, note: &Note) -> Result<(), StoreError> {
    let file = || lineage.record().shown();
    let is_free = !lineage.is_signed() || !note.reason.trim().is_empty();
    is_free.then_some(()).ok_or_else(|| StoreError::ReadOnly { file: file(), why: Why::Signed })
}

/// Whether somebody has a session open, as far as the place tells.
pub(super) fn is_held(record: &Place) -> bool {
    record.depot().held(record.key()) == Held::Yes
}
