//! A session to a picture archive: made and sent by a job from the state that was asked for; what isn't stored is kept in the
//! library and can be sent once more.

use std::sync::Arc;

use crate::advice::{dicom_error_text, store_error_text, told};
use crate::chart::{Moment, Session};
use crate::export::dicom::{DicomSpec, Object, Study, USUAL_DPI, dicom};
use crate::scene::{VoidAbove, views_showing};
use crate::send::{Courier, Destination, Limits, Parcel, Recipient, Reply, deliver, echo, pack, waiting};
use crate::store::{Attested, CopyKind, Outgoing, Place, StoreError, attested, load_session, unsent};
use crate::text::Texts;

use super::super::action::{Answer, Delivered};
use super::super::archive::{ArchiveSettings, SendOrder, SendSubject, Told};
use super::super::dialogs::{Dialog, SendForm, UnsentView};
use super::super::jobs::{Name, Task};
use super::desk::Desk;

/// The form by which the open session is sent, as it was saved last.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(subject) = subject(desk) else { return };
    let settings = desk.model.settings.archive.clone();
    desk.model.archive.begin();
    desk.show(Dialog::Send(Box::new(SendForm::new(settings, subject))));
}

/// The open session as it was saved last; says why where it can't be sent.
pub(super) fn subject(desk: &mut Desk<'_>) -> Option<SendSubject> {
    let document = desk.model.document.as_ref()?;
    let (Some(state), Some(patient), Some(course)) =
        (document.file.state(), document.patient.as_ref(), document.course.as_ref())
    else {
        desk.fail(desk.model.texts.get("send-no-patient"));
        return None;
    };
    let details = &document.history.session().details;
    Some(SendSubject {
        state: state.clone(),
        patient: Arc::new(patient.clone()),
        course: Arc::new(course.clone()),
        techniques: Arc::clone(&desk.model.techniques),
        session: format!("{}, {}", details.title, details.started.short()),
    })
}

/// Asks an archive whether it is there.
pub(super) fn ask_archive(settings: ArchiveSettings, desk: &mut Desk<'_>) {
    let Ok(to) = settings.destination() else { return };
    desk.model.settings.archive = settings;
    desk.model.archive.is_asking = true;
    desk.screen.jobs.start(Name::Echo, move |_task| {
        let reply = echo(&to, Limits::default());
        Some(Answer::Echoed(to, reply))
    });
}

/// Sends a session; what of it wasn't stored is sent once more, as it is, and not made anew.
pub(super) fn send(settings: ArchiveSettings, order: SendOrder, desk: &mut Desk<'_>) {
    desk.model.settings.archive = settings;
    let left = std::mem::take(&mut desk.model.archive.left);
    if !left.is_empty() {
        let to = Recipient::Archive(order.to);
        let parcels = left.into_iter().map(|parcel| parcel.addressed(&to)).collect();
        return send_again(order.subject.state.root(), parcels, desk);
    }
    let mut random = [0; 16];
    if !(desk.services.random)(&mut random) {
        return desk.fail(desk.model.texts.get("send-no-random"));
    }
    let (now, texts) = ((desk.services.now)(), Arc::clone(&desk.model.texts));
    let root = order.subject.state.root();
    let outgoing = Some((Outgoing::of(&root), CopyKind::Dicom, now));
    start((root.clone(), outgoing), desk, move |_task| {
        let objects = objects(&order, (now, random), &texts)?;
        Ok(pack(&root, objects, &order.to))
    });
}

/// Shows what the archive said.
pub(super) fn echoed(to: Destination, reply: Reply, desk: &mut Desk<'_>) {
    desk.model.archive.is_asking = false;
    desk.model.archive.echo = Some((to, reply));
}

/// Sends once more what is kept.
pub(super) fn send_again(root: Place, parcels: Vec<Parcel>, desk: &mut Desk<'_>) {
    // What stands on them is of an earlier day, and was noted if any of them went then.
    start((root, None), desk, move |_task| Ok((parcels, None)));
}

type Packed = Result<(Vec<Parcel>, Option<StoreError>), String>;

/// Sends what is packed, and notes that size and root of the ledger went out on it.
pub(super) fn start(
    (root, outgoing): (Place, Option<(Outgoing, CopyKind, Moment)>),
    desk: &mut Desk<'_>,
    packed: impl FnOnce(&Task<Answer>) -> Packed + Send + 'static,
) {
    let started = desk.screen.jobs.start(Name::Send, move |task| {
        let done = packed(task).map(|(parcels, unkept)| {
            let mut left = Vec::new();
            let goes_on = || !task.is_cancelled();
            deliver(&parcels, &Courier::default(), goes_on, |at, reply| {
                let parcel = &parcels[at];
                if !reply.is_done() {
                    left.push(parcel.clone());
                }
                let told = Told { label: parcel.label.clone(), to: parcel.to.clone(), reply };
                task.answer(Answer::Told(Box::new(told)));
            });
            if let Some((outgoing, kind, now)) = outgoing.filter(|_| left.len() < parcels.len()) {
                outgoing.went(kind, now);
            }
            let waits = unsent(&root).map_or(0, |kept| kept.len());
            Delivered { left, waits, unkept }
        });
        Some(Answer::Delivered(root, done))
    });
    if started {
        desk.model.archive.told.clear();
        desk.model.archive.remark = None;
        desk.model.archive.is_sending = true;
    } else {
        desk.say(desk.model.texts.get("send-one-at-a-time"));
    }
}

/// Reads the state that was asked for, and who vouches for it.
pub(super) fn read(subject: &SendSubject, texts: &Texts) -> Result<(Session, Attested), String> {
    let trouble = |why: StoreError| store_error_text(&why, texts);
    let session = load_session(&subject.state).map_err(trouble)?;
    Ok((session, attested(&subject.state).map_err(trouble)?))
}

/// The objects of a state.
fn objects(order: &SendOrder, (made, random): (Moment, [u8; 16]), texts: &Texts) -> Result<Vec<Object>, String> {
    let subject = &order.subject;
    let (session, attested) = read(subject, texts)?;
    let (patient, course) = (&*subject.patient, &*subject.course);
    let told = told((&session, &subject.techniques), (Some(patient), Some(course)), Some(attested), texts);
    let ledger = told.vouching.as_ref().map_or("", |vouching| &vouching.ledger);
    let study = Study { patient, session: &session, course: &course.title, ledger, made, random, texts };
    let spec = DicomSpec {
        study,
        views: &views_showing(&session),
        techniques: &subject.techniques,
        void: VoidAbove { patient: patient.voided.as_deref(), course: course.voided.as_deref() },
        is_named: order.is_named,
        regions: false,
        dpi: USUAL_DPI,
        report: Some(&told),
    };
    dicom(&spec).map(|(objects, _missing)| objects).map_err(|why| dicom_error_text(&why, texts))
}

/// Says what came of it all; what is kept is listed anew where the list is open.
pub(super) fn delivered(root: &Place, done: Result<Delivered, String>, desk: &mut Desk<'_>) {
    desk.model.archive.is_sending = false;
    let texts = Arc::clone(&desk.model.texts);
    let delivered = match done {
        Ok(delivered) => delivered,
        Err(why) => return desk.fail(why),
    };
    if let Some(why) = &delivered.unkept {
        desk.trouble(why);
    }
    let failed = delivered.left.len();
    let kept = delivered.left.iter().filter(|parcel| parcel.is_kept()).count();
    let counts = [("failed", failed.into()), ("kept", kept.into())];
    let text = if failed == 0 { texts.get("send-all-stored") } else { texts.with("send-kept", &counts) };
    desk.model.archive.left = delivered.left;
    if let Some(open) = desk.library_at(root) {
        open.unsent = delivered.waits;
    }
    desk.model.archive.remark = Some(text.clone());
    if desk.screen.dialogs.is_empty() {
        // The dialog was left while it was under way.
        if failed == 0 { desk.say(text) } else { desk.fail(text) }
    }
    if desk.screen.dialogs.unsent_view(root).is_some() {
        list(root.clone(), desk);
    }
}

/// Shows what is kept in the open library because it couldn't be sent.
pub(super) fn ask_unsent(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let root = open.library.root().clone();
    desk.model.archive.begin();
    list(root, desk);
}

fn list(root: Place, desk: &mut Desk<'_>) {
    desk.screen.jobs.start(Name::Outbox, move |_task| {
        let found = waiting(&root);
        Some(Answer::Unsent(root, found))
    });
}

/// Drops what is kept for good.
pub(super) fn discard(root: Place, parcel: Parcel, desk: &mut Desk<'_>) {
    desk.screen.jobs.start(Name::Outbox, move |_task| {
        let found = parcel.discard().and_then(|()| waiting(&root));
        Some(Answer::Unsent(root, found))
    });
}

/// Shows the list, or what became of it, if its library is still open.
pub(super) fn show_unsent(root: &Place, found: Result<(Vec<Parcel>, Vec<Place>), StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    match found {
        Ok((parcels, strange)) => {
            open.unsent = parcels.len() + strange.len();
            let view = UnsentView::new(root.clone(), parcels, strange);
            match desk.screen.dialogs.unsent_view(root) {
                Some(shown) => *shown = view,
                None => desk.show(Dialog::Unsent(view)),
            }
        }
        Err(why) => desk.trouble(&why),
    }
}
