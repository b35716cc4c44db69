//! Marks as pixels, drawn once and stamped: ten thousand marks have few looks.

use std::collections::BTreeMap;

use tiny_skia::{Pixmap, PixmapMut, PixmapPaint, Transform};

use super::shapes::{fill, path_in_px, stroke};
use crate::geom::Vec2;
use crate::scene::glyph::{self, EXTENT, Part};
use crate::scene::{GlyphKey, shows_letter};

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

/// The looks stamped so far.
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
