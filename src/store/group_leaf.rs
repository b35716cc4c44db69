//! The smallest parts of what a file says of groups, each refused where it stands.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::model::GroupRow;
use super::{Flaw, GroupFlaw, leaf};
use crate::atlas::regions::{Patch, RegionTree, Side, Sides};
use crate::chart::{GroupId, Length, Reference};
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

pub(super) fn spacing<'de, D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
    let spacing: Length = leaf::length(f64::deserialize(from)?)?;
    let (mm, [least_mm, most_mm]) = (spacing.mm(), Plan::SPACING_MM.map(f64::from));
    if (least_mm..=most_mm).contains(&mm) {
        return Ok(spacing);
    }
    Err(Flaw::LengthOutOfLimits { measure: "spacing_mm".to_owned(), mm, least_mm, most_mm }.into_error())
}

/// `Hexagonal`, `Square` or `EvenRandom(1)`.
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
