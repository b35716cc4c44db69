//! A display list as pixels on the CPU, for files; and the texture of marks for the screen.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod glyph_atlas;
mod mark_layer;
mod page;
mod shapes;
mod stamps;
mod stencil;

pub use glyph_atlas::GlyphAtlas;
pub use mark_layer::{MarkLayer, runs};
pub use page::{Pixels, paint};
pub use stencil::{Stencil, stencil};
