//! The field that is being laid: asked for, shown as it would be, accepted or dropped.

use std::collections::BTreeSet;

use crate::atlas::Body;
use crate::chart::{Edit, Ground, GroupId, Laying, Origin};
use crate::pattern::{Field, PlanError};

use super::super::action::{Action, Answer};
use super::super::canvas::Tool;
use super::super::command::{Command, Menu};
use super::super::document::DocId;
use super::super::draft::{Draft, Fill, Order, Replaced};
use super::super::jobs::Name;
use super::super::model::NextMark;
use super::desk::Desk;

/// Has reckoned, before the first click, what skin is treated: that takes a good part of a second once.
pub(super) fn prepare(desk: &mut Desk<'_>) {
    let Some(body) = desk.model.body() else { return };
    desk.screen.jobs.start(Name::Field, move |_task| {
        body.surface.is_treatable(0);
        None
    });
}

/// Has a field laid in place of the one that is being laid, or as a new one; one that covers nothing is dropped.
pub(super) fn lay(laying: Laying, desk: &mut Desk<'_>) {
    if !desk.model.editable() {
        return;
    }
    if laying.ground.is_empty() {
        return drop_draft(desk);
    }
    let Some(body) = desk.model.session().map(|session| session.body) else { return };
    let order = Order { body, laying };
    let before = desk.model.draft.take();
    let (replaces, laid) = before.map_or((None, None), |draft| (draft.replaces, draft.laid));
    desk.model.draft = Some(Draft { replaces, order, laid, is_current: false, is_accepted: false });
    start(desk);
}

/// Says what the next mark is to be, and shows the field that is being laid with that.
pub(super) fn set_next(next: NextMark, desk: &mut Desk<'_>) {
    desk.model.set_next(next);
    show(desk);
}

/// Has the field that is being laid laid in another way, and those that follow it.
pub(super) fn set_fill(fill: Fill, desk: &mut Desk<'_>) {
    desk.model.fill = fill;
    if desk.model.draft.is_some() {
        lay(fill.applied(desk.model.laying()), desk);
    }
}

/// Takes a field up again, to be laid anew.
pub(super) fn reopen(group: GroupId, desk: &mut Desk<'_>) {
    let replaced = desk.model.session().and_then(|session| Replaced::of(session, group));
    let Some((replaced, laying)) = replaced.filter(|_| desk.model.editable()) else { return };
    let Some(body) = desk.model.session().map(|session| session.body) else { return };
    desk.model.fill = Fill::of(&laying);
    desk.screen.canvas.take_up(if matches!(laying.ground, Ground::Row(_)) { Tool::Row } else { Tool::Fill });
    desk.model.selection = BTreeSet::new();
    let order = Order { body, laying };
    desk.model.draft =
        Some(Draft { replaces: Some(replaced), order, laid: None, is_current: false, is_accepted: false });
    start(desk);
}

/// Whether a field that is laid anew has as much of its cocktail as before.
pub(super) fn keep_total(keeps: bool, desk: &mut Desk<'_>) {
    if let Some(replaced) = desk.model.draft.as_mut().and_then(|draft| draft.replaces.as_mut()) {
        replaced.keeps_total = keeps;
    }
    show(desk);
}

fn start(desk: &mut Desk<'_>) {
    let (Some(document), Some(draft)) = (desk.document_id(), &desk.model.draft) else { return };
    let (order, body, scale) = (draft.order.clone(), Body::get(draft.order.body), desk.model.scale());
    desk.screen.jobs.start(Name::Field, move |_task| {
        let laid = order.laying.field(body, scale);
        Some(Answer::Laid(document, order, laid))
    });
}

/// Takes a field that was laid, unless another was asked for since.
pub(super) fn take(document: DocId, order: &Order, laid: Result<Field, PlanError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    let Some(draft) = desk.model.draft.as_mut().filter(|draft| draft.order == *order) else { return };
    draft.laid = Some(laid);
    draft.is_current = true;
    let is_accepted = draft.is_accepted;
    show(desk);
    if is_accepted {
        accept(desk);
    }
}

/// Shows the field on the body as it would be.
pub(super) fn show(desk: &mut Desk<'_>) {
    let Some(draft) = desk.model.draft.as_ref().filter(|draft| draft.is_current) else { return };
    let marks = draft.marks(&desk.model.next);
    if marks.is_empty() {
        return super::editing::abort(desk);
    }
    let group = draft.replaces.as_ref().map(|replaced| replaced.group);
    let edit = Edit::Lay(group, Origin::Field(draft.order.laying.clone()), marks);
    if !super::editing::preview(&edit, desk) {
        // What was shown before isn't what was asked for.
        return super::editing::abort(desk);
    }
    // Rings tell what is being laid from what is there; so many would hide the skin.
    const MOST_RINGED: usize = 600;
    let few = desk.model.session().filter(|session| session.marks.len() <= session_before(desk) + MOST_RINGED);
    let laid = few.map(|session| session.ids_of(group.unwrap_or(GroupId(session.last_group()))));
    desk.model.selection = laid.unwrap_or_default();
}

/// How many marks the session has without the field that is being laid.
fn session_before(desk: &Desk<'_>) -> usize {
    desk.model.document.as_ref().map_or(0, |document| document.history.settled().marks.len())
}

/// Makes the field a step; `false` while it isn't known yet: then it becomes one as soon as it is.
pub(super) fn accept(desk: &mut Desk<'_>) -> bool {
    let Some(draft) = &mut desk.model.draft else { return true };
    if !draft.is_current {
        draft.is_accepted = true;
        return false;
    }
    // What is typed for the next mark must be right, as for a mark that is placed.
    if draft.replaces.is_none() && !super::editing::next_is_right(desk) {
        return false;
    }
    desk.model.draft = None;
    let Some(document) = desk.model.document.as_mut().filter(|document| document.history.in_gesture()) else {
        return true;
    };
    document.history.commit();
    desk.model.selection.clear();
    true
}

/// As [`accept`], and says so where the field isn't known yet.
pub(super) fn accept_or_say(desk: &mut Desk<'_>) -> bool {
    let is_known = desk.model.draft.as_ref().is_none_or(|draft| draft.is_current);
    let accepted = accept(desk);
    if !accepted && !is_known {
        desk.say(desk.model.texts.get("fill-not-yet"));
    }
    accepted
}

/// Drops the field.
pub(super) fn drop_draft(desk: &mut Desk<'_>) {
    if desk.model.draft.take().is_some() {
        super::editing::abort(desk);
    }
}

/// Whether the field stays as it is, still being laid, while this is done.
pub(super) fn stays_open(action: &Action) -> bool {
    match action {
        Action::Lay(_)
        | Action::KeepTotal(_)
        | Action::SetFill(_)
        | Action::SetNext(_)
        | Action::NextAsLastSession
        | Action::Say(_)
        | Action::WorksHere(_)
        | Action::ShowView(_)
        | Action::MeasureRegions
        | Action::Stop(_)
        | Action::CloseDialog => true,
        Action::Run(command) => match command {
            Command::ApplyNext | Command::SelectNone | Command::BothSides | Command::FillRegion => true,
            Command::ShowMarks | Command::ShowComparison | Command::CompareSideBySide => false,
            other => matches!(other.menu(), Menu::View | Menu::Settings | Menu::Help),
        },
        _ => false,
    }
}
