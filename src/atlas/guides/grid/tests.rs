//! The grid against exact distances, and walks from line to line.

use super::*;
use crate::atlas::BodyKind;
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
    let zoning = Zoning::of(body);
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
        let (surface, zoning) = (&body.surface, Zoning::of(body));
        let (mut all, mut even, mut good, mut dice) = (0, 0, 0, Dice(11));
        for (source, chart) in charts(body).iter().enumerate() {
            let lines = lines_of(body, source, STEP_MM);
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
                all += 1;
                if is_even(chart, &(0..=10_u8).map(|mm| walked(f32::from(mm))).collect::<Vec<_>>()) {
                    even += 1;
                    good += usize::from(nearest_mm(surface, &lines, surface.position_mm(to)) < 0.03 * STEP_MM);
                }
            }
        }
        let told = format!("{}: {good} walks of {even} without a ridge, of {all}", body.kind.id());
        assert!(good * 100 >= even * 95 && even * 100 >= all * 70, "{told}");
    }
}

#[test]
fn every_line_has_its_mirror_image_and_none_is_a_fragment() {
    for body in bodies() {
        let surface = &body.surface;
        let lines = grid_lines(body, 10.0, 10.0);
        let places = |guide: &Guide| guide.points.iter().map(|&point| surface.position_mm(point)).collect::<Vec<_>>();
        let all: Vec<Vec<Vec3>> = lines.iter().map(places).collect();
        let holds = |line: &Vec<Vec3>, at_mm: Vec3| line.iter().any(|place| place.distance(at_mm) < 0.02);
        for own in &all {
            let length_mm: f32 = own.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            assert!(length_mm > 8.0, "{length_mm} mm at {}", own[0]);
            let mirrored: Vec<Vec3> = own.iter().map(|p| *p * Vec3::new(-1.0, 1.0, 1.0)).collect();
            let is_image = |other: &&Vec<Vec3>| {
                other.len() == own.len()
                    && holds(other, mirrored[0])
                    && mirrored.iter().all(|&at_mm| holds(other, at_mm))
            };
            assert!(all.iter().any(|other| is_image(&other)), "no mirror image of the line from {}", own[0]);
        }
    }
}

#[test]
fn a_spacing_of_its_own_for_the_head() {
    let body = Body::get(BodyKind::AdultFemale);
    let zoning = Zoning::of(body);
    let of_head = |guide: &Guide| {
        let middle = guide.points[guide.points.len() / 2];
        (0..SOURCES.len()).any(|source| zoning.uses(body, middle, source, true))
    };
    let length_mm = |guide: &Guide| crate::atlas::guides::section::length_mm(&body.surface, &guide.points);
    let lengths_mm = |head_mm, elsewhere_mm| {
        let lines = grid_lines(body, head_mm, elsewhere_mm);
        let (head, rest): (Vec<&Guide>, Vec<&Guide>) = lines.iter().partition(|guide| of_head(guide));
        [head, rest].map(|lines| lines.into_iter().map(length_mm).sum::<f32>())
    };
    let ([head, rest], [denser_head, same_rest]) = (lengths_mm(10.0, 10.0), lengths_mm(5.0, 10.0));
    // Twice as many lines over the same skin.
    assert!((denser_head / head - 2.0).abs() < 0.15 && same_rest == rest, "{head} {denser_head} {rest} {same_rest}");
}
