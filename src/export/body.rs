//! The body of a page as a picture of its own, for formats that hold pictures beside vectors.

use crate::geom::Vec2;
use crate::paint::{Pixels, paint};
use crate::scene::sheet::{BodyPicture, Item, Rect};

/// Width and height in pixels at so many pixels an inch.
pub(super) fn size_px(picture: &BodyPicture, dpi: f32) -> [u32; 2] {
    let side = (picture.rect.max - picture.rect.min) * (dpi / 25.4);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a page of at most 1.2 m a side"
    )]
    side.round().max(Vec2::ONE).to_array().map(|px| px as u32)
}

/// Its pixels, on white; none where there is no room for them.
pub(super) fn pixels(picture: &BodyPicture, dpi: f32) -> Option<Pixels> {
    let side = picture.rect.max - picture.rect.min;
    let alone = BodyPicture { rect: Rect::new(Vec2::ZERO, side), ..picture.clone() };
    paint(&[Item::Picture(alone)], size_px(picture, dpi), dpi / 25.4)
}
