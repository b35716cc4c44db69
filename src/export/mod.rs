//! A scene as bytes: pages as pictures and documents, marks as lists.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod csv;
mod format;
mod json;
mod marks;
mod name;
mod pdf;
mod png;
mod slicer;

pub use csv::csv;
pub use format::Format;
pub use json::json;
pub use marks::{PointsOnly, marks};
pub use name::picture_name;
pub use pdf::pdf;
pub use png::{DPI, ExportError, MAX_PIXELS, png};
