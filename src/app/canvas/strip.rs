//! The strip of small pictures above the panes: every view, one click away.

use eframe::egui::{Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::atlas::BodyKind;
use crate::atlas::view::{View, views};
use crate::scene::view_name;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::pictures::{Pictures, Shown, Slot};
use super::super::theme;
use super::viewport::Viewport;

/// The size of a small picture, in points.
const SIZE: egui::Vec2 = vec2(58.0, 66.0);

/// The strip.
pub(super) fn show(
    ui: &mut Ui,
    model: &Model,
    body: BodyKind,
    active: &str,
    pictures: &mut Pictures,
    actions: &mut Actions,
) {
    ScrollArea::horizontal().id_salt("views").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for view in views(body) {
                if thumbnail(ui, model, body, view, view.id == active, pictures) {
                    actions.push(Action::ShowView(view.id.clone()));
                }
            }
        });
    });
    ui.add_space(2.0);
}

/// One small picture; `true` when it was clicked.
fn thumbnail(ui: &mut Ui, model: &Model, body: BodyKind, view: &View, active: bool, pictures: &mut Pictures) -> bool {
    let (rect, response) = ui.allocate_exact_size(SIZE, Sense::click());
    let name = view_name(view, &model.texts);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, active, &name));
    let palette = theme::palette(ui);
    let fill = if active { palette.accent_tint } else { palette.canvas };
    ui.painter().rect_filled(rect, 6, fill);
    let map = Viewport::default().map(view, rect.shrink(3.0));
    let slot = Slot::Thumbnail(view.id.clone());
    let moved = Rect::from_min_size(egui::Pos2::ZERO, map.rect.size());
    let still = Viewport::default().map(view, moved);
    pictures.ask(slot.clone(), body, still.frame(view, ui.pixels_per_point()));
    if let Some(shown) = pictures.get(&slot, body, &view.camera) {
        paint(ui, shown, map.rect);
    }
    let edge = if active || response.hovered() || response.has_focus() { palette.accent } else { palette.line };
    let width = if active || response.has_focus() { 2.0 } else { 1.0 };
    ui.painter().rect_stroke(rect, 6, Stroke::new(width, edge), StrokeKind::Inside);
    response.on_hover_text(name).clicked()
}

fn paint(ui: &Ui, shown: &Shown, rect: Rect) {
    let [width, height] = shown.frame().size_px;
    #[expect(clippy::cast_precision_loss, reason = "a small picture")]
    let scale = vec2(rect.width() / width as f32, rect.height() / height as f32);
    for (tile, texture) in shown.tiles() {
        let place = Rect::from_min_max(rect.min + tile.min.to_vec2() * scale, rect.min + tile.max.to_vec2() * scale);
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, all, egui::Color32::WHITE);
    }
}
