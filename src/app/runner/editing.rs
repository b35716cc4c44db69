//! Changes to the open session and to what the next mark will be.

use crate::chart::{Edit, EditError, Origin, on_both_sides};

use super::desk::Desk;

/// Changes the session as one step; `false` where that isn't done, which is said.
pub(super) fn edit(edit: &Edit, desk: &mut Desk<'_>) -> bool {
    if places_next(edit) && !next_is_right(desk) {
        return false;
    }
    let Some(document) = desk.model.document.as_mut().filter(|document| document.editable()) else { return false };
    let last_before = document.history.session().last_number();
    let edit = if desk.model.both_sides { &on_both_sides(edit, document.history.session()) } else { edit };
    if let Err(why) = document.history.apply(edit) {
        say_why(&why, desk);
        return false;
    }
    if matches!(edit, Edit::Mirror(_)) {
        select_copies(last_before, desk);
    }
    true
}

/// A copy on the other side is what one goes on with; a single placed point is not.
fn select_copies(last_before: u32, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    if session.last_number() == last_before {
        return desk.say(desk.model.texts.get("mirror-nothing"));
    }
    let copies = session.marks.iter().map(|mark| mark.id).filter(|id| id.0 > last_before).collect();
    desk.model.selection = copies;
}

/// Whether what is typed for the next mark can be; that it can't is said.
pub(super) fn next_is_right(desk: &mut Desk<'_>) -> bool {
    let Some(why) = &desk.screen.right.next_wrong else { return true };
    let text = desk.model.texts.with("next-wrong", &[("why", why.as_str().into())]);
    desk.say(text);
    false
}

/// Whether an edit places what the next mark is to be.
fn places_next(edit: &Edit) -> bool {
    matches!(edit, Edit::Place(_) | Edit::Lay(None, Origin::Together | Origin::Field(_), _))
}

/// Shows a change that isn't a step yet; `false` where it can't be made, which is said.
pub(super) fn preview(edit: &Edit, desk: &mut Desk<'_>) -> bool {
    if places_next(edit) && !next_is_right(desk) {
        return false;
    }
    let Some(document) = desk.model.document.as_mut().filter(|document| document.editable()) else { return false };
    let edit = if desk.model.both_sides { &on_both_sides(edit, document.history.settled()) } else { edit };
    let shown = document.history.preview(edit);
    if let Err(why) = &shown {
        say_why(why, desk);
    }
    shown.is_ok()
}

fn say_why(why: &EditError, desk: &mut Desk<'_>) {
    let texts = &desk.model.texts;
    let text = match why {
        EditError::NoSuchMark(id) => texts.with("edit-no-such-mark", &[("id", id.0.into())]),
        EditError::CocktailInUse(letter, marks) => {
            texts.with("edit-cocktail-in-use", &[("letter", letter.to_string().into()), ("marks", (*marks).into())])
        }
        EditError::NoSuchGroup(id) => texts.with("edit-no-such-group", &[("id", id.0.into())]),
        EditError::NoSuchOutcome(id) => texts.with("edit-no-such-outcome", &[("id", id.0.into())]),
        EditError::TooManyOutcomes(most) => texts.with("edit-too-many-outcomes", &[("most", (*most).into())]),
        EditError::NumbersUsedUp => texts.get("edit-numbers-used-up"),
        EditError::TooLong(most_m) => texts.with("edit-too-long", &[("most", (*most_m).into())]),
        EditError::TooManySpots(most) => texts.with("edit-too-many-spots", &[("most", (*most).into())]),
        EditError::TooManyMarks(most) => texts.with("edit-too-many-marks", &[("most", (*most).into())]),
    };
    desk.say(text);
}

/// Makes the gesture under way a step.
pub(super) fn commit(desk: &mut Desk<'_>) {
    if let Some(document) = &mut desk.model.document {
        document.history.commit();
    }
}

/// Makes what is shown a step once no button is held: the field that was dragged may be gone, and with it its last word.
pub(in crate::app) fn settle_gesture(desk: &mut Desk<'_>) {
    let held = desk.ctx.input(|input| input.pointer.any_down()) || desk.screen.canvas.in_gesture();
    if !held && desk.model.draft.is_none() {
        let in_gesture = desk.model.document.as_ref().is_some_and(|document| document.history.in_gesture());
        if in_gesture {
            commit(desk);
            desk.model.refresh();
        }
    }
}

/// Drops the gesture under way.
pub(super) fn abort(desk: &mut Desk<'_>) {
    if let Some(document) = &mut desk.model.document {
        document.history.abort();
    }
}
