//! A line over the skin by its length.

use crate::atlas::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// A line over the skin, of more than one point, each but the first in the triangle of the piece that leads to it.
#[derive(Debug)]
pub(super) struct Line {
    points: Vec<SurfacePoint>,
    points_mm: Vec<Vec3>,
    /// The way up to each of them.
    along_mm: Vec<f32>,
    is_closed: bool,
}

impl Line {
    pub(super) fn new(surface: &Surface, points: Vec<SurfacePoint>) -> Self {
        const TOGETHER_MM: f32 = 1e-3;
        let points_mm: Vec<Vec3> = points.iter().map(|&point| surface.position_mm(point)).collect();
        let steps = points_mm.windows(2).map(|pair| pair[0].distance(pair[1]));
        let so_far = steps.scan(0.0, |sum_mm, step_mm| {
            *sum_mm += step_mm;
            Some(*sum_mm)
        });
        let along_mm = std::iter::once(0.0).chain(so_far).collect();
        let ends = points_mm.first().zip(points_mm.last());
        let is_closed = points_mm.len() > 3 && ends.is_some_and(|(a, b)| a.distance(*b) < TOGETHER_MM);
        Self { points, points_mm, along_mm, is_closed }
    }

    pub(super) fn length_mm(&self) -> f32 {
        self.along_mm.last().copied().unwrap_or_default()
    }

    /// The way up to the place of the line that is nearest to one through the air, and how far that is, both in mm.
    pub(super) fn nearest_mm(&self, to_mm: Vec3) -> (f32, f32) {
        let pieces = self.points_mm.windows(2).zip(&self.along_mm).map(|(pair, before_mm)| {
            let (from, way) = (pair[0], pair[1] - pair[0]);
            let share = ((to_mm - from).dot(way) / way.length_squared().max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
            (before_mm + share * way.length(), (from + way * share).distance(to_mm))
        });
        pieces.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0.0, f32::INFINITY))
    }

    /// The place after so much of it, with the triangle that holds it.
    pub(super) fn at_mm(&self, along_mm: f32) -> (u32, Vec3) {
        let last = self.points_mm.len() - 1;
        let piece = self.along_mm.partition_point(|&before_mm| before_mm <= along_mm).clamp(1, last);
        let [from_mm, to_mm] = [self.along_mm[piece - 1], self.along_mm[piece]];
        let share = (along_mm - from_mm) / (to_mm - from_mm).max(f32::MIN_POSITIVE);
        let at_mm = self.points_mm[piece - 1].lerp(self.points_mm[piece], share.clamp(0.0, 1.0));
        (self.points[piece].triangle, at_mm)
    }

    /// Ways to places a step apart of which one lies after `origin_mm`: evenly about a closed line, if that has room for
    /// two, as nearly a step apart as its length allows and hardly less.
    pub(super) fn steps(&self, origin_mm: f32, step_mm: f32) -> Vec<f32> {
        const LEAST: f32 = 0.97;
        let length_mm = self.length_mm();
        if !self.is_closed {
            let first = -(origin_mm / step_mm).floor();
            let steps = (0..).map(|step| origin_mm + (first + step as f32) * step_mm);
            return steps.take_while(|&along_mm| along_mm <= length_mm).collect();
        }
        let round = (length_mm / step_mm).round();
        let count = if round * step_mm * LEAST > length_mm { round - 1.0 } else { round }.max(1.0);
        (0..count as u32).map(|step| (origin_mm + step as f32 * length_mm / count).rem_euclid(length_mm)).collect()
    }

    /// Half a step, as places of it lie.
    pub(super) fn half_step_mm(&self, step_mm: f32) -> f32 {
        if !self.is_closed {
            return step_mm / 2.0;
        }
        match self.steps(0.0, step_mm).len() {
            0 | 1 => step_mm / 2.0,
            count => self.length_mm() / count as f32 / 2.0,
        }
    }

    /// Its points with the ways to them.
    pub(super) fn points(&self) -> impl Iterator<Item = (f32, SurfacePoint)> {
        self.along_mm.iter().copied().zip(self.points.iter().copied())
    }
}
