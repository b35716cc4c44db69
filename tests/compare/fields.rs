//! Fields of two sessions: a field laid anew is the same field, its neighbour isn't.

use std::collections::BTreeSet;

use mesomap::atlas::regions::{Patch, RegionTree, Side};
use mesomap::chart::{Deposit, Edit, Ground, GroupId, Laying, Length, MarkId, Origin, Placing, Session, carried_over};
use mesomap::compare::FieldChange;
use mesomap::pattern::Pattern;
use proptest::prelude::*;

use crate::charted::{between, body, empty, mark, spot, with};

fn over(region: &str, side: Side, spacing_mm: f64) -> Laying {
    let region = RegionTree::get().find(region).unwrap();
    Laying {
        ground: Ground::Regions(BTreeSet::from([Patch { region, side }])),
        mirrored: false,
        pattern: Pattern::Hexagonal,
        spacing: Length::nearest_mm(spacing_mm),
        placing: Placing::default(),
        protocol: None,
    }
}

fn deposit() -> Deposit {
    mark(spot(0.0, 0.0)).deposit
}

/// A session with one more field.
fn laid(session: &Session, laying: &Laying, anew: Option<GroupId>, deposit: &Deposit) -> Session {
    let field = laying.field(body(), session.scale()).unwrap();
    let marks = field.places.iter().map(|place| deposit.mark_at(mesomap::chart::Site::on(body(), *place)));
    Edit::Lay(anew, Origin::Field(laying.clone()), marks.collect()).apply(session).unwrap()
}

fn two_fields() -> Session {
    let forehead = laid(&empty("one"), &over("forehead_central", Side::Midline, 10.0), None, &deposit());
    laid(&forehead, &over("malar", Side::Left, 10.0), None, &deposit())
}

fn changes(list: &[FieldChange]) -> BTreeSet<FieldChange> {
    list.iter().copied().collect()
}

#[test]
fn a_session_against_itself_has_the_same_fields() {
    let session = two_fields();
    let fields = between(&session, &session).fields;
    assert_eq!((fields.pairs.len(), fields.added.len(), fields.dropped.len()), (2, 0, 0));
    assert!(fields.pairs.iter().all(|pair| pair.changes.is_empty() && pair.before == pair.after));
    assert!(between(&empty("none"), &empty("none")).fields.is_empty());
}

#[test]
fn laid_anew_at_another_spacing_it_is_respaced() {
    let before = two_fields();
    let after = laid(&before, &over("forehead_central", Side::Midline, 8.0), Some(GroupId(1)), &deposit());
    let fields = between(&before, &after).fields;
    assert_eq!((fields.pairs.len(), fields.added.len(), fields.dropped.len()), (2, 0, 0));
    let pair = &fields.pairs[0];
    assert_eq!(pair.changes, changes(&[FieldChange::Spacing, FieldChange::Count, FieldChange::Volume]));
    assert!(pair.after.tally.points > pair.before.tally.points);
    assert_eq!(pair.before.marks.len(), pair.before.tally.points);
    assert!(fields.pairs[1].changes.is_empty());
}

#[test]
fn what_is_deposited_and_how_it_lies_may_be_another() {
    let before = two_fields();
    let rows = Laying { pattern: Pattern::Rows, ..over("forehead_central", Side::Midline, 10.0) };
    let deep = with(mark(spot(0.0, 0.0)), |deposit| {
        deposit.technique = mesomap::chart::TechniqueId::new("nappage_deep");
        deposit.depth = mesomap::chart::Depth::from_mm(4.0).unwrap();
        deposit.cocktail = mesomap::chart::Letter::new('B');
    });
    let after = laid(&before, &rows, Some(GroupId(1)), &deep.deposit);
    let found = &between(&before, &after).fields.pairs[0].changes;
    for change in [FieldChange::Pattern, FieldChange::Technique, FieldChange::Depth, FieldChange::Cocktail] {
        assert!(found.contains(&change), "{change:?} is missing from {found:?}");
    }
    assert!(!found.contains(&FieldChange::Place) && !found.contains(&FieldChange::Spacing), "{found:?}");
}

#[test]
fn fields_apart_are_of_one_session_only() {
    let before = laid(&empty("one"), &over("forehead_central", Side::Midline, 10.0), None, &deposit());
    let after = laid(&empty("two"), &over("malar", Side::Left, 10.0), None, &deposit());
    let fields = between(&before, &after).fields;
    assert_eq!((fields.pairs.len(), fields.added.len(), fields.dropped.len()), (0, 1, 1));
    assert_eq!(fields.dropped[0].paired, 0);
}

#[test]
fn wide_fields_over_the_same_skin_are_one_though_no_mark_is() {
    let forehead = |spacing| over("forehead_central", Side::Midline, spacing);
    let before = laid(&empty("one"), &forehead(40.0), None, &deposit());
    let one = before.marks[0].id;
    let before =
        Edit::Remove(before.marks.iter().map(|mark| mark.id).filter(|id| *id != one).collect::<BTreeSet<MarkId>>())
            .apply(&before)
            .unwrap();
    let away = |session: &Session| {
        let near = between(&before, session).pairs.iter().map(|pair| pair.after).collect::<BTreeSet<_>>();
        Edit::Remove(near).apply(session).unwrap()
    };
    let after = away(&laid(&empty("two"), &forehead(25.0), None, &deposit()));
    let compared = between(&before, &after);
    assert!(compared.pairs.is_empty());
    assert_eq!(compared.fields.pairs.len(), 1);
}

#[test]
fn a_field_whose_points_were_carried_over_tells_that_they_are_there() {
    let before = laid(&empty("one"), &over("forehead_central", Side::Midline, 10.0), None, &deposit());
    let now = empty("two");
    let after = carried_over(&before, &now, |_| true).unwrap().apply(&now).unwrap();
    let fields = between(&before, &after).fields;
    let [field] = &fields.dropped[..] else { panic!("one field of the earlier session: {fields:?}") };
    assert_eq!(field.paired, field.tally.points);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn swapping_the_sessions_swaps_the_fields(first in 7.0_f64..14.0, second in 7.0_f64..14.0, both: bool) {
        let before = laid(&empty("one"), &over("forehead_central", Side::Midline, first), None, &deposit());
        let before = laid(&before, &over("malar", Side::Left, second), None, &deposit());
        let after = laid(&empty("two"), &over("malar", Side::Left, first), None, &deposit());
        let after = if both { laid(&after, &over("forehead_central", Side::Midline, 9.0), None, &deposit()) } else { after };
        let (there, back) = (between(&before, &after).fields, between(&after, &before).fields);
        let pairs: BTreeSet<_> = there.pairs.iter().map(|pair| (pair.before.group, pair.after.group)).collect();
        let swapped: BTreeSet<_> = back.pairs.iter().map(|pair| (pair.after.group, pair.before.group)).collect();
        prop_assert_eq!(pairs.len(), 1 + usize::from(both));
        prop_assert_eq!(pairs, swapped);
        prop_assert_eq!((there.added, there.dropped), (back.dropped, back.added));
    }
}
