//! Names of regions where they don't cover each other; a name without room is left out, for pointing at a region tells it.

use super::item::Rect;
use super::text::{self, Weight};
use super::view::RegionLabel;
use crate::geom::Vec2;

/// A name with its place in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel<'a> {
    /// Middle of the text's box; y down, in the unit of the picture.
    pub centre: Vec2,
    /// The text's box.
    pub rect: Rect,
    /// The name.
    pub label: &'a RegionLabel,
}

/// Finds room in `picture` for names of `size` (height of an em), clear of what is `taken`.
///
/// `to_picture` takes view millimetres to the unit of `picture`, y down. A name may shift by a line up or
/// down, for farther away it would name its neighbour; earlier names win.
pub fn place_labels<'a>(
    labels: impl IntoIterator<Item = &'a RegionLabel>,
    size: f32,
    picture: Rect,
    taken: &[Rect],
    to_picture: impl Fn(Vec2) -> Vec2,
) -> Vec<PlacedLabel<'a>> {
    let mut placed: Vec<PlacedLabel<'a>> = Vec::new();
    for label in labels {
        let half = Vec2::new(text::width(&label.text, Weight::Regular) + 0.3, 1.2) * size / 2.0;
        let wanted = to_picture(label.at_view_mm);
        let shifts = [0.0, -0.6, 0.6, -1.1, 1.1].map(|lines| wanted + Vec2::new(0.0, lines * size));
        let free = |centre: &Vec2| {
            let rect = Rect::new(*centre - half, *centre + half);
            let clear = |other: &Rect| !other.overlaps(&rect);
            let inside = picture.contains(rect.min) && picture.contains(rect.max);
            inside && taken.iter().all(clear) && placed.iter().all(|other| clear(&other.rect))
        };
        if let Some(centre) = shifts.into_iter().find(free) {
            placed.push(PlacedLabel { centre, rect: Rect::new(centre - half, centre + half), label });
        }
    }
    placed
}
