//! Stencils that are kept, the sums of their amounts, and what is read from such a sum: a value at a place, an integral, a peak.

use std::sync::Arc;

use super::lattice::{Lattice, grid};
use super::stencil::Stencil;
use crate::atlas::{SurfacePoint, each};

/// Nodes lie together in pages of so many; only pages with a value are kept.
const PAGE: u32 = 64;
/// No place for a page.
const NOWHERE: u32 = u32::MAX;

/// Stencils of one lattice, ready to be added up again and again.
#[derive(Debug)]
pub struct Values {
    lattice: Arc<Lattice>,
    /// For every page of nodes where it is kept.
    slots: Arc<Vec<u32>>,
    /// For every page that is kept which one it is.
    pages: Arc<Vec<u32>>,
    /// Where nodes are kept, stencil after stencil.
    kept: Vec<u32>,
    shares: Vec<f32>,
    starts: Vec<usize>,
}

impl Values {
    /// Without a stencil yet.
    pub fn new(lattice: Arc<Lattice>) -> Self {
        let slots = vec![NOWHERE; lattice.nodes().div_ceil(PAGE) as usize];
        Self {
            lattice,
            slots: Arc::new(slots),
            pages: Arc::default(),
            kept: Vec::new(),
            shares: Vec::new(),
            starts: vec![0],
        }
    }

    /// The lattice.
    pub fn lattice(&self) -> &Arc<Lattice> {
        &self.lattice
    }

    /// Keeps a stencil; the answer is its number.
    pub fn keep(&mut self, stencil: &Stencil) -> u32 {
        let (slots, pages) = (Arc::make_mut(&mut self.slots), Arc::make_mut(&mut self.pages));
        for &(node, share) in stencil {
            let slot = &mut slots[(node / PAGE) as usize];
            if *slot == NOWHERE {
                *slot = pages.len() as u32;
                pages.push(node / PAGE);
            }
            self.kept.push(*slot * PAGE + node % PAGE);
            self.shares.push(share);
        }
        self.starts.push(self.kept.len());
        self.starts.len() as u32 - 2
    }

    /// How many stencils are kept.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sum of amounts, each by the number of its stencil, in their order.
    pub fn sum(&self, amounts: impl IntoIterator<Item = (u32, f32)>) -> SkinValues {
        let mut values = vec![0.0_f32; self.pages.len() * PAGE as usize];
        for (stencil, amount) in amounts {
            let range = self.starts[stencil as usize]..self.starts[stencil as usize + 1];
            for (&at, share) in self.kept[range.clone()].iter().zip(&self.shares[range]) {
                values[at as usize] += share * amount;
            }
        }
        let (lattice, slots, pages) = (Arc::clone(&self.lattice), Arc::clone(&self.slots), Arc::clone(&self.pages));
        let mut sum = SkinValues { lattice, slots, pages, values, is_touched: Vec::new() };
        sum.is_touched = (0..sum.lattice.triangles()).map(|triangle| sum.touches(triangle)).collect();
        sum
    }
}

/// Amounts per cm² of the patient's skin, zero where none reaches.
#[derive(Debug)]
pub struct SkinValues {
    lattice: Arc<Lattice>,
    slots: Arc<Vec<u32>>,
    pages: Arc<Vec<u32>>,
    values: Vec<f32>,
    /// For every triangle whether any of its nodes has a value.
    is_touched: Vec<bool>,
}

impl PartialEq for SkinValues {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.slots, &other.slots) && self.values == other.values;
        self.lattice.is_like(&other.lattice) && (same || self.covers(other) && other.covers(self))
    }
}

/// The value at a place of a triangle, and how it changes there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Per cm².
    pub value: f32,
    /// By how much it is greater for each of the weights of the second and the third corner, at the first one's cost.
    pub slope: [f32; 2],
}

impl SkinValues {
    /// The lattice.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// Whether every value of this one is the same in the other one, as those beside it in its page.
    fn covers(&self, other: &Self) -> bool {
        let pages = self.pages.iter().zip(self.values.chunks(PAGE as usize));
        pages.into_iter().all(|(&page, values)| {
            let first = page * PAGE;
            (first..).zip(values).all(|(node, &value)| other.node(node).to_bits() == value.to_bits())
        })
    }

    fn node(&self, node: u32) -> f32 {
        let slot = self.slots[(node / PAGE) as usize];
        // A sum knows nothing of pages that came later.
        self.values.get((slot as usize).saturating_mul(PAGE as usize) + (node % PAGE) as usize).copied().unwrap_or(0.0)
    }

    fn touches(&self, triangle: u32) -> bool {
        let lattice = &self.lattice;
        let corners = lattice.body().surface.triangles()[triangle as usize];
        if corners.into_iter().any(|vertex| self.node(vertex) > 0.0) {
            return true;
        }
        let along = (0..3).filter_map(|edge| lattice.along(triangle, edge));
        let is_kept =
            |[first, last]: [u32; 2]| (first / PAGE..=last / PAGE).any(|page| self.slots[page as usize] != NOWHERE);
        let own = lattice.own(triangle);
        let may = lattice.parts(triangle) > 1
            && (along.into_iter().any(is_kept) || !own.is_empty() && is_kept([own.start, own.end - 1]));
        may && grid(lattice.parts(triangle)).any(|at| self.node(lattice.node(triangle, at)) > 0.0)
    }

    /// Whether anything lies on a triangle; never on an eye.
    pub fn is_on(&self, triangle: u32) -> bool {
        self.is_touched.get(triangle as usize).copied().unwrap_or(false)
    }

    /// The triangles on which anything lies, ascending.
    pub fn triangles(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.is_touched).filter(|(_, on)| **on).map(|(triangle, _)| triangle)
    }

    /// The value at a place of the skin.
    pub fn at(&self, place: SurfacePoint) -> f32 {
        if !self.is_on(place.triangle) {
            return 0.0;
        }
        self.cell(place.triangle, [place.weights[1], place.weights[2]]).value
    }

    /// As [`Self::at`] with how it changes, for a triangle of which [`Self::is_on`] holds and the weights of its second and
    /// third corner.
    pub fn cell(&self, triangle: u32, weights: [f32; 2]) -> Cell {
        let whole = self.lattice.parts(triangle);
        let parts = whole as f32;
        let at = weights.map(|weight| weight.clamp(0.0, 1.0) * parts);
        let i = (at[0] as u32).min(whole - 1);
        let j = (at[1] as u32).min(whole - 1 - i);
        let (u, v) = (at[0] - i as f32, at[1] - j as f32);
        let value = |i: u32, j: u32| self.node(self.lattice.node(triangle, [i, j]));
        let [right, top] = [value(i + 1, j), value(i, j + 1)];
        let (here, across, up) = if u + v <= 1.0 || i + j + 2 > whole {
            let origin = value(i, j);
            (origin + (right - origin) * u + (top - origin) * v, right - origin, top - origin)
        } else {
            let far = value(i + 1, j + 1);
            (far + (top - far) * (1.0 - u) + (right - far) * (1.0 - v), far - top, far - right)
        };
        Cell { value: here.max(0.0), slope: [across * parts, up * parts] }
    }

    /// The amount on a triangle.
    pub fn amount_on(&self, triangle: u32) -> f64 {
        let k = self.lattice.parts(triangle);
        let corners =
            grid(k).map(|at| f64::from(Lattice::corners_at(k, at) * self.node(self.lattice.node(triangle, at))));
        corners.sum::<f64>() * f64::from(self.lattice.part_cm2(triangle)) / 3.0
    }

    /// The amount on the whole skin.
    pub fn amount(&self) -> f64 {
        let triangles: Vec<u32> = self.triangles().collect();
        each(&triangles, |&triangle| self.amount_on(triangle)).into_iter().sum()
    }

    /// Where most lies, and how much per cm²; `None` where nothing lies at all.
    pub fn peak(&self) -> Option<(SurfacePoint, f32)> {
        let mut most = (0.0_f32, 0_u32);
        for (&page, values) in self.pages.iter().zip(self.values.chunks(PAGE as usize)) {
            for (node, &value) in (page * PAGE..).zip(values) {
                // Of equals the first, whatever the order in which pages were kept.
                if value > most.0 || value == most.0 && node < most.1 {
                    most = (value, node);
                }
            }
        }
        (most.0 > 0.0).then(|| (self.lattice.place(most.1), most.0))
    }
}
