//! The display list on screen: every item becomes a shape of egui, and all marks together one mesh.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Mesh, Painter, Pos2, Shape, Stroke, Vec2, epaint::TextShape, pos2, vec2,
};

use crate::geom;
use crate::scene::item::{Anchor, Rect};
use crate::scene::text::{CAP_HEIGHT, Weight};
use crate::scene::{Colour, Drawing, Ground, Item, Pens, TextItem, ViewScene};

use super::super::theme;
use super::{Glyphs, POINTS_PER_MM, Seen, colour32};

/// What a pane shows of a scene, in millimetres of the screen.
pub(super) fn of_pane(seen: &Seen<'_>, scene: &ViewScene) -> Vec<Item> {
    let [min, max] = [seen.map.rect.min, seen.map.rect.max].map(|at| geom::Vec2::new(at.x, at.y) / POINTS_PER_MM);
    let ground = Ground {
        rect: Rect::new(min, max),
        centre_view_mm: seen.map.centre_mm,
        scale: seen.map.pt_per_mm / POINTS_PER_MM,
    };
    let radius_mm = seen.radius_pt() / POINTS_PER_MM;
    Drawing { scene, ground, pens: Pens::SCREEN, radius_mm, keep_clear: &[] }.items()
}

/// Paints the items of a pane, which is where `rect` says, in their order, marks that follow each other as one.
pub(super) fn paint(painter: &Painter, (pane, rect): (usize, egui::Rect), items: &[Item], glyphs: &mut Glyphs) {
    let is_glyph = |item: &Item| matches!(item, Item::Glyph { .. });
    for (run, items) in items.chunk_by(|one, other| is_glyph(one) == is_glyph(other)).enumerate() {
        if let Some(Item::Glyph { radius_mm, .. }) = items.first() {
            let marks = items.iter().filter_map(|item| match item {
                Item::Glyph { at, key, .. } => Some((*key, screen(*at))),
                _ => None,
            });
            glyphs.paint(painter, ((pane, run), rect), marks.collect(), radius_mm * POINTS_PER_MM);
        } else {
            shapes(painter, items);
        }
    }
}

/// Paints what isn't a mark.
pub(in crate::app) fn shapes(painter: &Painter, items: &[Item]) {
    for item in items {
        match item {
            Item::Line { points, colour, width_mm } => {
                painter.add(Shape::line(line(points), Stroke::new(width_mm * POINTS_PER_MM, colour32(*colour))));
            }
            Item::Polygon { points, colour } => {
                painter.add(Shape::convex_polygon(line(points), colour32(*colour), Stroke::NONE));
            }
            Item::Band { rungs, colour } => band(painter, rungs, *colour),
            Item::Box { rect, fill } => {
                let rect = egui::Rect::from_min_max(screen(rect.min), screen(rect.max));
                painter.rect_filled(rect, 0, colour32(*fill));
            }
            Item::Text(words) => text(painter, words),
            // The body's picture is rendered aside and lies below everything.
            Item::Picture(_) | Item::Glyph { .. } => {}
        }
    }
}

fn screen(at: geom::Vec2) -> Pos2 {
    pos2(at.x * POINTS_PER_MM, at.y * POINTS_PER_MM)
}

fn line(points: &[geom::Vec2]) -> Vec<Pos2> {
    points.iter().map(|&point| screen(point)).collect()
}

fn band(painter: &Painter, rungs: &[[geom::Vec2; 2]], colour: Colour) {
    let tint = colour32(colour);
    let mut mesh = Mesh::default();
    for (at, rung) in (0_u32..).zip(rungs) {
        mesh.colored_vertex(screen(rung[0]), tint);
        mesh.colored_vertex(screen(rung[1]), tint);
        if let Some(before) = at.checked_sub(1) {
            mesh.add_triangle(2 * before, 2 * before + 1, 2 * at);
            mesh.add_triangle(2 * before + 1, 2 * at + 1, 2 * at);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// A line of words, its halo as copies around it.
fn text(painter: &Painter, words: &TextItem) {
    let family = match words.weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::SemiBold => theme::semibold(),
    };
    let size = words.size_mm * POINTS_PER_MM;
    let align = match words.anchor {
        Anchor::Start => Align2::LEFT_CENTER,
        Anchor::Middle => Align2::CENTER_CENTER,
        Anchor::End => Align2::RIGHT_CENTER,
    };
    let galley = painter.layout_no_wrap(words.string.clone(), FontId::new(size, family), colour32(words.colour));
    let middle = screen(words.at) - vec2(0.0, size * CAP_HEIGHT / 2.0);
    let at = align.anchor_size(middle, galley.size()).min;
    let copy = |shift: Vec2, colour: Color32| {
        painter.add(TextShape::new(at + shift, Arc::clone(&galley), colour).with_override_text_color(colour));
    };
    if let Some(halo) = words.halo {
        let reach = size * 0.11;
        for turn in 0..8_u8 {
            copy(Vec2::angled(f32::from(turn) * std::f32::consts::FRAC_PI_4) * reach, colour32(halo));
        }
    }
    copy(Vec2::ZERO, colour32(words.colour));
}
