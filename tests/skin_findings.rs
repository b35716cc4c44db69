//! Depths against the thickness of the skin: which marks are said to lie in fat, by which figure, and how quickly.

#![allow(clippy::unwrap_used, reason = "what a test can't do fails it")]

use std::sync::Arc;

use mesomap::advice::finding_sentence;
use mesomap::atlas::regions::{RegionTree, locus_at};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{Deposit, Depth, Finding, MarkId, Session, Severity, Site, TechniqueId, findings};
use mesomap::store::techniques;
use mesomap::text::{Language, Texts};

/// Some skin in the middle of a triangle that lies in this region.
fn site(region: &str) -> Site {
    const THIRD: f32 = 1.0 / 3.0;
    let body = Body::get(BodyKind::AdultFemale);
    let tree = RegionTree::get();
    let region = tree.find(region).unwrap();
    let middle = |triangle: u32| SurfacePoint { triangle, weights: [THIRD; 3] };
    let point = (0..108_000)
        .step_by(3)
        .map(middle)
        .find(|&point| tree.is_within(locus_at(body, point).region, region))
        .unwrap();
    Site::on(body, point)
}

fn session(marks: impl IntoIterator<Item = (Site, &'static str, f64)>) -> Session {
    let details = mesomap::chart::Details {
        title: "Depths".to_owned(),
        started: "2026-11-02T10:30:00+01:00".parse().unwrap(),
        clinician: String::new(),
        notes: String::new(),
        size: mesomap::chart::PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let mut session = Session::new("depths".to_owned(), details, BodyKind::AdultFemale);
    for ((site, technique, depth_mm), id) in marks.into_iter().zip(1..) {
        let (technique, depth) = (TechniqueId::new(technique), Depth::from_mm(depth_mm).unwrap());
        let deposit = Deposit { technique, depth, cocktail: None, volume: None };
        session.marks.push(Arc::new(deposit.mark_at(site).numbered(id)));
    }
    session
}

/// Numbers of the marks in fat, with the figure's millimetres, finding by finding.
fn in_fat(session: &Session) -> Vec<(Vec<u32>, f64)> {
    let of = |finding: Finding| match finding {
        Finding::BeyondDermis { marks, thickness, .. } => Some((marks.iter().map(|id| id.0).collect(), thickness.mm.1)),
        _ => None,
    };
    findings(session, techniques()).into_iter().filter_map(of).collect()
}

#[test]
fn only_depths_beyond_a_cited_figure_are_found() {
    let session = session([
        (site("malar"), "nappage_superficial", 2.0),
        (site("malar"), "endoepidermal", 0.15),
        (site("infraorbital"), "papule", 1.5),
        (site("malar"), "papule", 1.4),
        (site("umbilical"), "nappage_superficial", 2.0),
        (site("umbilical"), "lit_sim", 1.91),
        (site("deltoid"), "nappage_superficial", 2.0),
        (site("forehead"), "nappage_superficial", 2.0),
        (site("back_lumbar"), "lit_sim", 30.0),
    ]);
    assert_eq!(in_fat(&session), [(vec![1, 4], 1.33), (vec![3], 1.0), (vec![5], 1.91), (vec![8], 1.39)]);
}

#[test]
fn techniques_that_sources_do_not_place_in_the_dermis_are_left_alone() {
    let all = ["hypodermic", "nappage_deep", "point_by_point", "not_in_the_catalogue"];
    assert_eq!(in_fat(&session(all.map(|technique| (site("malar"), technique, 10.0)))), []);
}

#[test]
fn the_sentence_cites_the_figure_and_is_a_note() {
    let mut session = session([(site("nasolabial_fold"), "nappage_superficial", 2.0)]);
    // Identity and printed number may differ; people read the number.
    Arc::make_mut(&mut session.marks[0]).number = 41;
    let found = findings(&session, techniques());
    let finding = found.iter().find(|finding| matches!(finding, Finding::BeyondDermis { .. })).unwrap();
    assert_eq!((finding.severity(), finding.marks()), (Severity::Note, &[MarkId(1)][..]));
    let say = |language| finding_sentence(finding, &session, &Texts::of(language), techniques());
    let english = say(Language::English);
    for part in ["Mark 41, 2.00 mm deep", "fat, not dermis", "about 1 mm", "Iyengar"] {
        assert!(english.contains(part), "{english}");
    }
    let french = say(Language::French);
    for part in ["2,00\u{a0}mm", "graisse", "environ 1\u{a0}mm", "nasogénien"] {
        assert!(french.contains(part), "{french}");
    }
}

#[test]
fn ten_thousand_marks_are_told_by_region() {
    let places = ["malar", "umbilical", "deltoid", "back_lumbar"].map(site);
    let session = session((0..10_000).map(|n| (places[n % 4], "nappage_superficial", 2.0)));
    let found = in_fat(&session);
    assert_eq!(found.iter().map(|(marks, _)| marks.len()).collect::<Vec<_>>(), [2500, 2500]);
}

#[test]
fn a_mark_on_another_is_found() {
    let body = Body::get(BodyKind::AdultFemale);
    let at = |x: i32| (Site::recorded(body, [x, -8000, 150_000]), "papule", 1.0);
    let alone = [0, 31, 62, 1000];
    let told = |places: &[i32]| {
        let found = findings(&session(places.iter().map(|&x| at(x))), techniques());
        let of = |finding: Finding| match finding {
            Finding::Coincident(marks) => Some(marks.iter().map(|id| id.0).collect::<Vec<_>>()),
            _ => None,
        };
        found.into_iter().find_map(of)
    };
    assert_eq!(told(&alone), None);
    assert_eq!(told(&[0, 30, 61, 1000, 1000]), Some(vec![1, 2, 4, 5]));
    let crowd = session((0..4000).map(|_| at(5)));
    assert!(
        findings(&crowd, techniques())
            .iter()
            .any(|finding| matches!(finding, Finding::Coincident(marks) if marks.len() == 4000))
    );
}
