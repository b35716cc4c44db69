//! What was laid together, and how: a field keeps what it was laid by, so that it can be laid anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::Body;
use crate::atlas::regions::{Patch, RegionId};
use crate::atlas::size::Scale;
use crate::pattern::{self, Pattern, Plan, PlanError};

use super::{Angle, GroupId, Length, Moment, Reference, Remark, Site};

/// Marks that were laid together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What its marks name.
    pub id: GroupId,
    /// How they came to be there.
    pub origin: Origin,
    /// What was noticed there, if anything was.
    pub remark: Option<Arc<Remark>>,
}

impl Group {
    /// What lies so on the other side of the body; nothing was noticed there.
    #[must_use]
    pub fn mirrored(&self, id: GroupId, body: &Body) -> Self {
        Self { id, origin: self.origin.mirrored(body), remark: None }
    }
}

/// How marks came to be there together.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// They cover a piece of skin.
    Field(Laying),
    /// They were carried over from another session.
    Carried(Source),
    /// A protocol told them one by one.
    Protocol(Reference),
    /// They were drawn in one stroke, such as a fan.
    Together,
}

/// What a field is laid by; the same on the same body gives the same places.
#[derive(Clone, Debug, PartialEq)]
pub struct Laying {
    /// What it covers or follows.
    pub ground: Ground,
    /// Whether it lies on the other side of the body too, as its mirror image.
    pub mirrored: bool,
    /// How its places lie to each other, unless they are in a row.
    pub pattern: Pattern,
    /// From one place to the next along the skin, on the patient.
    pub spacing: Length,
    /// What else tells where its places lie.
    pub placing: Placing,
    /// The protocol that it was first laid by, if one told it.
    pub protocol: Option<Reference>,
}

/// Where a field's places lie, beyond what its ground, its pattern and its spacing tell; none of it is asked of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placing {
    /// How far from the edge they must be along the skin, on the patient.
    pub margin: Length,
    /// Where one of them lies, one row, the spine, or the middle of the rings; chosen anew on every laying where it isn't told.
    pub anchor: Option<Site>,
    /// The direction of rows there; across the body where it isn't told.
    pub toward: Option<Angle>,
}

impl Placing {
    /// The same on the other side of the body.
    #[must_use]
    pub fn mirrored(&self, body: &Body) -> Self {
        let anchor = self.anchor.map(|site| site.mirrored(body));
        Self { anchor, toward: self.toward.map(Angle::mirrored), ..*self }
    }
}

impl Laying {
    /// Whether its places were scattered, so that each laying is another.
    pub fn is_scattered(&self) -> bool {
        matches!(self.pattern, Pattern::EvenRandom { .. })
    }

    /// Whether it follows a row, which has no pattern.
    pub fn is_row(&self) -> bool {
        matches!(self.ground, Ground::Row(_))
    }

    /// The field that it lays on a body whose lengths are multiplied by `scale` to be the patient's.
    pub fn field(&self, body: &Body, scale: Scale) -> Result<pattern::Field, PlanError> {
        pattern::field(body, &self.ground.on_skin(scale), self.mirrored, &self.plan(scale))
    }

    /// The same as numbers on the body.
    pub(super) fn plan(&self, scale: Scale) -> Plan {
        #[expect(clippy::cast_possible_truncation, reason = "lengths and angles on the body")]
        let [spacing_mm, margin_mm] = [self.spacing, self.placing.margin].map(|length| length.mm() as f32);
        let factor = self.ground.region().map_or(1.0, |region| scale.in_region(region));
        #[expect(clippy::cast_possible_truncation, reason = "lengths and angles on the body")]
        let toward = self.placing.toward.map(|angle| angle.degrees().to_radians() as f32);
        Plan {
            margin_mm: margin_mm / factor,
            anchor: self.placing.anchor.map(|site| site.anchor()),
            toward,
            ..Plan::new(self.pattern, spacing_mm / factor)
        }
    }
}

/// The skin that a field covers, or the way that it follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// Regions.
    Regions(BTreeSet<Patch>),
    /// What these corners enclose, 3 to 1,000 of them.
    Outline(Vec<Site>),
    /// A row over these spots, 1 to 1,000 of them.
    Row(Vec<Site>),
    /// What a brush went over.
    Painted(Painted),
}

/// The way of a brush over the skin. What it painted lies as it appeared, until it is laid anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Painted {
    /// Where its middle was put down, 1 to 1,000 spots in the order of painting.
    pub along: Vec<Site>,
    /// How far from there it reached along the skin, on the patient.
    pub radius: Length,
}

impl Painted {
    /// The narrowest and the widest brush, in mm on the patient.
    pub const RADIUS_MM: [f64; 2] = [1.0, 100.0];
}

impl Ground {
    /// The same on the other side of the body.
    #[must_use]
    pub fn mirrored(&self, body: &Body) -> Self {
        let mirrored = |sites: &[Site]| sites.iter().map(|site| site.mirrored(body)).collect();
        match self {
            Self::Regions(patches) => Self::Regions(patches.iter().map(|patch| patch.mirrored()).collect()),
            Self::Outline(corners) => Self::Outline(mirrored(corners)),
            Self::Row(spots) => Self::Row(mirrored(spots)),
            Self::Painted(Painted { along, radius }) => {
                Self::Painted(Painted { along: mirrored(along), radius: *radius })
            }
        }
    }

    /// Whether there is nothing to cover or to follow.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Regions(patches) => patches.is_empty(),
            Self::Outline(corners) => corners.len() < 3,
            Self::Row(along) | Self::Painted(Painted { along, .. }) => along.is_empty(),
        }
    }

    /// A region that it touches, whose lengths tell how large the patient is there.
    pub fn region(&self) -> Option<RegionId> {
        match self {
            Self::Regions(patches) => patches.first().map(|patch| patch.region),
            Self::Outline(sites) | Self::Row(sites) | Self::Painted(Painted { along: sites, .. }) => {
                sites.first().map(|site| site.locus().region)
            }
        }
    }

    /// As a field is laid over it on a body whose lengths are multiplied by `scale` to be the patient's.
    pub(super) fn on_skin(&self, scale: Scale) -> pattern::Ground {
        let anchors = |sites: &[Site]| sites.iter().map(Site::anchor).collect();
        match self {
            Self::Regions(patches) => pattern::Ground::Patches(patches.clone()),
            Self::Outline(corners) => pattern::Ground::Outline(anchors(corners)),
            Self::Row(spots) => pattern::Ground::Row(anchors(spots)),
            Self::Painted(Painted { along, radius }) => {
                let factor = self.region().map_or(1.0, |region| scale.in_region(region));
                #[expect(clippy::cast_possible_truncation, reason = "a length on the body")]
                let radius_mm = radius.mm() as f32 / factor;
                pattern::Ground::Painted { along: anchors(along), radius_mm }
            }
        }
    }
}

/// The session that marks were carried over from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its identifier.
    pub session: String,
    /// When it took place.
    pub started: Moment,
}

impl Origin {
    /// The same on the other side of the body.
    #[must_use]
    pub fn mirrored(&self, body: &Body) -> Self {
        match self {
            Self::Field(laying) => {
                let (ground, placing) = (laying.ground.mirrored(body), laying.placing.mirrored(body));
                Self::Field(Laying { ground, placing, ..laying.clone() })
            }
            told @ (Self::Carried(_) | Self::Protocol(_) | Self::Together) => told.clone(),
        }
    }

    /// What the field was laid by, if it is one.
    pub fn laying(&self) -> Option<&Laying> {
        match self {
            Self::Field(laying) => Some(laying),
            Self::Carried(_) | Self::Protocol(_) | Self::Together => None,
        }
    }

    /// The protocol that told them, if one did.
    pub fn protocol(&self) -> Option<&Reference> {
        match self {
            Self::Field(laying) => laying.protocol.as_ref(),
            Self::Protocol(reference) => Some(reference),
            Self::Carried(_) | Self::Together => None,
        }
    }
}
