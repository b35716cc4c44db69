//! Fields of two sessions: which answers which, by the pairs of their marks and the skin that they cover, and what changed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::atlas::regions::{Patch, RegionId, Side};
use crate::chart::{Depth, Ground, Group, GroupId, Laying, Length, MarkId, Painted, Session, Site, Tally, TechniqueId};

use super::cocktails::Keys;
use super::{BeforeAfter, CocktailKey, Pair};

/// The fields of two sessions; a group without marks is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Fields of the earlier session with those of the later one that answer them, by number in the earlier session.
    pub pairs: Vec<FieldPair>,
    /// Fields that only the later session has.
    pub added: Vec<FieldSums>,
    /// Fields that only the earlier session has.
    pub dropped: Vec<FieldSums>,
}

/// A field of one session, as its marks are now.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSums {
    /// Who it is in its session.
    pub group: GroupId,
    /// What it was laid by.
    pub laying: Laying,
    /// Its marks, by number.
    pub marks: BTreeSet<MarkId>,
    /// How many they are, and what they hold.
    pub tally: Tally,
    /// Their techniques.
    pub techniques: BTreeSet<TechniqueId>,
    /// Their depths.
    pub depths: BTreeSet<Depth>,
    /// Their cocktails.
    pub cocktails: BTreeSet<CocktailKey>,
    /// How many of them lie in which region.
    pub regions: BTreeMap<RegionId, usize>,
    /// The sides of the body that they lie on.
    pub sides: BTreeSet<Side>,
    /// How many of them the other session has too, in whatever field or in none.
    pub paired: usize,
}

/// A field of both sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldPair {
    /// As the earlier session has it.
    pub before: FieldSums,
    /// As the later session has it.
    pub after: FieldSums,
    /// What is another; empty where it was done again as it was.
    pub changes: BTreeSet<FieldChange>,
}

/// What may be another of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldChange {
    /// The skin that it covers, its margin, its anchor or its direction.
    Place,
    /// How its places lie to each other.
    Pattern,
    /// From one place to the next.
    Spacing,
    /// How many marks it has.
    Count,
    /// What they hold together.
    Volume,
    /// Techniques.
    Technique,
    /// Depths.
    Depth,
    /// Cocktails, by [`CocktailKey`].
    Cocktail,
}

impl Fields {
    /// Whether neither session has a field.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.added.is_empty() && self.dropped.is_empty()
    }
}

impl FieldPair {
    fn new(before: FieldSums, after: FieldSums) -> Self {
        use FieldChange::{Cocktail, Count, Depth, Pattern, Place, Spacing, Technique, Volume};
        let (one, other) = (&before.laying, &after.laying);
        let volume = |sums: &FieldSums| (sums.tally.volume, sums.tally.without_volume);
        let compared = [
            (Place, skin(one) != skin(other) || one.placing != other.placing),
            (Pattern, before.pattern_kind() != after.pattern_kind()),
            (Spacing, one.spacing != other.spacing),
            (Count, before.tally.points != after.tally.points),
            (Volume, volume(&before) != volume(&after)),
            (Technique, before.techniques != after.techniques),
            (Depth, before.depths != after.depths),
            (Cocktail, before.cocktails != after.cocktails),
        ];
        let changes = compared.into_iter().filter_map(|(change, is_another)| is_another.then_some(change)).collect();
        Self { before, after, changes }
    }

    /// Points and volumes of both sessions.
    pub fn tallies(&self) -> BeforeAfter {
        BeforeAfter { before: self.before.tally, after: self.after.tally }
    }
}

impl FieldSums {
    fn empty(group: &Group, laying: &Laying) -> Self {
        Self {
            group: group.id,
            laying: laying.clone(),
            marks: BTreeSet::new(),
            tally: Tally::default(),
            techniques: BTreeSet::new(),
            depths: BTreeSet::new(),
            cocktails: BTreeSet::new(),
            regions: BTreeMap::new(),
            sides: BTreeSet::new(),
            paired: 0,
        }
    }

    /// Which pattern, whatever its seed; a row has none.
    fn pattern_kind(&self) -> Option<impl PartialEq + use<>> {
        let is_row = matches!(self.laying.ground, Ground::Row(_));
        (!is_row).then(|| std::mem::discriminant(&self.laying.pattern))
    }
}

/// The skin that a field covers or the way that it follows: patches, or what is told by spots, and whether it lies on the other
/// side too; both sides at once are both sides one by one.
type Skin = (BTreeSet<Patch>, Option<(Told, Vec<[i32; 3]>, bool)>);

/// What spots tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Outline,
    Row,
    Painted(Length),
}

fn skin(laying: &Laying) -> Skin {
    let told = |what: Told, sites: &[Site]| {
        (BTreeSet::new(), Some((what, sites.iter().map(Site::hundredths).collect(), laying.mirrored)))
    };
    match &laying.ground {
        Ground::Regions(patches) => {
            let images = patches.iter().filter(|_| laying.mirrored).map(|patch| patch.mirrored());
            (images.chain(patches.iter().copied()).collect(), None)
        }
        Ground::Outline(corners) => told(Told::Outline, corners),
        Ground::Row(sites) => told(Told::Row, sites),
        Ground::Painted(Painted { along, radius }) => told(Told::Painted(*radius), along),
    }
}

/// The fields of a session by group, with what their marks come to.
fn sums(session: &Session, keys: &Keys, paired: &BTreeSet<MarkId>) -> BTreeMap<GroupId, FieldSums> {
    let fields = session.groups.iter().filter_map(|group| Some((group.id, group.origin.laying()?, group)));
    let mut fields: BTreeMap<GroupId, FieldSums> =
        fields.map(|(id, laying, group)| (id, FieldSums::empty(group, laying))).collect();
    for mark in &session.marks {
        let Some(field) = mark.group.and_then(|id| fields.get_mut(&id)) else { continue };
        let locus = mark.site().locus();
        field.marks.insert(mark.id);
        field.tally.add(mark);
        field.depths.insert(mark.deposit.depth);
        field.sides.insert(locus.side);
        *field.regions.entry(locus.region).or_default() += 1;
        field.paired += usize::from(paired.contains(&mark.id));
        if !field.techniques.contains(&mark.deposit.technique) {
            field.techniques.insert(mark.deposit.technique.clone());
        }
        if !field.cocktails.contains(keys.of_mark(mark)) {
            field.cocktails.insert(keys.of_mark(mark).clone());
        }
    }
    fields.retain(|_, field| field.tally.points > 0);
    fields
}

/// The fields of two sessions whose marks are paired so.
pub(super) fn fields([before, after]: [&Session; 2], keys: [&Keys; 2], pairs: &[Pair]) -> Fields {
    let mut earlier = sums(before, keys[0], &pairs.iter().map(|pair| pair.before).collect());
    let mut later = sums(after, keys[1], &pairs.iter().map(|pair| pair.after).collect());
    if earlier.is_empty() && later.is_empty() {
        return Fields::default();
    }
    let mut shared: BTreeMap<[GroupId; 2], usize> = BTreeMap::new();
    for pair in pairs {
        let group = |session: &Session, id| session.mark(id).and_then(|mark| mark.group);
        if let (Some(one), Some(other)) = (group(before, pair.before), group(after, pair.after)) {
            *shared.entry([one, other]).or_default() += 1;
        }
    }
    let mut found = by_shared_marks(&shared, &mut earlier, &mut later);
    found.extend(by_skin(&mut earlier, &mut later));
    found.sort_by_key(|pair| pair.before.group);
    Fields { pairs: found, added: later.into_values().collect(), dropped: earlier.into_values().collect() }
}

/// Takes out the fields that answer each other by their marks. First those that cover the same skin, in the same techniques,
/// then by how many marks they share; the others only if those are half of the smaller field, so that two neighbours aren't
/// one for a mark at their border. Equals are ordered alike whichever session comes first.
fn by_shared_marks(
    shared: &BTreeMap<[GroupId; 2], usize>,
    earlier: &mut BTreeMap<GroupId, FieldSums>,
    later: &mut BTreeMap<GroupId, FieldSums>,
) -> Vec<FieldPair> {
    let rank = |(&ids, &marks): (&[GroupId; 2], &usize)| {
        let (one, other) = (earlier.get(&ids[0])?, later.get(&ids[1])?);
        let same_skin = skin(&one.laying) == skin(&other.laying);
        let counts = same_skin || 2 * marks >= one.tally.points.min(other.tally.points);
        let same_techniques = one.techniques == other.techniques;
        let order =
            (Reverse((same_skin, same_techniques, marks)), ids.iter().min().copied(), ids.iter().max().copied());
        counts.then_some((order, ids))
    };
    let mut ranked: Vec<_> = shared.iter().filter_map(rank).collect();
    ranked.sort_unstable();
    let mut found = Vec::new();
    for (_, [one, other]) in ranked {
        if earlier.contains_key(&one)
            && let Some(after) = later.remove(&other)
            && let Some(before) = earlier.remove(&one)
        {
            found.push(FieldPair::new(before, after));
        }
    }
    found
}

/// Takes out those of the rest that cover the same skin though no mark of one is one of the other, in their order.
fn by_skin(earlier: &mut BTreeMap<GroupId, FieldSums>, later: &mut BTreeMap<GroupId, FieldSums>) -> Vec<FieldPair> {
    let mut by_skin: BTreeMap<Skin, VecDeque<GroupId>> = BTreeMap::new();
    for (id, field) in &*later {
        by_skin.entry(skin(&field.laying)).or_default().push_back(*id);
    }
    let mut found = Vec::new();
    for (id, before) in std::mem::take(earlier) {
        let same = by_skin.get_mut(&skin(&before.laying)).and_then(VecDeque::pop_front);
        match same.and_then(|other| later.remove(&other)) {
            Some(after) => found.push(FieldPair::new(before, after)),
            None => drop(earlier.insert(id, before)),
        }
    }
    found
}
