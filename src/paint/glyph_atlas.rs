//! A texture of every look that the canvas needs, drawn by the same code as the marks of a page.
//!
//! A cell holds one whole look (outline, colour, letter, sign) in its final colours, so that a mark is one textured quad
//! whatever it shows, and tens of thousands are one mesh. A session has few looks: two cocktails in three techniques are
//! six cells. Ask for the looks of [`crate::scene::ViewScene::keys`] and again when they or the radius change; between
//! two radii the quads may be scaled.

use tiny_skia::Pixmap;

use super::stamps::draw_glyph;
use crate::geom::Vec2;
use crate::scene::GlyphKey;
use crate::scene::glyph::EXTENT;

/// Looks side by side in one picture.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphAtlas {
    /// Width and height, each at most [`Self::MAX_SIDE_PX`].
    pub size_px: [u32; 2],
    /// Rows from the top, four bytes a pixel, sRGB with premultiplied alpha, as egui takes it.
    pub rgba: Vec<u8>,
    /// Half the side of a cell: a quad of that half side around a mark shows it at [`Self::radius_px`].
    pub half_cell_px: f32,
    /// The radius that was asked for.
    pub radius_px: f32,
    /// The radius that the looks were drawn at: smaller where so many would find no room.
    drawn_px: f32,
    keys: Vec<GlyphKey>,
    inked: Vec<Vec<Inked>>,
    columns: u32,
    cell_px: u32,
}

/// The part of a cell's row that has ink.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Inked {
    /// The row of the cell.
    row: usize,
    /// The first pixel in it.
    from: usize,
    /// That pixel in the whole picture.
    at: usize,
    /// How many pixels on there is no more.
    count: usize,
}

impl GlyphAtlas {
    /// The longest side that every graphics driver takes.
    pub const MAX_SIDE_PX: u32 = 2048;

    /// Draws the looks at this radius, clamped to 1 to 200 px. Looks beyond what the largest texture holds lose their
    /// letter first; where they still find no room, all are smaller: none is missing.
    pub fn new(keys: &[GlyphKey], radius_px: f32) -> Self {
        let radius_px = if radius_px.is_finite() { radius_px.clamp(1.0, 200.0) } else { 1.0 };
        let mut drawn_px = radius_px;
        while chosen(keys, room(drawn_px)).len() > room(drawn_px) && drawn_px > 1.0 {
            drawn_px *= 0.9;
        }
        let (cell_px, most_columns) = (cell_px(drawn_px), most_columns(drawn_px));
        let keys = chosen(keys, room(drawn_px));
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let columns = most_columns.min((1..=most_columns).find(|side| side * side >= count).unwrap_or(most_columns));
        let rows = count.div_ceil(columns).max(1);
        #[expect(clippy::cast_precision_loss, reason = "at most 2048")]
        let half_cell_px = cell_px as f32 / 2.0;
        let atlas = Self {
            size_px: [columns, rows].map(|n| n * cell_px),
            rgba: Vec::new(),
            half_cell_px,
            radius_px,
            drawn_px,
            keys,
            inked: Vec::new(),
            columns,
            cell_px,
        };
        let atlas = Self { rgba: atlas.drawn(), ..atlas };
        Self { inked: (0..atlas.keys.len()).map(|index| atlas.inked(index)).collect(), ..atlas }
    }

    fn drawn(&self) -> Vec<u8> {
        let [width, height] = self.size_px;
        let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
        for (index, &key) in self.keys.iter().enumerate() {
            let centre_px = self.corner_px(index) + self.half_cell_px;
            draw_glyph(&mut pixels.as_mut(), key, centre_px, self.drawn_px);
        }
        pixels.take()
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "at most 2048 pixels a side")]
    fn corner_px(&self, index: usize) -> Vec2 {
        let (column, row) = (index as u32 % self.columns, index as u32 / self.columns);
        Vec2::new((column * self.cell_px) as f32, (row * self.cell_px) as f32)
    }

    fn index(&self, key: GlyphKey) -> Option<usize> {
        self.keys.binary_search(&key).or_else(|_missing| self.keys.binary_search(&without_letter(key))).ok()
    }

    /// The width and height of a cell, in pixels.
    pub(super) fn cell_side(&self) -> usize {
        self.cell_px as usize
    }

    /// The rows of a look's cell that hold any ink: which row, from which pixel on, and what.
    pub(super) fn rows(&self, key: GlyphKey) -> impl Iterator<Item = (usize, usize, &[[u8; 4]])> {
        self.index(key).into_iter().flat_map(|index| &self.inked[index]).map(|row| {
            let (pixels, _) = self.rgba.as_chunks();
            (row.row, row.from, &pixels[row.at..][..row.count])
        })
    }

    /// Where the rows of a cell have ink.
    fn inked(&self, index: usize) -> Vec<Inked> {
        let (pixels, _) = self.rgba.as_chunks::<4>();
        let (side, width) = (self.cell_side(), self.size_px[0] as usize);
        let (left, top) = (index % self.columns as usize * side, index / self.columns as usize * side);
        let of_row = |row: usize| {
            let at = (top + row) * width + left;
            let inked = |pixel: &[u8; 4]| pixel[3] > 0;
            let cell = pixels.get(at..at + side)?;
            let (from, last) = (cell.iter().position(inked)?, cell.iter().rposition(inked)?);
            Some(Inked { row, from, at: at + from, count: last + 1 - from })
        };
        (0..side).filter_map(of_row).collect()
    }

    /// Opposite corners of a look's cell in texture coordinates (0 to 1, y down); without its letter if that was left out.
    pub fn cell(&self, key: GlyphKey) -> Option<[Vec2; 2]> {
        let low_px = self.corner_px(self.index(key)?);
        #[expect(clippy::cast_precision_loss, reason = "at most 2048 pixels a side")]
        let size_px = Vec2::new(self.size_px[0] as f32, self.size_px[1] as f32);
        Some([low_px, low_px + 2.0 * self.half_cell_px].map(|corner_px| corner_px / size_px))
    }
}

/// The side of a cell for glyphs of a radius.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 862")]
fn cell_px(radius_px: f32) -> u32 {
    (radius_px * EXTENT * 2.0).ceil() as u32 + 2
}

fn most_columns(radius_px: f32) -> u32 {
    (GlyphAtlas::MAX_SIDE_PX / cell_px(radius_px)).max(1)
}

/// How many cells the largest texture holds.
fn room(radius_px: f32) -> usize {
    (most_columns(radius_px) as usize).pow(2)
}

/// The looks, sorted, each once; without their letters where there are too many.
fn chosen(keys: &[GlyphKey], most: usize) -> Vec<GlyphKey> {
    let sorted = |mut keys: Vec<GlyphKey>| {
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let keys = sorted(keys.to_vec());
    if keys.len() > most { sorted(keys.into_iter().map(without_letter).collect()) } else { keys }
}

fn without_letter(key: GlyphKey) -> GlyphKey {
    GlyphKey { letter: None, ..key }
}
