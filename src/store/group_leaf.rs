//! The smallest parts of what a file says of groups, each refused where it stands.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::model::{GroupRow, Spot};
use super::{Flaw, GroupFlaw, leaf};
use crate::atlas::regions::{Patch, RegionTree, Side, Sides};
use crate::atlas::{Body, BodyKind};
use crate::chart::{Angle, GroupId, Length, Painted, Reference, Site};
use crate::pattern::{Pattern, Plan};

/// The most groups that a session may have.
pub(super) const MOST_GROUPS: usize = 10_000;

pub(super) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<GroupId, D::Error> {
    leaf::some_number(from)?.map(GroupId).ok_or_else(|| Flaw::IntegerOutOfBounds.into_error())
}

/// A protocol in one of its states, as `("preempt", 1)`.
pub(super) fn reference<'de, D: Deserializer<'de>>(from: D) -> Result<Reference, D::Error> {
    let (id, revision) = <(String, u32)>::deserialize(from)?;
    if id.trim().is_empty() {
        return Err(Flaw::EmptyId.into_error());
    }
    if revision == 0 { Err(Flaw::IntegerOutOfBounds.into_error()) } else { Ok(Reference { id, revision }) }
}

pub(super) fn some_reference<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Reference>, D::Error> {
    reference(from).map(Some)
}

/// A length on the patient within limits in mm.
fn length_within<'de, D: Deserializer<'de>>(
    measure: &str,
    [least_mm, most_mm]: [f64; 2],
    from: D,
) -> Result<Length, D::Error> {
    let length: Length = leaf::length(f64::deserialize(from)?)?;
    let mm = length.mm();
    if (least_mm..=most_mm).contains(&mm) {
        return Ok(length);
    }
    Err(Flaw::LengthOutOfLimits { measure: measure.to_owned(), mm, least_mm, most_mm }.into_error())
}

pub(super) fn spacing<'de, D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
    length_within("spacing_mm", Plan::SPACING_MM.map(f64::from), from)
}

/// How far a brush reaches from its middle, on the patient.
pub(super) fn radius<'de, D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
    length_within("radius_mm", Painted::RADIUS_MM, from)
}

/// `Hexagonal`, `Square` or `EvenRandom(1)`, as sessions up to version 5 and protocols of version 1 know them.
pub(super) fn pattern<'de, D: Deserializer<'de>>(from: D) -> Result<Pattern, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Pattern")]
    enum Written {
        Hexagonal,
        Square,
        EvenRandom(u32),
    }
    Ok(match Written::deserialize(from)? {
        Written::Hexagonal => Pattern::Hexagonal,
        Written::Square => Pattern::Square,
        Written::EvenRandom(seed) => Pattern::EvenRandom { seed },
    })
}

/// As [`pattern`], and `Rows`, `Herringbone` or `Concentric`.
pub(super) fn pattern6<'de, D: Deserializer<'de>>(from: D) -> Result<Pattern, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Pattern")]
    enum Written {
        Hexagonal,
        Square,
        Rows,
        Herringbone,
        Concentric,
        EvenRandom(u32),
    }
    Ok(match Written::deserialize(from)? {
        Written::Hexagonal => Pattern::Hexagonal,
        Written::Square => Pattern::Square,
        Written::Rows => Pattern::Rows,
        Written::Herringbone => Pattern::Herringbone,
        Written::Concentric => Pattern::Concentric,
        Written::EvenRandom(seed) => Pattern::EvenRandom { seed },
    })
}

pub(super) fn margin<'de, D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
    length_within("margin_mm", Plan::MARGIN_MM.map(f64::from), from)
}

/// A spot of the skin of either body, or near it; farther off it would mean another place than the one that was chosen.
pub(super) fn some_anchor<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Spot>, D::Error> {
    let spot = leaf::position(from)?;
    if BodyKind::ALL.into_iter().any(|kind| is_near(kind, spot)) {
        Ok(Some(spot))
    } else {
        Err(Flaw::Group(GroupFlaw::OffTheBody).into_error())
    }
}

/// Whether a spot lies on the skin of a body or near it.
pub(super) fn is_near(kind: BodyKind, spot: Spot) -> bool {
    const NEAR_MM: f32 = 30.0;
    Site::recorded(Body::get(kind), spot).off_surface_mm() <= NEAR_MM
}

pub(super) fn some_direction<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Angle>, D::Error> {
    let degrees = f64::deserialize(from)?;
    let angle = Angle::from_degrees(degrees);
    let angle = angle.ok_or_else(|| Flaw::Group(GroupFlaw::NotADirection(degrees.to_string())).into_error())?;
    Ok(Some(angle))
}

/// Patches as `[("malar", "left"), ("glabella", "midline")]`.
pub(super) fn patches<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<Patch>, D::Error> {
    let written = Vec::<(String, String)>::deserialize(from)?;
    written.into_iter().map(|(region, side)| patch(&region, &side).map_err(Flaw::into_error)).collect()
}

fn patch(name: &str, side_name: &str) -> Result<Patch, Flaw> {
    let tree = RegionTree::get();
    let region = tree.find(name).filter(|&region| tree.is_leaf(region));
    let region = region.ok_or_else(|| Flaw::Group(GroupFlaw::NotARegion(name.to_owned())))?;
    let side = [Side::Left, Side::Right, Side::Midline].into_iter().find(|&side| side_id(side) == side_name);
    let is_paired = tree.region(region).sides == Sides::Paired;
    let side = side.filter(|&side| is_paired == (side != Side::Midline));
    let (text, region_name) = (side_name.to_owned(), name.to_owned());
    let side = side.ok_or(Flaw::Group(GroupFlaw::NotASide { text, region: region_name }))?;
    Ok(Patch { region, side })
}

/// As files write it.
pub(super) fn side_id(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Midline => "midline",
    }
}

/// Groups by identity; refuses one that comes twice, at the group that repeats it.
pub(super) fn groups<'de, D, G>(from: D) -> Result<Vec<GroupRow>, D::Error>
where
    D: Deserializer<'de>,
    G: Deserialize<'de> + Into<GroupRow>,
{
    from.deserialize_seq(GroupsVisitor::<G>(PhantomData))
}

struct GroupsVisitor<G>(PhantomData<G>);

impl<'de, G: Deserialize<'de> + Into<GroupRow>> Visitor<'de> for GroupsVisitor<G> {
    type Value = Vec<GroupRow>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of groups")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let (mut groups, mut ids) = (Self::Value::new(), BTreeSet::new());
        while let Some(group) = list.next_element::<G>()? {
            let group: GroupRow = group.into();
            if groups.len() == MOST_GROUPS {
                return Err(Flaw::Group(GroupFlaw::TooMany { most: MOST_GROUPS }).into_error());
            }
            if !ids.insert(group.id) {
                return Err(Flaw::Group(GroupFlaw::Twice(group.id.0)).into_error());
            }
            groups.push(group);
        }
        groups.sort_by_key(|group| group.id);
        Ok(groups)
    }
}
