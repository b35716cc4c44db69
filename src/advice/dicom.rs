//! Why objects for an archive can't be made.

use super::{export_error_text, sheet_error_text};
use crate::export::dicom::DicomError;
use crate::text::Texts;

/// Why, in words.
pub fn dicom_error_text(error: &DicomError, texts: &Texts) -> String {
    match error {
        DicomError::Sheet(why) => sheet_error_text(*why, texts),
        DicomError::Export(why) => export_error_text(why, texts),
    }
}
