//! Even random fields: darts thrown at the samples in a shuffled order, kept where no other lies within the spacing, until
//! every sample has one within it (R. L. Cook, "Stochastic sampling in computer graphics", ACM Trans. Graph. 5, 1986).

use super::area::{Area, Sample};
use super::grid::Grid;
use super::spot::Spot;

/// Places of which no two are nearer than the spacing, and with no room for another.
pub(super) fn scattered(area: &Area<'_>, spacing_mm: f32, seed: u32) -> Vec<Spot> {
    let mut darts: Vec<&Sample> = area.samples.iter().filter(|sample| sample.is_inner).collect();
    shuffle(&mut darts, seed);
    let (mut kept, mut places) = (Grid::new(spacing_mm), Vec::new());
    for Sample { spot, .. } in darts {
        if !is_near_another(area, &kept, spot, spacing_mm) {
            kept.add(*spot);
            places.push(*spot);
        }
    }
    places
}

/// Whether a spot is nearer to one of the places than the spacing; where the skin bends so that the arc between them can't
/// tell, by the shortest path.
fn is_near_another(area: &Area<'_>, kept: &Grid, spot: &Spot, spacing_mm: f32) -> bool {
    const UNCERTAIN: f32 = 1.1;
    let mut is_near = false;
    kept.around(spot.mm, spacing_mm, |_, other, chord_mm2| {
        let arc_mm = area.ways.way_mm(spot, other, chord_mm2, UNCERTAIN * spacing_mm);
        let path_mm = || area.body.surface.geodesic_mm(spot.at, other.at).unwrap_or(f32::INFINITY);
        is_near = arc_mm < spacing_mm || arc_mm < UNCERTAIN * spacing_mm && path_mm() < spacing_mm;
        is_near
    });
    is_near
}

/// Durstenfeld's shuffle by a small generator (G. Marsaglia, "Xorshift RNGs", 2003): the same everywhere.
fn shuffle<T>(items: &mut [T], seed: u32) {
    let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        items.swap(last, state as usize % (last + 1));
    }
}
