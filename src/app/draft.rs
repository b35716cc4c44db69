//! A field that is being laid: shown on the body as it would be, and no step of the chart until it is accepted.

use std::collections::BTreeSet;

use crate::atlas::Body;
use crate::atlas::BodyKind;
use crate::atlas::regions::{Patch, RegionTree, Side};
use crate::chart::{Angle, Deposit, Ground, GroupId, Laying, Length, Mark, Placing, Session, Site, SpotCount, Volume};
use crate::pattern::{Field, Pattern, PlanError};

/// How the next field is laid, as far as it isn't told by where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    /// How its places lie to each other.
    pub pattern: Pattern,
    /// From one place to the next, on the patient.
    pub spacing: Length,
    /// How far from the edge they must be, on the patient.
    pub margin: Length,
    /// The direction of rows, where one is told.
    pub toward: Option<Angle>,
}

impl Fill {
    /// As a field was laid.
    pub(super) fn of(laying: &Laying) -> Self {
        let Placing { margin, toward, .. } = laying.placing;
        Self { pattern: laying.pattern, spacing: laying.spacing, margin, toward }
    }

    /// Another field over the same ground, with the same anchor.
    pub(super) fn applied(self, laying: Laying) -> Laying {
        let Self { pattern, spacing, margin, toward } = self;
        Laying { pattern, spacing, placing: Placing { margin, toward, ..laying.placing }, ..laying }
    }
}

impl Default for Fill {
    fn default() -> Self {
        Self { pattern: Pattern::Hexagonal, spacing: Length::nearest_mm(10.0), margin: Length::ZERO, toward: None }
    }
}

/// What was asked for: equal orders give equal fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    /// On which body.
    pub body: BodyKind,
    /// What covers what.
    pub laying: Laying,
}

/// A field that is being laid.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The field in whose place it comes.
    pub replaces: Option<Replaced>,
    /// What was asked for last.
    pub order: Order,
    /// What came of it, once that is known; of the order before while it isn't.
    pub laid: Option<Result<Field, PlanError>>,
    /// Whether `laid` is of the order.
    pub is_current: bool,
    /// It was accepted before it was known, and becomes a step as soon as it is.
    pub is_accepted: bool,
}

/// The field in whose place another comes.
#[derive(Clone, Debug)]
pub(super) struct Replaced {
    /// Which.
    pub group: GroupId,
    /// What its first mark received, and how.
    deposit: Deposit,
    /// What its marks received together, where that is known of all.
    pub total: Option<Volume>,
    /// Whether the new marks receive as much together.
    pub keeps_total: bool,
}

impl Replaced {
    /// The field of a group; `None` where the group isn't one, or none of it is left.
    pub(super) fn of(session: &Session, group: GroupId) -> Option<(Self, Laying)> {
        let laying = session.group(group)?.origin.laying()?.clone();
        let deposit = session.marks_of(group).next()?.deposit.clone();
        let total = session.marks_of(group).map(|mark| mark.deposit.volume).sum::<Option<Volume>>();
        Some((Self { group, deposit, total, keeps_total: false }, laying))
    }
}

impl Draft {
    /// Its marks: with what the next mark receives, or with what those received in whose place they come.
    pub(super) fn marks(&self, next: &Deposit) -> Vec<Mark> {
        let Some(Ok(field)) = &self.laid else { return Vec::new() };
        let (body, deposit, count) = (Body::get(self.order.body), self.deposit(next), field.places.len());
        let mut marks: Vec<Mark> = field.places.iter().map(|&place| deposit.mark_at(Site::on(body, place))).collect();
        let shares = self.kept_total().into_iter().flat_map(|total| total.shared(count));
        for (mark, volume) in marks.iter_mut().zip(shares) {
            mark.deposit.volume = Some(volume);
        }
        marks
    }

    /// What each of its marks receives, but for the volume where that is shared.
    pub(super) fn deposit<'a>(&'a self, next: &'a Deposit) -> &'a Deposit {
        self.replaces.as_ref().map_or(next, |replaced| &replaced.deposit)
    }

    /// What so many marks receive together, where it is known.
    pub(super) fn together(&self, next: &Deposit, count: usize) -> Option<Volume> {
        let each = self.deposit(next).volume;
        self.kept_total().or_else(|| Some(std::iter::repeat_n(each?, count).sum()))
    }

    /// What its marks are to receive together, whatever their number.
    fn kept_total(&self) -> Option<Volume> {
        self.replaces.as_ref().filter(|replaced| replaced.keeps_total).and_then(|replaced| replaced.total)
    }
}

/// A field over other skin, laid as before.
impl Laying {
    /// With a piece of skin, and of a paired one perhaps the other side, among those that are covered; without it where
    /// it was covered before.
    pub(super) fn toggled(self, patch: Patch, both_sides: bool) -> Self {
        let pieces = with_other_side(patch, both_sides);
        let mut patches = self.patches();
        if patches.contains(&patch) {
            patches.retain(|patch| !pieces.contains(patch));
        } else {
            patches.extend(pieces);
        }
        Self { ground: Ground::Regions(patches), mirrored: false, ..self }
    }

    /// With a place of it there, or wherever that lies best.
    pub(super) fn anchored(self, anchor: Option<Site>) -> Self {
        let placing = Placing { anchor, ..self.placing };
        Self { placing, ..self }
    }

    /// With these pieces of skin, and perhaps their other sides, besides those that are covered.
    pub(super) fn with(self, pieces: &BTreeSet<Patch>, both_sides: bool) -> Self {
        let mut patches = self.patches();
        patches.extend(pieces.iter().flat_map(|&piece| with_other_side(piece, both_sides)));
        Self { ground: Ground::Regions(patches), mirrored: false, ..self }
    }

    /// As [`Self::toggled`], and of what was covered nothing else.
    pub(super) fn only(self, patch: Patch, both_sides: bool) -> Self {
        let mut patches = self.patches();
        patches.retain(|other| *other == patch || both_sides && *other == patch.mirrored());
        self.over(Ground::Regions(patches)).toggled(patch, both_sides)
    }

    /// Over other skin, where an anchor on what was covered before would make no sense.
    pub(super) fn over(self, ground: Ground) -> Self {
        Self { ground, placing: Placing { anchor: None, ..self.placing }, ..self }
    }

    /// With one more spot at the end of the row, or as a new row.
    pub(super) fn through(self, spot: Site, mirrored: bool) -> Self {
        let mut spots = match self.ground {
            Ground::Row(spots) => spots,
            Ground::Regions(_) | Ground::Outline(_) | Ground::Painted(_) => Vec::new(),
        };
        spots.push(spot);
        spots.truncate(SpotCount::MOST);
        Self { ground: Ground::Row(spots), mirrored, ..self }
    }

    /// On both sides, or as it was chosen.
    pub(super) fn on_both_sides(self, both_sides: bool) -> Self {
        match self.ground {
            Ground::Regions(patches) if both_sides => {
                let patches = patches.iter().flat_map(|&patch| with_other_side(patch, true)).collect();
                Self { ground: Ground::Regions(patches), ..self }
            }
            Ground::Regions(_) => self,
            Ground::Outline(_) | Ground::Row(_) | Ground::Painted(_) => Self { mirrored: both_sides, ..self },
        }
    }

    fn patches(&self) -> BTreeSet<Patch> {
        match &self.ground {
            Ground::Regions(patches) => patches.clone(),
            Ground::Outline(_) | Ground::Row(_) | Ground::Painted(_) => BTreeSet::new(),
        }
    }
}

fn with_other_side(patch: Patch, both_sides: bool) -> BTreeSet<Patch> {
    let other = (both_sides && patch.side != Side::Midline).then(|| patch.mirrored());
    std::iter::once(patch).chain(other).collect()
}

/// Whether a field may cover a piece of skin at all: the lining of the mouth isn't treated.
pub(super) fn may_be_covered(patch: Patch) -> bool {
    RegionTree::get().is_treatable(patch.region)
}
