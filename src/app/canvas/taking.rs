//! Marks of another session, shown as a ghost, that are taken over by drawing around them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::MarkId;
use crate::geom::{Vec2, encloses};
use crate::scene::Origin;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::words::session_text;
use super::Seen;
use super::scenes::Shows;

/// Takes over those marks that the view shows within these corners; says so where there is none.
pub(super) fn around(corners_mm: &[Vec2], seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    let Some(source) = model.layers.source().filter(|_| seen.shows == Shows::Taking && model.editable()) else {
        return;
    };
    let theirs = seen.scene.marks.iter().filter(|mark| mark.origin == Origin::Earlier);
    let inside: BTreeSet<MarkId> =
        theirs.filter(|mark| encloses(corners_mm, mark.at_view_mm)).map(|mark| mark.id).collect();
    if inside.is_empty() {
        let details = &source.session.details;
        let place = [("session", session_text(&details.title, details.started).into())];
        return actions.push(Action::Say(model.texts.with("taking-none", &place)));
    }
    actions.push(Action::TakeOver(Arc::clone(&source.session), inside));
}
