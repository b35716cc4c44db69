//! Depth from a needle: how long it is, how much of it went in, and at what angle.
//!
//! Vertical depth = inserted length × sin(angle): J Drugs Dermatol 2016;15(4):483.

use super::Depth;

/// A needle in the skin. The record keeps only the [`Depth`] that follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needle {
    /// From hub to tip, in mm.
    pub length_mm: f64,
    /// What went under the skin, in mm; at most the length.
    pub inserted_mm: f64,
    /// Between needle and skin, in degrees: 90 is straight down.
    pub angle_deg: f64,
}

impl Default for Needle {
    /// The usual 4 mm needle, all in, at half a right angle.
    fn default() -> Self {
        Self { length_mm: 4.0, inserted_mm: 4.0, angle_deg: 45.0 }
    }
}

impl Needle {
    /// With every number in its range: no more inserted than there is, an angle from 0 to 90.
    #[must_use]
    pub fn clamped(self) -> Self {
        let length_mm = self.length_mm.clamp(0.0, Depth::MAX);
        let inserted_mm = self.inserted_mm.clamp(0.0, length_mm);
        Self { length_mm, inserted_mm, angle_deg: self.angle_deg.clamp(0.0, 90.0) }
    }

    /// How deep the tip lies under the surface.
    pub fn depth(self) -> Depth {
        let needle = self.clamped();
        Depth::nearest_mm(needle.inserted_mm * needle.angle_deg.to_radians().sin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_mm(length_mm: f64, inserted_mm: f64, angle_deg: f64) -> f64 {
        Needle { length_mm, inserted_mm, angle_deg }.depth().mm()
    }

    #[test]
    fn depth_is_inserted_length_times_the_sine() {
        assert_eq!(depth_mm(4.0, 4.0, 90.0), 4.0);
        assert_eq!(depth_mm(4.0, 4.0, 30.0), 2.0);
        assert_eq!(depth_mm(4.0, 4.0, 45.0), 2.83);
        assert_eq!(depth_mm(13.0, 13.0, 45.0), 9.19);
        assert_eq!(depth_mm(13.0, 6.0, 30.0), 3.0);
        assert_eq!(depth_mm(4.0, 4.0, 0.0), 0.0);
    }

    #[test]
    fn no_more_goes_in_than_there_is() {
        assert_eq!(depth_mm(4.0, 6.0, 90.0), 4.0);
        assert_eq!(depth_mm(4.0, 4.0, 120.0), 4.0);
        assert_eq!(depth_mm(-1.0, 4.0, 45.0), 0.0);
    }
}
