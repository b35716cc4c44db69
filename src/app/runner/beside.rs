//! What is shown beside the chart: the previous session as a ghost, and the one that it is compared with.

use std::sync::Arc;

use crate::chart::Session;
use crate::compare::{CompareError, LeftRight, compare};
use crate::store::{self, Place, StoreError};

use super::super::action::Answer;
use super::super::canvas::{Tool, Way};
use super::super::dialogs::{Dialog, LeftRightView};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::layers::{Compared, Layer, Role};
use super::super::panels::right::Tab;
use super::desk::Desk;
use super::views;

/// Compares the open session with another of its course, or stops comparing.
pub(super) fn compare_with(file: Option<Place>, desk: &mut Desk<'_>) {
    if let Some(file) = file {
        return read(file, Role::Compared, desk);
    }
    desk.screen.canvas.way = Way::Overlay;
    desk.screen.right.tab = Tab::Chart;
    desk.model.layers.remove(Role::Compared);
}

/// Shows another session of the course beneath the chart, or takes it away.
pub(super) fn show_beneath(file: Place, shown: bool, desk: &mut Desk<'_>) {
    let mut files = desk.model.wanted_ghosts();
    _ = if shown { files.insert(file) } else { files.remove(&file) };
    desk.model.settings.ghost |= shown;
    desk.model.layers.choose_ghosts(files);
}

/// Shows another session of the course in a pane of its own, or takes it away.
pub(super) fn show_beside(file: Place, shown: bool, desk: &mut Desk<'_>) {
    if shown {
        return read(file, Role::Beside, desk);
    }
    desk.model.layers.take_away(&file, Role::Beside);
}

/// Shows another session as a ghost, alone, and takes up the tool by which its marks are drawn around and taken over.
pub(super) fn draw_around(source: Arc<Session>, desk: &mut Desk<'_>) {
    let Some(place) = desk.model.document.as_ref().map(|document| document.file.place().clone()) else { return };
    let same_body = desk.model.session().is_some_and(|open| open.body == source.body);
    if !same_body {
        return desk.fail(desk.model.texts.get("compare-impossible"));
    }
    desk.screen.right.tab = Tab::Chart;
    desk.screen.canvas.looks_only = false;
    desk.screen.canvas.way = Way::Overlay;
    desk.model.selection.clear();
    views::open_on_marks_of(&source, desk);
    desk.model.layers.put(Layer::source(place, source));
    desk.screen.canvas.take_up(Tool::TakeOver);
}

/// The other session's marks are in sight as long as the tool is up by which they are taken over, and the tool is up as long
/// as they are.
pub(super) fn settle_source(desk: &mut Desk<'_>) {
    match (desk.model.layers.source().is_some(), desk.screen.canvas.tool() == Tool::TakeOver) {
        (true, false) => desk.model.layers.remove(Role::Source),
        (false, true) => desk.screen.canvas.take_up(Tool::Select),
        (true, true) | (false, false) => {}
    }
}

/// The sessions chosen, or the one that took place last before the open one, lie under the chart as ghosts, also after a
/// date was changed.
pub(super) fn settle_ghosts(desk: &mut Desk<'_>) {
    let Some(document) = desk.document_id() else { return };
    let wanted = desk.model.wanted_ghosts();
    if desk.screen.ghosts_wanted.as_ref().is_some_and(|(id, known)| *id == document && *known == wanted) {
        return;
    }
    desk.model.layers.keep_ghosts_of(&wanted);
    for file in &wanted {
        if desk.model.layers.of(file, Role::Ghost).is_none() {
            read(file.clone(), Role::Ghost, desk);
        }
    }
    desk.screen.ghosts_wanted = Some((document, wanted));
}

/// Reads a session to lie beside the open one.
pub(super) fn read(file: Place, role: Role, desk: &mut Desk<'_>) {
    let Some(document) = desk.document_id() else { return };
    desk.screen.jobs.start(Name::Layer(role), move |_task| {
        let layer = store::load_session(&file).map(|session| Layer::new(file, session, role));
        Some(Answer::Layer(document, layer))
    });
}

/// Takes a session that was read for a document; one on another body isn't shown, as its places mean nothing here.
pub(super) fn take_layer(document: DocId, layer: Result<Layer, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    let layer = match layer {
        Ok(layer) => layer,
        Err(why) => return desk.trouble(&why),
    };
    let same_body = desk.model.session().is_some_and(|open| open.body == layer.session.body);
    match (same_body, layer.role) {
        (true, Role::Ghost) if !desk.model.wanted_ghosts().contains(&layer.place) => {}
        (true, Role::Ghost | Role::Beside) => desk.model.layers.put(layer),
        (true, Role::Compared) => {
            desk.screen.right.tab = Tab::Compare;
            desk.model.layers.put(layer);
        }
        (true | false, Role::Source) | (false, Role::Ghost) => {}
        (false, Role::Beside | Role::Compared) => desk.fail(desk.model.texts.get("compare-impossible")),
    }
}

/// Has the open session compared with the other where that is out of date; not during a drag.
pub(super) fn settle_comparison(desk: &mut Desk<'_>) {
    if desk.model.document.as_ref().is_none_or(|document| document.history.in_gesture()) {
        return;
    }
    let Some(pair) = desk.model.pair() else { return };
    let shown = desk.model.derived.compared.as_ref().is_some_and(|compared| compared.pair == pair);
    if shown || desk.screen.comparing.as_ref() == Some(&pair) {
        return;
    }
    desk.screen.comparing = Some(pair.clone());
    desk.screen.jobs.start(Name::Comparison, move |task| {
        if task.is_cancelled() {
            return None;
        }
        let comparison = compare(&pair.earlier, &pair.later, pair.options).ok().map(Arc::new);
        Some(Answer::Compared(Compared { pair, comparison }))
    });
}

/// Takes a comparison, unless it is of what isn't shown any more.
pub(super) fn take_comparison(compared: Compared, desk: &mut Desk<'_>) {
    if desk.screen.comparing.as_ref() == Some(&compared.pair) {
        desk.screen.comparing = None;
    }
    let of_the_same = |pair: &super::super::layers::Pair| pair.is_of_the_same_sessions(&compared.pair);
    if desk.model.pair().as_ref().is_some_and(of_the_same) {
        desk.model.derived.compared = Some(compared);
    }
}

/// Has the left of the open session held against its right.
pub(super) fn look_at_sides(desk: &mut Desk<'_>) {
    let Some((document, session)) = desk.document_id().zip(desk.model.session().cloned()) else { return };
    let tolerance_mm = desk.model.settings.tolerance_mm;
    desk.screen
        .jobs
        .start(Name::Sides, move |_task| Some(Answer::Sides(document, LeftRight::of(&session, tolerance_mm))));
}

/// Shows what was found of the sides.
pub(super) fn show_sides(document: DocId, found: Result<LeftRight, CompareError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    match found {
        Ok(found) => desk.show(Dialog::LeftRight(LeftRightView::new(found))),
        Err(_too_dense) => desk.say(desk.model.texts.get("sides-too-dense")),
    }
}
