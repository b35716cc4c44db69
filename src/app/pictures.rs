//! Body pictures for the screen: rendered off the interface thread, kept as textures until the next one is ready.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

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
struct Finished {
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

/// Waiting requests, the newest of each slot.
#[derive(Default)]
struct Queue {
    waiting: Mutex<(BTreeMap<Slot, Key>, bool)>,
    changed: Condvar,
}

impl Queue {
    fn put(&self, slot: Slot, key: Key) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).0.insert(slot, key);
        self.changed.notify_one();
    }

    fn close(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_one();
    }

    /// The next request, panes before thumbnails; `None` when the program ends.
    fn take(&self) -> Option<(Slot, Key)> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if waiting.1 {
                return None;
            }
            if let Some(request) = waiting.0.pop_first() {
                return Some(request);
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The pictures on screen and the thread that makes them.
pub(super) struct Pictures {
    queue: Arc<Queue>,
    finished: Receiver<Finished>,
    asked: BTreeMap<Slot, Key>,
    shown: BTreeMap<Slot, Shown>,
}

impl Pictures {
    /// Starts the thread; it asks `ctx` for a frame whenever a picture is done.
    pub(super) fn new(ctx: &Context) -> Self {
        let queue = Arc::new(Queue::default());
        let (sender, finished) = channel();
        let (ctx, tasks) = (ctx.clone(), Arc::clone(&queue));
        // Without the thread the body stays blank and everything else works.
        let thread = std::thread::Builder::new().name("pictures".to_owned());
        drop(thread.spawn(move || work(&tasks, &sender, &ctx)));
        Self { queue, finished, asked: BTreeMap::new(), shown: BTreeMap::new() }
    }

    /// Asks for a picture unless it is there or on its way.
    pub(super) fn ask(&mut self, slot: Slot, body: BodyKind, frame: Frame) {
        let key = Key { body, frame };
        if self.asked.get(&slot) != Some(&key) {
            self.asked.insert(slot.clone(), key.clone());
            self.queue.put(slot, key);
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

    /// Uploads what was finished since the last frame.
    pub(super) fn collect(&mut self, ctx: &Context) {
        while let Ok(Finished { slot, key, tiles }) = self.finished.try_recv() {
            let upload = |(rect, image)| (rect, ctx.load_texture("body", image, TextureOptions::LINEAR));
            let tiles = tiles.into_iter().map(upload).collect();
            self.shown.insert(slot, Shown { key, tiles });
        }
    }

    /// Whether every picture that was asked for is shown.
    pub(super) fn settled(&self) -> bool {
        self.asked.iter().all(|(slot, key)| self.shown.get(slot).is_some_and(|shown| shown.key == *key))
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.queue.close();
    }
}

fn work(queue: &Queue, finished: &Sender<Finished>, ctx: &Context) {
    let mut painter = Painter::default();
    while let Some((slot, key)) = queue.take() {
        let picture = painter.paint(Body::get(key.body), &key.frame, &Look::default());
        let tiles = tiles(&picture.rgba, picture.size_px.map(|px| px as usize));
        if finished.send(Finished { slot, key, tiles }).is_err() {
            return;
        }
        ctx.request_repaint();
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
