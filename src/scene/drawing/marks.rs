//! Marks and the ways that they moved.

use super::Drawing;
use crate::scene::glyph::arrow;
use crate::scene::item::Item;
use crate::scene::palette;

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
