//! The skin that a field covers, as samples: what lies in it, and what lies beside it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::grid::Grid;
use super::ground::{Border, Ground, inside, on_map, painted};
use super::spot::Spot;
use super::ways::Ways;
use super::{Pattern, Plan, PlanError};
use crate::atlas::{Body, SurfacePoint, each};
use crate::geom::{Bounds3, Vec3};

/// How far from its edge the outermost places of a field lie that is pushed up to it, in spacings: half a row of a hexagonal
/// lattice, so that the edge cuts no cell.
const EDGE: f32 = 0.22;
/// Samples along a spacing, of an ordinary field and of one of very many places.
const SAMPLES_A_SPACING: [f32; 2] = [5.0, 4.0];
const MANY: usize = 600;
/// The width of the cubes that what lies beside is kept in, in spacings: as far as a place looks for it.
const BESIDE: f32 = 0.75;
/// What lies beside an area with a margin is sampled so many times finer.
const FINER: f32 = 3.0;

/// The skin that a field covers, sampled for one spacing.
#[derive(Debug)]
pub struct Area<'a> {
    pub(super) body: &'a Body,
    border: Border,
    /// For every triangle.
    skin: Vec<Held>,
    /// Evenly over the area, those that are far enough from its edge marked.
    pub(super) samples: Vec<Sample>,
    /// The samples in their order.
    pub(super) ways: Ways,
    /// Treatable skin beside it, and what is no treatable skin, near its edge.
    beside: Grid,
    whole_mm2: f32,
    /// What knows how far a place is from the edge, where more is asked than what lies beside tells.
    depths: Option<Depths>,
    /// How far from what lies beside it places must be, and what is an inner sample.
    margin_mm: f32,
    inner_mm: f32,
    is_symmetric: bool,
    /// From one sample to the next, in mm.
    step_mm: f32,
}

/// How much of a triangle belongs to the area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    None,
    Part,
    All,
}

/// A sample of the area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    pub(super) spot: Spot,
    /// Whether it is so far from the edge that a hole about it would be one.
    pub(super) is_inner: bool,
}

impl<'a> Area<'a> {
    /// The treatable skin of a ground, for places that are `plan.spacing_mm` apart; none of a row.
    pub fn of(body: &'a Body, ground: &Ground, plan: &Plan) -> Result<Self, PlanError> {
        let (border, triangles) = match ground {
            Ground::Patches(patches) => on_map(body, patches.clone()),
            Ground::Outline(corners) => inside(body, corners),
            Ground::Painted { along, radius_mm } => painted(body, along, *radius_mm),
            Ground::Row(_) => on_map(body, BTreeSet::new()),
        };
        let mut skin = vec![Held::None; body.surface.skin_triangles()];
        for &(triangle, is_whole) in &triangles {
            skin[triangle as usize] = if is_whole { Held::All } else { Held::Part };
        }
        let triangles: Vec<u32> = triangles.into_iter().map(|(triangle, _)| triangle).collect();
        let about_mm2 = triangles.iter().map(|&triangle| body.surface.triangle_area_mm2(triangle)).sum();
        plan.check(about_mm2)?;
        let step_mm = plan.spacing_mm / SAMPLES_A_SPACING[usize::from(plan.count(about_mm2) > MANY)];
        // Nothing pushes other lattices into their area: what lies inside counts.
        let is_pushed = matches!(plan.pattern, Pattern::Hexagonal | Pattern::EvenRandom { .. });
        let inner_mm = EDGE * plan.spacing_mm;
        let margin_mm = if is_pushed { inner_mm } else { 0.0 };
        let mut area = Self {
            body,
            border,
            skin,
            samples: Vec::new(),
            ways: Ways { skin: Grid::new(2.0 * step_mm) },
            beside: Grid::new(BESIDE * plan.spacing_mm),
            whole_mm2: 0.0,
            depths: None,
            margin_mm,
            inner_mm,
            is_symmetric: false,
            step_mm,
        };
        area.sample(&triangles);
        let beside_mm = if plan.margin_mm > margin_mm { step_mm / FINER } else { step_mm };
        area.sample_beside(&triangles, beside_mm);
        area.narrow(plan.margin_mm, beside_mm);
        area.mark_margin();
        Ok(area)
    }

    /// As [`Self::of`], of skin that is its own mirror image, for a field that is one too.
    pub fn symmetric(body: &'a Body, ground: &Ground, plan: &Plan) -> Result<Self, PlanError> {
        Ok(Self { is_symmetric: true, ..Self::of(body, ground, plan)? })
    }

    /// Whether a field over it is to be its own mirror image.
    pub(super) fn is_symmetric(&self) -> bool {
        self.is_symmetric
    }

    /// The skin in a box round the area and a place, which lines over the area may run through, in the order of triangles.
    pub(super) fn skin_around(&self, place: SurfacePoint, reach_mm: f32) -> Vec<u32> {
        let surface = &self.body.surface;
        let spots = self.samples.iter().map(|sample| sample.spot.mm).chain([surface.position_mm(place)]);
        let [low, high] =
            spots.fold([Vec3::INFINITY, Vec3::NEG_INFINITY], |[low, high], mm| [low.min(mm), high.max(mm)]);
        let bounds = Bounds3 { min: low - Vec3::splat(reach_mm), max: high + Vec3::splat(reach_mm) };
        let is_skin = |triangle: &u32| surface.is_treatable(*triangle) || *triangle == place.triangle;
        surface.skin_in(bounds).filter(is_skin).collect()
    }

    /// Whether a triangle holds treatable skin of the ground.
    pub(super) fn touches(&self, triangle: u32) -> bool {
        self.skin.get(triangle as usize).is_some_and(|held| *held != Held::None)
    }

    /// Whether a place is treatable skin of the ground.
    pub(super) fn contains(&self, at: SurfacePoint) -> bool {
        match self.skin.get(at.triangle as usize) {
            Some(Held::All) => true,
            Some(Held::Part) => self.border.encloses(self.body, at),
            Some(Held::None) | None => false,
        }
    }

    /// Places scattered evenly over the area, no nearer to its edge than 0.22 spacings: about none of them a field has a hole.
    pub fn inner_places(&self) -> impl Iterator<Item = SurfacePoint> {
        self.samples.iter().filter(|sample| sample.is_inner).map(|sample| sample.spot.at)
    }

    /// Places scattered evenly over the skin inside the margin.
    pub fn places(&self) -> impl Iterator<Item = SurfacePoint> {
        self.samples.iter().map(|sample| sample.spot.at)
    }

    /// The area of the skin inside the margin, in mm² of the body.
    pub fn area_mm2(&self) -> f32 {
        self.whole_mm2
    }

    /// Whether a place of the area is far enough from its edge.
    pub(super) fn has_margin(&self, spot: &Spot) -> bool {
        !self.is_near_edge(spot, 0.0) && self.depths.as_ref().is_none_or(|depths| depths.is_deep(&self.ways, spot))
    }

    /// Whether a place of the area may come too near to its edge by going so far.
    pub(super) fn is_near_edge(&self, spot: &Spot, step_mm: f32) -> bool {
        self.ways.has_within(&self.beside, spot, self.refused_mm() + step_mm)
    }

    /// The way between two places in mm as far as it matters whether it is shorter than this; where skin bends much between
    /// them the arc doesn't tell it, but the shortest path.
    pub(super) fn path_mm(&self, a: &Spot, b: &Spot, reach_mm: f32) -> f32 {
        const BENT: f32 = 0.8;
        const UNCERTAIN: f32 = 1.1;
        let arc_mm = self.ways.way_mm(a, b, a.mm.distance_squared(b.mm), UNCERTAIN * reach_mm);
        if arc_mm < reach_mm || arc_mm >= UNCERTAIN * reach_mm || a.normal.dot(b.normal) > BENT {
            return arc_mm;
        }
        self.body.surface.geodesic_mm(a.at, b.at).unwrap_or(arc_mm)
    }

    /// Whether a place is nearer to one of a grid than this.
    pub(super) fn is_crowded(&self, grid: &Grid, spot: &Spot, reach_mm: f32) -> bool {
        let mut is_crowded = false;
        grid.around(spot.mm, reach_mm, |_, other, _| {
            is_crowded = self.path_mm(spot, other, reach_mm) < reach_mm;
            is_crowded
        });
        is_crowded
    }

    /// How near to a sample beside the area no place may be: the edge lies between the last sample inside and the first one
    /// outside.
    fn refused_mm(&self) -> f32 {
        self.margin_mm + self.step_mm / 2.0
    }

    /// Counts what is nearer to the edge than a margin asks for as lying beside the area, as far as that isn't left free anyhow.
    fn narrow(&mut self, margin_mm: f32, beside_mm: f32) {
        let by_mm = margin_mm - self.margin_mm;
        if by_mm <= 0.0 {
            return;
        }
        let edge_mm = self.edge_mm(margin_mm + 2.0 * self.step_mm, beside_mm);
        let all = std::mem::take(&mut self.samples);
        let count = all.len().max(1);
        let spots = all.iter().map(|sample| sample.spot).collect::<Vec<_>>();
        for (sample, edge_mm) in all.into_iter().zip(&edge_mm) {
            if *edge_mm < by_mm {
                self.beside.add(sample.spot);
            } else {
                self.samples.push(sample);
            }
        }
        self.ways.skin = Grid::of(2.0 * self.step_mm, self.samples.iter().map(|sample| sample.spot));
        self.whole_mm2 *= self.samples.len() as f32 / count as f32;
        let near = Grid::of(2.0 * self.step_mm, spots);
        self.depths = Some(Depths { near, edge_mm, least_mm: margin_mm, reach_mm: 2.0 * self.step_mm });
    }

    /// How far each sample is from the edge, up to so much: ways are led from sample to sample, over so many of them that they
    /// bend little (E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959).
    fn edge_mm(&self, most_mm: f32, beside_mm: f32) -> Vec<f32> {
        /// How far, in steps, the next sample of a way may be.
        const HOP: f32 = 4.0;
        let hop_mm = HOP * self.step_mm;
        // The edge lies between the last place inside and the first one beside.
        let first_mm = |sample: &Sample| self.ways.nearest_mm(&self.beside, &sample.spot, hop_mm) - beside_mm / 2.0;
        let mut edge_mm = each(&self.samples, first_mm);
        let near = edge_mm.iter().enumerate().filter(|(_, mm)| **mm < most_mm);
        let mut waiting: BinaryHeap<Reverse<(u32, usize)>> =
            near.map(|(at, mm)| Reverse((mm.max(0.0).to_bits(), at))).collect();
        while let Some(Reverse((bits, at))) = waiting.pop() {
            if edge_mm[at].max(0.0).to_bits() != bits {
                continue;
            }
            let (here, so_far_mm) = (self.samples[at].spot, edge_mm[at]);
            self.ways.skin.around(here.mm, hop_mm, |next, spot, chord_mm2| {
                let way_mm = so_far_mm + self.ways.way_mm(&here, spot, chord_mm2, hop_mm);
                if way_mm < edge_mm[next].min(most_mm) {
                    edge_mm[next] = way_mm;
                    waiting.push(Reverse((way_mm.max(0.0).to_bits(), next)));
                }
                false
            });
        }
        edge_mm
    }

    /// Samples too near to the edge are not inner ones.
    fn mark_margin(&mut self) {
        let reach_mm = self.inner_mm + self.step_mm / 2.0;
        for outside in self.beside.spots() {
            self.ways.skin.around(outside.mm, reach_mm, |at, spot, chord_mm2| {
                if self.samples[at].is_inner {
                    self.samples[at].is_inner = self.ways.way_mm(spot, outside, chord_mm2, reach_mm) >= reach_mm;
                }
                false
            });
        }
        if let Some(depths) = &self.depths {
            for sample in &mut self.samples {
                sample.is_inner &= depths.is_deep(&self.ways, &sample.spot);
            }
        }
    }

    /// Samples in every triangle, as many as its share of the area asks for.
    fn sample(&mut self, triangles: &[u32]) {
        let (mut scatter, mut tried) = (Scatter::new(self.step_mm), Vec::new());
        let mut tried_mm2 = 0.0_f64;
        for &triangle in triangles {
            tried_mm2 += f64::from(self.body.surface.triangle_area_mm2(triangle));
            scatter.over(self.body, triangle, |at| tried.push(at));
        }
        let spots = each(&tried, |&at| self.contains(at).then(|| Spot::on(self.body, at)));
        for spot in spots.into_iter().flatten() {
            self.samples.push(Sample { spot, is_inner: true });
            self.ways.skin.add(spot);
        }
        self.whole_mm2 = (tried_mm2 * self.samples.len() as f64 / tried.len().max(1) as f64) as f32;
    }

    /// Samples of what lies beside the area, as far as the edge can matter.
    fn sample_beside(&mut self, triangles: &[u32], step_mm: f32) {
        let surface = &self.body.surface;
        let mut seen: Vec<bool> = self.skin.iter().map(|held| *held != Held::None).collect();
        let is_outside = |&beside: &u32| seen.get(beside as usize).is_some_and(|seen| !seen);
        let is_border = |&&triangle: &&u32| {
            self.skin[triangle as usize] == Held::Part || surface.neighbours(triangle).iter().any(is_outside)
        };
        let mut border: Vec<u32> = triangles.iter().filter(is_border).copied().collect();
        let (mut scatter, mut found) = (Scatter::new(step_mm), Vec::new());
        while !border.is_empty() {
            let mut next = Vec::new();
            for triangle in border.into_iter().filter(|&triangle| self.is_beside(triangle)) {
                scatter.over(self.body, triangle, |at| {
                    if !self.contains(at) {
                        found.push(Spot::on(self.body, at));
                    }
                });
                let beside = surface.neighbours(triangle).into_iter();
                next.extend(beside.filter(|&triangle| {
                    seen.get_mut(triangle as usize).is_some_and(|seen| !std::mem::replace(seen, true))
                }));
            }
            border = next;
        }
        // Only the first ones beyond the edge tell how far it is.
        for spot in found {
            if self.ways.has_within(&self.ways.skin, &spot, 2.0 * self.step_mm) {
                self.beside.add(spot);
            }
        }
    }

    /// Whether a triangle may hold skin within two steps of the area.
    fn is_beside(&self, triangle: u32) -> bool {
        let corners = self.body.surface.corners_mm(triangle);
        let middle_mm = corners.into_iter().sum::<Vec3>() / 3.0;
        let radius_mm = corners.map(|corner| corner.distance(middle_mm)).into_iter().fold(0.0, f32::max);
        self.ways.skin.has_near(middle_mm, 2.0 * self.step_mm + radius_mm)
    }
}

/// How far samples are from the edge.
#[derive(Debug)]
struct Depths {
    near: Grid,
    /// Of each of them, in mm.
    edge_mm: Vec<f32>,
    /// How far from it places must be.
    least_mm: f32,
    /// How far off the samples are that tell of a place.
    reach_mm: f32,
}

impl Depths {
    /// Whether a place is far enough from the edge.
    fn is_deep(&self, ways: &Ways, place: &Spot) -> bool {
        let mut edge_mm = f32::INFINITY;
        self.near.around(place.mm, self.reach_mm, |at, spot, chord_mm2| {
            edge_mm = edge_mm.min(self.edge_mm[at] + ways.way_mm(place, spot, chord_mm2, self.reach_mm));
            edge_mm < self.least_mm
        });
        edge_mm >= self.least_mm
    }
}

/// Places scattered over triangles, one for so much area.
struct Scatter {
    cell_mm2: f32,
    owed: f32,
    number: u32,
}

impl Scatter {
    fn new(step_mm: f32) -> Self {
        Self { cell_mm2: step_mm * step_mm, owed: 0.5, number: 0 }
    }

    fn over(&mut self, body: &Body, triangle: u32, mut show: impl FnMut(SurfacePoint)) {
        self.owed += body.surface.triangle_area_mm2(triangle) / self.cell_mm2;
        while self.owed >= 1.0 {
            self.owed -= 1.0;
            self.number += 1;
            show(SurfacePoint { triangle, weights: scattered(self.number) });
        }
    }
}

/// The nth place of a sequence that fills a triangle evenly (M. Roberts' R2 sequence, 2018, folded onto the triangle).
fn scattered(number: u32) -> [f32; 3] {
    const STEPS: [f64; 2] = [0.754_877_666_246_692_8, 0.569_840_290_998_053_2];
    let [u, v] = STEPS.map(|step| (f64::from(number) * step).fract() as f32);
    let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
    [1.0 - u - v, u, v]
}
