//! Pictures of a body on the CPU: RGBA beside a surface buffer that knows what is under every pixel.
//!
//! A visibility buffer (Burns and Hunt, "The visibility buffer", 2013) in bands of rows: four samples a pixel find the
//! nearest triangle, then every triangle that shows in a pixel is shaded once. Contours are drawn over it as lines.

mod brush;
mod cover;
mod frame;
mod ink;
mod look;
mod shade;
mod surface_buffer;

use std::sync::{Mutex, PoisonError};

pub use frame::Frame;
pub use look::{Look, Rgb};
pub use surface_buffer::SurfaceBuffer;

use super::Body;
use cover::{BAND_ROWS, Band, Bins};
use frame::Projection;
use shade::Shader;

/// A rendered body.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Width and height.
    pub size_px: [u32; 2],
    /// Rows from the top, four bytes a pixel, sRGB with straight (not premultiplied) alpha; the background is
    /// transparent black.
    pub rgba: Vec<u8>,
    /// What is under every pixel.
    pub surface: SurfaceBuffer,
}

/// Renders the body; the same input gives the same bytes.
pub fn render(body: &Body, frame: &Frame, look: &Look) -> Picture {
    let [width, height] = frame.size_px.map(|side| side.max(1) as usize);
    let projection = Projection::new(&body.surface, frame);
    let (bins, shader) = both(
        || Bins::sort(&body.surface, &projection, [width, height], frame.camera.near_mm),
        || Shader::new(body, frame, look, &projection),
    );
    let mut rgba = vec![0; width * height * 4];
    let mut surface = SurfaceBuffer::empty([width as u32, height as u32]);
    let (triangles, depths_mm) = surface.rows_mut();
    let jobs = Mutex::new(
        rgba.chunks_mut(width * BAND_ROWS * 4)
            .zip(triangles.chunks_mut(width * BAND_ROWS))
            .zip(depths_mm.chunks_mut(width * BAND_ROWS))
            .enumerate(),
    );
    let work = || {
        let mut band = Band::new(width, frame.camera.near_mm);
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, ((rgba, triangles), depths_mm))) = job else {
                break;
            };
            band.cover(index, bins.band(index), &body.surface, &projection);
            band.resolve(&shader, rgba, triangles, depths_mm);
        }
    };
    both(work, work);
    let (ink, ()) = both(
        || ink::Ink::draw(body, frame, look, &projection, &surface),
        || ink::draw_hair(body, frame, look, &surface, &mut rgba),
    );
    ink.lay(look, &mut rgba);
    Picture { size_px: [width as u32, height as u32], rgba, surface }
}

/// Two things at once; the first on a thread of its own.
fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second)
    })
}
