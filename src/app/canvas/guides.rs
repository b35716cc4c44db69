//! The danger zone under the pointer, and what is said of it.

use eframe::egui::{FontFamily, FontId, Painter, Pos2, Rect, pos2, vec2};

use crate::atlas::guides::DangerZone;
use crate::scene::{zone_at, zone_words};
use crate::text::Texts;

use super::super::theme;
use super::Seen;

/// How near the pointer must come to a line to mean it, in points.
const REACH_PT: f32 = 4.0;

/// The danger zone under the pointer.
pub(super) fn zone_under(at: Pos2, seen: &Seen<'_>) -> Option<&'static DangerZone> {
    let at_mm = seen.map.mm_from_screen(at);
    zone_at(&seen.scene.zones, at_mm, REACH_PT / seen.map.pt_per_mm).map(|shape| shape.zone)
}

/// What is said of a zone, in a box whose lower left corner is given.
pub(super) fn zone_box(painter: &Painter, corner: Pos2, zone: &DangerZone, texts: &Texts, palette: &theme::Palette) {
    const WIDTH_PT: f32 = 400.0;
    let mut words = zone_words(zone, texts);
    words.push(texts.get("danger-advisory"));
    let wrap = WIDTH_PT.min(painter.clip_rect().width() - 40.0).max(120.0);
    let galleys: Vec<_> = (0..)
        .zip(words)
        .map(|(at, line)| {
            let family = if at == 0 { theme::semibold() } else { FontFamily::Proportional };
            let colour = if at < 3 { palette.text } else { palette.weak };
            painter.layout(line, FontId::new(12.5, family), colour, wrap)
        })
        .collect();
    let height: f32 = galleys.iter().map(|galley| galley.size().y + 2.0).sum();
    let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
    let ground = Rect::from_min_max(pos2(corner.x, corner.y - height), pos2(corner.x + width, corner.y));
    painter.rect_filled(ground.expand2(vec2(7.0, 5.0)), 6, palette.panel.gamma_multiply(0.95));
    let mut top = ground.min;
    for galley in galleys {
        let step = galley.size().y + 2.0;
        painter.galley(top, galley, palette.text);
        top.y += step;
    }
}
