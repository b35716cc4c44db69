//! The zones of the grid, and for each the two curves from which its lines are reckoned.
//!
//! On a head as on a ball two families of lines cannot cross squarely everywhere, so face and occiput, crown and temples
//! take two each of three curves, as the faces of a cube would; their seams then break only one family. Trunk and neck are
//! a column, arms and legs are tubes. Zones meet in the hairline, in the creases round arm and leg, at the jaw and the ears,
//! and at the roots of the fingers.

use std::sync::OnceLock;

use crate::atlas::regions::{RegionId, RegionTree, locus_at, locus_of_triangle};
use crate::atlas::{Body, BodyKind, SurfacePoint};
use crate::geom::Vec3;

/// Where on the template (the woman's body, left half, LPS mm) a curve runs; `A, B` name a point by landmark or joint.
#[derive(Clone, Copy, Debug)]
pub(super) enum Curve {
    /// The plane of symmetry.
    Midline,
    /// The section across a direction through a landmark.
    Section(Vec3, &'static str),
    /// The section across a direction through the middle of a region.
    Middle(Vec3, &'static str),
    /// The ring round the middle joint of a limb.
    Ring(Limb),
    /// The line down a limb on its outer side.
    Aside(Limb),
    /// The loop over back and palm of the hand.
    Hand,
    /// The loop lengthwise over both faces of a finger, regions `NAME_dorsal` and `NAME_palmar`.
    Finger(&'static str),
    /// The loop lengthwise over back and sole of the foot, or that across it.
    Foot {
        /// Whether it runs across.
        across: bool,
    },
}

/// Three joints of the template, from the trunk outward.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limb {
    /// Shoulder, elbow, wrist.
    Arm,
    /// Hip, knee, ankle.
    Leg,
}

/// A curve and the regions in which distances from it are wanted.
#[derive(Debug)]
pub(super) struct Source {
    /// The curve.
    pub(super) curve: Curve,
    /// The zones by number; ways lead over them only.
    pub(super) zones: &'static [usize],
    /// Whether eyes, mouth, nostrils and ears are spanned.
    pub(super) spans_holes: bool,
}

const fn source(curve: Curve, zones: &'static [usize]) -> Source {
    Source { curve, zones, spans_holes: false }
}

const fn head(curve: Curve, zones: &'static [usize]) -> Source {
    Source { curve, zones, spans_holes: true }
}

const FACE: usize = 0;
const EAR: usize = 1;
const TEMPLE: usize = 2;
const OCCIPUT: usize = 3;
const CROWN: usize = 4;
const TRUNK: usize = 5;
const ARM: usize = 6;
const HAND: usize = 7;
const THUMB: usize = 8;
const INDEX: usize = 9;
const MIDDLE: usize = 10;
const RING: usize = 11;
const LITTLE: usize = 12;
const LEG: usize = 13;
const HEEL: usize = 14;
const FOOT: usize = 15;

/// All curves; zones name them by number.
pub(super) static SOURCES: [Source; 18] = [
    head(Curve::Midline, &[FACE, TEMPLE, OCCIPUT, CROWN, TRUNK]),
    head(Curve::Section(Vec3::Z, "nasion"), &[FACE, TEMPLE, OCCIPUT, CROWN]),
    head(Curve::Section(Vec3::Y, "tragus"), &[FACE, TEMPLE, OCCIPUT, CROWN]),
    source(Curve::Middle(Vec3::Z, "ear"), &[EAR]),
    source(Curve::Middle(Vec3::Y, "ear"), &[EAR]),
    source(Curve::Section(Vec3::Z, "xiphoid"), &[TRUNK]),
    source(Curve::Ring(Limb::Arm), &[ARM, HAND, THUMB, INDEX, MIDDLE, RING, LITTLE]),
    source(Curve::Aside(Limb::Arm), &[ARM]),
    source(Curve::Hand, &[HAND]),
    source(Curve::Finger("thumb"), &[THUMB]),
    source(Curve::Finger("index_finger"), &[INDEX]),
    source(Curve::Finger("middle_finger"), &[MIDDLE]),
    source(Curve::Finger("ring_finger"), &[RING]),
    source(Curve::Finger("little_finger"), &[LITTLE]),
    source(Curve::Ring(Limb::Leg), &[LEG, HEEL]),
    source(Curve::Aside(Limb::Leg), &[LEG]),
    source(Curve::Foot { across: false }, &[HEEL, FOOT]),
    source(Curve::Foot { across: true }, &[HEEL, FOOT]),
];

/// A part of the skin whose lines come from the same two curves.
struct Zone {
    regions: &'static [&'static str],
    sources: [usize; 2],
    of_head: bool,
}

const fn zone(regions: &'static [&'static str], sources: [usize; 2], of_head: bool) -> Zone {
    Zone { regions, sources, of_head }
}

/// In the order of their numbers; a region belongs to the last zone that names it or a group that it is in.
static ZONES: [Zone; 16] = [
    zone(&["face"], [0, 1], true),
    zone(&["ear", "ear_lobule"], [3, 4], true),
    zone(&["scalp_temporal"], [1, 2], true),
    zone(&["scalp_occipital"], [0, 1], true),
    zone(&["scalp_frontal", "scalp_mid", "scalp_vertex", "scalp_frontotemporal", "scalp_parietal"], [0, 2], true),
    zone(&["neck", "decollete", "chest", "abdomen", "perineal", "back", "buttock", "hip"], [0, 5], false),
    zone(&["shoulder", "upper_arm", "elbow", "forearm", "wrist"], [6, 7], false),
    zone(&["hand"], [6, 8], false),
    zone(&["thumb"], [6, 9], false),
    zone(&["index_finger"], [6, 10], false),
    zone(&["middle_finger"], [6, 11], false),
    zone(&["ring_finger"], [6, 12], false),
    zone(&["little_finger"], [6, 13], false),
    zone(&["thigh", "knee", "lower_leg", "ankle"], [14, 15], false),
    zone(&["heel"], [14, 16], false),
    zone(
        &["foot_dorsum_lateral", "foot_dorsum_medial", "sole_forefoot", "sole_midfoot", "great_toe", "lesser_toes"],
        [16, 17],
        false,
    ),
];

/// Which zone every place is in.
pub(super) struct Zoning {
    /// By number of the region.
    of_region: Vec<Option<usize>>,
    /// The zone of every triangle's middle.
    of_triangle: Vec<Option<usize>>,
    /// The triangles of each zone with those that touch them.
    near: Vec<Vec<bool>>,
}

impl Zoning {
    /// The same for both bodies, for regions are.
    pub(super) fn get() -> &'static Self {
        static ZONING: OnceLock<Zoning> = OnceLock::new();
        ZONING.get_or_init(Self::new)
    }

    fn new() -> Self {
        let (tree, template) = (RegionTree::get(), Body::get(BodyKind::AdultFemale));
        let zone_of = |region: RegionId| {
            let names =
                |zone: &Zone| zone.regions.iter().filter_map(|id| tree.find(id)).any(|id| tree.is_within(region, id));
            ZONES.iter().rposition(names)
        };
        let of_region: Vec<Option<usize>> = tree.regions().map(|(id, _)| zone_of(id)).collect();
        let zone = |triangle| of_region[locus_of_triangle(template, triangle).region.index()];
        let of_triangle: Vec<Option<usize>> = (0..template.surface.skin_triangles() as u32).map(zone).collect();
        let near = (0..ZONES.len()).map(|zone| {
            let core: Vec<bool> = of_triangle.iter().map(|&of| of == Some(zone)).collect();
            grown(&template.surface, &core)
        });
        let near = near.collect();
        Self { of_region, of_triangle, near }
    }

    /// Whether any zone takes lines from that curve on the head, or elsewhere.
    pub(super) fn is_used(&self, source: usize, head: bool) -> bool {
        (0..ZONES.len()).any(|zone| uses(zone, source, head))
    }

    /// Whether lines from that curve are drawn there, with the spacing of the head or of the rest.
    pub(super) fn uses(&self, body: &Body, point: SurfacePoint, source: usize, head: bool) -> bool {
        self.of_region[locus_at(body, point).region.index()].is_some_and(|zone| uses(zone, source, head))
    }

    /// Whether that may be so somewhere in the triangle.
    pub(super) fn may_use(&self, triangle: u32, source: usize, head: bool) -> bool {
        (0..ZONES.len()).any(|zone| uses(zone, source, head) && self.near[zone][triangle as usize])
    }

    /// The triangles of the left half over which ways lead from a curve, ascending.
    pub(super) fn domain(&self, body: &Body, source: &Source, inner: &[bool]) -> Vec<u32> {
        let surface = &body.surface;
        let core: Vec<bool> =
            self.of_triangle.iter().map(|of| of.is_some_and(|zone| source.zones.contains(&zone))).collect();
        let wide = if source.spans_holes { core } else { grown(surface, &core) };
        let wide = grown(surface, &wide);
        let left = |&triangle: &u32| {
            let index = triangle as usize;
            wide[index]
                && !inner[index]
                && surface.corners_mm(triangle).iter().map(|corner| corner.x).sum::<f32>() > 0.0
        };
        (0..wide.len() as u32).filter(left).collect()
    }
}

fn uses(zone: usize, source: usize, head: bool) -> bool {
    ZONES[zone].of_head == head && ZONES[zone].sources.contains(&source)
}

/// A set of triangles with those that share a vertex with one of it.
fn grown(surface: &crate::atlas::Surface, set: &[bool]) -> Vec<bool> {
    let mut touched = vec![false; surface.positions_mm().len()];
    let corners = &surface.triangles()[..set.len()];
    for vertex in corners.iter().zip(set).filter(|(_, held)| **held).flat_map(|(corners, _)| corners) {
        touched[*vertex as usize] = true;
    }
    corners.iter().map(|corners| corners.iter().any(|&vertex| touched[vertex as usize])).collect()
}
