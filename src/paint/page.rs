//! A display list as pixels; the body is rendered at the medium's own pixels.

use tiny_skia::{Color, Pixmap, PixmapMut};

use super::shapes::{fill, path_in_px, stroke};
use super::stamps::Stamps;
use crate::atlas::Body;
use crate::atlas::raster::{Look, Painter};
use crate::geom::Vec2;
use crate::scene::item::{BodyPicture, Item, TextItem};
use crate::scene::{Path, text};

/// The most pixels of the body that are rendered at a time; larger pictures are rendered in strips.
const STRIP_PIXELS: u32 = 12_000_000;
/// Rows that a strip shares with its neighbours, so that ink at its edges knows what lies beyond.
const STRIP_OVERLAP: u32 = 32;

/// What was painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pixels {
    /// Width and height.
    pub size_px: [u32; 2],
    /// Rows from the top, four bytes a pixel, sRGB, opaque.
    pub rgba: Vec<u8>,
}

impl Pixels {
    /// The pixels without how opaque they are, which all of them are.
    pub fn rgb(&self) -> Vec<u8> {
        let mut rgb = vec![0; self.rgba.len() / 4 * 3];
        for (rgb, rgba) in rgb.chunks_exact_mut(3).zip(self.rgba.chunks_exact(4)) {
            rgb.copy_from_slice(&rgba[..3]);
        }
        rgb
    }
}

/// The items on white; `None` for a size of nothing, or of more than fits in memory.
pub fn paint(items: &[Item], size_px: [u32; 2], px_per_mm: f32) -> Option<Pixels> {
    let mut pixels = Pixmap::new(size_px[0], size_px[1])?;
    pixels.fill(Color::WHITE);
    let mut page =
        Page { px_per_mm, strip_pixels: STRIP_PIXELS, stamps: Stamps::default(), painter: Painter::default() };
    for item in items {
        page.draw(&mut pixels, item);
    }
    Some(Pixels { size_px, rgba: pixels.take() })
}

struct Page {
    px_per_mm: f32,
    strip_pixels: u32,
    stamps: Stamps,
    painter: Painter,
}

impl Page {
    fn draw(&mut self, pixels: &mut Pixmap, item: &Item) {
        let scale = self.px_per_mm;
        let page = |path: &Path| path_in_px(path, |point| point * scale);
        let area = |pixels: &mut Pixmap, corners: &[Vec2], colour| {
            if let Some(path) = page(&Path::polygon(corners)) {
                fill(&mut pixels.as_mut(), &path, colour);
            }
        };
        match item {
            Item::Picture(picture) => self.picture(pixels, picture),
            Item::Line { points, colour, width_mm } => {
                if let Some(path) = page(&Path::polyline(points)) {
                    stroke(&mut pixels.as_mut(), &path, *colour, width_mm * scale);
                }
            }
            Item::Polygon { points, colour } => area(pixels, points, *colour),
            Item::Band { rungs, colour } => {
                let there = rungs.iter().map(|rung| rung[0]);
                let edge: Vec<Vec2> = there.chain(rungs.iter().rev().map(|rung| rung[1])).collect();
                area(pixels, &edge, *colour);
            }
            Item::Box { rect, fill: colour } => {
                let (min, max) = (rect.min, rect.max);
                area(pixels, &[min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)], *colour);
            }
            Item::Glyph { at, radius_mm, key } => {
                self.stamps.draw(&mut pixels.as_mut(), *key, *at * scale, radius_mm * scale);
            }
            Item::Text(words) => self.text(&mut pixels.as_mut(), words),
        }
    }

    fn text(&self, pixels: &mut PixmapMut<'_>, words: &TextItem) {
        let scale = self.px_per_mm;
        let (start, size_px) = (words.start() * scale, words.size_mm * scale);
        let outline = text::outline(&words.string, words.weight);
        let to_px = |point: Vec2| start + point * Vec2::new(size_px, -size_px);
        let Some(path) = path_in_px(&outline, to_px) else { return };
        if let Some(halo) = words.halo {
            stroke(pixels, &path, halo, size_px * 0.22);
        }
        fill(pixels, &path, words.colour);
    }

    /// Renders the body in strips and lays them over the page.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "inside a page of at most 100 megapixels"
    )]
    #[expect(clippy::cast_precision_loss, reason = "inside a page of at most 100 megapixels")]
    fn picture(&mut self, pixels: &mut Pixmap, picture: &BodyPicture) {
        let [min_px, max_px] = [picture.rect.min, picture.rect.max].map(|corner| corner * self.px_per_mm);
        let [left, top] = min_px.floor().to_array().map(|px| px.max(0.0) as u32);
        let right = (max_px.x.ceil() as u32).min(pixels.width());
        let bottom = (max_px.y.ceil() as u32).min(pixels.height());
        let width = right.saturating_sub(left);
        if width == 0 || bottom <= top {
            return;
        }
        let strip_rows = (self.strip_pixels / width).max(1);
        let body = Body::get(picture.body);
        for first in (top..bottom).step_by(strip_rows as usize) {
            let last = (first + strip_rows).min(bottom);
            let from = first.saturating_sub(STRIP_OVERLAP).max(top);
            let rows = (last + STRIP_OVERLAP).min(bottom) - from;
            let offset_px = Vec2::new(left as f32, from as f32) - min_px;
            let frame = picture.frame(self.px_per_mm, offset_px, [width, rows]);
            let rendered =
                self.painter.paint_tinted(body, &frame, &look_for(rows, bottom - top), picture.tint.as_deref());
            let above = ((first - from) * width * 4) as usize;
            let inside = above..above + ((last - first) * width * 4) as usize;
            lay(pixels, [left, first], width, rendered.rgba.get(inside).unwrap_or_default());
        }
    }
}

/// The look of a strip of a picture: the width of ink grows with the root of a picture's height, and must be that of the
/// whole.
#[expect(clippy::cast_precision_loss, reason = "inside a page of at most 100 megapixels")]
fn look_for(rows: u32, whole_rows: u32) -> Look {
    let look = Look::default();
    Look { ink_width_px: look.ink_width_px * (whole_rows as f32 / rows as f32).sqrt(), ..look }
}

/// Lays rows of straight-alpha pixels over the opaque page.
fn lay(pixels: &mut Pixmap, [left, top]: [u32; 2], width: u32, rgba: &[u8]) {
    let stride = pixels.width() as usize * 4;
    let row_bytes = width as usize * 4;
    let first = top as usize * stride + left as usize * 4;
    for (row, over) in rgba.chunks_exact(row_bytes).enumerate() {
        let start = first + row * stride;
        let Some(under) = pixels.data_mut().get_mut(start..start + row_bytes) else { return };
        for (under, over) in under.chunks_exact_mut(4).zip(over.chunks_exact(4)) {
            let alpha = u16::from(over[3]);
            if alpha == 0 {
                continue;
            }
            for (under, &over) in under[..3].iter_mut().zip(over) {
                let mixed = u16::from(over) * alpha + u16::from(*under) * (255 - alpha);
                *under = u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BodyKind, view};
    use crate::scene::item::Rect;

    #[test]
    fn strips_join_without_a_seam() {
        let view = view(BodyKind::AdultFemale, "face-left-oblique").unwrap();
        let size_mm = Vec2::new(view.width_mm, view.height_mm) * 0.4;
        let rect = Rect::new(Vec2::splat(3.3), Vec2::splat(3.3) + size_mm);
        let picture =
            BodyPicture { rect, body: BodyKind::AdultFemale, view, scale: 0.4, centre_view_mm: Vec2::ZERO, tint: None };
        let drawn = |strip_pixels: u32| {
            let mut pixels = Pixmap::new(600, 700).unwrap();
            pixels.fill(Color::WHITE);
            Page { px_per_mm: 5.0, strip_pixels, stamps: Stamps::default(), painter: Painter::default() }
                .picture(&mut pixels, &picture);
            pixels.take()
        };
        let (whole, strips) = (drawn(u32::MAX), drawn(30_000));
        assert!(whole.iter().any(|&byte| byte < 200));
        assert!(whole.iter().zip(&strips).all(|(a, b)| a.abs_diff(*b) <= 4));
    }
}
