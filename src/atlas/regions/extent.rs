//! How large the regions are: the area of treatable skin of a leaf or of a group, on one side or on both.
//!
//! A triangle that a boundary crosses is quartered where its corners disagree, five times.

use std::collections::BTreeMap;

use super::locate::{Locus, Patch, Side, Skin, patch_on_map};
use super::tree::{RegionId, RegionTree};
use crate::atlas::Body;
use crate::atlas::per_body::PerBody;
use crate::geom::Vec3;

/// How often a crossed triangle is quartered.
const QUARTERINGS: u32 = 5;
/// How far the corners of a triangle are moved toward its middle before they are classified, as a share: what lies on an
/// edge, as on the midline, has no side.
const HAIR: f32 = 1e-4;

/// The area in cm² of a leaf's treatable skin on a side; half of one that spans the midline, and nothing in the midline,
/// which is a line. Zero if the body has no such skin.
pub fn locus_area_cm2(body: &Body, locus: Locus) -> f32 {
    on_side_cm2(areas_cm2(body), locus)
}

/// As [`locus_area_cm2`] where the areas of this body were measured before; measuring them takes a good part of a second.
pub fn known_locus_area_cm2(body: &Body, locus: Locus) -> Option<f32> {
    AREAS_CM2.get(body.kind).map(|areas| on_side_cm2(areas, locus))
}

fn on_side_cm2(areas_cm2: &BTreeMap<Patch, f64>, Locus { region, side }: Locus) -> f32 {
    let of = |side| areas_cm2.get(&Patch { region, side }).copied().unwrap_or_default();
    let area_cm2 = match side {
        Side::Midline => 0.0,
        _ => of(side) + of(Side::Midline) / 2.0,
    };
    area_cm2 as f32
}

/// The area in cm² of a region, leaf or group: all of it, or what lies on one of the patient's sides, with half of every
/// leaf that spans the midline; [`Side::Midline`] asks for just those leaves.
pub fn region_area_cm2(body: &Body, region: RegionId, side: Option<Side>) -> f32 {
    let tree = RegionTree::get();
    let within = areas_cm2(body).iter().filter(|(patch, _)| tree.is_within(patch.region, region));
    let parts = within.map(|(patch, &area)| match side {
        None => area,
        Some(side) if patch.side == side => area,
        Some(Side::Left | Side::Right) if patch.side == Side::Midline => area / 2.0,
        Some(_) => 0.0,
    });
    parts.sum::<f64>() as f32
}

/// The area of all treatable skin of a body in cm².
pub fn skin_area_cm2(body: &Body) -> f32 {
    areas_cm2(body).values().sum::<f64>() as f32
}

/// Marks per cm²; `None` without an area.
pub fn per_cm2(marks: usize, area_cm2: f32) -> Option<f32> {
    (area_cm2 > 0.0).then(|| marks as f32 / area_cm2)
}

fn areas_cm2(body: &Body) -> &'static BTreeMap<Patch, f64> {
    AREAS_CM2.get_or_init(body.kind, || measure(body))
}

static AREAS_CM2: PerBody<BTreeMap<Patch, f64>> = PerBody::new();

fn measure(body: &Body) -> BTreeMap<Patch, f64> {
    let mut areas = BTreeMap::new();
    for (triangle, patch, share) in shares(Skin::get(body)) {
        let area_mm2 = f64::from(body.surface.treatable_area_mm2(triangle)) * f64::from(share);
        *areas.entry(patch).or_insert(0.0) += area_mm2 / 100.0;
    }
    areas
}

/// For every triangle of the skin the patches in it and their shares of it.
fn shares(skin: &Skin) -> impl Iterator<Item = (u32, Patch, f32)> {
    (0..).zip(&skin.whole).flat_map(|(triangle, &whole)| {
        let shares = whole.map_or_else(|| crossed(skin, triangle), |patch| BTreeMap::from([(patch, 1.0)]));
        shares.into_iter().map(move |(patch, share)| (triangle, patch, share))
    })
}

fn crossed(skin: &Skin, triangle: u32) -> BTreeMap<Patch, f32> {
    let corners = skin.corners_mm(triangle);
    let middle = corners.into_iter().sum::<Vec3>() / 3.0;
    let mut shares = BTreeMap::new();
    quarter(corners.map(|corner| spot(corner.lerp(middle, HAIR))), 0, &mut shares);
    shares
}

/// A place on the map in mm and its patch.
type Spot = (Vec3, Patch);

fn spot(map_mm: Vec3) -> Spot {
    (map_mm, patch_on_map(map_mm))
}

/// Adds the shares of a part of a triangle; the first time it is quartered in any case, for boundaries that bulge.
fn quarter([a, b, c]: [Spot; 3], depth: u32, shares: &mut BTreeMap<Patch, f32>) {
    let share = 1.0 / (1_u32 << (2 * depth)) as f32;
    if depth > 0 && a.1 == b.1 && b.1 == c.1 {
        *shares.entry(a.1).or_insert(0.0) += share;
    } else if depth == QUARTERINGS {
        for (_, patch) in [a, b, c] {
            *shares.entry(patch).or_insert(0.0) += share / 3.0;
        }
    } else {
        let [ab, bc, ca] = [(a, b), (b, c), (c, a)].map(|(p, q)| spot(p.0.midpoint(q.0)));
        for part in [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]] {
            quarter(part, depth + 1, shares);
        }
    }
}
