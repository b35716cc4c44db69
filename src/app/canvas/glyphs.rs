//! Marks on screen: each look rasterised once at its size, by the same code that draws it on paper, and all marks of a pane
//! laid as one texture, anew only when one of them changes.

use std::collections::BTreeMap;

use eframe::egui::{
    Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureId, TextureOptions, Vec2,
    epaint::Vertex, vec2,
};

use crate::chart::Symbol;
use crate::paint::{GlyphAtlas, MarkLayer};
use crate::scene::GlyphKey;
use crate::scene::glyph::outline;

use super::super::pictures::tile_places;

/// The width of the soft edge of symbols in panels, in points.
const SOFT_PT: f32 = 0.8;

/// The most sizes of looks that are kept: panes at other zooms, and the steps of a zoom.
const MOST_DRAWN: usize = 12;

/// A mark in a pane: its look, and its centre in points.
pub(super) type Placed = (GlyphKey, Pos2);

/// The looks of marks, each drawn once for each radius, and the marks of each pane as a texture.
pub(in crate::app) struct Glyphs {
    ctx: Context,
    ring: TextureHandle,
    /// The last used last.
    drawn: Vec<Drawn>,
    /// By pane, and by which of its runs of marks.
    laid: BTreeMap<(usize, usize), Laid>,
}

/// Looks at one size.
struct Drawn {
    keys: Vec<GlyphKey>,
    atlas: GlyphAtlas,
}

/// Marks as a texture, and what they were made from: equal marks aren't laid anew.
struct Laid {
    marks: Vec<Placed>,
    radius_px: f32,
    pane: Rect,
    /// One for each part of the pane that has marks, and what is drawn of it.
    textures: Vec<(TextureHandle, Mesh)>,
}

impl Glyphs {
    /// No marks yet.
    pub(in crate::app) fn new(ctx: &Context) -> Self {
        let ring = ctx.load_texture("ring", ring_image(96, 0.14), TextureOptions::LINEAR);
        Self { ctx: ctx.clone(), ring, drawn: Vec::new(), laid: BTreeMap::new() }
    }

    /// A white ring that fills its texture.
    pub(super) fn ring(&self) -> TextureId {
        self.ring.id()
    }

    /// Paints marks of one radius, in points; `at` names the pane and which of its runs of marks they are, and says where the
    /// pane is, of which the painter may reach only a part.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        (at, pane): ((usize, usize), Rect),
        marks: Vec<Placed>,
        radius_pt: f32,
    ) {
        let scale = painter.ctx().pixels_per_point();
        let radius_px = eighth(radius_pt * scale);
        let same = |laid: &Laid| laid.marks == marks && laid.radius_px == radius_px && laid.pane == pane;
        let laid = match self.laid.remove(&at) {
            Some(laid) if same(&laid) => laid,
            old => self.lay(marks, (radius_px, scale), pane, old),
        };
        painter.extend(laid.textures.iter().map(|(_, mesh)| Shape::mesh(mesh.clone())));
        self.laid.insert(at, laid);
    }

    fn lay(&mut self, marks: Vec<Placed>, (radius_px, scale): (f32, f32), pane: Rect, old: Option<Laid>) -> Laid {
        let mut keys: Vec<GlyphKey> = marks.iter().map(|&(key, _)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        let atlas = &self.drawn(keys, radius_px).atlas;
        let layers: Vec<(Pos2, MarkLayer)> = tile_places(whole_px(pane.size() * scale))
            .map(|[corner_px, size_px]| {
                let corner = pane.min + vector(corner_px) / scale;
                let centres = marks.iter().map(|&(key, at)| (key, (at - corner) * scale));
                let centres = centres.map(|(key, at)| (key, crate::geom::Vec2::new(at.x, at.y)));
                (corner, MarkLayer::new(atlas, centres, size_px))
            })
            .collect();
        let mut old = old.into_iter().flat_map(|old| old.textures).map(|(texture, _)| texture);
        let inked = layers.into_iter().filter(|(_, layer)| !layer.filled.is_empty());
        let textures = inked.map(|(corner, layer)| self.upload(layer, (corner, scale), old.next())).collect();
        Laid { marks, radius_px, pane, textures }
    }

    /// A layer as a texture, an old one filled anew where there is one, and what is drawn of it.
    fn upload(
        &self,
        layer: MarkLayer,
        (corner, scale): (Pos2, f32),
        old: Option<TextureHandle>,
    ) -> (TextureHandle, Mesh) {
        let pixels = layer.pixels.into_iter().map(|[r, g, b, a]| Color32::from_rgba_premultiplied(r, g, b, a));
        let image = ColorImage::new(layer.size_px, pixels.collect());
        let texture = match old {
            Some(mut texture) => {
                texture.set(image, TextureOptions::NEAREST);
                texture
            }
            None => self.ctx.load_texture("marks", image, TextureOptions::NEAREST),
        };
        let mut mesh = Mesh::with_texture(texture.id());
        let size = vector(layer.size_px);
        let corner = corner + vector(layer.corner_px) / scale;
        for [left, top, right, bottom] in layer.filled {
            let [min, max] = [vector([left, top]), vector([right, bottom])];
            let place = Rect::from_min_max(corner + min / scale, corner + max / scale);
            let uv = Rect::from_min_max((min / size).to_pos2(), (max / size).to_pos2());
            mesh.add_rect_with_uv(place, uv, Color32::WHITE);
        }
        (texture, mesh)
    }

    /// These looks (sorted) at a radius in pixels. Panes at other zooms have looks of their own, so that none is drawn anew
    /// while nothing changes.
    fn drawn(&mut self, mut keys: Vec<GlyphKey>, radius_px: f32) -> &Drawn {
        let same_size = self.drawn.iter().position(|drawn| drawn.atlas.radius_px == radius_px.min(200.0));
        let made = match same_size.map(|at| self.drawn.remove(at)) {
            Some(drawn) if keys.iter().all(|key| drawn.keys.binary_search(key).is_ok()) => drawn,
            fewer => {
                // Panes of one zoom share looks, so what another pane needs is kept.
                keys.extend(fewer.into_iter().flat_map(|drawn| drawn.keys));
                keys.sort_unstable();
                keys.dedup();
                let atlas = GlyphAtlas::new(&keys, radius_px);
                Drawn { keys, atlas }
            }
        };
        if self.drawn.len() >= MOST_DRAWN {
            self.drawn.remove(0);
        }
        self.drawn.push_mut(made)
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

/// A radius to an eighth of a pixel.
fn eighth(radius_px: f32) -> f32 {
    (radius_px * 8.0).round().max(8.0) / 8.0
}

#[expect(clippy::cast_precision_loss, reason = "a pane's pixels")]
fn vector([x, y]: [usize; 2]) -> Vec2 {
    vec2(x as f32, y as f32)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pane's pixels, clamped")]
fn whole_px(size: Vec2) -> [usize; 2] {
    [size.x, size.y].map(|side| side.clamp(0.0, 16_384.0).round() as usize)
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
