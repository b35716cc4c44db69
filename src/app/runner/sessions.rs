//! Sessions: adding, recovering, changing their heads.

use std::sync::Arc;

use crate::chart::{Details, Edit, Session};
use crate::store::{Library, Note, Place, Reason, StoreError, Stored, is_in_a_course, sessions_below};

use super::super::action::{Answer, Leave, TakeOver};
use super::super::dialogs::{Dialog, EarlierForm, SessionForm};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::model::OpenLibrary;
use super::super::reading::{Added, NewSession, Standing, counting, last_readable};
use super::desk::Desk;
use super::library::{is_settled, reread_sessions};
use super::{clipboard, closing, drafting, editing};

/// Has the last session of the course read, which the form of a new one starts from.
pub(super) fn ask_new_session(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (files, standing) = (files(open), desk.model.standing());
    desk.screen.jobs.start(Name::LastSession, move |_task| {
        Some(Answer::LastSession(standing, last_readable(files.into_iter()).map(Box::new)))
    });
}

/// Shows the form of a new session, unless something else was chosen since.
pub(super) fn show_form(asked: &Standing, last: Option<Box<Session>>, desk: &mut Desk<'_>) {
    if desk.model.went_on(asked) || !desk.screen.dialogs.is_empty() {
        return;
    }
    if let Some(form) = form(last.map(|last| last.details.size.clone()).unwrap_or_default(), desk) {
        desk.show(Dialog::Session(form));
    }
}

/// Patients keep their size; the form shows it, to be corrected.
fn form(size: crate::chart::PatientSize, desk: &Desk<'_>) -> Option<SessionForm> {
    let (library, texts) = (desk.model.library.as_ref()?, &desk.model.texts);
    let course = library.chosen_course()?;
    let home = (course.folder.clone(), course.course.as_ref().ok()?.body);
    let title = texts.with("session-numbered", &[("number", (library.sessions.len() + 1).into())]);
    let clinician = desk.model.settings.clinician.clone();
    let (started, notes) = ((desk.services.now)(), String::new());
    let details = Details { title, started, clinician, notes, size, charting_s: None, voided: None };
    let zone = (desk.services.zone.clone(), &**texts);
    Some(SessionForm::new(home, &details, !library.sessions.is_empty(), zone))
}

fn files(open: &OpenLibrary) -> Vec<Place> {
    open.sessions.iter().map(|entry| entry.place.clone()).collect()
}

/// Has a session added to the course in a folder, to be opened then.
pub(super) fn add_session(folder: &Place, details: Details, take_over: TakeOver, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let chosen = open.chosen_course().filter(|entry| entry.folder == *folder);
    let Some(course) = chosen.and_then(|entry| entry.course.as_ref().ok()) else { return };
    let session = Session::new((desk.services.new_id)(), details, course.body);
    let (library, files) = (open.library.clone(), files(open));
    let (course, standing) = (folder.clone(), desk.model.standing());
    if !desk.screen.writing.insert(key(&course)) {
        return;
    }
    desk.model.settings.clinician.clone_from(&session.details.clinician);
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = add((&library, &course), session, files, take_over, &note);
        Some(Answer::SessionAdded(Added { course, standing, done }))
    });
}

/// What names the adding of a session to a course.
fn key(course: &Place) -> String {
    format!("session of {}", course.shown().display())
}

fn add(
    (library, course): (&Library, &Place),
    mut session: Session,
    files: Vec<Place>,
    take_over: TakeOver,
    note: &Note,
) -> Result<Stored<NewSession>, StoreError> {
    let last = if take_over == TakeOver::default() { None } else { last_readable(files.into_iter()) };
    // Lots included: the clinician sees and corrects them.
    if let Some(last) = last.as_ref().filter(|_| take_over.cocktails) {
        session.cocktails.clone_from(&last.cocktails);
    }
    let open = library.create_session(course, &session, note)?;
    let it = (open.place().clone(), last.filter(|_| take_over.next_mark).map(Arc::new));
    Ok(Stored { it, kept: open.kept() })
}

/// A session was added, or not; returns the wish to open it, unless something else was chosen since.
pub(super) fn added(added: Added, desk: &mut Desk<'_>) -> Option<Leave> {
    let Added { course, standing, done } = added;
    desk.screen.writing.remove(&key(&course));
    let Stored { it: (file, as_last), kept } = match done {
        Ok(done) => done,
        Err(why) => {
            closing::keeps(desk);
            desk.trouble(&why);
            return None;
        }
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Session(form) if form.adds_to(&course)));
    reread_sessions(desk);
    desk.warn_of(kept);
    if desk.model.went_on(&standing) {
        return None;
    }
    desk.screen.as_last = as_last.map(|session| (file.clone(), session));
    Some(Leave::OpenSession(file))
}

/// The next mark is given what the marks of the session before were last given; its cocktail is one of this session.
pub(super) fn next_as_last_session(desk: &mut Desk<'_>) {
    if let Some(before) = desk.model.ghost_before().map(|ghost| Arc::clone(&ghost.session)) {
        desk.model.next_as_in(&before);
    }
    drafting::show(desk);
}

/// The marks of the session before are this one's too, each to be changed where it wasn't repeated.
pub(super) fn take_over(desk: &mut Desk<'_>) {
    let Some(before) = desk.model.ghost_before().map(|ghost| Arc::clone(&ghost.session)) else { return };
    let all = before.marks.iter().map(|mark| mark.id).collect();
    clipboard::put_in(&before, &all, desk);
}

/// Has the other sessions of the open one's own course read, whatever is chosen at the left.
pub(super) fn ask_earlier(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, own) = (document.id, document.file.place().clone());
    desk.screen.jobs.start(Name::Earlier, move |_task| {
        // Beside a file outside a library lie the sessions of who knows whom.
        is_in_a_course(&own).then_some(())?;
        let others = sessions_below(&own.parent()?).into_iter().filter(|record| *record != own);
        Some(Answer::Earlier(id, others.filter_map(|record| counting(&record)).collect()))
    });
}

/// Shows the sessions to take marks from.
pub(super) fn show_earlier(document: DocId, sessions: Vec<Session>, desk: &mut Desk<'_>) {
    if desk.document_id() == Some(document) {
        desk.show(Dialog::Earlier(EarlierForm::new(sessions.into_iter().map(Arc::new).collect())));
    }
}

/// Takes the recovered work, or drops it.
pub(super) fn recover(take: bool, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    document.undecided = false;
    let path = document.file.place().clone();
    if take {
        if let Some(recovery) = document.file.recovery.take() {
            document.recover(recovery.session);
        }
    } else {
        closing::discard_recovery(desk);
    }
    is_settled(&path, desk);
}

/// Changes the open session's title, date, clinician and notes.
pub(super) fn set_details(details: Details, desk: &mut Desk<'_>) {
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Session(_)));
    desk.model.settings.clinician.clone_from(&details.clinician);
    editing::edit(&Edit::SetDetails(details), desk);
}
