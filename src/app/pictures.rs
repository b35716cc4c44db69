//! Body pictures for the screen: rendered beside the window, kept as textures until the next one is ready.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{Color32, ColorImage, Context, Rect, TextureHandle, TextureOptions, pos2, vec2};

use crate::atlas::raster::{Frame, Look, Painter};
use crate::atlas::{Body, BodyKind};

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
}

/// A finished picture, cut into tiles.
#[derive(Debug)]
pub(super) struct Finished {
    slot: Slot,
    key: Key,
    tiles: Vec<(Rect, Arc<ColorImage>)>,
}

/// A picture on the graphics card: its frame, and tiles with their places in frame pixels.
pub(super) struct Shown {
    key: Key,
    tiles: Vec<(Rect, TextureHandle)>,
}

impl Shown {
    /// What part of the view it shows, at what scale.
    pub(super) fn frame(&self) -> &Frame {
        &self.key.frame
    }

    /// The tiles with their places in pixels of the frame.
    pub(super) fn tiles(&self) -> impl Iterator<Item = (Rect, &TextureHandle)> {
        self.tiles.iter().map(|(rect, texture)| (*rect, texture))
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
        let picture = painter.paint(Body::get(key.body), &key.frame, &Look::default());
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
        let key = Key { body, frame };
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
        let upload = |(rect, image)| (rect, ctx.load_texture("body", image, TextureOptions::LINEAR));
        let tiles = tiles.into_iter().map(upload).collect();
        self.shown.insert(slot, Shown { key, tiles });
    }

    /// Whether every picture that was asked for is shown.
    pub(super) fn settled(&self) -> bool {
        self.asked.iter().all(|(slot, key)| self.shown.get(slot).is_some_and(|shown| shown.key == *key))
    }
}

/// Cuts straight-alpha RGBA into images that every driver takes.
fn tiles(rgba: &[u8], [width, height]: [usize; 2]) -> Vec<(Rect, Arc<ColorImage>)> {
    let mut tiles = Vec::new();
    for top in (0..height).step_by(TILE_PX) {
        for left in (0..width).step_by(TILE_PX) {
            let size = [TILE_PX.min(width - left), TILE_PX.min(height - top)];
            tiles.push(tile(rgba, width, [left, top], size));
        }
    }
    tiles
}

fn tile(rgba: &[u8], width: usize, [left, top]: [usize; 2], size: [usize; 2]) -> (Rect, Arc<ColorImage>) {
    let row = |y: usize| &rgba[4 * ((top + y) * width + left)..][..4 * size[0]];
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    for y in 0..size[1] {
        let (straight, _) = row(y).as_chunks();
        pixels.extend(straight.iter().map(|&[r, g, b, a]| Color32::from_rgba_unmultiplied(r, g, b, a)));
    }
    #[expect(clippy::cast_precision_loss, reason = "pixel counts are small")]
    let rect = Rect::from_min_size(pos2(left as f32, top as f32), vec2(size[0] as f32, size[1] as f32));
    (rect, Arc::new(ColorImage::new(size, pixels)))
}
