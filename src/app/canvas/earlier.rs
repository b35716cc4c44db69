//! What earlier sessions did near the place where a point would be put: said under the pointer before it is.

use eframe::egui::{Align2, FontId, Painter, pos2, vec2};

use super::super::model::Model;
use super::super::theme;
use super::gestures::Hovered;
use super::grounded::grounded;
use super::stroke::draws;
use super::{Canvas, Seen, Tool};
use crate::atlas::SurfacePoint;
use crate::scene::memory_words;

/// What lies farther away than this is another site, in the patient's mm.
const REACH_MM: f32 = 15.0;

/// The nearest earlier mark, in words.
fn words(point: SurfacePoint, model: &Model) -> Option<String> {
    let started = model.session()?.details.started;
    let nearest = model.memory()?.nearest_before(started, point, REACH_MM)?;
    let course = model.document.as_ref()?.course.as_ref().map_or("", |course| course.title.as_str());
    Some(memory_words(&nearest, (course, started), &model.texts))
}

/// Says it below the pointer, where a click would place a point.
pub(super) fn show(
    painter: &Painter,
    hovered: &Hovered,
    seen: &Seen<'_>,
    model: &Model,
    (canvas, palette): (&Canvas, &theme::Palette),
) {
    let would_place = canvas.tool() == Tool::Place && hovered.mark.is_none() && draws(seen, model);
    let pointer = painter.ctx().pointer_hover_pos().filter(|at| would_place && seen.map.rect.contains(*at));
    let Some(at) = pointer else { return };
    let Some(words) = seen.skin_at(at).and_then(|point| words(point, model)) else { return };
    let written = painter.layout_no_wrap(words, FontId::proportional(12.0), palette.weak);
    let rect = seen.map.rect.shrink(8.0);
    let corner = at + vec2(14.0, 16.0);
    let corner = pos2(corner.x.min(rect.right() - written.size().x), corner.y.min(rect.bottom() - 60.0));
    grounded(painter, (corner, Align2::LEFT_TOP), written, palette);
}
