//! Two states that grew from one, made one again by a person: mark by mark, by identity.
//!
//! A mark that both states have from the state before is one and the same. What each placed since is its own, although both
//! gave it the same number: in the merged state the other's gets a number after all that were ever given.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::regions::Locus;
use crate::chart::{Cocktail, Details, Group, GroupId, Letter, Mark, MarkId, Outcome, OutcomeId, Session, VoidMark};

/// Which of the two states something is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Branch {
    /// The one.
    One,
    /// The other.
    Other,
}

impl Branch {
    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::One => Self::Other,
            Self::Other => Self::One,
        }
    }
}

/// One thing that the states have otherwise, and must be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A mark that both had: as the one has it, or as the other has it, void or not; one that doesn't have it lost it.
    Shared(MarkId),
    /// A mark that this state placed: kept, if it is taken from there.
    Placed(Branch, MarkId),
    /// A cocktail.
    Cocktail(Letter),
    /// An outcome that both had, as a mark.
    SharedOutcome(OutcomeId),
    /// An outcome that this state added: kept, if it is taken from there.
    AddedOutcome(Branch, OutcomeId),
    /// Title, date, clinician, notes, the patient's size.
    Details,
}

/// Two states and the one that they grew from.
#[derive(Clone, Debug)]
pub struct Fork {
    base: Option<Arc<Session>>,
    states: [Arc<Session>; 2],
    items: Vec<Item>,
}

/// What a person chose, item by item.
pub type Choices = BTreeMap<Item, Branch>;

impl Fork {
    /// Two states of a session, and the last one that both know; `None` where they know none.
    pub fn of(base: Option<Arc<Session>>, states: [Arc<Session>; 2]) -> Self {
        let mut fork = Self { base, states, items: Vec::new() };
        fork.items = fork.find();
        fork
    }

    /// What the states have otherwise.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// One of the states.
    pub fn state(&self, from: Branch) -> &Arc<Session> {
        match from {
            Branch::One => &self.states[0],
            Branch::Other => &self.states[1],
        }
    }

    /// The mark of an item, as a state has it, void or not.
    pub fn mark(&self, item: Item, from: Branch) -> Option<&Arc<Mark>> {
        self.kept(item, from).map(|(mark, _)| mark)
    }

    /// Why the mark of an item is void in a state, if it is.
    pub fn void(&self, item: Item, from: Branch) -> Option<&str> {
        self.kept(item, from).and_then(|(_, why)| why.map(|why| &**why))
    }

    fn kept(&self, item: Item, from: Branch) -> Option<(&Arc<Mark>, Option<&Arc<str>>)> {
        match item {
            Item::Shared(id) => self.state(from).kept_mark(id),
            Item::Placed(by, id) if by == from => self.state(by).kept_mark(id),
            _ => None,
        }
    }

    /// The outcome of an item, as a state has it.
    pub fn outcome(&self, item: Item, from: Branch) -> Option<&Arc<Outcome>> {
        match item {
            Item::SharedOutcome(id) => self.state(from).outcome(id),
            Item::AddedOutcome(by, id) if by == from => self.state(by).outcome(id),
            _ => None,
        }
    }

    /// Where an item lies, if it is a mark.
    pub fn locus(&self, item: Item) -> Option<Locus> {
        let mark = self.mark(item, Branch::One).or_else(|| self.mark(item, Branch::Other));
        mark.map(|mark| mark.site().locus())
    }

    /// What only one of the states changed, taken from there, and every new mark kept: to be looked at by a person, who decides
    /// the rest.
    pub fn suggested(&self) -> Choices {
        let only = |item: &Item| match *item {
            Item::Placed(by, _) | Item::AddedOutcome(by, _) => Some((*item, by)),
            Item::SharedOutcome(id) => {
                self.changed_by(|state| Some(state.outcome(id).cloned())).map(|from| (*item, from))
            }
            Item::Shared(id) => {
                let kept = |state: &Session| state.kept_mark(id).map(|(mark, why)| (Arc::clone(mark), why.cloned()));
                self.changed_by(kept).map(|from| (*item, from))
            }
            Item::Cocktail(letter) => {
                self.changed_by(|state| state.cocktail(letter).cloned()).map(|from| (*item, from))
            }
            Item::Details => self.changed_by(|state| Some(Arc::clone(&state.details))).map(|from| (*item, from)),
        };
        self.items.iter().filter_map(only).collect()
    }

    /// The only state that has something otherwise than the one before.
    fn changed_by<T: PartialEq>(&self, of: impl Fn(&Session) -> Option<T>) -> Option<Branch> {
        let was = of(self.base.as_ref()?);
        match [Branch::One, Branch::Other].map(|from| of(self.state(from)) != was) {
            [true, false] => Some(Branch::One),
            [false, true] => Some(Branch::Other),
            _ => None,
        }
    }

    /// Whether a mark is one that both states know from before.
    fn is_shared(&self, id: MarkId) -> bool {
        self.base.as_ref().is_some_and(|base| id.0 <= base.last_number())
    }

    fn find(&self) -> Vec<Item> {
        let [one, other] = &self.states;
        let differs = |id: &MarkId| one.kept_mark(*id) != other.kept_mark(*id);
        let ids: BTreeSet<MarkId> =
            one.kept_marks().chain(other.kept_marks()).map(|mark| mark.id).filter(differs).collect();
        let mut items: Vec<Item> = ids.iter().copied().filter(|&id| self.is_shared(id)).map(Item::Shared).collect();
        for from in [Branch::One, Branch::Other] {
            let placed = self.state(from).kept_marks().map(|mark| mark.id);
            let placed = placed.filter(|id| ids.contains(id) && !self.is_shared(*id));
            items.extend(placed.map(|id| Item::Placed(from, id)));
        }
        let letters = one.cocktails.iter().chain(&other.cocktails).map(|cocktail| cocktail.letter);
        let letters: BTreeSet<Letter> =
            letters.filter(|&letter| one.cocktail(letter) != other.cocktail(letter)).collect();
        items.extend(letters.into_iter().map(Item::Cocktail));
        items.extend(self.outcome_items());
        items.extend((one.details != other.details).then_some(Item::Details));
        items
    }

    /// Whether an outcome is one that both states know from before.
    fn is_shared_outcome(&self, id: OutcomeId) -> bool {
        self.base.as_ref().is_some_and(|base| id.0 <= base.last_outcome())
    }

    fn outcome_items(&self) -> Vec<Item> {
        let [one, other] = &self.states;
        let ids: BTreeSet<OutcomeId> = one.outcomes.iter().chain(&other.outcomes).map(|outcome| outcome.id).collect();
        let differing = ids.into_iter().filter(|&id| one.outcome(id) != other.outcome(id));
        let item = |id| {
            let added = |from: Branch| self.state(from).outcome(id).map(|_| Item::AddedOutcome(from, id));
            if self.is_shared_outcome(id) {
                vec![Item::SharedOutcome(id)]
            } else {
                [Branch::One, Branch::Other].into_iter().filter_map(added).collect()
            }
        };
        differing.flat_map(item).collect()
    }

    /// The outcomes that were chosen; what the other state added gets an identity after all that were ever given.
    fn outcomes(&self, choices: &Choices) -> Option<(Vec<Arc<Outcome>>, u32)> {
        let [one, other] = &self.states;
        let is_taken = |item: Item, from: Branch| choices.get(&item) == Some(&from);
        let item = |from, id| {
            if self.is_shared_outcome(id) { Item::SharedOutcome(id) } else { Item::AddedOutcome(from, id) }
        };
        let of_one = |outcome: &&Arc<Outcome>| {
            let item = item(Branch::One, outcome.id);
            !self.items.contains(&item) || is_taken(item, Branch::One)
        };
        let mut kept: Vec<Arc<Outcome>> = one.outcomes.iter().filter(of_one).cloned().collect();
        let mut last = one.last_outcome().max(other.last_outcome());
        for outcome in other.outcomes.iter().filter(|outcome| is_taken(item(Branch::Other, outcome.id), Branch::Other))
        {
            if self.is_shared_outcome(outcome.id) {
                kept.push(Arc::clone(outcome));
            } else {
                last = last.checked_add(1)?;
                kept.push(Arc::new(Outcome { id: OutcomeId(last), ..Outcome::clone(outcome) }));
            }
        }
        kept.sort_by_key(|outcome| outcome.id);
        Some((kept, last))
    }

    /// The merged state; `None` until everything is chosen.
    pub fn merged(&self, choices: &Choices) -> Option<Session> {
        if !self.items.iter().all(|item| choices.contains_key(item)) {
            return None;
        }
        let [one, other] = &self.states;
        let is_taken = |item: Item, from: Branch| choices.get(&item) == Some(&from);
        let mut next = one.last_number().max(other.last_number());
        let groups = Groups::of(self);
        let mut kept = Vec::new();
        for (mark, why) in one.kept() {
            let is_shared = self.is_shared(mark.id);
            let item = if is_shared { Item::Shared(mark.id) } else { Item::Placed(Branch::One, mark.id) };
            if !self.items.contains(&item) || is_taken(item, Branch::One) {
                kept.push((Arc::clone(mark), why.cloned()));
            }
        }
        for (mark, why) in other.kept() {
            if is_taken(Item::Shared(mark.id), Branch::Other) {
                kept.push((groups.put(mark, mark.id.0, mark.number), why.cloned()));
            } else if is_taken(Item::Placed(Branch::Other, mark.id), Branch::Other) {
                next = next.checked_add(1)?;
                kept.push((groups.put(mark, next, next), why.cloned()));
            }
        }
        kept.sort_by_key(|(mark, _)| mark.id);
        let (marks, voided) = told_apart(kept);
        let mut merged = Session { marks, voided, highest_number: next, ..Session::clone(one) };
        merged.details = self.details(choices);
        merged.cocktails = self.cocktails(choices, &merged);
        merged.groups = groups.of_marks(&merged);
        (merged.outcomes, merged.highest_outcome) = self.outcomes(choices)?;
        Some(merged)
    }

    fn details(&self, choices: &Choices) -> Arc<Details> {
        let from = choices.get(&Item::Details).copied().unwrap_or(Branch::One);
        Arc::clone(&self.state(from).details)
    }

    /// The cocktails that were chosen, and every one that a mark still names.
    fn cocktails(&self, choices: &Choices, merged: &Session) -> Vec<Arc<Cocktail>> {
        let named: BTreeSet<Letter> = merged.kept_marks().filter_map(|mark| mark.deposit.cocktail).collect();
        let [one, other] = &self.states;
        let letters: BTreeSet<Letter> =
            one.cocktails.iter().chain(&other.cocktails).map(|cocktail| cocktail.letter).collect();
        let of = |letter: Letter| {
            let from = choices.get(&Item::Cocktail(letter)).copied().unwrap_or(Branch::One);
            let chosen = self.state(from).cocktail(letter);
            chosen.or_else(|| self.state(from.other()).cocktail(letter).filter(|_| named.contains(&letter))).cloned()
        };
        letters.into_iter().filter_map(of).collect()
    }
}

/// What counts, and what is void.
fn told_apart(kept: Vec<(Arc<Mark>, Option<Arc<str>>)>) -> (Vec<Arc<Mark>>, Vec<Arc<VoidMark>>) {
    let (mut marks, mut voided) = (Vec::new(), Vec::new());
    for (mark, why) in kept {
        match why {
            None => marks.push(mark),
            Some(why) => voided.push(Arc::new(VoidMark { mark, why })),
        }
    }
    (marks, voided)
}

/// Under which identity the other state's groups are in the merged one.
struct Groups<'a> {
    fork: &'a Fork,
    anew: BTreeMap<GroupId, GroupId>,
}

impl<'a> Groups<'a> {
    fn of(fork: &'a Fork) -> Self {
        let [one, other] = &fork.states;
        let known = fork.base.as_ref().map_or(0, |base| base.last_group());
        let mut next = one.last_group().max(other.last_group());
        let own: BTreeSet<GroupId> = other.kept_marks().filter_map(|mark| mark.group).collect();
        let mut anew = BTreeMap::new();
        for id in own.into_iter().filter(|id| id.0 > known && one.group(*id) != other.group(*id)) {
            next = next.saturating_add(1);
            anew.insert(id, GroupId(next));
        }
        Self { fork, anew }
    }

    /// A mark of the other state under an identity and a number.
    fn put(&self, mark: &Arc<Mark>, id: u32, number: u32) -> Arc<Mark> {
        let group = mark.group.map(|group| self.anew.get(&group).copied().unwrap_or(group));
        Arc::new(Mark { id: MarkId(id), number, group, ..Mark::clone(mark) })
    }

    /// What is known of the groups that marks are in.
    fn of_marks(&self, merged: &Session) -> Vec<Arc<Group>> {
        let [one, other] = &self.fork.states;
        let before: BTreeMap<GroupId, GroupId> = self.anew.iter().map(|(old, new)| (*new, *old)).collect();
        let ids: BTreeSet<GroupId> = merged.kept_marks().filter_map(|mark| mark.group).collect();
        let known = |id: GroupId| match before.get(&id) {
            Some(old) => other.group(*old).map(|group| Arc::new(Group { id, ..Group::clone(group) })),
            None => one.group(id).or_else(|| other.group(id)).cloned(),
        };
        ids.into_iter().filter_map(known).collect()
    }
}
