//! Where a point of the skin is, as a clinician would say it: its region, the way from a landmark, the level of the spine.

use super::axes::{Axes, Direction};
use super::{Landmark, landmarks, nearest_of_part};
use crate::atlas::regions::{Locus, RegionId, RegionTree, Side, locus_at};
use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// Where a point of the skin is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whereabouts {
    /// Its region.
    pub locus: Locus,
    /// The way to it from the landmark that describes it best.
    pub bearing: Option<Bearing>,
    /// On the back: the level of the spine.
    pub level: Option<Level>,
}

impl Whereabouts {
    /// The same with the patient's lengths instead of those of the body that is drawn.
    #[must_use]
    pub fn scaled(mut self, scale: Scale) -> Self {
        let factor = scale.in_region(self.locus.region);
        if let Some(bearing) = &mut self.bearing {
            bearing.distance_mm *= factor;
            for offset in &mut bearing.offsets {
                offset.mm *= factor;
            }
        }
        if let Some(level) = &mut self.level {
            level.midline_mm *= factor;
        }
        self
    }
}

/// The way from a landmark to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bearing {
    /// On the same half of the body as the point, or in the midline.
    pub landmark: &'static Landmark,
    /// Along the skin; straight where no section of the skin joins the two.
    pub distance_mm: f32,
    /// The way in two directions, sideways first; the hypotenuse of both is the distance.
    pub offsets: [Offset; 2],
}

/// How far in a direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offset {
    /// Which way.
    pub direction: Direction,
    /// How far, from 0.
    pub mm: f32,
}

/// A height of the spine, and how far aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The spinous process that is nearest in height; its `level` is the vertebra's name.
    pub landmark: &'static Landmark,
    /// Along the skin from the midline at the height of the point.
    pub midline_mm: f32,
    /// On which side of the midline.
    pub side: Side,
}

/// How much farther a landmark counts that belongs to another part of the body than the point.
const OTHER_PART: f32 = 1.6;
/// How much farther a landmark counts whose skin faces the opposite way, so that none is told through the body.
const OTHER_FACE: f32 = 3.0;
/// How many landmarks are tried until the skin joins one of them to the point.
const TRIES: usize = 3;
/// A landmark that is this much more remote than the nearest still tells the point as well.
const ALIKE: f32 = 1.5;
/// The way round half a circle is that much longer than straight across; one still longer leads round a fold.
const HALF_ROUND: f32 = 1.6;
/// The longest way round a fold that is told.
const ROUND_A_FOLD: f32 = 3.0;

/// Where a point of the skin is; mirrored points have mirrored whereabouts.
///
/// The landmark is the one that is nearest in a straight line, with a preference for the same part of the body and for
/// skin that faces the same way; how the distance is split into directions stands at `Axes::split`.
pub fn whereabouts(body: &Body, point: SurfacePoint) -> Whereabouts {
    let on_right = body.surface.position_mm(point).x < 0.0;
    let mark = Mark::new(body, if on_right { body.surface.mirror(point) } else { point });
    let (bearing, level) = (mark.bearing(), mark.level());
    let locus = locus_at(body, point);
    if on_right {
        let bearing = bearing.map(|bearing| bearing.mirrored(body));
        return Whereabouts { locus, bearing, level: level.map(Level::mirrored) };
    }
    Whereabouts { locus, bearing, level }
}

/// The way along the skin from one place of the left half of the body to another near it, which is so long, in two
/// directions as at the landmark of the same part of the body that is nearest; those of the midline count as lateral and
/// medial. The hypotenuse of both is the length.
pub fn way_on_left(body: &Body, [from, to]: [SurfacePoint; 2], distance_mm: f32) -> [Offset; 2] {
    let [from_mm, to_mm] = [from, to].map(|place| body.surface.position_mm(place));
    let normals = [from, to].map(|place| body.surface.normal(place));
    let split = nearest_of_part(body, from).map_or(Axes::PAIRED, |landmark| landmark.axes).split(
        to_mm - from_mm,
        normals,
        distance_mm,
    );
    split.map(|(direction, mm)| {
        let direction = match direction {
            Direction::Left => Direction::Lateral,
            Direction::Right => Direction::Medial,
            other => other,
        };
        Offset { direction, mm }
    })
}

/// A point on the left half of the body.
struct Mark<'a> {
    body: &'a Body,
    point: SurfacePoint,
    position_mm: Vec3,
    normal: Vec3,
    part: RegionId,
}

impl<'a> Mark<'a> {
    fn new(body: &'a Body, point: SurfacePoint) -> Self {
        let region = locus_at(body, point).region;
        Self {
            body,
            point,
            position_mm: body.surface.position_mm(point),
            normal: body.surface.normal(point),
            part: RegionTree::get().ancestors(region).last().unwrap_or(region),
        }
    }

    fn bearing(&self) -> Option<Bearing> {
        let (landmark, distance_mm) = self.best()?;
        let way = self.position_mm - landmark.position_mm;
        let offsets = landmark.axes.split(way, [landmark.normal, self.normal], distance_mm);
        Some(Bearing { landmark, distance_mm, offsets: offsets.map(|(direction, mm)| Offset { direction, mm }) })
    }

    /// The landmark to tell the point by, and how far it is along the skin.
    fn best(&self) -> Option<(&'static Landmark, f32)> {
        let on_this_half = landmarks(self.body).iter().filter(|landmark| landmark.side != Side::Right);
        let mut near: Vec<_> = on_this_half.map(|landmark| (self.remoteness_mm(landmark), landmark)).collect();
        if near.len() > TRIES {
            near.select_nth_unstable_by(TRIES, |a, b| a.0.total_cmp(&b.0));
            near.truncate(TRIES);
        }
        near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let &(remoteness_mm, nearest) = near.first()?;
        let straight_mm = nearest.position_mm.distance(self.position_mm);
        // The nearest is asked for once, by the longest way that would be told of it.
        let round_mm = self.distance_mm(nearest, ROUND_A_FOLD);
        let near_mm = |mm: &f32| *mm <= Self::most_mm(straight_mm, HALF_ROUND);
        if let Some(near_mm) = round_mm.filter(near_mm) {
            return Some((nearest, near_mm));
        }
        let alike = near.iter().skip(1).take_while(|(mm, _)| *mm <= remoteness_mm * ALIKE);
        let joined =
            alike.map(|(_, other)| *other).find_map(|other| Some((other, self.distance_mm(other, HALF_ROUND)?)));
        joined.or(Some((nearest, round_mm.unwrap_or(straight_mm))))
    }

    fn remoteness_mm(&self, landmark: &Landmark) -> f32 {
        let part = if landmark.part == self.part { 1.0 } else { OTHER_PART };
        let turned = (1.0 - landmark.normal.dot(self.normal)) / 2.0;
        landmark.position_mm.distance(self.position_mm) * part * (1.0 + (OTHER_FACE - 1.0) * turned * turned)
    }

    /// Along the skin, if that is not more than so many times the straight distance.
    fn distance_mm(&self, landmark: &Landmark, most: f32) -> Option<f32> {
        let straight_mm = landmark.position_mm.distance(self.position_mm);
        self.body.surface.distance_mm(landmark.point, self.point, Self::most_mm(straight_mm, most))
    }

    fn most_mm(straight_mm: f32, most: f32) -> f32 {
        const LEEWAY_MM: f32 = 5.0;
        straight_mm * most + LEEWAY_MM
    }

    /// On the skin that faces back and belongs to a part of the body that has spinous processes (back, neck), and not
    /// much farther beyond the first or the last of them than half way to the next would be.
    fn level(&self) -> Option<Level> {
        let spine = || landmarks(self.body).iter().filter(|landmark| landmark.level.is_some());
        let height_mm = |landmark: &Landmark| (landmark.position_mm.z - self.position_mm.z).abs();
        let landmark = spine().min_by(|a, b| height_mm(a).total_cmp(&height_mm(b)))?;
        const REACH: f32 = 0.6;
        let neighbour_mm = spine().map(|other| other.position_mm.distance(landmark.position_mm)).filter(|&mm| mm > 0.0);
        let reach_mm = neighbour_mm.fold(f32::INFINITY, f32::min) * REACH;
        let on_back = self.normal.y > 0.0 && spine().any(|l| l.part == self.part) && height_mm(landmark) <= reach_mm;
        on_back.then(|| Level { landmark, midline_mm: self.midline_mm(), side: Side::of_spot(self.position_mm.x) })
    }

    /// Along the skin from the midline of the back at the same height.
    fn midline_mm(&self) -> f32 {
        const BEHIND_MM: f32 = 1000.0;
        const LIMIT_MM: f32 = 400.0;
        let surface = &self.body.surface;
        let behind = Vec3::new(0.0, BEHIND_MM, self.position_mm.z);
        let middle = surface.first_hit(behind, Vec3::NEG_Y).map(|(middle, _)| middle);
        let along = middle.and_then(|middle| surface.distance_mm(middle, self.point, LIMIT_MM));
        along.unwrap_or(self.position_mm.x)
    }
}

impl Bearing {
    fn mirrored(self, body: &Body) -> Self {
        let is_twin = |other: &&Landmark| other.id == self.landmark.id && other.side == self.landmark.side.mirrored();
        let landmark = landmarks(body).iter().find(is_twin).unwrap_or(self.landmark);
        let offsets = self.offsets.map(|offset| Offset { direction: offset.direction.mirrored(), ..offset });
        Self { landmark, offsets, ..self }
    }
}

impl Level {
    fn mirrored(self) -> Self {
        Self { side: self.side.mirrored(), ..self }
    }
}
