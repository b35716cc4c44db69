//! Which marks can be the same spot: all pairs within the tolerance in a straight line, found through a grid.
//!
//! The straight distance is never longer than the way along the skin, so a cell list with cells as wide as the tolerance
//! (D. Knuth, The Art of Computer Programming 3, section 6.5; M. Allen and D. Tildesley 1987 as "linked cells") misses
//! nothing; the costly distance along the skin is only taken where the pairing comes to a pair.

use std::sync::Arc;

use crate::atlas::Body;
use crate::atlas::size::Scale;
use crate::chart::{Mark, Session, Site};
use crate::geom::Vec3;

use super::CompareError;

/// A pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The index of the other mark.
    pub(super) other: usize,
    /// No more than the way along the skin, in hundredths of a millimetre: straight through the air.
    pub(super) least: i64,
}

/// More candidates than this mean that the tolerance is far wider than the spacing, and memory would run out.
const MAX_CANDIDATES: usize = 2_000_000;

/// Two sessions of one body, and how far apart a pair may be.
pub(super) struct Reach<'a> {
    pub(super) sessions: [&'a Session; 2],
    /// Along the patient's skin.
    pub(super) tolerance_mm: f32,
    pub(super) scale: Scale,
}

impl Reach<'_> {
    /// For each mark of the first session those of the second, by index, within the tolerance in a straight line.
    pub(super) fn candidates(&self) -> Result<Vec<Vec<Candidate>>, CompareError> {
        let [session, other] = self.sessions;
        let body = Body::get(session.body);
        let grid = Grid::new(body, &other.marks, self.tolerance_mm / self.scale.head.min(self.scale.body));
        let mut count = 0;
        let mut found = Vec::with_capacity(session.marks.len());
        for (index, mark) in session.marks.iter().enumerate() {
            let position_mm = body.surface.position_mm(mark.site().anchor());
            let mut near = grid.within_tolerance(position_mm);
            count += near.len();
            if count > MAX_CANDIDATES {
                return Err(CompareError::TooDense { tolerance_mm: self.tolerance_mm });
            }
            near.sort_unstable();
            let candidate = |other: usize| {
                let straight_mm = grid.positions_mm[other].distance(position_mm) * self.factor(index, other);
                Candidate { other, least: hundredths(straight_mm - STRAIGHTER_MM).max(0) }
            };
            found.push(near.into_iter().map(candidate).collect());
        }
        Ok(found)
    }

    /// The way along the skin between a mark of the first session and one of the second in hundredths of a millimetre, if
    /// it is within the tolerance.
    pub(super) fn way(&self, mark: usize, other: usize) -> Option<i64> {
        let surface = &Body::get(self.sessions[0].body).surface;
        let factor = self.factor(mark, other);
        let [from, to] = self.sites(mark, other).map(|site| site.anchor());
        let way_mm = surface.distance_mm(from, to, self.tolerance_mm / factor)?;
        Some(hundredths(way_mm * factor))
    }

    /// The patient's millimetres for one of the body's between two marks.
    fn factor(&self, mark: usize, other: usize) -> f32 {
        let [here, there] = self.sites(mark, other).map(|site| self.scale.in_region(site.locus().region));
        f32::midpoint(here, there)
    }

    fn sites(&self, mark: usize, other: usize) -> [Site; 2] {
        let [session, others] = self.sessions;
        [session.marks[mark].site(), others.marks[other].site()]
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

/// The others by cell, sorted.
struct Grid {
    cells: Vec<(Cell, usize)>,
    positions_mm: Vec<Vec3>,
    tolerance_mm: f32,
}

impl Grid {
    fn new(body: &Body, marks: &[Arc<Mark>], tolerance_mm: f32) -> Self {
        let position_mm = |mark: &Arc<Mark>| body.surface.position_mm(mark.site().anchor());
        let positions_mm: Vec<Vec3> = marks.iter().map(position_mm).collect();
        let cell = |(index, &position_mm): (usize, &Vec3)| (cell_at(position_mm, tolerance_mm), index);
        let mut cells: Vec<_> = positions_mm.iter().enumerate().map(cell).collect();
        cells.sort_unstable();
        Self { cells, positions_mm, tolerance_mm }
    }

    /// The indices of the marks within the tolerance of `position_mm` in a straight line.
    fn within_tolerance(&self, position_mm: Vec3) -> Vec<usize> {
        let [x, y, z] = cell_at(position_mm, self.tolerance_mm);
        let mut found = Vec::new();
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            let first = self.cells.partition_point(|(cell, _)| *cell < [x + dx, y + dy, z - 1]);
            let column = self.cells[first..].iter().take_while(|(cell, _)| *cell <= [x + dx, y + dy, z + 1]);
            let near = |&index: &usize| self.positions_mm[index].distance(position_mm) <= self.tolerance_mm;
            found.extend(column.map(|&(_, index)| index).filter(near));
        }
        found
    }
}

/// Cells are a thousandth wider than the tolerance, so that rounding can't put a neighbour two cells away.
fn cell_at(position_mm: Vec3, tolerance_mm: f32) -> Cell {
    let width_mm = f64::from(tolerance_mm) * 1.001;
    #[expect(clippy::cast_possible_truncation, reason = "positions lie on a body and tolerances have a least value")]
    position_mm.to_array().map(|mm| (f64::from(mm) / width_mm).floor() as i64)
}
