//! Body pictures for the screen: rendered beside the window, kept as textures until the next one is ready.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{
    self, Color32, ColorImage, Context, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2,
};

use crate::atlas::raster::{Frame, Look, Painter, Tint};
use crate::atlas::{Body, BodyKind};
use crate::paint::runs;

/// Textures stay at or under this many pixels a side, as some graphics drivers demand.
const TILE_PX: usize = 2048;

/// Where a picture is shown; each slot keeps one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// What a pane shows while its view is turned, coarse.
    Turning(usize),
    /// The whole view, behind the sharp picture of a pane.
    Whole(String),
    /// What a pane shows, at its resolution.
    Pane(usize),
    /// A small picture in the strip.
    Thumbnail(String),
}

/// What a picture is of: equal keys, equal pictures.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    body: BodyKind,
    frame: Frame,
    /// Values on the skin in colour.
    tint: Option<Arc<Tint>>,
}

/// A part of a picture that every driver takes as one texture.
#[derive(Debug)]
struct Tile<T> {
    /// Its place, in pixels of the frame.
    rect: Rect,
    /// Where there is anything in it, in pixels of the frame: the ground beside the body needn't be drawn, which spares
    /// graphics without a card the half of it.
    filled: Vec<Rect>,
    texture: T,
}

/// A finished picture, cut into tiles.
#[derive(Debug)]
pub(super) struct Finished {
    slot: Slot,
    key: Key,
    tiles: Vec<Tile<Arc<ColorImage>>>,
}

/// A picture on the graphics card: its frame, and its tiles.
pub(super) struct Shown {
    key: Key,
    tiles: Vec<Tile<TextureHandle>>,
}

impl Shown {
    /// What part of the view it shows, at what scale.
    pub(super) fn frame(&self) -> &Frame {
        &self.key.frame
    }

    /// Paints it with the frame's first pixel at `corner`, a pixel of the frame as wide and high as `pt_per_px` says.
    pub(super) fn paint(&self, painter: &egui::Painter, corner: Pos2, pt_per_px: Vec2) {
        for tile in &self.tiles {
            let mut mesh = Mesh::with_texture(tile.texture.id());
            for part in &tile.filled {
                let place = Rect::from_min_max(
                    corner + part.min.to_vec2() * pt_per_px,
                    corner + part.max.to_vec2() * pt_per_px,
                );
                let uv = |at: Pos2| ((at - tile.rect.min) / tile.rect.size()).to_pos2();
                mesh.add_rect_with_uv(place, Rect::from_min_max(uv(part.min), uv(part.max)), Color32::WHITE);
            }
            painter.add(mesh);
        }
    }
}

/// What the window and the job share: requests that wait, the newest of each slot, and the painter with its buffers.
#[derive(Clone, Default)]
pub(super) struct Easel {
    waiting: Arc<Mutex<BTreeMap<Slot, Key>>>,
    painter: Arc<Mutex<Painter>>,
}

impl Easel {
    /// Paints the next picture, panes before thumbnails; `None` when none is asked for.
    pub(super) fn paint_next(&self) -> Option<Finished> {
        let (slot, key) = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_first()?;
        let mut painter = self.painter.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = painter.paint_tinted(Body::get(key.body), &key.frame, &Look::default(), key.tint.as_deref());
        let tiles = tiles(&picture.rgba, picture.size_px.map(|px| px as usize));
        Some(Finished { slot, key, tiles })
    }

    /// Whether a picture is asked for that nobody paints yet.
    pub(super) fn has_work(&self) -> bool {
        !self.waiting.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn put(&self, slot: Slot, key: Key) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(slot, key);
    }
}

/// The pictures on screen, and those that are asked for.
#[derive(Default)]
pub(super) struct Pictures {
    easel: Easel,
    asked: BTreeMap<Slot, Key>,
    shown: BTreeMap<Slot, Shown>,
}

impl Pictures {
    /// Where pictures are painted that were asked for.
    pub(super) fn easel(&self) -> &Easel {
        &self.easel
    }

    /// Asks for a picture unless it is there or on its way.
    pub(super) fn ask(&mut self, slot: Slot, body: BodyKind, frame: Frame) {
        self.ask_tinted(slot, (body, None), frame);
    }

    /// As [`Self::ask`], with values on the skin in colour.
    pub(super) fn ask_tinted(&mut self, slot: Slot, (body, tint): (BodyKind, Option<Arc<Tint>>), frame: Frame) {
        let key = Key { body, frame, tint };
        if self.asked.get(&slot) != Some(&key) {
            self.asked.insert(slot.clone(), key.clone());
            self.easel.put(slot, key);
        }
    }

    /// The last picture of a slot, if it is of this body and seen along these axes.
    pub(super) fn get(&self, slot: &Slot, body: BodyKind, camera: &crate::atlas::view::Camera) -> Option<&Shown> {
        self.shown.get(slot).filter(|shown| shown.key.body == body && shown.key.frame.camera == *camera)
    }

    /// The last picture of a slot of this body, from wherever it was seen.
    pub(super) fn last(&self, slot: &Slot, body: BodyKind) -> Option<&Shown> {
        self.shown.get(slot).filter(|shown| shown.key.body == body)
    }

    /// Uploads a picture that is finished.
    pub(super) fn take(&mut self, Finished { slot, key, tiles }: Finished, ctx: &Context) {
        let upload = |Tile { rect, filled, texture }| Tile {
            rect,
            filled,
            texture: ctx.load_texture("body", texture, TextureOptions::LINEAR),
        };
        let tiles = tiles.into_iter().map(upload).collect();
        self.shown.insert(slot, Shown { key, tiles });
    }

    /// Whether every picture that was asked for is shown.
    pub(super) fn settled(&self) -> bool {
        self.asked.iter().all(|(slot, key)| self.shown.get(slot).is_some_and(|shown| shown.key == *key))
    }
}

/// Cuts straight-alpha RGBA into images that every driver takes.
fn tiles(rgba: &[u8], [width, height]: [usize; 2]) -> Vec<Tile<Arc<ColorImage>>> {
    tile_places([width, height]).map(|[corner, size]| tile(rgba, width, corner, size)).collect()
}

/// The corners and sizes of the parts into which something of a size in pixels is cut, so that every driver takes them.
pub(super) fn tile_places([width, height]: [usize; 2]) -> impl Iterator<Item = [[usize; 2]; 2]> {
    let rows = (0..height).step_by(TILE_PX);
    let corners = rows.flat_map(move |top| (0..width).step_by(TILE_PX).map(move |left| [left, top]));
    corners.map(move |[left, top]| [[left, top], [TILE_PX.min(width - left), TILE_PX.min(height - top)]])
}

fn tile(rgba: &[u8], width: usize, [left, top]: [usize; 2], size: [usize; 2]) -> Tile<Arc<ColorImage>> {
    let row = |y: usize| &rgba[4 * ((top + y) * width + left)..][..4 * size[0]];
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    for y in 0..size[1] {
        let (straight, _) = row(y).as_chunks();
        pixels.extend(straight.iter().map(|&[r, g, b, a]| Color32::from_rgba_unmultiplied(r, g, b, a)));
    }
    let image = ColorImage::new(size, pixels);
    let rect = rect([left, top], size);
    let filled = filled(&image).into_iter().map(|part| part.translate(rect.min.to_vec2())).collect();
    Tile { rect, filled, texture: Arc::new(image) }
}

#[expect(clippy::cast_precision_loss, reason = "pixel counts are small")]
fn rect([left, top]: [usize; 2], [width, height]: [usize; 2]) -> Rect {
    Rect::from_min_size(pos2(left as f32, top as f32), vec2(width as f32, height as f32))
}

/// The height of the bands that pictures are drawn in, in pixels.
const BAND_PX: usize = 16;

/// Bands across an image that hold all of it that isn't clear: from the first to the last such pixel of each gap-free run.
fn filled(image: &ColorImage) -> Vec<Rect> {
    let [width, height] = image.size;
    let mut parts = Vec::new();
    for top in (0..height).step_by(BAND_PX) {
        let rows = BAND_PX.min(height - top);
        let inked = |x: usize| (top..top + rows).any(|y| image.pixels[y * width + x].a() > 0);
        let columns: Vec<bool> = (0..width).map(inked).collect();
        parts.extend(runs(&columns).map(|run| rect([run.start, top], [run.len(), rows])));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_of_a_picture_holds_all_of_it() {
        let ink = |x: usize, y: usize| (x.abs_diff(50) + y.abs_diff(40) < 30) || (x < 3 && y > 90) || (x, y) == (99, 0);
        let rgba: Vec<u8> = (0..100 * 100).flat_map(|at| [9, 9, 9, u8::from(ink(at % 100, at / 100)) * 7]).collect();
        let tiles = tiles(&rgba, [100, 100]);
        let parts = &tiles[0].filled;
        for (x, y) in (0..100).flat_map(|y| (0..100).map(move |x| (x, y))) {
            #[expect(clippy::cast_precision_loss, reason = "a small picture")]
            let middle = pos2(x as f32 + 0.5, y as f32 + 0.5);
            let times = parts.iter().filter(|part| part.contains(middle)).count();
            assert!(times == 1 || times == 0 && !ink(x, y), "{x}, {y} is drawn {times} times");
        }
        let area: f32 = parts.iter().map(Rect::area).sum();
        assert!(area < 4000.0, "{area}");
    }
}
