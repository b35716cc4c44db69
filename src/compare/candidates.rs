//! Which marks can be the same spot: all pairs within the tolerance along the skin, found through a grid.
//!
//! The straight distance is never longer than the way along the skin, so a cell list with cells as wide as the tolerance
//! (D. Knuth, The Art of Computer Programming 3, section 6.5; M. Allen and D. Tildesley 1987 as "linked cells") misses
//! nothing, and the costly distance along the skin is only taken for neighbours.

use std::sync::Arc;

use crate::atlas::Body;
use crate::atlas::size::Scale;
use crate::chart::{Mark, Session};
use crate::geom::Vec3;

use super::CompareError;

/// A pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The index of the other mark.
    pub(super) other: usize,
    /// The way along the skin, in hundredths of a millimetre.
    pub(super) hundredths: i64,
}

/// More candidates than this mean that the tolerance is far wider than the spacing, and memory would run out.
const MAX_CANDIDATES: usize = 2_000_000;

/// For each mark of the first session those of the second, by index, within `tolerance_mm` along the patient's skin.
pub(super) fn candidates(
    [session, other]: [&Session; 2],
    tolerance_mm: f32,
    scale: Scale,
) -> Result<Vec<Vec<Candidate>>, CompareError> {
    let (body, marks, others) = (Body::get(session.body), &session.marks, &other.marks);
    let grid = Grid::new(body, others, tolerance_mm / scale.head.min(scale.body));
    let mut count = 0;
    let mut found = Vec::with_capacity(marks.len());
    for mark in marks {
        let anchor = mark.site().anchor();
        let factor = |other: &Mark| {
            let [here, there] = [mark.site(), other.site()].map(|site| scale.in_region(site.locus().region));
            f32::midpoint(here, there)
        };
        let candidate = |other: usize| {
            let factor = factor(&others[other]);
            let way_mm = body.surface.distance_mm(anchor, others[other].site().anchor(), tolerance_mm / factor)?;
            Some(Candidate { other, hundredths: hundredths(way_mm * factor) })
        };
        let mut near = grid.within_tolerance(body.surface.position_mm(anchor));
        count += near.len();
        if count > MAX_CANDIDATES {
            return Err(CompareError::TooDense { tolerance_mm });
        }
        near.sort_unstable();
        found.push(near.into_iter().filter_map(candidate).collect());
    }
    Ok(found)
}

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
