//! Sessions of which it is known which mark is which, and body parts that were charted elsewhere as a whole.

use mesomap::atlas::landmarks::Direction;
use mesomap::compare::{Change, Options, Shift, compare};

use crate::known::{Known, Plot};

const PLOT: Plot =
    Plot { marks: 600, single_percent: 10, spacing_mm: 10.0, shift_mm: [0.0, 0.0], sigma_mm: 1.0, seed: 1 };

#[test]
fn marks_are_known_again() {
    for (shift_mm, seed) in [([0.0, 0.0], 1), ([5.0, 0.0], 2), ([-5.0, 0.0], 3), ([0.0, 5.0], 4), ([3.0, -4.0], 5)] {
        let known = Known::new(Plot { shift_mm, seed, ..PLOT });
        let score = known.score(&compare(&known.before, &known.after, Options::default()).unwrap());
        assert!(score.right >= 0.995 && score.named >= 0.9 && score.found >= 0.97, "{shift_mm:?}: {score:?}");
    }
}

fn direction_of(shift: &Shift) -> (Direction, f32) {
    (shift.way[0].direction, shift.way[0].mm)
}

#[test]
fn a_part_that_was_charted_higher_is_told() {
    let known = Known::new(Plot { shift_mm: [5.0, 0.0], sigma_mm: 0.5, ..PLOT });
    let found = compare(&known.before, &known.after, Options::default()).unwrap();
    assert!(!found.shifts.is_empty());
    for shift in &found.shifts {
        let (direction, mm) = direction_of(shift);
        assert!(direction == Direction::Superior && (4.0..5.5).contains(&mm), "{shift:?}");
    }
    let moved = |change: Change| matches!(change, Change::Moved(_));
    assert!(found.pairs.iter().filter(|pair| moved(pair.change)).count() * 100 >= found.pairs.len() * 99);
    // Without it, what is left is how well each spot was found again.
    let options = Options { without_shift: true, moved_from_mm: 2.0, ..Options::default() };
    let without = compare(&known.before, &known.after, options).unwrap();
    assert!(without.total.moved * 100 <= without.pairs.len() * 5, "{} of {}", without.total.moved, without.pairs.len());
    assert_eq!(without.pairs.len(), found.pairs.len());
    for pair in &without.pairs {
        assert!(pair.beyond_shift_mm <= options.tolerance_mm + 0.005, "{pair:?}");
    }
}

#[test]
fn a_shift_is_the_other_way_round_for_swapped_sessions() {
    let known = Known::new(Plot { shift_mm: [4.0, 0.0], ..PLOT });
    let there = compare(&known.before, &known.after, Options::default()).unwrap();
    let back = compare(&known.after, &known.before, Options::default()).unwrap();
    assert_eq!((&there.added, &there.dropped), (&back.dropped, &back.added));
    let pairs = |found: &mesomap::compare::Comparison, swap: bool| -> std::collections::BTreeSet<_> {
        let ids = found.pairs.iter().map(|pair| (pair.before, pair.after, pair.distance_mm.to_bits()));
        ids.map(|(one, other, mm)| if swap { (other, one, mm) } else { (one, other, mm) }).collect()
    };
    assert_eq!(pairs(&there, false), pairs(&back, true));
    for (there, back) in there.shifts.iter().zip(&back.shifts) {
        assert_eq!((direction_of(there).0, direction_of(back).0), (Direction::Superior, Direction::Inferior));
        assert!((there.length_mm() - back.length_mm()).abs() < 0.2, "{there:?} {back:?}");
    }
}

#[test]
fn marks_that_repeat_each_other_have_no_shift() {
    for seed in 1..4 {
        let known = Known::new(Plot { seed, ..PLOT });
        assert!(compare(&known.before, &known.after, Options::default()).unwrap().shifts.is_empty());
        let same = compare(&known.before, &known.before, Options::default()).unwrap();
        assert_eq!((same.total.repeated, same.shifts.len()), (known.before.marks.len(), 0));
    }
}

#[test]
fn other_marks_have_no_shift() {
    for seed in 1..4 {
        let [one, other] = [seed, seed + 10].map(|seed| Known::new(Plot { seed, ..PLOT }).before);
        assert_eq!(compare(&one, &other, Options::default()).unwrap().shifts, []);
    }
}

#[test]
fn a_wide_tolerance_pairs_as_well_where_marks_are_near() {
    let known = Known::new(Plot { marks: 1_200, spacing_mm: 5.0, sigma_mm: 0.5, ..PLOT });
    for tolerance_mm in [5.0, 20.0, 50.0] {
        let options = Options { tolerance_mm, ..Options::default() };
        let found = compare(&known.before, &known.after, options).unwrap();
        assert!(found.pairs.len() >= 1_080, "{} pairs at {tolerance_mm} mm", found.pairs.len());
        assert!(known.score(&found).found >= 0.9, "{tolerance_mm} mm: {:?}", known.score(&found));
    }
}
