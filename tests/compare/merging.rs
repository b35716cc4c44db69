//! Two states that grew from one: what is void in one of them is neither lost nor counted by the merged state.

use std::sync::Arc;

use mesomap::chart::{Edit, MarkId, Outcome, OutcomeId, ScaleId, Score, Session, Shape, Value};
use mesomap::compare::{Branch, Fork, Item, StateChanges};

use crate::charted::{mark, row, spot};

fn void(session: &Session, id: u32) -> Session {
    Edit::Void([MarkId(id)].into(), "wrong side".to_owned()).apply(session).unwrap()
}

fn fork(base: &Session, states: [Session; 2]) -> Fork {
    Fork::of(Some(Arc::new(base.clone())), states.map(Arc::new))
}

#[test]
fn what_one_declared_void_is_void_beside_what_the_other_placed_and_moved() {
    let base = row([0.0, 10.0, 20.0]);
    let moved = Edit::Move(vec![(MarkId(1), Shape::Point(spot(0.0, 5.0)))]);
    let theirs = Edit::Together(vec![moved, Edit::Place(vec![mark(spot(30.0, 0.0))])]).apply(&base).unwrap();
    let fork = fork(&base, [void(&base, 2), theirs.clone()]);
    assert_eq!(
        fork.items(),
        [Item::Shared(MarkId(1)), Item::Shared(MarkId(2)), Item::Placed(Branch::Other, MarkId(4))]
    );
    let merged = fork.merged(&fork.suggested()).unwrap();
    let ids: Vec<u32> = merged.marks.iter().map(|mark| mark.id.0).collect();
    assert_eq!(ids, [1, 3, 5], "what the other placed gets a number after all that were given");
    assert_eq!(merged.marks[0].shape, theirs.marks[0].shape);
    assert_eq!((merged.voided.len(), merged.voided[0].mark.id, &*merged.voided[0].why), (1, MarkId(2), "wrong side"));
    let changes = StateChanges::between(&base, &merged);
    assert_eq!((changes.voided.len(), changes.removed.len(), changes.added.len(), changes.moved.len()), (1, 0, 1, 1));
    let back = StateChanges::between(&merged, &Edit::Unvoid([MarkId(2)].into()).apply(&merged).unwrap());
    assert_eq!((back.unvoided.len(), back.added.len()), (1, 0));
}

#[test]
fn what_one_declared_void_and_the_other_changed_is_for_a_person_to_decide() {
    let base = row([0.0, 10.0]);
    let moved = Edit::Move(vec![(MarkId(2), Shape::Point(spot(10.0, 5.0)))]).apply(&base).unwrap();
    let fork = fork(&base, [moved, void(&base, 2)]);
    let (item, mut choices) = (Item::Shared(MarkId(2)), fork.suggested());
    assert!(choices.is_empty() && fork.merged(&choices).is_none());
    assert_eq!((fork.void(item, Branch::One), fork.void(item, Branch::Other)), (None, Some("wrong side")));
    choices.insert(item, Branch::Other);
    let merged = fork.merged(&choices).unwrap();
    assert_eq!((merged.marks.len(), merged.voided.len()), (1, 1));
    choices.insert(item, Branch::One);
    let merged = fork.merged(&choices).unwrap();
    assert_eq!((merged.marks.len(), merged.voided.len()), (2, 0));
}

fn assessed(id: u32, value: f64) -> Edit {
    Edit::PutOutcome(Outcome {
        id: OutcomeId(id),
        scale: ScaleId::new("pain_nrs"),
        version: String::new(),
        place: None,
        value: Value::Number(Score::from_number(value).unwrap()),
        at: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        by: String::new(),
        note: String::new(),
    })
}

fn values(session: &Session) -> Vec<(u32, f64)> {
    let number = |value: &Value| match value {
        Value::Number(score) => score.number(),
        Value::Key(_) => f64::NAN,
    };
    session.outcomes.iter().map(|outcome| (outcome.id.0, number(&outcome.value))).collect()
}

#[test]
fn what_both_assessed_since_is_kept_and_what_one_put_right_is_taken_from_there() {
    let base = Edit::Together(vec![assessed(0, 7.0), assessed(0, 6.0)]).apply(&row([0.0])).unwrap();
    let one = Edit::Together(vec![assessed(1, 8.0), assessed(0, 3.0)]).apply(&base).unwrap();
    let other = Edit::Together(vec![Edit::RemoveOutcome(OutcomeId(2)), assessed(0, 2.0)]).apply(&base).unwrap();
    let fork = fork(&base, [one, other]);
    let expected = [
        Item::SharedOutcome(OutcomeId(1)),
        Item::SharedOutcome(OutcomeId(2)),
        Item::AddedOutcome(Branch::One, OutcomeId(3)),
        Item::AddedOutcome(Branch::Other, OutcomeId(3)),
    ];
    assert_eq!(fork.items(), expected);
    let merged = fork.merged(&fork.suggested()).unwrap();
    assert_eq!(values(&merged), [(1, 8.0), (3, 3.0), (4, 2.0)]);
    assert_eq!(merged.last_outcome(), 4);
    assert_eq!(StateChanges::between(&base, &merged).outcomes, 4);
    let mut choices = fork.suggested();
    choices.insert(Item::AddedOutcome(Branch::Other, OutcomeId(3)), Branch::One);
    assert_eq!(values(&fork.merged(&choices).unwrap()), [(1, 8.0), (3, 3.0)], "left out");
}
