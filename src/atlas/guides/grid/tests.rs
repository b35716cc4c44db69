//! The grid against exact distances, and walks from line to line.

use super::*;
use crate::atlas::guides::travel::travel;
use crate::atlas::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// Numbers that look random and are the same every time (Lehmer 1951).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0 * 48271 % 0x7fff_ffff;
        self.0 as usize % count
    }
}

fn bodies() -> [&'static Body; 2] {
    BodyKind::ALL.map(Body::get)
}

fn lines_of(body: &'static Body, source: usize, step_mm: f32) -> Vec<Vec<SurfacePoint>> {
    let zoning = Zoning::get();
    let wanted = |point| [true, false].into_iter().any(|head| zoning.uses(body, point, source, head));
    let near = |triangle| [true, false].into_iter().any(|head| zoning.may_use(triangle, source, head));
    isolines::isolines(&body.surface, &charts(body)[source], step_mm, (near, wanted))
}

#[test]
fn distances_from_the_midline_are_those_of_the_ruler() {
    for body in bodies() {
        let chart = &charts(body)[0];
        let mut dice = Dice(5);
        let mut off = Vec::new();
        while off.len() < 150 {
            let number = dice.below(chart.sheet.skin.len());
            let triangle = chart.sheet.skin[number];
            let point = SurfacePoint { triangle, weights: [1.0, 0.0, 0.0] };
            let Some(exact) = body.surface.from_midline(point).filter(|path| path.length_mm > 5.0) else { continue };
            let ours_mm = chart.field.distance_mm(chart.sheet.triangles[number][0]);
            off.push((ours_mm / exact.length_mm - 1.0).abs());
        }
        off.sort_by(f32::total_cmp);
        // The rest lie beyond the eyes or the mouth, over which the ruler does not go.
        eprintln!(
            "{:?}",
            [5, 9, 95, 98].map(|share: usize| off[off.len() * share / if share < 10 { 10 } else { 100 }])
        );
        assert!(off[off.len() / 2] < 0.002 && off[off.len() * 9 / 10] < 0.01, "{off:?}");
    }
}

/// How far the nearest of the lines is from a place, mm.
fn nearest_mm(surface: &Surface, lines: &[Vec<SurfacePoint>], at_mm: Vec3) -> f32 {
    let pieces = lines.iter().flat_map(|line| line.windows(2));
    let off = pieces.map(|pair| {
        let [from, to] = [pair[0], pair[1]].map(|point| surface.position_mm(point));
        let along = to - from;
        let share = (at_mm - from).dot(along) / along.length_squared().max(f32::MIN_POSITIVE);
        at_mm.distance(from.lerp(to, share.clamp(0.0, 1.0)))
    });
    off.fold(f32::INFINITY, f32::min)
}

/// The distance from the curve at a place of the left half, below zero behind the curve.
fn signed_mm(chart: &Chart, point: SurfacePoint) -> Option<f32> {
    let number = chart.sheet.skin.binary_search(&point.triangle).ok()?;
    let corners = chart.field.signed_mm(&chart.sheet, number as u32);
    Some(corners.iter().zip(point.weights).map(|(mm, weight)| mm * weight).sum())
}

/// Whether the distance grows, or shrinks, by about a millimetre with every millimetre of a way: no ridge is in between.
fn is_even(chart: &Chart, way: &[SurfacePoint]) -> bool {
    const LEAST: f32 = 0.8;
    let Some(at) = way.iter().map(|&point| signed_mm(chart, point)).collect::<Option<Vec<f32>>>() else { return false };
    // Beyond the curve the distance grows again.
    let steps =
        at.windows(2).filter(|pair| pair[0].abs().min(pair[1].abs()) > 1.5).map(|pair| pair[1].abs() - pair[0].abs());
    let steps: Vec<f32> = steps.collect();
    steps.iter().all(|&step| step > LEAST) || steps.iter().all(|&step| step < -LEAST)
}

#[test]
fn ten_millimetres_across_a_line_is_the_next_one() {
    const STEP_MM: f32 = 10.0;
    for body in bodies() {
        let (surface, zoning) = (&body.surface, Zoning::get());
        let (mut all, mut even, mut good, mut dice) = (0, 0, 0, Dice(11));
        for (source, chart) in charts(body).iter().enumerate() {
            let lines = lines_of(body, source, STEP_MM);
            let (mut own_even, mut own_good, mut own) = (0, 0, 0);
            for _ in 0..60 {
                let line = &lines[dice.below(lines.len())];
                let at = 1 + dice.below(line.len() - 1);
                let (mut from, mut before) = (line[at], line[at - 1]);
                if surface.position_mm(from).x < 0.0 {
                    (from, before) = (surface.mirror(from), surface.mirror(before));
                }
                let along = surface.position_mm(from) - surface.position_mm(before);
                let across = along.cross(surface.normal(from)) * if dice.below(2) == 0 { 1.0 } else { -1.0 };
                let walked = |mm: f32| travel(surface, from, across.normalize_or_zero(), mm);
                let to = walked(STEP_MM);
                let same = |head| [from, to].iter().all(|&end| zoning.uses(body, end, source, head));
                if !(same(true) || same(false)) || surface.position_mm(to).x < 0.0 {
                    continue;
                }
                own += 1;
                if is_even(chart, &(0..=10_u8).map(|mm| walked(f32::from(mm))).collect::<Vec<_>>()) {
                    own_even += 1;
                    own_good += usize::from(nearest_mm(surface, &lines, surface.position_mm(to)) < 0.03 * STEP_MM);
                }
            }
            eprintln!("{source}: {own_good} of {own_even} of {own}");
            (all, even, good) = (all + own, even + own_even, good + own_good);
        }
        let told = format!("{}: {good} walks of {even} without a ridge, of {all}", body.kind.id());
        eprintln!("{told}");
        assert!(good * 100 >= even * 95 && even * 100 >= all * 70, "{told}");
    }
}
