//! The formats that pages are written in, told by the ending of a file's name.

/// A format of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// One page as a picture.
    #[default]
    Png,
    /// A document of one or more pages.
    Pdf,
    /// One page as vectors, for whoever goes on working on it.
    Svg,
    /// One page as a picture, for systems that take no other.
    Jpeg,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Png, Self::Pdf, Self::Svg, Self::Jpeg];

    /// The ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
            Self::Jpeg => "jpg",
        }
    }

    /// Whether it has a resolution.
    pub fn has_pixels(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// The format of this ending, in large letters or small.
    pub fn of_ending(ending: &str) -> Option<Self> {
        // One format has two endings.
        let ending = if ending.eq_ignore_ascii_case("jpeg") { "jpg" } else { ending };
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }
}
