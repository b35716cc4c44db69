//! Colours: one per cocktail letter, some for changes, few for everything else.
//!
//! The first six cocktail colours stay apart under protanopia, deuteranopia and tritanopia (matrices of Machado,
//! Oliveira and Fernandes 2009: at least 16 units of CIE L*a*b* between any two) and have six lightnesses, L* 29 to 79,
//! for a grey print. They start from the set of Okabe and Ito (2008), darkened for the pale clay of the body. No meaning
//! hangs on colour alone: technique is a shape, the cocktail a letter, every change a sign of its own.

use crate::chart::Letter;

/// A colour in sRGB, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
    /// Opacity, 255 for opaque.
    pub alpha: u8,
}

impl Colour {
    /// Opaque, from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue, alpha: 255 }
    }

    /// The same colour at another opacity.
    #[must_use]
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self { alpha, ..self }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast with another colour, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        (one / two).max(two / one)
    }
}

/// Paper, keylines and letters on dark colours.
pub const WHITE: Colour = Colour::hex(0xFF_FFFF);
/// Text, and letters on light colours.
pub const INK: Colour = Colour::hex(0x1D_2127);
/// Secondary text.
pub const QUIET: Colour = Colour::hex(0x5A_626C);
/// Rules and frames.
pub const RULE: Colour = Colour::hex(0xC4_CAD1);
/// Fine rules between rows.
pub const HAIRLINE: Colour = Colour::hex(0xE3_E6EA);
/// Region boundaries and names on the body.
pub const REGION: Colour = Colour::hex(0x6B_5B52);
/// Lines to measure by: midline, thirds, fifths.
pub const GUIDE: Colour = Colour::hex(0x1F_5C73);
/// Levels of the spine, and their names.
pub const SPINE: Colour = Colour::hex(0x4A_3F7A);
/// The centimetre grid.
pub const GRID: Colour = Colour::hex(0x3C_5560);
/// Edges of danger zones.
pub const DANGER: Colour = Colour::hex(0x9E_2B25);
/// The rim of words on the body and beside it: they read on it, whatever lies below.
pub const HALO: Colour = WHITE.with_alpha(225);
/// A mark without a cocktail.
pub const NO_COCKTAIL: Colour = Colour::hex(0x6E_7378);
/// A mark at the same place as before.
pub const REPEATED: Colour = Colour::hex(0x68_6F78);
/// A mark that lies a little elsewhere than before.
pub const MOVED: Colour = Colour::hex(0x1F_5FBF);
/// A mark that wasn't there before.
pub const ADDED: Colour = Colour::hex(0x12_7A4B);
/// A mark that was there before and isn't now.
pub const DROPPED: Colour = Colour::hex(0xB3_1B2C);
/// A mark whose technique or dose is another than before.
pub const CHANGED: Colour = Colour::hex(0xC0_6600);

const COCKTAILS: [Colour; 26] = [
    Colour::hex(0x0A_3F94),
    Colour::hex(0xCC_3F0A),
    Colour::hex(0xF7_BC16),
    Colour::hex(0x9C_2A80),
    Colour::hex(0x17_A57E),
    Colour::hex(0x5B_BCF2),
    Colour::hex(0x22_2831),
    Colour::hex(0xA8_123A),
    Colour::hex(0x8B_9800),
    Colour::hex(0xB3_88EB),
    Colour::hex(0x7A_4A1E),
    Colour::hex(0x00_9DB5),
    Colour::hex(0xF4_8FB1),
    Colour::hex(0x2E_5E1E),
    Colour::hex(0xC7_7700),
    Colour::hex(0x5C_6BC0),
    Colour::hex(0x8C_1D1D),
    Colour::hex(0xA5_D66A),
    Colour::hex(0x1F_6F78),
    Colour::hex(0xD1_6BA5),
    Colour::hex(0x3A_2E6B),
    Colour::hex(0xE9_C46A),
    Colour::hex(0x5F_7A8A),
    Colour::hex(0xB3_5C44),
    Colour::hex(0x0F_7B3F),
    Colour::hex(0x9A_9AE0),
];

/// The colour of marks with this cocktail; grey without one.
pub fn cocktail(letter: Option<Letter>) -> Colour {
    letter.and_then(|letter| COCKTAILS.get(letter.index())).copied().unwrap_or(NO_COCKTAIL)
}

/// White or ink, whichever reads better on `ground`.
pub fn on(ground: Colour) -> Colour {
    if ground.contrast(WHITE) >= ground.contrast(INK) { WHITE } else { INK }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_read_on_every_colour() {
        for letter in Letter::all() {
            let ground = cocktail(Some(letter));
            assert!(on(ground).contrast(ground) >= 4.3, "{letter}: {}", on(ground).contrast(ground));
        }
    }

    #[test]
    fn no_two_cocktails_share_a_colour() {
        let colours: std::collections::BTreeSet<_> = COCKTAILS.into_iter().collect();
        assert_eq!(colours.len(), 26);
    }

    #[test]
    fn the_first_six_differ_on_a_grey_print() {
        let mut greys: Vec<f32> =
            COCKTAILS[..6].iter().map(|colour| 116.0 * colour.luminance().cbrt() - 16.0).collect();
        greys.sort_by(f32::total_cmp);
        assert!(greys.windows(2).all(|pair| pair[1] - pair[0] > 5.0), "{greys:?}");
    }
}
