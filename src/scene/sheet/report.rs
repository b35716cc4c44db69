//! A session as a document of several pages: the map, then what is said of it in words.

use super::{Sheet, SheetError, SheetSpec};

/// Pages that belong together, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The pages, in reading order.
    pub pages: Vec<Sheet>,
    /// What the file calls itself; the same for everybody.
    pub title: String,
    /// The language of the words, as a tag.
    pub language: String,
}

impl Report {
    /// Lays out a document.
    ///
    /// # Errors
    ///
    /// As [`Sheet::layout`].
    pub fn layout(spec: &SheetSpec<'_>) -> Result<Self, SheetError> {
        let pages = vec![Sheet::layout(spec)?];
        Ok(Self { pages, title: spec.texts.get("report-title"), language: spec.texts.language().to_owned() })
    }

    /// Characters that no font has, each once.
    pub fn missing(&self) -> Vec<char> {
        let mut missing: Vec<char> = self.pages.iter().flat_map(|page| page.missing.iter().copied()).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}
