//! Lines of equal distance through the triangles of a sheet, joined, cut at the borders of zones and mirrored.

use super::Chart;
use crate::atlas::regions::{End, chains};
use crate::atlas::{Surface, SurfacePoint};
use crate::geom::closest_on_triangle;

/// Shorter pieces read as dirt.
const LEAST_MM: f32 = 8.0;
/// Where the distance grows by less than this per millimetre, ways from two sides meet.
const RIDGE: f32 = 0.85;

/// All lines at multiples of a step from the curve, over triangles that `near` wants, as far as `wanted` does.
pub(super) fn isolines(
    surface: &Surface,
    chart: &Chart,
    step_mm: f32,
    (near, wanted): (impl Fn(u32) -> bool, impl Fn(SurfacePoint) -> bool),
) -> Vec<Vec<SurfacePoint>> {
    let mut pieces = Vec::new();
    for (number, &triangle) in (0..).zip(&chart.sheet.skin) {
        if near(triangle) {
            pieces_in(surface, chart, step_mm, (number, triangle), &mut pieces);
        }
    }
    pieces.extend(curve_pieces(chart, &near));
    let runs = chains(&pieces).into_iter().flat_map(|line| clipped(surface, &line, &wanted));
    let whole = runs.flat_map(|run| with_mirrored(surface, run));
    whole.filter(|line| super::super::section::length_mm(surface, line) > LEAST_MM).collect()
}

/// The pieces of all lines in a triangle, known by its number in the sheet and on the surface.
fn pieces_in(
    surface: &Surface,
    chart: &Chart,
    step_mm: f32,
    (number, triangle): (u32, u32),
    pieces: &mut Vec<[End; 2]>,
) {
    let Chart { sheet, field } = chart;
    let vertices = sheet.triangles[number as usize];
    let at_mm = field.signed_mm(sheet, number);
    let (low, high) = at_mm.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, h), &d| (l.min(d), h.max(d)));
    if !(high - low).is_finite() || steepness(surface.corners_mm(triangle), at_mm) < RIDGE {
        return;
    }
    for level in (low / step_mm).floor() as i32..=(high / step_mm).ceil() as i32 {
        let goal_mm = level as f32 * step_mm;
        if level == 0 {
            continue;
        }
        let crossings = (0..3).filter_map(|corner| {
            let next = (corner + 1) % 3;
            if (at_mm[corner] >= goal_mm) == (at_mm[next] >= goal_mm) {
                return None;
            }
            // From the lower number, so that both triangles of the edge find the same place.
            let (from, to) = if vertices[corner] < vertices[next] { (corner, next) } else { (next, corner) };
            let share = if at_mm[from] * at_mm[to] < 0.0 {
                (goal_mm - at_mm[from]) / (at_mm[to] - at_mm[from])
            } else {
                field.share_at(sheet, [vertices[from], vertices[to]], goal_mm.abs())
            };
            let mut weights = [0.0; 3];
            (weights[from], weights[to]) = (1.0 - share, share);
            Some(([vertices[from], vertices[to], level.unsigned_abs(), 0], SurfacePoint { triangle, weights }))
        });
        if let [Some(from), Some(to)] = first_two(crossings) {
            pieces.push([from, to]);
        }
    }
}

fn first_two<T>(mut all: impl Iterator<Item = T>) -> [Option<T>; 2] {
    [all.next(), all.next()]
}

/// How much a linear function grows per millimetre in a triangle.
fn steepness([a, b, c]: [crate::geom::Vec3; 3], [at_a, at_b, at_c]: [f32; 3]) -> f32 {
    let normal = (b - a).cross(c - a);
    let gradient = normal.cross(a - c) * (at_b - at_a) + normal.cross(b - a) * (at_c - at_a);
    gradient.length() / normal.length_squared().max(f32::MIN_POSITIVE)
}

/// The curve itself, which no distance crosses.
fn curve_pieces(chart: &Chart, near: &impl Fn(u32) -> bool) -> Vec<[End; 2]> {
    let sheet = &chart.sheet;
    let end = |triangle: u32, weights: [f32; 3]| {
        let mut on: Vec<u32> =
            (0..3).filter(|&c| weights[c] > 0.0).map(|c| sheet.triangles[triangle as usize][c]).collect();
        on.sort_unstable();
        let key = [on[0], *on.get(1).unwrap_or(&on[0]), 0, 0];
        (key, SurfacePoint { triangle: sheet.skin[triangle as usize], weights })
    };
    let pieces = chart.field.curve.iter().filter(|piece| near(sheet.skin[piece.triangle as usize]));
    pieces.map(|piece| piece.ends.map(|weights| end(piece.triangle, weights))).collect()
}

/// The runs of a line that are wanted, each end where that changes.
fn clipped(surface: &Surface, line: &[SurfacePoint], wanted: &impl Fn(SurfacePoint) -> bool) -> Vec<Vec<SurfacePoint>> {
    let held: Vec<bool> = line.iter().map(|&point| wanted(point)).collect();
    let mut runs: Vec<Vec<SurfacePoint>> = Vec::new();
    let mut run = Vec::new();
    for (at, &point) in line.iter().enumerate() {
        if at > 0 && held[at] != held[at - 1] {
            let (inside, outside) = if held[at] { (point, line[at - 1]) } else { (line[at - 1], point) };
            run.push(border(surface, point.triangle, [inside, outside], wanted));
        }
        if held[at] {
            run.push(point);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    // A closed line is not cut where it happens to begin.
    let closed =
        line.len() > 2 && surface.position_mm(line[0]).distance(surface.position_mm(line[line.len() - 1])) < 1e-3;
    match runs.first_mut() {
        Some(first) if closed && held[0] && !run.is_empty() => {
            run.extend(first.iter().skip(1));
            *first = run;
        }
        _ => runs.push(run),
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The last place on the way from inside to outside, both in that triangle, that is still wanted.
fn border(
    surface: &Surface,
    triangle: u32,
    ends: [SurfacePoint; 2],
    wanted: &impl Fn(SurfacePoint) -> bool,
) -> SurfacePoint {
    const HALVINGS: usize = 8;
    let corners_mm = surface.corners_mm(triangle);
    let [mut inside, mut outside] = ends.map(|point| surface.position_mm(point));
    let place = |at_mm| SurfacePoint { triangle, weights: closest_on_triangle(at_mm, corners_mm) };
    for _ in 0..HALVINGS {
        let middle = inside.midpoint(outside);
        if wanted(place(middle)) { inside = middle } else { outside = middle }
    }
    place(inside)
}

/// A line of the left half and its mirror image; one line if they meet in the midline.
fn with_mirrored(surface: &Surface, mut line: Vec<SurfacePoint>) -> Vec<Vec<SurfacePoint>> {
    const MIDLINE_MM: f32 = 0.01;
    let in_midline = |point: &SurfacePoint| surface.position_mm(*point).x < MIDLINE_MM;
    if line.iter().all(in_midline) {
        return vec![line];
    }
    if line.last().is_some_and(in_midline) && !line.first().is_some_and(in_midline) {
        line.reverse();
    }
    let mut mirrored: Vec<SurfacePoint> = line.iter().map(|&point| surface.mirror(point)).collect();
    if !line.first().is_some_and(in_midline) {
        return vec![line, mirrored];
    }
    // From the far end of the mirror image to the midline, and on; if both ends lie there the line is closed.
    mirrored.reverse();
    mirrored.extend(line.into_iter().skip(1));
    vec![mirrored]
}
