//! A scene as bytes: pages as PNG, PDF and DICOM, marks as CSV.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod csv;
pub mod dicom;
mod format;
mod name;
mod pdf;
mod png;

pub use csv::csv;
pub use format::Format;
pub use name::picture_name;
pub use pdf::pdf;
pub use png::{DPI, ExportError, MAX_PIXELS, png};
