//! The formats that pages are written in, told by the ending of a file's name.

/// A format of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// One page as a picture.
    #[default]
    Png,
    /// A document of one or more pages.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Png, Self::Pdf];

    /// The ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The format of this ending, in large letters or small.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }
}
