//! The skin's figures as written in `assets/skin_layers.ron`, with tags turned into citations and ids into regions.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Figures, Layer, Skin, Span, Thickness};
use crate::atlas::regions::{RegionId, RegionTree};

/// What can be wrong in the data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SkinError {
    #[error("{0}")]
    Syntax(String),
    #[error("unknown name `{0}`")]
    Name(String),
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SkinFile {
    #[serde(rename = "schema")]
    _schema: String,
    sources: BTreeMap<String, String>,
    names: BTreeMap<Layer, BTreeMap<String, String>>,
    general: General,
    epidermis: Vec<ThicknessSpec>,
    thickness: Vec<ThicknessSpec>,
    needle: String,
    review: String,
}

/// Boundaries for all skin.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct General {
    pub(super) epidermis_to_mm: Span,
    pub(super) superficial_dermis_to_mm: Span,
    pub(super) dermis_to_mm: Span,
    pub(super) hypodermis_to_at_least_mm: f64,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThicknessSpec {
    regions: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    mm: Span,
    #[serde(default)]
    about: bool,
    measured: BTreeMap<String, String>,
    source: String,
}

impl SkinFile {
    /// Reads the text; every tag must be among the sources and every id in the tree.
    pub(super) fn parse(text: &str, tree: &RegionTree) -> Result<Skin, SkinError> {
        let file: Self = ron::from_str(text).map_err(|error| SkinError::Syntax(error.to_string()))?;
        let cited = |tag: &str| file.sources.get(tag).cloned().ok_or_else(|| SkinError::Name(tag.to_owned()));
        let figures = |specs: &[ThicknessSpec]| {
            let mut figures = Figures { by_region: vec![None; tree.regions().count()], ..Figures::default() };
            for (at, spec) in specs.iter().enumerate() {
                for region in spec.covered(tree)? {
                    figures.by_region[region.index()] = Some(at);
                }
                let (mm, about, measured) = (spec.mm, spec.about, spec.measured.clone());
                figures.all.push(Thickness { mm, about, measured, source: cited(&spec.source)? });
            }
            Ok(figures)
        };
        Ok(Skin {
            general: General { source: cited(&file.general.source)?, ..file.general.clone() },
            epidermis: figures(&file.epidermis)?,
            thickness: figures(&file.thickness)?,
            needle: cited(&file.needle)?,
            review: cited(&file.review)?,
            names: file.names,
        })
    }
}

impl ThicknessSpec {
    /// The regions named and all below them, but for the exceptions.
    fn covered(&self, tree: &RegionTree) -> Result<Vec<RegionId>, SkinError> {
        let find = |id: &String| tree.find(id).ok_or_else(|| SkinError::Name(id.clone()));
        let named: Vec<RegionId> = self.regions.iter().map(find).collect::<Result<_, _>>()?;
        let except: Vec<RegionId> = self.except.iter().map(find).collect::<Result<_, _>>()?;
        let within = |groups: &[RegionId], id| groups.iter().any(|&group| tree.is_within(id, group));
        Ok(tree.regions().map(|(id, _)| id).filter(|&id| within(&named, id) && !within(&except, id)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::skin::SKIN_RON;

    #[test]
    fn the_embedded_figures_are_whole() {
        let skin = SkinFile::parse(SKIN_RON, RegionTree::get()).unwrap();
        assert_eq!((skin.names.len(), skin.epidermis.all.len(), skin.thickness.all.len()), (5, 2, 16));
        let figures = || skin.epidermis.all.iter().chain(&skin.thickness.all);
        assert!(figures().all(|figure| figure.mm.0 > 0.0 && figure.mm.0 <= figure.mm.1));
        for names in skin.names.values().chain(figures().map(|figure| &figure.measured)) {
            assert!(["en", "fr"].iter().all(|language| names.contains_key(*language)));
        }
    }

    #[test]
    fn unknown_regions_and_sources_are_refused() {
        let refused = |from: &str, to: &str| SkinFile::parse(&SKIN_RON.replacen(from, to, 1), RegionTree::get());
        assert_eq!(refused("\"malar\"", "\"nowhere\"").unwrap_err(), SkinError::Name("nowhere".to_owned()));
        assert_eq!(refused("source: \"IYENGAR18\"", "source: \"X\"").unwrap_err(), SkinError::Name("X".to_owned()));
        assert!(matches!(refused("general:", "genral:"), Err(SkinError::Syntax(_))));
    }
}
