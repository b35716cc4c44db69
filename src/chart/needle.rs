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
    /// How deep the tip lies under the surface; `None` where more went in than there is, or the angle isn't between
    /// flat and straight down.
    pub fn depth(self) -> Option<Depth> {
        let there_is = (0.0..=Depth::MAX).contains(&self.length_mm);
        let goes_in = (0.0..=self.length_mm).contains(&self.inserted_mm) && (0.0..=90.0).contains(&self.angle_deg);
        (there_is && goes_in).then(|| Depth::nearest_mm(self.inserted_mm * self.angle_deg.to_radians().sin()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_mm(length_mm: f64, inserted_mm: f64, angle_deg: f64) -> Option<f64> {
        Needle { length_mm, inserted_mm, angle_deg }.depth().map(Depth::mm)
    }

    #[test]
    fn depth_is_inserted_length_times_the_sine() {
        assert_eq!(depth_mm(4.0, 4.0, 90.0), Some(4.0));
        assert_eq!(depth_mm(4.0, 4.0, 30.0), Some(2.0));
        assert_eq!(depth_mm(4.0, 4.0, 45.0), Some(2.83));
        assert_eq!(depth_mm(13.0, 13.0, 45.0), Some(9.19));
        assert_eq!(depth_mm(13.0, 6.0, 30.0), Some(3.0));
        assert_eq!(depth_mm(4.0, 4.0, 0.0), Some(0.0));
    }

    #[test]
    fn what_can_not_be_has_no_depth() {
        assert_eq!(depth_mm(4.0, 6.0, 90.0), None);
        assert_eq!(depth_mm(4.0, 4.0, 120.0), None);
        assert_eq!(depth_mm(-1.0, 4.0, 45.0), None);
        assert_eq!(depth_mm(4.0, f64::NAN, 45.0), None);
        assert_eq!(depth_mm(60.0, 60.0, 45.0), None);
    }
}
