//! Which cocktails of two sessions are the same: letters belong to a session, names to the clinic.

use std::collections::BTreeMap;

use crate::chart::{Letter, Mark, Session};

use super::BeforeAfter;

/// What makes cocktails of different sessions the same one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CocktailKey {
    /// The name, trimmed and in lower case.
    Named(String),
    /// The letter, where the cocktail has no name or isn't listed.
    Lettered(Letter),
    /// Marks that name no cocktail.
    Unrecorded,
}

/// Points and volumes of one cocktail in both sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CocktailRow {
    /// The name as the later session writes it, else as the earlier one does; empty when there is none.
    pub name: String,
    /// Its first letter in the earlier and in the later session.
    pub letters: [Option<Letter>; 2],
    /// Points and volumes.
    pub tallies: BeforeAfter,
}

/// The keys of one session's cocktails.
pub(super) struct Keys {
    of_letter: BTreeMap<Letter, (CocktailKey, String)>,
    unrecorded: CocktailKey,
}

impl Keys {
    pub(super) fn of(session: &Session) -> Self {
        let listed = |letter| session.cocktail(letter).map_or("", |cocktail| cocktail.name.trim());
        let key = |name: &str, letter| match name {
            "" => CocktailKey::Lettered(letter),
            name => CocktailKey::Named(name.to_lowercase()),
        };
        let entry = |letter| (letter, (key(listed(letter), letter), listed(letter).to_owned()));
        Self { of_letter: Letter::all().map(entry).collect(), unrecorded: CocktailKey::Unrecorded }
    }

    /// The key of the cocktail that `mark` names.
    pub(super) fn of_mark(&self, mark: &Mark) -> &CocktailKey {
        self.entry(mark).map_or(&self.unrecorded, |(key, _)| key)
    }

    fn entry(&self, mark: &Mark) -> Option<&(CocktailKey, String)> {
        self.of_letter.get(&mark.deposit.cocktail?)
    }
}

/// Points and volumes by cocktail, for cocktails that marks name.
pub(super) fn rows(keys: [&Keys; 2], sessions: [&Session; 2]) -> BTreeMap<CocktailKey, CocktailRow> {
    let mut rows: BTreeMap<CocktailKey, CocktailRow> = BTreeMap::new();
    for (index, session) in sessions.into_iter().enumerate() {
        for mark in &session.marks {
            let row = rows.entry(keys[index].of_mark(mark).clone()).or_default();
            row.tallies.side_mut(index).add(mark);
            row.letters[index] = [row.letters[index], mark.deposit.cocktail].into_iter().flatten().min();
            if let Some((_, name)) = keys[index].entry(mark)
                && row.name != *name
            {
                row.name.clone_from(name);
            }
        }
    }
    rows
}
