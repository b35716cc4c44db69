//! A display list as pixels on the CPU, for files; and the texture of marks for the screen.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod glyph_atlas;
mod page;
mod shapes;
mod stamps;

pub use glyph_atlas::GlyphAtlas;
pub use page::{Pixels, paint};
