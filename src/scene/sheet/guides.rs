//! Guides and danger zones on a page.

use super::item::{Anchor, BodyPicture, Item, TextItem};
use super::panel::clipped;
use crate::atlas::guides::GuideKind;
use crate::geom::Vec2;
use crate::scene::guides::{GuideLine, ZoneShape, guide_style};
use crate::scene::palette;
use crate::scene::text::{self, Weight};
use crate::scene::view::ViewScene;

/// The width of a line of style 1, as wide as a region's boundary.
const LINE_MM: f32 = 0.13;

/// Lines of the centimetre grid that lay closer on the page would be a grey mist and are left out.
const LEAST_GRID_MM: f32 = 1.2;

/// Zones, then lines, then what is written beside them.
pub(super) fn draw(scene: &ViewScene, picture: &BodyPicture, items: &mut Vec<Item>) {
    for shape in scene.zones.iter() {
        zone(shape, picture, items);
    }
    let shown = |line: &&GuideLine| line.kind != GuideKind::Grid || picture.scale * 10.0 >= LEAST_GRID_MM;
    for line in scene.guides.iter().flat_map(|lines| lines.iter()).filter(shown) {
        let (colour, width) = guide_style(line.kind);
        put_line(&on_page(&line.points, picture), picture, (colour, width * LINE_MM), items);
        label(line, picture, items);
    }
}

fn on_page(points: &[Vec2], picture: &BodyPicture) -> Vec<Vec2> {
    points.iter().map(|&point| picture.page_from_view(point)).collect()
}

fn put_line(points: &[Vec2], picture: &BodyPicture, (colour, width_mm): (palette::Colour, f32), items: &mut Vec<Item>) {
    let inside = clipped(points, picture.rect);
    items.extend(inside.into_iter().map(|points| Item::Line { points, colour, width_mm }));
}

fn zone(shape: &ZoneShape, picture: &BodyPicture, items: &mut Vec<Item>) {
    let (colour, width) = guide_style(GuideKind::Danger);
    let mut points = on_page(&shape.outline(), picture);
    // A shape that reaches beyond the picture keeps only its edge there.
    let whole = points.iter().all(|&point| picture.rect.contains(point));
    if whole && !shape.is_line() {
        items.push(Item::Polygon { points: points.clone(), colour: palette::DANGER.with_alpha(38) });
    }
    points.extend(points.first().copied());
    put_line(&points, picture, (colour, width * LINE_MM * 1.2), items);
}

fn label(line: &GuideLine, picture: &BodyPicture, items: &mut Vec<Item>) {
    let (Some(string), Some(&last)) = (&line.label, line.points.last()) else { return };
    let size_mm = (picture.scale * 8.0).clamp(1.2, 2.1);
    let at = picture.page_from_view(last) + Vec2::new(0.5, text::CAP_HEIGHT * size_mm / 2.0);
    if picture.rect.contains(at) {
        items.push(Item::Text(TextItem {
            at,
            size_mm,
            anchor: Anchor::Start,
            weight: Weight::SemiBold,
            colour: palette::SPINE,
            halo: Some(palette::WHITE.with_alpha(190)),
            string: string.clone(),
        }));
    }
}
