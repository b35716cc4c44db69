//! The left of a session against its right: the right half mirrored onto the left, and then compared as two sessions are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::Body;
use crate::atlas::landmarks::{Offset, way_on_left};
use crate::atlas::regions::{RegionId, Side};
use crate::chart::{Mark, MarkId, Session, Tally};

use super::shift::mean_way;
use super::{CompareError, Looking, Options, Pair, compare_looking};

/// How the sides of a session stand to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftRight {
    /// Left, right, and within 1 mm of the midline.
    pub all: BySide,
    /// The same of each region that has marks beside the midline.
    pub regions: BTreeMap<RegionId, BySide>,
    /// How far from each other a mark and its counterpart may lie, in the patient's mm.
    pub tolerance_mm: f32,
    /// Marks of the left (`before`) with their counterparts at the right (`after`); the distance is from where the mirror
    /// image would be, along the skin, in the patient's mm.
    pub pairs: Vec<Pair>,
    /// For each pair the way from a mark of the left to the mirror image of its counterpart, in the patient's mm.
    pub ways: Vec<[Offset; 2]>,
    /// Marks of either side without a counterpart.
    pub single: BTreeSet<MarkId>,
}

/// Sums by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySide {
    /// The patient's left.
    pub left: Tally,
    /// The patient's right.
    pub right: Tally,
    /// Within 1 mm of the midline.
    pub midline: Tally,
}

impl BySide {
    fn add(&mut self, mark: &Mark) {
        match mark.site().locus().side {
            Side::Left => self.left.add(mark),
            Side::Right => self.right.add(mark),
            Side::Midline => self.midline.add(mark),
        }
    }
}

impl LeftRight {
    /// The sides of a session; marks further than `tolerance_mm` from each other's mirror image are no counterparts.
    pub fn of(session: &Session, tolerance_mm: f32) -> Result<Self, CompareError> {
        let body = Body::get(session.body);
        let half = |side: Side| session.marks.iter().filter(move |mark| mark.site().locus().side == side);
        // The points of a field are held against each other one by one here, so groups play no part.
        let all = Session { groups: Vec::new(), ..session.clone() };
        let left = Session { marks: half(Side::Left).cloned().collect(), ..all.clone() };
        let mirrored = |mark: &Arc<Mark>| Arc::new(Mark { shape: mark.shape.mirrored(body), ..Mark::clone(mark) });
        let right = Session { marks: half(Side::Right).map(mirrored).collect(), ..all };
        let options = Options { tolerance_mm, ..Options::default() };
        let compared = compare_looking(&left, &right, options, Looking::WhereTheyAre)?;
        let (mut all, mut regions) = (BySide::default(), BTreeMap::<RegionId, BySide>::new());
        for mark in &session.marks {
            all.add(mark);
            regions.entry(mark.site().locus().region).or_default().add(mark);
        }
        regions.retain(|_, sums| sums.left.points + sums.right.points > 0);
        let spot = |half: &Session, id| half.mark(id).map(|mark| mark.site().anchor());
        let way = |pair: &Pair| Some([spot(&left, pair.before)?, spot(&right, pair.after)?]);
        let ways = compared.pairs.iter().filter_map(|pair| Some(way_on_left(body, way(pair)?, pair.distance_mm)));
        let ways = ways.collect();
        let single = compared.dropped.into_iter().chain(compared.added).collect();
        Ok(Self { all, regions, tolerance_mm, pairs: compared.pairs, ways, single })
    }

    /// The median and the largest offset of a mark from its counterpart, in the patient's mm; `None` without pairs.
    pub fn offsets_mm(&self) -> Option<[f32; 2]> {
        let mut offsets: Vec<f32> = self.pairs.iter().map(|pair| pair.distance_mm).collect();
        offsets.sort_by(f32::total_cmp);
        Some([offsets.get(offsets.len() / 2).copied()?, offsets.last().copied()?])
    }

    /// How the right lies to the mirror image of the left, on average over all pairs, in the patient's mm: no two directions
    /// are opposite, and none is told that comes to nothing.
    pub fn drift(&self) -> Vec<Offset> {
        mean_way(&self.ways)
    }

    /// The pair that is farthest off, and which way.
    pub fn farthest(&self) -> Option<(&Pair, [Offset; 2])> {
        let pairs = self.pairs.iter().zip(self.ways.iter().copied());
        pairs.max_by(|(a, _), (b, _)| a.distance_mm.total_cmp(&b.distance_mm))
    }

    /// Marks of pairs that were not given the same: another technique, depth, cocktail or volume.
    pub fn unlike(&self) -> BTreeSet<MarkId> {
        let unlike = self.pairs.iter().filter(|pair| pair.changes.any());
        unlike.flat_map(|pair| [pair.before, pair.after]).collect()
    }
}
