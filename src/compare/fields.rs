//! Fields of two sessions: which answers which, by the pairs of their marks and the skin that they cover, and what changed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::atlas::Body;
use crate::atlas::regions::{Locus, Patch, RegionId, Side, per_cm2};
use crate::atlas::size::Scale;
use crate::chart::{Depth, Ground, Group, GroupId, Laying, Length, MarkId, Painted, Session, Site, Tally, TechniqueId};
use crate::geom::Vec3;

use super::candidates::Grid;
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
    /// How many of them the other session has too, in whatever field or in none; none of those that are told as a field.
    pub paired: usize,
    /// How many cm² of the patient's skin it covers, by region and side; nothing of a row, or where it can't be known.
    pub cover_cm2: BTreeMap<Locus, f32>,
}

/// Why the points of a field can't be told one by one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Untold {
    /// They lie no farther apart than twice the noise floor.
    TooDense,
    /// The field lies so far elsewhere, in the patient's mm, that a point is as near to its neighbour's place as to its own.
    Shifted(f32),
    /// They lie to each other in another way: turned, spaced or scattered anew.
    LaidAnew,
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
    /// Why its points can't be told one by one, where they can't: it is compared by area, count, dose and density.
    pub untold: Option<Untold>,
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

    /// The earlier and the later session's points that are told as fields, not one by one.
    pub(super) fn untold(&self) -> [BTreeSet<MarkId>; 2] {
        let untold = || self.pairs.iter().filter(|pair| pair.untold.is_some());
        let before = untold().flat_map(|pair| &pair.before.marks).copied().collect();
        [before, untold().flat_map(|pair| &pair.after.marks).copied().collect()]
    }

    /// Counts which of the fields' marks are among the pairs.
    pub(super) fn count_paired(&mut self, pairs: &[Pair]) {
        let before: BTreeSet<MarkId> = pairs.iter().map(|pair| pair.before).collect();
        let after: BTreeSet<MarkId> = pairs.iter().map(|pair| pair.after).collect();
        let count = |field: &mut FieldSums, paired: &BTreeSet<MarkId>| {
            field.paired = field.marks.iter().filter(|id| paired.contains(id)).count();
        };
        for pair in &mut self.pairs {
            count(&mut pair.before, &before);
            count(&mut pair.after, &after);
        }
        self.dropped.iter_mut().for_each(|field| count(field, &before));
        self.added.iter_mut().for_each(|field| count(field, &after));
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
        Self { before, after, changes, untold: None }
    }

    /// By how many cm² of the patient's skin the field grew, by region and side; negative where it shrank. What the measuring
    /// can't tell is left out: under a fiftieth of the field, and under 0.1 cm².
    pub fn grown_cm2(&self) -> BTreeMap<Locus, f32> {
        const LEAST_CM2: f32 = 0.1;
        const LEAST_SHARE: f32 = 0.02;
        let (before, after) = (&self.before.cover_cm2, &self.after.cover_cm2);
        let whole_cm2 = before.values().sum::<f32>().max(after.values().sum());
        let of = |cover: &BTreeMap<Locus, f32>, locus| cover.get(locus).copied().unwrap_or_default();
        let loci: BTreeSet<&Locus> = before.keys().chain(after.keys()).collect();
        let grown = loci.into_iter().map(|locus| (*locus, of(after, locus) - of(before, locus)));
        grown.filter(|(_, cm2)| cm2.abs() >= LEAST_CM2.max(LEAST_SHARE * whole_cm2)).collect()
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
            cover_cm2: BTreeMap::new(),
        }
    }

    /// How many cm² of the patient's skin it covers; `None` of a row, or where it can't be known.
    pub fn area_cm2(&self) -> Option<f32> {
        (!self.cover_cm2.is_empty()).then(|| self.cover_cm2.values().sum())
    }

    /// Its points per cm² of the patient's skin.
    pub fn points_per_cm2(&self) -> Option<f32> {
        per_cm2(self.tally.points, self.area_cm2()?)
    }

    /// Its mL per cm² of the patient's skin; `None` where a point has no volume.
    pub fn ml_per_cm2(&self) -> Option<f64> {
        let area_cm2 = self.area_cm2().filter(|_| !self.tally.is_at_least())?;
        (area_cm2 > 0.0).then(|| self.tally.volume.ml() / f64::from(area_cm2))
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
fn sums(session: &Session, keys: &Keys) -> BTreeMap<GroupId, FieldSums> {
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

/// The fields of two sessions whose marks are paired so, as they lie.
pub(super) fn fields([before, after]: [&Session; 2], keys: [&Keys; 2], scale: Scale, pairs: &[Pair]) -> Fields {
    let (mut earlier, mut later) = (sums(before, keys[0]), sums(after, keys[1]));
    if earlier.is_empty() && later.is_empty() {
        return Fields::default();
    }
    measure(Body::get(before.body), scale, [&mut earlier, &mut later]);
    let mut shared: BTreeMap<[GroupId; 2], usize> = BTreeMap::new();
    for pair in pairs {
        let group = |session: &Session, id| session.mark(id).and_then(|mark| mark.group);
        if let (Some(one), Some(other)) = (group(before, pair.before), group(after, pair.after)) {
            *shared.entry([one, other]).or_default() += 1;
        }
    }
    let mut found = by_shared_marks(&shared, &mut earlier, &mut later);
    found.extend(by_skin(&mut earlier, &mut later));
    found.extend(by_overlap([before, after], scale, &mut earlier, &mut later));
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

/// Takes out those of the rest that lie over each other by half or more, though they are told by other outlines and no mark
/// of one is one of the other: the fullest overlap first.
fn by_overlap(
    sessions: [&Session; 2],
    scale: Scale,
    earlier: &mut BTreeMap<GroupId, FieldSums>,
    later: &mut BTreeMap<GroupId, FieldSums>,
) -> Vec<FieldPair> {
    /// More pairs of fields than this aren't looked at.
    const MOST: usize = 2_500;
    if earlier.len() * later.len() > MOST {
        return Vec::new();
    }
    let mut ranked = Vec::new();
    for (&one, before) in &*earlier {
        for (&other, after) in &*later {
            let share = overlap(sessions, scale, [before, after]);
            if share >= 500 {
                let same_techniques = before.techniques == after.techniques;
                ranked.push((Reverse((share, same_techniques)), one.min(other), one.max(other), [one, other]));
            }
        }
    }
    ranked.sort_unstable();
    let mut found = Vec::new();
    for (_, _, _, [one, other]) in ranked {
        if earlier.contains_key(&one)
            && let Some(after) = later.remove(&other)
            && let Some(before) = earlier.remove(&one)
        {
            found.push(FieldPair::new(before, after));
        }
    }
    found
}

/// How many in a thousand of a field's marks lie no farther than the wider spacing from a mark of the other; of the one of
/// which more do.
fn overlap(sessions: [&Session; 2], scale: Scale, fields: [&FieldSums; 2]) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "at most 100 mm")]
    let spacing_mm = fields.map(|field| field.laying.spacing.mm() as f32).into_iter().fold(0.1, f32::max);
    let factor = fields[0].laying.ground.region().map_or(1.0, |region| scale.in_region(region));
    let places = |index: usize| -> Vec<Vec3> {
        let marks = fields[index].marks.iter().filter_map(|id| sessions[index].mark(*id));
        marks.map(|mark| mark.site().position_mm()).collect()
    };
    let places = [places(0), places(1)];
    let share = |from: &[Vec3], to: &[Vec3]| {
        let grid = Grid::new(to, spacing_mm / factor);
        let is_there = |at: &&Vec3| {
            let mut is_there = false;
            grid.around(**at, to, |_, _| is_there = true);
            is_there
        };
        1000 * from.iter().filter(is_there).count() / from.len().max(1)
    };
    share(&places[0], &places[1]).max(share(&places[1], &places[0]))
}

/// Measures the skin that each field covers, once for all that are laid alike.
fn measure(body: &Body, scale: Scale, sessions: [&mut BTreeMap<GroupId, FieldSums>; 2]) {
    let mut known: Vec<(Laying, BTreeMap<Locus, f32>)> = Vec::new();
    for field in sessions.into_iter().flat_map(BTreeMap::values_mut) {
        let same = known.iter().find(|(laying, _)| *laying == field.laying);
        field.cover_cm2 = match same {
            Some((_, cover)) => cover.clone(),
            None => field.laying.cover_cm2(body, scale).unwrap_or_default(),
        };
        if same.is_none() {
            known.push((field.laying.clone(), field.cover_cm2.clone()));
        }
    }
}
