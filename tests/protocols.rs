//! The protocols that come with the program, against the figures of the sources that they cite, on both bodies.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Cocktail, Component, Concentration, ConcentrationUnit, Edit, Letter, Mark, Protocol, Session, Volume,
};
use mesomap::store::{shipped_protocols, techniques};

fn empty(kind: BodyKind) -> Session {
    let mut session = Session::new("protocol".to_owned(), (*store_support::session().details).clone(), kind);
    // 100 IU in 2 mL.
    let concentration = Concentration::new(50.0, ConcentrationUnit::IuPerMl).unwrap();
    let volume = Volume::from_ml(2.0).unwrap();
    let toxin = Component { concentration: Some(concentration), volume, ..Component::default() };
    for letter in [Letter::A, Letter::new('B').unwrap()] {
        let (name, components) = (String::new(), vec![toxin.clone()]);
        let cocktail = Cocktail { letter, name, components, prepared: volume, discarded: None };
        session = Edit::PutCocktail(cocktail).apply(&session).unwrap();
    }
    session
}

fn protocol(id: &str) -> &'static Protocol {
    shipped_protocols().iter().find(|protocol| protocol.reference.id == id).unwrap()
}

/// A protocol laid on an empty session of a body, its letters as they are.
fn laid(id: &str, kind: BodyKind) -> Session {
    let (session, protocol) = (empty(kind), protocol(id));
    let letters: BTreeMap<Letter, Letter> = protocol.letters().into_iter().map(|letter| (letter, letter)).collect();
    let laid = protocol.laid(&session, &letters, techniques()).unwrap();
    let after = laid.edit.apply(&session).unwrap();
    assert_eq!(after.marks.len(), laid.marks, "{id}");
    assert_eq!(laid.undosed, 0, "{id}");
    after
}

fn region(mark: &Mark) -> &'static str {
    &RegionTree::get().region(mark.site().locus().region).id
}

fn on_side(session: &Session, side: Side) -> usize {
    session.marks.iter().filter(|mark| mark.site().locus().side == side).count()
}

/// Distances along the skin to the nearest other mark, sorted, in mm.
fn nearest_mm(session: &Session) -> Vec<f32> {
    let surface = &Body::get(session.body).surface;
    let places: Vec<_> = session.marks.iter().map(|mark| mark.site().anchor()).collect();
    let nearest = |at: usize| {
        let straight = |other: &usize| surface.position_mm(places[at]).distance(surface.position_mm(places[*other]));
        let mut others: Vec<usize> = (0..places.len()).filter(|&other| other != at).collect();
        others.sort_by(|a, b| straight(a).total_cmp(&straight(b)));
        let along = others.iter().take(4).filter_map(|&other| surface.geodesic_mm(places[at], places[other]));
        along.fold(f32::INFINITY, f32::min)
    };
    let mut all: Vec<f32> = (0..places.len()).map(nearest).collect();
    all.sort_by(f32::total_cmp);
    all
}

fn median(sorted: &[f32]) -> f32 {
    sorted[sorted.len() / 2]
}

#[test]
fn each_is_whole_and_cites_its_source() {
    assert!(shipped_protocols().len() >= 13);
    let ids: BTreeSet<&str> = shipped_protocols().iter().map(|protocol| protocol.reference.id.as_str()).collect();
    assert_eq!(ids.len(), shipped_protocols().len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/protocols");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), ids.len(), "every file is built in");
    for protocol in shipped_protocols() {
        assert!(protocol.names.contains_key("en") && protocol.names.contains_key("fr"));
        assert!(protocol.source.len() > 100, "{:?}", protocol.reference);
        for step in &protocol.steps {
            assert!(techniques().get(&step.technique).is_some(), "{}", step.technique);
        }
    }
}

#[test]
fn every_one_lies_on_both_bodies_and_is_its_own_mirror_image_where_it_says_so() {
    for protocol in shipped_protocols() {
        for kind in BodyKind::ALL {
            let session = laid(&protocol.reference.id, kind);
            assert!(session.marks.iter().all(|mark| mark.site().off_surface_mm() < 0.02));
            assert!(session.groups.iter().all(|group| group.origin.protocol() == Some(&protocol.reference)));
            if protocol.steps.iter().all(|step| step.mirrored) {
                assert_eq!(on_side(&session, Side::Left), on_side(&session, Side::Right));
            }
        }
    }
}

#[test]
fn preempt_has_31_sites_of_5_units_each_in_its_muscles() {
    for kind in BodyKind::ALL {
        let session = laid("preempt", kind);
        assert_eq!(session.marks.len(), 31);
        let steps: Vec<usize> = session.groups.iter().map(|group| session.marks_of(group.id).count()).collect();
        assert_eq!(
            steps,
            [2, 1, 4, 8, 6, 4, 6],
            "corrugator, procerus, frontalis, temporalis, occipitalis, paraspinal, trapezius"
        );
        // 5 IU of 50 IU/mL.
        assert!(session.marks.iter().all(|mark| mark.deposit.volume == Some(Volume::from_ml(0.1).unwrap())));
        assert!(session.marks.iter().all(|mark| mark.deposit.technique.as_str() == "intramuscular"));
        let parts = [
            "forehead_central glabella",
            "forehead_central glabella",
            "forehead_central",
            "temple scalp_temporal",
            "scalp_occipital",
            "nape neck_paraspinal scalp_occipital",
            "trapezius acromial",
        ];
        for (group, part) in session.groups.iter().zip(parts) {
            for mark in session.marks_of(group.id) {
                assert!(part.split(' ').any(|id| id == region(mark)), "{kind:?} {part}: {}", region(mark));
            }
        }
        assert!(nearest_mm(&session)[0] > 9.0, "{:?}", nearest_mm(&session));
    }
}

#[test]
fn the_glabella_has_5_points_of_4_units() {
    for kind in BodyKind::ALL {
        let session = laid("glabella-5", kind);
        assert_eq!((session.marks.len(), on_side(&session, Side::Midline)), (5, 1));
        assert!(session.marks.iter().all(|mark| mark.deposit.volume == Some(Volume::from_ml(0.08).unwrap())));
        assert!(session.marks.iter().all(|mark| ["glabella", "forehead_central", "nose_root"].contains(&region(mark))));
    }
}

#[test]
fn an_axilla_has_10_to_15_sites_10_to_20_mm_apart() {
    for kind in BodyKind::ALL {
        let session = laid("axilla", kind);
        let each = on_side(&session, Side::Left);
        assert!((10..=15).contains(&each) && on_side(&session, Side::Right) == each, "{each}");
        let nearest = nearest_mm(&session);
        assert!(nearest[0] >= 10.0 && nearest[nearest.len() - 1] <= 21.0, "{kind:?} {nearest:?}");
        assert!(session.marks.iter().all(|mark| region(mark) == "axilla" && mark.deposit.depth.mm() == 2.0));
    }
}

#[test]
fn the_abdomen_has_50_points_on_a_grid_of_1_cm_that_spares_the_umbilicus() {
    for kind in BodyKind::ALL {
        let session = laid("abdomen-grid", kind);
        assert_eq!(session.marks.len(), 50);
        let nearest = nearest_mm(&session);
        assert!((median(&nearest) - 10.0).abs() < 0.5 && nearest[0] > 8.5, "{kind:?} {nearest:?}");
        let body = Body::get(kind);
        let navel = mesomap::atlas::landmarks::landmark(body, "umbilicus", Side::Midline).unwrap();
        for mark in &session.marks {
            let away_mm = body.surface.geodesic_mm(navel.point, mark.site().anchor()).unwrap();
            assert!(away_mm > 11.0, "{away_mm}");
        }
    }
}

#[test]
fn paraspinal_points_lie_0_15_50_and_80_mm_beside_the_spine_from_l1_to_s1() {
    for kind in BodyKind::ALL {
        let session = laid("paraspinal-l1-s1", kind);
        assert_eq!(session.marks.len(), 6 * 7);
        assert_eq!(on_side(&session, Side::Midline), 6);
        let surface = &Body::get(kind).surface;
        let mut aside: Vec<i32> = Vec::new();
        for mark in &session.marks {
            let path = surface.from_midline(mark.site().anchor()).unwrap();
            #[expect(clippy::cast_possible_truncation, reason = "under 100")]
            aside.push((path.length_mm.abs() / 5.0).round() as i32 * 5);
        }
        aside.sort_unstable();
        let expected: Vec<i32> =
            [(0, 6), (15, 12), (50, 12), (80, 12)].iter().flat_map(|&(mm, n)| vec![mm; n]).collect();
        assert_eq!(aside, expected, "{kind:?}");
    }
}

#[test]
fn fields_are_as_far_apart_as_their_sources_say() {
    let told = [
        ("neck-decollete", [5.0, 10.0]),
        ("hand-dorsum", [10.0, 10.0]),
        ("scalp-bands", [10.0, 20.0]),
        ("cervical", [20.0, 30.0]),
        ("sciatic-course", [20.0, 30.0]),
        ("thigh-buttock-rows", [15.0, 25.0]),
        ("periorbital", [1.0, 5.0]),
    ];
    for (id, [least, most]) in told {
        for kind in BodyKind::ALL {
            let middle = median(&nearest_mm(&laid(id, kind)));
            assert!((least * 0.95..=most * 1.05).contains(&middle), "{id} {kind:?}: {middle} mm");
        }
    }
}

#[test]
fn a_face_takes_three_techniques_and_two_cocktails() {
    for kind in BodyKind::ALL {
        let session = laid("full-face-mesolift", kind);
        assert!(session.marks.len() >= 150);
        let totals = mesomap::chart::Totals::of(&session);
        assert_eq!((totals.by_technique.len(), totals.by_cocktail.len()), (3, 2));
    }
}

#[test]
fn distances_are_the_patients() {
    use mesomap::atlas::size::Measure;
    use mesomap::chart::{Length, PatientSize};
    let drawn = laid("paraspinal-l1-s1", BodyKind::AdultFemale);
    let mut session = empty(BodyKind::AdultFemale);
    let mut details = (*session.details).clone();
    details.size = PatientSize::new([(Measure::Height, Length::from_mm(1900.0).unwrap())]).unwrap();
    session = Edit::SetDetails(details).apply(&session).unwrap();
    let tall = protocol("paraspinal-l1-s1").laid(&session, &BTreeMap::new(), techniques()).unwrap();
    let tall = tall.edit.apply(&session).unwrap();
    let farthest = |session: &Session| {
        let x = session.marks.iter().map(|mark| mark.site().position_mm().x);
        x.fold(0.0, f32::max)
    };
    // 80 mm on a larger patient are less on the body that is drawn.
    let ratio = farthest(&tall) / farthest(&drawn);
    assert!((0.80..0.90).contains(&ratio), "{ratio}");
    assert!(tall.marks.iter().all(|mark| mark.deposit.cocktail.is_none()), "no cocktail was assigned");
}
