//! Pictures of a body on the CPU: RGBA beside a surface buffer that knows what is under every pixel.
//!
//! A visibility buffer (Burns and Hunt, "The visibility buffer", 2013) in bands of rows: four samples a pixel find the
//! nearest triangle, then every triangle that shows in a pixel is shaded once. Contours are drawn over it as lines.

mod brush;
mod cover;
mod frame;
mod ink;
mod look;
mod painter;
mod shade;
mod surface_buffer;
mod tint;

pub use frame::Frame;
pub use look::{Look, Rgb};
pub use painter::Painter;
pub use surface_buffer::SurfaceBuffer;
pub use tint::{Levels, Tint};

use super::Body;

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Width and height.
    pub size_px: [u32; 2],
    /// Rows from the top, four bytes a pixel, sRGB with straight (not premultiplied) alpha; the background is
    /// transparent black.
    pub rgba: Vec<u8>,
    /// What is under every pixel.
    pub surface: SurfaceBuffer,
}

/// Renders the body; the same input gives the same bytes. Who renders again and again keeps a [`Painter`].
pub fn render(body: &Body, frame: &Frame, look: &Look) -> Picture {
    let mut painter = Painter::default();
    painter.paint(body, frame, look);
    painter.into_picture()
}
