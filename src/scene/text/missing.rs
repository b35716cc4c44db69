//! What stands in place of a character that no font has: a box with its number, so that nothing is ever blank.

use super::{CAP_HEIGHT, Weight, shape};
use crate::geom::Vec2;
use crate::scene::Path;

/// Room that a box takes, in ems.
pub(super) const ADVANCE: f32 = 0.98;

const LEFT: f32 = 0.06;
const LOW: f32 = -0.1;
const LINE: f32 = 0.05;

/// A frame with the character's number in it, two rows of two or three hexadecimal figures.
pub(super) fn code_box(character: char) -> Path {
    let (low, high) = (Vec2::new(LEFT, LOW), Vec2::new(ADVANCE - LEFT, CAP_HEIGHT + 0.1));
    let corners = |low: Vec2, high: Vec2| [low, Vec2::new(high.x, low.y), high, Vec2::new(low.x, high.y)];
    let mut path = Path::polygon(&corners(low, high));
    let mut inner = corners(low + LINE, high - LINE);
    // The other way round, so that the inside stays open.
    inner.reverse();
    path.extend(&Path::polygon(&inner));
    let code = format!("{:04X}", u32::from(character));
    let (above, below) = code.split_at(code.len() - code.len() / 2);
    let middle = f32::midpoint(low.y, high.y);
    for (row, y) in [(above, middle + 0.035), (below, middle - 0.035 - row_height())] {
        let shaped = shape::line(row, Weight::Regular);
        let x = f32::midpoint(low.x, high.x) - shaped.width * SIZE / 2.0;
        path.extend(&shaped.outline().placed(Vec2::splat(SIZE), Vec2::new(x, y)));
    }
    path
}

/// Height of an em of the figures.
const SIZE: f32 = 0.42;

fn row_height() -> f32 {
    SIZE * CAP_HEIGHT
}

/// How a character that can't be drawn is named: itself and its number, `피 (U+D53C)`.
pub fn name(character: char) -> String {
    format!("{character} (U+{:04X})", u32::from(character))
}
