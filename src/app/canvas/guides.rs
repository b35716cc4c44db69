//! Guides and danger zones on a pane, and what is said of the zone under the pointer.

use eframe::egui::{Align2, Color32, FontFamily, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::atlas::guides::{DangerZone, GuideKind};
use crate::geom::Vec2;
use crate::scene::{Colour, GuideLine, ZoneShape, guide_style, palette as inks, zone_at, zone_words};
use crate::text::Texts;

use super::super::theme;
use super::{Seen, colour32};

/// How near the pointer must come to a line to mean it, in points.
const REACH_PT: f32 = 4.0;

/// Lines of the centimetre grid that lay closer on screen would be a grey mist and are left out.
const LEAST_GRID_PT: f32 = 5.0;

/// The danger zone under the pointer.
pub(super) fn zone_under(at: Pos2, seen: &Seen<'_>) -> Option<&'static DangerZone> {
    let at_mm = seen.map.mm_from_screen(at);
    zone_at(&seen.scene.zones, at_mm, REACH_PT / seen.map.pt_per_mm).map(|shape| shape.zone)
}

/// Zones, then lines, then the names of levels.
pub(super) fn paint(painter: &Painter, seen: &Seen<'_>) {
    for shape in seen.scene.zones.iter() {
        zone(painter, seen, shape);
    }
    let shown = |line: &&GuideLine| line.kind != GuideKind::Grid || seen.map.pt_per_mm * 10.0 >= LEAST_GRID_PT;
    for line in seen.scene.guides.iter().flat_map(|lines| lines.iter()).filter(shown) {
        let points: Vec<Pos2> = line.points.iter().map(|&spot| seen.map.screen_from_mm(spot)).collect();
        let near = Rect::from_points(&points).expand(2.0).intersects(seen.map.rect);
        if let (Some(label), Some(&last)) = (&line.label, points.last()) {
            halo_text(painter, last + vec2(3.0, 0.0), label, inks::SPINE);
        }
        if near {
            painter.add(Shape::line(points, stroke(line.kind)));
        }
    }
}

fn stroke(kind: GuideKind) -> Stroke {
    let (colour, width) = guide_style(kind);
    Stroke::new(width, colour32(colour))
}

/// A tinted strip between the two edges, and its outline.
fn zone(painter: &Painter, seen: &Seen<'_>, shape: &ZoneShape) {
    let screen = |spot: Vec2| seen.map.screen_from_mm(spot);
    if shape.is_line() {
        let points = shape.rungs.iter().map(|rung| screen(rung[0])).collect();
        painter.add(Shape::line(points, Stroke::new(1.4, stroke(GuideKind::Danger).color)));
        return;
    }
    let tint = colour32(inks::DANGER.with_alpha(34));
    let mut mesh = Mesh::default();
    for (at, rung) in (0_u32..).zip(&shape.rungs) {
        mesh.colored_vertex(screen(rung[0]), tint);
        mesh.colored_vertex(screen(rung[1]), tint);
        if let Some(before) = at.checked_sub(1) {
            mesh.add_triangle(2 * before, 2 * before + 1, 2 * at);
            mesh.add_triangle(2 * before + 1, 2 * at + 1, 2 * at);
        }
    }
    painter.add(Shape::mesh(mesh));
    painter.add(Shape::closed_line(shape.outline().into_iter().map(screen).collect(), stroke(GuideKind::Danger)));
}

fn halo_text(painter: &Painter, at: Pos2, text: &str, colour: Colour) {
    let font = FontId::new(11.0, theme::semibold());
    let halo = Color32::from_white_alpha(150);
    for shift in [vec2(-1.0, 0.0), vec2(1.0, 0.0), vec2(0.0, -1.0), vec2(0.0, 1.0)] {
        painter.text(at + shift, Align2::LEFT_CENTER, text, font.clone(), halo);
    }
    painter.text(at, Align2::LEFT_CENTER, text, font, colour32(colour));
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
