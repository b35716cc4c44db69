//! Changes to the open session and to what the next mark will be.

use crate::chart::{Edit, EditError};

use super::desk::Desk;

/// Changes the session as one step.
pub(super) fn edit(edit: &Edit, desk: &mut Desk<'_>) {
    if let (Edit::Place(_), Some(why)) = (edit, &desk.screen.right.next_wrong) {
        let text = desk.model.texts.with("next-wrong", &[("why", why.as_str().into())]);
        return desk.say(text);
    }
    let Some(document) = desk.model.document.as_mut().filter(|document| document.editable()) else { return };
    let last_before = document.history.session().last_number();
    match document.history.apply(edit) {
        Ok(()) => {
            // A copy on the other side is what one goes on with; a single placed point is not.
            if matches!(edit, Edit::Mirror(_)) {
                let session = document.history.session();
                if session.last_number() == last_before {
                    let text = desk.model.texts.get("mirror-nothing");
                    return desk.say(text);
                }
                desk.model.selection =
                    session.marks.iter().map(|mark| mark.id).filter(|id| id.0 > last_before).collect();
            }
        }
        Err(why) => say_why(&why, desk),
    }
}

/// Shows a change that isn't a step yet.
pub(super) fn preview(edit: &Edit, desk: &mut Desk<'_>) {
    let Some(document) = desk.model.document.as_mut().filter(|document| document.editable()) else { return };
    if let Err(why) = document.history.preview(edit) {
        say_why(&why, desk);
    }
}

fn say_why(why: &EditError, desk: &mut Desk<'_>) {
    let texts = &desk.model.texts;
    let text = match why {
        EditError::NoSuchMark(id) => texts.with("edit-no-such-mark", &[("id", id.0.into())]),
        EditError::CocktailInUse(letter, marks) => {
            texts.with("edit-cocktail-in-use", &[("letter", letter.to_string().into()), ("marks", (*marks).into())])
        }
        EditError::NoSuchGroup(id) => texts.with("edit-no-such-group", &[("id", id.0.into())]),
        EditError::NumbersUsedUp => texts.get("edit-numbers-used-up"),
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
