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
    /// The radius that the looks were drawn at.
    pub radius_px: f32,
    keys: Vec<GlyphKey>,
    columns: u32,
    cell_px: u32,
}

impl GlyphAtlas {
    /// The longest side that every graphics driver takes.
    pub const MAX_SIDE_PX: u32 = 2048;

    /// Draws the looks at this radius, clamped to 1 to 200 px. Looks beyond what the largest texture holds lose their
    /// letter first; what still finds no room has no cell.
    pub fn new(keys: &[GlyphKey], radius_px: f32) -> Self {
        let radius_px = if radius_px.is_finite() { radius_px.clamp(1.0, 200.0) } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 862")]
        let cell_px = (radius_px * EXTENT * 2.0).ceil() as u32 + 2;
        let most_columns = (Self::MAX_SIDE_PX / cell_px).max(1);
        let keys = chosen(keys, (most_columns * most_columns) as usize);
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
            keys,
            columns,
            cell_px,
        };
        let rgba = atlas.drawn();
        Self { rgba, ..atlas }
    }

    fn drawn(&self) -> Vec<u8> {
        let [width, height] = self.size_px;
        let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
        for (index, &key) in self.keys.iter().enumerate() {
            let centre_px = self.corner_px(index) + self.half_cell_px;
            draw_glyph(&mut pixels.as_mut(), key, centre_px, self.radius_px);
        }
        pixels.take()
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "at most 2048 pixels a side")]
    fn corner_px(&self, index: usize) -> Vec2 {
        let (column, row) = (index as u32 % self.columns, index as u32 / self.columns);
        Vec2::new((column * self.cell_px) as f32, (row * self.cell_px) as f32)
    }

    /// Opposite corners of a look's cell in texture coordinates (0 to 1, y down); without its letter if that was left out.
    pub fn cell(&self, key: GlyphKey) -> Option<[Vec2; 2]> {
        let index = self.keys.binary_search(&key).or_else(|_missing| self.keys.binary_search(&without_letter(key)));
        let corner_px = self.corner_px(index.ok()?);
        #[expect(clippy::cast_precision_loss, reason = "at most 2048 pixels a side")]
        let size_px = Vec2::new(self.size_px[0] as f32, self.size_px[1] as f32);
        Some([corner_px / size_px, (corner_px + self.half_cell_px * 2.0) / size_px])
    }
}

/// At most `most` looks, sorted.
fn chosen(keys: &[GlyphKey], most: usize) -> Vec<GlyphKey> {
    let sorted = |mut keys: Vec<GlyphKey>| {
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let mut keys = sorted(keys.to_vec());
    if keys.len() > most {
        keys = sorted(keys.into_iter().map(without_letter).collect());
    }
    keys.truncate(most);
    keys
}

fn without_letter(key: GlyphKey) -> GlyphKey {
    GlyphKey { letter: None, ..key }
}
