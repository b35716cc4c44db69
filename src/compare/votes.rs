//! How marks lie to those of another session near them: by which common way most of them fall on one.
//!
//! Each mark votes for the way to every mark near it, in directions that follow the skin; where votes heap up the common way
//! lies (P. Hough 1962; G. Stockman, S. Kopstein and S. Benett, "Matching images to models for registration and object
//! detection via clustering", IEEE PAMI 4(3), 1982), which is then drawn to the middle of its heap (mean shift, K. Fukunaga
//! and L. Hostetler 1975).

use crate::atlas::Body;
use crate::atlas::landmarks::lengthwise;
use crate::geom::{Vec2, Vec3};

use super::candidates::{Grid, Spots};

/// Directions along the skin at a place, length one: toward the head or the shoulder, and across that, which on skin that
/// faces the front is to the patient's left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    up: Vec3,
    aside: Vec3,
}

impl Frame {
    pub(super) fn at(body: &Body, spots: &Spots, index: usize) -> Self {
        let anchor = spots.anchors[index];
        let normal = body.surface.normal(anchor);
        let along = lengthwise(body, anchor).reject_from_normalized(normal);
        let up = along.try_normalize().unwrap_or_else(|| normal.any_orthonormal_vector());
        Self { up, aside: up.cross(normal) }
    }

    /// The way that a common one is here.
    pub(super) fn way(&self, common_mm: Vec2) -> Vec3 {
        self.aside * common_mm.x + self.up * common_mm.y
    }

    /// A straight way as one along the skin, as long.
    fn common(&self, way: Vec3) -> Vec2 {
        let laid = Vec2::new(way.dot(self.aside), way.dot(self.up));
        laid.normalize_or_zero() * way.length()
    }
}

/// The ways from each of some marks to those near it.
#[expect(clippy::struct_field_names, reason = "names carry their unit")]
pub(super) struct Votes {
    ways_mm: Vec<Vec<Vec2>>,
    /// How far is looked, in mm of the body.
    radius_mm: f32,
    /// Ways nearer than this to a common one are that one, in mm of the body.
    same_mm: f32,
}

impl Votes {
    /// The votes of marks in front (indices with their directions) for those behind, of which `grid` knows the places.
    pub(super) fn of(
        front: &[(usize, Frame)],
        [spots, behind]: [&Spots; 2],
        grid: &Grid,
        [radius_mm, same_mm]: [f32; 2],
    ) -> Self {
        let ways = |&(index, frame): &(usize, Frame)| {
            let (mut ways, from_mm) = (Vec::new(), spots.positions_mm[index]);
            grid.around(from_mm, &behind.positions_mm, |other, _| {
                ways.push(frame.common(behind.positions_mm[other] - from_mm));
            });
            ways
        };
        Self { ways_mm: front.iter().map(ways).collect(), radius_mm, same_mm }
    }

    /// How many votes there are.
    pub(super) fn count(&self) -> usize {
        self.ways_mm.iter().map(Vec::len).sum()
    }

    /// How many marks a common way brings to another one.
    pub(super) fn hits(&self, common_mm: Vec2) -> usize {
        let same = |ways: &&Vec<Vec2>| ways.iter().any(|way| way.distance(common_mm) <= self.same_mm);
        self.ways_mm.iter().filter(same).count()
    }

    /// As [`Self::hits`], where each counts the more the nearer it is brought, from 0 to 1.
    pub(super) fn score(&self, common_mm: Vec2) -> f32 {
        let nearest = |ways: &Vec<Vec2>| self.share(ways.iter().map(|way| way.distance_squared(common_mm)));
        self.ways_mm.iter().map(nearest).sum()
    }

    fn share(&self, squares: impl Iterator<Item = f32>) -> f32 {
        (1.0 - squares.fold(f32::INFINITY, f32::min) / self.same_mm.powi(2)).max(0.0)
    }

    /// So many marks would be hit by a way that means nothing.
    pub(super) fn by_chance(&self) -> f32 {
        count(self.count()) * (self.same_mm / self.radius_mm).powi(2)
    }

    /// The common way that scores best; one as long as the radius counts less by this share than none.
    pub(super) fn best(&self, shorter: f32) -> Option<Vec2> {
        let score = |way: &Vec2| self.score(*way) * (1.0 - shorter * way.length() / self.radius_mm);
        let drawn = self.heaps().into_iter().map(|way| self.drawn(way)).map(|way| (score(&way), way));
        drawn.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, way)| way)
    }

    /// The common way that brings most marks to another one, however exactly; the shortest of several.
    pub(super) fn fullest(&self) -> Vec2 {
        let drawn = self.heaps().into_iter().map(|way| self.drawn(way)).chain([Vec2::ZERO]);
        let fullest = drawn.max_by(|a, b| (self.hits(*a).cmp(&self.hits(*b))).then(b.length().total_cmp(&a.length())));
        fullest.unwrap_or_default()
    }

    /// The middles of the cells with most votes round them, the fullest first.
    fn heaps(&self) -> Vec<Vec2> {
        const MOST: usize = 8;
        let width_mm = self.same_mm;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few cells each way")]
        let cell = |mm: f32| ((mm + self.radius_mm) / width_mm) as usize + 1;
        let side = cell(self.radius_mm) + 2;
        let mut cells = vec![0_usize; side * side];
        for way in self.ways_mm.iter().flatten() {
            cells[cell(way.y) * side + cell(way.x)] += 1;
        }
        let inner = || (1..side - 1).flat_map(|row| (1..side - 1).map(move |column| (row, column)));
        let round = |(row, column): (usize, usize)| -> usize {
            (row - 1..=row + 1)
                .map(|row| cells[row * side + column - 1..=row * side + column + 1].iter().sum::<usize>())
                .sum()
        };
        let mut heaps: Vec<(usize, (usize, usize))> = inner().map(|at| (round(at), at)).collect();
        heaps.sort_unstable_by_key(|(votes, at)| (std::cmp::Reverse(*votes), *at));
        let middle = |cell: usize| (count(cell) - 0.5) * width_mm - self.radius_mm;
        heaps.into_iter().take(MOST).map(|(_, (row, column))| Vec2::new(middle(column), middle(row))).collect()
    }

    /// A common way, drawn to the middle of the ways that are about it.
    fn drawn(&self, mut common_mm: Vec2) -> Vec2 {
        const STEPS: usize = 12;
        // A cell is as wide as what counts as the same, so the first steps look a little farther.
        for step in 0..STEPS {
            let reach_mm = if step < 3 { 1.5 * self.same_mm } else { self.same_mm };
            let near = self.ways_mm.iter().filter_map(|ways| {
                let nearest = ways
                    .iter()
                    .min_by(|a, b| a.distance_squared(common_mm).total_cmp(&b.distance_squared(common_mm)))?;
                let weight = 1.0 - nearest.distance_squared(common_mm) / reach_mm.powi(2);
                (weight > 0.0).then_some((*nearest, weight))
            });
            let (sum, weight) =
                near.fold((Vec2::ZERO, 0.0), |(sum, all), (way, weight)| (sum + way * weight, all + weight));
            if weight <= 0.0 {
                break;
            }
            common_mm = sum / weight;
        }
        common_mm
    }
}

/// A number of marks as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "far below 2^24")]
pub(super) fn count(marks: usize) -> f32 {
    marks as f32
}

/// The median of the distances in mm from some of the marks to the nearest other of the same; `None` of a single mark or where
/// none has another within `most_mm`.
pub(super) fn spacing_mm(marks: &[usize], spots: &Spots, most_mm: f32) -> Option<f32> {
    const ENOUGH: usize = 400;
    let positions_mm: Vec<Vec3> = marks.iter().map(|mark| spots.positions_mm[*mark]).collect();
    let grid = Grid::new(&positions_mm, most_mm);
    let step = marks.len().div_ceil(ENOUGH).max(1);
    let nearest = |index: usize| {
        let mut nearest_mm = f32::INFINITY;
        // Marks at one spot tell nothing of how far apart spots are.
        grid.around(positions_mm[index], &positions_mm, |other, mm| {
            if other != index && mm > 0.05 {
                nearest_mm = nearest_mm.min(mm);
            }
        });
        nearest_mm.is_finite().then_some(nearest_mm)
    };
    let mut found: Vec<f32> = (0..marks.len()).step_by(step).filter_map(nearest).collect();
    found.sort_by(f32::total_cmp);
    found.get(found.len() / 2).copied()
}
