//! Picture after picture in the same memory: fresh memory, which the system clears page by page, took a fifth of the time.

use std::sync::{Mutex, PoisonError};

use glam::Vec4;

use super::cover::{BAND_ROWS, Band, Bins, Cut};
use super::frame::{Frame, Projection};
use super::ink::{Ink, draw_hair, ink_radius_px};
use super::look::Look;
use super::shade::Shader;
use super::tint::{Dye, Tint};
use super::{Body, Picture};
use crate::atlas::threads::both;

/// Renders pictures one after another and keeps its buffers; what it renders depends on nothing that it rendered before.
///
/// It holds 13 bytes for each pixel and 1 kB for each column of the largest picture so far, and about 4 MB for the body.
/// All of that is let go when 16 pictures in a row have each had fewer than an eighth of its pixels.
#[derive(Default)]
pub struct Painter {
    picture: Picture,
    projection: Projection,
    bins: Bins,
    colours: Vec<Vec4>,
    bands: [Band; 2],
    ink: Ink,
    /// The last pictures that were much smaller than the buffers.
    smaller: u32,
}

/// A pane's picture while it is turned has 6.25 times fewer pixels than at rest, and must not cost the pane its buffers.
const MUCH_SMALLER: usize = 8;
/// So many are taken for more than a few thumbnails between the pictures of a pane.
const SMALLER_IN_A_ROW: u32 = 16;

impl Painter {
    /// Renders the body as [`super::render`] does; the picture stays until the next one is rendered.
    pub fn paint(&mut self, body: &Body, frame: &Frame, look: &Look) -> &Picture {
        self.paint_tinted(body, frame, look, None)
    }

    /// As [`Self::paint`], with values on the skin in colour.
    pub fn paint_tinted(&mut self, body: &Body, frame: &Frame, look: &Look, tint: Option<&Tint>) -> &Picture {
        let size_px = frame.size_px.map(|side| side.max(1));
        self.let_go(size_px);
        let Self { picture, projection, bins, colours, bands, ink, .. } = self;
        let Picture { rgba, surface, .. } = picture;
        let cut = Cut::of(frame);
        let [width, height] = size_px.map(|side| side as usize);
        picture.size_px = size_px;
        // Every byte is written below; what a smaller picture leaves behind it, the next larger one overwrites.
        fit(rgba, width * height * 4, 0);
        surface.resize(size_px);
        projection.project(&body.surface, frame);
        let projection = &*projection;
        let ((), shader) = both(
            || bins.sort(&body.surface, projection, [width, height], cut),
            || Shader::new(body, frame, look, projection, colours),
        );
        // Lines of levels are finer than those of the body.
        let dye = tint.map(|tint| Dye::of(tint, look, ink_radius_px(frame, look) * 0.6));
        let shader = shader.dyed(dye.as_ref());
        let (triangles, depths_mm) = surface.rows_mut();
        let jobs = Mutex::new(
            rgba.chunks_mut(width * BAND_ROWS * 4)
                .zip(triangles.chunks_mut(width * BAND_ROWS))
                .zip(depths_mm.chunks_mut(width * BAND_ROWS))
                .enumerate(),
        );
        let work = |band: &mut Band| {
            band.prepare(width, cut);
            loop {
                let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some((index, ((rgba, triangles), depths_mm))) = job else {
                    break;
                };
                band.cover(index, bins.band(index), &body.surface, projection);
                band.resolve(&shader, rgba, triangles, depths_mm);
            }
        };
        let [one, other] = bands;
        both(|| work(one), || work(other));
        both(|| ink.draw(body, frame, look, projection, surface), || draw_hair(body, frame, look, surface, rgba));
        ink.lay(look, rgba);
        picture
    }

    pub(super) fn into_picture(self) -> Picture {
        self.picture
    }

    /// Lets all buffers go when they have been much too large for a while.
    fn let_go(&mut self, [width, height]: [u32; 2]) {
        let much = self.picture.rgba.capacity() / MUCH_SMALLER > width as usize * height as usize * 4;
        self.smaller = if much { self.smaller + 1 } else { 0 };
        if self.smaller >= SMALLER_IN_A_ROW {
            *self = Self::default();
        }
    }
}

/// Gives a buffer this length and, where it grows, no more room than that.
pub(super) fn fit<T: Clone>(buffer: &mut Vec<T>, length: usize, filler: T) {
    buffer.reserve_exact(length.saturating_sub(buffer.len()));
    buffer.resize(length, filler);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::threads::tests::alone;
    use crate::atlas::{BodyKind, view::view};

    #[test]
    fn a_picture_is_the_same_without_threads() {
        let view = view(BodyKind::AdultFemale, "face-front").unwrap();
        let paint = || {
            let (body, frame) = (Body::get(BodyKind::AdultFemale), Frame::fit(view, [120, 150]));
            Painter::default().paint(body, &frame, &Look::default()).rgba.clone()
        };
        assert_eq!(alone(paint), paint());
    }

    #[test]
    fn memory_of_a_large_picture_is_let_go_after_many_small_ones() {
        let kind = BodyKind::AdultFemale;
        let view = view(kind, "face-front").unwrap();
        let mut painter = Painter::default();
        let mut held_after = |side: u32| {
            painter.paint(Body::get(kind), &Frame::fit(view, [side, side]), &Look::default());
            painter.picture.rgba.capacity()
        };
        let large = held_after(400);
        for _ in 1..SMALLER_IN_A_ROW {
            assert_eq!(held_after(100), large);
        }
        // One picture that needs the memory, and the count begins anew.
        assert_eq!(held_after(300), large);
        for _ in 1..SMALLER_IN_A_ROW {
            assert_eq!(held_after(100), large);
        }
        assert!(held_after(100) < large / MUCH_SMALLER);
    }
}
