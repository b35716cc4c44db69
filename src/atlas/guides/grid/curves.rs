//! The curves of the grid on the body, and the distances from them.

use super::Chart;
use super::zones::{Curve, Limb, SOURCES, Zoning};
use crate::atlas::geodesic::{Field, Sheet};
use crate::atlas::landmarks::landmark;
use crate::atlas::regions::{RegionTree, Side, patch_of_triangle};
use crate::atlas::{Body, BodyKind, Surface};
use crate::geom::Vec3;

/// The joints of the left arm and leg on the template, as `regions.ron` has them.
const SHOULDER: Vec3 = Vec3::new(153.6, -20.8, 1261.8);
const ELBOW: Vec3 = Vec3::new(310.5, -24.6, 1090.5);
const WRIST: Vec3 = Vec3::new(419.8, -159.0, 970.7);
const HIP: Vec3 = Vec3::new(94.3, -17.5, 813.7);
const KNEE: Vec3 = Vec3::new(133.7, -47.9, 445.8);
const ANKLE: Vec3 = Vec3::new(163.4, -30.1, 68.2);

/// Across the hand's plane from thumb to little finger, as `regions.ron` has it.
const ACROSS_HAND: Vec3 = Vec3::new(0.5018, 0.6892, -0.5228);

/// Away from the body, across upper arm and forearm.
const OUTWARD: Vec3 = Vec3::new(0.737, 0.0, 0.675);

impl Limb {
    /// The near end, the middle and the far end of its bones, and the direction of its line: sides meet again on the inner
    /// side of arm and leg, and along the ulna.
    fn bones(self, body: &Body) -> ([Vec3; 3], Vec3) {
        let (bones, toward) = match self {
            Self::UpperArm => ([SHOULDER, SHOULDER.midpoint(ELBOW), ELBOW], OUTWARD),
            Self::Arm => ([SHOULDER, ELBOW, WRIST], OUTWARD),
            Self::Forearm => ([ELBOW, ELBOW.midpoint(WRIST), WRIST], -ACROSS_HAND),
            Self::Leg => ([HIP, KNEE, ANKLE], Vec3::X),
        };
        (bones.map(|joint| on_body(body, joint)), toward)
    }
}

/// Where a place within the template is in another body: it moves as the skin round it does.
fn on_body(body: &Body, template_mm: Vec3) -> Vec3 {
    const ROUND_MM: f32 = 80.0;
    let there = Body::get(BodyKind::AdultFemale).surface.positions_mm();
    let pairs = there.iter().zip(body.surface.positions_mm());
    let moves = pairs.filter(|(from, _)| from.distance(template_mm) < ROUND_MM).map(|(from, to)| (*to - *from, 1.0));
    let (sum, count) = moves.fold((Vec3::ZERO, 0.0_f32), |(sum, count), (one, more)| (sum + one, count + more));
    template_mm + sum / count.max(1.0)
}

/// The distances from one of the [`SOURCES`] on a body.
pub(super) fn chart(body: &'static Body, zoning: &Zoning, inner: &[bool], source: usize) -> Chart {
    let source = &SOURCES[source];
    let surface = &body.surface;
    let domain = zoning.domain(body, source, inner);
    let close = |rim: Vec<u32>| if source.spans_holes { holes(surface, &rim) } else { Vec::new() };
    let sheet = Sheet::new(surface, domain, close);
    let place = |vertex: u32| surface.positions_mm()[vertex as usize];
    let level = Level::of(body, source.curve);
    let keep = |corners: [u32; 3]| level.keeps(corners.map(place).into_iter().sum::<Vec3>() / 3.0);
    let field = Field::new(&sheet, |vertex| level.height_mm(place(vertex)), keep);
    Chart { sheet, field }
}

/// A function of the place that is zero on a curve.
enum Level {
    /// A plane by normal and a place on it.
    Plane(Vec3, Vec3),
    /// Two planes that meet at a joint, `aside` of which the curve lies: their normals, and the direction between the zones
    /// of the two.
    Bent { joint: Vec3, normals: [Vec3; 2], onward: Vec3, aside: Vec3 },
}

impl Level {
    fn of(body: &'static Body, curve: Curve) -> Self {
        let place = |id| place(body, id);
        match curve {
            Curve::Midline => Self::Plane(Vec3::X, Vec3::ZERO),
            Curve::Between(across, [one, other]) => Self::Plane(across, place(one).midpoint(place(other))),
            Curve::Middle(across, region) => Self::Plane(across, Facing::of(body, region).middle),
            Curve::Ring(limb) => {
                let ([before, joint, after], _) = limb.bones(body);
                Self::Plane((joint - before).normalize_or_zero() + (after - joint).normalize_or_zero(), joint)
            }
            Curve::Aside(limb) => Self::aside(body, limb),
            Curve::Hand => Self::Plane(ACROSS_HAND, on_body(body, WRIST)),
            Curve::Finger(name) => Self::finger(body, name),
            Curve::Foot => Self::Plane(foot_along(body).cross(Vec3::Z), place("pternion")),
            Curve::AcrossFoot => {
                let toe = place("metatarsal_1").midpoint(place("metatarsal_5"));
                Self::Plane(foot_along(body), place("pternion").midpoint(toe))
            }
        }
    }

    /// The line in which the planes of a limb's bones and this direction meet the skin on that side.
    fn aside(body: &Body, limb: Limb) -> Self {
        let ([before, joint, after], toward) = limb.bones(body);
        let [near, far] = [joint - before, after - joint].map(Vec3::normalize_or_zero);
        let onward = (near + far).normalize_or_zero();
        let aside = toward.reject_from(onward).normalize_or_zero();
        Self::Bent { joint, normals: [near.cross(aside), far.cross(aside)], onward, aside }
    }

    /// The loop in the plane of a finger's length and the direction from its palmar to its dorsal face.
    fn finger(body: &'static Body, name: &str) -> Self {
        let [dorsal, palmar] = ["dorsal", "palmar"].map(|face| Facing::of(body, &format!("{name}_{face}")));
        let middle = dorsal.middle.midpoint(palmar.middle);
        let across = dorsal.length.cross(dorsal.outward - palmar.outward).normalize_or_zero();
        Self::Plane(across, middle)
    }

    fn height_mm(&self, at: Vec3) -> f32 {
        match *self {
            Self::Plane(normal, through) => normal.dot(at - through),
            Self::Bent { joint, normals, onward, .. } => {
                let offset = at - joint;
                normals[usize::from(onward.dot(offset) > 0.0)].dot(offset)
            }
        }
    }

    fn keeps(&self, at: Vec3) -> bool {
        match *self {
            Self::Plane(..) => true,
            Self::Bent { joint, aside, .. } => aside.dot(at - joint) > 0.0,
        }
    }
}

/// The level direction from the heel to the middle of the metatarsal heads.
fn foot_along(body: &'static Body) -> Vec3 {
    let toe = place(body, "metatarsal_1").midpoint(place(body, "metatarsal_5"));
    (toe - place(body, "pternion")).with_z(0.0).normalize_or_zero()
}

/// A landmark, the left one of a pair.
fn place(body: &'static Body, id: &str) -> Vec3 {
    landmark(body, id, Side::Left).map_or(Vec3::NAN, |found| found.position_mm)
}

/// A region's middle, its mean direction outward and that in which it is longest, on the left.
struct Facing {
    middle: Vec3,
    outward: Vec3,
    length: Vec3,
}

impl Facing {
    fn of(body: &'static Body, id: &str) -> Self {
        let tree = RegionTree::get();
        let surface = &body.surface;
        let region = tree.find(id);
        let within = |&triangle: &u32| {
            surface.corners_mm(triangle)[0].x > 0.0
                && region.is_some_and(|region| tree.is_within(patch_of_triangle(body, triangle).region, region))
        };
        let middle_of = |triangle| surface.corners_mm(triangle).into_iter().sum::<Vec3>() / 3.0;
        let all: Vec<u32> = (0..surface.skin_triangles() as u32).filter(within).collect();
        let area: f32 = all.iter().map(|&t| surface.triangle_area_mm2(t)).sum();
        let mean = |of: &dyn Fn(u32) -> Vec3| {
            all.iter().map(|&t| of(t) * surface.triangle_area_mm2(t)).sum::<Vec3>() / area.max(f32::MIN_POSITIVE)
        };
        let middle = mean(&middle_of);
        let outward = mean(&|triangle| surface.triangle_normal(triangle));
        // Power iteration of the spread round the middle.
        let mut length = Vec3::new(0.5, -0.7, -0.5);
        for _ in 0..30 {
            let spread = |triangle| {
                let offset = middle_of(triangle) - middle;
                offset * offset.dot(length)
            };
            length = mean(&spread).normalize_or_zero();
        }
        Self { middle, outward, length }
    }
}

/// Which parts of a sheet's rim are spanned: loops no longer than round an ear, and what opens to the midline no farther
/// than a mouth.
fn holes(surface: &Surface, rim: &[u32]) -> Vec<Vec<u32>> {
    const LOOP_MM: f32 = 280.0;
    const NOTCH_MM: f32 = 200.0;
    let place = |vertex: u32| surface.positions_mm()[vertex as usize];
    let length_mm = |part: &[u32]| part.windows(2).map(|pair| place(pair[0]).distance(place(pair[1]))).sum::<f32>();
    let in_midline = |vertex: &u32| place(*vertex).x.abs() < 1e-3;
    let Some(start) = rim.iter().position(in_midline) else {
        return if length_mm(rim) < LOOP_MM { vec![rim.to_vec()] } else { Vec::new() };
    };
    let turned: Vec<u32> = rim[start..].iter().chain(&rim[..=start]).copied().collect();
    let stations: Vec<usize> = (0..turned.len()).filter(|&at| in_midline(&turned[at])).collect();
    let notches =
        stations.windows(2).filter(|pair| pair[1] > pair[0] + 1).map(|pair| turned[pair[0]..=pair[1]].to_vec());
    notches.filter(|notch| length_mm(notch) < NOTCH_MM).collect()
}

/// The skin of the face that something lies right before: behind the margins of lids and lips, and in the nostrils; and
/// all of the right half, on which nothing is reckoned.
pub(super) fn inner_triangles(body: &'static Body) -> Vec<bool> {
    const GAP_MM: f32 = 5.0;
    const LEAST_PATCH: usize = 12;
    let (tree, surface) = (RegionTree::get(), &body.surface);
    let of_face = ["periorbital", "perioral", "nose"].map(|id| tree.find(id));
    let is_inner = |triangle: u32| {
        let [a, b, c] = surface.corners_mm(triangle);
        let (middle, outward) = ((a + b + c) / 3.0, surface.triangle_normal(triangle));
        let region = || patch_of_triangle(body, triangle).region;
        let faces_skin = || surface.first_hit(middle + outward * 0.1, outward).is_some_and(|(_, mm)| mm < GAP_MM);
        middle.x < 0.0 || of_face.iter().flatten().any(|&group| tree.is_within(region(), group)) && faces_skin()
    };
    let mut inner: Vec<bool> = (0..surface.skin_triangles() as u32).map(is_inner).collect();
    // What is cut off from the rest of the skin is inside too, and a few triangles alone are a crease.
    for value in [false, true] {
        let largest = patches(surface, &inner, value);
        let most = largest.iter().map(Vec::len).max().unwrap_or_default();
        for patch in largest {
            let least = if value { LEAST_PATCH } else { most };
            if patch.len() < least {
                for triangle in patch {
                    inner[triangle as usize] = !value;
                }
            }
        }
    }
    inner
}

/// The patches of neighbouring triangles with that value.
fn patches(surface: &Surface, values: &[bool], value: bool) -> Vec<Vec<u32>> {
    let mut seen = vec![false; values.len()];
    let mut patches = Vec::new();
    for start in 0..values.len() {
        let (mut pending, mut patch) = (vec![start as u32], Vec::new());
        while let Some(triangle) = pending.pop() {
            let index = triangle as usize;
            if index < values.len() && values[index] == value && !std::mem::replace(&mut seen[index], true) {
                patch.push(triangle);
                pending.extend(surface.neighbours(triangle));
            }
        }
        if !patch.is_empty() {
            patches.push(patch);
        }
    }
    patches
}
