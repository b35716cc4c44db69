//! While a field is being laid: a ring where it is anchored and a dot toward which its rows run, to be dragged or moved by keys;
//! no part of the scene.

use eframe::egui::{
    CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use crate::chart::{Angle, Laying, Placing, Site};
use crate::pattern::{Frame, Pattern};

use super::super::action::{Action, Actions};
use super::super::draft::Fill;
use super::super::model::Model;
use super::super::theme;
use super::Seen;
use super::stroke::draws;

/// The radius of the ring, in points.
const RING: f32 = 8.0;
/// How far the dot is from the ring, in points.
const ARM: f32 = 58.0;
/// The side of what can be taken hold of, in points.
const HOLD: f32 = 26.0;

/// The handles of the field that is being laid, where this view sees its anchor.
pub(super) fn show(ui: &Ui, model: &Model, seen: &Seen<'_>, actions: &mut Actions) {
    let Some(frame) = frame(model, seen).filter(|_| draws(seen, model)) else { return };
    let camera = &seen.view.camera;
    if !seen.body.is_seen(camera, frame.anchor) {
        return;
    }
    let anchor_mm = seen.body.surface.position_mm(frame.anchor);
    let on_screen = |mm| seen.map.screen_from_mm(camera.view_from_mm(mm).truncate());
    let at = on_screen(anchor_mm);
    if !seen.map.rect.contains(at) {
        return;
    }
    // Where the skin slants away the arm is as long all the same.
    let way = on_screen(anchor_mm + frame.along) - at;
    let dot = at + if way.length() > 1e-3 { way.normalized() * ARM } else { vec2(ARM, 0.0) };
    let dot = seen.map.rect.shrink(HOLD / 2.0).clamp(dot);
    let texts = &model.texts;
    let of_dot = hold(ui, seen, ("direction", dot), &texts.get("fill-direction-handle"));
    let of_ring = hold(ui, seen, ("anchor", at), &texts.get("fill-anchor"));
    for response in [&of_ring, &of_dot] {
        response.clone().on_hover_text(texts.get("fill-handle-does"));
    }
    paint(ui, seen, [(at, &of_ring), (dot, &of_dot)]);
    move_anchor(&of_ring, at, seen, model, actions);
    turn(&of_dot, &frame, seen, model, actions);
}

/// Where the field is anchored, told by hand or found while it was laid, and how its rows run there; `None` without a field
/// that has rows or a middle.
fn frame(model: &Model, seen: &Seen<'_>) -> Option<Frame> {
    let draft = model.draft.as_ref()?;
    let Laying { pattern, placing: Placing { anchor, toward, .. }, .. } = &draft.order.laying;
    if matches!(pattern, Pattern::EvenRandom { .. }) {
        return None;
    }
    let found = draft.laid.as_ref().and_then(|laid| laid.as_ref().ok()?.frame);
    let anchor = anchor.map(|site| site.anchor()).or_else(|| Some(found?.anchor))?;
    #[expect(clippy::cast_possible_truncation, reason = "an angle")]
    let radians = toward.map_or(0.0, |angle| angle.degrees().to_radians() as f32);
    Some(Frame::at(seen.body, anchor, radians))
}

fn hold(ui: &Ui, seen: &Seen<'_>, (what, at): (&str, Pos2), name: &str) -> Response {
    let id = Id::unique(("handle", what, seen.at));
    let response =
        ui.interact(Rect::from_center_size(at, Vec2::splat(theme::at_least(HOLD, ui))), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    response.on_hover_cursor(CursorIcon::Grab)
}

fn paint(ui: &Ui, seen: &Seen<'_>, [(ring, of_ring), (dot, of_dot)]: [(Pos2, &Response); 2]) {
    let palette = theme::palette(ui);
    let painter = ui.painter().with_clip_rect(seen.map.rect);
    let held = |response: &Response| response.hovered() || response.dragged() || response.has_focus();
    let stroke = |response: &Response| Stroke::new(if held(response) { 3.0 } else { 2.0 }, palette.accent);
    let arm = (dot - ring).normalized();
    painter.line_segment([ring + arm * RING, dot], Stroke::new(4.0, palette.panel.gamma_multiply(0.7)));
    painter.line_segment([ring + arm * RING, dot], stroke(of_dot));
    painter.circle_stroke(ring, RING, Stroke::new(5.0, palette.panel.gamma_multiply(0.7)));
    painter.circle_stroke(ring, RING, stroke(of_ring));
    painter.circle(dot, 5.0, palette.accent, Stroke::new(if held(of_dot) { 3.0 } else { 1.5 }, palette.panel));
}

fn move_anchor(ring: &Response, at: Pos2, seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    let laying = model.laying();
    let mut lay = |anchor: Option<Site>| actions.push(Action::Lay(laying.clone().anchored(anchor)));
    if ring.double_clicked() {
        return lay(None);
    }
    let dragged = ring.interact_pointer_pos().filter(|_| ring.dragged() && ring.drag_delta() != Vec2::ZERO);
    let nudged = || {
        let by = arrows(ring)?;
        Some(at + by * seen.map.pt_per_mm)
    };
    if let Some(spot) = dragged.or_else(nudged).and_then(|to| seen.skin_at(to)) {
        lay(Some(Site::on(seen.body, spot)));
    }
}

fn turn(dot: &Response, frame: &Frame, seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    const STEP_DEGREES: f64 = 5.0;
    let laying = model.laying();
    let before = laying.placing.toward.unwrap_or_default();
    let dragged = || {
        let to = dot.interact_pointer_pos().filter(|_| dot.dragged() && dot.drag_delta() != Vec2::ZERO)?;
        let radians = Frame::radians_to(seen.body, frame.anchor, seen.skin_at(to)?)?;
        Some(Some(Angle::nearest_degrees(f64::from(radians.to_degrees()).round())))
    };
    let nudged = || {
        let by = arrows(dot)?;
        Some(Some(Angle::nearest_degrees(before.degrees() - f64::from(by.x + by.y) * STEP_DEGREES)))
    };
    let freed = || dot.double_clicked().then_some(None);
    if let Some(toward) = freed().or_else(dragged).or_else(nudged).filter(|toward| *toward != laying.placing.toward) {
        actions.push(Action::SetFill(Fill { toward, ..model.fill }));
    }
}

/// One step to where an arrow key points on the screen, if this has the focus and one was pressed.
fn arrows(response: &Response) -> Option<Vec2> {
    let keys = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let pressed = |key| response.ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let has_focus = response.has_focus();
    keys.into_iter().find_map(|(key, way)| (has_focus && pressed(key)).then_some(way))
}
