//! Names of regions, clear of marks and of each other.

use super::Drawing;
use crate::geom::Vec2;
use crate::scene::item::{Anchor, Item, Rect, TextItem};
use crate::scene::labels::place_labels;
use crate::scene::palette::{self, Colour};
use crate::scene::text::{self, Weight};
use crate::scene::view::RegionLabel;

/// The most marks that names stand clear of: a name under more can't be read wherever it stands.
const MOST_AVOIDED: usize = 1000;

/// The names that find room.
pub(super) fn draw(drawing: &Drawing<'_>, counts: &[TextItem], items: &mut Vec<Item>) {
    let scene = drawing.scene;
    if scene.labels.is_empty() {
        return;
    }
    let ground = &drawing.ground;
    let size_mm = drawing.pens.name_size(ground.scale * 2.6);
    let mark = |at: Vec2| Rect::new(at, at).shrunk(-drawing.radius_mm);
    let avoided = if scene.marks.len() > MOST_AVOIDED { 0 } else { scene.marks.len() };
    let marks = scene.marks[..avoided].iter().map(|placed| ground.medium_from_view(placed.at_view_mm));
    let marks = marks.filter(|&at| ground.rect.contains(at)).map(mark);
    let counts = counts.iter().map(|count| count.rect().shrunk(-0.2));
    let taken: Vec<Rect> = drawing.keep_clear.iter().copied().chain(counts).chain(marks).collect();
    let labels = scene.labels.iter().filter(|label| lies_on_body(label, drawing, size_mm));
    let placed = place_labels(labels, size_mm, ground.rect, &taken, |point| ground.medium_from_view(point));
    items.extend(placed.into_iter().map(|placed| {
        let at = placed.centre + Vec2::new(0.0, text::CAP_HEIGHT * size_mm / 2.0);
        let string = placed.label.text.clone();
        Item::Text(on_body((at, Anchor::Middle), (size_mm, Weight::Regular), palette::REGION, string))
    }));
}

/// Whether the body is wide enough for a name: half beside it, it could be read neither there nor there.
fn lies_on_body(label: &RegionLabel, drawing: &Drawing<'_>, size_mm: f32) -> bool {
    let half = Vec2::new(text::width(&label.text, Weight::Regular), 0.0) * size_mm / 2.0 / drawing.ground.scale;
    let ends = [label.at_view_mm - half, label.at_view_mm + half];
    ends.into_iter().all(|end| drawing.scene.silhouette.touches(end, end))
}

/// Words on the body or beside it: ink that reads on the halo, whatever lies below.
pub(super) fn on_body(
    (at, anchor): (Vec2, Anchor),
    (size_mm, weight): (f32, Weight),
    colour: Colour,
    string: String,
) -> TextItem {
    TextItem { at, size_mm, anchor, weight, colour, halo: Some(palette::HALO), string }
}
