//! Opening sessions and libraries: a job reads them, and what was open stays until they are there, and where they can't be
//! read.

use std::path::Path;
use std::time::SystemTime;

use crate::advice::store_error_text;
use crate::chart::Session;
use crate::store::{
    self, Keyring, Library, Note, OpenSession, Place, Protection, Reason, Recovery, SecretSeed, StoreError, locks_of,
    new_key_file,
};
use crate::text::Texts;

use super::super::action::{Answer, Leave, NewLibrary};
use super::super::dialogs::{Dialog, Notice, UnlockForm};
use super::super::document::{Closing, DocId, Document, next_serial};
use super::super::jobs::Name;
use super::super::model::{NextMark, OpenLibrary};
use super::super::reading::{Found, Home};
use super::super::settings::Remembered;
use super::closing::{close_session_now, keeps, question};
use super::desk::Desk;
use super::{library, paths, views};

/// Opens what was asked for, or what was open when the program ended, as far as it is still there.
pub(in crate::app) fn reopen(path: Option<&Path>, desk: &mut Desk<'_>) {
    let settings = desk.model.settings.clone();
    match (path.map(|path| paths::dropped(path.to_path_buf(), &desk.screen.keys)), settings.library) {
        (Some(Ok(Leave::OpenSession(place))), _) => session(&place, desk),
        (Some(Ok(_)), _) => library(path.unwrap_or(Path::new("")), Remembered::default(), desk),
        (Some(Err(why)), _) => desk.trouble(&why),
        (None, Some(root)) if store::is_folder(&root) => library(&root, settings.last, desk),
        (None, _) => {}
    }
}

/// Has a session opened.
pub(super) fn session(place: &Place, desk: &mut Desk<'_>) {
    let same = desk.model.document.as_ref().is_some_and(|document| document.file.place() == place);
    if same {
        // Two windows on one session are refused, also where both are this one.
        close_session_now(desk);
    }
    let opened = place.clone();
    read_session(Leave::OpenSession(place.clone()), move || store::open_session(&opened), desk);
}

/// Has a signed session opened to be changed for a reason.
pub(super) fn to_amend(record: &Place, reason: String, desk: &mut Desk<'_>) {
    close_session_now(desk);
    let opened = record.clone();
    let open = {
        let reason = reason.clone();
        move || store::open_to_amend(&opened, &reason)
    };
    read_session(Leave::Amend(record.clone(), reason), open, desk);
}

fn read_session(
    leave: Leave,
    open: impl FnOnce() -> Result<OpenSession, StoreError> + Send + 'static,
    desk: &mut Desk<'_>,
) {
    let (shown, language) = (desk.model.standing(), desk.model.texts.chosen());
    start(leave, desk, move |now| {
        let session = Box::new(open()?);
        Ok(Found { home: Home::of_session(session.place(), &shown, language, now), session: Some(session) })
    });
}

/// Has a library opened, with the patient and the course that were chosen in it last.
pub(super) fn library(folder: &Path, last: Remembered, desk: &mut Desk<'_>) {
    let (folder, language) = (folder.to_path_buf(), desk.model.texts.chosen());
    let keys = desk.screen.keys.clone();
    start(Leave::OpenLibrary(folder.clone()), desk, move |now| {
        let home = Home::of_library(Library::open_with(&folder, &keys)?, &last, language, now);
        // The session that was open last, if it is still there; what can't be opened is no reason not to open the library.
        let session = home.course.as_ref().and_then(|course| course.child_of(last.session.as_ref()?));
        let session = session.and_then(|session| store::open_session(&session).ok()).map(Box::new);
        Ok(Found { home: Some(home), session })
    });
}

/// Has a library made and opened.
pub(super) fn new_library(wanted: NewLibrary, desk: &mut Desk<'_>) {
    let mut random = zeroize::Zeroizing::new([[0; 32]; 2]);
    if wanted.seal.is_some() && !random.iter_mut().all(|seed| (desk.services.random)(seed)) {
        return desk.fail(desk.model.texts.get("sign-no-key"));
    }
    if !desk.screen.writing.insert(key(&wanted.folder)) {
        return;
    }
    let (language, note, keys) = (desk.model.texts.chosen(), desk.note(Reason::Save), desk.screen.keys.clone());
    start(Leave::CreateLibrary(wanted.clone()), desk, move |now| {
        let library = make(&wanted, (&random, &keys), &note)?;
        let home = Home::of_library(library, &Remembered::default(), language, now);
        Ok(Found { home: Some(home), session: None })
    });
}

/// Makes a library; of an encrypted one the key file first, so that it never lacks what it was made for.
fn make(wanted: &NewLibrary, (random, keys): (&[[u8; 32]; 2], &Keyring), note: &Note) -> Result<Library, StoreError> {
    let NewLibrary { folder, name, seal } = wanted;
    let Some(seal) = seal else { return Library::create(folder, name, note) };
    let [of_library, of_key_file] = random.map(SecretSeed::from);
    let mut how = Protection { passphrase: seal.passphrase.clone(), recipients: Vec::new() };
    if let Some(file) = &seal.key_file {
        store::require_empty(folder)?;
        let (identity, text) = new_key_file(&of_key_file);
        store::write_key_file(file, &text)?;
        how.recipients.push(identity.recipient());
    }
    Library::create_sealed((folder, name), (&how, &of_library, keys), note)
}

/// What names the making of a library.
fn key(folder: &Path) -> String {
    format!("library in {}", folder.display())
}

fn start(
    leave: Leave,
    desk: &mut Desk<'_>,
    read: impl FnOnce(SystemTime) -> Result<Found, StoreError> + Send + 'static,
) {
    let id = next_serial();
    desk.model.opening = Some(id);
    let (closing, keys) = (std::mem::take(&mut desk.screen.closing), desk.screen.keys.clone());
    desk.screen.jobs.start(Name::Open, move |task| {
        // A job that writes what was closed still holds its lock.
        closing.iter().for_each(Closing::wait);
        let found = read(task.now()).map_err(|why| (why, record_of(&leave, &keys)));
        Some(Answer::Arrived(id, leave, Box::new(found)))
    });
}

/// The record that can't be read where what was asked for can't be opened.
fn record_of(leave: &Leave, keys: &Keyring) -> Option<Place> {
    match leave {
        Leave::OpenSession(place) | Leave::Amend(place, _) => {
            store::names_a_session(place).then(|| store::record_place(place))
        }
        Leave::OpenLibrary(folder) => store::place_with(folder, keys).ok().map(|root| Library::record_in(&root)),
        _ => None,
    }
}

/// Takes what was opened, unless something else was asked for since: then it is closed again.
pub(super) fn arrived(id: u64, leave: Leave, found: Result<Found, (StoreError, Option<Place>)>, desk: &mut Desk<'_>) {
    if let Leave::CreateLibrary(wanted) = &leave {
        desk.screen.writing.remove(&key(&wanted.folder));
    }
    if desk.model.opening.take_if(|opening| *opening == id).is_none() {
        return;
    }
    let found = match found {
        Ok(found) => found,
        Err((StoreError::Locked { file }, _)) => {
            keeps(desk);
            let by = locks_of(&file);
            return desk.show(Dialog::Unlock(UnlockForm::new(file, by)));
        }
        Err((why, record)) => {
            keeps(desk);
            return match record {
                Some(record) => desk.trouble_of(&record, &why),
                None => desk.trouble(&why),
            };
        }
    };
    // Of a library that was made just now.
    let kept = found.home.as_ref().map(|home| home.library.kept()).unwrap_or_default();
    // What was done while it was read mustn't be lost.
    if let Some(question) = question(&lasting(leave, &found, desk), desk) {
        drop(found);
        desk.show(Dialog::Notice(question));
        return desk.warn_of(kept);
    }
    close_session_now(desk);
    match (found.session, found.home) {
        (Some(session), home) => show_session(*session, home, desk),
        (None, Some(home)) => library::take_library(home, desk),
        (None, None) => {}
    }
    desk.warn_of(kept);
}

/// What was asked for as it is asked for once more: what is made now isn't made again, and its form is done.
fn lasting(leave: Leave, found: &Found, desk: &mut Desk<'_>) -> Leave {
    match (&leave, &found.home) {
        (Leave::CreateLibrary(wanted), Some(home)) => {
            let folder = &wanted.folder;
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Library(form) if form.makes(folder)));
            Leave::OpenLibrary(home.library.root().shown())
        }
        _ => leave,
    }
}

fn show_session(mut opened: OpenSession, home: Option<Home>, desk: &mut Desk<'_>) {
    let recovery =
        opened.recovery.as_ref().map(|recovery| recovered_text(recovery, opened.number(), &desk.model.texts));
    let altered = opened.altered;
    let broken = opened.broken_recovery.take().map(|broken| store_error_text(&broken.error, &desk.model.texts));
    let place = opened.place().clone();
    match home {
        Some(home) => library::take_home(home, desk),
        None => library::choose_nobody(desk),
    }
    desk.model.settings.last.session = Some(place.token());
    let record = desk.model.library.as_ref().map(OpenLibrary::chosen_record).unwrap_or_default();
    desk.model.document = Some(Document::new(opened, record));
    take_next(&place, desk);
    views::open_on_most_marks(desk);
    if altered {
        desk.fail(desk.model.texts.get("said-altered"));
    }
    if let Some(text) = recovery {
        desk.show(Dialog::Notice(Notice::Recovered(text)));
    } else if let Some(why) = broken {
        desk.fail(why);
    }
}

/// What is said of work in progress: that it was never saved, or that somebody saved since it began.
fn recovered_text(recovery: &Recovery, newest: u32, texts: &Texts) -> String {
    let clock = || jiff::Zoned::try_from(recovery.modified).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
    let since = recovery.note.as_ref().map_or_else(|| clock().unwrap_or_default(), |note| note.at.short());
    if recovery.is_newest {
        return texts.with("recovered-text", &[("since", since.into())]);
    }
    let from = recovery.grown_from.as_deref().unwrap_or_default().trim_end_matches(".ron").to_owned();
    texts.with("recovered-old-text", &[("since", since.into()), ("from", from.into()), ("newest", newest.into())])
}

/// The next mark names a cocktail that this session has, and is as in the session before where that was asked for.
fn take_next(place: &Place, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let kept = desk.model.next.cocktail.filter(|&letter| session.cocktail(letter).is_some());
    let cocktail = kept.or_else(|| session.cocktails.first().map(|cocktail| cocktail.letter));
    desk.model.next = NextMark { cocktail, ..desk.model.next.clone() };
    if let Some((_, last)) = desk.screen.as_last.take().filter(|(added, _)| added == place) {
        desk.model.next_as_in(&last);
    }
}

/// A session that another window writes and this one only shows is read again.
pub(super) fn follow_elsewhere(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    if !document.follows() {
        return;
    }
    let (id, place) = (document.id, document.file.place().clone());
    desk.screen
        .jobs
        .start(Name::Follow, move |_task| Some(Answer::Followed(id, store::load_session(&place).map(Box::new))));
}

/// Takes what another window saved, if it is still shown.
pub(super) fn followed(id: DocId, read: Result<Box<Session>, StoreError>, desk: &mut Desk<'_>) {
    let shown = desk.model.document.as_mut().filter(|document| document.id == id && document.follows());
    match (shown, read) {
        (Some(document), Ok(session)) => document.recover_as_saved(*session),
        (Some(_), Err(why)) => desk.trouble(&why),
        (None, _) => {}
    }
}
