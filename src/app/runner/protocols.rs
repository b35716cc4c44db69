//! Protocols: listed, laid on the open session, and made from marks of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::advice::{protocol_error_text, store_error_text};
use crate::chart::{LaidProtocol, Letter, MarkId, Protocol, ProtocolError, Reference, steps_of};
use crate::store::{Place, ProtocolEntry, Reason, StoreError, Stored, newest_protocols};

use super::super::action::Answer;
use super::super::dialogs::{Dialog, ProtocolForm, ProtocolsForm, Unread};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::desk::Desk;
use super::{editing, views};

/// Has the protocols read, to choose one.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(document) = desk.document_id() else { return };
    let library = desk.model.library.as_ref().map(|open| open.library.clone());
    desk.screen.jobs.start(Name::Protocols, move |_task| {
        let own = library.map_or_else(|| Ok(Vec::new()), |library| library.protocols());
        Some(Answer::Protocols(document, own))
    });
}

/// Shows the protocols to choose from.
pub(super) fn show(document: DocId, own: Result<Vec<ProtocolEntry>, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    let texts = Arc::clone(&desk.model.texts);
    let unread = |why: &StoreError, record: Option<&Place>| Unread {
        text: store_error_text(why, &texts),
        forked: matches!(why, StoreError::Forked { .. }),
        record: record.cloned(),
    };
    let (own, whole) = match own {
        Ok(own) => (own, None),
        Err(why) => (Vec::new(), Some(unread(&why, None))),
    };
    let broken = own.iter().filter_map(|entry| Some(unread(entry.protocol.as_ref().err()?, Some(&entry.place))));
    let unreadable = broken.chain(whole).collect();
    desk.show(Dialog::Protocols(ProtocolsForm::new(newest_protocols(&own), unreadable)));
}

/// Has a protocol laid on the session as it is.
pub(super) fn lay(protocol: Arc<Protocol>, letters: BTreeMap<Letter, Letter>, desk: &mut Desk<'_>) {
    let Some((document, session)) = desk.document_id().zip(desk.model.session().cloned()) else { return };
    let techniques = Arc::clone(&desk.model.techniques);
    desk.screen.jobs.start(Name::Protocol, move |_task| {
        let laid = protocol.laid(&session, &letters, &techniques);
        Some(Answer::ProtocolLaid(document, protocol, laid))
    });
}

/// Puts what a protocol laid into the session, as one step.
pub(super) fn take(
    document: DocId,
    protocol: &Protocol,
    laid: Result<LaidProtocol, ProtocolError>,
    desk: &mut Desk<'_>,
) {
    let texts = Arc::clone(&desk.model.texts);
    let name = protocol.name(texts.language()).to_owned();
    if desk.document_id() != Some(document) {
        return desk.say(texts.get("said-not-open"));
    }
    let laid = match laid {
        Ok(laid) => laid,
        Err(why) => return desk.fail(protocol_error_text(&why, &name, &texts)),
    };
    let last_before = desk.model.session().map_or(0, |session| session.last_number());
    if !editing::edit(&laid.edit, desk) {
        return;
    }
    let new =
        desk.model.session().into_iter().flat_map(|session| &session.marks).filter(|mark| mark.id.0 > last_before);
    let new: BTreeSet<MarkId> = new.map(|mark| mark.id).collect();
    views::show_marks_whole(&new, desk);
    let places = [("name", name.into()), ("count", laid.marks.into()), ("undosed", laid.undosed.into())];
    let text =
        if laid.undosed > 0 { texts.with("said-laid-undosed", &places) } else { texts.with("said-laid", &places) };
    desk.say(text);
}

/// The form by which the selected marks become a protocol.
pub(super) fn form(desk: &Desk<'_>) -> Option<Dialog> {
    let selected = &desk.model.selection;
    (!selected.is_empty()).then(|| Dialog::Protocol(ProtocolForm::of(selected.clone())))
}

/// Has marks of the open session written as a protocol of the library.
pub(super) fn save(marks: BTreeSet<MarkId>, name: String, source: String, desk: &mut Desk<'_>) {
    let library = desk.model.library.as_ref().map(|open| open.library.clone());
    let (Some(session), Some(library)) = (desk.model.session().cloned(), library) else { return };
    let (language, new_id) = (desk.model.language().to_owned(), (desk.services.new_id)());
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let (steps, left_out) = steps_of(&session, &marks);
        let names = BTreeMap::from([(language, name)]);
        let reference = Reference { id: new_id.clone(), revision: 1 };
        let written = library.add_protocol(&Protocol { reference, names, source, steps }, &new_id, &note);
        Some(Answer::ProtocolSaved(written, left_out))
    });
}

/// A protocol was written, or not.
pub(super) fn saved(written: Result<Stored<Protocol>, StoreError>, left_out: usize, desk: &mut Desk<'_>) {
    let Stored { it: protocol, kept } = match written {
        Ok(protocol) => protocol,
        Err(why) => return desk.trouble(&why),
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Protocol(_)));
    let texts = &desk.model.texts;
    let places = [
        ("name", protocol.name(texts.language()).to_owned().into()),
        ("revision", protocol.reference.revision.into()),
        ("left", left_out.into()),
    ];
    let text =
        if left_out > 0 { texts.with("said-protocol-left", &places) } else { texts.with("said-protocol", &places) };
    desk.say(text);
    desk.warn_of(kept);
}
