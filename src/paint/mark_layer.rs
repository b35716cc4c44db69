//! All marks of a pane as one picture, laid over the body's: graphics without a card take longer over the corners of a
//! small mark than a copy takes over its pixels.

use std::ops::Range;

use super::GlyphAtlas;
use crate::geom::Vec2;
use crate::scene::GlyphKey;

/// The side of the cells that tell where there is anything to draw, in pixels.
const CELL_PX: usize = 16;

/// Marks as pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkLayer {
    /// The upper left corner, in pixels of the pane.
    pub corner_px: [usize; 2],
    /// Width and height, no more than the marks need.
    pub size_px: [usize; 2],
    /// Rows from the top, sRGB with premultiplied alpha.
    pub pixels: Vec<[u8; 4]>,
    /// Rectangles that hold all that isn't clear, none over another: left, top, right and bottom in pixels of the layer.
    pub filled: Vec<[usize; 4]>,
}

/// A look and the pixel of the pane where its cell begins.
type Placed = (GlyphKey, [i64; 2]);

impl MarkLayer {
    /// Marks in their order, each with its centre in pixels of a pane of this size, in looks of the atlas. What lies beyond
    /// the pane is left out; marks stand on whole pixels.
    pub fn new(atlas: &GlyphAtlas, marks: impl Iterator<Item = (GlyphKey, Vec2)>, pane_px: [usize; 2]) -> Self {
        let placed: Vec<Placed> = marks.map(|(key, centre)| (key, corner(centre, atlas.half_cell_px))).collect();
        let Some([left, top, right, bottom]) = bounds(&placed, atlas.cell_side(), pane_px) else {
            return Self::default();
        };
        let size_px = [right - left, bottom - top];
        let mut pixels = vec![[0; 4]; size_px[0] * size_px[1]];
        let mut cells = Cells::new(size_px);
        #[expect(clippy::cast_possible_wrap, reason = "a pane's pixels")]
        let origin = [left as i64, top as i64];
        for (key, at) in placed {
            let at = [at[0] - origin[0], at[1] - origin[1]];
            cells.touch(at, atlas.cell_side());
            stamp(&mut pixels, size_px, atlas, (key, at));
        }
        Self { corner_px: [left, top], size_px, pixels, filled: cells.runs(size_px) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on screen; what is beyond is clamped and left out")]
fn corner(centre: Vec2, half: f32) -> [i64; 2] {
    [centre.x, centre.y].map(|at| (at - half).round().clamp(-1e6, 1e6) as i64)
}

/// The part of a pane that marks reach into: left, top, right, bottom.
fn bounds(placed: &[Placed], side: usize, pane_px: [usize; 2]) -> Option<[usize; 4]> {
    let axis = |axis: usize| {
        let inside = |at: i64| clamp(at, pane_px[axis])..clamp(at.saturating_add_unsigned(side as u64), pane_px[axis]);
        let reached = placed.iter().map(|(_, at)| [inside(at[0]), inside(at[1])][axis].clone());
        reached.filter(|range| !range.is_empty()).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    };
    let (across, down) = (axis(0)?, axis(1)?);
    Some([across.start, down.start, across.end, down.end])
}

fn clamp(at: i64, most: usize) -> usize {
    usize::try_from(at).unwrap_or(0).min(most)
}

/// Lays a look over what is there.
fn stamp(pixels: &mut [[u8; 4]], size_px: [usize; 2], atlas: &GlyphAtlas, (key, at): Placed) {
    for (row, inked, look) in atlas.rows(key) {
        let y = at[1].saturating_add_unsigned(row as u64);
        let Some(y) = usize::try_from(y).ok().filter(|&y| y < size_px[1]) else { continue };
        let left = at[0].saturating_add_unsigned(inked as u64);
        let skipped = usize::try_from(-left.min(0)).unwrap_or(usize::MAX).min(look.len());
        let (start, look) = (clamp(left, size_px[0]), &look[skipped..]);
        let end = (start + look.len()).min(size_px[0]);
        for (below, &above) in pixels[y * size_px[0]..][start..end].iter_mut().zip(look) {
            *below = over(above, *below);
        }
    }
}

/// One premultiplied colour over another; two of the four parts at a time, each with room for a product.
fn over(above: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    const PARTS: u32 = 0x00FF_00FF;
    let through = u32::from(u8::MAX - above[3]);
    if through == 0 {
        return above;
    }
    let shine = |parts: u32| {
        let product = parts * through + 0x0080_0080;
        // Division by 255, rounded.
        ((product + ((product >> 8) & PARTS)) >> 8) & PARTS
    };
    let below = u32::from_le_bytes(below);
    let (even, odd) = (shine(below & PARTS), shine((below >> 8) & PARTS));
    // No part overflows: no colour is stronger than its alpha.
    u32::from_le_bytes(above).wrapping_add(even | (odd << 8)).to_le_bytes()
}

/// Where the filled ones of a row of cells stand together, from the left.
pub fn runs(cells: &[bool]) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    let stretches = cells.chunk_by(|one, other| one == other).map(move |run| {
        end += run.len();
        (run[0], end - run.len()..end)
    });
    stretches.filter(|(filled, _)| *filled).map(|(_, run)| run)
}

/// Which cells of a layer marks reach into.
struct Cells {
    columns: usize,
    touched: Vec<bool>,
}

impl Cells {
    fn new(size_px: [usize; 2]) -> Self {
        let [columns, rows] = size_px.map(|px| px.div_ceil(CELL_PX));
        Self { columns, touched: vec![false; columns * rows] }
    }

    fn touch(&mut self, at: [i64; 2], side: usize) {
        let (columns, rows) = (self.columns, self.touched.len() / self.columns.max(1));
        let range = |at: i64, most: usize| {
            clamp(at, most * CELL_PX) / CELL_PX
                ..clamp(at.saturating_add_unsigned(side as u64), most * CELL_PX).div_ceil(CELL_PX)
        };
        for row in range(at[1], rows) {
            self.touched[row * columns..][range(at[0], columns)].fill(true);
        }
    }

    fn runs(&self, [width, height]: [usize; 2]) -> Vec<[usize; 4]> {
        let mut found = Vec::new();
        for (row, cells) in self.touched.chunks(self.columns.max(1)).enumerate() {
            for run in runs(cells) {
                let [left, right] = [run.start, run.end].map(|at| (at * CELL_PX).min(width));
                found.push([left, row * CELL_PX, right, ((row + 1) * CELL_PX).min(height)]);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Symbol;
    use crate::scene::GlyphStyle;

    const KEY: GlyphKey = GlyphKey { symbol: Symbol::Square, letter: None, style: GlyphStyle::Now };

    fn layer(marks: &[(f32, f32)], pane_px: [usize; 2]) -> MarkLayer {
        let atlas = GlyphAtlas::new(&[KEY], 6.0);
        MarkLayer::new(&atlas, marks.iter().map(|&(x, y)| (KEY, Vec2::new(x, y))), pane_px)
    }

    #[test]
    fn a_mark_is_where_it_was_placed() {
        let layer = layer(&[(50.0, 40.0), (90.0, 70.0)], [200, 100]);
        let at =
            |x: usize, y: usize| layer.pixels[(y - layer.corner_px[1]) * layer.size_px[0] + x - layer.corner_px[0]];
        assert_eq!(at(50, 40)[3], 255);
        assert_eq!(at(90, 70)[3], 255);
        assert_eq!(at(70, 55)[3], 0);
        let ink = layer.pixels.iter().filter(|pixel| pixel[3] > 0).count();
        let inside: usize = layer.filled.iter().map(|[left, top, right, bottom]| (right - left) * (bottom - top)).sum();
        assert!(ink > 100 && inside >= ink && inside < layer.pixels.len(), "{ink} in {inside}");
    }

    #[test]
    fn what_is_filled_holds_all_that_is_drawn() {
        let spots: Vec<(f32, f32)> = (0..60_u8).map(|n| (f32::from(n) * 3.7, f32::from(n % 7) * 9.1)).collect();
        let layer = layer(&spots, [180, 70]);
        for (index, _) in layer.pixels.iter().enumerate().filter(|(_, pixel)| pixel[3] > 0) {
            let (x, y) = (index % layer.size_px[0], index / layer.size_px[0]);
            let holds = |part: &&[usize; 4]| (part[0]..part[2]).contains(&x) && (part[1]..part[3]).contains(&y);
            assert_eq!(layer.filled.iter().filter(holds).count(), 1, "{x}, {y}");
        }
    }

    #[test]
    fn marks_at_and_beyond_the_edges_break_nothing() {
        for at in [f32::NAN, f32::NEG_INFINITY, -1e30, -7.0, -0.4, 0.0, 99.6, 104.0, 1e30, f32::INFINITY] {
            layer(&[(at, 30.0), (30.0, at), (at, at)], [100, 60]);
        }
        assert_eq!(layer(&[], [100, 60]), MarkLayer::default());
        assert_eq!(layer(&[(5.0, 5.0)], [0, 0]), MarkLayer::default());
        assert_eq!(layer(&[(500.0, 5.0)], [100, 60]), MarkLayer::default());
    }

    #[test]
    fn colours_lie_over_each_other() {
        assert_eq!(over([9, 8, 7, 255], [200, 200, 200, 255]), [9, 8, 7, 255]);
        assert_eq!(over([0, 0, 0, 0], [200, 100, 3, 255]), [200, 100, 3, 255]);
        assert_eq!(over([100, 0, 0, 128], [0, 255, 0, 255]), [100, 127, 0, 255]);
    }
}
