//! Lattices whose places lie on lines at equal distances along the skin: rows from a first row, rings round a place, branches
//! from a spine.
//!
//! Lines of equal distance (`atlas::Distances`) are a spacing apart wherever the skin bends, and places are a spacing apart
//! on each. Where a line's next place would lie beyond the edge, or a line folds, a hole may stay that has room for a place: it
//! gets one. Where nothing tells where the first line lies and where on it the first place, both are tried in several ways, and
//! the one is kept that has the fewest holes and the count nearest to what the area asks for, once its holes are closed
//! (`nudge`).

use super::area::Area;
use super::frame::Frame;
use super::grid::Grid;
use super::line::Line;
use super::nudge;
use super::relax;
use super::spot::Spot;
use super::{Pattern, Plan};
use crate::atlas::{Distances, SurfacePoint, each, each_large};
use crate::geom::{Vec3, closest_on_triangle};

/// Nearer than this to another, in spacings, a place isn't taken: where skin is so bent that a line folds.
const TOO_NEAR: f32 = 0.91;
/// The angle of branches to the direction across their spine, in degrees; sources name the herringbone without one. Places at
/// the spine are then as far from each other as the others.
const SLANT_DEGREES: f32 = 30.0;
/// In how many ways the lines and the places on them are tried, in each of the two directions: a field of few places, and one
/// of more.
const TRIES: [usize; 2] = [6, 4];
const FEW: usize = 120;
/// Of so many of them, the most even ones, the holes are closed.
const CLOSED: usize = 6;
/// Fields of so many places and more are tried once: what lies at the edge hardly counts.
const MANY: usize = 300;

/// The places of the lattice.
pub(super) fn laid(area: &Area<'_>, plan: &Plan, frame: &Frame) -> Vec<Spot> {
    let Some(layout) = Layout::of(area, plan, frame) else { return Vec::new() };
    let shifts = layout.shifts(plan.count(area.area_mm2()));
    if let [shift] = shifts[..] {
        let places = layout.places(&layout.courses(shift[0]), shift);
        return nudge::closed(area, plan, places, frame.anchor);
    }
    let mut rows: Vec<f32> = shifts.iter().map(|shift| shift[0]).collect();
    rows.dedup();
    let courses = each_large(&rows, |&row| (row, layout.courses(row)));
    let tries = each_large(&shifts, |&shift| {
        let of_row = courses.iter().find(|(row, _)| *row == shift[0]);
        of_row.map(|(_, courses)| layout.places(courses, shift)).unwrap_or_default()
    });
    closed(area, plan, frame, tries)
}

/// The most even one of several fields once its holes are closed: the first that is even then, in the order in which they were
/// even before.
fn closed(area: &Area<'_>, plan: &Plan, frame: &Frame, fields: Vec<Vec<Spot>>) -> Vec<Spot> {
    const EVEN: f32 = 0.01;
    let uneven = each_large(&fields, |places| relax::unevenness(area, plan, places));
    let mut all: Vec<(f32, Vec<Spot>)> = uneven.into_iter().zip(fields).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best = (f32::INFINITY, Vec::new());
    for (_, places) in all.into_iter().take(CLOSED) {
        let places = nudge::closed(area, plan, places, frame.anchor);
        let uneven = relax::unevenness(area, plan, &places);
        if uneven < best.0 {
            best = (uneven, places);
        }
        if best.0 < EVEN {
            break;
        }
    }
    best.1
}

/// A line with where on it places begin.
struct Course {
    line: Line,
    origin_mm: f32,
    /// Every other one.
    is_odd: bool,
    /// Which half of a herringbone it belongs to.
    half: usize,
}

/// What lines are laid out from.
struct Layout<'a> {
    area: &'a Area<'a>,
    plan: &'a Plan,
    anchor_mm: Vec3,
    /// Where the lines' places begin, seen from the anchor: along this over the skin.
    ray: Vec3,
    frame: &'a Frame,
    /// Of each half.
    distances: Vec<Distances<'a>>,
    spine: Option<Distances<'a>>,
}

impl<'a> Layout<'a> {
    fn of(area: &'a Area<'a>, plan: &'a Plan, frame: &'a Frame) -> Option<Self> {
        let body = area.body;
        let surface = &body.surface;
        let aside = frame.aside(body);
        let skin = area.skin_around(frame.anchor, plan.spacing_mm);
        let lines = |along: &[Vec3]| Distances::from_lines(surface, skin.clone(), frame.anchor, along);
        let (distances, spine) = match plan.pattern {
            Pattern::Concentric => (vec![Distances::from_place(surface, skin, frame.anchor)?], None),
            Pattern::Herringbone => {
                let (sin, cos) = SLANT_DEGREES.to_radians().sin_cos();
                // Both so that distances grow in the spine's direction.
                let [left, right] = [-sin, sin].map(|rise| frame.along * cos + aside * rise);
                let mut halves = lines(&[left, right, aside])?;
                let spine = halves.pop();
                (halves, spine)
            }
            _ => (lines(&[frame.along])?, None),
        };
        let anchor_mm = surface.position_mm(frame.anchor);
        Some(Self { area, plan, anchor_mm, ray: aside, frame, distances, spine })
    }

    /// The ways in which lines and places are tried, as shares of a spacing.
    fn shifts(&self, wanted: usize) -> Vec<[f32; 2]> {
        let tries = TRIES[usize::from(wanted >= FEW)];
        let share = |at: usize, of: usize| at as f32 / of as f32;
        if self.plan.anchor.is_some() || wanted >= MANY {
            return vec![[0.0; 2]];
        }
        let [rows, places] = match self.plan.pattern {
            Pattern::Herringbone => [2 * tries, 1],
            Pattern::Concentric if self.area.is_symmetric() => [1, 2],
            Pattern::Concentric => [1, 2 * tries],
            // Others than these two aren't their own mirror image.
            _ if self.area.is_symmetric() => [2 * tries, 2],
            _ => [tries, tries],
        };
        (0..rows).flat_map(|row| (0..places).map(move |place| [share(row, rows), share(place, places)])).collect()
    }

    /// All lines that reach the area, from the anchor outward, shifted by this share of a spacing.
    fn courses(&self, shift: f32) -> Vec<Course> {
        let halves: Vec<usize> = (0..self.distances.len()).collect();
        each_large(&halves, |&half| self.courses_of(half, shift)).into_iter().flatten().collect()
    }

    fn courses_of(&self, half: usize, shift: f32) -> Vec<Course> {
        let (distances, spacing_mm) = (&self.distances[half], self.plan.spacing_mm);
        let reached = each(&self.area.samples, |sample| distances.at_mm(sample.spot.at));
        let reached = reached.into_iter().flatten();
        let far = reached.fold([0.0_f32; 2], |[low, high], mm| [low.min(mm), high.max(mm)]);
        let [first, last] = far.map(|mm| (mm / spacing_mm).floor() as i32);
        let mut lines = distances.lines(shift * spacing_mm, spacing_mm);
        let mut courses = Vec::new();
        for levels in [(0..=last).collect::<Vec<_>>(), (first - 1..0).rev().collect()] {
            let mut origin = self.anchor_mm;
            for level in levels {
                let of_level = lines.remove(&level).unwrap_or_default().into_iter();
                let of_level = of_level.map(|points| Line::new(distances.surface(), points)).collect();
                let away_mm = (level as f32 + shift) * spacing_mm;
                courses.extend(self.begun(of_level, (half, level, away_mm), &mut origin));
            }
        }
        courses
    }

    /// Lines of one level with where places begin on them: opposite to where they do on the lines before.
    fn begun(&self, lines: Vec<Line>, (half, level, away_mm): (usize, i32, f32), origin: &mut Vec3) -> Vec<Course> {
        let surface = &self.area.body.surface;
        if self.plan.pattern == Pattern::Concentric {
            *origin = surface.position_mm(surface.straight_on(self.frame.anchor, self.ray, away_mm));
        }
        let mut nearest = (f32::INFINITY, *origin);
        let begun = lines.into_iter().map(|line| {
            let (along_mm, far_mm) = line.nearest_mm(*origin);
            if far_mm < nearest.0 {
                nearest = (far_mm, line.at_mm(along_mm).1);
            }
            let origin_mm = self.at_the_spine(&line).unwrap_or(along_mm);
            Course { line, origin_mm, is_odd: level % 2 != 0, half }
        });
        let begun = begun.collect();
        *origin = nearest.1;
        begun
    }

    /// The way along a branch to where it leaves the spine, or would.
    fn at_the_spine(&self, line: &Line) -> Option<f32> {
        let spine = self.spine.as_ref()?;
        let points: Vec<(f32, f32)> =
            line.points().filter_map(|(along_mm, point)| Some((along_mm, spine.at_mm(point)?))).collect();
        let crossing = points.windows(2).find(|pair| (pair[0].1 < 0.0) != (pair[1].1 < 0.0));
        if let Some(&[(before_mm, from), (after_mm, to)]) = crossing.and_then(|pair| pair.first_chunk()) {
            return Some(before_mm + (after_mm - before_mm) * from / (from - to));
        }
        let (along_mm, off_mm) = points.iter().copied().min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
        // As if it went on to the spine at its slant.
        let is_first = along_mm < line.length_mm() / 2.0;
        let gone_mm = off_mm.abs() / SLANT_DEGREES.to_radians().cos();
        Some(if is_first { along_mm - gone_mm } else { along_mm + gone_mm })
    }

    /// The places on these lines, shifted along them by this share of a spacing.
    fn places(&self, courses: &[Course], [row, place]: [f32; 2]) -> Vec<Spot> {
        let (area, spacing_mm) = (self.area, self.plan.spacing_mm);
        let (mut kept, mut places) = (Grid::new(spacing_mm), Vec::new());
        let mut take = |spot: Spot| {
            let is_in = area.contains(spot.at) && area.has_margin(&spot);
            if is_in && !area.is_crowded(&kept, &spot, TOO_NEAR * spacing_mm) {
                kept.add(spot);
                places.push(spot);
            }
        };
        // The middle of rings lies on no line.
        if self.plan.pattern == Pattern::Concentric || row == 0.0 && place == 0.0 {
            take(Spot::on(area.body, self.frame.anchor));
        }
        for course in courses {
            let staggers = matches!(self.plan.pattern, Pattern::Rows | Pattern::Concentric) && course.is_odd;
            let half_mm = course.line.half_step_mm(spacing_mm);
            let origin_mm = course.origin_mm + 2.0 * half_mm * place + if staggers { half_mm } else { 0.0 };
            for along_mm in course.line.steps(origin_mm, spacing_mm) {
                let (triangle, mm) = course.line.at_mm(along_mm);
                if !area.touches(triangle) {
                    continue;
                }
                let weights = closest_on_triangle(mm, area.body.surface.corners_mm(triangle));
                let spot = Spot::on(area.body, SurfacePoint { triangle, weights });
                if self.is_of_half(course.half, &spot) {
                    take(spot);
                }
            }
        }
        relax::filled(area, self.plan, places)
    }

    /// Whether a place lies on the side of the spine of that half, or on the spine.
    fn is_of_half(&self, half: usize, spot: &Spot) -> bool {
        const ON_THE_SPINE: f32 = 0.05;
        let Some(spine) = &self.spine else { return true };
        let on_spine_mm = ON_THE_SPINE * self.plan.spacing_mm;
        // What lies to the left of the spine, seen along it, is the first half.
        spine.at_mm(spot.at).is_some_and(|mm| if half == 0 { mm > -on_spine_mm } else { mm < on_spine_mm })
    }
}
