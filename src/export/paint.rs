//! Scene primitives as pixels, with the path filler and stroker of tiny-skia.

use std::collections::BTreeMap;

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, PixmapMut, PixmapPaint, Stroke, Transform,
};

use crate::geom::Vec2;
use crate::scene::glyph::{self, EXTENT, Part};
use crate::scene::{Colour, GlyphKey, Path, Segment, shows_letter};

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

/// Draws a glyph's layers; the letter where it can be read.
pub(super) fn draw_glyph(pixels: &mut PixmapMut<'_>, key: GlyphKey, centre_px: Vec2, radius_px: f32) {
    for Part { path, fill: inside, stroke: line } in glyph::parts(key, shows_letter(radius_px)) {
        let to_px = |point: Vec2| centre_px + point * Vec2::new(radius_px, -radius_px);
        let Some(path) = path_in_px(&path, to_px) else { continue };
        if let Some(colour) = inside {
            fill(pixels, &path, colour);
        }
        if let Some((colour, width)) = line {
            stroke(pixels, &path, colour, width * radius_px);
        }
    }
}

/// Glyphs drawn once and stamped: ten thousand marks have few looks.
#[derive(Default)]
pub(super) struct Stamps(BTreeMap<(GlyphKey, u32, [u8; 2]), Option<Pixmap>>);

/// A stamp lies within an eighth of a pixel of its place.
const STEPS: f32 = 4.0;

impl Stamps {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture, checked before")]
    pub(super) fn draw(&mut self, pixels: &mut PixmapMut<'_>, key: GlyphKey, centre_px: Vec2, radius_px: f32) {
        let reach = (radius_px * EXTENT).ceil() + 1.0;
        let stepped = (centre_px * STEPS).round() / STEPS;
        let corner = stepped.floor() - reach;
        let part = (stepped - stepped.floor()) * STEPS;
        let stamp = self.0.entry((key, radius_px.to_bits(), [part.x as u8, part.y as u8])).or_insert_with(|| {
            let side = (2.0 * reach) as u32 + 1;
            let mut stamp = Pixmap::new(side, side)?;
            draw_glyph(&mut stamp.as_mut(), key, Vec2::splat(reach) + part / STEPS, radius_px);
            Some(stamp)
        });
        if let Some(stamp) = stamp {
            let (x, y) = (corner.x as i32, corner.y as i32);
            pixels.draw_pixmap(x, y, stamp.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        }
    }
}
