//! Work in progress beside a session's states, so that a crash costs seconds and never a save.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::chart::Session;

use super::depot::{Entry, Kept, Kind, Place};
use super::folders::{LEVELS, record_of_file};
use super::model::SessionFile;
use super::open::is_held;
use super::read::{Parsed, parse_bytes};
use super::record::{Current, RECORD, old_file};
use super::revision::Parent;
use super::{Checksum, Flaw, Note, Position, StoreError};

/// What the names of such files begin with: `.recovery-3.ron`.
pub(super) const PREFIX: &str = ".recovery-";
/// What their names ended in before states were kept: `.2026-09-07-session-1.ron.recovery`.
pub(super) const OLD_SUFFIX: &str = ".ron.recovery";
/// Higher numbers are no autosave's: after the highest there must be room for others.
const MOST: u32 = 999_999_999;

/// Work in progress found beside a session when it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The session as it was last autosaved.
    pub session: Session,
    /// When that was, as the file system says.
    pub modified: SystemTime,
    /// Who worked on it, and when by the clinic's clock; `None` where the file doesn't say so.
    pub note: Option<Note>,
    /// Whether it grew from the newest state. Else somebody saved since: it is older than what was saved, or beside it.
    pub is_newest: bool,
    /// The state that it grew from, by its file's name.
    pub grown_from: Option<String>,
}

/// Work in progress that can't be read. Its file is kept.
#[derive(Clone, Debug)]
pub struct BrokenRecovery {
    /// The file.
    pub kept_as: PathBuf,
    /// What is wrong with it.
    pub error: StoreError,
}

/// What was found beside a session.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) recovery: Option<Recovery>,
    pub(super) broken: Option<BrokenRecovery>,
    /// The files that are done once the work is saved or dropped.
    pub(super) work: Vec<Work>,
}

/// Work that was never saved, found in a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedWork {
    /// The record of the session that it belongs to.
    pub session: Place,
    /// When it was last autosaved.
    pub modified: SystemTime,
}

/// The unsaved work at or below `folder` (a library, a patient, a course), the newest first. Only names are looked at, no
/// record is read, and the work of sessions that are open is left out: it isn't lost. What writes that never finished left
/// is taken away.
pub fn unsaved_work(folder: &Place) -> Vec<UnsavedWork> {
    let mut found = Vec::new();
    look(folder, LEVELS + 1, &mut found);
    found.retain(|work| !is_held(&work.session));
    found.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.session.cmp(&b.session)));
    found.dedup_by(|a, b| a.session == b.session);
    found
}

/// How many sessions at or below a folder have unsaved work, those that are open too.
pub(super) fn sessions_with_work(folder: &Place) -> usize {
    let mut found = Vec::new();
    look(folder, LEVELS + 1, &mut found);
    found.into_iter().map(|work| work.session).collect::<std::collections::BTreeSet<_>>().len()
}

fn look(folder: &Place, levels: usize, found: &mut Vec<UnsavedWork>) {
    let is_record = folder.name().ends_with(RECORD);
    for entry in folder.list().unwrap_or_default() {
        let place = folder.child(&entry.name);
        let session = match entry.kind {
            Kind::Folder if levels > 0 && !entry.name.starts_with('.') => {
                look(&place, levels - 1, found);
                continue;
            }
            Kind::File if is_record && is_work(&entry.name) => folder.clone(),
            Kind::File if !is_record => match of_old(&entry.name) {
                Some(record) => folder.child(&record),
                None => continue,
            },
            _ => continue,
        };
        let modified = place.stamp().0.map_or(SystemTime::UNIX_EPOCH, |(modified, _)| modified);
        found.push(UnsavedWork { session, modified });
    }
    folder.depot().sweep(folder.key());
}

fn is_work(name: &str) -> bool {
    number(name).is_some()
}

/// The number in a name such as `.recovery-3.ron`.
fn number(name: &str) -> Option<u32> {
    let number = name.strip_prefix(PREFIX)?.strip_suffix(".ron")?.parse().ok()?;
    (number <= MOST).then_some(number)
}

/// The record that work of the earlier layout belongs to.
fn of_old(name: &str) -> Option<String> {
    let stem = name.strip_prefix('.')?.strip_suffix(OLD_SUFFIX)?;
    record_of_file(&format!("{stem}.ron"))
}

/// The files of work in progress of a record, the newest last.
fn files(record: &Place) -> Result<Vec<Place>, StoreError> {
    let is_file = |entry: &Entry| entry.kind == Kind::File;
    let names = record.list_if_there()?.into_iter().filter(is_file).map(|entry| entry.name);
    let mut numbered: Vec<_> = names.filter_map(|name| Some((number(&name)?, record.child(&name)))).collect();
    numbered.sort();
    let old = old_file(record).map(|file| file.beside(&format!(".{}.recovery", file.name()))).filter(Place::exists);
    Ok(old.into_iter().chain(numbered.into_iter().map(|(_, file)| file)).collect())
}

/// A file of work in progress and what it held: removed by the window that wrote it, or that was told what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    file: Place,
    sha256: Checksum,
}

impl Work {
    /// Takes it away; what somebody else wrote there since stays.
    pub(super) fn remove(&self) -> Result<(), StoreError> {
        if self.file.get().is_ok_and(|bytes| Checksum::of(&bytes) != self.sha256) {
            return Ok(());
        }
        self.file.remove()
    }

    /// As what the next step of the same work names it.
    pub(super) fn as_parent(&self) -> Parent {
        Parent { name: self.file.name().to_owned(), sha256: self.sha256.clone() }
    }
}

/// Keeps the text of work in progress beside the states of a record, after all that is kept there; the folder `home` must be
/// there. Says how surely it lasts.
pub(super) fn keep(record: &Place, home: &Place, text: &str) -> Result<(Work, Kept), StoreError> {
    let sha256 = Checksum::of(text.as_bytes());
    keep_file(record, home, text).map(|(file, kept)| (Work { file, sha256 }, kept))
}

fn keep_file(record: &Place, home: &Place, text: &str) -> Result<(Place, Kept), StoreError> {
    let names = record.list_if_there()?.into_iter().map(|entry| entry.name);
    let mut next = names.filter_map(|name| number(&name)).max().unwrap_or(0);
    loop {
        next = next.saturating_add(1);
        let file = record.child(&format!("{PREFIX}{next}.ron"));
        match file.create_within(home, text.as_bytes()) {
            // Another window keeps its own.
            Err(StoreError::AlreadyExists { .. }) if next < u32::MAX => {}
            kept => return kept.map(|kept| (file, kept)),
        }
    }
}

/// Looks for work in progress beside a session as it is now. Work that holds the same is removed. What two windows wrote, no
/// lock keeping them apart, is two works: the newest is offered, the other once that one is done.
///
/// # Errors
///
/// When the folder can't be looked into: work that is there must not pass for none.
pub(super) fn find(record: &Place, saved: &Current<SessionFile>) -> Result<Found, StoreError> {
    let mut found = Found::default();
    // What a later step of the same work grew from, from the newest back.
    let mut steps: Vec<Parent> = Vec::new();
    for file in files(record)?.into_iter().rev() {
        let (parsed, sha256) = match read(&file, &saved.parsed.value) {
            Ok(read) => read,
            Err(error) => {
                found.broken.get_or_insert(BrokenRecovery { kept_as: file.shown(), error });
                continue;
            }
        };
        let work = Work { file, sha256 };
        let is_step = steps.contains(&work.as_parent());
        let parents = parsed.revision.iter().flat_map(|revision| &revision.parents);
        let before: Vec<Parent> = parents.filter(|parent| is_work(&parent.name)).cloned().collect();
        if parsed.value == saved.parsed.value && !is_step {
            // The same as the record: nothing to offer. What stays is found the same again.
            _ = work.remove();
            steps.extend(before);
        } else if is_step && found.recovery.is_none() {
            // A step towards what the record holds.
            _ = work.remove();
            steps.extend(before);
        } else if is_step {
            found.work.push(work);
            steps.extend(before);
        } else if found.recovery.is_none() {
            found.recovery = Some(offered(&work.file, parsed, saved));
            found.work.push(work);
            steps = before;
        }
    }
    // The oldest first, as it is removed.
    found.work.reverse();
    Ok(found)
}

/// What the work is.
fn offered(file: &Place, parsed: Parsed<SessionFile>, saved: &Current<SessionFile>) -> Recovery {
    let (note, parents) = parsed.revision.map(|revision| (revision.note, revision.parents)).unzip();
    let parents =
        parents.map(|parents| parents.into_iter().filter(|parent| !is_work(&parent.name)).collect::<Vec<_>>());
    // Work of the earlier layout names nothing: it grew from the file beside it.
    let is_newest = parents.as_ref().map_or(saved.base.last == 0, |parents| *parents == saved.base.parents);
    let grown_from = parents.and_then(|parents| Some(parents.first()?.name.clone()));
    let modified = file.stamp().0.map_or(SystemTime::UNIX_EPOCH, |(modified, _)| modified);
    Recovery { session: parsed.value.into_session(), modified, note, is_newest, grown_from }
}

fn read(file: &Place, saved: &SessionFile) -> Result<(Parsed<SessionFile>, Checksum), StoreError> {
    let bytes = file.get()?;
    let parsed = parse_bytes::<SessionFile>(file, &bytes)?;
    let invalid = |flaw| StoreError::Invalid { file: file.shown(), position: Position::START, flaw };
    if parsed.newer.is_some() {
        return Err(invalid(Flaw::NewerRecovery));
    }
    if parsed.value.id != saved.id {
        return Err(invalid(Flaw::ForeignRecovery));
    }
    Ok((parsed, Checksum::of(&bytes)))
}
