//! Lines over the body to measure by: midline, thirds and fifths of the face, spinal levels, a 1 cm grid, danger zones.
//!
//! Lines of the grid are those of equal distance along the skin from a curve; every other line is a section of the skin by
//! a plane, so it lies on the skin and is exact. The zones are drawn only as far as a source states where they lie, see
//! [`DangerZone`].

mod danger;
mod grid;
mod kept;
mod lines;
mod read;
mod section;
mod travel;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::per_body::PerBody;
use super::size::Scale;
use super::{Body, SurfacePoint};
pub use danger::{DangerShape, danger_shapes};
use grid::grid_lines;
use kept::Kept;
pub use read::{Citation, DangerZone, danger_zones};

/// What can be switched on over the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuideKind {
    /// The section of the skin in the plane of symmetry.
    Midline,
    /// Horizontal thirds of the face: at trichion, glabella, subnasale and menton.
    Thirds,
    /// Vertical fifths of the face: at the canthi and the widest points of the ears.
    Fifths,
    /// Lines a centimetre apart along the skin.
    Grid,
    /// The levels of the spinous processes from C7 to S1 across the back.
    Spine,
    /// Where facial vessels and nerves are at risk.
    Danger,
}

impl GuideKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Midline, Self::Thirds, Self::Fifths, Self::Grid, Self::Spine, Self::Danger];

    /// The name that commands and files use, such as `midline`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Midline => "midline",
            Self::Thirds => "thirds",
            Self::Fifths => "fifths",
            Self::Grid => "grid",
            Self::Spine => "spine",
            Self::Danger => "danger",
        }
    }

    /// The kind of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// Which guides are switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<GuideKind>", into = "Vec<GuideKind>")]
pub struct GuideSet(u8);

impl GuideSet {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// Whether this one is on.
    pub fn has(self, kind: GuideKind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// The set in which this one is on if it was off, and off if it was on.
    #[must_use]
    pub fn toggled(self, kind: GuideKind) -> Self {
        Self(self.0 ^ 1 << kind as u8)
    }

    /// Those that are on, in the order in which they are offered.
    pub fn iter(self) -> impl Iterator<Item = GuideKind> {
        GuideKind::ALL.into_iter().filter(move |&kind| self.has(kind))
    }
}

impl From<Vec<GuideKind>> for GuideSet {
    fn from(kinds: Vec<GuideKind>) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | 1 << kind as u8))
    }
}

impl From<GuideSet> for Vec<GuideKind> {
    fn from(set: GuideSet) -> Self {
        set.iter().collect()
    }
}

/// A line on the skin.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// Its points in order; the first is repeated at the end of a closed line.
    pub points: Vec<SurfacePoint>,
    /// What is written beside it: the short name of a vertebra.
    pub label: Option<String>,
}

/// The lines of one kind on a body; none for [`GuideKind::Danger`], whose shapes [`danger_shapes`] has.
/// The grid's lines are a centimetre of the patient apart; the others are the same whatever the patient's size.
pub fn guides(body: &'static Body, kind: GuideKind, scale: Scale) -> Arc<[Guide]> {
    if kind == GuideKind::Grid {
        return GRIDS.get((body.kind, scale), || grid_lines(body, 10.0 / scale.head, 10.0 / scale.body));
    }
    static LINES: [PerBody<Arc<[Guide]>>; 6] = [const { PerBody::new() }; 6];
    Arc::clone(LINES[kind as usize].get_or_init(body.kind, || lines::of(body, kind).into()))
}

/// Whether [`guides`] answers at once; else it takes half a second, so that a window asks it on a thread of its own.
pub fn are_ready(body: &Body, kind: GuideKind, scale: Scale) -> bool {
    kind != GuideKind::Grid || GRIDS.has((body.kind, scale))
}

static GRIDS: Kept<Guide> = Kept::new();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_remembers_what_is_on() {
        let set = GuideSet::NONE.toggled(GuideKind::Grid).toggled(GuideKind::Spine).toggled(GuideKind::Grid);
        assert_eq!(set.iter().collect::<Vec<_>>(), [GuideKind::Spine]);
        assert_eq!(ron::to_string(&set).unwrap(), "[spine]");
        assert_eq!(ron::from_str::<GuideSet>("[spine]").unwrap(), set);
        assert!(GuideKind::ALL.iter().all(|&kind| GuideKind::from_id(kind.id()) == Some(kind)));
    }
}
