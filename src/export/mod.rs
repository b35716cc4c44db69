//! A scene as bytes: pages as PNG, marks as CSV.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod csv;
mod png;

pub use csv::csv;
pub use png::{DPI, ExportError, MAX_PIXELS, png};
