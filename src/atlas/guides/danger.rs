//! The shapes of danger zones on a body: discs and bands as rows of rungs across them.

use std::f32::consts::PI;
use std::sync::Arc;

use super::kept::Kept;
use super::read::{DangerZone, Drawn, Spot, Way, danger_zones};
use super::section::{length_mm, section};
use super::travel::{resampled, travel, way};
use crate::atlas::landmarks::landmark;
use crate::atlas::regions::{Patch, RegionTree, Side, boundaries, locus_at};
use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// What of one zone lies on one side of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct DangerShape {
    /// The zone.
    pub zone: &'static DangerZone,
    /// The patient's side.
    pub side: Side,
    /// From one end to the other: the two edges of the shape; the same spot twice in a line without width.
    pub rungs: Vec<[SurfacePoint; 2]>,
}

/// All shapes on a body, the left ones first; zones that aren't drawn have none. `head` is what makes millimetres of the
/// head that is drawn the patient's, in which the sources speak.
pub fn danger_shapes(body: &'static Body, head: f32) -> Arc<[DangerShape]> {
    static KEPT: Kept<DangerShape> = Kept::new();
    KEPT.get((body.kind, Scale { head, ..Scale::AS_DRAWN }), || shapes(On { body, head }))
}

/// A body with the factor of its head.
#[derive(Clone, Copy)]
struct On {
    body: &'static Body,
    head: f32,
}

impl On {
    /// What the patient's millimetres are on the body.
    fn drawn_mm(self, patients_mm: f32) -> f32 {
        patients_mm / self.head
    }
}

fn shapes(on: On) -> Vec<DangerShape> {
    let left = |zone: &'static DangerZone| {
        let rungs = rungs(on, zone.drawn.as_ref()?)?;
        Some(DangerShape { zone, side: Side::Left, rungs })
    };
    let mut shapes: Vec<DangerShape> = danger_zones().iter().filter_map(left).collect();
    let other = |shape: &DangerShape| {
        let rungs = shape.rungs.iter().map(|rung| rung.map(|point| on.body.surface.mirror(point))).collect();
        DangerShape { side: Side::Right, rungs, ..*shape }
    };
    let mirrored: Vec<DangerShape> = shapes.iter().map(other).collect();
    shapes.extend(mirrored);
    shapes
}

/// The distance between rungs.
const STEP_MM: f32 = 2.0;

fn rungs(on: On, drawn: &Drawn) -> Option<Vec<[SurfacePoint; 2]>> {
    match drawn {
        Drawn::Disc(centre, radius_mm) => Some(disc(on.body, spot(on, centre)?, on.drawn_mm(*radius_mm))),
        Drawn::Band(along, half_mm) => band(on, along, [*half_mm; 2].map(|mm| on.drawn_mm(mm))),
        Drawn::BandBelow(along, mm) => band(on, along, [0.0, on.drawn_mm(*mm)]),
    }
}

/// Chords of the circle of that radius along the skin.
fn disc(body: &Body, centre: SurfacePoint, radius_mm: f32) -> Vec<[SurfacePoint; 2]> {
    const CHORDS: u16 = 24;
    let normal = body.surface.normal(centre);
    let right = Vec3::Z.cross(normal).normalize_or(Vec3::X);
    let up = normal.cross(right);
    let at = |angle: f32| {
        let direction = up * angle.cos() + right * angle.sin();
        travel(&body.surface, centre, direction, radius_mm)
    };
    (0..=CHORDS).map(|k| f32::from(k) * PI / f32::from(CHORDS)).map(|angle| [at(-angle), at(angle)]).collect()
}

/// Rungs across a way, `[up, down]` millimetres to its two sides; of an upright way the sides are left and right.
fn band(on: On, along: &Way, [up_mm, down_mm]: [f32; 2]) -> Option<Vec<[SurfacePoint; 2]>> {
    let surface = &on.body.surface;
    let spots = resampled(surface, &points(on, along)?, STEP_MM);
    let last = spots.len().checked_sub(1)?;
    // A shape ends at the midline, where its mirror image begins.
    let this_side = |point| {
        let at_mm = surface.position_mm(point);
        if at_mm.x < 0.0 { surface.closest(Vec3 { x: 0.0, ..at_mm }).0 } else { point }
    };
    let rung = |(at, &spot): (usize, &SurfacePoint)| {
        let [before, after] = [at.saturating_sub(2), (at + 2).min(last)].map(|k| surface.position_mm(spots[k]));
        let across = surface.normal(spot).cross(after - before).normalize_or(Vec3::Z);
        let across = if across.z < 0.0 { -across } else { across };
        [travel(surface, spot, across, up_mm), travel(surface, spot, -across, down_mm)].map(this_side)
    };
    Some(spots.iter().enumerate().map(rung).collect())
}

fn points(on: On, along: &Way) -> Option<Vec<SurfacePoint>> {
    let body = on.body;
    match along {
        Way::Between(from, to) => Some(way(&body.surface, spot(on, from)?, spot(on, to)?)),
        Way::Sagittal(id, regions) => {
            let tree = RegionTree::get();
            let regions: Vec<_> = regions.iter().filter_map(|id| tree.find(id)).collect();
            let x_mm = landmark(body, id, Side::Left)?.position_mm.x;
            let keep = |point| regions.iter().any(|&region| tree.is_within(locus_at(body, point).region, region));
            let runs = section(&body.surface, (Vec3::X, x_mm), keep);
            runs.into_iter().max_by(|a, b| length_mm(&body.surface, a).total_cmp(&length_mm(&body.surface, b)))
        }
    }
}

fn spot(on: On, spot: &Spot) -> Option<SurfacePoint> {
    let body = on.body;
    match spot {
        Spot::At(id, up_mm) => Some(up(body, landmark(body, id, Side::Left)?.point, on.drawn_mm(*up_mm))),
        Spot::BrowEnd(up_mm) => {
            let (end, _) = body.surface.closest(body.features.brow_mm(&body.surface, 1.0));
            Some(up(body, end, on.drawn_mm(*up_mm)))
        }
        Spot::UnderBorder(between, x_mm, down_mm) => {
            let [x_mm, down_mm] = [*x_mm, *down_mm].map(|mm| on.drawn_mm(mm));
            let border_mm = body.surface.position_mm(border(body, between, x_mm)?);
            from_front(body, x_mm, border_mm.z - down_mm)
        }
        Spot::OnBorder(between, id, share) => {
            border(body, between, landmark(body, id, Side::Left)?.position_mm.x * share)
        }
    }
}

fn up(body: &Body, from: SurfacePoint, mm: f32) -> SurfacePoint {
    let direction = if mm < 0.0 { Vec3::NEG_Z } else { Vec3::Z };
    travel(&body.surface, from, direction, mm.abs())
}

/// The skin that a viewer in front sees there.
fn from_front(body: &Body, x_mm: f32, z_mm: f32) -> Option<SurfacePoint> {
    let origin_mm = Vec3::new(x_mm, -5000.0, z_mm);
    body.surface.first_hit(origin_mm, Vec3::Y).map(|(point, _)| point)
}

/// The point of the line between two regions, on the left or in the midline, that is so far from the midline.
fn border(body: &Body, between: &[String; 2], x_mm: f32) -> Option<SurfacePoint> {
    let tree = RegionTree::get();
    let wanted = [tree.find(&between[0])?, tree.find(&between[1])?];
    let meets = |between: &[Patch; 2]| {
        wanted.iter().all(|&region| between.iter().any(|patch| tree.is_within(patch.region, region)))
    };
    let points = boundaries(body).iter().filter(|line| meets(&line.between)).flat_map(|line| &line.points);
    let off_mm = |point: &SurfacePoint| (body.surface.position_mm(*point).x - x_mm).abs();
    points.copied().min_by(|a, b| off_mm(a).total_cmp(&off_mm(b)))
}
