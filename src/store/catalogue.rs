//! The catalogue of techniques that comes with the program, from the RON file that is built into it.

use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::Deserializer;

use crate::chart::{Technique, Techniques};

use super::read::{Fault, from_ron};
use super::technique_leaf::{TechniqueRow, row_by_row};

/// The file as built in.
const FILE: &str = include_str!("../../assets/techniques.ron");

#[derive(Deserialize)]
#[serde(rename = "Techniques", deny_unknown_fields)]
struct Catalogue {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(deserialize_with = "rows")]
    techniques: Vec<Technique>,
}

fn rows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Technique>, D::Error> {
    row_by_row(from, |_before, row: TechniqueRow| Ok(row.into()))
}

fn read(file: &str) -> Result<Techniques, Fault> {
    let catalogue: Catalogue = from_ron(file)?;
    Ok(Techniques::new(catalogue.techniques))
}

/// The techniques that come with the program, the clinic's fixed ones first; [`super::Library::techniques`] has them as a
/// clinic changed them.
pub fn techniques() -> &'static Techniques {
    static TECHNIQUES: OnceLock<Techniques> = OnceLock::new();
    // A test reads the file; were it ever broken, an empty catalogue still shows every mark with its own depth.
    TECHNIQUES.get_or_init(|| read(FILE).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::skin::Layer;
    use crate::chart::{Delivery, Depth, NeedleAngle, Symbol, TechniqueId};
    use std::collections::BTreeSet;

    #[test]
    fn the_built_in_file_is_whole() {
        let techniques = read(FILE).unwrap();
        assert_eq!(techniques.iter().count(), 19);
        let symbols: BTreeSet<_> = techniques.iter().map(|technique| technique.symbol).collect();
        assert_eq!(symbols.len(), 19, "each technique has an outline of its own");
        let ids: BTreeSet<_> = techniques.iter().map(|technique| technique.id.clone()).collect();
        assert_eq!(ids.len(), 19);
        for technique in techniques.iter() {
            assert!(technique.names.contains_key("en") && technique.names.contains_key("fr"));
            assert!(!technique.source.is_empty());
            if let Some([least, greatest]) = technique.usual_depth {
                assert!(technique.default_depth.is_some_and(|depth| (least..=greatest).contains(&depth)));
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
            assert_eq!(technique.default_depth.map(Depth::mm), Some(depth_mm));
            assert_eq!(technique.symbol, symbol);
        }
        assert_eq!(techniques().iter().filter(|technique| technique.fixed).count(), 3);
    }

    #[test]
    fn what_sources_lack_is_blank() {
        let of = |id: &str| techniques().get(&TechniqueId::new(id)).unwrap();
        for id in ["mixte", "mesoperfusion", "dry"] {
            let technique = of(id);
            assert_eq!((technique.default_depth, technique.usual_depth), (None, None), "{id}");
            assert_eq!(technique.manner, crate::chart::Manner::default(), "{id}");
        }
        let manner = &of("nappage_superficial").manner;
        assert_eq!(
            (manner.needle_length.map(Depth::mm), manner.angle.map(NeedleAngle::ends_deg)),
            (Some(4.0), Some([30, 60]))
        );
        // A span of lengths is no length to reckon with.
        assert_eq!(of("papule").manner.needle_length, None);
        assert_eq!(of("electroporation").manner.delivery, Some(Delivery::Electroporator));
    }

    #[test]
    fn an_alias_finds_one_technique() {
        for alias in ["IED", "IDS", "IDP (profonde)", "IHD", "PPP", "LIT", "MPS + IED", "MN", "EP"] {
            let found = techniques().iter().filter(|technique| technique.all_aliases("fr").contains(&alias));
            assert_eq!(found.count(), 1, "{alias}");
        }
    }
}
