//! An outline as coverage, for whoever sets it among letters.

use tiny_skia::{Mask, Transform};

use super::shapes::path_in_px;
use crate::geom::Vec2;
use crate::scene::Path;

/// What of each pixel an outline covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Stencil {
    /// Width and height.
    pub size_px: [u32; 2],
    /// Rows from the top, a byte a pixel, 255 for covered.
    pub alpha: Vec<u8>,
    /// From the outline's origin to the top left corner, y down.
    pub offset_px: Vec2,
}

/// The outline (in ems, y up) where an em has `size_px` pixels, `shift_px` right of a pixel's edge; `None` where nothing is
/// to be seen, or where it is larger than a screen.
pub fn stencil(outline: &Path, size_px: f32, shift_px: f32) -> Option<Stencil> {
    const MOST_PX: f32 = 1000.0;
    let to_px = |point: Vec2| point * Vec2::new(size_px, -size_px) + Vec2::new(shift_px, 0.0);
    let [low, high] = outline.map(to_px).bounds()?;
    let (min, max) = (low.floor() - 1.0, high.ceil() + 1.0);
    let size = max - min;
    if !size.is_finite() || size.max_element() > MOST_PX {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1000")]
    let [width, height] = size.to_array().map(|side| side as u32);
    let path = path_in_px(outline, |point| to_px(point) - min)?;
    let mut mask = Mask::new(width, height)?;
    mask.fill_path(&path, tiny_skia::FillRule::Winding, true, Transform::identity());
    Some(Stencil { size_px: [width, height], alpha: mask.data().to_vec(), offset_px: min })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_covers_its_pixels() {
        let square = Path::polygon(&[Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y]);
        let stencil = stencil(&square, 10.0, 0.0).unwrap();
        assert_eq!(stencil.offset_px, Vec2::new(-1.0, -11.0));
        let covered = stencil.alpha.iter().filter(|alpha| **alpha == u8::MAX);
        assert_eq!(covered.count(), 100);
    }
}
