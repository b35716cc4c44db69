//! Which marks can be the same spot: those within the tolerance in a straight line, found through grids, the nearest first.
//!
//! The straight distance is never longer than the way along the skin, so cell lists with cells as wide as the circle that is
//! asked for (D. Knuth, The Art of Computer Programming 3, section 6.5; M. Allen and D. Tildesley 1987 as "linked cells") miss
//! nothing; the costly distance along the skin is only taken where the pairing comes to a pair. The circle round a mark is
//! widened by doubling, and only where the pairing asks for more: a wide tolerance costs little where neighbours are near.

use std::cell::OnceCell;

use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint};
use crate::chart::Mark;
use crate::geom::Vec3;

/// A pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The index of the other mark.
    pub(super) other: usize,
    /// No more than the way along the skin, in hundredths of a millimetre: straight through the air.
    pub(super) least: i64,
}

/// Marks as places on the skin.
pub(super) struct Spots {
    pub(super) anchors: Vec<SurfacePoint>,
    pub(super) positions_mm: Vec<Vec3>,
    /// The patient's millimetres for one of the body's.
    factors: Vec<f32>,
}

impl Spots {
    pub(super) fn of(body: &Body, marks: &[&Mark], scale: Scale) -> Self {
        let anchors: Vec<SurfacePoint> = marks.iter().map(|mark| mark.site().anchor()).collect();
        let positions_mm = anchors.iter().map(|anchor| body.surface.position_mm(*anchor)).collect();
        let factors = marks.iter().map(|mark| scale.in_region(mark.site().locus().region)).collect();
        Self { anchors, positions_mm, factors }
    }

    /// The same marks, one of them at another place.
    pub(super) fn put(&mut self, body: &Body, index: usize, at_mm: Vec3) {
        let anchor = body.surface.closest(at_mm).0;
        (self.anchors[index], self.positions_mm[index]) = (anchor, body.surface.position_mm(anchor));
    }

    /// The patient's millimetres for one of the body's at a mark.
    pub(super) fn factor(&self, index: usize) -> f32 {
        self.factors[index]
    }
}

/// Two sessions of one body, and how far apart a pair may be.
pub(super) struct Reach<'a> {
    body: &'a Body,
    spots: [Spots; 2],
    /// Along the patient's skin.
    tolerance_mm: f32,
    circles: Vec<Circle>,
}

/// How far is looked at once.
struct Circle {
    radius_mm: f32,
    /// In hundredths of a millimetre of the patient's: what lies beyond the circle is farther than this.
    beyond: i64,
    grid: OnceCell<Grid>,
}

impl<'a> Reach<'a> {
    /// How far the first circle reaches, in mm of the body: about to the nearest mark of a dense field.
    const FIRST_MM: f32 = 3.0;

    pub(super) fn new(body: &'a Body, spots: [Spots; 2], tolerance_mm: f32, scale: Scale) -> Self {
        let factor = scale.head.min(scale.body);
        let widest_mm = tolerance_mm / factor;
        let mut radii_mm: Vec<f32> =
            std::iter::successors(Some(Self::FIRST_MM), |mm| Some(mm * 2.0)).take_while(|mm| *mm < widest_mm).collect();
        radii_mm.push(widest_mm);
        let last = radii_mm.len() - 1;
        let circle = |(index, radius_mm): (usize, f32)| {
            let beyond = if index == last { i64::MAX } else { hundredths(radius_mm * factor - STRAIGHTER_MM) - 1 };
            Circle { radius_mm, beyond, grid: OnceCell::new() }
        };
        let circles = radii_mm.into_iter().enumerate().map(circle).collect();
        Self { body, spots, tolerance_mm, circles }
    }

    /// How many marks the sessions have.
    pub(super) fn marks(&self) -> [usize; 2] {
        [0, 1].map(|side| self.spots[side].anchors.len())
    }

    /// The least distance in hundredths of a millimetre that is found when the circle of this number, from 0, is looked at
    /// after those before it; `None` if there is no such circle.
    pub(super) fn least_of(&self, circle: usize) -> Option<i64> {
        let before = |circle: usize| self.circles[circle].beyond + 1;
        (circle < self.circles.len()).then(|| circle.checked_sub(1).map_or(0, before))
    }

    /// The marks of the second session within the tolerance that this circle round a mark of the first has, without those of
    /// the circles before it, by distance.
    pub(super) fn found_in(&self, circle: usize, mark: usize) -> Vec<Candidate> {
        let (from, Some(least)) = (&self.circles[circle], self.least_of(circle)) else { return Vec::new() };
        let position_mm = self.spots[0].positions_mm[mark];
        let grid = from.grid.get_or_init(|| Grid::new(&self.spots[1].positions_mm, from.radius_mm));
        let most = hundredths(self.tolerance_mm).min(from.beyond);
        let mut found = Vec::new();
        grid.around(position_mm, &self.spots[1].positions_mm, |other, straight_mm| {
            let away = hundredths(straight_mm * self.factor(mark, other) - STRAIGHTER_MM).max(0);
            if (least..=most).contains(&away) {
                found.push(Candidate { other, least: away });
            }
        });
        found.sort_unstable_by_key(|candidate| (candidate.least, candidate.other));
        found
    }

    /// The way along the skin between a mark of the first session and one of the second in hundredths of a millimetre, if
    /// it is within the tolerance.
    pub(super) fn way(&self, mark: usize, other: usize) -> Option<i64> {
        let factor = self.factor(mark, other);
        let (from, to) = (self.spots[0].anchors[mark], self.spots[1].anchors[other]);
        let way_mm = self.body.surface.distance_mm(from, to, self.tolerance_mm / factor)?;
        Some(hundredths(way_mm * factor))
    }

    /// The patient's millimetres for one of the body's between two marks.
    fn factor(&self, mark: usize, other: usize) -> f32 {
        f32::midpoint(self.spots[0].factors[mark], self.spots[1].factors[other])
    }
}

/// By how much rounding can make a way along the skin shorter than the straight line, in mm.
const STRAIGHTER_MM: f32 = 0.005;

/// A length in whole hundredths of a millimetre.
pub(super) fn hundredths(length_mm: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "lengths here are at most the largest tolerance")]
    {
        (f64::from(length_mm) * 100.0).round() as i64
    }
}

type Cell = [i64; 3];

/// Marks by cell, sorted.
pub(super) struct Grid {
    cells: Vec<(Cell, usize)>,
    radius_mm: f32,
}

impl Grid {
    pub(super) fn new(positions_mm: &[Vec3], radius_mm: f32) -> Self {
        let cell = |(index, &position_mm): (usize, &Vec3)| (cell_at(position_mm, radius_mm), index);
        let mut cells: Vec<_> = positions_mm.iter().enumerate().map(cell).collect();
        cells.sort_unstable();
        Self { cells, radius_mm }
    }

    /// Shows the indices of the marks within the radius of a place in a straight line, and how far they are.
    pub(super) fn around(&self, position_mm: Vec3, positions_mm: &[Vec3], mut show: impl FnMut(usize, f32)) {
        let [x, y, z] = cell_at(position_mm, self.radius_mm);
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            let first = self.cells.partition_point(|(cell, _)| *cell < [x + dx, y + dy, z - 1]);
            let column = self.cells[first..].iter().take_while(|(cell, _)| *cell <= [x + dx, y + dy, z + 1]);
            for &(_, index) in column {
                let straight_mm = positions_mm[index].distance(position_mm);
                if straight_mm <= self.radius_mm {
                    show(index, straight_mm);
                }
            }
        }
    }
}

/// Cells are a thousandth wider than the radius, so that rounding can't put a neighbour two cells away.
fn cell_at(position_mm: Vec3, radius_mm: f32) -> Cell {
    let width_mm = f64::from(radius_mm) * 1.001;
    #[expect(clippy::cast_possible_truncation, reason = "positions lie on a body and tolerances have a least value")]
    position_mm.to_array().map(|mm| (f64::from(mm) / width_mm).floor() as i64)
}
