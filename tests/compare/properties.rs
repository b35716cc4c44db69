//! What must hold of every comparison.

use std::collections::BTreeSet;
use std::sync::Arc;

use mesomap::chart::{Letter, Mark, MarkId, Session, TechniqueId, Volume};
use mesomap::compare::{BeforeAfter, Change, Comparison, Options, VolumeDifference, compare};
use proptest::prelude::*;

use crate::charted::{between, body, mark, session, spot, with};

prop_compose! {
    fn any_mark()(
        left_mm in -15.0_f32..15.0,
        up_mm in -15.0_f32..15.0,
        technique in 0..2,
        letter in proptest::option::of(0_usize..3),
        steps in 0..3,
    ) -> Mark {
        with(mark(spot(left_mm, up_mm)), |deposit| {
            deposit.technique = TechniqueId::new(["nappage_superficial", "nappage_deep"][technique as usize]);
            deposit.cocktail = letter.and_then(|index| Letter::all().nth(index));
            deposit.volume = (steps > 0).then(|| Volume::from_ml(f64::from(steps) / 100.0).unwrap());
        })
    }
}

fn any_session(most: usize) -> impl Strategy<Value = Session> {
    proptest::collection::vec(any_mark(), 0..=most).prop_map(session)
}

/// The two sessions' marks, pair by pair, and what is left: everything once.
fn assert_one_to_one(result: &Comparison, before: &Session, after: &Session) {
    let ids = |session: &Session| session.marks.iter().map(|mark| mark.id).collect::<Vec<_>>();
    let mut seen_before: Vec<_> = result.pairs.iter().map(|pair| pair.before).chain(result.dropped.clone()).collect();
    let mut seen_after: Vec<_> = result.pairs.iter().map(|pair| pair.after).chain(result.added.clone()).collect();
    seen_before.sort();
    seen_after.sort();
    assert_eq!((seen_before, seen_after), (ids(before), ids(after)));
}

/// In hundredths of a millimetre, doubled because a single costs half the tolerance.
fn cost(result: &Comparison) -> i64 {
    let hundredths = |mm: f32| (f64::from(mm) * 100.0).round() as i64;
    let paired: i64 = result.pairs.iter().map(|pair| 2 * hundredths(pair.distance_mm)).sum();
    paired + hundredths(result.options.tolerance_mm) * (result.added.len() + result.dropped.len()) as i64
}

/// The same cost by trying every pairing.
fn least_cost(before: &[Arc<Mark>], after: &[Arc<Mark>], taken: &mut BTreeSet<MarkId>) -> i64 {
    let Some((first, rest)) = before.split_first() else {
        return 500 * after.iter().filter(|mark| !taken.contains(&mark.id)).count() as i64;
    };
    let mut least = 500 + least_cost(rest, after, taken);
    for mark in after {
        let way_mm = body().surface.distance_mm(first.site().anchor(), mark.site().anchor(), 5.0);
        if let Some(way_mm) = way_mm
            && taken.insert(mark.id)
        {
            let way = (f64::from(way_mm) * 100.0).round() as i64;
            least = least.min(2 * way + least_cost(rest, after, taken));
            taken.remove(&mark.id);
        }
    }
    least
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_session_repeats_itself(session in any_session(40)) {
        let result = between(&session, &session);
        prop_assert_eq!(result.pairs.len(), session.marks.len());
        prop_assert!(result.pairs.iter().all(|pair| pair.change == Change::Repeated && !pair.changes.any()));
        prop_assert_eq!(result.total.repeated, session.marks.len());
        let unknown = session.marks.iter().any(|mark| mark.deposit.volume.is_none());
        let difference = result.total.tallies.volume_difference();
        prop_assert_eq!(difference.map(VolumeDifference::ml), (!unknown).then_some(0.0));
    }

    #[test]
    fn swapping_the_sessions_swaps_added_and_dropped(before in any_session(30), after in any_session(30)) {
        let (there, back) = (between(&before, &after), between(&after, &before));
        prop_assert_eq!(&there.added, &back.dropped);
        prop_assert_eq!(&there.dropped, &back.added);
        let facts = |result: &Comparison, swap: bool| {
            let pairs = result.pairs.iter().map(|pair| {
                let ids = if swap { (pair.after, pair.before) } else { (pair.before, pair.after) };
                (ids, pair.distance_mm.to_bits(), pair.changes.any())
            });
            pairs.collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(facts(&there, false), facts(&back, true));
        let (gain, loss) = (there.total.tallies.volume_difference(), back.total.tallies.volume_difference());
        prop_assert_eq!(gain.map(VolumeDifference::ml), loss.map(|loss| -loss.ml()));
    }

    #[test]
    fn pairs_are_one_to_one_and_within_the_tolerance(
        before in any_session(40), after in any_session(40), tolerance_mm in 0.1_f32..12.0
    ) {
        let result = compare(&before, &after, Options { tolerance_mm, ..Options::default() }).unwrap();
        assert_one_to_one(&result, &before, &after);
        for pair in &result.pairs {
            prop_assert!(pair.distance_mm <= tolerance_mm + 0.005, "{pair:?}");
            let sites = [before.mark(pair.before).unwrap().site(), after.mark(pair.after).unwrap().site()];
            prop_assert!(sites[0].position_mm().distance(sites[1].position_mm()) <= tolerance_mm + 0.05);
        }
    }

    #[test]
    fn no_pairing_costs_less(before in any_session(6), after in any_session(6)) {
        let result = between(&before, &after);
        prop_assert_eq!(cost(&result), least_cost(&before.marks, &after.marks, &mut BTreeSet::new()));
    }

    #[test]
    fn rows_add_up(before in any_session(40), after in any_session(40)) {
        let result = between(&before, &after);
        let sum = |count: fn(&mesomap::compare::Row) -> usize| result.by_locus.values().map(count).sum::<usize>();
        let total = &result.total;
        prop_assert_eq!(sum(|row| row.repeated), total.repeated);
        prop_assert_eq!(sum(|row| row.moved) + total.repeated, result.pairs.len());
        prop_assert_eq!(sum(|row| row.added), result.added.len());
        prop_assert_eq!(sum(|row| row.dropped), result.dropped.len());
        prop_assert_eq!(sum(|row| row.marks_before.len()), before.marks.len());
        prop_assert_eq!(sum(|row| row.tallies.after.points), after.marks.len());
        let by_technique: i64 = result.by_technique.values().map(BeforeAfter::points_difference).sum();
        let by_cocktail: i64 = result.by_cocktail.values().map(|row| row.tallies.points_difference()).sum();
        prop_assert_eq!(by_technique, total.tallies.points_difference());
        prop_assert_eq!(by_cocktail, total.tallies.points_difference());
    }

    #[test]
    fn mirrored_sessions_give_the_mirrored_result(before in any_session(25), after in any_session(25)) {
        let mirrored = |session: &Session| {
            let mirror = |mark: &Arc<Mark>| Arc::new(Mark { shape: mark.shape.mirrored(body()), ..Mark::clone(mark) });
            Session { marks: session.marks.iter().map(mirror).collect(), ..session.clone() }
        };
        let (here, there) = (between(&before, &after), between(&mirrored(&before), &mirrored(&after)));
        // Distances may round to the neighbouring hundredth over there, and a pair as far apart as the tolerance be two
        // singles, which costs the same: so the pairing is held to its cost.
        let pairs = here.pairs.len().max(there.pairs.len());
        prop_assert!((cost(&here) - cost(&there)).abs() <= 2 * (pairs as i64 + 1));
    }
}
