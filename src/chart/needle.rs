//! Depth from a needle: how long it is, how much of it went in, and at what angle.
//!
//! Vertical depth = inserted length × sin(angle): J Drugs Dermatol 2016;15(4):483.

use std::fmt;

use super::{Depth, Manner};

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

/// The angle between needle and skin as a technique has it, in whole degrees: one, or a span of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeedleAngle {
    least_deg: u8,
    most_deg: u8,
}

impl NeedleAngle {
    /// Straight down, in degrees.
    pub const MOST_DEG: u8 = 90;

    /// From one angle to another, which may be the same; `None` where the span ends before it begins or beyond straight down.
    pub fn new(least_deg: u8, most_deg: u8) -> Option<Self> {
        (least_deg <= most_deg && most_deg <= Self::MOST_DEG).then_some(Self { least_deg, most_deg })
    }

    /// Both ends of the span, in degrees.
    pub fn ends_deg(self) -> [u8; 2] {
        [self.least_deg, self.most_deg]
    }
}

impl fmt::Display for NeedleAngle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ends_deg() {
            [one, other] if one == other => write!(f, "{one}°"),
            [least, most] => write!(f, "{least}–{most}°"),
        }
    }
}

impl Needle {
    /// The needle of a technique, all in, where its length and its angle are known; else this one. Of a span of angles the one
    /// that is nearest to the usual.
    #[must_use]
    pub fn of(self, manner: &Manner) -> Self {
        let Some((length, angle)) = manner.needle_length.zip(manner.angle) else { return self };
        let [least, most] = angle.ends_deg().map(f64::from);
        let angle_deg = Self::default().angle_deg.clamp(least, most);
        Self { length_mm: length.mm(), inserted_mm: length.mm(), angle_deg }
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

    #[test]
    fn a_technique_gives_its_needle_where_all_of_it_is_known() {
        let manner = |mm: Option<f64>, angle: Option<(u8, u8)>| Manner {
            needle_length: mm.map(Depth::nearest_mm),
            angle: angle.and_then(|(least, most)| NeedleAngle::new(least, most)),
            ..Manner::default()
        };
        let now = Needle { length_mm: 6.0, inserted_mm: 3.0, angle_deg: 70.0 };
        for (mm, angle) in [(None, None), (Some(13.0), None), (None, Some((15, 15)))] {
            assert_eq!(now.of(&manner(mm, angle)), now, "the one says nothing without the other");
        }
        let long = Needle { length_mm: 13.0, inserted_mm: 13.0, angle_deg: 45.0 };
        assert_eq!(now.of(&manner(Some(13.0), Some((45, 90)))), long);
        let angle = |ends| now.of(&manner(Some(4.0), Some(ends))).angle_deg;
        assert_eq!([angle((30, 60)), angle((15, 15)), angle((60, 90))], [45.0, 15.0, 60.0]);
    }

    #[test]
    fn an_angle_is_no_more_than_straight_down() {
        assert_eq!(NeedleAngle::new(30, 60).map(|angle| angle.to_string()).as_deref(), Some("30–60°"));
        assert_eq!(NeedleAngle::new(15, 15).map(|angle| angle.to_string()).as_deref(), Some("15°"));
        assert_eq!((NeedleAngle::new(60, 30), NeedleAngle::new(0, 91)), (None, None));
    }
}
