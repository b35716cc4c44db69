//! Known cases of comparing two sessions.

use std::sync::Arc;

use mesomap::atlas::BodyKind;
use mesomap::chart::{
    Cocktail, Component, Concentration, ConcentrationUnit, Depth, Letter, MarkId, Session, Site, TechniqueId, Volume,
};
use mesomap::compare::{Change, CocktailKey, CompareError, MixtureChanges, Options, compare};
use mesomap::geom::Vec3;

use crate::charted::{between, body, mark, row, session, spot, with};

#[test]
fn a_row_shifted_by_one_place_is_one_dropped_and_one_added() {
    let before = row((0..12).map(|place| place as f32 * 4.0 - 24.0));
    let after = row((1..13).map(|place| place as f32 * 4.0 - 24.0));
    let result = between(&before, &after);
    assert_eq!((result.dropped.len(), result.added.len()), (1, 1), "{result:?}");
    assert_eq!((result.total.repeated, result.total.moved), (11, 0));
    assert_eq!((result.dropped[0], result.added[0]), (MarkId(1), MarkId(12)));
}

#[test]
fn a_pair_beats_one_dropped_and_one_added() {
    let result = between(&row([0.0]), &row([4.0]));
    assert_eq!((result.dropped.len(), result.added.len(), result.total.moved), (0, 0, 1));
    let Change::Moved(mm) = result.pairs[0].change else { panic!("{:?}", result.pairs) };
    assert!((3.5..4.5).contains(&mm), "{mm}");
    let result = between(&row([0.0]), &row([6.0]));
    assert_eq!((result.dropped.len(), result.added.len(), result.pairs.len()), (1, 1, 0));
}

#[test]
fn exact_ties_keep_technique_and_then_cocktail() {
    let deep = |site| with(mark(site), |deposit| deposit.technique = TechniqueId::new("nappage_deep"));
    let with_b = |site| with(mark(site), |deposit| deposit.cocktail = Letter::new('B'));
    let site = spot(0.0, 0.0);
    let before = session([mark(site), deep(site), with_b(site)]);
    let after = session([with_b(site), mark(site), deep(site)]);
    let result = between(&before, &after);
    assert!(result.pairs.iter().all(|pair| !pair.changes.any()), "{:?}", result.pairs);
}

#[test]
fn cocktails_are_the_same_by_name_whatever_their_letter() {
    let before = row([0.0]);
    let mut after = row([0.0]);
    let renamed = |letter, name: &str| {
        let cocktail = before.cocktail(Letter::A).unwrap();
        Arc::new(Cocktail { letter, name: name.to_owned(), ..Cocktail::clone(cocktail) })
    };
    let b = Letter::new('B').unwrap();
    after.cocktails = vec![renamed(Letter::A, "Vitamin C"), renamed(b, "  nctf 135 ")];
    assert!(between(&before, &after).pairs[0].changes.cocktail);

    Arc::make_mut(&mut after.marks[0]).deposit.cocktail = Some(b);
    let result = between(&before, &after);
    assert!(!result.pairs[0].changes.any());
    let row = &result.by_cocktail[&CocktailKey::Named("nctf 135".to_owned())];
    assert_eq!(row.letters, [Some(Letter::A), Some(b)]);
    assert_eq!((row.tallies.before.points, row.tallies.after.points), (1, 1));
}

#[test]
fn another_mixture_of_the_same_name_is_told() {
    let part = |substance: &str, value: f64, lot: &str| Component {
        substance: substance.to_owned(),
        concentration: Some(Concentration::new(value, ConcentrationUnit::Percent).unwrap()),
        volume: Volume::from_ml(1.0).unwrap(),
        lot: lot.to_owned(),
        ..Component::default()
    };
    let mixed = |components: Vec<Component>| {
        let mut session = row([0.0]);
        Arc::make_mut(&mut session.cocktails[0]).components = components;
        session
    };
    let before = mixed(vec![part("Lidocaine", 1.0, "L1"), part("HA", 2.0, "H1")]);
    let told = |after: Vec<Component>| {
        let result = between(&before, &mixed(after));
        let MixtureChanges { components, strength, lot } = result.by_cocktail.values().next().unwrap().mixture;
        (components, strength, lot, result.pairs[0].changes.mixture)
    };
    assert_eq!(told(vec![part("HA", 2.0, "H1"), part(" lidocaine", 1.0, "L1")]), (false, false, false, false));
    assert_eq!(told(vec![part("Lidocaine", 2.0, "L1"), part("HA", 2.0, "H1")]), (false, true, false, true));
    assert_eq!(told(vec![part("Lidocaine", 1.0, "L2"), part("HA", 2.0, "H1")]), (false, false, true, false));
    assert_eq!(told(vec![part("Lidocaine", 1.0, "L1")]), (true, false, false, true));
    let mut thinner = part("HA", 2.0, "H1");
    thinner.volume = Volume::from_ml(3.0).unwrap();
    assert_eq!(told(vec![part("Lidocaine", 1.0, "L1"), thinner]), (false, true, false, true));
}

#[test]
fn what_changed_is_told_apart() {
    let before = row([0.0, 10.0]);
    let mut after = before.clone();
    let changed = Arc::make_mut(&mut after.marks[1]);
    changed.deposit.depth = Depth::from_mm(2.5).unwrap();
    changed.deposit.volume = Some(Volume::from_ml(0.05).unwrap());
    let result = between(&before, &after);
    let changes = result.pair_of_before(MarkId(2)).unwrap().changes;
    assert!(changes.depth && changes.volume && !changes.technique && !changes.cocktail);
    assert_eq!(result.total.changed, 1);
    assert_eq!(result.total.tallies.volume_difference().unwrap().to_string(), "+0.030 mL");
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let before = row([0.0]);
    let after = Session { body: BodyKind::AdultMale, ..before.clone() };
    assert!(matches!(compare(&before, &after, Options::default()), Err(CompareError::DifferentBodies { .. })));
    for tolerance_mm in [f32::NAN, 0.0, -5.0, 1e9, f32::INFINITY] {
        let options = Options { tolerance_mm, ..Options::default() };
        assert!(matches!(compare(&before, &before, options), Err(CompareError::Tolerance { .. })), "{tolerance_mm}");
    }
    let options = Options { moved_from_mm: -1.0, ..Options::default() };
    assert!(matches!(compare(&before, &before, options), Err(CompareError::MovedFrom { .. })));
    let heap = session(std::iter::repeat_n(mark(spot(0.0, 0.0)), 1400));
    assert_eq!(between(&heap, &heap).total.repeated, 1400);
    let heap = session(std::iter::repeat_n(mark(spot(0.0, 0.0)), 1500));
    assert!(matches!(compare(&heap, &heap, Options::default()), Err(CompareError::TooDense { .. })));
}

/// Two spots less than 4 mm apart that face each other across the gap between two fingers.
fn across_a_gap_between_fingers() -> Option<[Vec3; 2]> {
    let surface = &body().surface;
    let reach_mm = surface.positions_mm().iter().map(|position| position.x).fold(0.0, f32::max);
    let all = surface.positions_mm().iter().zip(surface.normals());
    let fingers: Vec<_> = all.filter(|(position, _)| position.x > reach_mm - 80.0).collect();
    let facing = |(from, from_normal): &(&Vec3, &Vec3), (to, to_normal): &(&Vec3, &Vec3)| {
        let gap = **to - **from;
        (2.0..4.0).contains(&gap.length()) && from_normal.dot(gap) > 0.0 && from_normal.dot(**to_normal) < -0.5
    };
    fingers.iter().find_map(|from| fingers.iter().find(|to| facing(from, to)).map(|to| [*from.0, *to.0]))
}

#[test]
fn points_are_not_paired_through_the_air() {
    let hundredths = |position: Vec3| position.to_array().map(|mm| (mm * 100.0).round() as i32);
    let [here, there] = across_a_gap_between_fingers().unwrap();
    let at = |position| session([mark(Site::recorded(body(), hundredths(position)))]);
    let result = between(&at(here), &at(there));
    assert_eq!((result.pairs.len(), result.dropped.len(), result.added.len()), (0, 1, 1), "{here} {there}");
}

#[test]
fn distances_are_the_patients_where_one_was_measured() {
    use mesomap::atlas::size::Measure;
    use mesomap::chart::{Details, Length, PatientSize};
    let drawn_mm = f64::from(Measure::Intercanthal.on_body_mm(body()));
    let measured = |session: Session, factor: f64| {
        let size = PatientSize::new([(Measure::Intercanthal, Length::nearest_mm(drawn_mm * factor))]).unwrap();
        Session { details: Arc::new(Details { size, ..Details::clone(&session.details) }), ..session }
    };
    let moved_mm =
        |before: &Session, after: &Session| between(before, after).pairs.first().map(|pair| pair.distance_mm);
    let drawn_mm = moved_mm(&row([0.0]), &row([4.0])).unwrap();
    let larger_mm = moved_mm(&row([0.0]), &measured(row([4.0]), 1.1)).unwrap();
    assert!((larger_mm / drawn_mm - 1.1).abs() < 0.005, "{larger_mm} mm, drawn {drawn_mm} mm");
    assert_eq!(moved_mm(&measured(row([0.0]), 1.1), &row([4.0])), Some(larger_mm), "only the earlier one is measured");
    // The tolerance of 5 mm is the patient's too.
    assert_eq!(moved_mm(&row([0.0]), &measured(row([4.0]), 1.4)), None);
    assert!(
        moved_mm(&row([0.0]), &row([6.0])).is_none() && moved_mm(&row([0.0]), &measured(row([6.0]), 0.7)).is_some()
    );
}
