//! What each file holds, whatever its version, and the way from there to the record and back.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::regions::Patch;
use crate::atlas::{Body, BodyKind, each};
use crate::chart::{
    Angle, Cocktail, Deposit, Details, Device, Ground, Group, GroupId, Laying, Length, Mark, MarkId, Origin, Outcome,
    Outline, Painted, Path, Placing, Reference, Remark, Session, Shape, Site, Source, SpotCount, VoidMark, straight_mm,
};
use crate::pattern::Pattern;

/// A spot, LPS, in hundredths of a millimetre.
pub(super) type Spot = [i32; 3];

/// A shape as a file keeps it; the counts of spots were checked when it was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spots {
    Point(Spot),
    Line(Vec<Spot>),
    Area(Vec<Spot>),
}

impl Spots {
    /// How many spots it has.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Point(_) => 1,
            Self::Line(spots) | Self::Area(spots) => spots.len(),
        }
    }

    /// As [`Shape::straight_mm`].
    pub(super) fn straight_mm(&self) -> f64 {
        match self {
            Self::Point(_) => 0.0,
            Self::Line(spots) => straight_mm(spots.iter().copied()),
            Self::Area(spots) => straight_mm(spots.iter().chain(spots.first()).copied()),
        }
    }
}

/// A mark as a file keeps it: without what follows from the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MarkRow {
    pub(super) id: MarkId,
    pub(super) number: u32,
    pub(super) spots: Spots,
    pub(super) deposit: Deposit,
    pub(super) group: Option<GroupId>,
    pub(super) device: Option<Arc<Device>>,
    pub(super) remark: Option<Arc<Remark>>,
}

/// A void mark as a file keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct VoidRow {
    pub(super) why: String,
    pub(super) mark: MarkRow,
}

/// A session as a file keeps it; marks, groups and cocktails are in order and unique.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionFile {
    pub(super) id: String,
    pub(super) details: Details,
    pub(super) body: BodyKind,
    pub(super) cocktails: Vec<Cocktail>,
    pub(super) groups: Vec<GroupRow>,
    pub(super) marks: Vec<MarkRow>,
    /// What is void, in order and unique, also among the marks.
    pub(super) voided: Vec<VoidRow>,
    /// The highest number that a mark ever had.
    pub(super) last_number: u32,
    /// What was assessed, in order and unique.
    pub(super) outcomes: Vec<Outcome>,
    /// The highest identity that an outcome ever had.
    pub(super) last_outcome: u32,
}

/// A group as a file keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupRow {
    pub(super) id: GroupId,
    pub(super) origin: OriginRow,
    pub(super) remark: Option<Arc<Remark>>,
}

/// How a group came to be there, as a file keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum OriginRow {
    Field {
        over: GroundRow,
        mirrored: bool,
        pattern: Pattern,
        spacing: Length,
        placing: PlacingRow,
        protocol: Option<Reference>,
    },
    Carried(Source),
    Protocol(Reference),
    Together,
}

/// Where else a field's places lie, as a file keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PlacingRow {
    pub(super) margin: Length,
    pub(super) anchor: Option<Spot>,
    pub(super) toward: Option<Angle>,
}

/// What a field covers or follows, as a file keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum GroundRow {
    Regions(BTreeSet<Patch>),
    Outline(Vec<Spot>),
    Row(Vec<Spot>),
    /// Along which spots, and how far from them.
    Painted(Vec<Spot>, Length),
}

impl GroupRow {
    fn of(group: &Group) -> Self {
        let spots = |sites: &[Site]| sites.iter().map(Site::hundredths).collect();
        let origin = match &group.origin {
            Origin::Field(Laying { ground, mirrored, pattern, spacing, placing, protocol }) => {
                let over = match ground {
                    Ground::Regions(patches) => GroundRow::Regions(patches.clone()),
                    Ground::Outline(corners) => GroundRow::Outline(spots(corners)),
                    Ground::Row(along) => GroundRow::Row(spots(along)),
                    Ground::Painted(Painted { along, radius }) => GroundRow::Painted(spots(along), *radius),
                };
                let (mirrored, pattern, spacing) = (*mirrored, *pattern, *spacing);
                let Placing { margin, anchor, toward } = *placing;
                let placing = PlacingRow { margin, anchor: anchor.map(|site| site.hundredths()), toward };
                OriginRow::Field { over, mirrored, pattern, spacing, placing, protocol: protocol.clone() }
            }
            Origin::Carried(source) => OriginRow::Carried(source.clone()),
            Origin::Protocol(reference) => OriginRow::Protocol(reference.clone()),
            Origin::Together => OriginRow::Together,
        };
        Self { id: group.id, origin, remark: group.remark.clone() }
    }

    pub(super) fn on(self, body: &Body) -> Group {
        let sites = |spots: Vec<Spot>| spots.into_iter().map(|spot| Site::recorded(body, spot)).collect();
        let origin = match self.origin {
            OriginRow::Carried(source) => Origin::Carried(source),
            OriginRow::Protocol(reference) => Origin::Protocol(reference),
            OriginRow::Together => Origin::Together,
            OriginRow::Field { over, mirrored, pattern, spacing, placing, protocol } => {
                let ground = match over {
                    GroundRow::Regions(patches) => Ground::Regions(patches),
                    GroundRow::Outline(corners) => Ground::Outline(sites(corners)),
                    GroundRow::Row(spots) => Ground::Row(sites(spots)),
                    GroundRow::Painted(along, radius) => Ground::Painted(Painted { along: sites(along), radius }),
                };
                let PlacingRow { margin, anchor, toward } = placing;
                let placing = Placing { margin, anchor: anchor.map(|spot| Site::recorded(body, spot)), toward };
                Origin::Field(Laying { ground, mirrored, pattern, spacing, placing, protocol })
            }
        };
        Group { id: self.id, origin, remark: self.remark }
    }
}

/// The head of a library.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LibraryFile {
    pub(super) name: String,
}

impl SessionFile {
    /// What a file of `session` holds.
    pub(super) fn of(session: &Session) -> Self {
        Self {
            id: session.id.clone(),
            details: Details::clone(&session.details),
            body: session.body,
            cocktails: session.cocktails.iter().map(|listed| Cocktail::clone(listed)).collect(),
            groups: session.groups.iter().map(|group| GroupRow::of(group)).collect(),
            marks: session.marks.iter().map(|mark| MarkRow::of(mark)).collect(),
            voided: session.voided.iter().map(|voided| VoidRow::of(voided)).collect(),
            last_number: session.last_number(),
            outcomes: session.outcomes.iter().map(|outcome| Outcome::clone(outcome)).collect(),
            last_outcome: session.last_outcome(),
        }
    }

    /// The session, every mark anchored to its body: the nearest skin point takes most of the time to load.
    pub(super) fn into_session(self) -> Session {
        let body = Body::get(self.body);
        let marks = each(&self.marks, |row| row.on(body).map(Arc::new));
        let voided = each(&self.voided, |row| row.on(body).map(Arc::new));
        Session {
            id: self.id,
            details: Arc::new(self.details),
            body: self.body,
            cocktails: self.cocktails.into_iter().map(Arc::new).collect(),
            // A shape without spots never gets here: it was refused where it stands.
            marks: marks.into_iter().filter_map(Result::ok).collect(),
            voided: voided.into_iter().filter_map(Result::ok).collect(),
            groups: self.groups.into_iter().map(|row| Arc::new(row.on(body))).collect(),
            highest_number: self.last_number,
            outcomes: self.outcomes.into_iter().map(Arc::new).collect(),
            highest_outcome: self.last_outcome,
        }
    }
}

impl VoidRow {
    fn of(voided: &VoidMark) -> Self {
        Self { why: voided.why.as_ref().to_owned(), mark: MarkRow::of(&voided.mark) }
    }

    fn on(&self, body: &Body) -> Result<VoidMark, SpotCount> {
        let mark = Arc::new(self.mark.on(body)?);
        Ok(VoidMark { mark, why: self.why.as_str().into() })
    }
}

impl MarkRow {
    fn of(mark: &Mark) -> Self {
        let spots = || mark.shape.spots().iter().map(Site::hundredths).collect();
        let spots = match &mark.shape {
            Shape::Point(site) => Spots::Point(site.hundredths()),
            Shape::Line(_) => Spots::Line(spots()),
            Shape::Area(_) => Spots::Area(spots()),
        };
        let (device, remark) = (mark.device.clone(), mark.remark.clone());
        Self {
            id: mark.id,
            number: mark.number,
            spots,
            deposit: mark.deposit.clone(),
            group: mark.group,
            device,
            remark,
        }
    }

    pub(super) fn on(&self, body: &Body) -> Result<Mark, SpotCount> {
        let sites = |spots: &[Spot]| spots.iter().map(|&spot| Site::recorded(body, spot)).collect();
        let shape = match &self.spots {
            Spots::Point(at) => Shape::Point(Site::recorded(body, *at)),
            Spots::Line(path) => Shape::Line(Path::new(sites(path))?),
            Spots::Area(outline) => Shape::Area(Outline::new(body, sites(outline))?),
        };
        let (device, remark) = (self.device.clone(), self.remark.clone());
        Ok(Mark {
            id: self.id,
            number: self.number,
            shape,
            deposit: self.deposit.clone(),
            group: self.group,
            device,
            remark,
        })
    }
}
