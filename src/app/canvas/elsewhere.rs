//! Marks of the open session that a pane doesn't show, counted at its edge; a click goes to where most of them are.

use std::collections::BTreeSet;

use eframe::egui::{Button, Rect, RichText, Ui, vec2};

use crate::chart::MarkId;
use crate::scene::PlacedMark;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::Seen;
use super::gestures::own_marks;
use super::scenes::Shows;

/// The marks of the open session that the pane shows.
fn shown<'a>(seen: &'a Seen<'_>, model: &'a Model) -> impl Iterator<Item = MarkId> + use<'a> {
    let inside = move |mark: &&PlacedMark| seen.map.rect.contains(seen.map.screen_from_mm(mark.at_view_mm));
    own_marks(seen, model).filter(inside).map(|mark| mark.id)
}

/// The marks of the open session that lie outside what the pane shows of the body.
fn outside(seen: &Seen<'_>, model: &Model) -> BTreeSet<MarkId> {
    let Some(session) = model.session() else { return BTreeSet::new() };
    let shown: BTreeSet<MarkId> = shown(seen, model).collect();
    session.marks.iter().map(|mark| mark.id).filter(|id| !shown.contains(id)).collect()
}

/// The count, where there is something to count: not in a pane of another session, nor while what is compared is on its
/// way.
pub(super) fn badge(ui: &mut Ui, model: &Model, seen: &Seen<'_>, actions: &mut Actions) {
    if seen.turning || !matches!(seen.shows, Shows::Open | Shows::Ghosted | Shows::Taking) {
        return;
    }
    let Some(session) = model.session() else { return };
    // Counted in every frame; which they are is looked for when someone wants to go there.
    let count = session.marks.len().saturating_sub(shown(seen, model).count());
    if count == 0 {
        return;
    }
    let text = model.texts.with("marks-outside", &[("count", count.into())]);
    let size = vec2(150.0_f32.min(seen.map.rect.width() / 2.0), theme::control(ui));
    let below_title = if seen.is_narrow() { 52.0 } else { 10.0 };
    let corner = seen.map.rect.right_top() + vec2(-10.0 - size.x, below_title);
    let button = Button::new(RichText::new(text.as_str()).size(12.0)).truncate();
    let shown = ui.put(Rect::from_min_size(corner, size), button);
    if shown.on_hover_text(model.texts.get("marks-outside-go")).clicked() {
        actions.push(Action::ShowMarks(outside(seen, model)));
    }
}
