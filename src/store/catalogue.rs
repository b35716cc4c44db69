//! The catalogue of techniques, from the RON file that is built into the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::atlas::skin::Layer;
use crate::chart::{Depth, Symbol, Technique, TechniqueId, Techniques};

use super::leaf;
use super::read::{Fault, from_ron};

/// The file as built in.
const FILE: &str = include_str!("../../assets/techniques.ron");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    #[serde(rename = "schema")]
    _schema: String,
    techniques: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(deserialize_with = "leaf::technique")]
    id: TechniqueId,
    names: BTreeMap<String, String>,
    #[serde(deserialize_with = "leaf::depth")]
    default_depth_mm: Depth,
    #[serde(default, deserialize_with = "some_range")]
    usual_depth_mm: Option<[Depth; 2]>,
    #[serde(default, deserialize_with = "some_layer")]
    layer: Option<Layer>,
    symbol: Outline,
    #[serde(default)]
    fixed: bool,
    source: String,
}

/// A range of depths as `(0.1, 0.2)`.
fn some_range<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<[Depth; 2]>, D::Error> {
    #[derive(Deserialize)]
    struct Range(#[serde(deserialize_with = "leaf::depth")] Depth, #[serde(deserialize_with = "leaf::depth")] Depth);
    let Range(least, greatest) = Range::deserialize(from)?;
    Ok(Some([least, greatest]))
}

/// A layer by its bare name.
fn some_layer<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Layer>, D::Error> {
    Layer::deserialize(from).map(Some)
}

/// [`Symbol`] as the file names it.
#[derive(Deserialize)]
enum Outline {
    Circle,
    Square,
    Triangle,
    TriangleDown,
    Diamond,
    Pentagon,
    Hexagon,
    Cross,
    Star,
    FourStar,
    Bar,
    Column,
    Hourglass,
    Rhomboid,
    FlatDiamond,
    Octagon,
}

impl From<Outline> for Symbol {
    fn from(outline: Outline) -> Self {
        match outline {
            Outline::Circle => Self::Circle,
            Outline::Square => Self::Square,
            Outline::Triangle => Self::Triangle,
            Outline::TriangleDown => Self::TriangleDown,
            Outline::Diamond => Self::Diamond,
            Outline::Pentagon => Self::Pentagon,
            Outline::Hexagon => Self::Hexagon,
            Outline::Cross => Self::Cross,
            Outline::Star => Self::Star,
            Outline::FourStar => Self::FourStar,
            Outline::Bar => Self::Bar,
            Outline::Column => Self::Column,
            Outline::Hourglass => Self::Hourglass,
            Outline::Rhomboid => Self::Rhomboid,
            Outline::FlatDiamond => Self::FlatDiamond,
            Outline::Octagon => Self::Octagon,
        }
    }
}

impl From<Entry> for Technique {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            names: entry.names,
            default_depth: entry.default_depth_mm,
            usual_depth: entry.usual_depth_mm,
            layer: entry.layer,
            symbol: entry.symbol.into(),
            fixed: entry.fixed,
            source: entry.source,
        }
    }
}

fn read(file: &str) -> Result<Techniques, Fault> {
    let catalogue: Catalogue = from_ron(file)?;
    Ok(Techniques::new(catalogue.techniques.into_iter().map(Into::into).collect()))
}

/// The techniques that the program offers, the clinic's fixed ones first.
pub fn techniques() -> &'static Techniques {
    static TECHNIQUES: OnceLock<Techniques> = OnceLock::new();
    // A test reads the file; were it ever broken, an empty catalogue still shows every mark with its own depth.
    TECHNIQUES.get_or_init(|| read(FILE).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_built_in_file_is_whole() {
        let techniques = read(FILE).unwrap();
        assert_eq!(techniques.iter().count(), 16);
        let symbols: BTreeSet<_> = techniques.iter().map(|technique| technique.symbol).collect();
        assert_eq!(symbols.len(), 16, "each technique has an outline of its own");
        let ids: BTreeSet<_> = techniques.iter().map(|technique| technique.id.clone()).collect();
        assert_eq!(ids.len(), 16);
        for technique in techniques.iter() {
            assert!(technique.names.contains_key("en") && technique.names.contains_key("fr"));
            assert!(!technique.source.is_empty());
            if let Some([least, greatest]) = technique.usual_depth {
                assert!(least <= technique.default_depth && technique.default_depth <= greatest);
            }
        }
    }

    #[test]
    fn layers_are_those_of_the_sources() {
        let of = |id: &str| techniques().get(&TechniqueId::new(id)).unwrap().layer;
        assert_eq!(of("endoepidermal"), Some(Layer::Epidermis));
        assert_eq!(of("nappage_superficial"), Some(Layer::Dermis));
        assert_eq!(of("hypodermic"), Some(Layer::Hypodermis));
        // On the border of dermis and hypodermis, and differently in each school.
        assert_eq!((of("nappage_deep"), of("point_by_point")), (None, None));
    }

    #[test]
    fn the_fixed_ones_come_first_at_their_depths() {
        let fixed: Vec<_> = techniques().iter().take_while(|technique| technique.fixed).collect();
        let expected = [
            ("endoepidermal", 0.15, Symbol::Circle),
            ("nappage_superficial", 2.0, Symbol::Square),
            ("nappage_deep", 4.0, Symbol::Triangle),
        ];
        assert_eq!(fixed.len(), expected.len());
        for (technique, (id, depth_mm, symbol)) in fixed.iter().zip(expected) {
            assert_eq!(technique.id.as_str(), id);
            assert_eq!(technique.default_depth.mm(), depth_mm);
            assert_eq!(technique.symbol, symbol);
        }
        assert_eq!(techniques().iter().filter(|technique| technique.fixed).count(), 3);
    }
}
