//! Saving, copies, and the recovery file: each written by a job, from the state that it was asked to write.

use std::path::Path;
use std::sync::Arc;

use crate::advice::store_error_text;
use crate::chart::{Details, Edit, Origin, Session};
use crate::store::{self, Kept, OpenSession, Reason, Saved, StoreError, place_with};
use crate::text::Texts;

use super::super::action::{Answer, Leave};
use super::super::dialogs::{Dialog, Notice};
use super::super::document::{Autosave, Document, Snapshot};
use super::super::jobs::Name;
use super::desk::Desk;
use super::library::reread_sessions;

/// Saves the session as it is now, and then goes on with what that holds up.
pub(super) fn start(then: Option<Leave>, desk: &mut Desk<'_>) {
    start_because(Reason::Save, then, desk);
}

/// As [`start`], for a reason of its own.
pub(super) fn start_because(why: Reason, then: Option<Leave>, desk: &mut Desk<'_>) {
    let (records_time, now_s) = (desk.model.settings.records_time, desk.ctx.input(|input| input.time));
    let Some(document) = &mut desk.model.document else { return };
    document.history.commit();
    if records_time {
        record_time(document, now_s);
    }
    let (snapshot, file) = (document.snapshot(), document.file.handle());
    let (id, note) = (document.id, desk.note(why));
    desk.screen.jobs.start(Name::Save(id), move |_task| {
        let done = file.with(|file| {
            let note = if why == Reason::Save { note.because(reason(&file.session, &snapshot.session)) } else { note };
            file.save(&snapshot.session, &note)
        })?;
        Some(Answer::Saved(snapshot, done, then))
    });
}

/// Why a state is saved after another.
fn reason(before: &Session, after: &Session) -> Reason {
    let void = |session: &Session| (session.details.voided.clone(), session.voided.len());
    if void(before) != void(after) {
        Reason::Void
    } else if carried(after) > carried(before) {
        Reason::TakeOver
    } else {
        Reason::Save
    }
}

/// How many groups of marks a session has from another one.
fn carried(session: &Session) -> usize {
    session.groups.iter().filter(|group| matches!(group.origin, Origin::Carried(_))).count()
}

/// Has the session say how long charting took, where it is timed and its record doesn't say so already.
fn record_time(document: &mut Document, now_s: f64) {
    let details = &document.history.session().details;
    let Some(charting_s) = document.charting_s(now_s).filter(|_| details.charting_s.is_none()) else { return };
    // A record knows no zero.
    let details = Details { charting_s: Some(charting_s.max(1)), ..Details::clone(details) };
    // Details can always be set: there is nothing that they could contradict.
    _ = document.history.apply(&Edit::SetDetails(details));
}

/// A save ended; returns what it held up, if that can go on.
pub(super) fn done(
    snapshot: &Snapshot,
    done: Result<Saved, StoreError>,
    then: Option<Leave>,
    desk: &mut Desk<'_>,
) -> Option<Leave> {
    let document = desk.model.document.as_mut().filter(|document| document.id == snapshot.document)?;
    match done {
        Ok(saved) => {
            document.note_saved(snapshot.revision);
            document.file.note_saved(saved.number);
            let record = document.file.place().stem().to_owned();
            let name =
                desk.model.texts.with("saved-revision", &[("record", record.into()), ("number", saved.number.into())]);
            let took_s = document.take_charting_s(desk.ctx.input(|input| input.time));
            let text = saved_text(name, took_s, &desk.model.texts);
            desk.say(text);
            reread_sessions(desk);
            desk.warn_of(saved.kept);
            if saved.is_fork {
                desk.show(Dialog::Notice(Notice::Forked(desk.model.texts.get("forked-text"))));
                return None;
            }
            then
        }
        Err(why) => {
            desk.trouble(&why);
            None
        }
    }
}

/// That a file is saved, and how long its session was charted, from the first mark on.
fn saved_text(file: String, took_s: Option<u32>, texts: &Texts) -> String {
    let Some(seconds) = took_s else { return texts.with("said-saved", &[("file", file.into())]) };
    let places = [("file", file.into()), ("minutes", (seconds / 60).into()), ("seconds", (seconds % 60).into())];
    texts.with("said-saved-after", &places)
}

/// Writes a copy elsewhere; the open file stays the one that is edited. A copy in the library is a session of its own
/// there; anywhere else it is the same record.
pub(super) fn copy(session: &Arc<Session>, path: &Path, then: Option<Leave>, desk: &mut Desk<'_>) {
    let path = path.with_extension("ron");
    let mut session = Session::clone(session);
    let new_id = (desk.services.new_id)();
    let library = desk.model.library.as_ref().map(|open| open.library.clone());
    let (note, keys) = (desk.note(Reason::Import), desk.screen.keys.clone());
    desk.screen.jobs.start(Name::Copy, move |_task| {
        let inside = path.parent().and_then(|folder| place_with(folder, &keys).ok());
        let inside = inside.filter(|folder| library.is_some_and(|library| library.holds(folder)));
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let done = match inside {
            Some(folder) => {
                session.id = new_id;
                store::write_copy_in(&folder, &stem, &session, &note)
            }
            None => store::write_copy(&session, &path),
        };
        Some(Answer::Copied(path, done, then))
    });
}

/// A copy was written, or not; returns what it held up.
pub(super) fn copied(
    path: &Path,
    done: Result<Kept, StoreError>,
    then: Option<Leave>,
    desk: &mut Desk<'_>,
) -> Option<Leave> {
    let kept = match done {
        Ok(kept) => kept,
        Err(why) => {
            desk.trouble(&why);
            return None;
        }
    };
    let text = desk.model.texts.with("said-saved", &[("file", path.display().to_string().into())]);
    desk.say(text);
    reread_sessions(desk);
    desk.warn_of(kept);
    then
}

/// Has the recovery file written when a change has rested; at once where the window is hidden, as nobody charts there.
pub(in crate::app) fn autosave(hidden: bool, desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    let Some(document) = &mut desk.model.document else { return };
    let file = document.file.handle();
    match document.autosave(now_s, hidden) {
        Autosave::Rest => {}
        Autosave::Wait(wait) => desk.ctx.request_repaint_after(wait),
        Autosave::Keep(snapshot) => {
            let note = desk.note(Reason::Work);
            desk.screen.jobs.start(Name::Recovery(snapshot.document), move |_task| {
                let done = file.with(|file| file.autosave(&snapshot.session, &note))?;
                Some(Answer::Kept(snapshot, done))
            });
        }
        Autosave::Discard => {
            let snapshot = document.snapshot();
            desk.screen.jobs.start(Name::Recovery(snapshot.document), move |_task| {
                let done = file.with(OpenSession::discard_recovery)?;
                Some(Answer::Kept(snapshot, done))
            });
        }
    }
}

/// Keeps what isn't saved as work in progress, before this returns: there is no later.
pub(in crate::app) fn keep_now(desk: &mut Desk<'_>) {
    let note = desk.note(Reason::Work);
    let Some(document) = &mut desk.model.document else { return };
    if !document.editable() || !document.unsaved() || document.discarding() {
        return;
    }
    document.history.commit();
    let snapshot = document.snapshot();
    // Where even this fails there is nobody left to tell.
    let _ = document.file.handle().with(|file| file.autosave(&snapshot.session, &note));
}

/// The recovery file was written, or not.
pub(super) fn kept(snapshot: &Snapshot, done: Result<(), StoreError>, desk: &mut Desk<'_>) {
    let Some(document) = desk.model.document.as_mut().filter(|document| document.id == snapshot.document) else {
        return;
    };
    match done {
        Ok(()) => document.note_kept(snapshot.revision),
        Err(why) => {
            let why = store_error_text(&why, &desk.model.texts);
            let text = desk.model.texts.with("autosave-failed", &[("why", why.into())]);
            desk.say(text);
        }
    }
}
