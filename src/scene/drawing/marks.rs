//! Marks and the ways that they moved.

use super::Drawing;
use super::names::on_body;
use crate::geom::Vec2;
use crate::scene::glyph::{arrow, body_colour};
use crate::scene::item::{Anchor, Item, Rect, TextItem};
use crate::scene::palette;
use crate::scene::text::Weight;

/// Every mark within reach, in the order of the scene.
pub(super) fn draw(drawing: &Drawing<'_>, items: &mut Vec<Item>) {
    let (ground, radius_mm) = (&drawing.ground, drawing.radius_mm);
    for mark in &drawing.scene.marks {
        let at = ground.medium_from_view(mark.at_view_mm);
        if drawing.reaches(at) {
            items.push(Item::Glyph { at, radius_mm, key: mark.key });
        }
    }
}

/// Ways of lines as they run, borders of areas in dashes, in the colours of their cocktails on a light rim.
pub(super) fn strokes(drawing: &Drawing<'_>, items: &mut Vec<Item>) {
    let radius_mm = drawing.radius_mm;
    // Where glyphs are small, lines still are thicker than those of guides.
    let width_mm = (radius_mm * WIDTH).max(1.8 * drawing.pens.line_mm);
    for stroke in &drawing.scene.strokes {
        let colour = body_colour(stroke.key);
        for piece in stroke.pieces.iter().map(|piece| drawing.ground.line(piece)) {
            drawing.line(&piece, (palette::WHITE.with_alpha(210), width_mm * RIM), items);
            if stroke.is_border {
                for dash in dashes(&piece, radius_mm * DASH) {
                    drawing.line(&dash, (colour, width_mm), items);
                }
            } else {
                drawing.line(&piece, (colour, width_mm), items);
            }
        }
    }
}

/// The width of a line and the length of a dash, in radii of a glyph.
const WIDTH: f32 = 0.3;
const DASH: f32 = 2.0;
/// How much wider the rim is than its line.
const RIM: f32 = 2.1;

/// Every second piece of a line, each of one length.
fn dashes(points: &[Vec2], length: f32) -> Vec<Vec<Vec2>> {
    let mut dashes: Vec<Vec<Vec2>> = Vec::new();
    let (mut is_drawn, mut left) = (true, length);
    let mut dash: Vec<Vec2> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        while from.distance(to) > left && left > 0.0 {
            from = from.lerp(to, left / from.distance(to));
            dash.push(from);
            let whole = std::mem::replace(&mut dash, vec![from]);
            dashes.extend(is_drawn.then_some(whole));
            (is_drawn, left) = (!is_drawn, length);
        }
        left -= from.distance(to);
        dash.push(to);
    }
    dashes.extend((is_drawn && dash.len() > 1).then_some(dash));
    dashes
}

/// How many marks a spot holds, beside it: `×2`.
pub(super) fn counts(drawing: &Drawing<'_>) -> Vec<TextItem> {
    let radius_mm = drawing.radius_mm;
    let size_mm = drawing.pens.name_mm[0].max(radius_mm * 1.3);
    let places =
        [(0.8, 1.5, Anchor::Start), (0.8, -0.8, Anchor::Start), (-0.8, 1.5, Anchor::End), (-0.8, -0.8, Anchor::End)];
    let (mut counts, mut taken): (Vec<TextItem>, Vec<Rect>) = Default::default();
    for stack in &drawing.scene.stacks {
        let spot = drawing.ground.medium_from_view(stack.at_view_mm);
        let count = |(x, y, anchor): (f32, f32, Anchor)| {
            let at = spot + Vec2::new(x, y) * radius_mm;
            on_body((at, anchor), (size_mm, Weight::SemiBold), palette::INK, format!("×{}", stack.count))
        };
        let inside = |count: &TextItem| drawing.ground.rect.contains(count.at);
        // To measure a text is slow beside all else here.
        let measured = |count: TextItem| (count.rect(), count);
        // One on another could be read neither here nor there.
        let free = |(rect, _count): &(Rect, TextItem)| !taken.iter().any(|other| other.overlaps(rect));
        if let Some((rect, count)) = places.into_iter().map(count).filter(inside).map(measured).find(free) {
            taken.push(rect);
            counts.push(count);
        }
    }
    counts
}

/// An arrow for every moved mark, a plain line where its glyph leaves no room for a head.
pub(super) fn movements(drawing: &Drawing<'_>, items: &mut Vec<Item>) {
    let (colour, radius_mm) = (palette::MOVED, drawing.radius_mm);
    let width_mm = radius_mm * 0.22;
    for way in &drawing.scene.movements {
        let [from, to] = [way.from_view_mm, way.to_view_mm].map(|point| drawing.ground.medium_from_view(point));
        if !drawing.reaches(to) {
            continue;
        }
        if let Some((shaft, head)) = arrow(from, to, radius_mm, radius_mm * 0.6) {
            items.push(Item::Line { points: shaft.to_vec(), colour, width_mm });
            items.push(Item::Polygon { points: head.to_vec(), colour });
        } else {
            items.push(Item::Line { points: vec![from, to], colour, width_mm });
        }
    }
}
