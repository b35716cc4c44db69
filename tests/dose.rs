//! Dose on the skin: nothing is lost, nothing leaps over a gap, and finer sampling tells the same.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test may panic"
)]

mod store_support;

use std::collections::BTreeSet;
use std::sync::Arc;

use mesomap::atlas::regions::{Locus, RegionTree, Side, spots_of};
use mesomap::atlas::size::Measure;
use mesomap::atlas::{Body, BodyKind, SurfacePoint, view};
use mesomap::chart::{
    Cocktail, Component, Concentration, ConcentrationUnit, Deposit, Depth, Edit, Length, Letter, Mark, MarkId, Outline,
    Path, PatientSize, Session, Shape, Site, TechniqueId, Volume,
};
use mesomap::compare::dose::{Asked, DoseError, DoseMap, Doses, Kernel, LeftOut, Quantity, sized_of, substances};
use proptest::prelude::*;

const WIDTHS_MM: [f32; 4] = [2.0, 5.0, 10.0, 20.0];
const PLACES: [&str; 9] = [
    "cheek_lower",
    "upper_lip",
    "lower_lip",
    "upper_eyelid",
    "nose_ala",
    "ear",
    "scalp_parietal",
    "index_finger_palmar",
    "nose_tip",
];

fn spots(body: &Body, region: &str) -> Vec<SurfacePoint> {
    let region = RegionTree::get().find(region).unwrap();
    let found = spots_of(body, Locus { region, side: Side::Left });
    assert!(!found.is_empty(), "{region:?}");
    found
}

fn middle(body: &Body, region: &str) -> SurfacePoint {
    let found = spots(body, region);
    found[found.len() / 2]
}

fn mark(shape: impl Into<Shape>, ml: f64) -> Mark {
    let technique = TechniqueId::new("nappage_superficial");
    let volume = Some(Volume::nearest_ml(ml));
    Deposit { technique, depth: Depth::nearest_mm(2.0), cocktail: Some(Letter::A), volume }.mark_at(shape)
}

fn session(kind: BodyKind, marks: Vec<Mark>) -> Session {
    let empty = Session::new("dose".to_owned(), store_support::details(), kind);
    Edit::Place(marks).apply(&empty).unwrap()
}

fn points(body: &Body, spots: &[SurfacePoint]) -> Session {
    session(body.kind, spots.iter().map(|&spot| mark(Site::on(body, spot), 0.02)).collect())
}

fn asked(quantity: Quantity, width_mm: f32) -> Asked {
    Asked { quantity, kernel: Kernel::new(width_mm).unwrap(), size: PatientSize::default() }
}

fn map_of(session: &Session, width_mm: f32) -> DoseMap {
    Doses::new(session.body).map(&[session], asked(Quantity::Volume, width_mm)).unwrap()
}

fn assert_whole(map: &DoseMap, what: &str) {
    assert!((map.on_skin / map.total - 1.0).abs() < 1e-3, "{what}: {} of {}", map.on_skin, map.total);
}

/// The middle of every triangle on which something lies.
fn middles(map: &DoseMap) -> Vec<SurfacePoint> {
    let middle = |triangle| SurfacePoint { triangle, weights: [0.3, 0.3, 0.4] };
    map.values.triangles().map(middle).collect()
}

#[test]
fn the_sum_over_the_skin_is_the_sum_of_the_marks() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        for width_mm in WIDTHS_MM {
            let mut doses = Doses::new(kind);
            for place in PLACES {
                let one = points(body, &[middle(body, place)]);
                let map = doses.map(&[&one], asked(Quantity::Volume, width_mm)).unwrap();
                assert!((map.total - 0.02).abs() < 1e-9 && map.marks == 1);
                assert_whole(&map, &format!("{place}, {width_mm} mm on {}", kind.id()));
            }
            let all: Vec<_> = PLACES.iter().flat_map(|place| spots(body, place)).collect();
            assert_whole(&doses.map(&[&points(body, &all)], asked(Quantity::Points, width_mm)).unwrap(), "all");
        }
    }
}

#[test]
fn finer_sampling_changes_nothing_by_a_hundredth() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        let all: Vec<_> = PLACES.iter().map(|place| middle(body, place)).collect();
        for width_mm in WIDTHS_MM {
            let [coarse, fine] = [1, 2].map(|finer| {
                let ask = asked(Quantity::Points, width_mm);
                Doses::finer(kind, finer).map(&[&points(body, &all)], ask).unwrap()
            });
            let most = fine.peak.unwrap().per_cm2;
            assert!((coarse.peak.unwrap().per_cm2 / most - 1.0).abs() < 0.01, "peak, {width_mm} mm");
            assert!((coarse.on_skin / fine.on_skin - 1.0).abs() < 1e-3);
            for at in middles(&fine) {
                let [one, other] = [&coarse, &fine].map(|map| map.values.at(at));
                assert!((one - other).abs() < 0.01 * most, "{one} and {other} of {most}, {width_mm} mm");
            }
        }
    }
}

#[test]
fn a_value_follows_the_way_along_the_skin() {
    let body = Body::get(BodyKind::AdultFemale);
    for (place, width_mm) in [("cheek_lower", 10.0), ("nose_tip", 10.0), ("scalp_parietal", 20.0), ("ear", 5.0)] {
        let spot = Site::on(body, middle(body, place)).anchor();
        let map = map_of(&points(body, &[spot]), width_mm);
        let most = map.peak.unwrap().per_cm2;
        let mut checked = 0;
        for at in middles(&map) {
            let way_mm = body.surface.geodesic_mm(spot, at).unwrap();
            let kernel = (1.0 - (way_mm / width_mm).powi(2)).max(0.0).powi(2);
            let value = map.values.at(at) / most;
            assert!((value - kernel).abs() < 0.03, "{place}: {value} at {way_mm} mm, not {kernel}");
            checked += 1;
        }
        assert!(checked > 10, "{place}");
    }
}

/// How many places have no dose that are nearer than the kernel's width through the air; none that is farther along the skin
/// has any.
fn leaps_avoided(body: &Body, spot: SurfacePoint, beyond: &[SurfacePoint], width_mm: f32) -> usize {
    let map = map_of(&points(body, &[spot]), width_mm);
    let place_mm = |spot: SurfacePoint| body.surface.position_mm(spot);
    let far = |&&other: &&SurfacePoint| {
        // Values run straight between nodes, at most a tenth of the width apart.
        let way_mm = body.surface.geodesic_mm(spot, other).unwrap();
        assert!(map.values.at(other) == 0.0 || way_mm < width_mm * 1.11, "{way_mm} mm along the skin, {width_mm} mm");
        way_mm > width_mm * 1.11 && place_mm(spot).distance(place_mm(other)) < width_mm
    };
    beyond.iter().filter(far).count()
}

#[test]
fn no_dose_leaps_over_a_gap() {
    let gaps = [
        ("upper_lip", "lower_lip"),
        ("upper_eyelid", "lower_eyelid"),
        ("index_finger_palmar", "middle_finger_palmar"),
        ("nose_ala", "cheek_lower"),
    ];
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        let place_mm = |spot: SurfacePoint| body.surface.position_mm(spot);
        let mut leaps = 0;
        for (from, to) in gaps {
            let beyond = spots(body, to);
            let nearest = |spot: &SurfacePoint| {
                let ways = beyond.iter().map(|&other| place_mm(*spot).distance(place_mm(other)));
                ways.fold(f32::INFINITY, f32::min)
            };
            let mut near = spots(body, from);
            near.sort_by(|a, b| nearest(a).total_cmp(&nearest(b)));
            for &spot in &near[..8] {
                for width_mm in WIDTHS_MM {
                    leaps += leaps_avoided(body, spot, &beyond, width_mm);
                }
            }
        }
        assert!(leaps > 10, "only {leaps} places were nearer through the air");
    }
}

#[test]
fn a_left_cheek_has_nothing_on_the_right_and_a_mirrored_chart_a_mirrored_map() {
    for kind in BodyKind::ALL {
        let body = Body::get(kind);
        let x_mm = |spot: SurfacePoint| body.surface.position_mm(spot).x;
        let cheek: Vec<_> = spots(body, "cheek_lower").into_iter().filter(|&spot| x_mm(spot) > 22.0).collect();
        assert!(cheek.len() > 10);
        let left = points(body, &cheek);
        let right = points(body, &cheek.iter().map(|&spot| body.surface.mirror(spot)).collect::<Vec<_>>());
        for width_mm in WIDTHS_MM {
            let [of_left, of_right] = [&left, &right].map(|session| map_of(session, width_mm));
            let most = of_left.peak.unwrap().per_cm2;
            assert!((of_right.peak.unwrap().per_cm2 / most - 1.0).abs() < 1e-3);
            for at in middles(&of_left) {
                let (there, mirrored) = (of_left.values.at(at), of_right.values.at(body.surface.mirror(at)));
                assert!(there == 0.0 || x_mm(at) > 0.0, "dose at x = {} mm", x_mm(at));
                assert!((there - mirrored).abs() < 1e-3 * most, "{there} and {mirrored}");
            }
            let front = view(kind, "face-right-profile").unwrap();
            assert!(of_left.share_hidden(front) > 0.999);
            assert!(of_right.share_hidden(front) < 0.05);
        }
    }
}

#[test]
fn sessions_add_up_and_the_order_of_asking_makes_no_difference() {
    let body = Body::get(BodyKind::AdultFemale);
    let [one, other] = ["cheek_lower", "nose_tip"].map(|place| points(body, &spots(body, place)));
    let mut doses = Doses::new(body.kind);
    let mut ask = |sessions: &[&Session]| doses.map(sessions, asked(Quantity::Volume, 10.0)).unwrap();
    let (a, both, b) = (ask(&[&one]), ask(&[&one, &other]), ask(&[&other]));
    assert!((a.total + b.total - both.total).abs() < 1e-9);
    assert_eq!((both.sessions, both.marks), (2, a.marks + b.marks));
    for at in middles(&both) {
        let sum = a.values.at(at) + b.values.at(at);
        assert!((both.values.at(at) - sum).abs() < 1e-4 * both.peak.unwrap().per_cm2);
    }
    // What is remembered changes nothing, and equal maps are equal.
    assert_eq!(map_of(&other, 10.0), b);
    assert_eq!(ask(&[&one]), a);
    assert_ne!(a, b);
}

#[test]
fn what_is_void_counts_nowhere() {
    let body = Body::get(BodyKind::AdultMale);
    let cheek = spots(body, "cheek_lower");
    let all = points(body, &cheek[..6]);
    let some = Edit::Void(BTreeSet::from([MarkId(2), MarkId(3)]), "wrong side".to_owned()).apply(&all).unwrap();
    let map = map_of(&some, 5.0);
    assert_eq!(map.marks, 4);
    assert!((map.total - 0.08).abs() < 1e-9);
    let mut gone = all.clone();
    Arc::make_mut(&mut gone.details).voided = Some("another patient".to_owned());
    let map = Doses::new(body.kind).map(&[&gone, &some], asked(Quantity::Points, 5.0)).unwrap();
    assert_eq!((map.sessions, map.void_sessions, map.marks), (1, 1, 4));
    let map = map_of(&gone, 5.0);
    assert_eq!((map.total, map.peak, map.on_skin), (0.0, None, 0.0));
    assert_eq!(map.share_hidden(view(body.kind, "face-front").unwrap()), 0.0);
}

fn mixed(letter: char, parts: &[(&str, f64, ConcentrationUnit, f64)]) -> Arc<Cocktail> {
    let part = |&(name, strength, unit, ml): &(&str, f64, ConcentrationUnit, f64)| Component {
        substance: name.to_owned(),
        concentration: (strength > 0.0).then(|| Concentration::new(strength, unit).unwrap()),
        volume: Volume::from_ml(ml).unwrap(),
        ..Component::default()
    };
    Arc::new(Cocktail {
        letter: Letter::new(letter).unwrap(),
        name: String::new(),
        components: parts.iter().map(part).collect(),
        prepared: Volume::from_ml(4.0).unwrap(),
        discarded: None,
    })
}

#[test]
fn substances_are_arithmetic_and_what_is_unknown_is_told() {
    use ConcentrationUnit::{IuPerMl, MgPerMl, Percent};
    let body = Body::get(BodyKind::AdultFemale);
    let at = Site::on(body, middle(body, "cheek_lower"));
    let with = |letter: Option<char>, ml: Option<f64>| {
        let mut mark = mark(at, 0.0);
        mark.deposit.cocktail = letter.map(|letter| Letter::new(letter).unwrap());
        mark.deposit.volume = ml.map(Volume::nearest_ml);
        mark
    };
    let marks = vec![
        with(Some('A'), Some(0.1)),
        with(Some('A'), None),
        with(Some('B'), Some(0.2)),
        with(Some('B'), None),
        with(Some('C'), Some(0.1)),
        with(Some('D'), Some(0.1)),
        with(None, Some(0.1)),
    ];
    let mut session = session(body.kind, marks);
    session.cocktails = vec![
        // 10 mg/mL thinned to half; twice, since a substance may come from two vials.
        mixed('A', &[("Lidocaine", 1.0, Percent, 1.0), (" lidocaine ", 10.0, MgPerMl, 1.0), ("x", 0.0, MgPerMl, 2.0)]),
        mixed('B', &[("Hyaluronidase", 150.0, IuPerMl, 1.0), ("Saline", 0.0, MgPerMl, 2.0)]),
        mixed('C', &[("LIDOCAINE", 0.0, MgPerMl, 1.0)]),
        mixed('D', &[]),
    ];
    let map = |id: &str| {
        let quantity = Quantity::from_id(id).unwrap();
        assert_eq!(Quantity::from_id(&quantity.id()).as_ref(), Some(&quantity));
        Doses::new(body.kind).map(&[&session], asked(quantity, 10.0)).unwrap()
    };
    let lidocaine = map("mg:Lidocaine");
    assert!((lidocaine.total - 0.5).abs() < 1e-9, "{}", lidocaine.total);
    let left_out = LeftOut { without_volume: 1, without_content: 2, without_strength: 1 };
    assert_eq!((lidocaine.marks, lidocaine.left_out), (1, left_out));
    assert_whole(&lidocaine, "lidocaine");
    assert!((map("IU:hyaluronidase").total - 10.0).abs() < 1e-9);
    // A strength in another unit can't be converted.
    assert_eq!(map("mg:hyaluronidase").left_out.without_strength, 2);
    let volume = map("mL");
    assert!((volume.total - 0.6).abs() < 1e-9);
    assert_eq!((volume.marks, volume.left_out.without_volume, volume.left_out.all()), (5, 2, 2));
    assert_eq!((map("points").total, map("points").left_out.all()), (7.0, 0));
    let names: Vec<_> = substances([&session]).iter().map(|found| Quantity::Substance(found.clone()).id()).collect();
    assert_eq!(names, ["IU:Hyaluronidase", "mg:Lidocaine"]);
    assert_eq!([Quantity::from_id("g:x"), Quantity::from_id("mg: "), Quantity::from_id("")], [None, None, None]);
}

/// A square on the left half of the back.
fn square(body: &Body, side_mm: f32) -> Vec<Site> {
    let camera = &view(body.kind, "back").unwrap().camera;
    let corner = |x: f32, y: f32| {
        let at = [40.0 + x * side_mm, y * side_mm].into();
        Site::on(body, body.skin_seen(camera, at).unwrap())
    };
    vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]
}

#[test]
fn an_area_is_even_inside_and_a_line_along_its_way() {
    let body = Body::get(BodyKind::AdultFemale);
    let corners = square(body, 40.0);
    let anchors: Vec<_> = corners.iter().map(Site::anchor).collect();
    let area_cm2 = body.surface.outline_area_cm2(&anchors).unwrap();
    let film = session(body.kind, vec![mark(Shape::Area(Outline::new(body, corners.clone()).unwrap()), 2.0)]);
    for width_mm in [5.0, 10.0] {
        let map = map_of(&film, width_mm);
        assert_whole(&map, "film");
        let inside = map.values.at(film.marks[0].site().anchor());
        assert!((inside * area_cm2 / 2.0 - 1.0).abs() < 0.02, "{inside} per cm² of {area_cm2} cm²");
        assert!(map.peak.unwrap().per_cm2 < inside * 1.03);
    }
    let thread = session(body.kind, vec![mark(Shape::Line(Path::new(corners).unwrap()), 0.5)]);
    let map = map_of(&thread, 5.0);
    assert_whole(&map, "thread");
    let way = body.surface.way_through(&anchors);
    let mean = 0.5 / (thread.marks[0].shape.straight_mm() / 10.0);
    for &at in way.iter().skip(1).take(way.len() - 2) {
        let value = f64::from(map.values.at(at));
        // The biweight's section through its middle is 16/15 R long and its volume π R² / 3: per cm, 1.02 / R;
        // half of that at an end.
        assert!(value > 0.45 * mean * 1.02 / 0.5 && value < 1.8 * mean * 1.02 / 0.5, "{value} per cm², {mean} per cm");
    }
    // Both ends at one spot.
    let nowhere = session(body.kind, vec![mark(Shape::Line(Path::new(vec![thread.marks[0].site(); 2]).unwrap()), 0.5)]);
    assert_whole(&map_of(&nowhere, 5.0), "a line without length");
}

#[test]
fn areas_are_those_of_the_patient() {
    let body = Body::get(BodyKind::AdultFemale);
    let height_mm = f64::from(Measure::Height.on_body_mm(body));
    let mut film = session(body.kind, vec![mark(Shape::Area(Outline::new(body, square(body, 50.0)).unwrap()), 2.0)]);
    let drawn = map_of(&film, 10.0);
    let larger = Length::nearest_mm(height_mm * 1.2);
    Arc::make_mut(&mut film.details).size = PatientSize::new([(Measure::Height, larger)]).unwrap();
    let size = sized_of([&film]);
    assert_eq!(size, film.details.size);
    let ask = Asked { size, ..asked(Quantity::Volume, 10.0) };
    let patient = Doses::new(body.kind).map(&[&film], ask).unwrap();
    assert_whole(&patient, "a larger patient");
    let middle = film.marks[0].site().anchor();
    let ratio = drawn.values.at(middle) / patient.values.at(middle);
    assert!((ratio / 1.44 - 1.0).abs() < 0.01, "{ratio}");
}

#[test]
fn what_makes_no_map_is_refused() {
    for width_mm in [1.9, 20.1, f32::NAN] {
        assert!(matches!(Kernel::new(width_mm), Err(DoseError::Width { .. })));
    }
    let body = Body::get(BodyKind::AdultFemale);
    let female = points(body, &[middle(body, "nose_tip")]);
    let found = Doses::new(BodyKind::AdultMale).map(&[&female], asked(Quantity::Points, 5.0));
    assert!(matches!(found, Err(DoseError::OtherBody { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn anywhere_nothing_is_lost(triangle in 0..107_000_u32, share in 0.0..1.0_f32, width_mm in 2.0..20.0_f32) {
        let body = Body::get(BodyKind::AdultMale);
        let spot = SurfacePoint { triangle, weights: [share, (1.0 - share) * 0.25, (1.0 - share) * 0.75] };
        let map = map_of(&points(body, &[spot]), width_mm);
        prop_assert!((map.on_skin / map.total - 1.0).abs() < 1e-3, "{} of {}", map.on_skin, map.total);
    }
}
