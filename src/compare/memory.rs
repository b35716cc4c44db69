//! What a patient's earlier sessions did where: when a spot or a region was last treated, how often, with how much, and whether
//! that is as planned; and the nearest earlier spot to one under the pointer.
//!
//! Near spots are found through a grid (cell lists, as in `candidates`); a way along the skin is never shorter than the straight
//! line, so that nearly always one way alone is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::regions::{Locus, RegionId, RegionTree, Side, locus_at};
use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind, SurfacePoint};
use crate::chart::{Mark, Moment, Session, Site, Tally};
use crate::geom::Vec3;

/// What is remembered of a patient's sessions on one body. Void sessions, void marks and sessions on another body are no part
/// of it.
#[derive(Clone, Debug)]
pub struct Memory {
    kind: BodyKind,
    /// What makes the body's lengths the patient's.
    scale: Scale,
    /// The oldest first.
    sessions: Vec<Treated>,
    spots: Vec<Spot>,
    /// The spots by cell, sorted.
    cells: Vec<(Cell, u32)>,
    elsewhere: usize,
}

/// A session that counts.
#[derive(Clone, Debug)]
pub struct Treated {
    /// The course that it belongs to.
    pub course: String,
    /// The session.
    pub session: Arc<Session>,
}

impl Treated {
    /// How many days of the calendar it is ago, by the clocks of then and now; none where it is yet to come.
    pub fn days_ago(&self, now: Moment) -> u32 {
        days_between(self.session.details.started, now)
    }
}

#[derive(Clone, Copy, Debug)]
struct Spot {
    anchor: SurfacePoint,
    position_mm: Vec3,
    /// The patient's millimetres for one of the body's.
    factor: f32,
    session: u32,
    number: u32,
}

/// The earlier spot that is nearest to another.
#[derive(Clone, Copy, Debug)]
pub struct Nearest<'a> {
    /// Along the skin, in the patient's millimetres.
    pub distance_mm: f32,
    /// The session that it belongs to.
    pub of: &'a Treated,
    /// The number of its mark.
    pub number: u32,
}

/// When treatment is planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan<'a> {
    /// Planned sessions as days after the first, ascending, as [`crate::chart::Course::planned_days`].
    pub days: &'a [u16],
    /// How many days before or after the planned one are still as planned.
    pub grace_days: u16,
}

impl Plan<'_> {
    /// How many days the plan leaves after the nth treatment, from 1; `None` after the last.
    fn interval_after(self, times: usize) -> Option<u32> {
        let (before, next) = (self.days.get(times.checked_sub(1)?)?, self.days.get(times)?);
        Some(u32::from(next.saturating_sub(*before)))
    }

    /// How a place stands that was treated so many times, the last one so many days ago; `None` where no plan tells.
    pub fn standing(self, times: usize, days: u32) -> Option<Standing> {
        if times == 0 {
            return Some(Standing::Never);
        }
        let (interval, grace) = (self.interval_after(times)?, u32::from(self.grace_days));
        let (early, late) = (interval.saturating_sub(grace), interval.saturating_add(grace));
        Some(match days {
            days if days < early => Standing::TooSoon(interval - days),
            days if days > late => Standing::Overdue(days - interval),
            _ => Standing::Due,
        })
    }
}

/// How a place stands to the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was never treated.
    Never,
    /// It is to be treated only in so many days.
    TooSoon(u32),
    /// It is to be treated about now.
    Due,
    /// It should have been treated so many days ago.
    Overdue(u32),
}

/// What is remembered of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// How many days ago it was last treated; `None` where it never was.
    pub days: Option<u32>,
    /// The session in which it was, by its place in [`Memory::sessions`].
    pub last: Option<usize>,
    /// In how many sessions it was treated.
    pub times: usize,
    /// All that it was given.
    pub all: Tally,
    /// What it was given the last time.
    pub last_time: Tally,
    /// How it stands to the plan, where one tells.
    pub standing: Option<Standing>,
}

/// The width of a cell in mm.
const CELL_MM: f32 = 8.0;

type Cell = [i32; 3];

impl Memory {
    /// Of these sessions, each with its course's title, those on this body that count; `scale` is the patient's size now.
    pub fn of(sessions: &[(&str, Arc<Session>)], kind: BodyKind, scale: Scale) -> Self {
        let counting = sessions.iter().filter(|(_, session)| session.details.voided.is_none());
        let (here, elsewhere): (Vec<_>, Vec<_>) = counting.partition(|(_, session)| session.body == kind);
        let treated = |(course, session): &(&str, Arc<Session>)| Treated {
            course: (*course).to_owned(),
            session: Arc::clone(session),
        };
        let mut sessions: Vec<Treated> = here.into_iter().map(treated).collect();
        sessions.sort_by_key(|treated| treated.session.details.started);
        let spots = spots(&sessions, Body::get(kind), scale);
        let cell = |(at, spot): (u32, &Spot)| (cell_at(spot.position_mm), at);
        let mut cells: Vec<_> = (0..).zip(&spots).map(cell).collect();
        cells.sort_unstable();
        Self { kind, scale, sessions, spots, cells, elsewhere: elsewhere.len() }
    }

    /// The sessions that are remembered, the oldest first.
    pub fn sessions(&self) -> &[Treated] {
        &self.sessions
    }

    /// How many sessions that count are charted on the other body, and aren't remembered here.
    pub fn elsewhere(&self) -> usize {
        self.elsewhere
    }

    /// The earlier spot nearest to a place, at most `limit_mm` of the patient's skin away: of points where they lie, of lines and
    /// areas the spots that they were drawn through. Of two as near the later one.
    pub fn nearest(&self, point: SurfacePoint, limit_mm: f32) -> Option<Nearest<'_>> {
        self.nearest_among(point, limit_mm, |_session| true)
    }

    /// As [`Self::nearest`], of the sessions that took place before a time.
    pub fn nearest_before(&self, time: Moment, point: SurfacePoint, limit_mm: f32) -> Option<Nearest<'_>> {
        let is_earlier = |treated: &Treated| treated.session.details.started < time;
        self.nearest_among(point, limit_mm, |of| self.sessions.get(of as usize).is_some_and(is_earlier))
    }

    /// As [`Self::nearest`], of one session, by its place in [`Self::sessions`].
    pub fn nearest_in(&self, session: usize, point: SurfacePoint, limit_mm: f32) -> Option<Nearest<'_>> {
        self.nearest_among(point, limit_mm, |of| of as usize == session)
    }

    fn nearest_among(&self, point: SurfacePoint, limit_mm: f32, is_meant: impl Fn(u32) -> bool) -> Option<Nearest<'_>> {
        let body = Body::get(self.kind);
        let (position_mm, locus) = (body.surface.position_mm(point), locus_at(body, point));
        let here = self.scale.in_region(locus.region);
        let mut near = self.within(position_mm, limit_mm / here.min(self.scale.head).min(self.scale.body));
        near.sort_unstable_by(|(a, one), (b, other)| a.total_cmp(b).then(other.cmp(one)));
        let mut best: Option<(f32, &Spot)> = None;
        for (straight_mm, at) in near {
            let Some(spot) = self.spots.get(at as usize).filter(|spot| is_meant(spot.session)) else { continue };
            let factor = f32::midpoint(here, spot.factor);
            let most_mm = best.map_or(limit_mm, |(best_mm, _)| best_mm);
            if straight_mm * factor > most_mm {
                // Another region may have another factor: what follows is further away, but not by all means too far.
                continue;
            }
            let way_mm = body.surface.distance_mm(point, spot.anchor, most_mm / factor).map(|mm| mm * factor);
            if let Some(way_mm) = way_mm.filter(|&way_mm| best.is_none() || way_mm < most_mm) {
                best = Some((way_mm, spot));
            }
        }
        let (distance_mm, spot) = best?;
        Some(Nearest { distance_mm, of: self.sessions.get(spot.session as usize)?, number: spot.number })
    }

    /// Every region and side that was ever treated, the one treated longest ago first.
    pub fn by_locus(&self, now: Moment, plan: Plan<'_>) -> Vec<(Locus, Remembered)> {
        let treated: BTreeSet<Locus> = self.marks().map(|(_, mark)| mark.site().locus()).collect();
        self.among(treated, now, plan)
    }

    /// The same of these regions and sides, those first that were never treated.
    pub fn among(
        &self,
        loci: impl IntoIterator<Item = Locus>,
        now: Moment,
        plan: Plan<'_>,
    ) -> Vec<(Locus, Remembered)> {
        let mut tallies: BTreeMap<Locus, BTreeMap<usize, Tally>> =
            loci.into_iter().map(|locus| (locus, BTreeMap::new())).collect();
        for (at, mark) in self.marks() {
            if let Some(tallies) = tallies.get_mut(&mark.site().locus()) {
                tallies.entry(at).or_default().add(mark);
            }
        }
        let remembered = |(locus, tallies): (Locus, BTreeMap<usize, Tally>)| (locus, self.told(&tallies, now, plan));
        let mut list: Vec<_> = tallies.into_iter().map(remembered).collect();
        list.sort_by_key(|(locus, remembered)| (remembered.days.is_some(), std::cmp::Reverse(remembered.days), *locus));
        list
    }

    /// What is remembered of a region with all that it holds, on one side or on any.
    pub fn in_region(&self, (region, side): (RegionId, Option<Side>), now: Moment, plan: Plan<'_>) -> Remembered {
        let tree = RegionTree::get();
        let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
        for (at, mark) in self.marks() {
            let locus = mark.site().locus();
            if tree.is_within(locus.region, region) && side.is_none_or(|side| side == locus.side) {
                tallies.entry(at).or_default().add(mark);
            }
        }
        self.told(&tallies, now, plan)
    }

    /// Every mark that counts, with the place of its session.
    fn marks(&self) -> impl Iterator<Item = (usize, &Mark)> {
        let sessions = self.sessions.iter().enumerate();
        sessions.flat_map(|(at, treated)| treated.session.marks.iter().map(move |mark| (at, &**mark)))
    }

    fn told(&self, tallies: &BTreeMap<usize, Tally>, now: Moment, plan: Plan<'_>) -> Remembered {
        let last = tallies.last_key_value();
        let days = last.and_then(|(&at, _)| Some(self.sessions.get(at)?.days_ago(now)));
        Remembered {
            days,
            last: last.map(|(&at, _)| at),
            times: tallies.len(),
            all: tallies.values().fold(Tally::default(), |sum, &tally| sum + tally),
            last_time: last.map(|(_, &tally)| tally).unwrap_or_default(),
            standing: plan.standing(tallies.len(), days.unwrap_or(0)),
        }
    }

    /// The spots within a straight line of so many of the body's millimetres, each with how far away it is.
    fn within(&self, position_mm: Vec3, reach_mm: f32) -> Vec<(f32, u32)> {
        let [from, to] = [-reach_mm, reach_mm].map(|mm| cell_at(position_mm + Vec3::splat(mm)));
        let mut found = Vec::new();
        for (x, y) in (from[0]..=to[0]).flat_map(|x| (from[1]..=to[1]).map(move |y| (x, y))) {
            let first = self.cells.partition_point(|(cell, _)| *cell < [x, y, from[2]]);
            let column = self.cells[first..].iter().take_while(|(cell, _)| *cell <= [x, y, to[2]]);
            let with_distance = column.map(|&(_, at)| (self.spots[at as usize].position_mm.distance(position_mm), at));
            found.extend(with_distance.filter(|&(straight_mm, _)| straight_mm <= reach_mm));
        }
        found
    }
}

fn spots(sessions: &[Treated], body: &Body, scale: Scale) -> Vec<Spot> {
    let of_session = |(session, treated): (u32, &Treated)| {
        let marks = treated.session.marks.iter();
        let of_mark = |mark: &Arc<Mark>| {
            let number = mark.number;
            let spot = |site: &Site| Spot {
                anchor: site.anchor(),
                position_mm: body.surface.position_mm(site.anchor()),
                factor: scale.in_region(site.locus().region),
                session,
                number,
            };
            mark.shape.spots().iter().map(spot).collect::<Vec<_>>()
        };
        marks.flat_map(of_mark).collect::<Vec<_>>()
    };
    (0..).zip(sessions).flat_map(of_session).collect()
}

fn cell_at(position_mm: Vec3) -> Cell {
    #[expect(clippy::cast_possible_truncation, reason = "a body is under 3 m in every direction")]
    position_mm.to_array().map(|mm| (mm / CELL_MM).floor().clamp(-1e6, 1e6) as i32)
}

/// Days of the calendar: a session late in the evening is yesterday the next morning, whatever clocks did in the night.
fn days_between(earlier: Moment, later: Moment) -> u32 {
    u32::try_from((later.date() - earlier.date()).get_days()).unwrap_or(0)
}
