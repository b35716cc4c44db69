//! Which cocktails of two sessions are the same: letters belong to a session, names to the clinic.

use std::collections::{BTreeMap, BTreeSet};

use crate::chart::{Cocktail, Component, Letter, Mark, Session};

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

/// What is another in a mixture that has kept its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MixtureChanges {
    /// Other substances.
    pub components: bool,
    /// A substance of another concentration, or another share of it in the mixture.
    pub strength: bool,
    /// A substance of another maker, lot or expiry.
    pub lot: bool,
}

impl MixtureChanges {
    /// Whether anything is another.
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Whether what is injected is another, and not only the box that it came from.
    pub fn in_substance(self) -> bool {
        self.components || self.strength
    }

    fn between(before: &Cocktail, after: &Cocktail) -> Self {
        let sides = [before, after].map(|cocktail| {
            let mut parts: Vec<_> = cocktail.components.iter().map(|part| (substance(part), part)).collect();
            parts.sort_by(|a, b| (&a.0, &a.1.lot).cmp(&(&b.0, &b.1.lot)));
            parts
        });
        let [one, other] = &sides;
        if !one.iter().map(|(name, _)| name).eq(other.iter().map(|(name, _)| name)) {
            return Self { components: true, ..Self::default() };
        }
        let pairs = || one.iter().zip(other).map(|((_, one), (_, other))| (*one, *other));
        // Shares compared crosswise, so that nothing is divided.
        let [mixed, mixed_after] = [before, after].map(|cocktail| cocktail.mixed().ml());
        let same_share = |one: &Component, other: &Component| {
            (one.volume.ml() * mixed_after - other.volume.ml() * mixed).abs() <= 1e-9 * mixed.max(mixed_after).powi(2)
        };
        let box_of =
            |part: &Component| (part.manufacturer.trim().to_lowercase(), part.lot.trim().to_lowercase(), part.expiry);
        Self {
            components: false,
            strength: pairs().any(|(one, other)| one.concentration != other.concentration || !same_share(one, other)),
            lot: pairs().any(|(one, other)| box_of(one) != box_of(other)),
        }
    }
}

/// The substance, trimmed and in lower case.
fn substance(part: &Component) -> String {
    part.substance.trim().to_lowercase()
}

/// What is another between the cocktails that two letters name, where both sessions list them.
pub(super) fn mixture_changes(sessions: [&Session; 2], letters: [Option<Letter>; 2]) -> MixtureChanges {
    let listed = |index: usize| letters[index].and_then(|letter| sessions[index].cocktail(letter));
    match (listed(0), listed(1)) {
        (Some(before), Some(after)) => MixtureChanges::between(before, after),
        _ => MixtureChanges::default(),
    }
}

/// The letters before and after of cocktails that have kept their name and are mixed of something else.
pub(super) fn remixed(keys: [&Keys; 2], sessions: [&Session; 2]) -> BTreeSet<(Letter, Letter)> {
    let letters = |index: usize| sessions[index].cocktails.iter().map(|cocktail| cocktail.letter);
    let pairs = letters(0).flat_map(|one| letters(1).map(move |other| (one, other)));
    let same = |(one, other): &(Letter, Letter)| keys[0].of_letter[one].0 == keys[1].of_letter[other].0;
    let remixed = |&(one, other): &(Letter, Letter)| mixture_changes(sessions, [Some(one), Some(other)]).in_substance();
    pairs.filter(same).filter(remixed).collect()
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
    /// What is another in the mixtures of these letters.
    pub mixture: MixtureChanges,
}

impl CocktailRow {
    /// The letters in both sessions and the name, such as `A NCTF 135` or `A, B NCTF 135`; empty where no cocktail is named.
    pub fn title(&self) -> String {
        let mut letters: Vec<String> = self.letters.iter().flatten().map(ToString::to_string).collect();
        letters.dedup();
        format!("{} {}", letters.join(", "), self.name).trim().to_owned()
    }
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
    for row in rows.values_mut() {
        row.mixture = mixture_changes(sessions, row.letters);
    }
    rows
}
