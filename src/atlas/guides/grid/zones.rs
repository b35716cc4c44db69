//! The zones of the grid, and for each the two curves from which its lines are reckoned.
//!
//! On a head as on a ball two families of lines cannot cross squarely everywhere, and behind whatever stands out, as the
//! nose does, the distance from a curve has a ridge. So upper face and occiput, crown, temples, cheeks, mouth and the floor
//! of the mouth take two each of six curves that lie near, and where zones meet often only one family breaks. Trunk and
//! neck are columns, arms, legs and fingers are tubes. Zones meet at the hairline, round the eye, in the folds beside nose
//! and mouth, at the jaw and round the ear, at the neck's root, in the creases round arm and leg, under the buttock, at the
//! elbow, wrist and ankle, and at the roots of the fingers.

use crate::atlas::per_body::PerBody;
use crate::atlas::regions::{RegionId, RegionTree, locus_at, patch_of_triangle};
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// Where on the template (the woman's body, left half, LPS mm) a curve runs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Curve {
    /// The plane of symmetry.
    Midline,
    /// The section across a direction halfway between two landmarks.
    Between(Vec3, [&'static str; 2]),
    /// The section across a direction through the middle of a region.
    Middle(Vec3, &'static str),
    /// The ring round the middle of a limb.
    Ring(Limb),
    /// The line down a limb opposite to where its two sides meet again.
    Aside(Limb),
    /// The loop over back and palm of the hand.
    Hand,
    /// The loop lengthwise over both faces of a finger, regions `NAME_dorsal` and `NAME_palmar`.
    Finger(&'static str),
    /// The loop lengthwise over back and sole of the foot.
    Foot,
    /// The loop across the foot.
    AcrossFoot,
}

/// A part that is a tube.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limb {
    /// From the shoulder to the elbow.
    UpperArm,
    /// From the shoulder over the elbow to the wrist.
    Arm,
    /// From the elbow to the wrist.
    Forearm,
    /// From the hip over the knee to the ankle.
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

/// Constants that number names from 0.
macro_rules! numbered {
    ($from:expr; $first:ident $(, $rest:ident)*) => {
        const $first: usize = $from;
        numbered!($from + 1; $($rest),*);
    };
    ($from:expr;) => {};
}

// The zones.
numbered!(0; CHEEK, FACE, MOUTH, UNDER_JAW, EAR, TEMPLE, OCCIPUT, CROWN, NECK, TRUNK, ARM, FOREARM, HAND, THUMB, INDEX, MIDDLE, RING, LITTLE, LEG, INSTEP, SOLE);
// The curves.
numbered!(0; MEDIAN, PARAMEDIAN, LEVEL, LOW_LEVEL, CORONAL, EAR_LEVEL, EAR_UPRIGHT, NECK_RING, WAIST, ARM_RING, ARM_LINE, FOREARM_RING, FOREARM_LINE, HAND_LOOP, THUMB_LOOP, INDEX_LOOP, MIDDLE_LOOP, RING_LOOP, LITTLE_LOOP, LEG_RING, LEG_LINE, FOOT_LOOP, FOOT_ACROSS);

/// All curves in the order of their numbers.
pub(super) static SOURCES: [Source; 23] = [
    head(Curve::Midline, &[FACE, CHEEK, MOUTH, UNDER_JAW, TEMPLE, OCCIPUT, CROWN, NECK, TRUNK]),
    head(Curve::Between(Vec3::X, ["medial_canthus", "lateral_canthus"]), &[FACE, CHEEK, MOUTH, UNDER_JAW, TEMPLE]),
    head(Curve::Between(Vec3::Z, ["glabella", "trichion"]), &[FACE, CHEEK, MOUTH, TEMPLE, OCCIPUT, CROWN]),
    head(Curve::Between(Vec3::Z, ["subnasale", "alare"]), &[FACE, CHEEK, MOUTH, UNDER_JAW, TEMPLE]),
    head(Curve::Between(Vec3::Y, ["tragus", "tragus"]), &[FACE, CHEEK, MOUTH, TEMPLE, OCCIPUT, CROWN]),
    source(Curve::Middle(Vec3::Z, "ear"), &[EAR]),
    source(Curve::Middle(Vec3::Y, "ear"), &[EAR]),
    source(Curve::Middle(Vec3::new(0.0, -0.4, 0.92), "neck"), &[NECK, UNDER_JAW]),
    source(Curve::Between(Vec3::Z, ["umbilicus", "xiphoid"]), &[TRUNK]),
    source(Curve::Ring(Limb::UpperArm), &[ARM, FOREARM]),
    source(Curve::Aside(Limb::Arm), &[ARM, FOREARM]),
    source(Curve::Ring(Limb::Forearm), &[FOREARM, HAND, THUMB, INDEX, MIDDLE, RING, LITTLE]),
    source(Curve::Aside(Limb::Forearm), &[ARM, FOREARM]),
    source(Curve::Hand, &[HAND]),
    source(Curve::Finger("thumb"), &[THUMB]),
    source(Curve::Finger("index_finger"), &[INDEX]),
    source(Curve::Finger("middle_finger"), &[MIDDLE]),
    source(Curve::Finger("ring_finger"), &[RING]),
    source(Curve::Finger("little_finger"), &[LITTLE]),
    source(Curve::Ring(Limb::Leg), &[LEG, INSTEP]),
    source(Curve::Aside(Limb::Leg), &[LEG]),
    source(Curve::Foot, &[INSTEP, SOLE]),
    source(Curve::AcrossFoot, &[INSTEP, SOLE]),
];

/// A part of the skin whose lines come from the same two curves.
struct Zone {
    regions: &'static [&'static str],
    sources: [usize; 2],
    of_head: bool,
}

const fn zone(regions: &'static [&'static str], sources: [usize; 2]) -> Zone {
    Zone { regions, sources, of_head: false }
}

const fn head_zone(regions: &'static [&'static str], sources: [usize; 2]) -> Zone {
    Zone { regions, sources, of_head: true }
}

/// In the order of their numbers; a region belongs to the last zone that names it or a group that it is in.
static ZONES: [Zone; 21] = [
    head_zone(&["face"], [PARAMEDIAN, LOW_LEVEL]),
    head_zone(&["forehead", "glabella", "eyebrow", "upper_eyelid", "nose"], [MEDIAN, LEVEL]),
    head_zone(&["perioral", "chin"], [MEDIAN, LOW_LEVEL]),
    head_zone(&["submental", "submandibular"], [MEDIAN, NECK_RING]),
    head_zone(&["ear", "ear_lobule"], [EAR_LEVEL, EAR_UPRIGHT]),
    head_zone(&["scalp_temporal", "temple", "crows_feet", "postauricular"], [LEVEL, CORONAL]),
    head_zone(&["scalp_occipital"], [MEDIAN, LEVEL]),
    head_zone(
        &["scalp_frontal", "scalp_mid", "scalp_vertex", "scalp_frontotemporal", "scalp_parietal"],
        [MEDIAN, CORONAL],
    ),
    zone(&["neck"], [MEDIAN, NECK_RING]),
    zone(&["decollete", "chest", "abdomen", "perineal", "back", "buttock"], [MEDIAN, WAIST]),
    zone(&["shoulder", "upper_arm", "elbow"], [ARM_RING, ARM_LINE]),
    zone(&["forearm", "wrist"], [FOREARM_RING, FOREARM_LINE]),
    zone(&["hand"], [FOREARM_RING, HAND_LOOP]),
    zone(&["thumb"], [FOREARM_RING, THUMB_LOOP]),
    zone(&["index_finger"], [FOREARM_RING, INDEX_LOOP]),
    zone(&["middle_finger"], [FOREARM_RING, MIDDLE_LOOP]),
    zone(&["ring_finger"], [FOREARM_RING, RING_LOOP]),
    zone(&["little_finger"], [FOREARM_RING, LITTLE_LOOP]),
    zone(&["hip", "thigh", "knee", "lower_leg", "ankle"], [LEG_RING, LEG_LINE]),
    zone(&["foot"], [LEG_RING, FOOT_LOOP]),
    zone(
        &["heel", "sole_forefoot", "sole_midfoot", "great_toe_plantar", "lesser_toes_plantar"],
        [FOOT_ACROSS, FOOT_LOOP],
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
    pub(super) fn of(body: &Body) -> &'static Self {
        static ZONINGS: PerBody<Zoning> = PerBody::new();
        ZONINGS.get_or_init(body.kind, || Self::new(body))
    }

    fn new(body: &Body) -> Self {
        let tree = RegionTree::get();
        let zone_of = |region: RegionId| {
            let names =
                |zone: &Zone| zone.regions.iter().filter_map(|id| tree.find(id)).any(|id| tree.is_within(region, id));
            ZONES.iter().rposition(names)
        };
        let of_region: Vec<Option<usize>> = tree.regions().map(|(id, _)| zone_of(id)).collect();
        let zone = |triangle| of_region[patch_of_triangle(body, triangle).region.index()];
        let of_triangle: Vec<Option<usize>> = (0..body.surface.skin_triangles() as u32).map(zone).collect();
        let near = (0..ZONES.len()).map(|zone| {
            let core: Vec<bool> = of_triangle.iter().map(|&of| of == Some(zone)).collect();
            grown(&body.surface, &core)
        });
        let near = near.collect();
        Self { of_region, of_triangle, near }
    }

    /// Whether any zone takes lines from that curve on the head, or elsewhere.
    pub(super) fn is_used(source: usize, head: bool) -> bool {
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

    /// The triangles over which ways lead from a curve, without those in `inner`, ascending.
    pub(super) fn domain(&self, body: &Body, source: &Source, inner: &[bool]) -> Vec<u32> {
        let surface = &body.surface;
        let core: Vec<bool> =
            self.of_triangle.iter().map(|of| of.is_some_and(|zone| source.zones.contains(&zone))).collect();
        let wide = if source.spans_holes { core } else { grown(surface, &core) };
        let wide = grown(surface, &wide);
        let left = |&triangle: &u32| wide[triangle as usize] && !inner[triangle as usize];
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
