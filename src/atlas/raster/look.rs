//! The colours and line widths of a body's picture.

/// An sRGB colour.
pub type Rgb = [u8; 3];

/// How a body is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Skin in full light.
    pub clay: Rgb,
    /// Skin where no light comes.
    pub shadow: Rgb,
    /// Contour lines.
    pub ink: Rgb,
    /// Width of a contour line in a picture 1200 pixels high; it grows with the square root of the height.
    pub ink_width_px: f32,
    /// The red of the lips.
    pub lips: Rgb,
    /// The ground of the areolae, and the nipples.
    pub areola: Rgb,
    /// See [`Self::areola`].
    pub nipple: Rgb,
    /// Hairs of the brows.
    pub brow: Rgb,
    /// The coloured part of the eye.
    pub iris: Rgb,
    /// The pupil and the rim of the iris.
    pub pupil: Rgb,
    /// The white of the eye.
    pub sclera: Rgb,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            clay: [247, 240, 234],
            shadow: [112, 97, 91],
            ink: [62, 52, 49],
            ink_width_px: 1.9,
            lips: [231, 189, 180],
            areola: [234, 207, 195],
            nipple: [219, 180, 167],
            brow: [98, 79, 70],
            iris: [124, 104, 88],
            pupil: [38, 32, 31],
            sclera: [250, 247, 244],
        }
    }
}
