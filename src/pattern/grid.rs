//! Spots by the cube of space that they lie in, so that those near a place are found at once.

use super::spot::Spot;
use crate::geom::Vec3;

/// Where a chain of spots ends.
const NONE: u32 = u32::MAX;

/// Spots of a surface in cubes of one width: a table of chains, as compilers keep their names (D. E. Knuth, "The Art of
/// Computer Programming" 3, section 6.4). Cubes that share a chain are told apart by their number.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    cubes_a_mm: f32,
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    cube: [i32; 3],
    next: u32,
    spot: Spot,
}

impl Grid {
    pub(super) fn new(width_mm: f32) -> Self {
        Self { cubes_a_mm: width_mm.recip(), heads: vec![NONE; 64], entries: Vec::new() }
    }

    pub(super) fn of(width_mm: f32, spots: impl IntoIterator<Item = Spot>) -> Self {
        let mut grid = Self::new(width_mm);
        spots.into_iter().for_each(|spot| grid.add(spot));
        grid
    }

    pub(super) fn add(&mut self, spot: Spot) {
        if self.entries.len() >= self.heads.len() {
            self.widen();
        }
        self.entries.push(Entry { cube: self.cube(spot.mm), next: NONE, spot });
        self.chain(self.entries.len() - 1);
    }

    /// All of them, in the order of adding.
    pub(super) fn spots(&self) -> impl Iterator<Item = &Spot> {
        self.entries.iter().map(|entry| &entry.spot)
    }

    fn widen(&mut self) {
        self.heads = vec![NONE; self.heads.len() * 4];
        (0..self.entries.len()).for_each(|at| self.chain(at));
    }

    fn chain(&mut self, at: usize) {
        let chain = self.chain_of(self.entries[at].cube);
        self.entries[at].next = std::mem::replace(&mut self.heads[chain], at as u32);
    }

    #[inline]
    fn cube(&self, mm: Vec3) -> [i32; 3] {
        // Above zero a cast rounds down, and needs no call.
        const FAR_MM: f32 = 10_000.0;
        let Vec3 { x, y, z } = (mm + Vec3::splat(FAR_MM)) * self.cubes_a_mm;
        [x as i32, y as i32, z as i32]
    }

    #[inline]
    fn chain_of(&self, cube: [i32; 3]) -> usize {
        const PRIMES: [i32; 3] = [73_856_093, 19_349_663, 83_492_791];
        let [x, y, z] = cube;
        let mixed = x.wrapping_mul(PRIMES[0]) ^ y.wrapping_mul(PRIMES[1]) ^ z.wrapping_mul(PRIMES[2]);
        mixed as u32 as usize & (self.heads.len() - 1)
    }

    /// Whether a spot is nearer than this through the air.
    pub(super) fn has_near(&self, mm: Vec3, reach_mm: f32) -> bool {
        let mut is_near = false;
        self.around(mm, reach_mm, |_, _, _| {
            is_near = true;
            true
        });
        is_near
    }

    /// Shows every spot that is nearer than this through the air, with its number in the order of adding and the square
    /// of that distance, until `is_enough` says so.
    #[inline]
    pub(super) fn around(&self, mm: Vec3, reach_mm: f32, mut is_enough: impl FnMut(usize, &Spot, f32) -> bool) {
        let [low, high] = [-reach_mm, reach_mm].map(|reach_mm| self.cube(mm + Vec3::splat(reach_mm)));
        // Plain loops: chained ranges cost as much as what they lead to.
        for x in low[0]..=high[0] {
            for y in low[1]..=high[1] {
                for z in low[2]..=high[2] {
                    if self.in_cube([x, y, z], (mm, reach_mm * reach_mm), &mut is_enough) {
                        return;
                    }
                }
            }
        }
    }

    /// As [`Self::around`], of the spots in a cube; whether that was enough.
    #[inline]
    fn in_cube(
        &self,
        cube: [i32; 3],
        (mm, reach_mm2): (Vec3, f32),
        is_enough: &mut impl FnMut(usize, &Spot, f32) -> bool,
    ) -> bool {
        let mut at = self.heads[self.chain_of(cube)];
        while let Some(entry) = self.entries.get(at as usize) {
            let mm2 = entry.spot.mm.distance_squared(mm);
            if mm2 < reach_mm2 && entry.cube == cube && is_enough(at as usize, &entry.spot, mm2) {
                return true;
            }
            at = entry.next;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::SurfacePoint;

    #[test]
    fn what_is_near_is_found_once() {
        let at = SurfacePoint { triangle: 0, weights: [1.0, 0.0, 0.0] };
        let spots = (0..3000_u16).map(|n| {
            let mm = [7, 11, 13].map(|step| f32::from(n * step % 101) - 50.0);
            Spot { at, mm: Vec3::from_array(mm), normal: Vec3::Z }
        });
        let all: Vec<Spot> = spots.collect();
        let grid = Grid::of(4.0, all.iter().copied());
        assert_eq!(grid.spots().count(), all.len());
        for centre in all.iter().take(50) {
            let mut found = Vec::new();
            grid.around(centre.mm, 9.0, |at, _, _| {
                found.push(at);
                false
            });
            found.sort_unstable();
            let wanted: Vec<usize> = (0..all.len()).filter(|&at| all[at].mm.distance(centre.mm) < 9.0).collect();
            assert_eq!(found, wanted);
        }
    }
}
