//! The pages of an export before they are written.

use std::sync::Arc;

use eframe::egui::{self, Key, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, vec2};

use super::super::exports::{ExportJob, Preview};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, side_button};
use super::body_over;

/// What was made for this job, page by page; whether the form is to be shown again.
pub(super) fn show(ui: &mut Ui, model: &Model, job: &ExportJob, page: &mut usize) -> bool {
    let texts = &model.texts;
    let pages = match model.preview.as_ref().filter(|preview| preview.job == *job) {
        Some(Preview { made: Ok(pages), .. }) => pages,
        Some(Preview { made: Err(why), .. }) => {
            complaint(ui, why);
            return back(ui, model);
        }
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                caption(ui, texts.get("export-preview-busy"));
            });
            ui.ctx().request_repaint();
            return back(ui, model);
        }
    };
    let last = pages.len().saturating_sub(1);
    *page = (*page).min(last);
    // Nothing is typed here: the keys that turn pages elsewhere turn these.
    let pressed = |keys: [Key; 2]| ui.input(|input| keys.iter().any(|key| input.key_pressed(*key)));
    if pressed([Key::PageDown, Key::ArrowRight]) {
        *page = (*page + 1).min(last);
    } else if pressed([Key::PageUp, Key::ArrowLeft]) {
        *page = page.saturating_sub(1);
    }
    let mut is_done = false;
    ui.horizontal(|ui| {
        is_done = ui.add(side_button(texts.get("export-preview-back"))).clicked();
        if pages.len() > 1 {
            if ui.add_enabled(*page > 0, side_button(texts.get("export-preview-previous"))).clicked() {
                *page -= 1;
            }
            ui.label(texts.with("report-page", &[("page", (*page + 1).into()), ("last", pages.len().into())]));
            if ui.add_enabled(*page < last, side_button(texts.get("export-preview-next"))).clicked() {
                *page += 1;
            }
        }
    });
    if let Some(picture) = pages.get(*page) {
        let name = texts.with("export-preview-page", &[("page", (*page + 1).into())]);
        body_over(ui, 22.0, |ui| sheet(ui, picture, &name));
    }
    is_done
}

/// A page, as wide as there is room, with an edge that shows where its paper ends.
fn sheet(ui: &mut Ui, picture: &Arc<egui::ColorImage>, name: &str) {
    let texture = texture(ui, picture);
    let (width, size) = (ui.available_width(), texture.size_vec2());
    let shown = ui.image((texture.id(), vec2(width, width * size.y / size.x.max(1.0))));
    let edge = Stroke::new(1.0, ui.visuals().weak_text_color());
    ui.painter().rect_stroke(shown.rect, 0.0, edge, StrokeKind::Inside);
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name));
}

fn back(ui: &mut Ui, model: &Model) -> bool {
    ui.add(side_button(model.texts.get("export-preview-back"))).clicked()
}

/// The picture on the graphics card, kept until another one is looked at.
fn texture(ui: &Ui, picture: &Arc<egui::ColorImage>) -> TextureHandle {
    let id = egui::Id::unique("export-preview");
    // The picture itself is kept: the address of one that is gone may be another's.
    let kept: Option<(Arc<egui::ColorImage>, TextureHandle)> = ui.data(|data| data.get_temp(id));
    if let Some((_, texture)) = kept.filter(|(kept, _)| Arc::ptr_eq(kept, picture)) {
        return texture;
    }
    let texture = ui.ctx().load_texture("export-preview", picture.clone(), TextureOptions::LINEAR);
    ui.data_mut(|data| data.insert_temp(id, (Arc::clone(picture), texture.clone())));
    texture
}
