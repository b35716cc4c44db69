//! What the pointer does on a pane: place, select, move, lasso, pan, zoom. Everything that changes the record is queued.

use std::collections::BTreeSet;

use eframe::egui::{CursorIcon, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo};

use crate::atlas::guides::DangerZone;
use crate::atlas::regions::{Locus, locus_at};
use crate::chart::{Edit, MarkId, Site};
use crate::geom::{Vec2, encloses};
use crate::scene::{Origin, PlacedMark};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::document::Document;
use super::super::model::Model;
use super::brush::{self, Painting};
use super::carried::{Carried, carried};
use super::ground;
use super::measure::Measured;
use super::multiples;
use super::press::Press;
use super::scenes::Shows;
use super::snap;
use super::stroke;
use super::taking;
use super::turn::{self, Turn};
use super::viewport::Viewport;
use super::{Canvas, Seen, Tool};
use crate::atlas::SurfacePoint;

/// A drag under way.
#[derive(Clone, Debug)]
pub(super) enum Gesture {
    /// Marks follow the pointer.
    Move { pane: usize, carried: Box<Carried> },
    /// A lasso; `adds` keeps what was selected.
    Lasso { pane: usize, corners_mm: Vec<Vec2>, adds: bool },
    /// The way of a needle reaches from where it went in to the pointer.
    Line { pane: usize, from: SurfacePoint },
    /// The brush goes over the skin.
    Brush { pane: usize, painting: Box<Painting> },
    /// The ruler reaches from a spot of the skin to the pointer.
    Measure { pane: usize, from: SurfacePoint },
    /// The view follows the pointer.
    Pan { pane: usize },
    /// The body turns under the pointer.
    Turn { pane: usize, turn: Box<Turn> },
}

impl Gesture {
    /// Whether several fingers make it; the others are made by one.
    fn is_by_fingers(&self) -> bool {
        matches!(self, Self::Turn { turn, .. } if turn.is_by_fingers())
    }

    /// The place of the pane on which it takes place.
    pub(super) fn pane(&self) -> usize {
        match self {
            Self::Move { pane, .. }
            | Self::Lasso { pane, .. }
            | Self::Line { pane, .. }
            | Self::Brush { pane, .. }
            | Self::Measure { pane, .. }
            | Self::Pan { pane }
            | Self::Turn { pane, .. } => *pane,
        }
    }
}

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hovered {
    /// A mark of the open session.
    pub mark: Option<MarkId>,
    /// The region of the skin.
    pub locus: Option<Locus>,
    /// The danger zone, where zones are shown.
    pub zone: Option<&'static DangerZone>,
}

/// The pane as a widget.
pub(super) fn sense(ui: &Ui, at: usize, rect: Rect, title: &str, model: &Model) -> Response {
    let response = ui.interact(rect, Id::unique(("pane", at)), Sense::click_and_drag());
    let name = model.texts.with("canvas-name", &[("view", title.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
    response
}

/// Whether a placed mark is one of the open session.
pub(super) fn is_own(origin: Origin, seen: &Seen<'_>, model: &Model) -> bool {
    match seen.shows {
        Shows::Layer(_) | Shows::Multiple(_) | Shows::Together => false,
        Shows::Open | Shows::Ghosted | Shows::Taking => origin == Origin::Session,
        Shows::Changes => {
            let open_is_later = model.derived.compared.as_ref().is_none_or(|compared| compared.pair.open_is_later);
            (origin == Origin::Session) == open_is_later
        }
    }
}

/// The marks of the open session that this pane shows.
pub(super) fn own_marks<'a>(seen: &'a Seen<'_>, model: &'a Model) -> impl Iterator<Item = &'a PlacedMark> {
    seen.scene.marks.iter().filter(|mark| is_own(mark.origin, seen, model))
}

/// The mark nearest to the pointer, if it is near enough to be meant.
fn mark_at(at: Pos2, seen: &Seen<'_>, model: &Model, touch: bool) -> Option<MarkId> {
    let under = marks_at(at, seen, model, touch);
    // One of them that is selected alone was brought up by a click before.
    let chosen = under.iter().find(|id| model.selection.len() == 1 && model.selection.contains(id));
    chosen.or_else(|| under.first()).copied()
}

/// The marks that are near enough to the pointer to be meant, the nearest first.
fn marks_at(at: Pos2, seen: &Seen<'_>, model: &Model, touch: bool) -> Vec<MarkId> {
    // A finger hides what it points at, so it may miss by more; a mouse must be able to place close beside a mark.
    let reach_pt = if touch { 18.0 } else { (seen.radius_pt() * 0.9).max(4.0) };
    let at_mm = seen.map.mm_from_screen(at);
    let distance = |mark: &PlacedMark| mark.at_view_mm.distance_squared(at_mm);
    let near = |mark: &&PlacedMark| distance(mark).sqrt() * seen.map.pt_per_mm <= reach_pt;
    let mut under: Vec<&PlacedMark> = own_marks(seen, model).filter(near).collect();
    under.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.id.cmp(&b.id)));
    let mut ids: Vec<MarkId> = under.into_iter().map(|mark| mark.id).collect();
    ids.extend(stroke::under(at_mm, reach_pt.min(8.0) / seen.map.pt_per_mm, seen, model));
    ids
}

/// The mark that a click means: the nearest one, or, where one under the pointer is selected alone, the next behind it.
fn next_under(under: &[MarkId], selected: &BTreeSet<MarkId>, modifiers: Modifiers) -> Option<MarkId> {
    let alone = selected.iter().next().filter(|_| selected.len() == 1 && !modifiers.shift && !modifiers.command);
    let at = alone.and_then(|id| under.iter().position(|other| other == id));
    at.map_or_else(|| under.first(), |at| under.get((at + 1) % under.len())).copied()
}

/// What lies under the pointer, if it is over this pane.
pub(super) fn hovered(response: &Response, seen: &Seen<'_>, model: &Model, press: Press) -> Hovered {
    let Some(at) = response.hover_pos().filter(|_| response.hovered() || response.dragged()) else {
        return Hovered::default();
    };
    let locus = seen.skin_at(at).map(|point| locus_at(seen.body, point));
    Hovered { mark: mark_at(at, seen, model, press.touch), locus, zone: super::guides::zone_under(at, seen) }
}

/// Wheel, pinch and pan.
pub(super) fn navigate(
    ui: &Ui,
    response: &Response,
    viewport: &mut Viewport,
    seen: &Seen<'_>,
    gesture: Option<&Gesture>,
) {
    let (view, rect) = (seen.view, seen.map.rect);
    if matches!(gesture, Some(Gesture::Pan { pane }) if *pane == seen.at)
        && response.dragged()
        && ui.multi_touch().is_none()
    {
        viewport.pan(response.drag_delta(), view, rect);
    }
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else { return };
    if let Some(touch) = ui.multi_touch() {
        if touch.num_touches < turn::FINGERS && !gesture.is_some_and(Gesture::is_by_fingers) {
            viewport.zoom_at(touch.zoom_delta, touch.center_pos, view, rect);
            viewport.pan(touch.translation_delta, view, rect);
        }
        return;
    }
    let (pinch, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let factor = pinch * (scroll.y * 0.005).exp();
    if factor != 1.0 {
        viewport.zoom_at(factor, at, view, rect);
    }
    if scroll.x != 0.0 {
        viewport.pan(egui::vec2(scroll.x, 0.0), view, rect);
    }
}

/// Clicks and drags; `true` when the pane was touched.
pub(super) fn handle(
    response: &Response,
    seen: &Seen<'_>,
    hovered: &Hovered,
    model: &Model,
    canvas: &mut Canvas,
    actions: &mut Actions,
) -> bool {
    cursor(response, hovered, canvas.tool(), seen.turning);
    let press = canvas.press;
    if press.meant_otherwise {
        context_menu(response, hovered, model, actions);
        return false;
    }
    if press.several_fingers && canvas.gesture.take_if(|gesture| !gesture.is_by_fingers()).is_some() {
        actions.push(Action::Abort);
    }
    canvas.turn_by_fingers(response, seen);
    escape(response, seen, canvas, actions);
    if response.drag_started() && !press.several_fingers {
        canvas.gesture = start(response, seen, model, canvas);
    }
    if response.dragged() {
        follow(response, seen, model, canvas, actions);
    }
    if response.drag_stopped() {
        if matches!(canvas.gesture, Some(Gesture::Turn { .. })) {
            canvas.panes[seen.pane].snap(seen.body.kind, seen.map);
        }
        match canvas.gesture.take() {
            Some(Gesture::Lasso { corners_mm, .. }) if canvas.tool() == Tool::Measure => {
                canvas.measured = Measured::inside(seen, &corners_mm);
            }
            Some(Gesture::Lasso { corners_mm, .. }) if canvas.tool() == Tool::Fill => {
                ground::around(&corners_mm, seen, model, actions);
            }
            Some(Gesture::Lasso { corners_mm, .. }) if canvas.tool() == Tool::Area => {
                stroke::area(&corners_mm, seen, model, actions);
            }
            Some(Gesture::Lasso { corners_mm, .. }) if canvas.tool() == Tool::TakeOver => {
                taking::around(&corners_mm, seen, model, actions);
            }
            gesture => finish(gesture, seen, model, actions),
        }
    }
    let clicked = response.clicked_by(PointerButton::Primary) && !press.several_fingers;
    if seen.shows.is_of_the_course() {
        if clicked {
            multiples::click(response, seen, actions);
        }
        return response.clicked() || response.drag_started();
    }
    if clicked && canvas.tool() == Tool::Measure {
        let spot = response.interact_pointer_pos().and_then(|at| seen.skin_at(at));
        canvas.measured = spot.and_then(|spot| Measured::from_midline(seen.body, spot));
    } else if clicked && canvas.tool() == Tool::Brush {
        brush::tap(response, seen, model, actions);
    } else if clicked && matches!(canvas.tool(), Tool::Fill | Tool::Row) {
        ground::choose(response, seen, model, (canvas.tool(), press), actions);
    } else if clicked {
        click(response, seen, model, (canvas.tool(), press), actions);
    }
    context_menu(response, hovered, model, actions);
    response.clicked() || response.drag_started()
}

fn cursor(response: &Response, hovered: &Hovered, tool: Tool, turning: bool) {
    if response.hovered() {
        let icon = match (hovered.mark, hovered.locus, tool) {
            _ if turning => CursorIcon::Grabbing,
            (Some(_), ..) => CursorIcon::PointingHand,
            (None, Some(_), Tool::Select) => CursorIcon::Default,
            (None, Some(_), _) => CursorIcon::Crosshair,
            _ => CursorIcon::Default,
        };
        response.ctx.set_cursor_icon(icon);
    }
}

/// What a drag from where the button went down means.
fn start(response: &Response, seen: &Seen<'_>, model: &Model, canvas: &Canvas) -> Option<Gesture> {
    let (pane, tool, press) = (seen.at, canvas.tool(), canvas.press);
    let (origin, modifiers) = response.ctx.input(|input| (input.pointer.press_origin(), input.modifiers));
    let from_mm = seen.map.mm_from_screen(origin?);
    if !response.drag_started_by(PointerButton::Primary) {
        return Some(Gesture::Pan { pane });
    }
    if modifiers.command {
        return Some(turn::begin(seen, origin?, &canvas.panes[seen.pane]));
    }
    if tool == Tool::Brush {
        let painting = Painting::begin(from_mm, brush::erases(response, model), seen, model);
        return Some(
            painting.map_or(Gesture::Pan { pane }, |painting| Gesture::Brush { pane, painting: Box::new(painting) }),
        );
    }
    if seen.shows.is_of_the_course() {
        return Some(Gesture::Pan { pane });
    }
    let lasso = || Gesture::Lasso { pane, corners_mm: vec![from_mm], adds: modifiers.shift };
    if modifiers.shift {
        return Some(lasso());
    }
    if tool == Tool::Row {
        return Some(Gesture::Pan { pane });
    }
    if matches!(tool, Tool::Fill | Tool::Area | Tool::TakeOver) {
        return Some(lasso());
    }
    if tool == Tool::Line {
        let from = seen.skin_at(origin?).filter(|_| stroke::draws(seen, model));
        return Some(from.map_or(Gesture::Pan { pane }, |from| Gesture::Line { pane, from }));
    }
    if tool == Tool::Measure {
        let from = seen.skin_at(origin?);
        return Some(from.map_or(Gesture::Pan { pane }, |from| Gesture::Measure { pane, from }));
    }
    match mark_at(origin?, seen, model, press.touch) {
        Some(id) if model.editable() => {
            Some(Gesture::Move { pane, carried: Box::new(carried(id, from_mm, seen, model)?) })
        }
        _ if tool == Tool::Select => Some(lasso()),
        _ => Some(Gesture::Pan { pane }),
    }
}

/// Escape drops a gesture; egui ends the drag in the same frame, so this comes before the end of a drag is looked at.
fn escape(response: &Response, seen: &Seen<'_>, canvas: &mut Canvas, actions: &mut Actions) {
    let here = canvas.gesture.as_ref().is_some_and(|gesture| gesture.pane() == seen.at);
    if here && response.ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        if let Some(Gesture::Turn { turn, .. }) = canvas.gesture.take() {
            turn::abort(*turn, &mut canvas.panes[seen.pane]);
        }
        actions.push(Action::Abort);
    }
}

fn follow(response: &Response, seen: &Seen<'_>, model: &Model, canvas: &mut Canvas, actions: &mut Actions) {
    let Some(at) = response.interact_pointer_pos() else { return };
    let at_mm = seen.map.mm_from_screen(at);
    match &mut canvas.gesture {
        Some(Gesture::Move { carried, .. }) => {
            actions.extend(carried.moved(&response.ctx, at_mm, seen, model).map(Action::Preview));
        }
        Some(Gesture::Lasso { corners_mm, .. }) => {
            if corners_mm.last().is_none_or(|last| last.distance(at_mm) * seen.map.pt_per_mm > 2.0) {
                corners_mm.push(at_mm);
            }
        }
        Some(Gesture::Line { from, .. }) => {
            if let Some(to) = seen.skin_at(at) {
                actions.extend(stroke::lines([*from, to], seen, model).map(Action::Preview));
            }
        }
        Some(Gesture::Brush { painting, .. }) => {
            painting.go_on(at_mm, seen, model);
            actions.extend(painting.edit(seen, model).map(Action::Preview));
        }
        Some(Gesture::Measure { from, .. }) => {
            if let Some(to) = seen.skin_at(at) {
                canvas.measured = Measured::between(seen.body, *from, to);
            }
        }
        Some(Gesture::Turn { turn, .. }) => turn::follow(turn, response, &mut canvas.panes[seen.pane]),
        Some(Gesture::Pan { .. }) | None => {}
    }
}

fn finish(gesture: Option<Gesture>, seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    match gesture {
        Some(Gesture::Move { .. } | Gesture::Line { .. } | Gesture::Brush { .. }) => actions.push(Action::Commit),
        Some(Gesture::Lasso { corners_mm, adds, .. }) => {
            let inside = own_marks(seen, model).filter(|mark| encloses(&corners_mm, mark.at_view_mm));
            let mut selection: BTreeSet<MarkId> = inside.map(|mark| mark.id).collect();
            if adds {
                selection.extend(&model.selection);
            }
            actions.push(Action::Select(selection));
        }
        Some(Gesture::Measure { .. } | Gesture::Pan { .. } | Gesture::Turn { .. }) | None => {}
    }
}

fn click(response: &Response, seen: &Seen<'_>, model: &Model, (tool, press): (Tool, Press), actions: &mut Actions) {
    let Some(at) = response.interact_pointer_pos() else { return };
    let modifiers = response.ctx.input(|input| input.modifiers);
    let under = marks_at(at, seen, model, press.touch);
    if let Some(together) = under.first().and_then(|&id| laid_with(id, model)).filter(|_| response.double_clicked()) {
        actions.push(Action::Select(together));
        return;
    }
    if let Some(id) = next_under(&under, &model.selection, modifiers).filter(|_| !modifiers.alt) {
        let selection = clicked_selection(id, modifiers, &model.selection);
        actions.push(Action::Select(selection));
        return;
    }
    let places = tool == Tool::Place && model.editable() && !matches!(seen.shows, Shows::Layer(_)) && !modifiers.shift;
    let place = || snap::place(&response.ctx, seen.map.mm_from_screen(at), seen, model, &BTreeSet::new());
    match places.then(place).flatten() {
        Some(point) => {
            let mark = model.next.mark_at(Site::on(seen.body, point));
            actions.push(Action::Select(BTreeSet::new()));
            actions.edit(Edit::Place(vec![mark]));
        }
        None if !modifiers.shift => actions.push(Action::Select(BTreeSet::new())),
        None => {}
    }
    if tool == Tool::Place && model.document.as_ref().is_some_and(Document::is_signed) {
        actions.push(Action::Say(model.texts.get("said-signed-locked")));
    }
}

/// The marks that were laid together with one, itself included.
fn laid_with(id: MarkId, model: &Model) -> Option<BTreeSet<MarkId>> {
    let session = model.session()?;
    let group = session.mark(id)?.group?;
    Some(session.ids_of(group))
}

fn clicked_selection(id: MarkId, modifiers: Modifiers, selected: &BTreeSet<MarkId>) -> BTreeSet<MarkId> {
    if !modifiers.shift && !modifiers.command {
        return BTreeSet::from([id]);
    }
    let mut selection = selected.clone();
    if !selection.remove(&id) {
        selection.insert(id);
    }
    selection
}

/// Right click or long press.
fn context_menu(response: &Response, hovered: &Hovered, model: &Model, actions: &mut Actions) {
    let under = hovered.mark.filter(|id| response.secondary_clicked() && !model.selection.contains(id));
    actions.extend(under.map(|id| Action::Select(BTreeSet::from([id]))));
    response.context_menu(|ui| {
        let for_selection = [Command::Delete, Command::Mirror, Command::ApplyNext];
        let always =
            [Command::SelectAll, Command::Fit, Command::ToggleRegions, Command::SplitView, Command::UnsplitView];
        for command in for_selection.into_iter().filter(|_| !model.selection.is_empty()).chain(always) {
            if ui.button(command.text(&model.texts)).clicked() {
                actions.run(command);
                ui.close();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_click_goes_through_the_marks_under_the_pointer() {
        let under = [MarkId(4), MarkId(2), MarkId(9)];
        let after = |selected: &[u32]| {
            let selected = selected.iter().map(|&id| MarkId(id)).collect();
            next_under(&under, &selected, Modifiers::NONE)
        };
        assert_eq!(after(&[]), Some(MarkId(4)));
        assert_eq!(after(&[4]), Some(MarkId(2)));
        assert_eq!(after(&[9]), Some(MarkId(4)));
        assert_eq!(after(&[7]), Some(MarkId(4)), "another mark was selected");
        assert_eq!(after(&[4, 2]), Some(MarkId(4)), "several were selected");
        assert_eq!(next_under(&[], &BTreeSet::new(), Modifiers::NONE), None);
    }

    #[test]
    fn a_lasso_encloses_what_lies_inside() {
        let corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 2.0), (0.0, 10.0)].map(Vec2::from);
        assert!(encloses(&corners, Vec2::new(1.0, 5.0)));
        assert!(!encloses(&corners, Vec2::new(5.0, 5.0)));
        assert!(!encloses(&corners, Vec2::new(-1.0, 5.0)));
        assert!(!encloses(&[], Vec2::ZERO));
    }

    #[test]
    fn shift_click_toggles() {
        let selected = BTreeSet::from([MarkId(1), MarkId(2)]);
        assert_eq!(clicked_selection(MarkId(3), Modifiers::SHIFT, &selected).len(), 3);
        assert_eq!(clicked_selection(MarkId(2), Modifiers::SHIFT, &selected), BTreeSet::from([MarkId(1)]));
        assert_eq!(clicked_selection(MarkId(3), Modifiers::NONE, &selected), BTreeSet::from([MarkId(3)]));
    }
}
