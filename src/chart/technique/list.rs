//! A clinic's own list of techniques: what it changed of those that come with the program, and what it added.

use std::collections::BTreeSet;

use super::{Aliases, Manner, Technique, TechniqueId, Techniques};
use crate::chart::Depth;

/// What a clinic says of techniques. Nothing is ever taken out of the catalogue, for marks may have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClinicTechniques {
    /// Those that are no longer offered.
    pub hidden: BTreeSet<TechniqueId>,
    /// What differs from the program's list, by technique.
    pub changes: Vec<TechniqueChange>,
    /// The clinic's own, in the order in which they are offered after the others.
    pub own: Vec<Technique>,
}

/// How a clinic does a technique that comes with the program: in the place of all that the program says of it. Of a fixed
/// technique only aliases stand here, which are added to its own.
#[derive(Clone, Debug, PartialEq)]
pub struct TechniqueChange {
    /// Of which.
    pub id: TechniqueId,
    /// The depth that a new mark starts with, if one is usual.
    pub default_depth: Option<Depth>,
    /// Its short names.
    pub aliases: Aliases,
    /// With what it is done.
    pub manner: Manner,
}

/// One change to a clinic's list.
#[derive(Clone, Debug, PartialEq)]
pub enum TechniqueEdit {
    /// A technique as it is from now on: one of the program's, of the clinic's own, or a new one.
    Put(Box<Technique>),
    /// As it comes with the program again.
    Restore(TechniqueId),
    /// No longer offered.
    Hide(TechniqueId),
    /// Offered again.
    Offer(TechniqueId),
}

impl ClinicTechniques {
    /// The most techniques of a clinic's own, and the most changes.
    pub const MOST: usize = 500;

    /// The catalogue: the program's list as the clinic changed it, then the clinic's own.
    pub fn over(&self, shipped: &Techniques) -> Techniques {
        let changed = shipped.iter().map(|technique| match self.change(&technique.id) {
            Some(change) => change.made(technique),
            None => technique.clone(),
        });
        let all = changed.chain(self.own.iter().cloned());
        let hide = |technique: Technique| Technique {
            hidden: !technique.fixed && self.hidden.contains(&technique.id),
            ..technique
        };
        Techniques::new(all.map(hide).collect())
    }

    /// What the clinic changed of a technique.
    pub fn change(&self, id: &TechniqueId) -> Option<&TechniqueChange> {
        self.changes.iter().find(|change| change.id == *id)
    }

    /// A technique of the clinic's own.
    pub fn own(&self, id: &TechniqueId) -> Option<&Technique> {
        self.own.iter().find(|technique| technique.id == *id)
    }

    /// The list after an edit. Of a fixed technique only the aliases that are added are taken.
    #[must_use]
    pub fn edited(mut self, edit: &TechniqueEdit, shipped: &Techniques) -> Self {
        match edit {
            TechniqueEdit::Put(technique) => self.put(technique, shipped),
            TechniqueEdit::Restore(id) => self.changes.retain(|change| change.id != *id),
            TechniqueEdit::Hide(id) if shipped.get(id).is_some_and(|technique| technique.fixed) => {}
            TechniqueEdit::Hide(id) => _ = self.hidden.insert(id.clone()),
            TechniqueEdit::Offer(id) => _ = self.hidden.remove(id),
        }
        self
    }

    fn put(&mut self, technique: &Technique, shipped: &Techniques) {
        if let Some(as_shipped) = shipped.get(&technique.id) {
            self.changes.retain(|change| change.id != technique.id);
            self.changes.extend(TechniqueChange::between(as_shipped, technique));
            return;
        }
        // What is hidden stands in a list of its own.
        let technique = Technique { hidden: false, ..technique.clone() };
        match self.own.iter_mut().find(|own| own.id == technique.id) {
            Some(own) => *own = technique,
            None => self.own.push(technique),
        }
    }
}

impl TechniqueChange {
    /// What leads from one state of a technique to another; `None` where they are the same.
    fn between(before: &Technique, after: &Technique) -> Option<Self> {
        let Technique { id, aliases, default_depth, manner, .. } = after;
        if before.fixed {
            let aliases = added(&before.aliases, aliases);
            let change = Self { id: id.clone(), default_depth: None, aliases, manner: Manner::default() };
            return (!change.aliases.is_empty()).then_some(change);
        }
        let same = (&before.aliases, &before.default_depth, &before.manner) == (aliases, default_depth, manner);
        let change =
            Self { id: id.clone(), default_depth: *default_depth, aliases: aliases.clone(), manner: manner.clone() };
        (!same).then_some(change)
    }

    /// The technique as it is with this change.
    fn made(&self, technique: &Technique) -> Technique {
        if technique.fixed {
            let mut aliases = technique.aliases.clone();
            for (language, more) in added(&technique.aliases, &self.aliases) {
                aliases.entry(language).or_default().extend(more);
            }
            return Technique { aliases, ..technique.clone() };
        }
        Technique {
            default_depth: self.default_depth,
            aliases: self.aliases.clone(),
            manner: self.manner.clone(),
            ..technique.clone()
        }
    }
}

/// What `all` has and `known` hasn't.
fn added(known: &Aliases, all: &Aliases) -> Aliases {
    let of_language = |(language, aliases): (&String, &Vec<String>)| {
        let known = known.get(language).map_or(&[][..], Vec::as_slice);
        let more: Vec<String> = aliases.iter().filter(|alias| !known.contains(alias)).cloned().collect();
        (!more.is_empty()).then(|| (language.clone(), more))
    };
    all.iter().filter_map(of_language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Symbol;
    use std::collections::BTreeMap;

    fn technique(id: &str, fixed: bool) -> Technique {
        Technique {
            id: TechniqueId::new(id),
            names: BTreeMap::from([("en".to_owned(), id.to_owned())]),
            aliases: BTreeMap::from([("fr".to_owned(), vec!["IED".to_owned()])]),
            default_depth: Some(Depth::nearest_mm(2.0)),
            usual_depth: None,
            layer: None,
            manner: Manner { needle: "4 mm".to_owned(), ..Manner::default() },
            symbol: Symbol::Circle,
            fixed,
            hidden: false,
            source: String::new(),
        }
    }

    fn put(technique: Technique) -> TechniqueEdit {
        TechniqueEdit::Put(Box::new(technique))
    }

    #[test]
    fn a_change_stands_in_the_place_of_what_the_program_says_and_goes_without_a_trace() {
        let shipped = Techniques::new(vec![technique("a", false), technique("b", false)]);
        let deeper = Technique {
            default_depth: None,
            manner: Manner { delivery: Some(super::super::Delivery::Gun), ..Manner::default() },
            ..technique("b", false)
        };
        let list = ClinicTechniques::default().edited(&put(deeper.clone()), &shipped);
        assert_eq!(list.over(&shipped), Techniques::new(vec![technique("a", false), deeper]));
        let back = list.clone().edited(&TechniqueEdit::Restore(TechniqueId::new("b")), &shipped);
        assert_eq!(back, ClinicTechniques::default());
        // So does a change to what the program says.
        assert_eq!(list.edited(&put(technique("b", false)), &shipped), ClinicTechniques::default());
    }

    #[test]
    fn of_a_fixed_technique_only_aliases_are_added() {
        let shipped = Techniques::new(vec![technique("a", true)]);
        let other = Technique {
            default_depth: Some(Depth::nearest_mm(9.0)),
            aliases: BTreeMap::from([("fr".to_owned(), vec!["épi".to_owned()])]),
            ..technique("a", true)
        };
        let id = TechniqueId::new("a");
        let list = ClinicTechniques::default().edited(&put(other), &shipped);
        let list = list.edited(&TechniqueEdit::Hide(id.clone()), &shipped);
        let now = list.over(&shipped);
        let a = now.get(&id).unwrap();
        assert_eq!((a.default_depth, a.hidden), (Some(Depth::nearest_mm(2.0)), false));
        assert_eq!(a.all_aliases("fr"), ["IED", "épi"]);
    }

    #[test]
    fn what_is_hidden_is_not_offered_and_keeps_name_and_symbol() {
        let shipped = Techniques::new(vec![technique("a", false)]);
        let own = Technique { symbol: Symbol::Bar, ..technique("clinic-b", false) };
        let list = ClinicTechniques::default().edited(&put(own), &shipped);
        let id = TechniqueId::new("clinic-b");
        let hidden = list.clone().edited(&TechniqueEdit::Hide(id.clone()), &shipped);
        let now = hidden.over(&shipped);
        assert_eq!(now.offered().count(), 1);
        assert_eq!((now.name(&id, "fr"), now.symbol(&id)), ("clinic-b", Symbol::Bar));
        // Changed while hidden, it stays hidden until it is offered again.
        let changed = hidden.edited(&put(Technique { default_depth: None, ..technique("clinic-b", false) }), &shipped);
        assert_eq!(changed.over(&shipped).offered().count(), 1);
        let offered = changed.edited(&TechniqueEdit::Offer(id), &shipped);
        assert_eq!(offered.over(&shipped).offered().count(), 2);
    }
}
