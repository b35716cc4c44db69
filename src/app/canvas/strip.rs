//! The strip of small pictures above the panes: the views of the part of the body that is shown, and all others behind a
//! button.

use eframe::egui::{Id, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::atlas::BodyKind;
use crate::atlas::view::{View, views};
use crate::scene::view_name;

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::model::Model;
use super::super::pictures::{Pictures, Shown, Slot};
use super::super::theme;
use super::pane::Pane;
use super::viewport::{ViewMap, Viewport};

/// The size of a small picture, in points.
const SIZE: Vec2 = vec2(58.0, 66.0);

/// The strip.
pub(super) fn show(
    ui: &mut Ui,
    model: &Model,
    body: BodyKind,
    pane: &Pane,
    pictures: &mut Pictures,
    actions: &mut Actions,
) {
    let Some(shown) = pane.view(body) else { return };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if all_button(ui, model) {
            actions.run(Command::AllViews);
        }
        ScrollArea::horizontal().id_salt("views").auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                for view in views(body).iter().filter(|view| view.group == shown.group) {
                    let active = pane.shows(&view.id);
                    let (rect, response) = ui.allocate_exact_size(SIZE, Sense::click());
                    let slot = Slot::Thumbnail(view.id.clone());
                    thumbnail(ui, model, (&slot, body, view), (rect, active), &response, pictures);
                    if active {
                        keep_in_sight(ui, &response, &view.id);
                    }
                    if response.on_hover_text(view_name(view, &model.texts)).clicked() {
                        actions.push(Action::ShowView(view.id.clone()));
                    }
                }
            });
        });
    });
    ui.add_space(2.0);
}

/// Scrolls to the active picture when another became active.
fn keep_in_sight(ui: &Ui, response: &Response, id: &str) {
    let key = Id::unique("strip-active");
    let before = ui.data_mut(|data| data.get_temp::<String>(key));
    if before.as_deref() != Some(id) {
        ui.data_mut(|data| data.insert_temp(key, id.to_owned()));
        response.scroll_to_me(None);
    }
}

/// The button that opens the pictures of all views.
fn all_button(ui: &mut Ui, model: &Model) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(theme::TOUCH, SIZE.y), Sense::click());
    let name = model.texts.get("strip-all");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let visuals = ui.style().interact(&response);
    ui.painter().rect(rect, 6, visuals.bg_fill, visuals.bg_stroke, StrokeKind::Inside);
    for row in [-1.0_f32, 0.0, 1.0] {
        for column in [-1.0_f32, 0.0, 1.0] {
            let centre = rect.center() + vec2(column * 9.0, row * 11.0);
            ui.painter().rect_filled(Rect::from_center_size(centre, vec2(6.0, 8.0)), 1, visuals.fg_stroke.color);
        }
    }
    focus_ring(ui, rect, &response);
    response.on_hover_text(name).clicked()
}

/// What has the keyboard shows it.
pub(super) fn focus_ring(ui: &Ui, rect: Rect, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme::palette(ui).accent);
        ui.painter().rect_stroke(rect, 6, stroke, StrokeKind::Inside);
    }
}

/// A small picture of a view with its accessible name. It is asked for only where it is in sight.
pub(super) fn thumbnail(
    ui: &Ui,
    model: &Model,
    (slot, body, view): (&Slot, BodyKind, &View),
    (rect, active): (Rect, bool),
    response: &Response,
    pictures: &mut Pictures,
) {
    let name = view_name(view, &model.texts);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, active, &name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let palette = theme::palette(ui);
    let fill = if active { palette.accent_tint } else { palette.canvas };
    ui.painter().rect_filled(rect, 6, fill);
    picture(ui, slot, (body, view), rect.shrink(3.0), pictures);
    let edge = if active || response.hovered() || response.has_focus() { palette.accent } else { palette.line };
    let width = if active || response.has_focus() { 2.0 } else { 1.0 };
    ui.painter().rect_stroke(rect, 6, Stroke::new(width, edge), StrokeKind::Inside);
}

/// A view's picture, whole, in a place on screen; and the map between them.
pub(super) fn picture(
    ui: &Ui,
    slot: &Slot,
    (body, view): (BodyKind, &View),
    rect: Rect,
    pictures: &mut Pictures,
) -> ViewMap {
    let map = Viewport::default().map(view, rect);
    let moved = Rect::from_min_size(egui::Pos2::ZERO, map.rect.size());
    let still = Viewport::default().map(view, moved);
    pictures.ask(slot.clone(), body, still.frame(view, ui.pixels_per_point()));
    if let Some(shown) = pictures.get(slot, body, &view.camera) {
        paint(ui, shown, map.rect);
    }
    map
}

fn paint(ui: &Ui, shown: &Shown, rect: Rect) {
    let [width, height] = shown.frame().size_px;
    #[expect(clippy::cast_precision_loss, reason = "a small picture")]
    let pt_per_px = vec2(rect.width() / width as f32, rect.height() / height as f32);
    shown.paint(ui.painter(), rect.min, pt_per_px);
}
