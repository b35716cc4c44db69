//! What is said of one deposit, or of what was laid together, beside what was deposited.

use super::Depth;

/// What was noticed at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// In words; empty when nothing was noted.
    pub note: String,
    /// How bad the symptom is there, from 0 (none) to [`Self::WORST`], if it was asked.
    pub symptom: Option<u8>,
    /// How the skin or the patient reacted, in words; empty when nothing was seen.
    pub reaction: String,
}

impl Remark {
    /// The highest score of a symptom.
    pub const WORST: u8 = 10;

    /// The remark, if it says anything.
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

/// How a device was set that went over an area: needles, roller, electroporation, gun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// How often it went over the area.
    pub passes: Option<u16>,
    /// How many needles it has.
    pub needles: Option<u16>,
    /// How long they are.
    pub needle: Option<Depth>,
    /// Whatever else it was set to, in words.
    pub settings: String,
}

impl Device {
    /// The settings, if they say anything.
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}
