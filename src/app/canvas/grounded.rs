//! Words on the canvas that stay legible on whatever lies below.

use std::sync::Arc;

use eframe::egui::{Align2, Galley, Painter, Pos2, vec2};

use super::super::theme::Palette;

/// Text on a ground of its own: close views leave no empty canvas to write on.
pub(super) fn grounded(painter: &Painter, (at, align): (Pos2, Align2), galley: Arc<Galley>, palette: &Palette) {
    let ground = align.anchor_size(at, galley.size());
    painter.rect_filled(ground.expand2(vec2(7.0, 4.0)), 6, palette.panel.gamma_multiply(0.92));
    painter.galley(ground.min, galley, palette.text);
}
