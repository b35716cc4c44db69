//! Where the lines of each guide run on a body.

use super::section::{length_mm, section};
use super::{Guide, GuideKind};
use crate::atlas::landmarks::{landmark, landmarks};
use crate::atlas::regions::{RegionId, RegionTree, Side, locus_at};
use crate::atlas::{Body, Surface, SurfacePoint};
use crate::geom::Vec3;
/// The lines of one kind.
pub(super) fn of(body: &'static Body, kind: GuideKind) -> Vec<Guide> {
    let lines = match kind {
        GuideKind::Midline => section(&body.surface, (Vec3::X, 0.0), |_| true),
        GuideKind::Thirds => thirds(body),
        GuideKind::Fifths => fifths(body),
        GuideKind::Spine => return spine(body),
        // Their shapes depend on the patient's size.
        GuideKind::Grid | GuideKind::Danger => Vec::new(),
    };
    lines.into_iter().map(|points| Guide { points, label: None }).collect()
}

/// Where a landmark lies; the left one of a pair.
fn place(body: &'static Body, id: &str) -> Vec3 {
    landmark(body, id, Side::Left).map_or(Vec3::NAN, |found| found.position_mm)
}

/// Whether a spot lies in one of these parts of the body.
fn within(body: &Body, parts: &[&str]) -> impl Fn(SurfacePoint) -> bool {
    let tree = RegionTree::get();
    let parts: Vec<RegionId> = parts.iter().filter_map(|id| tree.find(id)).collect();
    move |point| {
        let region = locus_at(body, point).region;
        parts.iter().any(|&part| tree.is_within(region, part))
    }
}

/// Horizontal sections before the ears at trichion, glabella, subnasale and menton (rule of thirds: Farkas, ed.,
/// Anthropometry of the Head and Face, 2nd ed., 1994).
fn thirds(body: &'static Body) -> Vec<Vec<SurfacePoint>> {
    let head = within(body, &["face", "scalp", "neck"]);
    let behind_mm = place(body, "tragus").y;
    let levels = ["trichion", "glabella", "subnasale", "menton"].map(|id| place(body, id).z);
    let lines = levels.into_iter().flat_map(|z_mm| {
        let keep = |point| body.surface.position_mm(point).y < behind_mm && head(point);
        section(&body.surface, (Vec3::Z, z_mm), keep)
    });
    lines.filter(|line| length_mm(&body.surface, line) > LEAST_MM).collect()
}

/// Shorter pieces read as dirt.
const LEAST_MM: f32 = 8.0;

/// Sagittal sections of the face through both canthi of each eye, and of each ear just inside its widest point (at the
/// point itself the plane only touches the ear).
fn fifths(body: &'static Body) -> Vec<Vec<SurfacePoint>> {
    const INSIDE_MM: f32 = 1.0;
    // Below the mouth, skin that faces the floor more than this is the underside of the jaw.
    const UNDERSIDE: f32 = -0.4;
    let mouth_mm = place(body, "sublabiale").z;
    let surface = &body.surface;
    let [face, ear] = [within(body, &["face"]), within(body, &["ear"])];
    let (low_mm, high_mm, behind_mm) = (place(body, "menton").z, place(body, "trichion").z, place(body, "tragus").y);
    let of_face = |point| {
        let at_mm = surface.position_mm(point);
        (low_mm..=high_mm).contains(&at_mm.z)
            && at_mm.y < behind_mm
            && (at_mm.z > mouth_mm || surface.normal(point).z > UNDERSIDE)
            && face(point)
    };
    let third = [1.0 / 3.0; 3];
    let middles = (0..surface.skin_triangles() as u32).map(|triangle| SurfacePoint { triangle, weights: third });
    let widest_mm = middles.filter(|&p| ear(p)).map(|p| surface.position_mm(p).x).fold(0.0, f32::max);
    let mut left = Vec::new();
    for id in ["medial_canthus", "lateral_canthus"] {
        left.extend(section(surface, (Vec3::X, place(body, id).x), of_face));
    }
    left.retain(|line| length_mm(surface, line) > LEAST_MM);
    left.extend(section(surface, (Vec3::X, widest_mm - INSIDE_MM), ear));
    with_mirrored(surface, left)
}

/// These lines and their mirror images.
fn with_mirrored(surface: &Surface, mut lines: Vec<Vec<SurfacePoint>>) -> Vec<Vec<SurfacePoint>> {
    let other = |line: &Vec<SurfacePoint>| line.iter().map(|&point| surface.mirror(point)).collect();
    let mirrored: Vec<Vec<SurfacePoint>> = lines.iter().map(other).collect();
    lines.extend(mirrored);
    lines
}

/// Horizontal sections of the back at the spinous processes, as wide as the back or 200 mm.
fn spine(body: &'static Body) -> Vec<Guide> {
    const HALF_MM: f32 = 100.0;
    let surface = &body.surface;
    let keep = |point| surface.normal(point).y > 0.1 && surface.position_mm(point).x.abs() < HALF_MM;
    let mut lines = Vec::new();
    for process in landmarks(body) {
        let Some(level) = &process.level else { continue };
        let runs = section(surface, (Vec3::Z, process.position_mm.z), keep);
        let across = runs.into_iter().max_by(|a, b| length_mm(surface, a).total_cmp(&length_mm(surface, b)));
        lines.extend(across.map(|points| Guide { points, label: Some(level.clone()) }));
    }
    lines
}
