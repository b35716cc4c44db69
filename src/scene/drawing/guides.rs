//! Guides and danger zones.

use super::names::on_body;
use super::{Drawing, clip};
use crate::atlas::guides::GuideKind;
use crate::geom::Vec2;
use crate::scene::guides::{GuideLine, ZoneShape, guide_style};
use crate::scene::item::{Anchor, Item};
use crate::scene::palette;
use crate::scene::text::{self, Weight};

/// Lines of the centimetre grid that lay closer on the medium would be a grey mist and are left out.
const LEAST_GRID_MM: f32 = 1.2;

/// Zones, then lines, then what is written beside them.
pub(super) fn draw(drawing: &Drawing<'_>, items: &mut Vec<Item>) {
    let scene = drawing.scene;
    for shape in scene.zones.iter() {
        zone(drawing, shape, items);
    }
    let grid_shows = drawing.ground.scale * 10.0 >= LEAST_GRID_MM;
    let shown = |line: &&GuideLine| line.kind != GuideKind::Grid || grid_shows;
    for line in scene.guides.iter().flat_map(|lines| lines.iter()).filter(shown) {
        let (colour, width) = guide_style(line.kind);
        drawing.line(&drawing.ground.line(&line.points), (colour, width * drawing.pens.line_mm), items);
    }
    for line in scene.guides.iter().flat_map(|lines| lines.iter()) {
        label(drawing, line, items);
    }
}

/// A tinted strip and its outline; a shape that reaches beyond what may be drawn keeps only its edge there.
fn zone(drawing: &Drawing<'_>, shape: &ZoneShape, items: &mut Vec<Item>) {
    let ground = &drawing.ground;
    let (colour, width) = guide_style(GuideKind::Danger);
    let pen = (colour, width * drawing.pens.line_mm * 1.2);
    if shape.is_line() {
        let middle: Vec<Vec2> = shape.rungs.iter().map(|rung| ground.medium_from_view(rung[0])).collect();
        return drawing.line(&middle, pen, items);
    }
    let rungs: Vec<[Vec2; 2]> =
        shape.rungs.iter().map(|rung| rung.map(|point| ground.medium_from_view(point))).collect();
    if rungs.iter().flatten().all(|&point| drawing.reaches(point)) || drawing.pens.bleed_mm > 0.0 {
        items.push(Item::Band { rungs, colour: palette::DANGER.with_alpha(38) });
    }
    let mut edge = ground.line(&shape.outline());
    edge.extend(edge.first().copied());
    drawing.line(&edge, pen, items);
}

/// What a line is called: beside its end, or above it at the edge of what is shown where the end lies beyond that.
fn label(drawing: &Drawing<'_>, line: &GuideLine, items: &mut Vec<Item>) {
    let (Some(string), Some(&last)) = (&line.label, line.points.last()) else { return };
    let size_mm = drawing.pens.name_size(drawing.ground.scale * 8.0);
    let width_mm = text::width(string, Weight::SemiBold) * size_mm;
    let rect = drawing.ground.rect;
    let end = drawing.ground.medium_from_view(last) + Vec2::new(0.25 * size_mm, text::CAP_HEIGHT * size_mm / 2.0);
    let place = if rect.contains(end) && rect.contains(end + Vec2::new(width_mm, 0.0)) {
        (end, Anchor::Start)
    } else {
        let inside = clip::clipped(&drawing.ground.line(&line.points), rect);
        let Some(&edge) = inside.last().and_then(|part| part.last()) else { return };
        (edge - Vec2::new(0.4, 0.2) * size_mm, Anchor::End)
    };
    items.push(Item::Text(on_body(place, (size_mm, Weight::SemiBold), palette::SPINE, string.clone())));
}
