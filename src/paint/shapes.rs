//! Paths filled and stroked, with tiny-skia.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, PixmapMut, Stroke, Transform};

use crate::geom::Vec2;
use crate::scene::{Colour, Path, Segment};

fn paint_of(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(colour.red, colour.green, colour.blue, colour.alpha));
    paint
}

/// A path with every point taken through `to_px`; `None` where nothing can be drawn of it.
pub(super) fn path_in_px(path: &Path, to_px: impl Fn(Vec2) -> Vec2) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::with_capacity(path.0.len(), path.0.len() * 2);
    for segment in &path.0 {
        match *segment {
            Segment::Move(a) => {
                let a = to_px(a);
                builder.move_to(a.x, a.y);
            }
            Segment::Line(a) => {
                let a = to_px(a);
                builder.line_to(a.x, a.y);
            }
            Segment::Quad(a, b) => {
                let (a, b) = (to_px(a), to_px(b));
                builder.quad_to(a.x, a.y, b.x, b.y);
            }
            Segment::Cubic(a, b, c) => {
                let (a, b, c) = (to_px(a), to_px(b), to_px(c));
                builder.cubic_to(a.x, a.y, b.x, b.y, c.x, c.y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// Fills the inside, by the non-zero rule.
pub(super) fn fill(pixels: &mut PixmapMut<'_>, path: &tiny_skia::Path, colour: Colour) {
    pixels.fill_path(path, &paint_of(colour), FillRule::Winding, Transform::identity(), None);
}

/// Draws along the path with round ends and joins.
pub(super) fn stroke(pixels: &mut PixmapMut<'_>, path: &tiny_skia::Path, colour: Colour, width_px: f32) {
    let stroke = Stroke { width: width_px, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
    pixels.stroke_path(path, &paint_of(colour), &stroke, Transform::identity(), None);
}
