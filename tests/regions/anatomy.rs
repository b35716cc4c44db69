//! Regions lie where anatomy has them on both bodies: round the landmarks, at the crest, on the fingers, on brow and areola.

use mesomap::atlas::landmarks::{landmark, landmarks};
use mesomap::atlas::regions::{
    BoundaryLine, Patch, RegionTree, Side, boundaries, locus_at, outline_of, patch_at, patch_of_triangle,
};

use super::{area_mm2, bodies, skin};

#[test]
fn the_flank_ends_at_the_iliac_crest() {
    const NEAR_MM: f32 = 4.0;
    let tree = RegionTree::get();
    let of = |id: &str| tree.find(id).expect("a region");
    for body in bodies() {
        let crest = landmark(body, "iliac_crest", Side::Left).expect("a landmark").position_mm;
        let meets = |line: &&BoundaryLine| {
            let regions = line.between.map(|patch| patch.region);
            regions.contains(&of("flank")) && regions.contains(&of("hip_lateral")) && line.between[0].side == Side::Left
        };
        let lines = boundaries(body).iter().filter(meets).flat_map(|line| &line.points);
        let places: Vec<_> = lines.map(|&point| body.surface.position_mm(point)).collect();
        let off = places.iter().map(|place| place.distance(crest)).fold(f32::INFINITY, f32::min);
        let top = places.iter().map(|place| place.z).fold(0.0, f32::max);
        assert!(off < NEAR_MM && (top - crest.z).abs() < NEAR_MM, "{:?}: {off} mm off, {top}", body.kind);
    }
}

/// The region of each landmark, by anatomy; where it is on the line between two, either. The spinous processes of the
/// thoracic spine are all in one.
const REGIONS_OF_LANDMARKS: [(&str, &[&str]); 53] = [
    ("vertex", &["scalp_mid", "scalp_vertex"]),
    ("trichion", &["forehead_central"]),
    ("glabella", &["glabella"]),
    ("nasion", &["nose_root"]),
    ("pronasale", &["nose_tip"]),
    ("subnasale", &["philtrum", "nose_columella"]),
    ("labrale_superius", &["philtrum", "vermilion_upper"]),
    ("labrale_inferius", &["vermilion_lower", "lower_lip"]),
    ("sublabiale", &["labiomental_fold"]),
    ("pogonion", &["chin"]),
    ("menton", &["chin"]),
    ("opisthocranion", &["scalp_occipital"]),
    ("inion", &["scalp_occipital"]),
    ("lateral_canthus", &["upper_eyelid", "lower_eyelid"]),
    ("medial_canthus", &["upper_eyelid", "lower_eyelid"]),
    ("alare", &["nose_ala"]),
    ("cheilion", &["oral_commissure"]),
    ("zygion", &["preauricular", "malar"]),
    ("tragus", &["ear"]),
    ("gonion", &["mandibular_angle"]),
    ("euryon", &["scalp_temporal", "scalp_parietal"]),
    ("sternal_notch", &["neck_suprasternal"]),
    ("xiphoid", &["presternal"]),
    ("pubic_symphysis", &["pubic"]),
    ("umbilicus", &["umbilical"]),
    ("acromion", &["acromial"]),
    ("thelion", &["areola"]),
    ("scapula_inferior_angle", &["scapular"]),
    ("iliac_crest", &["hip_lateral"]),
    ("asis", &["hip_lateral"]),
    ("psis", &["back_sacroiliac"]),
    ("greater_trochanter", &["trochanteric"]),
    ("patella", &["knee_patellar"]),
    ("tibial_tuberosity", &["knee_infrapatellar"]),
    ("knee_crease", &["popliteal"]),
    ("medial_malleolus", &["ankle_medial"]),
    ("lateral_malleolus", &["ankle_lateral"]),
    ("metatarsal_1", &["foot_dorsum_medial"]),
    ("metatarsal_5", &["foot_dorsum_lateral"]),
    ("pternion", &["heel"]),
    ("akropodion", &["great_toe_dorsal", "great_toe_plantar", "lesser_toes_dorsal", "lesser_toes_plantar"]),
    ("olecranon", &["elbow_posterior"]),
    ("cubital_crease", &["antecubital"]),
    ("radial_styloid", &["wrist_anterior", "wrist_posterior"]),
    ("ulnar_styloid", &["wrist_posterior"]),
    ("wrist_crease", &["wrist_anterior"]),
    ("knuckle_3", &["hand_dorsum"]),
    ("dactylion", &["middle_finger_dorsal", "middle_finger_palmar"]),
    ("c7", &["nape"]),
    ("t1", &["back_spine_thoracic"]),
    ("l1", &["back_spine_lumbar"]),
    ("l5", &["back_spine_lumbar"]),
    ("s1", &["back_sacral"]),
];

#[test]
fn every_landmark_lies_in_its_region_on_both_bodies() {
    let tree = RegionTree::get();
    for body in bodies() {
        for landmark in landmarks(body) {
            let region = tree.region(landmark.locus.region).id.as_str();
            let named = REGIONS_OF_LANDMARKS.iter().find(|(id, _)| *id == landmark.id);
            let expected = match (named, landmark.level.as_deref()) {
                (Some((_, regions)), _) => regions,
                (None, Some(level)) if level.starts_with('T') => &["back_spine_thoracic"][..],
                (None, Some(level)) if level.starts_with('L') => &["back_spine_lumbar"],
                _ => panic!("{} is expected nowhere", landmark.id),
            };
            assert!(expected.contains(&region), "{:?}: {} in {region}", body.kind, landmark.id);
            assert_eq!(landmark.locus.side, landmark.side, "{}", landmark.id);
        }
    }
}

#[test]
fn between_the_spinous_processes_is_the_midline() {
    let tree = RegionTree::get();
    for body in bodies() {
        let spine: Vec<_> = landmarks(body).iter().filter(|landmark| landmark.level.is_some()).collect();
        for pair in spine.windows(2) {
            let (point, _) = body.surface.closest(pair[0].position_mm.midpoint(pair[1].position_mm));
            let (locus, patch) = (locus_at(body, point), patch_at(body, point));
            let region = &tree.region(locus.region).id;
            let expected = ["nape", "back_spine_thoracic", "back_spine_lumbar", "back_sacral"];
            assert!(expected.contains(&region.as_str()), "{region} below {}", pair[0].id);
            assert_eq!((locus.side, patch.side), (Side::Midline, Side::Midline));
        }
    }
}

#[test]
fn the_scalp_ends_at_the_inion() {
    const BELOW_MM: f32 = 25.0;
    let tree = RegionTree::get();
    let scalp = tree.find("scalp").expect("a region");
    for body in bodies() {
        let inion = landmark(body, "inion", Side::Midline).expect("a landmark").position_mm;
        for triangle in skin(&body.surface).filter(|&t| tree.is_within(patch_of_triangle(body, t).region, scalp)) {
            let at = body.surface.corners_mm(triangle)[0];
            assert!(at.y < 0.0 || at.z > inion.z - BELOW_MM, "{:?}: scalp at {at}", body.kind);
        }
    }
}

#[test]
fn the_skin_of_fingers_is_dorsal_where_it_faces_as_the_knuckle() {
    let tree = RegionTree::get();
    for body in bodies() {
        let knuckle = landmark(body, "knuckle_3", Side::Left).expect("a landmark");
        let dorsal = body.surface.normal(knuckle.point);
        for finger in ["thumb", "index_finger", "middle_finger", "ring_finger", "little_finger"] {
            let of = |part: &str| tree.find(&format!("{finger}_{part}")).expect("a region");
            let wrong_share = |face: f32, wrong: &str| {
                let within = |t: &u32| {
                    let patch = patch_of_triangle(body, *t);
                    let of_finger = patch.region == of("dorsal") || patch.region == of("palmar");
                    of_finger && patch.side == Side::Left && body.surface.triangle_normal(*t).dot(dorsal) * face > 0.0
                };
                let all: Vec<u32> = skin(&body.surface).filter(within).collect();
                let area = |wanted: &dyn Fn(u32) -> bool| {
                    all.iter().filter(|&&t| wanted(t)).map(|&t| area_mm2(&body.surface, t)).sum::<f32>()
                };
                area(&|t| patch_of_triangle(body, t).region == of(wrong)) / area(&|_| true)
            };
            for (face, wrong) in [(1.0, "palmar"), (-1.0, "dorsal")] {
                let share = wrong_share(face, wrong);
                assert!(share < 0.09, "{:?}: {:.0} % of {finger} is wrongly {wrong}", body.kind, share * 100.0);
            }
        }
    }
}

#[test]
fn the_areola_is_round_on_both_bodies() {
    let tree = RegionTree::get();
    let areola = tree.find("areola").expect("a region");
    for body in bodies() {
        let nipple = landmark(body, "thelion", Side::Left).expect("a landmark").position_mm;
        let rim = outline_of(body, Patch { region: areola, side: Side::Left }).flat_map(|line| &line.points);
        let radii: Vec<f32> = rim.map(|&point| body.surface.position_mm(point).distance(nipple)).collect();
        let (least, most) = radii.iter().fold((f32::INFINITY, 0.0_f32), |(a, b), &mm| (a.min(mm), b.max(mm)));
        assert!(least > 0.0 && most < 1.12 * least, "{:?}: {least} to {most} mm", body.kind);
    }
}
