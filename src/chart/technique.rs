//! Injection techniques: names, default depth and symbol. Defaults, never facts: each mark keeps its own depth.

use std::collections::BTreeMap;
use std::fmt;

use crate::atlas::skin::Layer;

use super::Depth;

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

/// The outline that a technique's marks have, so that a grey print still tells techniques apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ▼
    TriangleDown,
    /// ◆
    Diamond,
    /// A regular pentagon, point up.
    Pentagon,
    /// A regular hexagon, point up.
    Hexagon,
    /// An upright cross with broad arms.
    Cross,
    /// A five-pointed star.
    Star,
    /// A four-pointed star.
    FourStar,
    /// A flat rectangle.
    Bar,
    /// An upright rectangle.
    Column,
    /// Two triangles that meet.
    Hourglass,
    /// A slanted rectangle.
    Rhomboid,
    /// A diamond wider than high.
    FlatDiamond,
    /// A regular octagon, flat on top.
    Octagon,
    /// For a technique that the catalogue doesn't know: a broad X.
    Saltire,
}

impl Symbol {
    /// Every symbol.
    pub const ALL: [Self; 17] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::TriangleDown,
        Self::Diamond,
        Self::Pentagon,
        Self::Hexagon,
        Self::Cross,
        Self::Star,
        Self::FourStar,
        Self::Bar,
        Self::Column,
        Self::Hourglass,
        Self::Rhomboid,
        Self::FlatDiamond,
        Self::Octagon,
        Self::Saltire,
    ];
}

/// One entry of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Technique {
    /// Stable identifier.
    pub id: TechniqueId,
    /// Name by language tag; `en` is always there.
    pub names: BTreeMap<String, String>,
    /// The depth that a new mark starts with.
    pub default_depth: Depth,
    /// Least and greatest depth that sources give for it, where they do: a hint beside the field, not a limit.
    pub usual_depth: Option<[Depth; 2]>,
    /// The layer that sources place it in, the whole dermis as one; `None` where they place it on a border or disagree.
    pub layer: Option<Layer>,
    /// The outline of its marks.
    pub symbol: Symbol,
    /// Whether the clinic fixed it; such techniques come first.
    pub fixed: bool,
    /// Where depth and range come from.
    pub source: String,
}

impl Technique {
    /// Whether it is meant for epidermis or dermis, and not for what lies below.
    pub fn is_for_dermis(&self) -> bool {
        self.layer.is_some_and(|layer| layer != Layer::Hypodermis)
    }

    /// The name in `language`, else in English.
    pub fn name(&self, language: &str) -> &str {
        let named = self.names.get(language).or_else(|| self.names.get("en"));
        named.map_or(self.id.as_str(), String::as_str)
    }
}

/// The catalogue, in the order in which techniques are offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Techniques(Vec<Technique>);

impl Techniques {
    /// A catalogue that offers `techniques` in this order.
    pub fn new(techniques: Vec<Technique>) -> Self {
        Self(techniques)
    }

    /// The techniques in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &Technique> {
        self.0.iter()
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
