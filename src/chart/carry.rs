//! Marks taken over from an earlier session, or copied and put in again, with the cocktails that they name.

use std::collections::BTreeMap;

use super::there::There;
use super::{Cocktail, Component, Deposit, Edit, GroupId, Letter, Mark, Origin, Session, Source};

/// The edit by which `now` takes over marks of `before`: as groups that say where they come from, or of the same session, as
/// marks of their own; with the cocktails that they name, under another letter where theirs stands for something else here.
/// What is there already isn't deposited again. `None` where nothing is left to take, the bodies differ, or no letter is left.
pub fn carried_over(before: &Session, now: &Session, is_chosen: impl Fn(&Mark) -> bool) -> Option<Edit> {
    if before.body != now.body {
        return None;
    }
    let chosen = before.marks.iter().map(|mark| &**mark).filter(|mark| is_chosen(mark));
    let (there, is_same) = (There::of(now.marks.iter().map(|mark| &**mark)), before.id == now.id);
    let mut letters =
        Letters { now: now.cocktails.iter().map(|listed| Cocktail::clone(listed)).collect(), put: Vec::new() };
    let mut groups: BTreeMap<Option<GroupId>, Vec<Mark>> = BTreeMap::new();
    for mark in chosen {
        let cocktail = match mark.deposit.cocktail.and_then(|letter| before.cocktail(letter)) {
            Some(cocktail) => Some(letters.of(cocktail)?),
            None => None,
        };
        let deposit = Deposit { cocktail, ..mark.deposit.clone() };
        // What was noticed then was noticed in that session.
        let remark = mark.remark.clone().filter(|_| is_same);
        let copy = Mark { deposit, remark, ..mark.clone() };
        if !there.has(&copy) {
            groups.entry(mark.group).or_default().push(copy);
        }
    }
    if groups.is_empty() {
        return None;
    }
    let source = Source { session: before.id.clone(), started: before.details.started };
    let put = |marks: Vec<Mark>| {
        if is_same {
            return Edit::Place(marks.into_iter().map(|mark| Mark { group: None, ..mark }).collect());
        }
        Edit::Lay(None, Origin::Carried(source.clone()), marks)
    };
    let marks = groups.into_values().map(put).collect::<Vec<_>>();
    Some(Edit::Together(letters.put.into_iter().map(Edit::PutCocktail).chain(marks).collect()))
}

/// Which letter stands for which cocktail here.
struct Letters {
    now: Vec<Cocktail>,
    put: Vec<Cocktail>,
}

impl Letters {
    /// The letter of the same mixture here, which may be of another lot; of a new one, its own if that is free.
    fn of(&mut self, cocktail: &Cocktail) -> Option<Letter> {
        if let Some(same) = self.now.iter().find(|listed| is_same_mixture(listed, cocktail)) {
            return Some(same.letter);
        }
        let is_free = |letter: &Letter| self.now.iter().all(|listed| listed.letter != *letter);
        let letter = std::iter::once(cocktail.letter).chain(Letter::all()).find(is_free)?;
        let put = Cocktail { letter, ..cocktail.clone() };
        self.now.push(put.clone());
        self.put.push(put);
        Some(letter)
    }
}

/// Whether two cocktails are mixed alike, of whatever lots.
fn is_same_mixture(one: &Cocktail, other: &Cocktail) -> bool {
    let recipe = |component: &Component| (component.substance.clone(), component.concentration, component.volume);
    one.name == other.name && one.components.iter().map(recipe).eq(other.components.iter().map(recipe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Body, BodyKind};
    use crate::chart::{Depth, Details, PatientSize, Site, TechniqueId, Volume};

    fn session(id: &str, cocktails: &[(char, &str, &str)]) -> Session {
        let started = "2026-09-07T10:30:00+02:00".parse().unwrap();
        let (title, size, [clinician, notes]) = (id.to_owned(), PatientSize::default(), [String::new(), String::new()]);
        let details = Details { title, started, clinician, notes, size, charting_s: None, voided: None };
        let mut session = Session::new(id.to_owned(), details, BodyKind::AdultFemale);
        for &(letter, name, lot) in cocktails {
            let component = Component { substance: name.to_owned(), lot: lot.to_owned(), ..Component::default() };
            let letter = Letter::new(letter).unwrap();
            let cocktail = Cocktail {
                letter,
                name: name.to_owned(),
                components: vec![component],
                prepared: Volume::ZERO,
                discarded: None,
            };
            session = Edit::PutCocktail(cocktail).apply(&session).unwrap();
        }
        session
    }

    fn with_marks(session: &Session, letters: &[char]) -> Session {
        let body = Body::get(session.body);
        let mark = |letter: &char| {
            let technique = TechniqueId::new("endoepidermal");
            let deposit = Deposit { technique, depth: Depth::ZERO, cocktail: Letter::new(*letter), volume: None };
            deposit.mark_at(Site::recorded(body, [1000, -8000, 150_000]))
        };
        Edit::Place(letters.iter().map(mark).collect()).apply(session).unwrap()
    }

    #[test]
    fn the_same_mixture_keeps_todays_lot_and_another_gets_a_letter_of_its_own() {
        let before = session("before", &[('A', "Glow", "old"), ('B', "Lift", "old")]);
        let before = with_marks(&before, &['A', 'B', 'A']);
        let now = session("now", &[('A', "Botulinum", "1"), ('C', "Glow", "today")]);
        let after = carried_over(&before, &now, |_| true).unwrap().apply(&now).unwrap();
        let letters: Vec<_> = after.marks.iter().map(|mark| mark.deposit.cocktail.unwrap().as_char()).collect();
        assert_eq!(letters, ['C', 'B', 'C']);
        let listed: Vec<_> = after
            .cocktails
            .iter()
            .map(|c| (c.letter.as_char(), c.name.as_str(), c.components[0].lot.as_str()))
            .collect();
        assert_eq!(listed, [('A', "Botulinum", "1"), ('B', "Lift", "old"), ('C', "Glow", "today")]);
        assert_eq!(after.groups.len(), 1);
        assert!(carried_over(&before, &now, |_| false).is_none());
        assert!(carried_over(&before, &after, |_| true).is_none(), "nothing is deposited twice");
        let man = Session { body: BodyKind::AdultMale, ..now };
        assert!(carried_over(&before, &man, |_| true).is_none());
    }
}
