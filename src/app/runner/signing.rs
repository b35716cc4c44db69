//! Signing: who signs is read, a state is signed by a job, and a passphrase stays known as long as its owner said.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::Moment;
use crate::store::{
    Library, Place, Reason, SessionEntry, Signer, SignerEntry, StoreError, UnlockedKey, record_of, record_place,
    sessions_below, sign_session,
};

use super::super::action::{Answer, Leave, RelockOrder, SignOrder, Signing, Who};
use super::super::dialogs::{AmendForm, Dialog, RelockForm, SignForm, UnsignedView};
use super::super::document::Document;
use super::super::jobs::Name;
use super::super::reading::Unsigned;
use super::desk::Desk;
use super::{library, revisions, saving};

/// Sessions are listed as unsigned when they are older than this.
const DUE_AFTER_HOURS: i64 = 24;

/// The form by which the open session is signed, once what isn't saved is.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let record = document.file.place().clone();
    if document.editable() && document.unsaved() {
        return saving::start(Some(Leave::AskSign(record)), desk);
    }
    ask_saved(&record, desk);
}

/// The form by which the open session of a record is signed, as it is saved.
pub(super) fn ask_saved(record: &Place, desk: &mut Desk<'_>) {
    let open = desk.model.document.as_ref().filter(|document| document.file.place() == record);
    let Some(state) = open.and_then(|document| document.file.state().cloned()) else { return };
    desk.screen.jobs.start(Name::Signers, move |_task| {
        let read = Library::at(state.root()).and_then(|library| library.signers());
        Some(Answer::Signers(state, read))
    });
}

/// Shows the form, if the state is still what is open.
pub(super) fn show(state: Place, read: Result<Vec<SignerEntry>, StoreError>, desk: &mut Desk<'_>) {
    let is_it = |document: &&Document| document.file.state() == Some(&state) && !document.unsaved();
    let Some(document) = desk.model.document.as_ref().filter(is_it) else { return };
    let entries = match read {
        Ok(entries) => entries,
        Err(why) => return desk.trouble(&why),
    };
    // Who signed what is saved now needn't do so again.
    let now = document.file.signatures().iter().filter(|signature| !signature.is_older);
    let signed: Vec<_> = now.map(|signature| &signature.signed.key).collect();
    let known = entries.into_iter().filter_map(|entry| entry.signer.ok());
    let (done, signers): (Vec<Signer>, Vec<Signer>) = known.partition(|signer| signed.contains(&&signer.key));
    let signers: Vec<Arc<Signer>> = signers.into_iter().map(Arc::new).collect();
    let title = document.history.session().details.title.clone();
    let meaning = match document.file.signatures() {
        [] => desk.model.texts.get("sign-meaning-treated"),
        _ => desk.model.texts.get("sign-meaning-read"),
    };
    let settings = &desk.model.settings;
    let unlocked = still_unlocked(desk);
    let author = desk.author();
    // A new name is offered only where it isn't somebody's who signs here already.
    let is_taken = signers.iter().map(|signer| &**signer).chain(&done).any(|signer| signer.name == author);
    let author = if is_taken { String::new() } else { author };
    // Who signs a second time here was asked who they are: somebody else sits there now.
    let unlocked = if document.file.signatures().is_empty() { unlocked } else { BTreeSet::new() };
    let form = SignForm::new(
        (state, title),
        (signers, settings.last_signer.as_deref()),
        unlocked,
        (meaning, settings.unlocked_min, author),
    );
    desk.show(Dialog::Sign(Box::new(form.after_all(!done.is_empty()))));
}

fn still_unlocked(desk: &Desk<'_>) -> BTreeSet<String> {
    let now_s = desk.ctx.input(|input| input.time);
    let known = desk.screen.unlocked.iter().filter(|(_, (_, until_s))| *until_s > now_s);
    known.map(|(id, _)| id.clone()).collect()
}

/// Drops the keys whose time is over.
pub(in crate::app) fn lock(desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    desk.screen.unlocked.retain(|_, (_, until_s)| *until_s > now_s);
}

/// Has a state signed.
pub(super) fn sign(order: SignOrder, desk: &mut Desk<'_>) {
    lock(desk);
    let SignOrder { state, who, meaning, passphrase, keep_min } = order;
    let known = match &who {
        Who::Known(signer) if passphrase.is_empty() => desk.screen.unlocked.get(&signer.id).map(|(key, _)| key.clone()),
        Who::Known(_) | Who::New { .. } => None,
    };
    let mut random = [0; 72];
    let has_chance = (desk.services.random)(&mut random);
    let (id, note) = ((desk.services.new_id)(), desk.note(Reason::Sign));
    desk.screen.jobs.start(Name::Sign, move |_task| {
        let done = || {
            let signer = match who {
                Who::Known(signer) => signer,
                Who::New { .. } if !has_chance => return Ok(Signing::NoKey),
                Who::New { name, role } => {
                    let Some(new) = Signer::new(id, [&name, &role], passphrase.as_str(), random) else {
                        return Ok(Signing::NoKey);
                    };
                    Library::at(state.root())?.add_signer(&new, &note.clone().because(Reason::Save))?;
                    Arc::new(new)
                }
            };
            let Some(key) = known.or_else(|| signer.unlock(passphrase.as_str())) else { return Ok(Signing::Refused) };
            let saved = sign_session(&state, (&signer, &key), &meaning, &note)?;
            Ok(Signing::Done(saved, signer.id.clone(), Box::new(key), keep_min))
        };
        let done = done();
        Some(Answer::Signed(state, done))
    });
}

/// A state was signed, or not; returns the wish to open the session as it is now, if it is what is shown.
pub(super) fn signed(state: &Place, done: Result<Signing, StoreError>, desk: &mut Desk<'_>) -> Option<Leave> {
    match done {
        Ok(Signing::Done(saved, signer, key, keep_min)) => {
            keep(signer, *key, keep_min, desk);
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Sign(form) if form.asks(state)));
            let number = [("number", saved.number.into())];
            desk.say(desk.model.texts.with("said-signed", &number));
            library::reread_sessions(desk);
            revisions::anew(record_place(state), desk)
        }
        Ok(Signing::Refused) => {
            if let Some(form) = desk.screen.dialogs.sign_form(state) {
                form.refuse();
            }
            None
        }
        Ok(Signing::NoKey) => {
            desk.fail(desk.model.texts.get("sign-no-key"));
            None
        }
        Err(why) => {
            desk.trouble(&why);
            None
        }
    }
}

/// Keeps a key for as long as its owner said, and who it was.
fn keep(signer: String, key: UnlockedKey, keep_min: u32, desk: &mut Desk<'_>) {
    let until_s = desk.ctx.input(|input| input.time) + 60.0 * f64::from(keep_min);
    desk.model.settings.last_signer = Some(signer.clone());
    // A known key's time isn't prolonged by its use.
    if keep_min > 0 && !desk.screen.unlocked.contains_key(&signer) {
        desk.model.settings.unlocked_min = keep_min;
        desk.screen.unlocked.insert(signer, (key, until_s));
    }
}

/// Has those read who sign in the open library, of whom one is to get another passphrase.
pub(super) fn ask_relock(desk: &mut Desk<'_>) {
    let Some(root) = desk.model.library.as_ref().map(|open| open.library.root().clone()) else { return };
    desk.screen.jobs.start(Name::Signers, move |_task| {
        let read = Library::at(root.clone()).and_then(|library| library.signers());
        Some(Answer::Relockable(root, read))
    });
}

/// Shows the form, if the library is still open; says so where nobody signs in it.
pub(super) fn show_relock(root: &Place, read: Result<Vec<SignerEntry>, StoreError>, desk: &mut Desk<'_>) {
    if desk.library_at(root).is_none() {
        return;
    }
    let entries = match read {
        Ok(entries) => entries,
        Err(why) => return desk.trouble(&why),
    };
    let readable = entries.into_iter().filter_map(|entry| Some((entry.place, Arc::new(entry.signer.ok()?))));
    let signers: Vec<_> = readable.collect();
    if signers.is_empty() {
        return desk.say(desk.model.texts.get("said-nobody-signs"));
    }
    let form = RelockForm::new(root.clone(), signers, desk.model.settings.last_signer.as_deref());
    desk.show(Dialog::Relock(Box::new(form)));
}

/// Has the key of a signer under another passphrase.
pub(super) fn relock(order: RelockOrder, desk: &mut Desk<'_>) {
    let mut random = [0; 40];
    if !(desk.services.random)(&mut random) {
        return desk.fail(desk.model.texts.get("sign-no-key"));
    }
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Sign, move |_task| {
        let RelockOrder { root, record, signer, before, after } = order;
        let done = signer.relocked(before.as_str(), after.as_str(), random).map_or(Ok(false), |changed| {
            Library::at(root).and_then(|library| library.change_signer(&record, &changed, &note)).map(|()| true)
        });
        Some(Answer::Relocked(record, done))
    });
}

/// The passphrase is another one, or not.
pub(super) fn relocked(record: &Place, done: Result<bool, StoreError>, desk: &mut Desk<'_>) {
    match done {
        Ok(true) => {
            desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Relock(form) if form.is_about(record)));
            desk.say(desk.model.texts.get("said-relocked"));
        }
        Ok(false) => {
            if let Some(form) = desk.screen.dialogs.relock_form(record) {
                form.refuse();
            }
        }
        Err(why) => desk.trouble(&why),
    }
}

/// The form that asks why what is signed is changed.
pub(super) fn ask_amend(desk: &Desk<'_>) -> Option<Dialog> {
    let document = desk.model.document.as_ref()?;
    let title = document.history.session().details.title.clone();
    let author = desk.author();
    Some(Dialog::Amend(AmendForm::new(document.file.place().clone(), title, author)))
}

/// Has the library looked through for sessions that nobody signed.
pub(super) fn ask_unsigned(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let (root, now) = (open.library.root().clone(), (desk.services.now)());
    desk.screen.jobs.start(Name::Unsigned, move |_task| {
        let found = sessions_below(&root).into_iter().filter_map(|record| unsigned(record, now)).collect();
        Some(Answer::Unsigned(root, found))
    });
}

/// What is listed of a session, if it is due.
fn unsigned(record: Place, now: Moment) -> Option<Unsigned> {
    let summary = SessionEntry::of(record.clone()).summary.ok()?;
    if summary.is_signed() || summary.voided.is_some() || !is_due(summary.started, now) {
        return None;
    }
    let (patient, course) = record_of(&record)?;
    if patient.voided.is_some() || course.voided.is_some() {
        return None;
    }
    let amended = summary.is_amended();
    let (patient, course) = (patient.name, course.title);
    Some(Unsigned { record, patient, course, title: summary.title, started: summary.started, amended })
}

/// Whether a session that began then should be signed by now.
pub(in crate::app) fn is_due(started: Moment, now: Moment) -> bool {
    let at = |moment: Moment| moment.offset().to_timestamp(moment.civil()).ok();
    let age = at(now).zip(at(started)).map(|(now, started)| now.duration_since(started));
    age.is_some_and(|age| age.as_hours() >= DUE_AFTER_HOURS)
}

/// Shows them, if their library is still open.
pub(super) fn show_unsigned(root: &Place, found: Vec<Unsigned>, desk: &mut Desk<'_>) {
    if desk.library_at(root).is_some() {
        desk.show(Dialog::Unsigned(UnsignedView::new(found)));
    }
}
