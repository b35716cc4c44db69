//! Spots by the cube of space that they lie in, so that those near a place are found at once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::area::Spot;
use crate::atlas::Surface;
use crate::geom::Vec3;

/// Mixes three small numbers, which nobody chose to do harm: much quicker than what guards a table against an attacker.
#[derive(Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(4) {
            let number = chunk.iter().rev().fold(0, |number: u64, &byte| number << 8 | u64::from(byte));
            self.0 = (self.0.rotate_left(21) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_usize(&mut self, _length: usize) {}

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

/// Spots of a surface in cubes of one width.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    surface: &'a Surface,
    width_mm: f32,
    cubes: HashMap<[i32; 3], Vec<Spot>, BuildHasherDefault<Mixer>>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(surface: &'a Surface, width_mm: f32) -> Self {
        Self { surface, width_mm, cubes: HashMap::default() }
    }

    pub(super) fn of(surface: &'a Surface, width_mm: f32, spots: impl IntoIterator<Item = Spot>) -> Self {
        let mut grid = Self::new(surface, width_mm);
        spots.into_iter().for_each(|spot| grid.add(spot));
        grid
    }

    pub(super) fn add(&mut self, spot: Spot) {
        self.cubes.entry(self.cube(spot.mm)).or_default().push(spot);
    }

    fn cube(&self, mm: Vec3) -> [i32; 3] {
        mm.to_array().map(|mm| (mm / self.width_mm).floor() as i32)
    }

    /// Shows every spot that lies nearer to another than this along the skin, with the way to it in mm; the spot itself too.
    pub(super) fn near(&self, spot: &Spot, reach_mm: f32, mut show: impl FnMut(&Spot, f32)) {
        let [low, high] = [-reach_mm, reach_mm].map(|reach_mm| self.cube(spot.mm + Vec3::splat(reach_mm)));
        let cubes = (low[0]..=high[0])
            .flat_map(|x| (low[1]..=high[1]).flat_map(move |y| (low[2]..=high[2]).map(move |z| [x, y, z])));
        for other in cubes.filter_map(|cube| self.cubes.get(&cube)).flatten() {
            // Nothing is nearer along the skin than through the air.
            if spot.mm.distance_squared(other.mm) < reach_mm * reach_mm {
                let way_mm = spot.way_mm(other, self.surface);
                if way_mm < reach_mm {
                    show(other, way_mm);
                }
            }
        }
    }

    /// The way from a spot to the nearest one, in mm, infinite where none is as near as this.
    pub(super) fn nearest_mm(&self, spot: &Spot, reach_mm: f32) -> f32 {
        let mut least_mm = f32::INFINITY;
        self.near(spot, reach_mm, |_, way_mm| least_mm = least_mm.min(way_mm));
        least_mm
    }

    /// Whether a spot lies nearer to another than this.
    pub(super) fn has_within(&self, spot: &Spot, reach_mm: f32) -> bool {
        self.nearest_mm(spot, reach_mm) < reach_mm
    }
}
