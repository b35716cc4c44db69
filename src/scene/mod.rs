//! What is shown, once: screen and file both translate these values, so they can't disagree.
//!
//! [`ViewScene`] is one view of a session in view-plane millimetres, for the canvas and for each panel of an export.
//! [`Sheet`] is a whole export page in page millimetres. [`glyph`] is what a mark looks like, [`palette`] its colours,
//! [`text`] the measure of every word. Selection, hover and handles are not here, so they can never be printed.

pub mod glyph;
pub mod palette;
mod path;
pub mod text;

pub use glyph::{GlyphKey, GlyphStyle, glyph_radius, shows_letter};
pub use palette::Colour;
pub use path::{Path, Segment};
