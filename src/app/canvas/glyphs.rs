//! Textures of marks: each look rasterised once at its size on screen, by the same code that draws it on paper.

use eframe::egui::{
    Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureId, TextureOptions, Vec2,
    epaint::Vertex, pos2, vec2,
};

use crate::chart::Symbol;
use crate::paint::GlyphAtlas;
use crate::scene::GlyphKey;
use crate::scene::glyph::outline;

/// The width of the soft edge of symbols in panels, in points.
const SOFT_PT: f32 = 0.8;

/// The most textures of marks that are kept: panes at other zooms, and the steps of a zoom.
const MOST_DRAWN: usize = 12;

/// The textures, each for one radius.
pub(in crate::app) struct Glyphs {
    ctx: Context,
    ring: TextureHandle,
    /// The last used last.
    drawn: Vec<Drawn>,
}

/// Looks at one size, and the texture that holds them.
pub(super) struct Drawn {
    keys: Vec<GlyphKey>,
    atlas: GlyphAtlas,
    texture: TextureHandle,
}

impl Drawn {
    /// The texture.
    pub(super) fn texture(&self) -> TextureId {
        self.texture.id()
    }

    /// Adds a mark's quad, centred on `at`.
    pub(super) fn quad(&self, mesh: &mut Mesh, key: GlyphKey, at: Pos2, radius_pt: f32) {
        let Some([low, high]) = self.atlas.cell(key) else { return };
        let half = self.atlas.half_cell_px * radius_pt / self.atlas.radius_px;
        let uv = Rect::from_min_max(pos2(low.x, low.y), pos2(high.x, high.y));
        mesh.add_rect_with_uv(Rect::from_center_size(at, Vec2::splat(2.0 * half)), uv, Color32::WHITE);
    }
}

impl Glyphs {
    /// No marks yet.
    pub(in crate::app) fn new(ctx: &Context) -> Self {
        let ring = ctx.load_texture("ring", ring_image(96, 0.14), TextureOptions::LINEAR);
        Self { ctx: ctx.clone(), ring, drawn: Vec::new() }
    }

    /// A white ring that fills its texture.
    pub(super) fn ring(&self) -> TextureId {
        self.ring.id()
    }

    /// A texture with these looks (sorted) at a radius in pixels, to an eighth of one. Panes at other zooms have textures
    /// of their own, so that none is drawn anew while nothing changes.
    pub(super) fn drawn(&mut self, mut keys: Vec<GlyphKey>, radius_px: f32) -> &Drawn {
        let radius_px = (radius_px * 8.0).round().max(8.0) / 8.0;
        let same_size = self.drawn.iter().position(|drawn| drawn.atlas.radius_px == radius_px.min(200.0));
        let made = match same_size.map(|at| self.drawn.remove(at)) {
            Some(drawn) if keys.iter().all(|key| drawn.keys.binary_search(key).is_ok()) => drawn,
            fewer => {
                // Panes of one zoom share a texture, so it keeps what another pane needs.
                keys.extend(fewer.into_iter().flat_map(|drawn| drawn.keys));
                keys.sort_unstable();
                keys.dedup();
                self.draw(keys, radius_px)
            }
        };
        if self.drawn.len() >= MOST_DRAWN {
            self.drawn.remove(0);
        }
        self.drawn.push_mut(made)
    }

    fn draw(&self, keys: Vec<GlyphKey>, radius_px: f32) -> Drawn {
        let atlas = GlyphAtlas::new(&keys, radius_px);
        let [width, height] = atlas.size_px.map(|px| px as usize);
        let image = ColorImage::from_rgba_premultiplied([width, height], &atlas.rgba);
        let texture = self.ctx.load_texture("marks", image, TextureOptions::LINEAR);
        Drawn { keys, atlas, texture }
    }

    /// A technique's symbol in a panel. Every outline is star-shaped around its centre, so a fan with a soft edge fills it.
    #[expect(clippy::unused_self, reason = "panels get symbols from where marks come from")]
    pub(in crate::app) fn icon(&self, painter: &Painter, at: Pos2, radius_pt: f32, symbol: Symbol, colour: Color32) {
        let mut mesh = Mesh::default();
        let mut add = |pos: Pos2, color: Color32| {
            mesh.vertices.push(Vertex { pos, uv: egui::epaint::WHITE_UV, color });
        };
        add(at, colour);
        let corners = outline(symbol);
        for corner in corners {
            let direction = vec2(corner.x, -corner.y);
            let soft = direction.normalized() * SOFT_PT;
            add(at + direction * radius_pt - soft * 0.5, colour);
            add(at + direction * radius_pt + soft * 0.5, Color32::TRANSPARENT);
        }
        #[expect(clippy::cast_possible_truncation, reason = "an outline has at most 48 corners")]
        let count = corners.len() as u32;
        for index in 0..count {
            let next = (index + 1) % count;
            let [inner, outer, next_inner, next_outer] = [index, index, next, next].map(|i| 1 + 2 * i);
            let (outer, next_outer) = (outer + 1, next_outer + 1);
            mesh.add_triangle(0, inner, next_inner);
            mesh.add_triangle(inner, outer, next_outer);
            mesh.add_triangle(inner, next_outer, next_inner);
        }
        painter.add(Shape::mesh(mesh));
    }
}

/// A white ring, `thickness` of its radius wide.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small image"
)]
fn ring_image(size: usize, thickness: f32) -> ColorImage {
    let radius = size as f32 / 2.0 - 1.0;
    let (middle, half) = (radius * (1.0 - thickness / 2.0), radius * thickness / 2.0);
    let centre = Vec2::splat(size as f32 / 2.0 - 0.5);
    let pixel = |index: usize| {
        let from_centre = vec2((index % size) as f32, (index / size) as f32) - centre;
        let cover = (half + 0.5 - (from_centre.length() - middle).abs()).clamp(0.0, 1.0);
        Color32::from_white_alpha((cover * 255.0) as u8)
    };
    ColorImage::new([size, size], (0..size * size).map(pixel).collect())
}
