//! A scene as bytes: pages as pictures, documents and DICOM objects, marks as lists.
//!
//! Nothing here decides what is shown or where: that is the scene's. Same input, same bytes.

mod body;
mod course;
mod csv;
pub mod dicom;
pub mod fhir;
mod format;
mod jpeg;
mod json;
mod marks;
mod name;
mod pdf;
mod png;
mod side_car;
mod slicer;
mod svg;
mod trend;

pub use course::{course_csv, course_json};
pub use csv::{csv, quoted as csv_cell};
pub use format::Format;
pub use jpeg::jpeg;
pub use json::json;
pub use marks::{PointsOnly, marks};
pub use name::{USUAL_TEMPLATE, UnknownPlaceholder, file_stem, picture_name, templated_name};
pub use pdf::{Fineness, pdf};
pub use png::{DPI, ExportError, MAX_PIXELS, png};
pub use side_car::{SideCar, side_car};
pub use svg::svg;
pub use trend::trend_csv;

use crate::scene::Sheet;

/// One page as the bytes of a file of this format; a document of one page has no place here: it is made of a report.
///
/// # Errors
///
/// As the writer of the format.
pub fn page_bytes(sheet: &Sheet, format: Format, dpi: u32) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Svg => svg(sheet),
        Format::Jpeg => jpeg(sheet, dpi),
        Format::Png | Format::Pdf => png(sheet, dpi),
    }
}
