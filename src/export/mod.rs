//! A scene as bytes: pages as PNG, marks as CSV, and the texture of glyphs that the canvas draws from.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod csv;
mod glyph_atlas;
mod paint;
mod png;

pub use csv::csv;
pub use glyph_atlas::GlyphAtlas;
pub use png::{DPI, ExportError, MAX_PIXELS, png};
