//! Marks as pixels, drawn once and stamped: ten thousand marks have few looks.

use std::collections::BTreeMap;

use tiny_skia::{Pixmap, PixmapMut};

use super::shapes::{fill, path_in_px, stroke};
use crate::geom::Vec2;
use crate::scene::GlyphKey;
use crate::scene::glyph::{self, EXTENT, Part};

/// Draws a glyph's layers; the letter where it can be read.
pub(super) fn draw_glyph(pixels: &mut PixmapMut<'_>, key: GlyphKey, centre_px: Vec2, radius_px: f32) {
    for Part { path, fill: inside, stroke: line } in glyph::parts(key, glyph::letter_scale(radius_px)) {
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
            lay(pixels, [x, y], stamp);
        }
    }
}

/// Lays a stamp over the page, whole pixels upon whole pixels, each rounded once. The general way of drawing one picture on
/// another samples every pixel through a transform, which took a quarter of the export of 2,000 marks.
#[expect(clippy::cast_sign_loss, clippy::cast_possible_wrap, reason = "sides of a picture, checked before")]
fn lay(pixels: &mut PixmapMut<'_>, [left, top]: [i32; 2], stamp: &Pixmap) {
    let [wide, high] = [pixels.width(), pixels.height()].map(|side| side as i32);
    let side = stamp.width() as i32;
    let (from, until) = (left.max(0), left.saturating_add(side).min(wide));
    if from >= until {
        return;
    }
    let bytes = |y: i32, width: i32, x: [i32; 2]| x.map(|x| (y as usize * width as usize + x as usize) * 4);
    for y in top.max(0)..top.saturating_add(side).min(high) {
        let [start, end] = bytes(y, wide, [from, until]);
        let [first, last] = bytes(y - top, side, [from - left, until - left]);
        let under = pixels.data_mut()[start..end].chunks_exact_mut(4);
        for (under, over) in under.zip(stamp.data()[first..last].chunks_exact(4)) {
            match over[3] {
                0 => {}
                u8::MAX => under.copy_from_slice(over),
                alpha => under.iter_mut().zip(over).for_each(|(under, over)| *under = over_part(*under, *over, alpha)),
            }
        }
    }
}

/// One channel of a premultiplied pixel over another (Porter and Duff, "Compositing digital images", 1984), to the nearest.
fn over_part(under: u8, over: u8, alpha: u8) -> u8 {
    let sum = u32::from(over) * 255 + u32::from(under) * u32::from(u8::MAX - alpha);
    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use tiny_skia::{Color, PixmapPaint, Transform};

    use super::*;

    #[test]
    fn a_stamp_lies_as_the_general_way_lays_it_also_over_the_edge() {
        let mut stamp = Pixmap::new(9, 9).unwrap();
        for (index, pixel) in stamp.data_mut().chunks_exact_mut(4).enumerate() {
            let alpha = u8::try_from(index * 255 / 80).unwrap();
            pixel.copy_from_slice(&[alpha, alpha / 2, alpha / 3, alpha]);
        }
        for at in [[3, 4], [-4, -2], [15, 13], [40, 0], [-20, 3]] {
            let mut page = Pixmap::new(20, 16).unwrap();
            page.fill(Color::from_rgba8(200, 90, 13, 255));
            let mut expected = page.clone();
            expected.as_mut().draw_pixmap(
                at[0],
                at[1],
                stamp.as_ref(),
                &PixmapPaint::default(),
                Transform::identity(),
                None,
            );
            lay(&mut page.as_mut(), at, &stamp);
            assert_eq!(page.data(), expected.data(), "{at:?}");
        }
    }
}
