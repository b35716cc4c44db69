//! Injection techniques: names, how they are usually done, and symbol. Defaults, never facts: each mark keeps its own depth.

mod list;
mod symbol;

use std::collections::BTreeMap;
use std::fmt;

use crate::atlas::skin::Layer;

use super::{Depth, NeedleAngle};

pub use list::{ClinicTechniques, TechniqueChange, TechniqueEdit};
pub use symbol::Symbol;

/// The stable identifier of a technique, such as `nappage_superficial`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TechniqueId(std::sync::Arc<str>);

impl TechniqueId {
    /// Any identifier; one that the catalogue lacks is kept and reported, never replaced.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TechniqueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What puts the deposit into the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// A syringe in the hand.
    Manual,
    /// An injector gun.
    Gun,
    /// A pen whose needles move.
    Pen,
    /// A roller with needles.
    Roller,
    /// Pulses of current, without a needle.
    Electroporator,
}

impl Delivery {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Manual, Self::Gun, Self::Pen, Self::Roller, Self::Electroporator];
}

/// With what a technique is usually done, as far as sources or the clinic say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manner {
    /// The needle in words, such as `4 mm, 27G`; empty where nobody says.
    pub needle: String,
    /// How long the needle is, where there is one length.
    pub needle_length: Option<Depth>,
    /// The angle between needle and skin.
    pub angle: Option<NeedleAngle>,
    /// What puts the deposit there.
    pub delivery: Option<Delivery>,
}

/// Short names as clinics write them, such as `IED`, by language tag. They find a technique and tell nothing of its depth:
/// schools mean different depths by one name.
pub type Aliases = BTreeMap<String, Vec<String>>;

/// One entry of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Technique {
    /// Stable identifier.
    pub id: TechniqueId,
    /// Name by language tag; at least one.
    pub names: BTreeMap<String, String>,
    /// Short names by language tag.
    pub aliases: Aliases,
    /// The depth that a new mark starts with; `None` where nothing is usual, so that it must be said.
    pub default_depth: Option<Depth>,
    /// Least and greatest depth that sources give for it, where they do: a hint beside the field, not a limit.
    pub usual_depth: Option<[Depth; 2]>,
    /// The layer that sources place it in, the whole dermis as one; `None` where they place it on a border or disagree.
    pub layer: Option<Layer>,
    /// With what it is done.
    pub manner: Manner,
    /// The outline of its marks.
    pub symbol: Symbol,
    /// Whether the clinic fixed it; such techniques come first, and of them only aliases are added.
    pub fixed: bool,
    /// Whether it is no longer offered; marks that have it keep its name and its symbol.
    pub hidden: bool,
    /// Where depth and range come from.
    pub source: String,
}

impl Technique {
    /// The longest name, in characters.
    pub const LONGEST_NAME: usize = 80;
    /// The longest alias, in characters.
    pub const LONGEST_ALIAS: usize = 40;
    /// The most aliases in one language.
    pub const MOST_ALIASES: usize = 20;
    /// The longest description of a needle, in characters.
    pub const LONGEST_NEEDLE: usize = 120;
    /// The longest statement of where something comes from, in characters.
    pub const LONGEST_SOURCE: usize = 2000;

    /// Whether it is meant for epidermis or dermis, and not for what lies below.
    pub fn is_for_dermis(&self) -> bool {
        self.layer.is_some_and(|layer| layer != Layer::Hypodermis)
    }

    /// The name in `language`, else in English, else in any.
    pub fn name(&self, language: &str) -> &str {
        let named = self.names.get(language).or_else(|| self.names.get("en"));
        named.or_else(|| self.names.values().next()).map_or(self.id.as_str(), String::as_str)
    }

    /// The short names in `language`, then those of other languages, each once.
    pub fn all_aliases(&self, language: &str) -> Vec<&str> {
        let own = self.aliases.get(language).into_iter().flatten();
        let mut all: Vec<&str> = Vec::new();
        for alias in own.chain(self.aliases.values().flatten()) {
            if !all.contains(&alias.as_str()) {
                all.push(alias);
            }
        }
        all
    }

    /// Everything that it is called, to be searched.
    pub fn called(&self) -> String {
        let names = self.names.values().chain(self.aliases.values().flatten());
        names.map(String::as_str).chain([self.id.as_str()]).collect::<Vec<_>>().join(" ")
    }
}

/// The catalogue, in the order in which techniques are offered. Also what is no longer offered is in it: marks may have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Techniques(Vec<Technique>);

impl Techniques {
    /// A catalogue of `techniques` in this order.
    pub fn new(techniques: Vec<Technique>) -> Self {
        Self(techniques)
    }

    /// All that marks may have, in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &Technique> {
        self.0.iter()
    }

    /// Those that are offered for new marks.
    pub fn offered(&self) -> impl Iterator<Item = &Technique> {
        self.iter().filter(|technique| !technique.hidden)
    }

    /// The technique with this identifier.
    pub fn get(&self, id: &TechniqueId) -> Option<&Technique> {
        self.0.iter().find(|technique| technique.id == *id)
    }

    /// The outline for marks of this technique; a saltire where the catalogue doesn't know it.
    pub fn symbol(&self, id: &TechniqueId) -> Symbol {
        self.get(id).map_or(Symbol::Saltire, |technique| technique.symbol)
    }

    /// The name for people; the bare identifier where the catalogue doesn't know it.
    pub fn name<'a>(&'a self, id: &'a TechniqueId, language: &str) -> &'a str {
        self.get(id).map_or(id.as_str(), |technique| technique.name(language))
    }
}
