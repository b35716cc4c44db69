//! Why a page can't be made, and what can.

use crate::atlas::{BodyKind, views};
use crate::export::{DPI, ExportError};
use crate::scene::sheet::{Sheet, SheetError};
use crate::scene::text::missing_name;
use crate::text::Texts;

/// The ids of all views, for a message.
pub fn view_ids() -> String {
    let ids: Vec<&str> = views(BodyKind::AdultFemale).iter().map(|view| view.id.as_str()).collect();
    ids.join(", ")
}

/// Why a page can't be laid out.
pub fn sheet_error_text(error: SheetError, texts: &Texts) -> String {
    match error {
        SheetError::NoViews => texts.with("page-no-view", &[("views", view_ids().into())]),
        SheetError::TooManyViews(count) => {
            texts.with("page-too-many-views", &[("count", count.into()), ("most", Sheet::MAX_VIEWS.into())])
        }
        SheetError::PageSize(size_mm) => {
            let sides_mm = Sheet::SIDES_MM;
            let places = [
                ("size", texts.decimal(format_args!("{} x {}", size_mm.x, size_mm.y)).into()),
                ("least", sides_mm.start().to_string().into()),
                ("most", sides_mm.end().to_string().into()),
            ];
            texts.with("page-size", &places)
        }
    }
}

/// Which characters no font has, by name.
pub fn missing_characters_text(missing: &[char], texts: &Texts) -> String {
    const MOST_NAMED: usize = 12;
    let named: Vec<String> = missing.iter().take(MOST_NAMED).map(|&character| missing_name(character)).collect();
    let more = missing.len().saturating_sub(MOST_NAMED);
    let places = [("characters", named.join(", ").into()), ("number", missing.len().into()), ("more", more.into())];
    texts.with("missing-characters", &places)
}

/// Why a picture can't be written.
pub fn export_error_text(error: &ExportError, texts: &Texts) -> String {
    match error {
        ExportError::Dpi(dpi) => {
            let [least, most] =
                [("least", DPI.start()), ("most", DPI.end())].map(|(name, dpi)| (name, dpi.to_string().into()));
            texts.with("page-dpi", &[("dpi", dpi.to_string().into()), least, most])
        }
        ExportError::TooLarge { width, height } => {
            let places = [("width", width.to_string().into()), ("height", height.to_string().into())];
            texts.with("page-too-large", &places)
        }
        ExportError::Pdf(error) | ExportError::Jpeg(error) => {
            texts.with("page-not-encoded", &[("error", error.as_str().into())])
        }
        ExportError::Encode(error) => texts.with("page-not-encoded", &[("error", error.to_string().into())]),
    }
}
